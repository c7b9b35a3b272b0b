"""Which cell of a grid lies at a place, and how large figures are around panels of a size."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.gridspec import GridSpec, SubplotSpec

from plotkit.mpl.guides.packing import Extent
from plotkit.spec.legend import Position
from plotkit.typing import Floats


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
    col = min(int(position[0] * columns), columns - 1)
    row = min(int((1 - position[1]) * rows), rows - 1)
    for ax, spec in axes:
        cell = spec.get_topmost_subplotspec()
        if row in cell.rowspan and col in cell.colspan:
            return np.array(ax.bbox.size)
    return np.array([(x1 - x0) / columns, (y1 - y0) / rows])
