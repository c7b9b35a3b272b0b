"""Middle: layers of values without a position, such as a single box, stand in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from plotkit.compile.declared import Declared, refers
from plotkit.compile.orient import on_axes
from plotkit.data.roles import AXES, figure_axis
from plotkit.data.variables import ComputedVariable, ConstantVariable, Variable
from plotkit.errors import PlotSpecError, noting
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

    That axis gets a single level, which nothing is written at. What sums values up, as a mean,
    stands there too: where such a layer is, or where the values are those of y.
    """
    taken = {
        layer.axis_name(axis)
        for layer in layers
        if not refers(layer.parts.members)
        for axis, held in on_axes(layer).items()
        if held or _makes(layer, axis)
    }
    free = [_free_axis(layer) for layer in layers]
    shown = {
        layer.axis_name(axis)
        for layer, axis in zip(layers, free, strict=True)
        if axis is not None and _may_stand(layer.parts)
    }
    return [
        layer if axis is None else _with_middle(spec, layer, axis, taken, shown)
        for layer, axis in zip(layers, free, strict=True)
    ]


def _free_axis(layer: Any) -> Axis | None:
    """Return the axis on which a layer has nothing, if it has amounts on the other."""
    found = on_axes(layer)
    there = {axis for axis, variables in found.items() if variables}
    if len(there) != 1 or any(one.kind.discrete for some in found.values() for one in some):
        return None
    (free,) = set(AXES) - there
    return free


def _with_middle(spec: PlotSpec, layer: L, free: Axis, taken: set[str], shown: set[str]) -> L:
    name = layer.axis_name(free)
    joins = _sums_up(layer) and (free == "x" or name in shown)
    if not _may_stand(layer.parts) and not joins:
        return layer
    if name in taken or layer.spec.orient not in (None, free) or _is_given(layer, free):
        return layer
    if name in spec.scales:
        (values,) = set(AXES) - {free}
        with noting(layer.note):
            raise PlotSpecError(
                f"scale({name}=) is that of an axis on which nothing lies: the values of {values} "
                f"stand in its middle. Assign {free}, or leave that scale out; that of the values "
                f"is scale({layer.axis_name(values)}=)."
            )
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


def _sums_up(layer: Any) -> bool:
    """Tell whether a layer shows what a stat makes of amounts at each position."""
    stats = layer.parts.said or layer.parts.stats
    if layer.spans or not stats or any(stat.measures or stat.planar for stat in stats):
        return False
    return all({"x", "y"} & {*stat.required()} == {"y"} for stat in stats)


def _makes(layer: Any, axis: Axis) -> bool:
    """Tell whether the stats of a layer make what it has on an axis."""
    stands = _may_stand(layer.parts) or _sums_up(layer)
    return not (layer.spans or stands or _is_given(layer, axis))


def _is_given(layer: _Placeable, axis: Axis) -> bool:
    """Tell whether a layer has a place on an axis that tells nothing of it, as a share."""
    return any(
        figure_axis(name, "x", layer.parts.positions) == axis
        for name, variable in layer.variables.items()
        if not isinstance(variable, ComputedVariable)
    )
