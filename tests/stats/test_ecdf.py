"""ECDF, and intervals that hold shares."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import plotkit.objects as so
from plotkit.data.table import Table
from tests.engines import relation


def steps(stat, x, **variables):
    data = so.Plot(x=x, **variables).add(so.Line(), stat).plot().data()
    return data["x"].tolist(), data["y"].tolist()


def test_27_shares():
    assert steps(so.ECDF(), [1, 2, 2, 3]) == ([1, 1, 2, 3], [0, 0.25, 0.75, 1])
    assert steps(so.ECDF("percent"), [3, 1]) == ([1, 1, 3], [0, 50, 100])
    assert steps(so.ECDF("count"), [1, 2, 2, 3])[1] == [0, 1, 3, 4]


def test_27_weights():
    assert steps(so.ECDF(), [1, 2, 3], weight=[1, 0, 2]) == ([1, 1, 3], [0, 1 / 3, 1])


def test_27_missing_values_are_not_counted():
    with pytest.warns(so.PlotWarning, match="1 with missing x"):
        assert steps(so.ECDF(), [1, None, 2])[1] == [0, 0.5, 1]


def test_27_over_y_it_is_the_transpose():
    data = so.Plot(y=[1, 2, 2, 3]).add(so.Line(), so.ECDF()).plot().data()
    assert data["y"].tolist() == [1, 1, 2, 3]
    assert data["x"].tolist() == [0, 0.25, 0.75, 1]


def test_27_a_logarithmic_axis_ends_at_the_data():
    ax = so.Plot(x=[1, 10, 100]).add(so.Line(), so.ECDF()).scale(x="log").plot().axes[0]
    assert 0.5 < ax.get_xlim()[0] < 1


def test_28_the_complement_on_a_logarithmic_axis():
    plot = so.Plot(x=[1, 2, 3, 10]).add(so.Line(), so.ECDF(complementary=True)).scale(y="log")
    plotted = plot.plot()
    data = plotted.data()
    assert data["x"].tolist() == [1, 1, 2, 3, 10, 10]
    assert data["y"].tolist() == [1, 0.75, 0.5, 0.25, 0.25, 0]
    assert 0.2 < plotted.axes[0].get_ylim()[0] < 0.25


@pytest.mark.parametrize("complementary", [False, True])
def test_it_is_that_of_scipy(complementary):
    x = np.random.default_rng(3).normal(size=200).round(1)
    table = so.ECDF(complementary=complementary)(Table.of({"x": x}), ())
    known = stats.ecdf(x)
    known = known.sf if complementary else known.cdf
    keep = slice(1, -1) if complementary else slice(1, None)
    found = dict(zip(table["x"][keep].tolist(), table["y"][keep].tolist(), strict=True))
    expected = known.probabilities
    if complementary:
        assert table["y"][-1] == 0
        expected = np.append(expected[:-1], expected[-2])
    np.testing.assert_allclose(list(found.values()), expected, atol=1e-15)
    assert list(found) == known.quantiles.tolist()


def test_groups_in_engines():
    rng = np.random.default_rng(4)
    columns = {"x": rng.integers(0, 9, 60).astype(float), "color": list("abc") * 20}
    one, other = (
        so.ECDF()(relation(engine, columns), ("color",)).collect()
        for engine in (None, pl.DataFrame.lazy)
    )
    assert one["x"].tolist() == other["x"].tolist()
    np.testing.assert_allclose(one["y"], other["y"])
    assert one["color"].values().tolist() == other["color"].values().tolist()


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30))
@settings(max_examples=60)
def test_it_rises_from_0_to_1(values):
    y = so.ECDF()(Table.of({"x": np.array(values)}), ())["y"]
    assert y[0] == 0
    assert y[-1] == 1
    assert (np.diff(y) > 0).all()


def test_45_intervals_hold_shares_and_the_widest_is_behind():
    plot = so.Plot(x=["a"] * 101, y=range(1, 102)).add(so.Range(), so.Intervals(), color="level")
    data = plot.plot().data()
    assert data["level"].tolist() == [95, 80, 50]
    assert data["ymin"].tolist() == [3.5, 11, 26]
    assert data["ymax"].tolist() == [98.5, 91, 76]


@pytest.mark.parametrize("levels", [[], [0], [101], ["a"], 50])
def test_intervals_are_in_percent(levels):
    with pytest.raises(so.PlotSpecError, match="levels of Intervals must be shares in percent"):
        so.Intervals(levels)


def test_weighted_intervals_are_weighted_percentiles():
    x, y, weight = [0.0] * 4, [1.0, 2, 3, 10], [1.0, 2, 3, 4]
    columns = {"x": np.array(x), "y": np.array(y), "weight": np.array(weight)}
    table = so.Intervals([50], "inverted_cdf")(Table.of(columns), ())
    assert (table["ymin"][0], table["ymax"][0]) == (2, 10)


@pytest.mark.parametrize("mark", [so.Range(), so.ErrorBar()])
def test_45_the_narrowest_interval_is_thickest(mark):
    plot = so.Plot(x=["a"] * 101, y=range(1, 102))
    plot = plot.add(mark, so.Intervals([50, 95]), linewidth="level")
    for scaled, wanted in (
        (plot.scale(linewidth=(2, 8)), {95: 2, 50: 8}),  # from low to high
        (plot.scale(linewidth=[3, 6]), {95: 3, 50: 6}),  # one for each level
    ):
        table = scaled.plot().axes[0].collections[0]
        tall = [round(np.ptp(path.vertices[:, 1])) for path in table.get_paths()]
        assert dict(zip(tall, table.get_linewidths(), strict=True)) == wanted


def test_45_the_narrowest_interval_is_least_clear():
    plot = so.Plot(x=["a"] * 101, y=range(1, 102))
    plot = plot.add(so.Range(), so.Intervals([50, 95]), alpha="level")
    lines = plot.plot().axes[0].collections[0]
    assert lines.get_edgecolor()[:, 3].tolist() == pytest.approx([0.3, 0.95])


def test_intervals_take_weights_as_percentiles_do():
    data = {"x": [0.0] * 4, "y": [1.0, 2, 3, 10], "w": [1.0, 2, 3, 4]}
    plot = so.Plot(data, x="x", y="y", weight="w")
    found = plot.add(so.Range(), so.Intervals([50])).plot().data()
    assert (found["ymin"][0], found["ymax"][0]) == (2, 10)
    with pytest.raises(so.PlotSpecError, match=r"Intervals\(method='linear'\) takes no weight"):
        plot.add(so.Range(), so.Intervals([50], "linear")).plot()
