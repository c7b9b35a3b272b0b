from __future__ import annotations

import numpy as np
import pytest

from plotkit.data.factor import factorize
from plotkit.data.reductions import NAMED, Reduction, count, max_, mean, min_, reduction, sum_
from plotkit.data.table import Table
from plotkit.data.units import PLAIN, Units
from plotkit.errors import PlotSpecError


@pytest.fixture
def table():
    return Table.of(
        {"x": np.array([2.0, 1.0, 2.0, np.nan]), "y": np.arange(4), "g": factorize("baab")},
        {"x": Units(levels=("a", "b"))},
    )


def test_shape(table):
    assert len(table) == 4
    assert list(table) == ["x", "y", "g"]
    assert "x" in table
    assert "z" not in table


def test_a_number_is_a_constant_column(table):
    wide = Table.of({"x": np.arange(3), "y": 0.5})
    assert wide["y"].tolist() == [0.5] * 3
    assert wide["y"].strides == (0,)
    assert table.with_(w=2)["w"].tolist() == [2] * 4
    assert Table.of({"y": 1}).n == 1
    assert Table.of({}).n == 0


def test_lengths():
    with pytest.raises(PlotSpecError, match="'b' has 2 rows, 'a' has 3"):
        Table.of({"a": np.arange(3), "b": np.arange(2)})
    with pytest.raises(PlotSpecError, match="'b' has 2 rows, the table has 3"):
        Table.of({"a": np.arange(3)}).with_(b=np.arange(2))


def test_unknown_column(table):
    with pytest.raises(PlotSpecError, match=r"no column 'X'.*Did you mean 'x'.*'x', 'y', 'g'"):
        table["X"]


def test_verbs_make_new_tables(table):
    assert list(table.without("y")) == ["x", "g"]
    assert list(table.select("g", "x")) == ["g", "x"]
    assert list(table.derive(z=table["x"] * 2)) == ["x", "y", "g", "z"]
    assert list(table) == ["x", "y", "g"]
    assert table.collect() is table
    assert np.shares_memory(table.select("x")["x"], table["x"])


def test_rows(table):
    assert table.take([2, 0])["y"].tolist() == [2, 0]
    assert table.take(slice(1, 3))["g"].values().tolist() == ["a", "a"]
    assert table.filter(table["x"] > 1)["y"].tolist() == [0, 2]
    assert table.filter(table["y"] >= 0) is table
    assert table.select().take([0, 1]).n == 2
    assert table.filter(table["x"] > 99).n == 0


def test_units(table):
    assert table.unit("x").discrete
    assert table.unit("y") is PLAIN
    assert table.group("g").agg(n=count()).unit("x").discrete


def test_agg_is_ordered_by_keys(table):
    made = table.group("g", "x").agg(n=count(), y=max_("y"))
    assert made["g"].values().tolist() == ["b", "b", "a", "a"]
    np.testing.assert_array_equal(made["x"], [2, np.nan, 1, 2])
    assert made["y"].tolist() == [0, 3, 1, 2]
    assert made["n"].tolist() == [1, 1, 1, 1]


def test_agg_without_keys(table):
    made = table.group().agg(total=sum_("x"), n=count("x"), size=count())
    assert (made["total"][0], made["n"][0], made["size"][0], made.n) == (5, 3, 4, 1)
    assert table.filter(table["x"] > 99).group().agg(n=count()).n == 0


def test_scalars(table):
    assert table.scalars(low=min_("x"), high=max_("x"), mean=mean("y")) == {
        "low": 1.0,
        "high": 2.0,
        "mean": 1.5,
    }
    none = table.filter(table["x"] > 99).scalars(n=count(), sum=sum_("x"), low=min_("x"))
    assert (none["n"], none["sum"]) == (0, 0)
    assert np.isnan(none["low"])


def test_categories_cannot_be_averaged(table):
    with pytest.raises(PlotSpecError, match="'mean' needs numbers, but 'g' holds categories"):
        table.group("x").agg(m=mean("g"))
    assert table.group().agg(n=count("g"), k=reduction("nunique", "g"))["k"].tolist() == [2]


def test_reductions_by_name():
    assert reduction("max", "y") == max_("y")
    assert reduction(np.ptp, "y") == Reduction("call", "y", np.ptp)
    assert {reduction(name, "y").how for name in NAMED} == set(NAMED)
    with pytest.raises(PlotSpecError, match=r"Unknown reduction 'meen'.*Did you mean 'mean'"):
        reduction("meen", "y")
