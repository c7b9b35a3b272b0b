"""The scale of instants and of lengths of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

import numpy as np

from plotkit.data.column import days
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.data.units import YEARS, Units
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.base import Property, Theme
from plotkit.scales import ticks
from plotkit.scales.amounts import Amounts
from plotkit.scales.base import (
    AxisScale,
    RampLooks,
    TickLabels,
    Ticks,
    check_count,
    check_formatter,
    check_locator,
)
from plotkit.scales.continuous import check_numbers
from plotkit.scales.norm import Norm
from plotkit.scales.options import check_lettering, named, numbered, wrapped
from plotkit.scales.transform import LINEAR


@dataclass(frozen=True)
class Temporal(Amounts):
    """A scale of dates, times and durations.

    Parameters
    ----------
    values
        Output range of the property, as for :class:`Continuous`.
    norm
        The instants (low, high) that get the ends of the range, as dates, times or ISO text.
    center, bins, quantiles, reverse, outside, na
        As for :class:`Continuous`; instants as dates, times or ISO text.
    guide
        How readers learn what the property means: "auto", "legend", "colorbar", "direct" or None.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> days = np.arange("2024-01-01", "2024-01-05", dtype="datetime64[D]")
    >>> p = so.Plot({"day": days, "y": [1, 2, 3, 4]}, x="day", y="y").add(so.Line())
    >>> p = p.scale(x=so.Temporal().label(concise=True))
    """

    priority: ClassVar[int] = 2
    _whole: ClassVar[bool] = True

    def tick(self, locator: Any = None, *, upto: int | None = None) -> Self:
        """Return the scale with ticks where a matplotlib Locator puts them, or at most `upto`."""
        check_locator(locator)
        check_count("upto", upto)
        if locator is not None and upto is not None:
            raise PlotSpecError("tick() takes a locator or upto, not both.")
        return replace(self, ticks_=Ticks(locator=locator, upto=upto))

    def label(
        self,
        formatter: Any = None,
        *,
        concise: bool = False,
        like: Any = None,
        rotate: float | None = None,
        wrap: int | None = None,
    ) -> Self:
        """Return the scale with other labels; settings of an earlier call are dropped.

        Parameters
        ----------
        formatter
            A matplotlib Formatter; excludes `like` and `concise`.
        concise
            Whether they are as short as can be.
        like
            A format of ``strftime`` (``"%d %b"``), a function of a datetime (or timedelta), or a
            dict from date or time to label; times that a dict does not name keep their own label.
        rotate
            Degrees, counter-clockwise.
        wrap
            Characters of a line, at most; it is broken at spaces.
        """
        check_formatter(formatter)
        check_lettering(rotate, wrap)
        if not (like is None or isinstance(like, str | Mapping) or callable(like)):
            raise PlotTypeError(
                f"label(like=) must be a dict, a format or a function, not {like!r}."
            )
        return replace(
            self,
            labels_=TickLabels(formatter, like, concise=concise, rotate=rotate, wrap=wrap),
        )

    def train_axis(self, facts: Summary) -> AxisScale:
        """Return the axis in days: since 1970-01-01 for instants."""
        self._check_axis()
        check_numbers(facts, "A time axis")
        _check_years(facts)
        kind = facts.kind if facts.kind is Kind.DURATION else Kind.TIME
        parse = duration_days if kind is Kind.DURATION else partial(instant_days, zone=facts.zone)
        units = Units(kind, parse=parse)
        return AxisScale(
            units, LINEAR, facts, self.ticks_, self.labels_, self.axis_, reverse=self.reverse
        )

    def train_look(self, facts: Summary, prop: Property, theme: Theme) -> RampLooks:
        """Return the function from instants to looks."""
        check_numbers(facts, f"A time scale of {prop.name}")
        _check_years(facts)
        duration = facts.kind is Kind.DURATION
        parse = duration_days if duration else partial(instant_days, zone=facts.zone)
        zone = None if duration else facts.zone

        def choose(norm: Norm) -> list[float]:
            low, high = sorted((norm.low, norm.high))
            return self._legend_ticks(low, high, duration, zone)

        def write(values: Sequence[float]) -> list[str]:
            return self._write(values, duration, zone)

        return self._looks(facts, prop, theme, LINEAR, parse, choose, write)

    def _legend_ticks(
        self, low: float, high: float, duration: bool, zone: str | None
    ) -> list[float]:
        if self.ticks_.locator is not None:
            return ticks.locator_ticks(self.ticks_.locator, low, high) or [low]
        choose = ticks.duration_ticks if duration else partial(ticks.time_ticks, zone=zone)
        if self.ticks_.upto is not None:
            return ticks.at_most(self.ticks_.upto, choose, low, high) or [low]
        return choose(low, high, 6) or [low]

    def _write(self, values: Sequence[float], duration: bool, zone: str | None) -> list[str]:
        spec = self.labels_
        write = time_writer(spec.like, duration, zone)
        if spec.formatter is not None:
            texts = ticks.formatter_labels(spec.formatter, values)
        elif write is not None:
            texts = [write(value) for value in values]
        else:
            texts = ticks.duration_labels(values) if duration else ticks.time_labels(values, zone)
        if isinstance(spec.like, Mapping):
            parse = duration_days if duration else partial(instant_days, zone=zone)
            names = numbered(spec.like, parse, "label(like=)")
            texts = [named(value, names) or text for value, text in zip(values, texts, strict=True)]
        return [wrapped(text, spec.wrap) for text in texts]


def _check_years(facts: Summary) -> None:
    """Raise if there are instants that no calendar of Python, and so no axis, can write."""
    first, last = YEARS
    if facts.kind is Kind.DURATION or facts.low is None or facts.high is None:
        return
    if facts.low < first or facts.high > last:
        years = (1970 + facts.low / 365.2425, 1970 + facts.high / 365.2425)
        low, high = (f"{year:,.0f}" if abs(year) < 1e12 else f"{year:.3g}" for year in years)
        raise PlotSpecError(
            f"Times from about {low} to {high} cannot be drawn as times: a calendar has the "
            "years 1 to 9999. Leave out the others, or show them as numbers: Continuous()."
        )


def time_writer(like: Any, duration: bool, zone: str | None) -> Callable[[float], str] | None:
    """Return how ``label(like=...)`` writes days: a format or a function; None for others."""
    if like is None or isinstance(like, Mapping):
        return None
    if duration and not callable(like):
        raise PlotSpecError(
            f"label(like={like!r}) is a format for dates, but these are durations; give a "
            "function of a timedelta."
        )
    place = ZoneInfo(zone) if zone else UTC

    def write(value: float) -> str:
        if duration:
            return str(like(timedelta(days=value)))
        moment = ticks.moment(value, place)
        return str(like(moment)) if callable(like) else moment.strftime(like)

    return write


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
        read = np.datetime64(text, "us").item()
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
