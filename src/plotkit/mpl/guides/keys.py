"""The keys of a legend: each replays the primitives of its marks in a small box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerBase
from matplotlib.offsetbox import DrawingArea
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D

from plotkit.compile.drawing import Key
from plotkit.data.factor import Coded
from plotkit.marks.primitives import Areas, Boxes, Lines, Number, Paint, Points, Primitive
from plotkit.mpl.artists.pagelines import line_height
from plotkit.mpl.artists.primitives import artists, finish
from plotkit.mpl.artists.surface import Surface
from plotkit.mpl.style import numbers, rows
from plotkit.records import dataclass, replace

_EDGE = 0.2
"""Width of a key's edge, as a share of its height, at most: its inside can still be seen."""
_PALE = 0.7
"""Alpha of keys, at least, where the alpha itself says nothing."""
_MIDDLE = 0.35
"""From the base of a line of text to its middle, in heights of the font."""
_UPRIGHT = 0.7
"""Height of a line that stands upright in a key, without its ends, in heights of the font."""

_BEYOND = 1.9
"""The same, of a line through a dot, in diameters of the dot."""


class KeyHandler(HandlerBase):
    """Draws a key: what a mark draws in a square from 0 to 1, stretched over the box.

    The box is as high as the key demands.

    Parameters
    ----------
    stronger
        By how much points and lines are less translucent than in the panels.
    """

    def __init__(self, stronger: float = 1.0) -> None:
        super().__init__()
        self._stronger = stronger

    def legend_artist(
        self, legend: Legend, orig_handle: Any, fontsize: float, handlebox: Any
    ) -> Artist:
        """Fill the box of one key and return the first artist in it."""
        key: Key = orig_handle
        area: DrawingArea = handlebox
        high = KeyNeeds.of(key).height(fontsize)
        if high > area.height:
            area.height, area.ydescent = high, high / 2 - _MIDDLE * fontsize
        made: list[Artist] = []
        for primitive in key.primitives:
            low = _overhang(primitive)
            box = Affine2D().scale(area.width, area.height - 2 * low)
            square = box.translate(-area.xdescent, low - area.ydescent) + area.get_transform()
            surface = Surface(square, square, Affine2D().scale(72))
            shown = _strong(_thinned(primitive, _EDGE * area.height), self._stronger)
            shown = _dashed(shown, area.height - 2 * low)
            if isinstance(shown, Boxes):  # as handles of matplotlib are, and sooner made
                shown = replace(shown, each=True)
            drawn = artists(shown, surface)
            for artist in drawn:
                area.add_artist(artist)
            finish(primitive, drawn)
            made += drawn
        return made[0] if made else Rectangle((0, 0), 0, 0, visible=False)


@dataclass(frozen=True)
class KeyNeeds:
    """What the largest marker and the widest line of a key need, in points.

    Attributes
    ----------
    wide, high
        The largest marker, and the lines that lie level.
    ends
        The height of the ends of lines that stand upright; None if there are none.
    dot
        The diameter of the largest dot, which a line through it is to be seen beyond.
    """

    wide: float = 0.0
    high: float = 0.0
    ends: float | None = None
    dot: float = 0.0

    @classmethod
    def of(cls, key: Key) -> KeyNeeds:
        """Return what a key needs."""
        wide, high, ends, dot = 0.0, 0.0, None, 0.0
        for primitive in key.primitives:
            if isinstance(primitive, Points):
                sizes = numbers(primitive.size) + numbers(primitive.edgewidth)
                size = float(sizes.max(initial=0.0))
                wide, high = max(wide, size), max(high, size)
                dot = max(dot, float(numbers(primitive.size).max(initial=0.0)))
            elif isinstance(primitive, Lines):
                height = line_height(primitive)
                if _stands(primitive):
                    ends = max(ends or 0.0, height)
                else:
                    high = max(high, height)
        return cls(wide, high, ends, dot)

    def height(self, em: float) -> float:
        """Return the height, where the font is so large."""
        if self.ends is None:
            return self.high
        return max(self.high, self.ends + max(_UPRIGHT * em, _BEYOND * self.dot))


def stronger_by(keys: Sequence[Key]) -> float:
    """Return the factor for the alpha of points and lines that makes pale keys visible.

    It is 1 where keys differ in alpha, which they explain then.
    """
    found = [
        max(map(_alpha, paints))
        for key in keys
        for primitive in key.primitives
        if (paints := _paints(primitive))
    ]
    if not found or max(found) >= _PALE or min(found) <= 0 or max(found) - min(found) > 1e-6:
        return 1.0
    return _PALE / max(found)


def _paints(primitive: Primitive) -> tuple[Paint, ...]:
    match primitive:
        case Points():
            return primitive.color, primitive.edgecolor
        case Lines():
            return (primitive.color,)
    return ()


def _alpha(paint: Paint) -> float:
    return paint[3] if isinstance(paint, tuple) else float(rows(paint)[:, 3].max(initial=0.0))


def _strong(primitive: Primitive, factor: float) -> Primitive:
    if factor == 1.0 or not isinstance(primitive, Points | Lines):
        return primitive
    primitive = replace(primitive, color=_times(primitive.color, factor))
    if isinstance(primitive, Points):
        primitive = replace(primitive, edgecolor=_times(primitive.edgecolor, factor))
    return primitive


def _times(paint: Paint, factor: float) -> Paint:
    colors = rows(paint).copy()
    colors[:, 3] = np.minimum(colors[:, 3] * factor, 1.0)
    return colors if len(colors) > 1 else tuple(colors[0].tolist())


def _overhang(primitive: Primitive) -> float:
    """Return how far the ends of lines that stand upright reach beyond them, in points."""
    if not isinstance(primitive, Lines) or not _stands(primitive):
        return 0.0
    return line_height(primitive) / 2


def _stands(lines: Lines) -> bool:
    y = lines.paths.xy[:, 1]
    return bool(len(y)) and bool(y.max() > y.min())


def _dashed(primitive: Primitive, length: float) -> Primitive:
    """Return a line that stands upright with dashes so short that it has two of them at least."""
    if not (isinstance(primitive, Lines) and _stands(primitive)):
        return primitive
    if np.ptp(primitive.paths.xy[:, 0]) > 0:
        return primitive
    room = length / max(float(np.max(numbers(primitive.linewidth))), 0.1)
    style = primitive.linestyle
    if isinstance(style, Coded):
        return replace(primitive, linestyle=Coded(style.codes, _all_within(style.table, room)))
    if isinstance(style, np.ndarray):
        return replace(primitive, linestyle=_all_within(style, room))
    return replace(primitive, linestyle=_within(style, room))


def _all_within(styles: Any, room: float) -> Any:
    made = np.empty(len(styles), dtype=object)
    made[:] = [_within(style, room) for style in styles]
    return made


def _within(style: Any, room: float) -> Any:
    """Return a line style of which two dashes and their gap fit, in widths of the line."""
    offset, lengths = style if isinstance(style, tuple) else (0.0, None)
    if not lengths or sum(lengths[:2]) + lengths[0] <= room:
        return style
    share = room / (sum(lengths[:2]) + lengths[0])
    return offset * share, tuple(length * share for length in lengths)


def _thinned(primitive: Primitive, most: float) -> Primitive:
    """Return a filled primitive whose edge leaves something of its inside."""
    if not isinstance(primitive, Areas | Boxes) or primitive.edgewidth is None:
        return primitive
    return replace(primitive, edgewidth=_capped(primitive.edgewidth, most))


def _capped(width: Number, most: float) -> Number:
    if isinstance(width, Coded):
        return Coded(width.codes, np.minimum(width.table, most))
    if isinstance(width, np.ndarray):
        return np.minimum(width, most)
    return min(width, most)
