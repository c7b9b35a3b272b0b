"""How opaque a colour bar is: as what it explains."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from plotkit.compile.guides.keys import Block, Scene, block_keys
from plotkit.marks.primitives import Areas, Boxes, Grid, Number, Paint, Primitive
from plotkit.scales.base import PropertyScale, RampScale
from plotkit.typing import Floats

_ALIKE = 0.01
"""By how much parts of a colour differ, from 0 to 1, that is written in 0-255."""


def opacity(block: Block, scale: PropertyScale, scene: Scene) -> float:
    """Return that of cells and areas that show amounts, as their keys are drawn.

    Points and lines lie on each other: their colours are told as they are.

    Parameters
    ----------
    block
        The colour, and the layers that show it.
    scale
        Its scale.
    scene
        What guides are made from.
    """
    assert isinstance(scale, RampScale) and scale.ends is not None
    color = np.asarray(scale.mapping(np.array(scale.ends[:1])), dtype=np.float64)[0, :3]
    keys = block_keys(block, scale.ends[:1], [""], scene)
    drawn = [one for key in keys for one in key.primitives]
    if not all(isinstance(one, Areas | Boxes | Grid) for one in drawn):
        return 1.0
    inks = np.concatenate([np.empty((0, 4)), *(ink for one in drawn for ink in _inks(one))])
    own = inks[(np.abs(inks[:, :3] - color) < _ALIKE).all(axis=1), 3]
    return float(own.max(initial=0.0)) or 1.0


def _inks(primitive: Primitive) -> Iterator[Floats]:
    """Yield the colours that cells or areas are drawn with, shape (n, 4)."""
    if isinstance(primitive, Grid):
        yield primitive.color.reshape(-1, 4) / 255.0
    elif isinstance(primitive, Areas | Boxes):
        yield _rgba(primitive.color)
        if _is_drawn(primitive.edgewidth):
            yield _rgba(primitive.edgecolor)


def _rgba(paint: Paint) -> Floats:
    return np.asarray(paint, dtype=np.float64).reshape(-1, 4)


def _is_drawn(width: Number | None) -> bool:
    return width is None or bool(np.any(width))
