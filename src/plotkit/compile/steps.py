"""The steps from a specification to a drawing, each a line that reads aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plotkit.compile.axes import common_axes, plan_axes
from plotkit.compile.bind import Bound, bind
from plotkit.compile.collected import merged
from plotkit.compile.compute import Computed, compute, finish
from plotkit.compile.drawing import Drawing, Guide, Ink, Inset, Panel
from plotkit.compile.free import CellScales, free
from plotkit.compile.guides import explain
from plotkit.compile.limits import find_limits
from plotkit.compile.panels import Grid, arrange, whole_titles
from plotkit.compile.resolve import Stroke, resolve
from plotkit.compile.train import train, train_made
from plotkit.data.roles import AXES
from plotkit.errors import PlotSpecError, noting, warn
from plotkit.properties.base import Theme
from plotkit.spec.model import InsetSpec, PlotSpec


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
    insets = tuple(compile_inset(inset, panels, guides, theme) for inset in spec.insets)
    return Drawing(
        grid.shape,
        panels,
        guides,
        scales={**scales.axes, **scales.looks},
        layout=spec.layout,
        titles=whole_titles(spec),
        common=common_axes(grid),
        tables=tuple(computed),
        notes=notes,
        insets=insets,
    )


def compile_inset(
    inset: InsetSpec, panels: Sequence[Panel], guides: Sequence[Guide], theme: Theme
) -> Inset:
    """Return a plot within a panel; what the guides of the whole explain is not said again."""
    if not 0 <= inset.panel < len(panels):
        raise PlotSpecError(
            f"inset(panel={inset.panel}): the plot has {len(panels)} panels, counted from 0."
        )
    with noting("This is about the plot in an inset."):
        drawing = compile_plot(inset.spec, theme)
    if len(drawing.panels) != 1:
        raise PlotSpecError(
            f"An inset has one panel, and this plot has {len(drawing.panels)}. "
            "Leave out its facet() and pair()."
        )
    own = (*drawing.legends, *drawing.panels[0].guides)
    new = tuple(one for one in own if not any(merged(other, one) for other in guides))
    return Inset(replace(drawing, legends=new), inset.position, inset.size, inset.panel)


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
    plans = {
        axis: plan_axes(axis, bound, grid, scales, strokes, theme) for axis, scales in cells.items()
    }
    panels = []
    for number, cell in enumerate(grid.cells):
        x, y = (replace(plans[axis][number], limits=limits[axis][number]) for axis in AXES)
        inks: list[Ink] = [ink for stroke in strokes if (ink := stroke.inks[number]) is not None]
        panels.append(Panel(cell.row, cell.col, x, y, tuple(inks), cell.title, cell.row_title))
    return tuple(panels)
