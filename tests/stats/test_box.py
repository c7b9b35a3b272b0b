"""BoxStats: numbers by hand and against matplotlib's, in memory and in engines."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.cbook import boxplot_stats

import plotkit.objects as so
from plotkit.data.queries import listening
from plotkit.data.table import Table
from plotkit.stats import engineselection, selection
from plotkit.stats.box import BoxStats
from plotkit.stats.selection import Rows
from tests.engines import relation, same
from tests.stats.test_perc import OF_NUMPY

NAMES = {"ymin": "whislo", "q1": "q1", "median": "med", "q3": "q3", "ymax": "whishi"}
PLAIN = BoxStats()
NAMES |= {"notchmin": "cilo", "notchmax": "cihi"}


def box(y, stat=PLAIN, engine=None, **columns):
    """Return the box of some values as a dict, with the outliers."""
    data = {"x": np.zeros(len(y)), "y": np.asarray(y, dtype=float), **columns}
    made = stat(relation(engine, data), ())
    main, outliers = made.main.collect(), made.others["outliers"].collect()
    assert main.n == 1
    return {**{name: float(main[name][0]) for name in main}, "outliers": outliers["y"].tolist()}


def ends(y, *stat, **kws):
    made = box(y, *stat, **kws)
    return made["ymin"], made["q1"], made["median"], made["q3"], made["ymax"], made["outliers"]


def check(made, x, y, whis=1.5):
    """Compare with matplotlib's numbers, group by group."""
    main, outliers = made.main.collect(), made.others["outliers"].collect()
    assert main["x"].tolist() == np.unique(x).tolist()
    for row, at in enumerate(main["x"]):
        (expected,) = boxplot_stats(y[x == at], whis=whis)
        for name, theirs in NAMES.items():
            assert main[name][row] == pytest.approx(expected[theirs], rel=1e-12), name
        assert main["n"][row] == (x == at).sum()
        assert outliers["y"][outliers["x"] == at].tolist() == sorted(expected["fliers"])


# --------------------------------------------------------------------------------- rows of the spec


def test_b1_statistics_are_taken_in_units_of_the_axis():
    y = [1, 2, 4, 8, 16, 32, 64, 400]
    plot = so.Plot(x=["a"] * 8, y=y)
    for p in (
        plot.add(so.Range(), BoxStats()).scale(y="log"),
        plot.scale(y="log").add(so.Range(), BoxStats()),
    ):
        made = p.plot().data()
        assert made["q1"][0] == pytest.approx(3.364, abs=1e-3)
        assert made["median"][0] == pytest.approx(11.314, abs=1e-3)
        assert made["q3"][0] == pytest.approx(38.055, abs=1e-3)
        assert (made["ymin"][0], made["ymax"][0]) == pytest.approx((1, 400))


def test_b1_and_in_data_units_if_asked():
    p = so.Plot(x=["a"] * 8, y=[1, 2, 4, 8, 16, 32, 64, 400])
    p = p.add(so.Range(), BoxStats(space="data")).scale(y="log").plot()
    made = p.data()
    found = [made[name][0] for name in ("ymin", "q1", "median", "q3", "ymax")]
    assert found == pytest.approx([1, 3.5, 12, 40, 64])
    assert np.asarray(p.data(part="outliers")["y"]) == pytest.approx([400])


def test_b2_whiskers_end_at_observations(engine):
    assert ends([1, 2, 3, 4, 5], engine=engine) == (1, 2, 3, 4, 5, [])
    assert ends([1, 2, 3, 4, 7], engine=engine) == (1, 2, 3, 4, 7, [])  # on the fence
    assert ends([1, 2, 3, 4, 7.01], engine=engine) == (1, 2, 3, 4, 4, [7.01])
    tenths = np.array([1, 2, 3, 4, 7]) / 10  # the fence is 0.7000000000000001 or 0.7
    assert ends(tenths, engine=engine)[-2:] == (0.7, [])
    assert ends(-tenths, engine=engine)[-1] == []
    ten = range(10)
    made = ends(ten, BoxStats((5, 95)), engine=engine)
    assert (made[0], made[4], made[5]) == (1, 8, [0, 9])
    made = ends(ten, BoxStats((0, 100)), engine=engine)
    assert (made[0], made[4], made[5]) == (0, 9, [])


def test_b2_whiskers_without_observations_end_at_the_box(engine):
    made = box([0, 1], BoxStats((5, 95)), engine)
    assert (made["ymin"], made["ymax"], made["outliers"]) == (0.25, 0.75, [0, 1])


@pytest.mark.parametrize(
    ("method", "low", "high"),
    [("linear", 1.75, 100.25), ("hazen", 1.5, 100.5), ("weibull", 1.25, 100.75)],
)
def test_b3_method(method, low, high, engine):
    made = box([1, 2, 100, 101], BoxStats(method=method), engine)
    assert (made["q1"], made["q3"]) == (low, high)


def test_b3_fences_follow_the_method():
    y = [1, 2, 3, 4, 5, 6, 7, 13]
    assert box(y, BoxStats(method="linear"))["outliers"] == [13]  # 6.25 + 1.5 * 3.5
    assert box(y, BoxStats(method="weibull"))["outliers"] == []  # 6.75 + 1.5 * 4.5


def test_b4_weights(engine):
    for factor in (1e-3, 0.5, 1, 1000):
        weight = np.array([1, 2, 3, 4]) * factor
        made = box([1, 2, 3, 10], BoxStats(), engine, weight=weight)
        assert (made["q1"], made["median"], made["q3"]) == (2, 3, 10)
        assert made["notchmax"] == pytest.approx(3 + 1.57 * 8 / np.sqrt(10**2 / 30))
        alike = box([1, 2, 3, 10], BoxStats(), engine, weight=np.full(4, factor))
        plain = box([1, 2, 3, 10], BoxStats(method="inverted_cdf"), engine)
        assert alike.pop("outliers") == plain.pop("outliers") == [10]
        assert alike == pytest.approx(plain)


def test_b4_rows_of_weight_zero_are_not_there(engine):
    made = box([-100, 1, 2, 3, 100], BoxStats(), engine, weight=[0.0, 1, 1, 1, 0.0])
    assert (made["ymin"], made["ymax"], made["outliers"], made["n"]) == (1, 3, [], 3)


def test_b4_wrong_weights(engine):
    with pytest.raises(so.PlotSpecError, match=r"BoxStats\(method='linear'\) takes no weight"):
        box([1, 2, 3], BoxStats(method="linear"), engine, weight=[1.0, 2.0, 1.0])


def test_29_quartiles_of_weighted_values(engine):
    made = box([2, 3, 4], BoxStats(), engine, weight=[1.0, 2.0, 1.0])
    assert (made["q1"], made["median"], made["q3"]) == (2, 3, 3)


def test_30_box_on_a_logarithmic_axis():
    p = so.Plot(x=["a"] * 7, y=[0.001, 1, 2, 3, 4, 5, 6]).add(so.Range(), BoxStats())
    done = p.scale(y="log").plot()
    made = done.data()
    assert made["q1"][0] == pytest.approx(1.414, abs=1e-3)
    assert made["q3"][0] == pytest.approx(4.472, abs=1e-3)
    assert made["ymin"][0] == pytest.approx(1)
    assert np.asarray(done.data(part="outliers")["y"]) == pytest.approx([0.001])
    assert not len(p.plot().data(part="outliers")["y"])


def test_31_boxes_of_few_rows(engine):
    made = box([7], engine=engine)
    assert {made[name] for name in NAMES} == {7}
    made = box([1, 2, 3, 4, 5], engine=engine)
    assert (made["notchmin"], made["notchmax"]) == pytest.approx((1.596, 4.404), abs=1e-3)
    nothing = BoxStats()(relation(engine, {"x": [1.0], "y": [np.nan]}), ())
    assert nothing.main.collect().n == nothing.others["outliers"].collect().n == 0


# ---------------------------------------------------------------------------------- all the numbers


@pytest.mark.parametrize("whis", [1.5, 0, 3, (5, 95), (25, 75)], ids=str)
@pytest.mark.parametrize("kind", ["normal", "heavy", "whole", "skew", "constant"])
def test_numbers_are_those_of_matplotlib(engine, kind, whis):
    rng = np.random.default_rng(4)
    n = 400
    values = {
        "normal": rng.normal(size=n),
        "heavy": rng.standard_cauchy(n),
        "whole": rng.integers(0, 5, n).astype(float),
        "skew": np.exp(4 * rng.normal(size=n)),
        "constant": np.full(n, 2.5),
    }[kind]
    x = rng.integers(0, 3, n).astype(float)
    check(BoxStats(whis)(relation(engine, {"x": x, "y": values}), ()), x, values, whis)


@pytest.mark.parametrize("kind", ["normal", "heavy", "whole", "two", "far"])
def test_many_rows_are_counted_in_cells(monkeypatch, engine, kind):
    """What is counted and looked at again gives the numbers that sorting gives."""
    monkeypatch.setattr(selection, "FEW", 200)
    monkeypatch.setattr(engineselection, "FETCHED", 200)
    rng = np.random.default_rng(5)
    n = 6000
    values = {
        "normal": rng.normal(size=n),
        "heavy": rng.standard_cauchy(n) ** 5,
        "whole": rng.integers(0, 5, n).astype(float),
        "two": np.where(rng.random(n) < 0.5, 0.1, 1e9),
        "far": np.where(rng.random(n) < 0.4, 0.0, 1e9) + rng.normal(size=n),
    }[kind]
    x = rng.integers(0, 3, n).astype(float)
    data = relation(engine, {"x": x, "y": values})
    data = data if engine is None else replace(data, limit=5000)
    for whis in (1.5, (5, 95)):
        check(BoxStats(whis)(data, ()), x, values, whis)


@given(
    values=st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=40),
    weights=st.lists(st.integers(0, 5), min_size=40, max_size=40),
)
@settings(max_examples=60)
def test_any_values_and_weights(values, weights):
    y, weight = np.array(values), np.array(weights[: len(values)], dtype=float)
    for size in (1, 100_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(selection, "FEW", size)
            patch.setattr(selection, "MOST_CELLS", 64)
            table = Table.of({"x": np.zeros(len(y)), "y": y, "weight": weight})
            made = BoxStats()(table, ()).main
            if not weight.any():
                assert made.n == 0
                continue
            rows = np.repeat(y, weight.astype(int))  # a weight is so many rows
            expected = np.quantile(rows, [0.25, 0.5, 0.75], method="inverted_cdf")
            assert [made[name][0] for name in ("q1", "median", "q3")] == expected.tolist()
            assert made["ymin"][0] >= rows.min() and made["ymax"][0] <= rows.max()


@pytest.mark.parametrize("method", OF_NUMPY)
def test_quartiles_by_any_method(method):
    y = np.random.default_rng(1).normal(size=37)
    made = box(y, BoxStats(method=method))
    expected = np.quantile(y, [0.25, 0.5, 0.75], method=method)
    assert [made["q1"], made["median"], made["q3"]] == pytest.approx(expected, rel=1e-13)


def test_groups_and_engines_agree(engine):
    rng = np.random.default_rng(8)
    data = {"x": rng.integers(3, size=300).astype(float), "y": rng.standard_cauchy(300)}
    data["color"] = rng.choice(["u", "v", None], 300).tolist()
    data["weight"] = rng.integers(0, 4, 300).astype(float)
    made, expected = (BoxStats()(relation(e, data), ("color",)) for e in (engine, None))
    same(made.main, expected.main)
    outliers, others = made.others["outliers"].collect(), expected.others["outliers"]
    assert sorted(outliers["y"].tolist()) == sorted(others["y"].tolist())


def test_outliers_stay_in_the_engine_unless_drawn(lazy_engine):
    y = np.r_[np.arange(100.0), np.arange(1000.0, 1020.0)]
    data = relation(lazy_engine, {"x": np.zeros(120), "y": y})
    made = BoxStats()(data, ())
    assert not isinstance(made.others["outliers"], Table)
    assert not BoxStats(outliers=False)(data, ()).others


def test_of_more_outliers_than_may_be_fetched_one_stands_for_a_cell(lazy_engine, monkeypatch):
    monkeypatch.setattr(engineselection, "FETCHED", 400)
    rng = np.random.default_rng(4)
    x = rng.integers(0, 2, 6000).astype(float)
    y = rng.standard_cauchy(6000).clip(-30, 20) + x
    expected = BoxStats()(Table.of({"x": x, "y": y}), ())
    data = replace(relation(lazy_engine, {"x": x, "y": y}), limit=400)
    with listening() as heard:
        made = BoxStats()(data, ())
    same(made.main, expected.main)
    everything, few = expected.others["outliers"], made.others["outliers"].collect()
    assert everything.n > data.limit > few.n
    assert heard.approximations == [
        f"{everything.n:,} rows lie outside: one is drawn of those in one cell"
    ]
    width = np.ptp(y) / 199
    for group in (0.0, 1.0):
        own, all_ = few["y"][few["x"] == group], everything["y"][everything["x"] == group]
        assert np.isin(own, all_).all()
        assert (own.min(), own.max()) == (all_.min(), all_.max())
        assert (np.abs(all_[:, None] - own).min(axis=1) <= width).all()


def test_without_a_position():
    made = BoxStats()(Table.of({"y": np.arange(5.0)}), ())
    assert made.main["median"].tolist() == [2]


def test_wrong_words():
    for whis in (-1, (5,), (95, 5), (0, 101), "5", None, True, np.nan):
        with pytest.raises(so.PlotSpecError, match="whis of BoxStats must be a number of heights"):
            BoxStats(whis)
    with pytest.raises(so.PlotSpecError, match=r"method of BoxStats 'liner'\. Did you mean"):
        BoxStats(method="liner")
    with pytest.raises(so.PlotSpecError, match="Unknown space of BoxStats"):
        BoxStats(space="axis")
    with pytest.raises(so.PlotSpecError, match="BoxStats needs 'y'; missing: 'y'"):
        BoxStats()(Table.of({"x": [1.0]}), ())
    with warnings.catch_warnings(), pytest.raises(so.PlotSpecError, match="needs numbers or times"):
        warnings.simplefilter("ignore")
        so.Plot(x=["a"], y=["b"]).add(so.Range(), BoxStats()).plot()


@given(
    sizes=st.lists(st.integers(1, 6), min_size=1, max_size=30),
    seed=st.integers(0, 1000),
    shares=st.lists(st.floats(0, 1), min_size=1, max_size=4),
)
def test_weighted_groups_at_once_are_those_one_by_one(sizes, seed, shares):
    rng = np.random.default_rng(seed)
    n, groups = sum(sizes), len(sizes)
    codes = rng.permutation(np.repeat(np.arange(groups), sizes))
    values, weight = rng.normal(size=n), rng.integers(1, 5, n) * 0.1
    total = np.bincount(codes, weight, groups)
    targets = np.maximum(total[:, None] * np.array(shares) * (1 - 1e-12), 5e-324)
    made = Rows(codes, values, groups, weight).at(targets)
    for group in range(groups):
        own = np.flatnonzero(codes == group)
        own = own[np.argsort(values[own])]
        reached = np.searchsorted(np.cumsum(weight[own]), targets[group])
        expected = values[own][np.minimum(reached, len(own) - 1)]
        np.testing.assert_array_equal(made[group], expected)
