"""Fewer ticks on an axis of numbers or times, of those locators that know how."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from matplotlib import ticker
from matplotlib.axis import Axis

from plotkit.mpl.axis.stretched import ChosenLocator
from plotkit.mpl.axis.ticks import AtMostLocator, DateLocator, DurationLocator


class Fewer:
    """Tries fewer and fewer ticks on axes that show the same range.

    Parameters
    ----------
    axes
        Each axis with the locator it was dressed with.
    """

    def __init__(self, axes: Sequence[tuple[Axis, ticker.Locator]]) -> None:
        self._axes = axes
        self._most = [
            (locator, locator.most)
            for _, locator in axes
            if isinstance(locator, AtMostLocator | ChosenLocator | DateLocator | DurationLocator)
        ]

    def steps(self, count: int) -> Iterator[int]:
        """Set fewer ticks than `count` at each step, as long as the locators can."""
        for most in range(count - 1, 0, -1):
            for own, first in self._most:
                own.most = min(most, first)
            for axis, locator in self._axes if not self._most else ():
                fewer = _with_most(locator, most)
                if fewer is None:
                    return
                axis.set_major_locator(fewer)
            yield most

    def reset(self) -> None:
        """Give the axes the locators they had."""
        for own, most in self._most:
            own.most = most
        for axis, first in self._axes:
            if axis.get_major_locator() is not first:
                axis.set_major_locator(first)


def _with_most(locator: ticker.Locator, most: int) -> ticker.Locator | None:
    """Return a locator like another one with fewer ticks; None if it cannot be told to."""
    own = copy.copy(locator)
    if isinstance(own, ticker.MaxNLocator):
        own.set_params(nbins=most)
    elif isinstance(own, ticker.LogLocator):
        own.set_params(numticks=most + 1)
    else:
        return None
    return own
