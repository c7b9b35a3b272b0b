"""Local lines: at each position a straight line through the nearest rows, by how near they are.

References: Cleveland, W. S. (1979), Robust locally weighted regression and smoothing scatterplots,
Journal of the American Statistical Association 74, 829-836. Cleveland, W. S. (1981), LOWESS: a
program for smoothing scatterplots by robust locally weighted regression, The American Statistician
35, 54.
"""

from __future__ import annotations

import numpy as np

from plotkit.records import dataclass
from plotkit.stats.bootstrap import draws
from plotkit.typing import Bools, Codes, Floats

NEAREST, FARTHEST = 0.001, 0.999
"""Shares of the radius of a window within which rows weigh fully, and beyond which not at all."""

FLAT = 1e-12
"""Spread of positions, as a share of the window's, below which a window has a mean and no slope."""

MOST_KEPT = 1 << 23
"""So many weights are kept from one iteration to the next."""

MOST_CELLS = 2000
"""So many places the rows of a resample are gathered at."""


@dataclass(frozen=True, eq=False)
class Windows:
    """The rows of one group, and the windows in which lines are fitted.

    Attributes
    ----------
    x, y, weight
        The rows in the order of x, shape (n,); x from 0 to 1.
    at
        Where lines are fitted, shape (m,): each position, or the last ones within `delta`.
    left
        The first row of each window, shape (m,).
    k
        How many rows a window has.
    """

    x: Floats
    y: Floats
    weight: Floats
    at: Floats
    left: Codes
    k: int

    @classmethod
    def of(cls, x: Floats, y: Floats, weight: Floats, k: int, delta: float) -> Windows:
        """Choose windows of `k` rows around positions that are `delta` apart at most."""
        at = anchors(np.unique(x), delta)
        middles = (x[: len(x) - k] + x[k:]) / 2  # where a window moves on by one row
        return cls(x, y, weight, at, np.searchsorted(middles, at, side="left"), k)

    def kernel(self, number: int) -> tuple[slice, Floats]:
        """Return the rows of a window that weigh anything, and how much for being near."""
        place, left = float(self.at[number]), int(self.left[number])
        radius = max(place - self.x[left], self.x[left + self.k - 1] - place)
        if radius == 0:
            ends = np.searchsorted(self.x, [place]), np.searchsorted(self.x, [place], "right")
            return slice(int(ends[0][0]), int(ends[1][0])), np.ones(int(ends[1][0] - ends[0][0]))
        far, near = FARTHEST * radius, NEAREST * radius
        first, alike = np.searchsorted(self.x, [place - far, place - near], "right").tolist()
        unlike, last = np.searchsorted(self.x, [place + near, place + far]).tolist()
        apart = self.x[first:last] - place
        np.abs(apart, out=apart)
        apart /= radius
        made = apart * apart
        made *= apart
        np.subtract(1.0, made, out=made)
        apart = made * made
        made *= apart
        made[alike - first : unlike - first] = 1.0
        return slice(first, last), made

    def smooth(self, iterations: int) -> Floats:
        """Return the smooth curve at `at`; in each iteration rows far off it weigh less."""
        some = len(self.at) * self.k <= MOST_KEPT
        kept = [self.kernel(number) for number in range(len(self.at))] if some else None
        weight, made = self.weight, np.empty(len(self.at))
        for iteration in range(iterations + 1):
            if iteration:
                weight = self.weight * bisquare(self.y - np.interp(self.x, self.at, made))
            sums = np.empty((5, len(self.at)))
            for number, place in enumerate(self.at.tolist()):
                rows, near = kept[number] if kept else self.kernel(number)
                d, y, w = self.x[rows] - place, self.y[rows], near * weight[rows]
                wd = w * d
                sums[:, number] = w.sum(), wd.sum(), _dot(wd, d), _dot(w, y), _dot(wd, y)
            made = lines(*sums)
        return made

    def resampled(self, iterations: int, n_boot: int, seed: int) -> Floats:
        """Return the curves at `at` of rows drawn again, shape (n_boot, m).

        Windows stay as they are, so that no resample lacks one, and many rows are gathered at some
        places.
        """
        cell = np.minimum((self.x * MOST_CELLS).astype(np.intp), MOST_CELLS - 1)
        places, own = np.unique(self.x, return_inverse=True)
        used, cell = (
            (places, own) if len(places) <= MOST_CELLS else np.unique(cell, return_inverse=True)
        )
        count = len(used)
        middle = np.bincount(cell, self.x) / np.bincount(cell)
        distance = middle - self.at[:, None]
        low, high = self.x[self.left], self.x[self.left + self.k - 1]
        radius = np.maximum(self.at - low, high - self.at)
        near = tricube(distance / np.where(radius > 0, radius, np.inf)[:, None])
        near[(radius == 0)[:, None] & (distance != 0)] = 0.0
        firsts = near * distance, near * distance**2
        made = np.empty((n_boot, len(self.at)))
        n = len(self.x)
        for part, index in draws(n, n_boot, seed):
            for number, drawn in zip(range(*part.indices(n_boot)), index, strict=True):
                times = np.bincount(drawn, minlength=n) * self.weight
                weight = times
                for iteration in range(iterations + 1):
                    if iteration:
                        apart = self.y - np.interp(self.x, self.at, made[number])
                        weight = times * bisquare(apart, times > 0)
                    w = np.bincount(cell, weight, count)
                    wy = np.bincount(cell, weight * self.y, count)
                    sums = [
                        (one * total).sum(axis=1) for total in (w, wy) for one in (near, *firsts)
                    ]
                    made[number] = lines(sums[0], sums[1], sums[2], sums[3], sums[4])
        return made


def _dot(one: Floats, other: Floats) -> float:
    """Return the sum of products, by one thread: others cost more than they bring here."""
    return float(np.einsum("i,i->", one, other))


def lines(w: Floats, wd: Floats, wdd: Floats, wy: Floats, wdy: Floats) -> Floats:
    """Return where lines are at 0, from sums over distances d and values y with weights w.

    Where all rows are at one place it is their mean; where there is none, NaN.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = wdd * w - wd * wd
        made: Floats = np.where(
            spread > FLAT * w * wdd, (wdd * wy - wd * wdy) / spread, np.where(w > 0, wy / w, np.nan)
        )
    return made


def tricube(shares: Floats) -> Floats:
    """Return how much rows weigh that are so far off, in radii of the window."""
    apart = np.abs(shares)
    made = 1.0 - apart * apart * apart
    made = made * made * made
    made[apart <= NEAREST] = 1.0
    made[apart >= FARTHEST] = 0.0
    return made


def bisquare(apart: Floats, rows: Bools | None = None) -> Floats:
    """Return how much rows weigh that are so far off the curve: nothing beyond six medians.

    Parameters
    ----------
    apart
        Differences from the curve.
    rows
        The rows that the median is of; None for all.
    """
    apart = np.abs(apart)
    middle = float(np.median(apart if rows is None else apart[rows]))
    if middle == 0:
        return np.asarray(apart == 0, dtype=np.float64)
    shares = np.minimum(apart / (6.0 * middle), 1.0)
    return np.asarray((1.0 - shares * shares) ** 2)


def anchors(positions: Floats, delta: float) -> Floats:
    """Return some of the sorted positions: each the last one within `delta` of the one before.

    Between them the curve is straight.
    """
    chosen, last = [0], len(positions) - 1
    while chosen[-1] < last:
        here = chosen[-1]
        within = int(np.searchsorted(positions, positions[here] + delta, side="right")) - 1
        chosen.append(max(within, here + 1))
    return np.asarray(positions[chosen], dtype=np.float64)
