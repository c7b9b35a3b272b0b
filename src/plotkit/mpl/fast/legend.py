"""Legends each box of which is measured once a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure, SubFigure
from matplotlib.offsetbox import OffsetBox, PackerBase, PaddedBox

from plotkit.mpl.fast.laidtext import laid
from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.placedlegend import GuideLegend

_PACK = "_get_bbox_and_child_offsets"
"""Private in matplotlib: the size of a box and the places of those within it."""


class QuickLegend(GuideLegend):
    """A legend whose boxes lie in one another, and each measures all within it when it is drawn.

    So each remembers its size meanwhile, and its texts remember their layout.
    """

    def __init__(self, parent: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(parent, *args, **kwargs)
        for text in (self.get_title(), *self.get_texts()):
            laid(text)

    def draw(self, renderer: RendererBase) -> None:
        """Draw frame, title and entries."""
        found = [(box, name) for box in _boxes(self) for name in _measures(box)]
        for box, name in found:
            vars(box)[name] = cache(getattr(box, name))
        try:
            super().draw(renderer)
        finally:
            for box, name in found:
                del vars(box)[name]


def _measures(box: OffsetBox) -> tuple[str, ...]:
    """Return the methods that measure a box: what holds others finds their places, too."""
    return ("get_bbox", _PACK) if isinstance(box, PackerBase | PaddedBox) else ("get_bbox",)


def _boxes(artist: Artist) -> Iterator[OffsetBox]:
    for child in artist.get_children():
        if isinstance(child, OffsetBox):
            yield child
            yield from _boxes(child)


def add_legend(figure: Figure | SubFigure, **contents: Any) -> GuideLegend:
    """Add a legend to a figure, as ``Figure.legend`` does."""
    make = QuickLegend if enabled("legends") else GuideLegend
    return make(figure, **{"bbox_transform": figure.transSubfigure, **contents})


def add_axes_legend(ax: Axes, **contents: Any) -> GuideLegend:
    """Add a legend to an Axes, as ``Axes.legend`` does, beside those that are there."""
    legend = (QuickLegend if enabled("legends") else GuideLegend)(ax, **contents)
    legend.belong_to(ax)
    return legend
