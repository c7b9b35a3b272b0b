"""What stats along the position share: rows sorted by group, and by position within each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.groups import Groups
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.records import dataclass
from plotkit.stats.base import need
from plotkit.typing import Codes, Floats

SUM_BEFORE = (
    "Reduce the rows before it, as by so.Bin() and so.Agg(): only what these make is fetched then."
)
"""What helps stats along the position where there are too many rows of an engine."""


@dataclass(frozen=True, eq=False)
class InOrder:
    """Rows sorted by group and position, and at one position by value: an engine knows no order.

    Attributes
    ----------
    table
        The rows that have a position.
    groups
        Their groups.
    lost
        How many rows have none.
    """

    table: Table
    groups: Groups
    lost: int

    @classmethod
    def of(cls, stat: object, data: Relation, by: Sequence[str], *names: str) -> InOrder:
        """Sort the rows of a relation; lazy data are fetched.

        Texts and amounts, which vary from row to row, do not tell groups apart.

        Parameters
        ----------
        stat
            Who asks, for the error if a column is not there.
        data, by
            The rows, and what they are grouped by.
        names
            The columns that are read beside the position.
        """
        need(stat, data, "x", *names)
        table = data.collect()
        known = np.isfinite(np.asarray(table["x"], dtype=np.float64))
        table = table.filter(known)
        keys = [name for name in by if name != "text" and isinstance(table[name], Factor)]
        groups = table.group(*keys).groups
        y = [np.asarray(table["y"], dtype=np.float64)] if "y" in table else []
        order = np.lexsort((*y, table["x"], groups.codes))
        return cls(table.take(order), groups.take(order), int((~known).sum()))

    @property
    def y(self) -> Floats:
        """The values, NaN where there is none."""
        y = np.asarray(self.table["y"], dtype=np.float64)
        return np.where(np.isfinite(y), y, np.nan)

    def made(self, y: Floats) -> Table:
        """Return the rows with new values, without those that have none."""
        return self.told(self.table.with_(y=y).filter(~np.isnan(y)))

    def told(self, table: Table) -> Table:
        """Return a table that says how many rows had no position."""
        return table.without_rows(self.lost, "no position")

    def last_alike(self) -> Codes:
        """Return for each row the last one of its group at the same position, shape (n,)."""
        x, codes = np.asarray(self.table["x"]), self.groups.codes
        ends = np.append((x[1:] != x[:-1]) | (codes[1:] != codes[:-1]), True)[: len(x)]
        last: Codes = np.flatnonzero(ends)[np.cumsum(ends) - ends]
        return last

    def slices(self) -> list[Codes]:
        """Return the rows of each group that has any."""
        return [rows for rows in self.groups.slices() if len(rows)]


def whole(value: Any, least: int) -> bool:
    """Tell whether something is a whole number, and large enough."""
    if isinstance(value, bool | np.timedelta64) or not isinstance(value, int | np.integer):
        return False
    return int(value) >= least
