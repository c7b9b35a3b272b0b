"""What a plot can be drawn on: an Axes, a Figure, or a part of a Figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure, SubFigure
from matplotlib.layout_engine import LayoutEngine

from plotkit.compile.settings import Room
from plotkit.errors import PlotSpecError, PlotTypeError, warn
from plotkit.mpl.axis.setup import categories_of
from plotkit.mpl.style import RC
from plotkit.mpl.theme import is_dark, rc_value
from plotkit.spec.model import Engine, LayoutSpec

Whole: TypeAlias = Figure | SubFigure
Target: TypeAlias = Axes | Whole
AnyEngine: TypeAlias = Engine | LayoutEngine | None

_OF_FIGURE = ("figure.facecolor", "figure.edgecolor", "figure.figsize", "figure.dpi")
_OF_AXES = (
    *("axes.facecolor", "axes.edgecolor", "axes.linewidth", "axes.grid", "axes.axisbelow"),
    *("axes.label", "axes.spines", "grid.", "xtick.", "ytick."),
)
"""Beginnings of rc parameters that matplotlib reads when it makes a figure, or an Axes."""
_NAMED = 3
_WHOLE_STYLE = 10
"""Parameters from which on they are a style, not single wishes."""


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
        "extent": layout.extent is not None,
    }
    names = ", ".join(f"{name}=" for name, given in asked.items() if given)
    if names:
        warn(f"layout({names}) has no effect on a given Axes: it belongs to the Axes' figure.")


def present(target: Target | None) -> dict[str, tuple[str, ...]]:
    """Return the categories of an Axes to draw on, by axis."""
    return categories_of(target) if isinstance(target, Axes) else {}


def room(target: Target | None) -> Room | None:
    """Return the size of what there is to draw on, in pixels; None where plotkit makes it."""
    if target is None:
        return None
    return Room((target.bbox.width, target.bbox.height), isinstance(target, Axes))


def axes_colors(ax: Axes) -> Any:
    """Return the colours that an Axes has already, as rc parameters for what is written beside."""
    text, ticks = ax.xaxis.label.get_color(), ax.xaxis.get_tick_params()
    tick = ticks.get("color", text)
    return {
        "axes.facecolor": to_rgba(ax.get_facecolor()),
        "axes.labelcolor": text,
        "text.color": text,
        **{f"{axis}tick.color": tick for axis in "xy"},
        **{f"{axis}tick.labelcolor": ticks.get("labelcolor", text) for axis in "xy"},
    }


def ground(target: Target | None) -> dict[str, Any]:
    """Return the colours on which marks are drawn where an Axes is there, as rc parameters."""
    if target is None or isinstance(target, Axes):
        ax = target
    else:
        ax = target.axes[0] if len(target.axes) == 1 else None
    if ax is None:
        return {}
    face = next(
        (face for one in (ax, ax.figure) if (face := to_rgba(one.get_facecolor()))[3] > 0), None
    )
    if face is None:
        return {}
    text = ax.xaxis.label.get_color()
    if is_dark(face) and is_dark(text):  # that of what is written beside
        text = "white"
    return {"axes.facecolor": face, "text.color": text}


def warn_theme(target: Target | None, params: Mapping[str, Any]) -> None:
    """Say which parameters of a plot's theme come too late for what it is drawn on.

    Nothing is said of a whole style, which is for all figures, nor of what the session has anyway.
    """
    if target is None or len(params) >= _WHOLE_STYLE:
        return
    there = isinstance(target, Axes) or bool(target.axes)
    beginnings = _OF_FIGURE + _OF_AXES * there
    late = [name for name in params if name.startswith(beginnings) and _changes(name, params[name])]
    if late:
        more = f" and {len(late) - _NAMED} more" if len(late) > _NAMED else ""
        warn(
            f"theme(): {', '.join(late[:_NAMED])}{more} have no effect on what on() is given: it "
            "has its style already."
        )


def _changes(name: str, value: Any) -> bool:
    """Tell whether a parameter differs from what the session has."""
    return bool(rc_value(name, value) != RC[name])
