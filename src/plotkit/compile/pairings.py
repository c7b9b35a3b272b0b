"""Pairings: which scales meet in a panel, and in which panels a layer is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from plotkit.data.roles import AXES, Position, figure_axis, paired
from plotkit.errors import PlotSpecError
from plotkit.spec.build import PARTS
from plotkit.spec.describe import alike
from plotkit.spec.margins import MARGIN, VALUES, marginal_name
from plotkit.spec.model import LayerSpec, PlotSpec
from plotkit.typing import Axis


class Pairing(NamedTuple):
    """The names of the scales of a panel: "x" and "y", "x0" ... where variables are paired.

    A value axis that no variable of the plot lies on has a name of its own: "y2" at the other side
    of a panel, "y:diagonal0" on the diagonal, "y:marginal" beside the panel.
    """

    x: str = "x"
    y: str = "y"

    def name(self, axis: str) -> str:
        """Return the name of the scale of an axis."""
        return self.x if axis == "x" else self.y

    def having(self, axis: Axis, name: str) -> Pairing:
        """Return the pairing with another scale on an axis."""
        return Pairing(name, self.y) if axis == "x" else Pairing(self.x, name)


def pairings(spec: PlotSpec) -> list[Pairing]:
    """Return which paired variables meet: one by one, or all combinations that layers are for."""
    if not (spec.pair.x or spec.pair.y):
        return [Pairing()]
    names = {
        axis: [f"{axis}{i}" for i in range(len(getattr(spec.pair, axis)))] or [axis]
        for axis in AXES
    }
    if spec.pair.x and spec.pair.y and not spec.pair.cross:
        return [Pairing(*both) for both in zip(names["x"], names["y"], strict=True)]
    every = [
        Pairing(x, y)
        for j, y in enumerate(names["y"])
        for i, x in enumerate(names["x"])
        if i <= j or not spec.pair.corner
    ]
    parts = {layer.where for layer in spec.layers}
    if parts <= {"lower", "diagonal"} or parts <= {"upper", "diagonal"}:
        # The other half has no panels, nor the diagonal where it would be without a layer.
        shown = {_PARTS[part] for part in parts if part is not None}
        if shown - {0}:
            return [one for one in every if _side(one) in shown] or every
    return every


_PARTS = {"lower": 1, "diagonal": 0, "upper": -1}
"""The sides of the diagonal."""


def drawn_on(spec: PlotSpec, layer: LayerSpec) -> list[Pairing]:
    """Return the scales that a layer is drawn on, once for each panel of a facet."""
    if layer.where is not None and layer.where.startswith(MARGIN):
        axis = layer.where.removeprefix(MARGIN)
        return [Pairing().having(VALUES[axis], marginal_name(axis))]
    base = pairings(spec)
    if layer.where == "diagonal":
        return [diagonal(one) for one in base if _side(one) == 0]
    if layer.where is not None:
        base = [one for one in base if _side(one) == _PARTS[layer.where]]
    elif has_diagonal(spec):
        base = [one for one in base if _side(one) != 0]
    if layer.second is not None:
        return [one.having(layer.second, f"{layer.second}2") for one in base]
    return base


def check_parts(spec: PlotSpec) -> None:
    """Raise unless the plot has the panels and axes that its layers ask for."""
    pair = spec.pair
    crossed = bool(pair.x and pair.y and pair.cross)
    alike_ = crossed and alike(pair.x, pair.y)
    parts = [f"add(where={one.where!r})" for one in spec.layers if one.where in PARTS]
    for said in [*parts, *(["pair(corner=True)"] if pair.corner else [])]:
        if not alike_:
            there = "different ones" if crossed else "not paired on both axes"
            raise PlotSpecError(
                f"{said} is about the diagonal of a paired plot, which has the same variables on "
                f"both axes; here they are {there}. Say pair(x=names, y=names)."
            )
    for second in (one.second for one in spec.layers if one.second is not None):
        if getattr(pair, second):
            raise PlotSpecError(
                f"add({second}2=) asks for a second {second} axis, which a plot with "
                f"pair({second}=) does not have: {second}2 is one of its paired variables."
            )


def diagonal(pairing: Pairing) -> Pairing:
    """Return the scales of what is drawn on a panel of the diagonal: its values have their own."""
    return pairing.having("y", f"y:diagonal{pairing.y[1:]}")


def is_on_diagonal(pairing: Pairing) -> bool:
    """Tell whether the scales are those of what is drawn on a panel of the diagonal."""
    return pairing.y.startswith("y:diagonal")


def across(pairing: Pairing) -> str:
    """Return the name of the scale that the row of a panel of the diagonal has."""
    return f"y{pairing.x[1:]}"


def has_diagonal(spec: PlotSpec) -> bool:
    """Tell whether any layer is for the diagonal alone."""
    return any(layer.where == "diagonal" for layer in spec.layers)


def _side(pairing: Pairing) -> int:
    """Return 1 for a panel below the diagonal, 0 for one on it, -1 for one above it."""
    x, y = paired(pairing.x), paired(pairing.y)
    assert x is not None and y is not None, "both axes are paired"
    return (y[1] > x[1]) - (y[1] < x[1])


def is_diagonal(pairing: Pairing) -> bool:
    """Tell whether a variable meets itself."""
    return paired(pairing.x) is not None and paired(pairing.y) is not None and not _side(pairing)


def is_paired(spec: PlotSpec, name: str) -> bool:
    """Tell whether a scale is one of those of paired variables."""
    known = paired(name)
    return known is not None and known[1] < len(getattr(spec.pair, known[0]))


def is_second(spec: PlotSpec, name: str) -> bool:
    """Tell whether a scale is that of an axis at the other side of a panel."""
    return name in ("x2", "y2") and not is_paired(spec, name)


def is_own(spec: PlotSpec, name: str) -> bool:
    """Tell whether a scale is that of an axis on which no variable of the plot lies."""
    return name not in AXES and not is_paired(spec, name)


def inherited_by(
    spec: PlotSpec, shared: Mapping[str, Any], pairing: Pairing, positions: Mapping[str, Position]
) -> dict[str, Any]:
    """Return what a layer inherits in a pairing: paired variables, nothing on axes of its own."""
    if pairing == Pairing():
        return dict(shared)
    inherited = dict(shared)
    for axis in AXES:
        name = pairing.name(axis)
        known = paired(name)
        if known is not None and is_paired(spec, name):
            inherited[axis] = getattr(spec.pair, axis)[known[1]]
        elif name != axis:
            for other in shared.keys() | {axis}:
                if figure_axis(other, "x", positions) == axis:
                    inherited.pop(other, None)
    return inherited


def asked(spec: PlotSpec, given: Mapping[str, Any], name: str, default: Any = None) -> Any:
    """Return what is said of an axis: by its name, or for all paired variables of an axis."""
    if name in given:
        return given[name]
    return given.get(name[0], default) if is_paired(spec, name) else default
