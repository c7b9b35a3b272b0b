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
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import usable
from plotkit.typing import Floats

Method: TypeAlias = Literal["pearson", "spearman"]


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
    axis units: on a logarithmic axis it is the correlation of logarithms. A group of fewer than
    three rows, or of a constant, has no correlation and no row. Lazy data are fetched, as many rows
    as ``Plot.config.max_rows`` allows.

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
    notes: ClassVar[Sequence[str]] = ("main",)

    method: Method = "pearson"
    digits: int = 2

    def __post_init__(self) -> None:
        check_name(self.method, get_args(Method), "method of Corr")

    def aliases(self) -> Mapping[str, str]:
        """Return further names of what it makes."""
        return {"text": "correlation"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Correlate each group that can be."""
        need(self, data, "x", "y")
        table = usable(data, "x", "y").select(*by, "x", "y").collect()
        x, y = (np.asarray(table[name], dtype=np.float64) for name in ("x", "y"))
        grouped = table.group(*by)
        slices = grouped.groups.slices()
        found = np.array([self._correlation(x[own], y[own]) for own in slices], dtype=np.float64)
        kept = np.flatnonzero(np.isfinite(found)).tolist()
        rows = {
            **{name: key[kept] for name, key in grouped.keys().items()},
            "x": np.array([x[slices[group]].mean() for group in kept]),
            "y": np.array([y[slices[group]].mean() for group in kept]),
            "r": found[kept],
            "n": np.array([float(len(slices[group])) for group in kept]),
            "correlation": self._written(found[kept]),
        }
        return Table(rows, len(kept), table.coords)

    def _correlation(self, x: Floats, y: Floats) -> float:
        """Return the correlation of one group; NaN where there is none."""
        if len(x) < 3:
            return np.nan
        if self.method == "spearman":
            x, y = _ranks(x), _ranks(y)
        x, y = _standard(x), _standard(y)
        return float(np.clip((x * y).mean(), -1.0, 1.0))

    def _written(self, values: Floats) -> Factor:
        texts = [f"{value:.{self.digits}f}".replace("-", "−") for value in values.tolist()]
        return factorize_array(as_objects(texts))


def _standard(values: Floats) -> Floats:
    """Return values with mean 0 and standard deviation 1; NaN if they are constant."""
    low, high = values.min(), values.max()
    if low == high:
        return np.full(len(values), np.nan)
    scaled = (values - low) / (high - low)
    away: Floats = scaled - scaled.mean()
    standard: Floats = away / away.std()
    return standard


def _ranks(values: Floats) -> Floats:
    """Return the rank of each value, the mean rank of ties."""
    _, codes, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2.0)[codes]
    return ranks
