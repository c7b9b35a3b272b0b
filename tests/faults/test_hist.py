"""Bins: where they lie, and what lies outside."""

import numpy as np
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.errors import PlotWarning

PRICES = np.random.default_rng(0).lognormal(8, 1, 1000).clip(100, 100_000)
NEAR = [0.135787045641] * 10 + [0.13578704564100005, 0.13578704564099997]


def counted(plot):
    made = plot.plot()
    return made, {n: np.asarray(made.data(layer=0)[n]) for n in ("x", "count", "space")}


@pytest.mark.parametrize("frame", [pl.DataFrame, pl.LazyFrame])
def test_n5_binrange_is_in_axis_units(frame):
    p = so.Plot(frame({"price": PRICES}), "price").scale(x="log")
    _, made = counted(p.add(so.Bars(), so.Hist(binwidth=0.075, binrange=(2, 5))))
    expected, edges = np.histogram(np.log10(PRICES), 40, (2, 5))
    assert made["count"].tolist() == expected.tolist()
    assert made["space"] == pytest.approx(np.diff(edges))


def test_n5_listed_edges_are_in_axis_units():
    p = so.Plot(y=PRICES).scale(y="log").add(so.Bars(), so.Hist(bins=[2, 3, 4, 5]))
    assert np.asarray(p.plot().data(layer=0)["count"]).sum() == 1000


def test_n5_dates_stay_dates():
    days = np.arange("2024-01-01", "2024-03-01", dtype="M8[D]")
    edges = np.array(["2024-01-01", "2024-02-01", "2024-03-01"], dtype="M8[D]")
    _, made = counted(so.Plot(x=days).add(so.Bars(), so.Hist(bins=edges)))
    assert made["count"].tolist() == [31, 29]
    _, made = counted(so.Plot(x=days).add(so.Bars(), so.Hist(bins=2, binrange=edges[[0, 2]])))
    assert made["count"].tolist() == [30, 30]


@pytest.mark.parametrize("scale", [1, 1e-20, 1e20, -1])
@pytest.mark.parametrize("options", [{}, {"bins": "sturges"}, {"binwidth": 0.1}])
def test_n9_values_that_differ_by_rounding_are_seen(scale, options):
    values = np.array(NEAR) * scale
    made, found = counted(so.Plot(x=values).add(so.Bars(), so.Hist(**options)))
    equal, same = counted(so.Plot(x=values[:1].repeat(12)).add(so.Bars(), so.Hist(**options)))
    assert found["count"].tolist() == same["count"].tolist() == [12]
    assert found["space"] == pytest.approx(same["space"])
    assert made.axes[0].get_xlim() == pytest.approx(equal.axes[0].get_xlim())


def test_n9_whole_numbers_one_apart_stay_apart():
    _, made = counted(so.Plot(x=[10**12, 10**12 + 1]).add(so.Bars(), so.Hist(bins=2)))
    assert made["count"].tolist() == [1, 1]


@pytest.mark.parametrize("frame", [pl.DataFrame, pl.LazyFrame])
@pytest.mark.parametrize("options", [{"bins": [0, 1, 2, 3]}, {"binrange": (0, 3)}])
@pytest.mark.parametrize("name", ["x", "y"])
def test_s1_rows_outside_of_the_bins_are_counted(frame, options, name):
    p = so.Plot(frame({"v": [1, 2, 30, 40]}), **{name: "v"}).add(so.Bars(), so.Hist(**options))
    with pytest.warns(PlotWarning, match="2 rows dropped: 2 with a value outside the bins"):
        p.plot()


def test_s1_groups_with_bins_of_their_own():
    data = {"v": [1, 2, 30, 40, 1, 50], "g": list("aabbbb")}
    p = so.Plot(data, "v", color="g")
    p = p.add(so.Bars(), so.Hist(bins=3, binrange=(0, 3), common_bins=False))
    with pytest.warns(PlotWarning, match="3 rows dropped: 3 with a value outside the bins"):
        p.plot()


def test_s1_nothing_is_said_of_bins_that_hold_all():
    so.Plot(x=[0, 1, 2, 3]).add(so.Bars(), so.Hist(bins=[0, 1, 2, 3])).plot()
