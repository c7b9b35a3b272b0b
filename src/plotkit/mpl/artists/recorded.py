"""What a primitive draws, as texts are told that are placed beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist

from plotkit.marks.primitives import Areas, Boxes, Custom, Lines, Points, Primitive, Texts
from plotkit.mpl.artists.inks import Ink
from plotkit.mpl.artists.surface import Surface
from plotkit.mpl.style import numbers, rows
from plotkit.page import sees
from plotkit.typing import Floats


def looks_around(primitives: Sequence[Primitive]) -> bool:
    """Tell whether texts are placed by what is around them."""
    return any(isinstance(one, Texts) and sees(one.place) for one in primitives)


def record(primitive: Primitive, made: Sequence[Artist], surface: Surface) -> None:
    """Remember what a primitive draws; what reaches across the panel is in nobody's way."""
    if surface.inks is None or not made or isinstance(primitive, Custom):
        return
    if not isinstance(primitive, Points | Texts) and (primitive.panel or not primitive.limits):
        return
    ink = _ink(primitive, list(made), surface)
    if ink is not None:
        surface.inks.add(ink)


def _ink(primitive: Primitive, made: list[Artist], surface: Surface) -> Ink | None:
    nothing, way = np.empty((0, 2, 2)), surface.transform
    match primitive:
        case Points():
            pad = (numbers(primitive.size) + numbers(primitive.edgewidth)) / 2
            return Ink("points", made, nothing, way, pad)
        case Texts():
            return Ink("texts", made, nothing, way)
        case Boxes():
            corners = surface.project(primitive.corners.reshape(-1, 2)).reshape(-1, 2, 2)
            return Ink("boxes", made, corners, way, color=rows(primitive.color))
        case Lines() | Areas():
            pieces, owner = _pieces(primitive, surface)
            if isinstance(primitive, Areas):
                return Ink("areas", made, pieces, way)
            widths = np.broadcast_to(numbers(primitive.linewidth), len(primitive.paths))
            return Ink("lines", made, pieces, way, widths[owner] / 2)
        case _:
            return None


def _pieces(primitive: Lines | Areas, surface: Surface) -> tuple[Floats, Floats]:
    """Return the pieces of lines between two vertices, and of which line each is."""
    paths = primitive.paths
    xy = surface.project(paths.xy)
    owner = np.zeros(len(xy), dtype=np.intp)
    owner[paths.starts[1:]] = 1
    owner = np.cumsum(owner)
    inner = owner[1:] == owner[:-1]
    return np.stack([xy[:-1], xy[1:]], axis=1)[inner], owner[1:][inner]
