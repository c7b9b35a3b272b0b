"""Reduced: what groups are reduced to, in an engine also where that is no sum of plain columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from plotkit.data.reductions import ENGINE, OF_PANDAS, Reduction, count
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.stats.bygroup import usable
from plotkit.stats.moments import Moments
from plotkit.stats.quantile import Quantiles
from plotkit.typing import Bools, Floats

_MEDIANS = ("median", "quantile")
"""A quantile is that of one half, unless somebody says which."""
_SHAPES = ("skew", "kurt")
IN_ENGINE = tuple(sorted((*ENGINE, *_MEDIANS, *_SHAPES, "nunique")))
"""Reductions for which no rows are fetched."""


def reduced(data: Relation, keys: Sequence[str], plain: Mapping[str, Reduction]) -> Relation:
    """Reduce column y of each group.

    In an engine medians are found by counting, distinct values by grouping, and shapes from four
    moments, if all others run in it, too.
    """
    names = {name: _name(how) for name, how in plain.items()}
    others = {name: how for name, how in plain.items() if names[name] in ENGINE}
    engine = len(others) < len(plain) and {*names.values()} <= {*IN_ENGINE}
    if isinstance(data, Table) or not engine:
        return data.group(*keys).agg(**plain)
    wanted, found = {*names.values()}, dict[str, Floats]()
    rows, whole = data.select(*keys, "y"), "y" in data.known.whole
    finite = usable(rows, "y")
    if whole and wanted <= {*_MEDIANS}:  # there is no other row, nor other group
        quantiles = Quantiles.of(finite, keys)
        median = quantiles.at(np.array([0.5]), "linear")[:, 0]
        return quantiles.rows.summaries.select(*keys).with_(**dict.fromkeys(plain, median))
    made = data.group(*keys).agg(**others, _present=count("y")).collect()
    present = made["_present"]
    if "nunique" in wanted:
        distinct = rows.filter(~rows["y"].is_null()).group(*keys, "y").agg(_n=count())
        number = distinct.group(*keys).agg(n=count()).collect()["n"]
        found["nunique"] = _spread(number, present > 0, 0.0)
    places = wanted & {*_MEDIANS, *_SHAPES}
    if places and not whole and finite.scalars(n=count())["n"] < present.sum():
        return data.collect().group(*keys).agg(**plain)  # infinite ones have a place, too
    if wanted & {*_MEDIANS}:
        median = Quantiles.of(finite, keys).at(np.array([0.5]), "linear")[:, 0]
        found |= dict.fromkeys(_MEDIANS, _spread(median, present > 0, np.nan))
    if wanted & {*_SHAPES}:
        shapes = Moments.of(finite, keys).shape
        found |= {
            n: _spread(one, present > 0, np.nan) for n, one in zip(_SHAPES, shapes, strict=True)
        }
    columns = {name: found[how] for name, how in names.items() if name not in others}
    return made.with_(**columns).without("_present")


def _name(how: Reduction) -> str:
    """Return the name of a reduction, also of those that are functions of pandas."""
    if how.func is None:
        return how.how
    return next((name for name, func in OF_PANDAS.items() if func is how.func), how.how)


def _spread(values: Floats, there: Bools, missing: float) -> Floats:
    """Return values of some groups for all of them."""
    made = np.full(len(there), missing)
    made[there] = values
    return made
