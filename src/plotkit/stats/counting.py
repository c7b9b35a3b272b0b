"""Counting in memory: how many values of each group lie in each bin, in one pass over the rows.

The bin of a value is found by arithmetic and put right where rounding may have missed an edge.
Counts are those of ``numpy.histogram``, but for values within a few units of rounding before an
edge, which belong to the bin that begins there: 0.3 to that of 3 * 0.1. Rows are taken block
by block, so that what lies between the values and the counts stays in the processor's cache.
"""

from __future__ import annotations

import numpy as np

from plotkit.data.blocks import blocks
from plotkit.data.groups import Groups
from plotkit.typing import Codes, Floats

EPS = float(np.finfo(np.float64).eps)


def count_in_bins(
    values: Floats, groups: Groups, edges: Floats, weights: Floats | None = None
) -> Floats:
    """Count values by group and bin; the last bin is closed.

    Parameters
    ----------
    values
        Shape (n,), all within the edges.
    groups
        The groups of their rows.
    edges
        Increasing, shape (bins + 1,).
    weights
        What to sum in place of counting, shape (n,).

    Returns
    -------
    array
        Shape (groups.count, bins).
    """
    bins = len(edges) - 1
    cells = groups.count * bins
    find = Places(edges)
    counts = np.zeros(cells)
    codes = groups.codes if groups.count > 1 else None
    for part in blocks(len(values), cells):
        place = find(values[part])
        if codes is not None:
            place += np.multiply(codes[part], bins, dtype=np.intp)
        counts += np.bincount(place, None if weights is None else weights[part], cells)
    return counts.reshape(groups.count, bins)


def begun(edges: Floats) -> Floats:
    """Return from where on values belong to each bin: a few units of rounding before its edge.

    0.3 and 3 * 0.1 are the same edge. The first and the last stay where they are.
    """
    made = np.array(edges, dtype=np.float64)
    made[1:-1] -= min(4 * EPS * np.abs(made[[0, -1]]).max(), np.diff(made).min() / 4)
    return made


class Places:
    """The function from values to the number of their bin."""

    def __init__(self, edges: Floats) -> None:
        self.edges, self.bins = begun(edges), len(edges) - 1
        self.low, high = float(edges[0]), float(edges[-1])
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            self.scale = self.bins / np.float64(high - self.low)
            # How far from a whole number rounding may lead, of the product and of the edges.
            self.slack = 8 * EPS * (self.bins + max(abs(self.low), abs(high)) * self.scale)
            even = np.linspace(self.low, high, self.bins + 1)
        self.even = bool(self.slack < 0.25) and np.array_equal(even, edges)

    def __call__(self, values: Floats) -> Codes:
        """Return the number of the bin of each value, which lies within the edges."""
        if not self.even:
            found = np.searchsorted(self.edges, values, side="right") - 1
            return np.minimum(found, self.bins - 1)
        place = values - self.low
        place *= self.scale
        whole = np.floor(place)
        place -= whole
        bin_ = whole.astype(np.intp)
        if place.min() < self.slack or place.max() > 1 - self.slack:
            near = (place < self.slack) | (place > 1 - self.slack)
            self._correct(bin_, values, np.flatnonzero(near))
        return bin_

    def _correct(self, bin_: Codes, values: Floats, rows: Codes) -> None:
        """Compare values near an edge with the edges themselves."""
        near, last = values[rows], self.bins - 1
        found = np.clip(bin_[rows], 0, last)
        found -= near < self.edges[found]
        found += (near >= self.edges[found + 1]) & (found < last)
        bin_[rows] = found
