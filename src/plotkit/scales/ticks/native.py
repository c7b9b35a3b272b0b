"""Choosers and writers that hand on what the drawing library does, or a user's own objects.

The library's ticks come in with the theme, as :class:`~plotkit.properties.nativeticks.NativeTicks`.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from plotkit.properties.nativeticks import NativeTicks
from plotkit.records import dataclass
from plotkit.scales.ticks.plan import GUIDE_SPACE, Chooser, MinorChooser, Writer
from plotkit.typing import Floats


@dataclass(frozen=True)
class NativeChooser(Chooser):
    """Places ticks where the drawing library has them."""

    native: NativeTicks

    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers, and those next to them."""
        return self.native.positions(low, high, space, most)


@dataclass(frozen=True)
class NativeMinor(MinorChooser):
    """Places minor ticks where the drawing library has them."""

    native: NativeTicks

    def __call__(self, major: Floats, low: float, high: float, space: int) -> Floats:
        """Return the ticks between two numbers."""
        return self.native.minor_positions(low, high, space)


@dataclass(frozen=True)
class NativeWriter(Writer):
    """Writes ticks as the drawing library does.

    Parameters
    ----------
    native
        The ticks of the library.
    minor
        Whether they are minor ones.
    of_axis
        Whether the library's axis would write so of itself.
    """

    native: NativeTicks
    minor: bool = False
    of_axis: bool = True

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        return self.native.labels(positions, low, high, self.minor)

    def offset(self, positions: Sequence[float], low: float, high: float) -> str:
        """Return what they leave out."""
        return self.native.offset(positions, low, high)


# ----------------------------------------------------------------------------- a user's own objects


@dataclass(frozen=True)
class LocatorTicks(Chooser):
    """Places ticks where a user's Locator of matplotlib puts them."""

    locator: Any
    can_thin: ClassVar[bool] = False

    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers, and those next to them."""
        own = detached(self.locator, low, high, space)
        return np.asarray(own(), dtype=np.float64).ravel()


@dataclass(frozen=True)
class FormatterLabels(Writer):
    """Writes ticks with a user's Formatter of matplotlib, or a function of value and index."""

    formatter: Any

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        return formatter_labels(self.formatter, positions, low, high)

    def offset(self, positions: Sequence[float], low: float, high: float) -> str:
        """Return what they leave out."""
        if not hasattr(self.formatter, "get_offset"):
            return ""
        own = detached(self.formatter, low, high)
        own.format_ticks(list(positions))
        return str(own.get_offset())


def formatter_labels(formatter: Any, values: Sequence[float], low: float, high: float) -> list[str]:
    """Write numbers with a matplotlib Formatter, or a function, as an axis from `low` to `high`."""
    if not hasattr(formatter, "format_ticks"):
        return [str(formatter(value, i)) for i, value in enumerate(values)]
    own = detached(formatter, low, high)
    return [str(text) for text in own.format_ticks(list(values))]


class StandIn:
    """What matplotlib's locators and formatters ask of an axis, where there is none.

    Parameters
    ----------
    low, high
        Its limits.
    space
        How many ticks fit.
    """

    __name__ = "axis"
    axis_name = "x"

    def __init__(self, low: float, high: float, space: int) -> None:
        self.limits = (low, high)
        self.space = space

    def get_view_interval(self) -> tuple[float, float]:
        """Return the limits."""
        return self.limits

    get_data_interval = get_view_interval

    def get_minpos(self) -> float:
        """Return the least number above zero, as far as known."""
        return self.limits[0] if self.limits[0] > 0 else float(np.finfo(np.float64).tiny)

    def get_tick_space(self) -> int:
        """Return how many ticks fit."""
        return self.space


def detached(helper: Any, low: float, high: float, space: int = GUIDE_SPACE) -> Any:
    """Return a copy of a locator or formatter on an axis of its own, from `low` to `high`.

    The helper itself stays as it is.
    """
    own = copy.copy(helper)
    if hasattr(own, "set_axis"):
        own.set_axis(StandIn(low, high, space))
    return own
