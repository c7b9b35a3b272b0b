"""Dates as text: read as dates where the axis is one of times, and told of where they are many."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from plotkit.compile.orient import on_axes
from plotkit.compile.pairings import asked
from plotkit.data.column import Column
from plotkit.data.kind import Kind
from plotkit.data.roles import AXES, FACETS, paired
from plotkit.data.source import Source
from plotkit.data.summary import SummaryRequest
from plotkit.data.variables import ColumnVariable, Variable, VectorVariable
from plotkit.errors import PlotSpecError, noting, warn
from plotkit.scales.instants import instant
from plotkit.scales.temporal import Temporal
from plotkit.spec.model import PlotSpec

_DATE = re.compile(r"\d{4}-\d\d(-\d\d([T ]\d\d(:\d\d.*)?)?)?")
MANY = 20
"""So many dates as text are no categories that somebody means."""


class Dated(Protocol):
    """A layer whose variables are known."""

    variables: Mapping[str, Variable]

    @property
    def note(self) -> Callable[[], str]:
        """What an error in the layer says of it."""

    def axis_name(self, axis: str) -> str:
        """Return the name of the scale of an axis."""


def with_dates(spec: PlotSpec, layers: Sequence[Any]) -> list[Any]:
    """Return the layers in which texts are dates where their scale is one of times.

    It is where other variables on the axis are times, and where the user asked for one.
    """
    times: dict[str, Variable | None] = {}
    scaled = [_scaled(layer) for layer in layers]
    texts = set()
    for layer, pairs in zip(layers, scaled, strict=True):
        for key, variable in pairs:
            kind = _kind(layer, variable)
            if kind is Kind.TIME:
                times.setdefault(key, variable)
            elif kind is Kind.CATEGORY:
                texts.add(key)
    if not texts:
        return list(layers)
    for key in {key for pairs in scaled for key, _ in pairs}:
        if isinstance(asked(spec, spec.scales, key), Temporal):
            times.setdefault(key, None)
    made = []
    for layer, pairs in zip(layers, scaled, strict=True):
        read = {}
        for key, variable in pairs:
            if key in times and variable.kind is Kind.CATEGORY:
                beside = times[key]
                zone = None if beside is None else beside.summary(SummaryRequest()).zone
                read[variable.name] = _read(variable, zone)
        made.append(replace(layer, variables={**layer.variables, **read}) if read else layer)
    if any(key in AXES or paired(key) is not None for key in texts):
        _warn_of_texts(spec, made)
    return made


def _scaled(layer: Any) -> list[tuple[str, Variable]]:
    """Return the variables of a layer that have a scale, with its name."""
    axes = on_axes(layer)
    found = [(layer.axis_name(axis), one) for axis, held in axes.items() for one in held]
    placed = {variable.name for _, variable in found}
    rest = [(n, v) for n, v in layer.variables.items() if n not in placed and n not in ("x", "y")]
    return [
        pair for pair in (*found, *rest) if isinstance(pair[1], ColumnVariable | VectorVariable)
    ]


def _kind(layer: Dated, variable: Variable) -> Kind:
    """Return what a variable holds, which is read here for the first time."""
    name = variable.name
    note = f"In facet({name}=...), variable {name!r}." if name in FACETS else layer.note
    with noting(note):
        return variable.kind


def _texts(variable: Variable) -> tuple[str, ...] | None:
    """Return the levels of a variable if all of them are dates."""
    levels = variable.summary(SummaryRequest(levels=True)).levels
    if not levels or not isinstance(levels[0], str) or not _DATE.fullmatch(levels[0]):
        return None
    dates = all(isinstance(level, str) and _DATE.fullmatch(level) for level in levels)
    return levels if dates else None


def _read(variable: Variable, zone: str | None) -> Variable:
    """Return a variable with dates in place of its texts, if they are dates and in memory."""
    if _texts(variable) is None:
        return variable
    assert isinstance(variable, ColumnVariable | VectorVariable)
    if not isinstance(variable.data, Source):
        return variable
    factor = variable.column(variable.data.n or 0).factor()
    try:
        days = [instant(level, zone) for level in factor.levels]
    except PlotSpecError:
        return variable
    times = np.array([*days, np.datetime64("NaT", "us")], dtype="M8[us]")[factor.codes]
    column = Column(Kind.TIME, times, zone)
    return VectorVariable(variable.name, variable.title, variable.identity, variable.data, column)


def _warn_of_texts(spec: PlotSpec, layers: Sequence[Any]) -> None:
    """Say so, once, where axes have many dates as text and nobody asked for categories."""
    found: dict[str, int] = {}
    for layer in layers:
        for axis, held in on_axes(layer).items():
            key = layer.axis_name(axis)
            if spec.scales.get(key, spec.scales.get(axis)) is not None:
                continue
            for variable in held:
                if variable.kind is Kind.CATEGORY:
                    found[key] = max(found.get(key, 0), len(_texts(variable) or ()))
    many = {key: n for key, n in found.items() if n > MANY}
    if many:
        names = " and ".join(f"{key} holds {n} dates" for key, n in many.items())
        warn(
            f"{names} as text, each of which is a category with a place of its own. Convert the "
            "column, as pandas.to_datetime does, to draw them in time; so.Nominal() says that "
            "categories are meant."
        )
