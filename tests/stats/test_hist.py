from collections import defaultdict

import numpy as np
import pytest

from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError
from plotkit.scales.temporal import instant_days
from plotkit.scales.transform import transform
from plotkit.stats.bins import RULES
from plotkit.stats.hist import STATS, Hist
from tests.engines import plain, relation, same

LOG = transform("log")
ON_LOG = {"x": Units(forward=LOG.forward, inverse=LOG.inverse, linear=False)}
LEVELS = {"x": Units(Kind.CATEGORY, levels=("lo", "mid", "hi"))}
BY = ("row", "color")


def columns(n=600, weighted=False):
    rng = np.random.default_rng(11)
    x = rng.normal(3, 2, n).round(1)  # many values exactly on edges
    x[:9] = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, 9.0, -3.0, np.nan]
    made = {
        "x": x,
        "color": rng.choice(["a", "b", "c"], n, p=[0.6, 0.3, 0.1]).tolist(),
        "row": rng.choice(["u", "v"], n).tolist(),
    }
    return made | ({"weight": rng.uniform(0, 3, n)} if weighted else {})


def by_hand(data, hist, edges_of):
    """Count each group with numpy, then normalise and sum up as the words say."""
    x, weight = np.array(data["x"]), np.array(data.get("weight", np.ones(len(data["x"]))))
    rows = defaultdict(list)
    for i, key in enumerate(zip(data["row"], data["color"], strict=True)):
        rows[key].append(i)
    counts, edges = {}, {}
    for key, mine in rows.items():
        edges[key] = edges_of(key)
        finite = np.isfinite(x[mine])
        counts[key] = np.histogram(x[mine][finite], edges[key], weights=weight[mine][finite])[0]

    def norm_key(key):
        if hist.common_norm is True:
            return ()
        return key if hist.common_norm is False else (key[BY.index(hist.common_norm[0])],)

    totals = defaultdict(float)
    for key, count in counts.items():
        totals[norm_key(key)] += count.sum()
    values = {}
    for key, count in counts.items():
        total, space = totals[norm_key(key)], np.diff(edges[key])
        per_unit = hist.stat in ("density", "frequency")
        share = count / total if hist.stat not in ("count", "frequency") else count
        share = share * 100 if hist.stat == "percent" else share
        if hist.cumulative:
            values[key] = np.cumsum(share)
        else:
            values[key] = share / space if per_unit else share
    return values, edges


@pytest.mark.parametrize("cumulative", [False, True])
@pytest.mark.parametrize("common_bins", [True, False, ["color"]], ids=str)
@pytest.mark.parametrize("common_norm", [True, False, ["row"]], ids=str)
@pytest.mark.parametrize("stat", STATS)
@pytest.mark.parametrize("weighted", [False, True], ids=["rows", "weights"])
def test_against_numpy(stat, common_norm, common_bins, cumulative, weighted):
    data = columns(weighted=weighted)
    hist = Hist(stat, 7, None, None, common_norm, common_bins, cumulative)
    made = hist(relation(None, data), BY)
    x = np.array(data["x"])

    def edges_of(key):
        mine = np.isfinite(x)
        if common_bins is not True:
            mine &= np.array(data["color"]) == key[1]
        if common_bins is False:
            mine &= np.array(data["row"]) == key[0]
        return np.linspace(x[mine].min(), x[mine].max(), 8)

    values, edges = by_hand(data, hist, edges_of)
    assert made.n == 7 * len(values)
    for key, expected in values.items():
        mine = (made["row"].values() == key[0]) & (made["color"].values() == key[1])
        np.testing.assert_allclose(made["y"][mine], expected, rtol=1e-10)
        np.testing.assert_array_equal(made["y"][mine], made[stat][mine])
        np.testing.assert_allclose(made["space"][mine], np.diff(edges[key]))
        np.testing.assert_allclose(made["x"][mine], (edges[key][1:] + edges[key][:-1]) / 2)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("weighted", [False, True], ids=["rows", "weights"])
def test_every_rule_counts_as_numpy(engine, rule, weighted):
    data = columns(weighted=weighted)
    made = Hist(bins=rule)(relation(engine, data), []).collect()
    finite = np.isfinite(data["x"])
    x = data["x"][finite]
    edges = np.histogram_bin_edges(x, rule)
    weights = data["weight"][finite] if weighted else None
    np.testing.assert_allclose(made["y"], np.histogram(x, edges, weights=weights)[0], rtol=1e-10)


@pytest.mark.parametrize(
    "hist",
    [
        Hist(),
        Hist("density", bins=[-3, -1, 0, 0.3, 4, 9]),
        Hist("percent", binwidth=0.5, common_norm=False),
        Hist("probability", common_bins=False, bins="fd"),
        Hist("frequency", common_bins=["color"], cumulative=True),
        Hist("count", binrange=(0, 4), bins=8),
        Hist("count", discrete=True),
    ],
    ids=str,
)
@pytest.mark.parametrize("weighted", [False, True], ids=["rows", "weights"])
def test_engines_agree_with_memory(lazy_engine, hist, weighted):
    data = columns(weighted=weighted)
    same(hist(relation(lazy_engine, data), BY), hist(relation(None, data), BY))


@pytest.mark.parametrize("cumulative", [False, True])
def test_density_has_area_one_over_all_groups(engine, cumulative):
    hist = Hist("density", cumulative=cumulative, common_norm=True)
    made = hist(relation(engine, columns()), ["color"]).collect()
    if cumulative:
        last = [made["y"][made["color"].values() == color].max() for color in "abc"]
        assert sum(last) == pytest.approx(1)
    else:
        assert (made["y"] * made["space"]).sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("stat", "total"), [("count", 597), ("percent", 100), ("proportion", 1), ("probability", 1)]
)
def test_totals(engine, stat, total):
    made = Hist(stat, bins=[-10, 0, 20])(relation(engine, columns()), []).collect()
    assert made["y"].sum() == pytest.approx(total - (stat == "count"))


def test_groups_without_rows_in_the_range_are_left_out(engine):
    data = {"x": [1.0, 2.0, 50.0], "color": ["a", "a", "b"]}
    made = Hist(binrange=(0, 4), bins=2)(relation(engine, data), ["color"]).collect()
    assert plain(made["color"]) == ["a", "a"]
    assert made["y"].tolist() == [1.0, 1.0]


def test_bins_on_a_log_axis_are_equal_ratios(engine):
    data = relation(engine, {"x": LOG.forward(np.array([1.0, 9.0, 11.0, 1000.0]))}, ON_LOG)
    made = Hist(bins=3)(data, []).collect()
    assert made["y"].tolist() == [2.0, 1.0, 1.0]
    np.testing.assert_allclose(10 ** made["x"], [10**0.5, 10**1.5, 10**2.5])


@pytest.mark.parametrize("discrete", [False, True])
def test_levels_of_a_nominal_axis(engine, discrete):
    x = [0.0, 0.0, 2.0] if engine is None else ["lo", "lo", "hi"]
    made = Hist("percent", discrete=discrete)(relation(engine, {"x": x}, LEVELS), []).collect()
    used = made["y"] > 0
    assert made["x"][used].tolist() == [0.0, 2.0]
    np.testing.assert_allclose(made["y"][used], [200 / 3, 100 / 3])
    assert set(made["space"].tolist()) == {1.0}


def test_months(engine):
    units = {"x": Units(Kind.TIME, parse=instant_days)}
    x = [instant_days(day) for day in ("2024-01-01", "2024-01-31", "2024-02-01", "2024-02-29")]
    made = Hist(binwidth="1MS")(relation(engine, {"x": x}, units), []).collect()
    assert made["y"].tolist() == [2.0, 2.0]
    assert made["space"].tolist() == [31.0, 29.0]


@pytest.mark.parametrize("options", [{}, {"common_bins": False}, {"cumulative": True}], ids=str)
@pytest.mark.parametrize("by", [[], ["color"]], ids=str)
def test_no_rows(engine, options, by):
    data = relation(engine, {"x": [1.0], "color": ["a"]})
    made = Hist(**options)(data.filter(data["x"] > 2), by).collect()
    assert made.n == 0
    assert {"x", "y", "count", "space", *by} <= set(made)


def test_all_rows_without_weight():
    data = Table.of({"x": np.array([1.0, 2.0]), "weight": np.array([0.0, 0.0])})
    made = Hist("percent", bins=2)(data, [])
    assert np.isnan(made["y"]).all()


@pytest.mark.parametrize("stat", STATS)
def test_title(stat):
    assert Hist(stat).axis_labels() == {"y": stat.capitalize()}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Hist("densty"), "Unknown stat of Hist 'densty'. Did you mean 'density'"),
        (lambda: Hist()(relation(None, {"y": [1.0]}), []), "Hist needs 'x'; missing: 'x'"),
        (
            lambda: Hist(common_norm=["hue"])(relation(None, columns()), BY),
            r"common_norm names 'hue', .* not grouped.*There are: 'row', 'color'",
        ),
        (
            lambda: Hist("percent", common_norm=["x"])(relation(None, columns()), BY),
            r"not grouped.* x and y are positions: .*offset=\"expand\".*so.Norm\(\"sum\", by=",
        ),
        (
            lambda: Hist(common_bins="color")(relation(None, columns()), BY),
            "common_bins must be True, False or a list",
        ),
    ],
    ids=["stat", "x", "unknown", "position", "text"],
)
def test_errors(make, message):
    with pytest.raises(PlotSpecError, match=message):
        make()


@pytest.mark.parametrize(("high", "width"), [(2, 1), (60, 1), (300, 6), (5_000, None)], ids=str)
def test_bins_of_whole_numbers_hold_as_many_of_them(engine, high, width):
    """Or are so wide that one more does not show."""
    x = np.arange(100_000) % (high + 1)
    made = Hist()(relation(engine, {"x": x}), []).collect()
    if width is None:
        assert made["space"][0] > 10
        return
    assert set(made["space"]) == {width}
    assert made["x"][0] == (width - 1) / 2
    assert made["count"].sum() == len(x)
    assert np.ptp(made["count"][:-1]) <= width


@pytest.mark.parametrize(
    ("x", "hist"),
    [
        (np.arange(1_000) / 2 % 7, Hist()),
        (np.arange(1_000) % 7, Hist(binrange=(0, 6))),
        (np.arange(1_000) % 7, Hist(binwidth=0.4)),
        (np.arange(1_000) % 7, Hist(bins=20)),
    ],
    ids=["halves", "binrange", "binwidth", "bins"],
)
def test_bins_that_were_asked_for_may_be_narrower_than_whole_numbers(engine, x, hist):
    made = hist(relation(engine, {"x": x}), []).collect()
    assert made["space"][0] < 1
