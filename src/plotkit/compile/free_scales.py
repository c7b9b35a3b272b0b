"""Free: panels that do not share a nominal axis each show their own levels only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from plotkit.compile.compute import replaced
from plotkit.compile.limits import axis_name, share_groups
from plotkit.compile.stages import Bound, BoundLayer, Computed, Grid, Scales
from plotkit.data.roles import AXES
from plotkit.data.table import Table
from plotkit.scales.base import AxisScale
from plotkit.scales.nominal import Nominal
from plotkit.scales.order import is_listed
from plotkit.typing import Axis, Codes, Floats

CellScales = Mapping[Axis, list[AxisScale]]
"""The scale of each axis of each cell."""


def free_scales(
    computed: Sequence[Computed], bound: Bound, grid: Grid, scales: Scales
) -> tuple[list[Computed], CellScales]:
    """Return the tables with positions counted within their panels, and the scales of all cells.

    An axis keeps all its levels where the user listed them, and where a layer is shown in every
    panel for want of the facet variable.
    """
    layers = list(computed)
    cells: dict[Axis, list[AxisScale]] = {}
    for axis in AXES:
        groups = share_groups(bound.spec, grid, axis)
        names = [axis_name(cell, axis) for cell in grid.cells]
        cells[axis] = [scales.axes[name] for name in names]
        for name in dict.fromkeys(names):
            own = [groups[i] for i, other in enumerate(names) if other == name]
            held = [i for i, one in enumerate(layers) if one.layer.axis_name(axis) == name]
            if len(set(own)) > 1 and _can_differ(name, scales, [layers[i] for i in held], grid):
                moved, levels = _closed_up(
                    axis, name, groups, [layers[i] for i in held], grid, scales
                )
                for i, one in zip(held, moved, strict=True):
                    layers[i] = one
                for number, other in enumerate(names):
                    if other == name:
                        cells[axis][number] = levels[groups[number]]
    return layers, cells


def _can_differ(name: str, scales: Scales, held: Sequence[Computed], grid: Grid) -> bool:
    chosen = scales.chosen[name]
    listed = isinstance(chosen, Nominal) and is_listed(chosen.order)
    whole = all(facet in table for one in held for table in one.tables for facet in grid.levels)
    units = scales.axes[name].units
    return units.discrete and not units.amounts and not listed and whole


def _closed_up(
    axis: Axis,
    name: str,
    groups: Sequence[int],
    held: Sequence[Computed],
    grid: Grid,
    scales: Scales,
) -> tuple[list[Computed], list[AxisScale]]:
    """Close up the levels of one axis within each group of panels that share it."""
    whole = scales.axes[name]
    known = whole.units.levels or ()
    used = np.zeros((max(groups) + 1, len(known)), dtype=bool)
    rows = {id(t): _group_of_rows(one.layer, t, groups, grid) for one in held for t in one.tables}
    for one in held:
        for table in one.tables:
            for column in _positions(one.layer, table, axis):
                codes, beside = _nearest(table[column], len(known))
                there = ~np.isnan(beside)
                used[rows[id(table)][there], codes[there]] = True
    place = np.cumsum(used, axis=1) - 1.0
    moved = []
    for one in held:
        tables = {}
        for table in one.tables:
            changed = {}
            for column in _positions(one.layer, table, axis):
                codes, beside = _nearest(table[column], len(known))
                changed[column] = place[rows[id(table)], codes] + beside
            tables[id(table)] = table.with_(**changed)
        moved.append(replaced(one, tables))
    levels = [
        tuple(level for level, there in zip(known, own, strict=True) if there) for own in used
    ]
    return moved, [replace(whole, units=replace(whole.units, levels=own)) for own in levels]


def _nearest(positions: Floats, n: int) -> tuple[Codes, Floats]:
    """Return the level that each position is at, and how far beside it: NaN where missing."""
    codes = np.clip(np.rint(np.nan_to_num(positions)), 0, n - 1).astype(np.intp)
    return codes, positions - codes


def _positions(layer: BoundLayer, table: Table, axis: Axis) -> list[str]:
    """Return the upright columns of a table that lie on an axis of the figure."""
    return [
        name
        for upright in AXES
        if layer.figure_axis(upright) == axis
        for name in table.positions(upright)
    ]


def _group_of_rows(layer: BoundLayer, table: Table, groups: Sequence[int], grid: Grid) -> Codes:
    """Return for each row the group of panels it is shown in."""
    group = np.zeros(table.n, dtype=np.intp)
    for number, rows in enumerate(grid.panels(layer, table)):
        if rows is None:
            group[:] = groups[number]
        else:
            group[rows] = groups[number]
    return group
