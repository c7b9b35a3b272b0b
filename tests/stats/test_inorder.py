"""Stats along the position: Rolling, Cumulate, Diff, Rank, Select, in any order of rows."""

from datetime import timedelta

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.data.queries import listening
from plotkit.data.table import Table
from plotkit.testing import assert_plot_equal
from tests.engines import LAZY, relation

NONE = None
DAYS = pd.to_datetime(["2024-01-01", "2024-01-01", "2024-01-02", "2024-01-04"])


def made(stat, y, x=None, mark=None, **variables):
    x = np.arange(len(y)) if x is None else x
    plot = so.Plot(x=x, y=y, **variables).add(mark or so.Line(), stat)
    return plot.plot().data()


def values(*args, **kwargs):
    return np.asarray(made(*args, **kwargs)["y"], dtype=float).tolist()


# ---------------------------------------------------------------------------------------- Rolling


@pytest.mark.parametrize(
    ("stat", "y", "expected"),
    [
        (so.Rolling(4, center=True), [1, 2, 4, 8, 16, 32], [3.75, 7.5, 15]),
        (
            so.Rolling(3, center=True, min_periods=1),
            [1, 2, 4, 8, 16, 32],
            [1.5, 7 / 3, 14 / 3, 28 / 3, 56 / 3, 24],
        ),
        (so.Rolling(2), [1, NONE, 3, 5], [4]),
        (so.Rolling(2, min_periods=1), [1, NONE, 3, 5], [1, 1, 3, 4]),
        (so.Rolling(2, lambda v: v.max() - v.min()), [1, 4, 2], [3, 2]),
    ],
)
def test_21_rows_of_a_window(stat, y, expected):
    assert values(stat, y) == pytest.approx(expected)


def test_21_the_line_begins_where_there_is_a_value():
    assert made(so.Rolling(3), [1, 2, 4, 8])["x"].tolist() == [2, 3]


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]])
@pytest.mark.parametrize("window", ["2D", timedelta(2), np.timedelta64(48, "h")], ids=repr)
def test_22_rows_of_one_time_have_one_value(order, window):
    y = np.array([1, 3, 5, 7])[order]
    assert values(so.Rolling(window), y, DAYS[order]) == [2, 2, 3, 7]


def test_22_a_window_of_time_around_the_row():
    assert values(so.Rolling("2D", center=True), [1, 3, 5, 7], DAYS) == [3, 3, 5, 7]


@pytest.mark.parametrize("func", ["mean", "median", "sum", "min", "max", "std", "var", "count"])
def test_windows_are_those_of_pandas(func):
    rng = np.random.default_rng(1)
    y = rng.normal(size=60)
    y[[3, 20, 21]] = np.nan
    days = pd.date_range("2024-01-01", periods=60, freq="12h")
    for window, x in ((5, np.arange(60.0)), ("3D", days)):
        frame = pd.Series(y, index=days if window == "3D" else None).rolling(window)
        expected = getattr(frame, func)().dropna()
        found = values(so.Rolling(window, func), y, x)
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("stat", [so.Rolling(3), so.Cumulate(fill=False), so.Diff()])
def test_23_nothing_crosses_from_group_to_group(stat):
    rng = np.random.default_rng(2)
    frame = pd.DataFrame({"x": np.tile(np.arange(10), 4), "y": rng.normal(size=40)})
    frame["g"], frame["f"] = np.repeat(list("abab"), 10), np.repeat(list("uuvv"), 10)
    mixed = frame.sample(frac=1, random_state=3)
    plot = so.Plot(mixed, x="x", y="y", color="g").facet("f").add(so.Line(), stat)
    found = pd.DataFrame(plot.plot().data())
    for (g, f), part in frame.groupby(["g", "f"]):
        own = found[(found["color"] == g) & (found["col"] == f)].sort_values("x")
        alone = made(stat, part["y"].to_numpy(), part["x"].to_numpy())
        np.testing.assert_allclose(own["y"].astype(float), np.asarray(alone["y"], dtype=float))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"window": 0}, "number of rows from 1 on, or a length of time"),
        ({"window": 2.5}, "not 2.5"),
        ({"window": "soon"}, "not 'soon'"),
        ({"window": 3, "func": "mode"}, "Unknown func of Rolling 'mode'"),
        ({"window": 3, "min_periods": 0}, "min_periods of Rolling must be"),
    ],
)
def test_what_a_window_can_be(options, message):
    with pytest.raises(so.PlotSpecError, match=message):
        so.Rolling(**options)


def test_a_window_of_time_needs_times():
    with pytest.raises(so.PlotSpecError, match="needs times as positions, and this axis has a num"):
        made(so.Rolling("2D"), [1, 2, 3])


# --------------------------------------------------------------------------------------- Cumulate


@pytest.mark.parametrize(
    ("func", "y", "x", "expected"),
    [
        ("sum", [1, 2, 3], [1, 1, 2], [3, 3, 6]),
        ("sum", [1, NONE, 2], None, [1, 3]),
        ("sum", [3, 2, 1], [3, 2, 1], [1, 3, 6]),
        ("prod", [2, 3, NONE, 4], None, [2, 6, 24]),
        ("max", [2, 1, 3], None, [2, 2, 3]),
        ("min", [2, NONE, 3, 1], None, [2, 2, 1]),
        ("count", [5, NONE, 3], None, [1, 2]),
    ],
)
def test_24_totals(func, y, x, expected):
    assert values(so.Cumulate(func), y, x) == expected


def test_25_a_total_stays_where_a_group_has_no_row():
    data = {"x": [1, 2, 4, 1, 3], "y": [1, 2, 3, 10, 20], "g": list("aaabb")}
    plot = so.Plot(data, x="x", y="y", color="g").add(so.Area(), so.Cumulate())
    found = pd.DataFrame(plot.plot().data()).pivot(index="x", columns="color", values="y")
    assert found["a"].tolist() == [1, 3, 3, 6]
    assert found["b"].tolist() == [10, 10, 30, 30]
    stacked = so.Plot(data, x="x", y="y", color="g").add(so.Area(), so.Cumulate(), so.Stack())
    tops = pd.DataFrame(stacked.plot().data()).groupby("x")["y"].max()
    assert tops.tolist() == [11, 13, 33, 36]


def test_25_no_row_before_the_first_and_none_from_other_panels():
    data = {"x": [2, 3, 1, 9], "y": [1, 1, 1, 1], "g": list("aabb"), "f": list("uuuv")}
    plot = so.Plot(data, x="x", y="y", color="g").facet("f").add(so.Line(), so.Cumulate())
    found = pd.DataFrame(plot.plot().data())
    own = {
        key: part["x"].tolist() for key, part in found.sort_values("x").groupby(["col", "color"])
    }
    assert own == {("u", "a"): [2, 3], ("u", "b"): [1, 2, 3], ("v", "b"): [9]}


# ------------------------------------------------------------------------------------ Diff, Rank


def test_26_differences():
    assert values(so.Diff(), [1, 3, 2]) == [2, -1]
    assert values(so.Diff(2), [1, 3, 2, NONE, 7]) == [1, 5]


def test_26_no_percent_of_nothing():
    with pytest.warns(so.PlotWarning, match="leaves out 1 rows that follow a 0"):
        assert values(so.Diff(percent=True), [0, 3, 2]) == pytest.approx([-100 / 3])


@pytest.mark.parametrize(
    ("method", "expected"),
    [("average", [2.5, 1, 2.5]), ("min", [2, 1, 2]), ("first", [2, 1, 3]), ("dense", [2, 1, 2])],
)
def test_26_ranks(method, expected):
    with pytest.warns(so.PlotWarning, match="1 with missing y"):
        assert values(so.Rank(method=method), [3, 1, 3, NONE]) == expected


@pytest.mark.parametrize("orient", ["x", "y"])
def test_the_axis_of_ranks_is_not_called_what_is_ranked(orient):
    data = {"x": [1, 2, 3], "mm": [5, 7, 6]}
    at, of = ("x", "y") if orient == "x" else ("y", "x")
    plot = so.Plot(data, **{at: "x", of: "mm"})
    ranks = plot.add(so.Line(), so.Rank(), orient=orient)
    assert getattr(ranks.plot().axes[0], f"get_{of}label")() == "Rank"
    assert getattr(ranks.add(so.Dot()).plot().axes[0], f"get_{of}label")() == "mm"


def test_26_ranks_of_a_bump_chart():
    data = {"x": [1, 1, 1, 2, 2], "y": [5, 7, 5, 1, 2], "g": list("abcab")}
    plot = so.Plot(data, x="x", y="y", color="g")
    found = pd.DataFrame(plot.add(so.Dot(), so.Rank("position", descending=True)).plot().data())
    ranks = found.set_index(["x", "color"])["y"].astype(float).to_dict()
    assert ranks == {(1, "a"): 2.5, (1, "b"): 1, (1, "c"): 2.5, (2, "a"): 2, (2, "b"): 1}


# ----------------------------------------------------------------------------------------- Select


@pytest.mark.parametrize(
    ("stat", "expected"),
    [
        (so.Select("last"), [2]),
        (so.Select("first"), [9]),
        (so.Select("first", 2), [9, 4]),
        (so.Select("max"), [9]),
        (so.Select("min", 2), [4, 2]),
        (so.Select("nth", 0), [9]),
        (so.Select("nth", -1), [2]),
        (so.Select("nth", -3), [9]),
        (so.Select("nth", 7), []),
        (so.Select("sample", 5), [9, 4, 2]),
    ],
    ids=repr,
)
@pytest.mark.filterwarnings("ignore:Some rows are not drawn", "ignore:.*made nothing of")
def test_45_rows_that_have_a_value(stat, expected):
    assert values(stat, [4, 2, NONE, 9], [2, 3, 4, 1]) == expected


def test_45_all_columns_of_the_row_stay():
    data = {"x": [2, 1, 1, 3], "y": [1, 3, 2, 1], "g": list("aabb"), "n": list("rstu")}
    plot = so.Plot(data, x="x", y="y", color="g")
    text = plot.add(so.Text(), so.Select("last"), text="n").plot().data()["text"]
    assert sorted(text) == ["r", "u"]


def test_amounts_and_texts_tell_no_groups_apart():
    data = {"x": [1, 2, 3], "y": [1, 3, 2], "v": [0.1, 0.2, 0.3], "n": list("abc")}
    plot = (
        so.Plot(data, x="x", y="y", color="v")
        .add(so.Dot(), so.Diff())
        .add(so.Text(), so.Select("max"), text="n")
    )
    assert plot.plot().data(0)["y"].tolist() == [2, -1]
    assert plot.plot().data(1)["text"].tolist() == ["b"]


def test_a_sample_is_the_same_each_time():
    y = list(range(100))
    one, other, third = (values(so.Select("sample", 5, seed=s), y) for s in (1, 1, 2))
    assert one == other != third
    assert len(set(one)) == 5


# -------------------------------------------------------------------------------------- all of them

ALL = [so.Rolling(3), so.Cumulate(), so.Diff(), so.Rank(), so.Rank("position"), so.Select("max")]


@pytest.mark.parametrize("stat", ALL, ids=repr)
def test_engines_give_the_same(stat):
    rng = np.random.default_rng(5)
    columns = {
        "x": rng.permutation(np.arange(40.0)),
        "y": rng.normal(size=40),
        "color": list("ab") * 20,
    }
    tables = [
        stat(relation(engine, columns), ("color",)).collect()
        for engine in (None, pl.DataFrame.lazy)
    ]
    rows = [
        sorted(zip(t["color"].values(), t["x"].tolist(), t["y"].tolist(), strict=True))
        for t in tables
    ]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("stat", ALL, ids=repr)
def test_a_row_without_a_position_is_told(stat):
    x = pd.to_datetime(["2024-01-01", None, "2024-01-03", "2024-01-04", "2024-01-05"])
    with pytest.warns(so.PlotWarning, match="1 with (no position|missing x)"):
        made(stat, [1, 2, 3, 4, 5], x)


@given(
    y=st.lists(st.floats(-1e6, 1e6) | st.none(), min_size=1, max_size=30),
    seed=st.integers(0, 9),
)
@settings(max_examples=60)
def test_the_order_of_rows_changes_nothing(y, seed):
    y = np.array(y, dtype=float)
    x = np.arange(len(y), dtype=float)
    mixed = np.random.default_rng(seed).permutation(len(y))
    for stat in (so.Rolling(2), so.Cumulate(), so.Diff(), so.Rank(), so.Select("max")):
        one, other = (stat(Table.of({"x": x[o], "y": y[o]}), ()) for o in (slice(None), mixed))
        np.testing.assert_allclose(one["y"], other["y"], rtol=1e-9, atol=1e-6)


@given(y=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
@settings(max_examples=60)
def test_totals_of_differences_are_the_values(y):
    y = np.array(y)
    table = Table.of({"x": np.arange(len(y), dtype=float), "y": y})
    back = so.Cumulate()(so.Diff()(table, ()), ())
    np.testing.assert_allclose(y[0] + back["y"], y[1:], atol=1e-5)


# ------------------------------------------------------------------------------ more than fetched

RANDOM = np.random.default_rng(7)
MANY = pl.DataFrame(
    {
        "x": RANDOM.integers(0, 50, 2_000),
        "y": np.where(RANDOM.random(2_000) < 0.1, np.nan, RANDOM.integers(0, 40, 2_000) / 10),
        "g": RANDOM.choice(["zed", "abe", "mid"], 2_000),
        "of": RANDOM.choice(["v", "u"], 2_000),
        "name": [f"n{number}" for number in range(2_000)],
        "w": RANDOM.integers(0, 3, 2_000),
        "z": RANDOM.random(2_000),
    }
)
CHOSEN = {
    "of all": lambda d, s: so.Plot(d, x="x", y="y").add(so.Dot(), s),
    "of groups": lambda d, s: so.Plot(d, x="x", y="y", color="of").add(so.Dot(), s, group="g"),
    "texts": lambda d, s: so.Plot(d, x="x", y="y", color="g").add(so.Text(), s, text="name"),
    "amounts": lambda d, s: so.Plot(d, x="x", y="y", color="z").facet("g").add(so.Dot(), s),
    "weighted": lambda d, s: so.Plot(d, x="x", y="y", weight="w").add(so.Dot(), s),
    "on a log axis": lambda d, s: so.Plot(d, x="x", y="y").add(so.Dot(), s).scale(y="log"),
    "lying": lambda d, s: so.Plot(d, y="x", x="y", color="g").add(so.Dot(), s, orient="y"),
}


@pytest.mark.parametrize("limit", [20, 600])
@pytest.mark.parametrize("which", ["first", "last", "min", "max"])
@pytest.mark.parametrize("plot", CHOSEN)
@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
def test_an_engine_finds_single_rows(engine, plot, which, limit, monkeypatch):
    """Also where more rows are at the end of a column than may be fetched."""
    check_found(monkeypatch, engine, plot, limit, so.Select(which))


@pytest.mark.parametrize("stat", [("min", 5), ("max", 40), ("first", 3), ("nth", 7), ("nth", -2)])
@pytest.mark.parametrize("plot", CHOSEN)
@pytest.mark.parametrize("engine", LAZY.values(), ids=LAZY)
@pytest.mark.filterwarnings("ignore:Some rows are not drawn", "ignore:.*made nothing of")
def test_an_engine_finds_some_rows(engine, plot, stat, monkeypatch):
    check_found(monkeypatch, engine, plot, 900, so.Select(*stat))


def check_found(monkeypatch, engine, plot, limit, stat):
    monkeypatch.setattr(so.Plot.config, "max_rows", limit)
    lazy, eager = (CHOSEN[plot](data, stat) for data in (engine(MANY), MANY))
    with listening() as heard:
        lazy.plot()
    assert_plot_equal(lazy, eager)
    assert max(query.rows for query in heard.queries if query.purpose == "rows") <= limit + 1


def test_groups_of_fewer_rows_stay_whole(monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 50)
    frame = pl.DataFrame({"x": range(60), "y": range(60), "g": ["a"] * 58 + ["b"] * 2})
    for stat in (so.Select("max", 3), so.Select("first", 9), so.Select("nth", 2)):
        plots = [
            so.Plot(d, x="x", y="y", color="g").add(so.Dot(), stat) for d in (frame.lazy(), frame)
        ]
        assert_plot_equal(*plots)


def test_what_an_engine_cannot_find_is_told(monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 600)
    for stat in (so.Select("max", 700), so.Select("sample")):
        with pytest.raises(so.PlotSpecError, match="Select needs the rows of 'x', 'y' in memory"):
            CHOSEN["of all"](MANY.lazy(), stat).plot()


@pytest.mark.filterwarnings("ignore:Some rows are not drawn", "ignore::plotkit.errors.PlotWarning")
def test_many_groups_of_few_rows_are_fetched(monkeypatch):
    monkeypatch.setattr(so.Plot.config, "max_rows", 1_000)
    known = MANY.with_columns(
        y=pl.when(pl.col("z") < 0.4).then("y"), g=pl.int_range(2_000).mod(600).cast(pl.String)
    )
    for stat in (so.Select("max"), so.Select("max", 2)):
        plots = [
            so.Plot(d, x="x", y="y", color="g").add(so.Dot(), stat) for d in (known.lazy(), known)
        ]
        assert_plot_equal(*plots)
