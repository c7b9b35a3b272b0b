"""BoxStats: quartiles, whiskers and outliers of the values at each position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, get_args

import numpy as np

from plotkit.data.queries import approximate
from plotkit.data.reductions import sum_
from plotkit.data.relation import Parts, Relation
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, check_name, warn
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import usable
from plotkit.stats.quantile import Method, Quantiles, check_method, check_weights, method_for
from plotkit.stats.selection import Beyond, Rows
from plotkit.typing import Floats, Space

NOTCH = 1.57
"""Half of a notch is so many times the height of the box over the root of n."""


MANY = 20
"""So many boxes of one row each are told."""


@dataclass(frozen=True)
class BoxStats(Stat):
    """Find quartiles, ends of whiskers, and outliers; runs in the engine of lazy data.

    Parameters
    ----------
    whis
        How far whiskers may reach: so many heights of the box from its ends, or a pair of
        percentiles. They end at the last observations within; those beyond are the outliers.
    method
        How a quantile between two values is found, by the names of ``numpy.quantile``; see
        :class:`Perc`. By default "linear", and with weights "inverted_cdf".
    space
        Where quantiles and fences are found on a transformed axis: "scale" in axis units (on a
        logarithmic axis the fences are factors of the box), "data" in data units.
    outliers
        Whether the rows of outliers are kept, as the part `outliers`.

    Notes
    -----
    Makes `ymin` and `ymax` (ends of the whiskers), `q1`, `median`, `q3`, `notchmin` and
    `notchmax` (median ± 1.57 times the height of the box over the root of n: medians whose notches
    do not overlap differ, about 95 % sure), and `n`, the number of rows. The part `outliers` has
    their `y`; of lazy data, if they are more than `Plot.config.max_rows`, the farthest one of those
    in each of some 4,000 cells of the range, and ``explain()`` tells how many they are. A value on the fence is no outlier. Where no value lies between fence and box, the
    whisker has no length.

    With a `weight` variable a quantile is the least value up to which the weights reach that share
    of their sum: another factor of all weights changes nothing. Rows of weight 0 are as if absent,
    negative weights are an error. Notches count (sum of weights)² / sum of squared weights rows.

    References: Tukey, J. W. (1977), Exploratory Data Analysis. McGill, R., Tukey, J. W. and Larsen,
    W. A. (1978), Variations of box plots, The American Statistician 32, 12-16. The numbers are
    those of ``matplotlib.cbook.boxplot_stats``.

    See Also
    --------
    Box : draws it.
    Perc : any percentiles.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "a", "b", "b"], "y": [1, 2, 4, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Range(), so.BoxStats(whis=(5, 95)))
    """

    whis: float | tuple[float, float] = 1.5
    method: Method | None = None
    space: Space = "scale"
    outliers: bool = True

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType(
        {
            **dict.fromkeys(("ymin", "q1", "median", "q3", "ymax", "notchmin", "notchmax"), "y"),
            "n": "number",
        }
    )
    needs: ClassVar[Sequence[str]] = ("y",)

    def __post_init__(self) -> None:
        self._reach()
        check_method(self, self.method)
        check_name(self.space, get_args(Space), "space of BoxStats")

    def __call__(self, data: Relation, by: Sequence[str]) -> Parts:
        """Group by position, if there is one; find quantiles, then what lies outside."""
        need(self, data, "y")
        units = data.unit("y")
        data, names, method = value_rows(self, self.method, data, by)
        if self.space == "scale" or units.linear:
            return self._stats(data, names, method)
        table = data.collect()
        made = self._stats(table.with_(y=units.inverse(table["y"])), names, method)
        outliers = {name: _forward(part, units) for name, part in made.others.items()}
        return Parts(_forward(made.main, units), **outliers)

    def _reach(self) -> tuple[float, ...]:
        """Return the factor of the height, or the two shares."""
        whis: Any = self.whis
        try:
            numbers = np.asarray([] if isinstance(whis, bool | str) else whis, dtype=np.float64)
        except (TypeError, ValueError):
            numbers = np.empty(0)
        if numbers.ndim == 0 and numbers >= 0:
            return (float(numbers),)
        low, high = numbers.tolist() if numbers.shape == (2,) else (np.nan, np.nan)
        if 0 <= low <= high <= 100:
            return low / 100, high / 100
        raise PlotSpecError(
            "whis of BoxStats must be a number of heights of the box, such as 1.5, or a pair of "
            f"percentiles, such as (5, 95); not {whis!r}."
        )

    def _stats(self, data: Relation, names: Sequence[str], method: str) -> Parts:
        quantiles = Quantiles.of(data, names)
        reach = self._reach()
        ends = reach if len(reach) == 2 else ()
        found = quantiles.at(np.array([0.25, 0.5, 0.75, *ends]), method)
        q1, median, q3 = found[:, :3].T
        if len(reach) == 2:
            low, high = found[:, 3:].T
        else:
            # A value that is off by rounding lies on the fence.
            room = reach[0] * (q3 - q1) + 4e-15 * np.maximum(np.abs(q1), np.abs(q3))
            low, high = q1 - room, q3 + room
        summaries = quantiles.rows.summaries
        keys = {name: summaries[name] for name in names}
        n = summaries["n"]
        if "x" in keys and not data.unit("x").discrete:
            _warn_of_single_rows(n)
        half = NOTCH * (q3 - q1) / np.sqrt(effective(quantiles))
        beyond = quantiles.selection.beyond(low, high)
        columns = {
            **keys,
            "ymin": np.minimum(beyond.least, q1),
            "q1": q1,
            "median": median,
            "q3": q3,
            "ymax": np.maximum(beyond.most, q3),
            "notchmin": median - half,
            "notchmax": median + half,
            "n": n,
        }
        main = Table(columns, len(n), data.coords)
        if not self.outliers:
            return Parts(main)
        return Parts(main, outliers=outside(beyond, keys, data))


def value_rows(
    stat: Stat, method: str | None, data: Relation, by: Sequence[str]
) -> tuple[Relation, list[str], str]:
    """Return the rows whose values count, what they are grouped by, and the method for quantiles.

    Raises
    ------
    PlotSpecError
        If values are levels, or weights are negative or do not go with the method.
    """
    if data.unit("y").discrete:
        name = type(stat).__name__
        raise PlotSpecError(
            f"{name} needs numbers or times on the value axis, which is nominal here. Count shows "
            'categories; for boxes along the other axis pass orient="x" or "y".'
        )
    found = method_for(stat, method, data)
    check_weights(stat, data)
    names = [*by, *(["x"] if "x" in data else [])]
    weight = ["weight"] if "weight" in data else []
    return usable(data, "y").select(*names, "y", *weight), names, found


def outside(beyond: Beyond, keys: Mapping[str, Any], data: Relation) -> Relation:
    """Return what lies beyond two values of each group, with the keys of its group."""
    rows = beyond.rows
    if not isinstance(rows, Rows):
        if beyond.thinned:
            approximate(f"{beyond.thinned:,} rows lie outside: one is drawn of those in one cell")
        return rows
    own = {name: key[rows.codes] for name, key in keys.items()}
    return Table({**own, "y": rows.values}, rows.n, data.coords)


def _warn_of_single_rows(n: Floats) -> None:
    """Say so if there is hardly any box, since nearly every row has a position of its own."""
    single = int((n == 1).sum())
    if len(n) >= MANY and single > 0.9 * len(n):
        warn(
            f"BoxStats: {single} of {len(n)} boxes are of one row, since positions are numbers "
            "that hardly repeat. Put them into bins first: so.Bin, or a column of your own."
        )


def effective(quantiles: Quantiles) -> Floats:
    """Return how many rows of equal weight tell as much as those of each group."""
    rows = quantiles.rows
    n: Floats = rows.summaries["n"]
    if "weight" not in rows.summaries:
        return n
    # As shares of the heaviest group, so that no square leaves the numbers there are.
    heaviest = float(rows.summaries["weight"].max(initial=5e-324))
    share: Any = rows.data["weight"] / heaviest
    squares = rows.derive(_squares=share * share).agg(squares=sum_("_squares"))["squares"]
    sums = (rows.summaries["weight"] / heaviest) ** 2
    effective: Floats = np.divide(sums, squares, out=np.ones(len(sums)), where=squares > 0)
    return effective


def _forward(table: Table, units: Units) -> Table:
    """Return a table with its values in axis units; NaN for an end that no axis can show."""
    with np.errstate(divide="ignore", invalid="ignore"):
        made = {name: units.forward(table[name]) for name in table.positions("y")}
    return table.with_(**made)
