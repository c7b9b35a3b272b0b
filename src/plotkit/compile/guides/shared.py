"""Guides that several plots have in common, explained once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, TypeAlias

import numpy as np

from plotkit.compile.drawing import Drawing, Guide, Key, Legend
from plotkit.compile.guides.options import side_of
from plotkit.data.factor import Coded
from plotkit.marks.primitives import Areas, Boxes, Custom, Lines, Points, Primitive
from plotkit.spec.composition import Collect
from plotkit.spec.describe import alike
from plotkit.spec.legend import AUTO, SIDES, Side
from plotkit.typing import Floats

Sign: TypeAlias = tuple[tuple[float, ...], Any]
"""What a primitive in a key says: its colour without transparency; its marker, dashes or hatch."""


def shared_guides(
    drawings: Sequence[Drawing], position: Side | Literal["auto"] | None, which: Collect
) -> tuple[list[Drawing], tuple[Guide, ...]]:
    """Take guides out of drawings, each kind once.

    Two legends are of a kind if they give the same names to the same colours, markers and dashes;
    their keys then show the marks of both.

    Parameters
    ----------
    drawings
        Of the plots.
    position
        Side at which the collected guides stand, "auto" for the right or below; None for no guide
        at all.
    which
        "alike" for those that several plots show, "all", or "none".

    Returns
    -------
    drawings : list of Drawing
        With the guides that stay with their plots.
    guides : tuple of Legend or ColorBar
        Collected, in order of appearance.
    """
    if position is None:
        return [replace(one, legends=()) for one in drawings], ()
    kinds: list[tuple[Guide, list[Guide]]] = []
    for guide in (guide for one in drawings for guide in one.legends):
        if guide.position not in SIDES or which == "none":
            continue  # within its panels, or with its plot
        placed = replace(guide, position=side_of(position), free=position == AUTO)
        for number, (kind, members) in enumerate(kinds):
            both = merged(kind, placed)
            if both is not None:
                kinds[number] = both, [*members, guide]
                break
        else:
            kinds.append((placed, [guide]))
    taken = [(kind, members) for kind, members in kinds if which == "all" or len(members) > 1]
    gone = {id(guide) for _, members in taken for guide in members}
    kept = [
        replace(one, legends=tuple(guide for guide in one.legends if id(guide) not in gone))
        for one in drawings
    ]
    return kept, tuple(kind for kind, _ in taken)


def merged(one: Guide, other: Guide) -> Guide | None:
    """Return a guide that explains what two do, where the first is; None if they differ."""
    other = replace(other, position=one.position, free=one.free)
    if not (isinstance(one, Legend) and isinstance(other, Legend)):
        return one if alike(one, other) else None
    said = [(guide.title, guide.more, [key.label for key in guide.keys]) for guide in (one, other)]
    if said[0] != said[1]:
        return None
    pairs = list(zip(one.keys, other.keys, strict=True))
    if not all(_agree(*pair) for pair in pairs):
        return None
    keys = tuple(_overlaid(*pair) for pair in pairs)
    return replace(one, keys=keys, upward=one.upward or other.upward)


def _agree(one: Key, other: Key) -> bool:
    signs, others = _signs(one), _signs(other)
    if not signs or not others:
        return False
    (color, _), (same, _) = (next(iter(each.values())) for each in (signs, others))
    common = signs.keys() & others.keys()
    return color == same and all(signs[kind] == others[kind] for kind in common)


def _overlaid(one: Key, other: Key) -> Key:
    there = {type(primitive) for primitive in one.primitives}
    return replace(
        one,
        primitives=(
            *one.primitives,
            *(primitive for primitive in other.primitives if type(primitive) not in there),
        ),
    )


def _signs(key: Key) -> dict[type, Sign]:
    return {
        type(primitive): _sign(primitive)
        for primitive in key.primitives
        if not isinstance(primitive, Custom)
    }


def _sign(primitive: Primitive) -> Sign:
    if isinstance(primitive, Custom):
        return (), None
    color = _rgba(primitive.color)
    if color[3] == 0:
        color = _rgba(getattr(primitive, "edgecolor", primitive.color))
    style: Any = None
    if isinstance(primitive, Points):
        style = _first(primitive.marker)
    elif isinstance(primitive, Lines):
        style = _first(primitive.linestyle)
    elif isinstance(primitive, Areas | Boxes):
        style = _first(primitive.hatch)
    return tuple(np.round(color[:3], 3).tolist()), style


def _rgba(paint: Any) -> Floats:
    colors = np.asarray(paint)
    color: Floats = colors.reshape(-1, 4)[0] / (255.0 if colors.dtype == np.uint8 else 1.0)
    return color


def _first(style: Any) -> str:
    """Write the style of the first row; dashes, a pair of numbers and lengths, are one style."""
    return repr(style[0] if isinstance(style, np.ndarray | Coded) and len(style) else style)
