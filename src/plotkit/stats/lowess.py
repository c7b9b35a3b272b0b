"""Lowess: a smooth curve through the values, of lines through the nearest rows of each position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal

import numpy as np

from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_seed
from plotkit.progress import waiting
from plotkit.records import dataclass
from plotkit.stats.asked import check_whole, interval_asked, measured
from plotkit.stats.base import Made, Stat
from plotkit.stats.bootstrap import interval
from plotkit.stats.bygroup import ByGroup
from plotkit.stats.curves import GONE, NARROW, told
from plotkit.stats.locallines import Windows
from plotkit.stats.powersums import grouped
from plotkit.typing import Bools, Floats


@dataclass(frozen=True)
class Lowess(Stat):
    """Smooth the values: at each position a straight line through the nearest rows.

    Parameters
    ----------
    frac
        Which share of the rows of a group is near: the larger, the smoother.
    it
        How often rows far off the curve are weighed down. The curve then follows the bulk of the
        values and not their mean, which for skewed values lies lower or higher; 0 follows the mean.
        Two-valued data are never weighed down: the rarer value would count as far off.
    delta
        Lines are fitted at positions that lie so far apart, as a share of the range of the group;
        in between the curve is straight. 0 fits at each position.
    errorbar
        "ci", or ("ci", level) with the level in percent: an interval of the curve from a percentile
        bootstrap of the rows; None for no interval.
    n_boot
        How many resamples the bootstrap draws.
    seed
        Where random numbers start; by default ``Plot.config.seed``.

    Notes
    -----
    Makes `x` and `y` (also called `fit`), and with `errorbar` `ymin` and `ymax`, in axis units: on
    a logarithmic axis the curve is one of the logarithms. A `weight` variable holds precisions, by
    which rows count beside their nearness; a window is a number of rows all the same.

    Where all rows of a window are at one position the curve is at the mean of all that lie there. A
    window has three rows at least; two rows have a straight line, and a group with a single
    position is left out, with a warning.

    The numbers are those of ``statsmodels.nonparametric.lowess`` with the same `delta`. Resamples
    keep the windows of the data, so that the interval has no holes at the ends; of more than 2,000
    positions they are gathered at as many places. Lazy data are fetched, as many rows as
    ``Plot.config.max_rows`` allows.

    References: Cleveland, W. S. (1979), Robust locally weighted regression and smoothing
    scatterplots, Journal of the American Statistical Association 74, 829-836. Efron, B. and
    Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapter 13.

    See Also
    --------
    plotkit.objects.Fit : lines, polynomials and models.
    plotkit.objects.Spline : a curve that finds by itself how smooth it is.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3, 4, 5], "y": [2, 1, 4, 3, 5]}, x="x", y="y")
    >>> p = p.add(so.Dots()).add(so.Line(), so.Lowess(frac=0.8))
    >>> p = p.add(so.Band(), so.Lowess(frac=0.8, errorbar="ci"))
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {"x": "x", "y": "y", "ymin": "y", "ymax": "y"}
    )
    measures: ClassVar[bool] = True
    instead: ClassVar[str] = "so.PolyFit(), and means of so.Bin() and so.Agg(), need none."

    frac: float = 2 / 3
    it: int = 3
    delta: float = 0.01
    errorbar: Literal["ci"] | tuple[Literal["ci"], float] | None = None
    n_boot: int = 200
    seed: int | None = None

    def __post_init__(self) -> None:
        for name, low in (("frac", 5e-324), ("delta", 0.0)):
            value: Any = getattr(self, name)
            number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
            if not number or not low <= value <= 1:
                raise PlotSpecError(f"{name} of Lowess must be a share from 0 to 1, not {value!r}.")
        check_whole(self, it=0, n_boot=1)
        interval_asked(self, self.errorbar, ("ci",))
        check_seed(self.seed)

    def made(self) -> dict[str, Made]:
        """Return the columns it makes: ends of an interval if there is one."""
        bare = self.errorbar is None
        return {n: of for n, of in self.makes.items() if not (bare and n in ("ymin", "ymax"))}

    def aliases(self) -> Mapping[str, str]:
        """Return what the values are called."""
        return {"fit": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Smooth each group."""
        rows = grouped(measured(self, data, by).collect(), by)
        n = rows.summaries["n"]
        gone = rows.summaries["high"] == rows.summaries["low"]
        few = ~gone & (self.frac * n + 1e-10 < 3) & (n > 2)
        widened = f"frac={self.frac:g} of their rows is less than three"
        told(self, rows, {(GONE, NARROW): gone, ("widens the windows of", widened): few})
        return self._curves(rows, ~gone)

    def _curves(self, rows: ByGroup, shown: Bools) -> Table:
        """Return the curves of some groups, one below the other."""
        assert rows.groups is not None
        _, level = interval_asked(self, self.errorbar, ("ci",))
        groups, pieces = [], []
        with waiting("smooth curves", rows.groups.sizes.sum()) as progress:
            for group, own in enumerate(rows.groups.slices()):
                progress.start(rows.groups.sizes[group])
                if shown[group]:
                    piece = self._curve(*_ordered(rows.data.collect(), own), level)
                    pieces.append(piece)
                    groups.append(np.full(len(piece["x"]), group))
        names = self.made()
        at = np.concatenate(groups) if groups else np.empty(0, dtype=np.intp)
        none = [np.empty(0)]
        columns = {name: np.concatenate([p[name] for p in pieces] or none) for name in names}
        keys = {name: rows.summaries[name][at] for name in rows.names}
        return Table({**keys, **columns}, len(at), rows.summaries.coords)

    def _curve(self, x: Floats, y: Floats, weight: Floats, level: float) -> dict[str, Floats]:
        """Return the curve through some rows, which are in the order of x."""
        low, high, middle = x[0], x[-1], float(np.median(y))
        k = min(max(int(self.frac * len(x) + 1e-10), 3), len(x))
        u = (x - low) / (high - low)
        windows = Windows.of(u, y - middle, weight / weight.max(), k, float(self.delta))
        robust = (y != y[0]).any() and len(np.unique(y)) > 2
        iterations = int(self.it) if robust else 0
        made = {"x": np.interp(windows.at, [0, 1], [low, high])}
        made["y"] = windows.smooth(iterations) + middle
        if level:
            curves = windows.resampled(iterations, int(self.n_boot), self.seed or 0)
            made["ymin"], made["ymax"] = (end + middle for end in interval(curves.T, level))
        return made


def _ordered(table: Table, own: Any) -> tuple[Floats, Floats, Floats]:
    """Return x, y and weight of some rows by x; equal ones in an order that rows do not tell."""
    x, y = table["x"][own], table["y"][own]
    weight = table["weight"][own] if "weight" in table else np.ones(len(x))
    order = np.lexsort((weight, y, x))
    return x[order], y[order], weight[order]
