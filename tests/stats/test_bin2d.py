"""Bin2D: counts and reductions in cells; rows 35 and 36 of the specification."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.testing import assert_plot_equal
from tests.engines import ENGINES, relation

TENTHS = [k / 10 for k in range(10)]
RNG = np.random.default_rng(5)
N = 500
DATA = pd.DataFrame({"x": RNG.normal(size=N), "y": RNG.gamma(2, size=N), "z": RNG.normal(size=N)})
DATA["g"] = RNG.choice(["u", "v"], size=N)


def binned(data=DATA, **given):
    return made(so.Plot(data, x="x", y="y").add(so.Tile(), so.Bin2D(**given)))


def made(plot):
    table = plot.plot().data()
    return table.to_pandas() if isinstance(table, pl.DataFrame) else pd.DataFrame(table)


def counts(table):
    return table.sort_values(["x", "y"])["count"].tolist()


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_35_values_on_an_edge_are_in_the_bin_that_begins_there(engine):
    data = relation(engine, {"x": TENTHS, "y": [1.0] * 10})
    cells = so.Bin2D(binwidth={"x": 0.1})(data, ())
    assert cells["count"].tolist() == [1] * 10
    assert_allclose(np.sort(cells["xmin"]), TENTHS, atol=1e-12)
    ends = {"x": (0, 1)}
    assert so.Bin2D(binwidth={"x": 0.1}, binrange=ends)(data, ())["count"].tolist() == [1] * 10
    hist = so.Hist(binwidth=0.1, binrange=(0, 1))(relation(engine, {"x": TENTHS}), ())
    assert hist["count"].tolist() == [1] * 10
    moved = so.Bin(binwidth=0.1, binrange=(0, 1))(data, ()).collect()
    assert_allclose(np.sort(moved["x"]), np.array(TENTHS) + 0.05)


def test_35_uneven_edges_too():
    edges = [0, 0.1, 3 * 0.1, 1]
    cells = so.Bin2D(bins={"x": edges})(relation(None, {"x": [0.3, 0.3], "y": [1, 1]}), ())
    assert cells["xmin"].tolist() == [3 * 0.1]


def test_36_a_constant_is_one_row_of_cells():
    cells = binned(data={"x": [1, 2, 3, 4, 5], "y": [1] * 5})
    assert cells["ymin"].unique().tolist() == [0.5]
    assert cells["ymax"].unique().tolist() == [1.5]
    assert cells["x"].tolist() == [1, 2, 3, 4, 5]


def test_36_a_whole_number_has_a_cell():
    cells = binned(data={"x": [0, 1, 1, 2, 3, 3], "y": [0.0, 1, 1, 2, 3, 0]})
    assert sorted(set(cells["x"])) == [0, 1, 2, 3]
    assert set(cells["xmax"] - cells["xmin"]) == {1.0}


def test_36_wide_whole_numbers_have_no_stripes():
    whole = np.arange(1000) % 250
    cells = binned(data={"x": whole, "y": np.zeros(1000)})
    widths = (cells["xmax"] - cells["xmin"]).unique()
    assert len(widths) == 1 and widths[0] == round(widths[0])
    assert cells["count"].nunique() <= 2  # all but perhaps the last


def test_36_empty_cells_are_missing():
    cells = binned(bins=3, data={"x": [0.0, 3.0], "y": [0.0, 3.0]})
    assert cells["count"].tolist() == [1, 1]


def test_36_sums_of_z():
    data = {"x": [0.2, 0.4, 1.5], "y": [0.1, 0.1, 0.1], "z": [2.0, 3.0, 7.0]}
    cells = so.Bin2D(binwidth=1, func="sum")(relation(None, data), ())
    assert cells["z"].tolist() == [5, 7]
    assert so.Bin2D(binwidth=1, func="median")(relation(None, data), ())["z"].tolist() == [2.5, 7]


def test_36_colour_shows_z_by_its_name_else_the_count():
    legends = []
    for given in ({}, {"z": "z"}):
        plot = so.Plot(DATA, x="x", y="y").add(so.Tile(), so.Bin2D(5), **given)
        legends += [bar.title for bar in plot.plot().drawing.legends]
    assert legends == ["Count", "z"]


@pytest.mark.parametrize(("common", "total"), [(True, 1), (False, 2), (["color"], 2)])
def test_36_shares_add_up(common, total):
    stat = so.Bin2D(4, common_norm=common)
    cells = stat(relation(None, {"x": DATA.x, "y": DATA.y, "color": DATA.g}), ["color"])
    assert_allclose(cells["share"].sum(), total)
    area = (cells["xmax"] - cells["xmin"]) * (cells["ymax"] - cells["ymin"])
    assert_allclose((cells["density"] * area).sum(), total)
    assert_allclose(cells["percent"], cells["share"] * 100)


def test_36_groups_and_panels_share_edges():
    plot = so.Plot(DATA, x="x", y="y").facet("g").add(so.Tile(), so.Bin2D(6))
    table = made(plot)
    assert table["xmin"].nunique() <= 6 and table["ymin"].nunique() <= 6


def test_36_cells_are_even_on_a_log_axis():
    plot = so.Plot(DATA.assign(x=np.exp(DATA.x)), x="x", y="y").scale(x="log")
    drawn = plot.add(so.Tile(), so.Bin2D(5)).plot().drawing.panels[0].marks[0].primitives[0]
    assert_allclose(np.diff(drawn.x), np.diff(drawn.x)[0])


def test_36_dates_have_cells_of_the_calendar():
    days = pd.date_range("2024-01-10", "2024-12-20", freq="D")
    cells = binned(data={"x": days, "y": np.ones(len(days))})
    starts = pd.to_datetime(cells["xmin"])
    assert (starts.dt.day_of_week == 0).all() or (starts.dt.day == 1).all()
    months = binned(binwidth={"x": "1MS"}, data={"x": days, "y": np.ones(len(days))})
    assert counts(months) == [22, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 20]


@pytest.mark.parametrize("lazy", [False, True])
def test_36_levels_have_a_cell_each(lazy):
    data = pl.DataFrame({"x": list("abca"), "y": [1.0, 1, 2, 1]})
    plot = so.Plot(data.lazy() if lazy else data, x="x", y="y").add(so.Tile(), so.Bin2D(bins=1))
    table = made(plot)
    assert dict(zip(table["x"], table["count"], strict=True)) == {"a": 2, "b": 1, "c": 1}


def test_counts_are_numpys():
    cells = binned(bins={"x": 7, "y": 4})
    expected = np.histogram2d(DATA.x, DATA.y, (7, 4))[0]
    assert counts(cells) == expected[expected > 0].tolist()


GIVEN = [{}, {"bins": 9}, {"binwidth": 0.5}, {"binrange": (0, 2)}]


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_lazy_data_are_counted_in_the_engine(given):
    frame = pl.from_pandas(DATA)
    plots = [so.Plot(data, x="x", y="y", z="z") for data in (frame, frame.lazy())]
    plots = [plot.add(so.Tile(), so.Bin2D(**given)) for plot in plots]
    if "binrange" in given:
        with pytest.warns(so.PlotWarning, match="outside the bins"):
            assert_plot_equal(*plots)
    else:
        assert_plot_equal(*plots)


def test_no_row_is_fetched(monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 100)
    frame = pl.from_pandas(DATA).lazy()
    cells = so.Plot(frame, x="x", y="y").add(so.Tile(), so.Bin2D(5)).plot().data()
    assert sum(cells["count"]) == N


def test_weights_are_summed_and_weigh_means():
    data = {"x": [1, 1, 2], "y": [1, 1, 1], "weight": [1.0, 3.0, 2.0], "z": [0.0, 4.0, 5.0]}
    cells = so.Bin2D()(relation(None, data), ())
    assert cells["count"].tolist() == [4, 2]
    assert cells["z"].tolist() == [3, 5]
    with pytest.raises(so.PlotSpecError, match="takes weights in counts, sums and means"):
        so.Bin2D(func="max")(relation(None, data), ())


def test_rows_outside_are_told():
    with pytest.warns(so.PlotWarning, match="3 with a value outside the bins"):
        binned(bins={"x": [0, 1, 2]}, data={"x": [0.5, 1.5, 3, 4, 5], "y": [1.0] * 5})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"bins": {"z": 3}}, "axis in bins of Bin2D"),
        ({"bins": "fdd"}, "Did you mean 'fd'"),
        ({"bins": 0}, "whole number"),
        ({"func": "maen"}, "Unknown reduction 'maen'"),
        ({"binrange": 3}, "binrange must be"),
        ({"common_norm": 3}, "common_norm"),
    ],
)
def test_wrong_parameters(given, message):
    with pytest.raises(so.PlotSpecError, match=message):
        so.Bin2D(**given)


def test_wrong_widths():
    for width in (0, 1e-9):
        with pytest.raises(so.PlotSpecError, match="binwidth"):
            so.Bin2D(binwidth=width)(relation(None, {"x": [0.0, 1], "y": [0.0, 1]}), ())


def test_it_is_never_turned():
    data = {"x": [1.0, 2, 2], "y": ["a", "b", "b"]}
    table = binned(bins={"x": [0, 1.5, 3]}, data=data)
    assert sorted(table["x"]) == [0.75, 2.25]
