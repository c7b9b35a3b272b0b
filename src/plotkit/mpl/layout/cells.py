"""Which cell of a grid lies at a place, and how large figures are around panels of a size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.gridspec import GridSpec, SubplotSpec

from plotkit.mpl.guides.packing import Extent
from plotkit.spec.legend import Position
from plotkit.typing import Floats


def widest(grid: GridSpec) -> tuple[float, float]:
    """Return the mean width and height of cells as shares of the widest and the highest one."""
    shares = [float(np.mean(each)) / float(np.max(each)) for each in ratios(grid)]
    return shares[0], shares[1]


def ratios(grid: GridSpec) -> tuple[Floats, Floats]:
    """Return the relative widths of columns and heights of rows."""
    widths: Any = grid.get_width_ratios()
    heights: Any = grid.get_height_ratios()
    return np.asarray(widths, dtype=np.float64), np.asarray(heights, dtype=np.float64)


def size_at(
    position: Position, grid: GridSpec, axes: Iterable[tuple[Axes, SubplotSpec]], panels: Extent
) -> Floats:
    """Return width and height in pixels of the panel at a place, or of a cell without one.

    Parameters
    ----------
    position
        The place, as shares of the box around all panels.
    grid
        The cells.
    axes
        The panels, with their places in the grid.
    panels
        The box around all of them.
    """
    assert not isinstance(position, str), "it is no side"
    rows, columns = grid.get_geometry()
    x0, y0, x1, y1 = panels
    col = _line(position[0], ratios(grid)[0])
    row = _line(1 - position[1], ratios(grid)[1])
    for ax, spec in axes:
        cell = spec.get_topmost_subplotspec()
        if row in cell.rowspan and col in cell.colspan:
            return np.array(ax.bbox.size)
    return np.array([(x1 - x0) / columns, (y1 - y0) / rows])


def _line(share: float, sizes: Floats) -> int:
    """Return the column, or row, of cells of some widths at a share of the whole."""
    ends = np.cumsum(sizes) / np.sum(sizes)
    return min(int(np.searchsorted(ends, share, side="right")), len(ends) - 1)
