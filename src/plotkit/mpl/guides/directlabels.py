"""Direct labels: names at the right edge of a panel, moved apart so that all can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from plotkit.compile.drawing import Panel
from plotkit.mpl.guides.assembly import Assembly
from plotkit.mpl.guides.legend import text_ruler
from plotkit.mpl.style import RC
from plotkit.mpl.text.fitting import fitted
from plotkit.mpl.text.ruler import pixels
from plotkit.typing import Codes, Floats

_GAP = 5.0
"""Between the edge of the panel and the names, in points."""
_NEAR = 0.6
"""How far a name may be from its line without a stroke that leads there, in line heights."""
_SPACING = 1.05
_WIDEST = 0.3
"""Share of the panel's cell that a name may take before it is broken."""


def room_of_names(panel: Panel, ax: Axes) -> float:
    """Return the width that the names at the right of a panel take, in points."""
    if not panel.direct_labels:
        return 0.0
    ruler = text_ruler(ax.figure, RC["legend.fontsize"])
    widest = ruler.sizes(wrapped_names(panel, ax))[:, 0].max()
    return _GAP + float(widest) * 72 / ax.figure.get_figure(root=True).dpi


def wrapped_names(panel: Panel, ax: Axes) -> list[str]:
    """Return the names of a panel, broken if they are wide for its place in the figure."""
    spec = ax.get_subplotspec()
    columns = 1 if spec is None else spec.get_topmost_subplotspec().get_gridspec().ncols
    widest = _WIDEST * ax.figure.bbox.width / columns
    ruler = text_ruler(ax.figure, RC["legend.fontsize"])
    return fitted([end.text for end in panel.direct_labels], ruler, widest)


class DirectLabels(Assembly):
    """The names of the lines and areas of a panel, each at the height where it ends.

    Parameters
    ----------
    ax
        The Axes of the panel.
    panel
        Its plan, with the labels.
    around
        Gives the box of the panel with what is written at its right; None if nothing is.
    """

    group = "endlabels"
    sticks_out = True
    """The layout keeps room for it."""

    def __init__(
        self, ax: Axes, panel: Panel, around: Callable[[RendererBase], Bbox] | None = None
    ) -> None:
        super().__init__()
        self.ax = ax
        self._around = around
        ends = np.array([(end.x, end.y) for end in panel.direct_labels]).reshape(-1, 2)
        x, y = panel.x.scale, panel.y.scale
        self._ends = np.column_stack([x.invert(ends[:, 0]), y.invert(ends[:, 1])])
        size = RC["legend.fontsize"]
        self._names = wrapped_names(panel, ax)
        self.texts = [
            Text(0, 0, end.text, color=end.color or RC["text.color"], fontsize=size)
            for end in panel.direct_labels
        ]
        self.line_styles = [
            Line2D([], [], color=end.color or RC["text.color"], linewidth=0.8, alpha=0.6)
            for end in panel.direct_labels
        ]
        for text in self.texts:
            text.set_verticalalignment("center_baseline")
            text.set_transform(IdentityTransform())
        self.set_clip_on(False)
        self.set_zorder(4)

    def get_texts(self) -> list[Text]:
        """Return the names, also those that are not shown for lack of room."""
        return self.texts

    def parts(self) -> Iterator[Artist]:
        """Yield strokes and names."""
        yield from (*self.line_styles, *self.texts)

    def place(self, renderer: RendererBase) -> Bbox:
        """Put names beside the ends of their lines, and return the box around them in pixels."""
        point = pixels(renderer)
        box = self.ax.get_window_extent(renderer)
        ends = self.ax.transData.transform(self._ends)
        for text, name in zip(self.texts, self._names, strict=True):
            text.set_visible(True)
            text.set_text(name)
        for stroke in self.line_styles:
            stroke.set_visible(False)
        sizes = [text.get_window_extent(renderer).height for text in self.texts]
        tall = np.array(sizes) * _SPACING
        order = np.argsort(-ends[:, 1], kind="stable")
        order = self._fitting(order, tall, box.height)
        heights = spread(ends[order, 1], tall[order], box.y0, box.y1)
        right = box.x1 if self._around is None else self._around(renderer).x1
        for i, height in zip(order.tolist(), heights.tolist(), strict=True):
            edge = right + _GAP * point
            self.texts[i].set_position((edge, height))
            end = (float(ends[i, 0]), float(ends[i, 1]))
            far = abs(height - end[1]) > _NEAR * tall[i]
            if self.texts[i].get_text() == self._names[i] and far:
                stroke = self.line_styles[i]
                stroke.set_visible(True)
                stroke.set_data([end[0], edge - point], [end[1], height])
        boxes = [text.get_window_extent(renderer) for text in self.texts if text.get_visible()]
        return Bbox.union(boxes) if boxes else Bbox.null()

    def _fitting(self, order: Codes, tall: Floats, height: float) -> Codes:
        """Return which names are shown; the last says how many more there is no room for."""
        first = tall[order[0]]
        most = max(int(np.searchsorted(np.cumsum(tall[order]), height + first, "right")), 1)
        if len(order) <= most:
            return order
        for i in order[most:]:
            self.texts[i].set_visible(False)
        self.texts[order[most - 1]].set_text(f"… {len(order) - most + 1} more")
        return order[:most]


def spread(wanted: Floats, tall: Floats, low: float, high: float) -> Floats:
    """Return heights from top to bottom, apart from each other and as near as can be to others.

    Parameters
    ----------
    wanted
        Heights in descending order.
    tall
        How much room each needs.
    low, high
        The range that middles stay within, if there is room.
    """
    down = np.cumsum(tall) - tall / 2  # of each middle below the top of all, if they touch
    blocks: list[tuple[float, int]] = []  # tops of names that touch, and how many they are
    for top in (wanted + down).tolist():
        blocks.append((top, 1))
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            (above, n), (below, m) = blocks[-2:]
            blocks[-2:] = [((above * n + below * m) / (n + m), n + m)]
    tops = np.repeat([top for top, _ in blocks], [n for _, n in blocks])
    tops = np.minimum(tops, high + down[0])
    return np.asarray(np.maximum(tops, low + down[-1]) - down)
