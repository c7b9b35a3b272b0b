"""Geo: shapes of a map that a column holds."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.errors import PlotTypeError
from plotkit.marks.base import Mark
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.pane import Pane
from plotkit.marks.polygon import fill_rings
from plotkit.marks.primitives import Paths
from plotkit.marks.values import Values
from plotkit.records import dataclass
from plotkit.stats.base import Stat
from plotkit.stats.geometries import Geometries
from plotkit.typing import Floats

_OUTLINE = ("edgecolor", "edgealpha", "edgewidth", "edgestyle")


@dataclass(frozen=True)
class Geo(Mark):
    """Shapes of a map: polygons with holes, lines and points.

    Takes `geometry`: a column of shapes of shapely, as a GeoDataFrame has one, or of texts in
    GeoJSON.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collections.
    color, alpha, fill, hatch
        Of the inside of polygons, of lines and of points.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline of polygons and points; width in points.
    linewidth
        Of lines, in points.
    marker, pointsize
        Of points; diameter in points.

    Notes
    -----
    Where all positions may be degrees of longitude and latitude, a degree of the one is as much
    shorter than one of the other as it is at the middle latitude of the panels; else units of both
    axes are as long as another. ``layout(aspect=)`` says otherwise. There are no projections: make
    them before, as ``GeoDataFrame.to_crs`` does.

    See Also
    --------
    Polygon : Outlines from columns x and y.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> square = '{"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 1], [0, 0]]]}'
    >>> point = '{"type": "Point", "coordinates": [1, 1]}'
    >>> data = {"geometry": [square, point], "kind": ["land", "town"]}
    >>> p = so.Plot(data, geometry="geometry", color="kind").add(so.Geo())
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    fill: MappableBool = Mappable(True, grouping=False)
    edgecolor: MappableColor = Mappable(rc="axes.facecolor", grouping=False)
    edgealpha: MappableFloat = Mappable(1.0, grouping=False)
    edgewidth: MappableFloat = Mappable(0.5, grouping=False)
    edgestyle: MappableStyle = Mappable("-", grouping=False)
    hatch: MappableString = Mappable("", grouping=False)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth", grouping=False)
    marker: MappableStyle = Mappable("o", grouping=False)
    pointsize: MappableFloat = Mappable(6.0, grouping=False)
    geometry: Any = Mappable(None)

    needs: ClassVar[tuple[str, ...]] = ("x", "y", "shape", "ring")
    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = (("geometry",),)
    planar: ClassVar[bool] = True
    reads: ClassVar[tuple[str, ...]] = ("shape", "ring")
    stat: ClassVar[Stat | None] = Geometries()
    key_parts: ClassVar[Mapping[str, Sequence[str]]] = MappingProxyType(
        {
            "main": ("color", "alpha", "fill", "hatch", *_OUTLINE),
            "lines": ("color", "alpha", "linewidth", "edgestyle"),
            "points": ("color", "alpha", "marker", "pointsize", "edgecolor", "edgewidth"),
        }
    )
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.0, 1.0, 1.0, 0.0), "y": (0.0, 0.0, 1.0, 1.0)}
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.geometry, Mappable):
            raise PlotTypeError(
                f"Geo(geometry={self.geometry!r:.60}) has no shapes of its own: geometry is a "
                'variable, as in add(so.Geo(), geometry="column").'
            )

    def needed(self, there: Container[str]) -> tuple[str, ...]:
        """Return what it is drawn from, which its stat makes of the geometry."""
        return self.needs

    def aspect(self, x: tuple[float, float], y: tuple[float, float]) -> float:
        """Return how long a unit of y is, in units of x."""
        low, high = sorted(y)
        if low >= -90.5 and high <= 90.5 and min(x) >= -360 and max(x) <= 360:
            return float(1 / np.cos(np.deg2rad(min(abs(low + high) / 2, 85.0))))
        return 1.0

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw polygons, then lines and points upon them."""
        kws = self.artist_kws
        if "ring" not in v:
            self._draw_key(v, pane)
            return
        if v.n:
            fill_rings(v, _numbered(v.shape), v.ring, pane, kws)
        lines, points = v.part("lines"), v.part("points")
        if lines.n:
            starts = np.flatnonzero(np.diff(lines.ring, prepend=-1))
            self._lines(Paths(lines.xy(), starts), lines.where(starts), pane)
        if points.n:
            self._points(points.xy(), points, pane)

    def _draw_key(self, v: Values, pane: Pane) -> None:
        """Draw a box for polygons, a line for lines and a point for points."""
        first, middle = v.where(np.zeros(1, dtype=np.intp)), np.array([[0.5, 0.5]])
        if "main" in v.parts or not v.parts:
            nothing = np.zeros(v.n, dtype=np.intp)
            fill_rings(v, nothing, nothing, pane, self.artist_kws)
        if "lines" in v.parts:
            ends = np.array([[0.0, 0.5], [1.0, 0.5]])
            self._lines(Paths(ends, np.zeros(1, dtype=np.intp)), first, pane)
        if "points" in v.parts:
            self._points(middle, first, pane)

    def _lines(self, paths: Paths, first: Values, pane: Pane) -> None:
        look = {"linewidth": first.linewidth, "linestyle": first.edgestyle, "kws": self.artist_kws}
        pane.lines(paths, color=first.color, alpha=first.alpha, **look)

    def _points(self, xy: Floats, v: Values, pane: Pane) -> None:
        pane.points(
            xy,
            size=v.pointsize,
            marker=v.marker,
            color=v.color,
            alpha=v.alpha,
            edgecolor=v.edgecolor,
            edgewidth=v.edgewidth,
            kws=self.artist_kws,
        )


def _numbered(shape: Any) -> Any:
    """Return the numbers of shapes from 0 on."""
    return np.cumsum(np.diff(shape, prepend=shape[:1]) != 0)
