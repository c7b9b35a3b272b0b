"""The steps from a specification to a drawing, each a line that reads aloud."""

from __future__ import annotations

from collections.abc import Sequence

from plotkit.compile.bind import Bound, bind
from plotkit.compile.compute import Computed, compute, finish
from plotkit.compile.drawing import AxisPlan, Drawing, Ink, Panel
from plotkit.compile.free import CellScales, free
from plotkit.compile.guides import explain
from plotkit.compile.limits import Limits, axis_name, find_limits, share_groups
from plotkit.compile.panels import Cell, Grid, arrange, whole_titles
from plotkit.compile.resolve import Stroke, resolve
from plotkit.compile.train import train, train_made
from plotkit.data.roles import POSITIONS, flipped
from plotkit.errors import warn
from plotkit.properties.base import Theme
from plotkit.scales.base import AxisScale
from plotkit.spec.model import PlotSpec
from plotkit.typing import Axis


def compile_plot(spec: PlotSpec, theme: Theme) -> Drawing:
    """Return the drawing of a plot: a pure function of what the user said and of the theme."""
    bound = bind(spec)
    grid = arrange(bound)
    scales = train(bound, theme)
    computed = compute(bound, grid, scales)
    scales = train_made(scales, bound, computed, theme)
    computed, cells = free(computed, bound, grid, scales)
    computed = finish(computed, bound, scales)
    strokes = resolve(computed, grid, scales, theme)
    notes = report(computed)
    panels = lay_out(bound, grid, strokes, cells, theme)
    panels, guides = explain(strokes, scales, spec, theme, grid, panels)
    return Drawing(
        grid.shape,
        panels,
        guides,
        scales={**scales.axes, **scales.looks},
        layout=spec.layout,
        titles=whole_titles(spec),
        tables=tuple(computed),
        notes=notes,
    )


def report(computed: Sequence[Computed]) -> tuple[str, ...]:
    """Say in one warning which rows are not drawn, and why."""
    notes = []
    for one in computed:
        if one.dropped:
            reasons = ", ".join(f"{n} with {reason}" for reason, n in one.dropped.items())
            notes.append(f"{one.layer.name}: {sum(one.dropped.values())} rows dropped: {reasons}.")
    if notes:
        warn("Some rows are not drawn. " + " ".join(notes))
    return tuple(notes)


def lay_out(
    bound: Bound, grid: Grid, strokes: Sequence[Stroke], cells: CellScales, theme: Theme
) -> tuple[Panel, ...]:
    """Return the panels: axes with their limits and titles, and the ink of each layer."""
    limits = find_limits(bound, grid, strokes, cells, theme)
    shares = {axis: share_groups(bound.spec, grid, axis) for axis in cells}
    panels = []
    for number, cell in enumerate(grid.cells):
        plans = {
            axis: _axis_plan(
                bound, grid, scales[number], strokes, axis, number, shares[axis], limits[axis]
            )
            for axis, scales in cells.items()
        }
        inks: list[Ink] = [ink for stroke in strokes if (ink := stroke.inks[number]) is not None]
        panels.append(
            Panel(
                cell.row, cell.col, plans["x"], plans["y"], tuple(inks), cell.title, cell.row_title
            )
        )
    return tuple(panels)


def _axis_plan(
    bound: Bound,
    grid: Grid,
    scale: AxisScale,
    strokes: Sequence[Stroke],
    axis: Axis,
    number: int,
    shares: Sequence[int],
    limits: Sequence[Limits],
) -> AxisPlan:
    cell = grid.cells[number]
    outer = _is_outer(grid, cell, axis)
    line = {"x": "col", "y": "row"}[axis]
    alike = all(
        shares[other] == shares[number]
        for other, there in enumerate(grid.cells)
        if getattr(there, line) == getattr(cell, line)
    )
    name = axis_name(cell, axis)
    label = axis_label(bound, strokes, axis, name)
    return AxisPlan(
        scale,
        limits[number],
        label if outer or not _same_label(grid, cell, axis) else "",
        ticklabels=outer or not alike,
        share=shares[number],
    )


def _is_outer(grid: Grid, cell: Cell, axis: Axis) -> bool:
    """Tell whether no other panel lies below (x) or to the left (y)."""
    if axis == "y":
        return not any(c.row == cell.row and c.col < cell.col for c in grid.cells)
    return not any(c.col == cell.col and c.row > cell.row for c in grid.cells)


def _same_label(grid: Grid, cell: Cell, axis: Axis) -> bool:
    """Tell whether the panels in line with this one show the same variable on an axis."""
    line = {"x": "col", "y": "row"}[axis]
    return all(
        axis_name(other, axis) == axis_name(cell, axis)
        for other in grid.cells
        if getattr(other, line) == getattr(cell, line)
    )


def axis_label(bound: Bound, strokes: Sequence[Stroke], axis: Axis, name: str) -> str:
    """Return the title of an axis: as asked, else of the first variable on it, else of the stat."""
    found = _first_title(strokes, axis, name) if strokes else _plot_title(bound.spec, axis, name)
    asked = bound.spec.labels.variables.get(name, bound.spec.labels.variables.get(axis))
    if asked is None:
        return found
    return str(asked(found)) if callable(asked) else str(asked)


def _plot_title(spec: PlotSpec, axis: Axis, name: str) -> str:
    """Return the title of an axis of a plot that has no layers yet."""
    paired = spec.pair.x if axis == "x" else spec.pair.y
    value = spec.variables.get(axis) if name == axis else paired[int(name[1:])]
    title = value if isinstance(value, str) else getattr(value, "name", None)
    return "" if title is None else str(title)


def _first_title(strokes: Sequence[Stroke], axis: Axis, name: str) -> str:
    of_stats = []
    for stroke in strokes:
        one = stroke.computed
        if one.layer.axis_name(axis) != name:
            continue
        own = [v for n, v in one.layer.variables.items() if POSITIONS.get(n) == axis]
        own.sort(key=lambda variable: variable.name != axis)
        title = next((v.title for v in own if v.title is not None), None)
        if title is not None:
            return title
        of_stats.append(one.made.get(flipped(axis) if one.orient == "y" else axis, ""))
    return next((label for label in of_stats if label), "")
