"""The layout engine: everything inside the canvas at the asked size, measured once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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

from plotkit.mpl.aspect import panel_size
from plotkit.mpl.bar import ColorBarArtist
from plotkit.mpl.common import CommonTitles
from plotkit.mpl.endlabels import EndLabels
from plotkit.mpl.fit import AxisFit
from plotkit.mpl.guides import AxesGuides
from plotkit.mpl.lines import LineBreaks
from plotkit.mpl.sides import is_above
from plotkit.mpl.stack import SPACE, Extent, Shown, measure, place, sides
from plotkit.mpl.titles import title_boxes
from plotkit.typing import Floats

PAD = 6.0
"""Between the content and the edge of the canvas, in points."""
GAP = 8.0
"""Between the decorations of neighbouring panels, in points."""
_PASSES = 4
_WHOLE = (0.0, 0.0, 1.0, 1.0)

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
    guides
        Legends and colour bars of the whole.
    extent
        Left, bottom, right and top, as fractions of the figure.
    fits
        What keeps tick labels apart.
    own
        Guides that belong to single panels.
    titles
        Of axes that the panels have in common.
    breaks
        What breaks long titles.
    """

    figure: Figure | SubFigure
    grid: GridSpec
    guides: Sequence[Shown] = ()
    extent: Extent = _WHOLE
    fits: Sequence[AxisFit] = ()
    own: Sequence[AxesGuides] = ()
    breaks: LineBreaks = field(default_factory=LineBreaks)
    titles: CommonTitles | None = None

    def arrange(self) -> None:
        """Give the panels all the room that decorations and legends leave."""
        renderer = _measuring(self.figure)
        rows, columns = self.grid.get_geometry()
        whole = self.figure.bbox
        for fit in self.fits:
            fit.reset(renderer, whole.width / columns if fit.level else whole.height / rows)
        panels = [ax for ax, _ in self._axes()]
        self.breaks.fit(panels, renderer, (whole.width / columns, whole.height / rows))
        for guides in self.own:
            guides.place(renderer)
        edges: list[Floats] = []
        for number in range(_PASSES):
            axes = list(self._axes())
            before = _tick_places(axes)
            found = self._edges(axes, renderer)
            # Ticks may go to and fro between two numbers: from then on there is room for both.
            edges = [*map(np.maximum, edges, found)] if number > 1 else found
            self._apply(axes, edges, renderer)
            last = number == _PASSES - 1
            changed = [fit.fit(renderer) for fit in self.fits if not last]
            changed += [guides.place(renderer) for guides in self.own]
            changed.append(not last and self.breaks.fit(panels, renderer))
            if not any(changed) and _tick_places(axes) == before:
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
            if ax.get_title() and is_above(ax):
                ax.get_tightbbox(renderer)  # moves the title over the axis
            for box in _decorations(ax, renderer):
                left[first] = max(left[first], x0 - box.x0)
                right[last] = max(right[last], box.x1 - x1)
                bottom[lower] = max(bottom[lower], y0 - box.y0)
                top[upper] = max(top[upper], box.y1 - y1)
        edges = [left, right, bottom, top]
        if self.titles is not None:
            self.titles.make_room(edges, renderer)
        return edges

    def _apply(self, axes: Sequence[Placed], edges: list[Floats], renderer: RendererAgg) -> None:
        left, right, bottom, top = edges
        rows, columns = self.grid.get_geometry()
        point = renderer.dpi / 72
        packs = measure(self.guides, self._bounds(renderer), renderer)
        x0, y0, x1, y1 = packs.room
        start, stop = x0 + left[0], x1 - right[-1]
        base, ceiling = y0 + bottom[-1], y1 - top[0]
        width, across = _share(stop - start, columns, right[:-1] + left[1:], GAP * point)
        height, between = _share(ceiling - base, rows, bottom[:-1] + top[1:], GAP * point)
        room = width, height
        width, height = panel_size((ax for ax, _ in axes), width, height)
        start += columns * (room[0] - width) / 2
        base += rows * (room[1] - height) / 2
        stop = start + columns * width + (columns - 1) * across
        ceiling = base + rows * height + (rows - 1) * between
        whole = self.figure.bbox
        self.grid.update(  # not `figure.subplots_adjust`: parts of a figure share its margins
            left=start / whole.width,
            right=stop / whole.width,
            bottom=base / whole.height,
            top=ceiling / whole.height,
            wspace=across / width,
            hspace=between / height,
        )
        for ax, spec in axes:
            ax.set_subplotspec(spec)  # to the new place of its cell
            if ax.get_aspect() != "auto":
                ax.apply_aspect()
        panels = (start, base, stop, ceiling)
        if self.titles is not None:
            self.titles.place(panels, renderer)
        place(packs, panels, self.figure, point)

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
            own = self.titles is not None and text in self.titles.texts
            if own or not text.get_text() or not text.get_visible():
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

    def place_guides(self) -> Extent:
        """Put the guides at their sides, and return the shares of the figure left by them.

        Half of a tick label may hang into their room, so it is rather large.
        """
        renderer = _measuring(self.figure)
        point = renderer.dpi / 72
        packs = measure(self.guides, self._bounds(renderer), renderer)
        place(packs, packs.room, self.figure, point)
        taken = {side: far + (2 * SPACE + PAD) * point for side, far in sides(packs)}
        whole = self.figure.bbox
        left, bottom, right, top = self.extent
        return (
            left + taken.get("left", 0.0) / whole.width,
            bottom + taken.get("bottom", 0.0) / whole.height,
            right - taken.get("right", 0.0) / whole.width,
            top - taken.get("top", 0.0) / whole.height,
        )


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
    for second in ax.child_axes:
        box = second.get_tightbbox(renderer)
        if box is not None:
            yield box
    for child in ax.get_children():
        if isinstance(child, Text):
            if not child.get_visible() or not child.get_text():
                continue
        elif not isinstance(child, Legend | ColorBarArtist | EndLabels):
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
