"""Assign: what a name means that a user assigns, and what can be told wrong of it at the call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from numbers import Number
from types import MappingProxyType
from typing import Any, TypeAlias

from plotkit.compile.annotation import takes_names
from plotkit.compile.declared import positions_of
from plotkit.data.lazysource import LazySource
from plotkit.data.roles import FACETS, STANDARD, Share
from plotkit.data.source import Source, source
from plotkit.data.variables import (
    ColumnVariable,
    ComputedVariable,
    ConstantVariable,
    NamedVariable,
    ShareVariable,
    Variable,
    VectorVariable,
)
from plotkit.data.vectors import is_key, is_scalar
from plotkit.data.wide import Cols, check_cols, cols_in
from plotkit.errors import Faults, PlotSpecError, quoted, suggestion
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass, replace
from plotkit.spec.model import LayerSpec
from plotkit.stats.base import Stat

Takes: TypeAlias = Callable[[str, Any], bool]


def _any(name: str, value: Any) -> bool:
    return True


def taken_by(layer: LayerSpec) -> Takes:
    """Return what tells whether all marks of a layer can draw a constant of a property."""
    marks = [member.mark for member in layer.mark.members]
    return lambda name, value: all(mark.takes(name, value) for mark in marks)


@dataclass(frozen=True)
class Resolver:
    """What names mean: columns of the data, and columns that stats make.

    Attributes
    ----------
    own
        The data.
    makes
        Names of columns that stats make.
    positions
        Names of positions.
    kept
        Names of positions that are columns after the stats too; those of the data come first.
    named
        Whether a text that is no column may be a position, as a level or a date.
    takes
        Tells of a property and a constant whether all marks of the layer can draw it.
    """

    own: Source | LazySource
    makes: Sequence[str]
    positions: Collection[str]
    kept: Collection[str] = ()
    named: bool = False
    takes: Takes = _any

    def inherited(self, name: str, value: Any) -> Variable:
        """Resolve what the plot assigns."""
        return self._resolve(name, value, constants=False)

    def given(self, name: str, value: Any) -> Variable:
        """Resolve what a layer assigns; there, a stat's column comes before one of the data.

        A position is what stats start from, so that it means the data.
        """
        after = name not in self.positions and name in PROPERTIES
        if after and isinstance(value, str) and value in self.makes:
            return computed_variable(name, value)
        return self._resolve(name, value, constants=True)

    def _resolve(self, name: str, value: Any, constants: bool) -> Variable:
        own = self.own
        if is_key(value) and value in own:
            title = own.titles.get(value, str(value))
            return ColumnVariable(name, title, ("column", id(own), value), own, value)
        kept = value in self.kept if isinstance(value, str) and constants else False
        if isinstance(value, str) and (value in self.makes or (kept and name in PROPERTIES)):
            return computed_variable(name, value)
        if isinstance(value, Share):
            if name not in self.positions:
                raise PlotSpecError(
                    f"{name} is no position, so that it cannot be a share of the panel, "
                    f"so.frac({value.value:g})."
                )
            return ShareVariable(name, None, ("share", value), value.value)
        if is_scalar(value):
            check_constant(name, value, own, self.makes, constants, self.named, self.takes)
            if isinstance(value, str) and name in self.positions:
                return NamedVariable(name, None, ("constant", value), value)
            return ConstantVariable(name, None, ("constant", value), value)
        title = getattr(value, "name", None)
        text = None if title is None else str(title)
        return VectorVariable(name, text, ("vector", id(value)), own, own.vector(value, name))


def computed_variable(name: str, column: str) -> ComputedVariable:
    """Return what is assigned to a name where it is a column that a stat makes."""
    return ComputedVariable(name, column.capitalize(), ("computed", column), column)


def described(
    variables: Mapping[str, Variable], stats: Sequence[Stat], positions: Collection[str]
) -> dict[str, Variable]:
    """Return the variables; columns that stats make are called as these say, and fall.

    A reduction of a variable is called as that is.
    """
    said = [label for stat in stats for label in stat.axis_labels().items()]
    titles = {name: title for name, title in said if name not in positions}
    falling = {name for stat in stats for name in stat.falling}
    found = dict(variables)
    for name, made in variables.items():
        if isinstance(made, ComputedVariable):
            alike = None if made.source in positions else variables.get(made.source)
            title = titles.get(made.source, made.title if alike is None else alike.title)
            found[name] = replace(made, title=title, falling=made.source in falling)
    return found


def check_constant(
    name: str,
    value: Any,
    own: Source | LazySource,
    makes: Sequence[str],
    constants: bool,
    named: bool = False,
    takes: Takes = _any,
) -> None:
    """Raise unless a scalar that is no column may stand for all rows.

    In a layer it may, where it is no misspelt name; in the whole plot, numbers and times may, where
    no column is named by a number. With `named` a text may be a position: a level, or a date.
    """
    options = [*own.names, *makes]
    near = suggestion(value, options) if isinstance(value, str) else ""
    if isinstance(value, str):
        free = constants and (named or name not in STANDARD) and not near and takes(name, value)
    else:
        free = constants or not (name in FACETS or any(isinstance(n, Number) for n in own.names))
    if free:
        return
    none = "There are no data." if own.n is None else "The data have no columns."
    there = f"The data have: {quoted(own.names)}." if own.names else none
    computed = f" The stats of the layer make: {quoted(makes)}." if makes else ""
    hint = "" if constants else " A constant for all rows belongs in add(...)."
    if constants and not near and not takes(name, value):
        hint = " As it stands it cannot be drawn by a mark of the layer: its format is of numbers."
    elif constants and isinstance(value, str) and not near and own.n is not None:
        hint = f" One level or date is a vector of one: {name}=[{value!r}]."
    raise PlotSpecError(
        f"{name}={value!r} names no column.{near} {there}{computed}"
        f"{hint if constants or not isinstance(value, str) else ''}"
    )


def check_assignments(
    data: Any,
    variables: Mapping[str, Any],
    makes: Sequence[str],
    constants: bool,
    layer: LayerSpec | None = None,
    plot: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Raise if a name is no column of the data; says nothing where there are no data yet.

    Parameters
    ----------
    data
        As the user gave them.
    variables
        Assignments by name.
    makes
        Names of columns that the stats of the layer make.
    constants
        Whether a text may stand for all rows.
    layer
        Whose variables they are, if they are those of a layer.
    plot
        What the plot assigns, of which several columns may give their names to variables.
    """
    if data is None:
        return
    own = source(data)
    known = {*makes, *(one.name for one in cols_in((*variables.values(), *plot.values())))}
    named = layer is not None and _takes_names(layer, own)
    takes = _any if layer is None else taken_by(layer)
    with Faults() as faults:
        for name, value in variables.items():
            if isinstance(value, Cols):
                with faults.trying(f"In {name}=so.cols(...)."):
                    check_cols(own, value)
            elif is_scalar(value) and value not in own and value not in known:
                with faults.trying():
                    check_constant(name, value, own, makes, constants, named, takes)


def _takes_names(layer: LayerSpec, own: Source | LazySource) -> bool:
    """Tell whether texts may be positions of a layer."""
    if any(isinstance(one, Stat) for one in layer.transforms):
        return False
    members = layer.mark.members
    given = {name: value for name, value in layer.variables.items() if value is not None}
    return takes_names(given, own, members, positions_of(members, ()))
