"""What a mark is given to draw: positions in upright axis units, and looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import numpy as np

from plotkit.data.factor import Coded
from plotkit.data.later import Later, pick
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.marks.primitives import Paths
from plotkit.typing import Codes, Floats


class NoSuchValueError(PlotSpecError, AttributeError):
    """A mark asks for what its layer does not have; `hasattr` sees it as missing."""


@dataclass(frozen=True, eq=False)
class Values:
    """The rows of one layer in one panel.

    Positions (``v.x``, ``v.y``, ``v.ymin`` ...) are arrays of shape (n,) in upright axis units.
    Each property of the mark (``v.color``, ``v.pointsize`` ...) is a constant for all rows or one
    value a row, ready to be handed to the pane. ``v.width`` and ``v.baseline`` are positions.

    Attributes
    ----------
    positions
        Coordinates, width and baseline by name.
    looks
        The mark's properties by name.
    n
        How many rows there are.
    starts
        Where each group begins, shape (groups,): for marks that connect rows.
    """

    positions: Mapping[str, Floats | Later]
    looks: Mapping[str, Any]
    n: int
    starts: Codes

    def __len__(self) -> int:
        return self.n

    def __contains__(self, name: str) -> bool:
        return name in self.positions or name in self.looks

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy and pickle look for hooks before there are fields
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Any:
        """Return a position, shape (n,), or a look."""
        if name in self.positions:
            return np.asarray(self.positions[name])
        if name in self.looks:
            return self.looks[name]
        there = [*self.positions, *self.looks]
        raise NoSuchValueError(
            f"The mark asks for {name!r}, which this layer does not have."
            f"{suggestion(name, there)} There are: {quoted(there)}."
        )

    def xy(self, x: str = "x", y: str = "y") -> Floats:
        """Return two positions side by side, shape (n, 2)."""
        made = np.empty((2, self.n))  # each in one piece, for what works on one coordinate
        made[0], made[1] = self[x], self[y]
        return made.T

    def paths(self, x: str = "x", y: str = "y") -> Paths:
        """Return the rows of each group as a run of vertices."""
        return Paths(self.xy(x, y), self.starts)

    def where(self, keep: Any) -> Values:
        """Return some of the rows, by mask or index; groups are forgotten."""
        rows = np.flatnonzero(keep) if np.asarray(keep).dtype == bool else np.asarray(keep)
        if len(rows) == self.n == len(self.starts) and np.asarray(keep).dtype == bool:
            return self
        positions = {name: pick(column, rows) for name, column in self.positions.items()}
        looks = {name: _pick(look, rows) for name, look in self.looks.items()}
        return Values(positions, looks, len(rows), np.arange(len(rows)))

    def unbroken(self, *names: str) -> Values:
        """Return the rows that have all these positions; a group is split where one is missing."""
        lost = reduce(np.logical_or, [np.isnan(self[name]) for name in names])
        if not lost.any():
            return self
        begins = np.zeros(self.n, dtype=bool)
        begins[self.starts] = True
        begins[1:] |= lost[:-1]
        part = self.where(~lost)
        return Values(part.positions, part.looks, part.n, np.flatnonzero(begins[~lost]))

    @cached_property
    def first(self) -> Values:
        """The first row of each group: its looks are those of the group."""
        return self.where(self.starts)


def _pick(look: Any, rows: Codes) -> Any:
    return look[rows] if isinstance(look, Coded | np.ndarray) else look
