"""Jitter: random displacement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar, Self

import numpy as np

from plotkit.data.table import Table
from plotkit.errors import PlotTypeError, check_number, check_seed, is_number
from plotkit.moves.base import Move, distance, in_data_units
from plotkit.records import dataclass, replace


@dataclass(frozen=True)
class Jitter(Move):
    """Move each mark by a random amount, evenly distributed.

    Parameters
    ----------
    width
        Range along the position, as a share of the mark's width. Default: 0.2 if neither `x` nor
        `y` is given, else 0.
    x, y
        Range along each axis in data units, whatever the scale of the axis; a timedelta on a time
        axis.
    seed
        Where random numbers start; by default ``Plot.config.seed``, so that the same plot gives the
        same picture.

    See Also
    --------
    Swarm : Points beside each other, none at random.
    Sina : As wide as the density.

    Notes
    -----
    A `weight` makes no difference: each row is one mark.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "a", "b"], "y": [1, 2, 2]}, x="x", y="y")
    >>> p = p.add(so.Dot(), so.Jitter(.3))
    """

    distributes: ClassVar[bool] = True

    width: float | None = None
    x: float | timedelta = 0.0
    y: float | timedelta = 0.0
    seed: int | None = None

    def __post_init__(self) -> None:
        if self.width is not None:
            check_number("Jitter(width=)", self.width, 0)
        for name in ("x", "y"):
            value: Any = getattr(self, name)
            if isinstance(value, timedelta | np.timedelta64):
                if value < timedelta(0):
                    raise PlotTypeError(f"Jitter({name}=) must be from 0 on, not {value!r}.")
            elif is_number(value):
                check_number(f"Jitter({name}=)", value, 0)
        check_seed(self.seed)

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Add noise on both axes."""
        bits = np.random.PCG64(self.seed or 0)
        random = np.random.Generator(bits)
        width = self.width
        if width is None:
            width = 0.0 if self.x or self.y else 0.2
        if width:
            noise = random.uniform(-0.5, 0.5, t.n)
            noise *= width
            noise *= t["width"]
            t = t.with_(**{name: t[name] + noise for name in t.positions("x")})
        elif self.x or self.y:
            bits.advance(t.n)  # each of the three has its own numbers
        for axis, amount in (("x", self.x), ("y", self.y)):
            if amount:
                noise = random.uniform(-0.5, 0.5, t.n)
                noise *= distance(amount, t.unit(axis))
                t = in_data_units(t, axis, partial(np.add, noise))
            elif self.y:
                bits.advance(t.n)
        return t

    def turned(self) -> Self:
        """Exchange x and y, which are the axes of the figure."""
        return replace(self, x=self.y, y=self.x)
