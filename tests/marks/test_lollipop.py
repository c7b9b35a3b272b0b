"""Lollipop: row M2 of the cases."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.lollipop import trimmed
from plotkit.marks.primitives import Lines, Points
from plotkit.page import Page

ROWS = {"x": list("abab"), "y": [3, -4, 2, 1], "g": list("uuvv")}


def compiled(plot):
    made = plot.plot()
    made.figure.draw_without_rendering()
    return made


def test_stem_is_another_name():
    assert so.Stem is so.Lollipop


def test_m2_dots_lie_over_all_stems():
    plot = so.Plot(ROWS, x="x", y="y", color="g").add(so.Lollipop(), so.Dodge())
    stems, dots = plot.plot().drawing.panels[0].marks[0].primitives
    assert isinstance(stems, Lines) and isinstance(dots, Points)
    ends = stems.paths.xy.reshape(-1, 2, 2)
    assert_allclose(ends[:, 1], dots.xy)
    assert_allclose(ends[:, 0, 1], 0)


@pytest.mark.parametrize("position", ["x", "y"])
@pytest.mark.parametrize("fill", [True, False])
def test_m2_stems_end_at_the_edge_of_their_dot(position, fill):
    value = {"x": "y", "y": "x"}[position]
    mark = so.Lollipop(fill=fill, pointsize=10, stroke=2)
    made = compiled(so.Plot(ROWS, **{position: "x", value: "y"}, color="g").add(mark, so.Dodge()))
    stems, dots = made.artists(0)
    runs = np.array(stems._runs())
    middles = made.axes[0].transData.transform(dots.get_offsets())
    gaps = np.hypot(*(runs[:, 1] - middles).T) * 72 / made.figure.dpi
    assert_allclose(gaps, 6)


def test_m2_negative_values_hang_from_the_base():
    made = compiled(so.Plot(ROWS, x="x", y="y", color="g").add(so.Lollipop(), so.Dodge()))
    runs = np.array(made.artists(0)[0]._runs())
    base = made.axes[0].transData.transform((0, 0))[1]
    assert_allclose(runs[:, 0, 1], base)
    lengths = runs[:, 1, 1] - base
    assert (np.sign(lengths) == np.sign(ROWS["y"])).all()


def test_m2_on_a_logarithm_stems_come_from_the_edge():
    rows = {"x": ["a", "b"], "y": [10, 1000]}
    made = compiled(so.Plot(rows, x="x", y="y").add(so.Lollipop()).scale(y="log"))
    ax = made.axes[0]
    runs = np.array(made.artists(0)[0]._runs())
    assert (runs[:, 0, 1] <= ax.bbox.y0).all()
    assert_allclose(runs[:, 0, 0], runs[:, 1, 0])
    assert (runs[:, 1, 1] > ax.bbox.y0).all()


def test_a_stem_shorter_than_its_dot_is_not_drawn():
    xy = np.array([(0, 0), (0, 3), (0, 0), (0, 30), (0, 0), (0, -30)], dtype=float)
    page = Page(xy, (100, 100), np.zeros((6, 2)), np.zeros((6, 2)))
    found = trimmed(page, start=0.0, end=5.0)
    assert np.isnan(found[:2]).all()
    assert_allclose(found[2:], [(0, 0), (0, 25), (0, 0), (0, -25)])
    both = trimmed(page, start=np.array([1, 2, 3]), end=5.0)[2:]
    assert_allclose(both, [(0, 2), (0, 25), (0, -3), (0, -25)])


def test_its_baseline():
    plot = so.Plot(ROWS, x="x", y="y").add(so.Lollipop(baseline=-10))
    stems, _ = plot.plot().drawing.panels[0].marks[0].primitives
    assert_allclose(stems.paths.xy[::2, 1], -10)
    assert plot.plot().drawing.panels[0].y.limits[0] == -10
