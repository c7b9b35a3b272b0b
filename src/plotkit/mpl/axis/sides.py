"""Axes at the other side, and second axes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backend_bases import RendererBase
from matplotlib.transforms import Bbox

from plotkit.compile.drawing import AxisPlan
from plotkit.mpl.axis.ticks import set_ticks
from plotkit.mpl.style import RC
from plotkit.scales.options import SIDES

AxisName = Literal["x", "y"]
SECOND = "plotkit-second-"
"""The gid of a second axis, with its name."""


def put_at(ax: Axes, name: AxisName, side: str | None) -> None:
    """Move ticks, labels, title and line of an axis to a side, as the theme has them at its own."""
    usual, far = SIDES[name]
    is_far = RC[f"{name}tick.label{far}"] and not RC[f"{name}tick.label{usual}"]
    here, there = (far, usual) if is_far else (usual, far)
    if side is None or side == here:
        return
    axis: Axis = ax.xaxis if name == "x" else ax.yaxis
    axis.set_ticks_position(there)  # type: ignore[attr-defined]  # both kinds of axis have it
    shown: dict[str, Any] = {}
    for one, other in ((here, there), (there, here)):
        shown |= {part + one: RC[f"{name}tick.{part}{other}"] for part in ("", "label")}
    axis.set_tick_params(which="both", **shown)
    axis.set_label_position(there)
    lines = ax.spines[here].get_visible(), ax.spines[there].get_visible()
    ax.spines[there].set_visible(lines[0])
    ax.spines[here].set_visible(lines[1])


def add_second(ax: Axes, name: AxisName, plan: AxisPlan) -> None:
    """Draw the second axis of a scale at the side where the first one is not."""
    functions = plan.scale.options.secondary
    if functions is None or not plan.second:
        return
    usual, far = SIDES[name]
    at: Any = usual if plan.scale.options.side == far else far
    forward, inverse = (Quiet(function) for function in functions)
    make = ax.secondary_xaxis if name == "x" else ax.secondary_yaxis
    second: Any = make(at, functions=(forward, inverse))
    axis: Axis = second.xaxis if name == "x" else second.yaxis
    set_scale = second.set_xscale if name == "x" else second.set_yscale
    trans = plan.scale.transform
    if trans.native[0] not in ("linear", "log"):  # matplotlib knows how to go along with these
        there, back = Quiet(inverse, trans.forward), Quiet(trans.inverse, forward)
        set_scale("function", functions=(there, back))
    if plan.second_tick_plan is not None:
        set_ticks(axis, plan.second_tick_plan)
    second.set_gid(SECOND + name)
    axis.set_label_text(plan.second_label)
    axis.set_tick_params(which="both", **{at: RC[f"{name}tick.{usual}"]})
    axis.grid(False, which="both")
    second.spines[at].set_visible(RC[f"axes.spines.{usual}"])


def second_of(ax: Axes, name: AxisName) -> Any:
    """Return the second axis of an Axes, an Axes too; None if there is none."""
    return next((child for child in ax.child_axes if child.get_gid() == SECOND + name), None)


def is_above(ax: Axes) -> bool:
    """Tell whether an axis of an Axes is at its top, below its title."""
    second = second_of(ax, "x")
    axes = [ax.xaxis] if second is None else [ax.xaxis, second.xaxis]
    return any(axis.get_label_position() == "top" for axis in axes)


def is_beside(ax: Axes) -> bool:
    """Tell whether an axis of an Axes is at its right."""
    second = second_of(ax, "y")
    axes = [ax.yaxis] if second is None else [ax.yaxis, second.yaxis]
    return any(axis.get_label_position() == "right" for axis in axes)


class Quiet:
    """Functions, one after the other, that give NaN without a warning: matplotlib tries any tick.

    A figure with it can be pickled, if the functions can.
    """

    def __init__(self, *functions: Callable[[Any], Any]) -> None:
        self.functions = functions

    def __call__(self, values: Any) -> Any:
        """Return what the last function makes of what the others made."""
        made: Any = np.asarray(values, dtype=np.float64)
        with np.errstate(all="ignore"):
            for function in self.functions:
                made = function(made)
        return made


class BoxWithSides:
    """The box of an Axes together with what is written at its right, for what stands beyond."""

    def __init__(self, ax: Axes, over: Sequence[Axes] = ()) -> None:
        self.ax, self.over = ax, over

    def __call__(self, renderer: RendererBase) -> Bbox:
        """Return the box in pixels."""
        ax, second = self.ax, second_of(self.ax, "y")
        axes = [one.yaxis for one in (ax, second, *self.over) if one is not None]
        boxes = [axis.get_tightbbox(renderer) for axis in axes]
        right = max([ax.bbox.x1, *(box.x1 for box in boxes if box is not None)])
        return Bbox.from_extents(ax.bbox.x0, ax.bbox.y0, right, ax.bbox.y1)
