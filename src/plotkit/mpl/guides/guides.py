"""Add legends and colour bars to a figure, or to an Axes of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure, SubFigure
from matplotlib.transforms import Bbox, ScaledTranslation

from plotkit.compile.drawing import ColorBar, Guide, Panel
from plotkit.mpl.artists.decorations import decorations
from plotkit.mpl.artists.titles import put_title, title_of
from plotkit.mpl.fast.legend import add_axes_legend, add_legend
from plotkit.mpl.guides.colorbar import ColorBarArtist
from plotkit.mpl.guides.directlabels import DirectLabels
from plotkit.mpl.guides.legend import LegendForm
from plotkit.mpl.guides.packing import (
    INSET,
    SPACE,
    GuideArtist,
    Pack,
    Shown,
    holding,
    pack,
    room_within,
)
from plotkit.mpl.guides.room import Room, Style
from plotkit.mpl.guides.userspace import make_room
from plotkit.mpl.placedlegend import GuideLegend
from plotkit.mpl.text.ruler import measuring, pixels
from plotkit.records import dataclass, replace
from plotkit.spec.legend import Position

_GID = "plotkit-guide"
_MARGIN = 6.0


def add_guides(
    figure: Figure | SubFigure, guides: Sequence[Guide], shape: tuple[int, int] = (1, 1)
) -> tuple[Shown, ...]:
    """Add guides to a figure with so many rows and columns of panels.

    The layout puts them in their places.
    """
    if not guides:
        return ()
    whole = _room(figure)
    cell = Room(whole.width / shape[1], whole.height / shape[0])
    made = []
    for guide in guides:
        room = whole if isinstance(guide.position, str) else cell
        alike = ("top", "bottom") if isinstance(guide.position, str) else (guide.position,)
        shared = sum(other.position in alike for other in guides)
        room = replace(room, shared=max(shared, 1))
        artist: GuideArtist
        form: LegendForm | None = None
        if isinstance(guide, ColorBar):
            artist = ColorBarArtist(guide, figure, room)
            figure.add_artist(artist)
        else:
            form = LegendForm(guide, figure, room)
            contents = form.contents() | {"loc": "upper left", "bbox_to_anchor": (1, 1)}
            artist = add_legend(figure, **contents)
            form.dress(artist)
        made.append(Shown(artist, guide.position, form, guide.free))
    return tuple(made)


def _room(figure: Figure | SubFigure) -> Room:
    """Return the size of a figure without its edge, in points."""
    point = figure.get_figure(root=True).dpi / 72
    width, height = figure.bbox.width / point, figure.bbox.height / point
    return Room(max(width - 2 * _MARGIN, 1.0), max(height - 2 * _MARGIN, 1.0))


@dataclass(frozen=True, eq=False)
class AxesGuides:
    """Guides that belong to one Axes, and stand at it or in it.

    Attributes
    ----------
    ax
        The Axes.
    guides
        The guides.
    room
        What a guide beside the Axes shares with it: the cell of the grid.
    """

    ax: Axes
    guides: tuple[Shown, ...]
    room: Room

    def words(self) -> Iterator[str]:
        """Yield what is to be said of entries that there is no room for."""
        for guide in self.guides:
            yield from guide.words()

    def write(self, style: Style) -> None:
        """Let what gives way to the panels do so."""
        for guide in self.guides:
            guide.change(style, self._room_of(guide, guide.place_in(style)))

    def held(self, renderer: RendererBase) -> float:
        """Return 1 if all guides within are in the Axes, else how much of them."""
        return holding(self.guides, lambda _: np.array(self.ax.bbox.size), renderer)

    def _room_of(self, guide: Shown, position: Position) -> Room:
        """Return the room of a guide at a position of the Axes, as large as that is now."""
        point = self.ax.figure.get_figure(root=True).dpi / 72
        if not isinstance(position, str):
            return room_within(np.array(self.ax.bbox.size), position, self.guides, point)
        width = min(self.ax.bbox.width / point, self.room.width)
        height = min(self.ax.bbox.height / point, self.room.height)
        if position in ("top", "bottom"):
            return replace(self.room, width=width)
        is_bar = isinstance(guide.artist, ColorBarArtist)  # which is no longer than the Axes
        return replace(self.room, height=height) if is_bar else self.room

    def place(self, renderer: RendererBase) -> bool:
        """Put the guides beside what is written around the Axes, or within it.

        Returns whether any of them moved.
        """
        ax, point = self.ax, pixels(renderer)
        box = ax.get_window_extent(renderer)
        free = [guide for guide in self.guides if not guide.artist.moved]
        title = title_of(ax) if any(guide.position == "top" for guide in free) else None
        apart: list[Artist] = [guide.artist for guide in self.guides]
        apart += [title] if title is not None else []
        around = [*decorations(ax, renderer, without=apart)]
        places = dict.fromkeys(guide.position for guide in free)
        moved = False
        for guide in free:
            moved |= guide.fit(self._room_of(guide, guide.position))
        for position in places:
            artists = [g.artist for g in free if g.position == position]
            vertical = position not in ("top", "bottom")
            room = box.height if vertical else box.width
            held = pack(artists, renderer, room, vertical)
            beyond = _beyond(position, held, box, around)
            corner, (right, up) = _corner(position, held, beyond, point)
            for artist, (x, y) in zip(artists, held.offsets, strict=True):
                before = artist.get_window_extent(renderer)
                shift = ScaledTranslation(
                    (right + x) / point / 72, (up - y) / point / 72, ax.figure.dpi_scale_trans
                )
                artist.put(corner, ax.transAxes + shift)
                now = artist.get_window_extent(renderer)
                moved |= not np.allclose(before.p0, now.p0, atol=0.5)
                if position == "top" and title is not None:
                    put_title(ax, title, title.get_position()[0], (now.y1 - box.y0) / box.height)
        return moved


def _corner(
    position: Position, held: Pack, beyond: float, point: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return a point of the Axes, and how far from it the upper left corner is, in pixels."""
    if not isinstance(position, str):
        x, y = position
        inset = INSET * point
        return position, (
            inset * (1 - 2 * x) - x * held.width,
            inset * (1 - 2 * y) + (1 - y) * held.height,
        )
    away = beyond + SPACE * point
    return {
        "right": ((1.0, 1.0), (away, 0.0)),
        "left": ((0.0, 1.0), (-away - held.width, 0.0)),
        "top": ((0.5, 1.0), (-held.width / 2, away + held.height)),
        "bottom": ((0.5, 0.0), (-held.width / 2, -away)),
    }[position]


def _beyond(position: Position, held: Pack, box: Bbox, around: Iterable[Bbox]) -> float:
    """Return how far from an Axes a side is free for guides, in pixels.

    What they do not meet, as a title that is wider than its panel, takes nothing of it.
    """
    if position in ("left", "right"):
        low, high = box.y1 - held.height, box.y1
        met = [b for b in around if b.y0 < high and b.y1 > low]
    else:
        middle = (box.x0 + box.x1) / 2
        low, high = middle - held.width / 2, middle + held.width / 2
        met = [b for b in around if b.x0 < high and b.x1 > low]
    far = {
        "left": (box.x0 - b.x0 for b in met),
        "right": (b.x1 - box.x1 for b in met),
        "top": (b.y1 - box.y1 for b in met),
        "bottom": (box.y0 - b.y0 for b in met),
    }
    return max((0.0, *far[position])) if isinstance(position, str) else 0.0


def add_axes_guides(ax: Axes, guides: Sequence[Guide], room: Room | None = None) -> AxesGuides:
    """Add guides to an Axes, beside those that are there already.

    `Axes.get_legend` finds the last legend.
    """
    figure = ax.figure
    whole, width = room or _room(figure), ax.bbox.width * 72 / figure.get_figure(root=True).dpi
    children = ax.get_children()
    bars = [child for child in children if isinstance(child, ColorBarArtist)]
    there: list[GuideArtist] = [*_legends(ax, children), *bars]
    made = []
    for guide in guides:
        gid = f"{_GID} {guide.position}"
        across = guide.position in ("top", "bottom")
        room = Room(min(width, whole.width), whole.height) if across else whole
        made += [Shown(artist, guide.position) for artist in there if artist.get_gid() == gid]
        there = [artist for artist in there if artist.get_gid() != gid]
        artist: GuideArtist
        form: LegendForm | None = None
        if isinstance(guide, ColorBar):
            tall = min(ax.bbox.height * 72 / figure.get_figure(root=True).dpi, room.height)
            artist = ColorBarArtist(guide, figure, replace(room, height=tall))
            ax.add_artist(artist)
            artist.set_clip_on(False)
        else:
            form = LegendForm(guide, figure, room)
            contents = form.contents() | {"loc": "upper left", "bbox_to_anchor": (1, 1)}
            artist = add_axes_legend(ax, **contents)
            form.dress(artist)
        artist.set_gid(gid)
        made.append(Shown(artist, guide.position, form, guide.free))
    own = AxesGuides(ax, tuple(made), whole)
    own.place(measuring(figure))
    return own


def _legends(ax: Axes, children: Sequence[Artist]) -> list[GuideLegend]:
    """Return the legends of an Axes that plotkit placed, and nobody took away."""
    found = (child for child in children if isinstance(child, GuideLegend))
    beside = (one for one in ax.figure.legends if isinstance(one, GuideLegend) and one.axes is ax)
    return [one for one in dict.fromkeys((*found, *beside)) if one.shown]


def place_axes_guides(own: AxesGuides) -> bool:
    """Let a user's Axes give of its own for the guides and names at its sides, and tell if so."""
    ax, renderer = own.ax, measuring(own.ax.figure)
    outside = [guide.artist for guide in own.guides if isinstance(guide.position, str)]
    names = [child for child in ax.get_children() if isinstance(child, DirectLabels)]
    boxes = [artist.get_window_extent(renderer) for artist in (*outside, *names)]
    smaller = make_room(ax, boxes, renderer)
    if smaller:
        own.place(renderer)
    return smaller


def add_panel_guides(
    axes: Sequence[Axes], panels: Sequence[Panel], shape: tuple[int, int]
) -> tuple[AxesGuides, ...]:
    """Add to each panel the guides of its own."""
    if not any(panel.guides for panel in panels):
        return ()
    whole = _room(axes[0].figure)
    room = Room(whole.width / shape[1], whole.height / shape[0])
    return tuple(
        add_axes_guides(ax, panel.guides, room)
        for ax, panel in zip(axes, panels, strict=True)
        if panel.guides
    )
