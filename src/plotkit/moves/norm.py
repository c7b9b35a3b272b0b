"""Norm: values relative to their group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.groups import reduce_groups
from plotkit.data.reductions import reduction
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, quoted
from plotkit.moves.base import Move, in_data_units


@dataclass(frozen=True)
class Norm(Move):
    """Divide the values of each group by one number.

    Parameters
    ----------
    func
        Name of a reduction, or a function from a vector to a number, that gives the divisor.
    where
        A pandas query on the columns of the layer that says which rows define the divisor, such as
        ``"x == x.min()"``.
    by
        Variables that define the groups; by default all that group the layer.
    percent
        Whether to multiply by 100.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2], "y": [5, 10]}, x="x", y="y").add(so.Line(), so.Norm())
    """

    func: str | Callable[[Any], Any] = "max"
    where: str | None = None
    by: Sequence[str] | None = None
    percent: bool = False

    def __post_init__(self) -> None:
        reduction(self.func, "y")  # a wrong name is an error where it is written

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Divide y, ymin and ymax by the group's number."""
        names = list(by) if self.by is None else list(self.by)
        unknown = [name for name in names if name not in t]
        if unknown:
            raise PlotSpecError(f"Norm(by=) names {quoted(unknown)}; there are: {quoted(t)}.")
        how = reduction(self.func, "y")
        values = t.unit("y").inverse(t["y"])
        if self.where is not None:
            values = np.where(self._chosen(t), values, np.nan)
        groups = t.group(*names).groups
        divisor = reduce_groups(how.how, values, groups, how.func)[groups.codes]
        factor = (100.0 if self.percent else 1.0) / divisor
        return in_data_units(t, "y", lambda column: column * factor)

    def _chosen(self, t: Table) -> Any:
        import pandas as pd  # the query language is pandas' own

        columns = {
            name: column.values() if isinstance(column, Factor) else column
            for name, column in t.columns.items()
        }
        try:
            rows = pd.DataFrame(columns).query(str(self.where)).index
        except Exception as error:
            raise PlotSpecError(
                f"Norm(where={self.where!r}) is not a query on {quoted(t)}: {error}"
            ) from error
        chosen = np.zeros(t.n, dtype=bool)
        chosen[rows] = True
        return chosen
