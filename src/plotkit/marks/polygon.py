"""Polygon: filled outlines, with holes and in several parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.marks.base import Mark
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.paint import choose, paint, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.primitives import Paths
from plotkit.marks.values import Values
from plotkit.records import dataclass
from plotkit.typing import Codes


@dataclass(frozen=True)
class Polygon(Mark):
    """A filled outline of each group, through its rows in their order.

    Takes `x` and `y`. A group may have several rings, parts of it and holes: a row without a
    position ends a ring, and so does another number in `ring`. What lies within one ring is filled,
    what lies within two is a hole.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, fill
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline; width in points.
    hatch
        Pattern over the inside, such as ``"//"``.

    See Also
    --------
    Geo : Shapes that a column holds.
    Area : A shape along the position.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> square = {"x": [0, 4, 4, 0, 1, 3, 2], "y": [0, 0, 4, 4, 1, 1, 3]}
    >>> p = so.Plot(square, x="x", y="y").add(so.Polygon(), ring=[1, 1, 1, 1, 2, 2, 2])
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(0.7)
    fill: MappableBool = Mappable(True)
    edgecolor: MappableColor = Mappable(depend="color")
    edgealpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(rc="patch.linewidth")
    edgestyle: MappableStyle = Mappable("-")
    hatch: MappableString = Mappable("")

    connects: ClassVar[bool] = True
    planar: ClassVar[bool] = True
    reads: ClassVar[tuple[str, ...]] = ("ring",)
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.0, 1.0, 1.0, 0.0), "y": (0.0, 0.0, 1.0, 1.0)}
    )

    @property
    def interrupts(self) -> bool:
        """Always: a row without a position ends a ring."""
        return True

    def draw(self, v: Values, pane: Pane) -> None:
        """Fill one shape a group."""
        group = np.zeros(v.n, dtype=np.intp)
        group[v.starts] = 1
        group = np.cumsum(group) - 1
        fill_rings(v, group, v.ring if "ring" in v else np.zeros(v.n), pane, self.artist_kws)


def fill_rings(v: Values, group: Codes, ring: Any, pane: Pane, kws: Mapping[str, Any]) -> None:
    """Fill the shape of each group, whose rows stand together.

    Parameters
    ----------
    v
        The vertices. The first one of a group has its properties.
    group, ring
        Numbers that tell shapes, and rings of one, apart; shape (n,).
    pane, kws
        Where, and keywords for the artist.
    """
    known = np.isfinite(v.x) & np.isfinite(v.y)
    begins = np.ones(v.n, dtype=bool)
    begins[1:] = (group[1:] != group[:-1]) | (ring[1:] != ring[:-1]) | ~known[:-1]
    number = np.cumsum(begins)
    rows = np.flatnonzero(known)
    starts = np.flatnonzero(np.diff(number[rows], prepend=0))
    if not len(starts):
        return
    first = v.where(rows[starts])
    face = paint(first.color, first.alpha)
    pane.areas(
        Paths(v.xy()[rows], starts),
        group[rows[starts]],
        color=choose(first.fill, face, transparent(face)),
        edgecolor=first.edgecolor,
        edgealpha=first.edgealpha,
        edgewidth=first.edgewidth,
        edgestyle=first.edgestyle,
        hatch=first.hatch,
        kws=kws,
    )
