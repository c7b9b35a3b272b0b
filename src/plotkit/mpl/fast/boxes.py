"""Patches of one layer, clipped by one box."""

from __future__ import annotations

from typing import Any

from matplotlib.patches import Patch
from matplotlib.transforms import Transform

from plotkit.mpl.style import plain_set


class SharedClip(Patch):
    """A patch that is clipped by the same box as another one.

    To make such a box takes longer than to make a rectangle.
    """

    set = plain_set

    _like: Patch | None = None

    def clip_like(self, other: Patch) -> None:
        """Take the box of another patch when the axes that have it take this one too."""
        self._like = other

    def set_clip_path(self, path: Any, transform: Transform | None = None) -> None:
        """Set what the patch is clipped by; the first time, when axes take it, as the other is."""
        like, self._like = self._like, None
        axes: Any = self.axes
        beside = like is not None and like.axes is axes is not None and path is axes.patch
        if like is not None and beside and like.get_clip_path() is None:
            self.set_clip_box(like.get_clip_box())
        else:
            super().set_clip_path(path, transform)
