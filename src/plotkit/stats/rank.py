"""Rank: the place of each value among others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.relation import Relation
from plotkit.data.roles import FACETS
from plotkit.errors import check_name
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, no_weight
from plotkit.stats.inorder import SUM_BEFORE, InOrder

Method: TypeAlias = Literal["average", "min", "max", "first", "dense"]
Within: TypeAlias = Literal["group", "position"]


@dataclass(frozen=True)
class Rank(Stat):
    """Rank each value among those of its group, or of its position; the least is 1.

    Parameters
    ----------
    within
        "group": among all rows of its group. "position": among the groups at its position, as in a
        bump chart.
    method
        The rank of equal values: their "average", the "min" or the "max", in the order of their
        positions ("first"), or "dense", where the next rank follows without a gap.
    descending
        Whether the largest is 1.

    See Also
    --------
    Select : Some rows of each group.
    Cumulate : Sums up to each row.

    Notes
    -----
    Makes `y`. A missing value has no rank. The numbers are those of ``pandas.Series.rank``. It
    takes no `weight`. Lazy data are fetched, as many rows as ``Plot.config.max_rows`` allows.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"year": [1, 1, 2, 2], "goals": [5, 3, 1, 2], "team": ["a", "b", "a", "b"]}
    >>> p = so.Plot(data, x="year", y="goals", color="team")
    >>> p = p.add(so.Line(marker="o"), so.Rank("position", descending=True))
    """

    within: Within = "group"
    method: Method = "average"
    descending: bool = False

    needs: ClassVar[Sequence[str]] = ("x", "y")
    instead: ClassVar[str] = SUM_BEFORE
    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y"})
    renames: ClassVar[bool] = True
    labels: ClassVar[Mapping[str, str]] = MappingProxyType({"y": "Rank"})

    def __post_init__(self) -> None:
        check_name(self.within, get_args(Within), "within of Rank")
        check_name(self.method, get_args(Method), "method of Rank")

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Rank the values."""
        no_weight(self, data)
        rows = InOrder.of(self, data, by, "y")
        codes = rows.groups.codes
        if self.within == "position":
            facets = [name for name in by if name in FACETS]
            codes = rows.table.group(*facets, "x").groups.codes
        import pandas as pd

        ranks = pd.Series(rows.y).groupby(codes).rank(self.method, ascending=not self.descending)
        return rows.made(np.asarray(ranks, dtype=np.float64))
