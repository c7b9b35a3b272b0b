"""Axis units: what the numbers of a position column mean, for stats and moves that must know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plotkit.data.kind import Kind
from plotkit.typing import Floats

YEARS = (-719_162.0, 2_932_896.0)
"""First and last day, since 1970-01-01, that Python and matplotlib can write: years 1 to 9999."""


def _same(values: Any) -> Any:
    return values


@dataclass(frozen=True, slots=True)
class Units:
    """How the numbers on one axis relate to the data.

    Attributes
    ----------
    kind
        What the variable is in the data.
    levels
        The levels whose index is the axis unit; None on a continuous axis.
    forward, inverse
        From data units (numbers; days for times) to axis units, and back; both vectorised.
    linear
        Whether the two differ by nothing, so that sums and means agree in both.
    parse
        From one value as a user writes it (a number, a date, a level) to data units.
    joined
        Whether the last level stands for all values that are none of the others.
    """

    kind: Kind = Kind.NUMBER
    levels: tuple[Any, ...] | None = None
    forward: Callable[[Floats], Floats] = _same
    inverse: Callable[[Floats], Floats] = _same
    linear: bool = True
    parse: Callable[[Any], float] = float
    joined: bool = False

    @property
    def discrete(self) -> bool:
        """Whether positions are indices of levels, one unit apart."""
        return self.levels is not None


PLAIN = Units()
"""Numbers on a linear axis."""
