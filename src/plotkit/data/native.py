"""What each lazy engine must be told in its own words; narwhals says the rest.

Every spelling here was measured against numpy: narwhals has none that is right on all engines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import numpy as np

from plotkit.data.column import MICROSECONDS_PER_DAY, Column
from plotkit.data.times import months_refused
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError

Frame: TypeAlias = "nw.LazyFrame[Any]"
_OURS = "plotkit: "
"""What errors begin with that a query was told to raise."""


@contextmanager
def answering(frame: Frame) -> Iterator[None]:
    """Tell what an engine raises within as an error of the plot, with what to do."""
    try:
        yield
    except (PlotSpecError, NotImplementedError, ImportError):
        raise
    except BaseException as error:
        if str(error) == "Query interrupted":  # what DuckDB makes of Ctrl-C
            raise KeyboardInterrupt from None
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _told(frame, error) from error


def _told(frame: Frame, error: BaseException) -> PlotSpecError:
    """Return an error in the words of an engine."""
    text = str(error)
    _, ours, words = text.partition(_OURS)
    if ours:
        return PlotSpecError(words.partition("\n")[0])
    name = engine_name(frame)
    said = text.strip().partition("\n")[0].rstrip(".") or type(error).__name__
    if "OutOfMemory" in type(error).__name__:
        ways = "Let it have more memory or fewer threads, or filter or sample the rows."
    elif "busy" in said:
        ways = "Give each thread a relation of its own: connection.cursor().sql(...)."
    else:
        ways = (
            "Its query must run without a plot, too. What it reads must be as it was when the plot "
            "was made, files and tables in their place, connections open; if that has changed, "
            "make a new so.Plot(...) of new data."
        )
    return PlotSpecError(f"{name} could not answer: {said}. {ways}")


def without_nan(frame: Frame, names: Iterable[str]) -> Frame:
    """Turn NaN into null in float columns: engines differ in how they count and compare it."""
    schema = frame.collect_schema()
    floats = [name for name in names if schema[name] in (nw.Float64, nw.Float32)]
    if not floats:
        return frame
    if frame.implementation.is_duckdb():
        return _duckdb_without_nan(frame, floats)
    return frame.with_columns(
        nw.when(~nw.col(name).is_nan()).then(nw.col(name)).alias(name) for name in floats
    )


def _duckdb_without_nan(frame: Frame, names: Collection[str]) -> Frame:
    """Do the same where `isnan` may be taken for false unread, as it is by DuckDB 2.0.

    It believes the ends that a Parquet file tells of a column, which leave NaN out.
    """
    import duckdb

    def number(column: Any) -> Any:
        told = [duckdb.FunctionExpression(name, column) for name in ("isfinite", "isinf")]
        return duckdb.CaseExpression(told[0] | told[1], column)

    relation = frame.to_native()
    columns = {name: duckdb.ColumnExpression(name) for name in relation.columns}
    made = (number(c).alias(n) if n in names else c for n, c in columns.items())
    lazy: Frame = nw.from_native(relation.select(*made))
    return lazy


def column_names(frame: Frame) -> list[str]:
    """Return the names of the columns; DuckDB would be asked a query for types with a zone."""
    if frame.implementation.is_duckdb():
        return list(frame.to_native().columns)
    return frame.collect_schema().names()


def renamed(frame: Frame, columns: Mapping[str, Hashable]) -> Frame:
    """Select columns under new names, before any other step reads them.

    Names of users may hold dots, quotes and keywords, which engines trip over later.
    """
    numbers = {name: f"c{number}" for number, name in enumerate(column_names(frame))}
    if frame.implementation.is_pyspark() or frame.implementation.is_pyspark_connect():
        # Spark reads a dot as a field of a struct even here.
        frame = nw.from_native(frame.to_native().toDF(*numbers.values()))
    elif frame.implementation.is_duckdb():
        # Before 2.0, DuckDB reads a quote in a name as the beginning of another name.
        quoted = ((name.replace('"', '""'), number) for name, number in numbers.items())
        picked = ", ".join(f'"{name}" as {number}' for name, number in quoted)
        frame = nw.from_native(frame.to_native().project(picked))
    else:
        frame = frame.rename(numbers)  # unlike a reference, Polars reads "^x$" as a plain name
    return frame.select(nw.col(numbers[str(key)]).alias(name) for name, key in columns.items())


def in_days(
    frame: Frame,
    times: Collection[str],
    durations: Mapping[str, Hashable],
    clock: Collection[str] = (),
) -> Frame:
    """Replace times (since 1970-01-01 UTC) and durations by float days.

    Some durations are times of day (`clock`); messages call the others as they are mapped to.
    """
    if not times and not durations:
        return frame
    here = frame.implementation
    if here.is_duckdb():
        lengths = {name: key for name, key in durations.items() if name not in clock}
        frame = _duckdb_microseconds(frame, {*times, *durations}, lengths)
        micros = {name: nw.col(name) for name in (*times, *durations)}
    else:
        native = here.is_polars() or here.is_dask()
        micros = {
            name: _of_clock(name, here.is_polars())
            if name in clock
            else nw.col(name).dt.total_microseconds()
            for name in durations
        } | {
            name: nw.col(name).dt.timestamp("us") if native else _by_calendar(name)
            for name in times
        }
    days = {
        name: _as_days(micro.cast(nw.Float64), here.is_polars()) for name, micro in micros.items()
    }
    try:
        return frame.with_columns(day.alias(name) for name, day in days.items())
    except NotImplementedError:
        raise PlotSpecError(
            f"{engine_name(frame)} holds lengths of time that narwhals cannot read there. Turn "
            "them into numbers, such as minutes, or collect the data first."
        ) from None


def with_row_numbers(frame: Frame, name: str) -> Frame:
    """Add the number of each row as a column, in the order in which the engine reads them.

    Polars and DuckDB keep the order of a file or frame; of other engines the order is that of their
    partitions, or 0 for all rows where they have none, so that whoever sorts by it sorts by what
    comes next.
    """
    native, here = frame.to_native(), frame.implementation
    if here.is_polars():
        native = native.with_row_index(name)
    elif here.is_duckdb():
        native = native.project(f'*, row_number() over () as "{name}"')
    elif here.is_pyspark():
        from pyspark.sql import functions

        native = native.withColumn(name, functions.monotonically_increasing_id())
    else:
        return frame.with_columns(nw.lit(0).alias(name))
    numbered: Frame = nw.from_native(native)
    return numbered


def scanned_rows(frame: Frame) -> int:
    """Return about how many rows a plain file or table has, as its engine tells without reading it.

    0 for engines that do not tell, and for what a query makes, as it would be made again.
    """
    native, here = frame.to_native(), frame.implementation
    if here.is_polars():
        plan = native.explain(optimized=False)
        if plan.startswith("DF ["):
            return int(native.select(_polars_len()).collect().item())
        told = re.search(r"ESTIMATED ROWS: (\d+)", plan)
        return int(told[1]) if plan.startswith("Parquet SCAN") and told else 0
    if not here.is_duckdb():
        return 0
    plan = native.explain()  # a drawing of boxes, one for each step
    step = plan[1:].replace("┌", "╭").split("╭")
    kind = re.search(r"\b(\w+[ _]scan|read_parquet)\b", plan, re.IGNORECASE)
    told = re.search(r"~([\d,]+) rows?\b", plan, re.IGNORECASE)
    return int(told[1].replace(",", "")) if len(step) == 1 and kind and told else 0


def distinct_about(frame: Frame, names: Iterable[str]) -> Frame | None:
    """Reduce columns to about how many different values they have, in little memory.

    Sketches are off by some hundredths; None for engines whose words for them are not known here.
    """
    native, here = frame.to_native(), frame.implementation
    if here.is_polars():
        import polars

        # Before 2.0 it estimates of few types, of hashes among them.
        native = native.select(polars.col(name).hash().approx_n_unique() for name in names)
    elif here.is_duckdb():
        native = native.aggregate(
            ", ".join(f'approx_count_distinct("{name}") as "{name}"' for name in names)
        )
    else:
        return None
    lazy: Frame = nw.from_native(native)
    return lazy


def last_rows(frame: Frame, n: int) -> Frame:
    """Return the last rows of a file that Polars reads; it skips what comes before."""
    last: Frame = nw.from_native(frame.to_native().tail(n))
    return last


def _polars_len() -> Any:
    import polars

    return polars.len()


def _duckdb_microseconds(
    frame: Frame, names: Collection[str], lengths: Mapping[str, Hashable]
) -> Frame:
    """Count microseconds; a query ends where a length of time has months, 30 days for DuckDB."""
    import duckdb

    def micros(name: str) -> Any:
        column = duckdb.ColumnExpression(name)
        counted = duckdb.FunctionExpression("epoch_us", column)
        if name not in lengths:
            return counted
        parts = (duckdb.ConstantExpression(part) for part in ("month", "year"))
        month, year = (duckdb.FunctionExpression("datepart", part, column) for part in parts)
        told = duckdb.ConstantExpression(_OURS + months_refused(lengths[name]))
        refused = duckdb.FunctionExpression("error", told).cast("BIGINT")
        return duckdb.CaseExpression((month != 0) | (year != 0), refused).otherwise(counted)

    relation = frame.to_native()
    columns = [
        micros(name).alias(name) if name in names else duckdb.ColumnExpression(name)
        for name in relation.columns
    ]
    lazy: Frame = nw.from_native(relation.select(*columns))
    return lazy


def _of_clock(name: str, polars: bool) -> nw.Expr:
    """Microseconds since midnight of a time of day."""
    if polars:  # it holds nanoseconds
        return nw.col(name).cast(nw.Int64).cast(nw.Float64) / 1000
    part = nw.col(name).dt
    second = (part.hour() * 60 + part.minute()) * 60 + part.second()
    return second.cast(nw.Float64) * 1e6 + part.microsecond()


def _as_days(micro: nw.Expr, polars: bool) -> nw.Expr:
    """Divide microseconds by those of a day, as numpy does.

    Polars divides many values by a number by multiplying with its inverse, but a single one
    exactly: the same time would differ from itself in the last bit. By a column it divides exactly.
    """
    return micro / (micro * 0.0 + MICROSECONDS_PER_DAY if polars else MICROSECONDS_PER_DAY)


def _by_calendar(name: str) -> nw.Expr:
    """Microseconds since 1970 from the parts of a date, which every engine knows."""
    part = nw.col(name).cast(nw.Datetime("us")).dt
    year = part.year().cast(nw.Float64)
    leap_days = (
        ((year - 1969) / 4).floor() - ((year - 1901) / 100).floor() + ((year - 1601) / 400).floor()
    )
    day = (year - 1970) * 365 + leap_days + part.ordinal_day() - 1
    second = (part.hour() * 60 + part.minute()) * 60 + part.second()
    micro = part.microsecond()
    micro = nw.when(micro < 0).then(micro + 1_000_000).otherwise(micro)  # Spark before 1970
    return day * MICROSECONDS_PER_DAY + second * 1e6 + micro


def is_extension(frame: Frame, name: str, dtype: nw.dtypes.DType) -> bool:
    """Tell whether a column of Polars is of a type that only its makers can read."""
    if dtype != nw.Unknown or not frame.implementation.is_polars():
        return False
    return type(frame.to_native().collect_schema()[name]).__name__.endswith("Extension")


def collected(frame: Frame) -> nw.DataFrame[Any]:
    """Run the query."""
    with answering(frame):
        if frame.implementation.is_polars():
            return frame.collect(engine="streaming")  # the other one takes seven times the memory
        return frame.collect()


def literal_of(column: Column, category: bool) -> nw.Expr:
    """Return the one value of a column as an expression of an engine."""
    if category:
        level = column.factor().levels[0]
        return nw.lit(level if isinstance(level, bool) else str(level))
    value = float(column.floats()[0])
    return nw.lit(None if np.isnan(value) else value, nw.Float64)


_NAMES = {
    "polars": "Polars",
    "duckdb": "DuckDB",
    "ibis": "Ibis",
    "dask": "Dask",
    "pyspark": "Spark",
}


def engine_name(frame: Frame) -> str:
    """Return how messages call the engine that holds some rows."""
    here = str(frame.implementation.value)
    return _NAMES.get(here, here)
