"""Marginal plots (row 51 of the cases), and the sizes of panels."""

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotTypeError

NAN = float("nan")
DATA = {
    "x": [1.0, 10, 100, 1000, 5000],
    "y": [1.0, 2, 3, 4, NAN],
    "g": ["a", "b", "a", "b", "b"],
    "k": ["u", "v", "u", "w", "v"],
}
PLOT = so.Plot(DATA, x="x", y="y").add(so.Dot())
HIST = so.Plot().add(so.Bar(), so.Hist(bins=3))
pytestmark = pytest.mark.filterwarnings("ignore:Some rows are not drawn")


def drawn(plot):
    compiled = plot.plot()
    compiled.figure.draw_without_rendering()
    return compiled


def over(compiled, x="x", y="y:marginal", **facet):
    return compiled.panel(x=x, y=y, **facet).ax


class TestRow51:
    def test_bins_are_even_on_the_axis_and_count_the_rows_of_the_panel(self):
        compiled = PLOT.scale(x="log").limit(x=(10, 1)).marginal(x=HIST).plot()
        assert compiled.data(1)["y"].tolist() == [1, 1, 2]
        edges = [bar.get_x() for bar in over(compiled).patches]
        assert np.allclose(np.diff(np.log10(edges)), 1)

    def test_it_is_on_the_very_axis_of_the_panel(self):
        compiled = drawn(PLOT.scale(x="log").limit(x=(10, 1)).marginal(x=HIST))
        main, beside = compiled.axes[0], over(compiled)
        assert beside.get_xscale() == "log"
        assert beside.get_xlim() == main.get_xlim() == pytest.approx((10, 1))
        main.set_xlim(5, 2)
        assert beside.get_xlim() == (5, 2)

    def test_it_is_aligned_with_the_panel_and_the_legend_is_outside(self):
        plot = so.Plot(DATA, x="x", y="y", color="g").add(so.Dot()).marginal(x=HIST, y=HIST)
        compiled = drawn(plot)
        main, above, right = (ax.bbox for ax in compiled.axes)
        assert (above.x0, above.x1) == pytest.approx((main.x0, main.x1))
        assert (right.y0, right.y1) == pytest.approx((main.y0, main.y1))
        assert above.y0 > main.y1
        assert right.x0 > main.x1
        assert above.height == pytest.approx(0.2 * main.height)
        assert right.width == pytest.approx(0.2 * main.width)
        (legend,) = compiled._rendered.legends
        assert legend.get_window_extent().x0 > right.x1

    def test_a_colour_bar_is_outside_too(self):
        compiled = drawn(so.Plot(DATA, x="x", y="y", color="x").add(so.Dot()).marginal(
            y=so.Plot().add(so.Bar(), so.Hist(bins=3), color=None)
        ))  # fmt: skip
        (bar,) = compiled._rendered.legends
        assert bar.get_window_extent().x0 > compiled.axes[1].bbox.x1

    def test_it_is_widened_with_what_the_panel_shows(self):
        wide = PLOT.add(so.Rule(), x=9000).limit(x=(None, 10_000)).marginal(x=HIST)
        compiled = wide.plot()
        assert over(compiled).get_xlim() == compiled.axes[0].get_xlim()
        assert compiled.axes[0].get_xlim()[1] == 10_000

    def test_the_bars_of_categories_stand_over_their_levels(self):
        plot = so.Plot(DATA, x="k", y="y").add(so.Dot())
        compiled = plot.marginal(x=so.Plot().add(so.Bar(), so.Count())).plot()
        bars = over(compiled).patches
        assert [round(bar.get_x() + bar.get_width() / 2) for bar in bars] == [0, 1, 2]
        assert [bar.get_height() for bar in bars] == [2, 1, 1]

    def test_it_shows_the_rows_that_the_panel_shows_also_on_engines(self):
        polars = pytest.importorskip("polars")
        for data in (DATA, polars.DataFrame(DATA, strict=False), polars.LazyFrame(DATA)):
            compiled = so.Plot(data, x="x", y="y").add(so.Dot()).marginal(x=HIST).plot()
            assert sum(compiled.data(1)["y"]) == 4

    def test_what_is_left_out_is_told_once(self):
        with pytest.warns(so.PlotWarning) as told:
            PLOT.marginal(x=HIST).plot()
        assert [str(one.message).count("rows dropped") for one in told] == [1]

    def test_tick_labels_of_the_axis_in_common_are_not_repeated(self):
        compiled = drawn(PLOT.marginal(x=HIST, y=HIST))
        main, above, right = compiled.axes
        assert main.xaxis.get_tick_params()["labelbottom"]
        assert not above.xaxis.get_tick_params()["labelbottom"]
        assert not right.yaxis.get_tick_params()["labelleft"]
        assert above.get_xlabel() == right.get_ylabel() == ""

    def test_each_facet_has_one(self):
        compiled = drawn(PLOT.facet("g").marginal(x=HIST).label(title=str.upper))
        assert compiled.data(1)["y"].tolist() == [2, 0, 0, 1, 0, 1]
        above = [over(compiled, col=level) for level in ("a", "b")]
        mains = [compiled.panel(col=level).ax for level in ("a", "b")]
        for beside, main in zip(above, mains, strict=True):
            assert (beside.bbox.x0, beside.bbox.x1) == pytest.approx((main.bbox.x0, main.bbox.x1))
            assert main.get_title() == ""
        assert [ax.get_title() for ax in above] == ["A", "B"]


def test_the_values_write_what_is_said_of_them_alone():
    plain = drawn(PLOT.marginal(x=HIST))
    assert over(plain).get_ylabel() == ""
    assert not over(plain).yaxis.get_tick_params()["labelleft"]
    said = drawn(PLOT.scale(y="log").marginal(x=HIST.label(y="Rows").limit(y=(0, 7))))
    assert over(said).get_ylabel() == "Rows"
    assert over(said).yaxis.get_tick_params()["labelleft"]
    assert over(said).get_ylim() == (0, 7)
    assert over(said).get_yscale() == "linear"
    root = PLOT.marginal(x=HIST.scale(y="sqrt")).plot()
    assert over(root).get_yscale() == "function"


def test_it_may_have_data_of_its_own_and_several_layers():
    own = so.Plot({"x": [2.0, 3.0]}).add(so.Rug(), x="x").add(so.Bar(), so.Hist(bins=2), x="x")
    compiled = so.Plot(DATA, x="x", y="y").add(so.Dot()).marginal(x=own).plot()
    assert compiled.data(2)["y"].tolist() == [1, 1]


def test_sizes_are_asked_for():
    compiled = drawn(PLOT.marginal(x=HIST, size=0.5))
    assert over(compiled).bbox.height == pytest.approx(0.5 * compiled.axes[0].bbox.height)
    panel = drawn(PLOT.layout(panel=(3, 2)).marginal(x=HIST, y=HIST))
    box = panel.axes[0].bbox
    dpi = panel.figure.dpi
    assert (box.width / dpi, box.height / dpi) == pytest.approx((3, 2), abs=0.02)


def test_with_a_fixed_aspect_it_follows_its_panel():
    square = so.Plot(x=[0, 1], y=[0, 1]).add(so.Dot()).layout(aspect="equal", size=(8, 4))
    compiled = drawn(square.marginal(x=HIST, y=HIST))
    main, above, right = (ax.bbox for ax in compiled.axes)
    assert main.width == pytest.approx(main.height, rel=1e-3)
    assert (above.x0, above.x1) == pytest.approx((main.x0, main.x1), abs=0.5)
    assert (right.y0, right.y1) == pytest.approx((main.y0, main.y1), abs=0.5)


@pytest.mark.parametrize(
    ("make", "error", "text"),
    [
        (lambda: PLOT.marginal(x=so.Plot()), PlotSpecError, "has no layers"),
        (lambda: PLOT.marginal(x=HIST.facet("g")), PlotSpecError, r"facet\(\) belongs"),
        (lambda: PLOT.marginal(y=HIST.theme("white")), PlotSpecError, r"theme\(\) belongs"),
        (lambda: PLOT.marginal(x=HIST.scale(x="log")), PlotSpecError, r"scale\(x=\) belongs"),
        (lambda: PLOT.marginal(x=HIST.label(title="A")), PlotSpecError, "Titles belong"),
        (lambda: PLOT.marginal(x=HIST, size=0), PlotSpecError, "size="),
        (lambda: PLOT.marginal(x="hist"), PlotTypeError, "takes a plot"),
        (
            lambda: so.Plot(DATA, y="y").pair(x=["x"]).add(so.Dot()).marginal(x=HIST).plot(),
            PlotSpecError,
            "no marginal plots",
        ),
    ],
)
def test_what_cannot_be_meant(make, error, text):
    with pytest.raises(error, match=text):
        make()


def test_repr_and_equality_know_it():
    assert "marginal(x=Plot().add(" in repr(PLOT.marginal(x=HIST))
    assert PLOT.marginal(x=HIST) == PLOT.marginal(x=HIST) != PLOT


# --------------------------------------------------------------------------------- sizes of panels


def test_panels_are_as_wide_as_asked():
    compiled = drawn(PLOT.facet("g").layout(widths=(3, 1)))
    one, other = (ax.bbox.width for ax in compiled.axes)
    assert one == pytest.approx(3 * other)
    compiled = drawn(PLOT.facet(row="g").layout(heights=(1, 2)))
    one, other = (ax.bbox.height for ax in compiled.axes)
    assert 2 * one == pytest.approx(other)


def test_panels_are_as_wide_as_their_range():
    plot = so.Plot(DATA, x="k").add(so.Bar(), so.Count()).facet("g").share("free_x")
    compiled = drawn(plot.layout(widths="range"))
    widths = [ax.bbox.width for ax in compiled.axes]
    levels = [len(ax.get_xticks()) for ax in compiled.axes]
    assert levels == [1, 2]
    assert widths[1] == pytest.approx(2 * widths[0])


@pytest.mark.parametrize("widths", [(1, 2, 3), (0, 1), "wide", ()])
def test_widths_that_cannot_be(widths):
    with pytest.raises(PlotSpecError, match="widths"):
        PLOT.facet("g").layout(widths=widths).plot()
