"""Room for what stands beside an Axes of the user's, in a figure without a layout engine.

The Axes gives of its own, as it does for a colour bar of matplotlib: its neighbours stay as they
are.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.gridspec import GridSpecFromSubplotSpec, SubplotSpec
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from matplotlib.transforms import Bbox

_LEAST = 0.25
"""Share of its width and height that an Axes keeps."""


class _Kept(GridSpecFromSubplotSpec):
    """The place of an Axes, divided into what it keeps, in the middle, and what it gives."""

    def __init__(self, whole: SubplotSpec, wide: Sequence[float], tall: Sequence[float]) -> None:
        super().__init__(3, 3, whole, wspace=0, hspace=0, width_ratios=wide, height_ratios=tall)
        self.whole = whole


def make_room(ax: Axes, boxes: Sequence[Bbox], renderer: RendererBase) -> bool:
    """Make an Axes smaller, so that the boxes at its sides are where it was.

    Parameters
    ----------
    ax
        The Axes; if its figure has a layout engine, that makes the room.
    boxes
        Of guides, in pixels.
    renderer
        What measures.

    Returns
    -------
    bool
        Whether the Axes has another size now.
    """
    engine = ax.figure.get_figure(root=True).get_layout_engine()
    if not boxes or not (engine is None or isinstance(engine, PlaceHolderLayoutEngine)):
        return False
    spec = ax.get_subplotspec()
    box = ax.get_window_extent(renderer)
    whole: SubplotSpec | None = None
    room = box
    if spec is not None:
        grid = spec.get_gridspec()
        whole = grid.whole if isinstance(grid, _Kept) else spec
        room = _pixels(ax, whole)
    far = Bbox.union(boxes)
    left, right = max(room.x0 - far.x0, 0.0), max(far.x1 - room.x1, 0.0)
    below, above = max(room.y0 - far.y0, 0.0), max(far.y1 - room.y1, 0.0)
    if max(left, right, below, above) < 1.0:
        return False
    left, right = _bounded(box.x0 - room.x0 + left, room.x1 - box.x1 + right, room.width)
    below, above = _bounded(box.y0 - room.y0 + below, room.y1 - box.y1 + above, room.height)
    if whole is not None:
        wide = [left, room.width - left - right, right]
        tall = [above, room.height - above - below, below]
        ax.set_subplotspec(_Kept(whole, wide, tall)[1, 1])
    else:
        kept = Bbox.from_extents(room.x0 + left, room.y0 + below, room.x1 - right, room.y1 - above)
        ax.set_position(kept.transformed(ax.figure.transSubfigure.inverted()).bounds)
    return True


def _pixels(ax: Axes, spec: SubplotSpec) -> Bbox:
    """Return where a cell is."""
    share = spec.get_position(ax.figure)  # type: ignore[arg-type]  # any part serves
    return share.transformed(ax.figure.transSubfigure)


def _bounded(one: float, other: float, whole: float) -> tuple[float, float]:
    """Return what is given at two sides, less if too little would be kept."""
    most = (1 - _LEAST) * whole
    factor = min(1.0, most / (one + other)) if one + other else 1.0
    return one * factor, other * factor
