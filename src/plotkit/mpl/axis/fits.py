"""Which axes of a figure have their tick labels fitted together, and when."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from plotkit.compile.drawing import AxisPlan, Panel
from plotkit.data.kind import Kind
from plotkit.mpl.axis.categoryfit import CategoryFit
from plotkit.mpl.axis.growing import GrowingLimits
from plotkit.mpl.axis.labelfit import LabelFit
from plotkit.mpl.axis.numberfit import NumberFit
from plotkit.mpl.axis.sides import AxisName, second_of
from plotkit.mpl.text.ruler import SIDEWAYS, measuring
from plotkit.scales.base import AxisScale

__all__ = ["LabelFit", "fit_now", "make_fits"]

_NAMES: tuple[AxisName, ...] = ("x", "y")
_ROUNDS = 4
_ENDLESS = 1e6


def make_fits(panels: Sequence[Panel], axes: Sequence[Axes]) -> tuple[LabelFit, ...]:
    """Return what keeps the tick labels of panels apart: one for each range that panels share."""
    fits: list[LabelFit] = []
    for name in _NAMES:
        groups: dict[int, list[tuple[AxisPlan, Axes]]] = {}
        for panel, ax in zip(panels, axes, strict=True):
            plan = panel.x if name == "x" else panel.y
            groups.setdefault(plan.share, []).append((plan, ax))
        for group in groups.values():
            group.sort(key=lambda each: not each[0].ticklabels)
            scale, members = group[0][0].scale, [ax for _, ax in group]
            if scale.discrete:
                fits.append(CategoryFit(name, members, scale))
            else:
                fits.append(
                    NumberFit(
                        name, members, group[0][0].tick_plan, scale.labels, None, _room(scale)
                    )
                )
            found = [(second_of(ax, name), ax) for ax in members]
            seconds = [(second, ax) for second, ax in found if second is not None]
            second_ticks = group[0][0].second_tick_plan
            if seconds and second_ticks is not None:
                second_axes, frame = [each for each, _ in seconds], seconds[0][1]
                fits.append(NumberFit(name, second_axes, second_ticks, frame=frame))
    return tuple(fits)


def _room(scale: AxisScale) -> float:
    """Return the room between labels in a row: those of times are made of several words."""
    return 1.0 if scale.units.kind is Kind.TIME else SIDEWAYS


def fit_now(
    fits: Sequence[LabelFit], figure: Figure | SubFigure, growing: Sequence[GrowingLimits] = ()
) -> None:
    """Make limits and tick labels fit where no layout of ours will."""
    renderer = measuring(figure)
    for _ in range(_ROUNDS):  # texts may stand on others, which limits grow for
        changed = [limits.fit(renderer) for limits in growing]
        if not any(changed):
            break
    for fit in fits:
        fit.reset(renderer, _ENDLESS)
        fit.fit(renderer)
