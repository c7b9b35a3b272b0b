"""What a mark is given to draw: positions in upright axis units, and properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, reduce
from typing import Any

import numpy as np

from plotkit.data.blocks import read_only
from plotkit.data.deferred import Deferred, pick
from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.marks.paint import paint
from plotkit.marks.primitives import Paths
from plotkit.marks.steps import enclosed
from plotkit.records import dataclass, field, replace
from plotkit.scales.ticks.alike import Alike
from plotkit.scales.ticks.numbers import NumberStyle
from plotkit.typing import Codes, Floats


class NoSuchValueError(PlotSpecError, AttributeError):
    """A mark asks for what its layer does not have; `hasattr` sees it as missing."""


@dataclass(frozen=True, eq=False)
class Values:
    """The rows of one layer in one panel.

    Positions (``v.x``, ``v.y``, ``v.ymin`` ...) are arrays of shape (n,) in upright axis units.
    Each property of the mark (``v.color``, ``v.pointsize`` ...) is a constant for all rows or one
    value a row, ready to be handed to the pane. ``v.width`` and ``v.baseline`` are positions, and
    so are shares of the width that the mark declares.

    Attributes
    ----------
    positions
        Coordinates, width and baseline by name.
    properties
        The mark's properties by name.
    n
        How many rows there are.
    starts
        Where each group begins, shape (groups,): for marks that connect rows.
    unmoved
        Positions as they were before any move, of those that moves may have changed.
    parts
        The rows of the other parts of what the stat made, by name.
    sampled
        Whether these are the rows of a legend key that stand for every part too.
    connected
        Whether rows were put in groups, for a mark that connects them.
    numbers
        How numbers are written that become texts.
    entire
        The rows of all panels, if these are those of one.
    """

    positions: Mapping[str, Any]
    properties: Mapping[str, Any]
    n: int
    starts: Codes
    unmoved: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    parts: Mapping[str, Values] = field(default_factory=dict, kw_only=True)
    sampled: bool = field(default=False, kw_only=True)
    connected: bool = field(default=True, kw_only=True)
    numbers: NumberStyle = field(default=NumberStyle(), kw_only=True)
    entire: Values | None = field(default=None, kw_only=True)

    def __len__(self) -> int:
        return self.n

    def __contains__(self, name: str) -> bool:
        return name in self.positions or name in self.properties

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy and pickle look for hooks before there are fields
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Any:
        """Return a position, shape (n,), or a property."""
        if name in self.positions:
            return read_only(np.asarray(self.positions[name]))
        if name in self.properties:
            value = self.properties[name]
            return read_only(value) if isinstance(value, np.ndarray) else value
        there = [*self.positions, *self.properties]
        raise NoSuchValueError(
            f"The mark asks for {name!r}, which this layer does not have."
            f"{suggestion(name, there)} There are: {quoted(there)}."
        )

    # --------------------------------------------------------------------------- shapes of the rows

    def xy(self, x: str | Floats = "x", y: str | Floats = "y") -> Floats:
        """Return two positions side by side, shape (n, 2): by name, or as arrays."""
        made = np.empty((2, self.n))  # each in one piece, for what works on one coordinate
        made[0] = self[x] if isinstance(x, str) else x
        made[1] = self[y] if isinstance(y, str) else y
        return made.T

    def paths(self, x: str | Floats = "x", y: str | Floats = "y") -> Paths:
        """Return the rows of each group as a run of vertices; the mark must connect rows."""
        self._check_connected()
        return Paths(self.xy(x, y), self.starts)

    def box(self, low: str | Floats, high: str | Floats) -> Floats:
        """Return the corners of a box a row, as wide as the mark, shape (n, 2, 2)."""
        half = self.width / 2
        return np.stack([self.xy(self.x - half, low), self.xy(self.x + half, high)], axis=1)

    def dash(self, y: str | Floats = "y") -> Floats:
        """Return the ends of a line a row across the width of the mark, shape (n, 2, 2)."""
        return self.box(y, y)

    def range(self, low: str | Floats, high: str | Floats) -> Floats:
        """Return the ends of a line a row from one value to another, shape (n, 2, 2)."""
        return np.stack([self.xy("x", low), self.xy("x", high)], axis=1)

    def outline(self, there: Floats, back: Floats) -> Paths:
        """Return the outline of each group: along one line of vertices, and back along another.

        Parameters
        ----------
        there, back
            A vertex of each line for each row, shape (n, 2).
        """
        self._check_connected()
        return enclosed(Paths(there, self.starts), Paths(back, self.starts))

    def _check_connected(self) -> None:
        if not self.connected:
            raise PlotSpecError(
                "The mark gets single rows. One that draws a shape of the rows of a group is a "
                "class that says connects = True; here it can draw ranges, boxes or points."
            )

    def rgba(self, color: str = "color", alpha: str = "alpha") -> Any:
        """Return a colour with its alpha, for artists of matplotlib: shape (4,) or (n, 4).

        A colour as the pane takes it has the alpha NaN where it does not say one.
        """
        opacity = getattr(self, alpha, 1.0)
        made = paint(self[color], opacity)
        return np.asarray(made) if isinstance(made, Coded) else made

    # ------------------------------------------------------------------------------- other rows

    def part(self, name: str) -> Values:
        """Return the rows of another part of what the stat made, such as outliers.

        There are none where no stat has run, as in a legend key.
        """
        if self.sampled:
            return self
        if not self.parts:
            rows = np.arange(0)
            return Values(_Nothing(self.properties), _Picked(self.properties, rows), 0, rows)
        if name not in self.parts:
            raise NoSuchValueError(
                f"The mark asks for the part {name!r}, which no stat of this layer makes."
                f"{suggestion(name, self.parts)} There are: {quoted(self.parts)}."
            )
        return self.parts[name]

    @property
    def before(self) -> Values:
        """The same rows where they were before the moves that follow the last stat."""
        positions = {**self.positions, **self.unmoved}
        return replace(self, positions=positions, unmoved={}, parts={})

    def where(self, keep: Any) -> Values:
        """Return some of the rows, by mask or index; groups are forgotten, parts keep theirs."""
        rows = np.flatnonzero(keep) if np.asarray(keep).dtype == bool else np.asarray(keep)
        if len(rows) == self.n == len(self.starts) and np.asarray(keep).dtype == bool:
            return self
        return Values(
            _Picked(self.positions, rows),
            _Picked(self.properties, rows),
            len(rows),
            np.arange(len(rows)),
            unmoved=_Picked(self.unmoved, rows),
            parts=self.parts,
            numbers=self.numbers,
            entire=self.entire,
        )

    def unbroken(self, *names: str) -> Values:
        """Return the rows that have all these positions; a group is split where one is missing."""
        lost = reduce(np.logical_or, [np.isnan(self[name]) for name in names])
        if not lost.any():
            return self
        begins = np.zeros(self.n, dtype=bool)
        begins[self.starts] = True
        begins[1:] |= lost[:-1]
        return self.where(~lost).grouped(np.flatnonzero(begins[~lost]))

    def grouped(self, starts: Codes) -> Values:
        """Return the same rows in other groups, which begin at `starts`."""
        return replace(self, starts=starts, connected=True)

    @cached_property
    def written(self) -> Alike:
        """How the numbers of `text` are written, in all panels alike."""
        if self.entire is not None:
            return self.entire.written
        return Alike(self.numbers, np.asarray(self.text, dtype=np.float64))

    @cached_property
    def first(self) -> Values:
        """The first row of each group: its properties are those of the group."""
        return self.where(self.starts)


class _Nothing(Mapping[str, Any]):
    """Positions of no rows, whatever they are called that no property is."""

    def __init__(self, properties: Mapping[str, Any]) -> None:
        self._properties = properties

    def __getitem__(self, name: str) -> Floats:
        return np.empty(0)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, name: object) -> bool:
        return name not in self._properties


class _Picked(Mapping[str, Any]):
    """Some rows of columns, picked when somebody asks for a column; constants as they are."""

    def __init__(self, columns: Mapping[str, Any], rows: Codes) -> None:
        self._columns, self._rows = columns, rows
        self._picked: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._picked:
            column = self._columns[name]
            varies = isinstance(column, np.ndarray | Coded | Deferred)
            self._picked[name] = pick(column, self._rows) if varies else column
        return self._picked[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __contains__(self, name: object) -> bool:
        return name in self._columns
