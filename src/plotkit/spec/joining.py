"""Marks that join rows, and stats whose rows only some of them can join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plotkit.errors import PlotSpecError
from plotkit.marks.base import Mark
from plotkit.stats.base import Stat


def check_joining(mark: Mark, transforms: Sequence[Any]) -> None:
    """Raise if a mark would join rows in another order than the stat says."""
    for member in mark.members:
        own, name = member.mark, member.mark.name
        for stat in (each for each in (*transforms, *member.transforms) if isinstance(each, Stat)):
            if stat.thins and not joins_in_order(own):
                raise PlotSpecError(
                    f"{type(stat).__name__} leaves out rows that a line through all of them hides, "
                    f"and {name} does not join its rows in the order of their positions. Use a "
                    "Line, a Step or an Area; dots of so many rows are drawn by so.Raster()."
                )
            if stat.outlines and joins_in_order(own):
                raise PlotSpecError(
                    f"{type(stat).__name__} makes outlines, which go there and back, and {name} "
                    "joins its rows in the order of their positions. Use so.Path() for the line, "
                    "or so.Polygon() to fill it."
                )


def joins_in_order(mark: Mark) -> bool:
    """Tell whether a mark joins the rows of a group in the order of their positions."""
    return mark.connects and mark.sorts and mark.along == "x"
