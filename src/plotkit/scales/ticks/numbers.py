"""Round numbers, and how numbers are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from plotkit.records import dataclass, replace
from plotkit.scales.ticks.choosers import InIntervals, multiples
from plotkit.scales.ticks.decimals import DECADES
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
        return nice_ticks(low, high, intervals, steps=self.steps, beyond=True, whole=self.whole)


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
class NumberStyle:
    """How numbers are written where nobody asked for another way.

    Parameters
    ----------
    name
        "auto" (in full, but as the drawing library does on an axis), "plain" (in full), "thousands"
        (with separators) or "short" (with k, M, B).
    minus
        The minus sign.
    """

    name: str = "auto"
    minus: str = "-"

    @property
    def chosen(self) -> bool:
        """Whether the user chose it, so that it holds for axes too."""
        return self.name != "auto"

    def signed(self, text: str) -> str:
        """Return a written number with the minus sign of the style."""
        return text if self.minus == "-" else _HYPHEN.sub(self.minus, text)

    def texts(self, values: Sequence[float], decades: bool = False) -> list[str]:
        """Write numbers that stand together; over `decades` each has decimals of its own.

        Examples
        --------
        >>> NumberStyle("short").texts([0, 500_000, 1_000_000])
        ['0', '0.5M', '1.0M']
        >>> NumberStyle("thousands").texts([0, 50_000])
        ['0', '50,000']
        >>> NumberStyle().texts([0.01, 1, 10], decades=True)
        ['0.01', '1', '10']
        """
        if decades:
            return [self.texts([value])[0] for value in values]
        finite = [abs(v) for v in values if v and np.isfinite(v)]
        largest = max(finite, default=0.0)
        if finite and not _TINY <= largest < _HUGE:
            return [scientific(v) for v in values]
        units = self.units(largest)
        if len(units) > 1 and largest > DECADES * min(finite):
            return self.texts(values, decades=True)
        unit, written = next(self._in_units(values, units))
        if self.name == "thousands" and largest >= _GROUPED:
            written = [_grouped(text) for text in written]
        zero = [not value or not np.isfinite(value) for value in values]
        if unit:
            written = ["0" if o else text for o, text in zip(zero, written, strict=True)]
        return [
            self.signed(text if bare else f"{text}{unit}")
            for bare, text in zip(zero, written, strict=True)
        ]

    @staticmethod
    def _in_units(
        values: Sequence[float], units: Sequence[tuple[float, str]]
    ) -> Iterator[tuple[str, list[str]]]:
        """Yield units in which numbers have few decimals: the letter, and the numbers in it."""
        for size, unit in units:
            written = _plain_texts([value / size for value in values])
            if not unit or all(len(text.partition(".")[2]) <= FEW for text in written):
                yield unit, written

    def text(self, value: float, digits: str) -> str:
        """Write one number that stands alone; `digits` are those it has of itself."""
        if self.name == "short" and np.isfinite(value):
            size, unit = self.units(abs(value))[0]
            fraction = unit or value != round(value)
            digits = _rounded_to(value / size, 3) if fraction else digits
            digits = f"{digits}{unit}"
        elif self.name == "thousands" and abs(value) >= _GROUPED:
            digits = _grouped(digits)
        return self.signed(digits)

    def units(self, largest: float) -> list[tuple[float, str]]:
        """Return what numbers may be divided by, and the letters for it; last 1, and none."""
        if self.name == "short" and largest >= _GROUPED * (1 - 1e-9):
            return [*((s, u) for s, u in _LETTERS if largest >= s * (1 - 1e-9)), (1.0, "")]
        return [(1.0, "")]


_GROUPED = 1e4
"""Smaller numbers, such as years, stay whole."""
FEW = 2
"""Numbers of more decimals have a smaller unit, or none."""
_TINY, _HUGE = 1e-6, 1e16
"""Numbers beyond are written with a power of ten."""
_LETTERS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
_HYPHEN = re.compile(r"-(?=[\d.]|inf)")


def _plain_texts(values: Sequence[float]) -> list[str]:
    """Write numbers in full, with just the decimals that tell them apart."""
    finite = [abs(v) for v in values if v and np.isfinite(v)]
    apart = finite and (max(finite) > 1e4 * min(finite) or _are_odds(finite))
    for decimals in range(0 if not apart else 16, 16):
        if all(abs(round(v, decimals) - v) <= 1e-9 * max(finite, default=1) for v in values):
            return [f"{round(v, decimals) + 0.0:.{decimals}f}" for v in values]
    return [_rounded_to(v, 10) for v in values]


def _rounded_to(value: float, digits: int) -> str:
    """Write a number in full, to so many significant digits."""
    if not np.isfinite(value):
        return f"{value:g}"
    return np.format_float_positional(float(f"{value:.{digits}g}") + 0.0, trim="-")


def scientific(value: float) -> str:
    """Write a number with a power of ten, as a formula."""
    if not value or not np.isfinite(value):
        return f"{value:g}"
    digits, _, exponent = f"{value:.4e}".partition("e")
    digits = digits.rstrip("0").rstrip(".")
    return f"$\\mathdefault{{{digits}\\times10^{{{int(exponent)}}}}}$"


def _grouped(text: str) -> str:
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole.lstrip("-").isdigit() else text


@dataclass(frozen=True)
class FullNumbers(Writer):
    """Writes whole numbers, with nothing left out for a corner.

    Parameters
    ----------
    style
        How.
    decades
        Whether each has decimals of its own, as on a logarithm.
    """

    style: NumberStyle = NumberStyle()
    decades: bool = False

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        write = partial(self.style.texts, decades=self.decades)
        return in_one_way(write, positions, low, high)


@dataclass(frozen=True)
class WithUnit(Writer):
    """Writes numbers within a text, such as "${}": with k, M, B unless the style says otherwise."""

    template: str
    style: NumberStyle
    decades: bool = False

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels; the minus sign stands before all."""
        style = self.style if self.style.chosen else replace(self.style, name="short")
        texts = FullNumbers(style, self.decades)(positions, low, high)
        return [text and self._around(text, style.minus) for text in texts]

    def _around(self, text: str, minus: str) -> str:
        sign = minus if text.startswith(minus) else ""
        return sign + self.template.replace("{}", text.removeprefix(sign))


def plain_numbers(style: NumberStyle) -> Writer:
    """Return what writes each number with its own digits, and no power of ten."""
    if style.chosen:
        return FullNumbers(style, decades=True)
    return Each(partial(_plain, style.minus))


def _plain(minus: str, x: float, pos: int | None) -> str:
    digits: str = np.format_float_positional(float(f"{x:.12g}") + 0.0, trim="-")
    return digits.replace("-", minus)


def with_prefix(unit: str | tuple[str, str], style: NumberStyle, decades: bool) -> Writer:
    """Return what writes numbers with a unit: with an SI prefix, or around the number.

    Parameters
    ----------
    unit
        The unit, or what separates it from the number, and the unit; or a text with {} where the
        number goes.
    style
        How numbers are written.
    decades
        Whether they are spread over a logarithm.
    """
    if isinstance(unit, str) and "{}" in unit:
        return WithUnit(unit, style, decades)
    separator, name = unit if isinstance(unit, tuple) else (" ", unit)
    if name in _PARTS:
        full = style.name if style.name == "thousands" else "plain"
        return WithUnit(f"{{}}{separator}{name}", replace(style, name=full), decades)
    return Each(partial(_with_prefix, separator, name, style.minus))


_PARTS = ("%", "‰")
"""Units that are numbers themselves, of which there are no thousands."""
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
