"""Ways to place ticks that any scale of amounts or times may have."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar, TypeAlias

import numpy as np

from plotkit.records import dataclass
from plotkit.scales.options import MOST_TICKS, check_every
from plotkit.scales.ticks.plan import Chooser, MinorChooser
from plotkit.typing import Floats

Choose: TypeAlias = Callable[[float, float, int], Sequence[float]]
"""Returns ticks between two numbers, in about so many intervals."""


def at_most(n: int, choose: Choose, low: float, high: float) -> Sequence[float]:
    """Return the ticks of a function, at least one and at most `n` of them within two numbers.

    Examples
    --------
    >>> from plotkit.scales.ticks.numbers import nice_ticks
    >>> at_most(3, nice_ticks, 0, 10)
    [0.0, 5.0, 10.0]
    """
    slack = 1e-9 * (high - low)
    inside: list[float] = []
    for intervals in (*range(n, 0, -1), *range(n + 1, 2 * n + 3)):
        if intervals > n and inside:
            break  # there are ticks, if too many: no need of finer ones
        found = choose(low, high, intervals)
        shown = [tick for tick in found if low - slack <= tick <= high + slack]
        if 0 < len(shown) <= n:
            return found
        inside = shown or inside
    return inside[:n]


class InIntervals(Chooser):
    """Base of those that divide the range into about so many intervals."""

    usual: ClassVar[int | None] = None
    """How many there are unless asked otherwise; None for as many as fit."""

    @abstractmethod
    def choose(self, low: float, high: float, intervals: int) -> Sequence[float]:
        """Return the ticks."""

    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers."""
        if most is None:
            return np.array(self.choose(low, high, self.usual or space))
        return np.array(at_most(most, self.choose, low, high))


@dataclass(frozen=True)
class Upto(Chooser):
    """Places the ticks of another chooser, at most so many."""

    chooser: Chooser
    n: int

    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers."""
        return self.chooser(low, high, self.n, self.n if most is None else min(most, self.n))


@dataclass(frozen=True)
class Positions(Chooser):
    """Places ticks at fixed positions, whatever the limits are."""

    places: tuple[float, ...]
    listed: ClassVar[bool] = True
    can_thin: ClassVar[bool] = False

    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return all of them."""
        return np.array(self.places, dtype=np.float64)


@dataclass(frozen=True)
class Evenly(Chooser):
    """Places so many ticks from one limit to the other."""

    count: int
    can_thin: ClassVar[bool] = False

    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers."""
        return np.linspace(low, high, self.count)


@dataclass(frozen=True)
class Multiples(Chooser):
    """Places a tick at each multiple of a number."""

    every: float
    can_thin: ClassVar[bool] = False

    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers, none if there would be too many to draw."""
        if high - low > MOST_TICKS * self.every:
            return np.empty(0)
        first, last = np.floor(low / self.every + 1e-9), np.ceil(high / self.every - 1e-9)
        return np.arange(first, last + 1) * self.every

    def check(self, low: float, high: float) -> None:
        """Raise PlotSpecError if there would be too many to draw."""
        check_every(self.every, low, high)


def multiples(low: float, high: float, step: float) -> list[float]:
    """Return the multiples of a number within two others, the dust of float arithmetic allowed.

    Examples
    --------
    >>> multiples(3, 8, 2)
    [4, 6, 8]
    """
    slack = max(1e-9, 1e-15 * max(abs(low), abs(high)) / step)
    first, last = int(np.ceil(low / step - slack)), int(np.floor(high / step + slack))
    return [i * step for i in range(first, last + 1)]


@dataclass(frozen=True)
class Between(MinorChooser):
    """Places so many minor ticks at equal distances between two major ones, and beyond the last."""

    n: int

    def __call__(self, major: Floats, low: float, high: float, space: int) -> Floats:
        """Return the ticks between two numbers."""
        major = np.unique(major)
        if len(major) < 2:
            return np.empty(0)
        gaps = np.diff(major)
        before = _steps((major[0] - low) / gaps[0])
        after = _steps((high - major[-1]) / gaps[-1])
        starts = np.concatenate(
            [
                major[0] - gaps[0] * np.arange(before, 0, -1),
                major[:-1],
                major[-1] + gaps[-1] * np.arange(after),
            ]
        )
        widths = np.concatenate([np.full(before, gaps[0]), gaps, np.full(after, gaps[-1])])
        shares = np.arange(1, self.n + 1) / (self.n + 1)
        found: Floats = (starts[:, None] + widths[:, None] * shares).ravel()
        slack = 1e-9 * (high - low)
        return found[(found >= low - slack) & (found <= high + slack)]


def _steps(gaps: float) -> int:
    """Return how many steps cover a number of them, none if they would be too many to draw."""
    return int(np.ceil(gaps)) if 0 < gaps <= MOST_TICKS else 0
