"""Marks of an estimate and its interval: composed, with one stat for all their parts."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Areas, Boxes, Lines, Points

RNG = np.random.default_rng(5)
ROWS = pd.DataFrame(
    {
        "x": np.tile(["a", "b", "c"], 40),
        "t": np.tile(np.arange(6.0), 20),
        "y": RNG.gamma(3, 2, 120),
        "g": RNG.choice(["u", "v"], 120),
    }
)
GIVEN = {"x": ["a", "b"], "y": [2, 3], "lo": [1, 2], "hi": [4, 5]}
MARKS = [so.PointRange, so.LineBand, so.BarRange, so.CrossBar]
each = pytest.mark.parametrize("mark", MARKS)


def primitives(plot, kind=object):
    marks = plot.plot().drawing.panels[0].marks
    return [one for mark in marks for one in mark.primitives if isinstance(one, kind)]


@each
def test_what_is_given_is_drawn_without_a_stat(mark):
    table = so.Plot(GIVEN, x="x", y="y", ymin="lo", ymax="hi").add(mark()).plot().data()
    for name, column in {"y": "y", "ymin": "lo", "ymax": "hi"}.items():
        assert_allclose(table[name], GIVEN[column])


@each
def test_raw_rows_are_estimated_once_for_all_parts(mark):
    plot = so.Plot(ROWS, x="x", y="y")
    expected = plot.add(so.Range(), so.Est()).plot().data()
    table = plot.add(mark()).plot().data()
    for name in ("y", "ymin", "ymax"):
        assert_allclose(table[name], expected[name])


@each
def test_another_stat_takes_its_place(mark):
    table = so.Plot(ROWS, x="x", y="y").add(mark(), so.Est("median", errorbar=("pi", 50))).plot()
    found = table.data()
    groups = ROWS.groupby("x", sort=False).y
    assert_allclose(found["y"], groups.median())
    assert_allclose(found["ymin"], groups.quantile(0.25))
    assert_allclose(found["ymax"], groups.quantile(0.75))


@each
@pytest.mark.parametrize("orient", ["x", "y"])
def test_one_entry_a_level_with_all_parts(mark, orient):
    other = {"x": "y", "y": "x"}[orient]
    plot = so.Plot(ROWS, **{orient: "x", other: "y"}, color="g").add(mark(), so.Dodge())
    (legend,) = plot.plot().drawing.legends
    assert sorted(key.label for key in legend.keys) == ["u", "v"]
    parts = {len(key.primitives) for key in legend.keys}
    assert parts == {4} if mark is so.BarRange else {2}


def test_point_and_line_meet():
    plot = so.Plot(ROWS, x="x", y="y", color="g").add(so.PointRange(), so.Dodge())
    (lines,), (points,) = primitives(plot, Lines), primitives(plot, Points)
    ends = lines.paths.xy.reshape(-1, 2, 2)
    assert_allclose(ends[:, 0, 0], points.xy[:, 0])
    assert ((ends[:, 0, 1] <= points.xy[:, 1]) & (points.xy[:, 1] <= ends[:, 1, 1])).all()


def test_the_line_runs_within_its_band():
    plot = so.Plot(ROWS, x="t", y="y", color="g").add(so.LineBand())
    assert len(primitives(plot, Areas)[0].paths) == 2
    assert len(primitives(plot, Lines)[0].paths) == 2
    assert isinstance(primitives(plot)[0], Areas)  # under the line


def test_the_error_bar_of_a_bar_is_seen_on_it():
    plot = so.Plot(ROWS, x="x", y="y", color="g").add(so.BarRange(), so.Dodge())
    (bars,), (lines,) = primitives(plot, Boxes), primitives(plot, Lines)
    assert len(np.unique(np.asarray(bars.color), axis=0)) == 2
    assert len(np.unique(np.atleast_2d(np.asarray(lines.color)), axis=0)) == 1
    assert_allclose(np.sort(bars.corners[:, :, 0].mean(axis=1)), np.sort(lines.paths.xy[::2, 0]))


def test_the_middle_line_is_as_wide_as_the_box():
    plot = so.Plot(ROWS, x="x", y="y").add(so.CrossBar(width=0.5, edgewidth=1.5))
    (boxes,), (lines,) = primitives(plot, Boxes), primitives(plot, Lines)
    assert_allclose(lines.paths.xy[:, 0], boxes.corners[:, :, 0].ravel())
    assert lines.linewidth == 3


def test_parameters_reach_the_parts():
    plot = so.Plot(GIVEN, x="x", y="y", ymin="lo", ymax="hi")
    point = so.PointRange({"zorder": 5}, color="#ff0000", pointsize=9, linewidth=3, capsize=4)
    lines, *caps, dots = primitives(plot.add(point))
    assert (lines.linewidth, dots.size, caps[0].size) == (3, 9, 4)
    assert {one.kws["zorder"] for one in (lines, dots, *caps)} == {5}
    assert lines.color == (1, 0, 0, 1)
    band, line = primitives(plot.add(so.LineBand(fillalpha=0.5, linewidth=2, marker="o")))[:2]
    assert np.ravel(np.asarray(band.color))[3] == 0.5 and line.linewidth == 2
    bar, line, *caps = primitives(plot.add(so.BarRange(width=0.4, baseline=1, capsize=0)))
    assert not caps and bar.corners[0].tolist() == [[-0.2, 1], [0.2, 2]]


def test_swapped_ends_are_told():
    rows = {**GIVEN, "lo": [1, 9]}
    with pytest.warns(so.PlotWarning, match="in 1 of 2 rows the low end is above"):
        so.Plot(rows, x="x", y="y", ymin="lo", ymax="hi").add(so.CrossBar()).plot()


def test_gaps_interrupt_line_and_band():
    rows = {"x": [1, 2, 3, 4, 5], "y": [1, 2, None, 4, 5], "lo": [0, 1, None, 3, 4]}
    plot = so.Plot({**rows, "hi": [2, 3, None, 5, 6]}, x="x", y="y", ymin="lo", ymax="hi")
    band, line = primitives(plot.add(so.LineBand(gaps=True)))
    assert len(band.paths) == 2
    assert np.isnan(line.paths.xy[2, 1])


@pytest.mark.parametrize("step", ["post", "pre", "mid"])
def test_line_and_band_step_alike(step):
    data = {
        "x": [1.0, 2.0, 4.0],
        "y": [1.0, 3.0, 2.0],
        "lo": [0.0, 2.0, 1.0],
        "hi": [2.0, 4.0, 3.0],
    }
    p = so.Plot(data, x="x", y="y", ymin="lo", ymax="hi").add(so.LineBand(step=step))
    band, line = (mark.primitives[0] for mark in p.plot().drawing.panels[0].marks)
    rises = {xy[0] for xy in line.paths.xy}
    assert rises == {xy[0] for xy in band.paths.xy}
    single = so.Plot(data, x="x", y="y").add(so.Step(where=step)).plot().drawing
    np.testing.assert_array_equal(line.paths.xy, single.panels[0].marks[0].primitives[0].paths.xy)


def test_a_step_of_no_name():
    with pytest.raises(so.PlotSpecError, match="step of LineBand"):
        so.LineBand(step="before")


@pytest.mark.parametrize("color", [{}, {"color": "g"}], ids=["one", "many"])
def test_a_point_that_is_not_filled_hides_the_line(color):
    plot = so.Plot(ROWS, x="x", y="y", **color).theme({"axes.facecolor": "yellow"})
    (hollow,) = primitives(plot.add(so.PointRange(fill=False), so.Dodge()), Points)
    faces = np.asarray(hollow.color).reshape(-1, 4)
    assert_allclose(faces, np.tile((1.0, 1, 0, 1), (len(faces), 1)))
    assert not np.allclose(np.asarray(hollow.edgecolor).reshape(-1, 4)[0], faces[0])
    (cross,) = primitives(plot.add(so.PointRange(fill=False, marker="x"), so.Dodge()), Points)
    assert (np.asarray(cross.color).reshape(-1, 4)[:, 3] == 0).all()
    (dot,) = primitives(plot.add(so.Dot(fill=False), so.Agg()), Points)
    assert (np.asarray(dot.color).reshape(-1, 4)[:, 3] == 0).all()
