"""Spline: its row of the cases, and neighbours."""

import numpy as np
import pandas as pd
import pytest
from scipy.interpolate import make_smoothing_spline

import plotkit.objects as so
from plotkit.errors import MissingExtraError, PlotSpecError, PlotWarning
from plotkit.stats import spline
from tests.engines import relation, same

ROW = {"x": [0, 1, 2, 3, 4, 4, 5, 6, 7, 8], "y": [0, 2, 3, 2, 0.5, -0.5, -2, -3, -2, 0]}


def made(data, stat, **names):
    plot = so.Plot(data, **{"x": "x", "y": "y", **names}).add(so.Line(), stat)
    return plot.plot().data()


@pytest.mark.parametrize("unit", [1, 0.1, 365.25, 1e-9])
@pytest.mark.parametrize("origin", [0, 2000])
def test_row20_a_repeated_position(unit, origin):
    if origin and unit == 1e-9:
        origin = 1e-6
    data = {"x": np.array(ROW["x"]) * unit + origin, "y": ROW["y"]}
    found = made(data, so.Spline(9))
    assert found["y"].tolist() == pytest.approx([0, 2, 3, 2, 0, -2, -3, -2, 0], abs=1e-3)


def test_row20_days():
    data = {"x": pd.Timestamp("2020-01-01") + pd.to_timedelta(ROW["x"], unit="D"), "y": ROW["y"]}
    found = made(data, so.Spline(9))
    assert found["y"].tolist() == pytest.approx([0, 2, 3, 2, 0, -2, -3, -2, 0], abs=1e-3)


def test_row20_fewer_than_five_positions():
    data = {
        "x": [*range(4), 1, *range(6)],
        "y": [*range(4), 2, *range(6)],
        "g": ["a"] * 5 + ["b"] * 6,
    }
    message = (
        r"Spline leaves out 1 of 2 groups \(5 rows; color='a'\): it needs 5 distinct positions"
    )
    with pytest.warns(PlotWarning, match=message):
        found = made(data, so.Spline(), color="g")
    assert set(found["color"]) == {"b"}


@pytest.mark.parametrize("n", [5, 12, 200])
def test_as_scipy(n):
    rng = np.random.default_rng(n)
    x = np.sort(rng.uniform(-3, 4, n))
    y = np.sin(x) + rng.normal(size=n) / 4
    found = made({"x": x, "y": y}, so.Spline(30))
    u = (x - x[0]) / (x[-1] - x[0]) * (n - 1)
    curve = make_smoothing_spline(u, y)(np.linspace(0, n - 1, 30))
    np.testing.assert_allclose(found["y"], curve, atol=1e-4)


def test_weights_are_relative_and_like_repeated_rows():
    rng = np.random.default_rng(1)
    x, w = np.arange(12.0), rng.integers(1, 4, 12)
    y = np.cos(x / 2) + rng.normal(size=12) / 5
    one = made({"x": x, "y": y, "w": w}, so.Spline(20), weight="w")
    ten = made({"x": x, "y": y, "w": 10 * w}, so.Spline(20), weight="w")
    repeated = made({"x": np.repeat(x, w), "y": np.repeat(y, w)}, so.Spline(20))
    np.testing.assert_allclose(one["y"], ten["y"], rtol=1e-9)
    np.testing.assert_allclose(one["y"], repeated["y"], rtol=1e-9)


def test_many_positions_are_gathered(monkeypatch):
    rng = np.random.default_rng(2)
    x = rng.uniform(0, 6, 90)
    data = {"x": x, "y": np.sin(x) + rng.normal(size=90) / 20}
    exact = made(data, so.Spline(20))
    monkeypatch.setattr(spline, "MOST_PLACES", 45)
    np.testing.assert_allclose(made(data, so.Spline(20))["y"], exact["y"], atol=0.1)


@pytest.mark.parametrize("y", [lambda x: 2 * x + 1, lambda x: 0 * x + 3], ids=["line", "constant"])
def test_lines_stay_lines(y):
    x = np.arange(10.0)
    found = made({"x": x, "y": y(x)}, so.Spline(5))
    np.testing.assert_allclose(found["y"], y(found["x"]), atol=1e-9)


def test_order_of_rows_and_engines(lazy_engine):
    order = np.random.default_rng(1).permutation(10)
    shuffled = {name: np.array(column)[order] for name, column in ROW.items()}
    np.testing.assert_allclose(
        made(ROW, so.Spline())["y"], made(shuffled, so.Spline())["y"], atol=1e-9
    )
    data = {name: [float(v) for v in column] for name, column in ROW.items()}
    same(
        so.Spline(9)(relation(lazy_engine, data), ()), so.Spline(9)(relation(None, data), ()), 1e-8
    )


def test_what_is_wrong(monkeypatch):
    with pytest.raises(PlotSpecError, match="gridsize of Spline must be a whole number from 2 on"):
        so.Spline(1)
    with pytest.raises(PlotSpecError, match="Spline needs numbers as values"):
        made({"x": [1, 2, 3], "y": list("aba")}, so.Spline())
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *_: None)
    table = so.Table.of({name: np.array(column, dtype=float) for name, column in ROW.items()})
    with pytest.raises(MissingExtraError, match=r"Spline needs scipy.*plotkit-objects\[stats\]"):
        so.Spline()(table, ())
