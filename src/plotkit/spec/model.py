"""What the user said, as plain data: nothing is resolved, read or drawn here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from plotkit.data.source import Sources
from plotkit.marks.base import Mark
from plotkit.moves.base import Move
from plotkit.records import dataclass, field
from plotkit.stats.base import Stat
from plotkit.typing import Axis, Orient, VariableSpec
from plotkit.userlines import Place

Sharing: TypeAlias = Literal["all", "none", "row", "col"]
"""Which panels, or plots, show the same range of an axis."""
FacetOrder: TypeAlias = Sequence[Any] | Literal["name"]
"""The levels of a facet in their order, or how they are sorted."""
Engine: TypeAlias = Literal["default", "tight", "constrained", "compressed", "none"]
"""Layout engines: plotkit's own, and those of matplotlib."""


@dataclass(frozen=True)
class LayerSpec:
    """One call of ``Plot.add``."""

    mark: Mark
    transforms: tuple[Stat | Move, ...] = ()
    orient: Orient | None = None
    legend: bool = True
    label: str | None = None
    data: Any = None
    variables: Mapping[str, VariableSpec] = field(default_factory=dict)
    place: Place | None = field(default=None, compare=False, repr=False)
    where: str | None = None
    """The part of a paired plot in which it is drawn, or the margin beside the panels."""
    second: Axis | None = None
    """The axis on which its positions have a scale of their own, at the other side."""
    number: int | None = field(default=None, compare=False, repr=False)
    """Its number in the plot, from 0, where layers before it are left out."""


@dataclass(frozen=True)
class FacetSpec:
    """Subplots by the levels of variables."""

    variables: Mapping[str, VariableSpec] = field(default_factory=dict)
    order: Mapping[str, FacetOrder] = field(default_factory=dict)
    wrap: int | None = None
    na: str | None = None


@dataclass(frozen=True)
class PairSpec:
    """Subplots by variables: those of each axis, and which combinations are shown."""

    x: tuple[VariableSpec, ...] = ()
    y: tuple[VariableSpec, ...] = ()
    wrap: int | None = None
    cross: bool = True
    corner: bool = False


@dataclass(frozen=True)
class LabelSpec:
    """Titles: of the plot, of the legend of layers, of each variable; and names of levels."""

    title: Any = None
    subtitle: str | None = None
    caption: str | None = None
    legend: str | None = None
    alt: str | None = None
    """What the picture shows, for whoever cannot see it; by default plotkit's words."""
    variables: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    """Names of levels, by variable; by "title" those of the panels."""


@dataclass(frozen=True)
class LegendSpec:
    """Where guides stand and what they show.

    A mapping says it block by block, by the name of a property or of a variable.

    Attributes
    ----------
    position
        A side, a place within the panels as (x, y) in 0-1, "direct", None for no guide, or "auto":
        at the right, and below where there is no room.
    columns
        Of entries.
    order
        Names of blocks, or levels by name.
    reverse
        Whether entries stand in reverse order, or the names of blocks where they do.
    title
        Instead of the variable's.
    hide
        Names of properties, variables, and labels of layers.
    most
        Entries of a block; the others are counted.
    per
        "figure" for guides of the whole figure, "axes" for each panel its own.
    """

    position: Any = "auto"
    columns: Any = None
    order: Any = ()
    reverse: bool | tuple[str, ...] = False
    title: Any = None
    hide: tuple[str, ...] = ()
    most: Any = None
    per: str = "figure"


@dataclass(frozen=True)
class LayoutSpec:
    """Size in inches, layout engine ("default" is plotkit's own), extent on the figure, aspect.

    `widths` and `heights` are those of columns and rows of panels, relative, or "range".
    """

    size: tuple[float, float] | None = None
    panel: tuple[float, float] | None = None
    engine: Any = "default"
    extent: tuple[float, float, float, float] | None = None
    aspect: float | None = None
    widths: tuple[float, ...] | str | None = None
    heights: tuple[float, ...] | str | None = None


@dataclass(frozen=True)
class MarginSpec:
    """Plots that stand over each panel ("x") and at its right ("y"), as a share of its size."""

    plots: Mapping[str, PlotSpec] = field(default_factory=dict)
    size: float = 0.2


@dataclass(frozen=True)
class InsetSpec:
    """A plot within a panel of another.

    Attributes
    ----------
    spec
        The plot.
    position
        In the panel: (0, 0) is the lower left corner.
    size
        Width and height with all that is written around it, as shares of the panel.
    panel
        Number of the panel, in reading order.
    """

    spec: PlotSpec
    position: tuple[float, float]
    size: tuple[float, float]
    panel: int = 0


@dataclass(frozen=True)
class PlotSpec:
    """Everything a :class:`Plot` holds."""

    data: Any = None
    variables: Mapping[str, VariableSpec] = field(default_factory=dict)
    layers: tuple[LayerSpec, ...] = ()
    scales: Mapping[str, Any] = field(default_factory=dict)
    limits: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    shares: Mapping[str, Any] = field(default_factory=dict)
    labels: LabelSpec = field(default_factory=LabelSpec)
    facet: FacetSpec = field(default_factory=FacetSpec)
    pair: PairSpec = field(default_factory=PairSpec)
    legend: LegendSpec = field(default_factory=LegendSpec)
    layout: LayoutSpec = field(default_factory=LayoutSpec)
    theme: Mapping[str, Any] = field(default_factory=dict)
    font_scale: float = 1.0
    insets: tuple[InsetSpec, ...] = ()
    margin: MarginSpec = field(default_factory=MarginSpec)
    tweaks: tuple[Callable[[Any], object], ...] = ()
    target: Any = None
    sources: Sources = field(default_factory=Sources, compare=False, repr=False)
