"""Free: panels that do not share a nominal axis each show their own levels only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from plotkit.compile.bind import Bound
from plotkit.compile.compute import Computed
from plotkit.compile.limits import axis_name, share_groups
from plotkit.compile.panels import Grid
from plotkit.compile.train import Scales
from plotkit.data.roles import AXES, POSITIONS
from plotkit.scales.base import AxisScale
from plotkit.scales.nominal import Nominal
from plotkit.scales.order import is_listed
from plotkit.typing import Axis, Codes, Floats

CellScales = Mapping[Axis, list[AxisScale]]
"""The scale of each axis of each cell."""


def free(
    computed: Sequence[Computed], bound: Bound, grid: Grid, scales: Scales
) -> tuple[list[Computed], CellScales]:
    """Return the tables with positions counted within their panels, and the scales of all cells.

    An axis keeps all its levels where the user listed them, and where a layer is shown in every
    panel for want of the facet variable.
    """
    tables = list(computed)
    cells: dict[Axis, list[AxisScale]] = {}
    for axis in AXES:
        groups = share_groups(bound.spec, grid, axis)
        names = [axis_name(cell, axis) for cell in grid.cells]
        cells[axis] = [scales.axes[name] for name in names]
        for name in dict.fromkeys(names):
            own = [groups[i] for i, other in enumerate(names) if other == name]
            held = [i for i, one in enumerate(tables) if one.layer.axis_name(axis) == name]
            if len(set(own)) > 1 and _can_differ(name, scales, [tables[i] for i in held], grid):
                _split(axis, name, groups, held, tables, grid, cells)
    return tables, cells


def _can_differ(name: str, scales: Scales, held: Sequence[Computed], grid: Grid) -> bool:
    chosen = scales.chosen[name]
    listed = isinstance(chosen, Nominal) and is_listed(chosen.order)
    whole = all(facet in one.table for one in held for facet in grid.levels)
    return scales.axes[name].discrete and not listed and whole


def _split(
    axis: Axis,
    name: str,
    groups: Sequence[int],
    held: Sequence[int],
    tables: list[Computed],
    grid: Grid,
    cells: dict[Axis, list[AxisScale]],
) -> None:
    """Close up the levels of one axis within each group of panels that share it."""
    levels = next(s for s, n in zip(cells[axis], _names(grid, axis), strict=True) if n == name)
    known = levels.units.levels or ()
    used = np.zeros((max(groups) + 1, len(known)), dtype=bool)
    rows = {i: _group_of_rows(tables[i], groups, grid) for i in held}
    for i in held:
        for column in _positions(tables[i], axis):
            codes, beside = _nearest(tables[i].table[column], len(known))
            there = ~np.isnan(beside)
            used[rows[i][there], codes[there]] = True
    place = np.cumsum(used, axis=1) - 1.0
    for i in held:
        table = tables[i].table
        moved = {}
        for column in _positions(tables[i], axis):
            codes, beside = _nearest(table[column], len(known))
            moved[column] = place[rows[i], codes] + beside
        tables[i] = replace(tables[i], table=table.with_(**moved))
    for number, other in enumerate(_names(grid, axis)):
        if other == name:
            own = tuple(
                level for level, there in zip(known, used[groups[number]], strict=True) if there
            )
            cells[axis][number] = replace(levels, units=replace(levels.units, levels=own))


def _nearest(positions: Floats, n: int) -> tuple[Codes, Floats]:
    """Return the level that each position is at, and how far beside it: NaN where missing."""
    codes = np.clip(np.rint(np.nan_to_num(positions)), 0, n - 1).astype(np.intp)
    return codes, positions - codes


def _names(grid: Grid, axis: Axis) -> list[str]:
    return [axis_name(cell, axis) for cell in grid.cells]


def _positions(one: Computed, axis: Axis) -> list[str]:
    """Return the upright columns of a table that lie on an axis of the figure."""
    return [n for n in one.table if n in POSITIONS and POSITIONS[one.true_name(n)] == axis]


def _group_of_rows(one: Computed, groups: Sequence[int], grid: Grid) -> Codes:
    """Return for each row the group of panels it is shown in."""
    facets = {name: one.table[name] for name in grid.levels}
    group = np.zeros(one.table.n, dtype=np.intp)
    for number, rows in enumerate(grid.panels(one.layer, facets, one.table.n)):
        if rows is None:
            group[:] = groups[number]
        else:
            group[rows] = groups[number]
    return group
