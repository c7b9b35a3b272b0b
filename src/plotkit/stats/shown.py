"""What is known of the axes of a layer before the page is laid out, for stats that ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from plotkit.records import dataclass
from plotkit.typing import Axis


@dataclass(frozen=True)
class ShownAxis:
    """An axis of the panels, before the rows of the layer are read.

    Attributes
    ----------
    pixels
        About how many pixels a panel has along it, in the picture that is saved; rather too few
        than too many.
    low, high
        What ``limit()`` asks to be shown, in axis units; None for an end that the data have.
    whole
        Whether numbers on it are whole by their type.
    """

    pixels: int
    low: float | None = None
    high: float | None = None
    whole: bool = False

    def ends(self, low: float, high: float) -> tuple[float, float]:
        """Return what is shown, given the ends of the data."""
        return (
            low if self.low is None else self.low,
            high if self.high is None else self.high,
        )


ShownAxes: TypeAlias = Mapping[Axis, ShownAxis]
"""Both axes, upright: x is that of positions."""

UNSEEN: ShownAxes = {"x": ShownAxis(500), "y": ShownAxis(400)}
"""What a stat assumes that nobody told: about a panel of a figure of the usual size."""
