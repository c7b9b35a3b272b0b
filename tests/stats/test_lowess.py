"""Lowess: each row of its cases, and neighbours."""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning
from plotkit.stats import locallines
from tests.engines import relation, same

smoothers = pytest.importorskip("statsmodels.nonparametric.smoothers_lowess")
RARE = {"x": np.arange(20.0), "y": [0, 0, 0, 0, 1] * 4}


def made(data, stat, mark=None, **names):
    plot = so.Plot(data, **{"x": "x", "y": "y", **names})
    return plot.add(mark or so.Line(), stat).plot().data()


def rows(n, seed=1, ties=False):
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 15, n) * 1.0 if ties else rng.uniform(1990, 2020, n)
    return {"x": x, "y": np.sin(x / 4) + rng.standard_t(2, size=n)}


@pytest.mark.parametrize("it", [0, 3])
@pytest.mark.parametrize("y", [RARE["y"], [v == 1 for v in RARE["y"]]], ids=["numbers", "booleans"])
def test_row17_two_valued(it, y):
    found = made({"x": RARE["x"], "y": y}, so.Lowess(it=it))
    values = found["y"][[0, 10, 19]].tolist()
    assert values == pytest.approx([0.0430, 0.1922, 0.3869], abs=5e-5)
    assert len(found["x"]) == 20


# Of 0.05 and ties all rows of some windows are at one position, where statsmodels has no line.
@pytest.mark.parametrize(
    ("frac", "ties"),
    [(0.05, False), (0.2, False), (0.2, True), (2 / 3, False), (2 / 3, True), (1, True)],
)
@pytest.mark.parametrize("it", [0, 2])
def test_as_statsmodels(frac, it, ties):
    data = rows(400, ties=ties)
    found = made(data, so.Lowess(frac, it=it))
    u = (data["x"] - data["x"].min()) / np.ptp(data["x"])
    curve = smoothers.lowess(data["y"], u, frac=frac, it=it, delta=0.01, return_sorted=False)
    ours = np.interp(data["x"], found["x"], found["y"])
    np.testing.assert_allclose(ours, curve, atol=2e-4)
    every = made(data, so.Lowess(frac, it=it, delta=0))
    exact = smoothers.lowess(data["y"], u, frac=frac, it=it, return_sorted=False)
    np.testing.assert_allclose(np.interp(data["x"], every["x"], every["y"]), exact, atol=1e-7)


@pytest.mark.parametrize("weighted", [False, True])
def test_row18_many_rows_at_few_positions(weighted):
    data = {"x": [0] * 10 + [1] * 10, "y": [2, 4] * 5 + [6, 8] * 5, "w": [1, 3] * 10}
    found = made(
        data, so.Lowess(0.3, it=0 if weighted else 3), **({"weight": "w"} if weighted else {})
    )
    assert found["x"].tolist() == [0, 1]
    assert found["y"].tolist() == pytest.approx([3.5, 7.5] if weighted else [3, 7])


def test_row18_narrow_windows_are_widened():
    data = {"x": [1, 2, 3, 4], "y": [1, 2, 3, 4]}
    with pytest.warns(PlotWarning, match=r"widens the windows of 1 of 1 groups .*frac=0\.1 of"):
        found = made(data, so.Lowess(0.1))
    assert found["y"].tolist() == pytest.approx([1, 2, 3, 4])


def test_row18_two_rows_one_row():
    data = {"x": [1, 3, 2, *range(9)], "y": [1, 5, 2, *range(9)], "g": list("aab") + ["c"] * 9}
    with pytest.warns(PlotWarning, match=r"leaves out 1 of 3 groups \(1 rows; color='b'\)"):
        found = made(data, so.Lowess(), color="g")
    assert set(found["color"]) == {"a", "c"}
    assert found["y"][found["color"] == "a"].tolist() == [1, 5]


def test_row19_positions_share_fits(monkeypatch):
    fits = []
    lines = locallines.lines
    monkeypatch.setattr(
        locallines, "lines", lambda *sums: fits.append(len(sums[0])) or lines(*sums)
    )
    data = rows(20_000)
    found = made(data, so.Lowess())
    assert len(found["x"]) <= 120
    assert fits == [len(found["x"])] * 4
    ends = np.asarray(found["x"])[[0, -1]]
    np.testing.assert_allclose(ends, [data["x"].min(), data["x"].max()])


@pytest.mark.parametrize("n", [30, 5_000])
@pytest.mark.parametrize("it", [0, 2])
def test_row19_the_band_has_no_holes_and_holds_the_curve(n, it):
    stat = so.Lowess(0.4, it=it, errorbar=("ci", 95), n_boot=60)
    found = made(rows(n), stat, so.Line() + so.Band())
    assert np.isfinite(found["ymin"]).all()
    inside = (found["ymin"] <= found["y"]) & (found["y"] <= found["ymax"])
    assert inside.mean() > 0.9


def test_row19_the_band_is_that_of_resampled_rows():
    data = rows(80, 3)
    found = made(data, so.Lowess(0.5, it=0, errorbar=("ci", 80), n_boot=400), so.Band())
    rng = np.random.default_rng(8)
    curves = []
    for _ in range(400):
        drawn = rng.integers(80, size=80)
        x, y = (data[name][drawn] for name in "xy")
        middle = smoothers.lowess(y, x, frac=0.5, it=0, xvals=np.asarray(found["x"])[20:60])
        curves.append(middle)
    low, high = np.nanpercentile(curves, [10, 90], axis=0)
    width = (high - low).mean()
    np.testing.assert_allclose(found["ymin"][20:60], low, atol=0.4 * width)
    np.testing.assert_allclose(found["ymax"][20:60], high, atol=0.4 * width)
    assert (found["ymax"] - found["ymin"])[20:60].mean() == pytest.approx(width, rel=0.15)


def test_unit_and_order_change_nothing():
    data = rows(60, 4)
    days = {"x": pd.to_datetime(data["x"] - 1990, unit="D", origin="2000"), "y": data["y"]}
    one = made(data, so.Lowess())
    order = np.random.default_rng(1).permutation(60)
    other = made({name: np.asarray(column)[order] for name, column in days.items()}, so.Lowess())
    np.testing.assert_allclose(one["y"], other["y"], rtol=1e-6)


def test_weights_are_those_of_repeated_rows_where_windows_agree():
    data = rows(40, 5)
    w = np.random.default_rng(1).integers(1, 4, 40)
    one = made({**data, "w": w}, so.Lowess(1, it=0), weight="w")
    repeated = made({n: np.repeat(c, w) for n, c in data.items()}, so.Lowess(1, it=0))
    np.testing.assert_allclose(one["y"], repeated["y"], rtol=1e-9)
    with pytest.raises(PlotSpecError, match="-2"):
        made({**data, "w": -2}, so.Lowess(), weight="w")


def test_a_log_axis_sees_logarithms():
    data = {"x": [1, 10, 100, 1000, 1e4], "y": [1, 10, 100, 1000, 1e4]}
    plot = so.Plot(data, x="x", y="y").scale(x="log", y="log").add(so.Line(), so.Lowess())
    found = plot.plot().data()
    np.testing.assert_allclose(found["x"], found["y"])


def test_engines_give_what_memory_gives(lazy_engine):
    data = {**rows(50, 6), "color": ["a", "b"] * 25}
    stat = so.Lowess(errorbar="ci", n_boot=30)
    same(stat(relation(lazy_engine, data), ("color",)), stat(relation(None, data), ("color",)))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"frac": 0}, "frac of Lowess must be a share from 0 to 1, not 0"),
        ({"frac": 1.5}, "frac of Lowess must be a share"),
        ({"delta": -1}, "delta of Lowess must be a share"),
        ({"it": -1}, "it of Lowess must be a whole number from 0 on"),
        ({"errorbar": "pi"}, "Unknown kind of errorbar 'pi'"),
        ({"errorbar": ("ci", 0.95)}, r"95\?"),
        ({"errorbar": 95}, 'errorbar of Lowess must be "ci", a pair'),
        ({"n_boot": 0}, "n_boot of Lowess must be a whole number from 1 on"),
    ],
)
def test_wrong_parameters(options, message):
    with pytest.raises(PlotSpecError, match=message):
        so.Lowess(**options)


def test_wrong_seed_and_levels():
    with pytest.raises(PlotTypeError, match="seed"):
        so.Lowess(seed=-1)
    with pytest.raises(PlotSpecError, match="Lowess needs numbers as values"):
        made({"x": [1, 2, 3], "y": list("aba")}, so.Lowess())
