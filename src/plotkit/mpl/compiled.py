"""The compiled plot: the figure, and all that was computed on the way, for reading and tweaking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from matplotlib.axes import Axes

from plotkit.compile.composition import Composed
from plotkit.compile.description import Description
from plotkit.compile.explain import Explanation
from plotkit.compile.results import layer_data, layer_tables
from plotkit.compile.steps import Compilation
from plotkit.errors import PlotSpecError, check_name, quoted
from plotkit.mpl.drawn import Compiled
from plotkit.mpl.rendered import Rendered
from plotkit.mpl.theme import RcTheme
from plotkit.records import dataclass
from plotkit.scales.base import AxisScale, PropertyScale


@dataclass(frozen=True)
class CompiledPanel:
    """A panel that has been drawn.

    Attributes
    ----------
    ax
        Its Axes.
    col, row
        The levels of the facets that it shows; None where there is no such facet.
    x, y
        The names of its axes, as `scale` and `limit` take them: "x", or "x0" ... of pairs.
    """

    ax: Axes
    col: Any
    row: Any
    x: str
    y: str


_ASKED = ("col", "row", "x", "y")


class CompiledPlot(Compiled):
    """A plot that has been drawn.

    Attributes
    ----------
    figure
        The matplotlib figure (or subfigure) it is drawn in.
    axes
        Its Axes, one a panel, in reading order.
    panels
        Its panels, each with its Axes and the facet that it shows.
    scales
        Trained scales by variable.
    drawing
        The whole picture as data.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "b", "b"]}, x="x").add(so.Bar(), so.Count()).plot()
    >>> p.data(layer=0)["y"]
    array([1., 2.])
    >>> len(p.axes[0].patches)
    2
    """

    def __init__(
        self,
        rendered: Rendered,
        compilation: Compilation,
        theme: RcTheme,
        display: Mapping[str, Any],
    ) -> None:
        super().__init__(rendered, theme, display)
        self.drawing = compilation.drawing
        self._layers = compilation.layers
        self._compilation = compilation

    @property
    def scales(self) -> Mapping[str, AxisScale | PropertyScale]:
        """Trained scales by variable."""
        return self.drawing.scales

    @cached_property
    def panels(self) -> tuple[CompiledPanel, ...]:
        """The panels in reading order: the Axes, and which levels and variables they show.

        See Also
        --------
        CompiledPlot.panel : One of them, by what it shows.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> data = {"x": [1, 2], "y": [3, 4], "g": ["a", "b"]}
        >>> p = so.Plot(data, x="x", y="y").facet("g").add(so.Dot()).plot()
        >>> p.panels[1].col, p.panels[1].ax is p.axes[1]
        ('b', True)
        """
        return tuple(
            CompiledPanel(ax, one.facet.get("col"), one.facet.get("row"), *one.pairing)
            for ax, one in zip(self.axes, self.drawing.panels, strict=True)
        )

    def panel(self, **wanted: Any) -> CompiledPanel:
        """Return the only panel of a facet or a pairing.

        Parameters
        ----------
        **wanted
            `col`, `row`: levels of facets; `x`, `y`: names of paired axes such as "x0".

        See Also
        --------
        CompiledPlot.panels : All of them.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> data = {"x": [1, 2], "y": [3, 4], "g": ["a", "b"]}
        >>> p = so.Plot(data, x="x", y="y").facet("g").add(so.Dot()).plot()
        >>> line = p.panel(col="b").ax.axhline(3.5)
        """
        for name in wanted:
            check_name(name, _ASKED, "facet or axis")
        over = wanted.keys().isdisjoint({"x", "y"})  # other axes are asked for by name
        there = [
            one
            for one, drawn in zip(self.panels, self.drawing.panels, strict=True)
            if drawn.of is None or not over
        ]
        found = [one for one in there if all(getattr(one, n) == v for n, v in wanted.items())]
        if len(found) == 1:
            return found[0]
        asked = ", ".join(f"{name}={value!r}" for name, value in wanted.items())
        named = [{n: v for n in _ASKED if (v := getattr(one, n)) is not None} for one in there]
        raise PlotSpecError(
            f"panel({asked}) names {len(found)} panels, not one. There are: {quoted(named)}."
        )

    def artists(self, layer: int = 0) -> tuple[Any, ...]:
        """Return the artists that a layer drew, over all panels.

        Parameters
        ----------
        layer
            Number of the layer, from 0.

        See Also
        --------
        CompiledPlot.data : The numbers.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line()).plot()
        >>> p.artists(0)[0].set_linewidth(4)
        """
        layer_tables(self._layers, layer)
        return self._rendered.artists[layer]

    def explain(self) -> Explanation:
        """Return where the data of each layer are and what was made of them.

        ``str`` and ``print`` write it in lines; its attributes, or ``as_dict()``, are the data: for
        each layer where each stat ran (in memory or in an engine), how many rows came in, were
        dropped by which reason, and are drawn, which queries an engine was asked and how long they
        took, and what is approximate.

        See Also
        --------
        CompiledPlot.data : The numbers.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": ["a", "b", "b"]}, x="x").add(so.Bar(), so.Count())
        >>> layer = p.plot().explain().layers[0]
        >>> layer.stats, layer.rows, layer.drawn
        ((('Count', 'memory'),), 3, 2)
        """
        return self._compilation.explain()

    def describe(self) -> Description:
        """Return what the plot shows in words: a title, an alternative text and a caption.

        They are made of what was said and what was computed: no data are asked. A title and an
        ``alt`` of :meth:`Plot.label` take their place. What is saved or shown in a notebook has
        them: PNG and PDF in their metadata, SVG for screen readers too.

        See Also
        --------
        Plot.label : Your own title and ``alt``.
        CompiledPlot.explain : How the numbers were made.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"kind": ["a", "b", "b"]}, x="kind").add(so.Bar(), so.Count())
        >>> p.plot().describe().alt
        'Bar chart of Count by kind: 2 bars from 3 rows; kind (a, b), Count from 0 to 2.'
        """
        return self._compilation.describe()

    def _said(self) -> Description:
        return self._compilation.describe(long=False)

    def data(self, layer: int = 0, part: str | None = None) -> Any:
        """Return the table that a layer drew, in data units, as the kind of frame that came in.

        Parameters
        ----------
        layer
            Number of the layer, from 0. In a paired plot a column says which panel a row is of.
        part
            A part of what its stat made, such as "outliers"; by default the main one.

        See Also
        --------
        CompiledPlot.explain : Where they come from.
        CompiledPlot.artists : What shows them.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": ["a", "b", "b"]}, x="x").add(so.Bar(), so.Count()).plot()
        >>> p.data()["y"]
        array([1., 2.])
        """
        return layer_data(self._layers, self.drawing.scales, layer, part)


class CompiledComposition(Compiled):
    """A composition that has been drawn.

    Attributes
    ----------
    figure
        The matplotlib figure (or subfigure) it is drawn in.
    axes
        The Axes of all plots, in reading order.
    plots
        Each plot, drawn in a part of the figure.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "b", "b"]}, x="x").add(so.Bar(), so.Count())
    >>> both = (p | p).plot()
    >>> both.plots[1].data(layer=0)["y"]
    array([1., 2.])
    """

    def __init__(
        self,
        rendered: Rendered,
        theme: RcTheme,
        display: Mapping[str, Any],
        plots: Sequence[CompiledPlot],
        composed: Composed[RcTheme],
    ) -> None:
        super().__init__(rendered, theme, display)
        self.plots = tuple(plots)
        self._composed = composed

    def describe(self) -> Description:
        """Return what all plots show in words, one after the other.

        See Also
        --------
        CompiledPlot.describe : That of a single plot.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y")
        >>> print((p.add(so.Dot()) | p).label(tags="A", alt="Two").plot().describe())
        Two
        """
        return self._composed.describe()

    def _said(self) -> Description:
        return self._composed.describe(long=False)
