"""Selection: exact order statistics of many rows in few groups, in memory and in engines.

Values are counted in cells first; a place among the sorted values then lies in a cell that is
known, and only the rows of such cells are looked at, by the same means. So rows are never sorted
but the few that remain, and an engine is asked for counts and for these alone.

Reference: Floyd, R. W. and Rivest, R. L. (1975), Expected time bounds for selection, Communications
of the ACM 18, 165-172; the counts take the place of their sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.blocks import blocks, extremes_of
from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import count, max_, min_, sum_
from plotkit.records import dataclass, replace
from plotkit.stats.bygroup import ByGroup
from plotkit.typing import Bools, Codes, Floats

FEW = 20_000
"""So many rows are sorted at once."""

_TOGETHER = 1 << 18
"""So many rows of groups of one size are summed up at once."""

MOST_CELLS = 4096
"""Cells of a group at the most; beyond, counting leaves the processor's cache."""


@dataclass(frozen=True, eq=False)
class Beyond:
    """What lies beyond two values of each group.

    Attributes
    ----------
    least, most
        The first and the last value between the two, shape (groups,).
    rows
        All that lies outside: in memory, or a relation of an engine.
    """

    least: Floats
    most: Floats
    rows: Rows | LazyTable


@dataclass(frozen=True, eq=False)
class Rows:
    """Values in memory and their groups.

    Attributes
    ----------
    codes
        The group of each row.
    values
        Shape (n,), all finite.
    groups
        How many groups there are.
    weight
        Of each row; None for one.
    many
        For how many rows each stands; None for one.
    """

    codes: Codes
    values: Floats
    groups: int
    weight: Floats | None = None
    many: Floats | None = None

    @property
    def n(self) -> int:
        """How many rows there are."""
        return len(self.values)

    @property
    def mass(self) -> Floats | None:
        """What each row counts for; None for one."""
        return self.many if self.weight is None else self.weight

    def settled(self) -> Rows:
        """Return the rows in memory: themselves."""
        return self

    def cells(self) -> int:
        """Return into how many cells a group is divided; 0 if it does not pay."""
        share = self.n // (4 * max(self.groups, 1))
        return min(MOST_CELLS, share) if self.n > FEW and share >= MOST_CELLS // 64 else 0

    def extent(self) -> tuple[float, float]:
        """Return the least and the largest value."""
        return extremes_of(self.values)

    def counted(self, low: float, scale: float, cells: int) -> tuple[Floats, Floats]:
        """Return counts and masses, both of shape (groups, cells)."""
        size = self.groups * cells
        n: Floats = np.zeros(size)
        mass: Floats = np.zeros(0 if self.weight is None else size)
        for part, cell in self._cells(low, scale, cells):
            many = None if self.many is None else self.many[part]
            n += np.bincount(cell, many, size)
            if self.weight is not None:
                mass += np.bincount(cell, self.weight[part], size)
        n = n.reshape(self.groups, cells)
        return n, n if self.weight is None else mass.reshape(self.groups, cells)

    def within(self, low: float, scale: float, wanted: Bools) -> Rows:
        """Return the rows in some cells; `wanted` has the shape (groups, cells)."""
        flags, kept = wanted.ravel(), []
        for part, cell in self._cells(low, scale, wanted.shape[1]):
            kept.append(np.flatnonzero(flags[cell]) + part.start)
        rows = np.concatenate(kept) if kept else np.arange(0)
        codes = self.codes[rows]
        weight = None if self.weight is None else self.weight[rows]
        many = None if self.many is None else self.many[rows]
        return Rows(codes, self.values[rows], self.groups, weight, many)

    def _cells(self, low: float, scale: float, cells: int) -> Iterator[tuple[slice, Codes]]:
        for part in blocks(self.n, self.groups * cells):
            place = (self.values[part] - low) * scale
            cell = np.minimum(place, cells - 1).astype(np.intp)  # none is negative
            if self.groups > 1:
                cell += self.codes[part].astype(np.intp) * cells
            yield part, cell

    def at(self, targets: Floats) -> Floats:
        """Return the least value of each group up to which the masses reach a target."""
        order = np.lexsort((self.values, self.codes))
        values, mass = self.values[order], self.mass
        sizes = np.bincount(self.codes, minlength=self.groups)
        starts = np.cumsum(sizes) - sizes
        if mass is None:
            place = np.clip(np.ceil(targets).astype(np.intp) - 1, 0, sizes[:, None] - 1)
            found: Floats = values[starts[:, None] + place]
            return found
        made, mass = np.empty(targets.shape), mass[order]
        for which, rows in _by_size(starts, sizes):
            place = np.minimum(
                _reached(np.cumsum(mass[rows], axis=1), targets[which]), len(rows[0]) - 1
            )
            made[which] = values[starts[which][:, None] + place]
        return made

    def beyond(self, low: Floats, high: Floats) -> Beyond:
        """Return what lies beyond two values of each group, and the last values within."""
        inside = (self.values >= low[self.codes]) & (self.values <= high[self.codes])
        within, of = self.values[inside], self.codes[inside].astype(np.intp)
        least, most = np.full(self.groups, np.inf), np.full(self.groups, -np.inf)
        np.minimum.at(least, of, within)
        np.maximum.at(most, of, within)
        values, codes = self.values[~inside], self.codes[~inside]
        order = np.lexsort((values, codes))
        return Beyond(least, most, Rows(codes[order], values[order], self.groups))


def _by_size(starts: Codes, sizes: Codes) -> Iterator[tuple[Codes, Codes]]:
    """Yield the groups of each size, and their rows, shape (groups, size): to sum up together."""
    for size in np.unique(sizes[sizes > 0]).tolist():
        same = np.flatnonzero(sizes == size)
        most = max(_TOGETHER // size, 1)
        for first in range(0, len(same), most):
            which = same[first : first + most]
            yield which, starts[which][:, None] + np.arange(size)


def _reached(sums: Floats, targets: Floats) -> Codes:
    """Return how many of the ascending sums of each row are below each of its targets."""
    if len(sums) == 1:
        single: Codes = np.searchsorted(sums[0], targets[0])[None]
        return single
    below = [(sums < target[:, None]).sum(axis=1) for target in targets.T]
    return np.column_stack(below) if below else np.empty((len(sums), 0), dtype=np.intp)


@dataclass(frozen=True, eq=False)
class EngineRows:
    """Values of column y in an engine and their groups, each of which has rows.

    Attributes
    ----------
    rows
        The relation; its summaries have `n`.
    n
        How many rows there are.
    """

    rows: ByGroup
    n: int

    @property
    def data(self) -> LazyTable:
        """The relation."""
        assert isinstance(self.rows.data, LazyTable), "rows in memory have groups"
        return self.rows.data

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return self.rows.summaries.n

    def settled(self) -> Rows:
        """Fetch the values, each once with how many rows it stands for."""
        weighing = {"_w": sum_("weight")} if "weight" in self.data else {}
        summed = self.data.group(*self.rows.names, "y").agg(_n=count(), **weighing).collect()
        codes = summed.group(*self.rows.names).groups.codes
        weight = summed["_w"] if weighing else None
        return Rows(codes, summed["y"], self.groups, weight, summed["_n"])

    def cells(self) -> int:
        """Return into how many cells a group is divided; 0 if it does not pay."""
        most = min(FEW * 10, self.data.limit)
        few = self.n <= min(FEW, self.data.limit)
        return 0 if few else max(min(MOST_CELLS, most // max(self.groups, 1)), 4)

    def extent(self) -> tuple[float, float]:
        """Return the least and the largest value."""
        ends = self.data.scalars(low=min_("y"), high=max_("y"))
        return ends["low"], ends["high"]

    def counted(self, low: float, scale: float, cells: int) -> tuple[Floats, Floats]:
        """Return counts and masses, both of shape (groups, cells)."""
        rows = self._with_cells(low, scale, cells)
        weighing = {"_w": sum_("weight")} if "weight" in self.data else {}
        names = self.rows.names
        summed = rows.data.group(*names, "_cell").agg(_n=count(), **weighing).collect()
        group = summed.group(*names).groups.codes.astype(np.intp)
        at = group * cells + summed["_cell"].astype(np.intp)
        shape, size = (self.groups, cells), self.groups * cells
        n = np.bincount(at, summed["_n"], size).astype(np.float64).reshape(shape)
        if not weighing:
            return n, n
        return n, np.bincount(at, summed["_w"], size).astype(np.float64).reshape(shape)

    def within(self, low: float, scale: float, wanted: Bools) -> EngineRows:
        """Return the rows in some cells; `wanted` has the shape (groups, cells)."""
        rows = self._with_cells(low, scale, wanted.shape[1])
        cell: Any = rows.data["_cell"]
        if not (wanted == wanted[0]).all():  # cells of all groups, one after the other
            cell = rows.spread(np.arange(self.groups) * wanted.shape[1]) + cell
            wanted = wanted.reshape(1, -1)
        data = rows.data.filter(_is_among(cell, np.flatnonzero(wanted[0]))).select(*self.data.names)
        n = int(data.scalars(n=count())["n"])
        return EngineRows(replace(self.rows, data=data), n)

    def beyond(self, low: Floats, high: Floats) -> Beyond:
        """Return what lies beyond two values of each group, and the last values within."""
        rows, y = self.rows, self.data["y"]
        inside = expr.between(y, rows.spread(low), rows.spread(high))
        ends = rows.derive(_inside=expr.where(inside, y, np.nan))
        found = ends.agg(least=min_("_inside"), most=max_("_inside"))
        outside = self.data.filter(~inside).select(*rows.names, "y")
        return Beyond(found["least"], found["most"], replace(outside, keys=outside.names))

    def _with_cells(self, low: float, scale: float, cells: int) -> ByGroup:
        place = expr.floor((self.data["y"] - low) * scale)
        return self.rows.derive(_cell=expr.clip(place, 0, cells - 1))


def _is_among(cell: Any, places: Codes) -> Any:
    """Return the condition that an engine's cell is one of some places, which ascend.

    An engine works a filter out for each comparison in it anew: one test must do.
    """
    ends = [float(places[0]), float(places[-1])]
    if places[-1] - places[0] == len(places) - 1:
        return expr.between(cell, *ends)
    return cell.is_in(places.astype(np.float64).tolist())


@dataclass(frozen=True, eq=False)
class Selection:
    """Rows, and how many of them lie in each cell.

    Attributes
    ----------
    rows
        In memory or in an engine.
    low, scale
        The cell of a value is the whole part of (value - low) * scale.
    n, mass
        Of each group in each cell; of no cells if there are few rows.
    """

    rows: Rows | EngineRows
    low: float = 0.0
    scale: float = 0.0
    n: Floats | None = None
    mass: Floats | None = None

    @classmethod
    def of(cls, rows: Rows | EngineRows) -> Selection:
        """Count the rows."""
        cells = rows.cells()
        if not cells:
            return cls(rows)
        low, high = rows.extent()
        with np.errstate(over="ignore", divide="ignore"):
            scale = float(np.float64(cells) / (np.float64(high) - low))
        if not 0 < scale < np.inf:  # one value, or values at both ends of the floats
            return cls(rows)
        return cls(rows, low, scale, *rows.counted(low, scale, cells))

    def at(self, targets: Floats) -> Floats:
        """Return the least value of each group up to which the masses reach a target.

        Parameters
        ----------
        targets
            Shape (groups, k).
        """
        if self.mass is None:
            return self.settled.at(targets)
        sums = np.cumsum(self.mass, axis=1)
        cell = np.array([np.searchsorted(own, t) for own, t in zip(sums, targets, strict=True)])
        cell = np.minimum(cell, _last(self.mass)[:, None])
        wanted = np.zeros(self.mass.shape, dtype=bool)
        np.put_along_axis(wanted, cell, True, axis=1)
        if isinstance(self.rows, EngineRows) and self.n is not None:
            wanted = _alike(wanted, self.n)
        few = self.rows.within(self.low, self.scale, wanted)
        removed = np.cumsum(np.where(wanted, 0.0, self.mass), axis=1)
        left = targets - np.take_along_axis(removed, cell, axis=1)
        finer = Selection.of(few)
        if few.n > self.rows.n // 2 and finer.scale < 2 * self.scale:
            return few.settled().at(left)  # many rows of few values
        return finer.at(left)

    def beyond(self, low: Floats, high: Floats) -> Beyond:
        """Return what lies beyond two values of each group, and the last values within.

        Parameters
        ----------
        low, high
            Shape (groups,); there are values between them in each group.
        """
        rows = self.rows
        if isinstance(rows, EngineRows):
            return rows.beyond(low, high)
        if self.n is not None:
            there, cells = self.n > 0, np.arange(self.n.shape[1])
            first = np.floor((low - self.low) * self.scale)[:, None]
            last = np.floor((high - self.low) * self.scale)[:, None]
            upper = np.where(there & (cells > first), cells, len(cells)).min(axis=1)
            lower = np.where(there & (cells < last), cells, -1).max(axis=1)
            wanted = (cells <= upper[:, None]) | (cells >= lower[:, None])
            rows = rows.within(self.low, self.scale, wanted)
        return rows.beyond(low, high)

    @cached_property
    def settled(self) -> Rows:
        """All rows, in memory."""
        return self.rows.settled()


def _alike(wanted: Bools, n: Floats) -> Bools:
    """Return wanted cells that are the same for all groups, unless they hold too many rows.

    An engine then compares with numbers, where it would look up those of each row's group.
    """
    union = wanted.any(axis=0)
    cells = np.flatnonzero(union)
    for span in (slice(cells[0], cells[-1] + 1), union):
        if n[:, span].sum() <= n.sum() / 4:
            alike = np.zeros_like(wanted)
            alike[:, span] = True
            return alike
    return wanted


def _last(mass: Floats) -> Codes:
    """Return the last cell of each group that has any mass."""
    found: Codes = mass.shape[1] - 1 - np.argmax(mass[:, ::-1] > 0, axis=1)
    return found
