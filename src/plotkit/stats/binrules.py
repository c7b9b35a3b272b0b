"""Rules for the number of bins, from few numbers that tell how values are spread."""

from __future__ import annotations

import numpy as np

MOST_BINS = 100_000


def number_by_quartiles(
    rule: str, n: float, lower: float, upper: float, extent: float, span: float
) -> int:
    """Return the number of bins over a span by the rule of Freedman and Diaconis, or numpy's own.

    `extent` is that of the values, which may be less.
    """
    width = 2.0 * (upper - lower) * n ** (-1.0 / 3)
    if rule == "auto":  # as numpy has it: never more bins than twice the square root asks for
        width = max(width, extent / np.sqrt(n) / 2)
        width = min(width, extent / (np.log2(n) + 1.0))
    return int(np.ceil(min(span / width, MOST_BINS))) if width else 1
