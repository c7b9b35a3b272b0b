"""Render a composition: each plot in a part of one figure, and what belongs to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from matplotlib.figure import Figure, SubFigure
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from matplotlib.text import Text

from plotkit.compile.composition import Composed
from plotkit.compile.sharing import on_axis
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.mpl.fast.sharing import share_axis
from plotkit.mpl.fast.switch import switched
from plotkit.mpl.figure import fill, new_figure
from plotkit.mpl.guides.guides import add_guides
from plotkit.mpl.layout.adjusted import Adjusted
from plotkit.mpl.layout.alignment import Alignment
from plotkit.mpl.layout.engine import MeasuredLayout
from plotkit.mpl.layout.region import Region
from plotkit.mpl.layout.titles import add_titles
from plotkit.mpl.printing import adopt
from plotkit.mpl.readable import readable_on
from plotkit.mpl.rendered import Rendered
from plotkit.mpl.style import RC
from plotkit.mpl.text.faults import telling_of_texts
from plotkit.mpl.theme import RcTheme


def check_whole(target: object) -> None:
    """Raise unless a composition can be drawn on `target`."""
    if not isinstance(target, Figure | SubFigure):
        raise PlotTypeError(
            "A composition can be drawn on a matplotlib Figure or SubFigure, "
            f"not on {type(target).__name__}."
        )


def render_composition(
    composed: Composed[RcTheme],
    theme: RcTheme,
    target: Figure | SubFigure | None = None,
    pyplot: bool = False,
    fast: bool = True,
) -> tuple[Rendered, tuple[Rendered, ...]]:
    """Make a figure of a composition.

    Parameters
    ----------
    composed
        The plots as data.
    theme
        rc parameters of the whole.
    target
        Figure or SubFigure to draw on; by default a new figure. If anything fails, what was added
        to it is removed.
    pyplot
        Whether pyplot manages a new figure.
    fast
        Whether fast paths are taken where they are known to be right.

    Returns
    -------
    whole : Rendered
        The figure.
    parts : tuple of Rendered
        Each plot.
    """
    with switched(fast), telling_of_texts(), ExitStack() as undo:
        rendered = _render(composed, theme, target, pyplot, undo)
        undo.pop_all()
    return rendered


def _render(
    composed: Composed[RcTheme],
    theme: RcTheme,
    target: Figure | SubFigure | None,
    pyplot: bool,
    undo: ExitStack,
) -> tuple[Rendered, tuple[Rendered, ...]]:
    with theme.context():
        figure = _figure(composed, target, pyplot, undo)
        parts = _parts(figure, len(composed.plots), undo)
    plots: list[Rendered] = []
    drawings = [plot.drawing for plot in composed.plots]
    for drawing, style, part in zip(drawings, composed.themes, parts, strict=True):
        with style.context(), readable_on(figure):
            plots.append(fill(drawing, part, undo, prefix=f"plot{len(plots)}-"))
    _share(composed, plots)
    with theme.context():
        alignment = _alignment(composed, figure, plots, undo)
        _set_engine(figure, alignment)
    adopt(figure.get_figure(root=True), undo)
    axes = tuple(ax for plot in plots for ax in plot.axes)
    guides = tuple(guide.artist for guide in alignment.guides)
    legends = (*guides, *(legend for plot in plots for legend in plot.legends))
    fits = tuple(fit for plot in plots for fit in plot.fits)
    return Rendered(figure, axes, (), legends, fits), tuple(plots)


def _share(composed: Composed[RcTheme], plots: Sequence[Rendered]) -> None:
    """Let axes of several plots move together."""
    for group in composed.groups:
        axes = [
            plots[number].axes[i]
            for number in group.plots
            for i in on_axis(composed.plots[number].drawing.panels, group.axis)
        ]
        for ax in axes[1:]:
            if not getattr(ax, f"get_shared_{group.axis}_axes")().joined(ax, axes[0]):
                share_axis(ax, axes[0], group.axis)


def _figure(
    composed: Composed[RcTheme], target: Figure | SubFigure | None, pyplot: bool, undo: ExitStack
) -> Figure | SubFigure:
    if target is None:
        return new_figure(composed.size, pyplot, undo)
    engine = target.get_figure(root=True).get_layout_engine()
    if not (engine is None or isinstance(engine, MeasuredLayout | PlaceHolderLayoutEngine)):
        raise PlotSpecError(
            "A composition has a layout of its own, and the figure given to on() has another: "
            f"{type(engine).__name__}. Make the figure without layout=."
        )
    if target.axes or target.subfigs:
        raise PlotSpecError(
            "The figure given to on() is not empty. Give an empty figure, or an empty part of one "
            "(Figure.subfigures)."
        )
    if isinstance(target, Figure):
        undo.callback(target.set_layout_engine, engine)
    return target


def _parts(figure: Figure | SubFigure, n: int, undo: ExitStack) -> list[SubFigure]:
    """Make parts of the figure; the layout moves them to their places."""
    grid = figure.add_gridspec(1, n)
    parts = []
    for number in range(n):
        part = figure.add_subfigure(grid[0, number], facecolor="none")
        undo.callback(figure.subfigs.remove, part)
        parts.append(part)
    return parts


def _alignment(
    composed: Composed[RcTheme],
    figure: Figure | SubFigure,
    plots: Sequence[Rendered],
    undo: ExitStack,
) -> Alignment:
    for title in add_titles(figure, composed.titles):
        undo.callback(title.remove)
    guides = add_guides(figure, composed.guides)
    for guide in guides:
        undo.callback(guide.artist.remove)
    regions: list[Region] = []
    for plot in plots:
        if plot.region is None:
            raise PlotSpecError("A plot without panels cannot be part of a composition.")
        regions.append(plot.region.within())
    tags = [_write_tag(figure, tag, undo) for tag in composed.tags]
    asked = Adjusted.of(figure)
    return Alignment(figure, composed.division, regions, tags, guides, asked)


def _write_tag(figure: Figure | SubFigure, tag: str, undo: ExitStack) -> Text | None:
    if not tag:
        return None
    text = Text(
        text=tag,
        size=RC["axes.titlesize"],
        weight="bold",
        ha="left",
        va="top",
        transform=figure.transSubfigure,
        parse_math=False,
    )
    text.set_gid("plotkit-tag")
    figure.add_artist(text)  # not `figure.text`: that would be taken for a title of the whole
    undo.callback(text.remove)
    return text


def _set_engine(figure: Figure | SubFigure, alignment: Alignment) -> None:
    root = figure.get_figure(root=True)
    present = root.get_layout_engine()
    if isinstance(present, MeasuredLayout):
        present.regions.append(alignment)
    else:
        root.set_layout_engine(MeasuredLayout(alignment))
