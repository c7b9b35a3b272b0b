"""Corr: how closely two variables go together, one number a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.factor import Factor, as_objects, factorize_array
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import check_name
from plotkit.records import dataclass
from plotkit.stats.asked import check_measured, check_whole
from plotkit.stats.base import Made, Stat, need, no_weight
from plotkit.stats.bygroup import usable
from plotkit.stats.plane import PlaneMoments
from plotkit.typing import Floats

Method: TypeAlias = Literal["pearson", "spearman"]

_FEWEST = 3
"""Two points are always on a line."""


@dataclass(frozen=True)
class Corr(Stat):
    """Correlate x and y within each group.

    Parameters
    ----------
    method
        "pearson": of straight lines. "spearman": of ranks, where ties have their mean rank.
    digits
        Decimals of the text.

    Notes
    -----
    Makes one row a group: `r`, `n`, `correlation` (also called `text`), such as "0.65", and the
    means of x and y as its place; ``x=so.frac(0.5)`` puts the text in the middle of the panel. In
    axis units: on a logarithmic axis it is the correlation of logarithms; levels have none, which
    is an error. A `weight` variable weighs the rows of "pearson" and the means, "spearman" takes
    none; rows of weight 0 are as if absent. A group of fewer than three rows, or of a constant, has
    no correlation and no row.

    On lazy data "pearson" is found from sums in the engine. Ranks need the rows, which are fetched,
    as many as ``Plot.config.max_rows`` allows.

    References: Rodgers, J. L. and Nicewander, W. A. (1988), Thirteen ways to look at the
    correlation coefficient, The American Statistician 42(1), 59-66.

    See Also
    --------
    Fit : a line with its r² and p.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"a": [1, 2, 3, 4], "b": [2, 1, 4, 3]}).pair(["a", "b"], ["a", "b"])
    >>> p = p.add(so.Dot(), where="lower")
    >>> p = p.add(so.Text(), so.Corr(), where="upper", x=so.frac(0.5), y=so.frac(0.5))
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {"x": "x", "y": "y", "r": "number", "n": "number", "correlation": "text"}
    )
    needs: ClassVar[Sequence[str]] = ("x", "y")
    shows: ClassVar[Mapping[str, str]] = MappingProxyType({"text": "correlation"})
    measures: ClassVar[bool] = True
    planar: ClassVar[bool] = True
    notes: ClassVar[Sequence[str]] = ("main",)
    instead: ClassVar[str] = 'Ranks need all rows; Corr("pearson") needs none.'

    method: Method = "pearson"
    digits: int = 2

    def __post_init__(self) -> None:
        check_name(self.method, get_args(Method), "method of Corr")
        check_whole(self, digits=0)

    def aliases(self) -> Mapping[str, str]:
        """Return further names of what it makes."""
        return {"text": "correlation"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Correlate each group that can be."""
        need(self, data, "x", "y")
        check_measured("Corr", data, "Leave out columns of levels, or count them: so.Bin2D().")
        if self.method == "spearman":
            no_weight(self, data, 'Corr("spearman")')
        names = [name for name in ("x", "y", "weight") if name in data]
        rows = usable(data, "x", "y").select(*by, *names)
        summed = self.method == "pearson" and not isinstance(rows, Table)
        found = _from_sums(rows, by) if summed else self._from_rows(rows.collect(), by)
        found = found.filter((found["n"] >= _FEWEST) & np.isfinite(found["r"]))
        return found.with_(correlation=self._written(found["r"]))

    def _from_rows(self, table: Table, by: Sequence[str]) -> Table:
        """Correlate each group by its rows; NaN where there is no correlation."""
        x, y = (np.asarray(table[name], dtype=np.float64) for name in ("x", "y"))
        weight = np.asarray(table["weight"], float) if "weight" in table else np.ones(table.n)
        grouped = table.group(*by)
        slices = grouped.groups.slices()
        shares = [weight[own] / weight[own].max() for own in slices]
        of_groups = [(x[own], y[own], w) for own, w in zip(slices, shares, strict=True)]
        made = {
            "x": np.array([np.average(x, weights=w) for x, _, w in of_groups]),
            "y": np.array([np.average(y, weights=w) for _, y, w in of_groups]),
            "r": np.array([self._correlation(*one) for one in of_groups], dtype=np.float64),
            "n": np.array([float(len(own)) for own in slices]),
        }
        return Table({**grouped.keys(), **made}, len(slices), table.coords)

    def _correlation(self, x: Floats, y: Floats, weight: Floats) -> float:
        """Return the correlation of one group; NaN where there is none."""
        if self.method == "spearman":
            x, y = _ranks(x), _ranks(y)
        x, y = _standard(x, weight), _standard(y, weight)
        return float(np.clip(np.average(x * y, weights=weight), -1.0, 1.0))

    def _written(self, values: Floats) -> Factor:
        texts = [f"{value:.{self.digits}f}".replace("-", "−") for value in values.tolist()]
        return factorize_array(as_objects(texts))


def _from_sums(data: Relation, by: Sequence[str]) -> Table:
    """Correlate each group by sums of an engine; NaN where there is no correlation."""
    rows, moments = PlaneMoments.grouped(data, by)
    made = {"x": moments.x, "y": moments.y, "r": moments.correlation, "n": moments.n}
    return rows.summaries.select(*by).with_(**made)


def _standard(values: Floats, weight: Floats) -> Floats:
    """Return values with mean 0 and standard deviation 1, weighted; NaN if they are constant."""
    low, high = values.min(), values.max()
    if low == high:
        return np.full(len(values), np.nan)
    scaled = (values - low) / (high - low)
    away: Floats = scaled - np.average(scaled, weights=weight)
    standard: Floats = away / np.sqrt(np.average(away * away, weights=weight))
    return standard


def _ranks(values: Floats) -> Floats:
    """Return the rank of each value, the mean rank of ties."""
    _, codes, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2.0)[codes]
    return ranks
