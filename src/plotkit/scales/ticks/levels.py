"""Ticks of categories: a level at each whole number, and how levels are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from plotkit.data.column import CLOCK
from plotkit.errors import PlotSpecError, calling, quoted
from plotkit.records import dataclass
from plotkit.scales.instants import instant
from plotkit.scales.ticks.asked import TickLabels
from plotkit.scales.ticks.durations import SECONDS, clock_labels, duration_labels
from plotkit.scales.ticks.formulas import literal
from plotkit.scales.ticks.plan import Writer


@dataclass(frozen=True)
class LevelLabels(Writer):
    """Writes the label of a level at its index, and nothing elsewhere."""

    texts: tuple[str, ...]

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels."""
        at = np.asarray(positions, dtype=np.float64)
        index = np.rint(at)
        known = (np.abs(at - index) < 1e-6) & (index >= 0) & (index < len(self.texts))
        places = np.where(known, index, -1).astype(np.intp).tolist()
        return [self.texts[place] if place >= 0 else "" for place in places]


def level_labels(levels: Sequence[Any], labels: TickLabels, zone: str | None = None) -> list[str]:
    """Write each level as the user asked for it; instants on the clocks of `zone`."""
    like = labels.like
    if isinstance(like, Mapping):
        named = level_names(like, levels, zone)
        return [
            named[level] if level in named else literal(level_label(level, zone))
            for level in levels
        ]
    if callable(like):
        with calling(f"The function of label(like=), called with the levels {quoted(levels, 5)},"):
            return [str(like(level)) for level in levels]
    if like is None:
        texts = [literal(level_label(level, zone)) for level in levels]
        return texts if len(set(texts)) == len(texts) else _apart(levels, texts)
    try:
        if "{" in like:
            plain = [literal(level) if isinstance(level, str) else level for level in levels]
            return [like.format(level, x=level, pos=i) for i, level in enumerate(plain)]
        return [literal(format(level, like)) for level in levels]
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise PlotSpecError(
            f"label(like={like!r}) cannot write the levels {quoted(levels, most=5)}: {error}."
        ) from error


def level_names(
    names: Mapping[Any, Any], levels: Sequence[Any], zone: str | None
) -> dict[Any, str]:
    """Return the names that a user gave to levels, by the levels as the data have them."""
    known = tuple(levels)
    found = {native_level(level, known, zone): str(name) for level, name in names.items()}
    return {level: name for level, name in found.items() if level in known}


def _apart(levels: Sequence[Any], texts: Sequence[str]) -> list[str]:
    """Write numbers that are one text but for the last digits in full."""
    many = {text for text in texts if texts.count(text) > 1}
    return [
        str(level) if text in many and isinstance(level, float) else text
        for level, text in zip(levels, texts, strict=True)
    ]


def native_level(level: Any, known: tuple[Any, ...], zone: str | None) -> Any:
    """Return the data's own form of a level that a user wrote (1 for 1.0, a date for its text)."""
    if level in known:
        return known[known.index(level)]
    if known and isinstance(known[0], np.datetime64) and isinstance(level, str | date):
        at = instant(level, zone).astype(known[0].dtype)
        return known[known.index(at)] if at in known else at
    if known and isinstance(known[0], np.timedelta64) and isinstance(level, timedelta):
        return np.timedelta64(level).astype(known[0].dtype)
    return level


def level_label(level: Any, zone: str | None = None) -> str:
    """Write one level of a category; an instant on the clocks of `zone`, an IANA name.

    Examples
    --------
    >>> level_label(2.0), level_label("a"), level_label(np.datetime64("2020-01-01T00"))
    ('2', 'a', '2020-01-01')
    """
    if isinstance(level, float):
        return str(float(f"{level + 0.0:.15g}")).removesuffix(".0")  # as far as sums are exact
    if isinstance(level, datetime):
        level, zone = np.datetime64(level.replace(tzinfo=None)), None
    if isinstance(level, np.timedelta64):
        write = clock_labels if zone == CLOCK else duration_labels
        return write([float(level / np.timedelta64(1, "us")) / (SECONDS * 1e6)])[0]
    if isinstance(level, time):
        return level.isoformat("seconds" if level.second else "minutes")
    if isinstance(level, np.datetime64):
        level = level if zone in (None, CLOCK) else on_clock(level, zone)
        day, _, hours = str(np.datetime_as_string(level)).partition("T")
        if not hours.strip("0:."):
            return day
        clock, _, fraction = hours.partition(".")
        fraction = fraction.rstrip("0")
        clock = f"{clock}:00" if len(clock) == len("12") else clock
        if not fraction and len(clock) == len("12:30:00"):
            clock = clock.removesuffix(":00")
        return f"{day} {clock}.{fraction}" if fraction else f"{day} {clock}"
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
