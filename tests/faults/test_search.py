"""Random plots, many things at once and then one less: no crash (K9)."""

import datetime
import io
import os
import time

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.text import Text

import plotkit.objects as so
from tests.randomplots import search, told

MORE = "PLOTKIT_SEARCH" in os.environ
"""Whether other plots are tried each time, and many of them."""
FIRST = time.time_ns() % 10**9 if MORE else 0


@pytest.mark.parametrize("first", range(FIRST, FIRST + (2000 if MORE else 24), 8))
def test_k9_a_figure_or_an_error_in_plotkits_words(first):
    for seed in range(first, first + 8):
        _, crash = search(seed)
        assert crash is None, told(seed, crash)


def test_a_constant_that_is_missing_is_no_level_of_the_key():
    plot = so.Plot({"x": [1, 2], "c": [0.5, 2.5]}, x="x", y="x", stroke="c")
    plot.add(so.Dot(), fill=np.nan).save(io.BytesIO())


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_columns_of_several_kinds_on_one_lazy_axis():
    frame = pl.DataFrame(
        {
            "b": [True, False, None],
            "big": pl.Series(
                [2489719328485206060, 1350661516289646731, 2**63 + 5], dtype=pl.UInt64
            ),
            "t": pd.date_range("2024-03-30", periods=3, tz="Europe/Paris"),
        }
    ).lazy()
    plot = so.Plot(frame, x="b", y="b").add(so.Bars(), so.KDE(gridsize=20), xmax="big", orient="x")
    plot.add(so.Dots(), ymax="t").save(io.BytesIO())


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_durations_beside_numbers_beyond_64_bits():
    clock = [datetime.time(16, 5), datetime.time(16, 5), datetime.time(5, 5)]
    big = [2**64 - 1, 2**64 - 2, 2**64 - 3]
    plot = so.Plot({"x": [1, 2, 3], "big": big, "clock": clock}, x="x", y="x", valign="big")
    plot.add(so.Paths(), linestyle="clock").save(io.BytesIO())


def test_groups_a_whole_number_apart_but_for_rounding():
    low = 5.142857142857142
    data = {"x": ["a", "b"], "y": [1, 2], "c": [low, 10.142857142857142]}
    plot = so.Plot(data, x="x", y="y", edgecolor="c").add(so.Bar(), so.Est())
    assert len(plot.plot().figure.axes[0].patches) == 2


def test_what_only_a_default_stat_reads():
    plot = so.Plot({"a": [1, 2]}, x="a", y="a", z="a").add(so.Hex(), so.Count())
    with pytest.raises(so.PlotSpecError, match="xmin and xmax and ymin and ymax are required"):
        plot.plot()


def test_weights_too_large_to_be_summed():
    plot = so.Plot(x=["a"] * 3, y=[1, 2, 3], weight=[1e308, 1e308, 1]).add(so.Boxen())
    with pytest.raises(so.PlotSpecError, match="weights up to 1e"):
        plot.plot()


def test_heavy_weights_are_as_light_ones():
    def notch(factor):
        data = {"x": ["a"] * 40, "y": range(40), "w": np.arange(1, 41) * factor}
        made = so.Plot(data, x="x", y="y", weight="w").add(so.Box(notch=True))
        return made.plot().data()["notchmin"]

    np.testing.assert_allclose(notch(1e280), notch(1.0))


def test_a_hatch_where_no_box_is():
    data = {"x": [], "y": [], "h": []}
    so.Plot(data, x="x", y="y").add(so.Bar(), hatch="h").save(io.BytesIO())


def test_raster_tells_when_its_pixels_are_too_many():
    with pytest.raises(so.PlotSpecError, match="Tile"):
        so.Plot(x=["a", "b"], y=[0, 1]).add(so.Raster(), so.Jitter(x=1e300, seed=1)).plot()


def test_texts_as_what_a_default_stat_reads():
    with pytest.raises(so.PlotSpecError, match="z needs numbers"):
        so.Plot({"f": ["a", "b"]}, x="f", y="f", z="f").add(so.Hex()).plot()


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_tiles_at_the_ends_of_what_numbers_reach():
    data = {"x": [True, False, True], "y": [-1e308, 1e308, 0.0]}
    with pytest.raises(so.PlotSpecError, match="farther than numbers"):
        so.Plot(data, x="x", y="y").add(so.Tile()).plot()


def test_one_pixel_at_a_place_that_has_no_neighbour_one_further():
    plot = so.Plot(x=[1], y=[6832183678463798895], color=[1]).add(so.Raster())
    plot.save(io.BytesIO())


def test_dashes_of_lines_without_width_in_a_pdf():
    plot = so.Plot(x=[1, 2, 3], edgestyle=["a", "b", "c"]).add(so.Span(), xmin=[1, 2, 3], xmax=4)
    plot.save(io.BytesIO(), format="pdf")
    bars = so.Plot(x=[1, 2], y=[1, 2]).add(so.Bar(edgewidth=0, edgestyle="--"), label="a")
    bars.save(io.BytesIO(), format="pdf")


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_lazy_boxes_grouped_by_small_integers_and_by_times():
    frame = pl.DataFrame(
        {
            "x": ["a", "a", "b", "b"] * 4,
            "y": [1.0, 2, 4, 9] * 4,
            "i": pl.Series([1, 2, 1, 2] * 4, dtype=pl.Int8),
            "t": [datetime.datetime(2024, 3, day) for day in (29, 30, 31, 30)] * 4,
        }
    )
    for name in ("i", "t"):
        boxes = [
            so.Plot(data, x="x", y="y", group=name).add(so.Box()).plot().data()
            for data in (frame, frame.lazy())
        ]
        for column in ("ymin", "q1", "median", "ymax"):
            np.testing.assert_allclose(*(np.sort(made[column]) for made in boxes))


def test_a_density_of_values_whose_differences_are_no_numbers():
    with pytest.raises(so.PlotSpecError, match="no density of values"):
        so.Plot(x=[1e308, -1e308, 0.0, 1.0], y=["a"] * 4).add(so.Ridge()).plot()


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_the_key_of_a_layer_whose_constant_is_missing(form):
    plot = so.Plot(x=[1, 2], y=[1, 2]).add(so.Dots(), stroke=np.nan, label="a")
    plot.save(io.BytesIO(), format=form)


def test_hexagons_farther_than_numbers_reach():
    with pytest.raises(so.PlotSpecError, match="farther than numbers"):
        so.Plot(x=[0.8, 36.0], y=[0.8, 36.0]).add(so.Hex(), so.HexBin(), so.Shift(x=1e308)).plot()


def test_panels_as_wide_as_ranges_smaller_than_floats_can_halve():
    plot = so.Plot(x=[5e-324, -np.inf, 5e-324], y=[1, 2, 3]).layout(widths="range")
    with pytest.warns(so.PlotWarning, match="dropped"):
        plot.add(so.Dots()).save(io.BytesIO())


def test_the_key_of_a_curve():
    curve = so.Plot(x=[1], y=[1]).add(so.Curve(), xend=[2], yend=[4], label="from here")
    assert curve.plot().figure.legends


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical, pl.Enum(["a", "b"])])
def test_quantiles_of_lazy_texts(kind):
    frame = pl.DataFrame({"x": [1, 2], "c": pl.Series(["a", "b"], dtype=kind)}).lazy()
    plot = so.Plot(frame, x="x", y="x", edgecolor="c").add(so.Dot())
    with pytest.raises(so.PlotSpecError, match="categories"):
        plot.scale(edgecolor=so.Temporal(quantiles=3)).plot()


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_a_marginal_plot_beside_a_function():
    plot = so.Plot({"e": [1.0, 2.0]}, y="e").add(so.Line(), so.Function(np.sin))
    plot.marginal(x=so.Plot().add(so.Rug(), x="e")).plot()


def test_a_marginal_plot_of_lazy_data_on_an_axis_without_a_variable():
    plot = so.Plot(duckdb.sql("select 1 as e"), x="e").add(so.Dot())
    with pytest.raises(so.PlotSpecError, match="HexBin needs"):
        plot.marginal(y=so.Plot().add(so.Label(), so.HexBin())).plot()


def test_a_formula_that_cannot_be_read_in_a_composition():
    plot = so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot(), label="$$")
    with pytest.raises(so.PlotSpecError, match="formula"):
        (plot | plot).plot()


@pytest.mark.parametrize("stat", [so.Hist, so.Bin, so.Bin2D])
def test_a_binwidth_that_is_no_width(stat):
    with pytest.raises(so.PlotSpecError, match=r"binwidth must be a number or a period.*\(1, 2\)"):
        so.Plot(x=[1, 2], y=[1, 2]).add(so.Dot(), stat(binwidth=(1, 2))).plot()


def test_cells_of_a_duration_of_numpy():
    days = pd.date_range("2024-01-01", periods=9)
    plot = so.Plot(x=days, y=range(9)).add(
        so.Tile(), so.Bin2D(binwidth={"x": np.timedelta64(3, "D")})
    )
    assert len(set(plot.plot().data()["xmin"])) == 3


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_cells_of_levels_that_a_move_put_between_two():
    plot = so.Plot(x=["a", "b"], y=["u", "v"]).add(so.Tile(), so.Shift(x=0.5), so.Bin2D())
    assert plot.plot().data()["count"].sum() == 2


def test_brackets_between_numbers_and_times_of_day():
    clock = [datetime.time(13, 5), datetime.time(12, 5)]
    plot = so.Plot(x=np.array([2**64 - 1, 2**63], "u8")).add(so.Arrow(), xend=clock, y=1, yend=2)
    plot.add(so.Bracket(), xmin=clock, xmax=clock).plot()


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_texts_on_bars_in_a_panel_without_height():
    plot = so.Plot(x=[8816221766002044112, 10572883926431087216], y=[0.1, -1.2], text=["a", "b"])
    plot.add(so.Text(at="end")).layout(aspect=2, size=(3, 2)).save(io.BytesIO(), dpi=30)


def test_levels_of_letter_values_below_1_are_the_inner_box():
    plot = so.Plot(x=["a", "b"], ymin=[1, 2], ymax=[2, 3], median=[1, 2], level=[-1, 1])
    plot.add(so.Boxen()).plot()


@pytest.mark.parametrize("mark", [so.Violin(), so.Ridge(), so.Boxen(), so.Box()])
@pytest.mark.parametrize("levels", [["a", "b"], [True, False]])
def test_shapes_of_times_stand_at_their_levels(mark, levels):
    data = {"level": levels * 10, "day": pd.date_range("2024-01-01", periods=20)}
    for axes in ({"x": "level", "y": "day"}, {"y": "level", "x": "day"}):
        made = so.Plot(data, **axes).add(mark).plot()
        panel = made.figure.axes[0]
        level = panel.xaxis if axes["x"] == "level" else panel.yaxis
        assert len(level.get_majorticklocs()) == 2


@pytest.mark.parametrize("mark", [so.Text(), so.Text(at="end"), so.Label(), so.Text(halo=2)])
def test_texts_lie_at_their_values_on_a_second_axis(mark):
    plot = so.Plot(x=[0, 1, 2], y=[1, 2, 3]).add(so.Line())
    plot = plot.add(mark, y2=[100, 400, 250], text=["a", "b", "c"])
    figure = plot.plot().figure
    figure.canvas.draw()
    beneath, over = figure.axes
    texts = {text.get_text(): text for text in beneath.findobj(Text)}
    for name, value in {"a": 100, "b": 400, "c": 250}.items():
        box = texts[name].get_window_extent()
        at = over.transData.transform((0, value))[1]
        assert abs((box.y0 + box.y1) / 2 - at) < 30
        assert over.bbox.y0 <= box.y0 and box.y1 <= over.bbox.y1
    assert beneath.get_xlim()[0] > -0.5


@pytest.mark.parametrize("axes", [{"x": "level", "y": "v"}, {"y": "level", "x": "v"}])
@pytest.mark.parametrize("mark", [so.Violin(), so.Box()])
def test_counts_written_at_a_share_of_the_panel(axes, mark):
    data = {"level": ["a", "b"] * 10, "v": range(20)}
    values = next(name for name, column in axes.items() if column == "v")
    plot = so.Plot(data, **axes).add(mark)
    alone = plot.plot().figure.axes[0]
    plot = plot.add(so.Text(), so.Count(), text="count", **{values: so.frac(0.02)})
    figure = plot.plot().figure
    ax = figure.axes[0]
    figure.canvas.draw()
    assert [text.get_text() for text in ax.texts] == ["10", "10"]
    for text in ax.texts:
        at = ax.transAxes.inverted().transform(text.get_window_extent().get_points()).mean(axis=0)
        assert abs(at["xy".index(values)] - 0.02) < 0.03
    assert getattr(ax, f"get_{values}lim")() == getattr(alone, f"get_{values}lim")()


def test_the_key_of_ridges_rises_as_they_do():
    data = {"level": ["a", "b"] * 10, "v": range(20), "c": ["u", "u", "w", "w"] * 5}
    made = so.Plot(data, y="level", x="v", color="c").add(so.Ridge()).plot()
    (guide,) = made.drawing.legends
    x, y = guide.keys[0].primitives[0].paths.xy.T
    assert np.ptp(x[y == y.min()]) > np.ptp(x[y == y.max()])  # a foot below, a top above


def test_even_ticks_between_the_ends_of_numbers():
    scale = so.Continuous(trans="sqrt").tick(count=3)
    plot = so.Plot(x=[1, 2], y=[1, 2], fillalpha=[-1e308, 1e308]).add(so.Bar())
    plot.scale(fillalpha=scale).save(io.BytesIO())


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_a_family_over_positions_next_to_nothing_apart():
    data = {"x": [5e-324, 0.0] * 4, "y": [False, False, True, False] * 2}
    so.Plot(data, x="x", y="y").add(so.Line(), so.Fit(family="binomial")).plot()


@pytest.mark.parametrize("picture", [np.ones((3, 4)), np.zeros((3, 4, 3), "u1")])
@pytest.mark.parametrize("axis", ["x", "y"])
def test_an_image_without_a_place_on_a_log_axis(picture, axis):
    with pytest.raises(so.PlotSpecError, match="extent="):
        so.Plot().add(so.Image(picture)).scale(**{axis: "log"}).plot()
    so.Plot().add(so.Image(picture, extent=(1, 5, 1, 4))).scale(**{axis: "log"}).plot()


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_times_moved_beyond_what_a_time_can_be():
    data = {"x": pd.to_datetime(["2024-05-18", "2024-12-13"]), "low": [3, 2], "high": [1, 4]}
    plot = so.Plot(data, x="x").add(
        so.PointRange(), so.Jitter(x=1e300, seed=0), y="low", ymin="low", ymax="high"
    )
    with pytest.raises(so.PlotSpecError, match=r"beyond the years .* from .*e\+297 to"):
        plot.plot()


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_letter_values_of_rows_that_a_stat_adds():
    data = {"x": ["dd", "dd", "b"], "a": [0, 1, 3], "b": [-2.0, 0.4, 1.1], "c": [1.0, 2.0, 3.0]}
    plot = so.Plot(data, x="x", median="b", level="b", ymin="a", ymax="c", group="a")
    plot.add(so.Boxen(), so.Complete()).save(io.BytesIO())


@pytest.mark.parametrize(
    "frame", [pl.LazyFrame, lambda d: duckdb.from_arrow(pl.DataFrame(d).to_arrow())]
)
def test_numbers_are_levels_beside_a_column_of_nothing(frame):
    data = frame({"none": [None, None], "y": [1.5, -2.0]})
    marginal = so.Plot().add(so.Paths(), so.ECDF())
    plot = so.Plot(data, y="none").add(so.Dash(), x="y", y="y").marginal(y=marginal)
    with pytest.warns(so.PlotWarning, match="missing"):
        plot.plot()
