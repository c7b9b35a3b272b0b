"""Where ticks go and what they say, as plain numbers and text: for legends, and for durations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DAY_STEPS = (
    *(n / 86400 for n in (1, 2, 5, 10, 15, 30)),
    *(n / 1440 for n in (1, 2, 5, 10, 15, 30)),
    *(n / 24 for n in (1, 2, 3, 6, 12)),
    1.0, 2.0, 5.0, 7.0, 14.0,
)  # fmt: skip
"""Steps of time that read well, in days."""
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def nice_ticks(low: float, high: float, most: int = 5, fewest: int = 2) -> list[float]:
    """Return round numbers within `low`-`high`, about `most` intervals.

    Steps are 1, 2, 2.5 or 5 times a power of ten, as in matplotlib's MaxNLocator.

    Examples
    --------
    >>> nice_ticks(0, 10)
    [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    """
    if not high > low:
        return [low]
    raw = (high - low) / max(most, 1)
    power = 10.0 ** np.floor(np.log10(raw))
    steps = [step * power for step in (*(s / 10 for s in _STEPS[:-1]), *_STEPS)]
    first = next(i for i, step in enumerate(steps) if step >= raw * (1 - 1e-9))
    ticks: list[float] = []
    for step in reversed(steps[: first + 1]):
        ticks = _multiples(low, high, step)
        if len(ticks) >= fewest:
            break
    return ticks or [low, high]


def _multiples(low: float, high: float, step: float) -> list[float]:
    slack = 1e-9
    first, last = int(np.ceil(low / step - slack)), int(np.floor(high / step + slack))
    digits = max(0, 2 - int(np.floor(np.log10(step))))
    return [round(i * step, digits) for i in range(first, last + 1)]


def log_ticks(low: float, high: float, base: float = 10.0, most: int = 6) -> list[float]:
    """Return powers of `base` within `low`-`high`, thinned; nice numbers where too few fit.

    Examples
    --------
    >>> log_ticks(1, 5000)
    [1.0, 10.0, 100.0, 1000.0]
    """
    scale = np.log(base)
    first = int(np.ceil(np.log(low) / scale - 1e-9))
    last = int(np.floor(np.log(high) / scale + 1e-9))
    if last - first < 1:
        return nice_ticks(low, high, most)
    stride = -(-(last - first) // most)
    return [float(base) ** power for power in range(first, last + 1, max(stride, 1))]


def time_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round instants within `low`-`high`, all in days since 1970-01-01 (UTC).

    Examples
    --------
    >>> time_ticks(0, 3)
    [0.0, 1.0, 2.0, 3.0]
    """
    if not high > low:
        return [low]
    raw = (high - low) / most
    for step in _DAY_STEPS:
        if step >= raw:
            return _multiples(low, high, step)
    months = next((m for m in _MONTH_STEPS if m * 30.44 >= raw), _MONTH_STEPS[-1])
    start = _EPOCH + timedelta(days=low)
    month = (start.year * 12 + start.month - 1) // months * months
    ticks = []
    while (at := _month_start(month)) <= high:
        if at >= low:
            ticks.append(at)
        month += months
    return ticks


def _month_start(month: int) -> float:
    start = datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return (start - _EPOCH) / timedelta(days=1)


def duration_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round lengths of time within `low`-`high`, all in days."""
    if not high > low:
        return [low]
    raw = (high - low) / most
    for step in _DAY_STEPS:
        if _DAY_STEPS[0] <= raw <= step:
            return _multiples(low, high, step)
    if raw > 1:
        return nice_ticks(low, high, most)
    return [tick / 86400 for tick in nice_ticks(low * 86400, high * 86400, most)]


def number_labels(values: Sequence[float]) -> list[str]:
    """Write numbers with just the decimals that tell them apart.

    Examples
    --------
    >>> number_labels([0, 0.5, 1])
    ['0.0', '0.5', '1.0']
    >>> number_labels([100000, 20000000])
    ['1e+05', '2e+07']
    """
    finite = [abs(v) for v in values if v and np.isfinite(v)]
    if finite and (max(finite) >= 1e7 or max(finite) < 1e-4):
        return [f"{v:.4g}" for v in values]
    for decimals in range(11):
        if all(abs(round(v, decimals) - v) <= 1e-9 * max(finite, default=1) for v in values):
            return [f"{round(v, decimals) + 0.0:.{decimals}f}" for v in values]
    return [f"{v:g}" for v in values]


def time_labels(values: Sequence[float], zone: str | None = None) -> list[str]:
    """Write instants (days since 1970-01-01) as short as tells them apart.

    Examples
    --------
    >>> time_labels([0, 365])
    ['1970', '1971']
    """
    place: Any = ZoneInfo(zone) if zone else UTC
    moments = [(_EPOCH + timedelta(days=float(v))).astimezone(place) for v in values]
    if any(m.second or m.microsecond for m in moments):
        form = "%H:%M:%S"
    elif any(m.hour or m.minute for m in moments):
        form = "%m-%d %H:%M" if len({m.date() for m in moments}) > 1 else "%H:%M"
    elif any(m.day != 1 for m in moments):
        form = "%Y-%m-%d"
    else:
        form = "%Y-%m" if any(m.month != 1 for m in moments) else "%Y"
    return [m.strftime(form) for m in moments]


def duration_labels(values: Sequence[float]) -> list[str]:
    """Write lengths of time (days) in the largest unit that divides them all.

    Examples
    --------
    >>> duration_labels([0, 0.25, 0.5])
    ['0 h', '6 h', '12 h']
    """
    for unit, size in (("d", 1.0), ("h", 24.0), ("min", 1440.0), ("s", 86400.0)):
        scaled = [v * size for v in values]
        if all(abs(v - round(v)) < 1e-6 for v in scaled) or unit == "s":
            return [f"{label} {unit}" for label in number_labels([round(v, 9) for v in scaled])]
    raise AssertionError("the last unit always serves")


def level_label(level: Any) -> str:
    """Write one level of a category.

    Examples
    --------
    >>> level_label(2.0), level_label("a"), level_label(np.datetime64("2020-01-01T00"))
    ('2', 'a', '2020-01-01')
    """
    if isinstance(level, float) and level.is_integer() and abs(level) < 1e15:
        return str(int(level))
    if isinstance(level, np.datetime64):
        text = np.datetime_as_string(level)
        date, _, time = str(text).partition("T")
        return date if not time.strip("0:.") else f"{date} {time.rstrip('0').rstrip('.:')}"
    return str(level)
