"""Titles of axes that all panels have in common, centred beside the panels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Text

from plotkit.compile.drawing import AxisTitle
from plotkit.mpl.looks import RC
from plotkit.mpl.ruler import measuring
from plotkit.mpl.stack import Extent
from plotkit.typing import Floats


class CommonTitles:
    """The titles beside the panels of a figure.

    Parameters
    ----------
    figure
        Where they are written.
    titles
        What they say, and at which side.
    """

    def __init__(self, figure: Figure | SubFigure, titles: Sequence[AxisTitle]) -> None:
        self.figure = figure
        self.titles = titles
        self.texts = [self._write(title) for title in titles]
        self._inner = [0.0] * len(titles)

    def _write(self, title: AxisTitle) -> Text:
        look: dict[str, Any] = {
            "fontsize": RC["axes.labelsize"],
            "fontweight": RC["axes.labelweight"],
            "color": RC["axes.labelcolor"],
        }
        if not title.far and title.axis == "x" and not self.figure.get_supxlabel():
            return self.figure.supxlabel(title.text, **look)  # matplotlib's engines know it
        if not title.far and title.axis == "y" and not self.figure.get_supylabel():
            return self.figure.supylabel(title.text, **look)
        x, y = (0.5, 1.0) if title.axis == "x" else (1.0, 0.5)
        va, ha = ("top", "center") if title.axis == "x" else ("center", "right")
        angle = 0 if title.axis == "x" else 90
        return self.figure.text(x, y, title.text, ha=ha, va=va, rotation=angle, **look)

    def clear(self) -> None:
        """Write nothing."""
        for text in self.texts:
            text.set_text("")

    def make_room(self, edges: Sequence[Floats], renderer: RendererAgg) -> None:
        """Add what the titles need to what sticks out of the panels: left, right, bottom, top."""
        left, right, bottom, top = edges
        for i, (title, text) in enumerate(zip(self.titles, self.texts, strict=True)):
            level = title.axis == "x"
            outer, at = (top, 0) if level else (right, -1)
            if not title.far:
                outer, at = (bottom, -1) if level else (left, 0)
            self._inner[i] = float(outer[at])
            if text.get_text() and text.get_visible():
                box = text.get_window_extent(renderer)
                outer[at] += (box.height if level else box.width) + _gap(renderer)

    def within(self, left: float, bottom: float, right: float, top: float) -> Extent:
        """Return what the titles leave of a part of the figure, in shares of it."""
        edges = [np.zeros(1) for _ in range(4)]
        self.make_room(edges, measuring(self.figure))
        w, h = self.figure.bbox.width, self.figure.bbox.height
        room = [float(edge[0]) for edge in edges]
        return left + room[0] / w, bottom + room[2] / h, right - room[1] / w, top - room[3] / h

    def place(self, panels: Extent, renderer: RendererAgg) -> None:
        """Put the titles beside the panels, whose box is given in pixels of the figure."""
        x0, y0, x1, y1 = panels
        whole = self.figure.bbox
        for title, text, inner in zip(self.titles, self.texts, self._inner, strict=True):
            far = inner + _gap(renderer)
            if title.axis == "x":
                x, y = (x0 + x1) / 2, y1 + far if title.far else y0 - far
                text.set(ha="center", va="bottom" if title.far else "top")
            else:
                x, y = x1 + far if title.far else x0 - far, (y0 + y1) / 2
                text.set(ha="left" if title.far else "right", va="center")
            text.set_position((x / whole.width, y / whole.height))


def _gap(renderer: RendererAgg) -> float:
    return float(RC["axes.labelpad"]) * float(renderer.dpi) / 72
