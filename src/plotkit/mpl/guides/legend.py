"""Legends: each key replays the primitives of its marks in a small box."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure, SubFigure
from matplotlib.font_manager import FontProperties
from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerBase
from matplotlib.offsetbox import DrawingArea
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from plotkit.compile.drawing import Key
from plotkit.compile.drawing import Legend as Block
from plotkit.data.factor import Coded
from plotkit.marks.primitives import Areas, Boxes, Lines, Number, Points, Primitive
from plotkit.mpl.artists.pagelines import line_height
from plotkit.mpl.artists.primitives import artists, finish
from plotkit.mpl.artists.surface import Surface
from plotkit.mpl.style import RC, asked, numbers
from plotkit.mpl.text.breaks import break_lines
from plotkit.mpl.text.ruler import Ruler, measuring

_EDGE = 0.2
"""Width of a key's edge, as a share of its height, at most: its inside can still be seen."""
_ASIDE, _ACROSS, _TALL = 0.5, 0.9, 0.4
"""Share of the figure's width and height that a block may take, at a side and above or below."""
_TOGETHER = 0.5
"""Share of the height that all blocks above and below may take."""
_TEXT = 0.35
"""Share of the figure's width that an entry's text may take before it is broken."""
_LINE = 1.15


@dataclass(frozen=True)
class Room:
    """The figure or the part of it that a block shares with panels, in points.

    Attributes
    ----------
    width, height
        Its size.
    shared
        How many blocks stand at the same side.
    """

    width: float
    height: float
    shared: int = 1


class KeyHandler(HandlerBase):
    """Draws a key: what a mark draws in a square from 0 to 1, stretched over the box."""

    def legend_artist(
        self, legend: Legend, orig_handle: Any, fontsize: float, handlebox: Any
    ) -> Artist:
        """Fill the box of one key and return the first artist in it."""
        key: Key = orig_handle
        area: DrawingArea = handlebox
        box = Affine2D().scale(area.width, area.height).translate(-area.xdescent, -area.ydescent)
        square = box + area.get_transform()
        surface = Surface(square, square, Affine2D().scale(72))
        made: list[Artist] = []
        for primitive in key.primitives:
            drawn = artists(_thinned(primitive, _EDGE * area.height), surface)
            for artist in drawn:
                area.add_artist(artist)
            finish(primitive, drawn)
            made += drawn
        return made[0] if made else Rectangle((0, 0), 0, 0, visible=False)


def _thinned(primitive: Primitive, most: float) -> Primitive:
    """Return a filled primitive whose edge leaves something of its inside."""
    if not isinstance(primitive, Areas | Boxes) or primitive.edgewidth is None:
        return primitive
    return replace(primitive, edgewidth=_capped(primitive.edgewidth, most))


def _capped(width: Number, most: float) -> Number:
    if isinstance(width, Coded):
        return Coded(width.codes, np.minimum(width.table, most))
    if isinstance(width, np.ndarray):
        return np.minimum(width, most)
    return min(width, most)


def legend_contents(block: Block, figure: Figure | SubFigure, room: Room) -> dict[str, Any]:
    """Return what matplotlib makes the legend of a block from.

    Parameters
    ----------
    block
        Entries and title.
    figure
        Where it will be.
    room
        What it may take at its side of the figure; entries that do not fit are counted.
    """
    size = _points(RC["legend.fontsize"])
    across = block.position in ("top", "bottom")
    on_panel = not isinstance(block.position, str)
    framed = RC["legend.frameon"] and (on_panel or asked("legend.frameon"))
    wide, high = _largest(block)
    widest = room.width * (_ACROSS if across else _TEXT)
    texts, width, height = _texts(block, figure, room, widest)
    handle = max(RC["legend.handlelength"] * size, wide)
    column = handle + (RC["legend.handletextpad"] + RC["legend.columnspacing"]) * size + width
    row = max(height, high, RC["legend.handleheight"] * size) + RC["legend.labelspacing"] * size
    columns, shown = _grid(block, room, column, row)
    keys, labels = list(block.keys[:shown]), texts[:shown]
    more = block.more + len(block.keys) - shown
    if more:
        keys.append(Key("", ()))
        labels.append(f"… {more} more")
    return {
        "handles": keys,
        "labels": labels,
        "handler_map": {Key: KeyHandler()},
        "title": _title(block, figure, widest) or None,
        "alignment": "left",
        "frameon": framed,
        "borderpad": RC["legend.borderpad"] if framed or on_panel else 0.0,
        "edgecolor": RC["legend.edgecolor"] if framed and asked("legend.frameon") else "none",
        "borderaxespad": 0.0,
        "ncols": columns,
        "handlelength": handle / size,
        "handleheight": max(RC["legend.handleheight"], high / size),
    }


def _texts(
    block: Block, figure: Figure | SubFigure, room: Room, widest: float
) -> tuple[list[str], float, float]:
    """Return the texts of entries, broken where they are too wide, and their largest size."""
    point = figure.get_figure(root=True).dpi / 72
    ruler = text_ruler(figure, RC["legend.fontsize"])
    labels = [key.label for key in block.keys]
    bound, _ = ruler.at_most(labels)
    few = len(labels) * 2 * ruler.em < room.height * point  # one column is enough
    if few and block.position in ("right", "left") and bound <= widest * point:
        lines = 1 + max((label.count("\n") for label in labels), default=0)
        return labels, bound / point, lines * _LINE * ruler.em / point  # measuring takes its time
    texts = [break_lines(label, ruler, widest * point) for label in labels]
    width, height = ruler.sizes(texts).max(axis=0, initial=0.0) / point
    return texts, float(width), max(float(height), _LINE * ruler.em / point)


def _title(block: Block, figure: Figure | SubFigure, widest: float) -> str:
    if not block.title:
        return ""
    if " " not in block.title:
        return block.title
    point = figure.get_figure(root=True).dpi / 72
    return break_lines(block.title, text_ruler(figure, title_size()), widest * point)


def title_size() -> float | str:
    """Return the font size of the titles of guides."""
    size: float | str | None = RC["legend.title_fontsize"]
    return RC["legend.fontsize"] if size is None else size


def text_ruler(figure: Figure | SubFigure, size: float | str) -> Ruler:
    """Return what measures texts of one font size."""
    text = Text(fontsize=size)
    text.set_figure(figure)
    return Ruler(text, measuring(figure))


def _grid(block: Block, room: Room, column: float, row: float) -> tuple[int, int]:
    """Return how many columns there are, and how many entries they have room for."""
    n = len(block.keys) + bool(block.more)
    head = row if block.title else 0.0
    across = block.position in ("top", "bottom")
    tall = room.height * (min(_TALL, _TOGETHER / room.shared) if across else 1.0)
    rows = max(1, int((tall - head) // row))
    most = max(1, int(room.width * (_ACROSS if across else _ASIDE) // column))
    if block.columns is not None:
        columns = min(block.columns, n)
    elif across:
        columns = min(most, n)
        columns = math.ceil(n / math.ceil(n / max(columns, 1)))  # rows of equal length
    else:
        columns = min(most, math.ceil(n / rows))
    fits = max(rows * columns, 2)
    return max(columns, 1), len(block.keys) if n <= fits else fits - 1


def _largest(block: Block) -> tuple[float, float]:
    """Return what the largest marker and the widest line of a block need, in points."""
    wide, high = 0.0, 0.0
    for primitive in (primitive for key in block.keys for primitive in key.primitives):
        if isinstance(primitive, Points):
            size = float(np.max(numbers(primitive.size) + numbers(primitive.edgewidth), initial=0))
            wide, high = max(wide, size), max(high, size)
        elif isinstance(primitive, Lines):
            high = max(high, line_height(primitive))
    return wide, high


def _points(size: float | str) -> float:
    return float(FontProperties(size=size).get_size_in_points())
