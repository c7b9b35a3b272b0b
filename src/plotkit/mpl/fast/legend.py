"""Legends of a figure, each box of which is measured once a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure, SubFigure
from matplotlib.legend import Legend
from matplotlib.offsetbox import OffsetBox

from plotkit.mpl.fast.switch import enabled


class QuickLegend(Legend):
    """A legend of a figure.

    Its boxes lie in one another, and each measures all within it when it is drawn. So each
    remembers its size meanwhile.
    """

    def __init__(self, figure: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(figure, *args, **kwargs)
        figure.legends.append(self)
        self._remove_method = figure.legends.remove
        figure.stale = True

    def draw(self, renderer: RendererBase) -> None:
        """Draw frame, title and entries."""
        boxes = list(_boxes(self))
        for box in boxes:
            vars(box)["get_bbox"] = cache(box.get_bbox)
        try:
            super().draw(renderer)
        finally:
            for box in boxes:
                del vars(box)["get_bbox"]


def _boxes(artist: Artist) -> Iterator[OffsetBox]:
    for child in artist.get_children():
        if isinstance(child, OffsetBox):
            yield child
            yield from _boxes(child)


def add_legend(figure: Figure | SubFigure, **contents: Any) -> Legend:
    """Add a legend to a figure, as ``Figure.legend`` does."""
    if not enabled("legends"):
        return figure.legend(**contents)
    return QuickLegend(figure, **{"bbox_transform": figure.transSubfigure, **contents})
