"""Boxes: rectangles whose edge lies within them, made and drawn by the hundred."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, Transform

from plotkit.mpl.fast.boxes import SharedClip
from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.style import plain_set


class InsideRectangle(Rectangle):
    """A rectangle whose edge lies within it, whatever the size of the figure."""

    set = plain_set

    def get_inset(self) -> float:
        """Return how far within the rectangle the middle of its edge is, in points."""
        return float(self.get_linewidth()) / 2

    def get_transform(self) -> Transform:
        """Return the way from the unit square to the page, narrower by half an edge each side."""
        figure = self.get_figure(root=True)
        if figure is None or self.get_angle():
            return super().get_transform()
        x, y, width, height = self.get_x(), self.get_y(), self.get_width(), self.get_height()
        if all(isinstance(one, float) for one in (x, y, width, height)):
            points = np.array([[x, y], [x + width, y + height]])
        else:  # in units of its own
            points = self.get_bbox().get_points()
        ends = Artist.get_transform(self).transform(points).tolist()
        inset = self.get_inset() * figure.dpi / 72
        (x0, x1), (y0, y1) = (_inside(one, other, inset) for one, other in zip(*ends, strict=True))
        return Affine2D(np.array([[x1 - x0, 0.0, x0], [0.0, y1 - y0, y0], [0.0, 0.0, 1.0]]))


class Box(SharedClip, InsideRectangle):
    """One of many in a layer."""


def inside_rectangle(*args: Any, like: Rectangle | None = None, **kwargs: Any) -> InsideRectangle:
    """Return a rectangle whose edge lies within it.

    Parameters
    ----------
    args, kwargs
        As of a `Rectangle`.
    like
        Another one that is added to the same axes before.
    """
    if not enabled("boxes"):
        return InsideRectangle(*args, **kwargs)
    made = Box(*args, **kwargs)
    if like is not None:
        made.clip_like(like)
    return made


def _inside(one: float, other: float, inset: float) -> tuple[float, float]:
    """Return two coordinates, the lower first, each moved towards the other."""
    low, high = (one, other) if one <= other else (other, one)
    inner = min(inset, (high - low) / 2)
    return low + inner, high - inner
