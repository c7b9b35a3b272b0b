"""PolyFit: a polynomial through the values, by least squares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, warn
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import check_amounts, usable
from plotkit.stats.leastsquares import least_squares
from plotkit.stats.powersums import ENGINE_ORDER, grouped


@dataclass(frozen=True)
class PolyFit(Stat):
    """Fit a polynomial to the values over the position; runs in the engine of lazy data.

    Parameters
    ----------
    order
        Degree of the polynomial.
    gridsize
        How many points of the curve there are, from the least to the largest position of each
        group.

    See Also
    --------
    Fit : With intervals, families and equations.
    Lowess, Spline : Curves of no given shape.

    Notes
    -----
    Makes `x` and `y`, also called `fit`, in axis units: on a logarithmic axis the polynomial is one
    of the logarithms.
    It fits the value over the position, so in a horizontal layer x over y. A `weight` variable
    weighs the squared differences; rows of weight 0 take no part.

    The numbers are those of ``numpy.polyfit``, found in Chebyshev polynomials over the range of
    each group, which stay exact where powers do not (years, say). A group with no more distinct
    positions than `order` has no single best polynomial: it is left out, with a warning.

    On lazy data sums of powers are computed in the engine up to order 5; above that, and for groups
    whose positions make that inexact, the rows are fetched, as many as ``Plot.config.max_rows``
    allows.

    Reference: Trefethen, L. N. (2013), Approximation Theory and Approximation Practice, chapter 3.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3, 4], "y": [1, 4, 9, 16]}, x="x", y="y")
    >>> p = p.add(so.Line(), so.PolyFit(order=2))
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"x": "x", "y": "y"})
    measures: ClassVar[bool] = True
    instead: ClassVar[str] = f"Polynomials up to order {ENGINE_ORDER} need none."

    order: int = 2
    gridsize: int = 100

    def __post_init__(self) -> None:
        for name, low in (("order", 0), ("gridsize", 2)):
            value = getattr(self, name)
            if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < low:
                raise PlotSpecError(
                    f"{name} of PolyFit must be a whole number from {low} on, not {value!r}."
                )

    def aliases(self) -> Mapping[str, str]:
        """Return what the values are called."""
        return {"fit": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Fit each group and evaluate on its own range."""
        need(self, data, "x", "y")
        columns = ("x", "y", "weight") if "weight" in data else ("x", "y")
        data = data.select(*by, *columns)
        check_amounts(self, "mean", data.unit("y"))
        levels = data.unit("x").discrete or not data.unit("y").countable
        if levels or self.order > ENGINE_ORDER:
            data = data.collect()
        rows = grouped(usable(data, "x", "y"), by, self.order)
        fits, summaries = least_squares(rows, self.order), rows.summaries
        kept = np.flatnonzero(fits.fitted)
        if len(kept) < summaries.n:
            warn(
                f"PolyFit leaves out {summaries.n - len(kept)} of {summaries.n} groups "
                f"({int(summaries['n'][~fits.fitted].sum())} rows): order {self.order} needs "
                f"{self.order + 1} distinct positions or more."
            )
        m = int(self.gridsize)
        x = np.linspace(summaries["low"][kept], summaries["high"][kept], m, axis=-1)
        keys = {name: summaries[name][np.repeat(kept, m)] for name in rows.names}
        points = {"x": x.ravel(), "y": fits.curves(x, kept).ravel()}
        return Table({**keys, **points}, x.size, summaries.coords)
