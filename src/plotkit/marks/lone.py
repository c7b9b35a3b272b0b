"""Lone values: what stands between two gaps of a line, and would not be seen."""

from __future__ import annotations

import numpy as np

from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.typing import Bools


def draw_lone(v: Values, pane: Pane) -> None:
    """Draw a dot as wide as the line at each value between two gaps of its group."""
    rows = np.flatnonzero(_lone(v))
    if len(rows):
        dots = v.where(rows)
        pane.points(dots.xy(), size=dots.linewidth, color=dots.color, alpha=dots.alpha)


def _lone(v: Values) -> Bools:
    """Tell which rows are between gaps, or between a gap and an end of their group."""
    there: Bools = np.isfinite(v.xy().sum(axis=1))
    if there.all():
        return np.zeros(v.n, dtype=bool)
    first = np.zeros(v.n + 1, dtype=bool)
    first[v.starts] = first[-1] = True
    before = np.append(False, there[:-1]) & ~first[:-1]
    after = np.append(there[1:], False) & ~first[1:]
    gap = (~np.append(True, there[:-1]) & ~first[:-1]) | (~np.append(there[1:], True) & ~first[1:])
    return there & ~before & ~after & gap
