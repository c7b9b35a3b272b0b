import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so
from plotkit.data.kind import Kind
from plotkit.data.lazy import LazyTable
from plotkit.data.queries import listening
from plotkit.data.reductions import ENGINE, NAMED
from plotkit.data.sums import SQUARES
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError
from plotkit.scales.transform import transform
from plotkit.stats.agg import Agg
from tests.engines import plain, relation, same

LOG = transform("log")
ON_LOG = {"y": Units(forward=LOG.forward, inverse=LOG.inverse, linear=False)}
PANDAS = list(NAMED)


def columns(n=400, seed=3):
    rng = np.random.default_rng(seed)
    y = rng.normal(5, 3, n).round(1)
    y[rng.random(n) < 0.1] = np.nan
    group = rng.choice(["a", "b", "c"], n)
    y[(group == "c")] = np.nan  # a group in which nothing is known
    return {"x": rng.integers(0, 4, n).astype(float), "y": y, "color": group.tolist()}


def by_pandas(data, func):
    """Reduce with pandas, whose names the stat has."""
    frame = pd.DataFrame(data)
    grouped = frame.groupby(["color", "x"])["y"]
    return (grouped.size() if func == "size" else grouped.agg(func)).reset_index(name="y")


@pytest.mark.parametrize("func", PANDAS)
def test_every_name_is_that_of_pandas(func):
    data = columns()
    made = Agg(func)(relation(None, data), ["color"])
    expected = by_pandas(data, func)
    np.testing.assert_array_equal(made["x"], expected["x"])
    assert plain(made["color"]) == expected["color"].tolist()
    if func == "prod":  # of nothing: pandas says 1, here nothing is drawn
        expected.loc[expected["color"] == "c", "y"] = np.nan
    np.testing.assert_allclose(made["y"], expected["y"], rtol=1e-12)


@pytest.mark.parametrize("func", ["mean", "sum", "median", "max", "std", np.ptp, np.nanmedian])
def test_one_number_at_each_position(func):
    data = relation(None, {"x": [2.0, 1.0, 2.0, 2.0], "y": [1.0, 5.0, 4.0, 10.0]})
    made = Agg(func)(data, [])
    numpy = {"std": lambda v: np.std(v, ddof=1) if len(v) > 1 else np.nan}.get(func)
    numpy = numpy or (func if callable(func) else getattr(np, func))
    expected = [numpy(np.array([5.0])), numpy(np.array([1.0, 4.0, 10.0]))]
    assert made["x"].tolist() == [1.0, 2.0]
    np.testing.assert_allclose(made["y"], expected)


def test_a_function_gets_the_present_values_of_its_group():
    seen = []

    def largest(values):
        seen.append(values.tolist())
        return values.max()

    data = relation(None, {"x": [1.0, 1.0, 2.0], "y": [3.0, np.nan, 4.0]})
    assert Agg(largest)(data, [])["y"].tolist() == [3.0, 4.0]
    assert seen == [[3.0], [4.0]]


UNORDERED = [name for name in PANDAS if name not in ("first", "last")]


@pytest.mark.parametrize("func", [*UNORDERED, np.ptp])
def test_engines_agree_with_memory(lazy_engine, func):
    data = columns(2_000)
    expected = Agg(func)(relation(None, data), ["color"])
    same(Agg(func)(relation(lazy_engine, data), ["color"]), expected)


@pytest.mark.parametrize("func", sorted(NAMED))
def test_runs_in_the_engine_where_it_can(lazy_engine, func):
    with listening() as heard:
        made = Agg(func)(relation(lazy_engine, columns()), ["color"])
    if func not in SQUARES:  # of groups far off their squares are asked for once more
        assert isinstance(made, LazyTable) == (func in ENGINE)
    assert func not in ENGINE or all(query.purpose == "reduce" for query in heard.queries)


@pytest.mark.parametrize(("space", "mean"), [("scale", 10.0), ("data", 50.5)])
def test_space_says_what_a_mean_is_on_a_log_axis(engine, space, mean):
    columns = {"x": [0.0, 0.0], "y": LOG.forward(np.array([1.0, 100.0]))}
    made = Agg(space=space)(relation(engine, columns, ON_LOG), []).collect()
    assert 10 ** made["y"][0] == pytest.approx(mean)


def test_spaces_agree_on_a_linear_axis(engine):
    data = relation(engine, columns())
    same(Agg(space="data")(data, ["color"]), Agg(space="scale")(data, ["color"]))


@pytest.mark.parametrize("kind", ["text", "flags"])
def test_levels_are_reduced_by_their_places(engine, kind):
    levels = ("lo", "mid", "hi") if kind == "text" else (True, False)
    y = ["lo", "hi", "hi"] if kind == "text" else [True, False, False]
    units = {"y": Units(Kind.CATEGORY if kind == "text" else Kind.BOOLEAN, levels=levels)}
    if engine is None:
        y = [float(levels.index(level)) for level in y]
    made = Agg("median")(relation(engine, {"x": [0.0, 0.0, 1.0], "y": y}, units), []).collect()
    last = len(levels) - 1.0
    assert made["y"].tolist() == [last / 2, last]


def test_no_rows(engine):
    data = relation(engine, {"x": [1.0], "y": [1.0], "color": ["a"]})
    made = Agg()(data.filter(data["x"] > 2), ["color"]).collect()
    assert made.n == 0
    assert set(made) == {"x", "y", "color"}


@pytest.mark.parametrize("wrong", ["meen", "average", ""])
def test_unknown_name(wrong):
    with pytest.raises(PlotSpecError, match=f"Unknown reduction '{wrong}'"):
        Agg(wrong)


def test_unknown_space():
    with pytest.raises(PlotSpecError, match=r"Unknown space 'axis'.*Valid: 'scale', 'data'"):
        Agg(space="axis")


def test_needs_y(engine):
    with pytest.raises(PlotSpecError, match=r"Agg needs 'y'; missing: 'y'\. Given: 'x'"):
        Agg()(relation(engine, {"x": [1.0]}), [])


# ------------------------------------------------------------------------------ several columns


SEVERAL = {"x": [0.0, 0.0, 0.0, 1.0], "y": [2.0, 4.0, 9.0, np.nan]}


def test_33_several_at_once(engine):
    stat = Agg(y="median", ymin="min", ymax="max", text="count")
    made = stat(relation(engine, SEVERAL), []).collect()
    assert set(made) == {"x", "y", "ymin", "ymax", "count"}
    assert [made[name][0] for name in ("y", "ymin", "ymax")] == [4, 2, 9]
    assert made["count"].tolist() == [3, 0]


def test_33_weights_apply_to_sums_and_means_not_to_extremes(engine):
    data = {"x": [0.0] * 4, "y": [2.0, 4.0, 9.0, 50.0], "weight": [1.0, 3.0, 1.0, 0.0]}
    stat = Agg(ymin="min", ymax="max", total="sum", n="count")
    made = stat(relation(engine, data), []).collect()
    expected = {"y": 23 / 5, "ymin": 2, "ymax": 9, "total": 23, "n": 5}
    assert {name: made[name][0] for name in expected} == pytest.approx(expected)
    with pytest.raises(PlotSpecError, match=r"Agg\('median'\) takes no weight"):
        Agg(lo="median")(relation(engine, data), [])


def test_several_run_in_the_engine_as_one_query(lazy_engine):
    stat = Agg(ymin="min", ymax="max", sd="std", n="count")
    data = columns(500)
    with listening() as heard:
        made = stat(relation(lazy_engine, data), ["color"])
    assert [query.purpose for query in heard.queries] == ["reduce"] * 2  # ends, then sums
    same(made, stat(relation(None, data), ["color"]))


def test_several_in_data_units_on_a_log_axis(engine):
    columns = {"x": [0.0, 0.0], "y": LOG.forward(np.array([1.0, 100.0]))}
    stat = Agg(space="data", ymax="max", text="mean", sd="std", n="count")
    made = stat(relation(engine, columns, ON_LOG), []).collect()
    assert 10 ** made["y"][0] == pytest.approx(50.5)
    assert 10 ** made["ymax"][0] == pytest.approx(100)
    assert 10 ** made["mean"][0] == pytest.approx(50.5)  # a position, for its text too
    assert made["sd"][0] == pytest.approx(np.std([1, 100], ddof=1))
    assert made["n"][0] == 2


@pytest.mark.parametrize("orient", ["x", "y"])
def test_33_a_mark_of_an_interval_and_a_text(orient):
    y = [1.0, 10.0, 1000.0, 7.0]
    axes = ("x", "y") if orient == "x" else ("y", "x")
    p = so.Plot(**dict(zip(axes, (list("aaab"), y), strict=True))).scale(**{axes[1]: "log"})
    p = p.add(so.PointRange(), so.Agg("median", ymin="min", ymax="max"))
    p = p.add(so.Text(), so.Agg("max", text="mean", space="data"))
    made = p.plot()
    value = axes[1]
    assert np.asarray(made.data()[f"{value}max"]) == pytest.approx([1000, 7])
    assert made.data()[value] == pytest.approx([10, 7])
    assert made.data(layer=1)["text"] == pytest.approx([337, 7])
    texts = [text.get_text() for text in made.axes[0].texts]
    assert texts == ["337", "7"]


def test_columns_that_a_mark_declares():
    data = {"day": [1, 1, 1, 2, 2], "price": [5.0, 9.0, 4.0, 6.0, 3.0]}
    stat = Agg(columns={"open": "first"}, close="last", low="min", high="max")
    made = so.Plot(data, x="day", y="price").add(so.Candlestick(), stat).plot().data()
    found = [list(made[name]) for name in ("open", "high", "low", "close")]
    assert found == [[5, 6], [9, 6], [4, 3], [4, 3]]


def test_a_function_for_a_property_and_for_a_position():
    stat = Agg(q1=lambda y: y.quantile(0.25), text=np.ptp, color=lambda y: 2.0, fill="max")
    assert stat.made() == {
        "y": "y",
        "q1": "y",
        "ptp": "number",
        "color_value": "number",
        "max": "y",
    }
    assert stat.shown() == {"text": "ptp", "color": "color_value", "fill": "max"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fnc": "mean"}, r"Agg\(\) has no 'fnc'\. Did you mean 'func'"),
        ({"ymin": "mni"}, "Unknown reduction 'mni'"),
        ({"xmin": "min"}, "Agg makes columns of values, and 'xmin' is none"),
        ({"col": "min"}, "Agg makes columns of values, and 'col' is none"),
        ({"func": "min", "y": "max"}, "Agg got func='min' and y='max'"),
    ],
)
def test_wrong_columns(options, message):
    with pytest.raises(PlotSpecError, match=message):
        Agg(**options)


def test_it_can_be_copied_and_compared():
    stat = Agg("median", ymin="min")
    assert replace(stat, space="data").columns == {"ymin": "min"}
    assert pickle.loads(pickle.dumps(stat)) == stat
    assert Agg(y="median", columns={"ymin": "min"}) == stat
    assert Agg(y="median") == Agg("median")


def test_medians_of_more_rows_than_may_be_fetched(lazy_engine):
    data = columns(2_000)
    lazy = replace(relation(lazy_engine, data), limit=400)
    stat = Agg("median", ymin="min", text="count")
    same(stat(lazy, ["color"]), stat(relation(None, data), ["color"]))


def test_medians_of_groups_without_values_and_of_infinite_ones(lazy_engine):
    data = {"x": [0.0, 0.0, 1.0, 2.0], "y": [1.0, np.inf, None, 5.0]}
    made = Agg("median")(relation(lazy_engine, data), []).collect()
    np.testing.assert_array_equal(made["y"], [np.inf, np.nan, 5.0])
    data["y"][1] = 4.0
    made = Agg("median")(relation(lazy_engine, data), []).collect()
    np.testing.assert_array_equal(made["y"], [2.5, np.nan, 5.0])


@pytest.mark.parametrize("infinite", [False, True])
def test_medians_shapes_and_distinct_values_need_no_rows_of_an_engine(lazy_engine, infinite):
    rng = np.random.default_rng(8)
    y = rng.integers(-9, 9, 300) / 4
    y[:40:3] = np.nan
    if infinite:
        y[100:103] = np.inf
    color = np.where(y == y, np.repeat(["a", "b", "c"], 100), "d")  # one of missing values alone
    columns = {"color": color, "y": y}
    more = {"ymin": "quantile", "ymax": "median", "a": "skew", "b": "kurt", "number": "count"}
    stat = so.Agg("nunique", columns=more)
    few = replace(relation(lazy_engine, columns), limit=300 if infinite else 20)
    same(stat(few, ["color"]), stat(relation(None, columns), ["color"]))


@pytest.mark.parametrize("far", [0.0, 1e9])
def test_shapes_are_those_of_pandas(lazy_engine, far):
    rng = np.random.default_rng(9)
    y = [*rng.gamma(2.0, size=50), *(far + rng.normal(size=50)), 4.0, 4, 4, 4, 4, 1, 5, 2]
    color = ["a"] * 50 + ["b"] * 50 + ["c"] * 5 + ["d"] * 3
    made = so.Agg("skew", columns={"number": "kurt"})(
        replace(relation(lazy_engine, {"color": color, "y": y}), limit=20), ["color"]
    ).collect()
    assert np.isnan([made["y"][2], made["number"][2], made["number"][3]]).all()
    known, differ = pd.Series(y).groupby(color), [0, 1, 3]
    rtol = 1e-9 if not far else 1e-5
    np.testing.assert_allclose(made["y"][differ], known.skew().iloc[differ], rtol)
    np.testing.assert_allclose(made["number"][:2], known.apply(pd.Series.kurt).iloc[:2], rtol)


@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
def test_deviations_of_rows_beside_one_far_off_that_is_left_out(lazy_engine):
    rows = pl.DataFrame({"x": [*"aaabbbc"], "y": [1.0, 2, 4, 3, 5, 9, 1e12]})
    plot = so.Plot(x="x", y="y").add(so.Bar(), so.Agg("std")).scale(x=so.Nominal(order=["a", "b"]))
    found, expected = (plot(data).plot().data()["y"] for data in (lazy_engine(rows), rows))
    np.testing.assert_allclose(np.asarray(found), np.asarray(expected), rtol=1e-9)


@pytest.mark.parametrize("how", ["std", "var", "sem"])
@pytest.mark.parametrize("far", [0.0, 1e9])
def test_deviations_of_groups_that_lie_far_off(lazy_engine, how, far):
    rng = np.random.default_rng(1)
    x = rng.integers(0, 4, 400).astype(float)
    y = np.where(x == 0, 1e12, np.where(x == 1, far, 0.0) + rng.normal(size=400).round(3))
    made, expected = (
        so.Agg(how)(relation(engine, {"x": x, "y": y}), ()).collect()
        for engine in (lazy_engine, None)
    )
    np.testing.assert_allclose(made["y"], expected["y"], rtol=1e-7)
    assert made["y"][0] == 0
