"""How many decimals a reader wants of numbers that stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from plotkit.typing import Floats


def common_places(values: Floats, texts: Sequence[str]) -> int | None:
    """Return how many decimals all of some numbers have that stand beside each other.

    Those that are measured or typed, of six digits at most, have as many as one of them needs.
    Others, as means, have as many as give the largest of them three significant digits, the
    smallest one, and tell hundredths of their range apart. There is no such number for those of
    very different sizes, very small ones and very large ones.

    Parameters
    ----------
    values
        Finite numbers.
    texts
        These in full.

    Examples
    --------
    >>> common_places(np.array([652.8, 666]), ["652.8", "666"])
    1
    >>> common_places(np.array([19.86, 200 / 3]), ["19.86", "66.6666666666667"])
    1
    >>> common_places(np.array([0.001, 200 / 3]), ["0.001", "66.6666666666667"]) is None
    True
    """
    sizes = np.abs(values[values != 0])
    if not len(sizes):
        return 0
    most, least = float(sizes.max()), float(sizes.min())
    texts = [_typed(value, text) for value, text in zip(values.tolist(), texts, strict=True)]
    if not 1e-6 <= most < _EXACT or most > DECADES * least:
        return None
    decimals = max(map(_decimals, texts))
    return min(decimals, _enough(values)) if _are_rounded(texts) else decimals


def few_places(values: Floats) -> int:
    """Return how many decimals some numbers have that shall be short, and alike.

    They are as those of means are in :func:`common_places`.

    Parameters
    ----------
    values
        Finite numbers, none many times as large as others.

    Examples
    --------
    >>> few_places(np.array([0.9, 1.234, 15.3])), few_places(np.array([1.5, 2.25]))
    (1, 2)
    """
    if not values.any():
        return 0
    needed = max(_decimals(f"{value:.12g}") for value in values.tolist())
    return min(needed, _enough(values))


def _enough(values: Floats) -> int:
    """Return the decimals that give the largest three digits, and tell the others apart."""
    sizes = np.abs(values[values != 0])
    most, least = _power(sizes.max()), _power(sizes.min())
    spread = float(np.ptp(values))
    apart = 2 - _power(spread) if spread > 1e-9 * sizes.max() else 0
    return max(2 - most, -least, min(apart, 9 - most), 0)


def sensible_places(values: Floats, texts: Sequence[str]) -> Sequence[int] | None:
    """Return to how many decimals a reader wants each of some numbers, if rounded.

    They are not where none has more than six digits, as what was measured or typed. Others, as
    means and shares, have three significant digits, whole numbers in full, and as many decimals as
    tell hundredths of their range apart, with ten digits at most.

    Parameters
    ----------
    values
        Finite numbers.
    texts
        These in full.

    Examples
    --------
    >>> sensible_places(np.array([0.5, 12.25]), ["0.5", "12.25"]) is None
    True
    >>> sensible_places(np.array([2 / 3, 200 / 3]), ["0.666666666666667", "66.6666666666667"])
    [3, 1]
    >>> sensible_places(np.array([70.123456, 70.654321]), ["70.123456", "70.654321"])
    [3, 3]
    """
    if not _are_rounded(texts):
        return None
    most = float(np.abs(values).max())
    low, high = float(values.min()), float(values.max())
    spread = min(2 * (high / 2 - low / 2), 1e308)  # without an infinite step
    least = 2 - _power(most)
    apart = min(2 - _power(spread), least + 7) if spread > 1e-9 * most else least
    own = [(2 - _power(value) if value else 0, abs(value) < _EXACT) for value in values.tolist()]
    return [max(places, apart, 0) if full else max(places, apart) for places, full in own]


_TYPED = 6
"""How many digits numbers have at most that nobody computed."""
_HALF = 2.0**-24
"""The relative error of numbers of four bytes."""
_EXACT = 1e15
"""Larger numbers have no decimals that are exact."""
DECADES = 1e4
"""Numbers that are so many times as large as others have decimals of their own."""


def _typed(value: float, text: str) -> str:
    """Return a number of six digits as it was before it was stored in half the precision."""
    short = f"{value:.{_TYPED}g}"
    return short if abs(float(short) - value) <= _HALF * abs(value) else text


def _are_rounded(texts: Sequence[str]) -> bool:
    """Tell whether numbers are rounded: one of them has more digits than anybody types."""
    return any("." in text and _digits(text) > _TYPED for text in texts)


def _decimals(text: str) -> int:
    """Count the decimals of a number."""
    number, _, power = text.partition("e")
    return max(len(number.partition(".")[2]) - int(power or 0), 0)


def _digits(text: str) -> int:
    """Count the significant digits of a number."""
    return len(text.partition("e")[0].replace(".", "").strip("-0"))


def _power(value: float) -> int:
    return int(np.floor(np.log10(abs(value))))
