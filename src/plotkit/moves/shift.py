"""Shift: the same displacement for all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Self

import numpy as np

from plotkit.data.table import Table
from plotkit.moves.base import Move, distance, in_data_units
from plotkit.records import dataclass, replace


@dataclass(frozen=True)
class Shift(Move):
    """Move all marks by a constant.

    Parameters
    ----------
    x, y
        Displacement in data units, a timedelta on a time axis; on a nominal axis one level is one
        unit. In a horizontal layer too, `x` is along the horizontal axis.

    See Also
    --------
    Nudge : In points on the page.
    Dodge : By groups.

    Notes
    -----
    A `weight` makes no difference: each row is one mark.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "b"], "y": [1, 2]}, x="x", y="y").add(so.Dot(), so.Shift(x=.2))
    """

    x: float | timedelta = 0.0
    y: float | timedelta = 0.0

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Add the displacement on both axes."""
        for axis, amount in (("x", self.x), ("y", self.y)):
            if amount:
                t = in_data_units(t, axis, partial(np.add, distance(amount, t.unit(axis))))
        return t

    def turned(self) -> Self:
        """Exchange x and y, which are the axes of the figure."""
        return replace(self, x=self.y, y=self.x)
