"""Places: where a density along an axis is found, when nobody says at how many points."""

from __future__ import annotations

import numpy as np

from plotkit.stats.density import FineCounts
from plotkit.typing import Codes, Floats

EVEN = 1.5
"""Places in one bandwidth, at least: lines between them look as smooth as of any more."""
LARGEST = 2000
"""Places over a range: an axis has some hundred pixels, of which limits may show a part."""
_WITHIN = 32
"""Places over the bulk of a group, at least: a single kernel has its peak to a hundredth."""
_TAIL = 0.005
"""The share of a group at either end that may lie beyond its bulk."""
_AROUND = 4.0
"""Bandwidths that kernels of the bulk spread beyond it."""


def places(
    low: float,
    high: float,
    counts: FineCounts,
    groups: Codes,
    widths: Floats,
    fewest: int,
) -> tuple[Floats, float]:
    """Return places as close as the narrowest kernel asks, at least where most values lie.

    They are evenly spaced if `LARGEST` of these do. Of a wider range, as of heavy tails, the bulk
    of each group has places of its own among them. By Chebyshev it is no wider than some 20
    standard deviations: with a bandwidth by the usual rules it has places enough.

    Parameters
    ----------
    low, high
        The first place and the last one.
    counts
        The values of all groups.
    groups
        Which of them have their density here.
    widths
        The standard deviation of the kernels of each, above 0.
    fewest
        How many places there are at least.

    Returns
    -------
    places
        Rising.
    apart
        How far from each other they are where most values lie, in bandwidths.
    """
    narrowest = float(widths.min(initial=np.inf))
    wanted = np.ceil((high - low) / narrowest * EVEN) + 1
    even = np.linspace(low, high, int(np.clip(wanted, fewest, LARGEST)))
    if wanted <= fewest:
        return even, 0.0
    around = _AROUND * widths
    bulks = np.array([_bulk(counts, group) for group in groups])
    first = np.clip(bulks[:, 0] - around, low, high)
    last = np.clip(bulks[:, 1] + around, low, high)
    extent = np.maximum(last - first, widths)
    step = np.clip(widths / EVEN, extent / LARGEST, extent / _WITHIN)
    if ((high - low) / (len(even) - 1) <= step * (1 + 1e-9)).all():
        return even, 0.0
    apart = float((step / widths).max())
    step = np.minimum(step, extent * len(widths) / fewest)  # which limits may show alone
    # Multiples of one length by powers of two: bulks that overlap have their places in common.
    finest = step.min()
    step = finest * 2.0 ** np.floor(np.log2(step / finest))
    found = [even]
    for start, end, by in zip(first, last, step, strict=True):
        found.append(low + by * np.arange(np.ceil((start - low) / by), (end - low) / by))
    return np.unique(np.concatenate(found)), apart


def _bulk(counts: FineCounts, group: int) -> tuple[float, float]:
    """Return between which values of a group most of it lies, to a cell."""
    upto = np.cumsum(counts.counts[counts.starts[group] : counts.starts[group + 1]])
    first, last = np.searchsorted(upto, upto[-1] * np.array([_TAIL, 1 - _TAIL]))
    low, step = counts.low[group], counts.step[group]
    return float(low + step * first), float(low + step * (last + 1))
