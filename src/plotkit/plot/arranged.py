"""Arranged: how several plots share a figure, and what is said of the whole."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self, Unpack, get_args

from plotkit.errors import brief, check_name
from plotkit.spec.build import Unit, build_labels
from plotkit.spec.composition import (
    Collect,
    CompositionSpec,
    check_tags,
    with_layout,
    with_shared,
)
from plotkit.spec.keywords import CommonAxes, takes
from plotkit.spec.legend import AUTO, SIDES, Side
from plotkit.themes import Journal, ThemeName, resolve


@brief
class Arranged(ABC):
    """Base of several plots in one figure."""

    _spec: CompositionSpec

    @abstractmethod
    def _with(self, **changes: Any) -> Self:
        """Return a copy whose specification differs."""

    def layout(
        self,
        *,
        size: tuple[float | Journal, float] | Journal | None = None,
        unit: Unit = "in",
        widths: Sequence[float] | None = None,
        heights: Sequence[float] | None = None,
    ) -> Self:
        """Set the size of the figure and how it is divided.

        Parameters
        ----------
        size
            (width, height) of the file; the width may be the name of a journal's column. By
            default the sizes of the plots together.
        unit
            "in", "cm" or "mm".
        widths
            Relative widths of the parts of a row, measured at their panels.
        heights
            Relative heights of the parts of a column.

        Raises
        ------
        PlotSpecError
            If a row is given heights or a column widths, or not one number a part.

        See Also
        --------
        Plot.layout : The size of a single plot.
        Spacer : Room that stays empty.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
        >>> figure = (p | p).layout(size=("nature-double", 60), unit="mm", widths=(2, 1))
        """
        changed = object.__new__(type(self))
        changed._spec = with_layout(self._spec, size, unit, widths, heights)
        return changed

    @takes(CommonAxes)
    def share(self, **axes: Unpack[CommonAxes]) -> Self:
        """Let plots show the same range of an axis, and write its labels once.

        Parameters
        ----------
        **axes
            For "x" and "y": True or "all" for all plots, "row" or "col" for those in line, False
            for none, as at first.

        Raises
        ------
        PlotSpecError
            When drawn, if the axes of two plots are of different kinds, such as numbers and levels.

        See Also
        --------
        Plot.share : Ranges of the panels of one plot.

        Notes
        -----
        The range is that of all plots together; levels come in the order in which plots have them.
        Tick labels and titles are left out where the plot at the left, or below, writes the same.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y")
        >>> figure = (p.add(so.Dot()) | p.add(so.Line())).share(y=True)
        """
        changed = object.__new__(type(self))
        changed._spec = with_shared(self._spec, CommonAxes(**axes))
        return changed

    def label(
        self,
        *,
        title: str | None = None,
        subtitle: str | None = None,
        caption: str | None = None,
        tags: str | Sequence[str] | None = None,
        alt: str | None = None,
    ) -> Self:
        """Set the titles of the whole, and tags that letter the plots.

        Parameters
        ----------
        title, subtitle, caption
            Over and under the figure.
        tags
            "A", "a", "1", "I" or "i", with anything around it such as "(a)"; or a list with one
            text a plot, in reading order; "" for none.
        alt
            What the whole shows, for whoever cannot see it, in place of plotkit's own words.

        See Also
        --------
        Plot.label : Titles of a single plot.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
        >>> figure = (p | p).label(title="Both", tags="(a)")
        """
        labels = build_labels(self._spec.labels, title, subtitle, caption, None, alt, {})
        return self._with(labels=labels, tags=self._spec.tags if tags is None else check_tags(tags))

    def legend(
        self, position: Side | Literal["auto"] | None = "auto", *, collect: Collect = "alike"
    ) -> Self:
        """Say where legends and colour bars of the whole stand.

        Parameters
        ----------
        position
            "auto": at the right, or below where the panels would have too little room; "right",
            "left", "top" or "bottom"; None for no guide at all.
        collect
            "alike": what several plots explain in the same way is explained once for all, and the
            rest stays with its plot. "all": everything is collected. "none": nothing is.

        See Also
        --------
        Plot.legend : Guides of a single plot.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "g": ["a", "b"]}, x="x", y="x", color="g").add(so.Dot())
        >>> figure = (p | p).legend("bottom", collect="all")
        """
        if position is not None:
            check_name(position, (*SIDES, AUTO), "position")
        check_name(collect, get_args(Collect), "value of legend(collect=)")
        return self._with(legend=position, collect=collect)

    def theme(self, *themes: ThemeName | Mapping[str, Any], font_scale: float = 1.0) -> Self:
        """Set the style of all plots, under what each says itself; see :meth:`Plot.theme`.

        See Also
        --------
        Plot.theme : The style of a single plot, and the names there are.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
        >>> figure = (p | p).theme("minimal", font_scale=0.9)
        """
        from plotkit.mpl.theme import theme

        params = resolve(*themes)
        theme(params)  # a wrong parameter is an error where it is written
        return self._with(
            theme={**self._spec.theme, **params}, font_scale=self._spec.font_scale * font_scale
        )
