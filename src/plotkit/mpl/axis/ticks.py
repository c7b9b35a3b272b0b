"""The ticks of a plan on an axis of matplotlib."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib import ticker
from matplotlib.axis import Axis

from plotkit.mpl.axis.native import (
    CalendarLocator,
    MatplotlibTicks,
    RoundLogLocator,
    with_fewer,
)
from plotkit.scales.ticks import TickPlan
from plotkit.scales.ticks.choosers import Multiples
from plotkit.scales.ticks.logarithms import PowersOrRound
from plotkit.scales.ticks.native import (
    FormatterLabels,
    LocatorTicks,
    NativeChooser,
    NativeMinor,
    NativeWriter,
)
from plotkit.scales.ticks.plan import NoLabels, NoMinorTicks

_SPACE = 12
"""Intervals between ticks on an axis: those whose labels do not fit are left out later."""


class PlanLocator(ticker.Locator):
    """Puts ticks where a plan has them.

    Parameters
    ----------
    plan
        The plan.
    minor
        Whether these are the minor ticks.
    most
        How many ticks are in view, at most.
    native
        The locator whose ticks did not fit and in whose place it stands, if there is one.
    """

    def __init__(
        self,
        plan: TickPlan,
        minor: bool = False,
        most: int | None = None,
        native: ticker.Locator | None = None,
    ) -> None:
        self.plan = plan
        self.minor = minor
        self.most = most
        self.native = native

    def __call__(self) -> Any:
        """Return the ticks of the axis as it is."""
        axis: Any = self.axis
        if not self.minor and self.plan.major.listed:
            return self.plan.positions(0.0, 1.0)  # whatever the limits are
        low, high = sorted(axis.get_view_interval())
        if not self.minor:
            return self.plan.positions(low, high, _SPACE, self.most)
        major = np.asarray(axis.get_majorticklocs(), dtype=np.float64)
        return self.plan.minor_positions(low, high, _SPACE, major)

    def tick_values(self, vmin: float, vmax: float) -> Any:
        """Return the ticks between two numbers."""
        low, high = sorted((float(vmin), float(vmax)))
        if self.minor:
            return self.plan.minor_positions(low, high, _SPACE)
        return self.plan.positions(low, high, _SPACE, self.most)

    def set_params(self, **kwargs: Any) -> None:
        """Let the locator in whose place it stands do what it is told, on the axis again."""
        if self.native is None or self.axis is None:
            super().set_params(**kwargs)
            return
        axis: Any = self.axis
        axis.set_major_locator(self.native)
        self.native.set_params(**kwargs)


class PlanFormatter(ticker.Formatter):
    """Writes what a plan says.

    Parameters
    ----------
    plan
        The plan.
    minor
        Whether the ticks are minor ones.
    """

    def __init__(self, plan: TickPlan, minor: bool = False) -> None:
        self.plan = plan
        self.minor = minor
        self._written: Sequence[float] = ()
        self._limits = (0.0, 1.0)

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write one tick."""
        return self.plan.labels([x], *self._ends([x]), self.minor)[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write all ticks."""
        self._written = np.asarray(values, dtype=np.float64).tolist()
        self._limits = self._ends(self._written)
        return self.plan.labels(self._written, *self._limits, self.minor)

    def get_offset(self) -> str:
        """Return what the ticks that were written last have in common."""
        return "" if self.minor else self.plan.offset(self._written, *self._limits)

    def _ends(self, values: Sequence[float]) -> tuple[float, float]:
        axis: Any = self.axis
        if axis is None or not values:
            return min(values, default=0.0), max(values, default=1.0)
        low, high = sorted(axis.get_view_interval())
        return low, high


def set_ticks(axis: Axis, plan: TickPlan) -> None:
    """Give an axis the ticks of a plan; the axis has the matplotlib scale already.

    What matplotlib would choose itself is left to its own objects, which an axis has for its scale,
    and what a user chose to copies of the user's objects: a figure is changed afterwards by these.
    """
    if isinstance(plan.major, Multiples):
        plan.major.check(*sorted(axis.get_view_interval()))
    locator = _locator(plan)
    if locator is not None:
        axis.set_major_locator(locator)
    if isinstance(plan.minor, NoMinorTicks):
        axis.set_minor_locator(ticker.NullLocator())
    elif not isinstance(plan.minor, NativeMinor):
        axis.set_minor_locator(PlanLocator(plan, minor=True))
    formatter = _formatter(plan, axis.get_major_locator())
    if formatter is not None:
        axis.set_major_formatter(formatter)
    if isinstance(plan.minor_writer, NoLabels):
        axis.set_minor_formatter(ticker.NullFormatter())
    elif not isinstance(plan.minor_writer, NativeWriter):
        axis.set_minor_formatter(PlanFormatter(plan, minor=True))


def _locator(plan: TickPlan) -> ticker.Locator | None:
    """Return the locator of major ticks; None for that which the axis has."""
    match plan.major:
        case NativeChooser(native=MatplotlibTicks() as native):
            return native.locator()
        case PowersOrRound(powers=MatplotlibTicks(family=family)):
            return RoundLogLocator(family.base)
        case LocatorTicks(locator=locator):
            own: ticker.Locator = copy.copy(locator)  # it gets bound to the axis
            return own
    return PlanLocator(plan)


def _formatter(plan: TickPlan, locator: ticker.Locator) -> Any:
    """Return the formatter of major ticks; None for that which the axis has."""
    match plan.writer:
        case NativeWriter(native=MatplotlibTicks() as native, of_axis=of_axis):
            return None if of_axis else native.formatter(locator)
        case FormatterLabels(formatter=formatter):
            return copy.copy(formatter)
    return PlanFormatter(plan)


def fewer_ticks(plan: TickPlan, first: ticker.Locator, most: int) -> ticker.Locator | None:
    """Return what puts at most so many ticks on an axis, None if there cannot be fewer.

    Parameters
    ----------
    plan
        The plan of the axis.
    first
        The locator that :func:`set_ticks` gave it, which may be the one that is returned.
    most
        How many ticks are in view, at most.
    """
    if isinstance(first, CalendarLocator):
        first.most = most
        return first
    if isinstance(plan.major, LocatorTicks):
        own = with_fewer(first, most)
        return None if own is None else PlanLocator(_placed_by(plan, own), native=first)
    return PlanLocator(plan, most=most, native=first) if plan.major.can_thin else None


def all_ticks(axis: Axis, first: ticker.Locator) -> None:
    """Give an axis the ticks again that :func:`set_ticks` gave it."""
    if isinstance(first, CalendarLocator):
        first.most = None
    if axis.get_major_locator() is not first:
        axis.set_major_locator(first)


def _placed_by(plan: TickPlan, locator: ticker.Locator) -> TickPlan:
    return replace(plan, major=LocatorTicks(locator))
