from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import gaussian_kde

import plotkit.objects as so
from plotkit.data import blocks
from plotkit.data.factor import factorize
from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.marks.area import Area
from plotkit.plot import Plot
from plotkit.stats import bygroup, finegrid
from plotkit.stats.kde import KDE
from tests.engines import ENGINES, LAZY, plain, relation, same

OF_PEAK = 3e-4  # what is promised is 1e-3
LEVELS = Units(Kind.CATEGORY, levels=("p", "q"))


def columns(n=400, weighted=False):
    rng = np.random.default_rng(5)
    color = rng.choice(["a", "b", "c"], n, p=[0.6, 0.3, 0.1])
    spread = {"a": 1.0, "b": 3.0, "c": 0.2}
    x = rng.normal(size=n) * [spread[c] for c in color] + (color == "c") * 5
    x[:3] = [np.nan, np.inf, -np.inf]
    made = {"x": x, "color": color.tolist(), "row": rng.choice(["u", "v"], n).tolist()}
    return made | ({"weight": rng.uniform(0, 2, n)} if weighted else {})


def of_group(data, **levels):
    keep = np.isfinite(data["x"])
    for name, level in levels.items():
        keep &= np.array(data[name]) == level
    weight = np.array(data.get("weight", np.ones(len(data["x"]))))
    return np.array(data["x"])[keep], weight[keep]


def rows_of(made, **levels):
    keep = np.ones(made.n, dtype=bool)
    for name, level in levels.items():
        keep &= np.array(plain(made[name]), dtype=object) == level
    return made.take(np.flatnonzero(keep))


def close(made, expected):
    np.testing.assert_allclose(made, expected, rtol=0, atol=OF_PEAK * expected.max())


def third(sample):
    return sample.scotts_factor() / 3


def area(made):
    return np.trapezoid(made["density"], made["x"])


# ------------------------------------------------------------------------------- one group


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"bw_method": "silverman"},
        {"bw_method": 0.1},
        {"bw_method": third},
        {"bw_adjust": 0.25},
        {"bw_adjust": 3.0},
    ],
    ids=lambda options: "-".join(f"{k}-{getattr(v, '__name__', v)}" for k, v in options.items()),
)
def test_density_is_that_of_scipy(options, weighted):
    data = columns(weighted=weighted)
    x, weight = of_group(data)
    made = KDE(**options)(relation(None, data), ())
    theirs = gaussian_kde(x, options.get("bw_method"), weight)
    theirs.set_bandwidth(theirs.factor * options.get("bw_adjust", 1.0))
    close(made["density"], theirs(made["x"]))
    np.testing.assert_array_equal(made["y"], made["density"])
    margin = 3 * np.sqrt(theirs.covariance.item())
    np.testing.assert_allclose(made["x"], np.linspace(x.min() - margin, x.max() + margin, 200))


VALUES = st.lists(st.integers(-1000, 1000).map(lambda v: v / 8), min_size=2, max_size=40)


@given(values=VALUES, shift=st.sampled_from([0.0, 2.0**20]), seed=st.integers(0, 9))
@settings(max_examples=60)
def test_any_values(values, shift, seed):
    x = np.array(values) + shift
    assume(len(np.unique(x)) > 1)
    weight = np.random.default_rng(seed).uniform(0.5, 1, len(x))
    made = KDE()(Table.of({"x": x, "weight": weight}), ())
    close(made["density"], gaussian_kde(x, weights=weight)(made["x"]))
    made = KDE(cumulative=True)(Table.of({"x": x}), ())
    assert (np.diff(made["y"]) >= 0).all()
    assert made["y"][-1] == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("n", [2, 3, 100, 20_000])
def test_any_number_of_values(n):
    x = np.random.default_rng(n).lognormal(size=n)
    made = KDE()(Table.of({"x": x}), ())
    close(made["density"], gaussian_kde(x)(made["x"]))
    assert (made["density"] >= 0).all()


def test_weights_are_shares_not_counts():
    x, weight = of_group(columns(weighted=True))
    one = KDE()(Table.of({"x": x, "weight": weight}), ())
    other = KDE()(Table.of({"x": x, "weight": 1000 * weight}), ())
    np.testing.assert_allclose(one["y"], other["y"], rtol=1e-9, atol=1e-15)


def test_rows_without_weight_take_no_part():
    data = {"x": [1.0, 2.0, 4.0, 90.0, 91.0, 92.0], "weight": [1.0, 1.0, 2.0, 0.0, -1.0, np.nan]}
    made = KDE()(Table.of(data), ())
    expected = KDE()(Table.of({name: column[:3] for name, column in data.items()}), ())
    same(made, expected)


def test_method_is_told_about_the_sample():
    told = []

    def method(sample):
        told.append(sample)
        return 0.5

    KDE(bw_method=method)(Table.of({"x": [1.0, 2.0, 4.0], "weight": [1.0, 1.0, 2.0]}), ())
    theirs = gaussian_kde([1.0, 2.0, 4.0], weights=[1.0, 1.0, 2.0])
    assert (told[0].n, told[0].d) == (3, 1)
    assert told[0].neff == pytest.approx(theirs.neff)
    assert told[0].scotts_factor() == pytest.approx(theirs.scotts_factor())
    assert told[0].silverman_factor() == pytest.approx(theirs.silverman_factor())


@pytest.mark.parametrize("cut", [0, 1.5])
def test_cut(cut):
    x, _ = of_group(columns())
    made = KDE(cut=cut, gridsize=30)(Table.of({"x": x}), ())
    theirs = gaussian_kde(x)
    margin = cut * np.sqrt(theirs.covariance.item())
    np.testing.assert_allclose(made["x"], np.linspace(x.min() - margin, x.max() + margin, 30))
    close(made["density"], theirs(made["x"]))


@pytest.mark.parametrize("cut", [0, 3])
def test_cumulative(cut):
    x, weight = of_group(columns(weighted=True))
    made = KDE(cumulative=True, cut=cut)(Table.of({"x": x, "weight": weight}), ())
    theirs = gaussian_kde(x, weights=weight)
    expected = [theirs.integrate_box_1d(-np.inf, end) for end in made["x"]]
    np.testing.assert_allclose(made["y"], expected, rtol=0, atol=OF_PEAK)


def test_cumulative_far_beyond_the_data():
    made = KDE(cumulative=True, cut=50)(Table.of({"x": [0.0, 1.0, 3.0]}), ())
    assert made["y"][0] == 0
    assert made["y"][-1] == pytest.approx(1, abs=1e-9)
    assert KDE(cut=50)(Table.of({"x": [0.0, 1.0, 3.0]}), ())["y"][0] == 0


def test_points_of_the_data(engine):
    data = columns()
    made = KDE(gridsize=None)(relation(engine, {"x": data["x"]}), ()).collect()
    x, _ = of_group(data)
    np.testing.assert_array_equal(np.sort(made["x"]), np.sort(x))
    close(made["density"], gaussian_kde(x)(made["x"]))


def test_narrow_kernels_on_a_wide_range_keep_their_area():
    data = Table.of({"x": [0.0, 1.0, 1e9]})  # the bandwidth is less than a cell
    made = KDE(bw_method=1e-7, gridsize=None, cumulative=True)(data, ())
    np.testing.assert_allclose(made["y"], [1 / 3, 1 / 3, 5 / 6], atol=1e-3)


# ---------------------------------------------------------------------------------- groups


def test_density_of_groups():
    data = columns(weighted=True)
    made = KDE()(relation(None, data), ("color", "row"))
    total = of_group(data)[1].sum()
    peak = made["density"].max()
    for color in "abc":
        for row in "uv":
            x, weight = of_group(data, color=color, row=row)
            part = rows_of(made, color=color, row=row)
            np.testing.assert_array_equal(part["x"], rows_of(made, color="a", row="u")["x"])
            expected = gaussian_kde(x, weights=weight)(part["x"]) * weight.sum() / total
            np.testing.assert_allclose(part["density"], expected, rtol=0, atol=OF_PEAK * peak)


@pytest.mark.parametrize(
    ("common", "together", "n"),
    [(True, (), 1), (["row"], ("row",), 2), (False, ("color", "row"), 6)],
    ids=str,
)
def test_areas(common, together, n):
    data = columns()
    made = KDE(common_norm=common, common_grid=False, gridsize=2000)(
        relation(None, data), ("color", "row")
    )
    areas = {}
    for color in "abc":
        for row in "uv":
            whole = {"color": color, "row": row}
            key = tuple(whole[name] for name in together)
            areas[key] = areas.get(key, 0.0) + area(rows_of(made, **whole))
    assert len(areas) == n
    for value in areas.values():
        assert value == pytest.approx(1, abs=2e-3)


def test_grids():
    data = relation(None, columns())

    def grids(common):
        made = KDE(common_grid=common, gridsize=20)(data, ("color", "row"))
        return {tuple(made["x"][i : i + 20]) for i in range(0, made.n, 20)}, made

    assert len(grids(True)[0]) == 1
    assert len(grids(["color"])[0]) == 3
    assert len(grids(False)[0]) == 6
    x, _ = of_group(columns(), color="c")
    margin = 3 * np.sqrt(gaussian_kde(x).covariance.item())
    part = rows_of(grids(["color"])[1], color="c", row="u")
    np.testing.assert_allclose(part["x"], np.linspace(x.min() - margin, x.max() + margin, 20))


def test_one_density_for_each_level_of_the_other_axis(engine):
    rng = np.random.default_rng(3)
    data = {"x": rng.normal(size=90), "y": ["q", "p", "q"] * 30, "color": ["a", "b"] * 45}
    units = {"y": LEVELS}
    if engine is None:
        codes = np.array([LEVELS.levels.index(level) for level in data["y"]], dtype=float)
        table = Table.of({**data, "y": codes, "color": factorize(data["color"])}, units)
    else:
        table = relation(engine, data, units)
    made = KDE(common_norm=["y"], gridsize=50)(table, ("color",)).collect()
    assert set(made) == {"color", "y", "x", "density"}
    assert sorted(set(made["y"].tolist())) == [0, 1]
    keep = (np.array(data["y"]) == "q") & (np.array(data["color"]) == "a")
    part = made.take((made["y"] == 1) & (np.array(plain(made["color"])) == "a"))
    expected = gaussian_kde(data["x"][keep])(part["x"]) / 2
    np.testing.assert_allclose(part["density"], expected, rtol=0, atol=1e-3 * expected.max())


def test_values_on_a_continuous_axis_are_replaced():
    data = {"x": [1.0, 2.0, 4.0], "y": [7.0, 8.0, 9.0]}
    same(KDE()(Table.of(data), ()), KDE()(Table.of({"x": data["x"]}), ()))


def test_groups_without_a_bandwidth_are_left_out(engine):
    data = relation(
        engine,
        {"x": [1.0, 2.0, 4.0, 5.0, 7.0, 7.0], "color": ["a", "a", "a", "b", "c", "c"]},
    )
    with pytest.warns(PlotWarning, match=r"KDE leaves out 2 of 3 groups \(3 rows\)"):
        made = KDE(cut=9, gridsize=2000)(data, ("color",)).collect()
    assert set(plain(made["color"])) == {"a"}
    assert area(made) == pytest.approx(1, abs=1e-3)


def test_no_group_has_a_bandwidth(engine):
    with pytest.warns(PlotWarning, match="KDE leaves out 1 of 1 group"):
        made = KDE()(relation(engine, {"x": [1.0, 1.0]}), ()).collect()
    assert made.n == 0
    assert set(made) == {"x", "density", "y"}


@pytest.mark.parametrize("options", [{}, {"gridsize": None}, {"common_grid": False}], ids=str)
def test_no_rows(engine, options):
    made = KDE(**options)(relation(engine, {"x": [np.nan], "color": ["a"]}), ("color",)).collect()
    assert made.n == 0
    assert set(made) == {"color", "x", "density", "y"}


# --------------------------------------------------------------------------------- engines


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("by", [(), ("color",), ("color", "row")])
def test_engines_give_what_memory_gives(lazy_engine, by, weighted):
    data = columns(weighted=weighted)
    data["color"] = [None if i % 50 == 7 else level for i, level in enumerate(data["color"])]
    stat = KDE(gridsize=60)
    same(stat(relation(lazy_engine, data), by), stat(relation(None, data), by), rtol=1e-9)


@pytest.mark.parametrize(
    "options",
    [
        {"common_grid": False},
        {"common_grid": ["row"], "common_norm": ["color"]},
        {"cumulative": True, "bw_method": "silverman"},
        {"gridsize": None},
        {"bw_adjust": 0.05, "cut": 0},
    ],
    ids=str,
)
def test_options_in_engines(lazy_engine, options):
    data, stat, by = columns(), KDE(**options), ("color", "row")
    same(stat(relation(lazy_engine, data), by), stat(relation(None, data), by), rtol=1e-9)


def test_groups_by_numbers(lazy_engine):
    rng = np.random.default_rng(8)
    data = {"x": rng.normal(size=300) * 1e3 ** rng.integers(2, size=300)}
    data["group"] = rng.choice([1.5, 2.0, None], 300).tolist()
    made = KDE(common_grid=False)(relation(lazy_engine, data), ("group",)).collect()
    expected = KDE(common_grid=False)(relation(None, data), ("group",))
    order = np.lexsort((made["x"], made["group"]))
    np.testing.assert_allclose(made["density"][order], expected["density"], rtol=1e-9, atol=1e-14)


def test_groups_far_apart_with_narrow_bandwidths(engine):
    rng = np.random.default_rng(4)
    groups = np.repeat(np.arange(30), 40)
    x = groups * 1e6 + rng.normal(size=len(groups)) * 2.0 ** (groups % 9)
    data = {"x": x, "color": [f"{group:02}" for group in groups]}
    made = KDE(common_grid=False, common_norm=False)(relation(engine, data), ("color",)).collect()
    for group in (0, 8, 29):
        part = rows_of(made, color=f"{group:02}")
        own = x[groups == group]
        expected = gaussian_kde(own)(part["x"])
        np.testing.assert_allclose(part["density"], expected, rtol=0, atol=1e-3 * expected.max())


def test_hundreds_of_groups(lazy_engine):
    rng = np.random.default_rng(6)
    group = np.repeat(np.arange(450), 10)
    x = rng.normal(size=len(group)) * 2.0 ** (group % 7)
    data = {"x": x, "color": [None if g == 3 else f"{g}" for g in group]}
    stat = KDE(gridsize=5)
    same(
        stat(relation(lazy_engine, data), ("color",)), stat(relation(None, data), ("color",)), 1e-8
    )


def test_rows_of_many_groups_are_fetched(lazy_engine, monkeypatch):
    data, stat = columns(), KDE()
    expected = stat(relation(lazy_engine, data), ("color",)).collect()
    monkeypatch.setattr(bygroup, "MOST_GROUPS", 2)
    same(stat(relation(lazy_engine, data), ("color",)), expected, rtol=1e-9)
    with pytest.raises(PlotSpecError, match="more than 100 rows"):
        stat(replace(relation(lazy_engine, data), limit=100), ("color",))


def test_an_engine_returns_cells_not_rows(lazy_engine):
    data = replace(relation(lazy_engine, {"x": np.arange(50_000) % 1_000}), limit=3_000)
    made = KDE()(data, ())
    assert area(made) == pytest.approx(1, abs=1e-3)


def test_blocks_of_rows_and_wider_cells(monkeypatch):
    data = relation(None, columns(weighted=True))
    expected = KDE()(data, ("color",))
    monkeypatch.setattr(blocks, "BLOCK", 7)
    same(KDE()(data, ("color",)), expected)
    monkeypatch.setattr(finegrid, "MOST_CELLS", 500)
    made = KDE()(data, ("color",))
    np.testing.assert_allclose(made["y"], expected["y"], rtol=0, atol=0.02 * expected["y"].max())


@pytest.mark.parametrize("power", [10, 14, 18, 40, 140])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_a_group_keeps_its_density_beside_one_of_other_magnitude(engine, weighted, power):
    x = np.random.default_rng(0).normal(size=50)
    held = {"x": [*x, *(x * 10.0**power)], "color": ["a"] * 50 + ["b"] * 50}
    if weighted:
        held["weight"] = [1.0 + number % 3 for number in range(100)]
    stat = KDE(common_grid=False, common_norm=False)
    both = stat(relation(engine, held), ("color",)).collect()
    for code, rows in enumerate((slice(50), slice(50, 100))):
        own = stat(relation(engine, {n: v[rows] for n, v in held.items()}), ("color",)).collect()
        made = both.filter(both["color"].codes == code)
        np.testing.assert_allclose(made["x"], own["x"], rtol=1e-9)
        np.testing.assert_allclose(made["y"], own["y"], rtol=0, atol=2e-6 * own["y"].max())


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@given(
    values=st.lists(st.integers(-80, 80).map(lambda v: v / 8), min_size=4, max_size=12),
    seed=st.integers(0, 9),
)
@settings(max_examples=10)
@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_engines_on_any_values(engine, values, seed):
    levels = np.random.default_rng(seed).choice(["a", "b"], len(values)).tolist()
    data, stat = {"x": values, "color": levels}, KDE(gridsize=20)
    same(stat(relation(engine, data), ("color",)), stat(relation(None, data), ("color",)), 1e-8)


# ------------------------------------------------------------------------- words and plots


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"bw_adjust": 0}, "bw_adjust of KDE must be a positive number, not 0"),
        ({"bw_adjust": "wide"}, "bw_adjust of KDE must be a positive number, not 'wide'"),
        ({"bw_adjust": np.nan}, "bw_adjust of KDE must be a positive number, not nan"),
        ({"bw_method": "scot"}, "Unknown bw_method of KDE 'scot'. Did you mean 'scott'"),
        ({"bw_method": -1.0}, 'bw_method of KDE must be "scott", "silverman", a positive'),
        ({"bw_method": None}, 'bw_method of KDE must be "scott", "silverman", a positive'),
        ({"gridsize": 1}, "gridsize of KDE must be a whole number from 2 on, or None"),
        ({"gridsize": 10.5}, "gridsize of KDE must be a whole number from 2 on"),
        ({"gridsize": "fine"}, "gridsize of KDE must be .* None to evaluate .* not 'fine'"),
        ({"cut": -1}, "cut of KDE must be a number from 0 on, not -1"),
    ],
)
def test_wrong_parameters(options, message):
    with pytest.raises(PlotSpecError, match=message):
        KDE(**options)


def test_wrong_data():
    data = relation(None, columns())
    with pytest.raises(PlotSpecError, match="KDE needs 'x'; missing: 'x'"):
        KDE()(data.without("x"), ())
    with pytest.raises(PlotSpecError, match=r"common_norm names 'row'.* There are: 'color'"):
        KDE(common_norm=["row"])(data, ("color",))
    with pytest.raises(PlotSpecError, match="common_grid must be True"):
        KDE(common_grid="color")(data, ("color",))
    with pytest.raises(PlotSpecError, match="given as bw_method must return a positive number"):
        KDE(bw_method=lambda sample: -1.0)(data, ())
    nominal = Table.of({"x": [0.0, 1.0]}, {"x": LEVELS})
    with pytest.raises(PlotSpecError, match="position axis, which is nominal here"):
        KDE()(nominal, ())


def test_in_a_plot():
    data = columns()
    made = Plot(data, x="x", color="color").add(Area(), KDE()).plot
    with pytest.warns(PlotWarning, match="3 rows dropped"):
        plot = made()
    assert plot.axes[0].get_ylabel() == "Density"
    with pytest.warns(PlotWarning, match="3 rows dropped"):
        lying = Plot(data, y="x").add(Area(), KDE(cumulative=True)).plot()
    assert lying.axes[0].get_xlabel() == "Cumulative density"
    assert KDE().made() == {"x": "x", "y": "y", "density": "number"}


# ------------------------------------------------------------------------- bounds, and along values


def reflected_by_hand(values, points, bounds, weights=None):
    """Return the density of scipy, with each image of a value behind a bound."""
    kde = gaussian_kde(values, weights=weights)
    low, high = bounds
    images = [points]
    if low is not None:
        images.append(2 * low - points)
    if high is not None:
        images.append(2 * high - points)
    return sum(kde(each) for each in images)


@pytest.mark.parametrize("bounds", [(0, None), (None, 2), (0, 30)])
def test_40_bounds_reflect(engine, bounds):
    y = np.array([0.1, 0.2, 0.5, 1, 2])
    stat = KDE(bounds=bounds, cut=8, gridsize=3000)
    made = stat(relation(engine, {"x": y}), ()).collect()
    assert np.trapezoid(made["density"], made["x"]) == pytest.approx(1, abs=1e-4)
    expected = reflected_by_hand(y, made["x"], bounds)
    assert_allclose(made["density"], expected, atol=1e-3 * expected.max())
    if bounds[0] == 0:
        assert made["x"][0] == 0
        assert made["density"][0] == pytest.approx(0.7954, abs=1e-3)
    if bounds[1] == 2:
        assert made["x"][-1] == 2
    whole = KDE(bounds=bounds, cut=8, cumulative=True)(relation(engine, {"x": y}), ()).collect()
    assert whole["density"][[0, -1]] == pytest.approx([0, 1], abs=1e-6)


def test_40_two_near_bounds_are_two_mirrors():
    y = np.array([0.1, 0.2, 0.5, 1, 2])
    made = KDE(bounds=(0, 2.5), bw_adjust=20)(Table.of({"x": y}), ())
    assert_allclose(made["density"], 0.4, rtol=1e-3)  # spread evenly between them


def test_v4_uniform_values_reach_both_ends():
    uniform = np.random.default_rng(0).random(10_000)
    made = KDE(bounds=(0, 1))(Table.of({"x": uniform}), ())
    assert (made["x"][0], made["x"][-1]) == (0, 1)
    assert made["density"].min() > 0.9 and made["density"].max() < 1.1
    plain = KDE(cut=0)(Table.of({"x": uniform}), ())
    assert plain["density"][0] == pytest.approx(0.5, abs=0.05)


def test_v4_cut():
    six = Table.of({"x": np.arange(6.0)})
    assert KDE(cut=2)(six, ())["x"][0] == pytest.approx(-2.6, abs=0.05)
    assert KDE(cut=0)(six, ())["x"][[0, -1]].tolist() == [0, 5]


def test_40_bounds_on_a_logarithmic_axis():
    p = so.Plot(x=[1.0, 2, 5, 10, 20]).add(so.Area(), KDE(bounds=(0, 20))).scale(x="log")
    made = p.plot().data()
    assert made["x"].max() == pytest.approx(20) and made["x"].min() > 0


def test_40_equal_weights_are_none():
    y = np.array([0.1, 0.2, 0.5, 1, 2])
    plain = KDE(bounds=(0, None))(Table.of({"x": y}), ())
    made = KDE(bounds=(0, None))(Table.of({"x": y, "weight": np.full(5, 2.0)}), ())
    assert_allclose(made["density"], plain["density"])


def test_40_wrong_bounds():
    with pytest.raises(PlotSpecError, match=r"KDE\(bounds=\(1, None\)\) is given values from 0.1"):
        KDE(bounds=(1, None))(Table.of({"x": np.array([0.1, 2.0])}), ())
    for bounds in ((1, 0), (0,), 3, (2, 2)):
        with pytest.raises(PlotSpecError, match="bounds of KDE must be the least and the largest"):
            KDE(bounds=bounds)
    with pytest.raises(PlotSpecError, match="along of KDE"):
        KDE(along="z")


def test_densities_along_the_values_of_each_position(engine):
    rng = np.random.default_rng(2)
    x, y = rng.integers(0, 3, 200).astype(float), rng.normal(size=200)
    stat = KDE(along="y", common_norm=False, common_grid=False)
    made = stat(relation(engine, {"x": x, "y": y}), ())
    main = made.main.collect()
    for at in (0.0, 1.0, 2.0):
        alone = KDE()(Table.of({"x": y[x == at]}), ())
        rows = main["x"] == at
        assert_allclose(main["y"][rows], alone["x"], rtol=1e-9)
        assert_allclose(main["density"][rows], alone["density"], atol=1e-3 * alone["density"].max())
        assert set(main["n"][rows]) == {(x == at).sum()}
    assert not made.others["flat"].collect().n


def test_39_groups_without_a_density_are_named():
    data = {"x": ["a"] * 5 + ["b"] + ["c"] * 3, "y": [1, 2, 3, 4, 5, 3, 6, 6, 6]}
    plot = so.Plot(data, x="x", y="y").add(so.Violin())
    with pytest.warns(PlotWarning, match=r"2 of 3 groups \(4 rows\): 'b', 'c'\. A density"):
        made = plot.plot().data(part="flat")
    assert made["y"].tolist() == [3, 6] and made["n"].tolist() == [1, 3]
