"""``space="data"``: stats in data units on a transformed axis, in memory as in an engine."""

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from tests.engines import LAZY

RNG = np.random.default_rng(12)
N = 3000
ROWS = pl.DataFrame(
    {
        "g": RNG.choice(list("abc"), N),
        "y": np.round(RNG.lognormal(1, 1, N), 2) + 0.01,
        "w": RNG.uniform(0.5, 2, N),
    }
)
STATS = {
    "mean": (so.Dot(), so.Agg(space="data")),
    "median": (so.Dot(), so.Agg("median", space="data")),
    "several": (so.PointRange(), so.Agg(space="data", ymin="min", ymax="max")),
    "se": (so.ErrorBar(), so.Est(errorbar="se", space="data")),
    "ci": (so.ErrorBar(), so.Est(space="data", method="moments")),
    "pi": (so.ErrorBar(), so.Est(errorbar="pi", space="data")),
    "box": (so.Box(), so.BoxStats(space="data")),
    "box and shares": (so.Box(), so.BoxStats(whis=(5, 95), space="data", outliers=False)),
}


def made(data, layer, trans, **variables):
    plot = so.Plot(data, x="g", y="y").add(*layer, **variables).scale(y=trans).plot()
    return pl.DataFrame(plot.data()).sort("x")


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@pytest.mark.parametrize("trans", ["log", "ln", "log2", "sqrt", "pow3"])
@pytest.mark.parametrize("layer", STATS.values(), ids=STATS)
def test_an_engine_needs_no_rows(engine, trans, layer, monkeypatch):
    expected = made(ROWS, layer, trans)
    monkeypatch.setattr(so.Plot.config, "max_rows", 500)  # there is room for what lies outside
    found = made(engine(ROWS), layer, trans)
    assert found["x"].to_list() == expected["x"].to_list()
    for name in expected.columns[1:]:
        np.testing.assert_allclose(found[name], expected[name], 1e-9, err_msg=name)


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@pytest.mark.parametrize("stat", [so.Agg(space="data"), so.Est(space="data", method="moments")])
def test_weights_too(engine, stat, monkeypatch):
    expected = made(ROWS, (so.Dot(), stat), "log", weight="w")
    if isinstance(stat, so.Agg):  # the interval of weighted rows is found in memory on any axis
        monkeypatch.setattr(so.Plot.config, "max_rows", 10)
    found = made(engine(ROWS), (so.Dot(), stat), "log", weight="w")
    np.testing.assert_allclose(found["y"], expected["y"], 1e-9)


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
def test_the_mean_is_that_of_the_data(engine):
    found = made(engine(ROWS), STATS["mean"], "log")
    means = ROWS.group_by("g").agg(pl.col("y").mean()).sort("g")
    np.testing.assert_allclose(found["y"], means["y"], 1e-9)


def test_axes_of_which_engines_know_nothing_are_read_in_memory():
    for trans in ("symlog", so.Continuous((np.cbrt, lambda values: values**3))):
        found = made(ROWS.lazy(), STATS["several"], trans)
        expected = made(ROWS, STATS["several"], trans)
        for name in ("y", "ymin", "ymax"):
            np.testing.assert_allclose(found[name], expected[name], 1e-9)
