"""Points put in batches of one look, so that a file of vectors need not say the look of each.

Where two points touch, the later one must lie on the earlier one. Others may be drawn in any order.
"""

from __future__ import annotations

import numpy as np

from plotkit.typing import Codes, Floats


def batches(places: Floats, styles: Codes, reach: float) -> list[Codes]:
    """Return which points to draw together, batch after batch; together they show the same picture.

    Parameters
    ----------
    places
        Their middles, finite, shape (n, 2).
    styles
        What each looks like: a code. Those of a batch look alike.
    reach
        How far a point reaches from its middle, across and up.
    """
    if not len(places):
        return []
    turns = _turns(places, styles, reach)
    order = np.argsort(turns, kind="stable")
    starts = np.flatnonzero(np.diff(turns[order])) + 1
    return np.split(order, starts)


def _turns(places: Floats, styles: Codes, reach: float) -> Codes:
    """Return when each point is drawn; styles take turns.

    Two points that touch have a cell of a grid in common. There each is drawn no sooner than the
    one before it. A point is no wider than a cell, so it lies in two by two at most.
    """
    cells = 2.0 * max(reach, 1e-6) * (1.0 + 1e-9)
    low = np.floor((places - reach) / cells).astype(np.int64)
    high = np.floor((places + reach) / cells).astype(np.int64)
    low, high = low - low.min(axis=0), high - low.min(axis=0)
    wide = int(high[:, 0].max()) + 1
    left, right = low[:, 0].tolist(), high[:, 0].tolist()
    bottom, top = (low[:, 1] * wide).tolist(), (high[:, 1] * wide).tolist()
    number = int(styles.max()) + 1
    last: dict[int, int] = {}
    turns = []
    for x0, x1, y0, y1, style in zip(left, right, bottom, top, styles.tolist(), strict=True):
        around = (x0 + y0, x1 + y0, x0 + y1, x1 + y1)
        turn = max([last.get(cell, 0) for cell in around])
        turn += (style - turn) % number
        for cell in around:
            last[cell] = turn
        turns.append(turn)
    return np.array(turns)
