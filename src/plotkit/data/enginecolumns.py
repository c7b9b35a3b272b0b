"""The columns of a lazy table: what the schema tells of them, and how they come in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from functools import cached_property
from typing import Any

from plotkit.data.column import CLOCK, Column
from plotkit.data.convert import to_column
from plotkit.data.entry import entered
from plotkit.data.factor import Coded, Factor
from plotkit.data.frames import to_frame
from plotkit.data.kind import Kind
from plotkit.data.lazy import MAX_ROWS
from plotkit.data.native import Frame, answering, engine_name, is_extension, renamed
from plotkit.data.profile import restored
from plotkit.data.queries import run
from plotkit.data.rowlimit import too_many
from plotkit.data.summary import sorted_levels
from plotkit.data.times import zone_name
from plotkit.data.vectors import unknown_key
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError, quoted
from plotkit.records import dataclass
from plotkit.typing import Array


@dataclass(frozen=True, eq=False)
class EngineColumns:
    """Named columns outside memory.

    Attributes
    ----------
    frame
        The lazy table as it came in.
    limit
        The most rows that may come into memory.
    """

    frame: Frame
    limit: int = MAX_ROWS

    @cached_property
    def _schema(self) -> Mapping[str, nw.dtypes.DType]:
        with answering(self.frame):
            return self.frame.collect_schema()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._schema)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._schema

    def kind(self, key: Hashable) -> Kind:
        """Return what a column holds, from the schema."""
        dtype = self._dtype(key)
        if dtype.is_numeric():
            return Kind.NUMBER
        if dtype == nw.Boolean:
            return Kind.BOOLEAN
        if dtype in (nw.Date, nw.Datetime):
            return Kind.TIME
        if dtype in (nw.Duration, nw.Time):
            return Kind.DURATION
        if dtype.is_nested() or dtype == nw.Object or is_extension(self.frame, str(key), dtype):
            raise PlotSpecError(
                f"Column {key!r} holds {dtype}, which cannot be drawn. Make a column of numbers, "
                "times, strings or booleans from it first."
            )
        return Kind.CATEGORY

    @property
    def engine(self) -> str:
        """Name of the engine."""
        return engine_name(self.frame)

    @property
    def library(self) -> str:
        """The library whose frames are given back."""
        return "polars" if self.frame.implementation.is_polars() else "pyarrow"

    def has_rows(self) -> bool:
        """Tell whether there are any rows."""
        return len(run(self.frame.head(1))) > 0

    def vector(self, values: Any, name: str) -> Column:
        """Raise: rows of an engine have no order in which a vector could stand beside them."""
        raise PlotSpecError(
            f"A vector or an expression was given for {name!r}, but the data are lazy; name one of "
            f"their columns: {quoted(self.names)}. What is to be computed is added to the data "
            "first, in the words of their engine."
        )

    def to_native(self, columns: Mapping[str, Array | Factor | Coded]) -> Any:
        """Return columns as a Polars DataFrame, or as an Arrow table for the other engines."""
        return to_frame(columns, self.library)

    def column(self, key: Hashable) -> Column:
        """Fetch one column, in no certain order, if it has no more rows than the limit."""
        kind = self.kind(key)
        names = {"column": key}
        # DuckDB's intervals have no plain form in Arrow.
        frame = self._entry(names) if kind is Kind.DURATION else renamed(self.frame, names)
        rows = run(frame.head(self.limit + 1))
        if len(rows) > self.limit:
            too_many([key], self.limit)
        column = to_column(rows["column"], key)
        if kind is Kind.DURATION:
            return Column(kind, restored(kind, column.floats()), self.zone(key))
        if not isinstance(column.values, Factor):
            return column
        declared = self._declared(key)
        levels = declared or sorted_levels(column.values.levels)
        codes = column.values.recode(levels).codes
        return Column(column.kind, Factor(codes, levels, declared is not None))

    def _restored_levels(self, key: Hashable, column: Column) -> Iterable[Any]:
        """Return one level a row, as it is in memory."""
        if isinstance(column.values, Factor):
            return list(column.values.values())
        if column.values.dtype.kind in "iu" and self.kind(key) is Kind.NUMBER:
            return list(column.values.tolist())
        values = restored(self.kind(key), column.floats(), self._dtype(key))
        return list(values) if values.dtype.kind in "mM" else values.tolist()

    def _entry(
        self,
        variables: Mapping[str, Hashable],
        floats: Iterable[str] = (),
        whole: Collection[str] = (),
        clean: Collection[str] = (),
    ) -> Frame:
        """Select columns by their own names, numbers as floats and what is missing as null.

        NaN stays in those that are `clean`.
        """
        columns = {name: (key, self.kind(key), self._dtype(key)) for name, key in variables.items()}
        with answering(self.frame):
            return entered(self.frame, columns, floats, whole, clean)

    def _dtype(self, key: Hashable) -> nw.dtypes.DType:
        if key not in self:
            raise unknown_key(key, self.names)
        if key in self._alike:
            raise PlotSpecError(
                f"There are {quoted(self._alike[str(key)])}, which DuckDB takes for one column, "
                "for they differ in case alone. Give one of them another name in the query."
            )
        return self._schema[str(key)]

    @cached_property
    def _alike(self) -> Mapping[str, tuple[str, ...]]:
        """The names that their engine takes for that of another column, with all of them."""
        if not self.frame.implementation.is_duckdb():
            return {}
        lower = Counter(map(str.lower, self.names))
        return {
            name: tuple(other for other in self.names if other.lower() == name.lower())
            for name in self.names
            if lower[name.lower()] > 1
        }

    def zone(self, key: Hashable) -> str | None:
        """Return the time zone of a column of times; None for others."""
        dtype = self._dtype(key)
        return CLOCK if dtype == nw.Time else zone_name(getattr(dtype, "time_zone", None))

    def _declared(self, key: Hashable) -> tuple[Any, ...] | None:
        dtype = self._dtype(key)
        return tuple(dtype.categories) if isinstance(dtype, nw.Enum) else None
