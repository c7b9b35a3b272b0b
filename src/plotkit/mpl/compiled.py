"""The compiled plot: the figure, and all that was computed on the way, for reading and tweaking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from plotkit.compile.compute import Computed
from plotkit.compile.drawing import Drawing
from plotkit.config import CONFIG
from plotkit.data.column import MICROSECONDS_PER_DAY
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.roles import POSITIONS
from plotkit.errors import PlotSpecError
from plotkit.mpl import display
from plotkit.mpl.rendered import Rendered
from plotkit.mpl.theme import RcTheme
from plotkit.scales.base import AxisScale, LookScale
from plotkit.typing import Array

_INNER = ("width", "baseline", "_width", "_baseline")
"""Columns that only marks need."""


class Compiled:
    """A picture that has been drawn: a figure to save, to show and to change further.

    Attributes
    ----------
    figure
        The matplotlib figure (or subfigure) it is drawn in.
    axes
        Its Axes, one a panel, in reading order.
    """

    def __init__(self, rendered: Rendered, theme: RcTheme) -> None:
        self._rendered = rendered
        self._theme = theme

    @property
    def figure(self) -> Figure | SubFigure:
        """The matplotlib figure (or subfigure) it is drawn in."""
        return self._rendered.figure

    @property
    def _figure(self) -> Figure:
        """The whole figure, also of a part of it: scripts for seaborn.objects reach for it."""
        return self._rendered.root

    @property
    def axes(self) -> tuple[Axes, ...]:
        """Its Axes, one a panel, in reading order."""
        return self._rendered.axes

    def save(self, loc: Any, **kwargs: Any) -> Self:
        """Write to a file or buffer; at the asked size."""
        display.save(self._rendered, loc, self._theme, **kwargs)
        return self

    def show(self, **kwargs: Any) -> None:
        """Show with pyplot, if it was drawn with ``plot(pyplot=True)``; then close the figure."""
        display.show(self._rendered, **kwargs)

    def _repr_png_(self) -> tuple[bytes, dict[str, float]] | None:
        if CONFIG.display["format"] != "png":
            return None
        options = CONFIG.display
        return display.png(self._rendered, self._theme, options["scaling"], options["hidpi"])

    def _repr_svg_(self) -> str | None:
        if CONFIG.display["format"] != "svg":
            return None
        return display.svg(self._rendered, self._theme, CONFIG.display["scaling"])


class CompiledPlot(Compiled):
    """A plot that has been drawn.

    Attributes
    ----------
    figure
        The matplotlib figure (or subfigure) it is drawn in.
    axes
        Its Axes, one a panel, in reading order.
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

    def __init__(self, rendered: Rendered, drawing: Drawing, theme: RcTheme) -> None:
        super().__init__(rendered, theme)
        self.drawing = drawing

    @property
    def scales(self) -> Mapping[str, AxisScale | LookScale]:
        """Trained scales by variable."""
        return self.drawing.scales

    def artists(self, layer: int = 0) -> tuple[Any, ...]:
        """Return the artists that a layer drew, over all panels.

        Parameters
        ----------
        layer
            Number of the layer, from 0.
        """
        self._tables(layer)
        return self._rendered.artists[layer]

    def data(self, layer: int = 0) -> Any:
        """Return the table that a layer drew, in data units, as the kind of frame that came in.

        Parameters
        ----------
        layer
            Number of the layer, from 0. In a paired plot a column says which panel a row is of.
        """
        tables = self._tables(layer)
        parts = [_in_data_units(one, self.drawing.scales) for one in tables]
        if len(parts) > 1:
            for one, part in zip(tables, parts, strict=True):
                n = one.table.n
                part["pairing"] = np.full(n, " × ".join(one.layer.axis_name(a) for a in "xy"))
            parts = [{name: np.concatenate([part[name] for part in parts]) for name in parts[0]}]
        return tables[0].layer.source.to_native(parts[0])

    def _tables(self, layer: int) -> list[Computed]:
        tables = [one for one in self.drawing.tables if one.layer.index == layer]
        if not tables:
            n = len({one.layer.index for one in self.drawing.tables})
            raise PlotSpecError(f"There is no layer {layer}; the plot has {n}, counted from 0.")
        return tables


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

    def __init__(self, rendered: Rendered, theme: RcTheme, plots: Sequence[CompiledPlot]) -> None:
        super().__init__(rendered, theme)
        self.plots = tuple(plots)


def _in_data_units(one: Computed, scales: Mapping[str, Any]) -> dict[str, Array | Factor]:
    """Return the columns of a table by their true names, positions as the data have them."""
    columns: dict[str, Array | Factor] = {}
    for name, column in one.table.columns.items():
        if name in _INNER:
            continue
        if name not in POSITIONS:
            columns[name] = column
            continue
        true = one.true_name(name)
        columns[true] = _as_data(column, scales[one.layer.axis_name(POSITIONS[true])])
    order = [*POSITIONS, *columns]
    return {name: columns[name] for name in dict.fromkeys(order) if name in columns}


def _as_data(values: Array | Factor, scale: AxisScale) -> Array | Factor:
    levels = scale.units.levels
    if isinstance(values, Factor):
        return values
    if levels is not None:
        codes = np.rint(values)
        listed = (codes >= 0) & (codes < len(levels))
        if not np.array_equal(codes, values) or not listed.all():  # moved: between levels, beyond
            return values
        return Factor(codes.astype(np.intp), levels)
    data = scale.invert(values)
    if scale.units.kind in (Kind.TIME, Kind.DURATION):
        micros = np.rint(data * MICROSECONDS_PER_DAY).astype(np.int64)
        return micros.view("M8[us]" if scale.units.kind is Kind.TIME else "m8[us]")
    return data
