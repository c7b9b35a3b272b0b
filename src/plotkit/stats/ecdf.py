"""ECDF: the share of values up to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, Self, TypeAlias, get_args

import numpy as np

from plotkit.data.lazy import LazyTable
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import check_name
from plotkit.records import dataclass, field, replace
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import usable
from plotkit.stats.reached import Cells, distinct
from plotkit.stats.shown import UNSEEN, ShownAxes
from plotkit.typing import Floats

Height: TypeAlias = Literal["proportion", "percent", "count"]
_STATS = {"proportion": 1.0, "percent": 100.0}


@dataclass(frozen=True)
class ECDF(Stat):
    """Find the share of values up to each: the empirical distribution; in the engine of lazy data.

    It goes up at each value, so that ``so.Step()`` draws it.

    Parameters
    ----------
    stat
        What it counts up to: "proportion" (1), "percent" (100), or "count" (the number of rows, or
        the sum of weights).
    complementary
        Whether it says how much lies beyond each value, from 1 down to 0.

    Notes
    -----
    Makes `y`, two rows at the least value (from 0 to its share), one at each other distinct value.
    The complement ends with two rows, too: where 0 has no place, as on a logarithmic axis, its line
    still reaches the largest value. Missing values take no part. With a `weight` variable
    rows of weight 0 take no part.

    The numbers are those of ``scipy.stats.ecdf``. Of lazy data only the distinct values are
    fetched, with their counts. Of more rows than ``Plot.config.max_rows`` the engine counts those
    in 4,096 cells along what the axis shows, fewer where there are hundreds of groups: the curve
    has the last value of each cell, where it is exact, so that it differs from the whole one
    within a cell alone, which is less than a pixel. Where no cell has two values, as of whole
    numbers, nothing differs. ``explain()`` says so.

    See Also
    --------
    Hist : Counts in bins; ``cumulative=True`` sums them up.
    KDE : A smooth density; ``cumulative=True`` is its distribution.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2, 2, 3]).add(so.Step(), so.ECDF())
    """

    stat: Height = "proportion"
    complementary: bool = False
    shown_: ShownAxes = field(default_factory=lambda: UNSEEN, kw_only=True, repr=False)

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y"})
    needs: ClassVar[Sequence[str]] = ("x",)

    def __post_init__(self) -> None:
        check_name(self.stat, get_args(Height), "stat of ECDF")

    def axis_labels(self) -> Mapping[str, str]:
        """Return what the axis of the shares is called."""
        return {"y": self.stat.capitalize()}

    def on_page(self, axes: ShownAxes) -> Self:
        """Return the stat that knows what the axis of values shows."""
        return replace(self, shown_=axes)

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Count the rows at each value and sum up along the values of each group."""
        need(self, data, "x")
        known: Any = usable(data, "x")
        there = isinstance(known, Table)
        rows = known if there else self._counted(known, by)
        grouped = rows.group(*by)
        x, y = [np.empty(0)], [np.empty(0)]
        for own in grouped.groups.slices():
            weight = rows["weight"][own] if "weight" in rows else None
            values, up = _summed(rows["x"][own], weight)
            first = values[:1] if there else rows["first"][own].min(keepdims=True)
            if self.stat in _STATS:
                up = up / up[-1] * _STATS[self.stat]
            y.append(self._shares(up))
            x.append(np.concatenate([first, values, values[-1:]])[: len(y[-1])])
        group = np.repeat(np.arange(len(x) - 1), [len(one) for one in x[1:]])
        keys = {name: key[group] for name, key in grouped.keys().items()}
        made = {"x": np.concatenate(x), "y": np.concatenate(y)}
        return Table({**keys, **made}, len(group), rows.coords)

    def _counted(self, data: LazyTable, by: Sequence[str]) -> Table:
        """Count the rows of an engine: at each value, or in cells where there are too many."""
        cells = Cells.of_many(data, by, self.shown_["x"])
        if cells is None:
            return distinct(data, by)
        return cells.counted(data, by, "ECDF", "shares are exact at the last value of each")

    def _shares(self, up: Floats) -> Floats:
        """Return the values of one group, from the foot of its first step on."""
        if not self.complementary:
            return np.append(0.0, up)
        beyond = np.append(up[-1], up[-1] - up[:-1])
        return np.append(beyond, [beyond[-1], 0.0] if len(up) > 1 else [0.0])


def _summed(values: Floats, weight: Floats | None) -> tuple[Floats, Floats]:
    """Return the distinct values, ascending, and the number or weight of those up to each."""
    if weight is None:
        values = np.sort(values)
        up = np.arange(1.0, len(values) + 1)
    else:
        order = np.argsort(values)
        values, up = values[order], np.cumsum(weight[order])
    last = np.append(values[1:] != values[:-1], True)
    return (values, up) if last.all() else (values[last], up[last])
