from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import plotkit.objects as so
from plotkit.config import CONFIG
from plotkit.data.reductions import NAMED, reduction
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError
from plotkit.marks.segment import Range
from plotkit.plot import Plot
from plotkit.scales.transform import transform
from plotkit.stats import bootstrap
from plotkit.stats.bootstrap import draws, interval, resampled, resampled_means
from plotkit.stats.est import Est
from tests.engines import LAZY, relation, same

BY = ("color",)


def columns(n=300, weighted=False):
    rng = np.random.default_rng(6)
    y = rng.lognormal(size=n)
    y[:3] = [np.nan, np.inf, -np.inf]
    color = rng.choice(["a", "b"], n).tolist()
    made = {"x": rng.integers(4, size=n).astype(float), "y": y, "color": color}
    made["color"][3], made["x"][3] = "c", 9.0  # a group of one
    return made | ({"weight": rng.uniform(0.1, 2, n)} if weighted else {})


def cells(data):
    """Return the finite values of each group in the order of the result, and their weights."""
    y, weight = data["y"], data.get("weight", np.ones(len(data["y"])))
    keys = list(zip(data["color"], data["x"], strict=True))
    found = {}
    for key in sorted(set(keys)):
        keep = np.array([other == key for other in keys]) & np.isfinite(y)
        found[key] = (y[keep], weight[keep])
    return found


def by_value(made):
    keys = zip(made["color"].values().tolist(), made["x"].tolist(), strict=True)
    rows = zip(made["y"], made["ymin"], made["ymax"], strict=True)
    return dict(zip(keys, rows, strict=True))


def name_of(func):
    return f"numpy.{func.__name__}" if callable(func) else func


def percentile_interval(y, level):
    return np.percentile(y, [50 - level / 2, 50 + level / 2])


def spread_of(kind, level, y):
    if kind == "pi":
        return percentile_interval(y, level)
    half = level * y.std(ddof=1) / (np.sqrt(len(y)) if kind == "se" else 1)
    return np.mean(y) - half, np.mean(y) + half


# ---------------------------------------------------------------------- what the ends mean


@pytest.mark.parametrize(
    ("errorbar", "kind", "level"),
    [
        ("sd", "sd", 1),
        (("sd", 2), "sd", 2),
        ("se", "se", 1),
        (("se", 1.96), "se", 1.96),
        ("pi", "pi", 95),
        (("pi", 50), "pi", 50),
        (["pi", 100], "pi", 100),
    ],
    ids=str,
)
def test_spread(engine, errorbar, kind, level):
    data = columns()
    made = by_value(Est(errorbar=errorbar)(relation(engine, data), BY).collect())
    expected = cells(data)
    assert set(made) == set(expected)
    for key, (y, _) in expected.items():
        ends = spread_of(kind, level, y) if len(y) > 1 else (y[0], y[0])
        np.testing.assert_allclose(made[key], [y.mean(), *ends], rtol=1e-11, err_msg=str(key))


def test_median_absolute_deviations_are_those_of_scipy(engine):
    data = columns()
    made = by_value(Est("median", ("mad", 2))(relation(engine, data), BY).collect())
    for key, (y, _) in cells(data).items():
        reach = 2 * stats.median_abs_deviation(y)
        middle = np.median(y)
        expected = [middle, middle - reach, middle + reach]
        np.testing.assert_allclose(made[key], expected, rtol=1e-11, atol=1e-12)


def test_from_the_least_to_the_largest(engine):
    data = columns()
    made = by_value(Est(errorbar="range")(relation(engine, data), BY).collect())
    for key, (y, _) in cells(data).items():
        np.testing.assert_allclose(made[key], [y.mean(), y.min(), y.max()], rtol=1e-12)


def test_33_normal_is_by_students_t(engine):
    made = Est(errorbar=("normal", 95))(relation(engine, {"y": [2.0, 4.0, 9.0]}), ()).collect()
    found = [made[name][0] for name in ("y", "ymin", "ymax")]
    assert found == pytest.approx([5, -3.9567, 13.9567], abs=5e-5)
    data = columns()
    made = by_value(Est(errorbar=("normal", 80))(relation(engine, data), BY).collect())
    for key, (y, _) in cells(data).items():
        expected = [np.nan, np.nan]
        if len(y) > 1:
            expected = stats.t.interval(0.8, len(y) - 1, y.mean(), stats.sem(y))
        np.testing.assert_allclose(made[key], [y.mean(), *expected], rtol=1e-9)


@pytest.mark.parametrize("mark", [so.PointRange(capsize=5), so.LineBand(), so.BarRange()])
def test_33_one_row_has_no_interval_and_is_not_told(mark):
    p = so.Plot(x=[1, 1, 1, 2], y=[2, 4, 9, 7]).add(mark, so.Est(errorbar="normal"))
    made = p.plot().data()  # a warning would be an error
    assert list(made["y"]) == [5, 7]
    assert np.isnan(made["ymin"][1])


def test_33_a_single_row_among_others_has_no_interval_and_no_word():
    p = so.Plot(x=[1, 1, 1, 2], y=[2, 4, 9, 7]).add(so.Range(), so.Est(errorbar="normal"))
    assert np.isfinite(p.plot().data()["ymin"]).tolist() == [True]


@pytest.mark.parametrize(
    ("space", "mean", "low", "high"),
    [("data", 337.0, -np.inf, 2.95961), ("scale", 10 ** (4 / 3), -0.19419, 2.86086)],
)
def test_34_an_interval_on_a_log_axis(engine, space, mean, low, high):
    log = transform("log")
    units = {"y": Units(forward=log.forward, inverse=log.inverse, linear=False)}
    data = relation(engine, {"y": [0.0, 1.0, 3.0]}, units)
    made = Est(errorbar="sd", space=space)(data, ()).collect()
    assert 10 ** made["y"][0] == pytest.approx(mean)
    assert [made["ymin"][0], made["ymax"][0]] == pytest.approx([low, high], abs=1e-4)


def test_34_the_interval_reaches_the_end_of_the_axis():
    p = so.Plot(x=["a"] * 3 + ["b"] * 2, y=[1, 10, 1000, 5, 6]).scale(y="log")
    p = p.add(so.ErrorBar(), so.Est(errorbar="sd", space="data"))
    drawn = p.plot()
    assert drawn.data()["ymin"][0] == 0
    low, _ = drawn.axes[0].get_ylim()
    assert low > 1  # what cannot be shown pulls no limit


def test_no_rows_of_the_new_kinds(engine):
    data = relation(engine, {"x": [1.0], "y": [np.nan], "color": ["a"]})
    for errorbar in ("mad", "range", "normal"):
        assert Est(errorbar=errorbar)(data, BY).collect().n == 0


def test_quantiles_need_no_rows_of_an_engine(lazy_engine):
    data = replace(relation(lazy_engine, columns(60_000)), limit=6_000)
    for errorbar in ("mad", "pi", "range", "normal"):
        assert Est(errorbar=errorbar)(data, BY).collect().n == 9


def test_no_errorbar(engine):
    data = columns()
    made = by_value(Est(errorbar=None)(relation(engine, data), BY).collect())
    for key, (y, _) in cells(data).items():
        np.testing.assert_allclose(made[key], [y.mean()] * 3, rtol=1e-12)


def test_errorbar_by_a_function(engine):
    data = columns()
    stat = Est("max", errorbar=lambda y: (y.min(), np.median(y)))
    made = by_value(stat(relation(engine, data), BY).collect())
    for key, (y, _) in cells(data).items():
        expected = [y.max(), y.min(), np.median(y)]
        np.testing.assert_allclose(made[key], expected if len(y) > 1 else y[0], rtol=1e-12)


@pytest.mark.parametrize("func", ["median", "sum", "min", "max", "std", np.ptp, len])
def test_func(engine, func):
    data = columns()
    made = Est(func, errorbar=("se", 2))(relation(engine, data), BY).collect()
    found = [
        Table.of({"y": y}).scalars(y=reduction(func, "y"))["y"] for y, _ in cells(data).values()
    ]
    np.testing.assert_allclose(made["y"], found, rtol=1e-11)
    half = [2 * y.std(ddof=1) / np.sqrt(len(y)) for y, _ in cells(data).values() if len(y) > 1]
    several = made["ymax"] > made["ymin"]
    np.testing.assert_allclose((made["ymax"] - made["ymin"])[several] / 2, half, rtol=1e-10)


def test_a_group_of_one_has_no_spread(engine):
    data = relation(engine, {"x": [1.0, 2.0, 2.0], "y": [5.0, 6.0, 7.0]})
    for errorbar in ("ci", "pi", "se", "sd", None, lambda y: (0, 1)):
        made = Est(errorbar=errorbar)(data, ()).collect()
        assert (made["y"][0], made["ymin"][0], made["ymax"][0]) == (5, 5, 5)


def test_only_what_is_known_takes_part(engine):
    data = {"x": [1.0, 1.0, 1.0, 1.0, 2.0], "y": [1.0, 3.0, np.nan, np.inf, np.nan]}
    made = Est(errorbar="sd")(relation(engine, data), ()).collect()
    assert made["x"].tolist() == [1]
    assert made["y"].tolist() == [2]


@pytest.mark.parametrize("errorbar", ["ci", "pi", "sd", None])
def test_no_rows(engine, errorbar):
    data = relation(engine, {"x": [1.0], "y": [np.nan], "color": ["a"]})
    made = Est(errorbar=errorbar)(data, BY).collect()
    assert made.n == 0
    assert set(made) == {"color", "x", "y", "ymin", "ymax"}


# ------------------------------------------------------------------------------- bootstrap


def test_interval_is_that_of_resampled_means():
    data = columns()
    made = by_value(Est(seed=3, n_boot=500)(relation(None, data), BY))
    for key, (y, _) in cells(data).items():
        (_, index), *rest = draws(len(y), 500, 3)
        assert not rest
        expected = percentile_interval(np.sort(y)[index].mean(axis=1), 95)
        np.testing.assert_allclose(made[key][1:], expected, rtol=1e-12)


def test_interval_is_about_two_standard_errors():
    y = np.random.default_rng(1).normal(10, 2, 4_000)
    for level, z in ((95, 1.96), (68.27, 1.0)):
        made = Est(errorbar=("ci", level), n_boot=4_000, method="resample")(
            Table.of({"x": np.zeros(4_000), "y": y}), ()
        )
        half = z * y.std() / np.sqrt(len(y))
        np.testing.assert_allclose(made["ymax"] - y.mean(), half, rtol=0.06)
        np.testing.assert_allclose(y.mean() - made["ymin"], half, rtol=0.06)


@pytest.mark.parametrize("func", [*NAMED, np.mean, np.median, np.std], ids=name_of)
@pytest.mark.parametrize("n", [7, 8])
def test_many_resamples_at_once_are_those_one_by_one(func, n):
    values = np.sort(np.random.default_rng(2).integers(9, size=(3, n)).astype(float))

    def plain(row):
        return Table.of({"y": row}).scalars(y=reduction(func, "y"))["y"]

    made = resampled(values, func, 40, 0)
    np.testing.assert_allclose(made, resampled(values, plain, 40, 0), rtol=1e-12, atol=1e-12)


def test_functions_that_only_look_vectorised():
    def total(row, axis=None):
        return row.sum()

    def ends(row):
        return row.iloc[0] + row.iloc[-1]

    total.__module__ = ends.__module__ = "numpy.lookalike"
    values = np.random.default_rng(2).normal(size=(2, 5))
    np.testing.assert_allclose(resampled(values, total, 9, 0), resampled(values, "sum", 9, 0))
    first, last = (resampled(values, func, 9, 0) for func in ("first", "last"))
    np.testing.assert_allclose(resampled(values, ends, 9, 0), first + last)


def test_picking_values_and_counting_draws_agree():
    values = np.random.default_rng(2).normal(1e6, 1, size=(bootstrap.FEW, 30))
    together = resampled_means(values, None, 100, 0)
    split_by = [resampled_means(row[None], None, 100, 0)[0] for row in values]
    np.testing.assert_allclose(together, split_by, rtol=1e-14)


def test_chunks_change_nothing(monkeypatch):
    data = relation(None, columns(weighted=True))
    stats = [(Est(), data), (Est("median"), data.without("weight"))]
    expected = [stat(rows, BY) for stat, rows in stats]
    monkeypatch.setattr(bootstrap, "CHUNK", 200)
    monkeypatch.setattr(bootstrap, "MOST_VALUES", 1_000)
    for (stat, rows), table in zip(stats, expected, strict=True):
        same(stat(rows, BY), table)


def test_same_picture_each_time():
    data = relation(None, columns())
    one = Est()(data, BY)
    same(Est()(data, BY), one, rtol=0)
    same(Est(seed=0)(data, BY), one, rtol=0)
    assert (Est(seed=5)(data, BY)["ymin"] != one["ymin"]).any()


def test_the_seed_of_the_session(monkeypatch):
    data = {"x": np.repeat([1, 2], 50), "y": np.arange(100.0)}
    plot = Plot(data, x="x", y="y")
    resampled = plot.add(Range(), Est(method="resample"))
    first = resampled.plot().data()["ymin"]
    monkeypatch.setattr(CONFIG, "seed", 5)
    other = resampled.plot().data()["ymin"]
    assert (other != first).any()
    seeded = plot.add(Range(), Est(seed=5, method="resample"))
    np.testing.assert_array_equal(seeded.plot().data()["ymin"], other)


def test_an_interval_depends_on_its_own_group_only():
    data = relation(None, columns())
    order = np.random.default_rng(0).permutation(data.n)
    same(Est()(data.take(order), BY), Est()(data, BY))
    alone = Est()(data.filter(data["x"] == 2), BY)
    together = Est()(data, BY)
    same(alone, together.filter(together["x"] == 2))


def test_estimates_that_fail_in_some_resamples():
    def spread(y):
        return np.nan if np.ptp(y) == 0 else np.ptp(y)

    data = Table.of({"x": [1.0, 1.0, 2.0, 2.0], "y": [1.0, 3.0, 4.0, 4.0]})
    made = Est(spread)(data, ())
    np.testing.assert_array_equal(made["ymin"], [2, np.nan])
    np.testing.assert_array_equal(made["y"], [2, np.nan])


def test_interval_of_samples():
    samples = np.array([[0.0, 1, 2, 3, 4], [np.nan, 0, 1, np.nan, 2], [np.nan] * 5])
    low, high = interval(samples, 50)
    np.testing.assert_allclose(low, [1, 0.5, np.nan])
    np.testing.assert_allclose(high, [3, 1.5, np.nan])


# --------------------------------------------------------------------------------- weights


def test_weighted_mean(engine):
    data = columns(weighted=True)
    made = by_value(Est(errorbar=None)(relation(engine, data), BY).collect())
    for key, (y, weight) in cells(data).items():
        np.testing.assert_allclose(made[key], [np.average(y, weights=weight)] * 3, rtol=1e-12)


def test_weighted_interval(engine):
    data = columns(weighted=True)
    stat = Est(n_boot=200, seed=1, method="resample")
    made = by_value(stat(relation(engine, data), BY).collect())
    for key, (y, weight) in cells(data).items():
        order = np.argsort(y)
        (_, index), *_ = draws(len(y), 200, 1)
        drawn, share = y[order][index], weight[order][index]
        expected = percentile_interval((drawn * share).sum(axis=1) / share.sum(axis=1), 95)
        np.testing.assert_allclose(made[key][1:], expected, rtol=1e-11)


def test_rows_without_weight_take_no_part(engine):
    data = {"x": [1.0] * 4, "y": [1.0, 3.0, 50.0, 60.0], "weight": [1.0, 3.0, 0.0, -1.0]}
    made = Est()(relation(engine, data), ()).collect()
    assert made["y"].tolist() == [2.5]
    assert made["ymax"][0] <= 3


@pytest.mark.parametrize(
    "options",
    [{"func": "median"}, {"func": np.mean}, {"errorbar": "sd"}, {"errorbar": min}],
    ids=["median", "function", "sd", "function of errorbar"],
)
def test_weights_are_for_means(options):
    with pytest.raises(PlotSpecError, match=r'With weight, Est takes func="mean" and errorbar'):
        Est(**options)(Table.of({"x": [1.0], "y": [1.0], "weight": [1.0]}), ())


# --------------------------------------------------------------------------------- engines


@pytest.mark.parametrize(
    "errorbar", ["ci", ("pi", 80), "se", "sd", ("mad", 2), "range", None], ids=str
)
@pytest.mark.parametrize("func", ["mean", "median", "max"])
def test_engines_give_what_memory_gives(lazy_engine, func, errorbar):
    stat, data = Est(func, errorbar, n_boot=50, method="resample"), columns()
    data["color"][5] = None
    same(stat(relation(lazy_engine, data), BY), stat(relation(None, data), BY))


def test_an_engine_returns_groups_not_rows(lazy_engine):
    data = replace(relation(lazy_engine, columns()), limit=20)
    for stat in (Est(errorbar="se"), Est(), Est("sum"), Est("count")):
        assert stat(data, BY).collect().n == 9
    for stat in (Est(method="resample"), Est("max"), Est(errorbar=("ci", 99.95))):
        with pytest.raises(PlotSpecError, match="more than 20 rows"):
            stat(data, BY)


@pytest.mark.parametrize("errorbar", ["pi", ("pi", 60), "mad", "sd", "se", "range", None])
@pytest.mark.parametrize("func", ["median", "quantile"])
def test_medians_and_intervals_of_groups_need_no_rows_of_an_engine(lazy_engine, func, errorbar):
    stat, data = Est(func, errorbar), columns()
    few = replace(relation(lazy_engine, data), limit=250)
    same(stat(few, BY), stat(relation(None, data), BY))


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from([0.0, 1.0]), st.integers(-80, 80).map(lambda v: v / 8)),
        min_size=1,
    ),
    errorbar=st.sampled_from(["ci", "pi", "sd", "se"]),
)
@settings(max_examples=15)
def test_engines_on_any_values(engine, rows, errorbar):
    x, y = zip(*rows, strict=True)
    stat, data = Est(errorbar=errorbar, n_boot=20, method="resample"), {"x": list(x), "y": list(y)}
    made, expected = stat(relation(engine, data), ()), stat(relation(None, data), ())
    for name in ("x", "y", "ymin", "ymax"):
        np.testing.assert_allclose(made[name], expected[name], rtol=1e-9, atol=1e-9)
    assert (expected["ymin"] <= expected["ymax"]).all()


# ------------------------------------------------------------------------- words and plots


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"func": "meen"}, "Unknown reduction 'meen'. Did you mean 'mean'"),
        ({"errorbar": "cl"}, "Unknown kind of errorbar 'cl'"),
        ({"errorbar": ("se", -1)}, "level of errorbar 'se' must be a number from 0 on, not -1"),
        ({"method": "moment"}, "Unknown method of Est 'moment'. Did you mean 'moments'"),
        ({"method": "moments", "func": "max"}, "is for 'mean', 'sum', 'median', not for 'max'"),
        ({"method": "moments", "errorbar": ("ci", 100)}, "an interval of 100 % has no end"),
        ({"errorbar": ("ci", 101)}, "level of errorbar 'ci' must be a percentage from 0 to 100"),
        ({"errorbar": ("ci", "95")}, "level of errorbar 'ci' must be a percentage from 0 to 100"),
        ({"errorbar": 95}, 'errorbar must be a kind such as "ci", a pair'),
        ({"errorbar": ("ci", 95, 1)}, 'errorbar must be a kind such as "ci", a pair'),
        ({"errorbar": ("range", 50)}, 'errorbar "range" has no level'),
        ({"errorbar": ("normal", 101)}, "level of errorbar 'normal' must be a percentage"),
        ({"func": "median", "errorbar": "normal"}, "an interval of the mean, not of 'median'"),
        ({"space": "axis"}, "Unknown space 'axis'"),
        ({"n_boot": 0}, "n_boot must be a positive whole number, not 0"),
        ({"n_boot": 10.5}, "n_boot must be a positive whole number, not 10.5"),
        ({"seed": -1}, "seed must be a whole number from 0 on, not -1"),
        ({"seed": "a"}, "seed must be a whole number from 0 on, not 'a'"),
    ],
)
def test_wrong_parameters(options, message):
    with pytest.raises(PlotSpecError, match=message):
        Est(**options)


def test_wrong_data():
    with pytest.raises(PlotSpecError, match="Est needs 'y'; missing: 'y'"):
        Est()(Table.of({"x": [1.0]}), ())
    with pytest.raises(PlotSpecError, match=r"must return \(low, high\), not .*1\.0"):
        Est(errorbar=lambda y: y.min())(Table.of({"x": [1.0, 1.0], "y": [1.0, 2.0]}), ())


def test_in_axis_units():
    log = Units(forward=np.log10, inverse=lambda v: 10.0**v, linear=False)
    made = Est(errorbar="sd")(Table.of({"x": [0.0, 0.0], "y": [0.0, 2.0]}, {"y": log}), ())
    assert made["y"].tolist() == [1]  # of the logarithms


def test_in_a_plot():
    data = {"x": ["a", "a", "b", "b"], "y": [1.0, 3.0, 5.0, 5.0]}
    made = Plot(data, x="x", y="y").add(Range(), Est(errorbar=("sd", 1))).plot().data()
    low, high = (np.asarray(made[name], dtype=float) for name in ("ymin", "ymax"))
    np.testing.assert_allclose(low, [2 - 2**0.5, 5])
    np.testing.assert_allclose(high, [2 + 2**0.5, 5])
    lying = Plot(data, y="x", x="y").add(Range(), Est(errorbar=("sd", 1))).plot().data()
    np.testing.assert_allclose(np.asarray(lying["xmin"], dtype=float), low)
