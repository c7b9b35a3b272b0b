"""What is known after each step of compiling: a type for each, never half filled.

docs/architecture.md shows the steps in order. The last stage, the drawing, is in `drawing.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from plotkit.compile.naming import layer_name, layer_note
from plotkit.compile.pairings import Pairing
from plotkit.compile.settings import Settings
from plotkit.compile.told import Told
from plotkit.data.factor import Factor
from plotkit.data.groups import group_rows
from plotkit.data.lazysource import LazySource
from plotkit.data.roles import FACETS, NUMBERS, Position, axes_of, figure_axis, upright
from plotkit.data.source import Source
from plotkit.data.table import Table, distinct
from plotkit.data.variables import ComputedVariable, ShareVariable, Variable
from plotkit.marks.base import Mark, Member
from plotkit.moves.base import Move
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass, field
from plotkit.scales.base import AxisScale, PropertyScale, Scale
from plotkit.spec.model import LayerSpec, PlotSpec
from plotkit.stats.base import Made, Stat
from plotkit.typing import Axis, Codes, Orient

# ------------------------------------------------------------------------- bind: names and data


@dataclass(frozen=True, eq=False)
class BoundLayer:
    """One layer with its data, in one pairing.

    Attributes
    ----------
    index
        Number of the layer, from 0.
    spec
        What the user said.
    pairing
        The names of the scales that it is drawn on.
    source
        Where its columns are.
    variables
        What is assigned to each name, as the figure has it; positions are always "x", "y" ...,
        whatever the pairing.
    n
        How many rows there are; 0 where only an engine knows.
    orient
        Which axis of the figure is that of positions.
    positions
        The positions that its marks and stats know, by upright name.
    members
        The marks it draws, each with transforms of its own, a stat by default among them.
    transforms
        Stats and moves, with the seed of the session where they have none.
    late
        Shares of the panel at which what its stats made of the data is put, by upright name.
    beside
        What its rows must have to be shown in the panel that it stands beside.
    """

    index: int
    spec: LayerSpec
    pairing: Pairing
    source: Source | LazySource
    variables: Mapping[str, Variable]
    n: int
    orient: Orient
    positions: Mapping[str, Position]
    members: tuple[Member, ...]
    transforms: tuple[Stat | Move, ...]
    late: Mapping[str, float] = field(default_factory=dict)
    beside: Variable | None = None

    @property
    def mark(self) -> Mark:
        """The layer's mark."""
        return self.spec.mark

    @property
    def spans(self) -> bool:
        """Whether all that it draws reaches across the panel."""
        return all(member.mark.spans for member in self.members)

    @property
    def name(self) -> str:
        """How messages call the layer: its number from 1, mark, stats and moves."""
        return layer_name(self.index, self.spec)

    @property
    def note(self) -> Callable[[], str]:
        """What an error in the layer says of it."""
        return layer_note(self.index, self.variables, self.spec)

    def axis_name(self, axis: str) -> str:
        """Return the name of the scale of an axis: "x", or "x0" and so on when paired."""
        return self.pairing.name(axis)

    def axis_of(self, name: str) -> Axis | None:
        """Return the axis of the figure that a variable lies on; None if it is no position."""
        if self.upright(name) in self.shares:
            return None
        return figure_axis(name, self.orient, self.positions)

    def upright(self, name: str) -> str:
        """Return the upright name of a variable, or the figure's name of an upright one."""
        return upright(name, self.orient, self.positions)

    def figure_axis(self, axis: str) -> Axis:
        """Return the axis of the figure that an upright axis is."""
        return "x" if (axis == "x") == (self.orient == "x") else "y"

    def given_on(self, axis: str) -> bool:
        """Tell whether a variable that no stat makes lies on an upright axis."""
        there = self.figure_axis(axis)
        return any(
            self.axis_of(name) == there
            for name, variable in self.variables.items()
            if not isinstance(variable, ComputedVariable)
        )

    def is_property(self, name: str) -> bool:
        """Tell whether a variable is one that a scale turns into a visual property."""
        position = name in self.positions
        return name in PROPERTIES and not position and name not in FACETS and name not in NUMBERS

    @cached_property
    def computed(self) -> dict[str, ComputedVariable]:
        """The variables that its stats and moves make, by name."""
        found = self.variables.items()
        return {name: v for name, v in found if isinstance(v, ComputedVariable)}

    @cached_property
    def axes(self) -> dict[str, Axis]:
        """The upright axis of each position in axis units."""
        axes = axes_of(self.positions)
        return {name: axis for name, axis in axes.items() if name not in self.shares}

    @cached_property
    def shares(self) -> dict[str, float]:
        """The positions that are shares of the panel, by upright name."""
        found = self.variables.items()
        return {self.upright(n): float(v.value) for n, v in found if isinstance(v, ShareVariable)}

    @cached_property
    def put(self) -> dict[str, float]:
        """Shares of the panel at which rows are put after the stats, which made other places."""
        return {**{n: at for n, at in self.shares.items() if n in self.made}, **self.late}

    @cached_property
    def panel(self) -> str:
        """The upright axes on which its positions are shares of the panel, as a pane takes them."""
        axes = axes_of(self.positions)
        return "".join(sorted({axes[name] for name in (*self.shares, *self.late)}))

    @cached_property
    def stats(self) -> list[Stat]:
        """All stats of the layer, those of single marks too."""
        own = (t for member in self.members for t in member.transforms)
        return [t for t in (*self.transforms, *own) if isinstance(t, Stat)]

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Further names of the columns that its stats make, and these."""
        return {name: column for stat in self.stats for name, column in stat.aliases().items()}

    @cached_property
    def made(self) -> dict[str, Made]:
        """The columns that its stats make, and what each is."""
        return {name: what for stat in self.stats for name, what in stat.made().items()}


@dataclass(frozen=True, eq=False)
class Bound:
    """The plot with all names resolved.

    Attributes
    ----------
    spec
        What the user said.
    settings
        Of the session.
    layers
        Each layer, once a pairing.
    facets
        The facet variables of the plot by "col" and "row", also where no layer has them.
    blank
        The variables of a plot that has no layers, as a layer that draws nothing: they have axes.
    present
        The categories that the Axes to draw on has already, by axis.
    """

    spec: PlotSpec
    settings: Settings
    layers: tuple[BoundLayer, ...]
    facets: Mapping[str, Variable]
    blank: tuple[BoundLayer, ...] = ()
    present: Mapping[str, Sequence[str]] = field(default_factory=dict)


# ------------------------------------------------------------ arrange: panels; train: scales


@dataclass(frozen=True)
class Cell:
    """One panel: its place, the codes of its facet levels, the names of its scales, its titles.

    `of` is a panel that it shares an axis with; it stands `over` that, or else beside it.
    """

    row: int
    col: int
    facet: Mapping[str, int]
    pairing: Pairing = field(default_factory=Pairing)
    title: str = ""
    row_title: str = ""
    of: int | None = None
    over: bool = False


@dataclass(frozen=True, eq=False)
class Grid:
    """All panels.

    Attributes
    ----------
    shape
        Rows and columns.
    sizes
        Relative widths of the columns and heights of the rows; none where they are the same.
    cells
        The panels in reading order; with `wrap` the last row may be short.
    levels
        The levels of each facet variable, in order.
    zones
        The time zone of each facet variable of times that has one.
    """

    shape: tuple[int, int]
    cells: tuple[Cell, ...]
    levels: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    zones: Mapping[str, str | None] = field(default_factory=dict)
    sizes: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())

    def panels(self, layer: BoundLayer, table: Table) -> list[Codes | None]:
        """Return the rows of a layer's table that each cell shows; None for all of them."""
        nothing = np.empty(0, dtype=np.intp)
        facets: dict[str, Factor] = {name: table[name] for name in FACETS if name in table}
        groups = group_rows(list(facets.values()), table.n)
        held: dict[tuple[int, ...], Codes | None] = {(): None}
        if facets:
            keys: Any = groups.keys
            levels = zip(*(key.codes.tolist() for key in keys), strict=True)
            held = dict(zip(levels, groups.slices(), strict=True))
        return [
            held.get(tuple(cell.facet[name] for name in facets), nothing)
            if cell.pairing == layer.pairing
            else nothing
            for cell in self.cells
        ]


@dataclass(frozen=True, eq=False)
class Scales:
    """All scales trained so far.

    Attributes
    ----------
    axes
        By name of the axis: "x", "y", or "x0" and so on when paired.
    chosen
        The scale as the user wrote it, or as inferred, of each axis.
    properties
        By name of the property.
    """

    axes: Mapping[str, AxisScale] = field(default_factory=dict)
    chosen: Mapping[str, Scale] = field(default_factory=dict)
    properties: Mapping[str, PropertyScale] = field(default_factory=dict)


# ------------------------------------------------------------------ compute, move: tables of rows


@dataclass(frozen=True, eq=False)
class MarkTable:
    """The rows that one mark of a layer draws.

    Attributes
    ----------
    mark
        It draws itself.
    table
        Upright, in axis units. Before moves, positions that a stat made on an axis without
        another variable of the layer are in data units.
    parts
        The other parts of what the stat made, by name.
    moves
        Moves of its own that are still to be made.
    """

    mark: Mark
    table: Table
    parts: Mapping[str, Table] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()

    @property
    def drawn(self) -> Table:
        """The table that the mark draws: the part that it says, or the main one."""
        return self.table if self.mark.part is None else self.parts[self.mark.part]


@dataclass(frozen=True, eq=False)
class Computed:
    """A layer after its stats.

    Attributes
    ----------
    layer
        The layer.
    marks
        What each of its marks has to draw.
    by
        Names of the grouping columns that are left.
    moves
        Moves of the layer that are still to be made.
    titles
        Of the axes whose variable a stat made, by upright name.
    dropped
        How many rows were left out, by reason.
    told
        What was heard meanwhile.
    """

    layer: BoundLayer
    marks: tuple[MarkTable, ...]
    by: tuple[str, ...]
    moves: tuple[Move, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    told: Told = field(default_factory=Told)

    @property
    def tables(self) -> list[Table]:
        """All tables, each once."""
        return distinct(t for one in self.marks for t in (one.table, *one.parts.values()))


@dataclass(frozen=True, eq=False)
class Placed:
    """A layer after its moves, all in axis units.

    Attributes
    ----------
    layer
        The layer.
    marks
        What each of its marks draws.
    by
        Names of the grouping columns.
    titles
        Of the axes whose variable a stat made, by upright name.
    dropped
        How many rows were left out, by reason.
    halved
        How many rows were drawn in half, by what they lack.
    """

    layer: BoundLayer
    marks: tuple[MarkTable, ...]
    by: tuple[str, ...]
    titles: Mapping[str, str]
    dropped: Counter[str]
    halved: Counter[str] = field(default_factory=Counter)

    @property
    def tables(self) -> list[Table]:
        """All tables, each once."""
        return distinct(t for one in self.marks for t in (one.drawn, *one.parts.values()))

    @property
    def table(self) -> Table:
        """The rows that its first mark draws, or more of them that another one draws."""
        ways = [member.transforms for member in self.layer.members]
        both = [(one.drawn, one.mark.part, way) for one, way in zip(self.marks, ways, strict=True)]
        return max((drawn for drawn, *of in both if of == [*both[0][1:]]), key=len)

    @property
    def categories(self) -> list[str]:
        """The categories that its stats made."""
        return [name for name, what in self.layer.made.items() if what == "category"]
