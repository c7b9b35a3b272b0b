"""Colour bars as data: the colours of a continuous scale, and where its ticks stand."""

from __future__ import annotations

import numpy as np

from plotkit.compile.drawing import ColorBar
from plotkit.properties.color import Color
from plotkit.scales.base import PropertyScale, RampScale
from plotkit.spec.legend import Position
from plotkit.typing import Floats

STEPS = 256
"""Colours of a bar that changes smoothly."""


def has_bar(scale: PropertyScale) -> bool:
    """Tell whether a scale can be shown as a colour bar: more than one amount has a colour."""
    return (
        isinstance(scale, RampScale)
        and isinstance(scale.prop, Color)
        and scale.share is not None
        and scale.ramp is not None
        and scale.ends is not None
        and scale.ends[0] != scale.ends[1]
    )


def color_bar(
    scale: PropertyScale, title: str, position: Position = "right", reverse: bool = False
) -> ColorBar:
    """Return the bar of a scale, low amounts first unless it is reversed."""
    assert isinstance(scale, RampScale)
    assert scale.ends is not None
    values = np.asarray(scale.ticks.positions, dtype=np.float64)
    colors, places = _steps(scale, values) if scale.bounds else _smooth(scale, values)
    low, high = sorted(scale.ends)
    slack = 1e-9 * (high - low)
    inside = np.isfinite(places) & (values >= low - slack) & (values <= high + slack)
    flipped = (scale.ends[0] > scale.ends[1]) != reverse
    if flipped:
        colors, places = colors[::-1], 1.0 - places
    colors = np.array(colors, dtype=np.float64)
    colors[:, 3] = np.where(np.isnan(colors[:, 3]), 1.0, colors[:, 3])
    labels = tuple(label for label, shown in zip(scale.ticks.labels, inside, strict=True) if shown)
    arrows = scale.beyond[::-1] if flipped else scale.beyond
    return ColorBar(title, colors, tuple(places[inside].tolist()), labels, position, arrows)


def _smooth(scale: RampScale, values: Floats) -> tuple[Floats, Floats]:
    assert scale.ramp is not None
    assert scale.share is not None
    return scale.ramp(np.linspace(0.0, 1.0, STEPS)), scale.share(values)


def _steps(scale: RampScale, values: Floats) -> tuple[Floats, Floats]:
    """Return a colour for each bin, all of one length, and places of amounts among them."""
    bounds = np.array(scale.bounds, dtype=np.float64)
    edges = bounds[np.isfinite(bounds)]
    if not np.isfinite(bounds[0]):
        bounds[0] = edges[0] - 1.0
    if not np.isfinite(bounds[-1]):
        bounds[-1] = edges[-1] + 1.0
    colors = scale.mapping((bounds[:-1] + bounds[1:]) / 2)
    n = len(bounds) - 1
    return colors, np.interp(values, bounds, np.arange(n + 1) / n, left=np.nan, right=np.nan)
