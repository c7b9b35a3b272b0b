"""Stats that leave out what nobody sees of a line: which marks may follow them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plotkit.errors import PlotSpecError
from plotkit.marks.base import Mark
from plotkit.stats.base import Stat


def check_thinning(mark: Mark, transforms: Sequence[Any]) -> None:
    """Raise if rows are left out that a mark needs since it does not join them in order."""
    for member in mark.members:
        thinning = (t for t in (*transforms, *member.transforms) if isinstance(t, Stat) and t.thins)
        stat = next(thinning, None)
        if stat is not None and not joins_in_order(member.mark):
            raise PlotSpecError(
                f"{type(stat).__name__} leaves out rows that a line through all of them hides, and "
                f"{member.mark.name} does not join its rows in the order of their positions. Use a "
                "Line, a Step or an Area; dots of so many rows are drawn by so.Raster()."
            )


def joins_in_order(mark: Mark) -> bool:
    """Tell whether a mark joins the rows of a group in the order of their positions."""
    return mark.connects and mark.sorts and mark.along == "x"
