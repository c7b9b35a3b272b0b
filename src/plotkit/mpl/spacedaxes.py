"""The Axes of panels, which keep room for what is no part of them in matplotlib's layouts."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from plotkit.mpl.style import plain_set


class SpacedAxes(Axes):
    """An Axes that layouts of matplotlib see as large as it and the room that it keeps.

    Attributes
    ----------
    spacers
        What keeps room around it, and is not drawn.
    """

    set = plain_set

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.spacers: list[Artist] = []
        super().__init__(*args, **kwargs)

    def get_tightbbox(self, *args: Any, **kwargs: Any) -> Bbox | None:
        """Return the box of all that is around it; for a layout, with the room it keeps."""
        box = super().get_tightbbox(*args, **kwargs)
        if not kwargs.get("for_layout_only"):
            return box
        around = [spacer.get_tightbbox() for spacer in self.spacers]
        found = [one for one in (box, *around) if one is not None and one.width > 0]
        return Bbox.union(found) if len(found) > 1 else box
