"""Least squares: polynomials through the values of all groups at once, from sums over their rows.

Positions are laid over -1 to 1 in each group and powers are Chebyshev polynomials of that, so that
neither the unit nor the origin of the positions matters. Products of two of them are sums of two
others, so the normal equations of order p are made of 2p + 1 sums, in memory or in an engine.

References: Trefethen, L. N. (2013), Approximation Theory and Approximation Practice, chapter 3.
Draper, N. R. and Smith, H. (1998), Applied Regression Analysis, chapters 1, 5, 14 (several lines
with one slope).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev

from plotkit.data.blocks import blocks
from plotkit.data.reductions import count, max_, min_, sum_
from plotkit.data.relation import Relation
from plotkit.stats.bygroup import ByGroup, centres
from plotkit.typing import Bools, Codes, Floats

ENGINE_ORDER = 5
"""The highest order that is fitted from an engine's sums."""

MOST_CONDITION = 1e6
"""Condition of the normal equations up to which they lose nothing that matters."""

NEAR = 1e-5
"""Share of the squares below which what remains is summed again, from the differences."""

EXACT = 1e-13
"""Share of the values that is rounding and nothing else."""


@dataclass(frozen=True, eq=False)
class Frames:
    """Where each group is fitted.

    Attributes
    ----------
    middle, half
        The middle and half the width of the range of positions that becomes -1 to 1; of shape
        (groups,).
    level
        What is taken from the values, shape (groups,).
    rise, most
        What the differences from that and the weights are divided by.
    """

    middle: Floats
    half: Floats
    level: Floats
    rise: float
    most: float

    @classmethod
    def of(cls, rows: ByGroup, panels: Codes | None = None) -> Frames:
        """Frame each group by its own range, or that of its panel.

        In an engine it is one frame for all, where it serves: that is quicker there, and little is
        lost if no group is much narrower.
        """
        low, high = rows.summaries["low"], rows.summaries["high"]
        y_low, y_high = rows.summaries["y_low"], rows.summaries["y_high"]
        if panels is not None:
            low, high = ends_by(panels, low, high)
            y_low, y_high = ends_by(panels, y_low, y_high)
        elif rows.groups is None and len(low):
            ends, extent = (low.min(), high.max()), high - low
            if (extent[extent > 0] >= 0.75 * (ends[1] - ends[0])).all():
                low, high = np.full(len(low), ends[0]), np.full(len(low), ends[1])
        half = np.where(high > low, high / 2 - low / 2, 1.0)
        level = centres(y_low, y_high)
        rise = float(np.maximum(y_high - level, level - y_low).max(initial=0.0))
        most = float(rows.summaries["most"].max(initial=0.0)) if "most" in rows.summaries else 1.0
        return cls(low / 2 + high / 2, half, level, rise or 1.0, most or 1.0)

    def take(self, groups: Any) -> Frames:
        """Return the frames of some groups."""
        return replace(
            self,
            middle=self.middle[groups],
            half=self.half[groups],
            level=self.level[groups],
        )

    def laid_over(self, rows: ByGroup) -> ByGroup:
        """Return the rows with columns _u from -1 to 1, _v and _w."""
        data = rows.data
        u = (data["x"] - rows.spread(self.middle)) / rows.spread(self.half)
        v = (data["y"] - rows.spread(self.level)) / self.rise
        w = data["weight"] / self.most if "weight" in data else u * 0.0 + 1.0
        return rows.derive(_u=u, _v=v, _w=w)

    def rounded(self, left: Floats, squares: Floats) -> Floats:
        """Return what is left of squares, 0 where it is rounding and nothing else."""
        least = EXACT + 4 * np.finfo(np.float64).eps * np.abs(self.level) / self.rise
        return np.where(left > least**2 * squares, left, 0.0)

    def terms(self, x: Floats, order: int) -> Floats:
        """Return the Chebyshev polynomials at positions of shape (groups, m): one axis more."""
        u = (x - self.middle[:, None]) / self.half[:, None]
        made: Floats = chebyshev.chebvander(u, order)
        return made


def ends_by(codes: Codes, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return for each group the least `low` and the highest `high` of those with the same code."""
    number = int(codes.max(initial=-1)) + 1
    lows, highs = np.full(number, np.inf), np.full(number, -np.inf)
    np.minimum.at(lows, codes, low)
    np.maximum.at(highs, codes, high)
    return lows[codes], highs[codes]


def grouped(data: Relation, by: Sequence[str]) -> ByGroup:
    """Group rows and find what frames are made of: the extremes of x and y in each group."""
    ends = {"low": min_("x"), "high": max_("x"), "y_low": min_("y"), "y_high": max_("y")}
    if "weight" in data:
        ends["most"] = max_("weight")
    return ByGroup.of(data, by, n=count(), **ends)


@dataclass(frozen=True, eq=False)
class Sums:
    """What normal equations are made of.

    Attributes
    ----------
    terms
        Sums of weights × each Chebyshev polynomial up to twice the order, shape (groups, 2p + 1).
    products
        The same × the values, shape (groups, p + 1).
    squares
        Sums of weights × squared values, shape (groups,).
    """

    terms: Floats
    products: Floats
    squares: Floats

    @classmethod
    def of(cls, rows: ByGroup, frames: Frames, order: int) -> Sums:
        """Sum up, in the engine where the rows are there."""
        made = (_from_rows if rows.groups is not None else _from_engine)(rows, frames, order)
        count = 2 * order + 1
        return cls(made[:count].T, made[count:-1].T, made[-1])

    def grams(self) -> Floats:
        """Return the sums of weights × products of two polynomials, shape (groups, p + 1, p + 1)."""
        k = np.arange(self.products.shape[-1])
        added, apart = np.add.outer(k, k), np.abs(np.subtract.outer(k, k))
        made: Floats = (self.terms[:, added] + self.terms[:, apart]) / 2
        return made


def _from_rows(rows: ByGroup, frames: Frames, order: int) -> Floats:
    """Sum up rows in memory, block by block to stay in the processor's cache."""
    assert rows.groups is not None
    data: Any = rows.data
    groups, many = rows.groups, rows.groups.count
    made = np.zeros((3 * order + 3, many))
    weighted = "weight" in data
    for part in blocks(data.n, many):
        code = groups.codes[part].astype(np.intp, copy=False) if many > 1 else None
        own: Any = 0 if code is None else code
        u = (data["x"][part] - frames.middle[own]) / frames.half[own]
        v = (data["y"][part] - frames.level[own]) / frames.rise
        w = data["weight"][part] / frames.most if weighted else None
        term: Any = np.ones(len(u)) if w is None else w
        before = u * term  # what comes before 1 is u again
        made[-1] += _total(term * v * v, code, many)
        for k in range(2 * order + 1):
            made[k] += _total(term, code, many)
            if k <= order:
                made[2 * order + 1 + k] += _total(term * v, code, many)
            if k < 2 * order:
                before, term = term, 2 * u * term - before
    return made


def _total(values: Floats, code: Codes | None, many: int) -> Any:
    return values.sum() if code is None else np.bincount(code, values, many)


def _from_engine(rows: ByGroup, frames: Frames, order: int) -> Floats:
    """Sum up by one query."""
    rows = with_terms(frames.laid_over(rows), 2 * order)
    v = rows.data["_v"]
    terms = {f"s{k}": rows.data[f"_t{k}"] * rows.data["_w"] for k in range(2 * order + 1)}
    products = {f"r{k}": terms[f"s{k}"] * v for k in range(order + 1)}
    columns = {**terms, **products, "yy": products["r0"] * v}
    rows = rows.derive(**{"_" + name: column for name, column in columns.items()})
    made = rows.agg(**{name: sum_("_" + name) for name in columns})
    return np.stack([made[name] for name in columns])


def with_terms(rows: ByGroup, order: int) -> ByGroup:
    """Return rows with columns _t0, _t1 ..., the Chebyshev polynomials of _u."""
    u = rows.data["_u"]
    rows = rows.derive(_t0=u * 0.0 + 1.0, _t1=u)
    for k in range(2, order + 1):  # one after the other, so that no expression grows
        data = rows.data
        rows = rows.derive(**{f"_t{k}": 2.0 * data["_u"] * data[f"_t{k - 1}"] - data[f"_t{k - 2}"]})
    return rows


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
    freedom
        Rows less coefficients, shape (groups,).
    """

    frames: Frames
    terms: Floats
    root: Floats
    left: Floats
    before: Floats
    total: Floats
    freedom: Floats

    @property
    def order(self) -> int:
        """The degree of the polynomials."""
        return self.terms.shape[-1] - 1

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
        Degree of the polynomials; above `ENGINE_ORDER` the rows must be in memory.
    """
    frames = Frames.of(rows)
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
    before = sums.squares - sums.products[:, 0] ** 2 / sums.terms[:, 0]
    before = np.where(rows.summaries["y_high"] > rows.summaries["y_low"], before, 0.0)
    left = frames.rounded(left, sums.squares)
    return LeastSquares(frames, terms, root, left, before, before, n - order - 1.0)


def _one_by_one(
    rows: ByGroup, frames: Frames, wanted: Bools, order: int
) -> tuple[Floats, Floats]:
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
    frames = Frames.of(rows, panels)
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
    total = by_panel(sums.squares) - by_panel(sums.products[:, 0]) ** 2 / by_panel(weight)
    freedom = by_panel(n - 1.0) - order
    remaining = frames.rounded(left[panels], by_panel(sums.squares)[panels])
    return LeastSquares(
        frames, terms, root, remaining, inside[panels], total[panels], freedom[panels]
    )


