"""Spreads: reductions of an engine's groups, with deviations that keep their digits.

An engine sums up squares around one centre for all groups. Of a group that lies many deviations
from it hardly a digit is left of their difference: its squares are summed up again around its mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from plotkit.data.lazy import LazyTable
from plotkit.data.queries import approximate
from plotkit.data.reductions import Reduction, max_, mean, min_
from plotkit.data.relation import Relation
from plotkit.data.sums import SQUARES
from plotkit.stats.bygroup import MOST_GROUPS, ByGroup

FAR = 1000.0
"""So many deviations off, six of sixteen digits are lost."""


def reduce_sharply(
    data: LazyTable, keys: Sequence[str], reductions: Mapping[str, Reduction]
) -> Relation:
    """Reduce column y of each group, by another query if deviations would lose digits."""
    squares = {name: how for name, how in reductions.items() if how.how in SQUARES}
    if not squares or not keys:  # one group is around its own middle
        return data.group(*keys).agg(**reductions)
    ends = {"_mean": mean("y"), "_std": _STD, "_least": min_("y"), "_most": max_("y")}
    made = data.group(*keys).agg(**reductions, **ends).collect()
    middle, deviation, least, most = (made[name] for name in ends)
    own = np.fmin.reduce(least, initial=np.inf), np.fmax.reduce(most, initial=-np.inf)
    low, high = data.known.ends.get("y", own)  # may be those of rows that were left out since
    with np.errstate(invalid="ignore"):
        lost = (np.abs(middle - (low / 2 + high / 2)) > FAR * deviation) & (least < most)
        same = least == most
    found = {name: np.where(same & (deviation >= 0), 0.0, made[name]) for name in squares}
    if lost.any() and made.n > MOST_GROUPS:
        approximate(f"deviations of {lost.sum():,} groups that lie far off have fewer digits")
    elif lost.any():
        rows = ByGroup(data, tuple(keys), made, None)
        shifted = rows.derive(y=data["y"] - rows.spread(np.where(lost, middle, 0.0)))
        again = shifted.rows_where(lost).group(*keys).agg(**squares).collect()
        for name in squares:
            found[name][lost] = again[name]
    return made.with_(**found).without(*ends)


_STD = Reduction("std", "y")
