"""Distributions of more rows than may be fetched: counted in the engine, exact where shown."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from scipy.special import ndtr, ndtri

import plotkit.objects as so
from plotkit.data.queries import listening
from plotkit.testing import assert_plot_equal
from tests.engines import LAZY, relation

N, LIMIT = 30_000, 20_000
"""Rows, and how many may be fetched."""


def frame():
    rng = np.random.default_rng(7)
    group = rng.choice(list("ab"), N)
    x = rng.gamma(2.0, size=N) + (group == "b")
    whole = rng.integers(-20, 20, N)
    return pl.DataFrame({"x": x, "g": group, "whole": whole, "w": rng.random(N) + 0.1})


FRAME = frame()


@pytest.fixture(params=LAZY.values(), ids=LAZY)
def engine(request):
    return request.param


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", LIMIT)


def shares(values, at, weight=None):
    """Return the share of values up to some, by sorting."""
    order = np.argsort(values)
    weight = np.ones(len(values)) if weight is None else weight
    upto = np.append(0.0, np.cumsum(weight[order]))
    return upto[np.searchsorted(values[order], at, side="right")] / upto[-1]


def drawn(data, stat=None, limit=None, **variables):
    p = so.Plot(data, **{"x": "x", **variables}).add(so.Step(), stat or so.ECDF())
    return (p if limit is None else p.limit(x=limit)).plot()


def columns(plotted):
    data = plotted.data()
    return np.asarray(data["x"], float), np.asarray(data["y"], float)


def stepped(x, y, at):
    """Return the height of a step at some places."""
    return y[np.searchsorted(x, at, side="right") - 1]


@pytest.mark.parametrize("weight", [None, "w"])
def test_each_point_and_each_edge_is_exact(engine, weight):
    given = {} if weight is None else {"weight": weight}
    x, y = columns(drawn(engine(FRAME), **given))
    values = FRAME["x"].to_numpy()
    w = None if weight is None else FRAME[weight].to_numpy()
    assert 1_000 < len(x) <= 4_098
    assert (x[0], y[0], x[-1], y[-1]) == (values.min(), 0, values.max(), pytest.approx(1))
    np.testing.assert_allclose(y[1:], shares(values, x[1:], w), rtol=0, atol=1e-12)
    edges = np.linspace(values.min(), values.max(), 4_097)[1:-1]
    np.testing.assert_allclose(stepped(x, y, edges), shares(values, edges, w), rtol=0, atol=1e-12)


def test_each_group_is_exact(engine):
    made = drawn(engine(FRAME), color="g").data()
    for group in "ab":
        values = FRAME.filter(pl.col("g") == group)["x"].to_numpy()
        x, y = (np.asarray(made[name])[np.asarray(made["color"]) == group] for name in "xy")
        assert (x[0], x[-1]) == (values.min(), values.max())
        np.testing.assert_allclose(y[1:], shares(values, x[1:]), rtol=0, atol=1e-12)


@pytest.mark.parametrize("stat", ["percent", "count"])
def test_what_it_counts_up_to(engine, stat):
    x, y = columns(drawn(engine(FRAME), so.ECDF(stat)))
    whole = {"percent": 100.0, "count": float(N)}[stat]
    np.testing.assert_allclose(y[1:], whole * shares(FRAME["x"].to_numpy(), x[1:]), rtol=1e-12)


def test_what_lies_beyond(engine):
    x, y = columns(drawn(engine(FRAME), so.ECDF(complementary=True)))
    assert (y[0], y[-1], x[-1]) == (1, 0, x[-2])
    beyond = 1 - shares(FRAME["x"].to_numpy(), x[1:-2])
    np.testing.assert_allclose(y[1:-2], beyond, rtol=0, atol=1e-12)


def test_lying(engine):
    made = so.Plot(engine(FRAME), y="x").add(so.Line(), so.ECDF()).plot().data()
    x, y = columns(drawn(engine(FRAME)))
    assert np.array_equal(made["y"], x)
    np.testing.assert_allclose(made["x"], y, atol=1e-15)


def test_cells_are_in_axis_units_and_within_limits(engine):
    values = FRAME["x"].to_numpy()
    limit = (1.0, 1.1)
    x, y = columns(drawn(engine(FRAME), limit=limit))
    within = (x >= limit[0]) & (x <= limit[1])
    there = np.unique(values[(values >= limit[0]) & (values <= limit[1])])
    assert within.sum() > 0.85 * len(there)  # nearly each value has its own cell
    assert x[-1] == values.max()
    np.testing.assert_allclose(y[1:], shares(values, x[1:]), rtol=0, atol=1e-12)
    plot = so.Plot(engine(FRAME), x="x").add(so.Step(), so.ECDF()).scale(x="log")
    logs = columns(plot.plot())
    assert (logs[0] < 0.2).sum() > 1.2 * (columns(drawn(engine(FRAME)))[0] < 0.2).sum()
    np.testing.assert_allclose(logs[1][1:], shares(values, logs[0][1:] * (1 + 1e-12)), atol=1e-12)


@pytest.mark.parametrize("limit", [(50, 60), (-3, None), (2, 2.0000001)])
def test_limits_beyond_the_rows(engine, limit):
    x, y = columns(drawn(engine(FRAME), limit=limit))
    assert (x[-1], y[-1]) == (FRAME["x"].max(), 1)


def test_whole_numbers_are_those_of_memory(engine):
    plot = so.Plot(x="whole", color="g").add(so.Step(), so.ECDF())
    assert_plot_equal(plot(FRAME), plot(engine(FRAME)))
    assert plot(engine(FRAME)).plot().explain().layers[0].approximations == ()


def test_few_rows_are_those_of_memory(engine):
    rows = FRAME.head(LIMIT)
    gaps = rows.with_columns(x=pl.when(pl.int_range(LIMIT) > 5).then("x"))
    plot = so.Plot(x="x", color="g").add(so.Step(), so.ECDF())
    for data in (rows, gaps):
        with pytest.warns() if data is gaps else listening():
            assert_plot_equal(plot(data), plot(engine(data)))
            assert plot(engine(data)).plot().explain().layers[0].approximations == ()


def test_one_query_where_ends_are_known_and_it_says_so(engine):
    made = drawn(engine(FRAME), color="g").explain()
    assert [query.purpose for query in made.layers[0].queries] == ["reduce"]
    assert made.layers[0].approximations == (
        "ECDF: rows are counted in 4,096 cells; shares are exact at the last value of each",
    )
    gaps = FRAME.with_columns(x=pl.when(pl.col("w") > 0.2).then("x"))
    with pytest.warns(so.PlotWarning, match="missing x"):
        assert len(drawn(engine(gaps)).explain().layers[0].queries) == 2


def test_of_many_groups_cells_are_fewer(engine):
    made = drawn(engine(FRAME.with_columns(g=pl.int_range(N) % 100)), group="g")
    assert len(made.data()["x"]) <= LIMIT
    assert "in 198 cells" in made.explain().layers[0].approximations[0]


def test_ends_beyond_the_floats_and_equal_values(engine):
    rows = {"x": np.repeat([-1.7e308, 0.0, 1.7e308], 10_000)}
    wide = replace(relation(engine, rows), limit=LIMIT)
    assert so.ECDF()(wide, ()).collect()["y"].tolist() == [0, 1 / 3, 2 / 3, 1]
    x, y = columns(drawn(engine(pl.DataFrame({"x": [3.0] * N}))))
    assert (x.tolist(), y.tolist()) == ([3, 3], [0, 1])


# ------------------------------------------------------------------------------------------- QQ


def heavy():
    """Return values nearly all of which lie in a few cells."""
    return np.random.default_rng(9).lognormal(sigma=3.0, size=N)


def middles():
    """Return the medians of the shares of ordered values."""
    rank = np.arange(1.0, N + 1)
    made = (rank - 0.3175) / (N + 0.365)
    made[-1] = 0.5 ** (1 / N)
    made[0] = 1 - made[-1]
    return made


def of_rank(q):
    """Return the places of points among the sorted values of a normal plot."""
    return np.rint(ndtr(q) * (N + 0.365) + 0.3175).clip(1, N).astype(int) - 1


@pytest.mark.parametrize("values", [FRAME["x"].to_numpy(), heavy()], ids=["gamma", "heavy"])
def test_points_of_a_normal_plot_are_some_of_all(engine, values):
    plotted = so.Plot(engine(pl.DataFrame({"x": values})), y="x").add(so.Dots(), so.QQ()).plot()
    data = plotted.data()
    q, found = np.asarray(data["x"]), np.asarray(data["y"])
    known, exact = np.sort(values), ndtri(middles())
    cell = np.ptp(values) / 4_096
    assert len(q) < 6_500
    assert (np.diff(q) > 0).all()
    np.testing.assert_allclose(q, exact[of_rank(q)], atol=1e-9)
    assert np.abs(found - known[of_rank(q)]).max() <= cell
    assert (found[0], found[-1]) == (known[0], known[-1])
    assert (found == known[of_rank(q)]).sum() > 0.6 * len(np.unique((values / cell).astype(int)))
    # What is left out lies within a cell before a point, and within a step along the quantiles.
    kept = of_rank(q)
    after = kept[np.searchsorted(kept, np.arange(N))]
    assert (known[after] - known).max() <= cell
    assert (exact[after] - exact).max() <= np.ptp(q) / 1_000
    assert len(plotted.explain().layers[0].queries) == 1
    assert "QQ: rows are counted" in plotted.explain().layers[0].approximations[0]


@pytest.mark.parametrize(("line", "error"), [("quartile", 2e-3), ("fit", 1e-3), ("identity", 1e-9)])
def test_lines_are_those_of_all_rows(engine, line, error):
    plot = so.Plot(x="x", color="g").add(so.Line(part="line"), so.QQ(line=line)).limit(x=(9, 10))
    found, known = (plot(data).plot().data(part="line") for data in (engine(FRAME), FRAME))
    assert np.asarray(found["color"]).tolist() == np.asarray(known["color"]).tolist()
    for name in "xy":
        np.testing.assert_allclose(found[name], known[name], rtol=error, atol=error)


def test_normal_plots_of_few_rows_and_of_labels_are_those_of_memory(engine):
    plot = so.Plot(x="x", color="g").add(so.Dots(), so.QQ())
    few = FRAME.head(LIMIT)
    assert_plot_equal(plot(few), plot(engine(few)))
    whole = so.Plot(x="whole").add(so.Dots() + so.Line(part="line"), so.QQ())
    made = whole(engine(FRAME)).plot()
    assert set(np.asarray(made.data()["x"])) == set(range(-20, 20))
    assert made.explain().layers[0].approximations == ()
    with pytest.raises(so.PlotSpecError, match="Without variables but its values and levels of"):
        so.Plot(engine(FRAME), x="x", pointsize="w").add(so.Dots(), so.QQ()).plot()
