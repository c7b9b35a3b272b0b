"""Spline: a smooth curve through the values that finds by itself how smooth it is."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import require
from plotkit.records import dataclass
from plotkit.stats.asked import check_whole, measured
from plotkit.stats.base import Made, Stat
from plotkit.stats.curves import GONE, told
from plotkit.stats.powersums import grouped
from plotkit.typing import Floats

LEAST = 5
"""Distinct positions that a smoothing spline needs."""

MOST_PLACES = 500
"""So many places positions are gathered at, for the time grows with them."""


@dataclass(frozen=True)
class Spline(Stat):
    """Smooth the values by a cubic spline; how smooth follows from the values themselves.

    Parameters
    ----------
    gridsize
        How many points of the curve there are, from the least to the largest position of each
        group.

    Notes
    -----
    Makes `x` and `y`, also called `fit`, in axis units: on a logarithmic axis the spline is one of
    the logarithms. Of all curves the spline has the least sum of squared differences from the
    values and of its curvature, the latter times a number that is found by generalized
    cross-validation: values that are left out one by one are met best.

    Rows at one position become their mean, which weighs as many of them as there are; a `weight`
    variable holds precisions. Positions are scaled to be one apart on average, so that their unit
    does not matter. More than 500 positions are gathered at 500 places. A group with fewer than
    five distinct positions is left out, with a warning.

    The numbers are those of ``scipy.interpolate.make_smoothing_spline``; needs the extra ``stats``.
    Lazy data are fetched, as many rows as ``Plot.config.max_rows`` allows.

    References: Wahba, G. (1990), Spline Models for Observational Data. Woltring, H. J. (1986), A
    FORTRAN package for generalized, cross-validatory spline smoothing and differentiation, Advances
    in Engineering Software 8, 104-113.

    See Also
    --------
    plotkit.objects.Lowess : a smooth curve with an interval.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3, 4, 5, 6], "y": [2, 3, 3, 1, 0, 1]}, x="x", y="y")
    >>> p = p.add(so.Dots()).add(so.Line(), so.Spline())
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"x": "x", "y": "y"})
    measures: ClassVar[bool] = True
    instead: ClassVar[str] = "so.PolyFit(), and means of so.Bin() and so.Agg(), need none."

    gridsize: int = 100

    def __post_init__(self) -> None:
        check_whole(self, gridsize=2)

    def aliases(self) -> Mapping[str, str]:
        """Return what the values are called."""
        return {"fit": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Smooth each group."""
        require("scipy", "stats", "Spline")
        rows = grouped(measured(self, data, by).collect(), by)
        assert rows.groups is not None
        table = rows.data.collect()
        weights = table["weight"] if "weight" in table else np.ones(table.n)
        low, high = rows.summaries["low"], rows.summaries["high"]
        x = np.linspace(low, high, int(self.gridsize), axis=-1)
        y = np.full(x.shape, np.nan)
        for group, own in enumerate(rows.groups.slices()):
            if high[group] > low[group]:
                places = (table["x"][own] - low[group]) / (high[group] - low[group])
                y[group] = smoothed(places, table["y"][own], weights[own], x.shape[1])
        gone = np.isnan(y[:, 0])
        told(self, rows, {(GONE, f"it needs {LEAST} distinct positions or more"): gone})
        kept = np.flatnonzero(~gone)
        keys = {name: rows.summaries[name][np.repeat(kept, x.shape[1])] for name in rows.names}
        columns = {"x": x[kept].ravel(), "y": y[kept].ravel()}
        return Table({**keys, **columns}, len(kept) * x.shape[1], rows.summaries.coords)


def smoothed(places: Floats, y: Floats, weight: Floats, m: int) -> Floats:
    """Return a smoothing spline at `m` points from 0 to 1; NaN for too few positions.

    Parameters
    ----------
    places, y, weight
        The rows: positions from 0 to 1, values, positive weights.
    m
        How many points.
    """
    from scipy.interpolate import make_smoothing_spline

    found, cell = np.unique(places, return_inverse=True)
    if len(found) < LEAST:
        return np.full(m, np.nan)
    if len(found) > MOST_PLACES:
        cell = np.minimum((places * MOST_PLACES).astype(np.intp), MOST_PLACES - 1)
        cell = np.unique(cell, return_inverse=True)[1]
    middle, extent = np.median(y), np.ptp(y)
    if extent == 0:
        return np.full(m, middle)
    sums = np.bincount(cell, weight)
    at = np.bincount(cell, weight * places) / sums
    means = np.bincount(cell, weight * ((y - middle) / extent)) / sums
    apart = len(at) - 1
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        curve = make_smoothing_spline(at * apart, means, sums / sums.mean())
        made: Floats = curve(np.linspace(0, apart, m)) * extent + middle
    return made
