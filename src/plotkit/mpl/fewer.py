"""Fewer ticks on an axis of numbers or times, of those locators that know how."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib import dates, ticker
from matplotlib.axis import Axis

from plotkit.mpl.ticks import AtMostLocator, DurationLocator

_DATES = ((5, 2), (4, 1), (3, 1))
"""Most and fewest ticks for which matplotlib finds an interval on each range of times."""


class Fewer:
    """Tries fewer and fewer ticks on axes that show the same range.

    Parameters
    ----------
    axes
        Each axis with the locator it was dressed with.
    """

    def __init__(self, axes: Sequence[tuple[Axis, ticker.Locator]]) -> None:
        self._axes = axes
        self._dates = [
            (locator, locator.maxticks, locator.minticks)
            for _, locator in axes
            if isinstance(locator, dates.AutoDateLocator)
        ]

    def steps(self, count: int) -> Iterator[int]:
        """Set fewer ticks than `count` at each step, as long as the locators can."""
        if self._dates:
            for most, least in _DATES:
                for locator, known, _ in self._dates:
                    # a dict of its own: the copy of a user's locator shares it with the original
                    locator.maxticks = dict.fromkeys(known, most)
                    locator.minticks = least
                yield most
            return
        if _with_most(self._axes[0][1], 1) is None:
            return
        for most in range(count - 1, 0, -1):
            for axis, locator in self._axes:
                fewer: Any = _with_most(locator, most)
                axis.set_major_locator(fewer)
            yield most

    def reset(self) -> None:
        """Give the axes the locators they had."""
        for locator, most, least in self._dates:
            locator.maxticks, locator.minticks = most, least
        for axis, first in self._axes:
            if axis.get_major_locator() is not first:
                axis.set_major_locator(first)


def _with_most(locator: ticker.Locator, most: int) -> ticker.Locator | None:
    """Return a locator like another one with fewer ticks; None if it cannot be told to."""
    own = copy.copy(locator)
    if isinstance(own, AtMostLocator | DurationLocator):
        own.most = min(own.most, most)
    elif isinstance(own, ticker.MaxNLocator):
        own.set_params(nbins=most)
    elif isinstance(own, ticker.LogLocator | ticker.SymmetricalLogLocator):
        own.set_params(numticks=most + 1)
    else:
        return None
    return own
