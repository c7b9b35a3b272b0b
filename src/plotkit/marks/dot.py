"""Points: Dot and Dots."""

from __future__ import annotations

from typing import Any

import numpy as np

from plotkit.data.factor import Coded
from plotkit.marks.base import Mark
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableStyle,
)
from plotkit.marks.paint import choose, paint, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass
from plotkit.typing import Bools


def inside(fill: Any, marker: Any) -> Any:
    """Tell which markers are filled: asked to be, and with an inside to fill."""
    if not isinstance(marker, Coded | np.ndarray):
        return fill if marker.filled else False
    filled: Coded | Bools
    if isinstance(marker, Coded):
        filled = Coded(marker.codes, np.array([shape.filled for shape in marker.table]))
    else:
        filled = np.array([shape.filled for shape in marker], dtype=bool)
    if isinstance(fill, bool):
        return filled if fill else False
    return np.asarray(fill, dtype=bool) & np.asarray(filled, dtype=bool)


@dataclass(frozen=True)
class Dot(Mark):
    """A point at each row, large enough to stand alone.

    A filled dot has an edge (`edgecolor`, `edgewidth`); one that is not filled, or whose marker
    has no inside, is drawn by its outline in `color`, `stroke` points wide.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    marker
        Shape: a matplotlib marker.
    pointsize
        Diameter in points.
    stroke
        Width of the outline of a dot that is not filled, in points.
    color, alpha, fill
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline of a filled dot; width in points.

    See Also
    --------
    Dots : Smaller, for many rows.
    Jitter, Swarm : Moves for points at one place.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2], "y": [3, 4]}, x="x", y="y").add(so.Dot(pointsize=10))
    """

    marker: MappableStyle = Mappable("o", grouping=False)
    pointsize: MappableFloat = Mappable(6.0, grouping=False)
    stroke: MappableFloat = Mappable(0.75, grouping=False)
    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    fill: MappableBool = Mappable(True, grouping=False)
    edgecolor: MappableColor = Mappable(depend="color", grouping=False)
    edgealpha: MappableFloat = Mappable(depend="alpha", grouping=False)
    edgewidth: MappableFloat = Mappable(0.5, grouping=False)
    edgestyle: MappableStyle = Mappable("-", grouping=False)

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one marker a row."""
        filled = inside(v.fill, v.marker)
        body = paint(v.color, v.alpha)
        pane.points(
            v.xy(),
            size=v.pointsize,
            color=choose(filled, body, self.ground(v, body)),
            edgecolor=choose(filled, paint(v.edgecolor, v.edgealpha), body),
            edgewidth=choose(filled, v.edgewidth, v.stroke),
            edgestyle=v.edgestyle,
            marker=v.marker,
            kws=self.artist_kws,
        )

    def ground(self, v: Values, body: Any) -> Any:
        """Return the colour within outlines: that of the body, transparent."""
        return transparent(body)


@dataclass(frozen=True)
class Dots(Mark):
    """Many points: small, with a clear outline and a translucent inside.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    marker
        Shape: a matplotlib marker.
    pointsize
        Diameter in points.
    stroke
        Width of the outline in points.
    color, alpha
        Of the outline, and of the inside unless it has its own.
    fill, fillcolor, fillalpha
        Of the inside.

    See Also
    --------
    Dot : Larger, for few rows.
    Jitter, Swarm : Moves for points at one place.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2], "y": [3, 4]}, x="x", y="y").add(so.Dots())
    """

    marker: MappableStyle = Mappable(rc="scatter.marker", grouping=False)
    pointsize: MappableFloat = Mappable(4.0, grouping=False)
    stroke: MappableFloat = Mappable(0.75, grouping=False)
    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    fill: MappableBool = Mappable(True, grouping=False)
    fillcolor: MappableColor = Mappable(depend="color", grouping=False)
    fillalpha: MappableFloat = Mappable(0.2, grouping=False)

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one marker a row."""
        filled = inside(v.fill, v.marker)
        face = paint(v.fillcolor, v.fillalpha)
        pane.points(
            v.xy(),
            size=v.pointsize,
            color=choose(filled, face, transparent(face)),
            edgecolor=paint(v.color, v.alpha),
            edgewidth=v.stroke,
            marker=v.marker,
            kws=self.artist_kws,
        )


Scatter = Dots
"""The name that the first drafts of this interface had for Dots."""
