"""Middle: layers of values without a position, such as a single box, stand in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from plotkit.compile.declared import Declared
from plotkit.compile.orient import on_axes
from plotkit.data.roles import AXES, figure_axis
from plotkit.data.variables import ComputedVariable, ConstantVariable, Variable
from plotkit.spec.model import PlotSpec
from plotkit.typing import Axis

LEVEL = ""
"""The only level of an axis that shows nothing."""


class _Placeable(Protocol):
    """A layer whose variables are known."""

    parts: Declared

    @property
    def variables(self) -> Mapping[str, Variable]:
        """What is assigned to it."""


L = TypeVar("L", bound=Any)


def with_middles(spec: PlotSpec, layers: Sequence[L]) -> list[L]:
    """Give layers that have values and no position one in the middle of an axis without others.

    That axis gets a single level, which nothing is written at.
    """
    taken = {
        layer.axis_name(axis)
        for layer in layers
        for axis, held in on_axes(layer).items()
        if held or _makes(layer, axis)
    }
    return [_with_middle(spec, layer, taken) for layer in layers]


def _with_middle(spec: PlotSpec, layer: L, taken: set[str]) -> L:
    there = {axis for axis, variables in on_axes(layer).items() if variables}
    if len(there) != 1 or not _may_stand(layer.parts):
        return layer
    (free,) = set(AXES) - there
    name = layer.axis_name(free)
    if name in taken or name in spec.scales or layer.spec.orient not in (None, free):
        return layer
    if _is_given(layer, free):
        return layer
    middle = ConstantVariable(free, None, ("constant", LEVEL), LEVEL)
    made: L = replace(layer, variables={**layer.variables, free: middle})
    return made


def _may_stand(parts: Declared) -> bool:
    """Tell whether a layer of values alone has a place: it shows how they are distributed."""
    moves = [way for member in parts.members for way in member.transforms]
    ways = [*(member.mark for member in parts.members), *parts.transforms, *moves]
    if not any(getattr(way, "distributes", False) for way in ways):
        return False
    return all({"x", "y"} & {*stat.required()} == {"y"} for stat in parts.said)


def _makes(layer: Any, axis: Axis) -> bool:
    """Tell whether the stats of a layer make what it has on an axis."""
    return not (layer.spans or _may_stand(layer.parts) or _is_given(layer, axis))


def _is_given(layer: _Placeable, axis: Axis) -> bool:
    """Tell whether a layer has a place on an axis that tells nothing of it, as a share."""
    return any(
        figure_axis(name, "x", layer.parts.positions) == axis
        for name, variable in layer.variables.items()
        if not isinstance(variable, ComputedVariable)
    )
