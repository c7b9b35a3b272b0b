"""Agg: one number at each position."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Literal

import numpy as np

from plotkit.data.reductions import reduction, sum_
from plotkit.data.relation import Relation
from plotkit.errors import PlotSpecError, check_name
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import check_amounts, usable


@dataclass(frozen=True)
class Agg(Stat):
    """Reduce the values at each position to one; of each group, where there is no position.

    Parameters
    ----------
    func
        Name of a reduction ("mean", "median", "sum", "min", "max", "count", "std", "var", "sem",
        "first", "last", "prod", "nunique", "skew", "kurt", "quantile") or a function from a pandas
        Series to a number.
    space
        Where to reduce on a transformed axis: "scale" in axis units (on a logarithmic axis the mean
        is then the geometric mean), "data" in data units. They agree on a linear axis.

    Notes
    -----
    count, sum, mean, min, max, std, var and sem run in the engine of lazy data; others fetch the
    columns they need. Missing values take no part.

    Makes `y`, also called `value`, which a layer may map: ``text="value"``.

    With a `weight` variable "mean", "sum" and "count" are weighted, and rows whose weight is not
    positive take no part, also in "min" and "max"; others are refused.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "a", "b"], "y": [1, 2, 3]}, x="x", y="y")
    >>> p = p.add(so.Bar(), so.Agg("median"))
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y"})

    func: str | Callable[[Any], Any] = "mean"
    space: Literal["scale", "data"] = "scale"

    def __post_init__(self) -> None:
        reduction(self.func, "y")  # a wrong name is an error where it is written
        check_name(self.space, ("scale", "data"), "space")

    def aliases(self) -> Mapping[str, str]:
        """Return what the values are called."""
        return {"value": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Group by position, if there is one, and reduce."""
        need(self, data, "y")
        keys = [*by, *(["x"] if "x" in data else [])]
        units = data.unit("y")
        if units.discrete:  # levels are reduced by their places, which an engine does not know
            data = data.collect()
        check_amounts(self, self.func, units)
        if self.space == "scale" or units.linear:
            return self._reduced(data, keys)
        table = data.collect()
        reduced = self._reduced(table.with_(y=units.inverse(table["y"])), keys).collect()
        with np.errstate(divide="ignore", invalid="ignore"):
            return reduced.with_(y=units.forward(reduced["y"]))

    def _reduced(self, data: Relation, keys: Sequence[str]) -> Relation:
        """Reduce each group, weighted if there is a weight."""
        if "weight" not in data:
            return data.group(*keys).agg(y=reduction(self.func, "y"))
        data = usable(data, "y")
        if self.func in ("min", "max"):
            return data.group(*keys).agg(y=reduction(self.func, "y"))
        if self.func not in ("mean", "sum", "count"):
            raise PlotSpecError(
                f"Agg({self.func!r}) takes no weight; mean, sum, count, min and max do, and "
                "Perc([50]) is a weighted median. Leave out weight in this "
                "layer: add(..., weight=None)."
            )
        data = data.derive(_weighted=data["y"] * data["weight"])
        sums = data.group(*keys).agg(y=sum_("_weighted"), _weight=sum_("weight")).collect()
        weights = sums["_weight"]
        y = {"mean": sums["y"] / weights, "sum": sums["y"], "count": weights}[self.func]
        return sums.with_(y=y).without("_weight")
