"""What goes wrong in other libraries, and is right here: whole plots, as a user makes them.

`tests/rows.py` lists all traps; those that are not here are shown beside what they concern.
"""

import gc
import io
import sys
import warnings
from datetime import date, timedelta
from itertools import pairwise

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.ticker import FixedLocator

import plotkit.objects as so
from plotkit.compile.drawing import ColorBar
from tests.engines import connect

DATA = {
    "x": [1.0, 2.0, 3.0, 4.0],
    "y": [3.0, 1.0, 4.0, 2.0],
    "c": ["p", "p", "q", "q"],
    "g": ["u", "v", "u", "v"],
}


def laid_out(plot):
    """Return a compiled plot whose figure has been drawn."""
    compiled = plot.plot()
    compiled.figure.draw_without_rendering()
    return compiled


def written(axis):
    return [text.get_text() for text in axis.get_ticklabels() if text.get_text()]


def places(compiled, layer=0):
    """Return what the points of a layer are drawn at, in data coordinates."""
    return np.concatenate([np.asarray(one.get_offsets()) for one in compiled.artists(layer)])


# ------------------------------------------------------------------------------ data that come in


class Stream:
    """A frame of a library that nobody knows, but that speaks Arrow."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def in_duckdb(data):
    connection = connect()
    connection.register("arrow", pa.table(data))
    connection.sql("create table data as select * from arrow")
    return connection.table("data")


FRAMES = {
    "dict": dict,
    "pandas": pd.DataFrame,
    "pandas of Arrow": lambda data: pd.DataFrame(data).convert_dtypes(dtype_backend="pyarrow"),
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": in_duckdb,
    "stream": lambda data: Stream(pa.table(data)),
}


@pytest.mark.parametrize("library", FRAMES)
def test_trap_01_any_frame_is_drawn(library):
    plot = so.Plot(FRAMES[library](DATA), color="g")
    points = plot.add(so.Dot(), x="x", y="y").plot()
    np.testing.assert_array_equal(places(points), np.column_stack([DATA["x"], DATA["y"]]))
    bars = plot.add(so.Bar(), so.Count(), x="c").plot().artists()
    assert [bar.get_height() for bar in bars] == [1] * 4


@pytest.mark.parametrize("dtype", ["Int64", "Float64", "int64[pyarrow]", "double[pyarrow]"])
@pytest.mark.parametrize("name", ["x", "color", "pointsize"])
def test_trap_02_missing_numbers_are_left_out(dtype, name):
    variables = {"x": "x", "y": "y"} | {name: "n"}
    frame = pd.DataFrame(DATA).assign(n=pd.array([1, None, 3, 4], dtype=dtype))
    with pytest.warns(so.PlotWarning, match=f"1 with missing {name}"):
        compiled = so.Plot(frame, **variables).add(so.Dot()).plot()
    assert places(compiled)[:, 1].tolist() == [3, 4, 2]


def test_trap_07_dropped_rows_are_counted_in_one_message():
    data = {"x": [1, 2, np.inf, 4], "y": [1, -1, 2, None], "g": ["a", "b", "a", "b"]}
    plot = so.Plot(data, x="x", y="y", color="g").add(so.Dot()).add(so.Line())
    with pytest.warns(so.PlotWarning) as caught:
        compiled = plot.scale(y="log", color=so.Nominal(order=["a"])).plot()
    assert len(caught) == 1
    assert len(places(compiled)) == 1
    for reason in ("infinite x", "missing y", "y outside its log scale", "Dot", "Line"):
        assert reason in str(caught[0].message)


# ---------------------------------------------------------------------------------------- scales


def test_trap_08_times_are_labelled_in_their_zone():
    times = pd.date_range("2024-01-01", periods=9, freq="3h", tz="Asia/Tokyo")
    axis = laid_out(so.Plot(x=times, y=range(9)).add(so.Dot())).axes[0].xaxis
    midnight = mdates.date2num(times[0])  # in Tokyo; nine hours later in Greenwich
    ticks = dict(zip(axis.get_majorticklocs(), written(axis), strict=True))
    assert ticks[midnight] == "00:00\n2024-01-01"


DAYS = [date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 9)]
SPANS = [timedelta(hours=1), timedelta(hours=2), timedelta(hours=9)]


@pytest.mark.parametrize(
    ("times", "gaps", "label"),
    [
        (DAYS, [1, 7], "2024-01-03"),
        (pa.array(DAYS, pa.date32()), [1, 7], "2024-01-03"),
        (pd.PeriodIndex(["2024-01", "2024-02", "2024-05"], freq="M"), [31, 90], "2024-03"),
        (SPANS, [1 / 24, 7 / 24], "4 h"),
        (pd.Series(SPANS), [1 / 24, 7 / 24], "4 h"),
        (pa.array(SPANS, pa.duration("ms")), [1 / 24, 7 / 24], "4 h"),
    ],
    ids=["date", "date32", "period", "timedelta", "pandas timedelta", "Arrow duration"],
)
def test_trap_09_all_times_have_true_spacing(times, gaps, label):
    compiled = laid_out(so.Plot(x=times, y=[1, 2, 3]).add(so.Dot()))
    np.testing.assert_allclose(np.diff(places(compiled)[:, 0]), gaps)
    assert any(text.startswith(label) for text in written(compiled.axes[0].xaxis))


def test_trap_10_limits_as_text():
    plot = so.Plot(x=DAYS, y=[1, 2, 3]).add(so.Dot()).limit(x=("2024-01-01", "2024-02-01"))
    assert np.ptp(plot.plot().axes[0].get_xlim()) == 31
    assert so.Plot(x=SPANS, y=[1, 2, 3]).add(so.Dot()).limit(
        x=(timedelta(0), timedelta(days=1))
    ).plot().axes[0].get_xlim() == (0, 1)


@pytest.mark.parametrize(
    ("options", "widths"),
    [
        ({"binwidth": pd.Timedelta("7D")}, [7, 7, 7]),
        ({"binwidth": "1MS"}, [31]),
        ({"bins": [date(2024, 1, 1), date(2024, 1, 11), date(2024, 1, 31)]}, [10, 20]),
    ],
    ids=["width", "month", "edges"],
)
def test_trap_11_bins_of_time(options, widths):
    days = pd.date_range("2024-01-01", periods=22)
    bars = so.Plot(x=days).add(so.Bar(width=1), so.Hist(**options)).plot().artists()
    np.testing.assert_allclose([bar.get_width() for bar in bars], widths)
    assert sum(bar.get_height() for bar in bars) == 22


@pytest.mark.parametrize("trans", ["log", "ln", "sqrt", "symlog"])
def test_trap_12_transforms_of_colours_keep_the_palette(trans):
    plot = so.Plot(x=[1, 2, 3], y=[1, 2, 3], color=[1.0, 10.0, 100.0]).add(so.Dot())
    plain, transformed = (p.plot().artists()[0] for p in (plot, plot.scale(color=trans)))
    colors = transformed.get_facecolor()
    np.testing.assert_array_equal(colors[[0, 2]], plain.get_facecolor()[[0, 2]])
    assert (colors[1] != plain.get_facecolor()[1]).any()


def test_trap_13_norm_clamps():
    plot = so.Plot(x=range(5), y=range(5), pointsize=range(5), alpha=range(5)).add(so.Dot())
    scale = so.Continuous(norm=(1, 3))
    plot = plot.scale(pointsize=so.Continuous((2, 8), norm=(1, 3)), alpha=scale)
    (points,) = plot.plot().artists()
    sizes = np.sqrt(points.get_sizes())
    np.testing.assert_allclose(sizes[[0, 1, 3, 4]], [2, 2, 8, 8])
    alphas = points.get_facecolor()[:, 3]
    assert (alphas[0], alphas[-1]) == pytest.approx((0.3, 0.95))


LONG = ["a long one", "not as long", "the third", "the last"]


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        (so.Nominal().label(like={LONG[0]: "A"}), ["A", *LONG[1:]]),
        (so.Nominal().label(like=str.title), [name.title() for name in LONG]),
        (so.Nominal().label(like="<{x}>"), [f"<{name}>" for name in LONG]),
        (so.Nominal().tick(every=2), LONG[::2]),
        (so.Nominal().tick(FixedLocator([1, 3])), LONG[1::2]),
        (
            so.Nominal().label(wrap=9),
            ["a long\none", "not as\nlong", "the third", "the last"],
        ),
    ],
    ids=["dict", "function", "format", "every", "locator", "wrap"],
)
def test_trap_14_ticks_and_labels_of_levels(scale, expected):
    compiled = laid_out(so.Plot(x=LONG, y=[1, 2, 3, 4]).add(so.Bar()).scale(x=scale))
    assert written(compiled.axes[0].xaxis) == expected


def test_trap_14_labels_of_levels_are_turned():
    plot = so.Plot(x=LONG, y=[1, 2, 3, 4]).add(so.Bar())
    compiled = laid_out(plot.scale(x=so.Nominal().label(rotate=30)))
    assert {text.get_rotation() for text in compiled.axes[0].get_xticklabels()} == {30}


@pytest.mark.parametrize("mark", [so.Bar, so.Bars, so.Area], ids=lambda mark: mark.__name__)
def test_trap_15_shapes_on_a_log_axis_are_filled_from_below(mark):
    black = mark(color="#000000", alpha=1, edgewidth=0)
    plot = so.Plot(x=[1, 2, 3], y=[100.0, 100.0, 100.0]).add(black).scale(y="log")
    compiled = plot.plot()
    file = io.BytesIO()
    compiled.save(file, dpi=100)
    file.seek(0)
    pixels = imread(file)
    ax = compiled.axes[0]
    foot = ax.get_ylim()[0]
    assert 0 < foot < 100
    for y, filled in ((foot * 1.02, True), (90, True), (101, False)):
        column, row = np.array(ax.transData.transform((2, y))) * 100 / compiled.figure.dpi
        dark = pixels[len(pixels) - 1 - round(row), round(column), :3].max() < 0.1
        assert dark == filled, y


def test_trap_16_moves_on_a_log_axis_are_in_data_units():
    data = {"x": [10.0] * 50, "y": range(50)}
    plot = so.Plot(data, x="x", y="y").scale(x="log")
    x = places(plot.add(so.Dot(), so.Jitter(x=5)).plot())[:, 0]
    assert np.abs(x - 10).max() <= 2.5
    assert np.ptp(x) > 3
    np.testing.assert_allclose(places(plot.add(so.Dot(), so.Shift(x=5)).plot())[:, 0], 15)


@pytest.mark.parametrize(("space", "mean"), [("scale", 10.0), ("data", 50.5)])
def test_trap_17_space_of_a_mean_on_a_log_axis(space, mean):
    plot = so.Plot(x=["a", "a"], y=[1.0, 100.0]).add(so.Dot(), so.Agg(space=space)).scale(y="log")
    np.testing.assert_allclose(places(plot.plot()), [[0, mean]])


def test_trap_18_a_list_of_colours_for_numbers_makes_a_short_legend():
    plot = so.Plot(x=np.arange(300.0), y=np.arange(300.0), color=np.arange(300.0)).add(so.Dot())
    with pytest.warns(so.PlotWarning, match="3 entries for 300 levels"):
        compiled = plot.scale(color=["r", "g", "b"]).plot()
    (legend,) = compiled.drawing.legends
    assert 1 < len(legend.keys) <= 40
    assert len(legend.keys) + legend.more == 300


def test_trap_19_a_dict_for_some_levels():
    plot = so.Plot(x=[1, 2, 3], y=[1, 2, 3], color=["a", "b", "c"]).add(so.Dot())
    colors = plot.scale(color={"b": "#000000"}).plot().artists()[0].get_facecolor()
    assert tuple(colors[1]) == to_rgba("#000000")
    assert len(np.unique(colors, axis=0)) == 3


def test_trap_20_ticks_of_truth_and_polar_axes():
    plot = so.Plot(x=[True, False], y=[1, 2]).add(so.Bar())
    scale = so.Boolean().tick(FixedLocator([1]))
    assert written(laid_out(plot.scale(x=scale)).axes[0].xaxis) == ["False"]
    polar = Figure().add_subplot(projection="polar")
    with pytest.raises(so.PlotSpecError, match="draws on plain x-y axes, not on 'polar' axes"):
        plot.on(polar).plot()


# ----------------------------------------------------------------------------------------- stats


def test_trap_21_density_of_groups_has_area_one():
    data = {"x": [0, 1, 2, 3, 4, 5], "g": list("aaaabb")}
    plot = so.Plot(data, x="x", color="g").add(so.Bar(width=1), so.Hist("density", bins=3))
    area = sum(bar.get_width() * bar.get_height() for bar in plot.plot().artists())
    assert area == pytest.approx(1)


def test_trap_22_polyfit_respects_orient():
    plot = so.Plot(x=[0, 1, 2, 3], y=[0, 0, 1, 2]).add(so.Line(), so.PolyFit(1, 2), orient="y")
    slope, foot = np.polyfit([0, 0, 1, 2], [0, 1, 2, 3], 1)
    (line,) = plot.plot().artists()
    np.testing.assert_allclose(line.get_xydata(), [[foot, 0], [foot + 2 * slope, 2]])


def test_trap_22_density_for_each_category():
    data = {"x": list("aaabbb"), "y": [1.0, 2.0, 3.0, 11.0, 12.0, 13.0]}
    plot = so.Plot(data, x="x", y="y").add(so.Area(), so.KDE(), orient="y")
    table = plot.plot().data()
    for level, middle in (("a", 2), ("b", 12)):
        here = table["x"] == level
        mean = np.average(table["y"][here], weights=table["density"][here])
        assert mean == pytest.approx(middle, abs=0.01)


@pytest.mark.parametrize(
    ("stat", "label"),
    [
        (so.Count(), "Count"), (so.Hist(), "Count"), (so.Hist("density"), "Density"),
        (so.Hist("percent"), "Percent"), (so.Hist("proportion"), "Proportion"),
        (so.Hist("frequency"), "Frequency"), (so.KDE(), "Density"),
    ],
    ids=str,
)  # fmt: skip
def test_trap_23_computed_axes_are_labelled(stat, label):
    ax = so.Plot(DATA, x="x").add(so.Bars(), stat).plot().axes[0]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x", label)


def test_trap_24_computed_columns_can_be_mapped():
    plot = so.Plot(DATA, x="c").add(so.Bar(), so.Count(), color="count")
    compiled = plot.add(so.Text(), so.Count(), text="count").plot()
    assert [text.get_text() for text in compiled.artists(1)] == ["2", "2"]
    plot = so.Plot(DATA, x="x").add(so.Bar(width=1), so.Hist("density", [0, 3, 9]), color="density")
    assert len({bar.get_facecolor() for bar in plot.plot().artists()}) == 2


def test_trap_25_stats_and_moves_in_any_order():
    plot = so.Plot(DATA, x="c", y="y", color="g")
    layer = plot.add(so.Dot(), so.Shift(x=2), so.Agg("max"), so.Shift(y=1), so.Agg("sum"))
    assert sorted(places(layer.plot()).tolist()) == [[2, 2], [2, 4], [3, 3], [3, 5]]


def test_trap_25_line_and_band_have_one_estimate():
    data = {"x": [1, 1, 1, 2, 2, 2], "y": [1.0, 2.0, 6.0, 3.0, 4.0, 8.0]}
    compiled = so.Plot(data, x="x", y="y").add(so.Line(), so.Est()).add(so.Band(), so.Est()).plot()
    line, band = compiled.data(layer=0), compiled.data(layer=1)
    for name in ("y", "ymin", "ymax"):
        np.testing.assert_array_equal(line[name], band[name])


# ------------------------------------------------------------------------------ moves and groups


def test_trap_27_stack_separates_signs():
    data = {"x": ["a"] * 4, "y": [2, -1, 3, -4], "g": list("pqrs")}
    bars = so.Plot(data, x="x", y="y", color="g").add(so.Bar(), so.Stack()).plot().artists()
    ends = [sorted((bar.get_y(), bar.get_y() + bar.get_height())) for bar in bars]
    assert ends == [[0, 2], [-1, 0], [2, 5], [-5, -1]]


def test_trap_28_one_variable_on_two_properties_dodges_once():
    plot = so.Plot(DATA, x="c", y="y", color="g", fill="g").add(so.Bar(), so.Dodge())
    widths = [bar.get_width() for bar in plot.plot().artists()]
    np.testing.assert_allclose(widths, 0.4)


@pytest.mark.parametrize("text", ["y", "w"])
def test_trap_28_a_text_does_not_narrow_bars(text):
    data = {**DATA, "w": list("klmn")}
    plot = so.Plot(data, x="c", y="y", color="g", text=text).add(so.Bar(), so.Dodge())
    compiled = plot.add(so.Text(), so.Dodge()).plot()
    np.testing.assert_allclose([bar.get_width() for bar in compiled.artists(0)], 0.4)


def test_trap_28_an_error_bar_stays_on_its_bar():
    data = {name: values * 3 for name, values in DATA.items()}
    plot = so.Plot(data, x="c", y="y", color="g").add(so.Bar(width=0.3), so.Agg(), so.Dodge())
    compiled = plot.add(so.Range(), so.Est("mean", "sd"), so.Dodge()).plot()
    bars = sorted(bar.get_x() + bar.get_width() / 2 for bar in compiled.artists(0))
    lines = sorted(s[0, 0] for one in compiled.artists(1) for s in one.get_segments())
    np.testing.assert_allclose(lines, bars)


def test_trap_29_every_variable_groups_every_layer():
    plot = so.Plot(pd.DataFrame(DATA), x="x", y="y", color="g", linestyle="c")
    with pytest.warns(so.PlotWarning, match="each group has one row"):
        compiled = plot.add(so.Line()).add(so.Band(), ymin="x", ymax="y").plot()
    assert len(compiled.artists(0)) == 4
    assert len({layer.get_label() for layer in compiled.artists(1)}) == 4


# ------------------------------------------------------------------------ marks, legend, layout


@pytest.mark.parametrize(("gaps", "runs"), [(False, 1), (True, 2)])
def test_trap_30_lines_keep_gaps_where_asked(gaps, runs):
    plot = so.Plot(x=range(5), y=[1, 2, None, 3, 4]).add(so.Line(gaps=gaps))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", so.PlotWarning)
        (line,) = plot.plot().artists()
    known = np.isfinite(line.get_ydata())
    assert known.sum() == 4
    assert np.diff(np.flatnonzero(known)).max() == runs


def test_trap_31_text_at_the_edge_is_inside_and_numbers_are_formatted():
    plot = so.Plot(x=[1, 2], y=[1, 2], text=[1234.5, 1_000_000.0])
    compiled = laid_out(plot.add(so.Text(format="{:,.1f} of a long text", halign="left")))
    texts = compiled.axes[0].texts
    assert [text.get_text()[:11] for text in texts] == ["1,234.5 of ", "1,000,000.0"]
    for text in texts:
        box = text.get_window_extent()
        assert box.x0 >= 0
        assert box.x1 <= compiled.figure.bbox.x1


def test_trap_32_artists_carry_their_level():
    plot = so.Plot(DATA, x="x", y="y", color="g").add(so.Line(), legend=False)
    compiled = plot.plot()
    ax = compiled.axes[0]
    assert [line.get_label() for line in ax.lines] == ["u", "v"]
    assert [line.get_gid() for line in ax.lines] == ["layer0-Line-u", "layer0-Line-v"]
    assert [text.get_text() for text in ax.legend().get_texts()] == ["u", "v"]


@pytest.mark.parametrize("way", ["save", "notebook"])
def test_trap_33_the_legend_is_inside_the_asked_size(way):
    plot = so.Plot(DATA, x="x", y="y", color="g").add(so.Dot()).layout(size=(4, 3))
    if way == "save":
        file = io.BytesIO()
        compiled = plot.plot().save(file)
        content = file.getvalue()
    else:
        compiled = plot.plot()
        content, _ = compiled._repr_png_()
    height, width = imread(io.BytesIO(content)).shape[:2]
    assert width / height == pytest.approx(4 / 3)
    compiled.figure.draw_without_rendering()
    (legend,) = compiled.figure.legends
    box = legend.get_window_extent()
    assert compiled.axes[0].bbox.x1 < box.x0 < box.x1 < compiled.figure.bbox.x1


def test_trap_34_each_legend_belongs_to_its_axes():
    figure = Figure(figsize=(9, 4))
    for ax, name in zip(figure.subplots(1, 2), "cg", strict=True):
        so.Plot(DATA, x="x", y="y", color=name).add(so.Dot()).on(ax).plot()
    titles = [ax.get_legend().get_title().get_text() for ax in figure.axes]
    assert titles == ["c", "g"]
    assert [one.axes for one in figure.legends] == figure.axes


def test_trap_35_a_layers_label_stands_beside_its_mapping():
    plot = so.Plot(DATA, x="x", y="y", color="g").add(so.Line(), label="measured")
    found = [text.get_text() for one in plot.plot().figure.legends for text in one.get_texts()]
    assert found == ["measured", "u", "v"]


def test_trap_36_the_title_of_facets_stands_once():
    plot = so.Plot(DATA, x="x", y="y").facet("g").add(so.Dot()).label(title="All of it")
    compiled = laid_out(plot)
    assert [ax.get_title() for ax in compiled.axes] == ["u", "v"]
    over = [a for a in compiled.figure.artists if getattr(a, "get_text", str)() == "All of it"]
    assert len(over) == 1
    title = over[0].get_window_extent()
    for ax in compiled.axes:
        assert title.y0 >= ax.get_tightbbox().y1
    assert title.y1 <= compiled.figure.bbox.y1


def test_trap_36_titles_of_rows_stand_at_the_right():
    compiled = laid_out(so.Plot(DATA, x="x", y="y").facet("g", "c").add(so.Dot()))
    assert [ax.get_title() for ax in compiled.axes] == ["u", "v", "", ""]
    beside = [(ax, text) for ax in compiled.axes for text in ax.texts]
    assert [text.get_text() for _, text in beside] == ["p", "q"]
    for ax, text in beside:
        box = text.get_window_extent()
        assert ax in compiled.axes[1::2]
        assert ax.bbox.x1 <= box.x0 < box.x1 <= compiled.figure.bbox.x1


def test_trap_37_long_tick_labels_do_not_overlap():
    names = [f"a rather long name {i}" for i in range(8)]
    ax = laid_out(so.Plot(x=names, y=range(8)).add(so.Bar())).axes[0]
    labels = [text for text in ax.get_xticklabels() if text.get_text()]
    boxes = [text.get_window_extent() for text in labels]
    if not labels[0].get_rotation():
        assert all(one.x1 <= other.x0 for one, other in pairwise(boxes))
    else:  # turned labels keep a line apart
        size = labels[0].get_size() * ax.figure.dpi / 72
        assert np.diff([box.x1 for box in boxes]).min() > size
    assert all(box.y0 >= 0 for box in boxes)


def test_trap_38_a_theme_that_comes_too_late_is_said():
    plot = so.Plot(DATA, x="x", y="y").add(so.Line())
    themed = plot.theme({"axes.facecolor": "r", "lines.linewidth": 7, "xtick.color": "r"})
    figure = Figure()
    figure.subplots()
    for target in (Figure().subplots(), figure):
        with pytest.warns(so.PlotWarning, match=r"theme.*: axes.facecolor, xtick.color have no ef"):
            compiled = themed.on(target).plot()
        assert compiled.axes[0].get_facecolor() == (1, 1, 1, 1)
        assert compiled.artists()[0].get_linewidth() == 7
    assert themed.on(Figure()).plot().axes[0].get_facecolor() != (1, 1, 1, 1)
    with pytest.warns(so.PlotWarning, match="figure.facecolor have no effect"):
        plot.theme({"figure.facecolor": "r"}).on(Figure()).plot()
    with pytest.warns(so.PlotWarning, match="size= has no effect|size=. has no effect"):
        plot.layout(size=(3, 3)).on(Figure().subplots()).plot()


def test_trap_39_continuous_colours_have_a_colour_bar():
    compiled = laid_out(so.Plot(DATA, x="x", y="y", color="y").add(so.Dot()))
    (guide,) = compiled.drawing.legends
    assert isinstance(guide, ColorBar)
    assert guide.title == "y"
    assert len(guide.ticks) >= 2


# --------------------------------------------------------------------- errors, process, speed


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: so.Plot(DATA, colour="g"), "Did you mean 'color'"),
        (lambda p: p.add(so.Dot(), y="yy"), "Did you mean 'y'"),
        (lambda p: p.add(so.Dot(), pointsze="y"), "Did you mean 'pointsize'"),
        (lambda p: p.add(so.Dot(), color="lightgreenish", x="X"), "Did you mean 'x'"),
        (lambda p: p.scale(markr=["o"]), "Did you mean 'marker'"),
        (lambda p: p.label(colr="C"), "Did you mean 'color'"),
        (lambda p: p.limit(xx=(0, 1)), "Did you mean 'x'"),
        (lambda p: p.share(yy=False), "Did you mean 'y'"),
        (lambda p: p.scale(x="lgo").plot(), "Did you mean 'log'"),
        (lambda p: so.Hist("densty"), "Did you mean 'density'"),
        (lambda p: p.theme("whitgrid"), "Did you mean 'whitegrid'"),
    ],
    ids=map(str, range(11)),
)
def test_trap_40_misspelt_names_are_errors_with_a_suggestion(call, message):
    with pytest.raises(so.PlotSpecError, match=message):
        call(so.Plot(DATA, x="x", y="y").add(so.Dot()))


@pytest.mark.parametrize(
    ("plot", "message"),
    [
        (so.Plot(DATA, x="x").add(so.Dot()), r"layer 1 \(Dot\): y is required; given: 'x'"),
        (so.Plot(DATA, y="y").add(so.Line()), r"layer 1 \(Line\): x is required; given: 'y'"),
        (so.Plot(DATA).add(so.Bar()), r"layer 1 \(Bar\): x and y are required; given: none"),
    ],
    ids=["y", "x", "both"],
)
def test_trap_41_a_missing_coordinate_is_named(plot, message):
    with pytest.raises(so.PlotSpecError, match=message):
        plot.plot()


def calls_of(function):
    """Return how many calls of Python functions one call makes: a cost without a clock."""
    count = 0

    def see(frame, event, arg):
        nonlocal count
        count += event == "call"

    function()  # whatever is done only once
    before = sys.getprofile()
    sys.setprofile(see)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def test_trap_43_panels_cost_what_plain_panels_cost():
    def facets(n):
        data = {"x": np.arange(2 * n), "f": np.repeat(np.arange(n), 2)}
        plot = so.Plot(data, x="x", y="x").facet("f", wrap=4).add(so.Dots())
        return plot.plot

    def plain(n):
        def draw():
            figure = Figure()
            for i, ax in enumerate(figure.subplots(n // 4, 4, sharex=True, sharey=True).flat):
                ax.grid(True)
                ax.scatter([2 * i, 2 * i + 1], [2 * i, 2 * i + 1])
                ax.set_title(str(i))

        return draw

    few, many = calls_of(facets(4)), calls_of(facets(24))
    assert many < 6.5 * few  # each panel costs the same, however many there are
    assert many < calls_of(plain(24))


NASTY = {
    "missing": {"x": [None] * 3, "y": [1.0, np.nan, np.inf]},
    "one value": {"x": [1.0], "y": [1.0]},
    "no rows": {"x": [], "y": []},
    "equal": {"x": [2.0] * 3, "y": [0.0] * 3},
    "huge": {"x": [1e300, -1e300, 0.0], "y": [1e-300, 0.0, -1e-300]},
    "negative": {"x": [-1.0, 0.0, 1.0], "y": [-5.0, 0.0, 5.0]},
    "nullable": pd.DataFrame({"x": pd.array([1, None], "Int64"), "y": pd.array([1, 2], "Int64")}),
    "category": pd.DataFrame({"x": pd.Categorical(["a", None], ["a", "b"]), "y": [1, 2]}),
    "strings": {"x": ["a", "b\nc", "$"], "y": [1, 2, 3]},
}
LAYERS = {
    "dot": (so.Dot(), so.Jitter()),
    "line": (so.Line(), so.Agg()),
    "bar": (so.Bar(), so.Est(n_boot=10), so.Dodge()),
    "area": (so.Area(), so.Stack()),
    "fit": (so.Line(), so.PolyFit()),
    "norm": (so.Line(), so.Norm("std")),
}


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("name", NASTY)
def test_trap_44_no_warning_but_our_own(name, layer):
    plot = so.Plot(NASTY[name], x="x", y="y", color="x").add(*LAYERS[layer])
    plot = plot.scale(y="log") if layer in ("dot", "bar", "norm") else plot
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            plot.save(io.BytesIO(), dpi=20)
        except so.PlotSpecError as error:
            assert str(error)
    foreign = [str(w.message) for w in caught if not issubclass(w.category, so.PlotWarning)]
    assert not foreign


def test_trap_45_figures_are_freed():
    plot = so.Plot(DATA, x="x", y="y", color="g").add(so.Dot())

    def kept():
        gc.collect()
        return sum(isinstance(thing, Figure | PathCollection) for thing in gc.get_objects())

    plot.save(io.BytesIO(), dpi=20)
    before = kept()
    for _ in range(3):
        plot.save(io.BytesIO(), dpi=20)
    assert kept() <= before
    if "matplotlib.pyplot" in sys.modules:
        assert not sys.modules["matplotlib.pyplot"].get_fignums()
