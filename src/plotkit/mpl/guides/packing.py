"""Where guides stand: below each other in columns, or beside each other in rows, at a side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure, SubFigure

from plotkit.mpl.guides.colorbar import ColorBarArtist
from plotkit.mpl.guides.legend import LegendForm, Room
from plotkit.mpl.placedlegend import GuideLegend
from plotkit.mpl.text.ruler import pixels
from plotkit.spec.legend import SIDES, Position

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
    """

    artist: GuideArtist
    position: Position
    form: LegendForm | None = None

    def __post_init__(self) -> None:
        self._asked = self.position

    def lies(self, aside: bool) -> bool:
        """Tell whether it will be above or below the panels."""
        below = self._asked == "right" and not aside
        return not self.artist.moved and (below or self._asked in ("top", "bottom"))

    def change(self, scale: float, aside: bool, room: Room, brief: bool = False) -> None:
        """Have text of another size, and stand below the panels instead of at their right.

        Parameters
        ----------
        scale
            Share of the usual size.
        aside
            Whether it may stand at the right.
        room
            What guides share with the panels.
        brief
            Whether entries are shortened more than elsewhere.
        """
        if self.artist.moved:
            return  # it stays as somebody has it
        self.position = "bottom" if not aside and self._asked == "right" else self._asked
        if self.form is not None and isinstance(self.artist, GuideLegend):
            self.form.brief = brief
            self.form.change(self.artist, self.position, scale, room)
        elif isinstance(self.artist, ColorBarArtist):
            self.artist.change(self.position, scale)

    def fit_width(self, width: float) -> None:
        """Say what a panel of so many points has room for, if it is above or below that."""
        form, lies = self.form, self.position in ("top", "bottom")
        if form is not None and lies and isinstance(self.artist, GuideLegend):
            form.change(self.artist, self.position, 1.0, replace(form.room, width=width))

    def words(self) -> Iterator[str]:
        """Yield what is to be said of entries that there is no room for."""
        if self.form is not None:
            yield from self.form.words()


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
