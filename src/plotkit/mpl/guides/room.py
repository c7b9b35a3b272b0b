"""The room that guides share with panels, and what gives way where there is little of it."""

from __future__ import annotations

from plotkit.records import dataclass


@dataclass(frozen=True)
class Room:
    """The figure, or the part of it, that a guide shares with others, in points.

    Attributes
    ----------
    width, height
        Its size.
    shared
        How many guides stand at the same side or place.
    """

    width: float
    height: float
    shared: int = 1


@dataclass(frozen=True)
class Style:
    """What gives way to the panels.

    Attributes
    ----------
    scale
        Size of text, as a share of the usual.
    aside
        Whether guides that nobody placed may stand at the right; else they stand below.
    asked
        Whether guides stand where they were asked for; else those beside and in panels stand below.
    brief
        Whether texts are shortened more than elsewhere.
    """

    scale: float = 1.0
    aside: bool = True
    asked: bool = True
    brief: bool = False
