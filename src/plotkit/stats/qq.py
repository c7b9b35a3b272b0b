"""QQ: values against the quantiles of a distribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.lazy import LazyTable
from plotkit.data.relation import Parts, Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, require, shown
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, no_weight
from plotkit.stats.bygroup import usable
from plotkit.stats.inorder import InOrder
from plotkit.stats.reached import Cells, are_alike
from plotkit.typing import Floats

Line: TypeAlias = Literal["quartile", "fit", "identity"]
_Quantiles: TypeAlias = Callable[[Floats], Floats]
"""From shares to the quantiles of a distribution."""

_STEPS = 1000
"""Points along the quantiles, where values are too alike to tell them apart."""
QUARTILES = np.array([0.25, 0.75])


@dataclass(frozen=True)
class QQ(Stat):
    """Find for each value the quantile that a distribution has in its place.

    Where values follow the distribution, points lie on a line. Values are assigned to y, which puts
    the quantiles on x, or the other way round.

    Parameters
    ----------
    dist
        The distribution: its name in ``scipy.stats``, or an object with a method ``ppf``, such as
        ``scipy.stats.t(4)``.
    line
        The line of the part "line": "quartile" through the quartiles of both, "fit" by least
        squares, "identity" where value and quantile are equal. Default: "identity" for a
        distribution that has its parameters, as one that scipy has frozen, else "quartile".

    Notes
    -----
    Makes quantiles on the other axis than that of the values, and keeps rows as they are, with
    their other columns, so that an outlier can be named. The part "line" has the two ends of the
    line of each group, within the quantiles of the group: ``so.Line(part="line")``. A group of one
    row has a point and no line. Values are in axis units: on a logarithmic axis their logarithms
    are compared. Missing values take no part.

    The shares at which quantiles are taken are the medians of those of ordered values: those of
    ``scipy.stats.probplot``. Needs the extra ``stats``.

    Lazy data are fetched. Of more rows than ``Plot.config.max_rows`` the engine counts those in
    4,096 cells between the ends of all: the last value of each is a point, in its exact place,
    and where quantiles lie farther apart there are points between, no farther off than a cell is
    wide; so are quartiles. ``explain()`` says so. Variables that differ within a group, as labels
    do, need the rows themselves.

    References: Wilk, M. B. and Gnanadesikan, R. (1968), Probability plotting methods for the
    analysis of data, Biometrika 55, 1-17. Filliben, J. J. (1975), The probability plot correlation
    coefficient test for normality, Technometrics 17, 111-117.

    See Also
    --------
    plotkit.objects.ECDF : the distribution of the values alone.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(y=[1, 2, 3, 4, 20]).add(so.Dots() + so.Line(part="line"), so.QQ())
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y"})
    needs: ClassVar[Sequence[str]] = ("x",)
    labels: ClassVar[Mapping[str, str]] = MappingProxyType({"y": "Theoretical quantiles"})
    instead: ClassVar[str] = "Without variables but its values and levels of groups it needs none."

    dist: Any = "norm"
    line: Line | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.dist, str) and not callable(getattr(self.dist, "ppf", None)):
            raise PlotSpecError(
                "dist of QQ must be the name of a distribution in scipy.stats, or an object with "
                f"ppf such as scipy.stats.t(4), not {shown(self.dist)}."
            )
        if self.line is not None:
            check_name(self.line, get_args(Line), "line of QQ")

    def aliases(self) -> Mapping[str, str]:
        """Return what the quantiles are called."""
        return {"quantile": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Parts:
        """Put the rows of each group in order and find the quantiles."""
        if "y" in data:
            raise PlotSpecError("QQ takes x or y, not both: take one of them out of this layer.")
        no_weight(self, data)
        if data.unit("x").discrete:
            raise PlotSpecError("QQ needs numbers, and its values are levels.")
        quantiles, exact = distribution(self.dist)
        way = self.line or ("identity" if exact else "quartile")
        if not isinstance(data, Table) and are_alike(data, by, "x"):
            rows = usable(data, "x")
            assert isinstance(rows, LazyTable)
            cells = Cells.of_many(rows, by)
            if cells is not None:
                return _from_cells(cells, rows, by, way, quantiles)
        ordered = InOrder.of(self, data, by)
        values = np.asarray(ordered.table["x"], dtype=np.float64)
        made, ends, first = np.empty(ordered.table.n), [], []
        for own in ordered.slices():
            made[own] = quantiles(medians(np.arange(1.0, len(own) + 1), len(own)))
            if len(own) > 1:
                quartiles = np.quantile(values[own], QUARTILES)
                ends.append(_ends(way, values[own], made[own], 1.0, quartiles, quantiles))
                first.append(own[0])
        keys = [name for name in by if name in ordered.table and name != "text"]
        heads = ordered.table.select(*keys).take(np.array(first, dtype=np.intp))
        return Parts(ordered.told(ordered.table.with_(y=made)), line=_lines(heads, ends))


def _from_cells(
    cells: Cells, data: LazyTable, by: Sequence[str], way: str, quantiles: _Quantiles
) -> Parts:
    """Find as many points of each group as can be seen, of rows that an engine has counted."""
    counted = cells.counted(data, by, "QQ", "a point within one is as exact as it is wide")
    groups = counted.group(*by)
    known = Table(groups.keys(), groups.groups.count, counted.coords)
    points, ends = [], []
    for own in groups.groups.slices():
        order = own[np.argsort(counted["x"][own])]
        upto = np.cumsum(counted["weight"][order])
        rank, q = _seen(upto, quantiles)
        nodes = np.column_stack([np.append(0.0, upto[:-1]) + 1, upto]).ravel()
        places = np.column_stack([counted["first"][order], counted["x"][order]]).ravel()
        values = np.interp(rank, nodes, places)
        quartiles = np.interp(1 + (upto[-1] - 1) * QUARTILES, nodes, places)
        apart = np.diff(rank)
        weight = (np.append(apart, 1.0) + np.append(1.0, apart)) / 2
        ends.append(_ends(way, values, q, weight, quartiles, quantiles))
        points.append((values, q))
    of_group = np.repeat(np.arange(known.n), [len(q) for _, q in points])
    x, y = np.concatenate(points, axis=1) if points else np.empty((2, 0))
    several = [group for group, (_, q) in enumerate(points) if len(q) > 1]
    line = _lines(known.take(np.array(several, dtype=np.intp)), [ends[one] for one in several])
    return Parts(known.take(of_group).with_(x=x, y=y), line=line)


def _seen(upto: Floats, quantiles: _Quantiles) -> tuple[Floats, Floats]:
    """Return ranks, of which none that can be seen is left out, and their quantiles.

    Parameters
    ----------
    upto
        The ranks of the last values of cells, along which nothing can be seen between.
    quantiles
        Of the distribution, along which there may be: ranks are halved until nothing can.
    """
    n = upto[-1]
    rank = np.unique(np.append(1.0, upto))
    q = quantiles(medians(rank, n))
    while True:
        step = (q[-1] - q[0]) / _STEPS
        wide = np.flatnonzero((np.diff(q) > step) & (np.diff(rank) > 1))
        if not len(wide):
            return rank, q
        between = np.floor((rank[wide] + rank[wide + 1]) / 2)
        rank = np.insert(rank, wide + 1, between)
        q = np.insert(q, wide + 1, quantiles(medians(between, n)))


def medians(rank: Floats, n: float) -> Floats:
    """Return the medians of the shares of the values below some of `n` ordered ones.

    Parameters
    ----------
    rank
        Their places, from 1 on.
    n
        How many values there are.
    """
    made = (rank - 0.3175) / (n + 0.365)
    last = 0.5 ** (1 / max(n, 1))
    ends: Floats = np.where(rank == n, last, np.where(rank == 1, 1 - last, made))
    return ends


def distribution(dist: Any) -> tuple[_Quantiles, bool]:
    """Return what gives quantiles, and whether the distribution has all of its parameters."""
    if dist == "norm":
        require("scipy", "stats", "QQ")
        from scipy.special import ndtri

        return ndtri, False
    if not isinstance(dist, str):
        standard = hasattr(dist, "shapes") and callable(dist)  # as scipy.stats.norm, not frozen
        return _checked(dist).ppf, not standard
    require("scipy", "stats", "QQ")
    from scipy import stats

    known = [name for name, of in vars(stats).items() if isinstance(of, stats.rv_continuous)]
    check_name(dist, known, "distribution of scipy.stats")
    return _checked(getattr(stats, dist)).ppf, False


def _checked(dist: Any) -> Any:
    """Raise PlotSpecError if a distribution lacks parameters that give it its shape."""
    if callable(dist) and getattr(dist, "shapes", None):
        given = ", ".join(f"{one.strip()}=..." for one in dist.shapes.split(","))
        raise PlotSpecError(
            f"The distribution {dist.name!r} needs its parameters: {dist.shapes}. Give it with "
            f"them: dist=scipy.stats.{dist.name}({given})."
        )
    return dist


def _ends(
    way: str, values: Floats, q: Floats, weight: Any, quartiles: Floats, quantiles: _Quantiles
) -> tuple[Floats, Floats]:
    """Return values and quantiles at both ends of a line.

    Parameters
    ----------
    way
        "identity", "quartile" or "fit".
    values, q
        The points.
    weight
        How many rows each stands for.
    quartiles
        Of the values.
    quantiles
        Of the distribution.
    """
    ends = q[[0, -1]]
    if way == "identity":
        return ends, ends
    if way == "quartile":
        at = quantiles(QUARTILES)
        slope = (quartiles[1] - quartiles[0]) / (at[1] - at[0])
        return quartiles[0] + slope * (ends - at[0]), ends
    weight = np.broadcast_to(weight, q.shape)
    centre, level = (np.average(one, weights=weight) for one in (q, values))
    centred = q - centre
    slope = (weight * centred * values).sum() / (weight * centred**2).sum()
    return level + slope * (ends - centre), ends


def _lines(heads: Table, ends: Sequence[tuple[Floats, Floats]]) -> Table:
    """Return the two ends of the line of each group; `heads` has one row a group."""
    x, y = np.array(ends).reshape(-1, 2, 2).transpose(1, 0, 2).reshape(2, -1)
    return heads.take(np.repeat(np.arange(len(ends)), 2)).with_(x=x, y=y)
