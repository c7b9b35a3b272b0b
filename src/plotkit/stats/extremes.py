"""Extremes: the least and the largest value at each position, for marks that show a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from plotkit.data.reductions import max_, min_
from plotkit.data.relation import Relation
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import usable


@dataclass(frozen=True)
class Extremes(Stat):
    """Find the least and the largest value at each position; runs in the engine of lazy data.

    Makes `ymin` and `ymax`. It is what Range and Band do with values that have no limits.
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"ymin": "y", "ymax": "y"})

    needs: ClassVar[Sequence[str]] = ("x", "y")

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Group by position and reduce."""
        need(self, data, *self.needs)
        if data.unit("y").discrete:  # levels are compared by their places
            data = data.collect()
        data = usable(data, "y") if "weight" in data else data
        return data.group(*by, "x").agg(ymin=min_("y"), ymax=max_("y"))
