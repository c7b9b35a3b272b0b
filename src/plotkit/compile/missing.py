"""Missing: where it is asked for, missing values are a level of an axis or a panel of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plotkit.compile.pairings import asked
from plotkit.compile.wide import Given
from plotkit.data.missing import filled_key, filled_vector, with_filled
from plotkit.data.roles import AXES, FACETS
from plotkit.data.vectors import is_key, is_scalar
from plotkit.scales.nominal import Nominal
from plotkit.scales.ticks.levels import level_label
from plotkit.spec.model import PlotSpec


def with_missing(spec: PlotSpec, given: Sequence[Given]) -> tuple[PlotSpec, list[Given]]:
    """Return the plot and its layers with filled columns in place of those that lack values."""
    named = {
        axis: scale.na
        for axis, scale in spec.scales.items()
        if isinstance(scale, Nominal) and isinstance(scale.na, str) and axis[0] in AXES
    }
    facets = {name: spec.facet.na for name in FACETS if spec.facet.na is not None}
    if not named and not facets:
        return spec, list(given)
    layers = []
    for one in given:
        source, pairs = one.source, _of_pairs(spec, named)
        for key, na in pairs:
            if is_key(key) and key in source:
                source = with_filled(source, key, na, level_label)
        one = replace(one, source=source)  # noqa: PLW2901 - the same layer, its data extended
        layers.append(_filled(one, {**named, **facets}))
    pair = spec.pair
    x, y = (
        tuple(_named(v, asked(spec, named, f"{axis}{i}")) for i, v in enumerate(held))
        for axis, held in (("x", pair.x), ("y", pair.y))
    )
    variables = {n: _named(v, facets.get(n)) for n, v in spec.facet.variables.items()}
    facet = replace(spec.facet, variables=variables)
    return replace(spec, pair=replace(pair, x=x, y=y), facet=facet), layers


def _of_pairs(spec: PlotSpec, named: Mapping[str, str]) -> list[tuple[Any, str]]:
    """Return the paired variables whose missing values are shown, and as what."""
    found = []
    for axis, held in (("x", spec.pair.x), ("y", spec.pair.y)):
        for number, variable in enumerate(held):
            na = asked(spec, named, f"{axis}{number}")
            if na is not None:
                found.append((variable, na))
    return found


def _named(variable: Any, na: str | None) -> Any:
    return variable if na is None or not is_key(variable) else filled_key(variable, na)


def _filled(one: Given, named: Mapping[str, str]) -> Given:
    """Return a layer whose variables have their missing values as a level."""
    source, layer = one.source, one.layer
    shared, own = dict(one.shared), dict(layer.variables)
    for name, na in named.items():
        second = name[:-1] if layer.second is not None and name == f"{layer.second}2" else None
        for held, at in ((shared, name), (own, second or name)):
            value = held.get(at)
            if value is None or (second is None and at == layer.second and held is own):
                continue
            if is_key(value) and value in source:
                source = with_filled(source, value, na, level_label)
                held[at] = filled_key(value, na)
            elif not is_scalar(value):
                held[at] = filled_vector(value, at, na)
            elif name in FACETS:
                held[at] = filled_key(value, na)  # of another layer's data
    return Given(replace(layer, variables=own), source, shared)
