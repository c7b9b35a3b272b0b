"""Round lengths of time, and how they are written. All numbers are days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from plotkit.errors import calling
from plotkit.records import dataclass
from plotkit.scales.ticks.choosers import InIntervals, multiples
from plotkit.scales.ticks.numbers import nice_ticks, number_labels
from plotkit.scales.ticks.plan import Writer
from plotkit.scales.ticks.writers import Each, in_one_way

SECONDS = 86400.0
"""Seconds of a day."""
DAY_STEPS = (
    *(n / 86400 for n in (1, 2, 5, 10, 15, 30)),
    *(n / 1440 for n in (1, 2, 5, 10, 15, 30)),
    *(n / 24 for n in (1, 2, 3, 6, 12)),
    1.0, 2.0, 5.0, 7.0, 14.0,
)  # fmt: skip
"""Steps of time that read well, in days."""


def duration_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round lengths of time within `low`-`high`, all in days."""
    if not high > low:
        return [low]
    raw = (high - low) / most
    for step in DAY_STEPS:
        if DAY_STEPS[0] * (1 - 1e-6) <= raw <= step * (1 + 1e-6):
            return multiples(low, high, step)
    if raw > 1:
        return nice_ticks(low, high, most)
    return [tick / SECONDS for tick in nice_ticks(low * SECONDS, high * SECONDS, most)]


def duration_labels(values: Sequence[float]) -> list[str]:
    """Write lengths of time (days) in the largest unit that divides them all.

    Examples
    --------
    >>> duration_labels([0, 0.25, 0.5])
    ['0 h', '6 h', '12 h']
    """
    for unit, size in (("d", 1.0), ("h", 24.0), ("min", 1440.0), ("s", 86400.0)):
        scaled = [v * size for v in values]
        slack = 1e-9 * max(map(abs, scaled), default=0.0)
        if all(abs(v - round(v)) <= slack for v in scaled) or unit == "s":
            return [f"{label} {unit}" for label in number_labels([round(v, 9) for v in scaled])]
    raise AssertionError("the last unit always serves")


@dataclass(frozen=True)
class DurationTicks(InIntervals):
    """Places ticks as :func:`duration_ticks` does."""

    usual: ClassVar[int | None] = 6

    def choose(self, low: float, high: float, intervals: int) -> list[float]:
        """Return the ticks."""
        return duration_ticks(low, high, intervals)


@dataclass(frozen=True)
class DurationLabels(Writer):
    """Writes ticks as :func:`duration_labels` does."""

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        return in_one_way(duration_labels, positions, low, high)


@dataclass(frozen=True)
class ClockLabels(Writer):
    """Writes hours since midnight as a clock shows them."""

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        return in_one_way(clock_labels, positions, low, high)


def clock_labels(values: Sequence[float]) -> list[str]:
    """Write days since midnight as times of day, with seconds where some are not whole minutes.

    Examples
    --------
    >>> clock_labels([0, 0.25, 1])
    ['00:00', '06:00', '24:00']
    """
    seconds = [round(value * SECONDS, 3) for value in values]
    fine = any(second % 60 for second in seconds)
    return [_clock(second, fine) for second in seconds]


def _clock(seconds: float, fine: bool) -> str:
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(int(minutes), 60)
    text = f"{'-' if seconds < 0 else ''}{hours:02}:{minutes:02}"
    return f"{text}:{rest:0{6 if rest % 1 else 2}.{3 if rest % 1 else 0}f}" if fine else text


def like_durations(function: Callable[[timedelta], Any]) -> Writer:
    """Return what writes lengths of time with a function of a timedelta."""
    return Each(partial(_written, function))


def _written(function: Callable[[timedelta], Any], x: float, pos: int | None) -> str:
    with calling(f"The function of label(like=), called with {x:g} days,"):
        return str(function(timedelta(days=x)))
