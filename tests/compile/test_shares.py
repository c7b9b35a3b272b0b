"""Positions as shares of the panel: `so.frac`."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.marks.primitives import Lines, Points, Texts
from tests.engines import ENGINES

ROWS = pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [3.0, 1, 4, 2], "g": list("abab")})
PLOT = so.Plot(ROWS, x="x", y="y").add(so.Dots())
NOTE = {"x": so.frac(0.98), "y": so.frac(0.9), "text": "n = 4"}


def primitives(plot, kind):
    panels = plot.plot().drawing.panels
    return [p for panel in panels for m in panel.marks for p in m.primitives if isinstance(p, kind)]


def test_a_note_is_one_text_in_each_panel_and_changes_no_limits():
    plot = PLOT.facet("g")
    noted = plot.add(so.Text(halign="right"), **NOTE)
    texts = primitives(noted, Texts)
    assert [(t.xy.tolist(), t.text.tolist(), t.panel) for t in texts] == (
        [([[0.98, 0.9]], ["n = 4"], "xy")] * 2
    )
    for one, other in zip(plot.plot().axes, noted.plot().axes, strict=True):
        assert one.get_xlim() == other.get_xlim() and one.get_ylim() == other.get_ylim()


def test_it_stands_at_that_share_of_the_panel():
    compiled = PLOT.add(so.Dot(pointsize=3), x=so.frac(0.25), y=so.frac(0.75)).plot()
    compiled.figure.draw_without_rendering()
    (artist,) = compiled.artists(1)
    at = artist.get_offset_transform().transform(artist.get_offsets())
    share = compiled.axes[0].transAxes.inverted().transform(at)
    np.testing.assert_allclose(share, [[0.25, 0.75]], atol=1e-6)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("orient", ["x", "y"])
def test_one_axis_may_be_data(orient, engine):
    frame = pl.from_pandas(ROWS)
    data = frame if engine is None else engine(frame)
    plot = so.Plot(data, x="x", y="y").add(so.Dots(), x=so.frac(0.5), orient=orient)
    (points,) = primitives(plot, Points)
    assert points.panel == "x"
    assert points.xy.tolist() == [[0.5, y] for y in ROWS.y]


def test_a_stat_is_grouped_at_one_place_and_moves_leave_it():
    plot = PLOT.add(so.Range(), so.Est(errorbar=("pi", 100)), so.Jitter(), x=so.frac(0.1))
    (line,) = primitives(plot, Lines)
    assert line.paths.xy.tolist() == [[0.1, 1], [0.1, 4]]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("orient", ["x", "y"])
def test_what_is_made_of_amounts_is_put_there(engine, orient):
    frame = pl.from_pandas(ROWS)
    data = frame if engine is None else engine(frame)
    plot = so.Plot(data, x="x", y="y").add(so.Dots())
    corner = {"x": so.frac(0.02), "y": so.frac(0.9)}
    noted = plot.add(so.Text(part="coef"), so.Fit(), **corner, orient=orient)
    (text,) = primitives(noted, Texts)
    assert (text.xy.tolist(), text.panel) == ([[0.02, 0.9]], "xy")
    assert text.text.tolist()[0].startswith("y = ")
    for one, other in zip(plot.plot().axes, noted.plot().axes, strict=True):
        assert one.get_xlim() == other.get_xlim() and one.get_ylim() == other.get_ylim()


def test_one_of_two_positions_is_put_there():
    plot = so.Plot(ROWS, x="x", y="y", color="g").scale(x="log").facet("g")
    plot = plot.add(so.Text(part="coef"), so.Fit(errorbar=None), y=so.frac(0.9))
    texts = primitives(plot, Texts)
    assert [text.panel for text in texts] == ["y", "y"]
    np.testing.assert_allclose(
        [text.xy[0] for text in texts], [[np.log10(3), 0.9], [np.log10(4), 0.9]]
    )


def test_a_horizontal_layer_and_a_log_axis():
    plot = so.Plot(ROWS, x="x", y="g").scale(x="log").add(so.Bar(), so.Agg())
    plot = plot.add(so.Text(), x=so.frac(1.1), text="g")
    (texts,) = primitives(plot, Texts)
    assert texts.panel == "x" and texts.xy.tolist() == [[1.1, 0], [1.1, 1], [1.1, 0], [1.1, 1]]


def test_dates_and_pairs():
    dates = ROWS.assign(when=pd.date_range("2024-01-01", periods=4))
    plot = so.Plot(dates, y="y").pair(x=["when", "x"]).add(so.Dot())
    texts = primitives(plot.add(so.Text(), **NOTE), Texts)
    assert [t.panel for t in texts] == ["xy", "xy"]


@pytest.mark.parametrize("wrong", ["a", None, True, np.nan, np.inf, [0.1, 0.2]])
def test_it_takes_one_finite_number(wrong):
    with pytest.raises(so.PlotTypeError, match=r"frac\(\) takes one finite number"):
        so.frac(wrong)


def test_it_is_no_colour():
    with pytest.raises(so.PlotSpecError, match="color is no position"):
        PLOT.add(so.Dot(), color=so.frac(0.2)).plot()


def test_an_axis_is_one_or_the_other():
    with pytest.raises(so.PlotSpecError, match="On the y axis a layer has shares of the panel"):
        PLOT.add(so.Range(), ymin=so.frac(0.2), ymax=4).plot()


def _kept(plot):
    """Return where texts stand, what they say, and the axes on which that is a share."""
    return [(np.round(t.xy, 9).tolist(), list(t.text), t.panel) for t in primitives(plot, Texts)]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("orient", ["x", "y"])
def test_a_share_of_the_value_axis_leaves_a_stat_its_values(orient, engine):
    frame = pl.from_pandas(ROWS).sort("g", "x")
    data = frame if engine is None else engine(frame)
    place, value = ("g", "y") if orient == "x" else ("y", "g")
    plot = so.Plot(data, x=place, y=value).add(so.Dots())
    kept = {"y" if orient == "x" else "x": so.frac(0.9)}
    plot = plot.add(so.Text(format=".1f"), so.Agg(), **kept, text="value")
    at = [[0, 0.9], [1, 0.9]]
    at = at if orient == "x" else [one[::-1] for one in at]
    assert _kept(plot) == [(at, ["3.5", "1.5"], "y" if orient == "x" else "x")]


@pytest.mark.parametrize(
    "stat, text, wanted",
    [
        (so.Est(errorbar="range"), "ymin", ["3.0", "1.0"]),
        (so.BoxStats(), "median", ["3.5", "1.5"]),
        (so.Perc([100]), "value", ["4.0", "2.0"]),
        (so.Intervals([100]), "ymax", ["4.0", "2.0"]),
        (so.Count(), "count", ["2.0", "2.0"]),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, so.Stat) else None,
)
def test_any_stat_of_values_reads_those_of_the_plot(stat, text, wanted):
    data = ROWS.sort_values("g")
    plot = so.Plot(data, x="g", y="y").add(so.Dots())
    plot = plot.add(so.Text(format=".1f"), stat, y=so.frac(0.9), text=text)
    assert _kept(plot) == [([[0, 0.9], [1, 0.9]], wanted, "y")]


def test_a_stat_of_a_distribution_reads_the_variable_that_it_is_of():
    plot = so.Plot(ROWS, x="y").add(so.Bars(), so.Hist(bins=2))
    plot = plot.add(so.Text(), so.Hist(bins=2), x=so.frac(0.5), text="count")
    assert [one[1:] for one in _kept(plot)] == [(["2", "2"], "x")]


def test_the_last_row_of_each_line_is_named_at_the_side():
    plot = so.Plot(ROWS, x="x", y="y", color="g").add(so.Line())
    plot = plot.add(so.Text(), so.Select("last"), x=so.frac(1.02), text="g")
    assert _kept(plot) == [([[1.02, 4], [1.02, 2]], ["a", "b"], "x")]


def test_a_share_where_a_stat_groups_alone_is_one_group():
    plot = so.Plot(ROWS, x="g", y="y").add(so.Dots())
    plot = plot.add(so.Text(), so.Agg("max"), x=so.frac(0.5), text="value")
    assert _kept(plot) == [([[0.5, 4]], ["4"], "x")]
