"""Perc: percentiles of the values at each position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import usable
from plotkit.stats.quantile import Method, Quantiles, check_method, check_weights, method_for
from plotkit.typing import Floats


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
        "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased", "normal_unbiased". By
        default "linear", and with weights "inverted_cdf".

    See Also
    --------
    BoxStats : Quartiles and whiskers.
    Intervals : Ranges in the middle of the values.

    Notes
    -----
    Makes `y`, also called `value`, and `percentile` (0 to 100), one row a percentile. The numbers
    are those of ``numpy.percentile``, in memory and in the engine of lazy data; missing and
    infinite values take no part.

    With a `weight` variable the method is "inverted_cdf", the one that has a weighted form: the
    least value up to which the weights reach that share of their sum, so that another factor of all
    weights changes nothing. Rows of weight 0 are as if absent, negative weights are an error.

    Reference: Hyndman, R. J. and Fan, Y. (1996), Sample quantiles in statistical packages, The
    American Statistician 50, 361-365.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "a", "b", "b"], "y": [1, 2, 4, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Dots(), so.Perc([25, 50, 75]))
    """

    k: int | Sequence[float] = 5
    method: Method | None = None

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y", "percentile": "category"})
    needs: ClassVar[Sequence[str]] = ("y",)

    def __post_init__(self) -> None:
        check_method(self, self.method)
        self._percentiles()

    def aliases(self) -> Mapping[str, str]:
        """Return what the values are called."""
        return {"value": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Group by position and find the percentiles."""
        need(self, data, "x", "y")
        method, asked = method_for(self, self.method, data), self._percentiles()
        check_weights(self, data)
        names = [*by, "x"]
        weight = ["weight"] if "weight" in data else []
        data = data.select(*names, "y", *weight)
        if data.unit("y").discrete:  # levels are compared by their places
            data = data.collect()
        quantiles = Quantiles.of(usable(data, "y"), names)
        y, summaries = quantiles.at(asked / 100, method), quantiles.rows.summaries
        repeated = np.repeat(np.arange(summaries.n), len(asked))
        keys = {name: summaries[name][repeated] for name in names}
        columns = {**keys, "y": y.ravel(), "percentile": _levels(asked, summaries.n)}
        return Table(columns, y.size, data.coords)

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


def _levels(asked: Floats, groups: int) -> Factor:
    """Return the percentiles as a category, once for each group."""
    levels, codes = np.unique(asked, return_inverse=True)
    return Factor(np.tile(codes, groups), tuple(levels.tolist()))
