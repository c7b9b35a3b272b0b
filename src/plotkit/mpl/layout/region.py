"""A region: a grid of panels with all that stands around it, measured and put in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import GridSpec, SubplotSpec
from matplotlib.text import Text

from plotkit.mpl.artists.crowded import Crowded
from plotkit.mpl.artists.decorations import decorations
from plotkit.mpl.artists.titles import meeting, put_title, title_of, title_reach
from plotkit.mpl.axis.fits import LabelFit
from plotkit.mpl.axis.growing import GrowingLimits
from plotkit.mpl.axis.titles import RowTitles
from plotkit.mpl.guides.attached import Attached
from plotkit.mpl.guides.packing import (
    SPACE,
    Extent,
    Packs,
    Shown,
    fit_within,
    holding,
    measure,
    place,
    sides,
)
from plotkit.mpl.guides.room import Room, Style
from plotkit.mpl.layout.adjusted import Adjusted
from plotkit.mpl.layout.around import slots_around, texts_around
from plotkit.mpl.layout.aspect import divided, panel_size
from plotkit.mpl.layout.bounds import PAD, WHOLE, bounds
from plotkit.mpl.layout.cells import size_at, widest
from plotkit.mpl.layout.common import CommonTitles
from plotkit.mpl.layout.settling import Edges, arrange
from plotkit.mpl.layout.spacer import Side
from plotkit.mpl.layout.titles import over, place_titles, raise_title, title_slots, title_texts
from plotkit.mpl.text.breaks import LineBreaks, Slot, TextSizes
from plotkit.mpl.text.ruler import Measure, measuring
from plotkit.records import dataclass, field, replace
from plotkit.spec.legend import Position
from plotkit.typing import Floats

GAP = 8.0
"""Between the decorations of neighbouring panels, in points."""
_FIRST = 0.85
"""Share of its cell that a panel is taken to have before it is laid out."""
_TITLE, _BRIEF = 0.3, 0.12
"""Shares of its cell that a title over a panel or the label of an axis may take across."""

Placed = tuple[Axes, SubplotSpec]


@dataclass(eq=False)
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
    growing
        Limits that grow for texts.
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
    sizes
        What makes text smaller where there is little room.
    crowded
        What is placed by a function that may have no room for it, one a layer.
    told
        What has been said of it already.
    asked
        What the user says by ``subplots_adjust``, if that is about this region.
    """

    figure: Figure | SubFigure
    grid: GridSpec
    guides: Sequence[Shown] = ()
    extent: Extent = WHOLE
    fits: Sequence[LabelFit] = ()
    growing: Sequence[GrowingLimits] = ()
    own: Sequence[Attached] = ()
    breaks: LineBreaks = field(default_factory=LineBreaks)
    titles: CommonTitles | None = None
    panel: tuple[float, float] | None = None
    pad: float = PAD
    asked: Adjusted | None = None
    sizes: TextSizes = field(default_factory=TextSizes)
    crowded: Sequence[Crowded] = ()
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._up = 0.0  # from the only panel to the title over it, in pixels
        self._used = 1.0, 1.0
        self._rows = RowTitles()
        self._title = _TITLE
        self._panels: Extent = (0.0, 0.0, 1.0, 1.0)

    @property
    def regions(self) -> Sequence[Region]:
        """Itself."""
        return [self]

    @property
    def given(self) -> bool:
        """Whether the user has said how large panels are or where they lie."""
        return self.panel is not None or (self.asked is not None and bool(self.asked.since()))

    def arrange(self) -> None:
        """Give the panels all the room that decorations and legends leave."""
        arrange(self)

    def within(self) -> Region:
        """Return the region as a part of a composition, which keeps the edge free."""
        return replace(self, extent=WHOLE, panel=None, pad=0.0, asked=None)

    def start(self, renderer: Measure) -> None:
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
        for limits in self.growing:
            limits.reset()
            limits.fit(renderer, (_FIRST * cell[0], _FIRST * cell[1]))
        for fit in self.fits:
            fit.reset(renderer, cell[0] if fit.horizontal else cell[1])
        self.breaks.fit(self._slots(renderer, cell), renderer)
        for guides in self.own:
            guides.place(renderer)

    def _forget(self) -> None:
        """Let panels be where they were at first, so that the same figure gets the same layout."""
        self.grid.update(left=None, right=None, bottom=None, top=None, wspace=None, hspace=None)
        for ax, spec in self.axes():
            ax.set_subplotspec(spec)

    def write(self, style: Style) -> None:
        """Let all that is written around the panels be as large as a share of its usual size."""
        self.sizes.set(self._texts(), style.scale)
        for fit in self.fits:
            fit.scale, fit.brief = style.scale, style.brief
        for guides in self.own:
            guides.write(style)
        self._title = _BRIEF if style.brief else _TITLE

    def _texts(self) -> Iterator[Text]:
        yield from title_texts(self.figure)
        if self.titles is not None:
            yield from self.titles.texts
        for ax, _ in self.axes():
            yield from texts_around(ax)

    def _slots(self, renderer: Measure, cell: tuple[float, float] | None = None) -> Iterator[Slot]:
        """Yield what may be broken into lines, with its room; `cell` that of panels at first."""
        rows, columns = self.grid.get_geometry()
        whole = self.figure.bbox
        most = self._title * whole.width / columns, self._title * whole.height / rows
        yield from title_slots(self.figure, renderer)
        alone = self._single()
        x0, y0, x1, y1 = self._panels
        panels, first = (x1 - x0, y1 - y0), None
        if cell is not None:
            panels = _FIRST * whole.width, _FIRST * whole.height
            first = _FIRST * cell[0], _FIRST * cell[1]
        for ax, _ in self.axes():
            size = first or (ax.bbox.width, ax.bbox.height)
            over = whole.width - 2 * PAD * renderer.dpi / 72 if ax is alone else size[0]
            yield from slots_around(ax, size, over, most)
        if self.titles is not None:
            yield from self.titles.slots(panels, (whole.width, whole.height))

    def _single(self) -> Axes | None:
        """Return the only panel: the title over it may be as wide as the figure."""
        if self.grid.get_geometry() != (1, 1):
            return None
        return next((ax for ax, _ in self.axes()), None)

    def refit(self, renderer: Measure, last: bool) -> bool:
        """Choose them again for the panels as they are now, and tell whether anything changed."""
        changed = [limits.fit(renderer) for limits in self.growing if not last]
        changed += [fit.fit(renderer) for fit in self.fits if not last]
        changed += [guides.place(renderer) for guides in self.own]
        if not last:
            broken = self.breaks.fit(self._slots(renderer), renderer)
            changed += [broken, fit_within(self.guides, self._size_at, renderer)]
        return any(changed)

    def _size_at(self, position: Position) -> Floats:
        return size_at(position, self.grid, self.axes(), self._panels)

    def held(self, renderer: Measure) -> float:
        """Return 1 if all guides within panels are in them, else how much of them."""
        own = [guides.held(renderer) for guides in self.own]
        return min([*own, holding(self.guides, self._size_at, renderer)])

    def shares(self) -> tuple[float, float]:
        """Return the shares of its room that are left for all panels, across and up."""
        x0, y0, x1, y1 = self.extent
        width, height = self.figure.bbox.size
        return self._used[0] / (width * (x1 - x0)), self._used[1] / (height * (y1 - y0))

    def margins(self, edges: Edges, renderer: Measure) -> Extent:
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

    def put(self, edges: Sequence[Edges], renderer: Measure) -> None:
        """Put panels, guides and titles in their places."""
        (own,) = edges
        if self.panel is not None:
            self._resize(self.panel, own, renderer)
        self.apply(own, renderer)

    def _resize(self, panel: tuple[float, float], edges: Edges, renderer: Measure) -> None:
        """Make the figure as large as panels of that size demand."""
        left, right, bottom, top = edges
        rows, columns = self.grid.get_geometry()
        x0, y0, x1, y1 = self.margins(edges, renderer)
        gaps = right[:-1] + left[1:], bottom[:-1] + top[1:]
        across, between = (_gap(some, GAP * renderer.dpi / 72) for some in gaps)
        wide, tall = widest(self.grid)
        width = columns * wide * panel[0] + (x0 + x1 + (columns - 1) * across) / renderer.dpi
        height = rows * tall * panel[1] + (y0 + y1 + (rows - 1) * between) / renderer.dpi
        self.figure.get_figure(root=True).set_size_inches(width, height)

    def axes(self) -> Iterator[Placed]:
        """Yield the axes of the grid, with their places in it; but those that a user has placed."""
        for ax in self.figure.axes:
            spec = ax.get_subplotspec()
            if spec is None or not ax.get_visible() or not ax.get_in_layout():
                continue
            if spec.get_topmost_subplotspec().get_gridspec() is self.grid:
                yield ax, spec

    def edges(self, renderer: Measure) -> Edges:
        """Return how far decorations stick out: left and right by column, bottom and top by row."""
        rows, columns = self.grid.get_geometry()
        left, right, bottom, top = edges = [np.zeros(n) for n in (columns, columns, rows, rows)]
        whole = self.figure.bbox
        places = self.grid.get_grid_positions(self.figure)  # type: ignore[arg-type]  # any part serves
        bottoms, tops = (whole.y0 + np.asarray(at) * whole.height for at in places[:2])
        lefts, rights = (whole.x0 + np.asarray(at) * whole.width for at in places[2:])
        alone = self._single()
        self._rows.put((ax for ax, _ in self.axes()), renderer)
        for ax, spec in self.axes():
            cell = spec.get_topmost_subplotspec()
            first, last = cell.colspan.start, cell.colspan.stop - 1
            upper, lower = cell.rowspan.start, cell.rowspan.stop - 1
            x0, x1, y0, y1 = lefts[first], rights[last], bottoms[lower], tops[upper]
            title = title_of(ax) if ax is alone else None
            if title is None:
                raise_title(ax, renderer)
            around = list(decorations(ax, renderer, [] if title is None else [title]))
            if title is not None:
                self._up = meeting(title, around, y1, renderer)
                top[upper] = max(top[upper], self._up + title_reach(ax, title, renderer))
            for box in around:
                left[first] = max(left[first], x0 - box.x0)
                right[last] = max(right[last], box.x1 - x1)
                bottom[lower] = max(bottom[lower], y0 - box.y0)
                top[upper] = max(top[upper], box.y1 - y1)
        if self.titles is not None:
            self.titles.make_room(edges, renderer)
        return edges

    def apply(self, edges: Edges, renderer: Measure) -> None:
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
        gap = GAP * point
        across, between = _gap(right[:-1] + left[1:], gap), _gap(bottom[:-1] + top[1:], gap)
        self._used = stop - start - (columns - 1) * across, ceiling - base - (rows - 1) * between
        width, across = divided(stop - start, columns, across, spaces.get("wspace"))
        height, between = divided(ceiling - base, rows, between, spaces.get("hspace"))
        room = width, height
        wide, tall = widest(self.grid)
        width, height = panel_size((ax for ax, _ in axes), width / wide, height / tall)
        width, height = width * wide, height * tall
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
        self._panels = panels = (start, base, stop, ceiling)
        if self.titles is not None:
            self.titles.place(panels, renderer)
        place_titles(self.figure, panels, renderer)
        head = self._place_title(packs, renderer)
        place(packs, panels, self.figure, point, head)

    def _place_title(self, packs: Packs, renderer: Measure) -> float:
        """Put the title of the only panel over it, and over guides; return how high it is."""
        ax = self._single()
        if ax is None or (title := title_of(ax)) is None:
            return 0.0
        edge, whole = self.pad * renderer.dpi / 72, self.figure.bbox
        share = {"left": 0.0, "right": 1.0}.get(title.get_horizontalalignment(), 0.5)
        left, base, right, ceiling = self._panels
        wide = title.get_window_extent(renderer).width
        x = over(self._panels, share, wide, (edge, whole.width - edge))
        y = ceiling + self._up
        if "top" in packs.outside:
            y += packs.outside["top"].height + SPACE * renderer.dpi / 72
        put_title(ax, title, (x - left) / (right - left), (y - base) / (ceiling - base))
        return title_reach(ax, title, renderer)

    def needs(self) -> dict[Side, float]:
        """Put the guides at their sides; return how far these and titles reach, in pixels."""
        self.place_guides()
        renderer = measuring(self.figure)
        x0, y0, x1, y1 = measure(self.guides, self._bounds(renderer), renderer).room
        whole, edge = self.figure.bbox, self.pad * renderer.dpi / 72
        right, top = whole.width - edge - x1, whole.height - edge - y1
        return {"left": x0, "bottom": y0, "right": right, "top": top}

    def _bounds(self, renderer: Measure) -> Extent:
        """Return the room in pixels, without the edge and what the figure writes on it."""
        own = self.titles.texts if self.titles is not None else ()
        return bounds(self.figure, renderer, self.extent, self.pad, own)

    def room(self, renderer: Measure) -> Room:
        """Return the room that guides of the whole share with the panels, in points."""
        ax, point = self._single(), renderer.dpi / 72
        x0, y0, x1, y1 = self._bounds(renderer)
        title = None if ax is None else title_of(ax)
        head = 0.0 if ax is None or title is None else title_reach(ax, title, renderer)
        return Room((x1 - x0) / point, (y1 - y0 - head) / point)

    def place_guides(self) -> Extent:
        """Put the guides at their sides, and return the shares of the figure left by them.

        Half of a tick label may hang into their room, so it is rather large.
        """
        renderer = measuring(self.figure)
        point, whole = renderer.dpi / 72, self.figure.bbox
        packs = measure(self.guides, self._bounds(renderer), renderer)
        place(packs, packs.room, self.figure, point)
        taken = {side: far + (2 * SPACE + PAD) * point for side, far in sides(packs)}
        left, bottom, right, top = self.extent
        return (
            left + taken.get("left", 0.0) / whole.width,
            bottom + taken.get("bottom", 0.0) / whole.height,
            right - taken.get("right", 0.0) / whole.width,
            top - taken.get("top", 0.0) / whole.height,
        )


def _gap(gaps: Floats, least: float) -> float:
    return float(gaps.max()) + least if len(gaps) else 0.0
