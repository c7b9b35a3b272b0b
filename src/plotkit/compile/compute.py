"""Compute: stats, in the engine or in memory; then width, baseline and moves in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from plotkit.compile.bind import Bound, BoundLayer
from plotkit.compile.collect import OWN, collect, layer_units
from plotkit.compile.orient import orient, shared_width
from plotkit.compile.panels import Grid
from plotkit.compile.settle import settled
from plotkit.compile.train import Scales
from plotkit.data.later import Later
from plotkit.data.relation import Relation
from plotkit.data.roles import POSITIONS, flipped
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, PlotTypeError, noting, quoted, warn
from plotkit.marks.base import Mappable
from plotkit.moves.base import Move
from plotkit.stats.base import Stat
from plotkit.typing import Orient


@dataclass(frozen=True, eq=False)
class Computed:
    """The table of one layer.

    Attributes
    ----------
    layer
        The layer.
    orient
        Which axis is the position.
    table
        Upright, in axis units; `y` that a stat made is in data units until its scale is trained.
    by
        Names of the grouping columns that are left.
    rest
        Moves that are still to be made.
    made
        Titles of the axes whose variable a stat made, by upright name.
    dropped
        How many rows were left out, by reason.
    """

    layer: BoundLayer
    orient: Orient
    table: Table
    by: tuple[str, ...]
    rest: tuple[Stat | Move, ...] = ()
    made: Mapping[str, str] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)

    def true_name(self, name: str) -> str:
        """Return the name of an upright position as the figure has it."""
        return flipped(name) if self.orient == "y" else name


def compute(bound: Bound, grid: Grid, scales: Scales) -> list[Computed]:
    """Run the stats of all layers."""
    computed = []
    for layer in bound.layers:
        with noting(f"In {layer.name}; given: {quoted(layer.variables)}."):
            computed.append(_run_stats(layer, bound, grid, scales))
    return computed


def _run_stats(layer: BoundLayer, bound: Bound, grid: Grid, scales: Scales) -> Computed:
    axis = orient(layer, scales)
    rows = collect(layer, axis, scales, grid)
    transforms = layer.spec.transforms
    last = max((i for i, t in enumerate(transforms) if isinstance(t, Stat)), default=-1)
    relation: Relation = rows.relation
    by, made = rows.by, dict[str, str]()
    for transform in transforms[: last + 1]:
        if isinstance(transform, Stat):
            made |= transform.axis_labels()
        relation = _apply(transform, relation, by, layer, axis, bound)
        by = tuple(name for name in by if name in relation)
    table, unseen = settled(relation.collect().expanded(), layer, scales, grid)
    dropped = rows.dropped + unseen
    if last >= 0:
        _warn_of_nothing(layer, rows.relation, table)
    table = table.with_(**_constant_extents(layer, table))
    made = {name: label for name, label in made.items() if name not in rows.relation}
    computed_names = {n: v.computed for n, v in layer.variables.items() if v.computed}
    table = table.with_(**{name: table[str(column)] for name, column in computed_names.items()})
    return Computed(layer, axis, table, by, transforms[last + 1 :], made, dropped)


def _warn_of_nothing(layer: BoundLayer, rows: Relation, made: Table) -> None:
    """Say so if stats made an empty layer of rows that were there."""
    if made.n or not isinstance(rows, Table) or not rows.n:
        return
    names = [type(one).__name__ for one in layer.spec.transforms if isinstance(one, Stat)]
    warn(
        f"{layer.name}: {' and '.join(names)} made nothing of {rows.n} rows, so the layer is "
        "empty. Check weights and range, and whether each group has enough rows."
    )


def _constant_extents(layer: BoundLayer, table: Table) -> dict[str, float]:
    """Return the width and baseline that are the same for all rows, which no stat can change."""
    given = {
        own: layer.variables[name].value for name, own in OWN.items() if name in layer.variables
    }
    return {own: v for own, v in given.items() if v is not None and own not in table}


def _apply(
    transform: Stat | Move,
    relation: Relation,
    by: Sequence[str],
    layer: BoundLayer,
    axis: Orient,
    bound: Bound,
) -> Relation:
    """Run one stat or move, so that an error names it."""
    kind = "stat" if isinstance(transform, Stat) else "move"
    with noting(f"In {kind} {type(transform).__name__}."):
        if isinstance(transform, Stat):
            result = transform(relation, by)
            if not hasattr(result, "collect"):
                raise PlotTypeError(
                    f"A stat must return a relation, not {type(result).__name__}; "
                    "return data.group(...).agg(...), data.derive(...) or a so.Table."
                )
            return result
        table = relation.collect()
        table = _with_extent(table, layer, bound)
        moved = (transform.turned() if axis == "y" else transform)(table, by)
        if not isinstance(moved, Table):
            raise PlotTypeError(
                f"A move must return a table, not {type(moved).__name__}; return t.with_(...)."
            )
        return moved


def finish(computed: Sequence[Computed], bound: Bound, scales: Scales) -> list[Computed]:
    """Bring what stats made to axis units; add width and baseline, make moves, complete."""
    done = []
    for one in computed:
        with noting(f"In {one.layer.name}; given: {quoted(one.layer.variables)}."):
            done.append(_finish(one, bound, scales))
    return done


def _finish(one: Computed, bound: Bound, scales: Scales) -> Computed:
    layer = one.layer
    table = Table(one.table.columns, one.table.n, layer_units(layer, one.orient, scales))
    given = {
        one.true_name(name)
        for name, variable in layer.variables.items()
        if name in POSITIONS and variable.computed is None
    }
    on_axis = {POSITIONS[name] for name in given}
    new = {
        name: table.unit(POSITIONS[name]).forward(table[name])
        for name in table
        if name in POSITIONS and POSITIONS[name] not in on_axis
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        table = _with_extent(table.with_(**new), layer, bound)
    for transform in one.rest:
        relation = _apply(transform, table, one.by, layer, one.orient, bound)
        table = relation.collect()
    table = _with_extent(layer.mark.complete(table, one.by), layer, bound)
    _check_needs(layer, table, one.orient)
    table, undefined = _defined(table, one)
    by = tuple(name for name in one.by if name in table)
    return replace(one, table=table, rest=(), by=by, dropped=one.dropped + undefined)


def _defined(table: Table, one: Computed) -> tuple[Table, Counter[str]]:
    """Leave out rows without a position that a stat or move could not compute; count them."""
    dropped: Counter[str] = Counter()
    if one.layer.mark.interrupts:
        return table, dropped
    for name in one.layer.mark.needs:
        lost = np.isnan(table[name])
        if lost.any():
            dropped[f"undefined {one.true_name(name)}"] = int(lost.sum())
            table = table.filter(~lost)
    return table, dropped


def _with_extent(table: Table, layer: BoundLayer, bound: Bound) -> Table:
    """Add the width and the baseline of each row's mark, in axis units."""
    if "width" in table:  # a move was made before a stat, and the stat kept it
        return table
    fields = layer.mark.properties()
    width: Any = _own(table, fields, "width", shared_width(bound))
    base: Any = _own(table, fields, "baseline", 0.0)
    units = table.unit("y")
    if not units.linear:
        with np.errstate(divide="ignore", invalid="ignore"):
            base = units.forward(np.asarray(base, dtype=np.float64))
    if "space" in table or isinstance(width, np.ndarray):
        width = width * (table["space"] if "space" in table else _spacing(table))
    else:  # many marks have no use for it
        share = float(width)
        width = Later(lambda: share * _spacing(table), table.n)
    return table.with_(width=width, baseline=base)


def _own(table: Table, fields: Mapping[str, object], name: str, default: float) -> Any:
    """Return the mapped column, or the mark's constant."""
    if OWN[name] in table:
        return table[OWN[name]]
    value = fields.get(name, default)
    if isinstance(value, Mappable):
        value = value.val
    if not isinstance(value, int | float | np.number):
        raise PlotSpecError(f"{name} must be a number, not {value!r}.")
    return float(value)


def _spacing(table: Table) -> float:
    """Return the smallest distance between positions: 1 on a nominal axis, or if there is one."""
    if "x" not in table or table.unit("x").discrete or not table.n:
        return 1.0
    x = table["x"]
    places = x if (x[1:] >= x[:-1]).all() else np.unique(x)  # missing ones fail the comparison
    places = places[np.isfinite(places)]
    steps = np.diff(places)
    steps = steps[steps > 1e-9 * (np.ptp(places) if len(places) else 0.0)]  # 0.3 and 0.1 + 0.2
    return float(steps.min()) if len(steps) else 1.0


def _check_needs(layer: BoundLayer, table: Table, axis: Orient) -> None:
    """Raise PlotSpecError unless the mark has all the positions it needs."""
    missing = [name for name in layer.mark.needs if name not in table]
    if not missing:
        return
    true = [flipped(name) if axis == "y" else name for name in missing]
    given = quoted(name for name in layer.variables)
    verb = "is" if len(true) == 1 else "are"
    raise PlotSpecError(
        f"{layer.name}: {' and '.join(true)} {verb} required; given: {given}. "
        "Assign in Plot(...) or add(...), or add a stat that makes it."
    )
