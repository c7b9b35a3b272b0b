"""Counts on a grid before a bandwidth is known: one pass over the rows, or one query."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any, TypeAlias

import numpy as np

from plotkit.data import expr
from plotkit.data.blocks import blocks
from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import Reduction, count, max_, min_, sum_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.records import dataclass, replace
from plotkit.stats.bygroup import ByGroup
from plotkit.stats.density import FARTHEST, FineCounts, Moments, shared_out
from plotkit.stats.finegrid import MOST_CELLS
from plotkit.typing import Floats

CELLS = 4096
"""Cells of the grid."""
ENOUGH = 5
"""So many of them must be in one bandwidth."""
FEW_CELLS, MANY = 1024, 10
"""What small data need, whose transforms then cost less."""
SMALL = 100_000
"""Rows of small data."""


def first_counts(
    data: Relation, names: Sequence[str], along: str, ends: bool
) -> tuple[ByGroup, Moments, FineCounts | None]:
    """Count a column by group, by one query if its ends are known and groups are few.

    Each cell tells three moments of the places in it, from which bandwidths are found, too.

    Parameters
    ----------
    data
        The rows, all with a finite value.
    names
        What they are grouped by.
    along
        The column.
    ends
        Whether the extremes of each group must be exact, or may be those of cells in an engine.

    Returns
    -------
    rows
        The groups with their n, low and high.
    moments
        Of each group.
    counts
        None if there is no such grid, as where different values of a group lie in one cell.
    """
    if isinstance(data, LazyTable) and data.known.tells(along):
        levels = [data.engine_levels(name) for name in names]
        groups = prod(len(own) + 1 if own is not None else MOST_CELLS for own in levels)
        known = Table({}, 0)
        rows = ByGroup(data, tuple(names), known, None)
        found = _counted(rows, along, data.known.ends[along], data.known.n or 0, groups, ends)
        if found is not None:
            return found
    rows = ByGroup.of(data, names, n=count(), low=min_(along), high=max_(along))
    low, high = rows.summaries["low"], rows.summaries["high"]
    if len(low):
        extremes = float(low.min()), float(high.max())
        n = int(rows.summaries["n"].sum())
        found = _counted(rows, along, extremes, n, len(low), ends=False)
        if found is not None:
            return found
    return rows, Moments.of(rows, along), None


def finer_counts(rows: ByGroup, along: str) -> FineCounts | None:
    """Count on the finest of such grids, if the bandwidth turned out to need it."""
    low, high = rows.summaries["low"], rows.summaries["high"]
    extremes = float(low.min()), float(high.max())
    found = _counted(rows, along, extremes, SMALL, len(low), ends=False)
    return None if found is None else found[2]


def _counted(
    rows: ByGroup, along: str, extremes: tuple[float, float], n: int, groups: int, ends: bool
) -> tuple[ByGroup, Moments, FineCounts] | None:
    """Count on a grid, whose size depends on the number of rows."""
    low, high = extremes
    cells = FEW_CELLS if n < SMALL else CELLS
    step = (high - low) / cells
    spacing = 4 * np.spacing(max(abs(low), abs(high)))
    if not spacing < step < FARTHEST / cells or groups * (cells + 3) > MOST_CELLS:
        return None
    grid = _Grid(low, step, cells)
    rows, sums = (_in_engine if rows.groups is None else _in_memory)(rows, along, grid, ends)
    count_, w, ww, s, ss = sums
    number, span = count_.shape
    cell = np.arange(span) - 1.0
    there = count_ > 0
    first, last = there.argmax(axis=1) - 1.0, span - 2.0 - there[:, ::-1].argmax(axis=1)
    narrow = first >= last
    if narrow.any():  # which does for groups of equal values alone
        ends = "low" in rows.summaries
        if not ends or (rows.summaries["low"] < rows.summaries["high"])[narrow].any():
            return None
    weight = w.sum(axis=1)
    mean = (w * cell + s).sum(axis=1) / weight
    off = cell - mean[:, None]
    variance = (w * off * off + 2 * off * s + ss).sum(axis=1) / weight * step * step
    if "low" not in rows.summaries:
        known = {"low": low + step * first, "high": np.minimum(low + step * (last + 1), high)}
        rows = replace(rows, summaries=rows.summaries.with_(**known))
    lows, highs = (rows.summaries[end] for end in ("low", "high"))
    size, square = count_.sum(axis=1), ww.sum(axis=1)
    moments = Moments(size, weight, square, low + step * mean, variance, lows, highs)
    counts = np.zeros(count_.shape)
    shared_out(counts, w, s, ss)
    begin, width = np.full(number, low - step), np.full(number, step)
    starts = np.arange(number + 1) * span
    return rows, moments, FineCounts(counts.ravel(), starts, begin, width)


def serves(first: FineCounts, widths: Floats) -> bool:
    """Tell whether the grid of first counts is fine enough for bandwidths."""
    enough = ENOUGH if first.starts[1] > CELLS else MANY
    return bool((widths[widths > 0] >= enough * first.step[0]).all())


@dataclass(frozen=True)
class _Grid:
    """Cells of one width; one more lies before them, and two behind."""

    low: float
    step: float
    cells: int

    @property
    def span(self) -> int:
        """How many cells there are, with those around."""
        return self.cells + 3


_Counted: TypeAlias = tuple[ByGroup, Floats]
"""Groups, with their extremes if those are known; and n, weights, their squares, sums of shares and
of squared shares, of shape (5, groups, cells)."""


def _in_memory(rows: ByGroup, along: str, grid: _Grid, _: bool) -> _Counted:
    """Count rows block by block, to stay in the processor's cache."""
    data: Any = rows.data
    assert rows.groups is not None
    number, weighted = rows.groups.count, "weight" in data
    total = np.zeros((5, number * grid.span))
    for part in blocks(data.n, number * grid.span):
        share = (data[along][part] - grid.low) * (1 / grid.step)
        place = share.astype(np.intp)
        share -= place
        place += 1
        if number > 1:
            place += np.multiply(rows.groups.codes[part], grid.span, dtype=np.intp)
        w = data["weight"][part] if weighted else None
        s = share if w is None else share * w
        summed = (None, w, None if w is None else w * w, s, s * share)
        for i, values in enumerate(summed):
            if values is not None or i == 0:
                total[i] += np.bincount(place, values, total.shape[1])
    if not weighted:
        total[1] = total[2] = total[0]
    return rows, total.reshape(5, number, grid.span)


def _in_engine(rows: ByGroup, along: str, grid: _Grid, ends: bool) -> _Counted:
    """Count by one query; groups and their extremes are found if they are not known."""
    data: Any = rows.data
    names = rows.names
    data = data.derive_whole(_place=(data[along] - grid.low) * (1 / grid.step))
    data = data.derive_whole(_cell=expr.floor(data["_place"]))
    data = data.derive_whole(_share=data["_place"] - data["_cell"]).witnessing("_cell", along)
    made: dict[str, Reduction] = {"n": count()}
    if "weight" in data:
        w = data["weight"]
        data = data.derive_whole(_w=w, _ww=w * w, _s=data["_share"] * w)
        data = data.derive_whole(_ss=data["_s"] * data["_share"])
        made |= {"w": sum_("_w"), "ww": sum_("_ww")}
    else:
        data = data.derive_whole(_s=data["_share"], _ss=data["_share"] * data["_share"])
        made |= {"w": count(), "ww": count()}
    made |= {"s": sum_("_s"), "ss": sum_("_ss")}
    if ends:
        made |= {"low": min_(along), "high": max_(along)}
    counted = data.group(*names, "_cell").agg(**made).collect()
    grouped = counted.group(*names)
    code = grouped.groups.codes.astype(np.intp)
    if "n" not in rows.summaries:
        told = {"n": sum_("n"), **({"low": min_("low"), "high": max_("high")} if ends else {})}
        rows = replace(rows, summaries=grouped.agg(**told))
    number = rows.summaries.n
    cell = np.clip(counted["_cell"], 0, grid.cells).astype(np.intp)
    place, size = code * grid.span + cell + 1, number * grid.span
    total = [np.bincount(place, counted[name], size) for name in ("n", "w", "ww", "s", "ss")]
    return rows, np.reshape(total, (5, number, grid.span))
