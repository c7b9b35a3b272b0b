"""Intervals without resampling, against 100,000 resamples; all tolerances in standard errors."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import plotkit.objects as so
from plotkit.data.table import Table
from plotkit.stats import moments
from plotkit.stats.bootstrap import resampled
from plotkit.stats.est import Est
from plotkit.stats.moments import Moments, cornish_fisher
from tests.engines import LAZY, relation, same

MANY = 100_000
CLOSE = 0.03
"""How far ends may be from those of 100,000 resamples, whose own spread is 0.01."""

SAMPLES = {
    "normal": lambda rng, n: rng.normal(5, 2, n),
    "gamma": lambda rng, n: rng.gamma(1, size=n),
    "lognormal": lambda rng, n: rng.lognormal(0, 1, n),
    "few values": lambda rng, n: rng.integers(4, size=n).astype(float),
}


def resampled_ends(y, func="mean", weight=None, level=95):
    """Return the ends of 100,000 resamples, and their standard error."""
    rng, ends = np.random.default_rng(8), []
    for _ in range(MANY // 2_000):
        drawn = rng.integers(len(y), size=(2_000, len(y)))
        if weight is not None:
            ends.append((y * weight)[drawn].sum(axis=1) / weight[drawn].sum(axis=1))
        else:
            ends.append(getattr(np, func)(y[drawn], axis=1))
    samples = np.concatenate(ends)
    low, high = np.percentile(samples, [50 - level / 2, 50 + level / 2])
    return low, high, samples.std()


def ends_of(stat, data):
    made = stat(data, ()).collect()
    return made["y"][0], made["ymin"][0], made["ymax"][0]


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(("n", "level"), [(50, 95), (400, 95), (60, 68), (200, 99)])
def test_the_interval_of_a_mean_is_that_of_many_resamples(engine, sample, n, level):
    y = SAMPLES[sample](np.random.default_rng(n), n)
    stat = Est(errorbar=("ci", level), method="moments")
    middle, low, high = ends_of(stat, relation(engine, {"y": y}))
    wanted = resampled_ends(y, level=level)
    assert middle == pytest.approx(y.mean(), rel=1e-13)
    allowed = (CLOSE if level < 99 else 0.05) + (
        1 / n / wanted[2] / 2 if sample == "few values" else 0
    )
    assert abs(low - wanted[0]) < allowed * wanted[2]
    assert abs(high - wanted[1]) < allowed * wanted[2]


@pytest.mark.parametrize("n", [50, 300])
@pytest.mark.parametrize("depends", [False, True])
def test_the_interval_of_a_weighted_mean_is_that_of_many_resamples(engine, n, depends):
    rng = np.random.default_rng(n)
    y = rng.gamma(2, size=n)
    weight = y / 2 + 0.5 if depends else rng.gamma(2, size=n) * 1e3
    data = relation(engine, {"y": y, "weight": weight})
    middle, low, high = ends_of(Est(), data)
    wanted = resampled_ends(y, weight=weight)
    assert middle == pytest.approx(np.average(y, weights=weight), rel=1e-13)
    assert abs(low - wanted[0]) < CLOSE * wanted[2]
    assert abs(high - wanted[1]) < CLOSE * wanted[2]


@pytest.mark.parametrize("n", [51, 400, 401])
def test_the_interval_of_a_median_is_that_of_many_resamples(engine, n):
    y = np.random.default_rng(n).gamma(2, size=n)
    middle, low, high = ends_of(Est("median"), relation(engine, {"y": y}))
    wanted = resampled_ends(y, "median")
    assert middle == pytest.approx(np.median(y), rel=1e-13)
    if n % 2:
        assert {low, high} < set(y)  # order statistics
    assert abs(low - wanted[0]) < 0.1 * wanted[2]
    assert abs(high - wanted[1]) < 0.1 * wanted[2]


def test_the_rank_of_a_resampled_median_has_a_beta_distribution():
    for n in (51, 1_001, 100_001):
        y = np.arange(1.0, n + 1)
        _, low, high = ends_of(Est("median", ("ci", 90)), Table.of({"y": y}))
        middle = (n + 1) / 2
        assert [low, high] == np.ceil(n * stats.beta.ppf([0.05, 0.95], middle, middle)).tolist()


def test_sums_and_counts(engine):
    y = np.random.default_rng(2).gamma(1, size=80)
    data = relation(engine, {"y": y})
    np.testing.assert_allclose(ends_of(Est("sum"), data), 80 * np.array(ends_of(Est(), data)))
    assert ends_of(Est("count"), data) == (80, 80, 80)


def test_engines_give_what_memory_gives(lazy_engine):
    rng = np.random.default_rng(3)
    data = {
        "x": rng.integers(3, size=500).astype(float),
        "y": rng.gamma(2, size=500),
        "color": rng.choice(["a", "b"], 500).tolist(),
        "weight": rng.uniform(1, 2, 500),
    }
    for func in ("mean", "sum", "median"):
        memory = relation(None, data).without("weight")
        lazy = relation(lazy_engine, data).without("weight")
        same(Est(func)(lazy, ("color",)), Est(func)(memory, ("color",)))
    same(Est()(relation(lazy_engine, data), ("color",)), Est()(relation(None, data), ("color",)))


def test_an_engine_resamples_no_small_groups_either(lazy_engine):
    data = {"y": [1.0, 2.0, 5.0, 9.0]}
    made = ends_of(Est(), replace(relation(lazy_engine, data), limit=2))
    assert made == pytest.approx(ends_of(Est(method="moments"), relation(None, data)))
    low, high, error = resampled_ends(np.array(data["y"]))
    assert made[1:] == pytest.approx((low, high), abs=0.15 * error)


def test_groups_far_from_the_others_keep_their_digits(engine):
    """One group in millions beside small ones, and a column of times in seconds."""
    rng = np.random.default_rng(4)
    small = rng.gamma(2, size=200)
    data = {"x": np.repeat([0.0, 1.0, 2.0], 200), "y": np.r_[small, small + 1e8, small - 3e6]}
    made = Est()(relation(engine, data), ()).collect()
    _, low, high = ends_of(Est(), Table.of({"y": small}))
    np.testing.assert_allclose(made["ymin"] - [0, 1e8, -3e6], low, atol=1e-6)
    np.testing.assert_allclose(made["ymax"] - [0, 1e8, -3e6], high, atol=1e-6)


@pytest.mark.parametrize("factor", [1e-200, 1e200])
def test_values_whose_powers_are_no_floats(engine, factor):
    y = np.random.default_rng(5).gamma(2, size=100)
    made = ends_of(Est(), relation(engine, {"y": y * factor}))
    expected = np.array(ends_of(Est(), relation(engine, {"y": y})))
    np.testing.assert_allclose(np.array(made) / factor, expected, rtol=1e-9)


def test_small_groups_and_lone_rows_are_resampled_in_memory():
    rng = np.random.default_rng(6)
    rare = np.r_[np.ones(1), np.zeros(99)]
    data = Table.of(
        {"x": np.repeat([0.0, 1.0, 2.0], [40, 100, 100]), "y": np.r_[rng.gamma(2, size=140), rare]}
    )
    auto, drawn, closed = (Est(method=m)(data, ()) for m in ("auto", "resample", "moments"))
    for name in ("ymin", "ymax"):
        np.testing.assert_array_equal(auto[name][[0, 2]], drawn[name][[0, 2]])
        assert auto[name][1] == closed[name][1]
    assert (closed["ymin"] >= [0, 0, 0]).all()  # no mean of resampled rows is below all of them


def test_weighted_rows_that_are_few_are_resampled_in_memory():
    rng = np.random.default_rng(7)
    rows = {"x": np.repeat([0.0, 1.0], [40, 100]), "y": rng.gamma(2, size=140)}
    data = Table.of(rows | {"weight": rng.uniform(1, 2, 140)})
    auto, drawn, closed = (Est(method=m)(data, ()) for m in ("auto", "resample", "moments"))
    assert auto["ymin"].tolist() == [drawn["ymin"][0], closed["ymin"][1]]


def test_other_levels_and_estimates_are_resampled():
    y = np.random.default_rng(9).gamma(2, size=100)
    data = Table.of({"y": y})
    for options in ({"errorbar": ("ci", 99.95)}, {"func": "max"}, {"func": np.std}):
        drawn = Est(**options, method="resample")(data, ())
        same(Est(**options)(data, ()), drawn, rtol=0)


def test_names_and_functions_of_numpy_are_alike():
    data = Table.of({"y": np.random.default_rng(9).gamma(2, size=100)})
    for func in ("mean", "median", "sum"):
        assert ends_of(Est(func), data) == ends_of(Est(getattr(np, func)), data)
    assert ends_of(Est("quantile"), data) == ends_of(Est("median"), data)


def test_many_groups_far_from_each_other_are_fetched(lazy_engine, monkeypatch):
    monkeypatch.setattr(moments, "MOST_GROUPS", 2)
    data = {"x": [0.0, 0.0, 1.0, 1.0, 2.0, 2.0], "y": [1.0, 2.0, 1e8, 1e8 + 1, 4e8, 4e8 + 1]}
    same(
        Est(method="moments")(relation(lazy_engine, data), ()),
        Est(method="moments")(relation(None, data), ()),
    )


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=60), st.floats(1, 99))
def test_the_estimate_lies_in_its_interval_which_lies_in_the_data(values, level):
    y = np.array(values, dtype=float)
    for func in ("mean", "median"):
        stat = Est(func, errorbar=("ci", level), method="moments")
        middle, low, high = ends_of(stat, Table.of({"y": y}))
        assert y.min() <= low <= high <= y.max()
        if func == "median":
            assert low <= middle <= high


def test_shift_and_factor_change_nothing_else():
    rng = np.random.default_rng(1)
    y, weight = rng.gamma(2, size=100), rng.gamma(2, size=100)
    one = Moments.of(Table.of({"y": y, "weight": weight}), ())
    other = Moments.of(Table.of({"y": 3 * y + 7, "weight": weight * 1e5}), ())
    np.testing.assert_allclose(other.interval(95), 3 * np.array(one.interval(95)) + 7)


def test_without_skewness_it_is_the_normal_interval():
    assert cornish_fisher(1.96, np.zeros(1), np.zeros(1))[0] == 1.96


def test_the_formula_is_closer_than_a_thousand_resamples():
    y = np.random.default_rng(3).gamma(1, size=200)
    wanted = np.array(resampled_ends(y))
    ends = np.array(ends_of(Est(), Table.of({"y": y}))[1:])
    off = np.abs(ends - wanted[:2]).max() / wanted[2]
    drawn = [
        np.percentile(resampled(y[None], "mean", 1_000, seed), [2.5, 97.5]) for seed in range(20)
    ]
    spread = np.std(drawn, axis=0).max() / wanted[2]
    assert off < spread / 2


def test_it_is_said_in_a_plot():
    x = np.repeat(["a", "b"], 60)
    y = np.random.default_rng(0).gamma(1, size=120)
    p = so.Plot(x=x, y=y).add(so.PointRange(), so.Est(method="moments", n_boot=10))
    auto = so.Plot(x=x, y=y).add(so.PointRange(), so.Est())
    assert p.plot().data()["ymin"].tolist() == auto.plot().data()["ymin"].tolist()


@pytest.mark.parametrize("func", ["mean", "median"])
def test_every_kind_of_frame_has_the_same_interval(func):
    rng = np.random.default_rng(0)
    frame = pl.DataFrame({"x": ["a", "b"] * 60, "y": rng.gamma(1, size=120)})
    frames = [frame, frame.to_pandas(), frame.to_arrow(), *(one(frame) for one in LAZY.values())]
    ends = []
    for data in frames:
        table = so.Plot(data, x="x", y="y").add(so.Range(), so.Est(func)).plot().data()
        ends.append([list(table[name].to_numpy()) for name in ("y", "ymin", "ymax")])
    for other in ends[1:]:
        np.testing.assert_allclose(other, ends[0], rtol=1e-12)
