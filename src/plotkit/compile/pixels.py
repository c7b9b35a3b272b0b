"""Pixels: how many a panel has, before the page is laid out, and what its axes will show."""

from __future__ import annotations

from typing import Any

import numpy as np

from plotkit.compile.pairings import asked
from plotkit.compile.settings import Settings
from plotkit.compile.stages import Bound, BoundLayer, Grid, Scales
from plotkit.data.kind import Kind
from plotkit.properties.base import Theme
from plotkit.scales.base import AxisScale
from plotkit.spec.model import LayoutSpec
from plotkit.stats.shown import ShownAxes, ShownAxis
from plotkit.typing import Axis

_BESIDE = (1.45, 0.92)
"""Inches beside and below panels: texts of axes, a title and a colour bar, as they usually are."""
_BETWEEN = (0.13, 0.33)
"""Inches from panel to panel."""
_LEAST, _MOST = 16, 4096
"""Pixels of a panel."""


def shown_axes(
    layer: BoundLayer, bound: Bound, grid: Grid, scales: Scales, theme: Theme
) -> ShownAxes:
    """Return what is known of the upright axes of a layer before the page is laid out."""
    panel = panel_pixels(bound.spec.layout, grid.shape, bound.settings, theme)
    made: dict[Axis, ShownAxis] = {}
    upright: tuple[Axis, Axis] = ("x", "y")
    for axis in upright:
        there = layer.figure_axis(axis)
        name, pixels = layer.axis_name(there), panel[0 if there == "x" else 1]
        scale = scales.axes.get(name)
        if scale is None or scale.discrete:
            made[axis] = ShownAxis(pixels)
            continue
        low, high = _ends(scale, asked(bound.spec, bound.spec.limits, name))
        whole = scale.summary.kind is Kind.NUMBER and scale.summary.whole and scale.units.linear
        made[axis] = ShownAxis(pixels, low, high, whole)
    return made


def panel_pixels(
    layout: LayoutSpec, shape: tuple[int, int], settings: Settings, theme: Theme
) -> tuple[int, int]:
    """Return about how many pixels a panel is wide and high.

    Texts are not measured yet: panels are made a little smaller rather than larger than they are.
    """
    room = settings.room
    if room is not None and room.panel:
        return _whole(np.array(room.pixels))
    if layout.panel is not None:
        return _whole(np.array(layout.panel) * settings.dpi)
    if room is None:
        inches = np.array(layout.size or theme.rc("figure.figsize"))
    else:
        inches = np.array(room.pixels) / settings.dpi
    number = np.array(shape[::-1])
    return _whole((inches - _BESIDE - (number - 1) * _BETWEEN) / number * settings.dpi)


def _whole(pixels: Any) -> tuple[int, int]:
    wide, high = np.clip(pixels, _LEAST, _MOST).astype(int).tolist()
    return wide, high


def _ends(scale: AxisScale, limit: Any) -> tuple[float | None, float | None]:
    """Return the ends of an axis in axis units, as they are asked; None for those that are not."""
    if not isinstance(limit, tuple | list) or len(limit) != 2:  # told where limits are found
        return None, None
    found = [None if end is None else float(scale.parse(end)) for end in limit]
    if any(end is not None and not np.isfinite(end) for end in found):
        return None, None
    if None not in found:
        found.sort()
    elif scale.reverse:
        found.reverse()
    return found[0], found[1]
