"""Boxes with round corners, of the same radius on the page whatever the axes are."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.backend_bases import RendererBase
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from plotkit.mpl.artists.boxes import InsideRectangle
from plotkit.mpl.grouped import GroupedPaths, GroupedPolygons
from plotkit.mpl.style import plain_set

_BEND = 4 / 3 * (np.sqrt(2) - 1)
"""Where the control points of a quarter of a circle are, as a share of its radius."""


class RoundedRectangle(InsideRectangle):
    """A rectangle with round corners.

    Parameters
    ----------
    args, kwargs
        As of a `Rectangle`.
    radius
        Of the corners, in points.
    inside
        Whether the edge lies within the rectangle.
    """

    def __init__(self, *args: Any, radius: float, inside: bool = False, **kwargs: Any) -> None:
        self._corner, self._inside = radius, inside
        super().__init__(*args, **kwargs)

    def get_inset(self) -> float:
        """Return how far within the rectangle its outline is, in points."""
        return super().get_inset() if self._inside else 0.0

    def get_path(self) -> Path:
        """Return the outline in the unit square, for the size on the page as it is now."""
        figure, transform = self.get_figure(root=True), self.get_transform()
        if figure is None or not transform.is_affine:
            return super().get_path()
        low, high = transform.transform(np.array([(0.0, 0.0), (1.0, 1.0)]))
        radius = max(self._corner - self.get_inset(), 0.0) * figure.dpi / 72
        return rounded(np.zeros(2), np.ones(2), np.abs(high - low), radius)


class RoundedBoxes(GroupedPolygons):
    """Many boxes with round corners.

    Parameters
    ----------
    outlines
        The corners of each, shape (n, 4, 2).
    radius
        In points.
    kwargs
        As of a `PolyCollection`.
    """

    set = plain_set

    def __init__(self, outlines: Any, radius: float, **kwargs: Any) -> None:
        super().__init__(outlines, **kwargs)
        self._corner = radius

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def draw(self, renderer: RendererBase) -> None:
        """Draw all boxes."""
        figure = self.get_figure(root=True)
        if not self.get_visible() or figure is None:
            return
        radius = self._corner * figure.dpi / 72
        corners = np.array([np.asarray(path.vertices)[[0, 2]] for path in self.get_paths()])
        pixels = self.get_transform().transform(corners.reshape(-1, 2)).reshape(-1, 2, 2)
        pixels = np.sort(pixels, axis=1)
        made = GroupedPaths([rounded(low, high, high - low, radius) for low, high in pixels])
        made.update_from(self)
        made.set_edgecolor(cast(Any, self.get_edgecolor()))
        made.set(transform=IdentityTransform(), gid=self.get_gid())
        made.groups = self.groups
        made.set_figure(cast(Any, self.get_figure(root=False)))
        made.draw(renderer)
        self.stale = False


def rounded(low: Any, high: Any, size: Any, radius: float) -> Path:
    """Return a rectangle with round corners.

    Parameters
    ----------
    low, high
        Two opposite corners.
    size
        Width and height on the page, in the units of the radius.
    radius
        Of the corners, at most half of the smaller side.
    """
    radius = min(radius, float(np.min(size)) / 2)
    if not radius > 0:
        (x0, y0), (x1, y1) = low, high
        return Path([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], closed=True)
    reach = (high - low) * radius / size
    corner = np.array([(0, 1), (0, 1 - _BEND), (1 - _BEND, 0), (1, 0)])  # lower left, downwards
    sides = [  # counterclockwise, each from where a side ends to where the next begins
        low + reach * corner,
        np.array([high[0], low[1]]) + reach * (-1, 1) * corner[::-1],
        high - reach * corner,
        np.array([low[0], high[1]]) + reach * (1, -1) * corner[::-1],
    ]
    vertices = np.concatenate([*sides, sides[0][:1]])
    codes = [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4] * 4 + [Path.CLOSEPOLY]
    codes[0] = Path.MOVETO
    return Path(vertices, codes)
