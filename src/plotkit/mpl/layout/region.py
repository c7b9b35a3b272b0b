"""A region: a grid of panels with all that stands around it, measured and put in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import GridSpec, SubplotSpec
from matplotlib.text import Text

from plotkit.errors import warn
from plotkit.mpl.artists.decorations import decorations
from plotkit.mpl.axis.fits import LabelFit
from plotkit.mpl.fast.panel import is_bare
from plotkit.mpl.guides.attached import Attached
from plotkit.mpl.guides.packing import SPACE, Extent, Shown, measure, place, sides
from plotkit.mpl.layout.adjusted import Adjusted
from plotkit.mpl.layout.aspect import panel_size
from plotkit.mpl.layout.common import CommonTitles
from plotkit.mpl.layout.spacer import Side
from plotkit.mpl.layout.titles import raise_title, title_boxes
from plotkit.mpl.text.breaks import LineBreaks
from plotkit.mpl.text.ruler import measuring
from plotkit.typing import Floats

PAD = 6.0
"""Between the content and the edge of the canvas, in points."""
GAP = 8.0
"""Between the decorations of neighbouring panels, in points."""
_PASSES = 4
_NOTHING = 1.5
"""Width or height in pixels of a panel that has no room."""
_WHOLE = (0.0, 0.0, 1.0, 1.0)

Placed = tuple[Axes, SubplotSpec]
Edges: TypeAlias = list[Floats]
"""How far decorations stick out, in pixels: left, right (by column), bottom, top (by row)."""


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
        Guides and insets that belong to single panels.
    titles
        Of axes that the panels have in common.
    breaks
        What breaks long titles.
    panel
        Width and height of each panel in inches, if they decide on the size of the figure.
    pad
        Between the content and the edge of the figure, in points.
    asked
        What the user says by ``subplots_adjust``, if that is about this region.
    """

    figure: Figure | SubFigure
    grid: GridSpec
    guides: Sequence[Shown] = ()
    extent: Extent = _WHOLE
    fits: Sequence[LabelFit] = ()
    own: Sequence[Attached] = ()
    breaks: LineBreaks = field(default_factory=LineBreaks)
    titles: CommonTitles | None = None
    panel: tuple[float, float] | None = None
    pad: float = PAD
    asked: Adjusted | None = None

    def arrange(self) -> None:
        """Give the panels all the room that decorations and legends leave."""
        settle([self], self._place_edges, measuring(self.figure))

    def within(self) -> Region:
        """Return the region as a part of a composition, which keeps the edge free."""
        return replace(self, extent=_WHOLE, panel=None, pad=0.0, asked=None)

    def start(self, renderer: RendererAgg) -> None:
        """Choose ticks and line breaks for panels that have no size yet."""
        if self.grid.left is not None:
            self._forget()
        if self.titles is not None:
            self.titles.read()
        rows, columns = self.grid.get_geometry()
        whole = self.figure.bbox
        cell = whole.width / columns, whole.height / rows
        if self.panel is not None:
            cell = self.panel[0] * renderer.dpi, self.panel[1] * renderer.dpi
        for fit in self.fits:
            fit.reset(renderer, cell[0] if fit.horizontal else cell[1])
        self.breaks.fit([ax for ax, _ in self.axes()], renderer, cell)
        for guides in self.own:
            guides.place(renderer)

    def _forget(self) -> None:
        """Let panels be where they were at first, so that the same figure gets the same layout."""
        self.grid.update(left=None, right=None, bottom=None, top=None, wspace=None, hspace=None)
        for ax, spec in self.axes():
            ax.set_subplotspec(spec)

    def refit(self, renderer: RendererAgg, last: bool) -> bool:
        """Choose them again for the panels as they are now, and tell whether anything changed."""
        changed = [fit.fit(renderer) for fit in self.fits if not last]
        changed += [guides.place(renderer) for guides in self.own]
        if not last:
            changed.append(self.breaks.fit([ax for ax, _ in self.axes()], renderer))
        return any(changed)

    def margins(self, edges: Edges, renderer: RendererAgg) -> Extent:
        """Return what lies around the panels at each side in pixels: left, bottom, right, top."""
        left, right, bottom, top = edges
        x0, y0, x1, y1 = measure(self.guides, self._bounds(renderer), renderer).room
        whole = self.figure.bbox
        return (
            x0 + float(left[0]),
            y0 + float(bottom[-1]),
            whole.width - x1 + float(right[-1]),
            whole.height - y1 + float(top[0]),
        )

    def _place_edges(self, edges: Sequence[Edges], renderer: RendererAgg) -> None:
        (own,) = edges
        if self.panel is not None:
            self._resize(self.panel, own, renderer)
        self.apply(own, renderer)

    def _resize(self, panel: tuple[float, float], edges: Edges, renderer: RendererAgg) -> None:
        """Make the figure as large as panels of that size demand."""
        left, right, bottom, top = edges
        rows, columns = self.grid.get_geometry()
        x0, y0, x1, y1 = self.margins(edges, renderer)
        gap = GAP * renderer.dpi / 72
        across, between = _gap(right[:-1] + left[1:], gap), _gap(bottom[:-1] + top[1:], gap)
        width = x0 + x1 + (columns - 1) * across
        height = y0 + y1 + (rows - 1) * between
        root = self.figure.get_figure(root=True)
        root.set_size_inches(
            columns * panel[0] + width / renderer.dpi, rows * panel[1] + height / renderer.dpi
        )

    def axes(self) -> Iterator[Placed]:
        """Yield the axes of the grid, with their places in it; but those that a user has placed."""
        for ax in self.figure.axes:
            spec = ax.get_subplotspec()
            if spec is None or not ax.get_visible() or not ax.get_in_layout():
                continue
            if spec.get_topmost_subplotspec().get_gridspec() is self.grid:
                yield ax, spec

    def edges(self, renderer: RendererAgg) -> Edges:
        """Return how far decorations stick out: left and right by column, bottom and top by row."""
        rows, columns = self.grid.get_geometry()
        left, right = np.zeros(columns), np.zeros(columns)
        bottom, top = np.zeros(rows), np.zeros(rows)
        whole = self.figure.bbox
        places = self.grid.get_grid_positions(self.figure)  # type: ignore[arg-type]  # any part serves
        bottoms, tops = (whole.y0 + np.asarray(at) * whole.height for at in places[:2])
        lefts, rights = (whole.x0 + np.asarray(at) * whole.width for at in places[2:])
        for ax, spec in self.axes():
            cell = spec.get_topmost_subplotspec()
            first, last = cell.colspan.start, cell.colspan.stop - 1
            upper, lower = cell.rowspan.start, cell.rowspan.stop - 1
            x0, x1, y0, y1 = lefts[first], rights[last], bottoms[lower], tops[upper]
            raise_title(ax, renderer)
            for box in decorations(ax, renderer):
                left[first] = max(left[first], x0 - box.x0)
                right[last] = max(right[last], box.x1 - x1)
                bottom[lower] = max(bottom[lower], y0 - box.y0)
                top[upper] = max(top[upper], box.y1 - y1)
        edges = [left, right, bottom, top]
        if self.titles is not None:
            self.titles.make_room(edges, renderer)
        return edges

    def apply(self, edges: Edges, renderer: RendererAgg) -> None:
        """Put panels, guides and titles in their places."""
        axes = list(self.axes())
        left, right, bottom, top = edges
        rows, columns = self.grid.get_geometry()
        point = renderer.dpi / 72
        packs = measure(self.guides, self._bounds(renderer), renderer)
        x0, y0, x1, y1 = packs.room
        box = (x0 + left[0], y0 + bottom[-1], x1 - right[-1], y1 - top[0])
        start, base, stop, ceiling = box if self.asked is None else self.asked.box(box)
        whole = self.figure.bbox
        spaces = {} if self.asked is None else self.asked.since()
        across, between = (
            _gap(right[:-1] + left[1:], GAP * point),
            _gap(bottom[:-1] + top[1:], GAP * point),
        )
        width, across = _share(stop - start, columns, across, spaces.get("wspace"))
        height, between = _share(ceiling - base, rows, between, spaces.get("hspace"))
        room = width, height
        width, height = panel_size((ax for ax, _ in axes), width, height)
        start += columns * (room[0] - width) / 2
        base += rows * (room[1] - height) / 2
        stop = start + columns * width + (columns - 1) * across
        ceiling = base + rows * height + (rows - 1) * between
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

    def needs(self) -> dict[Side, float]:
        """Put the guides at their sides; return how far these and titles reach, in pixels."""
        self.place_guides()
        renderer = measuring(self.figure)
        x0, y0, x1, y1 = measure(self.guides, self._bounds(renderer), renderer).room
        width, height = self.figure.bbox.size - self.pad * renderer.dpi / 72
        return {"left": x0, "bottom": y0, "right": width - x1, "top": height - y1}

    def _bounds(self, renderer: RendererAgg) -> Extent:
        """Return the room in pixels, without the edge and what the figure writes on it."""
        own = self.titles.texts if self.titles is not None else ()
        return bounds(self.figure, renderer, self.extent, self.pad, own)

    def place_guides(self) -> Extent:
        """Put the guides at their sides, and return the shares of the figure left by them.

        Half of a tick label may hang into their room, so it is rather large.
        """
        renderer = measuring(self.figure)
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


def _share(room: float, n: int, gap: float, share: float | None) -> tuple[float, float]:
    """Divide room between `n` panels: the size of each, and of the gaps between them.

    Gaps are so many pixels, or such a share of a panel if that was asked for.
    """
    if share is not None:
        size = max(room / (n + (n - 1) * share), 1.0)
        return size, share * size
    return max((room - (n - 1) * gap) / n, 1.0), gap


def _gap(gaps: Floats, least: float) -> float:
    return float(gaps.max()) + least if len(gaps) else 0.0


def bounds(
    figure: Figure | SubFigure,
    renderer: RendererAgg,
    extent: Extent = _WHOLE,
    pad: float = PAD,
    own: Sequence[Text] = (),
) -> Extent:
    """Return the room in pixels, without the edge and what the figure writes on it.

    Parameters
    ----------
    figure
        The figure, or a part of one.
    renderer
        What measures.
    extent
        Left, bottom, right and top, as fractions of the figure.
    pad
        Width of the edge, in points.
    own
        Texts of the figure that take no room here.
    """
    whole, point = figure.bbox, renderer.dpi / 72
    w, h = whole.width, whole.height
    edge, gap = pad * point, PAD * point
    x0, y0, x1, y1 = np.array(extent) * (w, h, w, h) + (edge, edge, -edge, -edge)
    for above, box in title_boxes(figure, renderer):
        if above:
            y1 = min(y1, box.y0 - whole.y0 - gap)
        else:
            y0 = max(y0, box.y1 - whole.y0 + gap)
    for text in figure.texts:  # a title of the whole, a common label
        if text in own or not text.get_text() or not text.get_visible():
            continue
        box = text.get_window_extent(renderer).translated(-whole.x0, -whole.y0)
        x, y = (box.x0 + box.x1) / 2 / w, (box.y0 + box.y1) / 2 / h
        if y > 0.9:
            y1 = min(y1, box.y0 - gap)
        elif y < 0.1:
            y0 = max(y0, box.y1 + gap)
        elif x < 0.1:
            x0 = max(x0, box.x1 + gap)
    return float(x0), float(y0), float(x1), float(y1)


def settle(
    regions: Sequence[Region],
    put: Callable[[Sequence[Edges], RendererAgg], None],
    renderer: RendererAgg,
) -> None:
    """Measure regions and put them in place, until their ticks fit the sizes they got.

    Parameters
    ----------
    regions
        What is measured.
    put
        Called with the edges of each region.
    renderer
        What measures.
    """
    for region in regions:
        region.start(renderer)
    edges: list[Edges] = []
    now = [_tick_places(region) for region in regions]
    for number in range(_PASSES):
        before = now
        found = [region.edges(renderer) for region in regions]
        # Ticks may go to and fro between two numbers: from then on there is room for both.
        edges = [_larger(*two) for two in zip(edges, found, strict=True)] if number > 1 else found
        put(edges, renderer)
        last = number == _PASSES - 1
        changed = [region.refit(renderer, last) for region in regions]
        now = [_tick_places(region) for region in regions]
        if not any(changed) and now == before:
            break
    _warn_of_no_room(regions)


def _warn_of_no_room(regions: Sequence[Region]) -> None:
    axes = [ax for region in regions for ax, _ in region.axes()]
    if any(min(ax.bbox.width, ax.bbox.height) <= _NOTHING for ax in axes):
        width, height = regions[0].figure.get_figure(root=True).get_size_inches()
        warn(
            f"The figure of {width:.3g} × {height:.3g} inches is too small: labels, titles and "
            "legends leave no room for the panels. Make it larger with layout(size=...), or say "
            "less around them."
        )


def _larger(one: Edges, other: Edges) -> Edges:
    return [*map(np.maximum, one, other)]


def _tick_places(region: Region) -> list[list[float]]:
    """Return where ticks are on each range that panels show."""
    shown = (fit.members[0] for fit in region.fits)
    return [np.asarray(axis.get_majorticklocs()).tolist() for axis in shown if not is_bare(axis)]
