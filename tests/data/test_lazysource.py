from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pytest

from plotkit.data import lazysource, profile, queries
from plotkit.data.convert import to_column
from plotkit.data.enginelevels import Coding
from plotkit.data.kind import Kind
from plotkit.data.lazysource import MAX_LEVELS, LazySource
from plotkit.data.reductions import count, mean, reduction, sum_
from plotkit.data.source import source
from plotkit.data.summary import SummaryRequest
from plotkit.errors import PlotSpecError
from tests.engines import LAZY, connect

FRAME = pl.DataFrame(
    {
        "whole": pl.Series([3, 1, None, 2], dtype=pl.Int8),
        "real": [-1.5, float("nan"), float("inf"), 0.25],
        "decimal": pl.Series(["1.5", "2.5", None, "0.5"]).cast(pl.Decimal(10, 2)),
        "flag": [True, None, False, True],
        "text": ["b", "a", None, "b"],
        "level": pl.Series(["hi", "lo", None, "hi"], dtype=pl.Enum(["lo", "unused", "hi"])),
        "time": [datetime(2020, 7, 1, 12), datetime(1969, 12, 31), None, datetime(1970, 1, 2)],
        "zoned": pl.Series(
            [datetime(1970, 1, 2, tzinfo=UTC), None, None, None]
        ).dt.convert_time_zone("Europe/Berlin"),
        "date": [date(1970, 1, 3), date(1960, 1, 1), None, date(1970, 1, 3)],
        "span": [timedelta(hours=36), timedelta(hours=-12), None, timedelta(0)],
        "none": pl.Series([None] * 4, dtype=pl.Float64),
    }
)
KINDS = {
    "whole": Kind.NUMBER,
    "real": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "flag": Kind.BOOLEAN,
    "text": Kind.CATEGORY,
    "level": Kind.CATEGORY,
    "time": Kind.TIME,
    "zoned": Kind.TIME,
    "date": Kind.TIME,
    "span": Kind.DURATION,
    "none": Kind.NUMBER,
}
HOSTILE = ("my.key", "a b", "select", 'q"uote', "größe", "it's", "x", "_size", "a,b", "[0]", "^x$")


def duckdb_relation(frame):
    connection = connect()
    connection.sql("set timezone = 'Europe/Berlin'")
    connection.register("arrow", frame.to_arrow())
    columns = "*"
    if "level" in frame.columns:
        columns = """* replace (
            level::enum('lo', 'unused', 'hi') as level, span::interval as span
        )"""
    connection.sql(f"create table data as select {columns} from arrow")
    return connection.table("data")


ENGINES = {"polars": pl.DataFrame.lazy, "duckdb": duckdb_relation}


@pytest.fixture(params=ENGINES.values(), ids=ENGINES)
def engine(request):
    return request.param


@pytest.fixture
def data(engine):
    return source(engine(FRAME))


def counted(monkeypatch):
    """Count the queries that run."""
    ran, run = [], queries.collected

    def collected(frame):
        ran.append(frame)
        return run(frame)

    monkeypatch.setattr(queries, "collected", collected)
    return ran


def test_schema(data):
    assert isinstance(data, LazySource)
    assert data.lazy
    assert data.n is None
    assert data.names == tuple(FRAME.columns)
    assert "real" in data
    assert 0 not in data
    assert [1, 2] not in data
    assert {key: data.kind(key) for key in data.names} == KINDS
    with pytest.raises(PlotSpecError, match=r"no column 'reel'.*Did you mean 'real'"):
        data.kind("reel")


@pytest.mark.parametrize("key", KINDS)
def test_facts_are_those_of_memory(data, key):
    lazy = data.summary(key, SummaryRequest(positive=True))
    eager = source(FRAME).column(key).summary(SummaryRequest(positive=True))
    assert lazy.kind is eager.kind
    for name in ("low", "high", "least_positive", "declared"):
        assert getattr(lazy, name) == getattr(eager, name), name
    assert lazy.zone == eager.zone
    assert lazy.levels == eager.levels


@pytest.mark.parametrize("key", ["whole", "decimal", "time", "date", "zoned", "span", "none"])
def test_levels_of_numbers(data, key):
    lazy = data.summaries({key: True})[key]
    eager = source(FRAME).column(key).summary(SummaryRequest(levels=True))
    assert lazy.levels == eager.levels
    assert (lazy.low, lazy.zone) == (eager.low, eager.zone)


def test_text_levels_are_in_order_of_appearance_as_in_memory(data):
    assert data.summaries({"text": False})["text"].levels == ("b", "a")
    assert source(FRAME).column("text").summary().levels == ("b", "a")
    assert tuple(data.summary("text", SummaryRequest(levels=True, counts=True)).counts) == (
        "b",
        "a",
    )


def test_facts_are_asked_for_once(data, monkeypatch):
    ran = counted(monkeypatch)
    data.summaries({"whole": False, "decimal": False, "flag": False, "level": False})
    assert len(ran) == 1  # one profile; the levels of an enumeration are in the schema
    data.summaries({"whole": False, "decimal": False, "text": False})
    assert len(ran) == 2
    data.summaries({"whole": True, "text": True})
    assert len(ran) == 3
    data.summaries(dict.fromkeys(("whole", "decimal", "flag", "text", "level"), False))
    assert len(ran) == 3
    data.summaries({"real": False})  # infinite numbers are looked at again
    assert len(ran) == 5


def test_too_many_levels(engine):
    frame = pl.DataFrame({"id": [f"{i}" for i in range(MAX_LEVELS + 1)]})
    with pytest.raises(PlotSpecError, match="'id' has more than 10,000 different values"):
        source(engine(frame)).summaries({"id": False})
    fits = source(engine(frame.head(MAX_LEVELS))).summaries({"id": False})["id"]
    assert len(fits.levels) == MAX_LEVELS


def test_too_many_levels_are_asked_for_once(engine, monkeypatch):
    monkeypatch.setattr(lazysource, "MAX_LEVELS", 10)
    monkeypatch.setattr(profile, "MOST_COMBINATIONS", 20)
    frame = pl.DataFrame(
        {"id": [f"{i}" for i in range(30)], "v": range(30), "text": ["b", "a"] * 15}
    )
    data = source(engine(frame))
    with queries.listening() as heard:
        data.profile(["id", "text"], ["v"])
        for _ in range(2):
            with pytest.raises(PlotSpecError, match="'id' has more than 10 different values"):
                data.summaries({"id": False})
        assert data.summaries({"text": False})["text"].levels == ("b", "a")
    assert [query.rows for query in heard.queries] == [21, 2]


@pytest.mark.parametrize("key", KINDS)
def test_one_column(data, key):
    lazy, eager = data.column(key), source(FRAME).column(key)
    assert (lazy.kind, lazy.zone) == (eager.kind, eager.zone)
    if lazy.kind is Kind.CATEGORY:
        assert lazy.values.values().tolist() == eager.values.values().tolist()
        assert lazy.values.declared == eager.values.declared
    else:
        np.testing.assert_array_equal(lazy.floats(), eager.floats())


@pytest.mark.parametrize(
    "key", ["whole", "real", "decimal", "flag", "time", "zoned", "date", "span"]
)
def test_positions_are_floats(data, key):
    made = data.relation({"x": key}).collect()["x"]
    expected = source(FRAME).column(key).floats()
    np.testing.assert_array_equal(np.sort(made), np.sort(expected))


def test_booleans_are_keys_unless_they_are_amounts(data):
    table = data.relation({"x": "flag", "color": "flag", "weight": "flag"})
    made = table.group("color").agg(n=count(), x=mean("x"), weight=sum_("weight")).collect()
    assert made["color"].levels == (False, True)
    assert made["color"].codes.tolist() == [0, 1, -1]
    np.testing.assert_array_equal(made["x"], [0, 1, np.nan])
    assert made["n"].tolist() == [1, 2, 1]


def test_one_column_may_be_many_variables(data):
    made = data.relation({"x": "whole", "y": "whole", "color": "text"}).collect()
    np.testing.assert_array_equal(np.sort(made["x"]), np.sort(made["y"]))


def test_constants(data):
    constants = {
        "y": 2,
        "color": "group A",
        "fill": True,
        "ymin": True,
        "xmin": datetime(1970, 1, 2),
        "alpha": None,
    }
    made = data.relation({"x": "whole"}, constants).collect()
    assert made.n == 4
    assert made["y"].tolist() == [2.0] * 4
    assert made["color"].levels == ("group A",)
    assert made["fill"].levels == (True,)
    assert made["ymin"].tolist() == [1.0] * 4
    assert made["xmin"].tolist() == [1.0] * 4
    assert np.isnan(made["alpha"]).all()
    only = data.relation({}, {"x": 0}).group("x").agg(n=count()).collect()
    assert (only["x"].tolist(), only["n"].tolist()) == ([0], [4])


def test_hostile_names(engine):
    frame = pl.DataFrame({name: [float(place), place + 1.0] for place, name in enumerate(HOSTILE)})
    frame = frame.with_columns(pl.lit(datetime(1970, 1, 2)).alias("the.time"))
    data = source(engine(frame))
    for place, name in enumerate(HOSTILE):
        made = data.relation({"x": name, "y": "the.time", "color": "x"})
        assert sorted(made.collect()["x"]) == [place, place + 1]
        assert made.group("color", "x").agg(n=count()).collect().n == 2
        assert data.summaries({name: True})[name].levels == (place, place + 1)
        assert data.column(name).values.tolist() == [place, place + 1]
    assert data.summaries({"the.time": False})["the.time"].low == 1


def test_row_limit(engine):
    frame = pl.DataFrame({"price": range(101), "carat": range(101)})
    data = source(engine(frame), limit=100)
    table = data.relation({"x": "price", "y": "carat"})
    assert table.scalars(n=count())["n"] == 101
    message = r"columns 'x', 'y' would fetch more than 100 rows.*Agg or Hist.*max_rows"
    with pytest.raises(PlotSpecError, match=message):
        table.collect()
    with pytest.raises(PlotSpecError, match="more than 100 rows"):
        table.group("x").agg(n=count()).collect()
    with pytest.raises(PlotSpecError, match="'price' would fetch"):
        data.column("price")
    assert table.filter(table["x"] > 0).collect().n == 100


def test_nested_columns_are_named(engine):
    data = source(engine(pl.DataFrame({"a": [[1], [2]], "x": [1, 2]})))
    with pytest.raises(PlotSpecError, match=r"Column 'a' holds .*List"):
        data.relation({"y": "a"})
    assert data.relation({"x": "x"}).collect().n == 2


def test_an_array_is_no_column(data):
    with pytest.raises(PlotSpecError, match="not arrays"):
        data.relation({"x": "whole"}).derive(y=np.arange(4))


def test_other_types_of_duckdb():
    relation = duckdb.sql("""
        select uuid() as id, 5::hugeint as huge, time '10:00' as t, timestamp_ns '1970-01-02' as ns,
               timestamp_s '1970-01-02' as s, 'a'::blob as b, 1::utinyint as tiny, null as nothing
    """)
    data = source(relation)
    kinds = [data.kind(key).value for key in data.names]
    assert kinds[:6] == ["category", "number", "duration", "time", "time", "category"]
    made = data.relation({"x": "huge", "y": "ns", "ymin": "s", "xmin": "tiny", "color": "id"})
    made = made.collect()
    assert [made[name].tolist() for name in ("x", "y", "ymin", "xmin")] == [[5], [1], [1], [1]]
    assert len(made["color"].levels) == 1
    assert data.relation({"color": "t", "group": "b", "x": "nothing"}).collect().n == 1


def test_to_native(data):
    frame = data.to_native({"x": np.arange(2)})
    assert isinstance(frame, pl.DataFrame | pa.Table)


def test_columns_of_objects_are_named():
    data = pl.LazyFrame({"a": pl.Series([1j, 2j], dtype=pl.Object)})
    with pytest.raises(PlotSpecError, match=r"Column 'a' holds Object, which cannot be drawn"):
        source(data, 10).kind("a")


@pytest.mark.parametrize("how", ["skew", np.ptp])
def test_levels_ordered_by_what_needs_rows(how):
    few = source(FRAME.lazy(), limit=2)
    said = getattr(how, "__name__", repr(how))
    with pytest.raises(
        PlotSpecError, match=rf"by\('whole', {said}\) needs more than 2 rows .*'mean'"
    ):
        few.scores("text", "whole", reduction(how, "whole"))
    assert few.scores("text", "whole", mean("whole")) == {"a": 1.0, "b": 2.5}


@pytest.mark.parametrize("how", ["median", "mean", "sum", "min", "max", "count"])
@pytest.mark.parametrize("key", ["level", "number", "day"])
@pytest.mark.parametrize("other", ["v", "when", "true"])
@pytest.mark.parametrize("lazy", LAZY.values(), ids=LAZY)
def test_levels_ordered_by_an_engine(lazy, how, key, other):
    random = np.random.default_rng(2)
    days = pl.Series(random.integers(0, 9, 60)).cast(pl.Date)
    frame = pl.DataFrame(
        {
            "level": [*random.choice(["b", "a", "d", "c"], 59).tolist(), None],
            "number": random.integers(0, 4, 60) / 2,
            "day": days,
            "v": np.where(random.random(60) < 0.2, np.nan, random.normal(size=60)),
            "when": days.cast(pl.Datetime("us")) + timedelta(hours=7),
            "true": random.random(60) < 0.5,
        },
        strict=False,
    ).with_columns(v=pl.when(pl.col("level") != "d").then("v"))
    data = source(lazy(frame), limit=20)
    with queries.listening() as heard:
        found = data.scores(key, other, reduction(how, "_value"))
    wanted = source(frame).scores(key, other, reduction(how, "_value"))
    assert len(heard.queries) == 1
    wanted.pop(None, None)
    assert all(one == another for one, another in zip(found, sorted(wanted), strict=True))
    expected = [wanted[level] for level in sorted(wanted)]
    assert list(found.values()) == pytest.approx(expected, nan_ok=True)


def test_levels_that_nobody_knew_have_one_order_in_each_answer():
    column = to_column(["b", "a", "b"], "g")
    assert Coding(Kind.CATEGORY).of(column).levels == ("a", "b")


def test_names_that_differ_in_case_alone_are_one_to_duckdb():
    data = source(connect().sql('select i as a, -i as "A", i * 10 as b from range(3) t(i)'))
    assert data.summary("b", SummaryRequest()).high == 20
    for name in "aA":
        with pytest.raises(
            PlotSpecError, match=r"'a', 'A', which DuckDB takes for one.*another name"
        ):
            data.relation({"x": name})
    frame = pl.LazyFrame({"a": [1], "A": [2]})
    assert source(frame).summary("A", SummaryRequest()).low == 2
