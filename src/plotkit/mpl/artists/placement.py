"""Placement: elements whose positions a function decides on, once the size of a panel is known.

The function is called again when what it is told has changed: after the figure got another size or
resolution, the axes other limits, a text another string. Layout and drawing ask the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.transforms import Affine2DBase, Transform

from plotkit.errors import noting
from plotkit.page import Limits, Page, Place, Places, keeps_within, placed, rank_of, sees
from plotkit.typing import Floats

NOTHING: Mapping[str, Floats] = MappingProxyType({})


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
    limits
        Returns what the panel shows in axis units.
    """

    def __init__(
        self,
        place: Place,
        shares: Transform,
        inches: Affine2DBase,
        note: str = "",
        limits: Callable[[], Limits] | None = None,
    ) -> None:
        self._place, self._note = place, note
        self._shares, self._inches, self._limits = shares, inches, limits
        self._known: tuple[Page, Places] | None = None
        self.sees = sees(place)
        self.within = keeps_within(place)
        self.rank = rank_of(place) if self.sees else -1

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_known": None}

    @property
    def point(self) -> float:
        """How many pixels a point has."""
        return float(self._inches.transform((1.0, 0.0))[0]) / 72

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What the function said when it was asked last."""
        return self._known[1].words if self._known is not None else ()

    def __call__(self, pixels: Floats, extent: Floats, middle: Floats) -> Floats:
        """Return where elements are drawn, shape (n, 2), in pixels; parameters as of `places`."""
        return self.places(pixels, extent, middle).xy

    def places(
        self,
        pixels: Floats,
        extent: Floats,
        middle: Floats,
        others: Mapping[str, Floats] = NOTHING,
    ) -> Places:
        """Return where elements are drawn, and what comes with that, in pixels.

        Parameters
        ----------
        pixels
            Where they lie, shape (n, 2), in pixels.
        extent
            How large they are, in points.
        middle
            From where they lie to their middles, in points.
        others
            Boxes of the other things in the panel, in pixels.
        """
        point = self.point
        corner, far = self._shares.transform(np.array([(0.0, 0.0), (1.0, 1.0)]))
        width, height = ((far - corner) / point).tolist()
        there = np.isfinite(pixels).all(axis=1, keepdims=True)
        xy = np.where(there, (pixels - corner) / point, np.nan)
        limits = self._limits() if self._limits is not None else ((0.0, 1.0), (0.0, 1.0))
        around = {kind: (boxes - corner) / point for kind, boxes in others.items()}
        page = Page(xy, (width, height), extent, middle, limits, around)
        if self._known is None or not _same(self._known[0], page):
            with noting(self._note):
                self._known = page, placed(self._place, page)
        found = self._known[1]
        # What stays where it is must not even be rounded.
        moved = np.where(found.xy == xy, pixels, corner + found.xy * point)
        moved = np.where(there & np.isfinite(moved).all(axis=1, keepdims=True), moved, np.nan)
        along = {
            name: corner + array * point
            for name in ("lines", "anchor")
            if (array := getattr(found, name)) is not None
        }
        return replace(found, xy=moved, **along)


def _same(one: Page, other: Page) -> bool:
    names = ("xy", "size", "extent", "middle", "limits")
    return one.others.keys() == other.others.keys() and all(
        np.array_equal(before, now, equal_nan=True)
        for before, now in (
            *((getattr(one, name), getattr(other, name)) for name in names),
            *((boxes, other.others[kind]) for kind, boxes in one.others.items()),
        )
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
