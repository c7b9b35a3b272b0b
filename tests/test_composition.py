"""Several plots in one figure: aligned, lettered, with what they have in common said once."""

import copy
import io
import pickle

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text

import plotkit.objects as so
from plotkit.compile.guides.shared import shared_guides
from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning
from tests.mpl.drawings import far_enough, inside

N = 30
X = np.arange(N, dtype=float)
DATA = {
    "x": X,
    "y": X**3,
    "g": np.array(["fig", "kiwi", "plum"] * 10),
    "h": np.array(["a level with a long name", "v"] * 15),
}
DOTS = so.Plot(DATA, x="x", y="y", color="g").add(so.Dot())
PLAIN = so.Plot(DATA, x="x", y="x").add(so.Line())
BARS = so.Plot(DATA, y="h", color="g").add(so.Bar(), so.Count(), so.Stack()).label(title="Bars")
HIST = so.Plot(DATA, x="x", color="g").add(so.Bars(), so.Hist(), so.Stack())
GRID = so.Plot(DATA, x="x", y="y", color="x").facet("g").add(so.Dot())


def drawn(composition):
    compiled = composition.plot()
    compiled.figure.draw_without_rendering()
    return compiled


def boxes(compiled):
    return [plot.axes[0].bbox.extents for plot in compiled.plots]


def legends(compiled):
    return [legend.get_title().get_text() for legend in compiled._rendered.legends]


class TestAlignment:
    def test_a_row_has_one_base_and_one_height(self):
        one, other, third = boxes(drawn(DOTS | BARS | PLAIN))
        assert one[[1, 3]] == pytest.approx(other[[1, 3]])
        assert one[[1, 3]] == pytest.approx(third[[1, 3]])
        widths = [box[2] - box[0] for box in (one, other, third)]
        assert widths == pytest.approx([widths[0]] * 3)

    def test_a_column_has_one_width(self):
        one, other = boxes(drawn(DOTS / BARS))
        assert one[[0, 2]] == pytest.approx(other[[0, 2]])
        assert one[3] - one[1] == pytest.approx(other[3] - other[1])
        assert one[1] > other[3]

    def test_rows_in_a_column_make_a_grid(self):
        a, b, c, d = boxes(drawn((DOTS | PLAIN) / (BARS | HIST)))
        for upper, lower in ((a, c), (b, d)):
            assert upper[[0, 2]] == pytest.approx(lower[[0, 2]])

    def test_a_column_beside_a_plot(self):
        a, b, c = boxes(drawn(DOTS | PLAIN / HIST))
        assert a[3] == pytest.approx(b[3])
        assert a[1] == pytest.approx(c[1])

    def test_panels_of_facets_fill_the_same_room(self):
        compiled = drawn(PLAIN / GRID)
        (one,), panels = compiled.plots[0].axes, compiled.plots[1].axes
        assert panels[0].bbox.x0 == pytest.approx(one.bbox.x0)
        assert panels[-1].bbox.x1 == pytest.approx(one.bbox.x1)

    @pytest.mark.parametrize("shares", [(2, 1), (1, 3)])
    def test_widths_and_heights(self, shares):
        one, other = boxes(drawn((DOTS | PLAIN).layout(widths=shares)))
        assert (one[2] - one[0]) / (other[2] - other[0]) == pytest.approx(shares[0] / shares[1])
        one, other = boxes(drawn((DOTS / PLAIN).layout(heights=shares)))
        assert (one[3] - one[1]) / (other[3] - other[1]) == pytest.approx(shares[0] / shares[1])

    @pytest.mark.filterwarnings("ignore:The figure of .* is too small")
    @pytest.mark.parametrize("size", [(7, 5), (11, 6)])
    @pytest.mark.parametrize(
        "composition",
        [
            DOTS | PLAIN,
            DOTS / BARS / HIST,
            ((DOTS | BARS) / (HIST | GRID)).label(tags="(a)", title="All of it", caption="here"),
            (DOTS | HIST / BARS).legend("bottom", collect="all").label(tags="A"),
            (GRID | (DOTS / PLAIN)).legend("left").theme("minimal", "paper"),
        ],
        ids=["row", "column", "grid", "nested", "left"],
    )
    def test_everything_is_inside_and_apart(self, composition, size):
        compiled = drawn(composition.layout(size=size))
        figure = compiled.figure
        parts = [plot.figure.get_tightbbox() for plot in compiled.plots]
        for number, part in enumerate(parts):
            assert inside(part, figure.bbox)
            assert all(far_enough(part, other) for other in parts[number + 1 :])
        own = [text for text in figure.artists if isinstance(text, Text)]
        shown = [text.get_window_extent() for text in own]
        shown += [legend.get_window_extent() for legend in figure.legends]
        for number, box in enumerate(shown):
            assert inside(box, figure.bbox)
            assert all(far_enough(box, other) for other in shown[number + 1 :])
            assert all(far_enough(box, ax.bbox) for ax in compiled.axes)


class TestSize:
    def test_by_default_that_of_the_plots_together(self):
        assert DOTS.layout(size=(5, 3)).__or__(
            PLAIN.layout(size=(4, 2))
        ).plot().figure.get_size_inches() == pytest.approx((9, 3))
        assert tuple((DOTS / PLAIN).plot().figure.get_size_inches()) == pytest.approx((4.8, 7.2))

    def test_sizes_of_plots_are_their_shares(self):
        compiled = drawn(DOTS.layout(size=(6, 3)) | PLAIN.layout(size=(3, 3)))
        one, other = boxes(compiled)
        assert (one[2] - one[0]) / (other[2] - other[0]) == pytest.approx(2)

    def test_the_file(self):
        buffer = io.BytesIO()
        (DOTS | PLAIN).layout(size=(20, 10), unit="cm").save(buffer, dpi=127)
        buffer.seek(0)
        assert imread(buffer).shape[:2] == (500, 1000)

    def test_what_has_no_effect_in_a_part_is_said(self):
        with pytest.warns(PlotWarning, match=r"layout\(panel=\) of plot 2 has no effect"):
            (DOTS | PLAIN.layout(panel=(2, 2))).plot()

    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda: (DOTS | PLAIN).layout(heights=(1, 2)), "has no heights to divide"),
            (lambda: (DOTS / PLAIN).layout(widths=(1, 2)), "has no widths to divide"),
            (lambda: (DOTS | PLAIN).layout(widths=(1, 2, 3)), "needs 2 numbers"),
            (lambda: (DOTS | PLAIN).layout(widths=(1, 0)), "above zero"),
            (lambda: (DOTS | PLAIN).layout(widths="ab"), "above zero"),
            (lambda: (DOTS | PLAIN).layout(size=(1, 2), unit="miles"), "unit 'miles'"),
        ],
        ids=["heights", "widths", "number", "zero", "text", "unit"],
    )
    def test_wrong_shares(self, make, message):
        with pytest.raises(PlotSpecError, match=message):
            make()


class TestGuides:
    def test_what_is_alike_is_said_once(self):
        compiled = (DOTS | HIST | PLAIN).plot()
        assert legends(compiled) == ["g"]
        (legend,) = compiled.figure.legends
        said = [text.get_text() for text in legend.get_texts()]
        assert said == ["plum", "kiwi", "fig"]  # as the stack of one of them

    def test_keys_show_the_marks_of_all(self):
        drawings = [plot.plot().drawing for plot in (DOTS, HIST)]
        kept, (guide,) = shared_guides(drawings, "top", "alike")
        assert guide.position == "top"
        assert [type(primitive).__name__ for primitive in guide.keys[0].primitives] == [
            "Points",
            "Boxes",
        ]
        assert not any(drawing.legends for drawing in kept)

    def test_what_differs_stays(self):
        other = DOTS.scale(color="husl")
        compiled = (DOTS | other).plot()
        assert legends(compiled) == ["g", "g"]
        assert not compiled.figure.legends

    def test_other_markers_are_another_legend(self):
        one = so.Plot(DATA, x="x", y="y", marker="g").add(so.Dot())
        assert len(legends((one | one).plot())) == 1
        assert len(legends((one | one.scale(marker=["x", "+", "o"])).plot())) == 2

    def test_other_hatches_are_another_legend(self):
        one = so.Plot(DATA, x="x", y="y", hatch="g").add(so.Bars())
        assert len(legends((one | one.scale(color=None)).plot())) == 1
        assert len(legends((one | one.scale(hatch=["x", "+", "o"])).plot())) == 2

    def test_all(self):
        compiled = (DOTS | GRID).legend("bottom", collect="all").plot()
        assert len(compiled.figure.legends) == 1
        parts = [plot.figure for plot in compiled.plots]
        assert not any(part.legends for part in parts)

    def test_none(self):
        assert legends((DOTS | HIST).legend(collect="none").plot()) == ["g", "g"]
        assert legends((DOTS | HIST).legend(None).plot()) == []

    def test_guides_within_panels_stay(self):
        compiled = (DOTS.legend("upper left") | HIST).plot()
        assert len(legends(compiled)) == 2

    @pytest.mark.parametrize("side", ["right", "left", "top", "bottom"])
    def test_sides(self, side):
        compiled = drawn((DOTS | HIST).legend(side))
        box = compiled.figure.legends[0].get_window_extent()
        axes = [ax.bbox for ax in compiled.axes]
        assert {
            "right": box.x0 > max(ax.x1 for ax in axes),
            "left": box.x1 < min(ax.x0 for ax in axes),
            "top": box.y0 > max(ax.y1 for ax in axes),
            "bottom": box.y1 < min(ax.y0 for ax in axes),
        }[side]

    def test_wrong_names(self):
        with pytest.raises(PlotSpecError, match="Did you mean 'bottom'"):
            (DOTS | HIST).legend("botom")
        with pytest.raises(PlotSpecError, match="collect"):
            (DOTS | HIST).legend(collect="some")


class TestLabels:
    def tags(self, compiled):
        return [a.get_text() for a in compiled.figure.artists if a.get_gid() == "plotkit-tag"]

    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("A", ["A", "B", "C"]),
            ("(a)", ["(a)", "(b)", "(c)"]),
            ("Fig. 1", ["Fig. 1", "Fig. 2", "Fig. 3"]),
            ("I.", ["I.", "II.", "III."]),
            (["left", "", "$x_1$"], ["left", "$x_1$"]),
            ("", []),
        ],
    )
    def test_tags(self, pattern, expected):
        assert self.tags((DOTS | PLAIN | HIST).label(tags=pattern).plot()) == expected

    def test_after_z_comes_aa(self):
        from plotkit.spec.composition import CompositionSpec, tags_of

        parts = (DOTS._spec,) * 30
        tags = tags_of(CompositionSpec("row", parts, tags="A"))
        assert tags[25:28] == ("Z", "AA", "AB")

    def test_tags_are_in_line(self):
        compiled = drawn((DOTS | BARS).label(tags="A"))
        one, other = (a for a in compiled.figure.artists if a.get_gid() == "plotkit-tag")
        assert one.get_window_extent().y1 == pytest.approx(other.get_window_extent().y1, abs=1)

    def test_wrong_tags(self):
        with pytest.raises(PlotSpecError, match="nothing to count with"):
            (DOTS | PLAIN).label(tags="x")
        with pytest.raises(PlotSpecError, match="lists 1 tags; there are 2"):
            (DOTS | PLAIN).label(tags=["x"]).plot()
        with pytest.raises(PlotSpecError, match="takes a pattern"):
            (DOTS | PLAIN).label(tags=5)

    def test_titles_of_the_whole(self):
        compiled = (DOTS | PLAIN).label(title="T", subtitle="S", caption="C").plot()
        assert [a.get_text() for a in compiled.figure.artists] == ["T", "S", "C"]


class TestComposing:
    def test_rows_get_longer(self):
        assert len((DOTS | PLAIN | HIST)._spec.parts) == 3
        assert len((DOTS / PLAIN / HIST)._spec.parts) == 3
        assert len(((DOTS | PLAIN).layout(widths=(1, 2)) | HIST)._spec.parts) == 2

    def test_plots_are_not_changed(self):
        before = copy.deepcopy(DOTS)
        (DOTS | PLAIN).theme("dark").plot()
        assert before == DOTS

    def test_a_theme_is_inherited_and_overridden(self):
        compiled = (
            (DOTS | PLAIN.theme({"axes.facecolor": "red"})).theme({"axes.facecolor": "blue"}) / HIST
        ).plot()
        colors = [ax.get_facecolor()[:3] for ax in compiled.axes]
        assert colors[:2] == [(0, 0, 1), (1, 0, 0)]
        assert colors[2] not in colors[:2]

    @pytest.mark.parametrize(
        "part",
        [
            (DOTS | PLAIN).label(title="T"),
            (DOTS | PLAIN).label(tags="A"),
            (DOTS | PLAIN).legend("left"),
        ],
        ids=["title", "tags", "legend"],
    )
    def test_what_only_the_whole_can_say(self, part):
        with pytest.raises(PlotSpecError, match=r"Say it last"):
            part / HIST

    def test_only_plots(self):
        with pytest.raises(PlotTypeError, match=r"Only a plot can follow \|"):
            DOTS | 5
        with pytest.raises(PlotTypeError, match=r"Only a plot can follow /"):
            DOTS / so.Dot()
        with pytest.raises(PlotTypeError, match="A composition is of plots, not of the class"):
            so.Composition("row", so.Plot)
        with pytest.raises(PlotSpecError, match="direction 'rows'"):
            so.Composition("rows", DOTS)
        with pytest.raises(PlotTypeError, match="needs a plot at least"):
            so.Composition("row")

    def test_a_plot_on_something_of_its_own(self):
        with pytest.raises(PlotSpecError, match="Compose first"):
            DOTS.on(Figure()) | PLAIN

    def test_many_at_once(self):
        assert so.Composition("row", DOTS, PLAIN, HIST) == DOTS | PLAIN | HIST

    def test_repr_equality_pickle(self):
        one = (DOTS | PLAIN / HIST).label(tags="A").layout(widths=(1, 2)).legend("top")
        assert pickle.loads(pickle.dumps(one)) == one
        assert copy.deepcopy(one) == one
        assert one != (DOTS | PLAIN / HIST)
        text = repr(so.Plot(x="a") | so.Plot(x="b") / so.Plot(x="c"))
        assert text == "(Plot(x='a') | (Plot(x='b') / Plot(x='c')))"
        assert repr(one).endswith(
            ".label(tags='A').legend(position='top').layout(widths=(1.0, 2.0))"
        )

    def test_errors_say_which_plot(self):
        wrong = DOTS.scale(color="no such palette")
        with pytest.raises(PlotSpecError) as caught:
            (DOTS | wrong).plot()
        assert "plot 2 of the composition" in " ".join(caught.value.__notes__)


class TestTargets:
    def test_a_figure(self):
        figure = Figure(figsize=(8, 3))
        compiled = (DOTS | PLAIN).on(figure).plot()
        assert compiled.figure is figure
        assert tuple(figure.get_size_inches()) == (8, 3)
        assert len(figure.subfigs) == 2

    def test_parts_of_a_figure(self):
        figure = Figure(figsize=(9, 4))
        left, right = figure.subfigures(1, 2)
        (DOTS | PLAIN).on(left).plot()
        HIST.on(right).plot()
        figure.draw_without_rendering()
        middle = figure.bbox.width / 2
        assert all(ax.bbox.x1 < middle for part in left.subfigs for ax in part.axes)
        assert all(ax.bbox.x0 > middle for ax in right.axes)

    def test_what_cannot_be_drawn_on(self):
        with pytest.raises(PlotTypeError, match="Figure or SubFigure, not on Axes"):
            (DOTS | PLAIN).on(Figure().subplots())
        with pytest.raises(PlotSpecError, match="ConstrainedLayoutEngine"):
            (DOTS | PLAIN).on(Figure(layout="constrained")).plot()
        used = Figure()
        used.subplots()
        with pytest.raises(PlotSpecError, match="is not empty"):
            (DOTS | PLAIN).on(used).plot()

    def test_nothing_is_left_after_a_failure(self):
        def fail(ax, project):
            raise RuntimeError("the user's own")

        class Broken(so.Mark):
            def draw(self, v, pane):
                pane.artist(fail)

        figure = Figure()
        wrong = so.Plot(DATA, x="x", y="y").add(Broken())
        with pytest.raises(RuntimeError, match="the user's own"):
            (DOTS | wrong).on(figure).plot()
        assert not figure.axes
        assert not figure.subfigs
        assert figure.get_layout_engine() is None

    def test_data_of_each_plot(self):
        compiled = (DOTS | HIST).plot()
        assert len(compiled.plots[0].data()["x"]) == N
        assert len(compiled.axes) == 2
        assert compiled.plots[1].artists()


@pytest.mark.filterwarnings("ignore:The inset covers")
class TestInset:
    def child(self, compiled, panel=0):
        compiled.figure.draw_without_rendering()
        (child,) = compiled.axes[panel].child_axes
        return child

    @pytest.mark.parametrize(
        ("position", "corner"),
        [("upper left", (0, 1)), ("lower right", (1, 0)), ((0.5, 0.5), (0.5, 0.5))],
    )
    def test_it_is_in_its_corner_with_all_that_is_written(self, position, corner):
        compiled = DOTS.inset(HIST, position, (0.5, 0.4)).plot()
        child, panel = self.child(compiled), compiled.axes[0].bbox
        box = child.get_tightbbox()
        assert inside(box, panel)
        middle = (np.array(box.p0) + box.p1) / 2
        share = (middle - panel.p0) / panel.size
        for where, wanted in zip(share, corner, strict=True):
            assert where == pytest.approx({0: 0.27, 1: 0.73, 0.5: 0.5}[wanted], abs=0.08)
        assert box.width <= 0.5 * panel.width
        assert child.xaxis.label.get_size() < compiled.axes[0].xaxis.label.get_size()

    def test_what_the_whole_explains_is_not_said_again(self):
        compiled = DOTS.inset(HIST).plot()
        assert self.child(compiled).get_legend() is None
        other = so.Plot(DATA, x="x", color="h").add(so.Bars(), so.Hist())
        assert self.child(DOTS.inset(other, size=(0.8, 0.5)).plot()).get_legend() is not None

    def test_a_panel_of_several(self):
        compiled = GRID.inset(HIST, panel=2).plot()
        assert self.child(compiled, 2)
        assert not compiled.axes[0].child_axes

    def test_on_an_axes_and_in_a_composition(self):
        ax = Figure().subplots()
        compiled = DOTS.inset(HIST).on(ax).plot()
        assert inside(self.child(compiled).get_tightbbox(), ax.bbox, slack=2)
        both = (DOTS.inset(HIST) | PLAIN).plot()
        assert inside(self.child(both).get_tightbbox(), both.axes[0].bbox)

    def test_another_engine(self):
        compiled = DOTS.inset(HIST).layout(engine="constrained").plot()
        assert inside(self.child(compiled).get_tightbbox(), compiled.axes[0].bbox, slack=2)

    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda: DOTS.inset(GRID).plot(), "has one panel, and this plot has 3"),
            (lambda: DOTS.inset(HIST, panel=3).plot(), "the plot has 1 panels"),
            (lambda: DOTS.inset(HIST, "top"), "position 'top'"),
            (lambda: DOTS.inset(HIST, (2, 0)), "a pair"),
            (lambda: DOTS.inset(HIST, size=(0.5, 1.5)), "two shares"),
            (lambda: DOTS.inset(HIST.on(Figure())), "is no inset"),
        ],
    )
    def test_what_is_wrong(self, make, message):
        with pytest.raises(PlotSpecError, match=message):
            make()

    def test_only_a_plot(self):
        with pytest.raises(PlotTypeError, match="An inset is a plot"):
            DOTS.inset(so.Dot())
        with pytest.raises(PlotTypeError, match="number of a panel"):
            DOTS.inset(HIST, panel="a")

    def test_repr_and_equality(self):
        one = so.Plot(x="a").inset(so.Plot(x="b"))
        assert repr(one) == "Plot(x='a').inset(Plot(x='b'), (1.0, 1.0), (0.4, 0.4), 0)"
        assert one == so.Plot(x="a").inset(so.Plot(x="b"))
        assert one != so.Plot(x="a")


def test_dashes_are_one_style_of_a_shared_legend():
    data = {"x": [1, 2, 1, 2], "y": [1, 2, 2, 3], "g": list("aabb")}
    p = so.Plot(data, x="x", y="y", color="g").add(so.Line(linestyle="--"))
    solid = so.Plot(data, x="x", y="y", color="g").add(so.Line())
    assert legends((p | p).plot()) == ["g"]
    assert legends((p | solid).plot()) == ["g", "g"]


FEWER = {name: column[DATA["g"] != "fig"] for name, column in DATA.items()}


def with_fewer(first=DOTS, **scales):
    second = so.Plot(FEWER, x="x", y="y", color="g").add(so.Dot())
    return first.scale(**scales) | second.scale(**scales)


def test_a_level_with_two_colours_is_told():
    with pytest.warns(PlotWarning, match=r"'kiwi', 'plum' of 'g' differ in colour between plots 1"):
        with_fewer().plot()


@pytest.mark.parametrize(
    "page",
    [
        with_fewer(color={"fig": "C0", "kiwi": "C1", "plum": "C2"}),
        with_fewer(color=so.Nominal(order=["fig", "kiwi", "plum"])),
        with_fewer(DOTS.scale(color="Set2")),  # as its author wants it
        with_fewer(DOTS.theme("dark")),
        with_fewer(so.Plot(DATA, x="x", y="y", color="h").add(so.Dot())),
        DOTS | HIST,
    ],
    ids=["named", "ordered", "palette", "theme", "variable", "same"],
)
def test_colours_that_differ_on_purpose_or_not_at_all_are_not_told(page):
    page.plot()


def test_colours_of_the_session_are_a_way_out():
    colors = {"fig": "r", "kiwi": "g", "plum": "b"}
    so.Plot.config.colors["g"] = colors
    try:
        with_fewer().plot()
    finally:
        so.Plot.config.colors.reset()
