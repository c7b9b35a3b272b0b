"""Profiles: what scales will ask of data in engines, asked for at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from plotkit.data.kind import Kind
from plotkit.data.lazysource import LazySource
from plotkit.data.roles import FACETS
from plotkit.data.variables import ColumnVariable, Variable
from plotkit.errors import PlotSpecError
from plotkit.moves.base import Move
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.spec.model import PlotSpec

_AS_THEY_ARE = ("text", "group", "geometry")
"""Variables that may have a value of their own in each row, and have no scale."""


def ask_profiles(spec: PlotSpec, layers: Iterable[Any], facets: Mapping[str, Variable]) -> None:
    """Ask each lazy source for what scales want to know of its columns, by one query.

    Parameters
    ----------
    spec
        What the user said.
    layers
        The layers, whose `variables` are bound.
    facets
        The facet variables of the plot.
    """
    wanted: dict[LazySource, tuple[dict[Hashable, None], dict[Hashable, None]]] = {}
    layers = list(layers)
    ordered = [
        variable
        for one in layers
        for name, variable in one.variables.items()
        if name == "group" and are_set_apart(one.parts)
    ]
    for variable, source in _held(layers, facets):
        with suppress(PlotSpecError):  # told where the column is read
            category = variable.kind is Kind.CATEGORY
            alone = variable.name in _AS_THEY_ARE and not any(variable is one for one in ordered)
            if category and alone:
                continue
            asked = spec.scales.get(variable.name)
            listed = category or variable.name in FACETS or isinstance(asked, Nominal | Boolean)
            levels, others = wanted.setdefault(source, ({}, {}))
            (levels if listed else others)[variable.key] = None
    for source, (levels, others) in wanted.items():
        source.profile(list(levels), list(others))


def are_set_apart(layer: Any) -> bool:
    """Tell whether moves put the groups of a layer side by side or upon each other, in order."""
    own = [each for one in layer.members for each in one.transforms]
    return any(isinstance(each, Move) for each in (*layer.transforms, *own))


def settle_profiles(layers: Iterable[Any], facets: Mapping[str, Variable]) -> None:
    """Ask for what no query of a layer has borne out of what was presumed."""
    for source in dict.fromkeys(source for _, source in _held(layers, facets)):
        source.settle()


def _held(
    layers: Iterable[Any], facets: Mapping[str, Variable]
) -> Iterator[tuple[ColumnVariable, LazySource]]:
    """Yield the variables that are columns of an engine, each with its source."""
    for variable in [v for layer in layers for v in layer.variables.values()] + [*facets.values()]:
        if isinstance(variable, ColumnVariable) and isinstance(variable.data, LazySource):
            yield variable, variable.data
