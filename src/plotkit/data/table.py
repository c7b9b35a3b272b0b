"""The relation in memory: named columns of numpy with the few verbs that stats are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from plotkit.data.blocks import extremes_of, read_only
from plotkit.data.deferred import Deferred, chosen, pick
from plotkit.data.factor import Coded, Factor
from plotkit.data.groups import Groups, group_rows, reduce_groups
from plotkit.data.reductions import Reduction
from plotkit.data.roles import visible
from plotkit.data.units import Coordinates, Units
from plotkit.errors import PlotSpecError, PlotTypeError, quoted, suggestion
from plotkit.records import dataclass, field, replace
from plotkit.typing import Array, Floats

ColumnLike = Any
"""An array of shape (n,), a Factor, or a number for all rows."""


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of equal length; positions in axis units, categories as factors.

    A table is a value: each verb returns a new one that shares the columns it did not change.

    Attributes
    ----------
    columns
        Arrays of shape (n,) or factors, by name; positions among levels may be held as codes.
    n
        How many rows there are.
    coords
        The units of both axes, and which columns are positions on them.
    place
        Where marks of these rows go once the size of their panel is known, if a move says so: see
        :class:`plotkit.objects.Page`.
    """

    columns: Mapping[str, Any]
    n: int
    coords: Coordinates = field(default_factory=Coordinates)
    place: Callable[[Any], Any] | None = field(default=None, kw_only=True)
    left_out: Mapping[str, int] = field(default_factory=dict, kw_only=True)
    """How many of the rows that it was made of took no part, by reason."""
    known: dict[str, tuple[float, float]] = field(default_factory=dict, repr=False, kw_only=True)
    """The least and the most of columns for which they were found."""

    @classmethod
    def of(
        cls,
        columns: Mapping[str, ColumnLike],
        coords: Coordinates | Mapping[str, Units] | None = None,
    ) -> Table:
        """Make a table from columns; numbers become constant columns without taking memory.

        Parameters
        ----------
        columns
            Arrays of shape (n,), factors, or numbers for all rows, by name.
        coords
            Those of the table they were made from (``data.coords``); or the units of "x" and "y".
        """
        sizes = {
            name: len(c)
            for name, c in columns.items()
            if isinstance(c, Factor | Coded | Deferred) or np.ndim(c)
        }
        n = next(iter(sizes.values()), 1 if columns else 0)
        for name, size in sizes.items():
            if size != n:
                raise PlotSpecError(
                    f"Columns of a table must have one length; {name!r} has {size} rows, "
                    f"{next(iter(sizes))!r} has {n}."
                )
        made = {name: _column(c, n) for name, c in columns.items()}
        return cls(made, n, Coordinates.of(coords))

    def __len__(self) -> int:
        return self.n

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __getitem__(self, name: str) -> Any:
        """Return a column: an array of shape (n,), or a Factor for a category; not to write to."""
        column = self.column(name)
        if isinstance(column, Factor):
            return column
        return read_only(np.asarray(column))

    def column(self, name: str) -> Any:
        """Return a column as it is held: as codes where it is a position among levels."""
        try:
            return self.columns[name]
        except KeyError:
            there = visible(self.columns)
            raise PlotSpecError(
                f"There is no column {name!r} here.{suggestion(name, there)} "
                f"There are: {quoted(there)}."
            ) from None

    def extremes(self, name: str) -> tuple[float, float]:
        """Return the least and the most of a column of numbers; NaN if any is missing."""
        if name not in self.known:
            column = self[name]
            self.known[name] = (
                (np.nan, np.nan) if isinstance(column, Factor) else extremes_of(column)
            )
        return self.known[name]

    def unit(self, axis: str) -> Units:
        """Return what numbers on an axis mean."""
        return self.coords.unit(axis)

    def positions(self, axis: str) -> list[str]:
        """Return the columns that lie on an axis."""
        return [name for name in self.columns if self.coords.axes.get(name) == axis]

    def like(self, columns: Mapping[str, Any], n: int) -> Table:
        """Return other columns of `n` rows on the same axes."""
        return Table(columns, n, self.coords, place=self.place)

    def placed(self, place: Callable[[Any], Any]) -> Table:
        """Return the table whose marks are put in place once the size of their panel is known.

        Parameters
        ----------
        place
            From a :class:`plotkit.objects.Page`, which tells where the rows of a panel lie on it,
            to where they shall be, shape (n, 2), both in points.
        """
        if not callable(place):
            raise PlotTypeError(f"placed() takes a function of a Page, not {place!r:.60}.")
        return replace(self, place=place)

    def without_rows(self, n: int, reason: str) -> Table:
        """Return the table of a stat in which `n` rows took no part; users are told with what."""
        return replace(self, left_out={**self.left_out, reason: n}) if n else self

    def with_(self, **columns: ColumnLike) -> Table:
        """Return the table with columns added or replaced; a number serves all rows."""
        made = {name: _column(column, self.n) for name, column in columns.items()}
        for name, column in made.items():
            if len(column) != self.n:
                raise PlotSpecError(
                    f"Column {name!r} has {len(column)} rows, the table has {self.n}."
                )
        return self.like({**self.columns, **made}, self.n)

    derive = derive_whole = with_

    def without(self, *names: str) -> Table:
        """Return the table without some columns."""
        kept = {name: column for name, column in self.columns.items() if name not in names}
        return self.like(kept, self.n)

    def select(self, *names: str) -> Table:
        """Return the table with only these columns."""
        kept = {name: self.column(name) for name in names}
        return replace(self, columns=kept)

    def take(self, rows: Any) -> Table:
        """Return some rows, by index, slice or mask, in the order asked."""
        taken = {name: pick(column, rows) for name, column in self.columns.items()}
        n = len(next(iter(taken.values()))) if taken else chosen(rows, self.n)
        return self.like(taken, n)

    def filter(self, condition: Any) -> Table:
        """Return the rows where `condition` (shape (n,), bool) holds."""
        return self if condition.all() else self.take(np.flatnonzero(condition))

    def group(self, *names: str) -> GroupedTable:
        """Group rows by columns, given by name."""
        return GroupedTable(self, names)

    def scalars(self, **reductions: Reduction) -> dict[str, float]:
        """Reduce the whole table to one number a name (NaN where there is nothing)."""
        return {name: self._scalar(how) for name, how in reductions.items()}

    def _scalar(self, how: Reduction) -> float:
        if how.column is not None and how.how in ("min", "max"):
            end = self.extremes(how.column)[how.how == "max"]
            if end == end:  # else something is missing, perhaps
                return end
        whole = Groups(np.broadcast_to(np.int8(0), self.n), 1, rows=np.array([self.n]))
        return float(_reduce(self, how, whole)[0])

    def collect(self) -> Table:
        """Return the table itself: it is in memory."""
        return self

    def expanded(self) -> Table:
        """Return the table with an array in place of each position that is held as codes."""
        columns = {
            name: np.asarray(column) if isinstance(column, Coded) else column
            for name, column in self.columns.items()
        }
        return self.like(columns, self.n)


@dataclass(frozen=True, eq=False)
class GroupedTable:
    """A table and the names it is grouped by."""

    table: Table
    names: tuple[str, ...]

    @cached_property
    def groups(self) -> Groups:
        """The partition of the table's rows."""
        return group_rows([self.table.column(name) for name in self.names], self.table.n)

    def keys(self) -> dict[str, Array | Factor]:
        """Return the keys of each group, shape (groups,)."""
        return dict(zip(self.names, self.groups.keys, strict=True))

    def agg(self, **reductions: Reduction) -> Table:
        """Return one row a group: its keys and one column a reduction, ordered by the keys."""
        reduced = {name: _reduce(self.table, how, self.groups) for name, how in reductions.items()}
        return Table({**self.keys(), **reduced}, self.groups.count, self.table.coords)


def _column(column: ColumnLike, n: int) -> Array | Factor | Coded | Deferred:
    if isinstance(column, Factor | Coded | Deferred):
        return column
    array = np.asarray(column)
    return np.broadcast_to(array, n) if array.ndim == 0 else array


def _reduce(table: Table, how: Reduction, groups: Groups) -> Floats:
    values = None if how.column is None else _numbers(table[how.column], how)
    return reduce_groups(how.how, values, groups, how.func)


def _numbers(column: Array | Factor, how: Reduction) -> Floats:
    if isinstance(column, Factor):
        if how.how not in ("count", "nunique", "first", "last"):
            raise PlotSpecError(
                f"{how.how!r} needs numbers, but {how.column!r} holds categories "
                f"({quoted(column.levels, most=5)})."
            )
        return np.where(column.missing, np.nan, column.codes.astype(np.float64))
    return column.astype(np.float64, copy=False)


def distinct(tables: Iterable[Table]) -> list[Table]:
    """Return tables without those that are there already."""
    return list({id(table): table for table in tables}.values())
