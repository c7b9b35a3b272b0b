"""Dumbbell: row M2 of the cases."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Lines

ROWS = {"c": ["a", "b", "c"], "then": [3, 5, 2], "now": [5, 4, 6], "g": list("uuv")}


def marks(plot):
    return plot.plot().drawing.panels[0].marks


def dumbbells(position="y", **given):
    value = {"x": "y", "y": "x"}[position]
    names = {position: "c", f"{value}min": "then", f"{value}max": "now"}
    return so.Plot(ROWS, **names, **given)


@pytest.mark.parametrize("position", ["x", "y"])
def test_m2_each_end_keeps_its_colour_when_ends_are_swapped(position):
    line, then, now = (mark.primitives[0] for mark in marks(dumbbells(position).add(so.Dumbbell())))
    value = 0 if position == "y" else 1
    assert isinstance(line, Lines)
    assert_allclose(then.xy[:, value], ROWS["then"])
    assert_allclose(now.xy[:, value], ROWS["now"])
    assert np.ndim(then.color) == np.ndim(now.color) == 1 and then.color != now.color


def test_m2_a_legend_of_the_two_ends():
    (legend,) = dumbbells().add(so.Dumbbell(colors=("#ff0000", "#0000ff"))).plot().drawing.legends
    assert [key.label for key in legend.keys] == ["then", "now"]
    red, blue = (key.primitives[0].color for key in legend.keys)
    assert (red, blue) == ((1, 0, 0, 1), (0, 0, 1, 1))
    assert all(len(key.primitives) == 1 for key in legend.keys)
    assert not dumbbells().add(so.Dumbbell(), legend=False).plot().drawing.legends


def test_where_colour_shows_something_the_first_end_is_hollow():
    drawing = dumbbells(color="g").add(so.Dumbbell()).plot().drawing
    _, then, now = (mark.primitives[0] for mark in drawing.panels[0].marks)
    assert (np.asarray(then.color)[..., 3] == 0).all()
    assert (np.asarray(now.color)[..., 3] == 1).all()
    assert_allclose(np.asarray(then.edgecolor), np.asarray(now.edgecolor))
    ends, colours = drawing.legends
    assert [key.label for key in ends.keys] == ["then", "now"]
    assert [key.primitives[0].color[3] for key in ends.keys] == [0, 1]
    assert [key.label for key in colours.keys] == ["u", "v"]


def test_one_colour():
    _, then, now = marks(dumbbells().add(so.Dumbbell(color="#ff0000")))
    assert then.primitives[0].color[3] == 0 and now.primitives[0].color == (1, 0, 0, 1)


def test_the_line_ends_at_the_edges_of_the_dots():
    made = dumbbells().add(so.Dumbbell(pointsize=10, stroke=2)).plot()
    made.figure.draw_without_rendering()
    runs = np.array(made.artists(0)[0]._runs())
    ax = made.axes[0]
    left = ax.transData.transform(np.column_stack([ROWS["then"], np.arange(3)]))
    assert_allclose(np.abs(runs[:, 0, 0] - left[:, 0]) * 72 / made.figure.dpi, 6)
