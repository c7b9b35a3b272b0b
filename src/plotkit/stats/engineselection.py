"""Selection in engines: exact order statistics from counts in ever smaller cells.

The values of each group are counted in cells; a place among the sorted values then lies in a cell
that is known. Only rows of such cells are counted again, in finer ones, until they are few enough
to be fetched: so an engine never sorts, nor holds what it reads.

Reference: Munro, J. I. and Paterson, M. S. (1980), Selection and sorting with limited storage,
Theoretical Computer Science 12, 315-323; the counts take the place of their samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import Reduction, count, max_, min_, sum_
from plotkit.data.table import Table
from plotkit.records import dataclass, replace
from plotkit.stats.bygroup import MOST_GROUPS, ByGroup
from plotkit.stats.selection import Beyond, Rows
from plotkit.typing import Bools, Codes, Floats

FETCHED = 200_000
"""So many rows, or cells, are fetched at once."""
MOST_CELLS = 4096
"""Cells of a group at the most."""
MOST_FINER = 4096
"""How many times finer the next cells are at the most."""

MOST_IN_ALL = 2**53
"""Cells of all groups at the most: each has a number that floats tell from the next."""


@dataclass(frozen=True)
class Grid:
    """Cells of one width.

    Attributes
    ----------
    low, high
        Where they begin and end.
    cells
        How many there are; the highest value begins one more.
    """

    low: float
    high: float
    cells: int

    @property
    def scale(self) -> float:
        """Cells of a unit; 0 or infinite if there is no such grid."""
        with np.errstate(over="ignore", divide="ignore"):
            return float(np.float64(self.cells) / (np.float64(self.high) - self.low))

    @property
    def tells(self) -> bool:
        """Whether the cells are wider than rounding."""
        rounding = 4 * np.spacing(max(abs(self.low), abs(self.high)))
        return 0 < self.scale < 1 / rounding if rounding else 0 < self.scale < np.inf

    def cell(self, values: Any) -> Any:
        """Return in which cell an engine's values lie."""
        return expr.floor((values - self.low) * self.scale)

    def ends(self, cell: Floats) -> tuple[Floats, Floats]:
        """Return between what the values of cells lie, but for rounding."""
        return self.low + cell / self.scale, self.low + (cell + 1) / self.scale


@dataclass(frozen=True, eq=False)
class Counts:
    """What was counted in cells that have rows, by group and then by cell; shape (cells,).

    Attributes
    ----------
    group, cell
        Which they are.
    n, mass
        How many rows they have, and what these count for.
    single
        The value of a cell that has one only, else NaN; None if that was not asked for.
    """

    group: Codes
    cell: Floats
    n: Floats
    mass: Floats
    single: Floats | None

    @classmethod
    def of(cls, data: LazyTable, names: Sequence[str], along: str, grid: Grid, ends: bool) -> Table:
        """Ask an engine for the counts, as a table."""
        data = data.derive_whole(_cell=grid.cell(data[along])).witnessing("_cell", along)
        made: dict[str, Reduction] = {"_n": count()}
        if "weight" in data:
            made["_w"] = sum_("weight")
        if ends:
            made |= {"_low": min_(along), "_high": max_(along)}
        return data.group(*names, "_cell").agg(**made).collect()

    @classmethod
    def from_table(cls, table: Table, names: Sequence[str]) -> Counts:
        """Return the counts that an engine returned, in which each group occurs."""
        codes = table.group(*names).groups.codes.astype(np.intp)
        order = np.lexsort((table["_cell"], codes))
        n = np.asarray(table["_n"], dtype=np.float64)[order]
        mass = np.asarray(table["_w"], dtype=np.float64)[order] if "_w" in table else n
        single = None
        if "_low" in table:
            single = np.where(table["_low"] == table["_high"], table["_low"], np.nan)[order]
        return cls(codes[order], table["_cell"][order], n, mass, single)

    def slices(self) -> list[slice]:
        """Return where each group is."""
        starts = np.flatnonzero(np.diff(self.group, prepend=-1))
        return [slice(*ends) for ends in zip(starts, [*starts[1:], len(self.group)], strict=True)]

    def reached(self, targets: Floats) -> Codes:
        """Return the first cell of each group up to which the masses reach a target.

        Parameters
        ----------
        targets
            Shape (groups, k).
        """
        found = np.empty(targets.shape, dtype=np.intp)
        for own, wanted, place in zip(self.slices(), targets, found, strict=True):
            sums = np.cumsum(self.mass[own])
            place[:] = own.start + np.minimum(np.searchsorted(sums, wanted), len(sums) - 1)
        return found

    def without(self, gone: Bools) -> Floats:
        """Return the masses of some cells summed up to each cell of the group."""
        made = np.where(gone, self.mass, 0.0)
        for own in self.slices():
            made[own] = np.cumsum(made[own])
        return made


@dataclass(frozen=True, eq=False)
class EngineSelection:
    """Rows of an engine, and how many of them lie in each cell.

    Attributes
    ----------
    rows
        The rows, all of finite values, and their groups, each of which has some; `summaries` has
        `n`.
    along
        The column of the values.
    grid, counts
        None if there are few rows, or no such cells.
    """

    rows: ByGroup
    along: str
    grid: Grid | None = None
    counts: Counts | None = None

    @classmethod
    def of(cls, rows: ByGroup, along: str = "y") -> EngineSelection:
        """Count the rows of groups."""
        data: Any = rows.data
        n = int(rows.summaries["n"].sum())
        if n <= min(FETCHED, data.limit):
            return cls(rows, along)
        ends = data.scalars(low=min_(along), high=max_(along))
        grid = Grid(ends["low"], ends["high"], _cells(data, rows.summaries.n))
        if not grid.tells:
            return cls(rows, along)
        table = Counts.of(data, rows.names, along, grid, ends=False)
        return cls(rows, along, grid, Counts.from_table(table, rows.names))

    @classmethod
    def ahead(
        cls, data: LazyTable, names: Sequence[str], along: str = "y", cells: int | None = None
    ) -> EngineSelection | None:
        """Count rows whose groups these counts tell, too: one query less.

        Parameters
        ----------
        data
            The rows.
        names
            What they are grouped by.
        along
            The column of the values.
        cells
            How many cells a group has; None to go by the number of groups.

        Returns
        -------
        EngineSelection or None
            None if it is not known how many groups there may be or where values lie, or if there
            are few rows.
        """
        if not data.known.tells(along) or (data.known.n or 0) <= min(FETCHED, data.limit):
            return None
        levels = [data.engine_levels(name) for name in names]
        groups = prod(len(own) + 1 if own is not None else MOST_GROUPS + 1 for own in levels)
        grid = Grid(*data.known.ends[along], min(cells or _cells(data, groups), data.limit - 1))
        if groups > MOST_GROUPS or not grid.tells:
            return None
        table = Counts.of(data, names, along, grid, ends=False)
        told = {"n": sum_("_n"), **({"weight": sum_("_w")} if "_w" in table else {})}
        rows = ByGroup(data, tuple(names), table.group(*names).agg(**told), None)
        return cls(rows, along, grid, Counts.from_table(table, names))

    def at(self, targets: Floats) -> Floats:
        """Return the least value of each group up to which the masses reach a target.

        Parameters
        ----------
        targets
            Shape (groups, k).
        """
        if self.counts is None or self.grid is None:
            return self._fetched.at(targets)
        counts = self.counts
        chosen = counts.reached(targets)
        if counts.single is not None and not np.isnan(counts.single[chosen]).any():
            single: Floats = counts.single[chosen]
            return single
        data, kept = self._within(np.isin(np.arange(len(counts.n)), chosen))
        rest = replace(self.rows, data=data)
        left = targets - counts.without(~kept)[chosen]
        many = counts.n if counts.single is None else np.where(counts.single > -np.inf, 1, counts.n)
        few = many[kept].sum() <= min(FETCHED, data.limit)
        grid = None if few else self._finer(rest, int(kept.sum()))
        if grid is None:
            return EngineSelection(rest, self.along).at(left)
        table = Counts.of(data, rest.names, self.along, grid, ends=True)
        finer = Counts.from_table(table, rest.names)
        return EngineSelection(rest, self.along, grid, finer).at(left)

    def _finer(self, rest: ByGroup, cells: int) -> Grid | None:
        """Return a finer grid for the rows in so many cells; None if rounding is as wide."""
        assert self.grid is not None
        data: Any = rest.data
        times = min(max((min(FETCHED, data.limit) - 1) // cells, 4), MOST_FINER)
        # Times a power of 2: each cell is divided exactly.
        grid = replace(self.grid, cells=self.grid.cells * 2 ** int(np.log2(times)))
        if grid.tells and (grid.cells + 1) * rest.summaries.n < MOST_IN_ALL:
            return grid
        # Some lie much farther off than others.
        ends = data.scalars(low=min_(self.along), high=max_(self.along))
        grid = Grid(ends["low"], ends["high"], _cells(data, rest.summaries.n))
        return grid if grid.tells and grid.scale > 2 * self.grid.scale else None

    def bounds(self, targets: Floats) -> tuple[Floats, Floats]:
        """Return between what those values lie, by what was counted so far; shapes (groups, k)."""
        if self.counts is None or self.grid is None:
            found = self.at(targets)
            return found, found
        low, high = self.grid.ends(self.counts.cell[self.counts.reached(targets)])
        rounding = 8 * np.spacing(np.maximum(np.abs(low), np.abs(high)))
        return low - rounding, high + rounding

    def beyond(self, low: Floats, high: Floats) -> Beyond:
        """Return what lies beyond two values of each group, and the last values within.

        Where that is more than may be fetched, one row stands for those in one cell: the farthest.

        Parameters
        ----------
        low, high
            Shape (groups,). Without a value between them the last are infinite.
        """
        rows, kept = self.rows, np.zeros(0, dtype=bool)
        if self.counts is not None and self.grid is not None:
            first, last = (self.grid.cell(ends)[self.counts.group] for ends in (low, high))
            data, kept = self._within(self._near(first, last))
            rows = replace(rows, data=data)
        y: Any = rows.data[self.along]
        inside = expr.between(y, rows.spread(low), rows.spread(high))
        rows = rows.derive(_in=expr.where(inside, y, np.nan), _out=expr.where(inside, np.nan, y))
        found = rows.agg(least=min_("_in"), most=max_("_in"), n=count("_out"))
        y = self._data[self.along]
        outside = self._data.filter(~expr.between(y, self.rows.spread(low), self.rows.spread(high)))
        outside = outside.select(*self.rows.names, self.along)
        outside, thinned = replace(outside, keys=outside.names), 0
        if self.counts is not None and self.grid is not None:
            beyond = ((self.counts.cell < first) | (self.counts.cell > last)) & ~kept
            n = int(found["n"].sum() + self.counts.n[beyond].sum())
            if n > self._data.limit:
                outside, thinned = self._farthest(outside, low), n
        least, most = (
            np.where(np.isnan(found[name]), none, found[name])
            for name, none in (("least", np.inf), ("most", -np.inf))
        )
        return Beyond(least, most, outside, thinned)

    def _near(self, first: Floats, last: Floats) -> Bools:
        """Return the cells of two values of each group, and those next to them that lie between.

        Parameters
        ----------
        first, last
            The cells of the values, for each cell that was counted.
        """
        assert self.counts is not None
        cell = self.counts.cell
        near: Bools = (cell == first) | (cell == last)
        for own in self.counts.slices():
            place, ends = cell[own], (first[own.start], last[own.start])
            after = np.searchsorted(place, ends[0], side="right")
            before = np.searchsorted(place, ends[1]) - 1
            near[own.start + np.clip([after, before], 0, len(place) - 1)] = True
        return near

    def _farthest(self, outside: LazyTable, low: Floats) -> LazyTable:
        """Return one row for those of a group in one cell: the least of those below `low`."""
        assert self.grid is not None
        names, along = self.rows.names, self.along
        celled = outside.derive_whole(_cell=self.grid.cell(outside[along]))
        found = celled.group(*names, "_cell").agg(_low=min_(along), _high=max_(along))
        assert isinstance(found, LazyTable)
        least = replace(self.rows, data=found).spread(low)
        farthest = expr.where(found["_high"] < least, found["_low"], found["_high"])
        return replace(
            found.derive(**{along: farthest}).select(*names, along), keys=(*names, along)
        )

    @property
    def _data(self) -> LazyTable:
        assert isinstance(self.rows.data, LazyTable), "rows in memory have groups"
        return self.rows.data

    @cached_property
    def _fetched(self) -> Rows:
        """The values, each once with how many rows it stands for."""
        names, data = self.rows.names, self._data
        weighing = {"_w": sum_("weight")} if "weight" in data else {}
        summed = data.group(*names, self.along).agg(_n=count(), **weighing).collect()
        codes = summed.group(*names).groups.codes
        weight = summed["_w"] if weighing else None
        return Rows(codes, summed[self.along], self.rows.summaries.n, weight, summed["_n"])

    def _within(self, wanted: Bools) -> tuple[LazyTable, Bools]:
        """Return the rows in some cells, and which cells have rows among them.

        These may be more: an engine compares with numbers that are the same for all groups, where
        it would look up those of each row's group, unless too many rows come with them.
        """
        assert self.grid is not None
        assert self.counts is not None
        counts, data = self.counts, self._data
        rows = self.rows.derive_whole(_cell=self.grid.cell(data[self.along]))
        cell: Any = rows.data["_cell"]
        cells = np.unique(counts.cell[wanted])
        first, last = float(cells[0]), float(cells[-1])

        def does(kept: Bools) -> bool:
            few = counts.n[kept].sum() <= counts.n.sum() / 4
            return few or bool(kept.sum() == wanted.sum())

        # One test must do: an engine works a filter out for each comparison in it anew.
        kept = np.asarray((counts.cell >= first) & (counts.cell <= last))
        condition = expr.between(cell, first, last)
        if not does(kept):
            kept = np.isin(counts.cell, cells)
            condition = cell.is_in(cells.tolist())
        if not does(kept):  # cells of all groups, one after the other
            size, kept = self.grid.cells + 1.0, wanted
            among = counts.group[kept] * size + counts.cell[kept]
            cell = rows.spread(np.arange(self.rows.summaries.n) * size) + cell
            condition = cell.is_in(among.tolist())
        some = rows.data.filter(condition).select(*data.names)
        assert isinstance(some, LazyTable)
        return some, kept


def _cells(data: LazyTable, groups: int) -> int:
    """Return into how many cells each of some groups is divided."""
    return max(min(MOST_CELLS, min(FETCHED, data.limit) // max(groups, 1) - 1), 4)
