"""Cumulate: the total up to each position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.groups import Groups, group_rows
from plotkit.data.relation import Relation
from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.errors import check_name
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, no_weight
from plotkit.stats.bygroup import check_amounts, usable
from plotkit.stats.inorder import SUM_BEFORE, InOrder
from plotkit.typing import Codes, Floats

Func: TypeAlias = Literal["sum", "prod", "min", "max", "count"]
_FUNCS: Mapping[Func, tuple[Any, float]] = {
    "sum": (np.cumsum, 0.0),
    "prod": (np.cumprod, 1.0),
    "min": (np.fmin.accumulate, np.nan),
    "max": (np.fmax.accumulate, np.nan),
    "count": (np.cumsum, 0.0),
}
"""How values are put together, and what stands for a missing one."""
_SUMS = ("sum", "count")
"""What weights make a difference to."""


@dataclass(frozen=True)
class Cumulate(Stat):
    """Sum up the values of each group from its first position to each.

    Parameters
    ----------
    func
        "sum", "prod" (of growth factors, say), "min", "max" (records so far), or "count".
    fill
        Whether a group has its total at all later positions of its panel, too, so that areas of
        several groups can be stacked.

    Notes
    -----
    Makes `y`. Rows of one position have the total through all of them. A missing value adds nothing
    and ends nothing; its own row has no total. In the order of the position, whatever the order of
    rows. Lazy data are fetched, as many rows as ``Plot.config.max_rows`` allows.

    With a `weight` variable "sum" and "count" are weighted, rows whose weight is not positive take
    no part, and "prod" is refused. ``Cumulate("count"), Norm()`` is the share of all weights.

    See Also
    --------
    ECDF, Hist : How many values there are up to each.
    Rolling : From some rows before to each.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2, 3], y=[3, 1, 4]).add(so.Area(), so.Cumulate())
    """

    func: Func = "sum"
    fill: bool = True

    needs: ClassVar[Sequence[str]] = ("x", "y")
    instead: ClassVar[str] = SUM_BEFORE
    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y"})
    takes_missing: ClassVar[bool] = True

    def __post_init__(self) -> None:
        check_name(self.func, get_args(Func), "func of Cumulate")

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Sum up within each group."""
        if self.func == "prod":
            no_weight(self, data, 'Cumulate("prod")')
        rows = InOrder.of(self, usable(data), by, "y")
        check_amounts(self, self.func, data.unit("y"))
        there = ~np.isnan(rows.y)
        together, nothing = _FUNCS[self.func]
        value = np.ones(rows.table.n) if self.func == "count" else rows.y
        if self.func in _SUMS and "weight" in rows.table:
            value = value * rows.table["weight"]
        added = np.where(there, value, nothing)
        y = np.empty(rows.table.n)
        for own in rows.slices():
            y[own] = together(added[own])
        made = rows.made(np.where(there, y[rows.last_alike()], np.nan))
        filled = _filled(made, rows.groups.take(there), by) if self.fill else made
        return rows.told(filled.without("weight") if "weight" in filled else filled)


def _filled(table: Table, groups: Groups, by: Sequence[str]) -> Table:
    """Add rows at the later positions of the panel that a group does not have."""
    if groups.count < 2 or not table.n:
        return table
    panel = group_rows([table[name] for name in by if name in FACETS], table.n)
    places = [np.unique(table["x"][rows]) for rows in panel.slices()]
    if sum(len(one) for one in places) == len(places):
        return table
    rows: list[Codes] = []
    x: list[Floats] = []
    for own in groups.slices():
        if not len(own):
            continue
        at = places[panel.codes[own[0]]]
        there = table["x"][own]
        new = at[(at > there[0]) & ~np.isin(at, there)]
        before = own[np.searchsorted(there, new, side="right") - 1]
        rows += [own, before]
        x += [there, new]
    taken = table.take(np.concatenate(rows))
    return taken.with_(x=np.concatenate(x))
