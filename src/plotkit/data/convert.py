"""One vector of any library becomes a Column: the only place that knows their dtypes.

What is missing is decided here, once: None, NaN, NaT, pandas' NA and the nulls of Polars and
Arrow all leave this module as NaN, NaT or code -1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, time, timedelta
from numbers import Complex, Real
from typing import Any

import numpy as np

from plotkit.data.blocks import narrowest
from plotkit.data.column import CLOCK, WHOLE, Column
from plotkit.data.factor import Factor, factorize, is_null
from plotkit.data.kind import Kind
from plotkit.data.times import check_months, durations, intervals, times, zone_name
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.typing import Array


def to_column(values: Any, name: Hashable) -> Column:
    """Convert a vector of any library; `name` is for the messages of errors."""
    try:
        column = _convert(values, name)
    except OverflowError:
        raise PlotSpecError(
            f"{name!r} has numbers beyond the largest float, about 1.8e308; divide them first."
        ) from None
    return missing_column(len(column)) if _all_missing(column) else column


def missing_column(n: int) -> Column:
    """Return a column in which nothing is known: numbers that are all NaN."""
    return Column(Kind.NUMBER, np.full(n, np.nan))


def _all_missing(column: Column) -> bool:
    values = column.values
    if not len(values):
        return False
    if isinstance(values, Factor):
        return not values.levels  # levels that are declared are known, though no row has one
    if column.absent is not None:
        return bool(column.absent.all())
    maybe = values.dtype.kind in "fmM" and values[0] != values[0]  # spares most a whole pass
    return bool(maybe and column.missing().all())


def _convert(values: Any, name: Hashable) -> Column:
    if isinstance(values, np.ndarray):
        return _numpy(values, name)
    if isinstance(values, list | tuple):
        return _objects(values, name)
    if isinstance(values, nw.Series):
        return _convert(values.to_native(), name)
    if isinstance(values, range):
        return Column(Kind.NUMBER, np.arange(values.start, values.stop, values.step))
    if nw.dependencies.is_pandas_series(values) or nw.dependencies.is_pandas_index(values):
        return _pandas(values, name)
    if nw.dependencies.is_polars_series(values):
        return _polars(values, name)
    if nw.dependencies.is_pyarrow_chunked_array(values) or _is_arrow_array(values):
        return _arrow(values, name)
    return _foreign(values, name)


def _foreign(values: Any, name: Hashable) -> Column:
    """Convert what tells its values only through a protocol, best one first."""
    if isinstance(values, Mapping | AbstractSet):
        raise PlotTypeError(
            f"{name!r} is a {type(values).__name__}, which has no order of rows; give a list."
        )
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(values, pandas.api.extensions.ExtensionArray):
        return _pandas(pandas.Series(values, copy=False), name)
    if hasattr(values, "__array__") or isinstance(values, memoryview):
        return _numpy(np.asarray(values), name)
    if hasattr(values, "__arrow_c_stream__") or hasattr(values, "__arrow_c_array__"):
        import pyarrow as pa

        return _arrow(pa.chunked_array(values), name)
    if isinstance(values, Iterable) and hasattr(values, "__len__"):
        return _objects(list(values), name)
    hint = (
        "It can be read only once: make it a list."
        if isinstance(values, Iterable)
        else "Give a list, an array, or a series of pandas, Polars or Arrow."
    )
    raise PlotTypeError(f"{name!r} is a {type(values).__name__}, not a vector. {hint}")


def _numpy(values: Array, name: Hashable, zone: str | None = None) -> Column:
    if values.ndim != 1:
        raise PlotSpecError(
            f"{name!r} must have one dimension, but its shape is {values.shape}. "
            "Give one column of it, or ravel() it."
        )
    if isinstance(values, np.ma.MaskedArray):
        return _objects([None if value is np.ma.masked else value for value in values], name)
    kind = values.dtype.kind
    if kind in "iuf":
        wide = values.dtype.itemsize > 8
        return Column(Kind.NUMBER, values.astype(np.float64) if wide else values)
    if kind == "b":
        return Column(Kind.BOOLEAN, values)
    if kind == "M":
        return Column(Kind.TIME, values, zone)
    if kind == "m":
        check_months(values.dtype, name)
        return Column(Kind.DURATION, values, zone)
    if kind in "OUST":
        return _objects(values.astype(object, copy=False), name)
    raise _unusable(name, str(values.dtype))


def _pandas(series: Any, name: Hashable) -> Column:
    import pandas as pd

    dtype = series.dtype
    if isinstance(dtype, np.dtype):
        return _numpy(series.to_numpy(), name)
    if isinstance(dtype, pd.CategoricalDtype):
        levels, zone = _categories(dtype.categories)
        return Column(Kind.CATEGORY, Factor(series.array.codes, levels, declared=True), zone)
    if isinstance(dtype, pd.StringDtype):
        return _hashed(*pd.factorize(series))
    if isinstance(dtype, pd.DatetimeTZDtype):
        return Column(Kind.TIME, series.to_numpy(f"M8[{dtype.unit}]"), zone_name(dtype.tz))
    if isinstance(dtype, pd.PeriodDtype):
        return Column(Kind.TIME, series.array.start_time.to_numpy())
    if isinstance(dtype, pd.ArrowDtype):
        import pyarrow as pa

        return _arrow(pa.array(series.array), name)
    numpy_dtype = getattr(dtype, "numpy_dtype", None)
    return _numpy(np.asarray(series), name) if numpy_dtype is None else _nullable(series)


def _categories(index: Any) -> tuple[tuple[Any, ...], str | None]:
    """Return the categories of pandas as levels, and the time zone of instants."""
    if index.dtype.kind not in "mM":
        return tuple(map(_decoded, index.tolist())), None
    zone = getattr(index, "tz", None)
    times = index if zone is None else index.tz_convert("UTC").tz_localize(None)
    return tuple(times.to_numpy()), zone_name(zone)


def _decoded(value: Any) -> Any:
    """Return bytes, as HDF5 holds texts, as the text they are."""
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


def _nullable(series: Any) -> Column:
    """Convert a series of pandas whose numbers or booleans may be missing."""
    numpy_dtype = series.dtype.numpy_dtype
    kind = Kind.BOOLEAN if numpy_dtype.kind == "b" else Kind.NUMBER
    if not series.hasnans:
        return Column(kind, series.to_numpy(numpy_dtype))
    if numpy_dtype.kind in "iu":
        values = series.to_numpy(numpy_dtype, na_value=0)
        return Column(kind, values, absent=series.isna().to_numpy())
    return Column(kind, series.to_numpy(np.float64, na_value=np.nan))


def _polars(series: Any, name: Hashable) -> Column:
    import polars as pl

    dtype = series.dtype
    if dtype == pl.Boolean:
        some = series.cast(pl.UInt8) if series.null_count() else series
        return Column(Kind.BOOLEAN, some.to_numpy())
    if dtype.is_decimal() or dtype in (pl.Null, pl.Int128):
        series = series.cast(pl.Float64)
    elif dtype == pl.Time:
        return _numpy(series.cast(pl.Duration("ns")).to_numpy(), name, CLOCK)
    elif dtype.is_temporal():
        return _numpy(series.to_numpy(), name, zone_name(getattr(dtype, "time_zone", None)))
    if series.dtype.is_integer() and series.null_count():
        values = series.fill_null(0).to_numpy()
        return Column(Kind.NUMBER, values, absent=series.is_null().to_numpy())
    if series.dtype.is_numeric():
        return _numpy(series.to_numpy(), name)
    if dtype.is_nested() or str(dtype).startswith("Extension"):
        raise _unusable(name, str(dtype))
    if dtype == pl.Enum:
        levels, declared = dtype.categories, True
    elif dtype in (pl.String, pl.Categorical):
        if dtype == pl.Categorical:  # its own order is that of a process-wide cache: no order
            series = series.cast(pl.String)
        levels, declared = series.drop_nulls().unique(maintain_order=True), False
        series = series.cast(pl.Enum(levels))
    else:
        return _objects(series.to_list(), name)
    codes = series.to_physical()
    if series.null_count():
        codes = codes.cast(pl.Int64).fill_null(-1)
    return _category(codes.to_numpy(), levels, declared=declared)


def _is_arrow_array(values: Any) -> bool:
    pyarrow = sys.modules.get("pyarrow")
    return pyarrow is not None and isinstance(values, pyarrow.Array)


def _arrow(values: Any, name: Hashable) -> Column:
    import pyarrow as pa

    if not isinstance(values, pa.ChunkedArray):
        values = pa.chunked_array([values])
    dtype, is_ = values.type, pa.types
    if is_.is_boolean(dtype):
        some = values.cast(pa.uint8()) if values.null_count else values
        return Column(Kind.BOOLEAN, some.to_numpy())
    if is_.is_decimal(dtype) or is_.is_null(dtype):
        values = values.cast(pa.float64())
    elif is_.is_temporal(dtype):
        return _arrow_times(values, name)
    if is_.is_integer(values.type) and values.null_count:
        whole = values.fill_null(0).to_numpy()
        return Column(Kind.NUMBER, whole, absent=values.is_null().to_numpy())
    if is_.is_integer(values.type) or is_.is_floating(values.type):
        return _numpy(values.to_numpy(), name)
    held = dtype.value_type if is_.is_dictionary(dtype) else dtype
    if is_.is_nested(getattr(held, "storage_type", held)):  # also in a type of somebody's own
        raise _unusable(name, str(held))
    if is_.is_string_view(dtype):
        values = values.cast(pa.large_string())
    declared = is_.is_dictionary(dtype) and dtype.ordered  # else an encoding that tells no order
    if is_.is_dictionary(dtype) and not declared:
        values = values.cast(dtype.value_type)
    elif not (declared or _is_text(values.type)):
        return _objects(values.to_pylist(), name)
    coded = values if declared else values.dictionary_encode()
    if not coded.num_chunks:  # pyarrow before 23 cannot make a whole of no parts
        return _category(np.empty(0, dtype=np.intp), ())
    whole = coded.unify_dictionaries().combine_chunks()
    codes = whole.indices.cast(pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False)
    return _category(codes, whole.dictionary.to_pylist(), declared=declared)


def _arrow_times(values: Any, name: Hashable) -> Column:
    import pyarrow as pa

    dtype, is_ = values.type, pa.types
    if is_.is_time(dtype):
        whole = values.cast(pa.int32() if is_.is_time32(dtype) else pa.int64()).cast(pa.int64())
        return _numpy(whole.cast(pa.duration(dtype.unit)).to_numpy(), name, CLOCK)
    if is_.is_interval(dtype):
        return Column(Kind.DURATION, intervals(values, name))
    return _numpy(values.to_numpy(), name, zone_name(getattr(dtype, "tz", None)))


def _is_text(dtype: Any) -> bool:
    from pyarrow import types

    return bool(types.is_string(dtype) or types.is_large_string(dtype))


def _hashed(codes: Array, levels: Any) -> Column:
    """Return the category that pandas found, whose levels all have a row."""
    factor = Factor(codes.astype(narrowest(len(levels)), copy=False), tuple(levels.tolist()))
    return Column(Kind.CATEGORY, factor, None, {"used": factor})


def _category(codes: Array, levels: Iterable[Any], *, declared: bool = False) -> Column:
    kept = tuple(levels.tolist() if hasattr(levels, "tolist") else levels)
    return Column(Kind.CATEGORY, Factor(codes.astype(np.intp, copy=False), kept, declared))


# ------------------------------------------------------------------------------ Python objects


def _objects(values: Any, name: Hashable) -> Column:
    """Convert Python objects: the kind is that of all that are present, else a category."""
    pandas = sys.modules.get("pandas")
    if isinstance(values, np.ndarray):
        if pandas is not None and pandas.api.types.infer_dtype(values, skipna=True) == "string":
            return _hashed(*pandas.factorize(values))
        values = values.tolist()
    types = set(map(type, values))
    if any(issubclass(type_, bytes) for type_ in types):
        values = [_decoded(value) for value in values]
        types = set(map(type, values))
    if types == {str}:
        return Column(Kind.CATEGORY, factorize(values))
    kinds = {_kind_of(type_, name) for type_ in types if not _is_null_type(type_)}
    if len(kinds) > 1:  # a float among strings may be nothing but a missing value
        values = [None if is_null(value) else value for value in values]
        types = set(map(type, values))
        kinds = {_kind_of(type_, name) for type_ in types if not _is_null_type(type_)}
    kind = kinds.pop() if len(kinds) == 1 else Kind.CATEGORY if kinds else None
    if kind is None:
        return missing_column(len(values))
    if kind is not Kind.CATEGORY:
        nulls = any(map(_is_null_type, types - {type(None)}))
        known = [None if is_null(v) else v for v in values] if nulls else values
        return _MAKERS[kind](known, name)
    try:
        return Column(kind, factorize(values))
    except TypeError:  # something that has no hash
        return Column(kind, factorize(None if is_null(v) else str(v) for v in values))


def _kind_of(type_: type, name: Hashable) -> Kind:
    if issubclass(type_, bool | np.bool_):
        return Kind.BOOLEAN
    if issubclass(type_, timedelta | np.timedelta64 | time):  # numpy counts it among its integers
        return Kind.DURATION
    if issubclass(type_, date | np.datetime64) or type_.__name__ == "Period":
        return Kind.TIME
    if type_.__name__ == "Decimal" or issubclass(type_, Real):
        return Kind.NUMBER
    if issubclass(type_, Complex):
        raise _unusable(name, type_.__name__)
    return Kind.CATEGORY


def _is_null_type(type_: type) -> bool:
    return type_ is type(None) or type_.__name__ in ("NAType", "NaTType")


def _numbers(values: Sequence[Any], _: Hashable) -> Column:
    array = np.array(values)
    if array.dtype.kind in "iu":
        return Column(Kind.NUMBER, array)
    if array.dtype.kind == "f" and not np.nanmax(np.abs(array), initial=0.0) >= WHOLE:
        return Column(Kind.NUMBER, array)
    # Whole numbers stay whole, though None or NaN among them would make floats of all.
    absent = np.fromiter(map(is_null, values), bool, len(values))
    present = np.array([0 if gone else v for v, gone in zip(values, absent.tolist(), strict=True)])
    if present.dtype.kind in "iu":
        return Column(Kind.NUMBER, present, absent=absent)
    floats = present.astype(np.float64)
    floats[absent] = np.nan
    return Column(Kind.NUMBER, floats)


def _booleans(values: Sequence[Any], _: Hashable) -> Column:
    return Column(Kind.BOOLEAN, np.array(values, dtype=float if None in values else bool))


_MAKERS: Mapping[Kind, Callable[[Sequence[Any], Hashable], Column]] = {
    Kind.NUMBER: _numbers,
    Kind.BOOLEAN: _booleans,
    Kind.DURATION: durations,
    Kind.TIME: times,
}


def _unusable(name: Hashable, dtype: str) -> PlotSpecError:
    return PlotSpecError(
        f"Column {name!r} holds {dtype}, which cannot be drawn. Make a column of numbers, times, "
        "strings or booleans from it first."
    )
