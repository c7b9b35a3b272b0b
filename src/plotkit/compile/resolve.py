"""Resolve: a mark's properties become constants or arrays, and the mark says what it draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plotkit.compile.compute import Computed
from plotkit.compile.drawing import Ink
from plotkit.compile.panels import Grid
from plotkit.compile.train import Scales
from plotkit.data.factor import Factor
from plotkit.data.groups import group_rows
from plotkit.data.later import Later
from plotkit.data.roles import FACETS, POSITIONS
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, noting
from plotkit.marks.base import Mappable, Mark
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.properties.base import Theme
from plotkit.properties.registry import PROPERTIES
from plotkit.scales.base import LiteralLooks
from plotkit.scales.ticks import level_label
from plotkit.typing import Array, Codes

_EXTENT = ("width", "baseline")
_ONE: Codes = np.zeros(1, dtype=np.intp)


@dataclass(frozen=True, eq=False)
class Stroke:
    """What one layer draws in each cell of the grid.

    Attributes
    ----------
    computed
        The layer and its table.
    inks
        One a cell; None where the layer draws nothing.
    sticky
        Values of the position or value axis at which the axis ends without a margin.
    """

    computed: Computed
    inks: tuple[Ink | None, ...]
    sticky: tuple[float, ...] = ()


def resolve(computed: Sequence[Computed], grid: Grid, scales: Scales, theme: Theme) -> list[Stroke]:
    """Let every mark draw its values, in every cell."""
    strokes = []
    for one in computed:
        with noting(f"In {one.layer.name}."):
            strokes.append(_stroke(one, grid, scales, theme))
    return strokes


def _stroke(one: Computed, grid: Grid, scales: Scales, theme: Theme) -> Stroke:
    mark, layer = one.layer.mark, one.layer
    table, starts = sort_rows(one)
    constants = constant_looks(mark, theme)
    looks = resolve_looks(mark, table, layer.variables, scales, constants)
    positions = {
        name: column if isinstance(column, Later) else np.asarray(column, dtype=np.float64)
        for name, column in table.columns.items()
        if name in POSITIONS or name in _EXTENT
    }
    whole = Values(positions, looks, table.n, starts)
    labels = _labels(one, table, starts)
    facets = {name: table[name] for name in FACETS if name in table}
    inks: list[Ink | None] = []
    for rows in grid.panels(layer, facets, table.n):
        if rows is not None and not len(rows):
            inks.append(None)
            continue
        values, shown = (whole, labels) if rows is None else _within(whole, rows, labels)
        pane = Pane(flip=one.orient == "y")
        if values.n:
            mark.draw(values, pane)
        ink = Ink(layer.index, type(mark).__name__, tuple(pane.primitives), shown)
        inks.append(ink if pane.primitives else None)
    return Stroke(one, tuple(inks), _sticky(mark, table))


def sort_rows(one: Computed) -> tuple[Table, Codes]:
    """Sort rows by group, and along the position if the mark wants; say where groups begin."""
    table, mark = one.table, one.layer.mark
    if not mark.connects:
        return table, np.arange(table.n)
    keys = [table[name] for name in one.by if _splits(name, table, mark, one)]
    groups = group_rows(keys, table.n)
    starts = groups.starts[: groups.count]
    if groups.count > 1 and not _ascends(groups.codes):
        table = table.take(groups.order)
    if mark.sorts and not _ascends(table["x"], starts):
        group = np.repeat(np.arange(groups.count), groups.sizes)
        table = table.take(np.lexsort((table["x"], group)))
    return table, starts


def _ascends(values: Array, starts: Codes = _ONE) -> bool:
    """Tell whether values are in order already, from each start to the next; NaN comes last."""
    falls = ~(values[1:] >= values[:-1])
    if not falls.any():
        return True
    falls[starts[1:] - 1] = False
    return not falls.any()


def _splits(name: str, table: Table, mark: Mark, one: Computed) -> bool:
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
    return Values(part.positions, part.looks, part.n, starts), shown


def constant_looks(mark: Mark, theme: Theme) -> dict[str, Any]:
    """Return the value of each of a mark's properties where nothing is mapped to it."""
    fields = mark.properties()
    looks: dict[str, Any] = {}

    def look(name: str, seen: tuple[str, ...] = ()) -> Any:
        value = fields[name]
        if isinstance(value, Mappable) and value.depend is not None:
            if value.depend in seen or value.depend not in fields:
                raise PlotSpecError(
                    f"{type(mark).__name__}.{name} depends on {value.depend!r}, which is "
                    "not one of its other properties."
                )
            return look(value.depend, (*seen, name))
        if isinstance(value, Mappable):
            if value.auto:
                return None
            value = theme.rc(value.rc) if value.rc is not None else value.val
        return PROPERTIES[name].standardize(value, theme) if name in PROPERTIES else value

    for name in fields:
        if name not in _EXTENT:
            with noting(f"In property {name!r} of {type(mark).__name__}."):
                looks[name] = look(name)
    return looks


def resolve_looks(
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
    looks: dict[str, Any] = {}

    def look(name: str) -> Any:
        if name in looks:
            return looks[name]
        value = fields[name]
        if not isinstance(value, Mappable):
            return constants[name]
        if name in mapped and name in table and name in scales.looks:
            with noting(f"In property {name!r}."):
                return _mapped(name, table[name], scales)
        return look(value.depend) if value.depend is not None else constants[name]

    for name in fields:
        if name not in _EXTENT:
            looks[name] = look(name)
    return looks


def _mapped(name: str, column: Array | Factor, scales: Scales) -> Any:
    scale = scales.looks[name]
    if name == "text" and isinstance(scale, LiteralLooks):  # the mark writes values itself
        return scale.raw(column) if isinstance(column, Factor) else column
    return scale.look(column)


def _labels(one: Computed, table: Table, starts: Codes) -> tuple[str, ...]:
    """Return the levels that each group of a mark that connects rows stands for."""
    if not one.layer.mark.connects:
        return ()
    names = [n for n in one.by if n not in FACETS and isinstance(table[n], Factor)]
    columns = [table[name] for name in names]
    unique = [i for i, c in enumerate(columns) if not any(_same(c, d) for d in columns[:i])]
    written = [(columns[i].codes, _level_texts(one, names[i], columns[i])) for i in unique]
    return tuple(
        ", ".join(texts[codes[row]] for codes, texts in written if codes[row] >= 0)
        for row in starts
    )


def _level_texts(one: Computed, name: str, column: Factor) -> list[str]:
    """Write the levels of a variable; instants as its own clocks show them."""
    zone = None
    if column.levels and isinstance(column.levels[0], np.datetime64):
        zone = one.layer.summary(name, levels=False).zone
    return [level_label(level, zone) for level in column.levels]


def _same(one: Factor, other: Factor) -> bool:
    return one.levels == other.levels and np.array_equal(one.codes, other.codes)


def _sticky(mark: Mark, table: Table) -> tuple[float, ...]:
    """Return the common baseline of a mark that stands on it."""
    if not mark.sticky or not table.n:
        return ()
    base = table["baseline"]
    if "_baseline" in table and base.min() != base.max():
        return ()
    low = float(base.min())
    return (low,) if np.isfinite(low) else ()
