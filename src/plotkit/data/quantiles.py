"""Quantiles of a variable: few numbers that tell how its values are spread, and that merge."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from plotkit.data.blocks import blocks
from plotkit.records import dataclass
from plotkit.typing import Floats

_GRID = tuple(np.linspace(0, 1, 21).tolist())
"""Shares that are always known, so that quantiles of several variables can be merged."""


@dataclass(frozen=True)
class Quantiles:
    """Values below which given shares of the rows lie.

    Attributes
    ----------
    n
        How many values there are.
    shares
        Ascending, from 0 to 1.
    values
        One for each share; interpolated between rows, as numpy does.
    """

    n: int
    shares: tuple[float, ...]
    values: tuple[float, ...]

    def at(self, shares: Iterable[float]) -> Floats:
        """Return the values at some shares; exact at those that were asked for."""
        return np.interp(np.fromiter(shares, np.float64), self.shares, self.values)

    def merge(self, other: Quantiles) -> Quantiles:
        """Return the quantiles of both variables together.

        They are exact if the two are alike, as they are for layers of the same data; otherwise each
        variable is taken to be spread evenly between its quantiles.
        """
        if (self.shares, self.values) == (other.shares, other.values):
            return Quantiles(self.n + other.n, self.shares, self.values)
        if not self.n or not other.n:
            return other if not self.n else self
        shares = np.union1d(self.shares, other.shares)
        # A value twice, from below and from above: where many rows are equal the share jumps.
        values = np.repeat(np.union1d(self.values, other.values), 2)
        total = self.n + other.n
        below = np.zeros(len(values))
        for one in (self, other):
            below[::2] += one.n / total * one._share(values[::2], "left")
            below[1::2] += one.n / total * one._share(values[1::2], "right")
        made = np.interp(shares, below, values)
        return Quantiles(total, tuple(shares.tolist()), tuple(made.tolist()))

    def _share(self, values: Floats, side: str) -> Floats:
        """Return the share of rows below some values, "left", or not above them, "right"."""
        shares = np.array(self.shares)
        distinct, first, many = np.unique(self.values, return_index=True, return_counts=True)
        last = first + many - 1
        # From one value to the next the share rises evenly; at a value it jumps.
        ends = np.column_stack([shares[first], shares[last]]).ravel()
        between: Floats = np.interp(values, np.repeat(distinct, 2), ends)
        at = np.minimum(np.searchsorted(distinct, values), len(distinct) - 1)
        jump = shares[first if side == "left" else last][at]
        return np.where(distinct[at] == values, jump, between)


def grid(shares: Iterable[float]) -> tuple[float, ...]:
    """Return the shares to ask for, so that these are exact and others can be interpolated."""
    return tuple(sorted({*_GRID, *shares}))


def quantiles(values: Floats, shares: Iterable[float]) -> Quantiles:
    """Return the quantiles of the finite values.

    Examples
    --------
    >>> quantiles(np.array([1.0, 2.0, 3.0, np.nan]), [0.5]).at([0.5])
    array([2.])
    """
    asked = grid(shares)
    finite = values[np.isfinite(values)]
    if not len(finite):
        return Quantiles(0, (0.0, 1.0), (np.nan, np.nan))
    found = np.quantile(finite, asked)
    return Quantiles(len(finite), asked, tuple(found.tolist()))


MANY = 100_000
"""From so many values on, quartiles are looked for between two values of a sample."""


def quartiles(values: Floats) -> tuple[float, float]:
    """Return the lower and the upper quartile as ``numpy.percentile`` has them, none missing.

    A sorted sample tells between which values each quartile lies; one pass over all values counts
    those below and keeps the few between.

    Reference: Floyd, R. W. and Rivest, R. L. (1975), Expected time bounds for selection,
    Communications of the ACM 18, 165-172.
    """
    if len(values) < MANY:
        low, high = np.percentile(values, [25, 75]).tolist()
        return low, high
    # Sorting so many takes about as long as what is done with the values between.
    size = int(4 * len(values) ** (2 / 3))
    sample = np.sort(values[:: len(values) // size])
    reach = 2 * np.sqrt(len(sample))  # more than 4 standard deviations
    middles = [share * len(sample) for share in (0.25, 0.75)]
    lows = [sample[max(int(middle - reach), 0)] for middle in middles]
    highs = [sample[min(int(middle + reach) + 1, len(sample) - 1)] for middle in middles]
    below = [0, 0]
    kept: tuple[list[Floats], list[Floats]] = ([], [])
    for part in blocks(len(values)):
        block = values[part]
        for i in range(2):
            above = block >= lows[i]
            below[i] += len(block) - int(np.count_nonzero(above))
            above &= block <= highs[i]
            kept[i].append(block[above])
    first, last = (
        _at_share(values, share, below[i], np.concatenate(kept[i]))
        for i, share in enumerate((0.25, 0.75))
    )
    return first, last


def _at_share(values: Floats, share: float, below: int, near: Floats) -> float:
    """Return the quantile at a share of the rows, of which those near it are known."""
    rank = share * (len(values) - 1)
    place = int(rank) - below
    if place < 0 or place + 1 >= len(near):  # values in an order that the sample does not show
        return float(np.percentile(values, 100 * share))
    one, other = np.partition(near, [place, place + 1])[[place, place + 1]].tolist()
    part = rank - int(rank)
    step = other - one
    return float(one + step * part if part < 0.5 else other - step * (1 - part))
