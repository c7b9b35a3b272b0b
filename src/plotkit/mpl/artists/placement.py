"""Placement: elements whose positions a function decides on, once the size of a panel is known.

The function is called again when what it is told has changed: after the figure got another size or
resolution, the axes other limits, a text another string. Layout and drawing ask the same object.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.transforms import Affine2DBase, Transform

from plotkit.errors import noting
from plotkit.marks.page import Page, Place, placed
from plotkit.typing import Floats


class Placement:
    """Gives a function the page of a panel and keeps what it answers as long as that holds.

    Parameters
    ----------
    place
        Gets a page that is not upright: x is across.
    shares
        From shares of the panel to the page.
    inches
        From inches to the page.
    note
        What an error says of where it came up.
    """

    def __init__(
        self, place: Place, shares: Transform, inches: Affine2DBase, note: str = ""
    ) -> None:
        self._place, self._note = place, note
        self._shares, self._inches = shares, inches
        self._known: tuple[Page, Floats] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_known": None}

    @property
    def point(self) -> float:
        """How many pixels a point has."""
        return float(self._inches.transform((1.0, 0.0))[0]) / 72

    def __call__(self, pixels: Floats, extent: Floats, middle: Floats) -> Floats:
        """Return where elements are drawn.

        Parameters
        ----------
        pixels
            Where they lie, shape (n, 2), in pixels.
        extent
            How large they are, in points.
        middle
            From where they lie to their middles, in points.
        """
        point = self.point
        corner, far = self._shares.transform(np.array([(0.0, 0.0), (1.0, 1.0)]))
        width, height = ((far - corner) / point).tolist()
        there = np.isfinite(pixels).all(axis=1, keepdims=True)
        xy = np.where(there, (pixels - corner) / point, np.nan)
        page = Page(xy, (width, height), extent, middle)
        if self._known is None or not _same(self._known[0], page):
            with noting(self._note):
                self._known = page, placed(self._place, page)
        found = self._known[1]
        # What stays where it is must not even be rounded.
        moved = np.where(found == xy, pixels, corner + found * point)
        return np.where(there & np.isfinite(moved).all(axis=1, keepdims=True), moved, np.nan)


def _same(one: Page, other: Page) -> bool:
    names = ("xy", "size", "extent", "middle")
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in names
    )


class Moved(Transform):
    """The last part of the way of points to the page: all of them are moved at once.

    Parameters
    ----------
    points
        Those of a collection; how large they are is asked of it each time.
    placement
        What moves them.
    """

    input_dims = output_dims = 2

    def __init__(self, points: PathCollection, placement: Placement) -> None:
        super().__init__()
        self._points, self._placement = points, placement

    def transform_non_affine(self, values: Any) -> Any:
        """Return where points are drawn, in pixels; what is not all of the points stays."""
        pixels = np.ma.filled(np.asanyarray(values, dtype=np.float64), np.nan)
        n = len(np.asarray(self._points.get_offsets()))
        if pixels.shape != (n, 2):
            return values
        sizes: Any = self._points.get_sizes()
        widths: Any = self._points.get_linewidth()
        across = np.sqrt(np.resize(sizes, n)) + np.resize(widths, n)
        return self._placement(pixels, np.column_stack([across, across]), np.zeros((n, 2)))
