"""Intervals: nested intervals that hold shares of the values at each position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, cast

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.perc import Perc
from plotkit.stats.quantile import Method, check_method, method_for


@dataclass(frozen=True)
class Intervals(Stat):
    """Find intervals that hold shares of the values at each position, for bands that fade.

    Parameters
    ----------
    levels
        Shares in percent, more than 0 and at most 100.
    method
        How a percentile between two values is found: see :class:`Perc`. By default "linear", and
        with weights "inverted_cdf".

    Notes
    -----
    Makes `ymin`, `ymax` and `level`, a category, from the widest to the narrowest, so that the
    narrow ones are drawn above; as a linewidth or alpha it makes them thicker or less clear. An
    interval of 80 % goes from the 10th to the 90th percentile, with a `weight` variable to weighted
    ones.

    See Also
    --------
    Perc : Single percentiles.
    Est : One interval around an estimate.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=["a"] * 5, y=[1, 2, 3, 4, 9])
    >>> p = p.add(so.Range(), so.Intervals([50, 95]), linewidth="level")
    """

    levels: Sequence[float] = (50, 80, 95)
    method: Method | None = None

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {"ymin": "y", "ymax": "y", "level": "category"}
    )
    falling: ClassVar[Sequence[str]] = ("level",)
    needs: ClassVar[Sequence[str]] = ("y",)

    def __post_init__(self) -> None:
        self._ordered()
        check_method(self, self.method)

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Find both ends of each interval."""
        need(self, data, "x", "y")
        method = cast(Method, method_for(self, self.method, data))
        levels = self._ordered()
        shares = np.array(levels, dtype=np.float64)
        asked = np.concatenate([50 - shares / 2, 50 + shares / 2])
        found = Perc(asked.tolist(), method)(data, by).collect()
        n = len(levels)
        ends = found["y"].reshape(-1, 2, n)
        rows = np.arange(found.n).reshape(-1, 2, n)[:, 0].ravel()
        keys = {name: found[name][rows] for name in (*by, "x") if name in found}
        level = Factor(np.tile(np.arange(n), len(ends)), levels, declared=True)
        made = {"ymin": ends[:, 0].ravel(), "ymax": ends[:, 1].ravel(), "level": level}
        return Table({**keys, **made}, len(rows), found.coords)

    def _ordered(self) -> tuple[float, ...]:
        """Return the levels, the widest first."""
        try:
            levels = sorted({float(level) for level in self.levels}, reverse=True)
        except (TypeError, ValueError):
            levels = []
        if not levels or not all(0 < level <= 100 for level in levels):
            raise PlotSpecError(
                "levels of Intervals must be shares in percent, more than 0 and at most 100, "
                f"not {self.levels!r}."
            )
        return tuple(int(level) if level.is_integer() else level for level in levels)
