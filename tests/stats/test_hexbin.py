"""HexBin: counts in hexagons; row 37 and H1, H2 of the specification."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.figure import Figure
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.testing import assert_plot_equal
from tests.engines import ENGINES, relation

RNG = np.random.default_rng(5)
N = 1000
DATA = pd.DataFrame({"x": RNG.normal(size=N), "y": RNG.gamma(2, size=N), "z": RNG.normal(size=N)})
DATA["g"] = RNG.choice(["u", "v"], size=N)


def hexes(*by, engine=None, columns=("x", "y", "z"), **given):
    data = relation(engine, {name: DATA[name].to_numpy() for name in (*by, *columns)})
    return so.HexBin(**given)(data, by).collect()


def places(table):
    return set(zip(np.round(table["x"], 9), np.round(table["y"], 9), strict=True))


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_37_counts_add_up_to_n(engine):
    assert hexes(engine=engine)["count"].sum() == N
    assert_allclose(hexes(engine=engine)["share"].sum(), 1)


def test_37_rows_on_borders_are_counted_once():
    x, y = np.meshgrid(np.linspace(0, 1, 61), np.linspace(0, 1, 35))
    table = so.HexBin(30)(relation(None, {"x": x.ravel(), "y": y.ravel()}), ())
    assert table["count"].sum() == x.size


def test_37_one_lattice_for_all():
    assert places(hexes("g", gridsize=8)) == places(hexes(gridsize=8))
    plot = so.Plot(DATA, x="x", y="y").facet("g").add(so.Hex(), so.HexBin(8))
    table = plot.plot().data()
    assert_allclose(np.ptp(table["xmax"] - table["xmin"]), 0, atol=1e-12)
    assert places(table) == places(hexes(gridsize=8))


def test_37_a_constant_is_one_row_of_hexagons():
    table = so.HexBin(5)(relation(None, {"x": np.linspace(0, 1, 50), "y": np.full(50, 2.0)}), ())
    assert set(table["y"]) == {2.0}
    assert_allclose(np.diff(np.sort(table["x"])), 0.2)
    table = so.HexBin(5)(relation(None, {"x": np.full(50, 2.0), "y": np.linspace(0, 1, 50)}), ())
    assert table["count"].sum() == 50
    assert_allclose(table["xmax"] - table["xmin"], 1)


def test_37_the_same_hexagons_with_z():
    assert places(hexes()) == places(hexes(columns=("x", "y")))
    assert places(hexes(least=3)) == places(hexes(columns=("x", "y"), least=3))


def test_h1_at_least_so_many_rows():
    table, whole = hexes(least=2, gridsize=12), hexes(gridsize=12)
    assert table["rows"].min() == 2
    assert table.n == (whole["rows"] >= 2).sum()


def test_h1_a_reduction_sees_rows_only():
    seen = []

    def spread(values):
        seen.append(len(values))
        return values.max() - values.min()

    hexes(func=spread, least=2, gridsize=12)
    assert min(seen) > 0


def test_h1_a_count_of_one_is_the_lower_end_of_a_log_scale():
    plot = so.Plot(DATA, x="x", y="y").add(so.Hex(), so.HexBin(12)).scale(color="log")
    labels = [label for bar in plot.plot().drawing.legends for label in bar.labels]
    assert labels[0] == "1" and "10" in labels


def test_h2_one_row_is_one_hexagon():
    table = so.HexBin()(relation(None, {"x": [3.0], "y": [5.0]}), ())
    assert [table[name].tolist() for name in ("x", "xmin", "xmax")] == [[3], [2.5], [3.5]]
    assert_allclose([*table["ymin"], *table["ymax"]], [5 - 1 / 3, 5 + 1 / 3])


def test_h2_hexagons_that_do_not_touch_have_their_size():
    table = so.HexBin(10)(relation(None, {"x": [0.0, 10], "y": [0.0, 10]}), ())
    assert_allclose(table["xmax"] - table["xmin"], 1)
    assert_allclose(table["ymax"] - table["ymin"], 2 / 3 * 10 / 5)


def test_counts_are_those_of_matplotlib():
    table = hexes(gridsize=(14, 8))
    drawn = Figure().subplots().hexbin(DATA.x, DATA.y, gridsize=(14, 8), mincnt=1)
    assert sorted(drawn.get_array()) == sorted(table["count"])


def test_lazy_data_are_counted_in_the_engine():
    frame = pl.from_pandas(DATA)
    plots = [so.Plot(data, x="x", y="y", z="z") for data in (frame, frame.lazy())]
    assert_plot_equal(*(plot.add(so.Hex(), so.HexBin(9)) for plot in plots))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"gridsize": 0}, "gridsize of HexBin"),
        ({"gridsize": (3, 4, 5)}, "gridsize of HexBin"),
        ({"gridsize": "a"}, "gridsize of HexBin"),
        ({"least": 0}, "least of HexBin"),
        ({"least": 1.5}, "least of HexBin"),
        ({"func": "maen"}, "Unknown reduction"),
    ],
)
def test_wrong_parameters(given, message):
    with pytest.raises(so.PlotSpecError, match=message):
        so.HexBin(**given)


@pytest.mark.parametrize("lazy", [False, True])
def test_levels_are_places(lazy):
    data = pl.DataFrame({"x": list("abb"), "y": [1, 2, 2]})
    table = so.Plot(data.lazy() if lazy else data, x="x", y="y").add(so.Hex()).plot().data()
    assert sorted(table["count"]) == [1, 2]
