"""An artist made of others, which it puts in place each time before it is measured or drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure, SubFigure
from matplotlib.transforms import Bbox

from plotkit.mpl.style import plain_set
from plotkit.mpl.text.ruler import measuring


class Assembly(Artist, ABC):
    """What artists made of parts have in common.

    Attributes
    ----------
    group
        Name of its group in vector files.
    """

    set = plain_set

    group: ClassVar[str]

    @abstractmethod
    def parts(self) -> Iterator[Artist]:
        """Yield all parts, from the lowest to the uppermost."""

    @abstractmethod
    def place(self, renderer: RendererBase) -> Bbox:
        """Put all parts where they belong, and return the box around them in pixels."""

    def get_children(self) -> list[Artist]:
        """Return the parts that are shown."""
        return [part for part in self.parts() if part.get_visible()]

    def set_figure(self, fig: Figure | SubFigure) -> None:
        """Set the figure of all parts."""
        super().set_figure(fig)
        for part in self.parts():
            part.set_figure(fig)

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the box around all parts, in pixels."""
        if renderer is None:
            figure = self.get_figure()
            assert figure is not None, "it is in a figure"
            renderer = measuring(figure)
        return self.place(renderer)

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the same."""
        return self.get_window_extent(renderer)

    def draw(self, renderer: RendererBase) -> None:
        """Draw all parts at their places."""
        if not self.get_visible():
            return
        self.place(renderer)
        renderer.open_group(self.group, gid=self.get_gid())
        for part in self.get_children():
            part.draw(renderer)
        renderer.close_group(self.group)
        self.stale = False
