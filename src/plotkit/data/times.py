"""Times, dates and lengths of time that are Python objects, or months of any kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import compress
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from plotkit.data.column import CLOCK, Column
from plotkit.data.kind import Kind
from plotkit.errors import PlotSpecError
from plotkit.typing import Array

_UNIX = date(1970, 1, 1).toordinal()
_DAY = 86_400_000_000


def times(values: Sequence[Any], _: Hashable = None) -> Column:
    """Convert datetimes, dates and periods, among them None; those with a zone to UTC."""
    types = set(map(type, values))
    if any(type_.__name__ == "Period" for type_ in types):
        values = [v.start_time if type(v).__name__ == "Period" else v for v in values]
        types = set(map(type, values))
    timed = any(issubclass(type_, datetime) for type_ in types)
    zones = {v.tzinfo for v in values if isinstance(v, datetime)} if timed else set()
    if zones <= {None}:
        return Column(Kind.TIME, _known(values, types, _instants))
    if None in zones or any(not issubclass(t, datetime) for t in types - {type(None)}):
        raise PlotSpecError(
            "Times with and without a time zone cannot be on one axis. "
            "Give all of them a zone, or none."
        )
    names = {zone_name(zone) for zone in zones}
    utc = _known(values, types, _instants) - _known(values, types, _offsets)
    return Column(Kind.TIME, utc, names.pop() if len(names) == 1 else "UTC")


def durations(values: Sequence[Any], name: Hashable) -> Column:
    """Convert lengths of time and times of day, among them None."""
    types = set(map(type, values))
    for value in values if np.timedelta64 in types else ():
        if isinstance(value, np.timedelta64):
            check_months(value.dtype, name)
    zone = CLOCK if any(issubclass(type_, time) for type_ in types) else None
    return Column(Kind.DURATION, _known(values, types, _lengths), zone)


def since_midnight(value: time) -> timedelta:
    """Return a time of day as the time since midnight."""
    return timedelta(
        hours=value.hour,
        minutes=value.minute,
        seconds=value.second,
        microseconds=value.microsecond,
    )


def zone_name(zone: tzinfo | str | None) -> str | None:
    """Return the IANA name of a time zone; a fixed offset is named by whole hours, else "UTC"."""
    if zone is None:
        return None
    try:
        return ZoneInfo(str(zone)).key
    except (ValueError, OSError, KeyError):  # not a name: "+02:00", "UTC+02:00", a file of dateutil
        pass
    fixed = re.search(r"([+-]\d\d):00$", str(zone))
    return f"Etc/GMT{-int(fixed[1]):+d}" if fixed else "UTC"  # POSIX counts hours westward


# ------------------------------------------------------------------------------ part by part


def _known(
    values: Sequence[Any], types: set[type], convert: Callable[[Sequence[Any], set[type]], Array]
) -> Array:
    """Convert what is not None; the rest is NaT."""
    if type(None) not in types:
        return convert(values, types)
    known = np.fromiter((value is not None for value in values), bool, len(values))
    some = convert(list(compress(values, known)), types - {type(None)})
    made = np.full(len(values), "NaT", dtype=some.dtype)
    made[known] = some
    return made


def _instants(values: Sequence[Any], types: set[type]) -> Array:
    """Return dates, or datetimes as their own clocks show them.

    numpy reads such objects one by one; it takes their parts, as numbers, in a fifth of the time.
    """
    if types not in ({date}, {datetime}):
        zoned = ((v, isinstance(v, datetime) and v.tzinfo is not None) for v in values)
        return np.array([v.replace(tzinfo=None) if has else v for v, has in zoned], dtype="M8[us]")
    made = np.fromiter(map(date.toordinal, values), np.int64, len(values))
    made -= _UNIX
    made *= _DAY
    if types == {datetime}:
        made += _of_clock(values)
    return made.view("M8[us]")


def _offsets(values: Sequence[Any], _: set[type]) -> Array:
    """Return by how much the clocks of datetimes are ahead of UTC."""
    return _lengths([value.utcoffset() for value in values], {timedelta})


def _lengths(values: Sequence[Any], types: set[type]) -> Array:
    """Return lengths of time, or times of day since midnight."""
    if types == {timedelta}:
        micros = ("days", _DAY), ("seconds", 1_000_000), ("microseconds", 1)
        return _summed(values, micros).view("m8[us]")
    if types == {time}:
        return _of_clock(values).view("m8[us]")
    values = [since_midnight(value) if isinstance(value, time) else value for value in values]
    return np.array(values, dtype="m8[us]")


def _of_clock(values: Sequence[Any]) -> Array:
    """Return microseconds since midnight."""
    hours = ("hour", 3_600_000_000), ("minute", 60_000_000), ("second", 1_000_000)
    return _summed(values, (*hours, ("microsecond", 1)))


def _summed(values: Sequence[Any], parts: Iterable[tuple[str, int]]) -> Array:
    """Sum up parts of each value, in microseconds."""
    made = np.zeros(len(values), dtype=np.int64)
    for name, micros in parts:
        part = np.fromiter(map(attrgetter(name), values), np.int64, len(values))
        part *= micros
        made += part
    return made


# ------------------------------------------------------------------------------------ months


def months_refused(name: Hashable) -> str:
    """Return the words on a column with months: they differ in days."""
    return (
        f"Column {name!r} holds lengths of time in months or years, which have no certain number "
        "of days. Make it a number of months, or a length in days, first."
    )


def check_months(unit: np.dtype[Any], name: Hashable) -> None:
    """Raise where lengths of time of numpy are in months or years."""
    if np.datetime_data(unit)[0] in "YM":
        raise PlotSpecError(months_refused(name))


def intervals(values: Any, name: Hashable) -> Array:
    """Return intervals of Arrow, of months, days and nanoseconds, as lengths of time."""
    parts = np.dtype([("months", "<i4"), ("days", "<i4"), ("nanos", "<i8")])
    made = []
    for chunk in values.chunks:
        held = np.frombuffer(chunk.buffers()[1], parts, len(chunk), chunk.offset * parts.itemsize)
        missing = chunk.is_null().to_numpy(zero_copy_only=False)
        if held["months"][~missing].any():
            raise PlotSpecError(months_refused(name))
        micros = held["days"] * np.int64(_DAY) + held["nanos"] // 1000
        micros[missing] = np.iinfo(np.int64).min  # NaT
        made.append(micros.view("m8[us]"))
    return np.concatenate([np.empty(0, dtype="m8[us]"), *made])
