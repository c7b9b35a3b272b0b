"""Norm: values relative to their group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any, ClassVar, Self

import numpy as np

from plotkit.data.column import from_days
from plotkit.data.factor import Factor
from plotkit.data.groups import Groups, reduce_groups
from plotkit.data.kind import Kind
from plotkit.data.reductions import reduction
from plotkit.data.roles import turned, visible
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, PlotTypeError, name_list, naming, quoted
from plotkit.moves.base import Move, in_data_units, need_value, weights_of
from plotkit.moves.condition import Condition, Read
from plotkit.records import dataclass
from plotkit.scales.ticks.levels import native_level
from plotkit.typing import Bools, Floats, ReductionName

_WEIGHTED = ("mean", "sum", "count")
_UNWEIGHTED = ("min", "max", "first", "last", "nunique")
"""Reductions to which a weight makes no difference, unless it is 0."""


@dataclass(frozen=True)
class Norm(Move):
    """Divide the values of each group by one number.

    Parameters
    ----------
    func
        Name of a reduction, or a function from a pandas Series to a number, that gives the divisor.
    where
        A condition on the columns of the layer that says which rows define the divisor, such as
        ``"x == x.min()"``, evaluated in each group. Positions are in data units, as the axes of the
        figure are named. It is made of names of columns, numbers, texts in quotes, comparisons,
        ``in [...]``, ``and``, ``or``, ``not`` (``&``, ``|``, ``~``), arithmetic, and ``min max mean
        median first last sum count abs isna notna`` of a column: ``x.min()`` or ``min(x)``. Nothing
        else is run.
    by
        Variables that define the groups; by default all that group the layer.
    percent
        Whether to multiply by 100.

    See Also
    --------
    Stack : ``Stack(offset="expand")`` for shares of each position.
    Hist : Has shares of its own.

    Notes
    -----
    Makes `share` and `percent` too, which a layer may map: ``text="percent"``.

    With a `weight` that no stat has summed up, "mean", "sum" and "count" are weighted, and rows
    whose weight is not positive define no divisor; "min", "max", "first", "last" and "nunique" go
    by the others, and what else there is is refused.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2], "y": [5, 10]}, x="x", y="y").add(so.Line(), so.Norm())
    """

    func: ReductionName | Callable[[Any], Any] = "max"
    where: str | None = None
    by: Sequence[str] | None = None
    percent: bool = False

    makes: ClassVar[Sequence[str]] = ("share", "percent")

    _laid: ClassVar[bool] = False
    """Whether the layer is horizontal, so that x and y change names for the user."""

    def __post_init__(self) -> None:
        reduction(self.func, "y")  # a wrong name is an error where it is written
        if self.where is not None and not isinstance(self.where, str):
            raise PlotTypeError(f"Norm(where=) must be a condition as text, not {self.where!r}.")
        if self.where is not None:
            with naming(f"Norm(where={self.where!r:.100})"):
                Condition.parse(self.where)
        if self.by is not None:
            name_list(self.by, "Norm(by=)")

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Divide y, ymin and ymax by the group's number."""
        names = list(by) if self.by is None else [self._named(name) for name in self.by]
        unknown = [self._named(name) for name in names if name not in t]
        if unknown:
            there = quoted(self._named(name) for name in visible(t))
            raise PlotSpecError(f"Norm(by=) names {quoted(unknown)}; there are: {there}.")
        need_value(self, t, "by which values are divided")
        values = t.unit("y").inverse(t["y"])
        groups = t.group(*names).groups
        if self.where is not None:
            chosen = np.zeros(t.n, dtype=bool)
            for rows in groups.slices():
                chosen[rows] = self._chosen(t.take(rows))
            values = np.where(chosen, values, np.nan)
        divisors = self._divisors(t, values, groups)
        divisor = np.where(divisors == 0, np.nan, divisors)[groups.codes]
        whole = 100.0 if self.percent else 1.0
        with np.errstate(over="ignore", invalid="ignore"):  # what is infinite is told as dropped
            # Divided, not multiplied by an inverse: what is divided by itself is one.
            share = t.unit("y").inverse(t["y"]) / divisor
            named = t.with_(share=share, percent=share * 100.0)
            return in_data_units(named, "y", lambda column: column / divisor * whole)

    def _divisors(self, t: Table, values: Floats, groups: Groups) -> Floats:
        """Reduce the values of each group, weighted if there is a weight."""
        how = reduction(self.func, "y")
        weight = weights_of(self, t)
        if weight is None:
            return reduce_groups(how.how, values, groups, how.func)
        if self.func not in (*_WEIGHTED, *_UNWEIGHTED):
            raise PlotSpecError(
                f"Norm({self.func!r}) takes no weight; {', '.join((*_WEIGHTED, *_UNWEIGHTED))} do. "
                "Leave out weight in this layer: add(..., weight=None)."
            )
        values = np.where(weight > 0, values, np.nan)
        if self.func not in _WEIGHTED:
            return reduce_groups(how.how, values, groups, how.func)
        weights = reduce_groups("sum", np.where(np.isnan(values), np.nan, weight), groups)
        if self.func == "count":
            return weights
        sums = reduce_groups("sum", values * weight, groups)
        return sums if self.func == "sum" else np.where(weights > 0, sums / weights, np.nan)

    def axis_labels(self) -> Mapping[str, str]:
        """Return what the values are now: counts no more."""
        return dict.fromkeys(("y", "ymin", "ymax"), "Percent" if self.percent else "Share")

    def turned(self) -> Self:
        """Exchange the names of x and y, which are those of the figure."""
        laid = copy(self)
        object.__setattr__(laid, "_laid", not self._laid)
        return laid

    def _named(self, name: str) -> str:
        return turned(name) if self._laid else name

    def _chosen(self, t: Table) -> Bools:
        """Tell which rows define the divisor."""
        names = [name for name in visible(t) if name.isidentifier()]
        columns = {self._named(name): _readable(t, name) for name in names}
        reads = {self._named(name): _reading(t, name) for name in names}
        with naming(f"Norm(where={self.where!r:.100})"):
            return Condition.parse(str(self.where)).rows(columns, t.n, reads)


def _reading(t: Table, name: str) -> Read:
    """Return how a text that a column is compared with is read: as a date or a level of it."""
    column, units = t.column(name), t.coords.unit_of(name)
    levels = column.levels if isinstance(column, Factor) else getattr(units, "levels", None)
    if levels is not None:
        return lambda value: native_level(value, levels, None)
    if units is not None and units.kind is Kind.TIME:
        return lambda value: from_days(np.array([units.parse(value)]), Kind.TIME)[0]
    return lambda value: value


def _readable(t: Table, name: str) -> Any:
    """Return a column as the user knows it: positions as numbers, times or levels of the data."""
    column = t[name]
    if isinstance(column, Factor):
        return column.values()
    units = t.coords.unit_of(name)
    if units is None:
        return column
    if units.levels is not None:
        last = len(units.levels)
        codes = np.clip(np.nan_to_num(np.rint(column), nan=-1.0), -1, last).astype(np.intp)
        return Factor(np.where(codes < len(units.levels), codes, -1), units.levels).values()
    data = units.inverse(column)
    if units.kind in (Kind.TIME, Kind.DURATION):
        return from_days(data, units.kind)
    return data
