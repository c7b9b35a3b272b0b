"""What a primitive draws, as texts are told that are placed beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist

from plotkit.marks.primitives import Areas, Boxes, Custom, Grid, Lines, Points, Primitive, Texts
from plotkit.mpl.artists.inks import Ink
from plotkit.mpl.artists.surface import Surface
from plotkit.mpl.style import numbers, rows
from plotkit.page import sees
from plotkit.typing import Floats


def looks_around(primitives: Sequence[Primitive]) -> bool:
    """Tell whether texts are placed by what is around them, or coloured by what is beneath."""
    texts = [one for one in primitives if isinstance(one, Texts)]
    filled = any(isinstance(one, Points | Boxes | Areas | Grid) for one in primitives)
    return any(sees(one.place) or (one.legible and filled) for one in texts)


def record(primitive: Primitive, made: Sequence[Artist], surface: Surface) -> None:
    """Remember what a primitive draws; what reaches across the panel is in nobody's way."""
    if surface.inks is None or not made or isinstance(primitive, Custom):
        return
    across = not isinstance(primitive, Points | Texts | Grid)
    if across and (primitive.panel or not primitive.limits):
        if isinstance(primitive, Boxes):
            corners = surface.project(primitive.corners.reshape(-1, 2), primitive.panel)
            way, color = surface.page(primitive.panel), rows(primitive.color)
            surface.inks.add(Ink("across", list(made), corners.reshape(-1, 2, 2), way, 0.0, color))
        return
    ink = _ink(primitive, list(made), surface)
    if ink is not None:
        surface.inks.add(ink)


def _ink(primitive: Primitive, made: list[Artist], surface: Surface) -> Ink | None:
    nothing, way = np.empty((0, 2, 2)), surface.transform
    match primitive:
        case Points():
            return Ink("points", made, nothing, way, _reach(primitive, made[0]))
        case Texts():
            return Ink("texts", made, nothing, way)
        case Grid():
            return Ink("grid", made, nothing, way)
        case Boxes():
            corners = surface.project(primitive.corners.reshape(-1, 2)).reshape(-1, 2, 2)
            return Ink("boxes", made, corners, way, color=rows(primitive.color))
        case Lines() | Areas():
            pieces, owner = _pieces(primitive, surface)
            if isinstance(primitive, Areas):
                return Ink("areas", made, pieces, way)
            widths = np.broadcast_to(numbers(primitive.linewidth), len(primitive.paths))
            return Ink("lines", made, pieces, way, widths[owner, None] / 2)
        case _:
            return None


def _reach(points: Points, artist: Any) -> Floats:
    """Return how far points reach to the sides and up, one for all or one each: a dash is flat."""
    outlines = artist.get_paths()
    known = {id(path): np.abs(path.get_extents().get_points()).max(axis=0) for path in outlines}
    form = np.array([known[id(path)] for path in outlines])
    return np.asarray(form * numbers(points.size)[:, None] + numbers(points.edgewidth)[:, None] / 2)


def _pieces(primitive: Lines | Areas, surface: Surface) -> tuple[Floats, Floats]:
    """Return the pieces of lines between two vertices, and of which line each is."""
    paths = primitive.paths
    xy = surface.project(paths.xy)
    owner = np.zeros(len(xy), dtype=np.intp)
    owner[paths.starts[1:]] = 1
    owner = np.cumsum(owner)
    inner = owner[1:] == owner[:-1]
    return np.stack([xy[:-1], xy[1:]], axis=1)[inner], owner[1:][inner]
