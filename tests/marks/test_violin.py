"""Violin: shapes, sides, measures, and what is drawn within; rows V1 to V5 of the specification."""

import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Areas, Boxes, Lines, Points
from plotkit.testing.drawn import drawing

RNG = np.random.default_rng(12)


def primitives(plot, kind, panel=0):
    marks = drawing(plot).panels[panel].marks
    return [each for mark in marks for each in mark.primitives if isinstance(each, kind)]


def shapes(plot, panel=0):
    """Return the outline of each violin."""
    return [run for each in primitives(plot, Areas, panel) for run in each.paths.split()]


def widths(plot, panel=0):
    return [float(np.ptp(run[:, 0])) for run in shapes(plot, panel)]


def extent(run):
    return float(run[:, 1].min()), float(run[:, 1].max())


def area(run):
    x, y = run.T
    return abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2


def quiet(plot):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", so.PlotWarning)
        drawing(plot)
    return plot


V1 = pd.DataFrame({"x": ["a"] * 30 + ["b"] + ["c"] * 5 + ["d"] * 2})
V1["y"] = [*RNG.normal(5, 1, 30), 3.0, *[6.0] * 5, 4.0, 5.0]


@pytest.mark.parametrize("inner", [None, "box", "quartiles", "points", "stick"])
@pytest.mark.filterwarnings("ignore:.*KDE leaves out")
def test_v1_groups_without_a_density_are_short_lines(inner):
    plot = so.Plot(V1, x="x", y="y").add(so.Violin(inner=inner))
    assert len(shapes(plot)) == 2
    flat = primitives(plot, Lines)[0].paths.split()
    assert_allclose(flat, [[[0.9, 3], [1.1, 3]], [[1.9, 6], [2.1, 6]]])
    if inner == "points":
        (points,) = primitives(plot, Points)
        assert len(points.xy) == len(V1)
    if inner == "stick":
        sticks = primitives(plot, Lines)[-1].paths.split()
        assert len(sticks) == len(V1)


@pytest.mark.filterwarnings("ignore:.*KDE leaves out")
def test_v1_when_no_group_has_a_density():
    plot = so.Plot(x=["a", "b"], y=[1, 2]).add(so.Violin())
    assert not shapes(plot) and len(primitives(plot, Lines)[0].paths) == 2


@pytest.mark.filterwarnings("ignore:.*KDE leaves out")
def test_b8_violins_keep_their_place_among_dodged_boxes():
    frame = pd.DataFrame({"x": list("a" * 9 + "b" * 5), "g": list("uuuuvwwww" + "uuuww")})
    frame["y"] = RNG.normal(size=len(frame))
    base = so.Plot(frame, x="x", y="y", color="g")
    boxes = primitives(base.add(so.Box(), so.Dodge()), Boxes)[0].corners[:, :, 0].mean(axis=1)
    plot = base.add(so.Violin(), so.Dodge())
    found = [(run[:, 0].min() + run[:, 0].max()) / 2 for run in shapes(plot)]
    found += [line[:, 0].mean() for line in primitives(plot, Lines)[0].paths.split()]
    assert_allclose(np.sort(found), np.sort(boxes), atol=1e-9)


V2 = [0] * 12 + [1] * 7 + [2] * 3 + [3] * 6 + [5] * 7 + [7] * 9 + [9] * 6


@pytest.mark.parametrize("side", ["both", "left"])
def test_v2_quartiles_are_those_of_the_rows(side):
    plot = so.Plot(x=["a"] * 50, y=V2)
    (box,) = primitives(plot.add(so.Box()), Boxes)
    assert box.corners[0][:, 1].tolist() == [1, 7]
    lines = primitives(plot.add(so.Violin(side=side, inner="quartiles")), Lines)
    heights = sorted(line[0, 1] for each in lines for line in each.paths.split())
    assert heights == [1, 3, 7]
    assert all(each.cap == "butt" for each in lines)
    (outline,) = shapes(plot.add(so.Violin(side=side)))
    reach = np.ptp(outline[:, 0])
    assert all(np.ptp(line[:, 0]) <= reach + 1e-9 for each in lines for line in each.paths.split())
    violin = plot.add(so.Violin(side=side, inner="box"))
    (inner,) = primitives(violin, Boxes)
    assert inner.corners[0][:, 1].tolist() == [1, 7]
    low, high, median = (each.paths.split()[0][:, 1].tolist() for each in primitives(violin, Lines))
    assert (low, high, median) == ([0, 1], [7, 9], [3, 3])
    assert inner.edgewidth == 0


def test_v2_method():
    plot = so.Plot(x=["a"] * 4, y=[1, 2, 100, 101]).add(so.Violin(inner="box", method="weibull"))
    assert primitives(plot, Boxes)[0].corners[0][:, 1].tolist() == [1.25, 100.75]


def normal(sd, n, seed=1):
    return np.sort(np.random.default_rng(seed).normal(0, sd, n))


@pytest.mark.parametrize("across", ["x", "panel"])
@pytest.mark.parametrize("mapped", [False, True])
def test_v3_areas_are_equal_over_all_panels(across, mapped):
    frame = pd.DataFrame({"g": ["a"] * 500 + ["b"] * 500})
    frame["y"] = np.r_[normal(1, 500), normal(1, 500) / 5]
    color = {"color": "g"} if mapped else {}
    if across == "x":
        found = widths(so.Plot(frame, x="g", y="y", **color).add(so.Violin()))
    else:
        plot = so.Plot(frame.assign(x="one"), x="x", y="y", **color).facet("g").add(so.Violin())
        found = [widths(plot, panel)[0] for panel in (0, 1)]
    assert found == pytest.approx([0.16, 0.8], rel=1e-3)


def test_v3_count_and_width():
    one, other = normal(1, 10, 1), normal(0.3, 10, 2)
    frame = pd.DataFrame({"g": ["a"] * 10 + ["b"] * 10 + ["c"] * 20})
    frame["y"] = np.r_[one, other, one, other]
    plot = so.Plot(frame, x="g", y="y")
    areas = [area(run) for run in shapes(plot.add(so.Violin(density_norm="count", cut=6)))]
    assert np.array(areas) / areas[0] == pytest.approx([1, 1, 2], rel=0.02)
    assert widths(plot.add(so.Violin(density_norm="width"))) == pytest.approx([0.8] * 3)


def test_v3_count_of_weights():
    frame = {"g": ["a"] * 20 + ["b"] * 20, "y": [*normal(1, 20), *normal(1, 20)]}
    frame["w"] = [1.0] * 20 + [3.0] * 20
    plot = so.Plot(frame, x="g", y="y", weight="w").add(so.Violin(density_norm="count"))
    assert widths(plot) == pytest.approx([0.8 / 3, 0.8])


def test_v4_cut_and_bounds():
    plot = so.Plot(x=["a"] * 6, y=np.arange(6.0))
    assert extent(shapes(plot.add(so.Violin()))[0])[0] == pytest.approx(-2.6, abs=0.05)
    assert extent(shapes(plot.add(so.Violin(cut=0)))[0]) == (0, 5)
    assert extent(shapes(plot.add(so.Violin(bounds=(0, None))))[0])[0] == 0
    log = so.Plot(x=["a"] * 5, y=[0.01, 1, 2, 3, 4]).add(so.Violin()).scale(y="log")
    assert log.plot().data()["y"].min() > 0


SPLIT = pd.DataFrame({"x": ["a"] * 40 + ["b"] * 20, "g": ["u", "v"] * 20 + ["u"] * 20})
SPLIT["y"] = RNG.normal(size=60)


@pytest.mark.parametrize("inner", ["box", "quartiles", "points", "stick"])
def test_v5_the_level_decides_the_side(inner):
    g = pd.Categorical(SPLIT["g"], categories=["u", "v", "unused"])
    plot = so.Plot(SPLIT.assign(g=g), x="x", y="y", color="g")
    plot = plot.add(so.Violin(side="split", inner=inner))
    sides = sorted((float(run[:, 0].min()), float(run[:, 0].max())) for run in shapes(plot))
    assert len(sides) == 3
    assert sides[0][1] == 0 and sides[0][0] >= -0.4  # u at the left of a
    assert sides[1][0] == 0 and sides[1][1] <= 0.4  # v at its right
    assert sides[2][1] == 1 and sides[2][0] >= 0.6  # u at the left of b; nothing at the right
    within = primitives(plot, (Lines, Points, Boxes))
    xs = np.concatenate(
        [
            each.xy[:, 0] if isinstance(each, Points)
            else each.corners[:, :, 0].ravel() if isinstance(each, Boxes)
            else each.paths.xy[:, 0]
            for each in within
        ]
    )  # fmt: skip
    assert not ((xs > 1) | ((xs > 0.41) & (xs < 0.59))).any()


def test_v5_three_levels_cannot_be_split():
    frame = SPLIT.assign(g=list("uvw") * 20)
    with pytest.raises(so.PlotSpecError, match=r"shows two levels of color, and there are 3: 'u'"):
        so.Plot(frame, x="x", y="y", color="g").add(so.Violin(side="split")).plot()
    with pytest.raises(so.PlotSpecError, match="nothing splits this layer"):
        so.Plot(frame, x="x", y="y").add(so.Violin(side="split")).plot()


@pytest.mark.parametrize("inner", [None, "box", "stick"])
def test_lazy_data_draw_the_same(inner):
    eager = pl.DataFrame(SPLIT.to_dict("list"))
    plots = [
        so.Plot(frame, x="x", y="y", color="g").add(so.Violin(inner=inner), so.Dodge())
        .scale(x=so.Nominal(order=["a", "b"]), color=so.Nominal(order=["u", "v"]))
        for frame in (eager, eager.lazy())
    ]  # fmt: skip
    for one, other in zip(*map(shapes, plots), strict=True):
        assert_allclose(one, other, atol=1e-6)


def test_a_density_of_the_user():
    plot = so.Plot(SPLIT, x="x", y="y")
    kde = so.KDE(along="y", common_norm=False, common_grid=False, cut=2, gridsize=100)
    for one, other in zip(
        shapes(plot.add(so.Violin(), kde)), shapes(plot.add(so.Violin())), strict=True
    ):
        assert_allclose(one, other, atol=1e-9)
    with pytest.raises(so.PlotSpecError, match=r"Violin\(inner='box'\) needs the rows, which the"):
        plot.add(so.Violin(inner="box"), kde).plot()


def test_wrong_words():
    for name in ("side", "inner", "density_norm"):
        with pytest.raises(so.PlotSpecError, match=f"Unknown {name} of Violin 'middle'"):
            so.Violin(**{name: "middle"})
    with pytest.raises(so.PlotSpecError, match="cut of KDE must be a number from 0 on"):
        so.Violin(cut=-1)
