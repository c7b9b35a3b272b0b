"""The fine grids in which values are counted for a density: how wide cells are, and from where."""

from __future__ import annotations

import numpy as np

from plotkit.typing import Floats

CELLS = 32
"""Cells of the fine grid in one bandwidth, at least."""

MOST_CELLS = 500_000
"""Cells of all groups together; beyond, they grow wider."""

NEAR = 2.0**32
"""So many cells from where they are counted, the place of a value within its cell is known well."""


def steps(extent: Floats, widths: Floats) -> Floats:
    """Return widths of cells: a few sizes only, for an engine has to choose among them by group."""
    wide = widths > 0
    if not wide.any():
        return np.maximum(extent, 1.0)
    least = widths[wide].min()
    # All values of a group without a bandwidth may lie in one cell: it is not shown.
    ratio = np.where(wide, widths, np.maximum(extent, least)) / least
    step = least / CELLS * 4.0 ** np.floor(np.log(ratio) / np.log(4.0) + 1e-9)
    needed = float((extent / step)[wide].sum())
    return np.asarray(step * max(needed / MOST_CELLS, 1.0))


def origins(low: Floats, high: Floats, step: Floats) -> Floats:
    """Return from where cells are counted in each group.

    From one place in all, which costs an engine nothing, unless a group is so far off that its
    values would lose digits.
    """
    least = low.min(initial=np.inf)
    near = (high - least) / NEAR <= step
    return np.full(len(step), least) if near.all() else low
