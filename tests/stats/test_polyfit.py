from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.marks.line import Line
from plotkit.plot import Plot
from plotkit.stats import bygroup, polyfit
from plotkit.stats.polyfit import PolyFit
from tests.engines import LAZY, relation, same

BY = ("color", "row")


def columns(n=300, weighted=False):
    rng = np.random.default_rng(7)
    x = rng.uniform(-3, 5, n)
    y = 100 + x**3 - 2 * x + rng.normal(size=n)
    x[:2], y[2:4] = [np.nan, np.inf], [np.nan, -np.inf]
    made = {
        "x": x,
        "y": y,
        "color": rng.choice(["a", "b"], n).tolist(),
        "row": rng.choice(["u", "v"], n).tolist(),
    }
    return made | ({"weight": rng.uniform(0, 2, n)} if weighted else {})


def by_numpy(x, y, order, m, weight=None):
    """Fit by numpy.polyfit, on positions moved to the middle, where it is most exact."""
    keep = np.isfinite(x) & np.isfinite(y)
    x, y = x[keep], y[keep]
    root = None if weight is None else np.sqrt(weight[keep])
    grid, middle, half = np.linspace(x.min(), x.max(), m), x.mean(), np.ptp(x) / 2
    fitted = np.polyfit((x - middle) / half, y, order, w=root)
    return grid, np.polyval(fitted, (grid - middle) / half)


def close(made, expected, rtol=1e-9):
    np.testing.assert_allclose(made, expected, rtol=0, atol=rtol * np.abs(expected).max())


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("order", [0, 1, 2, 3, 5, 8])
def test_fit_is_that_of_numpy(engine, order, weighted):
    data = columns(weighted=weighted)
    made = PolyFit(order, gridsize=40)(relation(engine, data), BY).collect()
    assert list(made) == [*BY, "x", "y"]
    row = 0
    for color in "ab":
        for level in "uv":
            own = (np.array(data["color"]) == color) & (np.array(data["row"]) == level)
            weight = data["weight"][own] if weighted else None
            x, y = by_numpy(data["x"][own], data["y"][own], order, 40, weight)
            part = made.take(slice(row, row + 40))
            assert set(part["color"].values()) == {color}
            assert set(part["row"].values()) == {level}
            np.testing.assert_allclose(part["x"], x, rtol=1e-12)
            close(part["y"], y)
            row += 40
    assert made.n == row


def test_literally_numpy():
    data = columns()
    keep = np.isfinite(data["x"]) & np.isfinite(data["y"])
    made = PolyFit()(relation(None, data), ())
    assert made.n == 100
    fitted = np.polyfit(data["x"][keep], data["y"][keep], 2)
    close(made["y"], np.polyval(fitted, made["x"]))


def test_positions_far_from_zero(engine):
    rng = np.random.default_rng(2)
    years = np.arange(1900.0, 2021.0)
    y = 1e6 + (years - 1950) ** 2 + rng.normal(size=len(years))
    made = PolyFit(3)(relation(engine, {"x": years, "y": y}), ()).collect()
    close(made["y"], by_numpy(years, y, 3, 100)[1], 1e-10)


POINTS = st.lists(
    st.tuples(st.integers(-400, 400).map(lambda v: v / 8), st.integers(-800, 800).map(float)),
    min_size=2,
    max_size=25,
)


@given(points=POINTS, order=st.integers(0, 4))
@settings(max_examples=60)
def test_any_points(points, order):
    x, y = np.array(points).T
    assume(len(np.unique(x)) > max(order, 1))
    made = PolyFit(order, gridsize=9)(Table.of({"x": x, "y": y}), ())
    close(made["y"], by_numpy(x, y, order, 9)[1], 1e-8)


def test_curve_through_as_many_points_as_it_needs(engine):
    data = {"x": [0.0, 1e-4, 1.0], "y": [1.0, 2.0, 0.0]}  # too uneven for sums of powers
    made = PolyFit(2, gridsize=10_001)(relation(engine, data), ()).collect()
    close(made["y"][[0, 1, -1]], np.array([1.0, 2.0, 0.0]), 1e-9)


@pytest.mark.parametrize("step", [1.0, 1e-4])  # also too uneven for sums of powers
def test_weights_like_repeated_rows(engine, step):
    data = {"x": [0.0, step, 2 * step, 3, 4], "y": [0.0, 2, 1, 5, 3], "weight": [1.0, 3, 2, 1, 0]}
    times = np.array([1, 3, 2, 1, 0])
    repeated = {name: np.repeat(data[name], times) for name in "xy"}
    made = PolyFit()(relation(engine, data), ()).collect()
    close(made["y"], PolyFit()(relation(None, repeated), ())["y"])


def test_groups_with_too_few_positions_are_left_out(engine):
    data = {
        "x": [0.0, 1, 2, 3, 0, 1, 1, 0, 5, 5, 5],
        "y": [0.0, 1, 4, 9, 1, 2, 3, 4, 5, 6, 7],
        "color": [*"aaaa", *"bbbb", *"ccc"],
    }
    with pytest.warns(PlotWarning, match=r"PolyFit leaves out 2 of 3 groups \(7 rows\): order 2"):
        made = PolyFit(2, gridsize=4)(relation(engine, data), ("color",)).collect()
    assert set(made["color"].values()) == {"a"}
    np.testing.assert_allclose(made["y"], [0, 1, 4, 9], atol=1e-12)


def test_positions_are_counted_as_they_came(lazy_engine):
    # an engine may divide equal numbers to results that differ in the last bit
    data = relation(lazy_engine, {"x": [1.25, -11.0, 1.25], "y": [0.0, 0.0, 0.0]})
    with pytest.warns(PlotWarning, match="PolyFit leaves out 1 of 1 group"):
        assert PolyFit(2)(data, ()).collect().n == 0


def test_order_zero_needs_one_position(engine):
    data = relation(engine, {"x": [2.0, 2.0], "y": [1.0, 3.0]})
    made = PolyFit(0, gridsize=2)(data, ()).collect()
    np.testing.assert_allclose([made["x"], made["y"]], [[2, 2], [2, 2]])


def test_no_rows(engine):
    data = relation(engine, {"x": [1.0], "y": [np.nan], "color": ["a"]})
    made = PolyFit()(data, ("color",)).collect()
    assert made.n == 0
    assert set(made) == {"color", "x", "y"}


# --------------------------------------------------------------------------------- engines


@pytest.mark.parametrize("order", [1, 3, 5, 6])
def test_engines_give_what_memory_gives(lazy_engine, order):
    data, stat = columns(weighted=True), PolyFit(order, gridsize=20)
    data["color"][::8] = [None] * len(data["color"][::8])
    same(stat(relation(lazy_engine, data), BY), stat(relation(None, data), BY), rtol=1e-7)


def test_an_engine_returns_sums_not_rows(lazy_engine):
    data = replace(relation(lazy_engine, columns()), limit=20)
    assert PolyFit(5)(data, BY).collect().n == 400
    with pytest.raises(PlotSpecError, match="more than 20 rows"):
        PolyFit(6)(data, BY)


def test_only_groups_that_need_it_are_fetched(lazy_engine):
    x = np.concatenate([np.linspace(0, 1, 500), [0.0, 1e-5, 1.0, 1.0]])
    data = {"x": x, "y": x**2, "color": [*"a" * 500, *"bbbb"]}
    few = replace(relation(lazy_engine, data), limit=10)
    made = PolyFit(2, gridsize=5)(few, ("color",)).collect()
    np.testing.assert_allclose(made["y"], np.tile(np.linspace(0, 1, 5) ** 2, 2), atol=1e-9)


def test_narrow_groups_far_apart(engine):
    rng = np.random.default_rng(3)
    group = np.repeat([0, 1, 2], 50)
    x = group * 1e5 + rng.uniform(size=150)
    y = np.sin(5 * x) + 1e4 * group
    data = {"x": x, "y": y, "color": [f"{g}" for g in group]}
    made = PolyFit(3)(relation(engine, data), ("color",)).collect()
    for g in range(3):
        close(made["y"][g * 100 : g * 100 + 100], by_numpy(x[group == g], y[group == g], 3, 100)[1])


def test_hundreds_of_groups(lazy_engine):
    group = np.repeat(np.arange(480), 4)
    x = np.tile([0.0, 1, 2, 3], 480)
    data = {"x": x, "y": group * x**2, "color": [f"{g % 24}" for g in group]}
    data["group"] = (group // 24).astype(float)
    made = PolyFit(gridsize=4)(relation(lazy_engine, data), ("color", "group")).collect()
    assert made.n == 4 * 480
    scale = np.array(made["color"].values(), dtype=float) + 24 * made["group"]
    np.testing.assert_allclose(made["y"], scale * made["x"] ** 2, atol=1e-8)


def test_rows_of_many_groups_are_fetched(lazy_engine, monkeypatch):
    data, stat = columns(), PolyFit(gridsize=10)
    monkeypatch.setattr(bygroup, "MOST_GROUPS", 3)
    same(stat(relation(lazy_engine, data), BY), stat(relation(None, data), BY))


def test_levels_count_as_their_place(engine):
    levels = Units(Kind.CATEGORY, levels=("lo", "mid", "hi"))
    x = ["hi", "lo", "mid", "hi"]
    if engine is None:
        data = Table.of({"x": [2.0, 0.0, 1.0, 2.0], "y": [5.0, 1.0, 2.0, 5.0]}, {"x": levels})
    else:
        data = relation(engine, {"x": x, "y": [5.0, 1.0, 2.0, 5.0]}, {"x": levels})
    made = PolyFit(gridsize=3)(data, ()).collect()
    np.testing.assert_allclose([made["x"], made["y"]], [[0, 1, 2], [1, 2, 5]], atol=1e-12)


@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@given(points=POINTS)
@settings(max_examples=15)
@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_engines_on_any_points(engine, points):
    x, y = np.array(points).T
    stat, data = PolyFit(2, gridsize=7), {"x": x, "y": y}
    made, expected = stat(relation(engine, data), ()).collect(), stat(relation(None, data), ())
    assert made.n == expected.n
    if made.n:
        close(made["y"], expected["y"], 1e-6)


# ------------------------------------------------------------------------- words and plots


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"order": -1}, "order of PolyFit must be a whole number from 0 on, not -1"),
        ({"order": 1.5}, "order of PolyFit must be a whole number from 0 on, not 1.5"),
        ({"order": True}, "order of PolyFit must be a whole number from 0 on, not True"),
        ({"gridsize": 1}, "gridsize of PolyFit must be a whole number from 2 on, not 1"),
    ],
)
def test_wrong_parameters(options, message):
    with pytest.raises(PlotSpecError, match=message):
        PolyFit(**options)


def test_wrong_data():
    with pytest.raises(PlotSpecError, match="PolyFit needs 'x', 'y'; missing: 'y'"):
        PolyFit()(Table.of({"x": [1.0]}), ())


def test_fits_the_value_over_the_position():
    position = np.linspace(-1, 2, 30)
    data = {"a": position, "b": position**2}
    upright = Plot(data, x="a", y="b").add(Line(), PolyFit(gridsize=5)).plot().data()
    np.testing.assert_allclose(upright["y"], np.asarray(upright["x"]) ** 2, atol=1e-12)
    lying = Plot(data, y="a", x="b").add(Line(), PolyFit(gridsize=5), orient="y").plot().data()
    np.testing.assert_allclose(lying["x"], np.asarray(lying["y"]) ** 2, atol=1e-12)
    assert polyfit.PolyFit().made() == {"x": "x", "y": "y"}


@pytest.mark.parametrize("size", [1e-310, 1e-200, 1e200])
def test_the_least_and_the_largest_numbers(lazy_engine, size):
    x = np.arange(-5.0, 6.0)
    y = x**2 + np.arange(11.0) % 3
    found, least = (
        PolyFit(2)(relation(engine, {"x": x * scale, "y": y * scale}), ()).collect()
        for engine, scale in ((lazy_engine, size), (None, 1.0))
    )
    np.testing.assert_allclose(found["y"] / size, least["y"], rtol=1e-9, atol=1e-9)
