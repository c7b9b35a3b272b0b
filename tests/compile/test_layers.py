"""Stats, moves and marks of a layer together, and what they may rely on."""

import copy
from dataclasses import dataclass

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.compile.steps import compile_plot
from plotkit.config import CONFIG
from plotkit.data.factor import Coded
from tests.engines import ENGINES, LAZY, same
from tests.snapshot import snapshot

DATA = {
    "x": [1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0, 4.0],
    "y": [1.0, 3.0, 2.0, 5.0, 4.0, 4.0, 1.0, 2.0],
    "g": list("aaaabbbb"),
    "h": list("uuvvuuvv"),
    "c": list("pqpqpqpq"),
    "n": [1, 1, 2, 2, 1, 1, 2, 2],
}


@dataclass(frozen=True)
class Peak(so.Stat):
    def __call__(self, data, by):
        return data.group(*by, "x").agg(y=so.reduce.max("y"))


@dataclass(frozen=True)
class Smooth(so.Stat):
    window: int = 3

    def compute(self, x, y):
        order, kernel = np.argsort(x), np.ones(self.window) / self.window
        return {"x": x[order], "y": np.convolve(y[order], kernel, "same")}


@dataclass(frozen=True)
class Spread(so.Stat):
    makes = ("rows",)

    def compute(self, y):
        return {"y": y.mean(), "ymin": y.min(), "ymax": y.max(), "rows": len(y)}


@dataclass(frozen=True)
class Nudge(so.Move):
    amount: float = 0.1

    def __call__(self, t, by):
        return t.with_(x=t["x"] + self.amount * t["width"])


@pytest.fixture(params=ENGINES)
def data(request):
    engine, frame = ENGINES[request.param], pl.DataFrame(DATA)
    return frame if engine is None else engine(frame)


def words(drawing, layer=0, panel=0):
    return next(mark.primitives for mark in drawing.panels[panel].marks if mark.layer == layer)


class TestEngines:
    """A layer over an engine is the layer in memory."""

    @pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
    @pytest.mark.parametrize(
        "make",
        [
            lambda p: p.add(so.Bar(), so.Agg(), so.Dodge(), color="g", x="c"),
            lambda p: p.add(so.Bar(), so.Count(), so.Stack(), color="h", y=None, x="c"),
            lambda p: p.add(so.Bars(), so.Hist("density", bins=3), color="h", y=None),
            lambda p: p.add(so.Line(), so.Agg("median"), so.Norm(), linestyle="g"),
            lambda p: p.add(so.Line(), Peak(), group="n"),
            lambda p: p.add(so.Line(), Smooth(), color="g"),
            lambda p: p.add(so.Range(), Spread(), color="h", linewidth="rows"),
            lambda p: p.add(so.Bar(), so.Agg(), y="c", x="y").add(so.Dot(), so.Agg(), color="n"),
            lambda p: p.facet("g", "h").add(so.Bar(), so.Agg(), Nudge(), color="c"),
            lambda p: p.facet("n").add(so.Dash(), so.Agg(), marker="n", x="n"),
            lambda p: p.add(so.Line(), so.Agg(), color="g").scale(x="log", y="sqrt"),
            lambda p: p.add(so.Bar(), so.Count(), y="count", x="h").scale(y="log"),
            lambda p: p.add(so.Line(), so.Agg(), color="n").scale(color="deep"),
        ],
        ids=["dodge", "stack", "hist", "norm", "peak", "smooth", "spread", "lying", "facets",
             "number facets", "scales", "computed", "levels of numbers"],
    )  # fmt: skip
    def test_same_drawing(self, draw, engine, make):
        # Levels in memory stand in order of appearance: here that is the order of the letters.
        memory, lazy = (
            draw(make(so.Plot(data, x="x", y="y"))) for data in (DATA, engine(pl.DataFrame(DATA)))
        )
        for one, other in zip(lazy.tables, memory.tables, strict=True):
            same(one.table, other.table)
        for one, other in zip(lazy.panels, memory.panels, strict=True):
            assert one.x.limits == pytest.approx(other.x.limits)
            assert one.y.limits == pytest.approx(other.y.limits)
        assert [legend.title for legend in lazy.legends] == [
            legend.title for legend in memory.legends
        ]

    @pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
    @pytest.mark.parametrize("orient", ["x", "y"])
    @pytest.mark.parametrize("column", ["n", "ok"])
    def test_width_and_baseline(self, draw, engine, orient, column):
        frame = pl.DataFrame(
            {"x": [1.0, 2.0], "y": [5.0, 6.0], "n": [0.5, 1.0], "ok": [True, False]}
        )
        for name in ("width", "baseline"):
            p = so.Plot(engine(frame), x="x", y="y").add(so.Bar(), orient=orient, **{name: column})
            made = sorted(draw(p).tables[0].table[name].tolist())
            assert made == sorted(frame[column].cast(pl.Float64).to_list())

    def test_a_part_of_a_mark_that_draws_each_row(self, draw, monkeypatch):
        monkeypatch.setattr(CONFIG, "max_rows", 15_000)
        data = pl.DataFrame({"x": ["a", "b"] * 10_000, "y": np.arange(20_000.0)}).lazy()
        with pytest.raises(so.PlotSpecError, match=r"part of Raincloud would draw .* other parts"):
            draw(so.Plot(data, x="x", y="y").add(so.Raincloud()))

    def test_rows_that_an_engine_may_not_send(self, draw, monkeypatch):
        monkeypatch.setattr(CONFIG, "max_rows", 5)
        p = so.Plot(pl.DataFrame(DATA).lazy(), x="x", y="y")
        with pytest.raises(so.PlotSpecError, match="at most 5 are fetched"):
            draw(p.add(so.Dot()))
        with pytest.raises(so.PlotSpecError, match=r"lazy table\. Add a stat that sums them up"):
            draw(p.add(so.Bar()))
        with pytest.raises(so.PlotSpecError, match=r"y is required; given: 'x'"):
            draw(so.Plot(pl.DataFrame(DATA).lazy(), x="x").add(so.Bars()))
        with pytest.raises(so.PlotSpecError, match=r"reductions of Agg, 'count', .* need none"):
            draw(p.add(so.Bar(), so.Agg("prod")))
        assert draw(p.add(so.Bar(), so.Agg())).tables[0].table.n == 4


class TestComputedColumns:
    def test_heights_as_text(self, draw, data):
        p = so.Plot(data, x="c").add(so.Bar(), so.Count()).add(so.Text(), so.Count(), text="count")
        text = words(draw(p), 1)[0]
        assert text.text.tolist() == ["4", "4"]
        assert text.xy.tolist() == [[0, 4], [1, 4]]

    def test_density_as_color(self, draw, data):
        p = so.Plot(data, x="y").add(so.Bars(), so.Hist("density", bins=[1, 4, 5]), color="density")
        drawing = draw(p)
        assert drawing.legends[0].title == "Density"
        color = words(drawing)[0].color
        assert len(np.unique(color, axis=0)) == 2

    def test_of_a_custom_stat(self, draw, data):
        p = so.Plot(data, x="c", y="y").add(so.Range(), Spread(), linewidth="rows", color="g")
        assert [legend.title for legend in draw(p).legends] == ["Rows", "g"]

    @pytest.mark.parametrize("scale", [None, "log", "sqrt"])
    def test_as_a_position(self, draw, scale):
        p = so.Plot(DATA, x="n").scale(y=so.Continuous(trans=scale))
        one = draw(p.add(so.Dot(), so.Hist(discrete=True), y="count"))
        other = draw(p.add(so.Dot(), so.Hist(discrete=True)))
        assert words(one)[0].xy.tolist() == words(other)[0].xy.tolist()
        assert one.panels[0].y.limits == other.panels[0].y.limits


class TestAxisLabels:
    @pytest.mark.parametrize(
        ("stat", "label"),
        [
            (so.Count(), "Count"),
            (so.Hist(), "Count"),
            (so.Hist("density"), "Density"),
            (so.Hist("percent"), "Percent"),
            (so.Hist("probability"), "Probability"),
        ],
        ids=str,
    )
    def test_of_the_stat(self, draw, stat, label):
        assert draw(so.Plot(DATA, x="x").add(so.Bar(), stat)).panels[0].y.label == label
        assert draw(so.Plot(DATA, y="x").add(so.Bar(), stat)).panels[0].x.label == label

    def test_a_variable_comes_before_a_stat(self, draw):
        p = so.Plot(DATA, x="x").add(so.Bar(), so.Count()).add(so.Dot(), y="y")
        assert draw(p).panels[0].y.label == "y"

    def test_of_the_first_variable_with_a_name(self, draw):
        p = so.Plot(DATA, x="x").add(so.Dot(), y=[1] * 8).add(so.Band(), ymin="n", ymax="n")
        assert draw(p).panels[0].y.label == "n"

    def test_of_a_named_vector(self, draw):
        p = so.Plot(x=pd.Series([1, 2], name="first"), y=pl.Series("second", [1, 2]))
        panel = draw(p.add(so.Dot())).panels[0]
        assert (panel.x.label, panel.y.label) == ("first", "second")

    @pytest.mark.parametrize(("asked", "label"), [("X", "X"), ("", ""), (str.upper, "Y")])
    def test_as_asked(self, draw, asked, label):
        p = so.Plot(DATA, x="x", y="y").add(so.Dot()).label(y=asked)
        assert draw(p).panels[0].y.label == label


class TestSplitting:
    def test_four_lines_four_bands(self, draw, data):
        p = so.Plot(data, x="x", y="y", color="g", linestyle="h")
        drawing = draw(p.add(so.Line()).add(so.Band(), ymin="x", ymax="y"))
        assert len(words(drawing)[0].paths) == 4
        assert len(words(drawing, 1)[0].paths) == 4

    def test_a_property_that_the_mark_does_not_have_splits(self, draw):
        drawing = draw(so.Plot(DATA, x="x", y="y", marker="g").add(so.Area()))
        assert len(words(drawing)[0].paths) == 2

    def test_an_amount_that_the_mark_does_not_show_does_not(self, draw):
        drawing = draw(so.Plot(DATA, x="x", y="y", pointsize="y").add(so.Area()))
        assert len(words(drawing)[0].paths) == 1

    def test_groups_do_not_cross_panels(self, draw):
        drawing = draw(so.Plot(DATA, x="x", y="y", color="g").facet("h").add(so.Line()))
        assert [len(words(drawing, panel=i)[0].paths) for i in (0, 1)] == [2, 2]
        assert drawing.panels[0].marks[0].labels == ("a", "b")

    def test_a_line_is_sorted_and_a_path_is_not(self, draw):
        data = {"x": [2, 1, 3], "y": [1, 2, 3]}
        line = words(draw(so.Plot(data, x="x", y="y").add(so.Line())))[0]
        path = words(draw(so.Plot(data, x="x", y="y").add(so.Path())))[0]
        assert line.paths.xy[:, 0].tolist() == [1, 2, 3]
        assert path.paths.xy[:, 0].tolist() == [2, 1, 3]

    def test_dodge_counts_variables_not_properties(self, draw, data):
        p = so.Plot(data, x="c", y="y").add(so.Bar(), so.Agg(), so.Dodge(), color="g", fill="g")
        assert draw(p).tables[0].table["width"].tolist() == [0.4] * 4


class TestChains:
    def test_several_stats(self, draw, data):
        p = so.Plot(data, x="x", y="y", color="g", group="h").add(so.Line(), so.Agg(), Peak())
        assert draw(p).tables[0].table.n == 8
        p = so.Plot(data, x="x", y="y").add(so.Bars(), Peak(), so.Hist(bins=1), orient="x")
        assert draw(p).tables[0].table["count"].tolist() == [4.0]

    def test_a_move_between_stats(self, draw, data):
        p = so.Plot(data, x="n", y="y").add(so.Dot(), so.Shift(x=10), so.Agg(), so.Shift(y=1))
        table = draw(p).tables[0].table
        assert table["x"].tolist() == [11, 12]
        assert table["y"].tolist() == [4.0, 3.5]

    def test_moves_in_the_order_given(self, draw):
        p = so.Plot(DATA, x="c", y="y", color="g")
        one = draw(p.add(so.Bar(), so.Agg("sum"), so.Stack(), so.Shift(y=1))).tables[0].table
        assert one["y"].tolist() == [4, 9, 9, 15]
        two = draw(p.add(so.Bar(), so.Agg("sum"), so.Shift(y=1), so.Stack())).tables[0].table
        assert two["y"].tolist() == [4, 9, 10, 16]

    def test_a_custom_move(self, draw):
        p = so.Plot(DATA, x="c", y="y").add(so.Bar(width=0.5), so.Agg(), Nudge(0.2))
        assert draw(p).tables[0].table["x"].tolist() == [0.1, 1.1]
        p = so.Plot(DATA, y="c", x="y").add(so.Bar(width=0.5), so.Agg(), Nudge(0.2))
        corners = words(draw(p))[0].corners
        np.testing.assert_allclose(corners[:, :, 1], [[-0.15, 0.35], [0.85, 1.35]])

    def test_norm_in_a_lying_layer_has_the_names_of_the_figure(self, draw):
        p = so.Plot(DATA, y="c", x="y", color="g")
        p = p.add(so.Bar(), so.Agg("sum"), so.Norm("sum", where="y == 'p'", by=["color"]))
        table = draw(p).tables[0].table
        np.testing.assert_allclose(table["y"], [1, 8 / 3, 1, 6 / 5])

    @pytest.mark.parametrize("move", [so.Jitter(x=1), so.Shift(x=1)], ids=str)
    def test_x_stays_the_x_of_the_figure(self, draw, move):
        before = words(draw(so.Plot(DATA, y="c", x="y").add(so.Dot())))[0].xy
        after = words(draw(so.Plot(DATA, y="c", x="y").add(so.Dot(), move)))[0].xy
        assert (after[:, 0] != before[:, 0]).all()
        assert (after[:, 1] == before[:, 1]).all()

    def test_what_a_stat_must_return(self, draw):
        wrong = type("Wrong", (so.Stat,), {"__call__": lambda self, data, by: {"y": 1}})()
        with pytest.raises(so.PlotTypeError, match="A stat must return a relation, not dict"):
            draw(so.Plot(DATA, x="x", y="y").add(so.Dot(), wrong))

    def test_what_a_move_must_return(self, draw):
        wrong = type("Wrong", (so.Move,), {"__call__": lambda self, t, by: None})()
        with pytest.raises(so.PlotTypeError, match="A move must return a table, not NoneType"):
            draw(so.Plot(DATA, x="x", y="y").add(so.Dot(), wrong))


class TestRaw:
    def test_a_constant_stays_a_constant(self, draw):
        word = words(draw(so.Plot(DATA, x="x", y="y").add(so.Dot())))[0]
        assert isinstance(word.color, tuple)
        assert word.size == 6.0

    def test_levels_stay_coded(self, draw):
        color = words(draw(so.Plot(DATA, x="x", y="y", color="g").add(so.Dots())))[0].edgecolor
        assert isinstance(color, Coded)
        assert len(color.table) <= 3


PLOTS = {
    "jitter": so.Plot(DATA, x="c", y="y", color="g").add(so.Dot(), so.Jitter()),
    "facets": so.Plot(DATA, x="x", y="y").facet("g", "h").add(so.Line(), so.Agg()),
    "stack": so.Plot(DATA, x="c", color="g").add(so.Bar(), so.Count(), so.Stack()),
}


class TestSameAgain:
    """A plot is a value: drawing it changes nothing, and gives the same each time."""

    @pytest.mark.parametrize("name", PLOTS)
    def test_twice(self, draw, name):
        assert snapshot(draw(PLOTS[name])) == snapshot(draw(PLOTS[name]))

    def test_layers_jitter_alike(self, draw):
        p = so.Plot(DATA, x="c", y="y").add(so.Dot(), so.Jitter())
        drawing = draw(p.add(so.Text(), so.Jitter(), text="g"))
        np.testing.assert_array_equal(words(drawing)[0].xy, words(drawing, 1)[0].xy)

    @pytest.mark.parametrize("fails", [False, True])
    def test_nothing_of_the_users_is_changed(self, theme, fails):
        frame = pd.DataFrame(DATA, index=[3, 3, 1, 2, 0, 9, 9, 7])
        order, palette, at = ["b", "a"], {"a": "k"}, [1, 2]
        kept = frame.copy(deep=True)
        p = so.Plot(frame, x="x", y="y", color="g").facet("h", order=["v", "u"])
        p = p.add(so.Line(artist_kws={"zorder": 3}), so.Agg(), so.Norm(by=["color"]))
        p = p.scale(color=so.Nominal(palette, order=order), x=so.Continuous().tick(at=at))
        if fails:
            p = p.add(so.Bar(), so.Stack(), data={"x": [1]}, y=None, color=None)
        spec = p._spec
        before = copy.deepcopy(
            {f: getattr(spec, f) for f in ("scales", "facet", "limits", "labels")}
        )
        layers = repr(spec.layers)
        if fails:
            with pytest.raises(so.PlotSpecError):
                compile_plot(spec, theme)
        else:
            compile_plot(spec, theme)
        pd.testing.assert_frame_equal(frame, kept)
        assert (order, palette, at) == (["b", "a"], {"a": "k"}, [1, 2])
        assert {f: getattr(spec, f) for f in before} == before
        assert repr(spec.layers) == layers

    def test_arrays_are_not_written_to(self, draw):
        x, y = np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0])
        x.flags.writeable = y.flags.writeable = False
        p = so.Plot(x=x, y=y)
        for mark in (so.Line(), so.Bar(), so.Area(), so.Dot()):
            draw(p.add(mark, so.Shift(1, 1), so.Norm(), so.Jitter(x=1), so.Stack(), so.Dodge()))


class TestNoRows:
    EMPTY = pd.DataFrame(DATA).iloc[:0]

    @pytest.mark.parametrize(
        "layer",
        [
            (so.Dot(),), (so.Line(),), (so.Area(),), (so.Band(),), (so.Bar(),), (so.Range(),),
            (so.Text(),), (so.Bar(), so.Agg()), (so.Line(), Smooth()), (so.Line(), Peak()),
            (so.Dot(), so.Jitter()), (so.Bar(), so.Dodge(), so.Stack(), so.Norm()),
        ],
        ids=lambda layer: " ".join(type(part).__name__ for part in layer),
    )  # fmt: skip
    @pytest.mark.parametrize("looks", [{}, {"color": "g"}, {"color": "n", "group": "h"}], ids=str)
    def test_an_empty_plot(self, draw, layer, looks):
        drawing = draw(so.Plot(self.EMPTY, x="x", y="y", **looks).add(*layer))
        assert drawing.panels[0].marks == ()

    @pytest.mark.parametrize("stat", [so.Count(), so.Hist(), so.Hist(common_bins=False)], ids=str)
    @pytest.mark.parametrize("x", ["x", "c"])
    def test_an_empty_count(self, draw, stat, x):
        drawing = draw(so.Plot(self.EMPTY, x=x, color="g").add(so.Bars(), stat))
        assert drawing.panels[0].marks == ()
        assert drawing.panels[0].y.label == "Count"
