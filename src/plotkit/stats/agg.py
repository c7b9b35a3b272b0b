"""Agg: one number at each position, or several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, TypeAlias, get_args

import numpy as np

from plotkit.data.reductions import Reduction, reduction, sum_
from plotkit.data.relation import Relation
from plotkit.data.roles import FACETS, NUMBERS, STANDARD
from plotkit.errors import PlotSpecError, PlotTypeError, check_name, quoted, suggestion
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import check_amounts, in_data_units, usable
from plotkit.stats.reduced import IN_ENGINE, reduced
from plotkit.typing import ReductionName, Space

How: TypeAlias = ReductionName | Callable[[Any], Any]
"""What a group is reduced by."""

_AMOUNTS = ("count", "size", "nunique", "std", "var", "sem", "skew", "kurt")
"""Reductions that make no value of the axis, but a number of rows or a spread."""

_WEIGHTED = ("mean", "sum", "count")
_UNWEIGHTED = ("min", "max")


@dataclass(frozen=True, init=False)
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
    columns
        More columns, as a dict from name to reduction: the same as
    **more
        more columns of the same values: ``Agg("median", ymin="min", ymax="max")`` is what a
        `PointRange` shows. A name of a property says which reduction it shows:
        ``Agg(text="count")``. `y` is `func`, unless ``y=`` says otherwise.

    Notes
    -----
    count, sum, mean, min, max, std, var and sem run in the engine of lazy data, all of them in one
    query, and so do median, quantile, nunique, skew and kurt, in a few more; others fetch the
    columns they need. Missing values take no part: "count" counts those that are there.

    Makes `y`, also called `value`, and what `more` names; of a property a column by the name of the
    reduction. A layer may map them: ``text="value"``.

    With a `weight` variable "mean", "sum" and "count" are weighted, and rows whose weight is not
    positive take no part, also in "min" and "max"; others are refused.

    See Also
    --------
    Est : An estimate and its interval.
    Perc, BoxStats : Percentiles.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "a", "b"], "y": [1, 2, 3]}, x="x", y="y")
    >>> p = p.add(so.Bar(), so.Agg("median"))
    >>> p = p.add(so.PointRange(), so.Agg(y="mean", ymin="min", ymax="max"))
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y"})
    needs: ClassVar[Sequence[str]] = ("y",)
    instead: ClassVar[str] = f"Of the reductions of Agg, {quoted(IN_ENGINE)} need none."

    func: How = "mean"
    space: Space = "scale"
    columns: Mapping[str, How] | None = None

    def __init__(
        self,
        func: How = "mean",
        space: Space = "scale",
        columns: Mapping[str, How] | None = None,
        **more: How,
    ) -> None:
        if columns is not None and not isinstance(columns, Mapping):
            raise PlotTypeError(
                f"Agg(columns=) must be a dict from name to reduction, not {columns!r:.80}."
            )
        columns = {**(columns or {}), **more}
        if "y" in columns:
            if func not in ("mean", columns["y"]):
                raise PlotSpecError(
                    f"Agg got func={func!r} and y={columns['y']!r}, and func is what y is reduced "
                    "by. Leave one of them out."
                )
            func = columns.pop("y")
        object.__setattr__(self, "func", func)
        object.__setattr__(self, "space", space)
        object.__setattr__(self, "columns", columns or None)
        for name, how in (("y", func), *columns.items()):
            _check_column(name)
            reduction(how, "y")  # a wrong name is an error where it is written
        check_name(self.space, get_args(Space), "space")

    def made(self) -> dict[str, Made]:
        """Return the columns it makes: `y`, and the others asked for."""
        names = {name for name in self.columns or {} if name not in PROPERTIES or name in STANDARD}
        made: dict[str, Made] = {}
        for name, how in self._reductions().items():
            amount = how in _AMOUNTS or (callable(how) and name not in names)
            made[name] = "number" if amount and name not in STANDARD else "y"
        return made

    def shown(self) -> Mapping[str, str]:
        """Return the columns that properties show."""
        columns: dict[str, str] = {}
        for name, how in (self.columns or {}).items():
            if name in PROPERTIES and name not in STANDARD:
                called = how if isinstance(how, str) else getattr(how, "__name__", "")
                plain = called.isidentifier() and called not in (self.columns or {})
                columns[name] = called if plain else f"{name}_value"
        return columns

    def aliases(self) -> Mapping[str, str]:
        """Return what the values are called."""
        return {"value": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Group by position, if there is one, and reduce."""
        need(self, data, "y")
        keys = [*by, *(["x"] if "x" in data else [])]
        units = data.unit("y")
        if not units.countable:  # levels are reduced by their places, unknown to an engine
            data = data.collect()
        check_amounts(self, self.func, units)
        if self.space == "scale" or units.linear:
            return self._reduced(data, keys)
        reduced = self._reduced(in_data_units(data), keys).collect()
        places = [name for name, what in self.made().items() if what == "y"]
        with np.errstate(divide="ignore", invalid="ignore"):
            return reduced.with_(**{name: units.forward(reduced[name]) for name in places})

    def _reductions(self) -> dict[str, How]:
        """Return what each column is reduced by."""
        columns, shown = self.columns or {}, self.shown()
        return {"y": self.func, **{shown.get(name, name): how for name, how in columns.items()}}

    def _reduced(self, data: Relation, keys: Sequence[str]) -> Relation:
        """Reduce each group, weighted if there is a weight."""
        asked = self._reductions()
        plain = {name: reduction(how, "y") for name, how in asked.items()}
        if "weight" not in data:
            return reduced(data, keys, plain)
        for how in asked.values():
            if how not in (*_WEIGHTED, *_UNWEIGHTED):
                raise PlotSpecError(
                    f"Agg({how!r}) takes no weight; mean, sum, count, min and max do, and "
                    "Perc([50]) is a weighted median. Leave out weight in this "
                    "layer: add(..., weight=None)."
                )
        data = usable(data, "y")
        weighted = {name: str(how) for name, how in asked.items() if how in _WEIGHTED}
        if not weighted:
            return data.group(*keys).agg(**plain)
        data = data.derive(_weighted=data["y"] * data["weight"])
        wanted: dict[str, Reduction] = {name: plain[name] for name in asked if name not in weighted}
        wanted |= {"_sum": sum_("_weighted"), "_weight": sum_("weight")}
        sums = data.group(*keys).agg(**wanted).collect()
        total, weights = sums["_sum"], sums["_weight"]
        of = {"mean": total / weights, "sum": total, "count": weights}
        made = sums.with_(**{name: of[how] for name, how in weighted.items()})
        return made.without("_sum", "_weight")


def _check_column(name: str) -> None:
    """Raise PlotSpecError unless a column of reduced values can have this name."""
    own = STANDARD.get(name)
    if (own is not None and own.on == "x") or name in (*FACETS, *NUMBERS) or name[:1] == "_":
        raise PlotSpecError(
            f"Agg makes columns of values, and {name!r} is none. Values are called y, ymin and "
            "ymax, in horizontal layers too."
        )
    near = suggestion(name, ("func", "space", "columns"))
    if near:
        raise PlotSpecError(f"Agg() has no {name!r}.{near}")
