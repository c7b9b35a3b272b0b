"""Plot: a value that says what to draw; each method returns a changed copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, Unpack

from plotkit.compile.assign import check_assignments
from plotkit.compile.declared import made_names
from plotkit.config import CONFIG, Config
from plotkit.data.roles import NUMBERS, STANDARD, declared
from plotkit.data.source import Sources, is_data, lasting, not_data
from plotkit.errors import Faults, PlotTypeError, brief, shown
from plotkit.marks.base import Mark
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.moves.base import Move
from plotkit.plot.composition import Composable
from plotkit.plot.guided import Guided
from plotkit.plot.layer import Layer, layers_of
from plotkit.plot.paneled import Paneled
from plotkit.plot.scaled import Scaled
from plotkit.plot.settings import session_theme, settings
from plotkit.properties.registry import PROPERTIES
from plotkit.spec.build import (
    Aspect,
    OrientName,
    Part,
    Unit,
    build_layout,
    check_variable,
    positional,
)
from plotkit.spec.describe import alike, describe
from plotkit.spec.keywords import (
    Data,
    LayerVariables,
    Variable,
    Variables,
    takes,
)
from plotkit.spec.model import PlotSpec
from plotkit.stats.base import Stat
from plotkit.themes import Journal, ThemeName, resolve, scaled
from plotkit.userlines import user_place

if TYPE_CHECKING:
    from plotkit.mpl.compiled import CompiledPlot
    from plotkit.mpl.target import AnyEngine, Target


@brief
class Plot(Scaled, Guided, Paneled, Composable):
    """A declarative plot.

    Parameters
    ----------
    *args
        Up to three of: data, x, y. The first is data if it is a frame or a mapping.
    data
        A DataFrame of pandas or Polars, an Arrow table or dataset, a mapping of names to vectors,
        a list of dicts, an array with named fields, a Polars LazyFrame or a DuckDB relation. Only
        the columns that are named are read. What a lazy table was asked stays with the plot and
        those made from it; ``Plot(...)`` and ``plot(data)`` ask anew.
    **variables
        What is shown by each property (``x``, ``y``, ``color``, ``marker`` ...): the name of a
        column, a vector with one value a row, or a number for all rows.

    Raises
    ------
    PlotSpecError
        If a name is unknown; the message says which there are.

    See Also
    --------
    Layer : A layer as a value.
    Composition : Several plots in one figure.
    CompiledPlot : What ``plot()`` returns.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"height": [1.2, 1.5, 1.1], "weight_kg": [30, 40, 28]}
    >>> p = so.Plot(data, x="height", y="weight_kg").add(so.Dot())
    """

    config: ClassVar[Config] = CONFIG
    """Settings of the session: `theme`, `display`, `seed`, `max_rows`."""

    _spec: PlotSpec

    @takes(Variables)
    def __init__(
        self,
        *args: Data | Variable,
        data: Data | None = None,
        **variables: Unpack[Variables],
    ) -> None:
        data, given = positional(args, data, Variables(**variables))
        with Faults() as faults:
            for name in given:
                with faults.trying():
                    known = (*PROPERTIES, *NUMBERS, *STANDARD)
                    check_variable(name, known if name in known else (*known, *declared()))
            with faults.trying():
                check_assignments(data, given, (), constants=False)
        self._spec = PlotSpec(data=data, variables=given)

    def _with(self, **changes: Any) -> Self:
        """Return a copy whose specification differs."""
        changed = object.__new__(type(self))
        changed._spec = replace(self._spec, **changes)
        return changed

    @takes(LayerVariables)
    def add(
        self,
        mark: Mark | Callable[[Values, Pane], None] | Layer | Sequence[Layer],
        *transforms: Stat | Move,
        orient: OrientName | None = None,
        legend: bool | None = True,
        label: str | None = None,
        data: Data | None = None,
        where: Part | None = None,
        **variables: Unpack[LayerVariables],
    ) -> Self:
        """Add a layer.

        Parameters
        ----------
        mark
            What is drawn; marks put together by ``+`` share one layer. A function of
            (:class:`Values`, :class:`Pane`) is a mark too. A :class:`Layer`, or a list of them,
            says all of a layer itself.
        *transforms
            Stats and moves, applied in this order.
        orient
            "x" or "v" if x is the position, "y" or "h" if y is. Default: the axis of categories,
            else of times, else x.
        legend
            Whether the layer appears in legends; None is False.
        label
            An entry of its own in the legend.
        data
            Replaces the plot's data in this layer.
        where
            In which panels of ``pair`` it is drawn: "lower", "upper" or "diagonal". There it has a
            variable on x and a value axis of its own; layers for all panels leave it out.
        **variables
            Assigned in this layer, over those of the plot; None takes one away. A scalar stands for
            all rows, and the name of a column that a stat makes is accepted. `y2` (or `x2`) is y on
            a second axis at the other side.

        See Also
        --------
        Layer : A layer as a value, for recipes.
        Plot.scale : How data become looks.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": ["a", "a", "b"], "y": [1, 2, 3]}, x="x", y="y")
        >>> p = p.add(so.Bar(), so.Agg()).add(so.Dot(color="k"), so.Jitter())
        """
        options = {"orient": orient, "legend": legend, "label": label, "data": data, "where": where}
        place = user_place()
        found = layers_of(mark, transforms, options, LayerVariables(**variables))
        layers = [replace(layer, place=place) for layer in found]
        with Faults() as faults:
            for layer in (one for one in layers if one.variables):
                makes = made_names(layer.mark, layer.transforms)
                own = self._spec.data if layer.data is None else layer.data
                with faults.trying():
                    check_assignments(
                        own, layer.variables, makes, True, layer, self._spec.variables
                    )
        return self._with(layers=(*self._spec.layers, *layers))

    def layout(
        self,
        *,
        size: tuple[float | Journal, float] | Journal | None = None,
        panel: tuple[float, float] | None = None,
        unit: Unit = "in",
        engine: AnyEngine = "default",
        extent: Sequence[float] | None = None,
        aspect: float | Aspect | None = None,
        widths: Sequence[float] | Literal["range"] | None = None,
        heights: Sequence[float] | Literal["range"] | None = None,
    ) -> Self:
        """Set size and layout of the figure.

        Parameters
        ----------
        size
            (width, height) of the figure: the size of the file, with everything inside. The width
            may be the name of a journal's column ("nature", "ieee-double" ...), also alone.
        panel
            (width, height) of each panel instead; the figure is as large as that makes it.
        unit
            "in", "cm" or "mm".
        engine
            Default: plotkit's own; or "tight", "constrained", "compressed", "none" or None.
        extent
            (left, bottom, right, top) of the panels and their labels, as shares of the figure.
        aspect
            How long a unit of y is in units of x: a number, "equal" for 1, or "auto".
        widths, heights
            Relative sizes of the columns and rows of panels; "range": as long as what they show,
            so that bars of free axes are equally wide.

        See Also
        --------
        Plot.theme : Fonts and lines.
        Composition.layout : The size of several plots.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line())
        >>> p = p.layout(size=(8, 5), unit="cm")
        >>> p = p.layout(size="nature").layout(aspect="equal")
        """
        old, sizes = self._spec.layout, (widths, heights)
        layout = build_layout(old, size, engine, extent, panel, unit, aspect, *sizes)
        return self._with(layout=layout)

    def theme(self, *themes: ThemeName | Mapping[str, Any], font_scale: float = 1.0) -> Self:
        """Set the style of this plot, over those of ``Plot.config.theme``.

        Parameters
        ----------
        *themes
            Names, or dicts of rc parameters of matplotlib, the later over the earlier. Looks:
            "darkgrid" (the default), "whitegrid", "dark", "white", "ticks", "plain" (matplotlib's
            own), "minimal", "night", "print", "report" (short numbers and dates, a grid at the
            values). Sizes: "paper", "notebook" (the default), "talk", "poster". Some parameters are
            plotkit's own: see docs/themes.md.
        font_scale
            Factor for all font sizes.

        Raises
        ------
        PlotSpecError
            If there is no such theme or parameter, or matplotlib does not take the value.

        See Also
        --------
        Plot.layout : The size.
        Plot.config : The style of a session.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2]}, x="x", y="x").add(so.Dot())
        >>> p = p.theme("minimal", "talk", {"axes.grid.axis": "y"})
        """
        from plotkit.mpl.theme import theme

        params = resolve(*themes)
        theme(params)  # a wrong parameter is an error where it is written
        merged = {**self._spec.theme, **params}
        return self._with(theme=merged, font_scale=self._spec.font_scale * font_scale)

    def on(self, target: Target) -> Self:
        """Draw into an Axes, a Figure or a SubFigure of matplotlib.

        See Also
        --------
        Plot.tweak : Changes each Axes once it is drawn.
        Plot.plot : Makes a figure of its own.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> from matplotlib.figure import Figure
        >>> ax = Figure().add_subplot()
        >>> drawn = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line()).on(ax).plot()
        """
        from plotkit.mpl.figure import check_target

        check_target(target)
        return self._with(target=target)

    def plot(self, pyplot: bool = False) -> CompiledPlot:
        """Compile and draw; return the figure with all that was computed.

        Parameters
        ----------
        pyplot
            Whether the figure is one of pyplot's, so that ``plt.show()`` shows it.

        See Also
        --------
        Plot.save, Plot.show : Draw at once.
        Plot.on : Draws on what is there.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line()).plot()
        >>> line = p.axes[0].axhline(2)
        """
        from plotkit.compile.steps import compile_plot
        from plotkit.mpl.compiled import CompiledPlot
        from plotkit.mpl.figure import render
        from plotkit.mpl.target import ground, present, room, warn_theme
        from plotkit.mpl.theme import theme

        params = {**session_theme(), **self._spec.theme, **ground(self._spec.target)}
        style = theme(scaled(params, self._spec.font_scale))
        compiled = compile_plot(
            self._spec, style, settings(room(self._spec.target)), present(self._spec.target)
        )
        warn_theme(self._spec.target, self._spec.theme)
        rendered = render(compiled.drawing, style, self._spec.target, pyplot, CONFIG.fast)
        return CompiledPlot(rendered, compiled, style, CONFIG.display)

    def __call__(self, data: Data) -> Self:
        """Return the plot with other data: a plot without data is a template.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> template = so.Plot(x="a", y="b").add(so.Dot())
        >>> p = template({"a": [1, 2], "b": [3, 4]})
        """
        if not is_data(data):
            raise not_data(data)
        data = lasting(data)
        check_assignments(data, self._spec.variables, (), constants=False)
        return self._with(data=data, sources=Sources())  # an engine is asked anew

    def __repr__(self) -> str:
        return describe(self._spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plot) and alike(self._spec, other._spec)

    __hash__ = None  # type: ignore[assignment]  # data can change, so a plot is no key

    def __add__(self, other: object) -> Self:
        raise PlotTypeError(f"Layers are added with .add(...), not with +: {shown(other)}.")
