"""Stack: one on top of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name
from plotkit.moves.base import Move, need_value, untold
from plotkit.records import dataclass, field
from plotkit.typing import Codes, Floats

Offset: TypeAlias = Literal["zero", "expand", "center", "wiggle"]
Order: TypeAlias = Literal["levels", "sum"]


@dataclass(frozen=True)
class Stack(Move):
    """Put the marks at each position on top of each other, the first level at the baseline.

    Negative values go down from the baseline, positive ones up. Other positions on the axis of
    values (`ymin`, `ymax` ...) move along. Heights add in data units, also on a logarithmic axis.
    Lines and areas lie on each other at the positions of all groups: where a group has no row, its
    height is that between its neighbours, and zero beyond its ends.

    Parameters
    ----------
    order
        "levels", as the legend and the scale have them; "sum": in each panel the level with the
        largest sum at the baseline.
    offset
        Where a stack begins: at the baseline ("zero"); there, and sizes are shares of the sum of
        all sizes at the position, so that all stacks are as high as another ("expand"); half its
        height below ("center"); or so that layers go up and down as little as can be ("wiggle"), as
        in a stream graph. With the last two the axis shows lengths, not places.
    reverse
        Whether the order is the other way round.

    See Also
    --------
    Dodge : Side by side in place of on top of each other.
    Norm : Shares of a whole.

    Notes
    -----
    A legend at a side names the levels from top to bottom as they lie, one below from the baseline
    on; unless ``legend(order=)`` or ``legend(reverse=)`` says otherwise.

    With "expand" it makes `share`, which a layer may map: ``text="share"``.

    With "center" and "wiggle" no value may be negative.

    A `weight` makes no difference to what is stacked: ``Agg("sum")`` or ``Count()`` before it sums
    weights up.

    Reference: Byron, L. and Wattenberg, M. (2008), Stacked Graphs - Geometry & Aesthetics, IEEE
    Transactions on Visualization and Computer Graphics 14(6), 1245-1252: "wiggle" takes the step
    from one position to the next that makes the sum of squared slopes, weighted by the heights at
    the later one, least.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a"], "y": [1, 2], "g": ["u", "v"]}
    >>> p = so.Plot(data, x="x", y="y", color="g").add(so.Bar(), so.Stack())
    >>> p = so.Plot(data, x="x", y="y", color="g").add(so.Bar(), so.Stack(offset="expand"))
    >>> p = p.add(so.Text(at="middle", format=".0%"), so.Stack(offset="expand"), text="share")
    """

    order: Order = field(default="levels", kw_only=True)
    offset: Offset = field(default="zero", kw_only=True)
    reverse: bool = field(default=False, kw_only=True)

    fills: ClassVar[bool] = True
    piles: ClassVar[bool] = True

    def __post_init__(self) -> None:
        check_name(self.order, get_args(Order), "order of Stack")
        check_name(self.offset, get_args(Offset), "offset of Stack")

    @property
    def renames(self) -> bool:
        """Whether values become shares."""
        return self.offset == "expand"

    def made(self) -> Sequence[str]:
        """Return the share of each size where sizes become shares."""
        return ("share",) if self.renames else ()

    def piled(self, sums: Floats) -> Codes:
        """Return the levels from the baseline on, given the sum of the heights of each."""
        order = np.argsort(-sums if self.order == "sum" else np.zeros(len(sums)), kind="stable")
        return order[::-1] if self.reverse else order

    def axis_labels(self) -> Mapping[str, str]:
        """Return what the axis of shares is called."""
        return {"y": "Share"} if self.offset == "expand" else {}

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Replace baseline and y by where each mark begins and ends."""
        need_value(self, t, "whose height is stacked")
        units = t.unit("y")
        base = units.inverse(t["baseline"])
        if t.n and base.min() != base.max():
            raise PlotSpecError("Stack needs one baseline for all marks, but baselines differ.")
        given = units.inverse(t["y"])
        height = np.where(np.isfinite(given), given - base, 0.0)
        at = t.group(*(name for name in FACETS if name in t), "x").groups.codes
        level = self._levels(t, by, height)
        order = np.lexsort((level, at))  # rows of one level stay in their own order
        if self.offset == "expand":
            sums = np.bincount(at, np.abs(height))[at]
            height = np.divide(height, sums, out=np.zeros(len(height)), where=sums > 0)
            t = t.with_(share=np.where(np.isfinite(given), height, np.nan))
        up = _below(np.maximum(height, 0.0), at, order)
        down = _below(np.minimum(height, 0.0), at, order)
        below = np.where(height < 0, down, up) + self._foot(t, height, level, at)[at]
        top = np.where(np.isnan(given), np.nan, base + below + height)  # what is missing stays so
        moved = {"baseline": base + below, "y": top}
        for name in t.positions("y"):
            if name != "y":
                moved[name] = units.inverse(t[name]) + below
        with np.errstate(divide="ignore", invalid="ignore"):
            return t.with_(**{name: units.forward(column) for name, column in moved.items()})

    def _levels(self, t: Table, by: Sequence[str], height: Floats) -> Codes:
        """Return the place of each row's level in the stack, shape (n,)."""
        levels: Codes = t.group(*(name for name in untold(by) if name in t)).groups.codes
        if self.order == "sum":
            sums = np.bincount(levels, np.abs(height))
            levels = np.argsort(np.argsort(-sums, kind="stable"), kind="stable")[levels]
        return -levels if self.reverse else levels

    def _foot(self, t: Table, height: Floats, level: Codes, at: Codes) -> Floats:
        """Return how far above the baseline each stack begins, shape (stacks,)."""
        sums = np.bincount(at, height)
        if self.offset in ("zero", "expand"):
            return np.zeros(len(sums))
        if not t.unit("y").linear:
            raise PlotSpecError(
                f"Stack(offset={self.offset!r}) shows lengths, for which the axis must be linear."
            )
        if (height < 0).any():
            raise PlotSpecError(
                f"Stack(offset={self.offset!r}) takes no negative values, and there are "
                f'{int((height < 0).sum())}; offset="zero" stacks them downwards.'
            )
        if self.offset == "center":
            return -sums / 2
        foot = np.zeros(len(sums))
        panels = t.group(*(name for name in FACETS if name in t)).groups
        for rows in panels.slices():
            stacks, place = np.unique(at[rows], return_inverse=True)  # in the order of x
            levels, own = np.unique(level[rows], return_inverse=True)
            heights = np.zeros((len(stacks), len(levels)))
            np.add.at(heights, (place, own), height[rows])
            foot[stacks] = _least_wiggle(heights)
        return foot


def _least_wiggle(heights: Floats) -> Floats:
    """Return where stacks begin so that their layers go up and down as little as can be.

    Parameters
    ----------
    heights
        Of each layer at each position, shape (positions, layers).
    """
    steps = np.diff(heights, axis=0)
    below = np.cumsum(steps, axis=1) - steps
    later = heights[1:]
    sums = later.sum(axis=1)
    slopes = (later * (steps / 2 + below)).sum(axis=1)
    moves = np.divide(slopes, sums, out=np.zeros(len(sums)), where=sums > 0)
    return -np.concatenate([[0.0], np.cumsum(moves)])


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
