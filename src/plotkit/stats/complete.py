"""Complete: rows for positions at which a group has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from numbers import Real
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.groups import group_rows
from plotkit.data.kind import Kind
from plotkit.data.relation import Relation
from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, calling, naming
from plotkit.records import dataclass
from plotkit.stats.base import Stat
from plotkit.stats.calendar import Period
from plotkit.stats.inorder import SUM_BEFORE, InOrder
from plotkit.typing import Array, Codes, Floats

MOST = 1_000_000
"""So many rows may be added."""


@dataclass(frozen=True)
class Complete(Stat):
    """Add a row for each position at which a group has none and another group of its panel has one.

    Parameters
    ----------
    fill
        What the new rows have: a value for `y`, or a dict from column (`y`, `ymin`, `weight` ...)
        to value, in data units. Other columns are missing; so is `y` by default, which is a gap in
        a line that has ``gaps=True``.
    step
        The distance of positions, from the first to the last of each panel, so that positions that
        no group has are added too: a number, or on an axis of times a period such as "1D", "1MS",
        or a timedelta.

    Notes
    -----
    Only groups and positions that there are in a panel are combined. Rows that are there stay as
    they are, with their `weight`, in the order of positions, also where they lie between two steps.
    Lazy data are fetched, as many rows as ``Plot.config.max_rows`` allows.

    See Also
    --------
    Cumulate : Fills by itself.
    Stack : Areas and bars are stacked upon what is there, without it.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 2, 4, 5], "y": [3, 4, 6, 2]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Line(gaps=True), so.Complete(step=1))
    >>> kinds = so.Plot(x=["a", "a", "b"], color=["u", "v", "u"])
    >>> p = kinds.add(so.Bar(), so.Count(), so.Complete(fill=0), so.Dodge())
    """

    fill: Any = None
    step: float | str | timedelta | np.timedelta64 | None = None

    needs: ClassVar[Sequence[str]] = ("x",)
    instead: ClassVar[str] = SUM_BEFORE
    takes_missing: ClassVar[bool] = True

    def __post_init__(self) -> None:
        step: Any = self.step
        if "x" in self._fills():
            raise PlotSpecError("Complete adds positions x, and fills values such as y.")
        if isinstance(step, str | timedelta | np.timedelta64):
            with naming("step of Complete"):
                Period.of(step)
        elif step is not None:
            number = isinstance(step, Real) and not isinstance(step, bool)
            if not number or not 0 < step < np.inf:
                raise PlotSpecError(f"step of Complete must be a distance above 0, not {step!r}.")

    def required(self) -> list[str]:
        """Return the columns without which it can do nothing."""
        return ["x", *self._fills()]

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Add rows to the groups of each panel."""
        rows = InOrder.of(self, data, by, *self._fills())
        table, fill = rows.table, self._filled(data)
        if not table.n:
            return rows.told(table)
        x: Floats = np.asarray(table["x"], dtype=np.float64)
        panel = group_rows([table[name] for name in by if name in FACETS], table.n)
        places = [self._places(np.unique(x[own]), table.unit("x")) for own in panel.slices()]
        like: list[Codes] = []
        new: list[Floats] = []
        for own in rows.slices():
            added = np.setdiff1d(places[panel.codes[own[0]]], x[own])
            like.append(np.full(len(added), own[0]))
            new.append(added)
            if sum(map(len, new)) > MOST:
                raise PlotSpecError(
                    f"Complete(step={self.step!r}) would add more than {MOST:,} rows. Take a "
                    "larger step."
                )
        keys = {name for name in by if name != "text" and isinstance(table[name], Factor)}
        return rows.told(_below(table, np.concatenate(like), np.concatenate(new), keys, fill))

    def _fills(self) -> Mapping[str, Any]:
        """Return what each column is filled with, in data units."""
        if self.fill is None:
            return {}
        return self.fill if isinstance(self.fill, Mapping) else {"y": self.fill}

    def _filled(self, data: Relation) -> dict[str, float]:
        """Return what each column is filled with, in axis units."""
        filled = {}
        for name, value in self._fills().items():
            units = data.coords.unit_of(name)
            said = f"fill={value!r:.80} of Complete"
            with naming(said), calling(said):
                number = float(value) if units is None else units.parse(value)
            if units is not None:
                number = float(units.forward(np.array([number]))[0])
            filled[name] = number
        return filled

    def _places(self, there: Floats, units: Units) -> Floats:
        """Return the positions that all groups of a panel shall have, in axis units."""
        step: Any = self.step
        if step is None:
            return there
        if units.discrete:
            raise PlotSpecError(
                f"Complete(step={step!r}) needs numbers or times as positions, and this axis has "
                "levels: leave out step."
            )
        ends: Floats = units.inverse(there[[0, -1]])
        low, high = float(ends.min()), float(ends.max())
        timed = units.kind in (Kind.TIME, Kind.DURATION)
        if timed != isinstance(step, str | timedelta | np.timedelta64):
            wanted = 'a period such as "1D"' if timed else "a number"
            raise PlotSpecError(f"step of Complete must be {wanted} on this axis, not {step!r}.")
        if (Period.of(step).count(low, high) if timed else (high - low) / step) > MOST:
            raise PlotSpecError(
                f"Complete(step={step!r}) makes too many positions. Take a larger step."
            )
        if timed:
            steps = Period.of(step).edges(low, high, units.zone)
        else:
            steps = low + step * np.arange(np.floor((high - low) / step + 1e-9) + 1)
        inside = steps[(steps > low) & (steps < high)]
        placed: Floats = units.forward(inside)
        away = np.abs(placed - there[_nearest(there, placed)])  # a step may be off by rounding
        return np.concatenate([there, placed[away > 1e-9 * np.ptp(there)]])


def _nearest(there: Floats, placed: Floats) -> Codes:
    """Return which of some ascending positions is the nearest to each of others."""
    after = np.clip(np.searchsorted(there, placed), 1, len(there) - 1)
    nearer = placed - there[after - 1] < there[after] - placed
    found: Codes = np.where(nearer, after - 1, after)
    return found


def _below(
    table: Table, like: Codes, x: Floats, keys: set[str], fill: Mapping[str, float]
) -> Table:
    """Put new rows below those that are there: their keys are those of other rows."""
    if not len(x):
        return table
    columns: dict[str, Any] = {}
    for name in table:
        column = table[name]
        columns[name] = _longer(column, like, fill.get(name, np.nan), kept=name in keys)
    columns["x"] = np.concatenate([np.asarray(table["x"], dtype=np.float64), x])
    longer = table.like(columns, table.n + len(x))
    return longer.take(np.argsort(columns["x"], kind="stable"))


def _longer(column: Array | Factor, like: Codes, value: float, kept: bool) -> Any:
    """Return a column with further rows: of the keys of others, of a value, or without any."""
    if isinstance(column, Factor):
        new = column.codes[like] if kept else np.full(len(like), -1)
        codes = np.concatenate([column.codes, new])
        return Factor(codes, column.levels, column.declared)
    if kept:
        return np.concatenate([column, column[like]])
    if column.dtype.kind in "Mm":
        return np.concatenate([column, np.full(len(like), "NaT", dtype=column.dtype)])
    return np.concatenate([column.astype(np.float64), np.full(len(like), value)])
