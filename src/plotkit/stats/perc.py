"""Perc: percentiles of the values at each position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.groups import Groups
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import sorted_rows, usable
from plotkit.typing import Array, Floats

METHODS = (
    "linear",
    "lower",
    "higher",
    "midpoint",
    "nearest",
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "median_unbiased",
    "normal_unbiased",
)
"""The definitions of a percentile that numpy has."""


@dataclass(frozen=True)
class Perc(Stat):
    """Find percentiles of the values at each position.

    Parameters
    ----------
    k
        The percentiles, from 0 to 100; or how many, evenly spaced from 0 to 100.
    method
        How a percentile between two values is found, by numpy's names: "linear", "lower", "higher",
        "midpoint", "nearest", "inverted_cdf", "averaged_inverted_cdf", "closest_observation",
        "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased", "normal_unbiased".

    Notes
    -----
    Makes `y`, also called `value`, and `percentile` (0 to 100), one row a percentile. The numbers
    are those of ``numpy.percentile``; missing and infinite values take no part. The columns
    needed are fetched from lazy data, as many rows as ``Plot.config.max_rows`` allows.

    With a `weight` variable the method is to be "inverted_cdf", the one that has a weighted form:
    the least value up to which the weights reach that share of their sum. Rows whose weight is not
    positive take no part.

    Reference: Hyndman, R. J. and Fan, Y. (1996), Sample quantiles in statistical packages, The
    American Statistician 50, 361-365.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "a", "b", "b"], "y": [1, 2, 4, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Dots(), so.Perc([25, 50, 75]))
    """

    k: int | Sequence[float] = 5
    method: str = "linear"

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y", "percentile": "category"})

    def __post_init__(self) -> None:
        check_name(self.method, METHODS, "method of Perc")
        self._percentiles()

    def aliases(self) -> Mapping[str, str]:
        """Return what the values are called."""
        return {"value": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Group by position and find the percentiles."""
        need(self, data, "x", "y")
        weighted = "weight" in data
        if weighted and self.method != "inverted_cdf":
            raise PlotSpecError(
                f"Perc(method={self.method!r}) takes no weight, only "
                'Perc(method="inverted_cdf") does. Say so, or leave out weight in this layer: '
                "add(..., weight=None)."
            )
        read = ("y", "weight") if weighted else ("y",)
        rows = usable(data, "y").select(*by, "x", *read).collect()
        grouped, asked = rows.group(*by, "x"), self._percentiles()
        groups = grouped.groups
        weights = rows["weight"] if weighted else None
        y = self._reduce(rows["y"].astype(np.float64, copy=False), groups, asked, weights)
        repeated = np.repeat(np.arange(groups.count), len(asked))
        keys = {name: key[repeated] for name, key in grouped.keys().items()}
        columns = {**keys, "y": y.ravel(), "percentile": _levels(asked, groups.count)}
        return Table(columns, y.size, rows.coords)

    def _percentiles(self) -> Floats:
        """Return the percentiles asked for, shape (k,)."""
        k: Any = self.k
        if isinstance(k, int | np.integer) and not isinstance(k, bool):
            if k >= 1:
                return np.linspace(0.0, 100.0, int(k))
        elif not isinstance(k, bool | str):
            try:
                asked = np.asarray(k, dtype=np.float64)
            except (TypeError, ValueError):
                asked = np.empty(0)
            if asked.ndim == 1 and len(asked) and ((asked >= 0) & (asked <= 100)).all():
                return asked
        raise PlotSpecError(
            "k of Perc must be a number of percentiles, or a list of them from 0 to 100; "
            f"not {k!r}."
        )

    def _reduce(
        self, values: Floats, groups: Groups, asked: Floats, weights: Floats | None
    ) -> Floats:
        """Return the percentiles of each group, shape (groups, k)."""
        order = sorted_rows(values, groups)
        ordered = values[order]
        if self.method == "linear":
            return linear_percentiles(ordered, groups, asked)
        made = np.empty((groups.count, len(asked)))
        ends = groups.starts + groups.sizes
        for group, (start, end) in enumerate(zip(groups.starts, ends, strict=True)):
            own = None if weights is None else weights[order[start:end]]
            made[group] = np.percentile(  # type: ignore[call-overload]  # checked above
                ordered[start:end], asked, method=self.method, weights=own
            )
        return made


def _levels(asked: Floats, groups: int) -> Factor:
    """Return the percentiles as a category, once for each group."""
    levels, codes = np.unique(asked, return_inverse=True)
    return Factor(np.tile(codes, groups), tuple(levels.tolist()))


def linear_percentiles(ordered: Array, groups: Groups, asked: Floats) -> Floats:
    """Return percentiles between values by linear interpolation, all groups at once.

    Parameters
    ----------
    ordered
        Values sorted by group, then by size, shape (n,).
    groups
        The groups, none of them empty.
    asked
        Percentiles, shape (k,).

    Returns
    -------
    array
        Shape (groups, k).
    """
    last = groups.sizes[:, None] - 1
    place = last * (asked / 100.0)
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, last)
    starts = groups.starts[:, None]
    low, high, share = ordered[starts + below], ordered[starts + above], place - below
    step = high - low
    # From the nearer end, so that rounding never leaves the two values.
    made: Floats = np.where(share < 0.5, low + step * share, high - step * (1.0 - share))
    return made
