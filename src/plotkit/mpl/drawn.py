"""What has been drawn, a plot or several: to be saved, shown, looked at and changed further."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any, Self

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from plotkit.compile.description import Description
from plotkit.errors import PlotTypeError, brief
from plotkit.hosts import shows
from plotkit.mpl import display, notebook
from plotkit.mpl.rendered import Rendered
from plotkit.mpl.theme import RcTheme


@brief
class Compiled(ABC):
    """A picture that has been drawn: a figure to save, to show and to change further.

    Attributes
    ----------
    figure
        The matplotlib figure (or subfigure) it is drawn in.
    axes
        Its Axes, one a panel, in reading order.
    """

    def __init__(self, rendered: Rendered, theme: RcTheme, display: Mapping[str, Any]) -> None:
        self._rendered = rendered
        self._theme = theme
        self._display = display  # as it is when the picture is shown

    @abstractmethod
    def describe(self) -> Description:
        """Return what it shows in words."""

    @abstractmethod
    def _said(self) -> Description:
        """Return that without a caption, which costs next to nothing."""

    def __copy__(self) -> Self:
        return self._like(self.__dict__)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        memo[id(self._display)] = self._display  # the session's
        return self._like({name: deepcopy(part, memo) for name, part in self.__dict__.items()})

    def _like(self, parts: Mapping[str, Any]) -> Self:
        made = object.__new__(type(self))
        made.__dict__.update(parts)
        return made

    def __reduce__(self) -> Any:
        raise PlotTypeError(
            "A plot that has been drawn cannot be pickled: it holds functions of its scales and "
            "marks. Pickle the Plot and draw it again, or pickle its figure."
        )

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
        """Write to a file or buffer; at the asked size.

        PNG, SVG and PDF hold what the picture shows in words; `metadata` of the same name replaces
        them.

        See Also
        --------
        Plot.save : Draws and writes at once.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> from io import BytesIO
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line()).plot()
        >>> p = p.save(BytesIO(), format="svg")
        """
        display.save(self._rendered, loc, self._theme, self._said(), **kwargs)
        return self

    def show(self, **kwargs: Any) -> None:
        """Show with pyplot, if it was drawn with ``plot(pyplot=True)``; then close the figure.

        See Also
        --------
        Plot.show : Draws and shows at once.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line())
        >>> p.plot(pyplot=True).show()  # doctest: +SKIP
        """
        display.show(self._rendered, **kwargs)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        form = self._display["format"]
        if not shows(form, include, exclude) or display.shown_elsewhere(self._rendered.root):
            return {}, {}
        return notebook.bundle(self._picture(), form)

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]] | None:
        if self._display["format"] != "png" or display.shown_elsewhere(self._rendered.root):
            return None
        picture = self._picture()
        return picture.content, picture.metadata

    def _repr_svg_(self) -> str | None:
        if self._display["format"] != "svg" or display.shown_elsewhere(self._rendered.root):
            return None
        return self._picture().content.decode()

    def _mime_(self) -> tuple[str, str]:
        return "text/html", notebook.html(self._picture())  # marimo asks for it

    def _picture(self) -> notebook.Picture:
        """Return what a notebook shows, as `Plot.config.display` says now."""
        return notebook.picture(self._rendered, self._theme, self._display, self._said())
