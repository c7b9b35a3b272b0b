"""Render: from a drawing to a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import GridSpec

from plotkit.compile.drawing import Drawing, Panel, Titles
from plotkit.errors import PlotSpecError, noting, warn
from plotkit.mpl.artists.crowded import Crowded
from plotkit.mpl.artists.pane import draw_panels
from plotkit.mpl.axis.fits import fit_now, make_fits
from plotkit.mpl.axis.growing import make_growing
from plotkit.mpl.axis.over import lay_over, with_axes_over
from plotkit.mpl.axis.setup import AxesSetup, stick
from plotkit.mpl.axis.sides import BoxWithSides, is_beside
from plotkit.mpl.display import pyplot_figure
from plotkit.mpl.fast.canvas import add_canvas
from plotkit.mpl.fast.panel import add_axes, lighten
from plotkit.mpl.fast.sharing import share_axis
from plotkit.mpl.fast.switch import switched
from plotkit.mpl.guides.attached import Attached, Speaking
from plotkit.mpl.guides.directlabels import DirectLabels, room_of_names
from plotkit.mpl.guides.guides import (
    add_axes_guides,
    add_guides,
    add_panel_guides,
    place_axes_guides,
)
from plotkit.mpl.layout.adjusted import Adjusted
from plotkit.mpl.layout.aspect import BESIDE
from plotkit.mpl.layout.common import CommonTitles
from plotkit.mpl.layout.engine import MeasuredLayout
from plotkit.mpl.layout.engines import set_engine, set_on
from plotkit.mpl.layout.insets import InsetBox, inset_axes, inset_fonts
from plotkit.mpl.layout.region import Region
from plotkit.mpl.layout.spacer import add_spacers
from plotkit.mpl.layout.titles import add_titles
from plotkit.mpl.printing import adopt, figure_class
from plotkit.mpl.readable import readable, readable_on
from plotkit.mpl.rendered import Rendered
from plotkit.mpl.style import RC
from plotkit.mpl.target import Target, axes_colors, check_target, free_axes, warn_unused
from plotkit.mpl.text.faults import telling_of_texts
from plotkit.mpl.text.ruler import measuring
from plotkit.mpl.theme import RcTheme
from plotkit.records import dataclass

__all__ = ["Rendered", "check_target", "render"]


def render(
    drawing: Drawing,
    theme: RcTheme,
    target: Target | None = None,
    pyplot: bool = False,
    fast: bool = True,
) -> Rendered:
    """Make a figure of a drawing.

    Parameters
    ----------
    drawing
        The picture as data.
    theme
        rc parameters that hold meanwhile.
    target
        Axes, Figure or SubFigure to draw on; by default a new figure. If anything fails, what was
        added to it is removed.
    pyplot
        Whether pyplot manages a new figure, so that it can be shown in a window.
    fast
        Whether fast paths are taken where they are known to be right.

    Returns
    -------
    Rendered
        The figure and its parts.
    """
    with switched(fast), theme.context(), telling_of_texts(), ExitStack() as undo:
        if target is not None:
            check_target(target)
        if isinstance(target, Axes):
            rendered = _on_axes(drawing, target, undo)
        elif isinstance(target, Figure | SubFigure):
            rendered = _on_figure(drawing, target, undo)
        else:
            rendered = _alone(drawing, pyplot, undo)
        undo.pop_all()
    return rendered


def _alone(drawing: Drawing, pyplot: bool, undo: ExitStack) -> Rendered:
    figure = new_figure(first_size(drawing), pyplot, undo)
    return _laid_out(drawing, fill(drawing, figure, undo))


def new_figure(size: tuple[float, float] | None, pyplot: bool, undo: ExitStack) -> Figure:
    """Return an empty figure, managed by pyplot or by nobody."""
    if pyplot:
        figure, close = pyplot_figure(size)
        undo.callback(close)
    else:
        figure = figure_class()(figsize=size)
        add_canvas(figure)
    return figure


def first_size(drawing: Drawing) -> tuple[float, float] | None:
    """Return the size of the figure in inches, about that if the panels decide on it."""
    panel = drawing.layout.panel
    if panel is None:
        return drawing.layout.size
    rows, columns = drawing.shape
    return columns * panel[0] + 1.0, rows * panel[1] + 1.0


def _on_figure(drawing: Drawing, target: Figure | SubFigure, undo: ExitStack) -> Rendered:
    size = first_size(drawing)
    root = target.get_figure(root=True)
    undo.callback(root.set_layout_engine, root.get_layout_engine())
    if isinstance(target, Figure):
        if size is not None:
            undo.callback(target.set_size_inches, *target.get_size_inches())
            target.set_size_inches(*size)
    elif size is not None:
        name = "size" if drawing.layout.panel is None else "panel"
        warn(f"layout({name}=) has no effect on a SubFigure: the figure has its size already.")
    there = free_axes(target, sum(not panel.over for panel in drawing.panels))
    with readable_on(target) if there is None else nullcontext():
        rendered = _laid_out(drawing, fill(drawing, target, undo, there=there))
    adopt(root, undo)
    return rendered


def _laid_out(drawing: Drawing, rendered: Rendered) -> Rendered:
    """Give the figure its layout engine."""
    region = rendered.region
    if region is not None:
        set_engine(region, drawing.layout)
        if drawing.titles != Titles() or any(isinstance(g.position, str) for g in region.guides):
            add_spacers(list(region.axes()), drawing.shape, region.needs)
        if region.panel is not None:
            region.arrange()  # the figure has its size from now on
    if not isinstance(rendered.root.get_layout_engine(), MeasuredLayout):
        fit_now(rendered.fits, rendered.figure, () if region is None else region.growing)
        for each in region.own if region is not None else ():
            each.place(measuring(rendered.figure))
    return rendered


def fill(
    drawing: Drawing,
    figure: Figure | SubFigure,
    undo: ExitStack,
    there: Axes | None = None,
    prefix: str = "",
) -> Rendered:
    """Draw on a figure that has no axes, or just one that is empty; nothing is laid out yet.

    What it draws has ids that begin with `prefix`.
    """
    if there is None:
        widths, heights = (sizes or None for sizes in drawing.sizes)
        grid = figure.add_gridspec(*drawing.shape, width_ratios=widths, height_ratios=heights)
        axes = _add_axes(figure, grid, drawing.panels, undo)
    else:
        undo.enter_context(_Additions(there))
        axes = with_axes_over(drawing.panels, there, undo)
    artists = _draw(drawing, axes, prefix)
    fits, growing = make_fits(drawing.panels, axes), make_growing(drawing.panels, axes)
    _share(drawing.panels, axes)
    for title in add_titles(figure, drawing.titles):
        undo.callback(title.remove)
    titles = CommonTitles(figure, drawing.panels, axes, drawing.common)
    undo.callback(titles.remove)
    own_guides = add_panel_guides(axes, drawing.panels, drawing.shape)
    insets = _add_insets(drawing, axes, prefix)
    guides = add_guides(figure, drawing.legends, drawing.shape)
    for guide in guides:
        undo.callback(guide.artist.remove)
    shown = [*guides, *(guide for each in own_guides for guide in each.guides)]
    legends = tuple(guide.artist for guide in shown)
    _tweak(drawing, axes)
    region = None
    spec = axes[0].get_subplotspec() if axes else None
    if spec is not None:
        cells: Any = spec.get_topmost_subplotspec().get_gridspec()
        extent = drawing.layout.extent or (0.0, 0.0, 1.0, 1.0)
        panel = drawing.layout.panel if isinstance(figure, Figure) else None
        attached: tuple[Attached, ...] = (*own_guides, *insets)
        region = Region(figure, cells, guides, extent, fits, growing, attached)
        region.crowded = Crowded.of(drawing.panels, artists)
        region.titles, region.panel, region.asked = titles, panel, Adjusted.of(figure)
    return Rendered(figure, tuple(axes), artists, legends, fits, region)


def _on_axes(drawing: Drawing, ax: Axes, undo: ExitStack) -> Rendered:
    """Draw the only panel on a user's Axes; the figure around it stays as it is."""
    panels = sum(not panel.over for panel in drawing.panels)
    if panels != 1:
        raise PlotSpecError(
            f"The plot has {panels} panels and cannot be drawn on one Axes. "
            "Give on() a Figure or a SubFigure, or leave out facet() and pair()."
        )
    warn_unused(drawing.layout)
    root = ax.figure.get_figure(root=True)
    if drawing.layout.engine != "default":
        undo.callback(root.set_layout_engine, root.get_layout_engine())
        set_on(root, drawing.layout.engine)
    undo.enter_context(_Additions(ax))
    lighten(ax, undo)
    axes = with_axes_over(drawing.panels, ax, undo)
    artists = _draw(drawing, axes)
    fits, growing = make_fits(drawing.panels, axes), make_growing(drawing.panels, axes)
    _tweak(drawing, axes)
    fit_now(fits, ax.figure, growing)
    with mpl.rc_context(axes_colors(ax)):
        guides = add_axes_guides(ax, drawing.legends or drawing.panels[0].guides)
    if place_axes_guides(guides):
        fit_now(fits, ax.figure, growing)
    insets = _add_insets(drawing, [ax])
    for inset in insets:
        inset.place(measuring(ax.figure))
    crowded = Crowded.of(drawing.panels, artists)
    speaking: list[Speaking] = [*fits, guides, *insets, *crowded]
    for some in crowded:
        some.place(measuring(ax.figure))
    for each in speaking:
        for words in each.words():
            warn(words)
    legends = tuple(guide.artist for guide in guides.guides)
    return Rendered(ax.figure, tuple(axes), artists, legends, fits=fits)


@dataclass
class _Additions:
    """Removes, at the end of its context, what was added to an Axes since."""

    ax: Axes

    def __enter__(self) -> None:
        ax = self.ax
        self.children = set(ax.get_children())
        self.containers = len(ax.containers)
        self.limits = ax.get_xlim(), ax.get_autoscalex_on(), ax.get_ylim(), ax.get_autoscaley_on()
        self.labels = ax.get_xlabel(), ax.get_ylabel(), ax.get_title()
        self.legend = ax.get_legend()

    def __exit__(self, *error: object) -> None:
        ax = self.ax
        for child in ax.get_children():
            if child not in self.children:
                child.remove()
        del ax.containers[self.containers :]
        xlim, xauto, ylim, yauto = self.limits
        ax.set_xlim(xlim, auto=xauto)
        ax.set_ylim(ylim, auto=yauto)
        xlabel, ylabel, title = self.labels
        ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
        ax.legend_ = self.legend


def _add_axes(
    figure: Figure | SubFigure,
    grid: GridSpec,
    panels: Sequence[Panel],
    undo: ExitStack,
) -> list[Axes]:
    """Make the axes of the panels."""
    axes = []
    for panel in panels:
        ax = add_axes(figure, grid[panel.row, panel.col])
        if panel.over:
            lay_over(ax)
        if panel.of is not None:
            ax.set_gid(BESIDE)
        undo.callback(ax.remove)
        axes.append(ax)
    return axes


def _share(panels: Sequence[Panel], axes: Sequence[Axes]) -> None:
    """Let axes that show the same range move together.

    This comes last, because each change of a shared axis costs as many changes as there are axes.
    """
    first: dict[Any, Axes] = {}
    for panel, ax in zip(panels, axes, strict=True):
        for name, plan in (("x", panel.x), ("y", panel.y)):
            scale = plan.scale.transform.name, plan.scale.units.kind, plan.scale.units.levels
            other = first.setdefault((name, plan.share, scale), ax)
            if other is not ax:
                share_axis(ax, other, name)


def _draw(
    drawing: Drawing, axes: Sequence[Axes], prefix: str = ""
) -> tuple[tuple[Artist, ...], ...]:
    """Dress and fill the axes, and return the artists of each layer."""
    setup = AxesSetup()
    layers: dict[int, list[Artist]] = {}
    taken = _ids_beside(axes)
    several = sum(not panel.over for panel in drawing.panels) > 1
    named = [i for i, panel in enumerate(drawing.panels) if panel.direct_labels]
    aside = max((room_of_names(drawing.panels[i], axes[i]) for i in named), default=0.0)
    shared: dict[int, list[tuple[Panel, Axes]]] = {}
    for i, (ax, panel) in enumerate(zip(axes, drawing.panels, strict=True)):
        setup.set_up(ax, panel, aside)
        if drawing.layout.aspect is not None and panel.of is None:
            ax.set_aspect(drawing.layout.aspect)
        home = panel.of if panel.over and panel.of is not None else i
        shared.setdefault(home, []).append((panel, ax))
    for i, together in shared.items():
        panel, ax = together[0]
        drawn = draw_panels(together, prefix + (f"panel{i}-" if several else ""), taken)
        for layer, made in drawn.items():
            layers.setdefault(layer, []).extend(made)
        for artist in next((made for made in drawn.values() if made), ())[:1]:
            stick(panel, artist)
    for together in shared.values():
        for panel, ax in together:
            if panel.direct_labels:
                over = [other for _, other in together if other is not together[0][1]]
                around = BoxWithSides(ax, over) if over or is_beside(ax) else None
                ax.add_artist(DirectLabels(ax, panel, around))
    return tuple(tuple(layers.get(i, ())) for i in range(max(layers, default=-1) + 1))


def _ids_beside(axes: Sequence[Axes]) -> Counter[str]:
    """Count the ids in the figure of some axes: those of plots that were drawn there before."""
    roots = [ax.get_figure(root=True) for ax in axes[:1]]
    beside = [ax for root in roots if root is not None for ax in root.axes]
    inside = [ax for each in beside for ax in (each, *each.child_axes)]
    ids = (
        artist.get_gid()
        for ax in inside
        for artist in (*ax.collections, *ax.patches, *ax.lines, *ax.texts, *ax.images)
    )
    return Counter(gid for gid in ids if gid is not None)


def _tweak(drawing: Drawing, axes: Sequence[Axes]) -> None:
    """Call what the user wants to be called on each Axes."""
    for function in drawing.tweaks:
        with noting("In tweak(...)."):
            for ax in axes:
                function(ax)


def _add_insets(drawing: Drawing, axes: Sequence[Axes], prefix: str = "") -> list[InsetBox]:
    """Draw small plots within the panels."""
    boxes = []
    for number, inset in enumerate(drawing.insets):
        ax, inner = axes[inset.panel], inset.drawing
        texts: Any = {**inset_fonts(), **readable(to_rgba(RC["axes.facecolor"]))}
        with mpl.rc_context(texts):
            child, ground = inset_axes(ax, inset)
            artists = _draw(inner, [child], f"{prefix}inset{number}-")
            fits, growing = make_fits(inner.panels, [child]), make_growing(inner.panels, [child])
            _tweak(inner, [child])
            guides = add_axes_guides(child, inner.legends) if inner.legends else None
            below = drawing.panels[inset.panel]
            crowded = Crowded.of(inner.panels, artists)
            box = InsetBox(ax, child, ground, inset, fits, guides, below, growing, crowded)
            boxes.append(box)
    return boxes
