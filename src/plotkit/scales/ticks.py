"""Where ticks go and what they say, as plain numbers and text: for legends, and for durations."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
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
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_MOST_ROUND = 6
"""Intervals of round numbers on a scale that stretches some of them."""
_SECONDS = 86400.0
"""Seconds of a day."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


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
    if not 1e-300 < raw < 1e300:
        return [low, high]
    power = float(10.0 ** np.floor(np.log10(raw)))
    steps = [step * power for step in (*(s / 10 for s in _STEPS[:-1]), *_STEPS)]
    first = next(i for i, step in enumerate(steps) if step >= raw * (1 - 1e-9))
    ticks: list[float] = []
    for step in reversed(steps[: first + 1]):
        digits = max(0, 2 - int(np.floor(np.log10(step))))
        ticks = list(dict.fromkeys(round(tick, digits) for tick in _multiples(low, high, step)))
        if len(ticks) >= fewest:
            break
    return ticks or [low, high]


def _multiples(low: float, high: float, step: float) -> list[float]:
    slack = max(1e-9, 1e-15 * max(abs(low), abs(high)) / step)
    first, last = int(np.ceil(low / step - slack)), int(np.floor(high / step + slack))
    return [i * step for i in range(first, last + 1)]


def at_most(
    n: int, choose: Callable[[float, float, int], list[float]], low: float, high: float
) -> list[float]:
    """Return the ticks of a function of this module, never more than `n` of them.

    Examples
    --------
    >>> at_most(3, nice_ticks, 0, 10)
    [0.0, 5.0, 10.0]
    """
    found: list[float] = []
    for intervals in range(n, 0, -1):
        found = choose(low, high, intervals)
        if len(found) <= n:
            break
    return found[:n]


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


def symlog_ticks(low: float, high: float, threshold: float = 1.0, most: int = 6) -> list[float]:
    """Return zero and powers of ten on both sides of it; round numbers where too few fit.

    Examples
    --------
    >>> symlog_ticks(-100, 1000)
    [-100.0, -10.0, 0.0, 10.0, 100.0, 1000.0]
    >>> symlog_ticks(0, 9)
    [0.0, 1.0, 2.0, 5.0]
    """
    far = max(abs(low), abs(high))
    if not high > low or far < 2 * threshold:
        return nice_ticks(low, high, most)
    first = int(np.ceil(np.log10(threshold) - 1e-9))
    last = int(np.floor(np.log10(far) + 1e-9))

    def mirrored(amounts: Iterable[float]) -> list[float]:
        return [*(-amount for amount in amounts), 0.0, *amounts]

    powers = [10.0**power for power in range(first, last + 1)]
    choices = [mirrored([step * power for power in powers for step in (1, 2, 5)])]
    choices += [mirrored(powers)] if last == first + 1 else []
    outer = [power for power in powers if power >= 2 * threshold]  # others are close to zero
    choices += [mirrored(outer[::-1][::stride]) for stride in range(1, len(outer) + 1)]
    fine = far < 100 * threshold
    return _first_of(choices if fine else choices[1:], low, high, most)


def logit_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return a half and shares of a tenth, a hundredth ... of either end of 0-1.

    Examples
    --------
    >>> logit_ticks(0.002, 0.995)
    [0.01, 0.1, 0.5, 0.9, 0.99]
    >>> logit_ticks(0.4, 0.6)
    [0.4, 0.45, 0.5, 0.55, 0.6]
    """
    if not high > low:
        return [low]
    below, above = (_decades_to(end) for end in (low, 1.0 - high))

    def mirrored(stride: int) -> list[float]:
        small = [float(f"1e-{k}") for k in range(below, 0, -stride)]
        large = [1.0 - float(f"1e-{k}") for k in range(above, 0, -stride)]
        return [*small, 0.5, *large]

    choices = [mirrored(stride) for stride in range(1, max(below, above, 1) + 1)]
    if min(below, above) > 0:
        choices.append([float(f"1e-{below}"), 1.0 - float(f"1e-{above}")])
    if max(below, above) < 2:
        choices = [[0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9], [0.1, 0.3, 0.5, 0.7, 0.9], *choices]
    return _first_of(choices, low, high, most)


def _decades_to(end: float) -> int:
    """Return how many powers of a tenth, the tenth being the first, are no smaller."""
    return int(np.floor(1e-9 - np.log10(max(end, 1e-15))))


def _first_of(
    choices: Iterable[Sequence[float]], low: float, high: float, most: int
) -> list[float]:
    """Return the first choice of ticks with two or more of them in sight, but not too many.

    Where there is none they are round numbers.
    """
    for choice in choices:
        ticks = sorted(tick for tick in choice if low <= tick <= high)
        if 3 <= len(ticks) <= most + 1 or len(ticks) == 2 <= most + 1 <= 3:
            return ticks
    return nice_ticks(low, high, min(most, _MOST_ROUND))


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
        place = ZoneInfo(zone)
        first, last = _on_clock(low, place), _on_clock(high, place)
        found = [_from_clock(tick, place) for tick in time_ticks(first, last, most)]
        return [tick for tick in found if low - 1e-10 <= tick <= high + 1e-10]
    raw = (high - low) / most
    if raw < _DAY_STEPS[0] * (1 - 1e-6):
        return [tick / _SECONDS for tick in nice_ticks(low * _SECONDS, high * _SECONDS, most)]
    for step in _DAY_STEPS:
        if step >= raw * (1 - 1e-6):
            return _multiples(low, high, step)
    months = next((m for m in _MONTH_STEPS if m * 31 >= raw), _MONTH_STEPS[-1])
    first_year, last_year = (1970 + int(np.floor(end / 365.2425)) for end in (low, high))
    start, stop = (first_year - 1) * 12 // months * months, (last_year + 2) * 12
    starts = (np.arange(start, stop, months) - 1970 * 12).astype("datetime64[M]")
    ticks = starts.astype("datetime64[D]").astype(np.float64)
    inside: list[float] = ticks[(ticks >= low) & (ticks <= high)].tolist()
    return inside


def _on_clock(instant: float, place: ZoneInfo) -> float:
    """Return what the clocks of a place show at an instant, as days since 1970-01-01."""
    return (moment(instant, place).replace(tzinfo=UTC) - _EPOCH) / _DAY


def _from_clock(shown: float, place: ZoneInfo) -> float:
    return (moment(shown, UTC).replace(tzinfo=place) - _EPOCH) / _DAY


def moment(instant: float, place: Any) -> datetime:
    """Return days since 1970-01-01 as a datetime, without the dust of float arithmetic."""
    moment = _EPOCH + timedelta(days=float(instant))
    dust = (moment.microsecond + 5) % 1_000_000 - 5
    if abs(dust) < 5:
        moment -= timedelta(microseconds=dust)
    return moment.astimezone(place)


def duration_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round lengths of time within `low`-`high`, all in days."""
    if not high > low:
        return [low]
    raw = (high - low) / most
    for step in _DAY_STEPS:
        if _DAY_STEPS[0] * (1 - 1e-6) <= raw <= step * (1 + 1e-6):
            return _multiples(low, high, step)
    if raw > 1:
        return nice_ticks(low, high, most)
    return [tick / _SECONDS for tick in nice_ticks(low * _SECONDS, high * _SECONDS, most)]


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
    if finite and (max(finite) > 1e4 * min(finite) or _are_odds(finite)):
        # decades: each has decimals of its own
        return [f"{v:.10g}" for v in values]
    for decimals in range(11):
        if all(abs(round(v, decimals) - v) <= 1e-9 * max(finite, default=1) for v in values):
            return [f"{round(v, decimals) + 0.0:.{decimals}f}" for v in values]
    return [f"{v:g}" for v in values]


def _are_odds(values: Sequence[float]) -> bool:
    """Tell whether numbers are shares of one whose odds lie far apart."""
    if min(values) <= 0 or max(values) >= 1:
        return False
    odds = [value / (1 - value) for value in values]
    return max(odds) > 1e3 * min(odds)


def time_labels(values: Sequence[float], zone: str | None = None) -> list[str]:
    """Write instants (days since 1970-01-01) as short as tells them apart.

    Examples
    --------
    >>> time_labels([0, 365])
    ['1970', '1971']
    """
    place: Any = ZoneInfo(zone) if zone else UTC
    moments = [moment(v, place) for v in values]
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


def duration_labels(values: Sequence[float]) -> list[str]:
    """Write lengths of time (days) in the largest unit that divides them all.

    Examples
    --------
    >>> duration_labels([0, 0.25, 0.5])
    ['0 h', '6 h', '12 h']
    """
    for unit, size in (("d", 1.0), ("h", 24.0), ("min", 1440.0), ("s", 86400.0)):
        scaled = [v * size for v in values]
        slack = 1e-9 * max(map(abs, scaled), default=0.0)
        if all(abs(v - round(v)) <= slack for v in scaled) or unit == "s":
            return [f"{label} {unit}" for label in number_labels([round(v, 9) for v in scaled])]
    raise AssertionError("the last unit always serves")


def level_label(level: Any, zone: str | None = None) -> str:
    """Write one level of a category; an instant on the clocks of `zone`, an IANA name.

    Examples
    --------
    >>> level_label(2.0), level_label("a"), level_label(np.datetime64("2020-01-01T00"))
    ('2', 'a', '2020-01-01')
    """
    if isinstance(level, float) and level.is_integer() and abs(level) < 1e15:
        return str(int(level))
    if isinstance(level, np.timedelta64):
        return duration_labels([float(level / np.timedelta64(1, "us")) / (_SECONDS * 1e6)])[0]
    if isinstance(level, np.datetime64):
        level = level if zone is None else on_clock(level, zone)
        date, _, time = str(np.datetime_as_string(level)).partition("T")
        if not time.strip("0:."):
            return date
        clock, _, fraction = time.partition(".")
        fraction = fraction.rstrip("0")
        clock = f"{clock}:00" if len(clock) == len("12") else clock
        if not fraction and len(clock) == len("12:30:00"):
            clock = clock.removesuffix(":00")
        return f"{date} {clock}.{fraction}" if fraction else f"{date} {clock}"
    return str(level)


def on_clock(instant: np.datetime64, zone: str) -> np.datetime64:
    """Return what the clocks of a time zone show at an instant.

    Examples
    --------
    >>> str(on_clock(np.datetime64("2020-01-01T00", "s"), "Asia/Tokyo").astype("M8[h]"))
    '2020-01-01T09'
    """
    local: datetime = instant.astype("datetime64[us]").item().replace(tzinfo=UTC)
    return np.datetime64(local.astimezone(ZoneInfo(zone)).replace(tzinfo=None))


def literal(text: str) -> str:
    r"""Write a text of the data so that a dollar sign in it begins no formula of matplotlib.

    Examples
    --------
    >>> literal("$5")
    '\\$5'
    """
    return text.replace("$", r"\$")


def locator_ticks(locator: Any, low: float, high: float) -> list[float]:
    """Return the ticks of a matplotlib Locator within `low`-`high`.

    One that is made for dates is asked in dates. The locator itself stays as it is.
    """
    own = _detached(locator, low, high)
    ends: tuple[Any, Any] = (low, high)
    if hasattr(own, "viewlim_to_dt"):
        ends = (moment(low, UTC), moment(high, UTC))
    slack = 1e-9 * (high - low)
    found = [float(tick) for tick in own.tick_values(*ends)]
    return [tick for tick in found if low - slack <= tick <= high + slack]


def formatter_labels(formatter: Any, values: Sequence[float]) -> list[str]:
    """Write numbers with a matplotlib Formatter, or with a function of value and index."""
    if not hasattr(formatter, "format_ticks") or not len(values):
        return [str(formatter(value, i)) for i, value in enumerate(values)]
    own = _detached(formatter, min(values), max(values))
    return [str(text) for text in own.format_ticks(list(values))]


def _detached(helper: Any, low: float, high: float) -> Any:
    """Return a copy of a locator or formatter that sees the range `low`-`high`, without an axis."""
    own = copy.copy(helper)
    if hasattr(own, "create_dummy_axis"):
        own.set_axis(None)
        own.create_dummy_axis()
        own.axis.set_view_interval(low, high)
        own.axis.set_data_interval(low, high)
    return own
