"""The public protocol of moves: from a table to a table of the same rows, displaced."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from numbers import Real
from typing import Any, ClassVar, Self

import numpy as np

from plotkit.data.column import days
from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, PlotTypeError, quoted
from plotkit.part import Part
from plotkit.records import dataclass
from plotkit.typing import Codes, Floats


@dataclass(frozen=True)
class Move(Part):
    """Base of all moves: a displacement of marks that would overlap.

    A move is a frozen dataclass with ``__call__(self, t, by)``: a table in axis units, upright,
    whose positions, width and baseline it may replace, and the names of the grouping columns. It
    returns a table that has all of its rows; it may add some. Beside them the table has `space`,
    the distance between positions. Where a move depends on the size of the panel, it gives the
    table a function: see :meth:`Table.placed`. A `weight` that no stat has summed up is there too.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> import plotkit.objects as so
    >>> @dataclass(frozen=True)
    ... class Nudge(so.Move):
    ...     amount: float = 0.1
    ...
    ...     def __call__(self, t, by):
    ...         step = self.amount * t["width"]
    ...         return t.with_(**{name: t[name] + step for name in t.positions("x")})
    """

    fills: ClassVar[bool] = False
    """Whether lines and areas need a row at each position of the others: one is added, between the
    rows of its group, before any move is made."""

    def made(self) -> Sequence[str]:
        """Return the names of the columns that it makes as it is set: `makes`."""
        return self.makes

    @property
    def renames(self) -> bool:
        """Whether values are no longer what the variable says, so that its titles name the axis."""
        return False

    makes: ClassVar[Sequence[str]] = ()
    """Names of columns of numbers that it makes; a layer may map them to properties."""
    together: ClassVar[bool] = False
    """Whether the tables of a layer (marks put together, parts) are moved as one, as Dodge must
    know all that lies side by side; otherwise each is moved by itself, as Stack adds up only one
    mark's values."""

    distributes: ClassVar[bool] = False
    """Whether it spreads values without a position in the middle of the axis."""

    piles: ClassVar[bool] = False
    """Whether it puts levels on each other, so that a legend names them as they lie."""

    def piled(self, sums: Floats) -> Codes:
        """Return the levels from the baseline on, given the sum of the heights of each."""
        return np.arange(len(sums))

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Return the table with other positions."""
        raise PlotTypeError(f"{type(self).__name__} must define __call__(self, t, by).")

    def axis_labels(self) -> Mapping[str, str]:
        """Return titles of axes, by upright name, that take the place of a stat's: none."""
        return {}

    def turned(self) -> Self:
        """Return the move for a horizontal layer, where its x is the value: by default itself."""
        return self


def untold(by: Sequence[str]) -> list[str]:
    """Return what sets marks apart: what is written on the parts of a bar does not divide them."""
    return [name for name in by if name != "text"] or list(by)


def need_value(move: Move, t: Table, why: str) -> None:
    """Raise PlotSpecError unless the table has the position that stands for the whole mark."""
    if "y" not in t:
        raise PlotSpecError(
            f"{type(move).__name__} needs y (x in a horizontal layer), {why}. On that axis there "
            f"are: {quoted(t.positions('y'))}. Assign it in add(...); the others move along."
        )


def weights_of(move: Move, t: Table) -> Floats | None:
    """Return the weights of rows that no stat has summed up, 0 for a missing one; None without."""
    if "weight" not in t:
        return None
    given = np.asarray(t["weight"], dtype=np.float64)
    if (given < 0).any():
        raise PlotSpecError(
            f"{type(move).__name__} takes weights from 0 on, and the least is "
            f"{np.nanmin(given):g}. Leave out weight in this layer: add(..., weight=None)."
        )
    return np.where(np.isfinite(given), given, 0.0)


def distance(value: Any, units: Units) -> float:
    """Return a distance on an axis as a number in data units; a timedelta on a time axis, in days.

    Raises
    ------
    PlotTypeError
        If it is no distance on this axis.
    """
    if isinstance(value, timedelta | np.timedelta64) and units.kind in (Kind.TIME, Kind.DURATION):
        return float(days(np.asarray([value], dtype="timedelta64[us]"))[0])
    if isinstance(value, Real):
        return float(value)
    raise PlotTypeError(
        f"A distance on this axis must be a number, not {value!r}; "
        "a timedelta belongs on an axis of times."
    )


def in_data_units(t: Table, axis: str, change: Callable[[Floats], Floats]) -> Table:
    """Return the table with all positions on an axis changed in data units, whatever its scale."""
    units = t.unit(axis)
    moved = {}
    for name in t.positions(axis):
        values = t[name]
        if not units.linear:
            with np.errstate(divide="ignore", invalid="ignore"):
                values = units.forward(change(units.inverse(values)))
        else:
            values = change(values)
        moved[name] = values
    return t.with_(**moved)
