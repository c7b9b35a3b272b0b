"""Least squares: polynomials through the values of all groups at once, from sums over their rows.

Reference: Draper, N. R. and Smith, H. (1998), Applied Regression Analysis, chapters 1, 5, 14
(several lines with one slope).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.polynomial import chebyshev

from plotkit.data.reductions import sum_
from plotkit.records import dataclass, replace
from plotkit.stats.bygroup import ByGroup
from plotkit.stats.powersums import Frames, Sums, are_constant, grouped, with_terms
from plotkit.typing import Bools, Codes, Floats

MOST_CONDITION = 1e6
"""Condition of the normal equations up to which they lose nothing that matters."""

NEAR = 1e-5
"""Share of the squares below which what remains is summed again, from the differences."""


@dataclass(frozen=True, eq=False)
class LeastSquares:
    """Polynomials through the values of some groups; NaN for a group that has none.

    Attributes
    ----------
    frames
        Where each was fitted.
    terms
        Coefficients of Chebyshev polynomials, shape (groups, p + 1).
    root
        Shape (groups, p + 1, p + 1); the squared length of root × the polynomials at a position is
        the variance of the curve there, in variances of a row.
    left
        What is left of the squares, shape (groups,).
    before, total
        What there would be without slopes, and without several lines.
    weight
        Sum of the weights behind `total`, shape (groups,).
    freedom
        Rows less coefficients, shape (groups,).
    """

    frames: Frames
    terms: Floats
    root: Floats
    left: Floats
    before: Floats
    total: Floats
    weight: Floats
    freedom: Floats

    @property
    def order(self) -> int:
        """The degree of the polynomials."""
        return int(self.terms.shape[-1]) - 1

    @property
    def fitted(self) -> Bools:
        """Which groups have a curve."""
        return ~np.isnan(self.terms[:, 0])

    def curves(self, x: Floats, groups: Any = slice(None)) -> Floats:
        """Return the values of some groups at positions of shape (groups, m)."""
        frames = self.frames.take(groups)
        v = (frames.terms(x, self.order) * self.terms[groups][:, None]).sum(axis=-1)
        made: Floats = v * frames.rise + frames.level[:, None]
        return made

    def errors(self, x: Floats, new: bool, groups: Any = slice(None)) -> Floats:
        """Return standard errors at positions of shape (groups, m): NaN where there is no spread.

        Parameters
        ----------
        x
            The positions.
        new
            Whether those of one more row of weight 1 are asked for, or those of the curve.
        groups
            Which groups.
        """
        frames, freedom = self.frames.take(groups), self.freedom[groups]
        spread = np.where(freedom > 0, self.left[groups] / np.maximum(freedom, 1), np.nan)
        lengths = np.einsum("gij,gmj->gmi", self.root[groups], frames.terms(x, self.order))
        variance = (lengths**2).sum(axis=-1) + (frames.most if new else 0.0)
        made: Floats = np.sqrt(spread[:, None] * variance) * frames.rise
        return made

    def explained(self) -> Floats:
        """Return which share of the squares the polynomials explain; NaN for constant values."""
        some = (self.total > 0) & (self.order > 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(some, 1 - self.left / self.total, np.nan)

    def extent(self) -> Floats:
        """Return four standard deviations of the values, between which most of them lie."""
        made: Floats = 4 * np.sqrt(np.maximum(self.total, 0) / self.weight) * self.frames.rise
        return made

    def ratios(self) -> Floats:
        """Return what is explained for each coefficient over what is left for each row: F."""
        some = (self.freedom > 0) & (self.before > 0) & (self.order > 0)
        gained = (self.before - self.left) / max(self.order, 1)
        with np.errstate(invalid="ignore", divide="ignore"):  # an exact fit is infinitely better
            return np.where(some, gained * self.freedom / self.left, np.nan)


def least_squares(rows: ByGroup, order: int) -> LeastSquares:
    """Fit a polynomial to columns x and y of each group; a column `weight` holds precisions.

    Parameters
    ----------
    rows
        As :func:`grouped` returns them.
    order
        Degree of the polynomials; above its `ENGINE_ORDER` the rows must be in memory.
    """
    frames = Frames.of(rows, order=order)
    sums = Sums.of(rows, frames, order)
    grams, n = sums.grams(), rows.summaries["n"]
    shape = sums.products.shape
    terms, root = np.full(shape, np.nan), np.full((*shape, shape[-1]), np.nan)
    good = (n > order) & (np.linalg.cond(grams) < MOST_CONDITION)
    terms[good] = np.linalg.solve(grams[good], sums.products[good][..., None])[..., 0]
    root[good] = np.linalg.inv(np.linalg.cholesky(grams[good]))
    rest = ~good & (n > order) & (rows.summaries["high"] > rows.summaries["low"])
    if rest.any():
        terms[rest], root[rest] = _one_by_one(rows, frames, rest, order)
    left = sums.squares - (terms * sums.products).sum(axis=-1)
    near = left < NEAR * sums.squares
    if near.any():
        left[near] = _differences(rows, frames, terms, near)
    weight = sums.terms[:, 0]
    before = sums.squares - sums.products[:, 0] ** 2 / weight
    before = np.where(are_constant(rows), 0.0, before)
    left = frames.rounded(left, sums.squares)
    return LeastSquares(frames, terms, root, left, before, before, weight, n - order - 1.0)


def _one_by_one(rows: ByGroup, frames: Frames, wanted: Bools, order: int) -> tuple[Floats, Floats]:
    """Fit groups whose positions are too uneven for sums, from their rows."""
    found = grouped(rows.rows_where(wanted).collect(), rows.names)
    assert found.groups is not None
    table: Any = frames.take(wanted).laid_over(found).data
    terms = np.full((found.groups.count, order + 1), np.nan)
    root = np.full((*terms.shape, order + 1), np.nan)
    for group, own in enumerate(found.groups.slices()):
        if len(np.unique(table["x"][own])) > order:
            scale = np.sqrt(table["_w"][own])
            design = chebyshev.chebvander(table["_u"][own], order) * scale[:, None]
            q, upper = np.linalg.qr(design)
            if np.abs(np.diag(upper)).min() > 0:
                root[group] = np.linalg.inv(upper).T
                terms[group] = root[group].T @ (q.T @ (table["_v"][own] * scale))
    return terms, root


def _differences(rows: ByGroup, frames: Frames, terms: Floats, wanted: Bools) -> Floats:
    """Return the sums of squared differences of some groups, from the differences themselves."""
    order = terms.shape[-1] - 1
    known = np.nan_to_num(terms)
    if rows.groups is not None:
        found = replace(
            rows, data=rows.rows_where(wanted), groups=rows.groups.take(wanted[rows.groups.codes])
        )
    else:
        found = rows
    found = with_terms(frames.laid_over(found), order)
    fitted = sum(found.data[f"_t{k}"] * found.spread(known[:, k]) for k in range(order + 1))
    found = found.derive(_e=found.data["_v"] - fitted)
    found = found.derive(_ee=found.data["_w"] * found.data["_e"] * found.data["_e"])
    made: Floats = found.agg(ee=sum_("_ee"))["ee"][wanted]
    return made


def parallel(rows: ByGroup, order: int, panels: Codes) -> LeastSquares:
    """Fit polynomials that differ by a constant within each panel.

    Parameters
    ----------
    rows
        As :func:`grouped` returns them.
    order
        Degree, 1 or more.
    panels
        The panel of each group, from 0, shape (groups,).
    """
    frames = Frames.of(rows, panels, order)
    sums, number = Sums.of(rows, frames, order), int(panels.max(initial=-1)) + 1
    weight, n = sums.terms[:, 0], rows.summaries["n"]
    means = sums.terms[:, 1 : order + 1] / weight[:, None]
    grams = sums.grams()[:, 1:, 1:]

    def by_panel(values: Floats) -> Floats:
        made = np.zeros((number, *values.shape[1:]))
        np.add.at(made, panels, values)
        return made

    own = grams - means[:, :, None] * means[:, None, :] * weight[:, None, None]
    within, whole = by_panel(own), by_panel(grams)
    right = by_panel(sums.products[:, 1:] - means * sums.products[:, :1])
    least = np.linalg.eigvalsh(within)[:, 0]
    good = least > 1e-10 * np.linalg.eigvalsh(whole)[:, -1]
    slopes, inverse = np.full(right.shape, np.nan), np.full(within.shape, np.nan)
    slopes[good] = np.linalg.solve(within[good], right[good][..., None])[..., 0]
    inverse[good] = np.linalg.inv(np.linalg.cholesky(within[good]))
    constant = sums.products[:, 0] / weight - (means * slopes[panels]).sum(axis=-1)
    terms = np.column_stack([constant, slopes[panels]])
    root = np.zeros((*terms.shape, order + 1))
    root[:, 0, 0] = 1 / np.sqrt(weight)
    root[:, 1:, 1:] = inverse[panels]
    root[:, 1:, 0] = -np.einsum("gij,gj->gi", inverse[panels], means)
    inside = by_panel(sums.squares - sums.products[:, 0] ** 2 / weight)
    left = inside - (slopes * right).sum(axis=-1)
    near = left < NEAR * by_panel(sums.squares)
    if near.any():
        some = near[panels]
        exact = np.zeros(len(panels))
        exact[some] = _differences(rows, frames, terms, some)
        left[near] = by_panel(exact)[near]
    height = sums.products[:, 0] / weight + (frames.level - frames.level[:1]) / frames.rise
    mean = by_panel(weight * height) / by_panel(weight)
    total = inside + by_panel(weight * (height - mean[panels]) ** 2)
    freedom = by_panel(n - 1.0) - order
    remaining = frames.rounded(left[panels], by_panel(sums.squares)[panels])
    whole_weight = by_panel(weight)[panels]
    return LeastSquares(
        frames, terms, root, remaining, inside[panels], total[panels], whole_weight, freedom[panels]
    )
