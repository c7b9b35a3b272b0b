"""The colour bar as one artist, which has its place as a legend has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure, SubFigure
from matplotlib.image import BboxImage
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform, Transform

from plotkit.compile.drawing import ColorBar
from plotkit.mpl.guides.assembly import Assembly
from plotkit.mpl.guides.legend import TEXT, points_of, text_ruler, title_size
from plotkit.mpl.guides.room import Room
from plotkit.mpl.style import RC
from plotkit.mpl.text.fitting import fitted
from plotkit.spec.legend import Position
from plotkit.typing import Floats

_THICK, _LONG, _WIDE = 1.2, 12.0, 20.0
"""Thickness of a bar, and its length upright and lying, in heights of the font."""
_MOST, _LEAST = 0.5, 3.0
"""Share of the figure that its length may take; and least length, in heights of the font."""
_TICK, _GAP = 0.15, 0.4
"""Length of a tick, and of the space after it, in heights of the font: no tick reads as a minus."""
_TIP = 0.8
"""Length of an arrow at an end, in heights of the font."""
_BELOW = 0.6
"""Space below the title, in heights of the font."""
_ABOVE, _BESIDE = 0.15, 0.5
"""Space between labels of an upright and of a lying bar, in heights of the font."""


class ColorBarArtist(Assembly):
    """A colour bar with its ticks, labels and title; it is no Axes, and moves as a legend does.

    Parameters
    ----------
    bar
        What it shows.
    figure
        Where it will be.
    room
        What it may take, in points.
    """

    group = "colorbar"
    sticks_out = True

    def __init__(self, bar: ColorBar, figure: Figure | SubFigure, room: Room) -> None:
        super().__init__()
        self.bar = bar
        self._of = figure
        self._sizes = points_of(RC["legend.fontsize"]), points_of(title_size())
        self.size = self._sizes[0]
        color = RC["legend.labelcolor"] or RC["text.color"]
        color = RC["text.color"] if color == "None" else color
        self.title = Text(0, 0, "", fontsize=self._sizes[1], color=RC["text.color"])
        self.labels = [Text(0, 0, text, fontsize=self.size, color=color) for text in bar.labels]
        self.ticks = [Line2D([], [], color=RC["text.color"], linewidth=0.8) for _ in bar.ticks]
        self.image = BboxImage(Bbox.null(), interpolation="nearest", origin="lower")
        self.tips = {i: _tip(bar, i) for i in (0, 1) if bar.arrows[i]}
        self._state: tuple[Position, float, Room] | None = None
        self.frame = _frame(bar)
        self._anchor: tuple[float, float] = (0.0, 0.0)
        self._anchored: Transform = IdentityTransform()
        for child in (self.title, *self.labels):
            child.set_verticalalignment("baseline")
        self.set_clip_on(False)
        self.set_zorder(5)
        self.change(bar.position, 1.0, room)

    def change(self, position: Position, scale: float, room: Room) -> bool:
        """Stand or lie as it has to at a position, with text of another size, in another room.

        Returns whether that changed anything.
        """
        if (position, scale, room) == self._state:
            return False
        self._state = position, scale, room
        self.lies = position in ("top", "bottom")
        self.size = scale * self._sizes[0]
        longest = room.width if self.lies else room.height
        length = (_WIDE if self.lies else _LONG) * self.size
        self.length = max(min(length, _MOST * longest), _LEAST * self.size)
        self.image.set_data(self.bar.colors[None] if self.lies else self.bar.colors[:, None])
        self.title.set_fontsize(scale * self._sizes[1])
        if self.bar.title:
            point = self._of.get_figure(root=True).dpi / 72
            ruler = text_ruler(self._of, scale * self._sizes[1])
            (title,) = fitted([self.bar.title], ruler, TEXT * room.width * point)
            self.title.set_text(title)
        for text in self.labels:
            text.set_fontsize(self.size)
        self.stale = True
        return True

    def parts(self) -> Iterator[Artist]:
        """Yield ground, colours, ticks, title and labels."""
        yield from (
            *self.frame,
            self.image,
            *self.tips.values(),
            *self.ticks,
            self.title,
            *self.labels,
        )

    def get_texts(self) -> list[Text]:
        """Return the labels at the ticks."""
        return self.labels

    def get_title(self) -> Text:
        """Return the title."""
        return self.title

    moved: ClassVar[bool] = False
    """Whether somebody else placed it, as may be with legends."""

    def put(self, anchor: tuple[float, float], transform: Transform) -> None:
        """Put the upper left corner somewhere."""
        self.set_bbox_to_anchor(anchor, transform)

    def set_bbox_to_anchor(self, bbox: Any, transform: Transform | None = None) -> None:
        """Set where the upper left corner is."""
        self._anchor = (float(bbox[0]), float(bbox[1]))
        self._anchored = transform or IdentityTransform()
        self.stale = True

    def place(self, renderer: RendererBase) -> Bbox:
        """Put all parts where they belong, and return the box around them in pixels."""
        figure = self.get_figure(root=True)
        assert figure is not None, "it is in a figure"
        em = self.size * figure.dpi / 72
        pad = RC["legend.borderpad"] * em if self.frame else 0.0
        x, y = np.add(self._anchored.transform(self._anchor), (pad, -pad)).tolist()
        for text in (self.title, *self.labels):
            text.set_visible(bool(text.get_text()))  # what is hidden has no size
        sizes = np.array([_size(text, renderer) for text in self.labels]).reshape(-1, 2)
        title, head = (0.0, 0.0), 0.0
        if self.title.get_text():
            title = _size(self.title, renderer)
            head = title[1] + _BELOW * em
            _put(self.title, (x, y - title[1]), renderer)
        length, thick = self.length / self.size * em, _THICK * em
        put = self._lying if self.lies else self._vertical
        width, height = put(x, y - head, (length, thick), sizes, em, renderer)
        box = Bbox.from_bounds(x, y - head - height, max(width, title[0]), head + height)
        whole = box.padded(pad)
        for frame in self.frame:
            frame.set_bounds(*whole.bounds)
        return whole

    def _vertical(
        self,
        x: float,
        y: float,
        size: tuple[float, float],
        sizes: Floats,
        em: float,
        renderer: RendererBase,
    ) -> tuple[float, float]:
        """Put the bar below a corner, labels at its right; return width and height of both."""
        length, thick = size
        places = np.array(self.bar.ticks) * length
        shown = _apart(places, sizes[:, 1] + _ABOVE * em)
        low, high = self._ends(_overhang(places[shown], sizes[shown, 1] * 0.5, length), em)
        base = y - high - length
        self.image.bbox = Bbox.from_bounds(x, base, thick, length)
        for i, tip in self.tips.items():
            end, out = (base + length, _TIP * em) if i else (base, -_TIP * em)
            tip.set_xy([(x, end), (x + thick / 2, end + out), (x + thick, end)])
        for i, (tick, text) in enumerate(zip(self.ticks, self.labels, strict=True)):
            _show(i in shown, tick, text)
            at, right = base + places[i], x + thick
            tick.set_data([right, right + _TICK * em], [at, at])
            corner = (right + (_TICK + _GAP) * em, at - sizes[i, 1] / 2)
            _put(text, corner, renderer)
        beside = (_TICK + _GAP) * em + sizes[shown, 0].max() if shown else 0.0
        return thick + beside, low + length + high

    def _lying(
        self,
        x: float,
        y: float,
        size: tuple[float, float],
        sizes: Floats,
        em: float,
        renderer: RendererBase,
    ) -> tuple[float, float]:
        """Put the bar below a corner, labels below it; return width and height of both."""
        length, thick = size
        places = np.array(self.bar.ticks) * length
        shown = _apart(places, sizes[:, 0] + _BESIDE * em)
        low, high = self._ends(_overhang(places[shown], sizes[shown, 0] * 0.5, length), em)
        self.image.bbox = Bbox.from_bounds(x + low, y - thick, length, thick)
        for i, tip in self.tips.items():
            end, out = (x + low + length, _TIP * em) if i else (x + low, -_TIP * em)
            tip.set_xy([(end, y), (end + out, y - thick / 2), (end, y - thick)])
        below = y - thick - (_TICK + _GAP) * em
        for i, (tick, text) in enumerate(zip(self.ticks, self.labels, strict=True)):
            _show(i in shown, tick, text)
            at = x + low + places[i]
            tick.set_data([at, at], [y - thick, y - thick - _TICK * em])
            _put(text, (at - sizes[i, 0] / 2, below - sizes[i, 1]), renderer)
        labels = (_TICK + _GAP) * em + sizes[shown, 1].max() if shown else 0.0
        return low + length + high, thick + labels

    def _ends(self, overhang: tuple[float, float], em: float) -> tuple[float, float]:
        """Return how far labels and arrows reach beyond either end."""
        low, high = (max(far, _TIP * em * (i in self.tips)) for i, far in enumerate(overhang))
        return low, high


def _tip(bar: ColorBar, end: int) -> Polygon:
    """Return the arrow that says that there is more beyond an end."""
    color = bar.colors[-1 if end else 0]
    tip = Polygon(np.zeros((3, 2)), closed=True, facecolor=color, edgecolor="none", linewidth=0)
    tip.set_transform(IdentityTransform())
    return tip


def _frame(bar: ColorBar) -> list[Rectangle]:
    """Return the ground of a bar that lies on a panel."""
    if isinstance(bar.position, str) or not RC["legend.frameon"]:
        return []
    color = RC["legend.facecolor"]
    color = RC["axes.facecolor"] if color == "inherit" else color
    ground = Rectangle((0, 0), 0, 0, facecolor=color, alpha=RC["legend.framealpha"], linewidth=0)
    ground.set_transform(IdentityTransform())
    return [ground]


def _size(text: Text, renderer: RendererBase) -> tuple[float, float]:
    box = text.get_window_extent(renderer)
    return float(box.width), float(box.height)


def _put(text: Text, corner: tuple[float, float], renderer: RendererBase) -> None:
    """Move a text so that its lower left corner is there."""
    box = text.get_window_extent(renderer)
    x, y = text.get_position()
    text.set_position((x + corner[0] - box.x0, y + corner[1] - box.y0))


def _show(shown: bool, *parts: Artist) -> None:
    for part in parts:
        part.set_visible(shown)


def _apart(places: Floats, needed: Floats) -> list[int]:
    """Return which labels can be shown without overlap: all, or every second, third ..."""
    order = np.argsort(places, kind="stable").tolist()
    for step in range(1, len(order) + 1):
        kept: Sequence[int] = order[::step]
        gaps = np.diff(places[kept])
        if (gaps >= (needed[kept][:-1] + needed[kept][1:]) / 2).all():
            return list(kept)
    return []


def _overhang(places: Floats, half: Floats, length: float) -> tuple[float, float]:
    """Return how far labels stick out at the start and at the end."""
    low = float(np.max(half - places, initial=0.0))
    return low, float(np.max(places + half - length, initial=0.0))
