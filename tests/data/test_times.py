"""Python's times, part by part, are numpy's, one by one; months are no length of time."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from numpy.testing import assert_array_equal

import plotkit.objects as so
from plotkit.data.column import CLOCK
from plotkit.data.convert import to_column
from plotkit.data.kind import Kind
from plotkit.data.source import source
from plotkit.data.times import since_midnight

RNG = np.random.default_rng(4)
N = 300
SPANS = [
    timedelta(int(d), int(s), int(u))
    for d, s, u in RNG.integers((-9999, 0, 0), (9999, 86400, 10**6), size=(N, 3))
]
MOMENTS = [datetime.min, datetime.max, *(datetime(1970, 1, 1) + span for span in SPANS)]
DAYS = [date.min, date.max, *(moment.date() for moment in MOMENTS)]
CLOCKS = [time.min, time.max, *(moment.time() for moment in MOMENTS)]


def gaps(values):
    """Leave some out, in every way there is."""
    gone = [None, pd.NaT, pd.NA, float("nan")]
    return [gone[i // 5 % 4] if i % 5 == 3 else value for i, value in enumerate(values)]


def same(values, expected, kind):
    column = to_column(pd.Series(values, dtype=object), "v")
    assert column.kind is kind
    assert_array_equal(column.values, expected)
    return column


@pytest.mark.parametrize("values", [DAYS, MOMENTS, DAYS + MOMENTS], ids=["days", "moments", "both"])
def test_days_and_moments(values):
    same(values, np.array(values, "M8[us]"), Kind.TIME)
    missing = [value if isinstance(value, date) and value is not pd.NaT else None
               for value in gaps(values)]  # fmt: skip
    same(gaps(values), np.array(missing, "M8[us]"), Kind.TIME)


def test_lengths_of_time_and_times_of_day():
    same(SPANS, np.array(SPANS, "m8[us]"), Kind.DURATION)
    expected = np.array([since_midnight(value) for value in CLOCKS], "m8[us]")
    assert same(CLOCKS, expected, Kind.DURATION).zone == CLOCK
    both = np.append(np.array(SPANS, "m8[us]"), expected)
    assert same(SPANS + CLOCKS, both, Kind.DURATION).zone == CLOCK


@pytest.mark.parametrize("zone", [UTC, timezone(-timedelta(hours=5)), ZoneInfo("Europe/Berlin")])
def test_moments_with_a_zone(zone):
    zoned = [moment.replace(tzinfo=zone) for moment in MOMENTS[2:]]
    zoned += [datetime(2024, 10, 27, 2, 30, tzinfo=zone, fold=fold) for fold in (0, 1)]
    plain = np.array([moment.astimezone(UTC).replace(tzinfo=None) for moment in zoned], "M8[us]")
    same(zoned, plain, Kind.TIME)
    stamps = [pd.Timestamp(moment) for moment in zoned]
    assert (
        same([*stamps, None], [*plain, np.datetime64("NaT", "us")], Kind.TIME).values.dtype
        == "M8[us]"
    )


def test_objects_of_other_libraries():
    stamps = [pd.Timestamp("2020-01-02 03:04:05.000006"), datetime(2020, 1, 1), date(2019, 1, 1)]
    same(stamps, np.array(stamps, "M8[us]"), Kind.TIME)
    far = [np.datetime64("12000-01-01"), np.datetime64("NaT", "us"), None]
    same(far, np.array(far, "M8[us]"), Kind.TIME)
    lengths = [pd.Timedelta("1D 2h"), timedelta(1), np.timedelta64(3, "h"), None]
    same(lengths, np.array(lengths, "m8[us]"), Kind.DURATION)


# ------------------------------------------------------------------------------------ months


def relation(values, connection):
    return connection.sql(f'select x as "how long", i as y from (values {values}) t(x, i)')


MONTHS = {
    "numpy months": np.array([1, 2], "m8[M]"),
    "numpy years": np.array([1, 2], "m8[Y]"),
    "numpy scalars": [np.timedelta64(1, "D"), np.timedelta64(1, "M")],
    "arrow": pa.array([(0, 1, 0), None, (1, 0, 0)], pa.month_day_nano_interval()),
}


@pytest.mark.parametrize("values", MONTHS.values(), ids=MONTHS)
def test_months_are_refused(values):
    with pytest.raises(so.PlotSpecError, match="Column 'v' holds lengths of time in months"):
        to_column(values, "v")


@pytest.mark.parametrize("length", ["1 month", "-1 year", "2 years 3 days"])
@pytest.mark.parametrize(
    "draw",
    [
        lambda data: so.Plot(data, x="how long", y="y").add(so.Dots()),
        lambda data: so.Plot(data, x="how long").add(so.Bars(), so.Hist()),
        lambda data: so.Plot(data, x="y", y="how long").add(so.Dot(), so.Agg()),
        lambda data: so.Plot(data, x="y", color="how long").add(so.Bar(), so.Count()),
    ],
    ids=["rows", "Hist", "Agg", "levels"],
)
def test_an_engine_refuses_them_too(length, draw):
    connection = duckdb.connect()
    data = relation(f"(interval '3 days', 1), (interval '{length}', 2), (null, 3)", connection)
    with pytest.raises(so.PlotSpecError, match="Column 'how long' holds lengths of time in months"):
        draw(data).plot()


def test_many_rows_do_not_change_what_it_is_called():
    connection = duckdb.connect()
    connection.sql(
        "create table t as select case when i = 5 then interval '1 month' else to_seconds(i) end "
        'as "how long" from range(1000001) r(i)'
    )
    with pytest.raises(so.PlotSpecError, match="Column 'how long' holds lengths of time in months"):
        so.Plot(connection.table("t"), x="how long").add(so.Bars(), so.Hist()).plot()


def test_other_intervals_are_exact():
    connection = duckdb.connect()
    data = relation(
        "(interval '40 days 3 hours', 1), (interval '-5 microseconds', 2), (null, 3)", connection
    )
    expected = np.array([3_466_800_000_000, -5, "NaT"], "m8[us]")
    in_memory = to_column(data.to_arrow_table()["how long"], "v")
    assert in_memory.kind is Kind.DURATION
    assert_array_equal(in_memory.values, expected)
    assert_array_equal(in_memory[1:].values, expected[1:])
    sliced = to_column(data.to_arrow_table()["how long"].slice(1), "v")
    assert_array_equal(sliced.values, expected[1:])
    lazy = np.sort(source(data).column("how long").values)
    assert_array_equal(lazy, np.sort(expected))


def test_other_errors_of_an_engine_are_told_in_its_words():
    data = duckdb.connect().sql("select error('no ink') as x, 1 as y")
    with pytest.raises(so.PlotSpecError, match=r"could not answer: .*no ink\. Its query"):
        so.Plot(data, x="y", y="x").add(so.Dots()).plot()


def test_a_time_of_polars_is_the_same_among_others_and_alone():
    time = datetime(2024, 3, 20, 7)
    for n in (1, 2, 5):
        table = source(pl.DataFrame({"t": [time] * n}).lazy()).relation({"x": "t"}).collect()
        assert set(table["x"].tolist()) == {19802 + 7 / 24}
