"""Make the Axes of each panel: scale, ticks, limits, titles."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import category
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis

from plotkit.compile.drawing import AxisPlan, Panel
from plotkit.data.kind import Kind
from plotkit.mpl.axis.native import keep_finite, zone_of
from plotkit.mpl.axis.sides import (
    AxisName,
    Quiet,
    add_second,
    put_at,
)
from plotkit.mpl.axis.ticks import set_ticks
from plotkit.mpl.axis.titles import write_row_title, write_title
from plotkit.mpl.fast.lightaxis import LightAxis
from plotkit.scales.base import AxisScale
from plotkit.scales.ticks import level_label
from plotkit.scales.ticks.logarithms import power_base
from plotkit.typing import Floats

_FAR = 200
"""Powers of ten from which on ticks of matplotlib may lie beyond the ends of floats."""


class AxesSetup:
    """Dresses the Axes of one figure; what panels have in common is made once."""

    def __init__(self) -> None:
        self._categories: dict[int, category.UnitData | None] = {}

    def set_up(self, ax: Axes, panel: Panel, aside: float = 0.0) -> None:
        """Give an Axes the scales, limits, labels and titles of its panel.

        The title of a row keeps `aside` points free for names at the ends of lines.
        """
        self._axis(ax, "x", panel.x)
        self._axis(ax, "y", panel.y)
        # What is drawn later on the Axes widens the view, and gets one margin in all.
        ax.update_datalim(np.column_stack([_held(panel.x), _held(panel.y)]))
        if panel.title:
            write_title(ax, panel.title)
        if panel.row_title:
            write_row_title(ax, panel.row_title, aside)

    def _axis(self, ax: Axes, name: AxisName, plan: AxisPlan) -> None:
        axis: Axis = ax.xaxis if name == "x" else ax.yaxis
        scale = plan.scale
        before = _shown(ax, name) if not plan.fixed else ()
        listed = isinstance(axis.get_units(), category.UnitData)  # type: ignore[no-untyped-call]  # as below
        stays = plan.idle and not plan.fixed and ax.has_data()
        _set_scale(ax, name, scale)
        if scale.units.kind is Kind.TIME and not scale.discrete:
            # A later ax.axvline(datetime) is understood.
            axis.axis_date(zone_of(scale.summary.zone))
        elif scale.discrete:
            self._understand_levels(axis, scale)
        if scale.discrete or not plan.grid:
            axis.grid(False, which="both")
        if not stays:
            _set_limits(ax, name, plan, before, turned=listed and scale.discrete)
        set_ticks(axis, plan.tick_plan)
        base = scale.transform.base
        if base is not None and max(map(abs, plan.limits)) * np.log10(base) > _FAR:
            keep_finite(axis, power_base(base))
        put_at(ax, name, scale.options.side)
        if plan.label or not axis.get_label_text():
            axis.set_label_text(plan.label)
        if not plan.ticklabels:
            sides = ("bottom", "top") if name == "x" else ("left", "right")
            hidden: dict[str, Any] = {f"label{side}": False for side in sides}
            axis.set_tick_params(which="both", **hidden)
            axis.offsetText.set_visible(False)
        add_second(ax, name, plan)
        if not plan.shown:
            axis.set_visible(False)
        if plan.color is not None:
            axis.label.set_color(plan.color)
            axis.offsetText.set_color(plan.color)
            axis.set_tick_params(which="both", color=plan.color, labelcolor=plan.color)
        if isinstance(axis, LightAxis):
            axis.take_style()

    def _understand_levels(self, axis: Axis, scale: AxisScale) -> None:
        """Let the axis know its levels by name, so that a later ``ax.axvline("a")`` works."""
        if id(scale) not in self._categories:
            names = [level_label(level, scale.summary.zone) for level in scale.units.levels or ()]
            distinct = bool(names) and len(set(names)) == len(names)
            self._categories[id(scale)] = category.UnitData(names) if distinct else None  # type: ignore[no-untyped-call]  # as matplotlib has it
        units = self._categories[id(scale)]
        if units is not None:
            axis.set_units(units)
            # The converter is found by the dtype.
            axis.update_units(np.array([], dtype=str))  # type: ignore[no-untyped-call]  # likewise


def _held(plan: AxisPlan) -> Floats:
    """Return the ends of what an axis holds, in data coordinates."""
    return np.asarray(plan.scale.invert(np.array(sorted(plan.held or plan.limits))))


def stick(panel: Panel, artist: Artist) -> None:
    """Let the view end without a margin where it does so now, whatever is drawn later."""
    edges = artist.sticky_edges
    for plan, sticky in ((panel.x, edges.x), (panel.y, edges.y)):
        ends = sorted(plan.held or plan.limits)
        shut = zip(_held(plan).tolist(), ends, sorted(plan.limits), strict=True)
        sticky += [at for at, end, limit in shut if end == limit]


def categories_of(ax: Axes) -> dict[str, tuple[str, ...]]:
    """Return the categories that each axis of an Axes has, in order."""
    found = {}
    for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)):
        units = axis.get_units()  # type: ignore[no-untyped-call]  # as matplotlib has it
        if isinstance(units, category.UnitData):
            info: Any = category.StrCategoryConverter.axisinfo(units, axis)  # type: ignore[no-untyped-call]  # likewise
            places = info.majloc.tick_values(None, None)
            found[name] = tuple(info.majfmt.format_ticks(places))
    return found


def _set_scale(ax: Axes, name: AxisName, scale: AxisScale) -> None:
    native, _ = scale.transform.native
    settings: dict[str, Any] = {}
    if native == "log":
        settings = {"base": power_base(scale.transform.base or 10.0), "nonpositive": "clip"}
    elif native == "logit":
        settings = {"nonpositive": "clip"}
    elif native == "function":
        functions = (Quiet(scale.transform.forward), Quiet(scale.transform.inverse))
        settings = {"functions": functions}
    now = ax.get_xscale() if name == "x" else ax.get_yscale()
    if native == now == "linear":
        return  # to set it again would cost as much as to make it
    if name == "x":
        ax.set_xscale(native, **settings)
    else:
        ax.set_yscale(native, **settings)


def _shown(ax: Axes, name: AxisName) -> tuple[float, ...]:
    """Return what an Axes shows already, if it holds data and nobody fixed its limits."""
    free = ax.get_autoscalex_on() if name == "x" else ax.get_autoscaley_on()
    if not (free and ax.has_data()):
        return ()
    return ax.get_xlim() if name == "x" else ax.get_ylim()


def _set_limits(
    ax: Axes, name: AxisName, plan: AxisPlan, before: tuple[float, ...], turned: bool = False
) -> None:
    """Set the limits once, so as to keep in view what was `before`; autoscaling stays as it is.

    Categories that were there go on in the direction in which they do (`turned`).
    """
    low, high = plan.limits
    if low == high:
        low, high = low - 0.5, high + 0.5
    with np.errstate(over="ignore"):
        ends = np.asarray(plan.scale.invert(np.array([low, high])), dtype=np.float64)
    if not np.isfinite(ends).all():
        ends = np.nan_to_num(ends, nan=0.0)  # what is infinite by a hair is the last float
    first, last = ends.tolist()
    if before:
        least, most = min(first, last, *before), max(first, last, *before)
        rises = before[0] < before[1] if turned else first < last
        first, last = (least, most) if rises else (most, least)
    if name == "x":
        ax.set_xlim(first, last, auto=None)
    else:
        ax.set_ylim(first, last, auto=None)
