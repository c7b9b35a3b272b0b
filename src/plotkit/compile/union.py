"""Union: a row of each group at each position of the others, for shapes that lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.marks.steps import Where
from plotkit.typing import Array, Floats

BETWEEN = "_between"
"""The column that tells which rows were added between others: only what joins rows draws them."""


def on_union(table: Table, by: Sequence[str], before: str, steps: Where | None = None) -> Table:
    """Return a table in which each group has a row at each position of its panel.

    Values are interpolated between those of the group, along axis units of the position and in data
    units; beyond its ends they are on the baseline.

    Parameters
    ----------
    table
        The rows, in axis units, with their baseline.
    by
        Names of the grouping columns.
    before
        Prefix of columns that keep a position as it was before any move.
    steps
        Where values step from row to row, if they do.
    """
    if "y" not in table or not table.n:
        return table
    own, at = _added(table, by)
    if not len(own):
        return table
    whole = table.take(np.concatenate([np.arange(table.n), _templates(table, by)[own]]))
    new = np.arange(whole.n) >= table.n
    changed: dict[str, Any] = {BETWEEN: new}
    for name in _kept(table, "x", before):
        changed[name] = np.concatenate([table[name], at])
    for name in _kept(table, "y", before):
        changed[name] = np.concatenate([table[name], _between(table, by, name, own, at, steps)])
    return whole.with_(**changed)


def joined_only(table: Table) -> Table:
    """Return the rows that are there for marks which do not join them."""
    return table.filter(~table[BETWEEN]) if BETWEEN in table else table


def _kept(table: Table, axis: str, before: str) -> list[str]:
    names = table.positions(axis)
    return [*names, *(before + name for name in names if before + name in table)]


def _slices(table: Table, by: Sequence[str]) -> Sequence[Array]:
    """Return the rows of each group in each panel."""
    names = dict.fromkeys((*(n for n in FACETS if n in table), *(n for n in by if n in table)))
    return table.group(*names).groups.slices()


def _templates(table: Table, by: Sequence[str]) -> Array:
    """Return the first row of each group."""
    return np.array([rows[0] for rows in _slices(table, by)])


def _added(table: Table, by: Sequence[str]) -> tuple[Array, Floats]:
    """Return the group and the position of each row that is not there."""
    x = table["x"]
    panels = table.group(*(name for name in FACETS if name in table)).groups
    every = [np.unique(x[rows][np.isfinite(x[rows])]) for rows in panels.slices()]
    own, at = [], []
    for group, rows in enumerate(_slices(table, by)):
        lacks = np.setdiff1d(every[panels.codes[rows[0]]], x[rows])
        own.append(np.full(len(lacks), group))
        at.append(lacks)
    return np.concatenate(own), np.concatenate(at)


def _between(
    table: Table, by: Sequence[str], name: str, own: Array, at: Floats, steps: Where | None
) -> Floats:
    """Return the values of a position of added rows."""
    units, x = table.unit("y"), table["x"]
    base = units.inverse(np.asarray(table["baseline"], dtype=np.float64))
    height = units.inverse(table[name]) - base
    made = np.zeros(len(own))
    ends = np.searchsorted(own, np.arange(own.max(initial=-1) + 2))
    for group, rows in enumerate(_slices(table, by)):
        if group + 1 >= len(ends) or ends[group] == ends[group + 1]:
            continue
        new = slice(ends[group], ends[group + 1])
        there = rows[np.isfinite(height[rows])]
        places, where = np.unique(x[there], return_inverse=True)
        if len(places):
            sums = np.bincount(where, weights=height[there])
            made[new] = _interpolated(at[new], places, np.asarray(sums, dtype=np.float64), steps)
        made[new] += base[rows[0]]
    with np.errstate(divide="ignore", invalid="ignore"):
        values: Floats = units.forward(made)
    return values


def _interpolated(at: Floats, places: Floats, values: Floats, steps: Where | None) -> Floats:
    """Return values between those at rising places, on the lines or the steps from each to each."""
    straight: Floats = np.interp(at, places, values, left=0.0, right=0.0)
    if steps is None:
        return straight
    if steps == "mid":
        nearest = np.searchsorted(places[:-1] + np.diff(places) / 2, at)
    elif steps == "pre":
        nearest = np.searchsorted(places, at)
    else:
        nearest = np.searchsorted(places, at, side="right") - 1
    held = values[np.clip(nearest, 0, len(places) - 1)]
    return np.where((at < places[0]) | (at > places[-1]), 0.0, held)
