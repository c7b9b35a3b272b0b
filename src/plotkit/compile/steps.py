"""The steps from a specification to a drawing, each a line that reads aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import perf_counter
from types import MappingProxyType

from plotkit.compile.axes import common_axes, plan_axes
from plotkit.compile.bind import bind
from plotkit.compile.compute import compute
from plotkit.compile.description import Description, Shown, described
from plotkit.compile.drawing import Drawing, Guide, Inset, Panel
from plotkit.compile.explain import Explanation, explained
from plotkit.compile.free_scales import CellScales, free_scales
from plotkit.compile.guides.build import build_guides
from plotkit.compile.guides.shared import merged
from plotkit.compile.large import with_pictures
from plotkit.compile.limits import find_limits, report_out_of_view
from plotkit.compile.move import move
from plotkit.compile.panels import arrange, panel_sizes, whole_titles
from plotkit.compile.profiles import settle_profiles
from plotkit.compile.resolve import LayerDrawing, resolve
from plotkit.compile.settings import Settings
from plotkit.compile.stages import Bound, Grid, Placed, Scales
from plotkit.compile.told import Told
from plotkit.compile.train import train, train_made_axes, train_made_properties
from plotkit.compile.view import views_of
from plotkit.data.presumed import Refuted
from plotkit.data.queries import Heard, listening
from plotkit.data.roles import AXES
from plotkit.errors import PlotSpecError, noting, quoted, warn, warning_once
from plotkit.marks.base import Mark
from plotkit.properties.base import Theme
from plotkit.records import dataclass, field, replace
from plotkit.spec.model import InsetSpec, LabelSpec, LayoutSpec, PlotSpec


@dataclass(frozen=True, eq=False)
class Compilation:
    """A plot compiled: the picture as data, and the tables that it was made from.

    Attributes
    ----------
    drawing
        The whole picture.
    layers
        The tables of each layer, once a pairing.
    told
        What was heard while the stats of each layer ran.
    labels
        What the user said of titles.
    heard
        What was heard in all.
    seconds
        How long it took.
    """

    drawing: Drawing
    layers: tuple[Placed, ...]
    told: tuple[Told, ...]
    labels: LabelSpec = field(default_factory=LabelSpec)
    heard: Heard = field(default_factory=Heard)
    seconds: float = 0.0

    def explain(self) -> Explanation:
        """Return what was asked of whom, where stats ran, and what is approximate."""
        return explained(self.told, self.layers, self.heard, self.seconds)

    def describe(self, long: bool = True) -> Description:
        """Return what the picture shows in words; the caption only if it is to be long."""
        return described(Shown(self.drawing, self.layers, self.told, self.labels), long)


def compile_plot(
    spec: PlotSpec,
    theme: Theme,
    settings: Settings | None = None,
    present: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Compilation:
    """Compile a plot: a pure function of what the user said, of the theme and the settings.

    Parameters
    ----------
    spec, theme, settings
        What the user said, and what it depends on.
    present
        The categories that the Axes to draw on has already, by axis, in order.
    """
    start = perf_counter()
    with listening() as heard:
        made = _compiled_surely(spec, theme, settings or Settings(), present)
    return replace(made, heard=heard, seconds=perf_counter() - start)


@dataclass(frozen=True, eq=False)
class _LaidOut:
    """A plot up to its panels."""

    spec: PlotSpec
    grid: Grid
    scales: Scales
    placed: list[Placed]
    layers: list[LayerDrawing]
    notes: tuple[str, ...]
    panels: tuple[Panel, ...]
    told: tuple[Told, ...]


def _laid_out(
    spec: PlotSpec, theme: Theme, settings: Settings, present: Mapping[str, Sequence[str]]
) -> _LaidOut:
    views = views_of(spec, lambda other: _laid_out(other, theme, settings, present).panels)
    bound = bind(spec, settings, views or {})
    pictured = with_pictures(bound, spec)
    if pictured is not spec:
        bound = bind(pictured, settings, views or {})
    bound = replace(bound, present=present)
    spec = bound.spec
    grid = arrange(bound)
    try:
        scales = train(bound, theme)
        computed = compute(bound, grid, scales, theme)
    except Exception:
        settle_profiles(bound.layers, bound.facets)  # what was presumed may be what is wrong
        raise
    settle_profiles(bound.layers, bound.facets)
    scales = train_made_axes(scales, bound, computed)
    told = tuple(one.told for one in computed)
    computed, cells = free_scales(computed, bound, grid, scales)
    placed = move(computed, bound, scales)
    scales = train_made_properties(scales, bound, placed, theme)
    layers = resolve(placed, grid, scales, theme)
    notes = report(placed)
    report_lonely(layers)
    panels = lay_out(bound, grid, layers, cells, theme)
    return _LaidOut(spec, grid, scales, placed, layers, notes, panels, told)


def _compiled_surely(
    spec: PlotSpec, theme: Theme, settings: Settings, present: Mapping[str, Sequence[str]]
) -> Compilation:
    """Compile, and anew where a source is not what was presumed: each presumes only once."""
    while True:
        with suppress(Refuted), warning_once():
            return _compiled(spec, theme, settings, present)


def _compiled(
    spec: PlotSpec, theme: Theme, settings: Settings, present: Mapping[str, Sequence[str]]
) -> Compilation:
    made = _laid_out(spec, theme, settings, present)
    spec, grid, scales, layers = made.spec, made.grid, made.scales, made.layers
    panels, guides = build_guides(layers, scales, spec, theme, grid, made.panels)
    insets = tuple(compile_inset(each, panels, guides, theme, settings) for each in spec.insets)
    drawing = Drawing(
        grid.shape,
        panels,
        guides,
        scales={**scales.axes, **scales.properties},
        layout=_proportioned(spec.layout, layers, panels),
        titles=whole_titles(spec),
        common=common_axes(grid),
        notes=made.notes,
        insets=insets,
        sizes=panel_sizes(spec, grid, panels),
        tweaks=spec.tweaks,
    )
    return Compilation(drawing, tuple(made.placed), made.told, spec.labels)


def _proportioned(
    layout: LayoutSpec, layers: Sequence[LayerDrawing], panels: Sequence[Panel]
) -> LayoutSpec:
    """Return the layout with the aspect that a mark asks for, unless the user does."""
    if layout.aspect is not None or not panels:
        return layout
    for mark in (one.mark for layer in layers for one in layer.placed.marks):
        if type(mark).aspect is not Mark.aspect:
            x, y = ([end for p in panels for end in getattr(p, a).limits] for a in AXES)
            aspect = mark.aspect((min(x), max(x)), (min(y), max(y)))
            if aspect is not None:
                return replace(layout, aspect=aspect)
    return layout


def compile_inset(
    inset: InsetSpec,
    panels: Sequence[Panel],
    guides: Sequence[Guide],
    theme: Theme,
    settings: Settings,
) -> Inset:
    """Return a plot within a panel; what the guides of the whole explain is not said again."""
    if not 0 <= inset.panel < len(panels):
        raise PlotSpecError(
            f"inset(panel={inset.panel}): the plot has {len(panels)} panels, counted from 0."
        )
    with noting("This is about the plot in an inset."):
        drawing = compile_plot(inset.spec, theme, settings).drawing
    if len(drawing.panels) != 1:
        raise PlotSpecError(
            f"An inset has one panel, and this plot has {len(drawing.panels)}. "
            "Leave out its facet() and pair(), marginal() and a second axis (y2=)."
        )
    own = (*drawing.legends, *drawing.panels[0].guides)
    new = tuple(one for one in own if not any(merged(other, one) for other in guides))
    return Inset(replace(drawing, legends=new), inset.position, inset.size, inset.panel)


def report(placed: Sequence[Placed]) -> tuple[str, ...]:
    """Say in one warning which rows are not drawn, and why."""
    notes = []
    for one in placed:
        for counts, done in ((one.dropped, "dropped"), (one.halved, "drawn in half")):
            reasons = ", ".join(f"{n} with {reason}" for reason, n in counts.items())
            if counts:
                notes.append(f"{one.layer.name}: {sum(counts.values())} rows {done}: {reasons}.")
    notes = list(dict.fromkeys(notes))  # pairings that lack the same rows say so once
    if notes:
        warn("Some rows are not drawn. " + " ".join(notes))
    return tuple(notes)


def report_lonely(layers: Sequence[LayerDrawing]) -> None:
    """Say of which layers nothing can be seen, since each group to be joined has one row."""
    for name, splits in dict.fromkeys((one.placed.layer.name, one.lonely) for one in layers):
        if splits:
            warn(
                f"{name}: each group has one row, so that there is nothing to join. Rows are split "
                f"by {quoted(splits)}: take out of this layer what splits them too far, as in "
                f"add(..., {splits[-1]}=None), and set group= to what tells the shapes apart."
            )


def lay_out(
    bound: Bound, grid: Grid, layers: Sequence[LayerDrawing], cells: CellScales, theme: Theme
) -> tuple[Panel, ...]:
    """Return the panels: axes with their limits and titles, and what the marks draw."""
    limits = find_limits(bound, grid, layers, cells, theme)
    report_out_of_view(bound, grid, layers, limits)
    placed = [one.placed for one in layers]
    plans = {
        axis: plan_axes(axis, bound, grid, scales, placed, limits[axis], theme)
        for axis, scales in cells.items()
    }
    panels = []
    for number, cell in enumerate(grid.cells):
        x, y = (plans[axis][number] for axis in AXES)
        marks = tuple(mark for layer in layers for mark in layer.cells[number])
        facet = {name: grid.levels[name][code] for name, code in cell.facet.items() if code >= 0}
        titles = cell.title, cell.row_title
        panel = Panel(cell.row, cell.col, x, y, marks, *titles, facet=facet, pairing=cell.pairing)
        panels.append(replace(panel, of=cell.of, over=cell.over) if cell.of is not None else panel)
    return tuple(panels)
