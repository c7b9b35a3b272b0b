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
from plotkit.data.reductions import Reduction, count, max_, min_, sum_
from plotkit.data.table import Table
from plotkit.records import dataclass
from plotkit.stats.shown import ShownAxis

CELLS = 4096
"""Cells within what is shown."""
CELL = "_cell"
"""The column that tells the cell of a row."""


@dataclass(frozen=True)
class Cells:
    """Cells of one width, and two more for all that lies before and behind them.

    Attributes
    ----------
    low
        Where the first begins.
    scale
        How many there are in one unit.
    number
        How many there are.
    """

    low: float
    scale: float
    number: int

    @classmethod
    def of_many(
        cls, data: LazyTable, by: Sequence[str], shown: ShownAxis | None = None
    ) -> Cells | None:
        """Return cells along x for more rows than may be fetched; None if there are no more.

        Parameters
        ----------
        data
            Rows whose x is finite.
        by
            What they are grouped by.
        shown
            The axis of x, whose limits hold the cells; by default they reach over all values.
        """
        most = data.known.most
        if data.engine_levels("x") is not None or (most is not None and most <= data.limit):
            return None
        found = data.scalars(n=count(), low=min_("x"), high=max_("x"))
        if found["n"] <= data.limit:
            return None
        low, high = found["low"], found["high"]
        if shown is not None:
            low, high = np.clip(shown.ends(low, high), low, high).tolist()
        if not low < high:  # no row is shown
            low, high = found["low"], found["high"]
        number = min(CELLS, max(data.limit // _groups(data, by) - 2, 1))
        with np.errstate(over="ignore", divide="ignore"):
            scale = float(number / (np.float64(high) - low))
        return cls(low, scale, number) if 0 < scale < np.inf else None

    def counted(self, data: LazyTable, by: Sequence[str], stat: str, words: str) -> Table:
        """Count the rows of each group in each cell.

        Parameters
        ----------
        data, by
            Rows whose x is finite, and what they are grouped by.
        stat, words
            Who asks, and what of its result is exact or not, if cells have several values.

        Returns
        -------
        Table
            The groups, the last value `x` and the first value `first` of each cell, and `weight`,
            the number of its rows or their weight.
        """
        ends = {"first": min_("x"), "last": max_("x")}
        made = self.placed(data).group(*by, CELL).agg(weight=weighing(data), **ends).collect()
        if (made["first"] < made["last"]).any():
            approximate(f"{stat}: rows are counted in {self.number:,} cells; {words}")
        return made.with_(x=made["last"]).without(CELL, "last")

    def placed(self, data: LazyTable) -> LazyTable:
        """Add the cell of each row, whose x is finite."""
        place = expr.floor((data["x"] - self.low) * self.scale)
        return data.derive_whole(**{CELL: expr.clip(place, -1.0, float(self.number))})


def are_alike(data: LazyTable, by: Sequence[str], *names: str) -> bool:
    """Tell whether rows of a group have nothing but some columns that would tell them apart."""
    levels = [name for name in by if name in data.coded or name in data.categories]
    return "text" not in data and {*data} <= {*levels, *names}


def distinct(data: LazyTable, by: Sequence[str]) -> Table:
    """Count the rows of each group at each value: the same, of cells of one value."""
    made = data.group(*by, "x").agg(weight=weighing(data)).collect()
    return made.with_(first=made["x"])


def weighing(data: LazyTable) -> Reduction:
    """Return what rows count for."""
    return sum_("weight") if "weight" in data else count()


def _groups(data: LazyTable, by: Sequence[str]) -> int:
    """Return how many groups there may be; asked only where there may be many."""
    most = 1
    for name in by:
        levels = data.engine_levels(name)
        most = max(data.limit, 1) if levels is None else most * (len(levels) + 1)
    if most * (CELLS + 2) <= data.limit:
        return most
    return max(data.group(*by).agg(n=count()).collect().n, 1)
