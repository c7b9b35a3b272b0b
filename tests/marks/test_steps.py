"""Step, and Area and Band with steps: row E3 of the cases, and its neighbours."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Areas, Lines, Paths, Points
from plotkit.marks.steps import stepped

POST = [(0, 1), (1, 1), (1, 3), (2, 3), (2, 2)]
PRE = [(0, 1), (0, 3), (1, 3), (1, 2), (2, 2)]
MID = [(0, 1), (0.5, 1), (0.5, 3), (1, 3), (1.5, 3), (1.5, 2), (2, 2)]
WHERE = {"post": POST, "pre": PRE, "mid": MID}
each = pytest.mark.parametrize("where", WHERE)
NAN = np.nan


def primitives(plot, kind):
    marks = plot.plot().drawing.panels[0].marks
    return [one for mark in marks for one in mark.primitives if isinstance(one, kind)]


def line(plot):
    (found,) = primitives(plot, Lines)
    return found.paths.split()


@each
def test_e3_vertices(where):
    plot = so.Plot({"x": [0, 1, 2], "y": [1, 3, 2]}, x="x", y="y").add(so.Step(where=where))
    assert_allclose(line(plot), [WHERE[where]])


@each
def test_e3_unsorted_rows_are_sorted(where):
    plot = so.Plot({"x": [2, 0, 1], "y": [2, 1, 3]}, x="x", y="y").add(so.Step(where=where))
    assert_allclose(line(plot), [WHERE[where]])


@each
def test_e3_in_a_horizontal_layer(where):
    plot = so.Plot({"x": [0, 1, 2], "y": [1, 3, 2]}, y="x", x="y")
    plot = plot.add(so.Step(where=where), orient="y")
    assert_allclose(line(plot), [np.array(WHERE[where])[:, ::-1]])


def test_e3_the_middle_is_that_of_the_scale():
    plot = so.Plot({"x": [1, 100], "y": [1, 2]}, x="x", y="y").add(so.Step(where="mid"))
    (run,) = line(plot.scale(x="log"))
    assert_allclose(10 ** run[1:3, 0], 10)
    days = pd.to_datetime(["2024-01-01", "2024-01-03"])
    (run,) = line(so.Plot({"x": days, "y": [1, 2]}, x="x", y="y").add(so.Step(where="mid")))
    assert_allclose(run[1:3, 0], run[0, 0] + 1)


def test_e3_no_line_across_a_gap():
    rows = {"x": [0, 1, 2, 3, 4], "y": [1, 3, None, 2, 5]}
    (run,) = line(so.Plot(rows, x="x", y="y").add(so.Step(gaps=True)))
    there = np.isfinite(run).all(axis=1)
    assert_allclose(run[there], [(0, 1), (1, 1), (1, 3), (3, 2), (4, 2), (4, 5)])
    assert not there[3]
    with pytest.warns(so.PlotWarning, match="1 with missing y"):
        (run,) = line(so.Plot(rows, x="x", y="y").add(so.Step()))
    assert_allclose(run[2:5], [(1, 3), (3, 3), (3, 2)])


@each
def test_e3_the_band_has_the_vertices_of_its_lines(where):
    rows = {"x": [0, 1, 2], "low": [1, 3, 2], "high": [4, 6, 5]}
    plot = so.Plot(rows, x="x", ymin="low", ymax="high").add(so.Band(step=where))
    (area,) = primitives(plot, Areas)
    low = np.array(WHERE[where])
    assert_allclose(area.paths.xy, np.concatenate([np.add(low, (0, 3)), low[::-1]]))


@each
def test_e3_the_area_has_the_vertices_of_its_line(where):
    plot = so.Plot({"x": [0, 1, 2], "y": [1, 3, 2]}, x="x", y="y").add(so.Area(step=where))
    (area,) = primitives(plot, Areas)
    vertices = np.array(WHERE[where], dtype=float)
    assert_allclose(area.paths.xy[: len(vertices)], vertices)
    assert_allclose(area.paths.xy[len(vertices) :], vertices[::-1] * (1, 0))


@pytest.mark.parametrize("mark", [so.Area(step="post", gaps=True), so.Band(step="mid", gaps=True)])
def test_e3_shapes_are_interrupted_too(mark):
    rows = {"x": [0, 1, 2, 3, 4], "y": [1, 3, None, 2, 5], "low": [0, 1, None, 1, 2]}
    plot = so.Plot(rows, x="x", y="y", ymin="low", ymax="y").add(mark)
    (area,) = primitives(plot, Areas)
    spans = [(run[:, 0].min(), run[:, 0].max()) for run in area.paths.split()]
    assert spans == [(0, 1), (3, 4)]


@pytest.mark.parametrize(("where", "expected"), [("post", 2), ("pre", 4), ("mid", 4)])
def test_stacked_steps_hold_where_other_groups_have_rows(where, expected):
    rows = {"x": [0, 2, 0, 1.2, 2], "y": [1, 3, 1, 1, 0], "g": list("aabbb")}
    plot = so.Plot(rows, x="x", y="y", color="g").add(so.Area(step=where), so.Stack())
    (area,) = primitives(plot, Areas)
    upper = area.paths.split()[1]
    assert np.isclose(upper, (1.2, expected)).all(axis=1).any()


def test_markers_are_at_rows_not_at_corners():
    plot = so.Plot({"x": [0, 1, 2], "y": [1, 3, 2]}, x="x", y="y").add(so.Step(marker="o"))
    (points,) = primitives(plot, Points)
    assert_allclose(points.xy, [(0, 1), (1, 3), (2, 2)])


def test_groups_and_a_group_of_one_row():
    xy = np.array([(0, 1), (1, 3), (5, 5), (0, 2), (1, 0)], dtype=float)
    runs = stepped(Paths(xy, np.array([0, 2, 3])), "post").split()
    expected = [[(0, 1), (1, 1), (1, 3)], [(5, 5)], [(0, 2), (1, 2), (1, 0)]]
    for run, want in zip(runs, expected, strict=True):
        assert_allclose(run, want)


def test_a_missing_vertex_has_no_corners():
    xy = np.array([(0, 1), (1, NAN), (2, 3)])
    (run,) = stepped(Paths(xy, np.array([0])), "mid").split()
    assert_allclose(np.isfinite(run).all(axis=1), [True, *[False] * 5, True])


def test_the_key_and_labels_are_those_of_a_line():
    rows = {"x": [0, 1, 0, 1], "y": [1, 2, 2, 3], "g": list("aabb")}
    compiled = so.Plot(rows, x="x", y="y", color="g").add(so.Step()).plot()
    (legend,) = compiled.drawing.legends
    assert [key.label for key in legend.keys] == ["a", "b"]
    assert len(compiled.artists(0)) == 2
    assert so.Plot(rows, x="x", y="y", color="g").add(so.Step()).legend("direct").plot()


@pytest.mark.parametrize(
    "make", [lambda w: so.Step(where=w), lambda w: so.Area(step=w)], ids=["Step", "Area"]
)
def test_unknown_steps(make):
    with pytest.raises(so.PlotSpecError, match=r"Unknown (where|step) of \w+ 'middle'"):
        make("middle")
