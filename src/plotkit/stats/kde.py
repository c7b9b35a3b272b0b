"""KDE: a smooth density of the positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.reductions import count, max_, min_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, name_list, warn
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import ByGroup, split_by, usable
from plotkit.stats.density import FineCounts, Moments, Sample
from plotkit.typing import Bools, Codes, Floats

METHODS = ("scott", "silverman")


@dataclass(frozen=True)
class KDE(Stat):
    """Estimate the density along the position by Gaussian kernels; runs in the engine of lazy data.

    Parameters
    ----------
    bw_adjust
        Factor on the bandwidth: above 1 smoother, below 1 more detailed.
    bw_method
        The bandwidth as a share of the standard deviation of the values: "scott", "silverman", a
        number, or a function that is given an object with `n`, `neff`, `d`, `scotts_factor()` and
        `silverman_factor()` and returns a number.
    common_norm
        Whether the areas of all groups together are 1; False for each group; a list of variables
        for each of their combinations.
    common_grid
        Whether all groups are evaluated at the same points; False, or a list of variables, as for
        `common_norm`.
    gridsize
        How many points there are, evenly spaced; None to evaluate at each row of the data, in its
        order: with `common_grid` each group at the rows of all.
    cut
        How many bandwidths (of all values on one grid together) the points reach beyond the
        extremes of the data; 0 ends at them.
    cumulative
        Whether to return the area to the left of each point.

    Notes
    -----
    Makes `x`, `density` (share a unit of the axis) and `y`, the same. On a logarithmic axis the
    density is one of the logarithms. A `weight` variable weighs the rows; rows whose weight is not
    positive take no part. Where `y` is given and nominal, there is a density for each of its levels
    and `y` keeps them; map `density` to a property then.

    A group with fewer than two distinct values has no bandwidth: it is left out, with a warning,
    and areas are shared among the others.

    Values are counted on a fine grid first, so that the time hardly depends on `gridsize` and the
    rows are read in the engine. The result is that of the sum over all kernels
    (``scipy.stats.gaussian_kde``) to a thousandth of the peak or better, as long as the bandwidth
    is above 1/15,000 of the range.

    References: Scott, D. W. (1992), Multivariate Density Estimation. Silverman, B. W. (1986),
    Density Estimation for Statistics and Data Analysis.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 2, 3]}, x="x").add(so.Area(), so.KDE(bw_adjust=0.5))
    """

    bw_adjust: float = 1
    bw_method: str | float | Callable[[Sample], float] = "scott"
    common_norm: bool | Sequence[str] = True
    common_grid: bool | Sequence[str] = True
    gridsize: int | None = 200
    cut: float = 3
    cumulative: bool = False

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {"x": "x", "y": "y", "density": "number"}
    )

    def __post_init__(self) -> None:
        _check_number("bw_adjust", self.bw_adjust, "a positive number", 5e-324)
        _check_number("cut", self.cut, "a number from 0 on", 0.0)
        if isinstance(self.bw_method, str):
            check_name(self.bw_method, METHODS, "bw_method of KDE")
        elif not callable(self.bw_method):
            expected = '"scott", "silverman", a positive number or a function'
            _check_number("bw_method", self.bw_method, expected, 5e-324)
        for name in ("common_norm", "common_grid"):
            if not isinstance(getattr(self, name), bool):
                name_list(getattr(self, name), name, "True, False or a list of variables")
        size: Any = self.gridsize
        if size is not None and (not isinstance(size, int | np.integer) or size < 2):
            raise PlotSpecError(
                "gridsize of KDE must be a whole number from 2 on, or None to evaluate at the "
                f"values of the data; not {size!r}."
            )

    def axis_labels(self) -> Mapping[str, str]:
        """Name the value axis."""
        return {"y": "Cumulative density" if self.cumulative else "Density"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Count on a fine grid, smooth, and evaluate."""
        need(self, data, "x")
        if data.unit("x").discrete:
            raise PlotSpecError(
                "KDE needs numbers or times on the position axis, which is nominal here. Count or "
                'Hist shows categories; to smooth along the other axis, pass orient="x" or "y".'
            )
        along_y = "y" in data and data.unit("y").discrete
        by = [*by, "y"] if along_y else list(by)
        common_norm = split_by(self.common_norm, by, "common_norm")
        common_grid = split_by(self.common_grid, by, "common_grid")
        data = usable(data, "x", *(["y"] if along_y else [])).select(
            *by, "x", *(["weight"] if "weight" in data else [])
        )

        rows = ByGroup.of(data, by, n=count(), low=min_("x"), high=max_("x"))
        moments = Moments.of(rows)
        widths = self._bandwidths(moments)
        shown = widths > 0
        _warn_of_flat(moments, shown)

        grids, grid_of = self._grids(rows, moments, common_grid)
        norm = rows.summaries.group(*common_norm).groups
        weights = np.bincount(norm.codes, weights=moments.weight * shown, minlength=norm.count)
        density = self._evaluate(rows, moments, widths, [grids[i] for i in grid_of])
        sizes = np.array([len(part) for part in density], dtype=np.intp)
        groups = np.repeat(np.arange(len(shown)), sizes)
        values = _joined(density) / weights[norm.codes][groups]
        points = [grids[i] for i, size in zip(grid_of, sizes, strict=True) if size]
        keys = {name: rows.summaries[name][groups] for name in by}
        columns = {"x": _joined(points), "density": values, **({} if along_y else {"y": values})}
        return Table({**keys, **columns}, len(groups), data.coords)

    def _bandwidths(self, moments: Moments) -> Floats:
        return moments.bandwidths(self.bw_method) * float(self.bw_adjust)

    def _grids(
        self, rows: ByGroup, moments: Moments, names: Sequence[str]
    ) -> tuple[list[Floats], Codes]:
        """Return the grids, and which one each group is evaluated on."""
        parts = rows.summaries.group(*names).groups
        if self.gridsize is None:
            found = rows.data.select(*names, "x").collect()
            return [found["x"][i] for i in found.group(*names).groups.slices()], parts.codes
        pooled = moments.pooled(parts.codes, parts.count)
        margin = self.cut * self._bandwidths(pooled)
        ends = zip(pooled.low - margin, pooled.high + margin, strict=True)
        return [np.linspace(low, high, self.gridsize) for low, high in ends], parts.codes

    def _evaluate(
        self, rows: ByGroup, moments: Moments, widths: Floats, points: Sequence[Floats]
    ) -> list[Floats]:
        """Return sums of kernels, group by group; nothing for groups without a bandwidth."""
        counts = FineCounts.of(rows, moments, widths)
        return [
            counts.smooth(group, width, points[group], self.cumulative) if width else np.empty(0)
            for group, width in enumerate(widths.tolist())
        ]


def _joined(parts: Sequence[Floats]) -> Floats:
    return np.concatenate(parts) if len(parts) else np.empty(0)


def _warn_of_flat(moments: Moments, shown: Bools) -> None:
    if not shown.all():
        warn(
            f"KDE leaves out {int((~shown).sum())} of {len(shown)} groups "
            f"({int(moments.n[~shown].sum())} rows): a density needs two distinct values or more."
        )


def _check_number(name: str, value: Any, expected: str, low: float) -> None:
    if not isinstance(value, int | float | np.number) or not low <= value < np.inf:
        raise PlotSpecError(f"{name} of KDE must be {expected}, not {value!r}.")
