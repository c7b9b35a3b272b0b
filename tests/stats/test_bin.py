"""Bin: positions become those of bins."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.config import CONFIG
from plotkit.data.lazy import LazyTable
from plotkit.data.table import Table
from plotkit.stats import bin as bin_module
from tests.engines import relation, same


def test_rows_move_to_the_middle_of_their_bins():
    plot = so.Plot(x=[0, 1, 2, 3, 4, 9], y=[1, 2, 3, 4, 5, 6]).add(so.Line(), so.Bin(3), so.Agg())
    data = plot.plot().data()
    assert data["x"].tolist() == [1.5, 4.5, 7.5]
    assert data["y"].tolist() == [2, 4.5, 6]


def test_35_the_last_bin_holds_its_right_edge():
    table = so.Bin(binwidth=1)(Table.of({"x": np.array([0.0, 1, 2, 3])}), ())
    assert table["x"].tolist() == [0.5, 1.5, 2.5, 2.5]


def test_calendar_bins_of_times():
    days = pd.date_range("2024-01-15", "2024-03-20", freq="5D")
    plot = so.Plot(x=days, y=np.ones(len(days))).add(
        so.Bar(), so.Bin(binwidth="1MS"), so.Agg("sum")
    )
    data = plot.plot().data()
    assert data["y"].tolist() == [4, 6, 4]
    assert pd.to_datetime(data["x"]).month.tolist() == [1, 2, 3]


def test_even_bins_are_found_in_the_engine():
    rng = np.random.default_rng(1)
    columns = {"x": rng.uniform(-3, 7, 200), "y": rng.normal(size=200)}
    made = [
        so.Agg()(so.Bin(8)(relation(engine, columns), ()), ()).collect()
        for engine in (None, pl.DataFrame.lazy)
    ]
    np.testing.assert_allclose(made[0]["x"], made[1]["x"])
    np.testing.assert_allclose(made[0]["y"], made[1]["y"])


@pytest.mark.parametrize("bins", [[-3, -1, 0.5, 2.25, 7], [-2, 0, 1], [-3, 7]])
def test_uneven_bins_are_found_in_the_engine(lazy_engine, bins):
    rng = np.random.default_rng(1)
    columns = {"x": [*rng.uniform(-3, 7, 200), *bins], "y": [*rng.normal(size=200), *bins]}
    made = so.Bin(bins)(relation(lazy_engine, columns), ())
    assert isinstance(made, LazyTable)
    expected = so.Agg()(so.Bin(bins)(relation(None, columns), ()), ())
    same(so.Agg()(made, ()), expected)


def test_months_of_more_rows_than_may_be_fetched(lazy_engine, monkeypatch):
    monkeypatch.setattr(CONFIG, "max_rows", 100)
    days = pl.DataFrame({"t": pd.date_range("2024-01-01", periods=366, tz="UTC")})
    frame = lazy_engine(days.with_columns(y=pl.col("t").dt.month().cast(pl.Float64)))
    plot = so.Plot(frame, x="t", y="y").add(so.Line(), so.Bin(binwidth="1MS"), so.Agg())
    assert list(plot.plot().data()["y"].to_numpy()) == list(range(1, 13))


def test_very_many_uneven_bins_are_found_in_memory(lazy_engine, monkeypatch):
    monkeypatch.setattr(bin_module, "MOST_UNEVEN", 2)
    assert isinstance(so.Bin([0, 1, 3, 9])(relation(lazy_engine, {"x": [0.5, 2]}), ()), Table)


def test_rows_outside_are_told():
    plot = so.Plot(x=[0, 1, 2, 9], y=[1, 2, 3, 4])
    with pytest.warns(so.PlotWarning, match="1 with a value outside the bins"):
        data = plot.add(so.Dot(), so.Bin([0, 1, 3])).plot().data()
    assert data["x"].tolist() == [0.5, 2, 2]


def test_all_columns_stay():
    plot = so.Plot(x=[0, 1, 2], y=[1, 2, 3], text=list("abc")).add(so.Text(), so.Bin(1))
    assert plot.plot().data()["text"].tolist() == list("abc")


def test_levels_have_no_bins():
    with pytest.raises(so.PlotSpecError, match="Bin needs numbers or times"):
        so.Plot(x=list("ab"), y=list("cd")).add(so.Dot(), so.Bin(2)).plot()


@pytest.mark.parametrize("lazy", [False, True])
@pytest.mark.parametrize("bins", [3, 5, 7])
def test_the_middle_of_equal_zeros_is_zero(lazy, bins):
    frame = pl.DataFrame({"x": [0.0] * 4, "y": [1.0, 2.0] * 2})
    plot = so.Plot(frame.lazy() if lazy else frame, x="x", y="y").add(
        so.Dot(), so.Bin(bins=bins), so.Agg()
    )
    assert plot.plot().data(0)["x"].to_list() == [0.0]
    heights = so.Plot(frame, x="x").add(so.Bars(), so.Hist(bins=bins)).plot().data(0)
    assert 0.0 in heights["x"].to_list()
