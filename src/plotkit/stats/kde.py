"""KDE: a smooth density of the positions, or of the values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.named import named
from plotkit.data.relation import Parts, Relation
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, check_name, name_list, warn
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import ByGroup, split_by, usable
from plotkit.stats.density import REACH, FineCounts, Moments, Sample, reflected
from plotkit.stats.firstcounts import finer_counts, first_counts, serves
from plotkit.stats.places import places
from plotkit.typing import Axis, Bools, Codes, Floats

Bandwidth: TypeAlias = Literal["scott", "silverman"]
"""The rules for the bandwidth of kernels, by their authors."""


GRIDSIZE = 200
"""Points where nobody asks for another number: the least."""


@dataclass(frozen=True)
class KDE(Stat):
    """Estimate a density by Gaussian kernels; runs in the engine of lazy data.

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
        How many points there are, evenly spaced. Of 200, the default, there are more where the
        bandwidth asks for them: three in two of the narrowest bandwidths on a grid, up to 2,000. If
        too few of them are where most values lie, as of heavy tails, there are more between. Any
        other number is taken as it is. None to evaluate at each row of the data, in its order: with
        `common_grid` each group at the rows of all.
    cut
        How many bandwidths (of all values on one grid together) the points reach beyond the
        extremes of the data; 0 ends at them.
    cumulative
        Whether to return the area to the left of each point.
    along
        "x", along the position; "y", along the values, with a density at each position.
    bounds
        The least and the largest value there can be, as in ``(0, None)``: what the kernels spread
        beyond is reflected, so that nothing lies there and the area stays 1. In data units.

    Notes
    -----
    Makes `x`, `density` (share a unit of the axis) and `y`, the same. On a logarithmic axis the
    density is one of the logarithms, which is never below 0. A `weight` variable weighs the rows;
    rows of weight 0 take no part. Where `y` is given and nominal, there is a
    density for each of its levels and `y` keeps them; map `density` to a property then.

    Along "y" it makes `y`, `density` and `n` (rows, or the sum of their weights) at each position.

    A group with fewer than two distinct values has no bandwidth: it is left out, with a warning,
    and areas are shared among the others. Along "y" it is in the part `flat`: its `y`, and `n`.

    Values are counted on a fine grid first, so that the time hardly depends on `gridsize` and the
    rows are read in the engine. The result is that of the sum over all kernels
    (``scipy.stats.gaussian_kde``) to a thousandth of the peak or better, as long as the bandwidth
    is above 1/15,000 of the range.

    References: Scott, D. W. (1992), Multivariate Density Estimation. Silverman, B. W. (1986),
    Density Estimation for Statistics and Data Analysis (section 2.10 on reflection).

    See Also
    --------
    Violin : densities at each position.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 2, 3]}, x="x").add(so.Area(), so.KDE(bw_adjust=0.5))
    """

    bw_adjust: float = 1
    bw_method: Bandwidth | float | Callable[[Sample], float] = "scott"
    common_norm: bool | Sequence[str] = True
    common_grid: bool | Sequence[str] = True
    gridsize: int | None = GRIDSIZE
    cut: float = 3
    cumulative: bool = False
    along: Axis = "x"
    bounds: tuple[Any, Any] | None = None

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {"x": "x", "y": "y", "density": "number"}
    )
    fewest: ClassVar[int] = GRIDSIZE

    def __post_init__(self) -> None:
        _check_number("bw_adjust", self.bw_adjust, "a positive number", 5e-324)
        _check_number("cut", self.cut, "a number from 0 on", 0.0)
        if isinstance(self.bw_method, str):
            check_name(self.bw_method, get_args(Bandwidth), "bw_method of KDE")
        elif not callable(self.bw_method):
            expected = '"scott", "silverman", a positive number or a function'
            _check_number("bw_method", self.bw_method, expected, 5e-324)
        for name in ("common_norm", "common_grid"):
            if not isinstance(getattr(self, name), bool):
                name_list(getattr(self, name), name, "True, False or a list of variables")
        check_name(self.along, get_args(Axis), "along of KDE")
        self._check_bounds()
        size: Any = self.gridsize
        if size is not None and (not isinstance(size, int | np.integer) or size < 2):
            raise PlotSpecError(
                "gridsize of KDE must be a whole number from 2 on, or None to evaluate at the "
                f"values of the data; not {size!r}."
            )

    def made(self) -> dict[str, Made]:
        """Return the columns it makes: along the values a density, but no position."""
        if self.along == "x":
            return super().made()
        return {"y": "y", "density": "number", "n": "number"}

    def required(self) -> list[str]:
        """Return what it is a density of."""
        return [self.along]

    def axis_labels(self) -> Mapping[str, str]:
        """Name the value axis."""
        if self.along == "y":
            return {}
        return {"y": "Cumulative density" if self.cumulative else "Density"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation | Parts:
        """Count on a fine grid, smooth, and evaluate."""
        along, across = self.along, "y" if self.along == "x" else "x"
        need(self, data, along)
        if data.unit(along).discrete:
            raise PlotSpecError(_nominal(along))
        each = across in data and (along == "y" or data.unit("y").discrete)
        by = [*by, across] if each else list(by)
        common_norm = split_by(self.common_norm, by, "common_norm")
        common_grid = split_by(self.common_grid, by, "common_grid")
        kept = [across] if each and data.unit(across).discrete else []
        data = usable(data, along, *kept).select(
            *by, along, *(["weight"] if "weight" in data else [])
        )

        rows, moments, first = first_counts(data, by, along, ends=bool(common_grid))
        bounds = self._reflecting(moments, data.unit(along))
        widths = self._bandwidths(moments)
        shown = widths > 0
        _warn_of_flat(rows.summaries, by, shown)

        norm = rows.summaries.group(*common_norm).groups
        weights = np.bincount(norm.codes, weights=moments.weight * shown, minlength=norm.count)
        if first is not None and not serves(first, widths):
            first = finer_counts(rows, along)
        if first is None or not serves(first, widths):
            first = FineCounts.of(rows, moments, widths, along)
        grids, grid_of = self._grids(rows, moments, common_grid, bounds, first, widths)
        density = self._evaluate(first, moments, widths, [grids[i] for i in grid_of], bounds)
        sizes = np.array([len(part) for part in density], dtype=np.intp)
        groups = np.repeat(np.arange(len(shown)), sizes)
        values = _joined(density) / weights[norm.codes][groups]
        points = [grids[i] for i, size in zip(grid_of, sizes, strict=True) if size]
        keys = {name: rows.summaries[name][groups] for name in by}
        columns: dict[str, Any] = {**keys, along: _joined(points), "density": values}
        if along == "y":
            flat = np.flatnonzero(~shown)
            own = {name: rows.summaries[name][flat] for name in by}
            own |= {"y": moments.low[flat], "n": moments.weight[flat]}
            main = Table({**columns, "n": moments.weight[groups]}, len(groups), data.coords)
            return Parts(main, flat=Table(own, len(flat), data.coords))
        if not each:
            columns["y"] = values
        return Table(columns, len(groups), data.coords)

    def _check_bounds(self) -> None:
        bounds: Any = self.bounds
        if bounds is None:
            return
        pair = isinstance(bounds, tuple | list) and len(bounds) == 2
        known = [end for end in bounds if end is not None] if pair else []
        if not pair or (len(known) == 2 and not known[0] < known[1]):
            raise PlotSpecError(
                "bounds of KDE must be the least and the largest value there can be, such as "
                f"(0, None) or (0, 1); not {bounds!r}."
            )

    def _reflecting(self, moments: Moments, units: Units) -> tuple[float, float]:
        """Return the bounds in axis units; raise if there are values beyond."""
        ends = [-np.inf, np.inf]
        for side, end in enumerate(self.bounds or ()):
            if end is not None:
                with np.errstate(divide="ignore"):  # 0 is infinitely far on a logarithmic axis
                    ends[side] = float(units.forward(np.array([units.parse(end)]))[0])
        low, high = ends
        room = 1e-12 * np.ptp([*moments.low, *moments.high]) if len(moments.low) else 0.0
        beyond = (moments.low < low - room) | (moments.high > high + room)
        if beyond.any():
            found = units.inverse(np.array([moments.low.min(), moments.high.max()]))
            raise PlotSpecError(
                f"KDE(bounds={self.bounds!r}) is given values from {found[0]:g} to {found[1]:g}. "
                "Widen the bounds, or filter the data."
            )
        return low, high

    def _bandwidths(self, moments: Moments) -> Floats:
        return moments.bandwidths(self.bw_method) * float(self.bw_adjust)

    def _grids(
        self,
        rows: ByGroup,
        moments: Moments,
        names: Sequence[str],
        bounds: tuple[float, float],
        counts: FineCounts,
        widths: Floats,
    ) -> tuple[list[Floats], Codes]:
        """Return the grids, and which one each group is evaluated on."""
        parts = rows.summaries.group(*names).groups
        if self.gridsize is None:
            found = rows.data.select(*names, self.along).collect()
            return [found[self.along][i] for i in found.group(*names).groups.slices()], parts.codes
        pooled = moments.pooled(parts.codes, parts.count)
        margin = self.cut * self._bandwidths(pooled)
        ends = np.clip([pooled.low - margin, pooled.high + margin], *bounds).T.tolist()
        if self.gridsize != GRIDSIZE:
            return [np.linspace(low, high, self.gridsize) for low, high in ends], parts.codes
        grids, farthest = [], 0.0
        for (low, high), groups in zip(ends, parts.slices(), strict=True):
            own = groups[widths[groups] > 0]
            grid, apart = places(low, high, counts, own, widths[own], self.fewest)
            grids.append(grid)
            farthest = max(farthest, apart)
        if farthest > 1:
            warn(
                "KDE may miss peaks, of a bandwidth so narrow: where most values lie its points "
                f"are {farthest:.2g} bandwidths apart. Make bw_adjust larger, or give a gridsize."
            )
        return grids, parts.codes

    def _evaluate(
        self,
        counts: FineCounts,
        moments: Moments,
        widths: Floats,
        points: Sequence[Floats],
        bounds: tuple[float, float],
    ) -> list[Floats]:
        """Return sums of kernels, group by group; nothing for groups without a bandwidth."""
        made = []
        for group, width in enumerate(widths.tolist()):
            smooth = partial(counts.smooth, group, width, cumulative=self.cumulative)
            reach = width * REACH + float(moments.high[group] - moments.low[group])
            at = points[group]
            made.append(reflected(smooth, at, bounds, reach, self.cumulative) if width else at[:0])
        return made


def _joined(parts: Sequence[Floats]) -> Floats:
    return np.concatenate(parts) if len(parts) else np.empty(0)


def _nominal(along: Axis) -> str:
    if along == "y":
        return (
            "KDE along the values needs numbers or times there, and the value axis is nominal. "
            'For shapes along the other axis pass orient="x" or "y".'
        )
    return (
        "KDE needs numbers or times on the position axis, which is nominal here. Count or "
        'Hist shows categories; to smooth along the other axis, pass orient="x" or "y".'
    )


def _warn_of_flat(summaries: Table, by: Sequence[str], shown: Bools) -> None:
    if not shown.all():
        flat = np.flatnonzero(~shown)
        names = f": {named(summaries, by, flat)}" if by else ""
        warn(
            f"KDE leaves out {len(flat)} of {len(shown)} groups "
            f"({int(summaries['n'][flat].sum())} rows){names}. A density needs two distinct values "
            "or more."
        )


def _check_number(name: str, value: Any, expected: str, low: float) -> None:
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not number or not low <= value < np.inf:
        raise PlotSpecError(f"{name} of KDE must be {expected}, not {value!r}.")
