"""What sticks out of an Axes: ticks and their labels, titles, legends, notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from math import isfinite

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from plotkit.mpl.fast.extents import text_box


def decorations(
    ax: Axes, renderer: RendererBase, without: Collection[Artist] = ()
) -> Iterator[Bbox]:
    """Yield the boxes of all that may stick out of an Axes.

    An artist of plotkit's that may do so says it with an attribute `sticks_out`.
    """
    for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
        box = axis.get_tightbbox(renderer)
        if box is not None:
            yield box
    for second in ax.child_axes:
        box = second.get_tightbbox(renderer)
        if box is not None:
            yield box
    layers = set()
    for child in ax.get_children():
        layer = getattr(child, "layer", None)  # of texts that are placed together
        if layer is None:
            yield from _box(child, renderer, without)
        elif layer not in layers:
            layers.add(layer)
            yield from layer.beyond(ax, renderer)


def _box(child: Artist, renderer: RendererBase, without: Collection[Artist]) -> Iterator[Bbox]:
    """Yield the box of an artist that may stick out, if it is seen."""
    if not child.get_visible() or child in without:
        return
    if isinstance(child, Text):
        if not child.get_text():
            return
    elif not (isinstance(child, Legend) or getattr(child, "sticks_out", False)):
        return
    if type(child) is Text and not _bounded(child):
        yield text_box(child, renderer)
        return
    box = child.get_tightbbox(renderer)
    if box is not None and isfinite(box.x0):  # a note is hidden with its point
        yield box


def _bounded(text: Text) -> bool:
    """Tell whether what is around a text decides on its box."""
    return text.get_clip_box() is not None or text.get_clip_path() is not None or text.get_wrap()
