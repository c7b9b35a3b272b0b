"""Instants and lengths of time as people write them: dates, times, ISO text, timedeltas."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from plotkit.data.column import days
from plotkit.data.factor import is_null
from plotkit.data.times import since_midnight
from plotkit.errors import PlotSpecError


def instant(value: Any, zone: str | None = None) -> np.datetime64:
    """Return an instant, as a user writes it, in UTC.

    Text, dates and datetimes that do not say their time zone are what the clocks of `zone` show;
    numpy's datetime64 is in UTC, as it is in the data.

    Examples
    --------
    >>> instant("2024-07-01", zone="Europe/Paris")
    np.datetime64('2024-06-30T22:00:00.000000')
    """
    if is_null(value):
        raise PlotSpecError(f"{value!r} is no date; leave it out, or write None for no end.")
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
    except (ValueError, OverflowError):
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
    """Return a length of time in days: a timedelta, a time of day, or a number of days.

    Examples
    --------
    >>> duration_days(timedelta(hours=12))
    0.5
    """
    if isinstance(value, time):
        value = since_midnight(value)
    if isinstance(value, timedelta | np.timedelta64):
        return float(days(np.asarray([value], dtype="timedelta64[us]"))[0])
    if isinstance(value, int | float | np.number):
        return float(value)
    raise PlotSpecError(f"A scale of durations needs timedeltas or days, not {value!r}.")


def clock_days(value: Any) -> float:
    """Return a time of day as a share of the day: a time, text such as "06:30", or a timedelta.

    Examples
    --------
    >>> clock_days("06:00"), clock_days("24:00")
    (0.25, 1.0)
    """
    if isinstance(value, str):
        if value == "24:00":
            return 1.0
        try:
            value = time.fromisoformat(value)
        except ValueError:
            raise PlotSpecError(f"{value!r} is no time of day; write it as '06:30'.") from None
    return duration_days(value)
