"""Picture: what can be saved, shown and looked at in a notebook, by one method that draws it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Self

from plotkit.config import CONFIG
from plotkit.errors import brief
from plotkit.hints import METHODS, missing
from plotkit.hosts import marimo, shows
from plotkit.plot.settings import displaying, saving

if TYPE_CHECKING:
    from plotkit.mpl.drawn import Compiled


@brief
class Picture(ABC):
    """Base of plots and of compositions of plots."""

    _spec: Any
    _drawn: Any = ()
    """What a call of ``save`` drew, until it is shown."""

    if not TYPE_CHECKING:  # to which any name would be there

        def __getattr__(self, name: str) -> Any:
            raise missing(type(self).__name__, name, dir(type(self)), METHODS)

    @abstractmethod
    def plot(self, pyplot: bool = False) -> Compiled:
        """Compile and draw."""

    def save(self, loc: Any, **kwargs: Any) -> Self:
        """Draw and write to a file or buffer, at the size asked with everything inside.

        Parameters
        ----------
        loc
            A path (``~`` is expanded), or a buffer.
        **kwargs
            For ``Figure.savefig``; `dpi` is 96 by default.

        See Also
        --------
        Plot.plot : The figure itself, to change it first.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> from io import BytesIO
        >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
        >>> p = p.save(BytesIO(), format="png", dpi=300)
        """
        with saving(kwargs.get("dpi")):
            made = self.plot()
        self._drawn = [made.save(loc, **kwargs)]
        return self

    def show(self, **kwargs: Any) -> None:
        """Draw and show: below the cell in a notebook, else with pyplot in a window.

        Keywords are those of ``pyplot.show``. Where it does not wait, as with ``block=False`` or in
        interactive mode, the window stays open.

        See Also
        --------
        Plot.save : Writes a file in place of a window.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 1, 2]}, x="x", y="y").add(so.Dot())
        >>> p.show()  # doctest: +SKIP
        """
        from plotkit.mpl.notebook import in_cell

        below = in_cell()
        if below is not None:
            below(self)
            return
        with displaying() if marimo() else nullcontext():
            made = self.plot(pyplot=True)
        made.show(**kwargs)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        if not shows(CONFIG.display["format"], include, exclude):
            return {}, {}
        made = self._once()
        shown = made._repr_mimebundle_(include, exclude)
        if not shown[0]:
            self._drawn = [made]  # pyplot shows it; IPython asks for other formats now
        return shown

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]] | None:
        return self._once()._repr_png_() if CONFIG.display["format"] == "png" else None

    def _repr_svg_(self) -> str | None:
        return self._once()._repr_svg_() if CONFIG.display["format"] == "svg" else None

    def _mime_(self) -> tuple[str, str]:
        return self._once()._mime_()

    def _once(self) -> Compiled:
        """Return what was drawn to be saved, so that a notebook does not draw it again.

        A notebook may have a theme of its own: then it does, unless the plot is on what is there.
        """
        drawn: Compiled | None = self._drawn.pop() if self._drawn else None
        own = CONFIG.display["theme"] is not None and self._spec.target is None
        if drawn is not None and not own:
            return drawn
        with displaying():
            return self.plot()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_drawn"}
