"""The whole picture as plain data: what `mpl/` draws, and what text snapshots show.

Nothing here is an object of matplotlib. Positions are in axis units, already laid down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from plotkit.marks.primitives import Primitive
from plotkit.records import dataclass, field
from plotkit.scales.base import AxisScale, PropertyScale
from plotkit.scales.ticks import TickPlan, TickSet
from plotkit.spec.legend import Position
from plotkit.spec.model import LayoutSpec
from plotkit.typing import RGBA, Axis, Codes, Floats

Groups: TypeAlias = tuple[tuple[str, ...], Codes]
"""The names of groups, and which each row is of; -1 is of none."""


@dataclass(frozen=True, eq=False)
class AxisPlan:
    """One axis of one panel.

    Attributes
    ----------
    scale
        Trained scale: transform, units, levels, ticks.
    limits
        First and last position shown, in axis units; reversed if the first is larger.
    label
        Title of the axis; "" where another panel shows it.
    ticklabels
        Whether this panel writes tick labels.
    share
        Panels with the same number show the same range on this axis.
    fixed
        Whether the user asked for the limits.
    held
        What the limits were made of, before any margin: the first and last position of what is
        drawn; None for the limits themselves.
    idle
        Whether nothing that is drawn asks for them, as a line across the panel does not: an Axes
        with content of its own keeps the limits that it has.
    second, second_label
        Whether this panel shows the second axis that the scale may have, and its title.
    grid
        Whether it may have a grid, as far as the theme has one.
    shown
        Whether the axis is there to be seen.
    color
        Of labels and ticks; None for those of the theme.
    tick_plan
        Where ticks go for any limits, and what they say.
    second_tick_plan
        The same of the second axis.
    """

    scale: AxisScale
    limits: tuple[float, float]
    label: str = ""
    ticklabels: bool = True
    share: int = 0
    fixed: bool = False
    held: tuple[float, float] | None = None
    idle: bool = False
    second: bool = False
    second_label: str = ""
    grid: bool = True
    shown: bool = True
    color: RGBA | None = None
    tick_plan: TickPlan = field(kw_only=True)
    second_tick_plan: TickPlan | None = field(default=None, kw_only=True)

    @cached_property
    def ticks(self) -> TickSet:
        """The ticks for these limits on an axis of usual size, in data units.

        They are found when they are asked for: an axis of another size may have others.
        """
        low, high = sorted(self.scale.invert(np.array(self.limits)).tolist())
        return self.tick_plan.ticks(low, high)


@dataclass(frozen=True, eq=False)
class MarkDrawing:
    """What one mark of a layer draws in one panel.

    Attributes
    ----------
    layer
        Number of the layer, from 0.
    name
        Name of the mark.
    primitives
        What it draws, in order.
    labels
        For each group of a mark that connects rows, the levels it stands for ("" for none).
    explained
        Whether a guide tells these levels.
    raster
        Whether it is a picture within vector files; None for that if it has many elements.
    note
        Whether it is a note on rows that the panel need not show otherwise.
    groups
        Finds the names of groups, and which each row is of, for files that have a place for them.
    """

    layer: int
    name: str
    primitives: tuple[Primitive, ...]
    labels: tuple[str, ...] = ()
    explained: bool = False
    raster: bool | None = None
    note: bool = False
    groups: Callable[[], Groups] | None = None


@dataclass(frozen=True, eq=False)
class Panel:
    """One subplot.

    Attributes
    ----------
    row, col
        Its place in the grid.
    x, y
        Its axes.
    marks
        What the marks of each layer draw, in order.
    title, row_title
        Over it, and at its right.
    guides
        Legends and colour bars of its own.
    direct_labels
        Labels of lines and areas at its right edge.
    facet
        The level that it shows of each facet variable, by "col" and "row".
    pairing
        The names of its axes: "x" and "y", or "x0" and so on where they are paired.
    of
        The number of the panel that it belongs to and shares an axis with; None for its own.
    over
        Whether it is drawn over that panel, with another axis; else it stands beside it.
    """

    row: int
    col: int
    x: AxisPlan
    y: AxisPlan
    marks: tuple[MarkDrawing, ...] = ()
    title: str = ""
    row_title: str = ""
    guides: tuple[Guide, ...] = ()
    direct_labels: tuple[DirectLabel, ...] = ()
    facet: Mapping[str, Any] = field(default_factory=dict)
    pairing: tuple[str, str] = ("x", "y")
    of: int | None = None
    over: bool = False


@dataclass(frozen=True, eq=False)
class Key:
    """One entry of a legend: primitives in a square from 0 to 1, and a label."""

    label: str
    primitives: tuple[Primitive, ...]


@dataclass(frozen=True, eq=False)
class Legend:
    """A block of entries with a title.

    Attributes
    ----------
    title
        "" for none.
    keys
        The entries.
    position
        A side outside of the panels, or a place within them.
    columns
        Of entries; None for as few as fit (at the right and left) or as many (top and bottom).
    more
        How many entries are left out.
    free
        Whether it may stand elsewhere where there is no room, as nobody said where it belongs.
    upward
        Whether the first entry is at the bottom where it stands beside or within the panels, as
        that is of a stack.
    """

    title: str
    keys: tuple[Key, ...]
    position: Position = "right"
    columns: int | None = None
    more: int = 0
    free: bool = False
    upward: bool = False


@dataclass(frozen=True, eq=False)
class ColorBar:
    """What the colours of amounts mean.

    Attributes
    ----------
    title
        "" for none.
    colors
        From the first to the last in even steps, shape (n, 4).
    ticks
        Where there are ticks, as shares of the length.
    labels
        What is written at each tick.
    position
        As of a legend.
    arrows
        Whether there are amounts beyond the first and the last colour, which look like these.
    free
        As of a legend.
    """

    title: str
    colors: Floats
    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    position: Position = "right"
    arrows: tuple[bool, bool] = (False, False)
    free: bool = False


Guide: TypeAlias = Legend | ColorBar


@dataclass(frozen=True)
class DirectLabel:
    """The name of a line or an area, written at the right edge of its panel.

    Attributes
    ----------
    text
        The name.
    x, y
        The end of the shape, in axis units.
    color
        Of the text, RGBA; None for that of all text.
    """

    text: str
    x: float
    y: float
    color: RGBA | None = None


@dataclass(frozen=True)
class Titles:
    """What is written over and under the whole figure; "" for nothing."""

    title: str = ""
    subtitle: str = ""
    caption: str = ""


@dataclass(frozen=True, eq=False)
class Inset:
    """A drawing of one panel within a panel of another.

    Attributes
    ----------
    drawing
        What it shows.
    position
        In the panel: (0, 0) is the lower left corner.
    size
        Width and height with all that is written around it, as shares of the panel.
    panel
        Number of the panel.
    """

    drawing: Drawing
    position: tuple[float, float]
    size: tuple[float, float]
    panel: int = 0


@dataclass(frozen=True, eq=False)
class Drawing:
    """A figure as data.

    Attributes
    ----------
    shape
        Rows and columns of the grid of panels.
    panels
        In reading order; cells of the grid may be empty.
    legends
        Legends and colour bars of the whole figure, in order of appearance.
    scales
        Trained scales by variable.
    layout
        Size, engine and extent as asked.
    titles
        Of the whole figure.
    common
        The axes of which all panels show one variable: their title stands once beside them.
    notes
        What was not drawn, and why.
    insets
        Within its panels.
    sizes
        Relative widths of the columns and heights of the rows; none where they are the same.
    tweaks
        What is called on each Axes once it is drawn.
    """

    shape: tuple[int, int]
    panels: tuple[Panel, ...]
    legends: tuple[Guide, ...] = ()
    scales: Mapping[str, AxisScale | PropertyScale] = field(default_factory=dict)
    layout: LayoutSpec = field(default_factory=LayoutSpec)
    titles: Titles = field(default_factory=Titles)
    common: tuple[Axis, ...] = ()
    notes: tuple[str, ...] = ()
    insets: tuple[Inset, ...] = ()
    sizes: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    tweaks: tuple[Callable[[Any], object], ...] = ()
