"""Room for guides and titles where a layout engine of matplotlib puts panels in order.

It knows nothing of them. So an Axes at each side says that it sticks out as far as they need.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Literal, TypeAlias

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.gridspec import SubplotSpec
from matplotlib.layout_engine import ConstrainedLayoutEngine, TightLayoutEngine
from matplotlib.transforms import Bbox

from plotkit.mpl.artists.decorations import decorations
from plotkit.mpl.layout.engine import MeasuredLayout
from plotkit.mpl.spacedaxes import SpacedAxes
from plotkit.mpl.style import plain_set
from plotkit.mpl.text.ruler import measuring

Side: TypeAlias = Literal["left", "bottom", "right", "top"]
SIDES: tuple[Side, ...] = ("left", "bottom", "right", "top")
Needs: TypeAlias = Callable[[], dict[Side, float]]
"""Puts what stands around the panels in its place, and tells how far it reaches, in pixels."""


_OURS = (MeasuredLayout, type(None))


class Spacer(Artist):
    """Keeps room beside an Axes."""

    set = plain_set

    def __init__(self, ax: Axes, sides: Collection[Side], needs: Needs) -> None:
        super().__init__()
        self._ax, self._sides, self._needs = ax, sides, needs

    def draw(self, renderer: RendererBase) -> None:
        """Draw nothing."""

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the room, an empty box where plotkit's own engine keeps it."""
        ax = self._ax
        engine = ax.figure.get_figure(root=True).get_layout_engine()
        if not isinstance(engine, TightLayoutEngine | ConstrainedLayoutEngine):
            return Bbox.null()
        needs = self._needs()
        left, bottom, right, top = (needs[s] if s in self._sides else 0.0 for s in SIDES)
        x0, y0, x1, y1 = Bbox.union(
            [ax.get_window_extent(), *decorations(ax, measuring(ax.figure))]
        ).extents
        return Bbox.from_extents(x0 - left, y0 - bottom, x1 + right, y1 + top)


def add_spacers(
    axes: Iterable[tuple[Axes, SubplotSpec]], shape: tuple[int, int], needs: Needs
) -> None:
    """Let the panels at the sides of a grid keep room."""
    for ax, spec in axes:
        cell = spec.get_topmost_subplotspec()
        at: dict[Side, bool] = {
            "left": cell.colspan.start == 0,
            "right": cell.colspan.stop == shape[1],
            "top": cell.rowspan.start == 0,
            "bottom": cell.rowspan.stop == shape[0],
        }
        if not any(at.values()):
            continue
        spacer = Spacer(ax, {side for side, there in at.items() if there}, needs)
        if isinstance(ax, SpacedAxes):
            ax.spacers.append(spacer)
        elif not isinstance(ax.figure.get_figure(root=True).get_layout_engine(), _OURS):
            ax.add_artist(spacer)
            spacer.set_clip_on(False)  # what is clipped to the Axes would not count
