"""Reached: how many rows of an engine lie up to some of their values, by group.

Few rows are counted at each distinct value, many in cells finer than what can be seen: up to the
last value of a cell their number is exact, and a cell of one value hides none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from plotkit.data import expr
from plotkit.data.lazy import LazyTable
from plotkit.data.queries import approximate
from plotkit.data.reductions import count, max_, min_, sum_
from plotkit.data.table import Table
from plotkit.records import dataclass
from plotkit.stats.shown import ShownAxis

CELLS = 4096
"""Cells within what is shown."""


@dataclass(frozen=True)
class _Cells:
    """Cells of one width, and two more for all that lies before and behind them."""

    low: float
    scale: float
    number: int


def reached(data: LazyTable, by: Sequence[str], shown: ShownAxis, stat: str) -> Table:
    """Count the rows of each group at each value of x, or in cells where there are too many.

    Parameters
    ----------
    data
        Rows whose x is finite.
    by
        What they are grouped by.
    shown
        The axis of x.
    stat
        Who asks, for what is told of approximations.

    Returns
    -------
    Table
        The groups, the last value `x` and the first value `first` of each cell, and `weight`, the
        number of its rows or their weight.
    """
    how = sum_("weight") if "weight" in data else count()
    cells = _cells(data, by, shown)
    if cells is None:
        made = data.group(*by, "x").agg(weight=how).collect()
        return made.with_(first=made["x"])
    place = expr.floor((data["x"] - cells.low) * cells.scale)
    rows = data.derive_whole(_cell=expr.clip(place, -1.0, float(cells.number)))
    ends = {"first": min_("x"), "last": max_("x")}
    made = rows.group(*by, "_cell").agg(weight=how, **ends).collect()
    if (made["first"] < made["last"]).any():
        approximate(
            f"{stat}: rows are counted in {cells.number:,} cells along what is shown, and the "
            "share is exact at the last value of each"
        )
    return made.with_(x=made["last"]).without("_cell", "last")


def _cells(data: LazyTable, by: Sequence[str], shown: ShownAxis) -> _Cells | None:
    """Return the cells in which rows are counted; None if each value is to have its own."""
    most = data.known.most
    if data.engine_levels("x") is not None or (most is not None and most <= data.limit):
        return None
    found = data.scalars(n=count(), low=min_("x"), high=max_("x"))
    if found["n"] <= data.limit:
        return None
    ends = shown.ends(found["low"], found["high"])
    low, high = np.clip(ends, found["low"], found["high"]).tolist()
    if not low < high:  # no row is shown
        low, high = found["low"], found["high"]
    number = min(CELLS, max(data.limit // _groups(data, by) - 2, 1))
    with np.errstate(over="ignore", divide="ignore"):
        scale = float(number / (np.float64(high) - low))
    return _Cells(low, scale, number) if 0 < scale < np.inf else None


def _groups(data: LazyTable, by: Sequence[str]) -> int:
    """Return how many groups there may be; asked only where there may be many."""
    most = 1
    for name in by:
        levels = data.engine_levels(name)
        most = max(data.limit, 1) if levels is None else most * (len(levels) + 1)
    if most * (CELLS + 2) <= data.limit:
        return most
    return max(data.group(*by).agg(n=count()).collect().n, 1)
