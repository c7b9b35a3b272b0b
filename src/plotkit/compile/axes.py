"""What each axis of each panel writes: tick labels, titles, and which titles are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plotkit.compile.drawing import AxisPlan
from plotkit.compile.limits import Range, axis_name, share_groups
from plotkit.compile.stages import Bound, BoundLayer, Cell, Grid, Placed
from plotkit.data.column import are_whole
from plotkit.data.factor import Factor
from plotkit.data.roles import AXES
from plotkit.properties.base import Theme
from plotkit.scales.base import AxisScale
from plotkit.scales.options import SIDES
from plotkit.scales.ticks import literal
from plotkit.typing import Axis


def plan_axes(
    axis: Axis,
    bound: Bound,
    grid: Grid,
    scales: Sequence[AxisScale],
    layers: Sequence[Placed],
    limits: Sequence[Range],
    theme: Theme,
) -> list[AxisPlan]:
    """Return the plan of one axis in each cell."""
    tick_plans = {
        id(one): (_ticked(one, layers, axis).tick_plan(theme), one.second_tick_plan(theme))
        for one in {id(scale): scale for scale in scales}.values()
    }
    shares = share_groups(bound.spec, grid, axis)
    grid_here = theme.rc("plotkit.grid") == "rc" or _has_values(layers, axis)
    lines: dict[int, list[int]] = {}
    for number, cell in enumerate(grid.cells):
        lines.setdefault(_line(cell, axis), []).append(number)
    plans = []
    for number, (cell, scale) in enumerate(zip(grid.cells, scales, strict=True)):
        line = lines[_line(cell, axis)]
        beside = [grid.cells[other] for other in line]
        alike = len({shares[other] for other in line}) == 1
        outer = _is_outer(beside, cell, axis, is_far(scale, axis))
        behind = _is_outer(beside, cell, axis, not is_far(scale, axis))
        own = outer or len({axis_name(one, axis) for one in beside}) > 1
        plans.append(
            AxisPlan(
                scale,
                limits[number].shown,
                axis_label(bound, layers, axis, axis_name(cell, axis)) if own else "",
                ticklabels=outer or not alike,
                share=shares[number],
                idle=limits[number].idle,
                fixed=not bound.spec.limits.keys().isdisjoint({axis, axis_name(cell, axis)}),
                held=limits[number].held,
                second=scale.options.secondary is not None and (behind or not alike),
                second_label=scale.options.label if behind else "",
                grid=grid_here,
                tick_plan=tick_plans[id(scale)][0],
                second_tick_plan=tick_plans[id(scale)][1],
            )
        )
    return plans


def _has_values(layers: Sequence[Placed], axis: Axis) -> bool:
    """Tell whether values lie on an axis in any layer."""
    return any(one.layer.figure_axis("y") == axis for one in layers) or not layers


def _ticked(scale: AxisScale, layers: Sequence[Placed], axis: Axis) -> AxisScale:
    """Return the scale with ticks at any numbers if stats or moves made some that are not whole."""
    if not scale.summary.whole or scale.discrete:
        return scale
    made = (
        scale.invert(table[name])
        for one in layers
        if (one.layer.transforms or one.layer.stats) and one.layer.figure_axis("y") == axis
        for table in one.tables
        for name, on in table.coords.axes.items()
        if on == "y" and name in table and not isinstance(table[name], Factor)
    )
    if all(are_whole(values) for values in made if len(values)):
        return scale
    return replace(scale, summary=replace(scale.summary, whole=False))


def common_axes(grid: Grid) -> tuple[Axis, ...]:
    """Return the axes of which all panels show one variable, several of them side by side."""
    return tuple(
        axis
        for axis in AXES
        if grid.shape[1 if axis == "x" else 0] > 1
        and len({axis_name(cell, axis) for cell in grid.cells}) == 1
    )


def is_far(scale: AxisScale, axis: Axis) -> bool:
    """Tell whether an axis is at the top or at the right."""
    return scale.options.side == SIDES[axis][1]


def _line(cell: Cell, axis: Axis) -> int:
    """Return the column of panels that have an x axis in common, or the row, for y."""
    return cell.col if axis == "x" else cell.row


def _is_outer(line: Sequence[Cell], cell: Cell, axis: Axis, far: bool) -> bool:
    """Tell whether no other panel in line with this one lies further out at an axis's side."""

    def position(one: Cell) -> int:
        return -one.row if axis == "x" else one.col

    ends = [position(one) for one in line]
    return position(cell) == (max(ends) if far else min(ends))


def axis_label(bound: Bound, layers: Sequence[Placed], axis: Axis, name: str) -> str:
    """Return the title of an axis: as asked, else of the first variable on it, else of the stat."""
    there = [one.layer for one in layers] or bound.blank
    found = _stat_title(layers, axis, name) if _is_renamed(layers, axis, name) else ""
    found = found or _first_title(there, axis, name) or _stat_title(layers, axis, name)
    asked = bound.spec.labels.variables.get(name, bound.spec.labels.variables.get(axis))
    if asked is None:
        return literal(found)
    return str(asked(found)) if callable(asked) else str(asked)


def _first_title(layers: Sequence[BoundLayer], axis: Axis, name: str) -> str:
    """Return the title of the first variable on an axis that has one.

    Where a layer has several there, as both ends of a range, it is what their names have in common.
    """
    for layer in layers:
        if layer.axis_name(axis) != name:
            continue
        own = [v for n, v in layer.variables.items() if layer.axis_of(n) == axis]
        titles = [v.title for v in own if v.title is not None]
        main = next((v.title for v in own if v.name == axis and v.title is not None), None)
        title = _common(titles) if main is None else main
        if title:
            return title
    return ""


_BETWEEN = re.compile(r"[\s_.-]+")


def _common(titles: Sequence[str]) -> str:
    """Return the words with which titles begin, or else end, alike; "" if there are none.

    Examples
    --------
    >>> _common(["temp_min", "temp_max"]), _common(["then", "now"])
    ('temp', '')
    """
    if len(set(titles)) < 2:
        return titles[0] if titles else ""
    words = [_BETWEEN.split(title) for title in titles]
    for step in (1, -1):
        alike = 0
        while len({tuple(one[::step][: alike + 1]) for one in words}) == 1:
            alike += 1
        if alike:
            shared = words[0][:alike] if step == 1 else words[0][-alike:]
            return " ".join(shared)
    return ""


def _is_renamed(layers: Sequence[Placed], axis: Axis, name: str) -> bool:
    """Tell whether all layers show on an axis what no longer is what their variables say."""
    here = [one.layer for one in layers if one.layer.axis_name(axis) == name]
    return bool(here) and all(
        layer.upright(axis) == "y" and any(one.renames for one in (*layer.stats, *layer.transforms))
        for layer in here
    )


def _stat_title(layers: Sequence[Placed], axis: Axis, name: str) -> str:
    here = [one for one in layers if one.layer.axis_name(axis) == name]
    titles = [one.titles.get(one.layer.upright(axis), "") for one in here]
    return next((label for label in titles if label), "")
