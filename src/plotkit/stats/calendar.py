"""Bins of the calendar: periods of time that begin with a day, a week or a month of a time zone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from plotkit.data.column import days
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass
from plotkit.scales.ticks.times import from_clock, on_clock_of
from plotkit.typing import Floats

_TEXT = re.compile(r"(\d*)\s*([A-Za-z]+)")
_DAYS = {"s": 1 / 86400, "min": 1 / 1440, "h": 1 / 24, "D": 1.0, "W": 7.0}
_MONTHS = {"MS": 1, "M": 1, "ME": 1, "QS": 3, "Q": 3, "YS": 12, "Y": 12, "YE": 12}
_MONDAY = 4
"""The first Monday, in days since 1970-01-01."""


@dataclass(frozen=True)
class Period:
    """A length of time as the calendar has it: of days, or of months.

    Parameters
    ----------
    days
        How many, also parts of one.
    months
        How many instead.
    weeks
        Whether it begins with a Monday.
    """

    days: float = 0.0
    months: int = 0
    weeks: bool = False

    @classmethod
    def of(cls, width: Any) -> Period:
        """Return what a text such as "7D" or a timedelta means."""
        if isinstance(width, timedelta | np.timedelta64):
            return cls(float(days(np.asarray([width], dtype="timedelta64[us]"))[0]))
        match = _TEXT.fullmatch(width.strip())
        count, unit = (int(match[1] or 1), match[2]) if match else (0, "")
        if unit in _MONTHS:
            return cls(months=count * _MONTHS[unit])
        if unit in _DAYS:
            return cls(count * _DAYS[unit], weeks=unit == "W")
        raise PlotSpecError(
            f"Unknown binwidth {width!r}. Write a number and a unit: "
            f"{', '.join([*_DAYS, *_MONTHS])} (as in '7D', '1MS')."
        )

    def count(self, low: float, high: float) -> float:
        """Return about how many of them there are between two instants in days."""
        return (high - low) / (self.days or 30.0 * self.months)

    def edges(self, low: float, high: float, zone: str | None = None) -> Floats:
        """Return where periods begin, from that of `low` to the end of that of `high`, in days.

        Days, weeks and months are those of the clocks of `zone`, an IANA name; UTC for None.
        """
        tz = None if zone is None else ZoneInfo(zone)
        first, last = (end if tz is None else on_clock_of(end, tz) for end in (low, high))
        if self.months:
            shown = _months(first, last, self.months)
        elif self.days == round(self.days):
            day = float(np.floor(first))
            start = day - (day - _MONDAY) % 7 if self.weeks else day
            shown = _steps(start, last, self.days)
            if self.days > 1 and not self.weeks and len(shown) > 2 and last == shown[-2]:
                shown = shown[:-1]  # such spans begin with the data, and may end with them too
        else:
            day = float(np.floor(first))
            start = day + np.floor((first - day) / self.days + 1e-9) * self.days
            return _steps(start if tz is None else from_clock(start, tz), high, self.days)
        return shown if tz is None else np.array([from_clock(edge, tz) for edge in shown])


def _steps(start: float, last: float, step: float) -> Floats:
    n = int(np.floor((last - start) / step + 1e-9)) + 1
    return start + step * np.arange(n + 1, dtype=np.float64)


def _months(low: float, high: float, step: int) -> Floats:
    ends = np.floor([low, high]).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    first = ends[0] // step * step
    starts = np.arange(first, ends[1] + step + 1, step).astype("datetime64[M]")
    edges = days(starts.astype("datetime64[us]"))
    return edges[: int(np.searchsorted(edges, high, side="right")) + 1]
