"""The table of roles: which variable lies on which axis, and what it turns into when laid down.

This is the only place that knows that ``xmin`` is on axis x. Stats, moves and marks are written
upright (x the position, y the value); :func:`flipped` gives the other name for a horizontal layer.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from plotkit.typing import Axis

AXES: tuple[Axis, Axis] = ("x", "y")
POSITIONS: Mapping[str, Axis] = MappingProxyType(
    {"x": "x", "xmin": "x", "xmax": "x", "y": "y", "ymin": "y", "ymax": "y"}
)
"""Variables that have a place on an axis, and which axis that is."""

FACETS = ("col", "row")
"""Variables whose levels become panels; always the outermost grouping keys."""

EXTRAS = ("weight", "width", "baseline")
"""Variables that stats and marks read but that have no scale of their own."""

_FLIP = {"x": "y", "xmin": "ymin", "xmax": "ymax"}
_FLIPPED = MappingProxyType(_FLIP | {there: here for here, there in _FLIP.items()})


def flipped(name: str) -> str:
    """Return the name that a variable has when the layer is laid down (x for y, ymin for xmin)."""
    return _FLIPPED.get(name, name)


def upright(name: str, orient: str) -> str:
    """Return the upright name of a variable in a layer whose position axis is `orient`."""
    return flipped(name) if orient == "y" else name


def paired(name: str) -> tuple[Axis, int] | None:
    """Return the axis and the number of a paired coordinate (``x0`` -> ("x", 0)), else None."""
    axis, digits = name[:1], name[1:]
    if axis in AXES and digits.isdecimal():
        return ("x" if axis == "x" else "y"), int(digits)
    return None
