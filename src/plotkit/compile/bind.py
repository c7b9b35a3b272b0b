"""Bind: names become columns of a source, for each layer and each pairing; nothing is read yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from plotkit.compile.alone import BLANK, stands_alone
from plotkit.compile.annotation import is_annotation, says_all, takes_names
from plotkit.compile.assign import Resolver, computed_variable, described, taken_by
from plotkit.compile.beneath import with_contrasts
from plotkit.compile.dates import with_dates
from plotkit.compile.declared import Declared, declared, leaves_room, refers, shown_by
from plotkit.compile.middle import with_middles
from plotkit.compile.missing import with_missing
from plotkit.compile.naming import layer_note
from plotkit.compile.orient import choose_orients
from plotkit.compile.pairings import Pairing, check_parts, drawn_on, inherited_by
from plotkit.compile.panelshares import check_shares, late_shares, unread
from plotkit.compile.profiles import ask_profiles
from plotkit.compile.settings import Settings
from plotkit.compile.stages import Bound, BoundLayer
from plotkit.compile.view import seeing
from plotkit.compile.wide import unfold, with_columns
from plotkit.data.lazysource import LazySource
from plotkit.data.roles import (
    AXES,
    FACETS,
    Position,
    Share,
    figure_axis,
    paired,
    upright,
)
from plotkit.data.source import Source, without_columns
from plotkit.data.variables import (
    ComputedVariable,
    ConstantVariable,
    Variable,
    VectorVariable,
)
from plotkit.data.vectors import is_key
from plotkit.errors import Faults, PlotSpecError, noting, quoted
from plotkit.marks.base import Member
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass, replace
from plotkit.spec.joining import joins_in_order
from plotkit.spec.margins import MARGIN, VALUES, with_margins
from plotkit.spec.model import LayerSpec, PlotSpec
from plotkit.stats.base import Stat, Views
from plotkit.typing import Orient

NO_VIEWS: Mapping[str, Views] = MappingProxyType({})


def bind(spec: PlotSpec, settings: Settings, views: Mapping[str, Views] = NO_VIEWS) -> Bound:
    """Resolve every name of the plot; stats that want to know what axes show are told `views`."""
    base = spec.sources.of(spec.data, settings.max_rows)
    spec = with_columns(with_margins(spec), base)
    check_parts(spec)
    owns = [
        base if layer.data is None else spec.sources.of(layer.data, settings.max_rows)
        for layer in spec.layers or [BLANK]
    ]
    drafts: list[Draft] = []
    spec, given = with_missing(spec, unfold(spec, spec.layers or (BLANK,), owns))
    with Faults() as faults:
        with faults.trying():
            _check_names(spec)
        for index, one in enumerate(given, 0 if spec.layers else -1):
            number = index if one.layer.number is None else one.layer.number
            parts = declared(one.layer, settings.seed)
            for pairing in drawn_on(spec, one.layer):
                with faults.trying():
                    drafts.append(
                        _draft(number, one.layer, spec, one.source, one.shared, pairing, parts)
                    )
        with faults.trying():
            facets = _bind_facets(spec, base, [one.source for one in given])
    ask_profiles(spec, drafts, facets)
    drafts = with_middles(spec, with_dates(spec, drafts))
    both = zip(drafts, choose_orients(spec, drafts), strict=True)
    layers = tuple(_bound(_settled(draft, orient), orient, views) for draft, orient in both)
    if not spec.layers:
        return Bound(spec, settings, (), facets, blank=layers)
    return Bound(spec, settings, with_contrasts(spec, layers), facets)


def _check_names(spec: PlotSpec) -> None:
    """Raise if a paired variable or a facet is named that the plot does not have."""
    there = [f"{axis}{i}" for axis in AXES for i in range(len(getattr(spec.pair, axis)))]
    there += dict.fromkeys(f"{one.second}2" for one in spec.layers if one.second is not None)
    labels = {**spec.labels.variables, **spec.labels.names}
    said = {"scale": spec.scales, "limit": spec.limits, "label": labels}
    for method, names in said.items():
        for name in names:
            if paired(name) is not None and name not in there:
                raise PlotSpecError(
                    f"{method}({name}=) names a paired variable, or a second axis, that the plot "
                    f"does not have. There are: {quoted(there)}."
                )
    for name in spec.facet.order:
        if spec.facet.variables.get(name) is None:
            facets = [each for each, value in spec.facet.variables.items() if value is not None]
            raise PlotSpecError(
                f"facet(order=) orders {name!r}, but the plot has no such facet. "
                f"There are: {quoted(facets)}."
            )


# ------------------------------------------------------------------------------------- a layer


@dataclass(frozen=True, eq=False)
class Draft:
    """A layer whose variables are known, but not yet which axis is that of positions."""

    index: int
    spec: LayerSpec
    pairing: Pairing
    source: Source | LazySource
    variables: Mapping[str, Variable]
    own: frozenset[str]
    """Names that are assigned in the layer itself."""
    n: int
    parts: Declared
    late: Mapping[str, Share]
    """Shares of the panel at which what stats make is put, if they read what the plot has there."""
    beside: Variable | None = None
    """What its rows must have to be shown in the panel that it stands beside."""

    @property
    def positions(self) -> Mapping[str, Position]:
        """The positions that it knows, by upright name."""
        return self.parts.positions

    @property
    def note(self) -> Callable[[], str]:
        """What an error in the layer says of it."""
        return layer_note(self.index, self.variables, self.spec)

    def axis_name(self, axis: str) -> str:
        """Return the name of the scale of an axis."""
        return self.pairing.name(axis)

    @property
    def spans(self) -> bool:
        """Whether all that it draws reaches across the panel."""
        return all(member.mark.spans for member in self.parts.members)

    @property
    def planar(self) -> bool:
        """Whether both axes are alike to a stat or a mark of it."""
        marks = (member.mark.planar for member in self.parts.members)
        return any(marks) or any(stat.planar for stat in self.parts.stats)

    @property
    def joins(self) -> bool:
        """Whether all that it draws joins its rows in the order of their positions."""
        return all(joins_in_order(member.mark) for member in self.parts.members)

    @property
    def stats(self) -> list[Stat]:
        """Its stats, but for those that marks have by default."""
        return list(self.parts.said)


def _draft(
    index: int,
    layer: LayerSpec,
    spec: PlotSpec,
    own: Source | LazySource,
    shared: Mapping[str, Any],
    pairing: Pairing,
    parts: Declared,
) -> Draft:
    inherited = inherited_by(spec, shared, pairing, parts.positions)
    given = {name: value for name, value in layer.variables.items() if value is not None}
    members, positions = parts.members, parts.positions
    late = late_shares(given, inherited, parts)
    given = {name: value for name, value in given.items() if name not in late}
    asked = {
        name: value
        for name, value in inherited.items()
        if (name not in layer.variables or name in late)
        and value is not None
        and name in parts.known
    }
    named = not parts.said and takes_names(given, own, members, positions)
    if all(one.mark.spans for one in members):
        asked = _of_the_axis(asked, given, members, positions)
    elif refers(members):
        asked = {name: value for name, value in asked.items() if name in FACETS}
    if not parts.said and is_annotation(given, own, members, positions):
        asked = {}
    if stands_alone(layer, own, asked, members, parts.said, positions):
        own, asked = without_columns(own), {}
    brought = {name: v for one in parts.said for name, v in one.brings().items()}
    if brought.keys().isdisjoint({*asked, *given}) and not own.names:
        asked = {**asked, **brought}
    note = layer_note(index, [*asked, *given], layer)
    with noting(note):
        kept = {n for n in (*asked, *given) if n in positions} if parts.stats else set()
        resolve = Resolver(own, parts.either, positions, kept, named, taken_by(layer))
        bound = _assigned(resolve, asked, given, spec, layer)
        for name, column in shown_by(parts, bound, spec.scales).items():
            if name not in bound and name not in layer.variables:
                bound[name] = computed_variable(name, column)
        check_shares(bound, positions)
        if not parts.said and _all_constant(bound):
            own = without_columns(own)  # one row, however many the data have
        n = _length(bound, own)
        beside = _beside(resolve, layer, shared)
    names = frozenset(given)
    return Draft(index, layer, pairing, own, bound, names, n, parts, late, beside)


def _beside(resolve: Resolver, layer: LayerSpec, shared: Mapping[str, Any]) -> Variable | None:
    """Return the plot's variable on the axis that a marginal layer has values of its own on."""
    if layer.where is None or not layer.where.startswith(MARGIN):
        return None
    axis = VALUES[layer.where.removeprefix(MARGIN)]
    value = shared.get(axis)
    there = is_key(value) and value in resolve.own
    return resolve.inherited(axis, value) if there else None


def _assigned(
    resolve: Resolver,
    asked: Mapping[str, Any],
    given: Mapping[str, Any],
    spec: PlotSpec,
    layer: LayerSpec,
) -> dict[str, Variable]:
    """Resolve what a layer inherits and what it assigns itself; all faults are told at once."""
    bound: dict[str, Variable] = {}
    with Faults() as faults:
        for name, value in asked.items():
            foreign = layer.data is not None and is_key(value) and value not in resolve.own
            if name in FACETS and foreign:
                continue  # data without the facet variable show in every panel
            with faults.trying():
                bound[name] = resolve.inherited(name, value)
        for name, value in given.items():
            with faults.trying():
                if name in FACETS and name not in spec.facet.variables:
                    raise PlotSpecError(
                        f"{name} is assigned in a layer, but the plot has no panels for it; "
                        f"add .facet({name}=...)."
                    )
                bound[name] = resolve.given(name, value)
    return bound


def _settled(draft: Draft, orient: Orient) -> Draft:
    """Return a layer without the plot's variables where its stats read none and it has a share."""
    shares = unread(draft.late, draft.parts, orient)
    if not shares:
        return draft
    variables = {**draft.variables, **shares}
    with noting(draft.note):
        check_shares(variables, draft.positions)
    late = {name: share for name, share in draft.late.items() if name not in shares}
    return replace(draft, variables=variables, late=late)


def _of_the_axis(
    asked: Mapping[str, Any],
    given: Mapping[str, Any],
    members: Sequence[Member],
    positions: Mapping[str, Position],
) -> dict[str, Any]:
    """Return what a layer across the panel inherits: nothing on the axis that it spans.

    Nothing on the other axis either, where it says itself what it is drawn from.
    """
    if says_all(given, members, positions):
        return {name: value for name, value in asked.items() if name not in positions}
    axes = {figure_axis(name, "x", positions) for name in given} - {None}
    return {
        name: value
        for name, value in asked.items()
        if len(axes) != 1 or figure_axis(name, "x", positions) in {None, *axes}
    }


def _bound(draft: Draft, orient: Orient, views: Mapping[str, Views]) -> BoundLayer:
    """Return the layer with its orientation, and with the stats that its marks have by default."""
    variables = draft.variables
    if draft.spans:  # it has no position, whatever the plot has
        variables = {
            name: variable
            for name, variable in variables.items()
            if figure_axis(name, orient, draft.positions) != orient
        }
    variables = _named_in_figure(draft, variables, orient)
    variables = described(variables, draft.parts.stats, draft.positions)
    there = {
        upright(name, orient, draft.positions)
        for name, variable in variables.items()
        if name in draft.positions or not isinstance(variable, ComputedVariable)
    }
    own = {upright(name, orient, draft.positions) for name in draft.own}
    parts = draft.parts
    members = tuple(_with_default(one, there, own, parts.transforms) for one in parts.members)
    view = views.get(draft.axis_name(orient))
    return BoundLayer(
        draft.index,
        draft.spec,
        draft.pairing,
        draft.source,
        variables,
        draft.n,
        orient,
        draft.positions,
        members,
        seeing(parts.transforms, view),
        {upright(name, orient, draft.positions): one.value for name, one in draft.late.items()},
        draft.beside,
    )


def _named_in_figure(
    draft: Draft, variables: Mapping[str, Variable], orient: Orient
) -> dict[str, Variable]:
    """Return the variables; names of what stats make are those that the figure has.

    The values of a horizontal layer lie on x, so that there color="x" shows them.
    """
    positions, found = draft.positions, dict(variables)
    makes = [upright(name, orient, positions) for name in draft.parts.made]
    resolve = Resolver(draft.source, makes, positions, set(variables) & set(positions))
    for name in draft.own & found.keys():
        value = draft.spec.variables[name]
        if not draft.parts.stats or not isinstance(value, str) or name not in PROPERTIES:
            continue
        with noting(draft.note):
            new = resolve.given(name, value)
        if isinstance(new, ComputedVariable):
            new = replace(new, source=upright(new.source, orient, positions))
        found[name] = new
    return found


def _with_default(
    member: Member, there: set[str], own: set[str], transforms: Sequence[Any]
) -> Member:
    """Return a mark with the stat that makes what it needs, unless that is made or given."""
    stats = [t for t in (*transforms, *member.transforms) if isinstance(t, Stat)]
    have = there | {name for stat in stats for name in stat.made()}
    default = member.default_stat()
    if (
        default is None
        or not have.issuperset(default.required())
        or member.mark.part is not None
        or member.can_draw(have)
    ):
        return member
    if not leaves_room(stats):
        return member
    lost = sorted(own & {*default.made()} - {*default.required(), *default.reads})
    if lost:
        needs = [name for name in member.mark.needs if name not in there]
        raise PlotSpecError(
            f"{quoted(lost)} would be overwritten by {type(default).__name__}, which makes what "
            f"{member.mark.name} draws. Assign all that it draws ({quoted(needs)} too), or none."
        )
    return replace(member, transforms=(default, *member.transforms))


def _bind_facets(
    spec: PlotSpec, base: Source | LazySource, owns: Sequence[Source | LazySource]
) -> dict[str, Variable]:
    """Resolve the facet variables: in the data of the plot, else of the first layer with them."""
    facets = {}
    for name, value in spec.facet.variables.items():
        if value is not None:
            named = is_key(value) and value not in base
            home = next((own for own in owns if value in own), base) if named else base
            with noting(f"In facet({name}=...)."):
                facets[name] = Resolver(home, (), {}).inherited(name, value)
    return facets


def _all_constant(bound: Mapping[str, Variable]) -> bool:
    return bool(bound) and all(isinstance(one, ConstantVariable) for one in bound.values())


def _length(bound: Mapping[str, Variable], own: Source | LazySource) -> int:
    """Return the number of rows, which all vectors must share."""
    if own.n is not None:
        return own.n
    vectors = {n: v for n, v in bound.items() if isinstance(v, VectorVariable)}
    lengths = {name: len(v.values) for name, v in vectors.items()}
    if len(set(lengths.values())) > 1:
        raise PlotSpecError(f"Vectors have different lengths: {lengths}. Give one value a row.")
    return next(iter(lengths.values()), 1 if bound else 0)
