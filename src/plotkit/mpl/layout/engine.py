"""The layout engine: everything inside the canvas at the asked size, measured once."""

from __future__ import annotations

from typing import Protocol, cast

from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine

from plotkit.mpl.fast.sharing import steady
from plotkit.mpl.fast.switch import switched, switched_on
from plotkit.mpl.text.faults import telling_of_texts


class Arranged(Protocol):
    """What a layout engine puts in order: a region, or several that are aligned."""

    def arrange(self) -> None:
        """Do it."""


class _EitherWay(int):
    """True, and equal to what any engine has to say in its place."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int)

    def __hash__(self) -> int:
        return 1


class MeasuredLayout(LayoutEngine):
    """Places panels and legends by measuring text, without drawing the figure a second time."""

    def __init__(self, *regions: Arranged) -> None:
        super().__init__()
        self.regions = list(regions)
        self._fast = switched_on()

    @property
    def adjust_compatible(self) -> bool:
        """Whether ``subplots_adjust`` may be called; it is what this engine does."""
        return True

    @property
    def colorbar_gridspec(self) -> bool:
        """Whether a user's colour bar takes its room from a cell of the grid.

        It does, and any engine may follow: matplotlib lets one follow that agrees on this, as it
        lets any follow where a figure had none.
        """
        return cast(bool, _EitherWay(1))

    def execute(self, fig: Figure) -> None:
        """Lay out all regions of the figure."""
        with switched(self._fast), steady(fig), telling_of_texts():
            for region in self.regions:
                region.arrange()
