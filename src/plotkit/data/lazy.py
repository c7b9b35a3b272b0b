"""The relation outside memory: the verbs of a Table, run by the engine that holds the data.

All queries have one shape, the one that gives numpy's numbers on every engine: select, then any
number of derived columns and filters, then a grouping by names that reduces columns by name.
Numbers are floats from the entry on and NaN is null, so that engines agree about what is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

import numpy as np

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.enginelevels import Coding, are_mixed, coded, engine_levels, of_type
from plotkit.data.expr import LARGEST, expression
from plotkit.data.factor import Factor
from plotkit.data.groupfacts import GroupFacts
from plotkit.data.groups import group_rows
from plotkit.data.known import UNKNOWN, Known
from plotkit.data.native import Frame, without_nan
from plotkit.data.presumed import SURE, Origin
from plotkit.data.queries import NOTHING_ASKED, Asked
from plotkit.data.reductions import ENGINE, Reduction, count, max_, min_, sum_
from plotkit.data.rowlimit import too_many
from plotkit.data.summary import sorted_levels
from plotkit.data.sums import SQUARES, finished, inputs_of, sums_of, unit_between
from plotkit.data.table import Table
from plotkit.data.units import Coordinates, Units
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.records import dataclass, field, replace
from plotkit.typing import Array

MAX_ROWS = 1_000_000
_BEFORE = "_before_"
"""How the names of keys begin that are no columns any more, or other ones: they sort the rows."""


@dataclass(frozen=True, eq=False)
class LazyTable:
    """Columns of a query that has not run yet; a value, as a Table is.

    Attributes
    ----------
    frame
        The query.
    names
        Its columns.
    coords
        The units of both axes, and which columns are positions on them.
    limit
        The most rows that may come into memory.
    categories
        The columns that are categories, with their declared levels or None.
    coded
        How columns are coded once they are in memory.
    keys
        What the rows are sorted by once they are in memory, for an engine keeps no order.
    counted
        The columns that are numbers, also where others on their axis are levels.
    known
        What is known of the rows before they are asked for.
    asked
        How the query was put together, and what was answered before.
    reduced
        Whether its rows are groups.
    origin
        Where it comes from, if it has all rows of its source or groups of them.
    made
        The reductions of groups.
    """

    frame: Frame
    names: tuple[str, ...]
    coords: Coordinates = field(default_factory=Coordinates)
    limit: int = MAX_ROWS
    categories: Mapping[str, tuple[Any, ...] | None] = field(default_factory=dict)
    coded: Mapping[str, Coding] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    counted: frozenset[str] = frozenset()
    known: Known = UNKNOWN
    asked: Asked = NOTHING_ASKED
    reduced: bool = False
    origin: Origin | None = None
    made: Mapping[str, Reduction] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __getitem__(self, name: str) -> nw.Expr:
        """Return a column as an expression, for `derive` and `filter`."""
        if name not in self.names:
            raise PlotSpecError(
                f"There is no column {name!r} here.{suggestion(name, self.names)} "
                f"There are: {quoted(self.names)}."
            )
        return nw.col(name)

    def unit(self, axis: str) -> Units:
        """Return what numbers on an axis mean."""
        return self.coords.unit(axis)

    def engine_levels(self, name: str) -> tuple[Any, ...] | None:
        """Return the levels by which a column is coded in memory as the engine has them, if any."""
        units = self.coords.unit_of(name)
        if units is not None:
            if units.levels is None or name in self.counted:
                return None
            known = engine_levels(units.levels, units.joined)
            texts = all(isinstance(level, str) for level in known)
            held = self.frame.collect_schema()[name]
            named = units.levels[:-1] if units.joined else units.levels
            if texts or are_mixed(named) or held == nw.String:
                return of_type(units.levels, held)
            return known
        coding = self.coded.get(name)
        if coding is None or coding.levels is None:
            return None
        plain = all(isinstance(level, bool) for level in coding.levels)
        return coding.levels if plain else engine_levels(coding.levels, coding.joined)

    def with_(self, **columns: Any) -> LazyTable:
        """Return the table with columns added or replaced; a number or string serves all rows."""
        return self._with(columns, whole=False)

    derive = with_

    def derive_whole(self, **columns: Any) -> LazyTable:
        """Return the table with columns that are made of finite numbers alone, and never NaN."""
        return self._with(columns, whole=True)

    def _with(self, columns: Mapping[str, Any], whole: bool) -> LazyTable:
        made = [expression(column).alias(name) for name, column in columns.items()]
        held = self._with_keys_of(columns)
        frame = held.frame.with_columns(made)
        changed = held._having(
            frame if whole else without_nan(frame, columns),
            (*self.names, *(name for name in columns if name not in self.names)),
            changed=tuple(columns),
        )
        return replace(changed, asked=self.asked.then("with", *made))

    def witnessing(self, made: str, *columns: str) -> LazyTable:
        """Return the table that knows that one column is NaN where any of some others is."""
        if self.origin is None:
            return self
        witness = {**self.origin.witness, made: columns}
        return replace(self, origin=replace(self.origin, witness=witness))

    def without(self, *names: str) -> LazyTable:
        """Return the table without some columns."""
        return self.select(*(name for name in self.names if name not in names))

    def select(self, *names: str) -> LazyTable:
        """Return the table with only these columns."""
        # An engine has no table without columns; its rows may still be counted.
        held = self._with_keys_of([key for key in self.keys if key not in names])
        before = [nw.col(key) for key in held.keys if key not in names]
        some = held.frame.select(*map(self.__getitem__, names), *before) if names else held.frame
        made = held._having(some, names)
        return replace(made, asked=self.asked.then("select", names))

    def filter(self, condition: nw.Expr) -> LazyTable:
        """Return the rows where `condition` holds; where it is missing it does not."""
        asked, known = self.asked.then("filter", condition), self.known.filtered()
        frame = self.frame.filter(condition)
        return replace(self, frame=frame, known=known, asked=asked, origin=None)

    def group(self, *names: str) -> LazyGroups:
        """Group rows by columns, given by name."""
        return LazyGroups(self, tuple(names))

    def scalars(self, **reductions: Reduction) -> dict[str, float]:
        """Reduce the whole table to one number a name (NaN where there is nothing), by a query."""
        if not _in_engine(reductions):
            return _fetch(self, (), reductions).scalars(**reductions)
        told = self.known.scalars(reductions)
        if told is not None:
            return told
        step = "scalars", *reductions.items()
        row = self.asked.answer(lambda: _reduced(self, (), reductions), "reduce", *step)
        return {name: float(to_column(row[name], name).floats()[0]) for name in reductions}

    def centre(self, name: str) -> tuple[float, float]:
        """Return what to subtract from a column before powers are summed up, and to divide by."""
        low, high = _ends(self, [name])[name]
        return low / 2 + high / 2, unit_between(low, high)

    def collect(self) -> Table:
        """Run the query and return its rows, sorted by the keys they were grouped by.

        Categories are factors, with their levels sorted or as declared. On a discrete axis a
        position is the index of its level, NaN if it is none of the levels.

        Raises
        ------
        PlotSpecError
            If there are more rows than `limit`.
        """
        purpose = "reduce" if self.reduced else "rows"
        query = self.frame.head(self.limit + 1)
        rows = self.asked.answer(lambda: query, purpose, "collect", self.limit)
        if len(rows) > self.limit:
            names = [key.removeprefix(_BEFORE) for key in self.keys]
            too_many(names if self.reduced else self.names, self.limit, self.reduced)
        if self.origin is not None and self.reduced:
            self.origin.hear(rows, self.keys, self.made)
        columns = {name: self._settled(name, to_column(rows[name], name)) for name in self.names}
        table = Table(columns, len(rows), self.coords)
        keys = [
            columns[key] if key in columns else self._settled(key, to_column(rows[key], key))
            for key in self.keys
        ]
        return table.take(group_rows(keys, table.n).order) if keys else table

    def _settled(self, name: str, column: Column) -> Array | Factor:
        units = self.coords.unit_of(name.removeprefix(_BEFORE))
        if units is not None and units.levels is not None and name not in self.counted:
            codes = coded(column, units.levels, units.joined)
            return np.where(codes < 0, np.nan, codes)
        if name in self.coded:
            return self.coded[name].of(column)
        if name not in self.categories and not isinstance(column.values, Factor):
            return column.floats() if units is not None else column.exact()
        factor, declared = column.factor(), self.categories.get(name)
        if declared is not None:
            return Factor(factor.recode(declared).codes, declared, declared=True)
        return factor.recode(sorted_levels(factor.levels))

    def _with_keys_of(self, names: Iterable[str]) -> LazyTable:
        """Return the table with copies of those keys that are about to change or to go."""
        copies = {name: f"{_BEFORE}{name}" for name in names if name in self.keys}
        if not copies:
            return self
        frame = self.frame.with_columns(nw.col(k).alias(copy) for k, copy in copies.items())
        keys = tuple(copies.get(key, key) for key in self.keys)
        coded = {copy: self.coded[k] for k, copy in copies.items() if k in self.coded}
        levels = {copy: self.categories[k] for k, copy in copies.items() if k in self.categories}
        held = replace(
            self, coded={**self.coded, **coded}, categories={**self.categories, **levels}
        )
        return replace(held, frame=frame, keys=keys)

    def _having(
        self, frame: Frame, names: tuple[str, ...], changed: tuple[str, ...] = ()
    ) -> LazyTable:
        """Return a table of other columns, which knows of them what still holds."""
        kept = [n for n in names if n not in changed] + [k for k in self.keys if _BEFORE in k]
        return replace(
            self,
            frame=frame,
            names=names,
            categories={k: v for k, v in self.categories.items() if k in kept},
            coded={k: v for k, v in self.coded.items() if k in kept},
            keys=tuple(key for key in self.keys if key in kept),
            counted=self.counted.intersection(kept),
            known=self.known.kept(kept),
            origin=None if self.origin is None or self.reduced else self.origin.kept(kept),
        )


@dataclass(frozen=True, eq=False)
class LazyGroups:
    """A lazy table and the names it is grouped by."""

    table: LazyTable
    names: tuple[str, ...]

    def agg(self, **reductions: Reduction) -> LazyTable | Table:
        """Return one row a group: its keys and one column a reduction.

        Counts, sums, extremes, means and deviations are computed by the engine. If any other is
        asked for (a median, the first value, a Python function), the columns needed are fetched,
        as many rows as `limit` allows, and a Table in memory is returned.
        """
        if not _in_engine(reductions):
            fetched = _fetch(self.table, self.names, reductions)
            return fetched.group(*self.names).agg(**reductions)
        table, size = self.table, {} if self.names else {"_rows": count()}
        whole = None if self.names else table.known.scalars(reductions)
        if whole is not None and table.known.n:
            return Table({k: np.array([v]) for k, v in whole.items()}, 1, table.coords)
        told = self._told(reductions.values())
        if told is not None:
            return told.table(self.names, reductions, table._settled, table.coords)
        origin = None if table.reduced else table.origin
        checks: dict[str, Reduction] = {}
        unsure = [] if origin is None else origin.unsure(reductions.values(), self.names)
        if origin is not None and unsure:  # one sum of all costs an engine the least
            origin, checks = replace(origin, summed=tuple(unsure)), {SURE: sum_(SURE)}
            summed: Any = reduce(add, [table[name] for name in unsure])
            table = table.derive_whole(**{SURE: summed})
        frame = _reduced(table, self.names, {**reductions, **checks, **size})
        if size:  # an empty table has no group; narwhals of old asks for one name as SQL
            frame = frame.filter(nw.col("_rows") > 0).select(map(nw.col, {**reductions, **checks}))
        names = tuple(dict.fromkeys((*self.names, *reductions)))
        made = self.table._having(frame, names, changed=tuple(reductions))
        counted = {name for name, how in reductions.items() if how.how not in ("min", "max")}
        asked = self.table.asked.then("group", self.names, *reductions.items())
        return replace(
            made,
            keys=self.names,
            counted=made.counted | counted,
            known=UNKNOWN,
            asked=asked,
            reduced=True,
            origin=origin,
            made={**reductions, **checks},
        )

    def _told(self, reductions: Collection[Reduction]) -> GroupFacts | None:
        """Return what tells of these groups without a query, if there is such a thing."""
        known, columns = self.table.known, {how.column for how in reductions} - {None}
        if known.n is None or not self.names or self.table.reduced:
            return None
        if not all(known.tells(name) for name in columns if name is not None):
            return None
        return next((one for one in known.groups if one.tells(self.names, reductions)), None)


# ----------------------------------------------------------------------------- reductions


def _in_engine(reductions: Mapping[str, Reduction]) -> bool:
    return all(how.how in ENGINE for how in reductions.values())


def _fetch(table: LazyTable, names: Iterable[str], reductions: Mapping[str, Reduction]) -> Table:
    read = (how.column for how in reductions.values() if how.column is not None)
    return table.select(*dict.fromkeys((*names, *read))).collect()


def _reduced(
    table: LazyTable, names: tuple[str, ...], reductions: Mapping[str, Reduction]
) -> Frame:
    """Reduce by the names; without any to one row, of zeros and nulls if there were no rows."""
    asked: dict[str, set[str]] = {}
    for how in reductions.values():
        if how.column is not None:
            asked.setdefault(how.column, set()).add(how.how)
    _check_numbers(table, asked)
    centres = _centres(table, [column for column, hows in asked.items() if hows & SQUARES])
    inputs = [table[name] for name in names]
    if not asked and not names:  # something must carry the rows
        inputs = [table[name] for name in table.names[:1]]
    sums = [nw.len().alias("_size")]
    for number, (column, hows) in enumerate(asked.items()):
        inputs += inputs_of(number, table[column], hows, centres.get(column))
        sums += sums_of(number, hows)
    frame = table.frame.select(inputs)
    whole = frame.group_by(*names).agg(*sums) if names else frame.select(sums)
    numbers = {column: number for number, column in enumerate(asked)}
    kept = [nw.col(name) for name in names if name not in reductions]
    return whole.select(
        *kept,
        *(
            finished(how.how, numbers.get(how.column or "")).alias(name)
            for name, how in reductions.items()
        ),
    )


def _centres(table: LazyTable, columns: Sequence[str]) -> dict[str, float]:
    """Return the midrange of each column: squares of centred numbers do not cancel."""
    return {name: low / 2 + high / 2 for name, (low, high) in _ends(table, columns).items()}


def _ends(table: LazyTable, columns: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return the least and the most of the finite values of columns; zeros if there are none."""
    if all(name in table.known.ends for name in columns):
        return {name: table.known.ends[name] for name in columns}
    finite = table.select(*columns).derive(
        **{
            column: nw.when(table[column].is_between(-LARGEST, LARGEST)).then(table[column])
            for column in columns
        }
    )
    ends = finite.scalars(
        **{f"min_{number}": min_(column) for number, column in enumerate(columns)},
        **{f"max_{number}": max_(column) for number, column in enumerate(columns)},
    )
    found = {c: (ends[f"min_{i}"], ends[f"max_{i}"]) for i, c in enumerate(columns)}
    return {c: (0.0, 0.0) if np.isnan(low) else (low, high) for c, (low, high) in found.items()}


def _check_numbers(table: LazyTable, asked: Mapping[str, set[str]]) -> None:
    schema = table.frame.collect_schema()
    for column, hows in asked.items():
        dtype = schema[column] if column in table else nw.Float64()
        if not (dtype.is_numeric() or dtype == nw.Boolean or hows == {"count"}):
            how = min(hows - {"count"})
            raise PlotSpecError(f"{how!r} needs numbers, but {column!r} holds categories.")
