"""Resolve: a mark's properties become constants or arrays, and the mark says what it draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.compile.drawing import MarkDrawing
from plotkit.compile.move import BEFORE
from plotkit.compile.rowgroups import RowGroups, level_texts
from plotkit.compile.stages import Grid, MarkTable, Placed, Scales
from plotkit.data.deferred import Deferred
from plotkit.data.factor import Factor, same_levels
from plotkit.data.groups import group_rows
from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.errors import Faults, PlotSpecError, noting, of_user
from plotkit.marks.base import Mark
from plotkit.marks.given import is_blank
from plotkit.marks.listed import Listed
from plotkit.marks.mappable import Mappable
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.page import Chained
from plotkit.properties.base import Theme
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass, replace
from plotkit.scales.base import IdentityScale
from plotkit.scales.ticks.defaults import number_style
from plotkit.stats.base import Stat
from plotkit.typing import Array, Codes

_EXTENTS = ("width", "baseline")
MOST_GROUPED = 100_000
"""Of more rows no file has the groups: they are a picture, or too many to be styled."""
_ONE: Codes = np.zeros(1, dtype=np.intp)


@dataclass(frozen=True, eq=False)
class LayerDrawing:
    """What one layer draws in each cell of the grid.

    Attributes
    ----------
    placed
        The layer and its tables.
    cells
        For each cell what the marks draw there, those that draw nothing left out.
    sticky
        Values of the value axis at which it ends without a margin.
    lonely
        What splits the rows, if each group that a mark joins has one row only.
    """

    placed: Placed
    cells: tuple[tuple[MarkDrawing, ...], ...]
    sticky: tuple[float, ...] = ()
    lonely: tuple[str, ...] = ()


def resolve(
    placed: Sequence[Placed], grid: Grid, scales: Scales, theme: Theme
) -> list[LayerDrawing]:
    """Let every mark draw its values, in every cell."""
    drawings = []
    known: dict[int, dict[str, Any]] = {}  # a mark is the same one in all pairings
    with Faults() as faults:
        for one in placed:
            with faults.trying(one.layer.note):
                rows = [sort_rows(one, each) for each in one.marks]
                drawn = []
                for each, own in zip(one.marks, rows, strict=True):
                    constants = known.get(id(each.mark))
                    if constants is None:
                        constants = known[id(each.mark)] = constant_properties(each.mark, theme)
                    drawn.append(_cells(one, each, *own, grid, scales, constants, theme))
                cells = [tuple(m for m in c if m is not None) for c in zip(*drawn, strict=True)]
                lonely = _lonely(one, rows, theme)
                drawings.append(LayerDrawing(one, tuple(cells), _sticky(one), lonely))
    return drawings


def _cells(
    one: Placed,
    each: MarkTable,
    table: Table,
    starts: Codes,
    grid: Grid,
    scales: Scales,
    constants: Mapping[str, Any],
    theme: Theme,
) -> list[MarkDrawing | None]:
    """Let one mark draw its sorted rows in every cell."""
    mark, layer = each.mark, one.layer
    whole = _values(one, mark, table, starts, scales, constants)
    whole = replace(whole, numbers=number_style(theme))
    labels = _labels(one, mark, table, starts)
    groups = RowGroups.of(one, table) if table.n <= MOST_GROUPED else None
    parts = {
        name: (
            grid.panels(layer, part),
            _values(one, mark, part, np.arange(part.n), scales, constants),
        )
        for name, part in each.parts.items()
    }
    drawn: list[MarkDrawing | None] = [None] * len(grid.cells)
    told = layer.spec.legend and any(_has_guide(scales, name) for name in layer.variables)
    raster = layer.spec.mark.raster if mark.raster is None else mark.raster
    stat = _last_stat(one, each)
    note = stat is not None and (mark.part or "main") in stat.notes
    place = table.place
    if stat is not None and layer.panel == "xy" and "text" in mark.properties():
        listed = Listed(layer.orient == "y")  # what it makes of each group is at one place
        place = listed if place is None else Chained(place, listed)
    for number, rows in enumerate(grid.panels(layer, table)):
        if not parts and rows is not None and not len(rows):
            continue
        here = {name: _some(values, cells[number]) for name, (cells, values) in parts.items()}
        if (rows is not None and not len(rows)) and not any(v.n for v in here.values()):
            continue
        values, shown = (whole, labels) if rows is None else _within(whole, rows, labels)
        values = values if values is whole else replace(values, entire=whole)
        pane = Pane(layer.orient == "y", place, layer.panel)
        if values.n or any(v.n for v in here.values()):
            with of_user(mark, f"{layer.name}: the mark {mark.name}"):
                mark.draw(replace(values, parts=here) if here else values, pane)
        if pane.primitives:
            held = tuple(pane.primitives)
            own = None if groups is None else groups.here(rows, mark.draws(values))
            look = (shown, told, raster, note, own)
            drawn[number] = MarkDrawing(layer.index, mark.name, held, *look)
    return drawn


def _last_stat(one: Placed, each: MarkTable) -> Stat | None:
    """Return the last stat that made the rows of a mark, if any did."""
    layer, number = one.layer, [id(mark) for mark in one.marks].index(id(each))
    ways = (*layer.transforms, *layer.members[number].transforms)
    return next((way for way in reversed(ways) if isinstance(way, Stat)), None)


def _values(
    one: Placed,
    mark: Mark,
    table: Table,
    starts: Codes,
    scales: Scales,
    constants: Mapping[str, Any],
) -> Values:
    """Return the rows of a table as a mark gets them, in all panels together."""
    layer = one.layer
    properties = resolve_properties(mark, table, layer.variables, scales, constants)
    shares = {name: at for name, at in layer.positions.items() if at.on == "width"}
    fixed = {*layer.shares, *layer.late}
    positions: dict[str, Any] = {}
    unmoved: dict[str, Any] = {}
    for name, column in table.columns.items():
        if name in table.coords.axes or name in _EXTENTS or name in fixed:
            plain = isinstance(column, Deferred)
            positions[name] = column if plain else np.asarray(column, dtype=np.float64)
        elif name in mark.reads:
            positions[name] = np.asarray(column, dtype=np.float64)
        elif name in shares:
            positions[name] = np.asarray(column, dtype=np.float64) * table["width"]
        elif name.startswith(BEFORE):
            unmoved[name.removeprefix(BEFORE)] = np.asarray(column, dtype=np.float64)
    return Values(positions, properties, table.n, starts, unmoved=unmoved, connected=mark.connects)


def _some(values: Values, rows: Codes | None) -> Values:
    return values if rows is None else values.where(rows)


def sort_rows(one: Placed, each: MarkTable) -> tuple[Table, Codes]:
    """Sort rows by group, and along the position if the mark wants; say where groups begin."""
    table, mark = each.drawn, each.mark
    if not mark.connects:
        return table, np.arange(table.n)
    keys = [table[name] for name in _splitting(one, mark, table)]
    keys += [table["x"]] if mark.along == "y" and "x" in table else []
    groups = group_rows(keys, table.n)
    starts = groups.starts[: groups.count]
    if groups.count > 1 and not _ascends(groups.codes):
        table = table.take(groups.order)
    if mark.sorts and not _ascends(table[mark.along], starts):
        group = np.repeat(np.arange(groups.count), groups.sizes)
        table = table.take(np.lexsort((table[mark.along], group)))
    return table, starts


def _splitting(one: Placed, mark: Mark, table: Table) -> list[str]:
    """Return what splits the rows of a mark that connects them."""
    names = [*one.by, *one.layer.computed]
    split = [name for name in names if name in table and _splits(name, table, mark)]
    return list(dict.fromkeys([*split, *(name for name in one.categories if name in table)]))


def _lonely(one: Placed, rows: Sequence[tuple[Table, Codes]], theme: Theme) -> tuple[str, ...]:
    """Return what splits the rows of a mark, if all that it joins are groups of one row."""
    for each, (table, starts) in zip(one.marks, rows, strict=True):
        mark = each.mark
        if not mark.connects or mark.along == "y" or not 1 < table.n == len(starts):
            continue
        marked = "marker" in mark.properties() and (
            "marker" in table or not is_blank(constant_properties(mark, theme)["marker"])
        )
        if not marked:
            return tuple(_splitting(one, mark, table))
    return ()


def _ascends(values: Array, starts: Codes = _ONE) -> bool:
    """Tell whether values are in order already, from each start to the next; NaN comes last."""
    falls = ~(values[1:] >= values[:-1])
    if not falls.any():
        return True
    falls[starts[1:] - 1] = False
    return not falls.any()


def _splits(name: str, table: Table, mark: Mark) -> bool:
    """Tell whether a variable splits the rows of a mark that connects them.

    Every discrete variable does, whether this mark shows it or not; an amount only where the mark
    shows it and cannot vary along the way.
    """
    if name in FACETS or name == "group":
        return True
    if name in mark.properties():
        return mark.grouping(name)
    return isinstance(table[name], Factor)


def _within(whole: Values, rows: Codes, labels: tuple[str, ...]) -> tuple[Values, tuple[str, ...]]:
    """Return the rows of one panel; groups never cross panels, so they stay whole."""
    part = whole.where(rows)
    if len(whole.starts) == whole.n:
        return part, ()
    group = np.searchsorted(whole.starts, rows, side="right") - 1
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    shown = tuple(labels[g] for g in group[starts]) if labels else ()
    return part.grouped(starts), shown


def constant_properties(mark: Mark, theme: Theme) -> dict[str, Any]:
    """Return the value of each of a mark's properties where nothing is mapped to it."""
    fields = mark.properties()
    properties: dict[str, Any] = {}

    def resolved(name: str, seen: tuple[str, ...] = ()) -> Any:
        value = fields[name]
        if isinstance(value, Mappable) and value.depend is not None:
            if value.depend in seen or value.depend not in fields:
                raise PlotSpecError(
                    f"{type(mark).__name__}.{name} depends on {value.depend!r}, which is "
                    "not one of its other properties."
                )
            return resolved(value.depend, (*seen, name))
        if isinstance(value, Mappable):
            if value.auto:
                return None
            said = value.val if value.rc is None else theme.rc(value.rc)
            fits = value.rc is None and name in PROPERTIES
            value = PROPERTIES[name].fitted(said, theme) if fits else said
        return PROPERTIES[name].standardize(value, theme) if name in PROPERTIES else value

    name = ""
    with noting(lambda: f"In property {name!r} of {type(mark).__name__}."):
        for name in fields:
            if name not in _EXTENTS:
                properties[name] = resolved(name)
    return properties


def resolve_properties(
    mark: Mark,
    table: Table,
    mapped: Mapping[str, Any],
    scales: Scales,
    constants: Mapping[str, Any],
) -> dict[str, Any]:
    """Return each property of a mark: what the user fixed, else what is mapped, else its default.

    A property that depends on another takes the other's values, mapped or not.
    """
    fields = mark.properties()
    properties: dict[str, Any] = {}

    def resolved(name: str) -> Any:
        if name in properties:
            return properties[name]
        value = fields[name]
        if not isinstance(value, Mappable):
            return constants[name]
        if name in mapped and name in table and name in scales.properties:
            with noting(f"In property {name!r}."):
                return _mapped(name, table[name], scales)
        return resolved(value.depend) if value.depend is not None else constants[name]

    for name in fields:
        if name not in _EXTENTS:
            properties[name] = resolved(name)
    return properties


def _mapped(name: str, column: Array | Factor, scales: Scales) -> Any:
    scale = scales.properties[name]
    if name == "text" and isinstance(scale, IdentityScale):  # the mark writes values itself
        return scale.raw(column)
    return scale.outputs(column)


def _labels(one: Placed, mark: Mark, table: Table, starts: Codes) -> tuple[str, ...]:
    """Return the levels that each group of a mark that connects rows stands for."""
    if not mark.connects:
        return ()
    names = [n for n in (*one.by, *one.categories) if n in table and n not in FACETS]
    names = [name for name in names if isinstance(table[name], Factor)]
    columns = [table[name] for name in names]
    unique = [i for i, c in enumerate(columns) if not any(_same(c, d) for d in columns[:i])]
    written = [(columns[i].codes, level_texts(one, names[i], columns[i])) for i in unique]
    return tuple(
        ", ".join(texts[codes[row]] for codes, texts in written if codes[row] >= 0)
        for row in starts
    )


def _has_guide(scales: Scales, name: str) -> bool:
    scale = scales.properties.get(name)
    return scale is not None and scale.legend and scale.guide is not None


def _same(one: Factor, other: Factor) -> bool:
    return same_levels(one.levels, other.levels) and np.array_equal(one.codes, other.codes)


def _sticky(one: Placed) -> tuple[float, ...]:
    """Return the common baseline of marks that stand on it."""
    lows: list[float] = []
    for each in one.marks:
        table = each.drawn
        if not each.mark.sticky or not table.n:
            continue
        base = table["baseline"]
        if "_baseline" in table and base.min() != base.max():
            continue
        lows.append(float(base.min()))
    return tuple(low for low in dict.fromkeys(lows) if np.isfinite(low))
