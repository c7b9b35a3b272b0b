"""Ticks of logarithms, of symmetrical logarithms, and of log odds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from plotkit.properties.nativeticks import NativeTicks
from plotkit.records import dataclass
from plotkit.scales.ticks.choosers import InIntervals, at_most
from plotkit.scales.ticks.numbers import NumberStyle, nice_ticks, number_labels, scientific
from plotkit.scales.ticks.plan import Chooser, MinorChooser, Writer
from plotkit.typing import Bools, Floats

_MOST_ROUND = 6
"""Intervals of round numbers on a scale that stretches some of them."""
_EVEN = 5
"""Intervals of even ticks within a decade, which come closer to its end."""
_FEWEST = 3
"""Labels on a logarithm: with fewer nobody can tell that it is one."""
_LEAST_PLAIN, _MOST_PLAIN = 1e-4, 1e6
"""Numbers beyond are written with powers."""
_SHORT = 1e-3
"""Shares closer to zero or one are written as powers."""


def power_base(base: float) -> float:
    """Return the base of the ticks of a logarithm: ten where its own is no whole number.

    Examples
    --------
    >>> power_base(2.0), power_base(2.718281828)
    (2.0, 10.0)
    """
    return base if float(base).is_integer() else 10.0


# -------------------------------------------------------------------------------------- positions


@dataclass(frozen=True)
class PowersOrRound(Chooser):
    """Places ticks at the powers that the drawing library chooses, or at round numbers.

    Parameters
    ----------
    powers
        The ticks of the library.
    guide
        Whether they stand in a guide: it has a tick at each end of its intervals, and leaves out no
        label that does not fit.
    """

    powers: NativeTicks
    guide: bool = False

    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers."""
        found = self.powers.positions(low, high, space + self.guide, most)
        return powers_or_round(found, low, high, space, space + 1 if self.guide else None, most)


def powers_or_round(
    powers: Floats,
    low: float,
    high: float,
    space: int,
    fit: int | None = None,
    most: int | None = None,
) -> Floats:
    """Return powers, or round numbers where fewer than three powers are within limits.

    The latter are 1, 2 and 5 times powers of ten if these are enough.

    Parameters
    ----------
    powers
        What there would be.
    low, high
        The limits.
    space
        How many intervals between round numbers fit.
    fit
        How many of 1, 2 and 5 times a power fit; None for all.
    most
        How many ticks may be within the limits.
    """
    seen = np.count_nonzero(_within(powers, low, high))
    least = _FEWEST if most is None else min(most, _FEWEST)
    if seen >= least:
        return powers
    fit = most if most is not None else fit
    for steps in ((1, 2, 5), (1, 3)) if np.log10(high / low) > 0.5 else ():
        round_ = _steps_of_powers(low, high, steps)
        if least <= len(round_) and (fit is None or len(round_) <= fit):
            return round_
    if most is None:
        return np.array(nice_ticks(low, high, min(space, _EVEN)))
    return powers if seen > 1 else np.array(at_most(most, nice_ticks, low, high))


def _steps_of_powers(low: float, high: float, steps: Sequence[float]) -> Floats:
    """Return multiples of powers of ten within limits."""
    powers = 10.0 ** np.arange(np.floor(np.log10(low)), np.floor(np.log10(high)) + 1)
    found: Floats = (powers[:, None] * np.array(steps, dtype=np.float64)).ravel()
    return found[_within(found, low, high)]


@dataclass(frozen=True)
class BetweenPowers(MinorChooser):
    """Places so many minor ticks at equal distances between two powers.

    There are none where major ticks leave out powers, and round numbers where no two ticks would be
    within the limits.
    """

    n: int
    base: float

    def __call__(self, major: Floats, low: float, high: float, space: int) -> Floats:
        """Return the ticks between two numbers."""
        scale = np.log(self.base)
        inside = np.log(np.unique(major[_within(major, low, high)])) / scale
        if len(inside) > 1 and np.diff(inside).min() > 1.5:
            return np.empty(0)
        first, last = np.floor(np.log(low) / scale), np.floor(np.log(high) / scale)
        steps = self.base * np.arange(1, self.n + 1) / (self.n + 1)
        powers = np.log(steps) / scale
        steps = steps[np.abs(powers - np.round(powers)) > 1e-9]
        found: Floats = (self.base ** np.arange(first, last + 1)[:, None] * steps).ravel()
        found = found[_within(found, low, high)]
        if len(inside) + len(found) > 1:
            return found
        return np.array(nice_ticks(low, high, space))


def _powers_within(low: float, high: float, base: float) -> int:
    """Return how many powers are within limits."""
    first, last = (np.log(end) / np.log(base) for end in (low, high))
    return max(int(np.floor(last + 1e-9) - np.ceil(first - 1e-9)) + 1, 0)


def _within(found: Floats, low: float, high: float) -> Bools:
    with np.errstate(over="ignore"):  # at the end of floats
        ends = np.multiply([low, high], [1 - 1e-9, 1 + 1e-9])
    inside: Bools = (found >= ends[0]) & (found <= ends[1])
    return inside


def symlog_ticks(low: float, high: float, threshold: float = 1.0, most: int = 6) -> list[float]:
    """Return zero and powers of ten on both sides of it; round numbers where too few fit.

    Examples
    --------
    >>> symlog_ticks(-100, 1000)
    [-100.0, -10.0, 0.0, 10.0, 100.0, 1000.0]
    >>> symlog_ticks(0, 9)
    [0.0, 1.0, 2.0, 5.0]
    """
    far = max(abs(low), abs(high))
    if not high > low or far < 2 * threshold:
        return nice_ticks(low, high, most)
    first = int(np.ceil(np.log10(threshold) - 1e-9))
    last = int(np.floor(np.log10(far) + 1e-9))

    def mirrored(amounts: Iterable[float]) -> list[float]:
        return [*(-amount for amount in amounts), 0.0, *amounts]

    powers = [10.0**power for power in range(first, last + 1)]
    choices = [mirrored([step * power for power in powers for step in (1, 2, 5)])]
    choices += [mirrored(powers)] if last == first + 1 else []
    outer = [power for power in powers if power >= 2 * threshold]  # others are close to zero
    choices += [mirrored(outer[::-1][::stride]) for stride in range(1, len(outer) + 1)]
    fine = far < 100 * threshold
    return _first_of(choices if fine else choices[1:], low, high, most)


@dataclass(frozen=True)
class SymlogTicks(InIntervals):
    """Places ticks as :func:`symlog_ticks` does."""

    threshold: float

    def choose(self, low: float, high: float, intervals: int) -> list[float]:
        """Return the ticks."""
        return symlog_ticks(low, high, self.threshold, intervals)


def logit_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return a half and shares of a tenth, a hundredth ... of either end of 0-1.

    Examples
    --------
    >>> logit_ticks(0.002, 0.995)
    [0.01, 0.1, 0.5, 0.9, 0.99]
    >>> logit_ticks(0.4, 0.6)
    [0.4, 0.45, 0.5, 0.55, 0.6]
    """
    if not high > low:
        return [low]
    below, above = (_decades_to(end) for end in (low, 1.0 - high))

    def mirrored(stride: int) -> list[float]:
        small = [float(f"1e-{k}") for k in range(below, 0, -stride)]
        large = [1.0 - float(f"1e-{k}") for k in range(above, 0, -stride)]
        return [*small, 0.5, *large]

    choices = [mirrored(stride) for stride in range(1, max(below, above, 1) + 1)]
    if min(below, above) > 0:
        choices.append([float(f"1e-{below}"), 1.0 - float(f"1e-{above}")])
    if max(below, above) < 2:
        choices = [[0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9], [0.1, 0.3, 0.5, 0.7, 0.9], *choices]
    return _first_of(choices, low, high, most)


def _decades_to(end: float) -> int:
    """Return how many powers of a tenth, the tenth being the first, are no smaller."""
    return int(np.floor(1e-9 - np.log10(max(end, 1e-15))))


def _first_of(
    choices: Iterable[Sequence[float]], low: float, high: float, most: int
) -> list[float]:
    """Return the first choice of ticks with two or more of them in sight, but not too many.

    Where there is none they are round numbers.
    """
    for choice in choices:
        ticks = sorted(tick for tick in choice if low <= tick <= high)
        if 3 <= len(ticks) <= most + 1 or len(ticks) == 2 <= most + 1 <= 3:
            return ticks
    return nice_ticks(low, high, min(most, _MOST_ROUND))


@dataclass(frozen=True)
class LogitTicks(InIntervals):
    """Places ticks as :func:`logit_ticks` does."""

    def choose(self, low: float, high: float, intervals: int) -> list[float]:
        """Return the ticks."""
        return logit_ticks(low, high, intervals)


# ----------------------------------------------------------------------------------------- labels


@dataclass(frozen=True)
class LogLabels(Writer):
    """Writes powers as the drawing library does, other numbers plainly.

    Parameters
    ----------
    native
        The ticks of the library.
    base
        Of the powers.
    minus
        The minus sign.
    """

    native: NativeTicks
    base: float = 10.0
    minus: str = "-"

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        powers = self.native.labels(positions, low, high)
        plain = NumberStyle(minus=self.minus).texts(positions, decades=True)
        return [
            other if _is_plain(x, self.base) else power
            for x, power, other in zip(positions, powers, plain, strict=True)
        ]


def _is_plain(x: float, base: float) -> bool:
    """Tell whether a number is no power, and of a size that is read best as it stands."""
    if not _LEAST_PLAIN <= abs(x) < _MOST_PLAIN:
        return False
    power = np.log(abs(x)) / np.log(base)
    return bool(abs(power - np.round(power)) > 1e-9)


@dataclass(frozen=True)
class PowersOrNumbersLabels(Writer):
    """Writes powers as such where there are three of them, else all numbers in one way.

    Parameters
    ----------
    native
        The ticks of the library, which writes powers.
    base
        Of the powers.
    style
        How numbers are written.
    """

    native: NativeTicks
    base: float
    style: NumberStyle

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        if _powers_within(low, high, self.base) >= _FEWEST:
            return self.native.labels(positions, low, high)
        if low >= _LEAST_PLAIN and high < _MOST_PLAIN:
            return self.style.texts(positions, decades=True)
        return [scientific(x).replace("{1\\times", "{") for x in positions]


@dataclass(frozen=True)
class PowersOfTen(Writer):
    """Writes zero and powers of ten as a logarithmic axis does, other numbers as they are.

    Parameters
    ----------
    minus
        The minus sign outside of formulas.
    least
        Powers whose exponent is smaller are written without it.
    """

    minus: str = "-"
    least: int = 0

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels: all as powers, or none."""
        exponents = [_exponent(abs(x)) for x in positions]
        if any(x and exponent is None for x, exponent in zip(positions, exponents, strict=True)):
            return [text.replace("-", self.minus) for text in number_labels(positions)]
        return [self._power(x, n) for x, n in zip(positions, exponents, strict=True)]

    def _power(self, x: float, exponent: int | None) -> str:
        if exponent is None:
            return _formula("0")
        short = abs(exponent) < self.least
        return _formula(f"{x:g}" if short else f"{'-' if x < 0 else ''}10^{{{exponent}}}")


@dataclass(frozen=True)
class Shares(Writer):
    """Writes shares of one as decimals, those close to zero or one by powers of ten."""

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels: all as formulas, or none."""
        if all(_SHORT <= x <= 1 - _SHORT for x in positions):
            return [f"{x:.10g}" for x in positions]
        small = [min(x, 1 - x) for x in positions]
        return [_formula(_share(x, small)) if 0 < x < 1 else "" for x in positions]


def _share(x: float, others: Sequence[float]) -> str:
    """Write a share with the digits that tell its distance to the nearer end from the others'."""
    distance = min(x, 1 - x)
    exponent = int(np.floor(np.log10(distance) + 1e-9))
    if abs(distance / 10.0**exponent - 1) < 1e-6:
        text = f"10^{{{exponent}}}"
    elif distance >= 0.1:
        return f"{x:.4g}"
    else:
        gaps = [gap for other in others if (gap := abs(other - distance)) > 1e-9 * distance]
        digits = max(int(np.ceil(exponent - np.log10(min(gaps)) - 1e-9)), 0) if gaps else 0
        text = f"{distance / 10.0**exponent:.{digits}f}\\cdot10^{{{exponent}}}"
    return text if x < 0.5 else f"1-{text}"


def _formula(text: str) -> str:
    return f"$\\mathdefault{{{text}}}$"


def _exponent(value: float) -> int | None:
    """Return the exponent of a power of ten, None for other numbers."""
    power = np.log10(value) if value else np.inf
    near = np.round(power) if np.isfinite(power) else np.nan
    return int(near) if abs(power - near) < 1e-9 else None
