import numpy as np
import pytest

import plotkit.objects as so
from plotkit.compile.drawing import ColorBar
from plotkit.marks.primitives import Boxes, Lines, Points

DATA = {
    "x": [1, 2, 3, 4],
    "y": [1.0, 2.0, 3.0, 4.0],
    "g": ["a", "b", "a", "c"],
    "h": ["u", "u", "v", "v"],
    "n": [1, 2, 3, 4],
}


def plot(**variables):
    return so.Plot(DATA, x="x", y="y", **variables)


def blocks(drawing):
    return [(legend.title, entries(legend)) for legend in drawing.legends]


def entries(guide):
    return list(guide.labels) if isinstance(guide, ColorBar) else [k.label for k in guide.keys]


def kinds(drawing, block=0, key=0):
    return [type(word) for word in drawing.legends[block].keys[key].primitives]


def test_one_block_for_one_variable_with_all_its_properties(draw):
    drawing = draw(plot(color="g", marker="g").add(so.Dot(), linestyle="h").add(so.Line()))
    assert blocks(drawing) == [("g", ["a", "b", "c"])]
    assert kinds(drawing) == [Points, Lines, Points]  # the line has markers too
    markers = [key.primitives[0].marker.table[key.primitives[0].marker.codes[0]].spec
               for key in drawing.legends[0].keys]  # fmt: skip
    assert markers[:2] == ["o", "X"]


def test_blocks_in_order_of_appearance(draw):
    drawing = draw(plot(marker="h").add(so.Dot(), color="g").add(so.Dot(), pointsize="n"))
    assert [title for title, _ in blocks(drawing)] == ["h", "g", "n"]


def test_vectors_without_a_name_do_not_merge(draw):
    drawing = draw(plot().add(so.Dot(), color=list("pqpq"), marker=list("uvuv")))
    assert blocks(drawing) == [("", ["p", "q"]), ("", ["u", "v"])]


def test_layers_that_show_a_variable_only(draw):
    drawing = draw(plot(color="g").add(so.Dot(color="k")).add(so.Line()))
    assert kinds(drawing) == [Lines]  # what is fixed is not mapped


@pytest.mark.parametrize("legend", [True, False])
def test_a_layer_may_stay_out(draw, legend):
    drawing = draw(plot(color="g").add(so.Bar(), legend=legend).add(so.Line(), legend=False))
    assert [kinds(drawing)] == [[Boxes]] if legend else drawing.legends == ()


def test_text_has_no_key(draw):
    assert draw(plot(color="g").add(so.Text())).legends == ()


@pytest.mark.parametrize("variable", ["x", "group", "text", "weight", "col"])
def test_what_has_no_legend(draw, variable):
    p = plot().facet("g") if variable == "col" else plot()
    assert draw(p.add(so.Dot(), **{variable: "n"})).legends == ()


class TestTitles:
    def test_the_name_of_the_variable(self, draw):
        assert blocks(draw(plot(color="g").add(so.Dot())))[0][0] == "g"

    @pytest.mark.parametrize(("label", "title"), [("Group", "Group"), ("", ""), (str.upper, "G")])
    def test_as_asked(self, draw, label, title):
        assert blocks(draw(plot(color="g").add(so.Dot()).label(color=label)))[0][0] == title

    def test_by_any_of_its_properties(self, draw):
        p = plot(color="g", marker="g").add(so.Dot()).label(marker="Group")
        assert blocks(draw(p))[0][0] == "Group"

    def test_of_a_computed_column(self, draw):
        p = so.Plot(DATA, x="n").add(so.Bars(), so.Hist(bins=2), color="count")
        assert blocks(draw(p))[0][0] == "Count"


class TestLayers:
    def test_an_entry_for_a_layer_beside_its_mapping(self, draw):
        p = plot(color="g").add(so.Dot(), label="seen").add(so.Line(color="k"), label="trend")
        drawing = draw(p.label(legend="Layers"))
        assert blocks(drawing) == [("Layers", ["seen", "trend"]), ("g", ["a", "b", "c"])]
        assert kinds(drawing, 0, 1) == [Lines]

    def test_after_the_blocks_of_earlier_layers(self, draw):
        p = plot().add(so.Dot(), color="g").add(so.Line(), label="trend", linestyle="h")
        assert [title for title, _ in blocks(draw(p))] == ["g", "", "h"]

    def test_no_entry_for_a_layer_that_stays_out(self, draw):
        assert draw(plot().add(so.Dot(), label="seen", legend=False)).legends == ()


class TestMixedScales:
    """One variable on properties whose scales differ in kind."""

    @pytest.mark.parametrize("first", ["color", "marker"])
    def test_amounts_and_levels(self, draw, first):
        names = ["color", "marker"] if first == "color" else ["marker", "color"]
        drawing = draw(plot(**dict.fromkeys(names, "n")).add(so.Dot()))
        assert blocks(drawing) == [("n", ["1", "2", "3", "4"])]
        colors = [np.round(key.primitives[0].color, 3).tolist() for key in drawing.legends[0].keys]
        word = drawing.panels[0].marks[0].primitives[0]
        np.testing.assert_allclose(np.ravel(colors), np.ravel(np.round(word.color, 3)))

    def test_times_and_levels(self, draw):
        days = np.arange("2024-01-01", "2024-01-05", dtype="datetime64[D]")
        data = {**DATA, "day": days}
        p = so.Plot(data, x="x", y="y", color="day", marker="day").add(so.Dot())
        assert blocks(draw(p)) == [("day", [str(day) for day in days])]

    def test_levels_that_one_scale_does_not_list(self, draw):
        p = plot(color="g").add(so.Line(), linestyle="g")
        with pytest.warns(so.PlotWarning, match="1 with linestyle in an unlisted level"):
            drawing = draw(p.scale(linestyle=so.Nominal(order=["a", "b"])))
        assert blocks(drawing) == [("g", ["a", "b", "c"])]


class TestConstants:
    def test_one_block_with_each_layers_own(self, draw):
        p = plot().add(so.Dot(), color="seen").add(so.Line(), color="fitted")
        drawing = draw(p)
        assert blocks(drawing) == [("", ["seen", "fitted"])]
        assert [kinds(drawing, 0, key) for key in (0, 1)] == [[Points], [Lines]]

    def test_shared_by_two_layers(self, draw):
        p = plot().add(so.Dot(), color="seen").add(so.Line(), color="seen")
        drawing = draw(p)
        assert blocks(drawing) == [("", ["seen"])]
        assert kinds(drawing) == [Points, Lines]

    def test_beside_a_variable(self, draw):
        p = plot().add(so.Dot(), color="g").add(so.Line(), color="all")
        drawing = draw(p)
        assert blocks(drawing) == [("g", ["a", "b", "c"]), ("", ["all"])]


def test_amounts_that_are_all_missing_have_no_legend(draw):
    with pytest.warns(so.PlotWarning, match="2 with missing color"):
        assert draw(so.Plot(x=[1, 2], y=[1, 2], color=[None, None]).add(so.Dot())).legends == ()


def test_each_pairing_is_the_same_legend(draw):
    p = so.Plot(DATA, y="y", color="g").pair(x=["x", "n"]).add(so.Dot())
    assert blocks(draw(p)) == [("g", ["a", "b", "c"])]


def test_hundreds_of_levels_are_cut_short(draw):
    data = {"x": range(300), "g": [f"level {i}" for i in range(300)]}
    legend = draw(so.Plot(data, x="x", y="x", color="g").add(so.Dot())).legends[0]
    assert len(legend.keys) + legend.more == 300
    assert len(legend.keys) <= 40


# ----------------------------------------------------------------------------------- stacks


SUMS = {"x": list("aabbab"), "y": [1, 2, 3, 4, 2, 1], "g": list("uvuvww")}  # u 4, v 6, w 3


def read(p):
    """Return the entries of a legend from top to bottom, or from left to right."""
    figure = p.plot().figure
    (legend,) = figure.legends or [figure.axes[0].get_legend()]
    return "".join(text.get_text() for text in legend.get_texts())


@pytest.mark.parametrize(
    ("options", "aside", "below"),
    [
        ({}, "wvu", "uvw"),
        ({"reverse": True}, "uvw", "wvu"),
        ({"order": "sum"}, "wuv", "vuw"),
        ({"order": "sum", "reverse": True}, "vuw", "wuv"),
    ],
)
def test_48_a_legend_reads_as_the_stack_does(options, aside, below):
    stack = so.Stack(**options)
    p = so.Plot(SUMS, x="x", y="y", color="g").add(so.Bar(), stack)
    assert read(p) == read(p.legend("left")) == read(p.legend("upper right")) == aside
    assert read(p.legend("bottom")) == below
    lying = so.Plot(SUMS, y="x", x="y", color="g").add(so.Bar(), stack)
    assert read(lying) == read(lying.legend("bottom")) == below


def test_48_what_is_asked_for_counts_more():
    p = so.Plot(SUMS, x="x", y="y", color="g").add(so.Bar(), so.Stack())
    assert read(p.legend(order={"g": ["v", "u", "w"]})) == "vuw"
    assert read(p.legend("bottom", reverse=True)) == "wvu"
    assert read(p.scale(color=so.Nominal(order=["v", "w", "u"]))) == "uwv"


def test_48_the_order_is_by_level_never_by_rows():
    turned = {name: column[::-1] for name, column in SUMS.items()}
    scale = {"color": so.Nominal(order="name")}
    plots = [
        so.Plot(data, x="x", y="y", color="g").add(so.Area(), so.Agg(), so.Stack()).scale(**scale)
        for data in (SUMS, turned)
    ]
    assert [read(p) for p in plots] == ["wvu", "wvu"]


def test_48_other_layers_and_panels_keep_their_order():
    p = so.Plot(SUMS, x="x", y="y", color="g")
    assert read(p.add(so.Bar(), so.Dodge())) == "uvw"
    assert read(p.add(so.Bar(), so.Stack()).add(so.Dot())) == "wvu"
    stacked, dots = p.add(so.Bar(), so.Stack()), p.add(so.Dot())
    assert read(dots | stacked) == "wvu"


def test_48_what_does_not_fit_is_the_rest():
    n = 60
    p = so.Plot(x=["a"] * n, y=[1] * n, color=[f"l{i:02}" for i in range(n)])
    p = p.add(so.Bar(), so.Stack()).layout(size=(4, 2))
    with pytest.warns(so.PlotWarning, match="of its 60 entries"):
        figure = p.plot().figure
        figure.canvas.draw()
    said = [text.get_text() for text in figure.legends[0].get_texts()]
    assert said[-1].endswith("more")
    assert said[:-1] == sorted(said[:-1], reverse=True)
