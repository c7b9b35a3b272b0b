"""Panels whose units of x and y have lengths in a fixed proportion."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axes import Axes


def panel_size(axes: Iterable[Axes], width: float, height: float) -> tuple[float, float]:
    """Return the size that panels with a fixed aspect need of what there is for each."""
    wide = tall = 0.0
    for ax in axes:
        aspect = ax.get_aspect()
        if aspect == "auto":
            return width, height
        shape = float(aspect) * float(ax.get_data_ratio())
        wide = max(wide, min(width, height / shape))
        tall = max(tall, min(height, width * shape))
    return (max(wide, 1.0), max(tall, 1.0)) if wide or tall else (width, height)
