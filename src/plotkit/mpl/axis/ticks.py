"""Where ticks go and what they say, as matplotlib locators and formatters."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from matplotlib import dates, ticker
from matplotlib.axis import Axis

from plotkit.data.kind import Kind
from plotkit.mpl.axis.formatters import AskedFormatter
from plotkit.mpl.axis.stretched import (
    LogitFormatter,
    SymlogFormatter,
    logit_locator,
    symlog_locator,
)
from plotkit.scales.base import AxisScale
from plotkit.scales.nominal import level_labels
from plotkit.scales.options import check_every, format_function, numbered
from plotkit.scales.temporal import time_writer
from plotkit.scales.ticks import duration_labels, duration_ticks
from plotkit.typing import Floats

_MOST_TIMES = 6
_NARROW = 0.6
"""Share of the usual distance between times below which one of two is left out."""
_STEPS = [1, 1.5, 2, 2.5, 3, 5, 10]


def set_ticks(axis: Axis, scale: AxisScale) -> None:
    """Give an axis the ticks and labels of its scale; the axis has the matplotlib scale already."""
    if scale.discrete:
        _nominal(axis, scale)
    elif scale.units.kind is Kind.TIME:
        _times(axis, scale)
    elif scale.units.kind is Kind.DURATION:
        _durations(axis, scale)
    else:
        _numbers(axis, scale)
    _rewrite(axis, scale)


def _rewrite(axis: Axis, scale: AxisScale) -> None:
    """Write the numbers that a dict names by their names, and break lines where asked."""
    spec = scale.labels
    names: Mapping[float, str] = {}
    if isinstance(spec.like, Mapping) and not scale.discrete:
        names = numbered(spec.like, scale.units.parse, "label(like=)")
    broken = spec.wrap is not None and (spec.formatter is not None or not scale.discrete)
    if names or broken:
        axis.set_major_formatter(AskedFormatter(axis.get_major_formatter(), names, spec.wrap))


def zone_of(scale: AxisScale) -> tzinfo:
    """Return the time zone in which times are written."""
    name = scale.summary.zone
    return ZoneInfo(name) if name else UTC


# ------------------------------------------------------------------------------------ categories


class LevelFormatter(ticker.Formatter):
    """Writes the label of a level at its index, and nothing elsewhere."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write the label of a position."""
        index = round(x)
        known = abs(x - index) < 1e-6 and 0 <= index < len(self.labels)
        return self.labels[index] if known else ""


def _nominal(axis: Axis, scale: AxisScale) -> None:
    levels = scale.units.levels or ()
    at = scale.ticks.at
    places: Sequence[float] = range(0, len(levels), int(scale.ticks.every or 1))
    if at is not None:
        places = [scale.units.parse(item) for item in at]
    axis.set_major_locator(_own(scale.ticks.locator) or ticker.FixedLocator(list(places)))
    axis.set_major_formatter(
        _own(scale.labels.formatter)
        or LevelFormatter(list(level_labels(levels, scale.labels, scale.summary.zone)))
    )


def _own(thing: Any) -> Any:
    """Return a copy of a user's locator or formatter: ours gets bound to an axis."""
    return None if thing is None else copy.copy(thing)


# ----------------------------------------------------------------------------------------- times


class DateLocator(dates.AutoDateLocator):
    """Puts ticks at round times, no more than so many of them in view."""

    def __init__(self, most: int, tz: tzinfo) -> None:
        # Between these two numbers matplotlib finds an interval for each range of times.
        super().__init__(tz=tz, minticks=3, maxticks=max(most, 7))  # type: ignore[no-untyped-call]  # as matplotlib has it
        self.most = most

    def __call__(self) -> Any:
        """Return the ticks of the axis as it is."""
        found: Floats = np.asarray(super().__call__(), dtype=np.float64)  # type: ignore[no-untyped-call]  # likewise
        if len(found) > 2:  # days counted from the first of each month: the 29th, then the 1st
            gaps = np.diff(found)
            found = np.delete(found, np.flatnonzero(gaps < _NARROW * np.median(gaps)))
        low, high = sorted(self.axis.get_view_interval()) if self.axis else (-np.inf, np.inf)
        shown = np.flatnonzero((found >= low) & (found <= high))
        stride = -(-len(shown) // self.most)
        return found if stride <= 1 else found[shown[::stride]]


def _times(axis: Axis, scale: AxisScale) -> None:
    zone = zone_of(scale)
    locator = _own(scale.ticks.locator)
    if locator is None and scale.ticks.at is not None:
        locator = ticker.FixedLocator([scale.units.parse(item) for item in scale.ticks.at])
    if locator is None:
        locator = DateLocator(scale.ticks.upto or _MOST_TIMES + 1, zone)
    formatter = _own(scale.labels.formatter)
    write = time_writer(scale.labels.like, False, scale.summary.zone)
    if formatter is None and write is not None:
        formatter = ticker.FuncFormatter(lambda x, pos: write(x))
    if formatter is None:
        kind = dates.ConciseDateFormatter if scale.labels.concise else dates.AutoDateFormatter
        formatter = kind(locator, tz=zone)
    axis.set_major_locator(locator)
    axis.set_major_formatter(formatter)


class DurationLocator(ticker.Locator):
    """Puts ticks at round lengths of time, in days."""

    def __init__(self, most: int = _MOST_TIMES) -> None:
        self.most = most

    def __call__(self) -> list[float]:
        """Return the ticks of the axis as it is."""
        if self.axis is None:
            return []
        low, high = self.axis.get_view_interval()
        return self.tick_values(low, high)

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        """Return the ticks between two lengths of time."""
        low, high = sorted((float(vmin), float(vmax)))
        return duration_ticks(low, high, self.most)


class DurationFormatter(ticker.Formatter):
    """Writes lengths of time in the largest unit that divides them all."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write one length of time."""
        return duration_labels([x])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write all ticks in one unit."""
        return duration_labels(values) if len(values) else []


def _durations(axis: Axis, scale: AxisScale) -> None:
    locator = _own(scale.ticks.locator) or DurationLocator(scale.ticks.upto or _MOST_TIMES)
    axis.set_major_locator(locator)
    write = time_writer(scale.labels.like, True, None)
    own = None if write is None else ticker.FuncFormatter(lambda x, pos: write(x))
    axis.set_major_formatter(_own(scale.labels.formatter) or own or DurationFormatter())


# --------------------------------------------------------------------------------------- numbers


class AtMostLocator(ticker.MaxNLocator):
    """Puts round ticks, no more than so many of them in view."""

    def __init__(self, most: int) -> None:
        super().__init__(most, steps=_STEPS)
        self.most = most

    def tick_values(self, vmin: float, vmax: float) -> Any:
        """Return the ticks between two numbers."""
        low, high = sorted((vmin, vmax))
        slack = 1e-9 * (high - low)
        for intervals in range(self.most, 0, -1):
            self.set_params(nbins=intervals)
            found = np.asarray(super().tick_values(vmin, vmax))
            shown = found[(found >= low - slack) & (found <= high + slack)]
            if len(shown) <= self.most:
                return found
        return shown[: self.most]


class LogWriter(ticker.LogFormatterSciNotation):
    """Writes numbers in one's own way, at those ticks that deserve a label on a log axis."""

    def __init__(self, base: float, write: Callable[[float, int | None], str]) -> None:
        super().__init__(base, minor_thresholds=(np.inf, np.inf) if base == 1 else None)
        self.write = write

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write one number, or nothing."""
        return self.write(x, pos) if super().__call__(x, pos) else ""


def _numbers(axis: Axis, scale: AxisScale) -> None:
    """Set what was asked for; what was not stays as matplotlib has it for the axis's scale."""
    every = scale.ticks.every
    if every is not None:
        ends = scale.ticks.between or axis.get_view_interval()
        check_every(every, *(scale.units.parse(end) for end in ends))
    locator = _own(scale.ticks.locator) or _places(scale)
    if locator is not None:
        axis.set_major_locator(locator)
    if scale.ticks.at is not None or scale.ticks.locator is not None:
        axis.set_minor_locator(ticker.NullLocator())
    if scale.ticks.minor is not None:
        axis.set_minor_locator(_between(scale, scale.ticks.minor))
    _write(axis, scale)


def log_base(scale: AxisScale) -> float | None:
    """Return the base of the ticks of a log axis; decades where the base is no whole number."""
    base = scale.transform.base
    return base if base is None or float(base).is_integer() else 10.0


def _places(scale: AxisScale) -> ticker.Locator | None:
    """Return a locator for what the user asked, None for matplotlib's choice."""
    spec, trans, base = scale.ticks, scale.transform, log_base(scale)
    if spec.at is not None:
        return ticker.FixedLocator([scale.units.parse(item) for item in spec.at])
    if spec.upto is not None and trans.threshold is None:
        if base is not None:
            return ticker.LogLocator(base, numticks=spec.upto)
        logit = trans.native[0] == "logit"
        return logit_locator(spec.upto) if logit else AtMostLocator(spec.upto)
    if spec.count is not None:
        return _evenly(scale, spec.count)
    if spec.every is not None:
        if spec.between is None:
            return ticker.MultipleLocator(spec.every)
        first, last = (scale.units.parse(end) / spec.every for end in spec.between)
        multiples = np.arange(np.ceil(first - 1e-9), np.floor(last + 1e-9) + 1)
        return ticker.FixedLocator((multiples * spec.every).tolist())
    if trans.threshold is not None:
        return symlog_locator(trans.threshold, spec.upto)
    return logit_locator() if trans.native[0] == "logit" else None


def _evenly(scale: AxisScale, count: int) -> ticker.Locator:
    """Return ticks at equal distances on the axis, over what was asked or what there is."""
    low, high = scale.summary.low, scale.summary.high
    if scale.ticks.between is not None:
        low, high = (scale.units.parse(end) for end in scale.ticks.between)
    if low is None or high is None:
        return ticker.LinearLocator(count)
    if scale.transform.base is None and scale.transform.threshold is None:
        return ticker.FixedLocator(np.linspace(low, high, count).tolist())
    first, last = scale.transform.forward(np.array([low, high]))
    places = scale.transform.inverse(np.linspace(first, last, count))
    return ticker.FixedLocator(places.tolist())


def _between(scale: AxisScale, minor: int) -> ticker.Locator:
    base = log_base(scale)
    if base is None:
        return ticker.AutoMinorLocator(minor + 1)
    return ticker.LogLocator(base, subs=np.linspace(0, base, minor + 2)[1:-1].tolist())


def _write(axis: Axis, scale: AxisScale) -> None:
    spec, trans, base = scale.labels, scale.transform, log_base(scale)
    write = _writer(scale)
    if spec.formatter is not None:
        axis.set_major_formatter(_own(spec.formatter))
        axis.set_minor_formatter(ticker.NullFormatter())
    elif write is not None and base is not None:
        axis.set_major_formatter(ticker.FuncFormatter(write))
        axis.set_minor_formatter(LogWriter(base, write))
    elif write is not None:
        axis.set_major_formatter(ticker.FuncFormatter(write))
    elif spec.base is not None:
        axis.set_major_formatter(ticker.LogFormatterSciNotation(spec.base))
    elif trans.threshold is not None:
        axis.set_major_formatter(SymlogFormatter(trans.threshold))
    elif trans.native[0] == "logit":
        axis.set_major_formatter(LogitFormatter())
        axis.set_minor_formatter(ticker.NullFormatter())


def _writer(scale: AxisScale) -> Callable[[float, int | None], str] | None:
    """Return how the user wants a number written, None for as matplotlib does."""
    spec = scale.labels
    if spec.like is not None and not isinstance(spec.like, Mapping):
        return format_function(spec.like)
    if spec.unit is not None:
        separator, unit = spec.unit if isinstance(spec.unit, tuple) else (" ", spec.unit)
        return ticker.EngFormatter(unit, sep=separator)
    if spec.plain:
        return lambda x, pos: np.format_float_positional(float(f"{x:.12g}"), trim="-")
    return None
