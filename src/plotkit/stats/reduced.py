"""Reduced: what groups are reduced to, in an engine also where that is no sum of plain columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from plotkit.data.reductions import ENGINE, OF_PANDAS, Reduction, count
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.stats.bygroup import usable
from plotkit.stats.quantile import Quantiles
from plotkit.typing import Bools, Floats

_MEDIANS = ("median", "quantile")
"""A quantile is that of one half, unless somebody says which."""
IN_ENGINE = tuple(sorted((*ENGINE, *_MEDIANS, "nunique")))
"""Reductions for which no rows are fetched."""


def reduced(data: Relation, keys: Sequence[str], plain: Mapping[str, Reduction]) -> Relation:
    """Reduce column y of each group.

    In an engine medians are found by counting, and distinct values by grouping, if all others run
    in it, too.
    """
    names = {name: _name(how) for name, how in plain.items()}
    others = {name: how for name, how in plain.items() if names[name] in ENGINE}
    engine = len(others) < len(plain) and {*names.values()} <= {*IN_ENGINE}
    if isinstance(data, Table) or not engine:
        return data.group(*keys).agg(**plain)
    made = data.group(*keys).agg(**others, _present=count("y")).collect()
    rows, present = data.select(*keys, "y"), made["_present"]
    found: dict[str, Floats] = {}
    if "nunique" in names.values():
        distinct = rows.filter(~rows["y"].is_null()).group(*keys, "y").agg(_n=count())
        number = distinct.group(*keys).agg(n=count()).collect()["n"]
        found["nunique"] = _spread(number, present > 0, 0.0)
    if set(_MEDIANS) & set(names.values()):
        quantiles = Quantiles.of(usable(rows, "y"), keys)
        if quantiles.rows.summaries["n"].sum() < present.sum():  # infinite ones have a place, too
            return data.collect().group(*keys).agg(**plain)
        median = quantiles.at(np.array([0.5]), "linear")[:, 0]
        found |= dict.fromkeys(_MEDIANS, _spread(median, present > 0, np.nan))
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
