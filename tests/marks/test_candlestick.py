"""Candlestick: row M1 of the cases."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Boxes, Lines

PRICES = {"o": [1.0, 4, 3], "c": [4.0, 2, 3], "h": [5.0, 5, 4], "l": [0.5, 1, 2]}
GIVEN = {"open": "o", "close": "c", "high": "h", "low": "l"}


def primitives(x, kind, prices=PRICES, **given):
    plot = so.Plot({"x": x, **prices}, x="x", **GIVEN, **given).add(so.Candlestick())
    found = plot.plot().drawing.panels[0].marks
    return [one for mark in found for one in mark.primitives if isinstance(one, kind)]


def test_m1_rising_is_hollow_and_falling_is_filled():
    rising, falling = primitives([1, 2, 3], Boxes)
    assert_allclose(rising.corners, [[[0.6, 1], [1.4, 4]]])
    assert_allclose(falling.corners, [[[1.6, 4], [2.4, 2]]])
    assert np.ravel(rising.color)[3] == 0 and np.ravel(falling.color)[3] == 1
    assert np.ravel(rising.edgecolor)[3] == 1


def test_m1_no_line_crosses_a_hollow_body():
    lower, upper, *_ = primitives([1, 2, 3], Lines)
    assert_allclose(lower.paths.xy, [(1, 0.5), (1, 1)])
    assert_allclose(upper.paths.xy, [(1, 4), (1, 5)])


def test_m1_without_change_there_is_a_neutral_line_across():
    *_, across = primitives([1, 2, 3], Lines)
    assert_allclose(across.paths.xy, [(2.6, 3), (3.4, 3)])
    bodies = [np.ravel(one.edgecolor) for one in primitives([1, 2, 3], Boxes)]
    assert all((np.ravel(across.color) != body).any() for body in bodies)
    assert np.all(np.asarray(across.linewidth) > 0)


@pytest.mark.parametrize(
    ("times", "step"),
    [
        (pd.to_datetime(["2024-01-05", "2024-01-08", "2024-01-09"]), 1.0),
        (pd.date_range("2024-01-05 09:30", periods=3, freq="1min"), 1 / 1440),
    ],
)
def test_m1_bodies_are_of_the_smallest_step_and_gaps_true(times, step):
    boxes = np.concatenate([one.corners for one in primitives(times, Boxes)])
    assert_allclose(np.ptp(boxes[:, :, 0], axis=1), 0.8 * step)
    days = (times - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)
    assert_allclose(boxes[:, :, 0].mean(axis=1), days[:2])


def test_m1_a_single_day():
    prices = {name: column[:1] for name, column in PRICES.items()}
    (body,) = primitives(pd.to_datetime(["2024-01-05"]), Boxes, prices)
    assert_allclose(np.ptp(body.corners[:, :, 0], axis=1), 0.8)


def test_colour_of_all():
    plot = so.Plot({"x": [1, 2, 3], **PRICES}, x="x", **GIVEN)
    plot = plot.add(so.Candlestick(color="#ff0000"))
    boxes = [p for m in plot.plot().drawing.panels[0].marks for p in m.primitives]
    assert {tuple(np.ravel(one.edgecolor)) for one in boxes if isinstance(one, Boxes)} == {
        (1, 0, 0, 1)
    }
