"""Direct labels: names at the right edge of a panel, moved apart so that all can be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from plotkit.compile.drawing import Panel
from plotkit.mpl.legend import text_ruler
from plotkit.mpl.looks import RC
from plotkit.mpl.ruler import measuring, pixels
from plotkit.typing import Floats

_GAP = 5.0
"""Between the edge of the panel and the names, in points."""
_NEAR = 0.6
"""How far a name may be from its line without a stroke that leads there, in line heights."""
_SPACING = 1.05


def room_of_names(panel: Panel, ax: Axes) -> float:
    """Return the width that the names at the right of a panel take, in points."""
    if not panel.ends:
        return 0.0
    ruler = text_ruler(ax.figure, RC["legend.fontsize"])
    widest = ruler.sizes([end.text for end in panel.ends])[:, 0].max()
    return _GAP + float(widest) * 72 / ax.figure.get_figure(root=True).dpi


class EndLabels(Artist):
    """The names of the lines and areas of a panel, each at the height where it ends.

    Parameters
    ----------
    ax
        The Axes of the panel.
    panel
        Its plan, with the labels.
    """

    sticks_out = True
    """The layout keeps room for it."""

    def __init__(self, ax: Axes, panel: Panel) -> None:
        super().__init__()
        self.ax = ax
        ends = np.array([(end.x, end.y) for end in panel.ends]).reshape(-1, 2)
        x, y = panel.x.scale, panel.y.scale
        self._ends = np.column_stack([x.invert(ends[:, 0]), y.invert(ends[:, 1])])
        size = RC["legend.fontsize"]
        self._names = [end.text for end in panel.ends]
        self.texts = [
            Text(0, 0, end.text, color=end.color or RC["text.color"], fontsize=size)
            for end in panel.ends
        ]
        self.strokes = [
            Line2D([], [], color=end.color or RC["text.color"], linewidth=0.8, alpha=0.6)
            for end in panel.ends
        ]
        for text in self.texts:
            text.set_verticalalignment("center_baseline")
            text.set_transform(IdentityTransform())
        self.set_zorder(4)

    def get_children(self) -> list[Artist]:
        """Return names and strokes that are shown."""
        parts: Sequence[Artist] = [*self.strokes, *self.texts]
        return [part for part in parts if part.get_visible()]

    def set_figure(self, fig: Any) -> None:
        """Set the figure of all parts."""
        super().set_figure(fig)
        for part in (*self.texts, *self.strokes):
            part.set_figure(fig)

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the box around all names, in pixels."""
        renderer = renderer or measuring(self.ax.figure)
        self._place(renderer)
        boxes = [text.get_window_extent(renderer) for text in self.texts if text.get_visible()]
        return Bbox.union(boxes) if boxes else Bbox.null()

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the same."""
        return self.get_window_extent(renderer)

    def draw(self, renderer: RendererBase) -> None:
        """Write the names at their places."""
        if not self.get_visible():
            return
        self._place(renderer)
        renderer.open_group("endlabels", gid=self.get_gid())
        for part in self.get_children():
            part.draw(renderer)
        renderer.close_group("endlabels")
        self.stale = False

    def _place(self, renderer: RendererBase) -> None:
        point = pixels(renderer)
        box = self.ax.get_window_extent(renderer)
        ends = self.ax.transData.transform(self._ends)
        for text, name in zip(self.texts, self._names, strict=True):
            text.set_visible(True)
            text.set_text(name)
        tall = max(text.get_window_extent(renderer).height for text in self.texts) * _SPACING
        order = np.argsort(-ends[:, 1], kind="stable")
        most = max(int((box.height + tall) / tall), 1)
        for stroke in self.strokes:
            stroke.set_visible(False)
        if len(order) > most:  # the last line says how many names there is no room for
            for i in order[most:]:
                self.texts[i].set_visible(False)
            order = order[:most]
            self.texts[order[-1]].set_text(f"… {len(self.texts) - most + 1} more")
        heights = spread(ends[order, 1], tall, box.y0, box.y1)
        for i, height in zip(order.tolist(), heights.tolist(), strict=True):
            edge = box.x1 + _GAP * point
            self.texts[i].set_position((edge, height))
            end = (float(ends[i, 0]), float(ends[i, 1]))
            far = abs(height - end[1]) > _NEAR * tall
            if self.texts[i].get_text() == self._names[i] and far:
                stroke = self.strokes[i]
                stroke.set_visible(True)
                stroke.set_data([end[0], edge - point], [end[1], height])


def spread(wanted: Floats, tall: float, low: float, high: float) -> Floats:
    """Return heights from top to bottom, apart from each other and as near as can be to others.

    Parameters
    ----------
    wanted
        Heights in descending order.
    tall
        Least distance of neighbours.
    low, high
        The range to stay within, if there is room.
    """
    blocks: list[tuple[float, int]] = []  # the middle of names that touch, and how many they are
    for height in wanted.tolist():
        blocks.append((height, 1))
        while len(blocks) > 1:
            (above, n), (below, m) = blocks[-2:]
            if above - n * tall / 2 >= below + m * tall / 2:
                break
            blocks[-2:] = [((above * n + below * m) / (n + m), n + m)]
    heights = np.concatenate([middle + tall * ((n - 1) / 2 - np.arange(n)) for middle, n in blocks])
    steps = tall * np.arange(len(heights))
    heights = np.minimum(heights, high - steps)
    return np.asarray(np.maximum(heights, low + steps[::-1]))
