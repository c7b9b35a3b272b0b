"""What ridges show: densities, and the rows of groups that are too few for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from plotkit.data.named import named
from plotkit.data.reductions import count, max_, min_
from plotkit.data.relation import Parts, Relation
from plotkit.errors import PlotSpecError, warn
from plotkit.records import dataclass
from plotkit.stats.along import AlongValues
from plotkit.stats.base import need
from plotkit.stats.bygroup import ByGroup, usable

FEWEST = 3
"""So many values make a ridge."""


@dataclass(frozen=True)
class RidgeStats(AlongValues):
    """Find densities along the values; rows of fewer than three, or equal ones, are a part.

    Parameters as of :class:`Ridge` and :class:`KDE`.
    """

    def __call__(self, data: Relation, by: Sequence[str]) -> Parts:
        """Set the rows of small groups apart, and find the densities of the others."""
        need(self, data, "y")
        if data.unit("y").discrete:
            raise PlotSpecError(
                "Ridge needs numbers or times as values, and that axis is nominal. For ridges "
                'along the other axis pass orient="x" or "y".'
            )
        names = [*by, *(["x"] if "x" in data else [])]
        rows = ByGroup.of(usable(data, "y"), names, n=count(), low=min_("y"), high=max_("y"))
        summaries = rows.summaries
        few = (summaries["n"] < FEWEST) | (summaries["low"] == summaries["high"])
        if few.any():
            told = named(summaries, names, np.flatnonzero(few))
            warn(
                f"Ridge shows {int(few.sum())} of {len(few)} rows as points ({told}): a density "
                f"needs {FEWEST} values or more, and not all equal."
            )
        made: Any = self.density()(rows.rows_where(~few), by)
        return Parts(made.main, few=rows.rows_where(few).select(*names, "y"))
