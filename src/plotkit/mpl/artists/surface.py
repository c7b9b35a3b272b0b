"""Where primitives are drawn: how their positions become coordinates on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from matplotlib.transforms import (
    Affine2DBase,
    Transform,
    blended_transform_factory,
)

from plotkit.marks.primitives import Areas, Lines, Paths, Shares
from plotkit.mpl.artists.inks import Inks
from plotkit.mpl.artists.placement import Placement
from plotkit.page import Limits, Place
from plotkit.records import dataclass
from plotkit.typing import Array, Floats

ZORDER = 2
"""The same for all, so that what is added later lies on top; above the grid in every theme."""
MOST_LINES = 200
"""Up to so many lines or areas of a singular mark are artists of their own."""

Inverse: TypeAlias = Callable[[Floats], Array]
"""From axis units to the data coordinates of an axis."""


@dataclass(frozen=True)
class Surface:
    """Where primitives are drawn.

    Attributes
    ----------
    transform
        From coordinates to the page.
    shares
        From shares of the panel to the page.
    inches
        From inches to the page.
    pixels
        How much one point is, in units of the page.
    axes
        Whether it is that of an Axes: a text is hidden with its point, and `place` is heeded.
    over
        Whether coordinates are those of an Axes that lies over the one which holds the artists.
    inverses
        From axis units to coordinates; None where they are the same.
    note
        What an error that comes up while something is drawn says of where.
    limits
        Returns what the panel shows in axis units.
    inks
        What is drawn in the panel, where texts are placed beside it.
    """

    transform: Transform
    shares: Transform
    inches: Affine2DBase
    pixels: float = 1.0
    axes: bool = False
    over: bool = False
    inverses: tuple[Inverse, Inverse] | None = None
    note: str = ""
    limits: Callable[[], Limits] | None = None
    inks: Inks | None = None

    def placement(self, place: Place) -> Placement:
        """Return what lets a function place elements."""
        return Placement(place, self.shares, self.inches, self.note, self.limits)

    def project(self, xy: Floats, panel: Shares = "") -> Floats:
        """Return the coordinates of positions, shape (n, 2); shares of the panel stay shares."""
        if self.inverses is None:
            return xy
        with np.errstate(all="ignore"):  # what has no place on the scale is not drawn
            columns = [
                values if name in panel else invert(values)
                for name, values, invert in zip("xy", xy.T, self.inverses, strict=True)
            ]
        return np.column_stack(columns)

    def page(self, panel: Shares = "") -> Transform:
        """Return the way from coordinates to the page, where some may be shares of the panel."""
        match panel:
            case "":
                return self.transform
            case "xy":
                return self.shares
            case "x":
                return blended_transform_factory(self.shares, self.transform)
            case "y":
                return blended_transform_factory(self.transform, self.shares)


def runs_of(primitive: Lines | Areas, surface: Surface) -> Sequence[Floats]:
    """Return the coordinates of each line or outline, shape (k, 2)."""
    paths = primitive.paths
    return Paths(surface.project(paths.xy, primitive.panel), paths.starts).split()
