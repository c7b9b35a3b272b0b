"""Ellipse: an outline that holds a share of the distribution of points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.blocks import blocks
from plotkit.data.relation import Relation
from plotkit.data.sums import unit_between
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, require, warn
from plotkit.records import dataclass
from plotkit.stats.asked import check_measured
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import usable
from plotkit.stats.plane import FLAT, PlaneMoments
from plotkit.typing import Floats

_STEPS = 120
"""Points of an outline."""
_TAIL = 5.0
"""Degrees of freedom of the heavy-tailed distribution."""
_FEWEST = 4
"""Rows that an ellipse needs."""


Kind: TypeAlias = Literal["normal", "t"]


@dataclass(frozen=True)
class Ellipse(Stat):
    """Find an ellipse that holds a share of the distribution of each group's points.

    Parameters
    ----------
    level
        The share: 0.95, or 95 for percent.
    kind
        "normal": of a normal distribution. "t": with a covariance that outliers hardly change, from
        a t distribution of 5 degrees of freedom; it may be smaller.

    Notes
    -----
    Makes `x` and `y`, an outline that ends where it begins: ``so.Path()`` draws it. It is the
    ellipse of the data, not of their mean; its radius is that of the F distribution with 2 and
    n - 1 degrees of freedom, which for few rows is larger than that of chi squared. In axis units;
    levels have no ellipse, which is an error. A `weight` variable weighs the rows: only ratios of
    weights matter, and n is (sum of weights)² / sum of squared weights.
    A group of fewer than four rows, or whose points lie on a line, has none and is told. Needs the
    extra ``stats``.

    On lazy data "normal" is found from sums in the engine. For "t" the rows are fetched, as many as
    ``Plot.config.max_rows`` allows.

    References: as ``stat_ellipse`` of R's ggplot2, after Fox, J. and Weisberg, S. (2011), An R
    Companion to Applied Regression; "t" after Kent, J. T., Tyler, D. E. and Vardi, Y. (1994), A
    curious likelihood identity for the multivariate t-distribution, Communications in Statistics
    23(2), 441-453.

    See Also
    --------
    Hull : The smallest convex outline.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2, 3, 4, 5], y=[2, 1, 5, 3, 4]).add(so.Dot())
    >>> p = p.add(so.Path(), so.Ellipse(0.9))
    """

    level: float = 0.95
    kind: Kind = "normal"

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"x": "x", "y": "y"})
    needs: ClassVar[Sequence[str]] = ("x", "y")
    measures: ClassVar[bool] = True
    planar: ClassVar[bool] = True
    outlines: ClassVar[bool] = True
    instead: ClassVar[str] = 'Ellipse(kind="normal") needs none.'

    def __post_init__(self) -> None:
        check_name(self.kind, get_args(Kind), "kind of Ellipse")
        self._share()

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Find the outline of each group."""
        need(self, data, "x", "y")
        require("scipy", "stats", "Ellipse")
        check_measured("Ellipse", data)
        weighing = ["weight"] if "weight" in data else []
        rows = usable(data, "x", "y").select(*by, "x", "y", *weighing)
        summed = self.kind == "normal" and not isinstance(rows, Table)
        keys, spreads = (_from_sums if summed else self._from_rows)(rows, by)
        made = [self._outline(spread) for spread in spreads]
        kept = [group for group, outline in enumerate(made) if outline is not None]
        if len(kept) < len(made):
            warn(
                f"Ellipse leaves out {len(made) - len(kept)} of {len(made)} groups, which have "
                "fewer than four rows, or all points on a line."
            )
        outlines = np.concatenate([np.empty((0, 2)), *(one for one in made if one is not None)])
        of_group = np.repeat(np.array(kept, dtype=np.intp), _STEPS + 1)
        x, y = outlines.T
        return keys.take(of_group).with_(x=x, y=y)

    def _from_rows(self, data: Relation, by: Sequence[str]) -> _Spreads:
        """Find centre and covariance of each group by its rows."""
        table = data.collect()
        xy = np.column_stack([np.asarray(table[name], dtype=np.float64) for name in ("x", "y")])
        weight = np.asarray(table["weight"], float) if "weight" in table else np.ones(table.n)
        grouped = table.group(*by)
        slices = grouped.groups.slices()
        find = _normal if self.kind == "normal" else _heavy
        made = [_Spread.of(xy[own], weight[own] / weight[own].max(), find) for own in slices]
        return Table(grouped.keys(), len(made), table.coords), made

    def _share(self) -> float:
        """Return the share as a number below 1."""
        level: Any = self.level
        number = isinstance(level, int | float | np.number) and not isinstance(level, bool)
        share = float(level) / (100.0 if float(level) >= 1 else 1.0) if number else 0.0
        if not 0 < share < 1:
            raise PlotSpecError(
                f"level of Ellipse must be a share, such as 0.95 or 95 (percent), not {level!r}."
            )
        return share

    def _outline(self, of: _Spread) -> Floats | None:
        """Return the outline of one group, shape (steps + 1, 2); None if it has none."""
        from scipy.special import fdtri

        if of.n < _FEWEST or not (of.scale > 0).all() or not np.linalg.det(of.covariance) >= FLAT:
            return None
        radius = np.sqrt(2.0 * fdtri(2, of.neff - 1, self._share()))
        angle = np.linspace(0.0, 2.0 * np.pi, _STEPS + 1)
        circle = np.column_stack([np.cos(angle), np.sin(angle)])
        circle[-1] = circle[0]
        outline: Floats = of.centre + radius * circle @ np.linalg.cholesky(of.covariance).T
        placed: Floats = of.origin + outline * of.scale
        return placed


_Find: TypeAlias = Callable[[Floats, Floats], tuple[Floats, Floats]]
"""From places and weights to a centre and a covariance."""


@dataclass(frozen=True, eq=False)
class _Spread:
    """How the points of a group are spread, of places around an origin on a scale of their own.

    Attributes
    ----------
    n, neff
        How many rows there are, and how many of equal weight tell as much.
    origin, scale
        Of the places, shape (2,).
    centre, covariance
        Shapes (2,) and (2, 2).
    """

    n: float
    neff: float
    origin: Floats
    scale: Floats
    centre: Floats
    covariance: Floats

    @classmethod
    def of(cls, xy: Floats, weight: Floats, find: _Find) -> _Spread:
        """Return that of points in memory; without a scale that of few, or of equal values."""
        ends = zip(xy.min(axis=0), xy.max(axis=0), strict=True)
        unit = np.array([unit_between(low, high) for low, high in ends])
        origin, scale = (xy / unit).mean(axis=0) * unit, (xy / unit).std(axis=0) * unit
        neff = weight.sum() ** 2 / (weight**2).sum()
        if len(xy) < _FEWEST or not (scale > 0).all():
            return cls(len(xy), neff, origin, np.zeros(2), np.zeros(2), np.eye(2))
        return cls(len(xy), neff, origin, scale, *find((xy - origin) / scale, weight))


_Spreads: TypeAlias = tuple[Table, list[_Spread]]
"""The groups, one row each, and theirs."""


def _from_sums(data: Relation, by: Sequence[str]) -> _Spreads:
    """Find centre and covariance of each group by sums of an engine."""
    rows, moments = PlaneMoments.grouped(data, by)
    made = []
    for group, r in enumerate(moments.correlation.tolist()):
        origin = np.array([moments.x[group], moments.y[group]])
        variance = np.array([moments.xx[group], moments.yy[group]])
        scale = np.sqrt(np.maximum(variance, 0.0)) * moments.units * moments.wide[group]
        neff = float(moments.neff[group])
        covariance = np.array([[1.0, r], [r, 1.0]]) / max(1.0 - 1.0 / neff, FLAT)
        made.append(_Spread(moments.n[group], neff, origin, scale, np.zeros(2), covariance))
    return rows.summaries.select(*by), made


def _normal(xy: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Return the weighted mean and covariance of points."""
    return np.average(xy, axis=0, weights=weight), np.cov(xy.T, aweights=weight)


def _heavy(xy: Floats, given: Floats) -> tuple[Floats, Floats]:
    """Return the centre and the covariance that are most likely for a t distribution."""
    centre, covariance = _normal(xy, given)
    x, y = np.ascontiguousarray(xy.T)
    for _ in range(200):
        if np.linalg.det(covariance) < FLAT:
            break
        before = covariance
        (xx, xy_), (_, yy) = np.linalg.inv(covariance)
        sums = np.zeros(6)
        for part in blocks(len(x)):
            u, v = x[part] - centre[0], y[part] - centre[1]
            distance = xx * u * u + 2.0 * xy_ * u * v + yy * v * v
            weight = given[part] * (_TAIL + 2.0) / (_TAIL + distance)
            wu, wv = weight * u, weight * v
            sums += [each.sum() for each in (weight, wu, wv, wu * u, wu * v, wv * v)]
        # By the sum of the weights, not the number of rows: in the end they are equal, sooner so.
        shift = sums[1:3] / sums[0]
        centre = centre + shift
        spread = sums[[3, 4, 4, 5]].reshape(2, 2) / sums[0]
        covariance = spread - np.outer(shift, shift)
        if np.allclose(covariance, before, rtol=1e-10, atol=1e-14):
            break
    return centre, covariance
