"""Train: scales from merged summaries of the variables, and later of what stats made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plotkit.compile.bind import Bound, BoundLayer, pairings
from plotkit.config import CONFIG
from plotkit.data.column import Column
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.lazysource import unknown_key
from plotkit.data.roles import AXES, EXTRAS, FACETS, POSITIONS
from plotkit.data.summary import Summary, merge_all
from plotkit.errors import noting
from plotkit.properties.base import Property, Theme
from plotkit.properties.color import Color
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.amounts import Amounts
from plotkit.scales.base import AxisScale, LiteralLooks, LookScale, Scale
from plotkit.scales.infer import default_scale, scale_from
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.scales.transform import is_transform_name
from plotkit.spec.model import PlotSpec
from plotkit.typing import Array

LITERAL = frozenset({"text", "group"})
"""Properties whose values are used as they are unless a scale of levels is asked for."""


@dataclass(frozen=True, eq=False)
class Scales:
    """All scales trained so far.

    Attributes
    ----------
    axes
        By name of the axis: "x", "y", or "x0" and so on when paired.
    chosen
        The scale as the user wrote it, or as inferred, of each axis.
    looks
        By name of the property.
    """

    axes: Mapping[str, AxisScale] = field(default_factory=dict)
    chosen: Mapping[str, Scale] = field(default_factory=dict)
    looks: Mapping[str, LookScale] = field(default_factory=dict)


def train(bound: Bound, theme: Theme) -> Scales:
    """Train the scales of all variables that come from data."""
    axes: dict[str, AxisScale] = {}
    chosen: dict[str, Scale] = {}
    for name, held in _on_axes(bound).items():
        with noting(f"In the scale of {name!r}."):
            kind = _common_kind(layer.kind(variable) for layer, variable in held)
            scale = axis_scale(bound.spec, name, kind)
            facts = _facts(held, (), scale) or Summary(Kind.NUMBER)
            chosen[name], axes[name] = scale, _trained(scale, facts, name)
    looks = {
        name: _look(bound, name, held, (), theme)
        for name, held in _on_looks(bound).items()
        if all(layer.variables[name].computed is None for layer in held)
    }
    return Scales(axes, chosen, looks)


def train_made(scales: Scales, bound: Bound, tables: Sequence[Any], theme: Theme) -> Scales:
    """Train the scales of variables that stats made.

    Parameters
    ----------
    scales
        Those trained before.
    bound
        The layers.
    tables
        For each layer, an object with `layer`, `table` (upright) and `true_name(name)`.
    theme
        Where properties find their defaults.
    """
    axes, chosen = dict(scales.axes), dict(scales.chosen)
    made: dict[str, list[Summary]] = {}
    for computed in tables:
        for name, column in computed.table.columns.items():
            if name in POSITIONS:
                axis = computed.layer.axis_name(POSITIONS[computed.true_name(name)])
                made.setdefault(axis, []).append(_column(column).summary())
    for name in _axis_names(bound):
        if name not in axes:
            facts = merge_all(made.get(name, ())) or Summary(Kind.NUMBER)
            with noting(f"In the scale of {name!r}."):
                scale = axis_scale(bound.spec, name, facts.kind)
                chosen[name], axes[name] = scale, _trained(scale, facts, name)
    looks = dict(scales.looks)
    for name, held in _on_looks(bound).items():
        if name not in looks:
            columns = [
                _column(computed.table[name])
                for computed in tables
                if computed.layer in held and computed.layer.variables[name].computed
            ]
            plain = [layer for layer in held if layer.variables[name].computed is None]
            looks[name] = _look(bound, name, plain, columns, theme)
    return Scales(axes, chosen, looks)


def axis_scale(spec: PlotSpec, name: str, kind: Kind) -> Scale:
    """Return the scale of an axis: as asked for this pairing, for the axis, or by default."""
    axis = name[0]
    asked = spec.scales.get(name, spec.scales.get(axis))
    if asked is None:
        return default_scale(kind, PROPERTIES[axis])
    return scale_from(asked, kind, PROPERTIES[axis])


def _trained(scale: Scale, facts: Summary, name: str) -> AxisScale:
    trained = scale.train_axis(facts)
    trained.check("x" if name[0] == "x" else "y")
    return trained


def _on_axes(bound: Bound) -> dict[str, list[tuple[BoundLayer, str]]]:
    """Return which variables of which layers lie on each axis."""
    held: dict[str, list[tuple[BoundLayer, str]]] = {}
    for layer in bound.layers:
        for name, variable in layer.variables.items():
            if name in POSITIONS and variable.computed is None:
                held.setdefault(layer.axis_name(POSITIONS[name]), []).append((layer, name))
    return held


def _axis_names(bound: Bound) -> list[str]:
    names = [
        axis if number is None else f"{axis}{number}"
        for pairing in pairings(bound.spec)
        for axis, number in zip(AXES, pairing, strict=True)
    ]
    return list(dict.fromkeys(names))


def _on_looks(bound: Bound) -> dict[str, list[BoundLayer]]:
    """Return which layers map each visual property."""
    held: dict[str, list[BoundLayer]] = {}
    for layer in bound.layers:
        for name in layer.variables:
            if name not in POSITIONS and name not in FACETS and name not in EXTRAS:
                held.setdefault(name, []).append(layer)
    return held


def _facts(
    held: Sequence[tuple[BoundLayer, str]], made: Sequence[Column], scale: Scale
) -> Summary | None:
    """Return what a scale wants to know of its variables, merged; None if there are none."""
    wants = scale.wants()
    facts = [layer.facts(name, wants) for layer, name in held]
    merged = merge_all(facts + [column.facts(wants) for column in made])
    if wants.by is not None and merged is not None and merged.scores is None:
        names = held[0][0].source.names if held else ()
        raise unknown_key(wants.by.variable, names)
    return merged


def _registered(scale: Scale, prop: Property, held: Sequence[BoundLayer]) -> Scale:
    """Return the scale with the colours that levels have throughout the session.

    What the scale says itself counts more.
    """
    own = {} if scale.values is None else scale.values
    if not isinstance(scale, Nominal | Boolean) or not isinstance(prop, Color):
        return scale
    if not isinstance(own, Mapping):
        return scale
    titles = [layer.variables[prop.name].title for layer in held]
    known = CONFIG.colors.of(next((title for title in titles if title is not None), None))
    return replace(scale, values={**known, **own}) if known else scale


def _look(
    bound: Bound, name: str, held: Sequence[BoundLayer], made: Sequence[Column], theme: Theme
) -> LookScale:
    prop = PROPERTIES[name]
    with noting(f"In the scale of {name!r}."):
        kinds = [layer.kind(name) for layer in held] + [column.kind for column in made]
        kind = _common_kind(kinds)
        asked = bound.spec.scales.get(name)
        if _is_literal(name, name in bound.spec.scales, asked):
            facts = merge_all(layer.summary(name, False) for layer in held)
            return LiteralLooks(prop, False, theme, zone=None if facts is None else facts.zone)
        scale = default_scale(kind, prop) if asked is None else scale_from(asked, kind, prop)
        scale = _registered(scale, prop, held)
        facts = _facts([(layer, name) for layer in held], made, scale)
        trained = scale.train_look(facts or Summary(kind), prop, theme)
        return replace(trained, guide=str(scale.guide) if scale.guide else None)


def _is_literal(name: str, said: bool, asked: Any) -> bool:
    """Tell whether values are used as they are: as asked, or since nothing changes a text."""
    if name not in LITERAL:
        return said and asked is None
    return asked is None or is_transform_name(asked) or isinstance(asked, Amounts | Boolean)


def _common_kind(kinds: Iterable[Kind]) -> Kind:
    merged = merge_all(Summary(kind, low=0.0, high=0.0) for kind in kinds)
    return Kind.NUMBER if merged is None else merged.kind


def _column(values: Array | Factor) -> Column:
    kind = Kind.CATEGORY if isinstance(values, Factor) else Kind.NUMBER
    return Column(kind, values)
