"""Panels whose units of x and y have lengths in a fixed proportion."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axes import Axes

BESIDE = "plotkit-beside"
"""The gid of an Axes that follows a panel, whose size it does not decide."""


def panel_size(axes: Iterable[Axes], width: float, height: float) -> tuple[float, float]:
    """Return the size that panels with a fixed aspect need of what there is for each."""
    wide = tall = 0.0
    for ax in axes:
        aspect = ax.get_aspect()
        if ax.get_gid() == BESIDE:
            continue
        if aspect == "auto":
            return width, height
        shape = float(aspect) * float(ax.get_data_ratio())
        wide = max(wide, min(width, height / shape))
        tall = max(tall, min(height, width * shape))
    return (max(wide, 1.0), max(tall, 1.0)) if wide or tall else (width, height)


def divided(room: float, n: int, gap: float, share: float | None) -> tuple[float, float]:
    """Divide room between `n` panels: the size of each, and of the gaps between them.

    Gaps are so many pixels, or such a share of a panel if that was asked for.
    """
    if share is not None:
        size = max(room / (n + (n - 1) * share), 1.0)
        return size, share * size
    return max((room - (n - 1) * gap) / n, 1.0), gap
