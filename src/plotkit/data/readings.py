"""How the variables of a layer are read: each as its scale wants it, in memory or in an engine.

A reading says what becomes of a column, and which rows it cannot show, by reason. It says so twice:
for columns of numpy, and for column expressions of an engine, whose rows nobody has seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.column import Column
from plotkit.data.enginelevels import are_whole, engine_levels
from plotkit.data.expr import LARGEST
from plotkit.data.factor import Coded, Factor
from plotkit.data.kind import Kind
from plotkit.errors import warn
from plotkit.records import dataclass
from plotkit.typing import Array, Bools, Floats

Reasons = dict[str, Bools]
"""The rows that cannot be shown, shape (n,), by reason."""
Conditions = dict[str, Any]
"""Engine expressions that hold for rows that can be shown, by what is wrong with the others."""


@dataclass(frozen=True)
class Measure:
    """Numbers or times on a continuous axis, in axis units.

    Attributes
    ----------
    to_units
        From a column in data units to axis units; NaN where a value has no place.
    forward
        The same for an array, or for an engine's expression if `engine`.
    linear
        Whether axis units are data units.
    engine
        Whether `forward` takes expressions.
    domain
        The open interval of data values that have a place.
    reach
        How far from zero their place is finite.
    scale
        How messages call the scale.
    gaps
        Whether rows without a place are kept, as gaps.
    end
        Whether it is the low (-1) or the high (1) end of an interval, which goes on to the end of
        the axis where it lies beyond the domain.
    """

    to_units: Callable[[Column | Factor | Floats], Any]
    forward: Callable[[Any], Any]
    linear: bool = True
    engine: bool = True
    domain: tuple[float, float] = (-np.inf, np.inf)
    reach: float = np.inf
    scale: str = "linear"
    gaps: bool = False
    end: int = 0

    def __post_init__(self) -> None:
        if not np.isfinite(self.domain[self.end > 0]):  # the axis has no end there
            object.__setattr__(self, "end", 0)

    @property
    def within(self) -> tuple[float, float]:
        """The open interval of data values that are shown: an end may lie beyond the domain."""
        low, high = self.domain
        low, high = (-np.inf if self.end < 0 else low), (np.inf if self.end > 0 else high)
        return max(low, -self.reach), min(high, self.reach)

    def unplaced(self, placed: Floats) -> Bools:
        """Return which places are none, shape (n,); an end may be that of the axis."""
        lost: Bools = ~np.isfinite(placed)
        return lost & (placed != self.end * np.inf) if self.end else lost

    def moved(self, values: Floats) -> Floats:
        """Return an array of data units in axis units."""
        if not self.end:
            placed: Floats = self.forward(values)
            return placed
        low, high = self.domain
        clipped = np.maximum(values, low) if self.end < 0 else np.minimum(values, high)
        with np.errstate(divide="ignore"):
            return np.asarray(self.forward(clipped))

    def read(self, label: str, column: Column) -> tuple[Floats, Reasons]:
        """Return the places of a column, and the rows that have none."""
        placed = self.to_units(column)
        if self.end:
            placed = self.moved(column.floats())
        if self.gaps or (self.linear and column.finite):
            return placed, {}
        lost = self.unplaced(placed)
        if self.end:
            lost |= ~np.isfinite(column.floats())
        if not lost.any():
            return placed, {}
        missing = lost & column.missing()
        rest = lost & ~missing
        infinite = rest & ~np.isfinite(column.floats()) if rest.any() else rest
        return placed, _only(
            {
                f"missing {label}": missing,
                f"infinite {label}": infinite,
                f"{label} outside its {self.scale} scale": rest & ~infinite,
            }
        )

    def conditions(self, label: str, column: Any) -> Conditions:
        """Return the conditions under which a number has a place."""
        conditions = {
            f"missing {label}": ~column.is_null(),
            f"infinite {label}": expr.between(column, -LARGEST, LARGEST),
        }
        low, high = self.within
        if np.isfinite(low) or np.isfinite(high):
            low = max(float(np.nextafter(low, np.inf)), -LARGEST)
            high = min(float(np.nextafter(high, -np.inf)), LARGEST)
            conditions[f"{label} outside its {self.scale} scale"] = expr.between(column, low, high)
        return conditions


@dataclass(frozen=True)
class Levels:
    """Categories: codes into levels, or the places of levels on an axis.

    Attributes
    ----------
    levels
        Those that are shown.
    joined
        Whether the last stands for all values that are none of the others.
    position
        Whether their indices are positions.
    na
        Whether missing values are shown.
    gaps
        Whether rows without a place are kept, as gaps.
    """

    levels: tuple[Any, ...]
    joined: bool = False
    position: bool = False
    na: bool = False
    gaps: bool = False

    def read(self, label: str, column: Column) -> tuple[Factor | Coded, Reasons]:
        """Return the codes of a column, and the rows whose level is not shown."""
        coded = column.factor().recode(self.levels, self.joined)
        values: Factor | Coded = coded
        if self.position:
            places = np.append(np.arange(float(len(self.levels))), np.nan)
            values = Coded(coded.codes, places)
        if self.gaps or not coded.incomplete:
            return values, {}
        lost = coded.missing
        missing = lost & column.missing()
        reasons = {} if self.na else {f"missing {label}": missing}
        return values, _only(reasons | {f"{label} in an unlisted level": lost & ~missing})

    def conditions(self, label: str, column: Any, kind: Kind, there: tuple[Any, ...]) -> Conditions:
        """Return the conditions under which an engine's value is shown; `there` are its levels."""
        conditions = {} if self.na else {f"missing {label}": ~column.is_null()}
        own = set(self.levels)
        if self.joined or set(there) <= own:
            return conditions
        known: list[Any] = [level for level in there if level in own]
        numeric = kind in (Kind.NUMBER, Kind.TIME, Kind.DURATION)
        if numeric or (kind is Kind.BOOLEAN and self.position):
            known = list(engine_levels(known)) if known else []
        listed = column.is_in(known) if known else column.is_null()  # of those not missing
        listed = column.is_null() | listed if self.na else listed
        return conditions | {f"{label} in an unlisted level": listed}


@dataclass(frozen=True)
class Amounts:
    """Numbers that a scale turns into colours or sizes.

    Attributes
    ----------
    unseen
        Tells which amounts have no output, shape (n,); monotonic scales fail at their ends first.
    domain
        The least and the largest amount that have one.
    na
        Whether missing values are shown.
    """

    unseen: Callable[[Floats], Bools]
    domain: tuple[float, float] = (-np.inf, np.inf)
    na: bool = False

    def read(self, label: str, column: Column) -> tuple[Floats, Reasons]:
        """Return the numbers of a column, and the rows that have no output."""
        lost = self.reasons(label, column.floats())
        if column.absent is None or self.na:
            return column.exact(), lost
        return Column(column.kind, column.values).exact(), lost  # what is missing is left out

    def reasons(self, label: str, values: Floats) -> Reasons:
        """Return the rows whose amounts have no output."""
        missing = np.isnan(values)
        reasons = {} if self.na else {f"missing {label}": missing}
        present = values[~missing] if missing.any() else values
        ends = np.array([present.min(), present.max()]) if len(present) else np.empty(0)
        infinite = np.isinf(ends)
        if infinite.any() and not self.unseen(ends[infinite]).any():
            warn(
                f"{label}: {int(np.isinf(values).sum())} values are infinite. They look like the "
                "end of the scale, which goes by the others."
            )
        if self.unseen(ends).any():
            reasons[f"{label} outside its scale"] = self.unseen(values) & ~missing
        return _only(reasons)

    def conditions(self, label: str, column: Any) -> Conditions:
        """Return the conditions under which an engine's amount has an output."""
        conditions = {} if self.na else {f"missing {label}": ~column.is_null()}
        low, high = self.domain
        inside = None
        if high < np.inf:
            inside = expr.between(column, max(low, -LARGEST), high)
        elif low > -np.inf:
            inside = column >= low
        if inside is None:
            return conditions
        return conditions | {
            f"{label} outside its scale": column.is_null() | inside if self.na else inside
        }


@dataclass(frozen=True)
class Number:
    """Plain numbers that a stat or a mark reads: weights, widths."""

    def read(self, label: str, column: Column) -> tuple[Floats, Reasons]:
        """Return the numbers of a column, and the rows without a finite one."""
        values = column.floats()
        if column.finite:
            return values, {}
        return values, _only(
            {f"missing {label}": np.isnan(values), f"infinite {label}": np.isinf(values)}
        )

    def conditions(self, label: str, column: Any) -> Conditions:
        """Return the conditions under which a number is there."""
        return {
            f"missing {label}": ~column.is_null(),
            f"infinite {label}": expr.between(column, -LARGEST, LARGEST),
        }


@dataclass(frozen=True)
class Literal:
    """Values as they are: texts, groups, colours by name.

    Attributes
    ----------
    coded
        Whether equal values are to be found: they then are codes.
    """

    coded: bool = False

    def codes(self, kind: Kind) -> bool:
        """Tell whether values become codes: whose own form numbers would not keep."""
        return self.coded or kind in (Kind.TIME, Kind.DURATION, Kind.BOOLEAN)

    def read(self, label: str, column: Column) -> tuple[Array | Factor, Reasons]:
        """Return the values of a column, and the rows without one."""
        values = column.factor() if self.codes(column.kind) else column.values
        if isinstance(values, Factor):
            lost = values.missing if values.incomplete else np.zeros(0, dtype=bool)
        else:
            lost = column.missing()
        return values, _only({f"missing {label}": lost})

    def conditions(self, label: str, column: Any) -> Conditions:
        """Return the condition under which a value is there."""
        return {f"missing {label}": ~column.is_null()}


Reading = Measure | Levels | Amounts | Number | Literal


def is_amount(reading: Reading) -> bool:
    """Tell whether true and false are read as numbers: all positions are, also among levels."""
    placed = isinstance(reading, Levels) and reading.position
    return placed or isinstance(reading, Measure | Number | Amounts)


def may_be_whole(reading: Reading) -> bool:
    """Tell whether whole numbers are read as they are: as groups, texts, colours."""
    if isinstance(reading, Levels):
        return are_whole(reading.levels, reading.joined)
    return isinstance(reading, Literal | Amounts)


@dataclass(frozen=True)
class Field:
    """A variable of a layer as a column of its table.

    Attributes
    ----------
    name
        What the column is called.
    label
        What messages call it: its name in the figure.
    reading
        What becomes of it.
    """

    name: str
    label: str
    reading: Reading


def _only(reasons: Mapping[str, Bools]) -> Reasons:
    return {reason: rows for reason, rows in reasons.items() if rows.any()}
