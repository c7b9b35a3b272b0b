"""What ridges and violins share: a density along the values of each group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat
from plotkit.stats.density import Sample
from plotkit.stats.kde import KDE, Bandwidth


@dataclass(frozen=True)
class AlongValues(Stat):
    """Base of stats that find a density along the values, each group by itself.

    Parameters
    ----------
    cut, bounds, bw_adjust, bw_method
        As of :class:`KDE`.
    """

    cut: float = 2
    bounds: tuple[Any, Any] | None = None
    bw_adjust: float = 1
    bw_method: Bandwidth | float | Callable[[Sample], float] = "scott"

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y", "density": "number"})
    needs: ClassVar[Sequence[str]] = ("y",)
    estimate: ClassVar[type[KDE]] = KDE

    def density(self) -> KDE:
        """Return the stat that finds the densities."""
        return self.estimate(
            self.bw_adjust,
            self.bw_method,
            common_norm=False,
            common_grid=False,
            cut=self.cut,
            along="y",
            bounds=self.bounds,
        )
