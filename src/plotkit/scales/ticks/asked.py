"""What a user may ask of ticks and of their labels, on every kind of scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plotkit.records import dataclass, field, replace
from plotkit.typing import Listed


@dataclass(frozen=True)
class Ticks:
    """How a user wants ticks; None leaves each choice to the scale.

    `locator` is a matplotlib Locator, used only through its public methods.
    """

    locator: Any = None
    at: Listed | None = None
    upto: int | None = None
    count: int | None = None
    every: float | None = None
    between: tuple[Any, Any] | None = None
    minor: int | None = None

    def settled(self) -> Ticks:
        """Return the same, a count of none said as an empty list."""
        return replace(self, at=(), count=None, between=None) if self.count == 0 else self


@dataclass(frozen=True)
class TickLabels:
    """How a user wants tick labels; None leaves each choice to the scale.

    `formatter` is a matplotlib Formatter, used only through its public methods.
    """

    formatter: Any = None
    like: Any = None
    base: float | None = None
    plain: bool = False
    """Whether logarithmic labels are switched off (``base=None``)."""
    unit: str | tuple[str, str] | None = None
    concise: bool = False
    rotate: float | None = None
    """Degrees, counter-clockwise."""
    wrap: int | None = None
    """Characters of a line, at most."""
    names: Mapping[Any, str] = field(default_factory=dict)
    """Labels of single values, over all the rest: what a dict in ``Plot.label`` says."""
