"""One conversion matrix: what every library's vectors become."""

from __future__ import annotations

import array
from collections import UserList, deque
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from plotkit.data.column import CLOCK
from plotkit.data.convert import to_column
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.times import zone_name
from plotkit.errors import PlotSpecError, PlotTypeError

NAN = float("nan")
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2020, 7, 1, 12)
DAY = date(2020, 7, 1)


def check(values, kind, expected):
    """Convert and compare: floats for amounts, level values for categories."""
    column = to_column(values, "v")
    assert column.kind is kind
    if isinstance(column.values, Factor):
        assert np.issubdtype(column.values.codes.dtype, np.signedinteger)
        assert column.values.values().tolist() == expected
    else:
        np.testing.assert_array_equal(column.floats(), expected)
    return column


def pandas_series(dtype):
    return lambda values: pd.Series(values, dtype=dtype)


def polars_series(dtype):
    return lambda values: pl.Series("v", values, dtype=dtype)


def arrow_array(dtype):
    return lambda values: pa.array(values, dtype)


def arrow_chunks(dtype):
    return lambda values: pa.chunked_array(
        [pa.array(values[:1], dtype), pa.array([], dtype), pa.array(values[1:], dtype)]
    )


INTEGERS = {
    "list": list,
    "tuple": tuple,
    "deque": deque,
    "UserList": UserList,
    "numpy": np.array,
    "numpy object": lambda values: np.array(values, dtype=object),
    "pandas": pd.Series,
    "pandas index": pd.Index,
    "pandas array": pd.array,
    "pandas nullable": pandas_series("Int8"),
    "pandas arrow": pandas_series("int64[pyarrow]"),
    "pandas object": pandas_series(object),
    "pandas sparse": pandas_series("Sparse[int]"),
    "polars": polars_series(pl.UInt16),
    "arrow": arrow_array(pa.uint8()),
    "arrow chunks": arrow_chunks(pa.int16()),
    "narwhals": lambda values: nw.from_native(pl.Series(values), series_only=True),
}


@pytest.mark.parametrize("make", INTEGERS.values(), ids=INTEGERS)
def test_integers_stay_integers(make):
    column = check(make([3, 1, 2]), Kind.NUMBER, [3, 1, 2])
    assert column.values.dtype.kind in "iu"


NUMBERS_WITH_NULLS = {
    "list": list,
    "numpy object": lambda values: np.array(values, dtype=object),
    "pandas": pandas_series(float),
    "pandas Int64": pandas_series("Int64"),
    "pandas UInt8": pandas_series("UInt8"),
    "pandas Float32": pandas_series("Float32"),
    "pandas arrow int": pandas_series("int64[pyarrow]"),
    "pandas arrow double": pandas_series("double[pyarrow]"),
    "pandas object": pandas_series(object),
    "polars int": polars_series(pl.Int32),
    "polars float": polars_series(pl.Float32),
    "polars decimal": polars_series(pl.Decimal(10, 2)),
    "polars int128": polars_series(pl.Int128),
    "arrow int": arrow_array(pa.int64()),
    "arrow double chunks": arrow_chunks(pa.float64()),
    "arrow decimal": arrow_array(pa.decimal128(10, 2)),
    "arrow half": lambda values: pa.array(
        [None if value is None else np.float16(value) for value in values], pa.float16()
    ),
}


@pytest.mark.parametrize("make", NUMBERS_WITH_NULLS.values(), ids=NUMBERS_WITH_NULLS)
def test_missing_numbers_are_nan(make):
    check(make([3, None, 1]), Kind.NUMBER, [3, NAN, 1])
    check(make([None, 3]), Kind.NUMBER, [NAN, 3])


@pytest.mark.parametrize("make", NUMBERS_WITH_NULLS.values(), ids=NUMBERS_WITH_NULLS)
def test_all_missing_and_empty_numbers(make):
    check(make([None, None]), Kind.NUMBER, [NAN, NAN])
    check(make([]), Kind.NUMBER, [])


@pytest.mark.parametrize(
    "values",
    [
        [1, 2.5, np.nan, np.inf],
        [Decimal(1), Fraction(5, 2), Decimal("NaN"), np.inf],
        [np.int8(1), np.float32(2.5), None, np.inf],
        [1, 2.5, pd.NA, np.inf],
        pd.Series([1, 2.5, pd.NA, np.inf], dtype=object),
        np.array([1, 2.5, np.nan, np.inf], dtype=np.longdouble),
        np.array([1, 2.5, np.nan, np.inf], dtype=np.float16),
        np.array([1, 2.5, np.nan, np.inf], dtype=">f8"),
        np.ma.masked_array([1, 2.5, 9, np.inf], mask=[0, 0, 1, 0]),
        array.array("d", [1, 2.5, np.nan, np.inf]),
        memoryview(np.array([1, 2.5, np.nan, np.inf])),
        pd.array([1, 2.5, None, np.inf], dtype="Float64"),
        pl.Series([1.0, 2.5, np.nan, np.inf]),
        pa.array([1.0, 2.5, None, np.inf]),
    ],
    ids=range(14),
)
def test_mixed_numbers(values):
    check(values, Kind.NUMBER, [1, 2.5, NAN, np.inf])


def test_huge_integers():
    check([2**70, 1], Kind.NUMBER, [2.0**70, 1])
    check([2**63, 1], Kind.NUMBER, [2.0**63, 1])
    check(range(2, 10, 3), Kind.NUMBER, [2, 5, 8])


BOOLEANS = {
    "list": list,
    "numpy object": lambda values: np.array(values, dtype=object),
    "pandas object": pandas_series(object),
    "pandas boolean": pandas_series("boolean"),
    "pandas arrow": pandas_series("bool[pyarrow]"),
    "polars": polars_series(pl.Boolean),
    "arrow": arrow_array(pa.bool_()),
    "arrow chunks": arrow_chunks(pa.bool_()),
}


@pytest.mark.parametrize("make", BOOLEANS.values(), ids=BOOLEANS)
def test_booleans(make):
    assert check(make([True, False]), Kind.BOOLEAN, [1, 0]).values.dtype == bool
    column = check(make([True, None, False]), Kind.BOOLEAN, [1, NAN, 0])
    assert column.factor().levels == (False, True)
    check(make([None]), Kind.NUMBER, [NAN])


STRINGS = {
    "list": list,
    "numpy object": lambda values: np.array(values, dtype=object),
    "pandas": pandas_series("str"),
    "pandas string": pandas_series("string"),
    "pandas object": pandas_series(object),
    "pandas arrow": pandas_series("string[pyarrow]"),
    "pandas ArrowDtype": pandas_series(pd.ArrowDtype(pa.string())),
    "pandas large": pandas_series(pd.ArrowDtype(pa.large_string())),
    "polars": polars_series(pl.String),
    "polars categorical": polars_series(pl.Categorical),
    "arrow": arrow_array(pa.string()),
    "arrow large chunks": arrow_chunks(pa.large_string()),
    "arrow view": arrow_array(pa.string_view()),
    "arrow dictionary": lambda values: pa.array(values, pa.string()).dictionary_encode(),
    "arrow dictionary chunks": lambda values: pa.chunked_array(
        [pa.array(part, pa.string()).dictionary_encode() for part in (values[:2], values[2:])]
    ),
}


@pytest.mark.parametrize("make", STRINGS.values(), ids=STRINGS)
def test_strings_by_order_of_appearance(make):
    values = ["b", None, "a", "b", "", "ü"]
    column = check(make(values), Kind.CATEGORY, values)
    assert column.values.levels == ("b", "a", "", "ü")
    assert not column.values.declared
    check(make(["b", "a"]), Kind.CATEGORY, ["b", "a"])
    check(make([None, None]), Kind.NUMBER, [NAN, NAN])


@pytest.mark.parametrize("make", STRINGS.values(), ids=STRINGS)
def test_no_strings(make):
    assert len(to_column(make([]), "v")) == 0


def test_numpy_strings():
    check(np.array(["b", "a"]), Kind.CATEGORY, ["b", "a"])
    check(np.array(["b", "a"], dtype=np.dtypes.StringDType()), Kind.CATEGORY, ["b", "a"])


DECLARED = {
    "pandas": lambda v: pd.Series(pd.Categorical(v, ["lo", "hi", "unused"])),
    "pandas ordered": lambda v: pd.Categorical(v, ["lo", "hi", "unused"], ordered=True),
    "pandas index": lambda v: pd.CategoricalIndex(v, ["lo", "hi", "unused"]),
    "polars": polars_series(pl.Enum(["lo", "hi", "unused"])),
    "arrow ordered": lambda v: pa.DictionaryArray.from_arrays(
        pa.array([None if x is None else ["lo", "hi"].index(x) for x in v], pa.int8()),
        pa.array(["lo", "hi", "unused"]),
        ordered=True,
    ),
}


@pytest.mark.parametrize("make", DECLARED.values(), ids=DECLARED)
@pytest.mark.parametrize("values", [["hi", None, "lo"], ["hi"], [None], []])
def test_declared_levels(make, values):
    column = check(make(values), Kind.CATEGORY, values)
    assert column.values.levels == ("lo", "hi", "unused")
    assert column.values.declared


def test_unordered_dictionaries_declare_nothing():
    codes = pa.DictionaryArray.from_arrays(pa.array([2, None, 1, 2]), pa.array(["u", "a", "b"]))
    column = check(codes, Kind.CATEGORY, ["b", None, "a", "b"])
    assert column.values.levels == ("b", "a")
    repeated = pa.DictionaryArray.from_arrays(pa.array([0, 1, 2]), pa.array(["a", "b", "a"]))
    assert check(repeated, Kind.CATEGORY, ["a", "b", "a"]).values.levels == ("a", "b")
    numbers = pa.DictionaryArray.from_arrays(pa.array([1, 0]), pa.array([7, 8]))
    check(numbers, Kind.CATEGORY, [8, 7])


def test_categories_of_other_things():
    column = to_column(pd.Series(pd.cut([1, 5, 9], [0, 4, 8])), "v")
    assert [str(level) for level in column.values.levels] == ["(0, 4]", "(4, 8]"]
    assert column.values.codes.tolist() == [0, 1, -1]
    assert check(
        pd.Series([2, 1, 2], dtype="category"), Kind.CATEGORY, [2, 1, 2]
    ).values.levels == (
        1,
        2,
    )


TIMES = {
    "list": list,
    "numpy": lambda values: np.array(values, dtype="M8[s]"),
    "numpy object": lambda values: np.array(values, dtype=object),
    "numpy scalars": lambda values: [np.datetime64(v, "ms") if v else v for v in values],
    "timestamps": lambda values: [pd.Timestamp(v) for v in values],
    "pandas": pandas_series("datetime64[ns]"),
    "pandas seconds": pandas_series("datetime64[s]"),
    "pandas object": pandas_series(object),
    "pandas index": pd.DatetimeIndex,
    "pandas arrow": pandas_series(pd.ArrowDtype(pa.timestamp("us"))),
    "polars": polars_series(pl.Datetime("ms")),
    "arrow": arrow_array(pa.timestamp("ns")),
    "arrow chunks": arrow_chunks(pa.timestamp("s")),
}


@pytest.mark.parametrize("make", TIMES.values(), ids=TIMES)
def test_times(make):
    column = check(make([NOON, None, datetime(1969, 12, 31)]), Kind.TIME, [18444.5, NAN, -1])
    assert column.zone is None
    check(make([NOON]), Kind.TIME, [18444.5])
    check(make([None, None]), Kind.NUMBER, [NAN, NAN])


ZONED = {
    "list": list,
    "pandas": pd.Series,
    "pandas seconds": pandas_series("datetime64[s, Europe/Berlin]"),
    "pandas object": pandas_series(object),
    "pandas index": pd.DatetimeIndex,
    "pandas arrow": pandas_series(pd.ArrowDtype(pa.timestamp("us", "Europe/Berlin"))),
    "polars": polars_series(pl.Datetime("us", "Europe/Berlin")),
    "arrow": arrow_array(pa.timestamp("us", "Europe/Berlin")),
}


@pytest.mark.parametrize("make", ZONED.values(), ids=ZONED)
def test_times_with_a_zone_are_utc(make):
    column = check(make([NOON.replace(tzinfo=BERLIN), None]), Kind.TIME, [18444 + 10 / 24, NAN])
    assert column.zone == "Europe/Berlin"


def test_mixed_zones():
    zoned = [NOON.replace(tzinfo=UTC), NOON.replace(tzinfo=BERLIN)]
    assert check(zoned, Kind.TIME, [18444.5, 18444 + 10 / 24]).zone == "UTC"
    with pytest.raises(PlotSpecError, match="with and without a time zone"):
        to_column([NOON, *zoned], "v")
    with pytest.raises(PlotSpecError, match="with and without a time zone"):
        to_column([DAY, *zoned], "v")


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (None, None),
        (BERLIN, "Europe/Berlin"),
        (UTC, "UTC"),
        ("+02:00", "Etc/GMT-2"),
        (timezone(timedelta(hours=-5)), "Etc/GMT+5"),
        (timezone(timedelta(hours=5, minutes=30)), "UTC"),
        ("nonsense", "UTC"),
    ],
)
def test_zone_name(zone, name):
    assert zone_name(zone) == name


DATES = {
    "list": list,
    "numpy": lambda values: np.array(values, dtype="M8[D]"),
    "pandas object": pandas_series(object),
    "pandas period": lambda v: pd.Series(pd.PeriodIndex(v, freq="D")),
    "period objects": lambda v: [pd.Period(x, freq="D") if x else x for x in v],
    "pandas arrow": pandas_series(pd.ArrowDtype(pa.date32())),
    "polars": polars_series(pl.Date),
    "arrow": arrow_array(pa.date32()),
    "arrow date64": arrow_array(pa.date64()),
}


@pytest.mark.parametrize("make", DATES.values(), ids=DATES)
def test_dates(make):
    check(make([DAY, None, date(1970, 1, 2)]), Kind.TIME, [18444, NAN, 1])


def test_periods_by_their_start():
    months = pd.PeriodIndex(["1970-02", "1970-01"], freq="M")
    check(months, Kind.TIME, [31, 0])
    check([DAY, NOON], Kind.TIME, [18444, 18444.5])


DURATIONS = {
    "list": list,
    "numpy": lambda values: np.array(values, dtype="m8[m]"),
    "numpy scalars": lambda values: [np.timedelta64(v) if v else v for v in values],
    "pandas": pandas_series("timedelta64[ns]"),
    "pandas object": pandas_series(object),
    "pandas objects": lambda values: [pd.Timedelta(v) for v in values],
    "pandas arrow": pandas_series(pd.ArrowDtype(pa.duration("us"))),
    "polars": polars_series(pl.Duration("ms")),
    "arrow": arrow_array(pa.duration("s")),
}


@pytest.mark.parametrize("make", DURATIONS.values(), ids=DURATIONS)
def test_durations(make):
    check(make([timedelta(hours=36), None]), Kind.DURATION, [1.5, NAN])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["a", np.nan, 1], ["a", None, 1]),
        ([True, 2.5], [1, 2.5]),
        ([NOON, "a"], [NOON, "a"]),
        ([(1, 2), (3, 4)], [(1, 2), (3, 4)]),
        ([[1], [1], None], ["[1]", "[1]", None]),
        (pa.array([b"a", None]), ["a", None]),
        (pl.Series([b"a"]), ["a"]),
        (pd.Series(["a", 1, None], dtype=object), ["a", 1, None]),
    ],
)
def test_the_rest_are_categories(values, expected):
    check(values, Kind.CATEGORY, expected)


@pytest.mark.parametrize(
    "values",
    [
        [time(12), None],
        pd.Series([time(12), None]),
        pl.Series([time(12), None]),
        pa.array([time(12), None]),
        pa.array([time(12), None], pa.time32("s")),
    ],
)
def test_times_of_day_are_durations_of_a_clock(values):
    check(values, Kind.DURATION, [0.5, NAN])
    assert to_column(values, "t").zone == CLOCK


@pytest.mark.parametrize("values", [[], [None, None], [np.nan, pd.NaT, pd.NA], pa.nulls(2)])
def test_nothing_known_is_a_number(values):
    check(values, Kind.NUMBER, [NAN] * len(values))


def test_null_columns():
    check(pl.Series([None, None]), Kind.NUMBER, [NAN, NAN])
    check(pd.Series([None, None], dtype=pd.ArrowDtype(pa.null())), Kind.NUMBER, [NAN, NAN])


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (np.array([1j]), "complex128"),
        ([1j, 2.0], "complex"),
        (np.zeros(2, dtype=[("a", int)]), "a"),
        (pl.Series([[1], [2]]), "List"),
        (pl.Series([{"a": 1}]), "Struct"),
        (pa.array([[1]]), "list"),
        (pa.array([{"a": 1}]), "struct"),
        (pd.Series([[1]], dtype=pd.ArrowDtype(pa.list_(pa.int64()))), "list"),
    ],
)
def test_unusable_types_are_named(values, dtype):
    with pytest.raises(PlotSpecError, match=rf"Column 'some' holds .*{dtype}"):
        to_column(values, "some")


def test_two_dimensions():
    with pytest.raises(PlotSpecError, match=r"'some'.*shape is \(2, 3\)"):
        to_column(np.zeros((2, 3)), "some")


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ((i for i in range(3)), "make it a list"),
        ({1, 2}, "no order"),
        ({"a": 1}, "no order"),
        (object(), "not a vector"),
        (5, "not a vector"),
    ],
)
def test_not_a_vector(values, hint):
    with pytest.raises(PlotTypeError, match=hint):
        to_column(values, "some")


@pytest.mark.parametrize(
    "make", [np.asarray, pd.Series, pl.Series, pa.array], ids=["numpy", "pandas", "polars", "arrow"]
)
def test_no_copy_of_floats(make):
    values = np.arange(100.0)
    given = make(values)
    direct = given.to_numpy() if hasattr(given, "to_numpy") else given
    assert np.shares_memory(to_column(given, "v").values, direct)
