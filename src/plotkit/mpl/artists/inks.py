"""Inks: where things are drawn in a panel, for texts that are placed beside them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.transforms import Transform

from plotkit.records import dataclass, field
from plotkit.typing import Floats


@dataclass(frozen=True, eq=False)
class Ink:
    """What one primitive draws.

    Attributes
    ----------
    kind
        "points", "lines", "areas", "boxes" or "texts"; "grid" and "across" (boxes that reach across
        the panel) are in nobody's way.
    artists
        What draws it.
    corners
        Coordinates of two opposite corners of each element, shape (k, 2, 2).
    transform
        From coordinates to the page.
    pad
        By how much elements reach over their corners to the sides and up, in points: one for all,
        or one each, shape (k, 1) or (k, 2).
    color
        RGBA of boxes, one for all or one each.
    """

    kind: str
    artists: list[Any]
    corners: Floats
    transform: Transform
    pad: Any = 0.0
    color: Floats = field(default_factory=lambda: np.zeros((1, 4)))

    def boxes(self, point: float) -> Floats:
        """Return the corners on the page, lower left and upper right, in pixels."""
        corners = self.corners
        if self.kind == "points":  # which may have been moved
            (artist,) = self.artists
            offsets: Any = np.ma.filled(np.ma.asarray(artist.get_offsets(), dtype=float), np.nan)
            pixels = artist.get_offset_transform().transform(offsets)[:, None]
            corners = np.concatenate([pixels, pixels], axis=1)
        else:
            corners = self.transform.transform(corners.reshape(-1, 2)).reshape(-1, 2, 2)
        pad = np.asarray(self.pad, dtype=float) * point
        return np.stack([corners.min(axis=1) - pad, corners.max(axis=1) + pad], axis=1)


class Inks:
    """All that is drawn in a panel.

    Parameters
    ----------
    ax
        The panel.

    Attributes
    ----------
    found
        What primitives draw, in their order.
    """

    def __init__(self, ax: Axes) -> None:
        self.ax = ax
        self.found: list[Ink] = []

    @property
    def point(self) -> float:
        """How many pixels a point has."""
        return float(self.ax.figure.dpi / 72)

    def add(self, ink: Ink) -> None:
        """Remember what a primitive draws."""
        self.found.append(ink)

    def around(
        self, owner: Artist, kinds: Collection[str], renderer: RendererBase | None
    ) -> dict[str, Floats]:
        """Return the boxes of other things in the panel by kind, in pixels.

        Parameters
        ----------
        owner
            What asks. It is told of the texts whose turn comes before.
        kinds
            What it asks for.
        renderer
            What measures texts.
        """
        point = self.point
        found: dict[str, list[Floats]] = {kind: [np.empty((0, 2, 2))] for kind in sorted(kinds)}
        before = True
        for ink in self.found:
            if owner in ink.artists:
                before = False
            elif ink.kind == "texts" and "texts" in kinds:
                first = [one for one in ink.artists if _precedes(one, owner, before)]
                found["texts"] += [_boxes_of(one, renderer) for one in first]
            elif ink.kind in kinds:
                found[ink.kind].append(ink.boxes(point))
        return {kind: self._in_view(np.concatenate(boxes)) for kind, boxes in found.items()}

    def _in_view(self, boxes: Floats) -> Floats:
        low, high = self.ax.bbox.get_points()
        with np.errstate(invalid="ignore"):
            seen = (boxes[:, 1] >= low).all(axis=1) & (boxes[:, 0] <= high).all(axis=1)
        return np.asarray(boxes[seen])


def _precedes(text: Any, owner: Any, before: bool) -> bool:
    """Tell whether a text has its place before another artist looks for one.

    Parameters
    ----------
    text, owner
        Their `rank` tells whose turn it is first.
    before
        Whether the text was drawn before, which counts for equal ranks.
    """
    rank = getattr(text, "rank", -1)
    return bool(text.get_visible()) and (rank < owner.rank or (rank == owner.rank and before))


def _boxes_of(artist: Any, renderer: RendererBase | None) -> Floats:
    """Return the boxes of texts in pixels, shape (k, 2, 2)."""
    if hasattr(artist, "place"):
        return np.array([box.get_points() for box in artist.place(renderer)]).reshape(-1, 2, 2)
    if not artist.get_text():
        return np.empty((0, 2, 2))
    return np.asarray(artist.get_window_extent(renderer).get_points())[None]
