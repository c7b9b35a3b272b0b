"""Diff: how much each value differs from one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from plotkit.data.relation import Relation
from plotkit.errors import PlotSpecError, warn
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, no_weight
from plotkit.stats.bygroup import check_amounts
from plotkit.stats.inorder import SUM_BEFORE, InOrder, whole


@dataclass(frozen=True)
class Diff(Stat):
    """Find how much each value differs from one before it, in the order of the position.

    Parameters
    ----------
    periods
        How many rows before.
    percent
        Whether the difference is in percent of the value before.

    Notes
    -----
    Makes `y`, within each group. The first rows of a group, and those beside a missing value, have
    no difference and are left out; so are percents of 0, which are told. A percent is one of the
    size of the value before, so that more is always positive. The numbers are those of
    ``pandas.Series.diff``, and of ``pct_change`` where the value before is positive. It takes no
    `weight`. Lazy data are fetched, as many rows as ``Plot.config.max_rows`` allows.

    See Also
    --------
    Cumulate : The other way round.
    Norm : In percent of the first, or of the largest.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2, 3], y=[3, 1, 4]).add(so.Bar(), so.Diff())
    """

    periods: int = 1
    percent: bool = False

    needs: ClassVar[Sequence[str]] = ("x", "y")
    instead: ClassVar[str] = SUM_BEFORE
    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y"})
    renames: ClassVar[bool] = True
    takes_missing: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not whole(self.periods, 1):
            raise PlotSpecError(
                f"periods of Diff must be a whole number from 1 on, not {self.periods!r}."
            )

    def axis_labels(self) -> Mapping[str, str]:
        """Return what the axis of percents is called."""
        return {"y": "Change (%)" if self.percent else "Change"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Take from each value the one before it in its group."""
        no_weight(self, data)
        rows = InOrder.of(self, data, by, "y")
        check_amounts(self, "diff", data.unit("y"))
        y, groups = rows.y, rows.groups
        before = np.arange(len(y)) - self.periods
        inside = before >= groups.starts[groups.codes]
        old = np.where(inside, y[np.maximum(before, 0)], np.nan)
        made = y - old
        if self.percent:
            zero = (old == 0) & ~np.isnan(y)
            if zero.any():
                warn(f"Diff(percent=True) leaves out {int(zero.sum())} rows that follow a 0.")
            with np.errstate(divide="ignore", invalid="ignore"):
                made = np.where(zero, np.nan, 100.0 * made / np.abs(old))
        return rows.made(made)
