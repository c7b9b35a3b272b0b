"""Orient: which axis of the figure is that of positions, for each layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from plotkit.compile.infer import axis_scale, common_kind
from plotkit.data.kind import Kind
from plotkit.data.roles import AXES, Position, figure_axis
from plotkit.data.variables import ComputedVariable, NamedVariable, ShareVariable, Variable
from plotkit.errors import PlotSpecError, noting, quoted
from plotkit.scales.continuous import Continuous
from plotkit.scales.nominal import Boolean
from plotkit.scales.temporal import Temporal
from plotkit.spec.model import LayerSpec, PlotSpec
from plotkit.stats.base import Stat
from plotkit.typing import Axis, Orient


class Orientable(Protocol):
    """A layer whose variables are known."""

    spec: LayerSpec
    variables: Mapping[str, Variable]
    own: frozenset[str]
    positions: Mapping[str, Position]

    def axis_name(self, axis: str) -> str:
        """Return the name of the scale of an axis."""

    @property
    def spans(self) -> bool:
        """Whether it reaches across the panel."""

    @property
    def joins(self) -> bool:
        """Whether it joins its rows in the order of their positions."""

    @property
    def planar(self) -> bool:
        """Whether both axes are alike to a stat or a mark of it."""

    @property
    def stats(self) -> Sequence[Stat]:
        """Its stats."""


def choose_orients(spec: PlotSpec, layers: Sequence[Any]) -> list[Orient]:
    """Return which axis is that of positions: as asked, else that of the scale with priority.

    Categories come before booleans, times and numbers; an axis whose variable a stat makes comes
    last; where both are equal it is x. What is joined is joined in time, and a stat that needs
    amounts as positions has them there. A layer that reaches across the panel has its values on the
    axis that it names itself; one to which both axes are alike is upright.
    """
    kinds: dict[str, list[Kind]] = {}
    for layer in layers:
        for axis, variables in on_axes(layer).items():
            name = layer.axis_name(axis)
            kinds.setdefault(name, []).extend(variable.kind for variable in variables)
    priorities = {}
    for name, found in kinds.items():
        with noting(f"In the scale of {name!r}."):
            priorities[name] = axis_scale(spec, name, common_kind(found)).priority
    return [_orient(layer, priorities) for layer in layers]


def _orient(layer: Orientable, priorities: Mapping[str, int]) -> Orient:
    asked = layer.spec.orient
    if asked is not None:
        return asked
    if layer.planar:
        return "x"
    there = {axis for axis, variables in on_axes(layer).items() if variables}
    if layer.spans:
        values = _own_axes(layer) or there
        if len(values) == 1:
            return "y" if values == {"x"} else "x"
    shares = {v.name for v in layer.variables.values() if isinstance(v, ShareVariable)}
    on_panel = {figure_axis(name, "x", layer.positions) for name in shares}
    x, y = (
        Continuous.priority  # a share of the panel is a number
        if axis in on_panel
        else priorities[layer.axis_name(axis)]
        if axis in there
        else 0
        for axis in AXES
    )
    if _is_amount_first(layer, x, y):
        return "y" if 0 < y < x else "x"
    return "y" if y > x else "x"


def _is_amount_first(layer: Orientable, x: int, y: int) -> bool:
    """Tell whether positions are the times or numbers of a layer, though it has levels too."""
    amount, level = sorted((x, y))
    if not 0 < amount < Boolean.priority <= level:
        return False
    if any(stat.measures for stat in layer.stats):
        return True
    # States are joined as they are; what stats make of them is a matter of true and false alone.
    timed = layer.joins and amount == Temporal.priority
    return timed and (level == Boolean.priority or not layer.stats)


def _own_axes(layer: Orientable) -> set[Axis]:
    """Return the axis on which a layer that reaches across the panel says its values itself."""
    found = {axis for axis, held in on_axes(layer).items() if {v.name for v in held} & layer.own}
    fixed = (v.name for v in layer.variables.values() if isinstance(v, _FIXED))
    for name in fixed:
        axis = figure_axis(name, "x", layer.positions)
        found |= set() if axis is None else {axis}
    if len(found) == 2:
        raise PlotSpecError(
            f"{layer.spec.mark.name} reaches across the panel at values of one axis, but is given "
            f"{quoted(sorted(layer.own))}; leave out those of one axis, or say orient=."
        )
    return found


def on_axes(layer: Orientable) -> dict[Axis, list[Variable]]:
    """Return the variables on each axis, of those whose axis does not hang on the orientation."""
    found: dict[Axis, list[Variable]] = {axis: [] for axis in AXES}
    for variable in _given(layer.variables.values()):
        axis = figure_axis(variable.name, "x", layer.positions)
        if axis is not None and layer.positions[variable.name].opposite is not None:
            found[axis].append(variable)
    return found


def _given(variables: Iterable[Variable]) -> Iterable[Variable]:
    return (one for one in variables if not isinstance(one, ComputedVariable | _FIXED))


_FIXED = ShareVariable | NamedVariable
"""What lies on an axis without telling what kind of axis that is."""
