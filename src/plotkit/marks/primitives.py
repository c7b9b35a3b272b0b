"""Drawing primitives: everything a mark can draw, as plain data in axis units.

A drawing is made of these; the matplotlib room turns each into artists. Arrays have one entry a
point, path, box or text; looks are a constant, one value an entry, or :class:`Coded`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from plotkit.data.factor import Coded
from plotkit.typing import RGBA, Array, Codes, Floats

Paint: TypeAlias = RGBA | Array | Coded
"""A colour for all, shape (n, 4) for each, or coded colours. Alpha is never NaN."""
Number: TypeAlias = float | Floats | Coded
Style: TypeAlias = Any
"""A marker, line style or alignment for all, or one for each (object array or Coded)."""


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


@dataclass(frozen=True, eq=False)
class Points:
    """Markers; `size` is the diameter in points."""

    xy: Floats
    size: Number
    color: Paint
    edgecolor: Paint
    edgewidth: Number
    edgestyle: Style
    marker: Style
    kws: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Lines:
    """Polylines; with `each`, a few of them become artists of their own."""

    paths: Paths
    color: Paint
    linewidth: Number
    linestyle: Style
    each: bool = False
    kws: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Areas:
    """Filled polygons."""

    paths: Paths
    color: Paint
    edgecolor: Paint
    edgewidth: Number
    edgestyle: Style
    each: bool = False
    kws: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Boxes:
    """Upright rectangles by two opposite corners, shape (n, 2, 2).

    An `edgewidth` of None is as wide as the boxes let it be, up to the theme's.
    With `inside`, edges are drawn within the box, so that neighbours do not overlap.
    `flip` says that the boxes lie: their length is along x.
    """

    corners: Floats
    color: Paint
    edgecolor: Paint
    edgewidth: Number | None
    edgestyle: Style
    each: bool = False
    inside: bool = False
    kws: Mapping[str, Any] = field(default_factory=dict)
    flip: bool = False


@dataclass(frozen=True, eq=False)
class Texts:
    """Text at points; `offset` moves each by so many points, shape (2,) or (n, 2)."""

    xy: Floats
    text: Array
    color: Paint
    size: Number
    halign: Style
    valign: Style
    offset: Floats
    kws: Mapping[str, Any] = field(default_factory=dict)


Project: TypeAlias = Callable[[Floats], Floats]
"""From upright axis units, shape (n, 2), to the data coordinates of the axes."""


@dataclass(frozen=True, eq=False)
class Custom:
    """A way out to matplotlib: called once a panel with the Axes and a projection."""

    make: Callable[[Any, Project], Any]
    flip: bool = False


Primitive: TypeAlias = Points | Lines | Areas | Boxes | Texts | Custom


def vertices(primitive: Primitive) -> Floats:
    """Return all positions that a primitive names, shape (n, 2)."""
    if isinstance(primitive, Points | Texts):
        return primitive.xy
    if isinstance(primitive, Lines | Areas):
        return primitive.paths.xy
    if isinstance(primitive, Boxes):
        return primitive.corners.reshape(-1, 2)
    return np.empty((0, 2))
