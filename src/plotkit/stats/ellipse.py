"""Ellipse: an outline that holds a share of the distribution of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, require, warn
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import usable
from plotkit.typing import Floats

_STEPS = 120
"""Points of an outline."""
_TAIL = 5.0
"""Degrees of freedom of the heavy-tailed distribution."""
_FLAT = 1e-10


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
    n - 1 degrees of freedom, which for few rows is larger than that of chi squared. In axis units.
    A group of fewer than four rows, or whose points lie on a line, has none and is told. Needs the
    extra ``stats``. Lazy data are fetched, as many rows as ``Plot.config.max_rows`` allows.

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

    def __post_init__(self) -> None:
        check_name(self.kind, get_args(Kind), "kind of Ellipse")
        self._share()

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Find the outline of each group."""
        need(self, data, "x", "y")
        require("scipy", "stats", "Ellipse")
        table = usable(data, "x", "y").select(*by, "x", "y").collect()
        xy = np.column_stack([np.asarray(table[name], dtype=np.float64) for name in ("x", "y")])
        grouped = table.group(*by)
        slices = grouped.groups.slices()
        made = [self._outline(xy[own]) for own in slices]
        kept = [group for group, outline in enumerate(made) if outline is not None]
        if len(kept) < len(slices):
            warn(
                f"Ellipse leaves out {len(slices) - len(kept)} of {len(slices)} groups, which have "
                "fewer than four rows, or all points on a line."
            )
        outlines = np.concatenate([np.empty((0, 2)), *(one for one in made if one is not None)])
        of_group = np.repeat(np.array(kept, dtype=np.intp), _STEPS + 1)
        keys = {name: key[of_group] for name, key in grouped.keys().items()}
        x, y = outlines.T
        return Table({**keys, "x": x, "y": y}, len(outlines), table.coords)

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

    def _outline(self, xy: Floats) -> Floats | None:
        """Return the outline of one group, shape (steps + 1, 2); None if it has none."""
        from scipy.special import fdtri

        n = len(xy)
        if n < 4:
            return None
        origin, scale = xy.mean(axis=0), xy.std(axis=0)
        if not (scale > 0).all():
            return None
        places = (xy - origin) / scale
        centre, covariance = _normal(places) if self.kind == "normal" else _heavy(places)
        if np.linalg.det(covariance) < _FLAT:
            return None
        radius = np.sqrt(2.0 * fdtri(2, n - 1, self._share()))
        angle = np.linspace(0.0, 2.0 * np.pi, _STEPS + 1)
        circle = np.column_stack([np.cos(angle), np.sin(angle)])
        circle[-1] = circle[0]
        outline: Floats = centre + radius * circle @ np.linalg.cholesky(covariance).T
        placed: Floats = origin + outline * scale
        return placed


def _normal(xy: Floats) -> tuple[Floats, Floats]:
    """Return the mean and the covariance of points."""
    return xy.mean(axis=0), np.cov(xy.T)


def _heavy(xy: Floats) -> tuple[Floats, Floats]:
    """Return the centre and the covariance that are most likely for a t distribution."""
    centre, covariance = _normal(xy)
    for _ in range(200):
        away = xy - centre
        if np.linalg.det(covariance) < _FLAT:
            break
        distance = (away @ np.linalg.inv(covariance) * away).sum(axis=1)
        weight = (_TAIL + 2.0) / (_TAIL + distance)
        before = covariance
        centre = weight @ xy / weight.sum()
        away = xy - centre
        covariance = (away * weight[:, None]).T @ away / len(xy)
        if np.allclose(covariance, before, rtol=1e-10, atol=1e-14):
            break
    return centre, covariance
