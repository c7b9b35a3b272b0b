"""Selection: exact order statistics of many rows in few groups, in memory.

Values are counted in cells first; a place among the sorted values then lies in a cell that is
known, and only the rows of such cells are looked at, by the same means. So rows are never sorted
but the few that remain.

Reference: Floyd, R. W. and Rivest, R. L. (1975), Expected time bounds for selection, Communications
of the ACM 18, 165-172; the counts take the place of their sample.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from plotkit.data.blocks import blocks, extremes_of
from plotkit.data.lazy import LazyTable
from plotkit.records import dataclass
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
    thinned
        How many rows lie outside if some of an engine stand for others; else 0.
    """

    least: Floats
    most: Floats
    rows: Rows | LazyTable
    thinned: int = 0


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
class Selection:
    """Rows, and how many of them lie in each cell.

    Attributes
    ----------
    rows
        The values.
    low, scale
        The cell of a value is the whole part of (value - low) * scale.
    n, mass
        Of each group in each cell; of no cells if there are few rows.
    """

    rows: Rows
    low: float = 0.0
    scale: float = 0.0
    n: Floats | None = None
    mass: Floats | None = None

    @classmethod
    def of(cls, rows: Rows) -> Selection:
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
            return self.rows.at(targets)
        sums = np.cumsum(self.mass, axis=1)
        cell = np.array([np.searchsorted(own, t) for own, t in zip(sums, targets, strict=True)])
        cell = np.minimum(cell, _last(self.mass)[:, None])
        wanted = np.zeros(self.mass.shape, dtype=bool)
        np.put_along_axis(wanted, cell, True, axis=1)
        few = self.rows.within(self.low, self.scale, wanted)
        removed = np.cumsum(np.where(wanted, 0.0, self.mass), axis=1)
        left = targets - np.take_along_axis(removed, cell, axis=1)
        finer = Selection.of(few)
        if few.n > self.rows.n // 2 and finer.scale < 2 * self.scale:
            return few.at(left)  # many rows of few values
        return finer.at(left)

    def beyond(self, low: Floats, high: Floats) -> Beyond:
        """Return what lies beyond two values of each group, and the last values within.

        Parameters
        ----------
        low, high
            Shape (groups,); there are values between them in each group.
        """
        rows = self.rows
        if self.n is not None:
            there, cells = self.n > 0, np.arange(self.n.shape[1])
            first = np.floor((low - self.low) * self.scale)[:, None]
            last = np.floor((high - self.low) * self.scale)[:, None]
            upper = np.where(there & (cells > first), cells, len(cells)).min(axis=1)
            lower = np.where(there & (cells < last), cells, -1).max(axis=1)
            wanted = (cells <= upper[:, None]) | (cells >= lower[:, None])
            rows = rows.within(self.low, self.scale, wanted)
        return rows.beyond(low, high)


def _last(mass: Floats) -> Codes:
    """Return the last cell of each group that has any mass."""
    found: Codes = mass.shape[1] - 1 - np.argmax(mass[:, ::-1] > 0, axis=1)
    return found
