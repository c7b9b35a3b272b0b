"""Grounds: the colours that are seen beneath texts, once all is on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
from matplotlib.collections import Collection
from matplotlib.colors import to_rgba

from plotkit.marks.paint import luminance
from plotkit.mpl.artists.inks import Ink, Inks
from plotkit.typing import RGBA, Floats

_LEAST = 3.0
"""The contrast from which on large texts can be seen, as WCAG 2.2 has it."""
_WORSE = 0.7
"""A text is lost where it has so much less contrast than upon the bare panel."""
_SAME, _ROUNDING = 1.15, 0.01
"""Colours of less contrast are one colour, and parts of colours that differ by less."""
_ACROSS = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
"""Where a text is looked at, as shares of its width."""
_MIDDLE = 2
_INKS: tuple[RGBA, RGBA] = ((0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 1.0, 1.0))

_Beneath: TypeAlias = Callable[[Floats], Floats]
"""Returns the colours that a layer has at a place on the page, from the back to the front."""


def grounds(inks: Inks, at: Floats) -> Floats:
    """Return the colours upon which something at places on the page is seen, shape (n, 4)."""
    ground = np.broadcast_to(to_rgba(inks.ax.get_facecolor()), (len(at), 4)).copy()
    for beneath in _layers(inks):
        for i, xy in enumerate(at):
            for color in beneath(xy):
                ground[i, :3] += color[3] * (color[:3] - ground[i, :3])
    return ground


def legible(own: RGBA, box: Floats, inks: Inks) -> RGBA:
    """Return the colour of a text; black or white where its own is lost upon what lies beneath.

    Of both the one that is seen better in all places, also beside what the text reaches beyond.

    Parameters
    ----------
    own
        The colour that was asked for.
    box
        Lower left and upper right corner of the text, shape (2, 2), in pixels.
    inks
        All that is drawn in the panel.
    """
    low, high = box
    places = np.column_stack(
        [low[0] + _ACROSS * (high[0] - low[0]), np.full(len(_ACROSS), (low[1] + high[1]) / 2)]
    )
    beneath = grounds(inks, places)
    bare = np.array([to_rgba(inks.ax.get_facecolor())])
    seen = _contrast(own, beneath)
    lost = (seen < _LEAST) & (seen < _WORSE * _contrast(own, bare))
    covered = (np.abs(beneath - bare) > _ROUNDING).any(axis=1)
    lost |= covered & (seen < _SAME)
    if not lost[_MIDDLE] and lost.mean() < 0.5:
        return own
    best = max(_INKS, key=lambda ink: float(_contrast(ink, beneath).min()))
    return *best[:3], own[3]


def _contrast(color: RGBA, beneath: Floats) -> Floats:
    """Return the contrast of a colour with each of some grounds, shape (n,)."""
    ink = np.array(color)
    shown = beneath[:, :3] + ink[3] * (ink[:3] - beneath[:, :3])
    both = np.sort([luminance(shown), luminance(beneath[:, :3])], axis=0)
    return np.asarray((both[1] + 0.05) / (both[0] + 0.05))


def _layers(inks: Inks) -> Iterator[_Beneath]:
    """Yield what lies beneath texts, in the order of drawing."""
    for ink in inks.found:
        match ink.kind:
            case "points":
                yield _points(ink, inks.point)
            case "boxes" | "across":
                low, high = ink.boxes(1.0).transpose(1, 0, 2)
                yield _in_boxes(low, high, np.broadcast_to(ink.color, (len(low), 4)))
            case "areas":
                yield from map(_outlined, ink.artists)
            case "grid":
                yield from (artist.colors_at for artist in ink.artists)


def _in_boxes(low: Floats, high: Floats, colors: Floats) -> _Beneath:
    return lambda xy: colors[((low <= xy) & (xy <= high)).all(axis=1)]


def _points(ink: Ink, point: float) -> _Beneath:
    """Return what tells of points, each as an ellipse around what it reaches."""
    low, high = ink.boxes(point).transpose(1, 0, 2)
    middle, reach = (low + high) / 2, np.maximum((high - low) / 2, 1e-9)
    (artist,) = ink.artists
    colors = _each(artist.get_facecolor(), len(middle))
    return lambda xy: colors[(((xy - middle) / reach) ** 2).sum(axis=1) <= 1.0]


def _outlined(artist: Any) -> _Beneath:
    """Return what tells of areas, by their outlines."""
    many = isinstance(artist, Collection)
    paths: Any = artist.get_paths() if many else [artist.get_path()]
    way, colors = artist.get_transform(), _each(artist.get_facecolor(), len(paths))
    corners = way.transform(np.concatenate([np.zeros((1, 2)), *(p.vertices for p in paths)]))
    starts = np.cumsum([1, *(len(path.vertices) for path in paths)])[:-1]
    low, high = (find.reduceat(corners, starts) for find in (np.fmin, np.fmax))

    def beneath(xy: Floats) -> Floats:
        near = np.flatnonzero(((low <= xy) & (xy <= high)).all(axis=1)).tolist()
        return colors[[i for i in near if paths[i].contains_point(xy, way)]]

    return beneath


def _each(colors: Any, n: int) -> Floats:
    """Return one colour for each of some elements, as collections repeat them."""
    rows = np.atleast_2d(np.asarray(colors, dtype=np.float64))
    return rows[np.arange(n) % len(rows)] if len(rows) else np.zeros((n, 4))
