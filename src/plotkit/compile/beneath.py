"""Beneath: texts upon cells of another layer, in whose colour nobody could read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plotkit.compile.stages import BoundLayer
from plotkit.data.variables import ComputedVariable, Variable
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable
from plotkit.marks.text import Text
from plotkit.records import replace
from plotkit.spec.model import PlotSpec


def with_contrasts(spec: PlotSpec, layers: Sequence[BoundLayer]) -> tuple[BoundLayer, ...]:
    """Let texts contrast with the cells that they stand on, where they would have their colour.

    A colour that a stat makes and that the user does not map is not one of texts: it says what is
    beneath them, or else nothing.
    """
    return tuple(_with_contrast(spec, layer, layers) for layer in layers)


def _with_contrast(spec: PlotSpec, layer: BoundLayer, layers: Sequence[BoundLayer]) -> BoundLayer:
    texts = [one.mark for one in layer.members if _is_coloured(one.mark) and _is_text(one.mark)]
    color = layer.variables.get("color")
    if not texts or color is None:
        return layer
    said = "color" in layer.spec.variables or "color" in spec.variables
    free = isinstance(color, ComputedVariable) and not said
    wanting: list[Any] = [text for text in texts if _contrast_of(text) is not False]
    for other in layers if wanting else ():
        cells = [one.mark for one in other.members if getattr(one.mark, "is_cell", False)]
        ground = other.variables.get("color")
        if not cells or ground is None or not _is_coloured(cells[-1]):
            continue
        if not _at_one_place(layer, other):
            continue
        if free or ground.identity == color.identity:
            return _upon(layer, {**layer.variables, "color": ground}, cells[-1])
    if not free or any(_is_coloured(one.mark) and not _is_text(one.mark) for one in layer.members):
        return layer
    if any(map(_contrast_of, texts)):
        return layer
    return replace(layer, variables={n: v for n, v in layer.variables.items() if n != "color"})


def _is_text(mark: Mark) -> bool:
    """Tell whether a mark writes texts upon what is beneath."""
    return isinstance(mark, Text)


def _contrast_of(mark: Any) -> bool | float | None:
    """Return what a text says of its contrast; None if that is left open."""
    found: bool | float | None = mark.contrast
    return found


def _is_coloured(mark: Mark) -> bool:
    """Tell whether variables set the colour of a mark."""
    return isinstance(mark.properties().get("color"), Mappable)


def _at_one_place(one: BoundLayer, other: BoundLayer) -> bool:
    """Tell whether what two layers draw lies at the same places."""
    if one.pairing != other.pairing or one.source is not other.source:
        return False
    return _places(one) == _places(other) and _same_stats(one, other)


def _places(layer: BoundLayer) -> dict[str, Any]:
    """Return what the positions of a layer are of."""
    found: Mapping[str, Variable] = layer.variables
    return {name: v.identity for name, v in found.items() if layer.axis_of(name) is not None}


def _same_stats(one: BoundLayer, other: BoundLayer) -> bool:
    """Tell whether two layers show rows of the same stats; arrays in these cannot be compared."""
    try:
        return bool(one.stats == other.stats)
    except ValueError:
        return repr(one.stats) == repr(other.stats)


def _upon(layer: BoundLayer, variables: Mapping[str, Variable], cell: Mark) -> BoundLayer:
    """Return a layer whose texts are black or white upon a cell, unless they say otherwise."""
    alpha = cell.properties().get("alpha")
    opaque = alpha.val if isinstance(alpha, Mappable) else alpha
    share = float(opaque) if isinstance(opaque, int | float) else 1.0
    changes: dict[str, Any] = {"contrast": share}
    members = tuple(
        replace(one, mark=replace(one.mark, **changes))
        if _is_text(one.mark) and _contrast_of(one.mark) is None
        else one
        for one in layer.members
    )
    return replace(layer, variables=variables, members=members)
