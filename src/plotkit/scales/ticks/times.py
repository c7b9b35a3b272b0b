"""Round instants, and how they are written. All numbers are days since 1970-01-01 (UTC)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import numpy as np

from plotkit.errors import calling
from plotkit.scales.ticks.choosers import InIntervals, multiples
from plotkit.scales.ticks.durations import DAY_STEPS, SECONDS
from plotkit.scales.ticks.numbers import nice_ticks
from plotkit.scales.ticks.plan import Writer
from plotkit.scales.ticks.writers import Each, in_one_way
from plotkit.typing import Floats

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_NARROW = 0.6
"""Share of the usual distance between instants below which one of two is left out."""


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
        first, last = _on_clock(low, tz), _on_clock(high, tz)
        found = [_from_clock(tick, tz) for tick in time_ticks(first, last, most)]
        return [tick for tick in found if low - 1e-10 <= tick <= high + 1e-10]
    raw = (high - low) / most
    if raw < DAY_STEPS[0] * (1 - 1e-6):
        return [tick / SECONDS for tick in nice_ticks(low * SECONDS, high * SECONDS, most)]
    for step in DAY_STEPS:
        if step >= raw * (1 - 1e-6):
            return multiples(low, high, step)
    months = next((m for m in _MONTH_STEPS if m * 31 >= raw), _MONTH_STEPS[-1])
    first_year, last_year = (1970 + int(np.floor(end / 365.2425)) for end in (low, high))
    start, stop = (first_year - 1) * 12 // months * months, (last_year + 2) * 12
    starts = (np.arange(start, stop, months) - 1970 * 12).astype("datetime64[M]")
    ticks = starts.astype("datetime64[D]").astype(np.float64)
    inside: list[float] = ticks[(ticks >= low) & (ticks <= high)].tolist()
    return inside


def _on_clock(instant: float, tz: ZoneInfo) -> float:
    """Return what the clocks of a time zone show at an instant, as days since 1970-01-01."""
    return (moment(instant, tz).replace(tzinfo=UTC) - _EPOCH) / _DAY


def _from_clock(shown: float, tz: ZoneInfo) -> float:
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


def thinned(found: Floats, low: float, high: float, most: int) -> Floats:
    """Return instants without those that follow another too soon, at most so many within limits.

    Days are counted from the first of each month, so that the 31st may precede a 1st.

    Examples
    --------
    >>> thinned(np.array([0.0, 10, 20, 30, 31, 41]), 0, 50, most=7).tolist()
    [0.0, 10.0, 20.0, 31.0, 41.0]
    >>> thinned(np.arange(8.0), 0, 7, most=4).tolist()
    [0.0, 2.0, 4.0, 6.0]
    """
    if len(found) > 2:
        gaps = np.diff(found)
        found = np.delete(found, np.flatnonzero(gaps < _NARROW * np.median(gaps)))
    shown = np.flatnonzero((found >= low) & (found <= high))
    stride = -(-len(shown) // most)
    return found if stride <= 1 else found[shown[::stride]]


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
