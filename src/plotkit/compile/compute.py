"""Compute: the stats of each layer, in the engine or in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np

from plotkit.compile.checks import checked
from plotkit.compile.extents import OWN, with_extents
from plotkit.compile.flat import report_flat
from plotkit.compile.large import check_fetching, too_large
from plotkit.compile.move import apply_move, check_needs
from plotkit.compile.pixels import shown_axes
from plotkit.compile.rows import drop_unseen, grouping, layer_rows
from plotkit.compile.stages import Bound, BoundLayer, Computed, Grid, MarkTable, Scales
from plotkit.compile.told import Told
from plotkit.compile.weights import check_weights
from plotkit.data.column import from_days
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.queries import Heard, listening
from plotkit.data.reductions import count
from plotkit.data.relation import Parts, Relation
from plotkit.data.roles import FACETS, STANDARD, visible
from plotkit.data.rowlimit import TooManyRowsError
from plotkit.data.rows import keep_rows
from plotkit.data.table import Table
from plotkit.data.variables import ComputedVariable, ConstantVariable
from plotkit.errors import (
    Faults,
    PlotSpecError,
    PlotTypeError,
    noting,
    of_user,
    quoted,
    suggestion,
    warn,
    warning_of,
)
from plotkit.moves.base import Move
from plotkit.properties.base import Theme
from plotkit.properties.registry import PROPERTIES
from plotkit.stats.base import Stat
from plotkit.stats.shown import ShownAxes
from plotkit.typing import Floats


def compute(bound: Bound, grid: Grid, scales: Scales, theme: Theme) -> list[Computed]:
    """Run the stats of all layers: in an engine first those that tell what others ask."""
    computed: dict[int, Computed] = {}
    order = sorted(range(len(bound.layers)), key=lambda place: not _foretells(bound.layers[place]))
    with Faults() as faults:
        for place in order:
            layer = bound.layers[place]
            with faults.trying(layer.note):
                computed[place] = _run_stats(layer, bound, grid, scales, theme)
    return [computed[place] for place in sorted(computed)]


def _foretells(layer: BoundLayer) -> bool:
    return layer.source.lazy and any(stat.foretells for stat in layer.stats)


def _run_stats(
    layer: BoundLayer, bound: Bound, grid: Grid, scales: Scales, theme: Theme
) -> Computed:
    start = perf_counter()
    with listening() as heard:
        try:
            computed = _computed(layer, bound, grid, scales, theme)
        except TooManyRowsError as error:
            raise too_large(layer, error) from None
    told = replace(computed.told, heard=heard, seconds=perf_counter() - start)
    return replace(computed, told=told)


def _computed(
    layer: BoundLayer, bound: Bound, grid: Grid, scales: Scales, theme: Theme
) -> Computed:
    check_weights(layer)
    rows = layer_rows(layer, scales, grid)
    check_fetching(layer, rows, bound.settings.max_rows)
    by = grouping(layer)
    run = _Run(layer, bound, by, partial(shown_axes, layer, bound, grid, scales, theme))
    transforms = layer.transforms
    last = max((i for i, t in enumerate(transforms) if isinstance(t, Stat)), default=-1)
    made = run.all(transforms[: last + 1], Parts(rows.relation))
    fetched: dict[int, tuple[Relation, Table]] = {}
    dropped = Counter(rows.dropped)

    def table_of(relation: Relation) -> Table:
        if id(relation) not in fetched:
            table = relation.collect().expanded()
            if not isinstance(relation, Table):
                table = checked(table, layer, "A stat in an engine")
            if not rows.certain:
                table, unseen = _without_unseen(table, layer, scales)
                dropped.update(unseen)
            fetched[id(relation)] = relation, _with_variables(table, layer, run.moved)
        return fetched[id(relation)][1]

    marks = [_mark_table(member, made, run, table_of) for member in layer.members]
    _check_computed(layer, marks)
    dropped.update(run.dropped)
    if run.last is not None:
        report_flat(layer, *run.last, marks)
    if not run.dropped and not run.told:
        _warn_of_nothing(layer, rows.relation, marks)
    titles = {
        name: text
        for stat in layer.stats
        for name, text in stat.axis_labels().items()
        if stat.renames or name not in rows.relation
    }
    moves = tuple(t for t in transforms[last + 1 :] if isinstance(t, Move))
    left = tuple(name for name in by if any(name in one.table for one in marks))
    relation, n = rows.relation, layer.source.count
    if n is None and isinstance(relation, Table):
        n = relation.n + sum(rows.dropped.values())
    told = Told(stats=tuple(run.ran), rows=n)
    return Computed(layer, tuple(marks), left, moves, titles, dropped, told)


def _mark_table(
    member: Any, made: Parts, run: _Run, table_of: Callable[[Relation], Table]
) -> MarkTable:
    """Run the stats that a mark has of its own, and fetch what it draws."""
    mark = member.mark
    stats = [t for t in member.transforms if isinstance(t, Stat)]
    own = run.all(stats, made) if stats else made
    parts = {name: table_of(relation) for name, relation in own.others.items()}
    if mark.part is not None and mark.part not in parts:
        raise PlotSpecError(
            f"{mark.name}(part={mark.part!r}) draws a part that no stat of this layer makes."
            f"{suggestion(mark.part, parts)} There are: {quoted(parts)}. The default stat of "
            "another mark is its own; a stat given to add() is for all marks of the layer."
        )
    moves = tuple(t for t in member.transforms if isinstance(t, Move))
    return MarkTable(mark, table_of(own.main), parts, moves)


class _Run:
    """Runs the transforms of a layer one after the other, so that an error names each."""

    def __init__(
        self, layer: BoundLayer, bound: Bound, by: Sequence[str], shown: Callable[[], ShownAxes]
    ) -> None:
        self.layer, self.bound, self.by, self.shown = layer, bound, by, shown
        self.dropped: Counter[str] = Counter()
        """How many rows took no part in a stat, by reason."""
        self.told = False
        """Whether a stat said what it leaves out."""
        self.moved = False
        """Whether a move was made before a stat."""
        self.ran: list[tuple[str, str]] = []
        """Where each stat ran."""
        self.last: tuple[Stat, Relation, Sequence[str]] | None = None
        """The last stat, and what it got."""

    def all(self, transforms: Sequence[Stat | Move], made: Parts) -> Parts:
        """Return what transforms make of the main part; other parts are those of the last stat."""
        for transform in transforms:
            by = [name for name in self.by if name in made.main]
            if isinstance(transform, Stat):
                with noting(f"In stat {type(transform).__name__}{_paired(self.layer)}."):
                    made = self._stat(transform, made.main, by)
            else:
                self.moved = True
                table = with_extents(made.main.collect(), self.layer, self.bound)
                made = Parts(apply_move(transform, table, by, self.layer), **made.others)
        return made

    def _stat(self, stat: Stat, relation: Relation, by: Sequence[str]) -> Parts:
        name = type(stat).__name__
        # What is infinite or undefined is told as dropped.
        user = of_user(stat, f"{self.layer.name}: the stat {name}")
        quiet = np.errstate(all="ignore")
        with quiet, listening() as heard, warning_of(self.layer.name) as told, user:
            result: Any = self._told(stat)(relation, by)
        self.last = stat, relation, by
        self.ran.append((name, _where(relation, heard, self.layer)))
        self.told |= bool(told)
        parts = result if isinstance(result, Parts) else Parts(result)
        self.dropped.update(getattr(parts.main, "left_out", {}))
        facets = [name for name in by if name in FACETS]
        for made in (parts.main, *parts.others.values()):
            if not hasattr(made, "collect"):
                raise PlotTypeError(
                    f"A stat must return a relation, not {type(made).__name__}; "
                    "return data.group(...).agg(...), data.derive(...) or a so.Table."
                )
            lost = [name for name in facets if name not in made]
            if lost:
                raise PlotSpecError(
                    f"A stat must keep the columns that it is grouped by, and this one lost "
                    f"{quoted(lost)}, so that nobody knows in which panel its rows belong. "
                    "Group by the names in `by`, and return them."
                )
            _check_names_made(made, relation)
        name = f"Stat {type(stat).__name__}"
        others = {n: self._checked(part, name) for n, part in parts.others.items()}
        return Parts(self._checked(parts.main, name), **others)

    def _told(self, stat: Stat) -> Stat:
        """Return a stat that knows the pixels of its panel, if it wants to."""
        return stat if type(stat).on_page is Stat.on_page else stat.on_page(self.shown())

    def _checked(self, made: Relation, name: str) -> Relation:
        return checked(made, self.layer, name) if isinstance(made, Table) else made


def _paired(layer: BoundLayer) -> str:
    """Return the columns of a panel among pairs of columns, for messages."""
    if (layer.axis_name("x"), layer.axis_name("y")) == ("x", "y"):
        return ""
    titles = {axis: layer.variables[axis].title for axis in ("x", "y") if axis in layer.variables}
    named = [f"{axis}={title!r}" for axis, title in titles.items() if title is not None]
    return f" of {' and '.join(named)}" if named else ""


def _where(relation: Relation, heard: Heard, layer: BoundLayer) -> str:
    """Return where a stat ran: in memory, in an engine, or on rows that came from there."""
    engine = layer.source.engine
    if isinstance(relation, Table):
        return "memory"
    fetched = any(query.purpose == "rows" for query in heard.queries)
    return f"memory, on rows fetched from {engine}" if fetched else engine


def _check_names_made(made: Relation, before: Relation) -> None:
    """Raise if a stat makes a column by the name of a property or a facet."""
    named = [n for n in made if n in FACETS or (n in PROPERTIES and n not in STANDARD)]
    taken = [name for name in named if name not in before]
    changed = [
        name
        for name in named
        if isinstance(before, Table)
        and isinstance(made, Table)
        and name in before
        and isinstance(before[name], Factor)
        and not isinstance(made[name], Factor)
    ]
    if taken or changed:
        name = (taken or changed)[0]
        raise PlotSpecError(
            f"A stat must not make a column {name!r}, which is a property or a facet. Give it "
            f"another name, and say shows = {{{name!r}: ...}} if {name} is to show it."
        )


def _without_unseen(table: Table, layer: BoundLayer, scales: Scales) -> tuple[Table, Counter[str]]:
    """Leave out amounts that their scale cannot show: in an engine not all could be told."""
    amounts = {
        name: table[name]
        for name in layer.variables
        if name in table and layer.is_property(name) and not isinstance(table[name], Factor)
    }
    numbers = {name: v for name, v in amounts.items() if v.dtype.kind in "fiub"}
    keep, dropped = keep_rows(drop_unseen(numbers, layer, scales), table.n)
    return (table if keep is None else table.filter(keep)), dropped


def _with_variables(table: Table, layer: BoundLayer, moved: bool) -> Table:
    """Add what the layer assigns to stats' columns, and extents that are the same for all rows."""
    columns: dict[str, Any] = {}
    for name, variable in layer.variables.items():
        own = OWN.get(name)
        if own is None or own in table:
            continue
        if isinstance(variable, ConstantVariable):
            columns[own] = float(variable.column(1).floats()[0])
        elif not isinstance(variable, ComputedVariable):
            names = " and ".join(type(stat).__name__ for stat in layer.stats)
            warn(
                f"{layer.name}: {name} is mapped, but {names} makes rows of its own, which have "
                f"no {name} of the data; all have the usual one."
            )
    for name, computed in layer.computed.items():
        source = computed.source
        source = source if source in table else layer.aliases.get(source, source)
        if source not in table:
            continue
        column = table[source]
        if layer.is_property(name):
            column = in_data_units(column, source, table, layer)
        columns[OWN.get(name, layer.upright(name))] = column
    # A width that a stat makes is a share, as that of a mark; that of an earlier move is not.
    if "width" in table and not (moved and "width" not in layer.made):
        columns[OWN["width"]] = table["width"]
        table = table.without("width")
    if "baseline" in layer.made and "baseline" in table:
        units = table.unit("y")
        columns[OWN["baseline"]] = units.inverse(table["baseline"])
        table = table.without("baseline")
    table = table.with_(**columns) if columns else table
    return _put(table, layer.put) if layer.put else table


def _put(table: Table, late: Mapping[str, float]) -> Table:
    """Put all rows at shares of the panel, where no scale and no move reaches them."""
    axes = {name: axis for name, axis in table.coords.axes.items() if name not in late}
    return replace(table.with_(**late), coords=replace(table.coords, axes=axes))


def _check_computed(layer: BoundLayer, marks: Sequence[MarkTable]) -> None:
    """Raise unless each of the stats' columns that the layer names is there."""
    tables = [t for one in marks for t in (one.table, *one.parts.values())]
    moves = {name for t in layer.transforms if isinstance(t, Move) for name in t.made()}
    moves |= layer.aliases.keys()
    for name, variable in layer.computed.items():
        if variable.source not in moves and not any(variable.source in table for table in tables):
            for one in marks:  # a stat by default made nothing where the mark lacks a position
                check_needs(one.mark, one.table.columns, layer)
            there = visible(dict.fromkeys(column for table in tables for column in table))
            raise PlotSpecError(
                f"{name}={variable.source!r} names a column that the stats of this layer did not "
                f"make.{suggestion(variable.source, there)} There are: {quoted(there)}."
            )

    declared = {name: type(stat).__name__ for stat in layer.stats for name in stat.made()}
    for name, given in layer.variables.items():
        text = given.value if isinstance(given, ConstantVariable) else None
        if not isinstance(text, str) or text in declared or not layer.is_property(name):
            continue
        if text in layer.positions or not any(text in table for table in tables):
            continue
        names = " or ".join(type(stat).__name__ for stat in layer.stats)
        raise PlotSpecError(
            f"{name}={text!r} names no column of the data, and the one that {names} made is not "
            f"declared. Add it to makes: {{{text!r}: 'number'}} or 'category'."
        )


def in_data_units(column: Any, name: str, table: Table, layer: BoundLayer) -> Any:
    """Return a column for a property: a position as the data have it, others as they are."""
    units = table.coords.unit_of(name)
    if units is None or isinstance(column, Factor):
        return column
    if units.levels is not None:
        codes = np.rint(column)
        whole = np.array_equal(codes, column, equal_nan=True)
        if not whole:  # between levels, such as their mean
            return column
        known = np.nan_to_num(codes, nan=-1.0).astype(np.intp)
        return Factor(np.where(known < len(units.levels), known, -1), units.levels)
    data = column
    if layer.given_on(table.coords.axes[name]):
        data = column if units.linear else _significant(units.inverse(column))
    timed = units.kind in (Kind.TIME, Kind.DURATION)
    return from_days(data, units.kind) if timed else data


def _significant(values: Floats) -> Floats:
    """Return values without what the way to axis units and back has added in the last digits."""
    with np.errstate(all="ignore"):
        unit = 10.0 ** (13 - np.floor(np.log10(np.abs(values))))
        rounded = np.round(values * unit) / unit
    return np.where(np.isfinite(rounded), rounded, values)


def _warn_of_nothing(layer: BoundLayer, rows: Relation, marks: Sequence[MarkTable]) -> None:
    """Say so if stats made an empty layer of rows that were there."""
    if not layer.stats or any(t.n for one in marks for t in (one.table, *one.parts.values())):
        return
    n = rows.n if isinstance(rows, Table) else int(rows.scalars(n=count())["n"])
    if not n:
        return
    names = [type(stat).__name__ for stat in layer.stats]
    warn(
        f"{layer.name}: {' and '.join(names)} made nothing of {n} rows, so the layer is "
        "empty. Check weights and range, and whether each group has enough rows."
    )


def replaced(one: Computed, tables: Mapping[int, Table]) -> Computed:
    """Return a layer with other tables in place of those that are known by their id."""
    marks = [
        replace(
            mark,
            table=tables.get(id(mark.table), mark.table),
            parts={name: tables.get(id(t), t) for name, t in mark.parts.items()},
        )
        for mark in one.marks
    ]
    return replace(one, marks=tuple(marks))
