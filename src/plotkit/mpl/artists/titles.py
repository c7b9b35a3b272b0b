"""The title over an Axes: which it is, what it takes, and where it is put."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def title_of(ax: Axes) -> Text | None:
    """Return the title over a panel, wherever over it, if it has one."""
    for place in ("center", "left", "right"):
        said = ax.get_title(loc=place)
        if said:
            texts = (child for child in ax.get_children() if isinstance(child, Text))
            found = (text for text in texts if text.get_text() == said and text not in ax.texts)
            return ax.title if place == "center" else next(found, None)
    return None


def title_reach(ax: Axes, title: Text, renderer: RendererBase) -> float:
    """Return how far a title reaches beyond the height it is put at, in pixels."""
    box = title.get_window_extent(renderer)
    at = ax.transAxes.transform(title.get_position())[1]
    return float(box.y1 - at)


def put_title(ax: Axes, title: Text, x: float, y: float) -> None:
    """Put a title at a place of its panel, as shares of it."""
    if title is ax.title:  # told so, matplotlib does not move it when it draws
        ax.set_title(
            title.get_text(),
            y=y,
            fontsize=title.get_fontsize(),
            fontweight=title.get_fontweight(),
            color=title.get_color(),
        )
    title.set_position((x, y))


def meeting(title: Text, around: Sequence[Bbox], top: float, renderer: RendererBase) -> float:
    """Return how far what a title would meet reaches over the panel, whose top is given."""
    own = title.get_window_extent(renderer)
    met = [box.y1 - top for box in around if box.x0 < own.x1 and box.x1 > own.x0]
    return float(max([0.0, *met]))
