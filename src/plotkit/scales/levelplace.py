"""Where a level lies on its axis."""

from __future__ import annotations

from typing import Any

import numpy as np

from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.records import dataclass
from plotkit.scales.ticks.levels import native_level


@dataclass(frozen=True)
class LevelPlace:
    """The function from a level, or its index, to its place."""

    levels: tuple[Any, ...]
    zone: str | None
    rest: tuple[Any, ...] = ()
    """The levels that the last one joins."""

    def __call__(self, value: Any) -> float:
        """Return the place; raise PlotSpecError if there is no such level."""
        value = native_level(value, (*self.levels, *self.rest), self.zone)
        if value in self.levels:
            return float(self.levels.index(value))
        if value in self.rest:
            return len(self.levels) - 1.0
        if isinstance(value, int | float | np.number) and not isinstance(value, bool):
            return float(value)
        raise PlotSpecError(
            f"There is no level {value!r} on this axis.{suggestion(value, self.levels)} "
            f"There are: {quoted(self.levels)}."
        )
