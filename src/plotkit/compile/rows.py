"""The rows of a layer before its stats: upright, each variable read as its scale wants it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from plotkit.compile.declared import refers
from plotkit.compile.stages import BoundLayer, Grid, Scales
from plotkit.data.kind import Kind
from plotkit.data.readings import Amounts, Field, Levels, Literal, Measure, Number, Reading
from plotkit.data.roles import FACETS, NUMBERS
from plotkit.data.rows import Rows
from plotkit.data.summary import SummaryRequest
from plotkit.data.units import Coordinates
from plotkit.data.variables import ComputedVariable, ConstantVariable, NamedVariable, Variable
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.scales.base import AxisScale, LevelScale, RampScale
from plotkit.scales.instants import instant
from plotkit.stats.base import Stat
from plotkit.typing import Bools, Floats

ENDS = {"xmin": -1, "ymin": -1, "xmax": 1, "ymax": 1}
"""Which end of an interval a position is."""
OWN = {"width": "_width", "baseline": "_baseline"}
"""Columns of a mapped width (a share) and baseline (data units) as given; marks get them in axis
units."""


_BESIDE = "_beside"


def layer_rows(layer: BoundLayer, scales: Scales, grid: Grid) -> Rows:
    """Return the rows of a layer as a relation; what cannot be shown is counted and left out."""
    fields: dict[Field, Variable] = {}
    referring = refers(layer.members)
    for name, given in layer.variables.items():
        if not isinstance(given, ComputedVariable):
            column = OWN.get(name, layer.upright(name))
            variable = _on_clocks(given, layer, scales)
            if referring and not isinstance(variable, ConstantVariable):
                _check_levels(variable, layer, scales)
            reading = _reading(name, variable, layer, scales, grid)
            fields[Field(column, name, reading)] = variable
    if layer.beside is None or layer.beside.name not in scales.axes:  # no panel shows rows
        return layer.source.rows(fields, layer.n, layer_coordinates(layer, scales))
    # What stands beside a panel shows its rows; those left out there are told there.
    there = layer.beside.name
    fields[Field(_BESIDE, _BESIDE, _position(scales.axes[there], False, 0))] = layer.beside
    rows = layer.source.rows(fields, layer.n, layer_coordinates(layer, scales))
    kept = [name for name in rows.relation if name != _BESIDE]
    told = Counter({why: n for why, n in rows.dropped.items() if _BESIDE not in why})
    return replace(rows, relation=rows.relation.select(*kept), dropped=told)


def _on_clocks(variable: Variable, layer: BoundLayer, scales: Scales) -> Variable:
    """Return a constant on a time axis as the instant that the axis' own clocks show."""
    axis = layer.axis_of(variable.name)
    if axis is None or not isinstance(variable, ConstantVariable):
        return variable
    if isinstance(variable, NamedVariable):
        check_named(variable, scales.axes.get(layer.axis_name(axis)), axis)
    scale = scales.axes[layer.axis_name(axis)]
    if scale.units.kind is not Kind.TIME or scale.discrete:
        return variable
    if not isinstance(variable.value, date | str):
        return variable
    return replace(variable, value=instant(variable.value, scale.summary.zone))


def check_named(variable: NamedVariable, scale: AxisScale | None, axis: str) -> None:
    """Raise unless an axis knows a text: as one of its levels, or if it is one of times."""
    said = f"{variable.name}={variable.value!r}"
    new = f"A new level is a vector of one: {variable.name}=[{variable.value!r}]."
    if scale is not None and scale.discrete:
        levels = scale.units.levels or ()
        if variable.value not in levels:
            raise PlotSpecError(
                f"{said} is no level of the {axis} axis.{suggestion(variable.value, levels)} "
                f"There are: {quoted(levels)}. {new}"
            )
    elif scale is None or scale.units.kind is not Kind.TIME:
        raise PlotSpecError(
            f"{said} names no column, and the {axis} axis has no levels and no dates, one of which "
            f"it could be. {new}"
        )


def _check_levels(variable: Variable, layer: BoundLayer, scales: Scales) -> None:
    """Raise unless an axis knows all levels that a layer refers to."""
    axis = layer.axis_of(variable.name)
    scale = None if axis is None else scales.axes.get(layer.axis_name(axis))
    if scale is None or not scale.discrete:
        return
    levels = scale.units.levels or ()
    known = set(levels)  # numpy's durations cannot be compared with all numbers
    for level in variable.summary(SummaryRequest(levels=True)).levels or ():
        if level not in known:
            raise PlotSpecError(
                f"{variable.name}: {level!r} is no level of the {axis} axis, which has a single "
                f"group in its middle: assign {axis}."
                if levels == ("",)
                else f"{variable.name}: {level!r} is no level of the {axis} axis."
                f"{suggestion(level, levels)} There are: {quoted(levels)}."
            )


def grouping(layer: BoundLayer) -> tuple[str, ...]:
    """Return what stats and moves are grouped by: facets, then mapped properties."""
    given = [n for n, v in layer.variables.items() if not isinstance(v, ComputedVariable)]
    facets = [name for name in FACETS if name in given]
    return (*facets, *(name for name in given if layer.is_property(name)))


def layer_coordinates(layer: BoundLayer, scales: Scales) -> Coordinates:
    """Return what positions mean on the upright axes of a layer."""
    units = {}
    for axis in ("x", "y"):
        scale = scales.axes.get(layer.axis_name(layer.figure_axis(axis)))
        if scale is not None:
            units[axis] = scale.units
    return replace(Coordinates.of(units), axes=layer.axes)


def _reading(
    name: str, variable: Variable, layer: BoundLayer, scales: Scales, grid: Grid
) -> Reading:
    """Return how a variable is read: as its scale wants it."""
    axis = layer.axis_of(name)
    if axis is not None:
        end = ENDS.get(layer.upright(name), 0)
        gaps = _keeps_gaps(layer) or _may_lack(layer, layer.upright(name))
        return _position(scales.axes[layer.axis_name(axis)], gaps, end)
    if name in FACETS:
        return Levels(grid.levels[name])
    if not layer.is_property(name):
        if refers(layer.members) and name not in NUMBERS:
            return Literal(coded=True)
        _check_number(name, variable)
        return Number()
    scale = scales.properties.get(name)
    if isinstance(scale, LevelScale):
        return Levels(scale.levels, scale.joined, na=scale.na)
    if isinstance(scale, RampScale):
        return amounts(scale)
    if scale is None and not variable.kind.discrete:  # its scale is trained once stats have run
        return Amounts(lambda values: np.zeros(len(values), dtype=bool))
    return Literal(coded=name in ("group", "geometry") or scale is None)


def _position(scale: AxisScale, gaps: bool, end: int) -> Reading:
    if scale.discrete:
        levels = scale.units.levels or ()
        return Levels(levels, scale.units.joined, position=True, gaps=gaps)
    trans = scale.transform
    return Measure(
        scale.to_units,
        scale.units.forward,
        scale.units.linear,
        trans.engine,
        trans.domain,
        trans.reach,
        trans.name,
        gaps,
        end,
    )


def amounts(scale: RampScale) -> Amounts:
    """Return how amounts are read that a scale turns into colours or sizes."""

    def unseen(values: Floats) -> Bools:
        outputs = scale.outputs(values)  # no number, or no red in the colour: its alpha may be open
        first = outputs[:, 0] if outputs.ndim == 2 else outputs
        return np.asarray(first != first)

    return Amounts(unseen, scale.domain, scale.na)


def _keeps_gaps(layer: BoundLayer) -> bool:
    """Tell whether rows with a missing position are kept: they interrupt a shape or an order."""
    first = next((one for one in layer.transforms if isinstance(one, Stat)), None)
    if first is not None and not first.thins:
        return first.takes_missing
    return all(member.mark.interrupts for member in layer.members)


def _may_lack(layer: BoundLayer, name: str) -> bool:
    """Tell whether rows without a position are kept, since marks draw half of them."""
    marks = [member.mark for member in layer.members]
    halved = [mark for mark in marks if name in mark.halves]
    whole = [mark for mark in marks if name in mark.needs and name not in mark.halves]
    there = {layer.upright(given) for given in layer.variables}
    other = any(mark.halves[name] in there for mark in halved)
    return bool(halved) and other and not whole and not layer.stats


def _check_number(name: str, variable: Variable) -> None:
    if variable.kind not in (Kind.NUMBER, Kind.BOOLEAN):
        raise PlotSpecError(f"{name} needs numbers, but its variable is a {variable.kind.value}.")


def drop_unseen(
    columns: Mapping[str, Floats], layer: BoundLayer, scales: Scales
) -> dict[str, Bools]:
    """Return the amounts that have no output on their scale, by reason."""
    reasons: dict[str, Bools] = {}
    for name, values in columns.items():
        scale = scales.properties.get(name)
        if name in layer.variables and isinstance(scale, RampScale):
            reasons |= amounts(scale).reasons(name, values)
    return reasons
