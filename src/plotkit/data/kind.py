"""What kind of thing a column holds: the one question that decides its scale."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """The kind of a variable. Scales are inferred from it, never from a dtype."""

    NUMBER = "number"
    BOOLEAN = "boolean"
    TIME = "time"
    """An instant or a date; in axis units days since 1970-01-01."""
    DURATION = "duration"
    """A length of time; in axis units days."""
    CATEGORY = "category"

    @property
    def discrete(self) -> bool:
        """Whether values are levels rather than amounts."""
        return self in (Kind.CATEGORY, Kind.BOOLEAN)
