"""What a theme says of ticks: the drawing library's own choice, asked without an axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from plotkit.records import dataclass
from plotkit.typing import Floats


@dataclass(frozen=True)
class TickFamily:
    """Which of its own ticks the drawing library is asked for.

    Attributes
    ----------
    name
        What the axis shows: numbers on a linear scale, on a logarithm, shares on log odds, instants
        in days.
    base
        Of the logarithm, for places and labels.
    zone
        Time zone of instants, an IANA name; None for UTC.
    upto
        How many instants are in view, at most.
    concise
        Whether instants are written as short as can be.
    names
        Whether months are written by name.
    whole
        Whether numbers are whole, as far as any whole one is in view.
    source
        Where the instants come from that are written, if not from this family: a matplotlib Locator
        or anything else.
    """

    name: Literal["linear", "log", "logit", "time"] = "linear"
    base: float = 10.0
    zone: str | None = None
    upto: int = 7
    concise: bool = False
    names: bool = False
    whole: bool = False
    source: Any = None


class NativeTicks(Protocol):
    """The ticks of a family. Numbers are data units, days for instants."""

    def positions(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two numbers, shape (n,), of which about `space` fit.

        No more than `most` are between the two; the next ones beyond may be among them.
        """

    def minor_positions(self, low: float, high: float, space: int) -> Floats:
        """Return the minor ticks between two numbers, shape (n,)."""

    def labels(
        self, positions: Sequence[float], low: float, high: float, minor: bool = False
    ) -> list[str]:
        """Return what is written at ticks of an axis from `low` to `high`; "" for nothing."""

    def offset(self, positions: Sequence[float], low: float, high: float) -> str:
        """Return what these labels have in common, written in the corner; "" for nothing."""
