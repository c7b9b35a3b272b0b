"""KDE2D: densities on a plane against scipy; rows 38 and 39 of the specification."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from numpy.testing import assert_allclose
from scipy.stats import gaussian_kde

import plotkit.objects as so
from plotkit.stats.density import Sample
from tests.engines import ENGINES, relation

RNG = np.random.default_rng(8)
N = 800
X = RNG.normal(size=N)
Y = 0.9 * X + 0.4 * RNG.normal(size=N) + 50
WEIGHT = RNG.uniform(0.1, 3, size=N)
GROUP = RNG.choice(["u", "v"], size=N, p=[0.8, 0.2])


def density(engine=None, by=(), stat=None, **columns):
    data = relation(engine, {"x": X, "y": Y, **columns})
    return (stat or so.KDE2D(gridsize=60))(data, by).collect()


def volume(table, column="density"):
    area = (table["xmax"] - table["xmin"]) * (table["ymax"] - table["ymin"])
    return (table[column] * area).sum()


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("weighted", [False, True])
def test_it_is_scipys(engine, weighted):
    table = density(engine, **({"weight": WEIGHT} if weighted else {}))
    kde = gaussian_kde([X, Y], weights=WEIGHT if weighted else None)
    expected = kde([table["x"], table["y"]])
    assert np.abs(table["density"] - expected).max() < 1e-3 * expected.max()


def sides(table):
    return len(np.unique(table["x"])), len(np.unique(table["y"]))


def test_kernels_wider_than_their_steps_have_the_usual_grid():
    wide = RNG.normal(size=(2, 500))
    table = so.KDE2D()(relation(None, {"x": wide[0], "y": wide[1]}), ())
    assert sides(table) == (100, 100)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_kernels_far_narrower_than_the_range_have_a_finer_grid(engine):
    x, y = np.append(X, 40.0), np.append(RNG.normal(size=N), 0.0)
    table = so.KDE2D(bw_adjust=0.7)(relation(engine, {"x": x, "y": y}), ()).collect()
    kde = gaussian_kde([x, y])
    kde.set_bandwidth(kde.factor * 0.7)
    expected = kde([table["x"], table["y"]])
    assert np.abs(table["density"] - expected).max() < 1e-3 * expected.max()
    across, upwards = sides(table)
    assert 100 == upwards < across < 512
    step = table["xmax"][0] - table["xmin"][0]
    assert step <= 1.01 * kde.covariance[0, 0] ** 0.5 / 1.5


def test_points_near_a_diagonal_have_a_grid_as_fine_as_the_kernel_is_across_it():
    y = X + 0.1 * RNG.normal(size=N)
    table = so.KDE2D()(relation(None, {"x": X, "y": y}), ())
    kernel = gaussian_kde([X, y]).covariance
    across = (kernel[0, 0] - kernel[0, 1] ** 2 / kernel[1, 1]) ** 0.5
    assert table["xmax"][0] - table["xmin"][0] <= 1.01 * across / 1.5


def test_the_grid_has_an_end_and_what_is_given_stays():
    far = {"x": np.append(X, 1e5), "y": RNG.normal(size=N + 1)}
    assert sides(so.KDE2D(bw_method=1e-3)(relation(None, far), ()))[0] == 512
    assert sides(so.KDE2D(bw_method=1e-3, gridsize=30)(relation(None, far), ())) == (30, 30)


@pytest.mark.parametrize("method", ["silverman", 0.3, lambda one: one.scotts_factor() / 2])
def test_bandwidths_are_scipys(method):
    table = density(stat=so.KDE2D(bw_method=method, bw_adjust=1.5, gridsize=40))
    factor = method(Sample(N, N, 2)) if callable(method) else method
    kde = gaussian_kde([X, Y], factor)
    kde.set_bandwidth(kde.factor * 1.5)
    expected = kde([table["x"], table["y"]])
    assert np.abs(table["density"] - expected).max() < 1e-3 * expected.max()


def test_units_and_origin_change_nothing():
    table = density()
    far = so.KDE2D(gridsize=60)(relation(None, {"x": X * 1e-6 + 1e4, "y": Y * 1e8}), ())
    assert_allclose(far["density"] * 1e2, table["density"], rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize(("common", "total"), [(True, 1), (False, 2), (["color"], 2)])
def test_39_volumes(common, total):
    table = density(by=["color"], stat=so.KDE2D(common_norm=common), color=GROUP)
    assert_allclose(volume(table), total, rtol=0.01)


def test_39_facets_without_colour_obey_common_norm():
    data = pd.DataFrame({"x": X, "y": Y, "g": GROUP})
    plot = so.Plot(data, x="x", y="y").facet("g")
    totals = []
    for common in (True, False):
        table = plot.add(so.Tile(), so.KDE2D(common_norm=common)).plot().data()
        totals.append(volume(table))
    assert_allclose(totals, [1, 2], rtol=0.01)


BAD = {
    "a line": {"x": np.arange(5.0), "y": 2 * np.arange(5.0) + 1},
    "two points": {"x": [0.0, 1], "y": [0.0, 3]},
    "a constant": {"x": np.arange(5.0), "y": np.ones(5)},
    "one row": {"x": [1.0], "y": [1.0]},
}


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("bad", BAD)
def test_39_groups_without_a_density_are_told_and_harm_nobody(engine, bad):
    n = len(BAD[bad]["x"])
    columns = {name: np.concatenate([BAD[bad][name], one]) for name, one in (("x", X), ("y", Y))}
    columns["color"] = ["bad"] * n + ["good"] * N
    data = relation(engine, columns)
    with pytest.warns(so.PlotWarning, match="leaves out 1 of 2 groups \\('bad'\\)"):
        table = so.KDE2D(gridsize=60)(data, ["color"]).collect()
    assert_allclose(table["density"], density()["density"], atol=1e-6)


def test_39_alone_they_are_told():
    for columns in BAD.values():
        with pytest.warns(so.PlotWarning, match="leaves out 1 of 1 groups"):
            assert so.KDE2D()(relation(None, columns), ()).n == 0


def test_mass_is_the_share_of_higher_density():
    table = density()
    order = np.argsort(table["mass"])
    assert (np.diff(table["density"][order]) < 1e-9).all()
    inside = table["mass"] < 0.5
    assert_allclose(table["density"][inside].sum() / table["density"].sum(), 0.5, atol=0.02)


def test_no_row_is_fetched(monkeypatch):
    rows = pl.DataFrame({"x": np.round(np.tile(X, 30), 1), "y": np.round(np.tile(Y, 30), 1)})
    monkeypatch.setattr(so.Plot.config, "max_rows", 20_000)
    plot = so.Plot(rows.lazy(), x="x", y="y").add(so.Tile(), so.KDE2D(gridsize=30))
    assert len(plot.plot().data()) == 900


@pytest.mark.parametrize(
    "given",
    [
        {"bw_adjust": 0},
        {"cut": -1},
        {"gridsize": 1},
        {"gridsize": 3.5},
        {"gridsize": "fine"},
        {"bw_method": "scot"},
        {"bw_method": -1},
        {"common_norm": 3},
    ],
)
def test_wrong_parameters(given):
    with pytest.raises(so.PlotSpecError, match=next(iter(given))):
        so.KDE2D(**given)


def test_levels_have_no_density():
    with pytest.raises(so.PlotSpecError, match="KDE2D needs numbers or times on both axes"):
        so.Plot(x=list("ab"), y=[1, 2]).add(so.Contour()).plot()


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_39_a_kernel_beyond_the_numbers_there_are_is_none(engine, size):
    data = relation(engine, {"x": X * size, "y": Y})
    with pytest.warns(so.PlotWarning, match="leaves out 1 of 1 groups"):
        assert so.KDE2D()(data, ()).collect().n == 0
