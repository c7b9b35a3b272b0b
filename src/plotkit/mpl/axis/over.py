"""Axes over others: a second axis at the other side of a panel, which holds no artists itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from matplotlib.axes import Axes

from plotkit.compile.drawing import Panel


def with_axes_over(panels: Sequence[Panel], ax: Axes, undo: ExitStack) -> list[Axes]:
    """Return an Axes that is there already, and one over it for each other panel."""
    axes = [ax]
    for panel in panels[1:]:
        new = ax.twinx() if panel.pairing[0] == panels[0].pairing[0] else ax.twiny()
        lay_over(new)
        undo.callback(new.remove)
        axes.append(new)
    return axes


def lay_over(ax: Axes) -> None:
    """Let an Axes show nothing but the axis that it is for."""
    ax.patch.set_visible(False)
    for spine in ax.spines.values():
        spine.set_visible(False)
