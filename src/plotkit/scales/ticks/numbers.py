"""Round numbers, and how numbers are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from plotkit.scales.ticks.choosers import InIntervals, multiples
from plotkit.scales.ticks.plan import Writer
from plotkit.scales.ticks.writers import Each, in_one_way

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MORE_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0)
"""Steps where there are few ticks: a coarse choice would leave much of the axis without any."""


def nice_ticks(
    low: float,
    high: float,
    most: int = 5,
    fewest: int = 2,
    steps: Sequence[float] = STEPS,
    beyond: bool = False,
    whole: bool = False,
) -> list[float]:
    """Return round numbers within `low`-`high`, about `most` intervals.

    Parameters
    ----------
    low, high
        The ends of the range.
    most
        How many intervals there should be, at most.
    fewest
        How many numbers there are, if a finer step can do it.
    steps
        Steps from 1 to 10, each times a power of ten; by default as in matplotlib's MaxNLocator.
    beyond
        Whether the next numbers beyond the ends come along.
    whole
        Whether only whole numbers will do, as far as one is in the range.

    Examples
    --------
    >>> nice_ticks(0, 10)
    [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    """
    if not high > low:
        return [low]
    raw = (high - low) / max(most, 1)
    if not 1e-300 < raw < 1e300:
        return [low, high]
    power = float(10.0 ** np.floor(np.log10(raw)))
    sizes = [step * power for step in (*(s / 10 for s in steps[:-1]), *steps)]
    if whole and np.floor(high) >= np.ceil(low):
        sizes = [size for size in sizes if size == round(size)] or [1.0]
        raw = min(raw, sizes[-1])
    first = next(i for i, size in enumerate(sizes) if size >= raw * (1 - 1e-9))
    ticks: list[float] = []
    size = sizes[first]
    for size in reversed(sizes[: first + 1]):
        ticks = _rounded(multiples(low, high, size), size)
        if len(ticks) >= fewest:
            break
    if beyond and ticks:
        before = [ticks[0] - size] if ticks[0] > low else []
        after = [ticks[-1] + size] if ticks[-1] < high else []
        ticks = [*_rounded(before, size), *ticks, *_rounded(after, size)]
    return ticks or [low, high]


def _rounded(ticks: Sequence[float], step: float) -> list[float]:
    """Return multiples of a step without the dust of float arithmetic."""
    digits = max(0, 2 - int(np.floor(np.log10(step))))
    return list(dict.fromkeys(round(tick, digits) for tick in ticks))


@dataclass(frozen=True)
class RoundNumbers(InIntervals):
    """Places ticks at round numbers."""

    steps: tuple[float, ...] = STEPS
    whole: bool = False

    def choose(self, low: float, high: float, intervals: int) -> list[float]:
        """Return the ticks, and the next ones beyond the ends."""
        return nice_ticks(
            low, high, intervals, steps=self.steps, beyond=True, whole=self.whole
        )


# ----------------------------------------------------------------------------------------- labels


def number_labels(values: Sequence[float]) -> list[str]:
    """Write numbers with just the decimals that tell them apart.

    Examples
    --------
    >>> number_labels([0, 0.5, 1])
    ['0.0', '0.5', '1.0']
    >>> number_labels([100000, 20000000])
    ['1e+05', '2e+07']
    """
    finite = [abs(v) for v in values if v and np.isfinite(v)]
    if finite and (max(finite) >= 1e7 or max(finite) < 1e-4):
        return [f"{v:.4g}" for v in values]
    if finite and (max(finite) > 1e4 * min(finite) or _are_odds(finite)):
        # decades: each has decimals of its own
        return [f"{v:.10g}" for v in values]
    for decimals in range(11):
        if all(abs(round(v, decimals) - v) <= 1e-9 * max(finite, default=1) for v in values):
            return [f"{round(v, decimals) + 0.0:.{decimals}f}" for v in values]
    return [f"{v:g}" for v in values]


def _are_odds(values: Sequence[float]) -> bool:
    """Tell whether numbers are shares of one whose odds lie far apart."""
    if min(values) <= 0 or max(values) >= 1:
        return False
    odds = [value / (1 - value) for value in values]
    return max(odds) > 1e3 * min(odds)


@dataclass(frozen=True)
class FullNumbers(Writer):
    """Writes whole numbers, with nothing left out for a corner, as :func:`number_labels` does.

    Parameters
    ----------
    minus
        The minus sign.
    """

    minus: str = "-"

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        texts = in_one_way(number_labels, positions, low, high)
        return [text.replace("-", self.minus) for text in texts]


def plain_numbers(minus: str) -> Writer:
    """Return what writes each number with its own digits, and no power of ten."""
    return Each(partial(_plain, minus))


def _plain(minus: str, x: float, pos: int | None) -> str:
    digits: str = np.format_float_positional(float(f"{x:.12g}") + 0.0, trim="-")
    return digits.replace("-", minus)


def with_prefix(unit: str | tuple[str, str], minus: str) -> Writer:
    """Return what writes numbers with a unit, and an SI prefix.

    Parameters
    ----------
    unit
        The unit, or what separates it from the number, and the unit.
    minus
        The minus sign.
    """
    separator, name = unit if isinstance(unit, tuple) else (" ", unit)
    return Each(partial(_with_prefix, separator, name, minus))


_PREFIXES = "qryzafpn\N{MICRO SIGN}m kMGTPEZYRQ"
"""Of 10^-30 to 10^30 in steps of a thousand."""
_MIDDLE = _PREFIXES.index(" ")


def _with_prefix(separator: str, unit: str, minus: str, x: float, pos: int | None) -> str:
    power = int(np.clip(np.floor(np.log10(abs(x)) / 3), -_MIDDLE, _MIDDLE)) if x else 0
    digits = f"{x / 1000.0**power:g}"
    if abs(float(digits)) >= 1000 and power < _MIDDLE:  # 999,999.9 is 1 M rather than 1000 k
        power += 1
        digits = f"{x / 1000.0**power:g}"
    unit = f"{_PREFIXES[power + _MIDDLE].strip()}{unit}"
    return f"{digits.replace('-', minus)}{separator if unit else ''}{unit}"
