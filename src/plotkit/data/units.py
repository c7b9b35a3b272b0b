"""Axis units: what the numbers of a position mean, and which columns are positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from plotkit.data.kind import Kind
from plotkit.data.roles import STANDARD_AXES
from plotkit.records import dataclass, field
from plotkit.typing import Axis, Floats

YEARS = (-719_162.0, 2_932_896.0)
"""First and last day, since 1970-01-01, that Python and matplotlib can write: years 1 to 9999."""


def _same(values: Any) -> Any:
    return values


@dataclass(frozen=True)
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
    zone
        On whose clocks days begin, an IANA name; None for UTC.
    amounts
        Whether levels are numbers too, as false is 0 and true is 1: they then ascend.
    formula
        How axis units are written of data units, as in "log10({})".
    engine
        Whether `forward` and `inverse` take column expressions of an engine, too.
    """

    kind: Kind = Kind.NUMBER
    levels: tuple[Any, ...] | None = None
    forward: Callable[[Floats], Floats] = _same
    inverse: Callable[[Floats], Floats] = _same
    linear: bool = True
    parse: Callable[[Any], float] = float
    joined: bool = False
    zone: str | None = None
    amounts: bool = False
    formula: str = "{}"
    engine: bool = False

    @property
    def discrete(self) -> bool:
        """Whether positions are indices of levels, one unit apart."""
        return self.levels is not None

    @property
    def countable(self) -> bool:
        """Whether an engine's numbers can be reckoned with: all but the places of levels."""
        return self.levels is None or self.amounts


PLAIN = Units()
"""Numbers on a linear axis."""


@dataclass(frozen=True)
class Coordinates:
    """The axes of a table: the units of each, and which columns lie on which.

    Attributes
    ----------
    x, y
        Units of the axis of positions and of the axis of values.
    axes
        The axis of each column that is a position, whether the table has it or not.
    """

    x: Units = PLAIN
    y: Units = PLAIN
    axes: Mapping[str, Axis] = field(default_factory=lambda: STANDARD_AXES)

    @classmethod
    def of(cls, given: Coordinates | Mapping[str, Units] | None) -> Coordinates:
        """Return coordinates; a mapping gives the units of "x" and "y"."""
        if isinstance(given, Coordinates):
            return given
        units = given or {}
        return cls(units.get("x", PLAIN), units.get("y", PLAIN))

    def unit(self, axis: str) -> Units:
        """Return the units of an axis."""
        return self.x if axis == "x" else self.y

    def unit_of(self, column: str) -> Units | None:
        """Return the units of a column; None if it is no position."""
        axis = self.axes.get(column)
        return None if axis is None else self.unit(axis)
