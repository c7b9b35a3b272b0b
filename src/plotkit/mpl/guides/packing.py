"""Where guides stand: below each other in columns, or beside each other in rows, at a side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure, SubFigure

from plotkit.mpl.guides.colorbar import ColorBarArtist
from plotkit.mpl.guides.legend import LegendForm
from plotkit.mpl.guides.room import Room, Style
from plotkit.mpl.placedlegend import GuideLegend
from plotkit.mpl.text.ruler import pixels
from plotkit.records import dataclass, field
from plotkit.spec.legend import SIDES, Position
from plotkit.typing import Floats

GuideArtist: TypeAlias = GuideLegend | ColorBarArtist
Extent: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top."""

SPACE = 10.0
"""Between two guides, and between panels and their guides, in points."""
ROW_SPACE = 24.0
"""Between two guides in a row, in points."""
INSET = 6.0
"""Between a guide within the panels and their edge, in points."""
_SLACK = 0.5


@dataclass(eq=False)
class Shown:
    """A guide on a figure.

    Attributes
    ----------
    artist
        What shows it.
    position
        Where it is.
    form
        What its legend says in its room; None for a colour bar, and for what is not made here.
    free
        Whether it may stand below instead of at the right, as nobody said where it belongs.
    """

    artist: GuideArtist
    position: Position
    form: LegendForm | None = None
    free: bool = False

    def __post_init__(self) -> None:
        self._asked = self.position
        self._scale = 1.0

    @property
    def within(self) -> bool:
        """Whether it stands in the panels."""
        return not self.artist.moved and not isinstance(self.position, str)

    def place_in(self, style: Style) -> Position:
        """Return where it stands if so much gives way."""
        stays = self._asked in ("top", "bottom") or (style.aside if self.free else style.asked)
        return self._asked if stays or self.artist.moved else "bottom"

    def change(self, style: Style, room: Room) -> None:
        """Stand where a style lets it, with its size of text.

        Parameters
        ----------
        style
            What gives way.
        room
            What guides outside share with the panels; those within have that of :meth:`fit`.
        """
        if self.artist.moved:
            return  # it stays as somebody has it
        self.position, self._scale = self.place_in(style), style.scale
        if self.form is not None:
            self.form.brief = style.brief
        if not self.within:
            self.fit(room)

    def fit(self, room: Room) -> bool:
        """Take so much room; tell whether that changed what it says."""
        if self.artist.moved:
            return False
        if isinstance(self.artist, ColorBarArtist):
            return self.artist.change(self.position, self._scale, room)
        return self.form is not None and self.form.change(
            self.artist, self.position, self._scale, room
        )

    def words(self) -> Iterator[str]:
        """Yield what is to be said of entries that there is no room for, and of its place."""
        if self.form is not None:
            yield from self.form.words()
        if self.position != self._asked and not self.free:
            yield (
                f"The {self._name} stands below the panels, which have no room for it where "
                "legend() puts it. A larger figure has it: layout(size=...)."
            )

    @property
    def _name(self) -> str:
        block = self.artist.bar if isinstance(self.artist, ColorBarArtist) else None
        kind = "legend" if block is None else "colour bar"
        title = block.title if block is not None else self.form.block.title if self.form else ""
        return f"{kind} of {title!r}" if title else kind


@dataclass(frozen=True)
class Pack:
    """Guides of one position as they lie together.

    Attributes
    ----------
    artists
        The guides.
    width, height
        Of all together, in pixels.
    offsets
        Of each guide's upper left corner from that of the whole: to the right, and down.
    """

    artists: Sequence[GuideArtist]
    width: float
    height: float
    offsets: Sequence[tuple[float, float]]


def pack(
    artists: Sequence[GuideArtist],
    renderer: RendererBase,
    room: float,
    vertical: bool = True,
) -> Pack:
    """Put guides below each other, in a new column where there is no room left; or in rows."""
    point = pixels(renderer)
    gap, space = (SPACE if vertical else ROW_SPACE) * point, SPACE * point
    boxes = [artist.get_window_extent(renderer) for artist in artists]
    sizes = [(box.height, box.width) if vertical else (box.width, box.height) for box in boxes]
    along = across = longest = thick = 0.0
    places: list[tuple[float, float]] = []
    for length, width in sizes:
        if along and along + length > room + _SLACK:
            along, across, thick = 0.0, across + thick + space, 0.0
        places.append((along, across))
        longest, thick = max(longest, along + length), max(thick, width)
        along += length + gap
    whole = across + thick
    if vertical:
        return Pack(artists, whole, longest, [(x, y) for y, x in places])
    return Pack(artists, longest, whole, places)


@dataclass(frozen=True)
class Packs:
    """All guides of a figure, measured.

    Attributes
    ----------
    room
        What is left for the panels with their decorations, in pixels.
    outside
        By side.
    inside
        By place within the panels.
    bounds
        The whole room.
    """

    room: Extent
    bounds: Extent
    outside: dict[str, Pack] = field(default_factory=dict)
    inside: dict[tuple[float, float], Pack] = field(default_factory=dict)


def measure(guides: Sequence[Shown], bounds: Extent, renderer: RendererBase) -> Packs:
    """Pack the guides of each side, and keep their room free."""
    x0, y0, x1, y1 = bounds
    space = SPACE * pixels(renderer)
    by_place: dict[Position, list[GuideArtist]] = {}
    for guide in guides:
        if guide.artist.moved:
            continue  # it stays where somebody put it, and takes no room
        by_place.setdefault(guide.position, []).append(guide.artist)
    packs = Packs(bounds, bounds)
    if not by_place:
        return packs
    for side in ("top", "bottom"):
        if side in by_place:
            packs.outside[side] = pack(by_place[side], renderer, x1 - x0, vertical=False)
    y0 += packs.outside["bottom"].height + space if "bottom" in packs.outside else 0.0
    y1 -= packs.outside["top"].height + space if "top" in packs.outside else 0.0
    for side in ("left", "right"):
        if side in by_place:
            packs.outside[side] = pack(by_place[side], renderer, y1 - y0)
    x0 += packs.outside["left"].width + space if "left" in packs.outside else 0.0
    x1 -= packs.outside["right"].width + space if "right" in packs.outside else 0.0
    for position, artists in by_place.items():
        if not isinstance(position, str):
            packs.inside[position] = pack(artists, renderer, y1 - y0)
    return Packs((x0, y0, x1, y1), bounds, packs.outside, packs.inside)


SizeAt: TypeAlias = Callable[[Position], Floats]
"""Tells the width and height in pixels of the panel at a place."""


def room_within(size: Floats, position: Position, guides: Sequence[Shown], point: float) -> Room:
    """Return what each guide at a position within a panel of so many pixels may take."""
    width, height = np.maximum(size / point - 2 * INSET, 1.0).tolist()
    return Room(width, height, max(sum(guide.position == position for guide in guides), 1))


def fit_within(guides: Sequence[Shown], size: SizeAt, renderer: RendererBase) -> bool:
    """Let guides fit the panels they stand in, and tell whether that changed any."""
    changed, point = False, pixels(renderer)
    within = [guide for guide in guides if guide.within]
    for guide in within:
        at = guide.position
        changed |= guide.fit(room_within(size(at), at, within, point))
    return changed


def holding(guides: Sequence[Shown], size: SizeAt, renderer: RendererBase) -> float:
    """Return 1 if all guides within are in the panels they stand in, else how much of them."""
    by_place: dict[Position, list[GuideArtist]] = {}
    for guide in guides:
        if guide.within:
            by_place.setdefault(guide.position, []).append(guide.artist)
    share = 1.0
    for at, artists in by_place.items():
        free = size(at) - 2 * INSET * pixels(renderer)
        held = pack(artists, renderer, np.inf)
        share = min(share, *((free + _SLACK) / (held.width, held.height)).tolist())
    return share


def place(
    packs: Packs, panels: Extent, figure: Figure | SubFigure, point: float, head: float = 0.0
) -> None:
    """Move the guides to their sides, in the middle of the panels, or into the panels.

    What stands above leaves `head` pixels free for the title.
    """
    left, bottom, right, top = panels
    x0, y0, x1, y1 = packs.bounds
    _, low, _, high = packs.room
    for side, held in packs.outside.items():
        across = _clamped((left + right - held.width) / 2, x0, x1 - held.width)
        down = _clamped((bottom + top + held.height) / 2, low + held.height, high)
        corner = {
            "left": (x0, down),
            "right": (x1 - held.width, down),
            "top": (across, y1 - head),
            "bottom": (across, y0 + held.height),
        }[side]
        _move(held, corner, figure)
    inset = INSET * point
    for (x, y), held in packs.inside.items():
        width, height = right - left - 2 * inset, top - bottom - 2 * inset
        start = left + inset + x * max(width - held.width, 0.0)
        base = bottom + inset + y * max(height - held.height, 0.0)
        _move(held, (start, base + held.height), figure)


def _clamped(value: float, low: float, high: float) -> float:
    """Return the nearest number between two; the higher if they are the wrong way round."""
    return min(max(value, low), high)


def _move(held: Pack, corner: tuple[float, float], figure: Figure | SubFigure) -> None:
    whole = figure.bbox
    for artist, (right, down) in zip(held.artists, held.offsets, strict=True):
        anchor = ((corner[0] + right) / whole.width, (corner[1] - down) / whole.height)
        artist.put(anchor, figure.transSubfigure)


def sides(packs: Packs) -> Iterator[tuple[str, float]]:
    """Yield how far each side is taken by guides, in pixels."""
    for side in SIDES:
        if side in packs.outside:
            held = packs.outside[side]
            yield side, held.height if side in ("top", "bottom") else held.width
