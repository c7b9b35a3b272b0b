"""Data of any kind come in: a frame, a mapping or a lazy query becomes a source of columns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Mapping, Sized
from functools import cached_property
from importlib.util import find_spec
from typing import Any, ClassVar, Literal

import numpy as np

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.factor import Coded, Factor
from plotkit.data.frames import to_frame
from plotkit.data.kind import Kind
from plotkit.data.lazy import MAX_ROWS
from plotkit.data.lazysource import LazySource
from plotkit.data.readings import Field
from plotkit.data.records import (
    as_table,
    columns_of,
    dataset_reader,
    dataset_rows,
    hint,
    is_batch,
    is_dataset,
    is_records,
    is_scanner,
    is_structured,
)
from plotkit.data.reductions import Reduction
from plotkit.data.rows import Rows, read_rows
from plotkit.data.summary import Summary, SummaryRequest
from plotkit.data.units import Coordinates
from plotkit.data.variables import Variable, level_scores
from plotkit.data.vectors import constant, is_key, is_scalar, unknown_key, vector
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError, PlotTypeError, warn
from plotkit.records import dataclass, field
from plotkit.typing import Array

_ACCEPTED = (
    "a DataFrame of pandas or Polars, an Arrow table or dataset, a mapping of names to vectors, a "
    "list of dicts, an array with named fields, or a lazy table (a Polars LazyFrame, a DuckDB "
    "relation, a table of Ibis, Dask or Spark)"
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
    index
        Keys of the levels of an index, which are no columns; `names` need not list them.
    titles
        What to call columns, where that is not their key.
    """

    names: tuple[Hashable, ...]
    n: int | None
    library: str
    read: Callable[[Hashable], Any]
    index: tuple[Hashable, ...] = ()
    titles: Mapping[Hashable, str | None] = field(default_factory=dict)
    lazy: ClassVar[bool] = False
    _columns: dict[Hashable, Column] = field(default_factory=dict, repr=False)

    @cached_property
    def _known(self) -> frozenset[Hashable]:
        return frozenset((*self.names, *self.index))

    def __contains__(self, key: object) -> bool:
        return is_key(key) and key in self._known

    def column(self, key: Hashable) -> Column:
        """Return a column by its key; the same object each time."""
        if key not in self:
            raise unknown_key(key, self.names)
        if key not in self._columns:
            values = self.read(key)
            scalar = values is None or is_scalar(values)
            made = constant(values, self.n or 0) if scalar else values
            self._columns[key] = made if isinstance(made, Column) else to_column(made, key)
        return self._columns[key]

    @property
    def count(self) -> int | None:
        """How many rows there are; None where vectors stand alone."""
        return self.n

    @property
    def engine(self) -> str:
        """Where the rows are."""
        return "memory"

    def has_rows(self) -> bool:
        """Tell whether there are any rows."""
        return self.n != 0

    def kind(self, key: Hashable) -> Kind:
        """Return what a column holds."""
        return self.column(key).kind

    def zone(self, key: Hashable) -> str | None:
        """Return the time zone of a column of times, also of categories; None for others."""
        return self.column(key).zone

    def summary(self, key: Hashable, request: SummaryRequest) -> Summary:
        """Return the summary of a column, but for scores."""
        return self.column(key).summary(request)

    def scores(
        self, levels: Hashable | Column, other: Hashable, how: Reduction
    ) -> dict[Any, float]:
        """Return a reduction of another column for each level of a column or vector."""
        column = levels if isinstance(levels, Column) else self.column(levels)
        return dict(level_scores(column.factor(), self.column(other), how))

    def rows(self, fields: Mapping[Field, Variable], n: int, coords: Coordinates) -> Rows:
        """Return the rows of a layer, without those that cannot be shown.

        Parameters
        ----------
        fields
            The columns of its table, and the variables that they are.
        n
            How many rows the layer has.
        coords
            What its positions mean.
        """
        return read_rows(fields, n, coords)

    def vector(self, values: Any, name: str) -> Column:
        """Return a vector that stands beside the columns, one value for each row."""
        return vector(values, name, self.n)

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


def is_data(value: object) -> bool:
    """Tell whether a value is data, not a vector or the name of a column."""
    if isinstance(value, str | tuple):
        return False
    if isinstance(value, np.ndarray):
        return is_structured(value)
    if isinstance(value, list):
        return is_records(value)
    if isinstance(value, Mapping | Source | LazySource):
        return True
    # narwhals refuses repeated names, which pandas may have.
    if isinstance(value, nw.DataFrame | nw.LazyFrame) or nw.dependencies.is_pandas_dataframe(value):
        return True
    known = nw.from_native(value, pass_through=True, allow_series=True)
    if isinstance(known, nw.Series):
        return False
    if is_dataset(value) or is_scanner(value):
        return True
    interchange = hasattr(value, "__dataframe__") or hasattr(value, "__arrow_c_stream__")
    return isinstance(known, nw.DataFrame | nw.LazyFrame) or interchange or is_batch(value)


def source(data: Any, limit: int = MAX_ROWS) -> Source | LazySource:
    """Take data of any kind in, without reading or changing them.

    Parameters
    ----------
    data
        A DataFrame of pandas, Polars or another library that narwhals knows, an Arrow table or
        dataset, an object with the Arrow stream protocol, a mapping of names to vectors and
        scalars, a list of dicts, an array with named fields, a lazy table, or None for a template.
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
    named = _with_names(data, limit)
    if named is not None:
        return named
    if isinstance(data, nw.DataFrame | nw.LazyFrame):
        data = data.to_native()
    read = as_table(data)
    data = data if read is None else read
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
    raise not_data(data)


class Sources:
    """The lazy sources of a plot and of those made from it, with what they were asked before."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], tuple[Any, LazySource]] = {}

    def of(self, data: Any, limit: int) -> Source | LazySource:
        """Take data in; a lazy source is the same each time."""
        new = source(data, limit)
        if not isinstance(new, LazySource) or new is data:
            return new
        # The data are kept too, so that no other ones get their number.
        return self._kept.setdefault((id(data), limit), (data, new))[1]

    def __deepcopy__(self, memo: dict[int, Any]) -> Sources:
        return Sources()

    def __reduce__(self) -> tuple[Any, ...]:
        return Sources, ()


def not_data(value: object) -> PlotTypeError:
    """Return the error of something given as data that is none, with what to do."""
    kind = type(value)
    name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
    return PlotTypeError(f"data must be {_ACCEPTED}; a {name} was given.{hint(value)}")


def without_columns(own: Source | LazySource) -> Source:
    """Return a source for vectors alone, which gives frames of the same kind back."""
    return Source((), None, own.library, _read_nothing)


def lasting(data: Any) -> Any:
    """Return data that can be read more than once: a stream of Arrow is read now.

    Examples
    --------
    >>> import pyarrow as pa
    >>> reader = pa.table({"x": [1, 2]}).to_reader()
    >>> lasting(reader).num_rows
    2
    """
    table = as_table(data)
    if table is not None:
        return table
    if not hasattr(data, "__arrow_c_stream__") or nw.dependencies.is_pandas_dataframe(data):
        return data
    known = nw.from_native(data, pass_through=True, allow_series=True)
    if isinstance(known, nw.DataFrame | nw.LazyFrame | nw.Series):
        return data
    read = nw.from_arrow(data, backend=_arrow_reader())
    if read.is_empty():
        warn(
            f"The {type(data).__name__} gave no rows. A stream is read once, by the first plot of "
            "it: make a new one, or plot the table that its read_all() returns."
        )
    return read.to_native()


def _read_nothing(key: Hashable) -> Any:
    raise unknown_key(key, ())


def _arrow_reader() -> Literal["pyarrow", "polars"]:
    """Return the library that shall read an Arrow stream."""
    return "polars" if "polars" in sys.modules and find_spec("pyarrow") is None else "pyarrow"


def _with_names(data: Any, limit: int) -> Source | None:
    """Return what is no frame, yet tells the names of its columns; None for all else."""
    if isinstance(data, Mapping):
        return _from_mapping(data)
    if isinstance(data, list) and is_records(data):
        return _from_mapping(columns_of(data))
    if is_structured(data):
        return Source(data.dtype.names, len(data), "dict", data.__getitem__)
    if is_dataset(data):
        names, n = tuple(data.schema.names), dataset_rows(data)
        return Source(names, n, "pyarrow", dataset_reader(data, limit))
    return None


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
    n = next(iter(sizes.values()), 1 if data else None)  # an empty one says nothing of rows
    return Source(tuple(data), n, "dict", data.__getitem__)


def _from_pandas(frame: Any) -> Source:
    labels = frame.columns.to_flat_index()  # keys of many levels are tuples, never partial
    columns = tuple(labels)
    levels = [name for name in frame.index.names if name is not None and name not in columns]
    alias = frame.index.nlevels == 1 and _INDEX not in (*columns, *levels)

    def read(key: Hashable) -> Any:
        if alias and key == _INDEX:
            return frame.index
        if key in levels:
            return frame.index.get_level_values(key)
        place = labels.get_loc(key)
        if not isinstance(place, int):
            raise PlotSpecError(
                f"There are several columns {key!r}; rename them so that each has its own name."
            )
        return frame[key] if frame.columns.nlevels == 1 else frame.iloc[:, place]

    index = (*levels, _INDEX) if alias else tuple(levels)
    return Source((*columns, *levels), len(frame), "pandas", read, index)


_INDEX = "index"
"""How the only index of a frame of pandas may be called, whatever its name."""


def _from_narwhals(frame: nw.DataFrame[Any]) -> Source:
    native = frame.to_native()
    if frame.implementation.is_polars() or frame.implementation.is_pyarrow():
        library = "polars" if frame.implementation.is_polars() else "pyarrow"
        return Source(tuple(frame.columns), len(frame), library, native.__getitem__)

    def read(key: Hashable) -> Any:
        return frame[str(key)].to_pandas()  # Modin, cuDF: pandas in another place

    return Source(tuple(frame.columns), len(frame), "pandas", read)
