"""Boxen: row B13 of the specification."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Boxes, Lines, Points
from plotkit.testing.drawn import drawing


def primitives(plot, kind):
    marks = drawing(plot).panels[0].marks
    return [each for mark in marks for each in mark.primitives if isinstance(each, kind)]


PLOT = so.Plot(x=["a"] * 100, y=np.arange(100.0))
EDGES = [6.1875, 12.375, 24.75, 74.25, 86.625, 92.8125]


def test_b13_boxes_of_letter_values():
    plot = PLOT.add(so.Boxen())
    (boxes,) = primitives(plot, Boxes)
    assert_allclose(np.unique(boxes.corners[:, :, 1]), EDGES)
    (median,) = primitives(plot, Lines)
    assert_allclose(median.paths.split(), [[[-0.4, 49.5], [0.4, 49.5]]])
    (points,) = primitives(plot, Points)
    assert len(points.xy) == 14
    outward = boxes.corners[np.argsort(np.abs(boxes.corners.mean(axis=1)[:, 1] - 49.5))]
    widths = np.ptp(outward[:, :, 0], axis=1)
    assert_allclose(widths, 0.8 * np.array([1, 2 / 3, 2 / 3, 1 / 3, 1 / 3]))
    assert_allclose(boxes.corners[:, :, 0].mean(axis=1), 0)
    alphas = np.asarray(boxes.color)[:, 3]
    assert len(np.unique(alphas.round(6))) == 3  # outer ones are fainter


@pytest.mark.parametrize("method", ["exponential", "area"])
def test_other_widths(method):
    (boxes,) = primitives(PLOT.add(so.Boxen(width_method=method)), Boxes)
    widths = np.unique(np.ptp(boxes.corners[:, :, 0], axis=1).round(9))
    assert widths.max() == pytest.approx(0.8)
    if method == "exponential":
        assert_allclose(widths, [0.2, 0.4, 0.8])
    else:  # evenly spread values: every piece is as wide as it has rows
        assert_allclose(widths, [0.8], rtol=0.02)


def test_pieces_of_equal_values_are_not_wide():
    values = np.r_[np.arange(100.0), [-50.0] * 20]  # an eighth and a sixteenth at one value
    plot = so.Plot(x=["a"] * 120, y=values).add(so.Boxen(width_method="area"))
    (boxes,) = primitives(plot, Boxes)
    sizes = np.ptp(boxes.corners, axis=1)
    assert (sizes[:, 1] == 0).any()
    assert (sizes[sizes[:, 1] == 0, 0] == 0).all() and sizes[:, 0].max() == pytest.approx(0.8)


def test_b13_limits_hold_all_boxes():
    plot = PLOT.add(so.Boxen(outliers=False))
    low, high = plot.plot().axes[0].get_ylim()
    assert low < EDGES[0] and high > EDGES[-1]
    assert not primitives(plot, Points)


def test_b6_b13_few_rows():
    plot = so.Plot(x=["a"] * 10 + ["b"], y=[*range(10), 4]).add(so.Boxen())
    (boxes,) = primitives(plot, Boxes)
    assert_allclose(boxes.corners[:, :, 1], [[2.25, 6.75], [4, 4]])
    assert len(primitives(plot, Lines)[0].paths) == 2


def test_dodged_and_given():
    rng = np.random.default_rng(5)
    frame = {"x": rng.choice(["a", "b"], 400), "g": rng.choice(["u", "v"], 400)}
    frame["y"] = rng.normal(size=400)
    plot = so.Plot(frame, x="x", y="y", color="g").add(so.Boxen(), so.Dodge())
    (boxes,) = primitives(plot, Boxes)
    places = np.unique(boxes.corners[:, :, 0].mean(axis=1).round(6))
    assert_allclose(places, [-0.2, 0.2, 0.8, 1.2])
    depth = so.Plot(frame, x="x", y="y").add(so.Boxen(), so.LetterValues(depth=2))
    assert len(primitives(depth, Boxes)[0].corners) == 6


def test_wrong_words():
    with pytest.raises(so.PlotSpecError, match="Unknown width_method of Boxen 'linar'"):
        so.Boxen(width_method="linar")
    with pytest.raises(so.PlotSpecError, match=r"Boxen\(outliers=\) is True or False"):
        so.Boxen(outliers="no")


def test_no_width_is_left():
    q = so.Plot(x=["a"] * 9, y=range(9), color=["u"] * 9).add(so.Boxen(), so.Dodge(gap=1))
    q.plot()
