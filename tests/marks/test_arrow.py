"""Segment, Arrow, Curve: row E4 of the cases, and its neighbours."""

import datetime
import warnings

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Lines

ROWS = {"x": [1.0, 10, 100], "y": [1.0, 2, 3], "to": [10.0, 1000, 1], "up": [5, 2, 0.5]}
MARKS = [so.Segment, so.Arrow, so.Curve]
each = pytest.mark.parametrize("mark", MARKS)


def drawn(plot):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled = plot.plot()
        compiled.figure.draw_without_rendering()
    return compiled


def ends(plot, layer=-1):
    """Return first and last vertex of each line, shape (n, 2, 2), and the panel."""
    panel = drawn(plot).drawing.panels[0]
    (lines,) = (one for one in panel.marks[layer].primitives if isinstance(one, Lines))
    return np.array([run[[0, -1]] for run in lines.paths.split()]), panel


def segments(**given):
    return so.Plot(ROWS, **({"x": "x", "y": "y", "xend": "to", "yend": "up"} | given))


@each
@pytest.mark.parametrize("scale", [None, "log"])
def test_e4_ends_are_data_values_and_in_view(mark, scale):
    found, panel = ends(segments().add(mark()).scale(x=scale))
    unit = np.log10 if scale else np.asarray
    assert_allclose(found[:, 0], np.column_stack([unit(ROWS["x"]), ROWS["y"]]), atol=1e-12)
    assert_allclose(found[:, 1], np.column_stack([unit(ROWS["to"]), ROWS["up"]]), atol=1e-12)
    assert panel.x.limits[1] > unit(1000) and panel.y.limits[0] < 0.5 and panel.y.limits[1] > 5


@each
def test_e4_levels_of_the_end_are_levels_of_the_axis(mark):
    rows = {"x": ["a", "b"], "y": [1, 2], "to": ["b", "c"], "up": [2, 3]}
    found, panel = ends(so.Plot(rows, x="x", y="y", xend="to", yend="up").add(mark()))
    assert panel.x.scale.units.levels == ("a", "b", "c")
    assert_allclose(found[:, 1], [[1, 2], [2, 3]])


@each
def test_e4_dates(mark):
    days = pd.date_range("2024-01-01", periods=4)
    rows = pd.DataFrame({"x": days, "y": range(4), "to": days + pd.Timedelta(days=2)})
    found, panel = ends(so.Plot(rows, x="x", y="y", xend="to", yend="y").add(mark()))
    assert_allclose(found[:, 1, 0] - found[:, 0, 0], 2)
    assert panel.x.limits[1] > found[-1, 1, 0]


@each
def test_e4_texts_are_levels_and_dates(mark):
    days = pd.DataFrame({"day": pd.date_range("2024-01-01", periods=9), "y": range(9)})
    plot = so.Plot(days, x="day", y="y").add(so.Line())
    found, _ = ends(plot.add(mark(), x="2024-01-03", y=6, xend="2024-01-05", yend=4))
    first = (datetime.date(2024, 1, 3) - datetime.date(1970, 1, 1)).days
    assert_allclose(found, [[[first, 6], [first + 2, 4]]])
    rows = {"x": ["a", "b"], "y": [1, 2]}
    plot = so.Plot(rows, x="x", y="y").add(so.Dot())
    found, _ = ends(plot.add(mark(), x="b", y=1, xend="a", yend=2))
    assert_allclose(found, [[[1, 1], [0, 2]]])
    with pytest.raises(so.PlotSpecError, match="xend='z' is no level of the x axis"):
        plot.add(mark(), x="b", y=1, xend="z", yend=2).plot()


@each
def test_a_text_may_be_a_position_of_a_note(mark):
    rows = {"x": ["a", "b"], "y": [1, 2]}
    plot = so.Plot(rows, x="x", y="y").add(so.Dot()).add(so.Text(), x="b", y=1.5, text="here")
    (texts,) = plot.plot().drawing.panels[0].marks[1].primitives
    assert_allclose(texts.xy, [[1, 1.5]])


@pytest.mark.parametrize("width", [0.5, 3, 12])
@pytest.mark.parametrize("mark", [so.Arrow(), so.Curve(head="end")])
def test_e4_the_tip_is_exactly_at_the_end(mark, width):
    plot = segments().add(type(mark)(head="end", linewidth=width))
    compiled = drawn(plot)
    (artist,) = compiled.artists(0)
    _, heads, owners = artist._forms()
    to = compiled.axes[0].transData.transform(np.column_stack([ROWS["to"], ROWS["up"]]))
    assert_allclose([head[0] for head in heads], to[owners], atol=1e-6)


def test_e4_a_head_is_never_longer_than_its_arrow():
    rows = {"x": [0, 5, 5], "y": [0, 1, 1], "to": [10, 5.01, 5], "up": [0, 1, 1]}
    plot = so.Plot(rows, x="x", y="y", xend="to", yend="up").add(so.Arrow(headsize=30))
    compiled = drawn(plot)
    (artist,) = compiled.artists(0)
    runs, heads, owners = artist._forms()
    assert owners == [0, 1]  # none at one of length 0
    lengths = [np.hypot(*(head[0] - head[1:].mean(axis=0))) for head in heads]
    dpi = compiled.figure.dpi
    whole = np.ptp(compiled.axes[0].transData.transform([(5, 1), (5.01, 1)])[:, 0])
    assert_allclose(lengths, [30 * dpi / 72, whole], rtol=1e-6)
    assert len(runs[1]) == 0


def test_the_bow_of_a_curve_is_a_share_of_its_length_to_the_left():
    for bend in (0.2, -0.5):
        compiled = drawn(segments().add(so.Curve(bend=bend)).scale(x="log"))
        (artist,) = compiled.artists(0)
        for run in artist._runs():
            way = run[-1] - run[0]
            middle = run[len(run) // 2] - (run[0] + run[-1]) / 2
            assert_allclose(middle, bend * way[::-1] * (-1, 1), atol=1e-6)


def test_a_curve_of_a_horizontal_layer_bends_to_the_same_side():
    rows = {"x": ["a", "b"], "y": [1, 2]}
    runs = []
    for orient in ("x", "y"):
        plot = so.Plot(rows, x="y", y="x").add(so.Dot())
        plot = plot.add(so.Curve(), orient=orient, x=1, y="a", xend=2, yend="b")
        (artist,) = drawn(plot).artists(1)
        runs.append(artist._runs()[0])
    assert_allclose(*runs)


@pytest.mark.parametrize("orient", ["x", "y"])
def test_names_of_the_figure_hold_in_horizontal_layers(orient):
    found, _ = ends(segments().add(so.Arrow(), orient=orient))
    assert_allclose(found[:, 1], np.column_stack([ROWS["to"], ROWS["up"]]))


def test_wrong_parameters():
    with pytest.raises(so.PlotSpecError, match="Unknown head of Arrow 'tip'"):
        so.Arrow(head="tip")
    with pytest.raises(so.PlotSpecError, match=r"headsize=\) must be a number from 0"):
        so.Arrow(headsize=-1)


@pytest.mark.parametrize("ends", [(1, 2, 3, 2), (3, 2, 1, 2), (3, 1, 3, 2), (1, 1, 1, 2)], ids=str)
@pytest.mark.parametrize("bend", [0.2, -0.3])
def test_limits_grow_for_the_bow_of_a_curve(ends, bend):
    x, y, xend, yend = ([end] for end in ends)
    plot = so.Plot(x=[1, 2, 3], y=[1, 2, 1.5]).add(so.Dot())
    plot = plot.add(so.Curve(bend=bend), x=x, y=y, xend=xend, yend=yend)
    compiled = drawn(plot.layout(size=(4, 3)))
    (curve,) = compiled.artists(1)
    inner, panel = curve.get_window_extent(), compiled.axes[0].bbox
    assert inner.x0 > panel.x0 and inner.x1 < panel.x1
    assert inner.y0 > panel.y0 and inner.y1 < panel.y1
    fixed = drawn(plot.limit(x=(1, 3), y=(1, 2)))
    assert fixed.axes[0].get_xlim() == (1, 3)
