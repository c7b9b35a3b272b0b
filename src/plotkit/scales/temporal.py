"""The scale of instants and of lengths of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

import numpy as np

from plotkit.data.column import days
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError
from plotkit.properties.base import Property, Theme
from plotkit.scales import ticks
from plotkit.scales.base import (
    AxisScale,
    RampLooks,
    Scale,
    TickLabels,
    Ticks,
    check_count,
    check_formatter,
    check_locator,
)
from plotkit.scales.continuous import check_numbers, normalizer
from plotkit.scales.transform import LINEAR
from plotkit.typing import Array, Floats


@dataclass(frozen=True)
class Temporal(Scale):
    """A scale of dates, times and durations.

    Parameters
    ----------
    values
        Output range of the property, as for :class:`Continuous`.
    norm
        The instants (low, high) that get the ends of the range, as dates, times or ISO text.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> days = np.arange("2024-01-01", "2024-01-05", dtype="datetime64[D]")
    >>> p = so.Plot({"day": days, "y": [1, 2, 3, 4]}, x="day", y="y").add(so.Line())
    >>> p = p.scale(x=so.Temporal().label(concise=True))
    """

    norm: Any = None

    priority: ClassVar[int] = 2

    def tick(self, locator: Any = None, *, upto: int | None = None) -> Self:
        """Return the scale with ticks where a matplotlib Locator puts them, or at most `upto`."""
        check_locator(locator)
        check_count("upto", upto)
        if locator is not None and upto is not None:
            raise PlotSpecError("tick() takes a locator or upto, not both.")
        return replace(self, ticks_=Ticks(locator=locator, upto=upto))

    def label(self, formatter: Any = None, *, concise: bool = False) -> Self:
        """Return the scale with labels by a matplotlib Formatter, or as short as can be."""
        check_formatter(formatter)
        return replace(self, labels_=TickLabels(formatter=formatter, concise=concise))

    def train_axis(self, facts: Summary) -> AxisScale:
        """Return the axis in days: since 1970-01-01 for instants."""
        check_numbers(facts, "A time axis")
        kind = facts.kind if facts.kind is Kind.DURATION else Kind.TIME
        parse = duration_days if kind is Kind.DURATION else partial(instant_days, zone=facts.zone)
        units = Units(kind, parse=parse)
        return AxisScale(units, LINEAR, facts, self.ticks_, self.labels_)

    def train_look(self, facts: Summary, prop: Property, theme: Theme) -> RampLooks:
        """Return the function from instants to looks."""
        check_numbers(facts, f"A time scale of {prop.name}")
        duration = facts.kind is Kind.DURATION
        parse = duration_days if duration else partial(instant_days, zone=facts.zone)
        norm, low, high = normalizer(self.norm, facts, LINEAR, parse)
        ramp = prop.ramp(self.values, theme)

        def mapping(values: Floats) -> Array:
            return ramp(norm(values))

        zone = None if duration else facts.zone
        shown = self._legend_ticks(min(low, high), max(low, high), duration, zone)
        labels = self._write(shown, duration, zone)
        return RampLooks(prop, prop.legend, mapping, tuple(shown), tuple(labels))

    def _legend_ticks(
        self, low: float, high: float, duration: bool, zone: str | None
    ) -> list[float]:
        if self.ticks_.locator is not None:
            return ticks.locator_ticks(self.ticks_.locator, low, high) or [low]
        choose = ticks.duration_ticks if duration else partial(ticks.time_ticks, zone=zone)
        if self.ticks_.upto is not None:
            return ticks.at_most(self.ticks_.upto, choose, low, high) or [low]
        return choose(low, high, 6) or [low]

    def _write(self, values: list[float], duration: bool, zone: str | None) -> list[str]:
        if self.labels_.formatter is not None:
            return ticks.formatter_labels(self.labels_.formatter, values)
        return ticks.duration_labels(values) if duration else ticks.time_labels(values, zone)


def instant(value: Any, zone: str | None = None) -> np.datetime64:
    """Return an instant, as a user writes it, in UTC.

    Text, dates and datetimes that do not say their time zone are what the clocks of `zone` show;
    numpy's datetime64 is in UTC, as it is in the data.

    Examples
    --------
    >>> instant("2024-07-01", zone="Europe/Paris")
    np.datetime64('2024-06-30T22:00:00.000000')
    """
    try:
        if isinstance(value, str):
            value = _read(value)
        if not isinstance(value, np.datetime64):
            stamp = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])
            if stamp.tzinfo is None and zone is not None:
                stamp = stamp.replace(tzinfo=ZoneInfo(zone))
            value = stamp if stamp.tzinfo is None else stamp.astimezone(UTC).replace(tzinfo=None)
        exact: np.datetime64 = np.datetime64(value).astype("datetime64[us]")
        return exact
    except ValueError:
        raise PlotSpecError(
            f"{value!r} is not a date; write it as '2024-01-31' or '2024-01-31T12:00'."
        ) from None


def _read(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:  # numpy also reads a year, and a year with a month
        read = np.datetime64(text).astype("datetime64[us]").item()
        if not isinstance(read, datetime):  # a year that datetime does not know
            raise
        return read


def instant_days(value: Any, zone: str | None = None) -> float:
    """Return an instant, as a user writes it, in days since 1970-01-01 UTC; see :func:`instant`.

    Examples
    --------
    >>> instant_days("1970-01-02"), instant_days(date(1970, 1, 3))
    (1.0, 2.0)
    """
    if isinstance(value, str | date | np.datetime64):
        return float(days(np.asarray([instant(value, zone)]))[0])
    if isinstance(value, int | float | np.number):
        return float(value)
    raise PlotSpecError(f"A time scale needs dates, times or ISO text, not {value!r}.")


def duration_days(value: Any) -> float:
    """Return a length of time in days: a timedelta, or a number of days.

    Examples
    --------
    >>> duration_days(timedelta(hours=12))
    0.5
    """
    if isinstance(value, timedelta | np.timedelta64):
        return float(days(np.asarray([value], dtype="timedelta64[us]"))[0])
    if isinstance(value, int | float | np.number):
        return float(value)
    raise PlotSpecError(f"A scale of durations needs timedeltas or days, not {value!r}.")
