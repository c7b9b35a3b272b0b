"""Hull and Ellipse."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_array_equal
from scipy.spatial import ConvexHull

import plotkit.objects as so
from plotkit.data.table import Table
from plotkit.stats import hull
from plotkit.stats.hull import corners
from tests.engines import ENGINES, LAZY, relation

XY = arrays(np.float64, (12, 2), elements=st.floats(-100, 100).map(lambda v: round(v, 3)))


def outline(stat, x, y, **variables):
    data = so.Plot(x=x, y=y, **variables).add(so.Path(), stat).plot().data()
    return np.column_stack([np.asarray(data[name], dtype=float) for name in "xy"])


def test_43_corners():
    assert outline(so.Hull(), [0, 2, 2, 0, 1], [0, 0, 2, 2, 1]).tolist() == [
        [0, 0], [2, 0], [2, 2], [0, 2], [0, 0],
    ]  # fmt: skip


@pytest.mark.parametrize(("x", "ends"), [([1, 4], [1, 4, 1]), ([2, 1, 3, 2], [1, 3, 1])])
def test_43_points_on_a_line_are_a_segment(x, ends):
    assert outline(so.Hull(), x, [2 * v for v in x])[:, 0].tolist() == ends


def test_43_one_point_is_told():
    with pytest.warns(so.PlotWarning, match="Hull leaves out 1 of 2 groups"):
        found = outline(so.Hull(), [1, 5, 6, 5], [1, 5, 5, 6], color=list("abbb"))
    assert found.min() == 5


@pytest.mark.parametrize("mark", [so.Line(), so.Lines(), so.Area(), so.Step(), so.Band()])
@pytest.mark.parametrize("stat", [so.Hull(), so.Ellipse()])
def test_marks_that_sort_cannot_show_outlines(stat, mark):
    name = (
        f"{type(stat).__name__} makes outlines.* {type(mark).__name__} joins .*so.Path.*so.Polygon"
    )
    with pytest.raises(so.PlotSpecError, match=name):
        so.Plot(x=[1], y=[1]).add(mark, stat)


def test_an_outline_of_ones_own_says_so():
    @dataclass(frozen=True)
    class Square(so.Stat):
        makes = {"x": "x", "y": "y"}
        outlines = True

        def compute(self, x, y):
            near, far = x.min(), x.max()
            return {
                "x": [near, far, far, near, near],
                "y": [*[y.min()] * 2, *[y.max()] * 2, y.min()],
            }

    assert outline(Square(), [1, 3], [5, 2]).tolist() == [[1, 2], [3, 2], [3, 5], [1, 5], [1, 2]]
    with pytest.raises(so.PlotSpecError, match=r"Square makes outlines"):
        so.Plot(x=[1, 3], y=[5, 2]).add(so.Line(), Square())


def test_43_in_axis_units():
    x, y = [1, 10, 100], [0, 1.2, 2]  # the middle point is above the others on a logarithmic axis
    corner = so.Plot(x=x, y=y).add(so.Path(), so.Hull())
    assert len(corner.plot().data()["x"]) == 4
    assert len(corner.scale(x="log").plot().data()["x"]) == 4
    below = so.Plot(x=x, y=[0, 0.9, 2]).add(so.Path(), so.Hull())
    area = [np.asarray(p.plot().data()["y"], dtype=float) for p in (below, below.scale(x="log"))]
    assert area[0].tolist() == [0, 2, 0.9, 0]
    assert area[1].tolist() == [0, 0.9, 2, 0]


@given(XY)
@settings(max_examples=60)
def test_hulls_are_those_of_scipy(xy):
    try:
        wanted = ConvexHull(xy)
    except Exception:  # points on a line
        return
    x, y = xy[corners(xy)].T
    area = abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2
    assert area == pytest.approx(wanted.volume, rel=1e-6, abs=1e-6)


def test_hulls_of_many_points_leave_out_those_inside():
    random = np.random.default_rng(8)
    clouds = [
        random.normal(size=(5_000, 2)) * [1e9, 1e-9],
        random.random((5_000, 2)) ** 20,  # nearly all in a corner
        random.integers(0, 40, (5_000, 2)).astype(float),  # rows upon each other and on the edges
        np.column_stack([np.arange(5_000.0)] * 2),
        np.ones((5_000, 2)),
        np.column_stack([np.cos(np.arange(5_000)), np.sin(np.arange(5_000))]),
    ]
    for xy in clouds:
        assert_array_equal(corners(xy), hull._corners(xy))


def test_44_a_normal_ellipse():
    found = outline(so.Ellipse(), [1, 2, 3, 4, 5], [2, 1, 5, 3, 4])
    low, high = found.min(axis=0), found.max(axis=0)
    np.testing.assert_allclose((low + high) / 2, [3, 3], atol=1e-3)
    np.testing.assert_allclose((high - low) / 2, [5.8925, 5.8925], rtol=1e-3)
    np.testing.assert_array_equal(found[0], found[-1])


def test_44_percent_or_share():
    x, y = [1, 2, 3, 4, 5], [2, 1, 5, 3, 4]
    np.testing.assert_array_equal(outline(so.Ellipse(95), x, y), outline(so.Ellipse(0.95), x, y))


@pytest.mark.parametrize(("x", "y"), [([1, 2, 3], [1, 3, 2]), ([1, 2, 3, 4], [2, 4, 6, 8]),
                                      ([1, 1, 1, 1], [1, 2, 3, 4])])  # fmt: skip
@pytest.mark.filterwarnings("ignore:.*made nothing of")
def test_44_few_rows_and_lines_are_told(x, y):
    with pytest.warns(so.PlotWarning, match="fewer than four rows, or all points on a line"):
        outline(so.Ellipse(), x, y)


def test_44_outliers_hardly_change_a_t_ellipse():
    rng = np.random.default_rng(1)
    xy = rng.normal(size=(60, 2))
    reach = {}
    for kind in ("normal", "t"):
        for far in (0, 50):
            moved = xy.copy()
            moved[0] += far
            reach[kind, far] = np.ptp(outline(so.Ellipse(kind=kind), *moved.T)[:, 0])
    assert reach["normal", 50] > 2.5 * reach["normal", 0]
    assert reach["t", 50] < 1.2 * reach["t", 0]


@pytest.mark.parametrize("kind", ["normal", "t"])
def test_unit_and_origin_change_nothing(kind):
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(2, 40))
    table, moved = (Table.of({"x": v, "y": y}) for v in (x, x * 1e-6 + 2e3))
    one, other = (so.Ellipse(kind=kind)(t, ()) for t in (table, moved))
    np.testing.assert_allclose(one["x"] * 1e-6 + 2e3, other["x"], rtol=1e-9)
    np.testing.assert_allclose(one["y"], other["y"], atol=1e-6)


@pytest.mark.parametrize("level", [0, -1, 100, "95", True, None])
def test_levels_are_shares(level):
    with pytest.raises(so.PlotSpecError, match="level of Ellipse must be a share"):
        so.Ellipse(level)


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@pytest.mark.parametrize("far", [0.0, 1e9])
@pytest.mark.parametrize("weight", [None, "w"])
def test_sums_of_an_engine_give_the_ellipse_of_rows(engine, far, weight, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 300)
    rng = np.random.default_rng(5)
    x, group = rng.normal(size=2_000), np.repeat(["p", "q"], 1_000)
    y = 0.3 * x + rng.gamma(2.0, size=2_000)
    weights = rng.random(2_000) + 0.1
    rows = pl.DataFrame({"x": x + far * (group == "q"), "y": y, "g": group, "w": weights})
    plot = so.Plot(x="x", y="y", color="g", weight=weight).add(so.Path(), so.Ellipse(0.9))
    found, known = (plot(data).plot().data() for data in (engine(rows), rows))
    assert np.asarray(found["color"]).tolist() == np.asarray(known["color"]).tolist()
    np.testing.assert_allclose(found["x"], known["x"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found["y"], known["y"], atol=1e-7)
    with pytest.raises(so.PlotSpecError, match=r'Ellipse\(kind="normal"\) needs none'):
        so.Plot(engine(rows), x="x", y="y").add(so.Path(), so.Ellipse(kind="t")).plot()


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_engines_tell_of_few_rows_and_lines(engine):
    rows = {"x": [1.0, 2, 3, 1, 2, 3, 4, 1, 3, 2, 4], "y": [1.0, 3, 2, 2, 4, 6, 8, 1, 2, 3, 5]}
    data = engine(pl.DataFrame({**rows, "g": list("aaabbbbcccc")}))
    with pytest.warns(so.PlotWarning, match="Ellipse leaves out 2 of 3 groups"):
        found = so.Plot(data, x="x", y="y", color="g").add(so.Path(), so.Ellipse()).plot().data()
    assert set(np.asarray(found["color"])) == {"c"}


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_hulls_of_more_rows_than_may_be_fetched(engine, monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 10_000)
    rng = np.random.default_rng(6)
    group, n = rng.choice(["p", "q"], 40_000), 40_000
    angle, far = rng.random(n) * 2 * np.pi, np.sqrt(rng.random(n))
    x, y = far * np.cos(angle) + 3 * (group == "q"), far * np.sin(angle)
    rows = pl.DataFrame({"x": x, "y": y, "g": group, "w": rng.random(n)})
    plot = so.Plot(x="x", y="y", color="g").add(so.Path(), so.Hull())
    drawn = plot(engine(rows)).plot()
    assert len(drawn.explain().layers[0].queries) == 1
    assert "outermost rows of 4,096 columns" in drawn.explain().layers[0].approximations[0]
    found = drawn.data()
    for name in "pq":
        own = np.asarray(found["color"]) == name
        xy = np.column_stack([np.asarray(found[axis])[own] for axis in "xy"])
        rows_of = np.column_stack([x, y])[group == name]
        assert {*map(tuple, xy.tolist())} <= {*map(tuple, rows_of.tolist())}
        known = rows_of[corners(rows_of)]
        planes = ConvexHull(xy).equations
        outside = (planes[:, :2] @ known.T + planes[:, 2:]).max()
        assert outside < np.ptp(x) / 4_096
    with pytest.raises(so.PlotSpecError, match=r"so.Ellipse\(\) in no engine"):
        so.Plot(engine(rows), x="x", y="y", alpha="w").add(so.Path(), so.Hull()).plot()


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_an_ellipse_of_the_least_and_the_largest_numbers(engine, size):
    x, y = np.random.default_rng(2).normal(size=(2, 40))
    made = so.Ellipse()(relation(engine, {"x": x * size, "y": y}), ()).collect()
    expected = so.Ellipse()(Table.of({"x": x, "y": y}), ())
    np.testing.assert_allclose(made["x"] / size, expected["x"], rtol=1e-9)
