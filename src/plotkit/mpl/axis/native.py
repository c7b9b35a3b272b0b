"""The ticks that matplotlib has of itself: for an axis, and asked without one for tick plans."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, tzinfo
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from matplotlib import dates, ticker

from plotkit.data.units import YEARS
from plotkit.properties.nativeticks import TickFamily
from plotkit.records import dataclass
from plotkit.scales.ticks.choosers import at_most
from plotkit.scales.ticks.logarithms import powers_or_round
from plotkit.scales.ticks.native import detached
from plotkit.scales.ticks.times import moment, spread_labels, time_ticks
from plotkit.scales.ticks.writers import in_one_way
from plotkit.typing import Floats

_STEPS = [1, 2, 2.5, 5, 10]
_MOST = 9
"""Ticks of numbers that matplotlib has on the largest axis."""


class CalendarLocator(dates.AutoDateLocator):
    """Puts ticks at even steps of the calendar and of clocks.

    It is one of matplotlib's own kind, as those who look at an axis of times expect it.

    Parameters
    ----------
    upto
        How many ticks are in view, at most.
    zone
        The time zone on whose clocks they are round, an IANA name; None for UTC.
    """

    def __init__(self, upto: int, zone: str | None) -> None:
        tz = zone_of(zone)
        super().__init__(tz=tz)  # type: ignore[no-untyped-call]  # as matplotlib has it
        self._zone = zone
        self.upto = upto
        self.most: int | None = None
        """Still fewer, where their labels do not fit."""

    def __call__(self) -> Any:
        """Return the ticks of the axis as it is."""
        if self.axis is None:
            return super().__call__()  # type: ignore[no-untyped-call]  # likewise
        return self.tick_values(*sorted(self.axis.get_view_interval()))

    def tick_values(self, vmin: Any, vmax: Any) -> Any:
        """Return the ticks between two instants."""
        number: Any = dates.date2num
        ends = [end if isinstance(end, float | int) else number(end) for end in (vmin, vmax)]
        low, high = np.clip(sorted(ends), *YEARS).tolist()
        choose = partial(time_ticks, zone=self._zone)
        return np.array(at_most(min(self.upto, self.most or self.upto), choose, low, high))


class CalendarFormatter(dates.AutoDateFormatter):
    """Writes what ticks of times do not share with the one before them.

    Parameters
    ----------
    locator
        Where the ticks come from.
    zone
        The time zone on whose clocks they are written, an IANA name; None for UTC.
    names
        Whether months are written by name.
    """

    def __init__(self, locator: Any, zone: str | None, names: bool) -> None:
        super().__init__(locator, tz=zone_of(zone))  # type: ignore[no-untyped-call]  # likewise
        self._zone = zone
        self._write = partial(spread_labels, zone=zone, names=names)

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write one instant that stands alone, as in a window's status bar."""
        return moment(x, zone_of(self._zone)).strftime("%Y-%m-%d %H:%M")

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write all ticks; what goes without saying in a column is below the label in a row."""
        axis: Any = self.axis
        low, high = (-np.inf, np.inf) if axis is None else sorted(axis.get_view_interval())
        upright = getattr(axis, "axis_name", "x") == "y"
        order = np.argsort(values, kind="stable")
        ordered = [float(values[i]) for i in order]
        write = partial(self._write, joint=" " if upright else "\n")
        texts = in_one_way(write, ordered, low, high)
        return [texts[i] for i in np.argsort(order, kind="stable")]


class WholeLocator(ticker.MaxNLocator):
    """Puts ticks at whole numbers, as far as one is in view; at two or more where two are."""

    _least: int | None = None

    def tick_values(self, vmin: float, vmax: float) -> Any:
        """Return the ticks between two numbers."""
        low, high = sorted((vmin, vmax))
        least = 2 if np.floor(high) > np.ceil(low) else 1
        if least != self._least:
            self.set_params(min_n_ticks=least)
            self._least = least
        return super().tick_values(vmin, vmax)


class FiniteLogLocator(ticker.LogLocator):
    """Puts ticks where LogLocator does, as far as there are floats.

    For axes that reach near the ends of floats, beyond which LogLocator looks for more.
    """

    def tick_values(self, vmin: float, vmax: float) -> Any:
        """Return the ticks between two numbers."""
        with np.errstate(over="ignore", under="ignore"):
            found: Floats = np.asarray(super().tick_values(vmin, vmax), dtype=np.float64)
        return found[(found > 0) & np.isfinite(found)]


class RoundLogLocator(FiniteLogLocator):
    """Puts ticks at round numbers where fewer than three powers are in view."""

    def tick_values(self, vmin: float, vmax: float) -> Any:
        """Return the ticks between two numbers."""
        powers = super().tick_values(vmin, vmax)
        low, high = sorted((float(vmin), float(vmax)))
        if not 0 < low < high:
            return powers
        space = _MOST if self.axis is None else self.axis.get_tick_space()
        return powers_or_round(powers, low, high, int(np.clip(space, 2, _MOST)))


def keep_finite(axis: Any, base: float) -> None:
    """Let a logarithmic axis with matplotlib's ticks have none that are no floats."""
    if type(axis.get_major_locator()) is ticker.LogLocator:
        axis.set_major_locator(FiniteLogLocator(base))
    if type(axis.get_minor_locator()) is ticker.LogLocator:
        axis.set_minor_locator(FiniteLogLocator(base, "auto"))


@dataclass(frozen=True)
class MatplotlibTicks:
    """What :class:`~plotkit.properties.nativeticks.NativeTicks` asks for, by matplotlib's objects.

    Parameters
    ----------
    family
        Which ticks.
    context
        Makes the context in which the theme holds.
    """

    family: TickFamily
    context: Callable[[], AbstractContextManager[None]]

    # ------------------------------------------------------------------------------- for an axis

    def locator(self) -> ticker.Locator | None:
        """Return the locator for an axis; None for that which the axis has for its scale."""
        if self.family.whole:
            return self._locator("auto")
        if self.family.name != "time":
            return None
        return CalendarLocator(self.family.upto, self.family.zone)

    def formatter(self, locator: Any) -> ticker.Formatter:
        """Return the formatter for an axis with a locator."""
        family = self.family
        if family.name == "log":
            return ticker.LogFormatterSciNotation(family.base)
        if family.name == "linear":
            return ticker.ScalarFormatter()
        if not family.concise:
            return CalendarFormatter(locator, family.zone, family.names)
        formatter: ticker.Formatter = dates.ConciseDateFormatter(locator, tz=zone_of(family.zone))  # type: ignore[no-untyped-call]  # likewise
        return formatter

    # ---------------------------------------------------------------------------- without an axis

    def positions(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers, and those next to them."""
        with self.context():
            if self.family.name == "time":
                locator = CalendarLocator(self.family.upto, self.family.zone)
                locator.most = most
                return _ticks(locator, low, high, space)
            usual = min(max(space, 2 if self.family.name == "log" else 1), _MOST)
            if most is None:
                return _ticks(self._locator(usual), low, high, space)
            for n in range(min(usual, most), 0, -1):
                found = _ticks(self._locator(n), low, high, space)
                inside = found[(found >= low) & (found <= high)]
                if len(inside) <= most:
                    return found
            return inside[:most]

    def _locator(self, n: Any) -> ticker.Locator:
        if self.family.name == "log":
            return FiniteLogLocator(self.family.base, numticks=n)
        if self.family.whole:
            return WholeLocator(n, steps=_STEPS, integer=True)
        return ticker.MaxNLocator(n, steps=_STEPS)

    def minor_positions(self, low: float, high: float, space: int) -> Floats:
        """Return the minor ticks between two numbers."""
        with self.context():
            if self.family.name == "log":
                locator = FiniteLogLocator(self.family.base, "auto")
                return _ticks(locator, low, high, space)
            if self.family.name == "logit":
                return _ticks(ticker.LogitLocator(minor=True), low, high, space)
        return np.empty(0)

    def labels(
        self, positions: Sequence[float], low: float, high: float, minor: bool = False
    ) -> list[str]:
        """Return what is written at ticks of an axis from `low` to `high`."""
        if minor and self.family.name != "log":
            return [""] * len(positions)
        with self.context():
            return self._formatted(positions, low, high)[0]

    def offset(self, positions: Sequence[float], low: float, high: float) -> str:
        """Return what these labels have in common, written in the corner."""
        with self.context():
            return self._formatted(positions, low, high)[1]

    def _formatted(
        self, positions: Sequence[float], low: float, high: float
    ) -> tuple[list[str], str]:
        locator: Any = ticker.NullLocator()
        if self.family.name == "time":
            locator = self._source(low, high)
        formatter: Any = detached(self.formatter(locator), low, high)
        return formatter.format_ticks(list(positions)), formatter.get_offset()

    def _source(self, low: float, high: float) -> Any:
        """Return the locator that instants come from, when it has seen these limits."""
        source = self.family.source
        if source is None:
            source = CalendarLocator(self.family.upto, self.family.zone)
        elif not isinstance(source, ticker.Locator):
            source = ticker.NullLocator()
        own = detached(source, low, high)
        own()
        return own


def zone_of(name: str | None) -> tzinfo:
    """Return the time zone of a name, UTC for None."""
    return ZoneInfo(name) if name else UTC


def with_fewer(locator: ticker.Locator, most: int) -> ticker.Locator | None:
    """Return a locator like a user's, but with fewer ticks; None if it cannot be told to."""
    own = copy.copy(locator)
    if isinstance(own, ticker.MaxNLocator):
        own.set_params(nbins=most)
    elif isinstance(own, ticker.LogLocator):
        own.set_params(numticks=most + 1)
    else:
        return None
    return own


def _ticks(locator: Any, low: float, high: float, space: int) -> Floats:
    own = detached(locator, low, high, space)
    with np.errstate(all="ignore"):  # it looks for ticks beyond the largest number
        found = np.asarray(own(), dtype=np.float64)
    return found[np.isfinite(found)]
