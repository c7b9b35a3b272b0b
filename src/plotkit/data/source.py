"""Data of any kind come in: a frame, a mapping or a lazy query becomes a source of columns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Mapping, Sized
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from importlib.util import find_spec
from numbers import Number
from typing import Any, ClassVar, Literal

import narwhals.stable.v2 as nw
import numpy as np

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.factor import Coded, Factor
from plotkit.data.frames import to_frame
from plotkit.data.lazy import MAX_ROWS
from plotkit.data.lazysource import LazySource, unknown_key
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.typing import Array

_ACCEPTED = (
    "a DataFrame of pandas or Polars, an Arrow table, a mapping of names to vectors, or a lazy "
    "table (a Polars LazyFrame, a DuckDB relation, a table of Ibis, Dask or Spark)"
)


@dataclass(frozen=True, eq=False)
class Source:
    """Named columns in memory, converted when they are asked for, and only then.

    Attributes
    ----------
    names
        The keys of the columns; with pandas also those of named index levels.
    n
        How many rows there are; None for a template, which has neither columns nor rows.
    library
        Which library's frames came in: "pandas", "polars", "pyarrow" or "dict".
    read
        Gives the vector of a key, as that library has it.
    """

    names: tuple[Hashable, ...]
    n: int | None
    library: str
    read: Callable[[Hashable], Any]
    lazy: ClassVar[bool] = False
    _columns: dict[Hashable, Column] = field(default_factory=dict, repr=False)

    @cached_property
    def _known(self) -> frozenset[Hashable]:
        return frozenset(self.names)

    def __contains__(self, key: object) -> bool:
        return is_key(key) and key in self._known

    def column(self, key: Hashable) -> Column:
        """Return a column by its key; the same object each time."""
        if key not in self:
            raise unknown_key(key, self.names)
        if key not in self._columns:
            values = self.read(key)
            scalar = values is None or is_scalar(values)
            made = constant(values, self.n or 0) if scalar else to_column(values, key)
            self._columns[key] = made
        return self._columns[key]

    def to_native(self, columns: Mapping[str, Array | Factor | Coded]) -> Any:
        """Return columns of one length as a frame of the kind that came in.

        Parameters
        ----------
        columns
            Arrays of shape (n,), factors, or one row of shape (k,) for each of n.

        Returns
        -------
        frame
            A pandas or Polars DataFrame, an Arrow table, or, where a mapping or nothing came in,
            a dict of numpy arrays. pandas gets categoricals for factors.
        """
        return to_frame(columns, self.library)


def is_key(key: object) -> bool:
    """Whether a value can be the name of a column at all: whether it has a hash."""
    try:
        hash(key)
    except TypeError:
        return False
    return True


def is_data(value: object) -> bool:
    """Tell whether a value is data, not a vector or the name of a column."""
    if isinstance(value, str | np.ndarray | list | tuple):
        return False
    if isinstance(value, Mapping | Source | LazySource | nw.DataFrame | nw.LazyFrame):
        return True
    if nw.dependencies.is_pandas_dataframe(value):  # narwhals refuses repeated names
        return True
    known = nw.from_native(value, pass_through=True, allow_series=True)
    if isinstance(known, nw.Series):
        return False
    interchange = hasattr(value, "__dataframe__") or hasattr(value, "__arrow_c_stream__")
    return isinstance(known, nw.DataFrame | nw.LazyFrame) or interchange


def source(data: Any, limit: int = MAX_ROWS) -> Source | LazySource:
    """Take data of any kind in, without reading or changing them.

    Parameters
    ----------
    data
        A DataFrame of pandas, Polars or another library that narwhals knows, an Arrow table, an
        object with the Arrow stream protocol, a mapping of names to vectors and scalars, a lazy
        table, or None for a template.
    limit
        The most rows that a lazy table may bring into memory.

    Examples
    --------
    >>> source({"x": [1, 2, 3], "group": "A"}).column("x").values
    array([1, 2, 3])
    """
    if data is None:
        return Source((), None, "dict", _read_nothing)
    if isinstance(data, Source | LazySource):
        return data
    if isinstance(data, Mapping):
        return _from_mapping(data)
    if isinstance(data, nw.DataFrame | nw.LazyFrame):
        data = data.to_native()
    if nw.dependencies.is_pandas_dataframe(data):
        return _from_pandas(data)
    frame = nw.from_native(data, pass_through=True, allow_series=True)
    if isinstance(frame, nw.LazyFrame):
        return LazySource(frame, limit)
    if isinstance(frame, nw.DataFrame):
        return _from_narwhals(frame)
    if hasattr(data, "__arrow_c_stream__") and not isinstance(frame, nw.Series):
        return _from_narwhals(nw.from_arrow(data, backend=_arrow_reader()))
    if hasattr(data, "__dataframe__"):
        from pyarrow.interchange import from_dataframe

        return _from_narwhals(nw.from_native(from_dataframe(data), eager_only=True))
    raise PlotTypeError(
        f"data must be {_ACCEPTED}; a {type(data).__module__}.{type(data).__name__} was given."
    )


def _read_nothing(key: Hashable) -> Any:
    raise unknown_key(key, ())


def _arrow_reader() -> Literal["pyarrow", "polars"]:
    """Return the library that shall read an Arrow stream."""
    return "polars" if "polars" in sys.modules and find_spec("pyarrow") is None else "pyarrow"


def _from_mapping(data: Mapping[Hashable, Any]) -> Source:
    sizes: dict[Hashable, int] = {}
    for name, values in data.items():
        if values is None or is_scalar(values):
            continue
        if not isinstance(values, Sized):
            to_column(values, name)  # which says why it cannot be used
        sizes[name] = len(values)
        first = next(iter(sizes))
        if sizes[name] != sizes[first]:
            raise PlotSpecError(
                f"Columns must have one length, but {first!r} has {sizes[first]} values and "
                f"{name!r} has {sizes[name]}."
            )
    n = next(iter(sizes.values()), 1 if data else 0)
    return Source(tuple(data), n, "dict", data.__getitem__)


def _from_pandas(frame: Any) -> Source:
    labels = frame.columns.to_flat_index()  # keys of many levels are tuples, never partial
    columns = tuple(labels)
    levels = [name for name in frame.index.names if name is not None and name not in columns]

    def read(key: Hashable) -> Any:
        if key in levels:
            return frame.index.get_level_values(key)
        place = labels.get_loc(key)
        if not isinstance(place, int):
            raise PlotSpecError(
                f"There are several columns {key!r}; rename them so that each has its own name."
            )
        return frame.iloc[:, place]

    return Source((*columns, *levels), len(frame), "pandas", read)


def _from_narwhals(frame: nw.DataFrame[Any]) -> Source:
    native = frame.to_native()
    if frame.implementation.is_polars() or frame.implementation.is_pyarrow():
        library = "polars" if frame.implementation.is_polars() else "pyarrow"
        return Source(tuple(frame.columns), len(frame), library, native.__getitem__)

    def read(key: Hashable) -> Any:
        return frame[str(key)].to_pandas()  # Modin, cuDF: pandas in another place

    return Source(tuple(frame.columns), len(frame), "pandas", read)


# ------------------------------------------------------------------------- vectors and scalars


def vector(values: Any, name: Hashable = "values", length: int | None = None) -> Column:
    """Convert a vector that stands beside a frame or alone; rows are matched by position.

    Parameters
    ----------
    values
        A list, tuple, range, numpy array, or a series of pandas, Polars or Arrow.
    name
        What to call it in the message of an error: the variable.
    length
        How many rows it must have; None where nothing says so.
    """
    column = to_column(values, name)
    if length is not None and len(column) != length:
        raise PlotSpecError(
            f"The vector given for {name!r} has {len(column)} values, but the data have {length} "
            "rows. Give one value for each row, or the name of a column."
        )
    return column


def is_scalar(value: object) -> bool:
    """Tell whether a value is one value for all rows: a string, number, time or boolean."""
    if isinstance(value, str | bytes | Number | np.generic | date | time | timedelta):
        return True
    if isinstance(value, np.ndarray):
        return value.ndim == 0
    pandas = sys.modules.get("pandas")  # a Period, an Interval, NA
    return value is not None and pandas is not None and bool(pandas.api.types.is_scalar(value))


def constant(value: Any, n: int) -> Column:
    """Return a column that has one value in all of its `n` rows and takes memory for one."""
    one = to_column([value.item() if isinstance(value, np.ndarray) else value], "constant")
    if isinstance(one.values, Factor):
        codes = np.broadcast_to(one.values.codes[0], n)
        return Column(one.kind, Factor(codes, one.values.levels), one.zone)
    return Column(one.kind, np.broadcast_to(one.values[0], n), one.zone)
