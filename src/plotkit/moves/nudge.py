"""Nudge: the same small displacement for all, in the units that suit it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Literal, Self, TypeAlias, get_args

import numpy as np

from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name
from plotkit.moves.base import Move
from plotkit.moves.shift import Shift
from plotkit.records import dataclass, field, replace
from plotkit.typing import Floats

Unit: TypeAlias = Literal["points", "width", "data"]


@dataclass(frozen=True)
class Nudge(Move):
    """Move all marks by a little, so that a text stands beside its point.

    Parameters
    ----------
    x, y
        How far, to the right and up as the figure is seen, also in a horizontal layer.
    unit
        "points" on the page, whatever the size and scales of the panel (only points, texts and
        lines can be moved so); shares of the "width" of a mark, along the axis of positions; or
        "data", as `Shift` has it.

    See Also
    --------
    Shift : In data units.
    Dodge : Groups side by side.

    Notes
    -----
    A `weight` makes no difference: each row is one mark.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2], y=[3, 4], text=["a", "b"]).add(so.Dot())
    >>> p = p.add(so.Text(halign="left"), so.Nudge(x=5))
    """

    x: float | timedelta = 0.0
    y: float | timedelta = 0.0
    unit: Unit = field(default="points", kw_only=True)

    def __post_init__(self) -> None:
        check_name(self.unit, get_args(Unit), "unit of Nudge")
        for name in ("x", "y"):
            value: Any = getattr(self, name)
            number = isinstance(value, int | float | np.number) and np.isfinite(value)
            if self.unit != "data" and not number:
                raise PlotSpecError(f"{name} of Nudge must be a number, not {value!r}.")

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Move what is there, or say how it moves on the page."""
        if self.unit == "data":
            return Shift(self.x, self.y)(t, by)
        if self.unit == "points":
            return t.placed(self._moved)
        if self.y:
            raise PlotSpecError(
                'Nudge(unit="width") moves along the axis of positions alone: x in an upright '
                "layer, y in a horizontal one."
            )
        step = float(self.x) * np.asarray(t["width"], dtype=np.float64)  # type: ignore[arg-type]  # checked above
        return t.with_(**{name: t[name] + step for name in t.positions("x")})

    def turned(self) -> Self:
        """Exchange x and y, which are those of the figure."""
        return replace(self, x=self.y, y=self.x)

    def _moved(self, page: Any) -> Floats:
        """Return where marks lie on a page, as a mark's `place` does."""
        moved: Floats = page.xy + np.array([self.x, self.y], dtype=np.float64)
        return moved
