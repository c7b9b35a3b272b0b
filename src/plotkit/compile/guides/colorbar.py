"""Colour bars as data: the colours of a continuous scale, and where its ticks stand."""

from __future__ import annotations

import numpy as np

from plotkit.compile.drawing import ColorBar
from plotkit.properties.color import Color
from plotkit.scales.base import PropertyScale, RampScale
from plotkit.scales.norm import rounded
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
    scale: PropertyScale,
    title: str,
    position: Position = "right",
    reverse: bool = False,
    steps: tuple[Floats, float] | None = None,
    opacity: float = 1.0,
) -> ColorBar:
    """Return the bar of a scale, low amounts first unless it is reversed.

    Parameters
    ----------
    scale, title, position, reverse
        What it shows, what it is called, where it stands, and whether it is turned round.
    steps
        The amounts that there are, ascending, if they are few; and where in the step of each its
        tick stands, from 0 to 1.
    opacity
        Of colours that have none of their own.
    """
    assert isinstance(scale, RampScale)
    assert scale.ends is not None
    if steps is not None and scale.bounds is None:
        return _in_levels(scale, title, position, reverse, opacity, *steps)
    values = np.asarray(scale.ticks.positions, dtype=np.float64)
    colors, places = _steps(scale, values) if scale.bounds else _smooth(scale, values)
    low, high = sorted(scale.ends)
    slack = 1e-9 * (high - low)
    inside = np.isfinite(places) & (values >= low - slack) & (values <= high + slack)
    flipped = (scale.ends[0] > scale.ends[1]) != reverse
    if flipped:
        colors, places = colors[::-1], 1.0 - places
    colors = np.array(colors, dtype=np.float64)
    colors[:, 3] = np.where(np.isnan(colors[:, 3]), opacity, colors[:, 3])
    labels = tuple(label for label, shown in zip(scale.ticks.labels, inside, strict=True) if shown)
    arrows = scale.beyond[::-1] if flipped else scale.beyond
    return ColorBar(title, colors, tuple(places[inside].tolist()), labels, position, arrows)


def _in_levels(
    scale: RampScale,
    title: str,
    position: Position,
    reverse: bool,
    opacity: float,
    levels: Floats,
    at: float,
) -> ColorBar:
    """Return a bar with a colour for each of a few amounts, all of one length."""
    colors = np.array(scale.mapping(levels), dtype=np.float64)
    colors[:, 3] = np.where(np.isnan(colors[:, 3]), opacity, colors[:, 3])
    places = (np.arange(len(levels)) + at) / len(levels)
    written = rounded(levels.tolist())
    labels = tuple(scale.tick_plan.labels(written, written[0], written[-1]))
    arrows = (False, at == 0)  # above the highest one there is more
    if scale.ends is not None and (scale.ends[0] > scale.ends[1]) != reverse:
        colors, places, arrows = colors[::-1], 1.0 - places, arrows[::-1]
    return ColorBar(title, colors, tuple(places.tolist()), labels, position, arrows)


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
