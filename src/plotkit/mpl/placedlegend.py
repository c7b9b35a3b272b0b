"""Legends that plotkit places until somebody else does."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox, Transform

from plotkit.mpl.style import plain_set


class GuideLegend(Legend):
    """A legend that plotkit places, until somebody else does.

    Wherever it belongs, it stands among the legends of its figure, where scripts look for it, and
    is drawn from there. That of an Axes is found by ``Axes.get_legend`` too.

    Attributes
    ----------
    moved
        Whether somebody placed it: from then on it stays there and takes no room.
    """

    set = plain_set

    moved: bool = False
    _turn: Turn | None = None

    def __init__(self, parent: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(parent, *args, **kwargs)
        self.moved = False
        self._listed = parent.figure if isinstance(parent, Axes) else parent
        self._listed.legends.append(self)
        self._listed.stale = True

    def set_loc(self, loc: Any = None) -> None:
        """Set the location, and keep it."""
        super().set_loc(loc)
        self.moved = True

    def set_bbox_to_anchor(self, bbox: Any, transform: Transform | None = None) -> None:
        """Set the box that it is anchored to, and keep it."""
        super().set_bbox_to_anchor(bbox, transform)
        self.moved = True

    def set_draggable(self, state: Any, *args: Any, **kwargs: Any) -> Any:
        """Let it be dragged, from where it is now."""
        self.moved = self.moved or state
        return super().set_draggable(state, *args, **kwargs)

    def put(self, anchor: tuple[float, float], transform: Transform) -> None:
        """Put its upper left corner somewhere, unless somebody moved it."""
        if not self.moved:
            super().set_bbox_to_anchor(anchor, transform)

    def belong_to(self, ax: Axes) -> None:
        """Be the legend of an Axes, beside any others it has."""
        previous = ax.get_legend()
        if previous is not None:
            ax.add_artist(previous)
        self._turn = Turn(self)
        ax.add_artist(self._turn)
        self._turn.set_clip_on(False)  # what is clipped to the Axes takes no room
        ax.legend_ = self

    @property
    def shown(self) -> bool:
        """Whether nobody took it away: from the figure's list, or with all that the Axes had."""
        there = self._turn is None or self._turn.axes is not None
        return there and any(each is self for each in self._listed.legends)

    def remove(self) -> None:
        """Take it away."""
        if self.shown:
            self._listed.legends[:] = [one for one in self._listed.legends if one is not self]
            self._listed.stale = True
        turn, self._turn = self._turn, None
        if turn is not None and turn.axes is not None:
            if turn.axes.get_legend() is self:
                turn.axes.legend_ = None
            elif self in turn.axes.get_children():
                super().remove()
            turn.remove()

    def draw(self, renderer: RendererBase) -> None:
        """Draw it, as the figure asks and not as the Axes does, who is another of its owners."""
        if self._turn is not None and self._turn.passes():
            return
        ax = None if self._turn is None else self._turn.axes
        if self.shown and (ax is None or ax.get_visible()):
            super().draw(renderer)

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the box around it, an empty one if it is not shown."""
        box = super().get_tightbbox(renderer) if self.shown else None
        return Bbox.null() if box is None else box


class Turn(Text):
    """Tells a legend of an Axes when the Axes is drawing, since it is the figure's to draw it."""

    set = plain_set

    def __init__(self, legend: GuideLegend) -> None:
        super().__init__()  # with no text: whoever reads an Axes finds nothing to read
        self._legend, self._left = legend, 0
        self.set_zorder(-1e9)

    def draw(self, renderer: RendererBase) -> None:
        """Begin the turn of the Axes."""
        children = self.axes.get_children() if self.axes is not None else []
        self._left = sum(child is self._legend for child in children)

    def passes(self) -> bool:
        """Tell whether the Axes is drawing."""
        self._left -= 1
        return self._left >= 0

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the box of the legend, which may be no child of the Axes any more."""
        return self._legend.get_tightbbox(renderer)
