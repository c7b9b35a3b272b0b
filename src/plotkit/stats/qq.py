"""QQ: values against the quantiles of a distribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.relation import Parts, Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, require, shown
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat
from plotkit.stats.inorder import InOrder
from plotkit.typing import Floats

Line: TypeAlias = Literal["quartile", "fit", "identity"]


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
    ``scipy.stats.probplot``. Needs the extra ``stats``. Lazy data are fetched, as many rows as
    ``Plot.config.max_rows`` allows.

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
        for name, why in (("y", "x or y, not both"), ("weight", "no weight")):
            if name in data:
                raise PlotSpecError(f"QQ takes {why}: take the other one out of this layer.")
        if data.unit("x").discrete:
            raise PlotSpecError("QQ needs numbers, and its values are levels.")
        quantiles, exact = distribution(self.dist)
        rows = InOrder.of(self, data, by)
        way = self.line or ("identity" if exact else "quartile")
        values = np.asarray(rows.table["x"], dtype=np.float64)
        made, ends, first = np.empty(rows.table.n), [], []
        for own in rows.slices():
            made[own] = quantiles(medians(len(own)))
            if len(own) > 1:
                ends.append(_ends(way, values[own], made[own], quantiles))
                first.append(own[0])
        keys = [name for name in by if name in rows.table and name != "text"]
        heads = rows.table.select(*keys).take(np.repeat(np.array(first, dtype=np.intp), 2))
        x, y = np.array(ends).reshape(-1, 2, 2).transpose(1, 0, 2).reshape(2, -1)
        line = Table({**heads.columns, "x": x, "y": y}, len(x), rows.table.coords)
        return Parts(rows.told(rows.table.with_(y=made)), line=line)


def medians(n: int) -> Floats:
    """Return the medians of the shares of the values below each of `n` ordered ones."""
    made = (np.arange(1, n + 1) - 0.3175) / (n + 0.365)
    if n > 0:
        made[-1] = 0.5 ** (1 / n)
        made[0] = 1 - made[-1]
    return np.asarray(made, dtype=np.float64)


def distribution(dist: Any) -> tuple[Callable[[Floats], Floats], bool]:
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


def _ends(way: str, values: Floats, q: Floats, quantiles: Callable[[Floats], Floats]) -> Any:
    """Return values and quantiles at both ends of a line."""
    ends = q[[0, -1]]
    if way == "identity":
        return ends, ends
    if way == "quartile":
        shares = np.array([0.25, 0.75])
        low, high = np.quantile(values, shares)
        at = quantiles(shares)
        slope = (high - low) / (at[1] - at[0])
        return low + slope * (ends - at[0]), ends
    centred = q - q.mean()
    slope = (centred * values).sum() / (centred**2).sum()
    return values.mean() + slope * (ends - q.mean()), ends
