"""Raincloud: row V7 of the specification."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.marks.primitives import Areas, Boxes, Lines, Points
from plotkit.testing.drawn import drawing

RNG = np.random.default_rng(21)
ROWS = pd.DataFrame({"row": RNG.choice(["a", "b", "c"], 300), "v": RNG.normal(size=300)})
ROWS["n"] = ROWS["row"].map({"a": 0.0, "b": 10.0, "c": 20.0})
ROWS["day"] = pd.Timestamp("2024-03-01") + pd.to_timedelta(ROWS["n"] / 10, unit="D")
ROWS["panel"] = RNG.choice(["u", "v"], 300)
ORDER = so.Nominal(order=["a", "b", "c"])


def primitives(plot, kind, panel=0):
    marks = drawing(plot).panels[panel].marks
    return [each for mark in marks for each in mark.primitives if isinstance(each, kind)]


def ridges(plot, panel=0):
    return [run for each in primitives(plot, Areas, panel) for run in each.paths.split()]


@pytest.mark.parametrize("lying", [False, True])
def test_v7_all_three_share_the_place_of_their_group(lying):
    names = {"x": "v", "y": "row"} if lying else {"x": "row", "y": "v"}
    plot = so.Plot(ROWS, **names, color="panel").scale(color=so.Nominal(order=["u", "v"]))
    plot = plot.scale(**{"y" if lying else "x": ORDER}).add(so.Raincloud(), so.Dodge())
    along = 1 if lying else 0
    for which, (level, middle) in enumerate([("u", -0.225), ("v", 0.225)]):
        low, high = middle - 0.225, middle + 0.225
        cloud = [run[:, along] for run in ridges(plot)]
        here = [each for each in cloud if low - 1e-9 <= each.min() and each.max() <= high + 1e-9]
        assert len(here) == 1  # in the place of level a
        assert here[0].max() == pytest.approx(middle)
        (boxes,) = primitives(plot, Boxes)
        sides = boxes.corners[:, :, along]
        box = sides[(sides.min(axis=1) > low) & (sides.max(axis=1) < high)]
        assert len(box) == 1 and box.min() > here[0].max()
        (points,) = primitives(plot, Points)
        dots = points.xy[:, along]
        dots = dots[(dots > low) & (dots < high)]
        assert dots.min() > box.max()
        assert len(dots) == ((ROWS["row"] == "a") & (ROWS["panel"] == level)).sum(), which


def test_v7_each_observation_once_and_the_same_each_time():
    plot = so.Plot(ROWS, x="row", y="v").add(so.Raincloud())
    (points,) = primitives(plot, Points)
    assert len(points.xy) == len(ROWS)
    assert_array_equal(points.xy, primitives(plot, Points)[0].xy)
    other = so.Plot(ROWS, x="row", y="v").add(so.Raincloud(seed=5))
    assert (points.xy[:, 0] != primitives(other, Points)[0].xy[:, 0]).any()
    right = so.Plot(ROWS, x="row", y="v").add(so.Raincloud(side="right"))
    (mirrored,) = primitives(right, Boxes)
    (boxes,) = primitives(plot, Boxes)
    assert_allclose(boxes.corners[:, :, 0].mean(axis=1), [0.072, 1.072, 2.072])
    assert_allclose(mirrored.corners[:, :, 0].mean(axis=1), [-0.072, 0.928, 1.928])


def test_v7_one_entry_a_level_and_the_median_over_the_fill():
    plot = so.Plot(ROWS, x="row", y="v", color="panel").add(so.Raincloud(), so.Dodge())
    (legend,) = drawing(plot).legends
    assert sorted(key.label for key in legend.keys) == ["u", "v"]
    kinds = [type(each) for mark in drawing(plot).panels[0].marks for each in mark.primitives]
    assert kinds.index(Boxes) < max(i for i, kind in enumerate(kinds) if kind is Lines)


def test_wrong_words():
    with pytest.raises(so.PlotSpecError, match="Unknown side of Raincloud 'both'"):
        so.Raincloud(side="both")
    with pytest.raises(so.PlotSpecError, match="cut of KDE must be"):
        so.Raincloud(cut=-1)
