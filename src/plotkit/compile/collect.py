"""Collect: the rows of a layer in axis units, upright, without those that cannot be drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from plotkit.compile.bind import BoundLayer
from plotkit.compile.panels import Grid
from plotkit.compile.train import Scales
from plotkit.data import expr
from plotkit.data.column import Column
from plotkit.data.convert import engine_levels, to_column
from plotkit.data.factor import Coded, Factor
from plotkit.data.kind import Kind
from plotkit.data.lazy import LARGEST, LazyTable
from plotkit.data.lazysource import LazySource
from plotkit.data.reductions import count, total
from plotkit.data.relation import Relation
from plotkit.data.roles import EXTRAS, FACETS, POSITIONS, flipped
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError
from plotkit.scales.base import AxisScale, LevelLooks, LookScale, RampLooks
from plotkit.stats.base import Stat
from plotkit.typing import Array, Bools, Orient

OWN = {"width": "_width", "baseline": "_baseline"}
"""Names of columns that hold a mapped width (a share) or baseline (data units) as given."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a layer before stats.

    Attributes
    ----------
    relation
        Upright, in axis units; categories as factors (or keys, in an engine).
    by
        What stats and moves are grouped by: facets, then mapped properties.
    dropped
        How many rows are left out, by reason.
    """

    relation: Relation
    by: tuple[str, ...]
    dropped: Counter[str]


def collect(layer: BoundLayer, orient: Orient, scales: Scales, grid: Grid) -> Rows:
    """Return the rows of a layer as a relation."""
    _check_extras(layer)
    units = layer_units(layer, orient, scales)
    by = tuple(
        name
        for name in (*FACETS, *(n for n in layer.variables if n not in FACETS))
        if name in layer.variables
        and name not in POSITIONS
        and name not in EXTRAS
        and layer.variables[name].computed is None
    )
    if isinstance(layer.source, LazySource):
        return _from_engine(layer, layer.source, orient, scales, grid, units, by)
    return _from_memory(layer, orient, scales, grid, units, by)


def _check_extras(layer: BoundLayer) -> None:
    for name in EXTRAS:
        kind = layer.kind(name) if name in layer.variables else Kind.NUMBER
        if kind not in (Kind.NUMBER, Kind.BOOLEAN):
            raise PlotSpecError(f"{name} needs numbers, but its variable is a {kind.value}.")


def layer_units(layer: BoundLayer, orient: Orient, scales: Scales) -> dict[str, Units]:
    """Return what numbers mean on the upright axes of a layer."""
    units = {}
    for axis in ("x", "y"):
        there = flipped(axis) if orient == "y" else axis
        scale = scales.axes.get(layer.axis_name(there))
        if scale is not None:
            units[axis] = scale.units
    return units


def _from_memory(
    layer: BoundLayer,
    orient: Orient,
    scales: Scales,
    grid: Grid,
    units: Mapping[str, Units],
    by: tuple[str, ...],
) -> Rows:
    columns: dict[str, Array | Factor | Coded] = {}
    ends: dict[str, tuple[float, float]] = {}
    bad: dict[str, Bools] = {}
    stats = any(isinstance(transform, Stat) for transform in layer.spec.transforms)
    interrupts = layer.mark.interrupts and not stats
    for name, variable in layer.variables.items():
        if variable.computed is not None:
            continue
        column = layer.column(name)
        if name in POSITIONS:
            scale = scales.axes[layer.axis_name(POSITIONS[name])]
            placed = scale.place(column)
            upright = flipped(name) if orient == "y" else name
            columns[upright] = placed
            if not scale.discrete and scale.transform.linear:
                ends[upright] = column.ends()
            if not interrupts:
                bad |= _unplaced(name, column, placed, scale)
        else:
            columns[OWN.get(name, name)] = values = _looked(name, column, scales, grid)
            if isinstance(values, Factor):
                bad |= _unlisted(name, column, values, scales.looks.get(name))
            elif name in EXTRAS:
                bad |= _only(
                    {f"missing {name}": np.isnan(values), f"infinite {name}": np.isinf(values)}
                )
            elif isinstance(look := scales.looks.get(name), RampLooks):
                bad |= without_look(name, values, look)
            else:
                bad |= _only({f"missing {name}": column.missing()})
    table = Table(columns, layer.n or 0, dict(units), ends)
    keep, dropped = keep_rows(bad, table.n)
    return Rows(table if keep is None else table.filter(keep), by, dropped)


def _looked(name: str, column: Column, scales: Scales, grid: Grid) -> Array | Factor:
    """Return the values of a variable that is no position, as its scale reads them."""
    if name in FACETS:
        return column.factor().recode(grid.levels[name])
    if name in EXTRAS:
        return column.floats()
    look = scales.looks[name]
    if isinstance(look, LevelLooks):
        return column.factor().recode(look.levels, look.joined)
    if isinstance(look, RampLooks):
        return column.floats()
    if name == "group" or column.kind in (Kind.TIME, Kind.DURATION):
        return column.factor()
    return column.values


def _unplaced(
    name: str, column: Column, placed: Array | Coded, scale: AxisScale
) -> dict[str, Bools]:
    """Return the rows that have no place on an axis, by reason."""
    if isinstance(placed, Coded):
        lost = placed.codes < 0 if placed.incomplete else np.zeros(0, dtype=bool)
    elif scale.transform.linear and column.finite:
        return {}
    else:
        lost = ~np.isfinite(placed)
    if not lost.any():
        return {}
    missing = lost & column.missing()
    reasons = {f"missing {name}": missing}
    rest = lost & ~missing
    if not rest.any():
        return reasons
    if scale.discrete:
        return reasons | {f"{name} in an unlisted level": rest}
    infinite = rest & ~np.isfinite(column.floats())
    outside = rest & ~infinite
    reasons |= {f"infinite {name}": infinite}
    return _only(reasons | {f"{name} outside its {scale.transform.name} scale": outside})


def _unlisted(
    name: str, column: Column, values: Factor, look: LookScale | None
) -> dict[str, Bools]:
    if not values.incomplete:
        return {}
    lost = values.missing
    missing = lost & column.missing()
    reasons = {} if look is not None and look.na else {f"missing {name}": missing}
    return _only(reasons | {f"{name} in an unlisted level": lost & ~missing})


def without_look(name: str, values: Array, look: RampLooks) -> dict[str, Bools]:
    """Return the amounts that a scale cannot show, by reason."""
    missing = np.isnan(values)
    reasons = {} if look.na else {f"missing {name}": missing}
    present = values[~missing] if missing.any() else values
    # Scales are monotonic: if both extremes have a look, all have one.
    ends = np.array([present.min(), present.max()]) if len(present) else np.empty(0)
    if _unseen(look, ends).any():
        reasons[f"{name} outside its scale"] = _unseen(look, values) & ~missing
    return _only(reasons)


def _unseen(look: RampLooks, values: Array) -> Bools:
    """Tell which amounts have no look: no number, no red in the colour (its alpha may be open)."""
    looks = look.look(values)
    first = looks[:, 0] if looks.ndim == 2 else looks
    return np.asarray(first != first)


def _only(reasons: Mapping[str, Bools]) -> dict[str, Bools]:
    return {reason: rows for reason, rows in reasons.items() if rows.any()}


def keep_rows(bad: Mapping[str, Bools], n: int) -> tuple[Bools | None, Counter[str]]:
    """Return the rows to keep, and how many are dropped for each reason, each row counted once."""
    if not bad:
        return None, Counter()
    lost = np.zeros(n, dtype=bool)
    dropped: Counter[str] = Counter()
    for reason, rows in bad.items():
        new = int((rows & ~lost).sum())
        if new:
            dropped[reason] = new
        lost |= rows
    return ~lost, dropped


# ------------------------------------------------------------------------------- in an engine


def _from_engine(
    layer: BoundLayer,
    source: LazySource,
    orient: Orient,
    scales: Scales,
    grid: Grid,
    units: Mapping[str, Units],
    by: tuple[str, ...],
) -> Rows:
    used = {n: v for n, v in layer.variables.items() if v.computed is None}
    upright = {n: OWN.get(n, flipped(n) if orient == "y" else n) for n in used}
    relation = source.relation(
        {upright[n]: v.key for n, v in used.items() if v.key is not None},
        {upright[n]: v.value for n, v in used.items() if v.key is None},
    )
    data: LazyTable = replace(relation, units=dict(units))
    own = [upright[name] for name in used if name in OWN]
    data = data.derive(**{name: expr.as_float(data[name]) for name in own}) if own else data
    conditions: dict[str, Any] = {}
    forwards: dict[str, AxisScale] = {}
    joined: dict[str, Any] = {}
    for name in used:
        column = data[upright[name]]
        scale = scales.axes[layer.axis_name(POSITIONS[name])] if name in POSITIONS else None
        if scale is not None and not scale.discrete:
            if layer.kind(name) is Kind.CATEGORY:
                scale.place(Factor(np.empty(0, dtype=np.intp), ()))  # which says what to do
            conditions |= _placed(name, column, scale)
            if not scale.units.linear:
                forwards[upright[name]] = scale
            continue
        look = scales.looks.get(name)
        if _drops_missing(name, scale, look):
            conditions[f"missing {name}"] = ~column.is_null()
        if name in EXTRAS:
            conditions[f"infinite {name}"] = expr.between(column, -LARGEST, LARGEST)
        shown = _shown(name, column, layer, scale, look, grid)
        conditions |= {
            reason: column.is_null() | condition if look is not None and look.na else condition
            for reason, condition in shown.items()
        }
        levels, joins = _levels(name, scale, look, grid)
        if joins:
            joined[upright[name]] = _with_joined(column, levels)
    data, dropped = _filtered(data, conditions)
    return Rows(_forward(data.derive(**joined) if joined else data, forwards), by, dropped)


def _placed(name: str, column: Any, scale: AxisScale) -> dict[str, Any]:
    """Return the conditions under which a number has a place on an axis, by what is wrong else."""
    conditions = {
        f"missing {name}": ~column.is_null(),
        f"infinite {name}": expr.between(column, -LARGEST, LARGEST),
    }
    low, high = scale.transform.domain
    if np.isfinite(low) or np.isfinite(high):
        inside = max(np.nextafter(low, np.inf), -LARGEST), min(np.nextafter(high, -np.inf), LARGEST)
        reason = f"{name} outside its {scale.transform.name} scale"
        conditions[reason] = expr.between(column, float(inside[0]), float(inside[1]))
    return conditions


def _filtered(data: LazyTable, conditions: Mapping[str, Any]) -> tuple[LazyTable, Counter[str]]:
    """Keep the rows that fulfil all conditions; count the others by the first that they do not."""
    dropped: Counter[str] = Counter()
    keep: Any = None
    kept: dict[str, Any] = {}
    for place, condition in enumerate(conditions.values()):
        keep = condition if keep is None else keep & condition
        kept[f"_keep{place}"] = keep
    if not kept:
        return data, dropped
    flagged = data.derive(**{name: expr.as_float(flag) for name, flag in kept.items()})
    facts = flagged.scalars(_n=count(), **{name: total(name) for name in kept})
    left = int(facts["_n"])
    for reason, name in zip(conditions, kept, strict=True):
        there = int(np.nan_to_num(facts[name]))
        if there < left:
            dropped[reason] = left - there
        left = there
    return (data.filter(keep) if dropped else data), dropped


def _drops_missing(name: str, scale: AxisScale | None, look: LookScale | None) -> bool:
    if scale is not None or name in FACETS or name in EXTRAS or name == "group":
        return True
    return look is not None and not look.na


def _levels(
    name: str, scale: AxisScale | None, look: LookScale | None, grid: Grid
) -> tuple[tuple[Any, ...] | None, bool]:
    """Return the levels that are shown of a variable, and whether the last joins all others."""
    if name in FACETS:
        return grid.levels[name], False
    if scale is not None:
        return scale.units.levels or (), scale.units.joined
    return (look.levels, look.joined) if isinstance(look, LevelLooks) else (None, False)


def _with_joined(column: Any, levels: tuple[Any, ...] | None) -> Any:
    """Return an engine's column with the last level in place of all that are none of the others."""
    *named, rest = engine_levels(levels or (), joined=True)
    return expr.with_rest(column, named, rest)


def _shown(
    name: str,
    column: Any,
    layer: BoundLayer,
    scale: AxisScale | None,
    look: LookScale | None,
    grid: Grid,
) -> dict[str, Any]:
    """Return the conditions under which a value that is not missing has a place or a look."""
    if isinstance(look, RampLooks):
        low, high = look.domain
        reason = f"{name} outside its scale"
        if high < np.inf:
            return {reason: expr.between(column, max(low, -LARGEST), high)}
        return {reason: column >= low} if low > -np.inf else {}
    levels, joined = _levels(name, scale, look, grid)
    if levels is None or joined:
        return {}
    there = layer.summary(name, levels=True).levels or ()
    if set(there) <= set(levels):
        return {}
    known = [level for level in there if level in levels]
    if layer.kind(name) in (Kind.NUMBER, Kind.TIME, Kind.DURATION) or (
        layer.kind(name) is Kind.BOOLEAN and name in POSITIONS
    ):
        known = to_column(known, name).floats().tolist() if known else []
    listed = column.is_in(known) if known else column.is_null()  # of those that are not missing
    return {f"{name} in an unlisted level": listed}


def _forward(data: LazyTable, scales: Mapping[str, AxisScale]) -> Relation:
    """Transform positions to axis units: in the engine where it can, else in memory."""
    if not scales:
        return data
    if all(scale.transform.engine for scale in scales.values()):
        return data.derive(
            **{name: scale.transform.forward(data[name]) for name, scale in scales.items()}
        )
    table = data.collect()
    return table.with_(**{name: scale.units.forward(table[name]) for name, scale in scales.items()})
