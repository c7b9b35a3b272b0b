"""Count: how many rows there are at each position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from plotkit.data.reductions import count, sum_
from plotkit.data.relation import Relation
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need


@dataclass(frozen=True)
class Count(Stat):
    """Count the rows at each position; runs in the engine of lazy data.

    A `weight` variable is summed.

    See Also
    --------
    Hist : Counts in bins of numbers.
    Bar : What shows it.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "a", "b"]}, x="x").add(so.Bar(), so.Count())
    """

    labels: ClassVar[Mapping[str, str]] = MappingProxyType({"y": "Count"})
    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y", "count": "number"})

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Group by position and count."""
        need(self, data, "x")
        rows = sum_("weight") if "weight" in data else count()
        return data.group(*by, "x").agg(y=rows, count=rows)
