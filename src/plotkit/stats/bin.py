"""Bin: positions become those of bins, for what is summed up next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data import expr
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bins import ROUNDING, Rule, check_bins, edges_of, middles, of_bins, with_bins
from plotkit.stats.counting import Places
from plotkit.typing import Floats, Listed

MOST_UNEVEN = 1_000
"""So many bins of different widths are told apart by an engine's expression."""


@dataclass(frozen=True)
class Bin(Stat):
    """Move positions to the middle of their bin, for a stat that sums up each: Agg, Est, Perc.

    Parameters
    ----------
    bins, binwidth, binrange
        As of :class:`Hist`: a rule, a number of bins or edges; their width, for times also as text
        such as "7D" or "1MS"; where they begin and end.

    Notes
    -----
    Makes `x`; the rows stay as they are otherwise, with all their columns: a `weight` is that of
    what sums them up. All groups share the bins. A value on an edge is in the bin that begins
    there, the last one in the last bin. Rows outside the bins are left out and told. Bins of lazy
    data are found in their engine; for more than 1,000 uneven ones, the rows are fetched.

    See Also
    --------
    Hist : How many rows there are in each bin.
    Rolling : Windows that overlap.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2, 3, 4], y=[3, 1, 4, 1])
    >>> p = p.add(so.Line(marker="o"), so.Bin(2), so.Agg())
    """

    bins: Rule | int | Listed = "auto"
    binwidth: Any = None
    binrange: tuple[Any, Any] | None = None

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"x": "x"})
    keeps_rows: ClassVar[bool] = True
    measures: ClassVar[bool] = True

    def __post_init__(self) -> None:
        check_bins(self.bins, self.binrange, self.binwidth)

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Find the bins, and the middle of that of each row."""
        need(self, data, "x")
        if data.unit("x").discrete:
            raise PlotSpecError(
                "Bin needs numbers or times as positions; levels are positions of their own."
            )
        edges = edges_of(data, self.bins, self.binwidth, self.binrange, discrete=False)
        steps = np.diff(edges)
        even = np.allclose(steps, steps[0], rtol=1e-9, atol=0)
        if not isinstance(data, Table) and not even and len(steps) > MOST_UNEVEN:
            data = data.collect()
        inside = data.filter(expr.between(data["x"], float(edges[0]), float(edges[-1])))
        if isinstance(inside, Table):
            assert isinstance(data, Table)
            lost = data.n - inside.n
            return _binned(inside, edges).without_rows(lost, "a value outside the bins")
        if not even:
            return inside.derive(x=of_bins(inside["x"], edges, middles(edges)))
        low, width = float(edges[0]), float(steps[0])
        binned = with_bins(inside, "_bin", "x", edges)
        middle, least = binned["_bin"] * width + (low + width / 2), ROUNDING * width
        rounded = (middle > -least) & (middle < least)
        return binned.derive(x=expr.where(rounded, 0.0, middle)).without("_bin")


def _binned(table: Table, edges: Floats) -> Table:
    """Return the rows at the middle of their bins."""
    if not table.n:
        return table
    return table.with_(x=middles(edges)[Places(edges)(np.asarray(table["x"], dtype=np.float64))])
