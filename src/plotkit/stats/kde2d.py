"""KDE2D: a smooth density of points on a plane."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, get_args

import numpy as np

from plotkit.data.named import named
from plotkit.data.reductions import mean
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, check_number, name_list, warn
from plotkit.records import dataclass
from plotkit.stats.asked import check_measured
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import MOST_GROUPS, ByGroup, split_by, usable
from plotkit.stats.density import Sample
from plotkit.stats.kde import Bandwidth
from plotkit.stats.plane import PlaneMoments, smoothed
from plotkit.typing import Floats

_MADE: Mapping[str, Made] = MappingProxyType(
    {"x": "x", "xmin": "x", "xmax": "x", "y": "y", "ymin": "y", "ymax": "y"}
)
_ROUNDING = 1e-12
"""Densities that differ by less, as shares of the highest, are one."""
DENSITY: Mapping[str, Made] = MappingProxyType({**_MADE, "density": "number", "mass": "number"})


@dataclass(frozen=True)
class KDE2D(Stat):
    """Estimate the density on a plane by Gaussian kernels; runs in the engine of lazy data.

    Parameters
    ----------
    bw_adjust
        Factor on the bandwidth: above 1 smoother, below 1 more detailed.
    bw_method
        As of :class:`KDE`: "scott", "silverman", a share of the standard deviation, or a function.
    common_norm
        Whether the densities of all groups together have the volume 1; False for each group; a list
        of variables for each of their combinations.
    gridsize
        How many points the grid of a group has along each axis. "auto" is 100, or three in two
        bandwidths where these are more, up to 512.
    cut
        How many bandwidths the grid reaches beyond the extremes of the data.

    Notes
    -----
    Makes a grid of its own for each group: `x`, `y` and the edges of its cells `xmin`, `xmax`,
    `ymin`, `ymax`; `density`, in axis units; and `mass`, the share of the group that lies where its
    density is higher, which colours show the other way round: dense is dark in both. A `weight`
    variable weighs the rows.

    A group whose points lie on a line, or that has less than two, has no density: it is left out
    and told.

    Rows are counted on a fine grid first (linear binning), in the engine of lazy data, and smoothed
    by Fourier transforms; the variance that binning adds is taken from that of the kernel. The
    result is that of ``scipy.stats.gaussian_kde`` to a thousandth of the peak, unless points lie
    nearly on a line.

    References: Scott, D. W. (1992), Multivariate Density Estimation. Wand, M. P. (1994), Fast
    computation of multivariate kernel estimators, Journal of Computational and Graphical Statistics
    3, 433-445.

    See Also
    --------
    Contour : Lines of equal density, or around shares of the mass.
    Bin2D : Counts.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2, 2, 3, 5], y=[1, 3, 2, 5, 4]).add(so.Tile(), so.KDE2D())
    >>> p = so.Plot(x=[1, 2, 2, 3, 5], y=[1, 3, 2, 5, 4]).add(so.Contour(), so.KDE2D(bw_adjust=2))
    """

    bw_adjust: float = 1
    bw_method: Bandwidth | float | Callable[[Sample], float] = "scott"
    common_norm: bool | Sequence[str] = True
    gridsize: int | Literal["auto"] = "auto"
    cut: float = 3

    makes: ClassVar[Mapping[str, Made]] = DENSITY
    needs: ClassVar[Sequence[str]] = ("x", "y")
    shows: ClassVar[Mapping[str, str | tuple[str, ...]]] = MappingProxyType({"color": "density"})
    labels: ClassVar[Mapping[str, str]] = MappingProxyType({"mass": "Share within"})
    falling: ClassVar[Sequence[str]] = ("mass",)
    planar: ClassVar[bool] = True

    def __post_init__(self) -> None:
        check_number("KDE2D(bw_adjust=)", self.bw_adjust, 5e-324)
        check_number("KDE2D(cut=)", self.cut, 0.0)
        if isinstance(self.bw_method, str):
            check_name(self.bw_method, get_args(Bandwidth), "bw_method of KDE2D")
        elif not callable(self.bw_method):
            check_number("KDE2D(bw_method=)", self.bw_method, 5e-324)
        if not isinstance(self.common_norm, bool):
            name_list(self.common_norm, "common_norm", "True, False or a list of variables")
        size: Any = self.gridsize
        if size != "auto" and (not isinstance(size, int | np.integer) or not 2 <= size <= 1000):
            raise PlotSpecError(
                f'gridsize of KDE2D must be a whole number from 2 to 1,000 or "auto", not {size!r}.'
            )

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Count on fine grids, smooth, and evaluate."""
        need(self, data, "x", "y")
        advice = "Bin2D has a cell for each; KDE smooths along the other axis."
        check_measured("KDE2D", data, advice, amounts=False)
        weight = ["weight"] if "weight" in data else []
        data = usable(data, "x", "y").select(*by, "x", "y", *weight)
        rows, moments = PlaneMoments.grouped(data, by)
        if rows.groups is None and rows.summaries.n > MOST_GROUPS:
            rows, moments = PlaneMoments.grouped(data.collect(), by)
        kernels = [self._kernel(moments, group) for group in range(rows.summaries.n)]
        shown = np.array([kernel is not None for kernel in kernels], dtype=bool)
        if not shown.all():
            lost = np.flatnonzero(~shown)
            which = f" ({named(rows.summaries, by, lost)})" if by else ""
            warn(
                f"KDE2D leaves out {len(lost)} of {len(shown)} groups{which}: their points lie on "
                "a line, or there are less than two."
            )
        names = split_by(self.common_norm, by, "common_norm")
        norm = rows.summaries.group(*names).groups
        weights = np.where(shown, moments.weight, 0.0)
        total = np.bincount(norm.codes, weights, max(norm.count, 1))[norm.codes].astype(float)
        size = None if self.gridsize == "auto" else int(self.gridsize)
        grids = smoothed(rows, kernels, size, float(self.cut))
        return self._table(rows, grids, total)

    def _kernel(self, moments: PlaneMoments, group: int) -> Floats | None:
        """Return the covariance of the kernels of a group, shape (2, 2); None if it has none."""
        covariance = moments.covariance(group)
        if covariance is None:
            return None
        sample = Sample(int(moments.n[group]), float(moments.neff[group]), 2)
        method: Any = self.bw_method
        if isinstance(method, str):
            method = sample.scotts_factor() if method == "scott" else sample.silverman_factor()
        elif callable(method):
            method = method(sample)
            check_number("What the function given as bw_method returns", method, 5e-324)
        kernel: Floats = covariance * float(method) ** 2 * float(self.bw_adjust) ** 2
        return kernel

    def _table(self, rows: ByGroup, grids: Sequence[Any], total: Floats) -> Table:
        """Put the grids of all groups below each other."""
        made: dict[str, list[Floats]] = {name: [np.empty(0)] for name in DENSITY}
        group: list[Any] = [np.empty(0, dtype=np.intp)]
        for number, grid in enumerate(grids):
            if grid is None:
                continue
            x, y, smooth = grid
            size = smooth.size
            for axis, along in (("x", np.tile(x, len(y))), ("y", np.repeat(y, len(x)))):
                half = (x[1] - x[0] if axis == "x" else y[1] - y[0]) / 2
                made[axis].append(along)
                made[f"{axis}min"].append(along - half)
                made[f"{axis}max"].append(along + half)
            made["density"].append(smooth.ravel() / total[number])
            made["mass"].append(_mass(smooth.ravel()))
            group.append(np.full(size, number))
        of_group = np.concatenate(group)
        keys = {name: rows.summaries[name][of_group] for name in rows.names}
        columns = {**keys, **{name: np.concatenate(column) for name, column in made.items()}}
        return Table(columns, len(of_group), rows.summaries.coords)


def _mass(density: Floats) -> Floats:
    """Return the share of all that lies in cells of higher density, and half of the cell's.

    Cells whose densities differ by rounding alone have one share.
    """
    order = np.argsort(-density, kind="stable")
    falling = density[order]
    upto = np.cumsum(falling)
    starts = np.flatnonzero(np.diff(falling, prepend=np.inf) < -_ROUNDING * falling[0])
    ends = np.append(starts[1:], len(falling)) - 1
    middle = (upto[ends] + upto[starts] - falling[starts]) / 2
    made = np.empty_like(density)
    made[order] = np.repeat(middle / upto[-1], np.diff(np.append(starts, len(falling))))
    return made


@dataclass(frozen=True)
class Surface(KDE2D):
    """Heights over a plane: `z` where it is given, else the density of the points."""

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({**DENSITY, "z": "number"})
    reads: ClassVar[Sequence[str]] = ("z",)
    shows: ClassVar[Mapping[str, str | tuple[str, ...]]] = MappingProxyType(
        {"color": ("z", "density")}
    )

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Take the mean of z at each place, or the density."""
        if "z" in data:
            need(self, data, "x", "y")
            return data.group(*by, "x", "y").agg(z=mean("z"))
        return super().__call__(data, by)


@dataclass(frozen=True)
class SharedSurface(Surface):
    """The same, of which colour shows the mass within a line."""

    shows: ClassVar[Mapping[str, str | tuple[str, ...]]] = MappingProxyType(
        {"color": ("z", "mass")}
    )
