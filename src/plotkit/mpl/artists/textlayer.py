"""Texts of one layer: where all of them are on the page is found at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.transforms import Bbox

from plotkit.mpl.artists.placedtexts import in_view
from plotkit.typing import Bools, Floats


class Member(Protocol):
    """A text at a point of the data, which knows how far it reaches around that."""

    axes: Any
    scaled: Axes | None
    xy: Any

    def get_visible(self) -> bool:
        """Tell whether it is shown."""

    def get_text(self) -> str:
        """Return what it says."""

    def is_plain(self) -> bool:
        """Tell whether its box is that of its letters."""

    def reach(self, renderer: RendererBase) -> Floats:
        """Return the box around its point, in pixels."""

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox | None:
        """Return the box around it, in pixels."""


class TextLayer:
    """The texts of a layer in a panel.

    Parameters
    ----------
    texts
        In order.
    """

    def __init__(self, texts: Sequence[Member]) -> None:
        self.texts = list(texts)
        self._points = [text.xy for text in texts]
        self._known: tuple[Any, Floats, Bools] | None = None

    def place(self, number: int) -> tuple[Floats, bool] | None:
        """Return where the point of a text is, in pixels, and whether it is in view.

        None if it is no longer the point that the text was made with, or axes are not linear.
        """
        text = self.texts[number]
        found = self._places(text) if text.xy is self._points[number] else None
        return None if found is None else (found[0][number], bool(found[1][number]))

    def beyond(self, ax: Axes, renderer: RendererBase) -> Iterator[Bbox]:
        """Yield the boxes of texts that stick out of their Axes, in pixels."""
        there = [
            (number, text)
            for number, text in enumerate(self.texts)
            if text.axes is ax and text.get_visible() and text.get_text()
        ]
        found = self._places(there[0][1]) if there else None
        numbers, boxes = [], []
        for number, text in there:
            if found is None or text.xy is not self._points[number] or not text.is_plain():
                box = text.get_tightbbox(renderer)
                if box is not None and np.isfinite(box.x0):
                    yield box
            elif found[1][number]:
                numbers.append(number)
                boxes.append(text.reach(renderer))
        if boxes and found is not None:
            around = np.array(boxes) + found[0][numbers][:, None]
            low, high = ax.bbox.get_points()
            out = (around[:, 0] < low).any(axis=1) | (around[:, 1] > high).any(axis=1)
            yield from map(Bbox, around[out])

    def _places(self, text: Member) -> tuple[Floats, Bools] | None:
        """Return where all points are, and which of them are in view."""
        ax = text.scaled or text.axes
        if ax is None or ax.get_xscale() != "linear" or ax.get_yscale() != "linear":
            return None
        key = (ax, ax.bbox.bounds, ax.viewLim.bounds)
        if self._known is None or self._known[0] != key:
            pixels = ax.transData.transform(np.array(self._points, dtype=np.float64))
            low, high = text.axes.bbox.get_points()
            seen = ((low <= pixels) & (pixels <= high)).all(axis=1)
            edge = np.flatnonzero(~seen & np.isfinite(pixels).all(axis=1))
            seen[edge] = in_view(text, pixels[edge], "")  # type: ignore[arg-type]  # it is an artist
            self._known = key, pixels, seen
        return self._known[1:]
