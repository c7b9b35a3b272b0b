"""Swarm: points side by side, so that none lies over another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import sqrt
from operator import itemgetter
from typing import Any, ClassVar

import numpy as np

from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import check_number
from plotkit.moves.base import Move, need_value
from plotkit.page import Page, Places
from plotkit.records import dataclass
from plotkit.typing import Floats

_TOUCH = 1e-9
"""Points by which circles may overlap, by rounding."""
_MANY = 64
"""From so many neighbours on arrays are faster than numbers."""
_SPREAD = (np.sqrt(5) - 1) / 2
"""Multiples of it, but for whole numbers, are spread evenly over any interval."""


@dataclass(frozen=True)
class Swarm(Move):
    """Put points with one position side by side, as many as there is room, so that none is hidden.

    Points keep their values; each moves as little along the position as it must, so that the form
    shows how many there are. They are packed as they are drawn, with their edges, in the panel as
    it is in the end: distances are those on paper, on any scale and at any size of the figure. All
    colours are packed together, unless :class:`Dodge` stands before, which gives each its own slot.

    Parameters
    ----------
    gap
        Between two points, in points on the page.

    Notes
    -----
    In the order of values, each point goes to the free place that is nearest to the middle. A
    swarm stays within the width of its mark. What finds no room there is spread evenly over the
    width, upon other points, and a warning tells of how many in which groups.

    Marks of any form are packed as the circles around them. A `weight` makes no difference: each
    row is one mark.

    See Also
    --------
    Sina : As far apart as there are many, where there are too many for this.
    Jitter : At random.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a"] * 5 + ["b"] * 3, "y": [1, 2, 2, 2, 3, 1, 1, 2]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Dot(), so.Swarm())
    """

    distributes: ClassVar[bool] = True

    gap: float = 0.0

    def __post_init__(self) -> None:
        check_number("Swarm(gap=)", self.gap, 0)

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Say how points are packed on the page."""
        need_value(self, t, "which the points keep")
        x, width = np.asarray(t["x"], dtype=float), np.asarray(t["width"], dtype=float)
        there = np.isfinite(x) & np.isfinite(width)
        at, which = np.unique(x[there], return_inverse=True)
        slots = np.full(len(at), np.inf)
        np.minimum.at(slots, which, width[there])
        name = partial(_name, t.unit("x"))
        return t.placed(Packing(at, slots, self.gap, name))


def _name(units: Units, position: float) -> str:
    """Return what a position is called; nothing where it is the only one and has no name."""
    if units.levels is not None:
        level = units.levels[min(max(round(position), 0), len(units.levels) - 1)]
        return "" if level == "" and len(units.levels) == 1 else repr(level)
    value = float(units.inverse(np.array([position]))[0])
    if units.kind is Kind.TIME:
        return str(np.datetime64(round(value * 86400), "s"))
    return f"{value:g}"


@dataclass(frozen=True, eq=False)
class Packing:
    """Places points that lie at the same position side by side.

    Parameters
    ----------
    at, slots
        Positions in axis units, rising, and the width that there is at each.
    gap
        Between two points.
    name
        Returns what a position is called.
    """

    at: Floats
    slots: Floats
    gap: float
    name: Callable[[float], str]

    def reach(self, xy: Floats) -> Floats:
        """Return what points may take up beside where they are, in axis units."""
        if not len(self.at):
            return xy
        half = self.slots[self._slot(xy[:, 0])] / 2
        return np.concatenate([xy + np.outer(half, sign) for sign in ([-1, 0], [1, 0])])

    def _slot(self, x: Floats) -> Any:
        """Return the number of the nearest position."""
        middle = (self.at[1:] + self.at[:-1]) / 2
        return np.minimum(np.searchsorted(middle, np.nan_to_num(x)), len(self.at) - 1)

    def __call__(self, page: Page) -> Places:
        """Return where points lie."""
        xy = page.xy.copy()
        there = np.flatnonzero(np.isfinite(xy).all(axis=1))
        places = page.along("x", self.at)
        wide = np.abs(page.along("x", self.at + self.slots) - places)
        order = np.argsort(places)
        edges = places[order]
        found = np.searchsorted((edges[1:] + edges[:-1]) / 2, xy[there, 0])
        slot = order[np.minimum(found, len(order) - 1)] if len(order) else found
        lost: list[str] = []
        for number in np.unique(slot):
            rows = there[slot == number]
            size = page.extent[rows, 0] + self.gap
            offsets, free = packed(xy[rows, 1], size, float(wide[number]) + self.gap)
            xy[rows, 0] += offsets
            if not free.all():
                name = self.name(self.at[number])
                lost.append(f"{(~free).sum()} of {len(rows)}{' at ' if name else ''}{name}")
        said = f"no room for {', '.join(lost)}: they lie upon other points"
        helps = "Smaller points (pointsize=), a larger figure, or Sina() in place of Swarm() help."
        return Places(xy, words=((said, helps),) if lost else ())


def packed(y: Floats, size: Floats, width: float) -> tuple[Floats, Any]:
    """Return how far circles move aside so that they do not overlap, and which have room.

    Parameters
    ----------
    y
        Their heights.
    size
        Their diameters.
    width
        What they may take up, with the middle at 0.
    """
    n = len(y)
    x, free = np.zeros(n), np.ones(n, dtype=bool)
    order = np.argsort(y, kind="stable")
    most = float(size.max(initial=0.0))
    # Of those that have room, in the order of their heights.
    up, at, wide = np.empty(n), np.empty(n), np.empty(n)
    before: list[tuple[float, float, float]] = []  # the same, for few of them
    first = count = 0
    rows = zip(order.tolist(), y[order].tolist(), size[order].tolist(), strict=True)
    for number, (i, here, own) in enumerate(rows):
        while first < count and here - before[first][0] >= most:
            first += 1
        room = max((width - own) / 2, 0.0) + _TOUCH
        if count - first > _MANY:
            high = here - up[first:count]
            far = (wide[first:count] + own) / 2
            near = high < far
            reach = np.sqrt(far[near] ** 2 - high[near] ** 2) - _TOUCH
            place = _nearest(at[first:count][near], reach, number % 2 == 0)
        else:
            spans = _taken(before[first:], here, own)
            place = _nearest_of_few(spans, number % 2 == 0) if spans else 0.0
        if abs(place) > room:
            free[i] = False
            x[i] = (number * _SPREAD % 1.0 * 2 - 1) * room
            continue
        x[i] = place
        up[count], at[count], wide[count] = here, place, own
        before.append((here, place, own))
        count += 1
    return x, free


def _taken(
    near: Sequence[tuple[float, float, float]], here: float, own: float
) -> list[tuple[float, float]]:
    """Return from where to where a circle would meet each of some others."""
    made = []
    for up, at, wide in near:
        high, far = here - up, (wide + own) / 2
        if high < far:
            reach = sqrt(far * far - high * high) - _TOUCH
            made.append((at - reach, at + reach))
    return made


def _nearest_of_few(spans: list[tuple[float, float]], right_first: bool) -> float:
    """Return the place nearest to 0 that is in none of some spans."""
    if not any(low < 0.0 < high for low, high in spans):
        return 0.0
    above = below = 0.0
    spans.sort()
    for low, high in spans:
        if low < above < high:
            above = high
    spans.sort(key=itemgetter(1), reverse=True)
    for low, high in spans:
        if low < below < high:
            below = low
    if abs(above + below) < _TOUCH:
        return above if right_first else below
    return above if above < -below else below


def _nearest(at: Floats, reach: Floats, right_first: bool) -> float:
    """Return the place nearest to 0 that is not nearer to any other than it reaches."""
    if not len(at) or not (np.abs(at) < reach).any():
        return 0.0
    order = np.argsort(at - reach)
    low, high = (at - reach)[order], np.maximum.accumulate((at + reach)[order])
    gaps = np.flatnonzero(low[1:] >= high[:-1])
    right, left = high[np.append(gaps, len(high) - 1)], low[np.append(0, gaps + 1)]
    above, below = float(right[right > 0].min()), float(left[left < 0].max())
    if abs(above + below) < _TOUCH:
        return above if right_first else below
    return above if above < -below else below
