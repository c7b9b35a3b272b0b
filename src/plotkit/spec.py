"""What the user said, as plain data, and what can be told wrong about it at the call.

Nothing is resolved, read or drawn here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plotkit.data.roles import paired
from plotkit.data.source import is_data
from plotkit.errors import PlotSpecError, PlotTypeError, check_name, quoted
from plotkit.marks.base import Mark
from plotkit.moves.base import Move
from plotkit.stats.base import Stat
from plotkit.typing import Orient, VariableSpec


@dataclass(frozen=True)
class LayerSpec:
    """One call of ``Plot.add``."""

    mark: Mark
    transforms: tuple[Stat | Move, ...] = ()
    orient: Orient | None = None
    legend: bool = True
    label: str | None = None
    data: Any = None
    variables: Mapping[str, VariableSpec] = field(default_factory=dict)


@dataclass(frozen=True)
class FacetSpec:
    """Subplots by the levels of variables."""

    variables: Mapping[str, VariableSpec] = field(default_factory=dict)
    order: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    wrap: int | None = None


@dataclass(frozen=True)
class PairSpec:
    """Subplots by variables: those of each axis, and whether all combinations are shown."""

    x: tuple[VariableSpec, ...] = ()
    y: tuple[VariableSpec, ...] = ()
    wrap: int | None = None
    cross: bool = True


@dataclass(frozen=True)
class LabelSpec:
    """Titles: of panels, of the legend of layers, and of each variable."""

    title: Any = None
    legend: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LayoutSpec:
    """Size in inches, layout engine ("default" is plotkit's own), and extent on the figure."""

    size: tuple[float, float] | None = None
    engine: Any = "default"
    extent: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class PlotSpec:
    """Everything a :class:`Plot` holds."""

    data: Any = None
    variables: Mapping[str, VariableSpec] = field(default_factory=dict)
    layers: tuple[LayerSpec, ...] = ()
    scales: Mapping[str, Any] = field(default_factory=dict)
    limits: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    shares: Mapping[str, Any] = field(default_factory=dict)
    labels: LabelSpec = field(default_factory=LabelSpec)
    facet: FacetSpec = field(default_factory=FacetSpec)
    pair: PairSpec = field(default_factory=PairSpec)
    layout: LayoutSpec = field(default_factory=LayoutSpec)
    theme: Mapping[str, Any] = field(default_factory=dict)
    target: Any = None


def positional(
    args: tuple[Any, ...], data: Any, variables: dict[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """Sort positional arguments into data, x and y."""
    if len(args) > 3:
        raise PlotTypeError(f"Plot() takes at most data, x and y by position, not {len(args)}.")
    rest = list(args)
    if rest and is_data(rest[0]):
        if data is not None:
            raise PlotTypeError("Plot() got data twice: by position and by name.")
        data = rest.pop(0)
    elif len(rest) == 3:
        raise PlotTypeError(
            f"The first of three positional arguments must be data, not {shown(rest[0])}."
        )
    for name, value in zip(("x", "y"), rest, strict=False):
        if name in variables:
            raise PlotTypeError(f"Plot() got {name} twice: by position and by name.")
        variables = {name: value, **variables}
    if data is not None and not is_data(data):
        raise PlotTypeError(
            f"data must be a frame or a mapping of names to vectors, not {shown(data)}."
        )
    return data, {name: value for name, value in variables.items() if value is not None}


def check_variable(name: str, options: Any, pairs: bool = False, what: str = "variable") -> None:
    """Raise unless a keyword names something that can be assigned here."""
    if name in options or (pairs and paired(name) is not None):
        return
    try:
        check_name(name, options, what)
    except PlotSpecError as error:
        raise PlotTypeError(str(error)) from None


def shown(value: Any) -> str:
    """Write a wrong argument: its type, and that a class was given where an instance belongs."""
    if isinstance(value, type):
        return f"the class {value.__name__}; call it: {value.__name__}()"
    return f"{type(value).__name__} ({value!r:.60})"


def facet_order(
    order: Sequence[Any] | Mapping[str, Sequence[Any]] | None,
    given: Mapping[str, Any],
    before: Mapping[str, Any],
) -> dict[str, Sequence[Any]]:
    """Return the order of levels by "col" and "row"."""
    if order is None:
        return {}
    names = list(given or before)
    if isinstance(order, Mapping):
        for name in order:
            check_name(name, ("col", "row"), "facet")
        return dict(order)
    if isinstance(order, str):
        raise PlotTypeError(f"facet(order=) must be a list of levels, not {order!r}.")
    if len(names) != 1:
        raise PlotSpecError(
            "facet(order=) as a list needs one facet variable; there are: "
            f"{quoted(names)}. Give a dict with 'col' and 'row'."
        )
    return {names[0]: list(order)}


def pair_variables(axis: str, given: Any) -> tuple[VariableSpec, ...]:
    """Return the variables of one paired axis."""
    if given is None:
        return ()
    if isinstance(given, str) or not isinstance(given, Sequence | Mapping):
        raise PlotTypeError(f"pair({axis}=) must be a list of variables, not {shown(given)}.")
    return tuple(given)


def check_wrap(wrap: Any) -> None:
    """Raise unless `wrap` is a number of panels."""
    if not isinstance(wrap, int) or isinstance(wrap, bool) or wrap < 1:
        raise PlotSpecError(f"wrap must be a whole number from 1, not {wrap!r}.")
