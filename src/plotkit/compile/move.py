"""Move: what stats made comes to axis units; marks get their extents and are displaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from plotkit.compile.checks import checked
from plotkit.compile.declared import refers
from plotkit.compile.extents import narrowed, with_extents
from plotkit.compile.flat import without_interval
from plotkit.compile.rows import layer_coordinates
from plotkit.compile.stages import Bound, BoundLayer, Computed, MarkTable, Placed, Scales
from plotkit.compile.union import joined_only, on_union
from plotkit.data.factor import Factor
from plotkit.data.table import Table, distinct
from plotkit.data.variables import ConstantVariable
from plotkit.errors import Faults, PlotSpecError, PlotTypeError, noting, of_user, quoted
from plotkit.marks.base import Mark
from plotkit.moves.base import Move
from plotkit.spec.joining import joins_in_order
from plotkit.typing import Array, Bools

BEFORE = "before:"
"""Prefix of columns that keep a position as it was before any move."""
_OF = "table:"
"""The column that tells which of several tables, moved together, a row is of."""


def move(computed: Sequence[Computed], bound: Bound, scales: Scales) -> list[Placed]:
    """Bring all layers to axis units and make their moves."""
    placed = []
    with Faults() as faults:
        for one in computed:
            with faults.trying(one.layer.note):
                placed.append(_placed(one, bound, scales))
        for number, found in enumerate(placed):
            if refers(found.layer.members):
                with faults.trying(found.layer.note):
                    placed[number] = _beside(found, placed)
    return placed


def _beside(one: Placed, placed: Sequence[Placed]) -> Placed:
    """Let marks find the places of other layers that they refer to."""
    tables = [
        each.drawn
        for other in placed
        if not refers(other.layer.members) and other.layer.orient == one.layer.orient
        for each in other.marks
        if "x" in each.drawn
    ]
    marks = []
    for each in one.marks:
        mark: Any = each.mark
        table = mark.beside(each.table, tables) if mark.refers else each.table
        marks.append(replace(each, table=table))
    return replace(one, marks=tuple(marks))


def _placed(one: Computed, bound: Bound, scales: Scales) -> Placed:
    layer = one.layer
    tables = {id(t): _with_units(t, layer, bound, scales) for t in one.tables}
    if one.moves:
        shaped = next((one.mark for one in layer.members if joins_in_order(one.mark)), None)
        moved = _moved(list(tables.values()), one.moves, one.by, layer, shaped)
        tables = dict(zip(tables, moved, strict=True))
    tables = {key: _with_made(table, layer) for key, table in tables.items()}
    marks, halved = [], Counter[str]()
    undrawn: dict[int, Counter[str]] = {}  # of each table: a row is drawn if any mark draws it
    for each in one.marks:
        table = tables[id(each.table)]
        parts = {name: tables[id(part)] for name, part in each.parts.items()}
        found, lost, half = _of_mark(each, table, parts, one.by, layer, bound)
        marks.append(found)
        undrawn[id(each.drawn)] = min(undrawn.get(id(each.drawn), lost), lost, key=Counter.total)
        halved.update(half)
    dropped = sum(undrawn.values(), Counter(one.dropped))
    by = tuple(name for name in one.by if any(name in each.table for each in marks))
    own = (move for member in layer.members for move in member.transforms)
    made = {
        name: title
        for move in (*one.moves, *own)
        if isinstance(move, Move)
        for name, title in move.axis_labels().items()
    }
    new = {
        name: title
        for move in one.moves
        if move.renames
        for name, title in move.axis_labels().items()
    }
    titles = {name: made.get(name, title) for name, title in one.titles.items()} | new
    return Placed(layer, tuple(marks), by, titles, dropped, halved)


def _with_units(table: Table, layer: BoundLayer, bound: Bound, scales: Scales) -> Table:
    """Return a table whose positions are all in axis units, with extents."""
    table = replace(table, coords=layer_coordinates(layer, scales))
    made: dict[str, Any] = {}
    for axis in ("x", "y"):
        if not layer.given_on(axis):
            forward = table.unit(axis).forward
            made |= {name: forward(table[name]) for name in table.positions(axis)}
    with np.errstate(all="ignore"):  # of widths beyond all floats nothing is drawn
        return with_extents(table.with_(**made) if made else table, layer, bound)


def _with_made(table: Table, layer: BoundLayer) -> Table:
    """Add what the layer assigns to columns that its moves made."""
    made = {n: v.source for n, v in layer.computed.items() if n not in table and v.source in table}
    return table.with_(**{n: table[source] for n, source in made.items()}) if made else table


def _of_mark(
    each: MarkTable,
    table: Table,
    parts: Mapping[str, Table],
    by: Sequence[str],
    layer: BoundLayer,
    bound: Bound,
) -> tuple[MarkTable, Counter[str], Counter[str]]:
    """Make the moves that a mark has of its own, and let it prepare what it draws."""
    mark = each.mark
    if each.moves:
        every = distinct((table, *parts.values()))
        moved = _moved(every, each.moves, by, layer, mark if joins_in_order(mark) else None)
        found = dict(zip(map(id, every), moved, strict=True))
        table, parts = found[id(table)], {name: found[id(t)] for name, t in parts.items()}
    if not joins_in_order(mark):
        table = joined_only(table)
        parts = {name: joined_only(part) for name, part in parts.items()}
    parts = {name: narrowed(mark, part, layer, bound) for name, part in parts.items()}
    table = narrowed(mark, table, layer, bound)
    drawn = table if mark.part is None else parts[mark.part]
    check_needs(mark, drawn.columns, layer)
    if drawn.n:
        drawn = mark.prepare(drawn, by)
        check_needs(mark, drawn.columns, layer)
    drawn, lost, half = _defined(mark, drawn, layer)
    if mark.part is None:
        return MarkTable(mark, drawn, parts), lost, half
    return MarkTable(mark, table, {**parts, mark.part: drawn}), lost, half


def _defined(
    mark: Mark, table: Table, layer: BoundLayer
) -> tuple[Table, Counter[str], Counter[str]]:
    """Leave out rows without a position that a stat or move could not compute; count them.

    Rows of which a mark draws half are counted too.
    """
    dropped, halved = Counter[str](), Counter[str]()
    if mark.interrupts:
        return table, dropped, halved
    why = "undefined" if layer.stats else "missing"
    if layer.stats and "ymin" in mark.needed(table.columns):
        alone = without_interval(table)
        if alone.any() and ("y" not in mark.needed(table.columns) or alone.all()):
            table = table.filter(~alone)  # nothing is lost, or `flat` has told it
    for name in mark.needed(table.columns):
        lost, middle = _lost(table, name), mark.halves.get(name)
        if lost.any() and middle is not None and middle in table:
            whole = ~_lost(table, middle) & ~np.all([_lost(table, end) for end in mark.halves], 0)
            half = int((lost & whole).sum())
            halved.update({f"missing {layer.upright(name)}": half} if half else {})
            table = table.with_(**{name: np.where(lost, np.nan, table[name])})
            lost &= ~whole
        if lost.any():
            dropped[f"{why if middle else 'undefined'} {layer.upright(name)}"] = int(lost.sum())
            table = table.filter(~lost)
    return table, dropped, halved


def _lost(table: Table, name: str) -> Bools:
    """Tell which rows have no place on an axis, not even at its end."""
    unit = table.coords.unit_of(name)
    everywhere = unit is None or not unit.linear
    return np.asarray(np.isnan(table[name]) if everywhere else ~np.isfinite(table[name]))


def check_needs(mark: Mark, there: Collection[str], layer: BoundLayer) -> None:
    """Raise PlotSpecError unless the mark has all the positions it needs."""
    missing = [name for name in mark.needed(there) if name not in there]
    if not missing:
        return
    stats = [stat for stat in layer.stats if stat.made()]
    default = mark.default_stat()
    made: Collection[str] = () if default is None else default.made()
    asked = [] if default is None else [n for n in default.required() if n not in there]
    if default is not None and asked and all(n in missing for n in mark.needs if n in made):
        # Not what the stat makes is what lacks, but what it makes that of.
        missing = list(dict.fromkeys([*(n for n in missing if n not in made), *asked]))
        stats.append(default)
    true = [layer.upright(name) for name in missing]
    others = "".join(f", or {' and '.join(map(layer.upright, one))}" for one in mark.alternatives)
    makes = "".join(
        f"; {type(stat).__name__} makes {quoted(map(layer.upright, stat.made()))}" for stat in stats
    )
    raise PlotSpecError(
        f"{layer.name}: {' and '.join(true)} {'is' if len(true) == 1 else 'are'} required"
        f"{others}; "
        f"given: {quoted(layer.variables)}{makes}. "
        f"Assign in Plot(...) or add(...), or add a stat that makes it{_of_one(layer)}."
    )


def _of_one(layer: BoundLayer) -> str:
    """Return words on stats that make a value of the one position that is given; "" if none do."""
    given = [variable for name, variable in layer.variables.items() if layer.axis_of(name)]
    marks = [member.mark for member in layer.members if member.default_stat() is None]
    plain = [mark for mark in marks if set(mark.needs) == {"x", "y"} and not mark.planar]
    if layer.stats or len(given) != 1 or len(plain) < len(layer.members):
        return ""
    if isinstance(given[0], ConstantVariable):
        return ""
    if given[0].kind.discrete:
        return ", as so.Count() does"
    joined = all(mark.connects for mark in plain)
    return ", as so.KDE() and so.Hist() do" if joined else ", as so.Hist() does"


# ------------------------------------------------------------------------------------- the moves


def apply_move(move: Move, table: Table, by: Sequence[str], layer: BoundLayer) -> Table:
    """Make one move, so that an error names it."""
    with noting(f"In move {type(move).__name__}."):
        turned = move.turned() if layer.orient == "y" else move
        name = type(move).__name__
        # What is infinite or undefined is told as dropped.
        with np.errstate(all="ignore"), of_user(move, f"{layer.name}: the move {name}"):
            moved: Any = turned(table, [name for name in by if name in table])
        if not isinstance(moved, Table):
            raise PlotTypeError(
                f"A move must return a table, not {type(moved).__name__}; return t.with_(...)."
            )
        if moved.n < table.n:
            raise PlotSpecError(
                f"A move must keep all rows, and this one lost {table.n - moved.n} of {table.n}. "
                "To leave rows out, filter the data, or write a stat."
            )
        lost = [name for name in table if name not in moved and ":" not in name]
        if lost:
            raise PlotSpecError(
                f"A move must keep all columns, and this one lost {quoted(lost)}; "
                "return t.with_(...) with what it changes."
            )
        return checked(moved, layer, f"Move {type(move).__name__}")


def _remembering(table: Table) -> Table:
    """Return a table that keeps its positions as they are, for marks that ask where they were."""
    if any(name.startswith(BEFORE) for name in table):
        return table
    kept = {name: table.column(name) for axis in ("x", "y") for name in table.positions(axis)}
    return table.with_(**{BEFORE + name: column for name, column in kept.items()})


def _moved(
    tables: Sequence[Table],
    moves: Sequence[Move],
    by: Sequence[str],
    layer: BoundLayer,
    shaped: Mark | None,
) -> list[Table]:
    """Make the moves of a layer on all of its tables.

    If a mark makes shapes of them (`shaped`), moves may ask for rows between its own.
    """
    moved = [_remembering(table) for table in tables]
    if shaped is not None and any(each.fills for each in moves):
        names = [*by, *(name for name, what in layer.made.items() if what == "category")]
        moved = [on_union(table, names, BEFORE, shaped.steps) for table in moved]
    for each in moves:
        if each.together and len(moved) > 1:
            moved = _together(each, moved, by, layer)
        else:
            moved = [apply_move(each, table, by, layer) for table in moved]
    return moved


def _together(
    move: Move, tables: Sequence[Table], by: Sequence[str], layer: BoundLayer
) -> list[Table]:
    """Make a move on several tables at once, so that they agree on what lies where."""
    table = apply_move(move, _joined(tables), by, layer)
    number = table[_OF]
    made = [name for name in table if not any(name in one for one in tables)]
    return [
        table.take(np.flatnonzero(number == i)).select(
            *(name for name in table if name in one or (name in made and name != _OF))
        )
        for i, one in enumerate(tables)
    ]


def _joined(tables: Sequence[Table]) -> Table:
    """Put tables below each other; what one of them lacks is missing in its rows."""
    names = list(dict.fromkeys(name for table in tables for name in table))
    sizes = [table.n for table in tables]
    columns = {name: _below([t.columns.get(name) for t in tables], sizes) for name in names}
    columns[_OF] = np.repeat(np.arange(len(tables)), sizes)
    return tables[0].like(columns, sum(sizes))


def _below(parts: Sequence[Any], sizes: Sequence[int]) -> Array | Factor:
    """Put one column of several tables below each other."""
    there = [part for part in parts if part is not None]
    if any(isinstance(part, Factor) for part in there):
        levels = tuple(dict.fromkeys(level for part in there for level in part.levels))
        codes = [
            np.full(n, -1, dtype=np.intp) if part is None else part.recode(levels).codes
            for part, n in zip(parts, sizes, strict=True)
        ]
        return Factor(np.concatenate(codes), levels, there[0].declared)
    arrays = [
        np.full(n, np.nan) if part is None else np.asarray(part)
        for part, n in zip(parts, sizes, strict=True)
    ]
    return np.concatenate(arrays)
