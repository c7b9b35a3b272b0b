"""What a plot can be drawn on: an Axes, a Figure, or a part of a Figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from plotkit.errors import PlotSpecError, PlotTypeError, warn
from plotkit.spec.model import LayoutSpec

Target: TypeAlias = Axes | Figure | SubFigure

_OF_FIGURE = ("figure.facecolor", "figure.edgecolor", "figure.figsize", "figure.dpi")
_OF_AXES = (
    *("axes.facecolor", "axes.edgecolor", "axes.linewidth", "axes.grid", "axes.axisbelow"),
    *("axes.label", "axes.spines", "grid.", "xtick.", "ytick."),
)
"""Beginnings of rc parameters that matplotlib reads when it makes a figure, or an Axes."""
_NAMED = 3


def check_target(target: Any) -> None:
    """Raise unless plotkit can draw on `target`."""
    if not isinstance(target, Axes | Figure | SubFigure):
        raise PlotTypeError(
            "A plot can be drawn on a matplotlib Axes, Figure or SubFigure, "
            f"not on {type(target).__name__}."
        )
    if isinstance(target, Axes) and target.name != "rectilinear":
        raise PlotSpecError(
            f"plotkit draws on plain x-y axes, not on {target.name!r} axes. "
            "Make them without projection=, or let plotkit make its own."
        )


def free_axes(target: Figure | SubFigure, panels: int) -> Axes | None:
    """Return the single empty Axes of a figure, None for a figure without any; else raise."""
    if not target.axes:
        return None
    only = target.axes[0]
    used = only.has_data() or only.texts or only.images or only.tables
    if len(target.axes) > 1 or panels > 1 or used:
        raise PlotSpecError(
            f"The figure given to on() has {len(target.axes)} axes already and the plot needs "
            f"{panels}. Give an empty figure, an empty part of it (Figure.subfigures), or for a "
            "single panel one of its axes."
        )
    check_target(only)
    return only


def warn_unused(layout: LayoutSpec) -> None:
    """Say which settings of the layout a given Axes leaves without effect."""
    asked = {
        "size": layout.size is not None,
        "panel": layout.panel is not None,
        "engine": layout.engine != "default",
        "extent": layout.extent is not None,
    }
    names = ", ".join(f"{name}=" for name, given in asked.items() if given)
    if names:
        warn(f"layout({names}) has no effect on a given Axes: it belongs to the Axes' figure.")


def warn_theme(target: Target | None, params: Iterable[str]) -> None:
    """Say which parameters of a plot's theme come too late for what it is drawn on."""
    if target is None:
        return
    there = isinstance(target, Axes) or bool(target.axes)
    late = [name for name in params if name.startswith(_OF_FIGURE + _OF_AXES * there)]
    if late:
        more = f" and {len(late) - _NAMED} more" if len(late) > _NAMED else ""
        warn(
            f"theme(): {', '.join(late[:_NAMED])}{more} have no effect on what on() is given: it "
            "has its style already."
        )
