"""Train: scales from merged summaries of the variables, and later of what stats made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeGuard

from plotkit.compile.declared import refers
from plotkit.compile.infer import axis_scale, common_kind, with_names
from plotkit.compile.pairings import across, pairings
from plotkit.compile.settings import Settings
from plotkit.compile.stages import Bound, Computed, Placed, Scales
from plotkit.data.column import Column, are_whole
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary, merge_all
from plotkit.data.table import Table
from plotkit.data.variables import (
    ColumnVariable,
    ComputedVariable,
    ConstantVariable,
    NamedVariable,
    Variable,
)
from plotkit.data.vectors import unknown_key
from plotkit.errors import Faults, PlotSpecError, noting
from plotkit.properties.base import Property, Theme
from plotkit.properties.color import Color
from plotkit.properties.number import Interval
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.amounts import Amounts
from plotkit.scales.base import AxisScale, IdentityScale, PropertyScale, Scale
from plotkit.scales.infer import default_scale, scale_from
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.scales.ticks import level_label
from plotkit.scales.transform import is_transform_name
from plotkit.typing import Array

LITERAL = frozenset({"text", "group", "geometry"})
"""Properties whose values are used as they are unless a scale of levels is asked for."""


def train(bound: Bound, theme: Theme) -> Scales:
    """Train the scales of all variables that come from data."""
    axes: dict[str, AxisScale] = {}
    chosen: dict[str, Scale] = {}
    properties: dict[str, PropertyScale] = {}
    with Faults() as faults:
        for name, variables in _on_axes(bound).items():
            with faults.trying(f"In the scale of {name!r}."):
                scale = axis_scale(bound.spec, name, common_kind(v.kind for v in variables))
                scale = scale.of_values() if _holds_values(bound, name) else scale
                summary = _summary(variables, (), scale) or Summary(Kind.NUMBER)
                chosen[name], axes[name] = _trained(scale, summary, name, bound)
        for name, variables in _of_properties(bound).items():
            if not any(isinstance(variable, ComputedVariable) for variable in variables):
                with faults.trying():
                    properties[name] = _property_scale(bound, name, variables, (), theme)
    return Scales(axes, chosen, properties)


def train_made_axes(scales: Scales, bound: Bound, computed: Sequence[Computed]) -> Scales:
    """Train the scales of axes whose variables stats made."""
    made: dict[str, list[Summary]] = {n: [] for n in _axis_names(bound) if n not in scales.axes}
    if not made:
        return scales
    for one in computed:
        for table in one.tables:
            for name, axis in one.layer.axes.items():
                key = one.layer.axis_name(one.layer.figure_axis(axis))
                if name in table and key in made:
                    made[key].append(column_of(table[name]).summary())
    axes, chosen = dict(scales.axes), dict(scales.chosen)
    for name, summaries in made.items():
        summary = merge_all(summaries) or Summary(Kind.NUMBER)
        with noting(f"In the scale of {name!r}."):
            scale = axis_scale(bound.spec, name, summary.kind)
            chosen[name], axes[name] = _trained(scale, summary, name, bound)
    return replace(scales, axes=axes, chosen=chosen)


def train_made_properties(
    scales: Scales, bound: Bound, placed: Sequence[Placed], theme: Theme
) -> Scales:
    """Train the scales of properties whose variables stats and moves made."""
    properties = dict(scales.properties)
    for name, variables in _of_properties(bound).items():
        if name not in properties:
            columns = [
                column_of(table[name], _zone(one, name, table, scales))
                for one in placed
                if name in one.layer.computed
                for table in one.tables
                if name in table
            ]
            plain = [v for v in variables if not isinstance(v, ComputedVariable)]
            falling = all(v.falling for v in variables if isinstance(v, ComputedVariable))
            properties[name] = _property_scale(bound, name, plain, columns, theme, falling)
    return replace(scales, properties=properties)


def _spreads(scale: Scale, prop: Property) -> TypeGuard[Nominal]:
    """Tell whether a scale spreads levels over sizes, widths or opacities, the first the most."""
    spread = isinstance(scale, Nominal) and (
        scale.values is None or isinstance(scale.values, tuple)
    )
    return spread and isinstance(prop, Interval)


def _trained(scale: Scale, summary: Summary, name: str, bound: Bound) -> tuple[Scale, AxisScale]:
    """Return the scale of an axis, and what it is for the data."""
    trained = scale.train_axis(summary)
    present = bound.present.get(name, ())
    if present and trained.discrete and not (trained.units.joined or trained.units.amounts):
        scale = _after(present, scale, trained)
        trained = scale.train_axis(summary)
    trained.check("x" if name[0] == "x" else "y")
    return scale, trained


def _after(present: Sequence[str], scale: Scale, trained: AxisScale) -> Scale:
    """Return a scale whose levels follow those that an Axes has already, as these are written."""
    levels = trained.units.levels or ()
    known = {level_label(level, trained.summary.zone): level for level in levels}
    order = dict.fromkeys((*(known.get(name, name) for name in present), *levels))
    options: dict[str, Any] = {
        "ticks_": scale.ticks_,
        "labels_": scale.labels_,
        "axis_": scale.axis_,
    }
    return Nominal(order=list(order), **options)


def _on_axes(bound: Bound) -> dict[str, list[Variable]]:
    """Return which variables of the data lie on each axis."""
    held: dict[str, list[Variable]] = {}
    referring: dict[str, list[Variable]] = {}
    for layer in bound.layers or bound.blank:
        found = referring if refers(layer.members) else held
        for name, variable in layer.variables.items():
            axis = layer.axis_of(name)
            if axis is not None and not isinstance(variable, ComputedVariable | NamedVariable):
                found.setdefault(layer.axis_name(axis), []).append(variable)
                if layer.spec.where == "diagonal":  # the variable of its row too
                    found.setdefault(across(layer.pairing), []).append(variable)
    return referring | held


def _holds_values(bound: Bound, name: str) -> bool:
    """Tell whether an axis is that of values in a layer."""
    return any(
        layer.axis_name(layer.figure_axis("y")) == name for layer in bound.layers or bound.blank
    )


def _axis_names(bound: Bound) -> list[str]:
    """Return the names of all scales of axes."""
    own = (one.pairing for one in bound.layers)
    return list(dict.fromkeys(name for one in (*pairings(bound.spec), *own) for name in one))


def _of_properties(bound: Bound) -> dict[str, list[Variable]]:
    """Return the variables of each visual property."""
    held: dict[str, list[Variable]] = {}
    for layer in bound.layers:
        for name, variable in layer.variables.items():
            if layer.is_property(name):
                held.setdefault(name, []).append(variable)
    return held


def _summary(variables: Sequence[Variable], made: Sequence[Column], scale: Scale) -> Summary | None:
    """Return what a scale wants to know of its variables, merged; None if there are none."""
    request = scale.request()
    summary = [variable.summary(request) for variable in variables]
    merged = merge_all(summary + [column.summary(request) for column in made])
    if request.by is not None and merged is not None and merged.scores is None:
        columns = [v for v in variables if isinstance(v, ColumnVariable)]
        raise unknown_key(request.by.variable, columns[0].data.names if columns else ())
    return merged


def _registered(
    scale: Scale, prop: Property, variables: Sequence[Variable], settings: Settings
) -> Scale:
    """Return the scale with the colours that levels have throughout the session.

    What the scale says itself counts more.
    """
    own = {} if scale.values is None else scale.values
    if not isinstance(scale, Nominal | Boolean) or not isinstance(prop, Color):
        return scale
    if not isinstance(own, Mapping):
        return scale
    titles = [variable.title for variable in variables]
    known = settings.level_colors(next((title for title in titles if title is not None), None))
    return replace(scale, values={**known, **own}) if known else scale


def _property_scale(
    bound: Bound,
    name: str,
    variables: Sequence[Variable],
    made: Sequence[Column],
    theme: Theme,
    falling: bool = False,
) -> PropertyScale:
    prop = PROPERTIES[name]
    with noting(f"In the scale of {name!r}."):
        kind = common_kind([v.kind for v in variables] + [column.kind for column in made])
        asked = bound.spec.scales.get(name)
        names = bound.spec.labels.names.get(name)
        said = name in bound.spec.scales
        if _is_literal(name, said, asked) or (not said and _is_amount(prop, variables, made)):
            zones = [v.zone for v in variables] + [c.zone for c in made]
            zone = next((zone for zone in zones if zone is not None), None)
            if names is not None:
                raise PlotSpecError(
                    f"label({name}=) names levels, but the values of {name} are used as they are. "
                    f"Give it a scale of levels: scale({name}=so.Nominal())."
                )
            return IdentityScale(prop, False, theme, zone=zone)
        scale = default_scale(kind, prop) if asked is None else scale_from(asked, kind, prop)
        scale = with_names(scale, names)
        if falling and (isinstance(scale, Amounts) or _spreads(scale, prop)):
            scale = replace(scale, reverse=not scale.reverse)
        scale = _registered(scale, prop, variables, bound.settings)
        summary = _summary(variables, made, scale)
        trained = scale.train_property(summary or Summary(kind), prop, theme)
        return replace(trained, guide=str(scale.guide) if scale.guide else None)


def _is_literal(name: str, said: bool, asked: Any) -> bool:
    """Tell whether values are used as they are: as asked, or since nothing changes a text."""
    if name not in LITERAL:
        return said and asked is None
    return asked is None or is_transform_name(asked) or isinstance(asked, Amounts | Boolean)


def _is_amount(prop: Property, variables: Sequence[Variable], made: Sequence[Column]) -> bool:
    """Tell whether numbers are amounts of a property, since nothing varies that it would show."""
    fixed = (isinstance(v, ConstantVariable) and v.kind is Kind.NUMBER for v in variables)
    return isinstance(prop, Interval) and not made and all(fixed)


def _zone(one: Placed, name: str, table: Table, scales: Scales) -> str | None:
    """Return the time zone of instants that a stat made: that of the axis that they lie on."""
    source = one.layer.computed[name].source
    axis = table.coords.axes.get(one.layer.aliases.get(source, source))
    if axis is None:
        return None
    return scales.axes[one.layer.axis_name(one.layer.figure_axis(axis))].summary.zone


def column_of(values: Array | Factor, zone: str | None = None) -> Column:
    """Return a column that a stat made as if it came from data."""
    if isinstance(values, Factor):
        return Column(Kind.CATEGORY, values)
    kind = {"M": Kind.TIME, "m": Kind.DURATION}.get(values.dtype.kind, Kind.NUMBER)
    whole = kind is Kind.NUMBER and are_whole(values)
    return Column(kind, values, zone if kind is Kind.TIME else None, {"whole": whole})
