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
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.spec.model import PlotSpec

_AS_THEY_ARE = ("text", "group", "geometry")
"""Variables without a scale, which may have a value of their own in each row."""


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
    wanted: dict[LazySource, tuple[dict[Hashable, None], ...]] = {}
    for variable, source in _held(layers, facets):
        with suppress(PlotSpecError):  # told where the column is read
            category = variable.kind is Kind.CATEGORY
            asked = spec.scales.get(variable.name)
            listed = category or variable.name in FACETS or isinstance(asked, Nominal | Boolean)
            levels, others, orders = wanted.setdefault(source, ({}, {}, {}))
            if category and variable.name in _AS_THEY_ARE:
                orders[variable.key] = None
            else:
                (levels if listed else others)[variable.key] = None
    for source, (levels, others, orders) in wanted.items():
        source.profile(list(levels), list(others), [key for key in orders if key not in levels])


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
