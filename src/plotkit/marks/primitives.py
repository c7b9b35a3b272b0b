"""Drawing primitives: everything a mark can draw, as plain data in axis units.

A drawing is made of these; the matplotlib package turns each into artists. Arrays have one entry a
point, path, box or text; properties are a constant, one value an entry, or :class:`Coded`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

import numpy as np

from plotkit.data.factor import Coded
from plotkit.page import Place, reached
from plotkit.records import dataclass, field
from plotkit.typing import RGBA, Array, Axis, Codes, Floats

Paint: TypeAlias = RGBA | Array | Coded
"""A colour for all, shape (n, 4) for each, or coded colours. Alpha is never NaN."""
Number: TypeAlias = float | Floats | Coded
Style: TypeAlias = Any
"""A marker, line style, hatch or alignment for all, or one for each (object array or Coded)."""
Shares: TypeAlias = Literal["", "x", "y", "xy"]
"""The axes on which positions are shares of the panel: 0 is its left or lower side, 1 the other."""
Arrow: TypeAlias = Literal["start", "end", "both"]
Cap: TypeAlias = Literal["butt", "round", "projecting"]


@dataclass(frozen=True, eq=False)
class Paths:
    """Runs of vertices of any lengths.

    Attributes
    ----------
    xy
        All vertices, shape (n, 2).
    starts
        Where each run begins, shape (m,).
    """

    xy: Floats
    starts: Codes

    def __len__(self) -> int:
        return len(self.starts)

    def split(self) -> list[Floats]:
        """Return each run, shape (k, 2)."""
        return np.split(self.xy, self.starts[1:]) if len(self.starts) else []


@dataclass(frozen=True, eq=False, kw_only=True)
class _Placed:
    """What all primitives with positions have in common.

    Attributes
    ----------
    kws
        Keywords for the matplotlib artists.
    panel
        The axes on which positions are shares of the panel instead of axis units.
    limits
        Whether positions widen the limits of the axes.
    """

    kws: Mapping[str, Any] = field(default_factory=dict)
    panel: Shares = ""
    limits: bool = True


@dataclass(frozen=True, eq=False)
class Points(_Placed):
    """Markers; `size` is the diameter in points. `place` moves them once the page is known."""

    xy: Floats
    size: Number
    color: Paint
    edgecolor: Paint
    edgewidth: Number
    edgestyle: Style
    marker: Style
    place: Place | None = None


@dataclass(frozen=True, eq=False)
class Lines(_Placed):
    """Polylines; with `each`, a few of them become artists of their own.

    `arrow` says at which ends there are heads, as long as `headsize` in points; None suits the
    width of the line. `place` moves the vertices once the page is known. `cap` is how they end;
    None leaves that to the theme.
    """

    paths: Paths
    color: Paint
    linewidth: Number
    linestyle: Style
    each: bool = False
    arrow: Arrow | None = None
    headsize: Number | None = None
    place: Place | None = None
    cap: Cap | None = None


@dataclass(frozen=True, eq=False)
class Areas(_Placed):
    """Filled polygons.

    With `shapes`, shape (m,), consecutive runs of one number are the outlines of one shape, turned
    so that what is inside an odd number of them is filled. Its first run decides on its properties.
    """

    paths: Paths
    color: Paint
    edgecolor: Paint
    edgewidth: Number
    edgestyle: Style
    each: bool = False
    hatch: Style = ""
    shapes: Codes | None = None


@dataclass(frozen=True, eq=False)
class Boxes(_Placed):
    """Upright rectangles by two opposite corners, shape (n, 2, 2).

    An `edgewidth` of None is as wide as the boxes let it be, up to the theme's.
    With `inside`, edges are drawn within the box, so that neighbours do not overlap.
    `flip` says that the boxes lie: their length is along x. `radius` is that of the corners, in
    points. `thin` says that edges are a tenth of the narrowest box at most.
    """

    corners: Floats
    color: Paint
    edgecolor: Paint
    edgewidth: Number | None
    edgestyle: Style
    each: bool = False
    inside: bool = False
    flip: bool = False
    hatch: Style = ""
    radius: float = 0.0
    thin: bool = False


@dataclass(frozen=True, eq=False)
class TextBox:
    """A box behind a text.

    Attributes
    ----------
    facecolor, edgecolor
        RGBA; the edge has no colour unless it is given one.
    edgewidth
        In points.
    pad
        Between the text and the box, in points.
    radius
        Of the corners, in points.
    """

    facecolor: Paint = (1.0, 1.0, 1.0, 1.0)
    edgecolor: Paint = (0.0, 0.0, 0.0, 0.0)
    edgewidth: Number = 0.0
    pad: float = 2.0
    radius: float = 0.0


@dataclass(frozen=True, eq=False)
class Halo:
    """A rim around letters: `width` in points on each side, and RGBA."""

    width: float
    color: Paint = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False)
class Texts(_Placed):
    """Text at points; `offset` moves each by so many points, shape (2,) or (n, 2).

    `rotation` is in degrees on the page. `place` moves the points once the page is known. With
    `legible`, a text that is lost in its colour upon what lies beneath becomes black or white.
    """

    xy: Floats
    text: Array
    color: Paint
    size: Number
    halign: Style
    valign: Style
    offset: Floats
    rotation: Number = 0.0
    box: TextBox | None = None
    halo: Halo | None = None
    place: Place | None = None
    legible: bool = False


@dataclass(frozen=True, eq=False)
class Grid(_Placed):
    """Cells without gaps: an image, or a mesh of rectangles.

    Attributes
    ----------
    x, y
        Edges of columns and rows, shape (columns + 1,) and (rows + 1,), rising or falling.
    color
        RGBA of each cell in 0-255, shape (rows, columns, 4).
    interpolate
        Whether colours go over into one another.
    """

    x: Floats
    y: Floats
    color: Array
    interpolate: bool = False


Project: TypeAlias = Callable[[Floats], Floats]
"""From upright axis units, shape (n, 2), to the data coordinates of the axes."""


@dataclass(frozen=True, eq=False)
class Custom:
    """A way out to matplotlib: called once a panel with the Axes and a projection."""

    make: Callable[[Any, Project], Any]
    flip: bool = False


Primitive: TypeAlias = Points | Lines | Areas | Boxes | Texts | Grid | Custom


def positions(primitive: Primitive) -> Floats:
    """Return all positions of a primitive, shape (n, 2); NaN where they are shares of the panel."""
    match primitive:
        case Points() | Texts():
            xy = primitive.xy
        case Lines() | Areas():
            xy = primitive.paths.xy
        case Boxes():
            xy = primitive.corners.reshape(-1, 2)
        case Grid():
            xy = np.column_stack([primitive.x[[0, -1]], primitive.y[[0, -1]]])
        case _:
            return np.empty((0, 2))
    if not primitive.panel:
        return xy
    return np.where([name in primitive.panel for name in "xy"], np.nan, xy)


def vertices(primitive: Primitive) -> Floats:
    """Return the positions that widen the limits of the axes, shape (n, 2).

    NaN where a position is a share of the panel.
    """
    counts = isinstance(primitive, Custom) or primitive.limits
    if not counts:
        return np.empty((0, 2))
    if isinstance(primitive, Points) and primitive.place is not None:
        return reached(primitive.place, positions(primitive))
    return positions(primitive)


def is_optional(primitive: Primitive) -> bool:
    """Tell whether the limits of the axes may leave a primitive out of view."""
    return not (isinstance(primitive, Custom) or primitive.limits)


def elements(primitive: Primitive) -> int:
    """Return how many points, vertices or boxes a primitive has, of those that are shapes."""
    match primitive:
        case Points():
            return len(primitive.xy)
        case Lines() | Areas():
            return len(primitive.paths.xy)
        case Boxes():
            return len(primitive.corners)
    return 0


def is_placed(primitive: Primitive) -> bool:
    """Tell whether a function decides where a primitive lies, once the page is known."""
    return isinstance(primitive, Points | Lines | Texts) and primitive.place is not None


def optional_ranges(primitive: Primitive, axis: Axis) -> Floats:
    """Return from where to where each element reaches on an axis that it does not widen.

    Shape (n, 2), without elements that have no position on the axis.
    """
    if not is_optional(primitive):
        return np.empty((0, 2))
    along = positions(primitive)[:, 0 if axis == "x" else 1]
    match primitive:
        case Lines() | Areas():
            starts = primitive.paths.starts
        case Boxes():
            starts = np.arange(0, len(along), 2)
        case Grid():
            starts = np.zeros(1, int)
        case _:
            starts = np.arange(len(along))
    if not len(along) or not len(starts):
        return np.empty((0, 2))
    low, high = (reach.reduceat(along, starts) for reach in (np.fmin, np.fmax))
    ranges = np.column_stack([low, high])
    return ranges[~np.isnan(low)]
