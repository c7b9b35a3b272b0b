"""Ticks of axes that stretch around a middle: symmetrical logarithms, and shares of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from matplotlib import ticker

from plotkit.scales.ticks import at_most, logit_ticks, number_labels, symlog_ticks

_MOST = 13
"""Ticks of an axis, of which those that have no room are left out later."""
_SHORT = 1e-3
"""Shares closer to zero or one are written as powers."""


class ChosenLocator(ticker.Locator):
    """Puts ticks where a function of the two ends and a number of intervals wants them.

    Parameters
    ----------
    choose
        As :func:`plotkit.scales.ticks.nice_ticks`.
    most
        How many ticks there are at most.
    """

    def __init__(self, choose: Callable[[float, float, int], list[float]], most: int) -> None:
        self.choose = choose
        self.most = most

    def __call__(self) -> Any:
        """Return the ticks of the axis as it is."""
        ends = (0.0, 1.0) if self.axis is None else self.axis.get_view_interval()
        return self.tick_values(*ends)

    def tick_values(self, vmin: float, vmax: float) -> Any:
        """Return the ticks between two numbers."""
        low, high = sorted((float(vmin), float(vmax)))
        return np.array(at_most(self.most, self.choose, low, high))


class SymlogFormatter(ticker.LogFormatterSciNotation):
    """Writes zero and powers of ten as a log axis does, other numbers as they are."""

    def __init__(self, threshold: float) -> None:
        super().__init__(10, linthresh=threshold)

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write all ticks in one way."""
        if all(_is_power(abs(value)) for value in values if value):
            return super().format_ticks(values)  # type: ignore[arg-type]  # any sequence serves
        return [ticker.ScalarFormatter.fix_minus(text) for text in number_labels(values)]


class LogitFormatter(ticker.LogitFormatter):
    """Writes shares as decimals, and the distance to one where these would be long."""

    def __init__(self) -> None:
        super().__init__(one_half="0.5")

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write all ticks."""
        longest = [value for value in values if not _SHORT <= value <= 1 - _SHORT]
        if not longest:
            return [f"{value:.10g}" for value in values]
        return super().format_ticks(values)  # type: ignore[arg-type]  # any sequence serves


def _is_power(value: float) -> bool:
    power = np.log10(value)
    return bool(abs(power - round(power)) < 1e-9)


def symlog_locator(threshold: float, most: int | None = None) -> ChosenLocator:
    """Return the ticks of a symmetrical logarithm that is linear up to a threshold."""
    return ChosenLocator(partial(_symlog, threshold), most or _MOST)


def logit_locator(most: int | None = None) -> ChosenLocator:
    """Return the ticks of an axis of log odds."""
    return ChosenLocator(logit_ticks, most or _MOST)


def _symlog(threshold: float, low: float, high: float, most: int) -> list[float]:
    return symlog_ticks(low, high, threshold, most)
