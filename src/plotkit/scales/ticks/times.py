"""Round instants, and how they are written. All numbers are days since 1970-01-01 (UTC)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import numpy as np

from plotkit.errors import calling
from plotkit.records import dataclass
from plotkit.scales.ticks.choosers import InIntervals, multiples
from plotkit.scales.ticks.durations import DAY_STEPS, SECONDS
from plotkit.scales.ticks.numbers import nice_ticks
from plotkit.scales.ticks.plan import Writer
from plotkit.scales.ticks.writers import Each, in_one_way
from plotkit.typing import Floats

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_CLOCK_STEPS = tuple(step for step in DAY_STEPS if step < 1)
_WEEKS, _FORTNIGHTS = (1, 8, 15, 22), (1, 15)
"""Days of a month that are about as far apart."""


# -------------------------------------------------------------------------------------- positions


def time_ticks(low: float, high: float, most: int = 6, zone: str | None = None) -> list[float]:
    """Return round instants within `low`-`high`, all in days since 1970-01-01 (UTC).

    With a time zone (an IANA name) they are round on its clocks.

    Examples
    --------
    >>> time_ticks(0, 3, most=3)
    [0.0, 1.0, 2.0, 3.0]
    >>> time_ticks(0, 3, most=3, zone="Etc/GMT-6")
    [0.75, 1.75, 2.75]
    """
    if not high > low:
        return [low]
    if zone is not None:
        tz = ZoneInfo(zone)
        first, last = on_clock_of(low, tz), on_clock_of(high, tz)
        found = [from_clock(tick, tz) for tick in time_ticks(first, last, most)]
        return [tick for tick in found if low - 1e-10 <= tick <= high + 1e-10]
    raw = (high - low) / most
    if raw < DAY_STEPS[0] * (1 - 1e-6):
        return [tick / SECONDS for tick in nice_ticks(low * SECONDS, high * SECONDS, most)]
    for step in (*_CLOCK_STEPS, 1.0):
        if step >= raw * (1 - 1e-6):
            return multiples(low, high, step)
    for count in (2, 3, 5):
        if count >= raw * (1 - 1e-6):
            return _every_days(low, high, count)
    for days in (_WEEKS, _FORTNIGHTS):
        if days[1] - 1 >= raw * (1 - 1e-6):
            return _days_of_months(low, high, days)
    months = next((m for m in _MONTH_STEPS if m * 31 >= raw), _MONTH_STEPS[-1])
    starts = _starts_of_months(low, high, months)
    inside: list[float] = starts[(starts >= low) & (starts <= high)].tolist()
    return inside


def _starts_of_months(low: float, high: float, months: int) -> Floats:
    """Return the first days of each so many months, from before `low` to after `high`."""
    first_year, last_year = (1970 + int(np.floor(end / 365.2425)) for end in (low, high))
    start, stop = (first_year - 1) * 12 // months * months, (last_year + 2) * 12
    starts = (np.arange(start, stop, months) - 1970 * 12).astype("datetime64[M]")
    return starts.astype("datetime64[D]").astype(np.float64)


def _every_days(low: float, high: float, count: int) -> list[float]:
    """Return each so many days: a first of a month is among them if one is in view."""
    firsts = _starts_of_months(low, high, 1)
    within = firsts[(firsts >= low) & (firsts <= high)]
    start = within[0] if len(within) else 0.0
    return [start + n for n in multiples(low - start, high - start, count)]


def _days_of_months(low: float, high: float, days: Sequence[int]) -> list[float]:
    """Return some days of each month."""
    firsts = _starts_of_months(low, high, 1)
    ticks = (firsts[:, None] + np.array(days) - 1.0).ravel()
    inside: list[float] = ticks[(ticks >= low) & (ticks <= high)].tolist()
    return inside


def on_clock_of(instant: float, tz: ZoneInfo) -> float:
    """Return what the clocks of a time zone show at an instant, as days since 1970-01-01."""
    return (moment(instant, tz).replace(tzinfo=UTC) - _EPOCH) / _DAY


def from_clock(shown: float, tz: ZoneInfo) -> float:
    """Return the instant at which the clocks of a time zone show that, in days since 1970."""
    return (moment(shown, UTC).replace(tzinfo=tz) - _EPOCH) / _DAY


def moment(instant: float, tz: Any) -> datetime:
    """Return days since 1970-01-01 as a datetime, without the dust of float arithmetic."""
    moment = _EPOCH + timedelta(days=float(instant))
    dust = (moment.microsecond + 5) % 1_000_000 - 5
    if abs(dust) < 5:
        moment -= timedelta(microseconds=dust)
    return moment.astimezone(tz)


@dataclass(frozen=True)
class CalendarTicks(InIntervals):
    """Places ticks as :func:`time_ticks` does."""

    zone: str | None = None
    usual: ClassVar[int | None] = 6

    def choose(self, low: float, high: float, intervals: int) -> list[float]:
        """Return the ticks."""
        return time_ticks(low, high, intervals, self.zone)


# ----------------------------------------------------------------------------------------- labels


def time_labels(values: Sequence[float], zone: str | None = None) -> list[str]:
    """Write instants (days since 1970-01-01) as short as tells them apart.

    Examples
    --------
    >>> time_labels([0, 365])
    ['1970', '1971']
    """
    tz: Any = ZoneInfo(zone) if zone else UTC
    moments = [moment(v, tz) for v in values]
    if any(m.hour or m.minute or m.second or m.microsecond for m in moments):
        day = "%Y-%m-%d " if len({m.year for m in moments}) > 1 else "%m-%d "
        form = day if len({m.date() for m in moments}) > 1 else ""
        if any(m.microsecond for m in moments):
            return _trimmed([m.strftime(form + "%H:%M:%S.%f") for m in moments])
        form += "%H:%M:%S" if any(m.second for m in moments) else "%H:%M"
    elif any(m.day != 1 for m in moments):
        form = "%Y-%m-%d"
    else:
        form = "%Y-%m" if any(m.month != 1 for m in moments) else "%Y"
    return [m.strftime(form) for m in moments]


def spread_labels(
    values: Sequence[float], zone: str | None = None, names: bool = False, joint: str = "\n"
) -> list[str]:
    r"""Write instants along an axis: a label leaves out the day, or year, of the one before it.

    Parameters
    ----------
    values
        Days since 1970-01-01, in order.
    zone
        On whose clocks; None for UTC.
    names
        Whether months are written by name, and years once; else dates stay whole.
    joint
        What stands between a time and its day, or a month and its year; with a line break the
        larger one stands below.

    Examples
    --------
    >>> spread_labels([0, 1, 2])
    ['1970-01-01', '1970-01-02', '1970-01-03']
    >>> spread_labels([0, 0.5, 1], joint=" ")
    ['1970-01-01 00:00', '12:00', '01-02 00:00']
    >>> spread_labels([0, 31, 59], names=True)
    ['Jan\n1970', 'Feb', 'Mar']
    """
    tz: Any = ZoneInfo(zone) if zone else UTC
    moments = [moment(v, tz) for v in values]
    clock = any(m.hour or m.minute or m.second or m.microsecond for m in moments)
    days = any(m.day != 1 for m in moments)
    if not clock and not days and all(m.month == 1 for m in moments):
        return [m.strftime("%Y") for m in moments]
    labels = []
    before: datetime | None = None
    small = _clocks(moments) if clock else [""] * len(moments)
    for m, time in zip(moments, small, strict=True):
        same_year = before is not None and before.year == m.year
        same_day = before is not None and before.date() == m.date()
        if clock:
            large = "" if same_day else _day(m, names, same_year)
            label = _joined(time, large, joint)
        elif names:
            text = m.strftime(f"%b {m.day}" if days else "%b")
            year = m.strftime("%Y")
            comma = "," if days and joint != "\n" else ""
            label = text if same_year else f"{text}{comma}{joint}{year}"
        else:
            label = m.strftime("%Y-%m-%d" if days else "%Y-%m")
        labels.append(label)
        before = m
    return labels


def _clocks(moments: Sequence[datetime]) -> list[str]:
    if any(m.microsecond for m in moments):
        return _trimmed([m.strftime("%H:%M:%S.%f") for m in moments])
    form = "%H:%M:%S" if any(m.second for m in moments) else "%H:%M"
    return [m.strftime(form) for m in moments]


def _day(m: datetime, names: bool, same_year: bool) -> str:
    if names:
        return m.strftime(f"%b {m.day}" if same_year else f"%b {m.day}, %Y")
    return m.strftime("%m-%d" if same_year else "%Y-%m-%d")


def _joined(time: str, day: str, joint: str) -> str:
    """Write a time with its day: below it on a line of its own, else before it."""
    if not day:
        return time
    return f"{time}{joint}{day}" if joint == "\n" else f"{day}{joint}{time}"


def _trimmed(texts: list[str]) -> list[str]:
    """Cut the zeros at the end that all texts have."""
    while all(text.endswith("0") for text in texts):
        texts = [text[:-1] for text in texts]
    return texts


@dataclass(frozen=True)
class TimeLabels(Writer):
    """Writes ticks as :func:`time_labels` does."""

    zone: str | None = None

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        return in_one_way(partial(time_labels, zone=self.zone), positions, low, high)


def like_times(like: str | Callable[[datetime], Any], zone: str | None) -> Writer:
    """Return what writes instants with a format of ``strftime`` or a function of a datetime."""
    return Each(partial(_written, like, ZoneInfo(zone) if zone else UTC))


def _written(like: Any, tz: Any, x: float, pos: int | None) -> str:
    shown = moment(x, tz)
    if not callable(like):
        return shown.strftime(like)
    with calling(f"The function of label(like=), called with {shown!r},"):
        return str(like(shown))
