"""Stack: one on top of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError
from plotkit.moves.base import Move, need_value
from plotkit.typing import Codes, Floats


@dataclass(frozen=True)
class Stack(Move):
    """Put the marks at each position on top of each other, the first level at the baseline.

    Negative values go down from the baseline, positive ones up. Other positions on the axis of
    values (`ymin`, `ymax` ...) move along. Heights add in data units, also on a logarithmic axis.
    Lines and areas lie on each other at the positions of all groups: where a group has no row, its
    height is that between its neighbours, and zero beyond its ends.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a"], "y": [1, 2], "g": ["u", "v"]}
    >>> p = so.Plot(data, x="x", y="y", color="g").add(so.Bar(), so.Stack())
    """

    fills: ClassVar[bool] = True

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Replace baseline and y by where each mark begins and ends."""
        need_value(self, t, "whose height is stacked")
        units = t.unit("y")
        base = units.inverse(t["baseline"])
        if t.n and base.min() != base.max():
            raise PlotSpecError("Stack needs one baseline for all marks, but baselines differ.")
        given = units.inverse(t["y"])
        height = np.where(np.isfinite(given), given - base, 0.0)
        codes = t.group(*(name for name in FACETS if name in t), "x").groups.codes
        levels = t.group(*(name for name in by if name in t)).groups.codes
        order = np.lexsort((levels, codes))  # rows of one level stay in their own order
        up = _below(np.maximum(height, 0.0), codes, order)
        down = _below(np.minimum(height, 0.0), codes, order)
        below = np.where(height < 0, down, up)
        top = np.where(np.isnan(given), np.nan, base + below + height)  # what is missing stays so
        moved = {"baseline": base + below, "y": top}
        for name in t.positions("y"):
            if name != "y":
                moved[name] = units.inverse(t[name]) + below
        with np.errstate(divide="ignore", invalid="ignore"):
            return t.with_(**{name: units.forward(column) for name, column in moved.items()})


def _below(heights: Floats, codes: Codes, order: Codes) -> Floats:
    """Return the sum of what lies below each row in its group.

    Each group is summed by itself, so that what fits exactly is exact: a difference of running
    totals over all rows would leave a trace of the other groups.
    """
    ordered, n = heights[order], len(order)
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    sizes = np.diff(starts, append=n)
    most = int(sizes.max(initial=0))
    sums = np.zeros_like(ordered)
    if len(starts) * most <= 4 * n + 1024:  # groups of about one size: all together
        group = np.repeat(np.arange(len(starts)), sizes)
        place = np.arange(n) - starts[group]
        beside = np.zeros((len(starts), most + 1))
        beside[group, place + 1] = ordered
        sums = np.cumsum(beside, axis=1)[group, place]
    else:
        for start, end in pairwise([*starts.tolist(), n]):
            sums[start + 1 : end] = np.cumsum(ordered[start : end - 1])
    result = np.empty_like(sums)
    result[order] = sums
    return result
