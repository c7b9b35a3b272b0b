"""Steps: amounts of which marks draw a few only, so that their colour bar has as many colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plotkit.compile.resolve import LayerDrawing
from plotkit.compile.stages import BoundLayer
from plotkit.marks.base import Mark
from plotkit.typing import Floats

Steps = Mapping[tuple[BoundLayer, str], tuple[Floats, float]]
"""Of the properties of layers the amounts, ascending, and where in its step each has its tick."""


def steps_of(layers: Sequence[LayerDrawing]) -> dict[tuple[BoundLayer, str], tuple[Floats, float]]:
    """Return the steps in which properties of layers go."""
    found = {}
    for one in layers:
        for each in one.placed.marks:
            if type(each.mark).steps_of is Mark.steps_of:
                continue
            for name in one.placed.layer.variables:
                steps = each.mark.steps_of(each.drawn, name) if name in each.drawn else None
                if steps is not None:
                    found[one.placed.layer, name] = steps
    return found


def common_steps(
    layers: Sequence[BoundLayer], name: str, steps: Steps
) -> tuple[Floats, float] | None:
    """Return the steps of a property, if all layers that show it have the same."""
    held = [steps.get((layer, name)) for layer in layers]
    first = held[0]
    if first is None or any(one is None or one[0].tolist() != first[0].tolist() for one in held):
        return None
    return first
