"""The layout engine: everything inside the canvas at the asked size, measured once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import GridSpec, SubplotSpec
from matplotlib.layout_engine import LayoutEngine
from matplotlib.legend import Legend
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from plotkit.mpl.legend import SPACE
from plotkit.mpl.titles import title_boxes
from plotkit.typing import Floats

PAD = 6.0
"""Between the content and the edge of the canvas, in points."""
GAP = 8.0
"""Between the decorations of neighbouring panels, in points."""
_PASSES = 3
_WHOLE = (0.0, 0.0, 1.0, 1.0)

Extent = tuple[float, float, float, float]
Placed = tuple[Axes, SubplotSpec]


@dataclass(frozen=True, eq=False)
class Region:
    """A grid of panels with its legends, in a figure or in a part of one.

    Attributes
    ----------
    figure
        Where it is.
    grid
        Cells of the panels.
    legends
        Blocks, stacked at the right.
    extent
        Left, bottom, right and top, as fractions of the figure.
    """

    figure: Figure | SubFigure
    grid: GridSpec
    legends: Sequence[Legend] = ()
    extent: Extent = _WHOLE

    def arrange(self) -> None:
        """Give the panels all the room that decorations and legends leave."""
        renderer = _measuring(self.figure)
        for _ in range(_PASSES):
            axes = list(self._axes())
            before = _tick_places(axes)
            self._apply(axes, self._edges(axes, renderer), renderer)
            if _tick_places(axes) == before:
                return

    def _axes(self) -> Iterator[Placed]:
        """Yield the axes of the grid, with their places in it."""
        for ax in self.figure.axes:
            spec = ax.get_subplotspec()
            if spec is None or not ax.get_visible():
                continue
            if spec.get_topmost_subplotspec().get_gridspec() is self.grid:
                yield ax, spec

    def _edges(self, axes: Sequence[Placed], renderer: RendererAgg) -> list[Floats]:
        """Return how far decorations stick out: left and right by column, bottom and top by row."""
        rows, columns = self.grid.get_geometry()
        left, right = np.zeros(columns), np.zeros(columns)
        bottom, top = np.zeros(rows), np.zeros(rows)
        whole = self.figure.bbox
        for ax, spec in axes:
            cell = spec.get_topmost_subplotspec()
            extent = cell.get_position(self.figure)  # type: ignore[arg-type]  # any part serves
            x0, y0 = whole.x0 + extent.x0 * whole.width, whole.y0 + extent.y0 * whole.height
            x1, y1 = whole.x0 + extent.x1 * whole.width, whole.y0 + extent.y1 * whole.height
            first, last = cell.colspan.start, cell.colspan.stop - 1
            upper, lower = cell.rowspan.start, cell.rowspan.stop - 1
            for box in _decorations(ax, renderer):
                left[first] = max(left[first], x0 - box.x0)
                right[last] = max(right[last], box.x1 - x1)
                bottom[lower] = max(bottom[lower], y0 - box.y0)
                top[upper] = max(top[upper], box.y1 - y1)
        return [left, right, bottom, top]

    def _apply(self, axes: Sequence[Placed], edges: list[Floats], renderer: RendererAgg) -> None:
        left, right, bottom, top = edges
        rows, columns = self.grid.get_geometry()
        point = renderer.dpi / 72
        x0, y0, x1, y1 = self._bounds(renderer)
        sizes = [legend.get_window_extent(renderer) for legend in self.legends]
        widest = max((size.width for size in sizes), default=0.0)
        aside = widest + SPACE * point if sizes else 0.0
        start, stop = x0 + left[0], x1 - right[-1] - aside
        base, ceiling = y0 + bottom[-1], y1 - top[0]
        width, across = _share(stop - start, columns, right[:-1] + left[1:], GAP * point)
        height, between = _share(ceiling - base, rows, bottom[:-1] + top[1:], GAP * point)
        whole = self.figure.bbox
        self.grid.update(  # not `figure.subplots_adjust`: parts of a figure share its margins
            left=start / whole.width,
            right=(start + columns * width + (columns - 1) * across) / whole.width,
            bottom=base / whole.height,
            top=(base + rows * height + (rows - 1) * between) / whole.height,
            wspace=across / width,
            hspace=between / height,
        )
        for ax, spec in axes:
            ax.set_subplotspec(spec)  # to the new place of its cell
        self._stack(sizes, x1 - widest, (base + ceiling) / 2, (y0, y1), SPACE * point)

    def _bounds(self, renderer: RendererAgg) -> Extent:
        """Return the room in pixels, without the edge and what the figure writes on it."""
        whole, pad = self.figure.bbox, PAD * renderer.dpi / 72
        w, h = whole.width, whole.height
        x0, y0, x1, y1 = np.array(self.extent) * (w, h, w, h) + (pad, pad, -pad, -pad)
        for above, box in title_boxes(self.figure, renderer):
            if above:
                y1 = min(y1, box.y0 - whole.y0 - pad)
            else:
                y0 = max(y0, box.y1 - whole.y0 + pad)
        for text in self.figure.texts:  # a title of the whole, a common label
            if not text.get_text() or not text.get_visible():
                continue
            box = text.get_window_extent(renderer).translated(-whole.x0, -whole.y0)
            x, y = (box.x0 + box.x1) / 2 / w, (box.y0 + box.y1) / 2 / h
            if y > 0.9:
                y1 = min(y1, box.y0 - pad)
            elif y < 0.1:
                y0 = max(y0, box.y1 + pad)
            elif x < 0.1:
                x0 = max(x0, box.x1 + pad)
        return float(x0), float(y0), float(x1), float(y1)

    def place_legends(self) -> float:
        """Put the legends at the right, and return the share of the width that they take.

        Half of a tick label may hang into it, so it is rather wide.
        """
        if not self.legends:
            return 0.0
        renderer = _measuring(self.figure)
        point = renderer.dpi / 72
        _, y0, x1, y1 = self._bounds(renderer)
        sizes = [legend.get_window_extent(renderer) for legend in self.legends]
        widest = max(size.width for size in sizes)
        self._stack(sizes, x1 - widest, (y0 + y1) / 2, (y0, y1), SPACE * point)
        return float(widest + (2 * SPACE + PAD) * point) / self.figure.bbox.width

    def _stack(
        self,
        sizes: Sequence[Bbox],
        left: float,
        middle: float,
        room: tuple[float, float],
        space: float,
    ) -> None:
        """Put the legends below each other, in the middle of the panels if there is room."""
        total = sum(size.height for size in sizes) + space * (len(sizes) - 1)
        y = min(max(middle + total / 2, room[0] + total), room[1])
        whole = self.figure.bbox
        for legend, size in zip(self.legends, sizes, strict=True):
            anchor = (left / whole.width, y / whole.height)
            legend.set_bbox_to_anchor(anchor, self.figure.transSubfigure)
            y -= size.height + space


def _share(room: float, n: int, gaps: Floats, least: float) -> tuple[float, float]:
    """Divide room between `n` panels: the size of each, and of the gaps between them."""
    gap = float(gaps.max()) + least if n > 1 else 0.0
    return max((room - (n - 1) * gap) / n, 1.0), gap


class MeasuredLayout(LayoutEngine):
    """Places panels and legends by measuring text, without drawing the figure a second time."""

    def __init__(self, *regions: Region) -> None:
        super().__init__()
        self.regions = list(regions)

    @property
    def adjust_compatible(self) -> bool:
        """Whether ``subplots_adjust`` may be called; it is what this engine does."""
        return True

    @property
    def colorbar_gridspec(self) -> bool:
        """Whether a user's colour bar takes its room from a cell of the grid."""
        return True

    def execute(self, fig: Figure) -> None:
        """Lay out all regions of the figure."""
        for region in self.regions:
            region.arrange()


def _measuring(figure: Figure | SubFigure) -> RendererAgg:
    """Return a renderer for the sizes of texts: they depend on the resolution alone."""
    dpi = figure.get_figure(root=True).dpi
    return RendererAgg(1, 1, dpi)  # type: ignore[no-untyped-call]  # as matplotlib has it


def _tick_places(axes: Sequence[Placed]) -> list[list[float]]:
    return [
        np.asarray(axis.get_majorticklocs()).tolist()
        for ax, _ in axes
        for axis in (ax.xaxis, ax.yaxis)
    ]


def _decorations(ax: Axes, renderer: RendererAgg) -> Iterator[Bbox]:
    """Yield the boxes of all that may stick out of an Axes."""
    for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
        box = axis.get_tightbbox(renderer)
        if box is not None:
            yield box
    for child in ax.get_children():
        if isinstance(child, Text):
            if not child.get_visible() or not child.get_text():
                continue
        elif not isinstance(child, Legend):
            continue
        box = child.get_tightbbox(renderer)
        if box is not None and _shown(child, ax):
            yield box


def _shown(child: Any, ax: Axes) -> bool:
    """Tell whether matplotlib shows a text: a note on a point is hidden with the point."""
    if not isinstance(child, Annotation) or child.xycoords != "data":
        return True
    x, y = ax.transData.transform(child.xy)
    return bool(ax.patch.contains_point((x, y), radius=1.0))
