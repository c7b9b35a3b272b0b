"""Wide: layers with several columns as one variable get long data, before names are resolved."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

from plotkit.data.lazysource import LazySource
from plotkit.data.roles import AXES, STANDARD, declared_position
from plotkit.data.source import Source
from plotkit.data.vectors import is_key
from plotkit.data.wide import Cols, Long, chosen, cols_in, lengthened
from plotkit.errors import PlotSpecError, noting, quoted
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass, replace
from plotkit.spec.model import LayerSpec, PlotSpec
from plotkit.typing import VariableSpec


@dataclass(frozen=True, eq=False)
class Given:
    """What a layer starts from.

    Attributes
    ----------
    layer
        What the user said of it.
    source
        Its data.
    shared
        What it inherits from the plot.
    """

    layer: LayerSpec
    source: Source | LazySource
    shared: Mapping[str, Any]


def with_columns(spec: PlotSpec, base: Source | LazySource) -> PlotSpec:
    """Return the plot with paired variables in place of what stands for several columns."""
    pair = spec.pair
    if not cols_in((*pair.x, *pair.y)):
        return spec
    taken = _keys([*spec.variables.values(), *spec.facet.variables.values()])
    taken |= _keys(v for layer in spec.layers for v in layer.variables.values())

    def listed(variables: Sequence[VariableSpec]) -> tuple[VariableSpec, ...]:
        found: list[VariableSpec] = []
        for one in variables:
            others = {*taken, *_keys(variables)}
            found += chosen(base, one, others) if isinstance(one, Cols) else [one]
        return tuple(found)

    return replace(spec, pair=replace(pair, x=listed(pair.x), y=listed(pair.y)))


def unfold(
    spec: PlotSpec, layers: Sequence[LayerSpec], owns: Sequence[Source | LazySource]
) -> list[Given]:
    """Return what each layer starts from: long data where a variable is of several columns."""
    shared = {**spec.variables, **spec.facet.variables}
    made: dict[tuple[int, tuple[Hashable, ...], Cols], Long] = {}
    given = []
    for layer, own in zip(layers, owns, strict=True):
        said = {**shared, **layer.variables}
        asked = {name: value for name, value in said.items() if isinstance(value, Cols)}
        if not asked:
            rest = {n: v for n, v in shared.items() if not isinstance(v, Cols)}
            given.append(Given(layer, own, rest))
            continue
        if len({value.columns for value in asked.values()}) > 1:
            raise PlotSpecError(
                f"so.cols() makes rows of columns, which one variable can do, and there are "
                f"{quoted(asked)}. Reshape the data first, or name columns of the long form."
            )
        which = _merged(list(asked.values()))
        others = _keys((*said.values(), *spec.pair.x, *spec.pair.y))
        with noting(f"In {next(iter(asked))}=so.cols(...)."):
            keys = chosen(own, which, others)
            known = made.get((id(own), keys, which))
            long = known or lengthened(own, keys, which)
        made[id(own), keys, which] = long
        new = dict.fromkeys(asked, long.value) | _shown(long, asked, said, spec)
        variables = {n: v for n, v in layer.variables.items() if n not in asked}
        given.append(Given(replace(layer, variables=variables), long.source, {**shared, **new}))
    return given


def _merged(asked: Sequence[Cols]) -> Cols:
    """Return the same columns, said for several variables, with what they are called."""
    names = (one.name for one in asked if one.name is not None)
    values = (one.value for one in asked if one.value is not None)
    return Cols(asked[0].columns, next(names, None), next(values, None))


def _shown(
    long: Long, asked: Collection[str], said: Mapping[str, Any], spec: PlotSpec
) -> dict[str, Any]:
    """Return what shows the names of the columns, where the user did not say."""
    apart = {} if "group" in said else {"group": long.name}
    if long.name in _keys((*said.values(), *spec.pair.x, *spec.pair.y)):
        return apart
    free = [axis for axis in AXES if axis not in said and not getattr(spec.pair, axis)]
    if free and not any(_is_position(name) for name in asked):
        return {free[0]: long.name}
    return {"color": long.name} if "color" not in said else apart


def _keys(values: Iterable[Any]) -> set[Any]:
    """Return what may be names of columns."""
    return {value for value in values if is_key(value) and not isinstance(value, Cols)}


def _is_position(name: str) -> bool:
    return name in STANDARD or (name not in PROPERTIES and declared_position(name) is not None)
