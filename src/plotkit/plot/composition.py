"""Composition: several plots in one figure, their panels aligned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, get_args

from plotkit.config import CONFIG
from plotkit.errors import PlotSpecError, PlotTypeError, brief, check_name, shown
from plotkit.plot.arranged import Arranged
from plotkit.plot.picture import Picture
from plotkit.plot.settings import session_theme, settings
from plotkit.spec.build import check_wrap, in_inches
from plotkit.spec.composition import (
    CompositionSpec,
    Direction,
    SpacerSpec,
    compose,
    describe_any,
    laid_in_rows,
    leaves,
    tweaked,
)
from plotkit.spec.describe import alike
from plotkit.spec.model import LayoutSpec, PlotSpec
from plotkit.themes import agreed_colors, scaled

if TYPE_CHECKING:
    from plotkit.mpl.compiled import CompiledComposition
    from plotkit.mpl.target import Whole
    from plotkit.mpl.theme import RcTheme

_SMALLER = 0.75
"""Size of a plot in a composition, as a share of that of a figure."""


class Composable(Picture):
    """Base of what can stand beside or below others: ``p1 | p2``, ``p1 / p2``."""

    _spec: Any

    def __or__(self, other: Composable) -> Composition:
        return _composed("row", self, other)

    def __truediv__(self, other: Composable) -> Composition:
        return _composed("column", self, other)

    def tweak(self, function: Callable[[Any], object]) -> Self:
        """Call a function on each Axes once it is drawn, before the picture is laid out.

        What the grammar has no word for is done with matplotlib then, in whatever way the plot is
        drawn: saved, shown, in a notebook, in a composition. Several calls are made in order.

        Parameters
        ----------
        function
            Takes the Axes of a panel; what it returns is not used.

        See Also
        --------
        Plot.plot : gives the figure itself, for changes to a single picture.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line())
        >>> p = p.tweak(lambda ax: ax.spines[["top", "right"]].set_visible(False))
        """
        if not callable(function):
            raise PlotTypeError(f"tweak() takes a function of an Axes, not {shown(function)}.")
        changed = object.__new__(type(self))
        changed._spec = tweaked(self._spec, function)
        return changed


@brief
class Composition(Arranged, Composable):
    """Several plots in one figure: ``p1 | p2`` beside, ``p1 / p2`` below each other.

    The panels of a row have one base and one height, those of a column one width, whatever is
    written around them.

    Parameters
    ----------
    direction
        "row" or "column".
    *plots
        Plots or compositions.

    Raises
    ------
    PlotSpecError
        If a plot is drawn on something of its own, or a part says what only the whole can say.
    PlotTypeError
        If something is no plot.

    See Also
    --------
    grid : Many plots in rows.
    Plot.inset : A plot within a panel.
    Plot.facet : Panels of one plot.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y")
    >>> figure = (p.add(so.Dot()) | p.add(so.Line()) / p.add(so.Bar())).label(tags="A")
    >>> figure = figure.layout(size=(6, 4), widths=(2, 1))
    """

    _spec: CompositionSpec

    def __init__(self, direction: Direction, *plots: Composable) -> None:
        check_name(direction, get_args(Direction), "direction")
        for plot in plots:
            if not isinstance(plot, Composable):
                raise PlotTypeError(f"A composition is of plots, not of {shown(plot)}.")
        if not plots:
            raise PlotTypeError("A composition needs a plot at least.")
        self._spec = compose(direction, *(plot._spec for plot in plots))

    def _with(self, **changes: Any) -> Self:
        changed = object.__new__(type(self))
        changed._spec = replace(self._spec, **changes)
        return changed

    def on(self, target: Whole) -> Self:
        """Draw into a Figure or a SubFigure of matplotlib.

        See Also
        --------
        Plot.on : Draws a single plot, also on an Axes.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> from matplotlib.figure import Figure
        >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
        >>> drawn = (p | p).on(Figure(figsize=(6, 3))).plot()
        """
        from plotkit.mpl.composition import check_whole

        check_whole(target)
        return self._with(target=target)

    def plot(self, pyplot: bool = False) -> CompiledComposition:
        """Compile and draw; return the figure with its plots.

        Parameters
        ----------
        pyplot
            Whether the figure is one of pyplot's, so that ``plt.show()`` shows it.

        See Also
        --------
        Composition.save, Composition.show : Draw at once.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
        >>> len((p | p).plot().axes)
        2
        """
        from plotkit.compile.composition import compile_composition
        from plotkit.mpl.compiled import CompiledComposition, CompiledPlot
        from plotkit.mpl.composition import render_composition
        from plotkit.mpl.theme import theme

        spec = self._spec
        own = session_theme()
        params = {**own, **spec.theme}

        def style(plot: PlotSpec) -> RcTheme:
            return theme(scaled({**params, **plot.theme}, spec.font_scale * plot.font_scale))

        themes = [plot.theme for plot in leaves(spec)]
        agreed = {} if "figure.facecolor" in spec.theme else agreed_colors(themes or [{}])
        whole = theme(scaled({**own, **agreed, **spec.theme}, spec.font_scale))
        composed = compile_composition(spec, style, _plot_size(whole), settings())
        rendered, parts = render_composition(composed, whole, spec.target, pyplot, CONFIG.fast)
        plots = [
            CompiledPlot(*plot, CONFIG.display)
            for plot in zip(parts, composed.plots, composed.themes, strict=True)
        ]
        return CompiledComposition(rendered, whole, CONFIG.display, plots, composed)

    def __repr__(self) -> str:
        return describe_any(self._spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Composition) and alike(self._spec, other._spec)

    __hash__ = None  # type: ignore[assignment]  # data can change, so a composition is no key


@brief
class Spacer(Composable):
    """Room in a composition that stays empty.

    Parameters
    ----------
    size
        (width, height) as of a plot beside it, in inches; by default that of a plot.

    See Also
    --------
    Composition : What it stands in.
    grid : Fills its last row with it.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
    >>> figure = (p | p) / (so.Spacer() | p)
    """

    _spec: SpacerSpec

    def __init__(self, size: tuple[float, float] | None = None) -> None:
        self._spec = SpacerSpec(LayoutSpec(size=in_inches("size", size, "in")))

    def plot(self, pyplot: bool = False) -> CompiledComposition:
        """Raise: there is nothing to draw.

        See Also
        --------
        Composition.plot : Draws the whole.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line())
        >>> drawn = (so.Spacer() | p).plot()
        """
        raise PlotSpecError("A Spacer draws nothing; put it beside plots: so.Spacer() | p.")

    def __repr__(self) -> str:
        return describe_any(self._spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spacer) and self._spec == other._spec

    def __hash__(self) -> int:
        return hash(self._spec.layout.size)


def grid(plots: Sequence[Composable], wrap: int | None = None) -> Composition:
    """Return a composition of plots in rows, aligned across and down.

    Parameters
    ----------
    plots
        Plots, compositions and spacers, in reading order.
    wrap
        How many stand in a row; by default all. The last row is filled with empty room.

    See Also
    --------
    Composition : what can be said of the whole.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y")
    >>> figure = so.grid([p.add(mark) for mark in (so.Dot(), so.Line(), so.Area())], wrap=2)
    >>> figure = figure.share(x="col", y="row").label(tags="a")
    """
    if isinstance(plots, Composable | str) or not isinstance(plots, Sequence):
        raise PlotTypeError(f"grid() takes a list of plots, not {shown(plots)}.")
    check_wrap(wrap)
    made = Composition("row", *plots)
    changed = object.__new__(Composition)
    changed._spec = laid_in_rows([plot._spec for plot in plots], wrap)
    return changed if len(plots) > 1 else made


def _composed(direction: Direction, one: Composable, other: object) -> Composition:
    if not isinstance(other, Composable):
        sign = "|" if direction == "row" else "/"
        raise PlotTypeError(f"Only a plot can follow {sign} here, not {shown(other)}.")
    return Composition(direction, one, other)


def _plot_size(theme: RcTheme) -> tuple[float, float]:
    width, height = theme.rc("figure.figsize")
    return _SMALLER * width, _SMALLER * height
