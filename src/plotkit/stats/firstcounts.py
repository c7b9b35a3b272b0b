"""Counts on a grid before a bandwidth is known: the one query of a density in an engine."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from plotkit.data import expr
from plotkit.data.groups import reduce_groups
from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import Reduction, count, max_, min_, sum_
from plotkit.data.table import Table
from plotkit.stats.bygroup import ByGroup
from plotkit.stats.density import FARTHEST, MOST_CELLS, FineCounts, Moments
from plotkit.typing import Floats

FIRST_CELLS = 4096
"""Cells of the grid on which an engine counts before the bandwidth is known."""

FIRST_ENOUGH = 5
"""So many of them must be in one bandwidth."""


def first_counts(
    data: LazyTable, names: Sequence[str], along: str, ends: bool
) -> tuple[ByGroup, Moments, FineCounts] | None:
    """Count a column by group, if its ends are known and groups are few.

    Each cell tells three moments of the places in it. From them bandwidths are found, and a value
    is shared among three cells such that these moments stay: a cell may then be six times as wide
    as where it is shared between two.

    Parameters
    ----------
    data
        The rows, all with a finite value.
    names
        What they are grouped by.
    along
        The column.
    ends
        Whether the extremes of each group must be exact, or may be those of cells.

    Returns
    -------
    tuple or None
        The groups with their n, their moments, and the counts; None if another way must be found,
        as where a group lies in a single cell.
    """
    levels = [data.engine_levels(name) for name in names]
    groups = prod(len(own) + 1 if own is not None else MOST_CELLS for own in levels)
    low, high = data.known.ends.get(along, (0.0, 0.0))
    step = (high - low) / FIRST_CELLS
    tiny = step <= 4 * np.spacing(max(abs(low), abs(high)))
    if tiny or high - low > FARTHEST or groups * FIRST_CELLS > MOST_CELLS:
        return None
    counted = _by_cell(data, names, along, low, step, ends)
    grouped = counted.group(*names)
    code, cell = grouped.groups.codes, np.clip(counted["_cell"], 0, FIRST_CELLS)
    first, last = (reduce_groups(how, cell, grouped.groups) for how in ("min", "max"))
    if not (first < last).all():
        return None
    n, w, ww, s, ss = (counted[name] for name in ("n", "w", "ww", "s", "ss"))
    number = grouped.groups.count

    def total(values: Floats) -> Floats:
        return np.bincount(code, values, number).astype(np.float64)

    weight = total(w)
    mean = total(w * cell + s) / weight
    off = cell - mean[code]
    variance = total(w * off * off + 2 * off * s + ss) / weight * step**2
    lows, highs = low + step * first, np.minimum(low + step * (last + 1), high)
    if ends:
        lows, highs = (
            reduce_groups(how, counted[name], grouped.groups)
            for how, name in (("min", "least"), ("max", "most"))
        )
    size = total(n)
    moments = Moments(size, weight, total(ww), low + step * mean, variance, lows, highs)
    known = {**grouped.keys(), "n": size, "low": lows, "high": highs}
    rows = ByGroup(data, tuple(names), Table(known, number, data.coords), None)
    span = FIRST_CELLS + 3
    place = code.astype(np.intp) * span + cell.astype(np.intp) + 1
    counts = np.zeros(span * number)
    for shift, share in ((-1, (ss - s) / 2), (0, w - ss), (1, (ss + s) / 2)):
        counts += np.bincount(place + shift, share, len(counts))
    starts = np.arange(number + 1) * span
    begin, width = np.full(number, low - step), np.full(number, step)
    return rows, moments, FineCounts(counts, starts, begin, width, added=0.0)


def serves(first: FineCounts, widths: Floats) -> bool:
    """Tell whether the grid of first counts is fine enough for bandwidths."""
    return bool((widths[widths > 0] >= FIRST_ENOUGH * first.step[0]).all())


def _by_cell(
    data: LazyTable, names: Sequence[str], along: str, low: float, step: float, ends: bool
) -> Table:
    """Return the moments of the values of each group in each cell."""
    data = data.derive_whole(_place=(data[along] - low) * (1 / step))
    data = data.derive_whole(_cell=expr.floor(data["_place"]))
    data = data.derive_whole(_share=data["_place"] - data["_cell"])
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
        made |= {"least": min_(along), "most": max_(along)}
    return data.group(*names, "_cell").agg(**made).collect()
