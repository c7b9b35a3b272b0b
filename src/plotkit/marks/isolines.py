"""Isolines: where a surface over a grid has some heights, and the regions between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from plotkit.records import dataclass
from plotkit.typing import Floats


@dataclass(frozen=True, eq=False)
class Outline:
    """A line at one height, or one ring of a region above it.

    Attributes
    ----------
    xy
        Its vertices, shape (n, 2).
    level
        Number of its height.
    height
        The height.
    shape
        Number of the region among those of its height; rings within are holes.
    """

    xy: Floats
    level: int
    height: float
    shape: int


def lines_at(x: Floats, y: Floats, heights: Floats, levels: Floats) -> list[Outline]:
    """Return the lines at some heights.

    Parameters
    ----------
    x, y
        Places along both axes, ascending.
    heights
        Shape (y, x); NaN where there is nothing.
    levels
        The heights of the lines.
    """
    surface = _surface(x, y, heights)
    return [
        Outline(_placed(line, x, y), number, float(level), shape)
        for number, level in enumerate(levels)
        if np.nanmin(heights) < level <= np.nanmax(heights)
        for shape, line in enumerate(surface.lines(float(level)))
    ]


def regions(x: Floats, y: Floats, heights: Floats, levels: Floats) -> list[Outline]:
    """Return the rings of the regions from each height to the next, the last one without an end."""
    surface = _surface(x, y, heights)
    most = float(np.nanmax(heights))
    order = np.argsort(levels)
    ends = [*np.asarray(levels)[order][1:].tolist(), 2 * abs(most) + 1]
    return [
        outline
        for number, end in zip(order.tolist(), ends, strict=True)
        if levels[number] <= most
        for outline in _region(surface, x, y, number, float(levels[number]), end)
    ]


def _region(
    surface: Any, x: Floats, y: Floats, number: int, low: float, high: float
) -> Iterator[Outline]:
    if not high > low:
        return
    points, offsets = surface.filled(low, high)
    for shape, (xy, starts) in enumerate(zip(points, offsets, strict=True)):
        for first, after in pairwise(starts.tolist()):
            yield Outline(_placed(xy[first:after], x, y), number, low, shape)


def _surface(x: Floats, y: Floats, heights: Floats) -> Any:
    """Return what finds lines over a grid, in numbers of its columns and rows."""
    from contourpy import FillType, LineType, contour_generator  # comes with matplotlib

    return contour_generator(
        np.arange(len(x), dtype=np.float64),
        np.arange(len(y), dtype=np.float64),
        np.ma.masked_invalid(heights),
        name="serial",
        line_type=LineType.Separate,
        fill_type=FillType.OuterOffset,
    )


def _placed(xy: Floats, x: Floats, y: Floats) -> Floats:
    """Return vertices in units of the axes, each once."""
    kept = np.ones(len(xy), dtype=bool)
    kept[1:] = (np.diff(xy, axis=0) != 0).any(axis=1)
    places = [
        np.interp(along[kept], np.arange(len(at)), at)
        for along, at in ((xy[:, 0], x), (xy[:, 1], y))
    ]
    return np.column_stack(places)
