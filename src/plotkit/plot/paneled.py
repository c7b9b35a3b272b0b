"""Paneled: panels by levels of data and by variables, and the plots beside and within them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Self, Unpack

from plotkit.compile.assign import check_assignments
from plotkit.data.wide import Cols
from plotkit.errors import PlotTypeError, brief, shown
from plotkit.spec.build import build_facet, build_inset, build_pair
from plotkit.spec.keywords import Shares, Variable, takes
from plotkit.spec.legend import Inside
from plotkit.spec.margins import build_margin
from plotkit.spec.model import FacetOrder, PlotSpec
from plotkit.spec.shares import Word, check_share, share_words


@brief
class Paneled(ABC):
    """Base of what has panels."""

    _spec: PlotSpec

    @abstractmethod
    def _with(self, **changes: Any) -> Self:
        """Return a copy whose specification differs."""

    def facet(
        self,
        col: Variable = None,
        row: Variable = None,
        order: FacetOrder | Mapping[str, FacetOrder] | None = None,
        wrap: int | None = None,
        na: str | None = None,
    ) -> Self:
        """Make a panel for each level of one or two variables.

        Parameters
        ----------
        col, row
            Variables whose levels become columns and rows of panels.
        order
            The levels in the order wanted; a dict with "col" and "row" if there are both. Rows of
            the data in other levels are not drawn, with a warning. "name" sorts them; by default
            texts are as they appear, which in a lazy table may be any order.
        wrap
            With one variable: panels in a row (or column) before the next begins.
        na
            What to call a last panel of rows whose level is missing; by default they are not drawn,
            with a warning.

        See Also
        --------
        Plot.pair : Panels by variables.
        Plot.share : Which panels show the same range.
        Plot.label : Titles of panels.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> data = {"x": [1, 2, 3], "y": [1, 2, 3], "g": ["a", "b", "b"]}
        >>> p = so.Plot(data, x="x", y="y").facet("g", order=["b", "a"]).add(so.Dot())
        """
        given = {name: value for name, value in (("col", col), ("row", row)) if value is not None}
        check_assignments(self._spec.data, given, (), constants=False, plot=self._spec.variables)
        return self._with(facet=build_facet(self._spec.facet, given, order, wrap, na))

    def pair(
        self,
        x: Sequence[Variable] | Cols | None = None,
        y: Sequence[Variable] | Cols | None = None,
        wrap: int | None = None,
        cross: bool = True,
        corner: bool | None = None,
    ) -> Self:
        """Make a panel for each of several variables on an axis.

        Parameters
        ----------
        x, y
            The variables of each axis. Scales, labels and limits of one of them are set by its
            number: ``x0``, ``y1``.
        wrap
            With one axis, or without `cross`: panels in a row (or column) before the next begins.
        cross
            Whether every x meets every y; if not, first meets first, and so on.
        corner
            Whether the panels above the diagonal are left out, which show what those below show.
            The variables of both axes are the same then, and need to be given once.

        See Also
        --------
        Plot.add : ``where="diagonal"``, "lower" and "upper" draw on a part of the panels.

        Notes
        -----
        Each panel leaves out the rows in which one of its own variables is missing. A panel on the
        diagonal that has layers of its own shows these alone, with an axis of values that is not
        shown: the labels at its left are those of its row.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> data = {"a": [1, 2], "b": [2, 1], "y": [3, 4]}
        >>> p = so.Plot(data, y="y").pair(x=["a", "b"]).add(so.Dot())
        >>> p = so.Plot(data).pair(x=["a", "b"], corner=True).add(so.Dot())
        >>> p = p.add(so.Bars(), so.Hist(), where="diagonal")
        """
        new = build_pair(self._spec.pair, x, y, wrap, cross, corner)
        for axis, variables in (("x", new.x), ("y", new.y)):
            for variable in variables:
                check_assignments(
                    self._spec.data, {axis: variable}, (), False, plot=self._spec.variables
                )
        return self._with(pair=new)

    def marginal(
        self, x: Paneled | None = None, y: Paneled | None = None, size: float | None = None
    ) -> Self:
        """Put a plot of one variable over each panel, and at its right.

        Parameters
        ----------
        x, y
            A plot over the panel, on its x axis, and one at its right, on its y axis: what layers
            they have, and what is said of the axis of their values, y of the first and x of the
            second. They have the data and variables of this plot.
        size
            Share of the panel; 0.2 by default.

        Raises
        ------
        PlotSpecError
            If a marginal plot says what belongs to the whole, such as a theme or facets.

        See Also
        --------
        Plot.inset : A plot within a panel.
        Plot.pair : Panels by variables.

        Notes
        -----
        A marginal plot is on the very axis of its panel, however that is scaled, reversed or
        limited. It shows the rows that the panel shows: those in which both variables are there.
        Colours are those of the whole plot; ``color=None`` in a layer takes them away. The axis of
        its values writes nothing unless something is said of it, as by ``label(y="Count")``.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2, 4], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
        >>> p = p.marginal(x=so.Plot().add(so.Bars(), so.Hist()), y=so.Plot().add(so.Rug()))
        """
        given = {axis: plot for axis, plot in (("x", x), ("y", y)) if plot is not None}
        for axis, plot in given.items():
            if not isinstance(plot, Paneled):
                raise PlotTypeError(f"marginal({axis}=) takes a plot, not {shown(plot)}.")
        plots = {axis: plot._spec for axis, plot in given.items()}
        return self._with(margin=build_margin(self._spec.margin, plots, size))

    def inset(
        self,
        plot: Paneled,
        position: Inside | tuple[float, float] = "upper right",
        size: tuple[float, float] = (0.4, 0.4),
        panel: int = 0,
    ) -> Self:
        """Put a small plot of one panel within a panel.

        It is drawn in the theme of this plot, with smaller text. Its guides stand beside it, unless
        this plot explains the same.

        Parameters
        ----------
        plot
            What it shows.
        position
            "upper left", "center", "lower right" ..., or (x, y) in 0-1.
        size
            Width and height with all that is written around it, as shares of the panel.
        panel
            Number of the panel, from 0, in reading order.

        Raises
        ------
        PlotSpecError
            If the place or the size is none, or the plot is drawn on something of its own or has
            insets; when drawn, if it has several panels or there is no such panel.

        See Also
        --------
        Plot.marginal : Plots beside the panels.
        Composition : Plots beside each other.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2, 2, 3]}, x="x")
        >>> p = p.add(so.Bars(), so.Hist()).inset(p.add(so.Line(), so.KDE()), "upper left")
        """
        if not isinstance(plot, Paneled):
            raise PlotTypeError(f"An inset is a plot, not {shown(plot)}.")
        new = build_inset(plot._spec, position, size, panel)
        return self._with(insets=(*self._spec.insets, new))

    @takes(Shares)
    def share(self, *words: Word, **shares: Unpack[Shares]) -> Self:
        """Say which panels show the same range of an axis.

        Parameters
        ----------
        *words
            "free", "free_x", "free_y": each panel has a range of its own, on both axes or on one;
            "fixed": all have the same.
        **shares
            For "x" and "y": True or "all", False or "none", "row" or "col" for the panels of a row
            or column. By default panels of facets share, and panels of pairs share along the
            axis they have in common. ``y2="zero"`` puts the zeros of y and of a second axis at one
            height.

        See Also
        --------
        Plot.facet, Plot.pair : Make the panels.
        Plot.limit : Sets a range for all.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> data = {"x": [1, 2, 3], "y": [1, 20, 30], "g": ["a", "b", "b"]}
        >>> p = so.Plot(data, x="x", y="y").facet("g").add(so.Dot()).share("free_y")
        """
        said = share_words(words, Shares(**shares))
        check_share(said)
        return self._with(shares={**self._spec.shares, **said})
