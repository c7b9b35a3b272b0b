"""PolyFit: a polynomial through the values, by least squares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

import numpy as np
from numpy.polynomial import chebyshev

from plotkit.data.reductions import count, max_, min_, sum_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, warn
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import ByGroup, centres, check_amounts, usable
from plotkit.typing import Bools, Floats

ENGINE_ORDER = 5
"""The highest order that is fitted from an engine's sums."""

MOST_CONDITION = 1e6
"""Condition of the normal equations up to which they lose nothing that matters."""


@dataclass(frozen=True, eq=False)
class Frames:
    """Where each group is fitted: numbers of shape (groups,).

    Attributes
    ----------
    middle, half
        The middle and half the width of the range of positions that becomes -1 to 1.
    level
        What is taken from the values.
    """

    middle: Floats
    half: Floats
    level: Floats

    @classmethod
    def of(cls, rows: ByGroup) -> Frames:
        """Frame each group by its own range; in an engine by one for all, where it serves.

        That is quicker there, and little is lost if no group is much narrower.
        """
        low, high = rows.summaries["low"], rows.summaries["high"]
        if rows.groups is None and len(low):
            ends, extent = (low.min(), high.max()), high - low
            if (extent[extent > 0] >= 0.75 * (ends[1] - ends[0])).all():
                low, high = np.full(len(low), ends[0]), np.full(len(low), ends[1])
        half = np.where(high > low, high / 2 - low / 2, 1.0)
        return cls(
            low / 2 + high / 2, half, centres(rows.summaries["y_low"], rows.summaries["y_high"])
        )

    def take(self, groups: Bools) -> Frames:
        """Return the frames of some groups."""
        return Frames(self.middle[groups], self.half[groups], self.level[groups])

    def laid_over(self, rows: ByGroup) -> ByGroup:
        """Return the rows with columns _u from -1 to 1 and _v."""
        return rows.derive(
            _u=(rows.data["x"] - rows.spread(self.middle)) / rows.spread(self.half),
            _v=rows.data["y"] - rows.spread(self.level),
        )


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

    Notes
    -----
    Makes `x` and `y`, also called `fit`, in axis units: on a logarithmic axis the polynomial is one
    of the logarithms.
    It fits the value over the position, so in a horizontal layer x over y. A `weight` variable
    weighs the squared differences; rows whose weight is not positive take no part.

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
        discrete = data.unit("x").discrete or data.unit("y").discrete
        if discrete or self.order > ENGINE_ORDER:
            data = data.collect()
        summaries = {"low": min_("x"), "high": max_("x"), "y_low": min_("y"), "y_high": max_("y")}
        rows = ByGroup.of(usable(data, "x", "y"), by, n=count(), **summaries)
        frames = Frames.of(rows)
        in_memory = rows.groups is not None
        fits = self._from_rows(rows, frames) if in_memory else self._from_sums(rows, frames)
        return self._curves(rows, frames, fits)

    def _curves(self, rows: ByGroup, frames: Frames, fits: Floats) -> Table:
        """Evaluate the polynomials of the groups that have one."""
        summaries, kept = rows.summaries, np.flatnonzero(~np.isnan(fits[:, 0]))
        if len(kept) < len(fits):
            left_out = np.isnan(fits[:, 0])
            warn(
                f"PolyFit leaves out {int(left_out.sum())} of {len(fits)} groups "
                f"({int(summaries['n'][left_out].sum())} rows): order {self.order} needs "
                f"{self.order + 1} distinct positions or more."
            )
        m = int(self.gridsize)
        x = np.linspace(summaries["low"][kept], summaries["high"][kept], m, axis=-1)
        u = (x - frames.middle[kept, None]) / frames.half[kept, None]
        y = (chebyshev.chebvander(u, self.order) * fits[kept, None]).sum(axis=-1)
        y += frames.level[kept, None]
        keys = {name: summaries[name][np.repeat(kept, m)] for name in rows.names}
        return Table({**keys, "x": x.ravel(), "y": y.ravel()}, x.size, summaries.coords)

    def _from_rows(self, rows: ByGroup, frames: Frames) -> Floats:
        """Fit the rows of each group in memory; shape (groups, order + 1), NaN for no fit."""
        assert rows.groups is not None
        table = frames.laid_over(rows).data.collect()
        columns = [table["_u"], table["_v"], *([table["weight"]] if "weight" in table else [])]
        slices = rows.groups.slices()
        fits = np.full((len(slices), self.order + 1), np.nan)
        for group, own in enumerate(slices):
            fits[group] = fit(self.order, *(column[own] for column in columns))
        return fits

    def _from_sums(self, rows: ByGroup, frames: Frames) -> Floats:
        """Fit from sums of powers, computed by the engine; fetch only groups that need it."""
        laid = frames.laid_over(rows)
        p, data = self.order, laid.data
        u, v = data["_u"], data["_v"]
        weighted = "weight" in data
        power = data["weight"] if weighted else u * 0.0 + 1.0
        columns = {}
        for k in range(2 * p + 1):
            columns[f"_m{k}"] = power
            if k <= p:
                columns[f"_r{k}"] = power * v
            power = power * u
        sums = laid.derive(**columns).agg(**{name[1:]: sum_(name) for name in columns})
        powers = np.stack([sums[f"m{k}"] for k in range(2 * p + 1)], axis=-1)
        right = np.stack([sums[f"r{k}"] for k in range(p + 1)], axis=-1)
        basis = np.zeros((p + 1, p + 1))  # row k: the powers in the k-th Chebyshev polynomial
        for k in range(p + 1):
            basis[k, : k + 1] = chebyshev.cheb2poly([0.0] * k + [1.0])
        hankel = powers[:, np.add.outer(np.arange(p + 1), np.arange(p + 1))]
        grams = basis @ hankel @ basis.T
        fits = np.full(right.shape, np.nan)
        good = np.linalg.cond(grams) < MOST_CONDITION
        fits[good] = np.linalg.solve(grams[good], (right[good] @ basis.T)[..., None])[..., 0]
        rest = ~good & (rows.summaries["n"] > p) & (rows.summaries["high"] > rows.summaries["low"])
        if rest.any():
            fetched = ByGroup.of(rows.rows_where(rest).collect(), rows.names)
            fits[rest] = self._from_rows(fetched, frames.take(rest))
        return fits


def fit(order: int, u: Floats, v: Floats, weight: Floats | None = None) -> Floats:
    """Return the Chebyshev coefficients of the polynomial nearest to some values.

    Parameters
    ----------
    order
        Degree of the polynomial.
    u
        Positions from -1 to 1, shape (n,).
    v
        Values, shape (n,).
    weight
        Weights of the squared differences, shape (n,), positive.

    Returns
    -------
    array
        Shape (order + 1,), NaN if `u` has no more distinct values than `order`.
    """
    if len(u) <= order:
        return np.full(order + 1, np.nan)
    terms = chebyshev.chebvander(u, order)
    weighted = terms if weight is None else terms * weight[:, None]
    gram = weighted.T @ terms
    if np.linalg.cond(gram) < MOST_CONDITION:
        return np.asarray(np.linalg.solve(gram, weighted.T @ v), dtype=np.float64)
    if len(np.unique(u)) <= order:
        return np.full(order + 1, np.nan)
    if weight is not None:
        root = np.sqrt(weight)
        terms, v = terms * root[:, None], v * root
    return np.asarray(np.linalg.lstsq(terms, v, rcond=None)[0], dtype=np.float64)
