"""Bind: names become columns of a source, for each layer and each pairing; nothing is read yet."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plotkit.config import CONFIG
from plotkit.data.column import Column
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.lazysource import LazySource
from plotkit.data.reductions import reduction
from plotkit.data.roles import AXES, FACETS, POSITIONS, paired
from plotkit.data.source import Source, constant, is_key, is_scalar, source, vector
from plotkit.data.summary import By, Summary, Wants
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, noting, quoted, suggestion
from plotkit.marks.base import Mark
from plotkit.spec.model import LayerSpec, PlotSpec
from plotkit.stats.base import Stat

COUNTING = ("count", "size", "nunique")
"""Reductions that categories have too."""


@dataclass(frozen=True, eq=False)
class Variable:
    """What is assigned to one name in one layer.

    Attributes
    ----------
    name
        The property, position, facet or extra it is assigned to.
    title
        What to call it: the column's name, or None.
    identity
        Equal for variables that hold the same data, so that their legends merge.
    key
        Column of the source; None for a vector, a constant or a computed column.
    column
        The data of a vector; None for others.
    value
        The constant, where it is one.
    computed
        Name of the column that a stat of the layer makes, where it is one.
    """

    name: str
    title: str | None
    identity: Hashable
    key: Hashable = None
    column: Column | None = None
    value: Any = None
    computed: str | None = None


@dataclass(frozen=True, eq=False)
class BoundLayer:
    """One layer with its data, in one pairing.

    Attributes
    ----------
    index
        Number of the layer, from 0.
    spec
        What the user said.
    pairing
        Which of the paired variables is on x and which on y; (None, None) without pairing.
    source
        Where its columns are.
    variables
        What is assigned to each name; positions are always "x", "y" ..., whatever the pairing.
    n
        How many rows there are; None if the source is lazy.
    """

    index: int
    spec: LayerSpec
    pairing: tuple[int | None, int | None]
    source: Source | LazySource
    variables: Mapping[str, Variable]
    n: int | None

    @property
    def mark(self) -> Mark:
        """The layer's mark."""
        return self.spec.mark

    @property
    def name(self) -> str:
        """How messages call the layer: its number from 1, mark and stats; a facet by its name."""
        if self.index < 0:
            return f"facet({', '.join(self.variables)}=...)"
        parts = [type(part).__name__ for part in (self.mark, *self.spec.transforms)]
        return f"layer {self.index + 1} ({', '.join(parts)})"

    def axis_name(self, axis: str) -> str:
        """Return the name of the scale of an axis: "x", or "x0" and so on when paired."""
        number = self.pairing[0 if axis == "x" else 1]
        return axis if number is None else f"{axis}{number}"

    def column(self, name: str) -> Column:
        """Return the data of a variable, converted when first asked for."""
        variable = self.variables[name]
        with noting(f"In {self.name}, variable {name!r}."):
            if variable.column is not None:
                return variable.column
            if variable.key is None:
                return constant(variable.value, self.n or 0)
            return self.source.column(variable.key)

    def kind(self, name: str) -> Kind:
        """Return what a variable holds, without reading it if the source is lazy."""
        variable = self.variables[name]
        if isinstance(self.source, LazySource) and variable.key is not None:
            return self.source.kind(variable.key)
        return self.column(name).kind

    def summary(self, name: str, levels: bool) -> Summary:
        """Return the facts of a variable; `levels` asks for those of numbers too."""
        variable = self.variables[name]
        if isinstance(self.source, LazySource) and variable.key is not None:
            return self.source.summaries({variable.key: levels})[variable.key]
        if variable.key is None and variable.column is None:
            return constant(variable.value, 1).summary(levels=True)
        return self.column(name).summary(levels)

    def facts(self, name: str, wants: Wants) -> Summary:
        """Return the facts of a variable, with all that its scale wants."""
        variable = self.variables[name]
        if isinstance(self.source, LazySource) and variable.key is not None:
            found = self.source.facts(variable.key, wants)
        else:
            single = variable.key is None and variable.column is None
            found = (constant(variable.value, 1) if single else self.column(name)).facts(wants)
        if wants.by is not None and is_key(wants.by.variable) and wants.by.variable in self.source:
            found = replace(found, scores=self._scores(name, wants.by))
        return found

    def _scores(self, name: str, by: By) -> dict[Any, float]:
        """Return the number by which each level of a variable is ordered."""
        how = reduction(by.how, "_value")
        if isinstance(self.source, LazySource):
            kind = self.source.kind(by.variable)
        else:
            kind = self.source.column(by.variable).kind
        if kind is Kind.CATEGORY and how.how not in COUNTING:
            raise PlotSpecError(
                f"Levels cannot be ordered by the {by.how!r} of {by.variable!r}, which holds "
                f"categories; order by numbers or times, or by one of {quoted(COUNTING)}."
            )
        if isinstance(self.source, LazySource):
            key = self.variables[name].key
            return {} if key is None else self.source.scores(key, by.variable, how)
        other = self.source.column(by.variable)
        values = other.values if isinstance(other.values, Factor) else other.floats()
        data = Table.of({"_level": self.column(name).factor(), "_value": values})
        made = data.group("_level").agg(_score=how)
        return dict(zip(made["_level"].values().tolist(), made["_score"].tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class Bound:
    """The plot with all names resolved.

    Attributes
    ----------
    spec
        What the user said.
    layers
        Each layer, once a pairing.
    facets
        The facet variables of the plot by "col" and "row", with the layer-like source they come
        from, also where no layer has them.
    """

    spec: PlotSpec
    layers: tuple[BoundLayer, ...]
    facets: Mapping[str, BoundLayer] = field(default_factory=dict)


def bind(spec: PlotSpec) -> Bound:
    """Resolve every name of the plot."""
    _check_names(spec)
    base = source(spec.data, CONFIG.max_rows)
    shared = {**spec.variables, **spec.facet.variables}
    layers = [
        _bind_layer(index, layer, spec, base, shared, pairing)
        for index, layer in enumerate(spec.layers)
        for pairing in pairings(spec)
    ]
    facets = _bind_facets(spec, base)
    return Bound(spec, tuple(layers), facets)


def _check_names(spec: PlotSpec) -> None:
    """Raise if a paired variable or a facet is named that the plot does not have."""
    there = [f"{axis}{i}" for axis in AXES for i in range(len(getattr(spec.pair, axis)))]
    said = {"scale": spec.scales, "limit": spec.limits, "label": spec.labels.variables}
    for method, names in said.items():
        for name in names:
            if paired(name) is not None and name not in there:
                raise PlotSpecError(
                    f"{method}({name}=) names a paired variable that the plot does not have. "
                    f"There are: {quoted(there)}."
                )
    for name in spec.facet.order:
        if spec.facet.variables.get(name) is None:
            facets = [each for each, value in spec.facet.variables.items() if value is not None]
            raise PlotSpecError(
                f"facet(order=) orders {name!r}, but the plot has no such facet. "
                f"There are: {quoted(facets)}."
            )


def pairings(spec: PlotSpec) -> list[tuple[int | None, int | None]]:
    """Return which paired variables meet: all combinations, or one by one if not crossed."""
    x: list[int | None] = list(range(len(spec.pair.x))) or [None]
    y: list[int | None] = list(range(len(spec.pair.y))) or [None]
    if spec.pair.x and spec.pair.y and not spec.pair.cross:
        return list(zip(x, y, strict=True))
    return [(i, j) for j in y for i in x]


def _bind_layer(
    index: int,
    layer: LayerSpec,
    spec: PlotSpec,
    base: Source | LazySource,
    shared: Mapping[str, Any],
    pairing: tuple[int | None, int | None],
) -> BoundLayer:
    own = base if layer.data is None else source(layer.data, CONFIG.max_rows)
    inherited = dict(shared)
    for axis, number, listed in zip("xy", pairing, (spec.pair.x, spec.pair.y), strict=True):
        if number is not None:
            inherited[axis] = listed[number]
    given = {name: value for name, value in layer.variables.items() if value is not None}
    asked = {
        name: value
        for name, value in inherited.items()
        if name not in layer.variables and value is not None
    }
    makes = [name for t in layer.transforms if isinstance(t, Stat) for name in t.makes]
    bound: dict[str, Variable] = {}
    draft = BoundLayer(index, layer, pairing, own, bound, None)
    with noting(f"In {draft.name}; given: {quoted([*asked, *given])}."):
        for name, value in asked.items():
            other = layer.data is not None
            if name in FACETS and other and is_key(value) and value not in own:
                continue  # data without the facet variable show in every panel
            bound[name] = _variable(name, value, own, makes, constants=False)
        for name, value in given.items():
            if name in FACETS and name not in spec.facet.variables:
                raise PlotSpecError(
                    f"{name} is assigned in a layer, but the plot has no panels for it; "
                    f"add .facet({name}=...)."
                )
            bound[name] = _variable(name, value, own, makes, constants=True)
        n = _length(bound, own)
    return BoundLayer(index, layer, pairing, own, bound, n)


def _bind_facets(spec: PlotSpec, base: Source | LazySource) -> dict[str, BoundLayer]:
    facets = {}
    for name, value in spec.facet.variables.items():
        if value is None:
            continue
        with noting(f"In facet({name}=...)."):
            variable = _variable(name, value, base, (), constants=False)
            n = None if base.lazy else _length({name: variable}, base)
            holder = LayerSpec(Mark())
            facets[name] = BoundLayer(-1, holder, (None, None), base, {name: variable}, n)
    return facets


def _variable(
    name: str, value: Any, own: Source | LazySource, makes: Sequence[str], constants: bool
) -> Variable:
    """Resolve one assignment: a column, a computed column, a constant or a vector."""
    if is_key(value) and value in own:
        return Variable(name, str(value), ("column", id(own), value), key=value)
    if isinstance(value, str) and value in makes:
        return Variable(name, value.capitalize(), ("computed", value), computed=value)
    if is_scalar(value):
        _check_constant(name, value, own, makes, constants)
        return Variable(name, None, ("constant", value), value=value)
    title = getattr(value, "name", None)
    length = None if own.lazy else own.n
    if own.lazy:
        raise PlotSpecError(
            f"A vector was given for {name!r}, but the data are lazy; name one of their columns: "
            f"{quoted(own.names)}."
        )
    column = vector(value, name, length)
    return Variable(
        name, None if title is None else str(title), ("vector", id(value)), column=column
    )


def _check_constant(
    name: str, value: Any, own: Source | LazySource, makes: Sequence[str], constants: bool
) -> None:
    """Raise unless a scalar that is no column may stand for all rows."""
    options = [*own.names, *makes]
    near = suggestion(value, options) if isinstance(value, str) else ""
    free = constants and (not isinstance(value, str) or (name not in POSITIONS and not near))
    if free:
        return
    none = "There are no data." if own.n is None else "The data have no columns."
    there = f"The data have: {quoted(own.names)}." if own.names else none
    computed = f" The stats of the layer make: {quoted(makes)}." if makes else ""
    hint = "" if constants else " A constant for all rows belongs in add(...)."
    raise PlotSpecError(
        f"{name}={value!r} names no column.{near} {there}{computed}"
        f"{'' if isinstance(value, str) else hint}"
    )


def check_assignments(
    data: Any, variables: Mapping[str, Any], makes: Sequence[str], constants: bool
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
        Whether a scalar may stand for all rows.
    """
    if data is None:
        return
    own = source(data, CONFIG.max_rows)
    for name, value in variables.items():
        if is_scalar(value) and value not in own and value not in makes:
            _check_constant(name, value, own, makes, constants)


def _length(bound: Mapping[str, Variable], own: Source | LazySource) -> int | None:
    """Return the number of rows, which all vectors must share."""
    if isinstance(own, LazySource):
        return None
    lengths = {name: len(v.column) for name, v in bound.items() if v.column is not None}
    if own.n is not None:
        return own.n
    if len(set(lengths.values())) > 1:
        raise PlotSpecError(f"Vectors have different lengths: {lengths}. Give one value a row.")
    return next(iter(lengths.values()), 1 if bound else 0)
