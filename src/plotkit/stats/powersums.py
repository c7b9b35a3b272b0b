"""Sums of powers: what normal equations are made of, found for all groups at once.

Positions are laid over -1 to 1 in each group and powers are Chebyshev polynomials of that, so that
neither the unit nor the origin of the positions matters. Products of two of them are sums of two
others, so the normal equations of order p are made of 2p + 1 sums, in memory or in an engine.

Reference: Trefethen, L. N. (2013), Approximation Theory and Approximation Practice, chapter 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev

from plotkit.data.blocks import blocks
from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import Reduction, count, max_, min_, sum_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.records import dataclass, replace
from plotkit.stats.bygroup import ByGroup, centres
from plotkit.typing import Bools, Codes, Floats

ENGINE_ORDER = 5
"""The highest order that is fitted from an engine's sums."""

EXACT = 1e-13
"""Share of the values that is rounding and nothing else."""

FAR = 1e-2
"""Deviation of a group, as a share of its distance from what is taken from the values of all, below
which something nearer is taken: squares would lose their digits."""

_LEAST, _MUCH = 1e-300, 2.0**512
"""Below the one, numbers are multiplied by the other before they are divided by."""


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
    def of(cls, rows: ByGroup, panels: Codes | None = None, order: int = ENGINE_ORDER) -> Frames:
        """Frame each group by its own range, or by that of the positions in its panel.

        In an engine it is one frame for all, where it serves: that is quicker there, and little is
        lost if no group is much narrower, the less the lower the order is.
        """
        low, high = rows.summaries["low"], rows.summaries["high"]
        if panels is not None:
            low, high = ends_by(panels, low, high)
        elif rows.groups is None and len(low):
            ends, extent = (low.min(), high.max()), high - low
            least = min(0.75, 4 * 10 ** (-2.5 / max(order, 1)))  # squared: the condition of grams
            if (extent[extent > 0] >= least * (ends[1] - ends[0])).all():
                low, high = np.full(len(low), ends[0]), np.full(len(low), ends[1])
        half = np.asarray(np.where(high > low, high / 2 - low / 2, 1.0), dtype=np.float64)
        if rows.ahead is not None:
            level, rise = np.full(len(low), rows.ahead[1].level[0]), rows.ahead[1].rise
        else:
            y_low, y_high = rows.summaries["y_low"], rows.summaries["y_high"]
            level = centres(y_low, y_high)
            rise = float(np.maximum(y_high - level, level - y_low).max(initial=0.0))
        most = float(rows.summaries["most"].max(initial=0.0)) if "most" in rows.summaries else 1.0
        middle = np.asarray(low / 2 + high / 2, dtype=np.float64)
        return cls(middle, half, level, rise or 1.0, most or 1.0)

    @classmethod
    def ahead(cls, x: tuple[float, float], y: tuple[float, float]) -> Frames:
        """Frame all groups by ends that are known before their own are."""
        half = x[1] / 2 - x[0] / 2 if x[1] > x[0] else 1.0
        middle, level = x[0] / 2 + x[1] / 2, y[0] / 2 + y[1] / 2
        one = np.array([[middle], [half], [level]])
        return cls(one[0], one[1], one[2], max(y[1] - level, level - y[0]) or 1.0, 1.0)

    def serves(self, other: Frames) -> bool:
        """Tell whether this frame, one for all, is each of some others."""
        numbers = self.rise == other.rise and self.most == other.most
        names = ("middle", "half", "level")
        return numbers and all((getattr(self, n) == getattr(other, n)).all() for n in names)

    def take(self, groups: Any) -> Frames:
        """Return the frames of some groups."""
        own = {name: getattr(self, name)[groups] for name in ("middle", "half", "level")}
        return replace(self, **own)

    def laid_over(self, rows: ByGroup) -> ByGroup:
        """Return the rows with columns _u from -1 to 1, _v and _w."""
        data = rows.data
        u, half = data["x"] - rows.spread(self.middle), self.half
        v, rise = data["y"] - rows.spread(self.level), self.rise
        # Engines divide slowly; and of the least numbers there are only multiples have an inverse.
        if half.min(initial=1.0) < _LEAST:
            u, half = u * _MUCH, half * _MUCH
        if rise < _LEAST:
            v, rise = v * _MUCH, rise * _MUCH
        u, v = u * rows.spread(1 / half), v * (1 / rise)
        w = data["weight"] / self.most if "weight" in data else u * 0.0 + 1.0
        return rows.derive_whole(_u=u, _v=v, _w=w)

    def rounded(self, left: Floats, squares: Floats) -> Floats:
        """Return what is left of squares, 0 where it is rounding and nothing else."""
        least = EXACT + 4 * np.finfo(np.float64).eps * np.abs(self.level) / self.rise
        return np.where(left > least**2 * squares, left, 0.0)

    def terms(self, x: Floats, order: int) -> Floats:
        """Return the Chebyshev polynomials at positions of shape (groups, m): one axis more."""
        u = (x - self.middle[:, None]) / self.half[:, None]
        return np.asarray(chebyshev.chebvander(u, order), dtype=np.float64)


def ends_by(codes: Codes, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return for each group the least `low` and the highest `high` of those with the same code."""
    number = int(codes.max(initial=-1)) + 1
    lows, highs = np.full(number, np.inf), np.full(number, -np.inf)
    np.minimum.at(lows, codes, low)
    np.maximum.at(highs, codes, high)
    return lows[codes], highs[codes]


def grouped(data: Relation, by: Sequence[str], order: int | None = None) -> ByGroup:
    """Group rows and find what frames are made of: the extremes of x and y in each group.

    Where ends are known, an engine is asked at once for the sums of a polynomial of an order, and
    not for the extremes of y unless they turn out to be needed.
    """
    ends = {**_ENDS, "y_low": min_("y"), "y_high": max_("y")}
    if "weight" in data:
        ends["most"] = max_("weight")
    elif order is not None and isinstance(data, LazyTable):
        known = data.known
        if known.tells("x") and known.tells("y"):
            frames = Frames.ahead(known.ends["x"], known.ends["y"])
            found = _summed(data, by, order, frames)
            if found is not None:
                return found
    return ByGroup.of(data, by, n=count(), **ends)


_ENDS = {"low": min_("x"), "high": max_("x")}


def are_constant(rows: ByGroup) -> Bools:
    """Tell which groups are of one value."""
    if rows.ahead is not None:
        return np.zeros(rows.summaries.n, dtype=bool)  # or they would not have been summed up so
    return np.asarray(rows.summaries["y_low"] == rows.summaries["y_high"])


def _summed(data: LazyTable, by: Sequence[str], order: int, frames: Frames) -> ByGroup | None:
    """Group rows of an engine, and sum up within one frame; None if it does not serve them all."""
    none = ByGroup(data, tuple(by), Table({}, 0), None)
    rows, sums = _terms(none, frames, order)
    found = ByGroup.of(rows.data, by, n=count(), **_ENDS, **sums)
    if found.groups is not None:
        return None
    summaries = found.summaries
    n, values, squares = (summaries[name] for name in ("s0", "r0", "yy"))
    if (squares - values**2 / n <= FAR**2 * squares).any():
        return None
    made = np.stack([summaries[name] for name in sums])
    return replace(
        found, data=data, summaries=summaries.without(*sums), ahead=(order, frames, made)
    )


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
        """Return the sums of weights × two polynomials, shape (groups, p + 1, p + 1)."""
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
    """Sum up by one query, unless it was asked for with the groups."""
    if rows.ahead is not None and rows.ahead[0] == order and rows.ahead[1].serves(frames):
        known: Floats = rows.ahead[2]
        return known
    rows, sums = _terms(rows, frames, order)
    made = rows.agg(**sums)
    return np.stack([made[name] for name in sums])


def _terms(rows: ByGroup, frames: Frames, order: int) -> tuple[ByGroup, dict[str, Reduction]]:
    """Return rows of an engine with what is summed up, and the sums."""
    rows = with_terms(frames.laid_over(rows), 2 * order)
    data, weighted = rows.data, "weight" in rows.data
    w, v = data["_w"], data["_v"]
    terms = {f"s{k}": data[f"_t{k}"] for k in range(2 * order + 1)}
    terms = {name: term * w for name, term in terms.items()} if weighted else terms
    products = {f"r{k}": terms[f"s{k}"] * v if k or weighted else v for k in range(order + 1)}
    columns = {**terms, **products, "yy": products["r0"] * v}
    rows = rows.derive_whole(**{"_" + name: column for name, column in columns.items()})
    sums = {name: sum_("_" + name) for name in columns}
    return rows, sums if weighted else {**sums, "s0": count()}


def with_terms(rows: ByGroup, order: int) -> ByGroup:
    """Return rows with columns _t0, _t1 ..., the Chebyshev polynomials of _u."""
    u = rows.data["_u"]
    rows = rows.derive_whole(_t0=u * 0.0 + 1.0, _t1=u)
    for k in range(2, order + 1):  # one after the other, so that no expression grows
        data = rows.data
        before = data[f"_t{k - 2}"] if k > 2 else 1.0
        rows = rows.derive_whole(**{f"_t{k}": 2.0 * data["_u"] * data[f"_t{k - 1}"] - before})
    return rows
