"""What each axis of each panel writes: tick labels, titles, and which titles are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from plotkit.compile.drawing import AxisPlan
from plotkit.compile.limits import axis_name, share_groups
from plotkit.compile.pairings import across, asked, is_on_diagonal, is_own, is_second
from plotkit.compile.resolve import constant_properties
from plotkit.compile.stages import Bound, BoundLayer, Cell, Grid, Placed
from plotkit.compile.zeros import Range
from plotkit.data.column import are_whole
from plotkit.data.factor import Factor
from plotkit.data.roles import AXES
from plotkit.errors import PlotSpecError
from plotkit.properties.base import Theme
from plotkit.scales.base import AxisScale
from plotkit.scales.options import SIDES
from plotkit.scales.ticks import literal
from plotkit.spec.model import PlotSpec
from plotkit.typing import RGBA, Axis


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
    covered = {cell.of for cell in grid.cells if is_on_diagonal(cell.pairing)}
    grid_here = theme.rc("plotkit.grid") == "rc" or _has_values(layers, axis)
    lines: dict[tuple[int, str], list[int]] = {}
    for number, cell in enumerate(grid.cells):
        lines.setdefault(_line(cell, axis), []).append(number)
    plans = []
    for number, (cell, scale) in enumerate(zip(grid.cells, scales, strict=True)):
        name = axis_name(cell, axis)
        line = lines[_line(cell, axis)]
        beside = [grid.cells[other] for other in line]
        alike = len({shares[other] for other in line}) == 1
        hidden = cell.over and not is_second(bound.spec, name)  # the panel has it, or no row
        plain = hidden or _is_plain(bound.spec, cell, name)
        far = is_far(scale, axis) if not cell.over else not is_far(scales[cell.of or 0], axis)
        outer = _is_outer(beside, cell, axis, far) and not hidden
        behind = _is_outer(beside, cell, axis, not far) and not cell.over
        own = outer or len({axis_name(one, axis) for one in beside}) > 1
        plans.append(
            AxisPlan(
                _at(scale, axis, far) if cell.over else scale,
                limits[number].shown,
                axis_label(bound, layers, axis, name) if own and not plain else "",
                ticklabels=(outer or not alike) and not plain,
                share=shares[number],
                idle=limits[number].idle,
                fixed=asked(bound.spec, bound.spec.limits, name) is not None,
                held=limits[number].held,
                second=scale.options.secondary is not None and (behind or not alike),
                second_label=scale.options.label if behind else "",
                grid=grid_here and not cell.over and not (number in covered and axis == "y"),
                shown=not hidden,
                color=_color(scale, layers, name, theme),
                tick_plan=tick_plans[id(scale)][0],
                second_tick_plan=tick_plans[id(scale)][1],
            )
        )
    return plans


def _color(scale: AxisScale, layers: Sequence[Placed], name: str, theme: Theme) -> RGBA | None:
    """Return the colour of an axis: as asked, or that of the first layer on it."""
    said = scale.options.color
    if said != "layer":
        return None if said is None else (*theme.rgba(said)[:3], 1.0)
    here = [one for one in layers if name in one.layer.pairing]
    for one in here:
        if "color" in one.layer.variables:
            raise PlotSpecError(
                f"axis(color='layer') of {name}: {one.layer.name} has many colours, since its "
                "color shows a variable. Name a colour instead."
            )
        found = constant_properties(one.marks[0].mark, theme).get("color")
        if found is not None:
            red, green, blue = np.asarray(found, dtype=np.float64)[:3].tolist()
            return red, green, blue, 1.0
    return None


def _is_plain(spec: PlotSpec, cell: Cell, name: str) -> bool:
    """Tell whether an axis of values beside a panel writes nothing: nothing was said of it."""
    beside = cell.of is not None and not cell.over and is_own(spec, name)
    labels = spec.labels.variables.keys() | spec.labels.names.keys()
    return beside and name not in labels | spec.scales.keys() | spec.limits.keys()


def _at(scale: AxisScale, axis: Axis, far: bool) -> AxisScale:
    """Return the scale of an axis that is at the far side, or at the usual one."""
    return replace(scale, options=replace(scale.options, side=SIDES[axis][far]))


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
        and len({axis_name(cell, axis) for cell in grid.cells if cell.of is None}) == 1
    )


def is_far(scale: AxisScale, axis: Axis) -> bool:
    """Tell whether an axis is at the top or at the right."""
    return scale.options.side == SIDES[axis][1]


def _line(cell: Cell, axis: Axis) -> tuple[int, str]:
    """Return the column of panels that have an x axis in common, or the row, for y.

    Axes drawn over panels are in line with their like.
    """
    return cell.col if axis == "x" else cell.row, axis_name(cell, axis) if cell.over else ""


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
    said = asked(bound.spec, bound.spec.labels.variables, name)
    if said is None:
        return literal(found)
    return str(said(found)) if callable(said) else str(said)


def _first_title(layers: Sequence[BoundLayer], axis: Axis, name: str) -> str:
    """Return the title of the first variable on an axis that has one.

    Where a layer has several there, as both ends of a range, it is what their names have in common.
    """
    for layer in layers:
        on: str | None = axis if layer.axis_name(axis) == name else None
        if on is None and layer.spec.where == "diagonal" and across(layer.pairing) == name:
            on = "x"  # the variable of its row, too
        if on is None:
            continue
        own = [v for n, v in layer.variables.items() if layer.axis_of(n) == on]
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
