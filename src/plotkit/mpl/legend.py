"""Legends: each key replays the words of its marks in a small box."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.font_manager import FontProperties
from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerBase
from matplotlib.offsetbox import DrawingArea
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, ScaledTranslation

from plotkit.compile.drawing import Key
from plotkit.compile.drawing import Legend as Block
from plotkit.marks.words import Lines, Points
from plotkit.mpl.artists import Surface, artists, finish
from plotkit.mpl.looks import RC, numbers

SPACE = 10.0
"""Between two blocks, and between axes and their legend, in points."""
_GID = "plotkit-legend"
_MARGIN = 6.0


class KeyHandler(HandlerBase):
    """Draws a key: what a mark draws in a square from 0 to 1, stretched over the box."""

    def legend_artist(
        self, legend: Legend, orig_handle: Any, fontsize: float, handlebox: Any
    ) -> Artist:
        """Fill the box of one key and return the first artist in it."""
        key: Key = orig_handle
        area: DrawingArea = handlebox
        box = Affine2D().scale(area.width, area.height).translate(-area.xdescent, -area.ydescent)
        surface = Surface(lambda xy: xy, box + area.get_transform(), Affine2D().scale(72))
        made: list[Artist] = []
        for word in key.words:
            drawn = artists(word, surface)
            for artist in drawn:
                area.add_artist(artist)
            finish(word, drawn)
            made += drawn
        return made[0] if made else Rectangle((0, 0), 0, 0, visible=False)


def add_legends(figure: Figure | SubFigure, blocks: Sequence[Block]) -> tuple[Legend, ...]:
    """Add legend blocks to a figure; the layout puts them in their places."""
    columns = _columns(figure, blocks)
    return tuple(
        figure.legend(**_contents(block, columns), loc="upper left", bbox_to_anchor=(1, 1))
        for block in blocks
    )


def add_axes_legends(ax: Axes, blocks: Sequence[Block]) -> tuple[Legend, ...]:
    """Add legend blocks to the right of an Axes, below those that are there already."""
    figure = ax.figure
    there = [child for child in ax.get_children() if isinstance(child, Legend)]
    down = sum(
        _height(legend) + SPACE for legend in there if str(legend.get_gid()).startswith(_GID)
    )
    previous = ax.get_legend()
    made = []
    for block in blocks:
        if previous is not None:
            ax.add_artist(previous)  # `ax.legend` would throw it away
        shift = ScaledTranslation(SPACE / 72, -down / 72, figure.dpi_scale_trans)
        previous = ax.legend(
            **_contents(block, 1),
            loc="upper left",
            bbox_to_anchor=(1, 1),
            bbox_transform=ax.transAxes + shift,
        )
        previous.set_gid(_GID)
        down += _height(previous) + SPACE
        made.append(previous)
    return tuple(made)


def _height(legend: Legend) -> float:
    """Return the height of a legend in points."""
    figure = legend.get_figure(root=True)
    assert figure is not None  # it was added to an Axes
    return float(legend.get_window_extent().height) * 72 / figure.dpi


def _contents(block: Block, columns: int) -> dict[str, Any]:
    size = _points(RC["legend.fontsize"])
    width, height = _largest(block)
    return {
        "handles": block.keys,
        "labels": [key.label for key in block.keys],
        "handler_map": {Key: KeyHandler()},
        "title": block.title or None,
        "alignment": "left",
        "frameon": False,
        "borderpad": 0.0,
        "borderaxespad": 0.0,
        "ncols": columns,
        "handlelength": max(RC["legend.handlelength"], width / size),
        "handleheight": max(RC["legend.handleheight"], height / size),
    }


def _largest(block: Block) -> tuple[float, float]:
    """Return what the largest marker and the widest line of a block need, in points."""
    wide, high = 0.0, 0.0
    for word in (word for key in block.keys for word in key.words):
        if isinstance(word, Points):
            size = float(np.max(numbers(word.size) + numbers(word.edgewidth), initial=0))
            wide, high = max(wide, size), max(high, size)
        elif isinstance(word, Lines):
            high = max(high, float(np.max(numbers(word.linewidth), initial=0)))
    return wide, high


def _columns(figure: Figure | SubFigure, blocks: Sequence[Block]) -> int:
    """Return how many columns each block must have for all of them to fit the height."""
    size = _points(RC["legend.fontsize"])
    line = size * (1 + RC["legend.labelspacing"])
    root = figure.get_figure(root=True)
    height = figure.bbox.height * 72 / root.dpi - 2 * _MARGIN
    fixed = sum(2 * line if block.title else line for block in blocks)
    entries = sum(len(block.keys) * max(line, _largest(block)[1] + line - size) for block in blocks)
    return max(1, math.ceil(float(entries / max(height - fixed, 2 * line))))


def _points(size: float | str) -> float:
    return float(FontProperties(size=size).get_size_in_points())
