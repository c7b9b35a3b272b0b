"""Est: an estimate at each position, with the interval that tells how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data import expr
from plotkit.data.queries import approximate
from plotkit.data.reductions import Reduction, call, count, max_, min_, reduction, sum_
from plotkit.data.relation import Relation
from plotkit.data.table import GroupedTable, Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, check_name, check_seed, quoted
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bootstrap import fill, interval, named, resampled, resampled_means
from plotkit.stats.bygroup import check_amounts, in_data_units, sorted_rows, usable
from plotkit.stats.moments import ENOUGH, OF_MEANS, OF_MEDIANS, closed, student_quantile
from plotkit.stats.quantile import Quantiles
from plotkit.stats.reduced import reduced
from plotkit.typing import Codes, Floats, ReductionName, Space

Kind: TypeAlias = Literal["ci", "normal", "pi", "se", "sd", "mad", "range"]
Method: TypeAlias = Literal["auto", "moments", "resample"]
LEVELS: Mapping[str, float] = {
    "ci": 95.0, "normal": 95.0, "pi": 95.0, "se": 1.0, "sd": 1.0, "mad": 1.0, "range": 100.0,
}  # fmt: skip
"""The kinds of error bars and their levels unless told otherwise."""

_PERCENT = ("ci", "normal", "pi")

_CERTAIN = ("count", "size")
"""Estimates that are the same in each resample."""

_FINEST = 99.9
"""An interval of this level, in percent, lies where four moments tell little."""

Bounds = tuple[Floats, Floats]


@dataclass(frozen=True)
class Est(Stat):
    """Estimate the value at each position, with an interval around it.

    Parameters
    ----------
    func
        The estimate: name of a reduction as for `Agg` ("mean", "median", "sum", ...) or a function
        from a pandas Series to a number.
    errorbar
        The interval: a kind, or (kind, level).

        - "ci": confidence interval of the estimate from a percentile bootstrap; level in percent,
          95.
        - "normal": confidence interval of the mean by Student's t, for values that are about
          normal; level in percent, 95. Needs the extra ``stats``.
        - "pi": percentile interval, which holds the middle `level` percent of the values; 95.
        - "se": estimate ± `level` standard errors of the mean; 1.
        - "sd": estimate ± `level` standard deviations (divisor n - 1); 1.
        - "mad": estimate ± `level` median absolute deviations from the median; 1. (1.4826 of them
          are a standard deviation of normal values.)
        - "range": from the least to the largest value.
        - a function from a pandas Series to (low, high).
        - None: no interval, both ends are the estimate.
    n_boot
        How many resamples the bootstrap draws.
    seed
        Where random numbers start; by default ``Plot.config.seed``, so that the same plot gives the
        same picture.
    method
        How the interval "ci" is found.

        - "auto": by moments, where they are closer to many resamples than `n_boot` of them are;
          else by resampling.
        - "moments": without resampling. Of a mean or sum by a Cornish-Fisher expansion of the
          first four moments; of a median by the order statistics at which those of resamples lie.
          Other estimates have none.
        - "resample": from `n_boot` resamples.
    space
        Where to estimate on a transformed axis: "scale" in axis units (on a logarithmic axis the
        mean is then the geometric mean, and the interval a factor), "data" in data units, where
        the end of an interval may lie below all that the axis can show: it then reaches the end of
        the axis. They agree on a linear axis.

    Notes
    -----
    Makes `y`, `ymin` and `ymax`. Missing and infinite values take no part. A group of one value has
    no spread: both ends are the estimate, and with "normal" there is no interval. An interval
    depends only on the values of its own group (in any order) and on the seed.

    With a `weight` variable the estimate is the weighted mean, and the interval "ci" or None; rows
    are drawn with equal chances and keep their weights. Rows of weight 0 take no
    part.

    By "auto" moments serve groups of 50 rows or more. Up to 10,000 rows a mean that depends on one
    or two of them (its distribution in resamples has a skewness above 0.5) is resampled. The ends
    differ from those of 100,000 resamples by about 0.02 standard errors, of medians and of values
    that are only 0 and 1 by about the distance to the next value that they can have; those of
    1,000 resamples differ by 0.1. Levels from 99.9 percent on, and other estimates, are resampled.

    On lazy data "auto" takes moments of all groups, however small or skewed, whose ends may be a
    third of a standard error off: they need no rows, but one query for sums.

    Everything runs in the engine but functions, the reductions "first", "last" and "prod", and
    resampling: for these the columns are fetched, as many rows as ``Plot.config.max_rows`` allows.

    References: Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap,
    chapter 13. Hall, P. (1992), The Bootstrap and Edgeworth Expansion. Efron, B. (1979), Bootstrap
    methods: another look at the jackknife, The Annals of Statistics 7, 1-26. Student (1908), The
    probable error of a mean, Biometrika 6, 1-25.

    See Also
    --------
    Agg : Numbers without an interval, or any interval: ``Agg("median", ymin="min", ymax="max")``.
    PointRange, LineBand, BarRange, CrossBar : What shows it.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "b", "b"], "y": [1, 2, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Range(), so.Est(errorbar="sd"))
    """

    needs: ClassVar[Sequence[str]] = ("y",)
    foretells: ClassVar[bool] = True
    instead: ClassVar[str] = (
        'Est(errorbar="se"), and intervals of means and medians without method="resample", '
        "need none."
    )
    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y", "ymin": "y", "ymax": "y"})

    func: ReductionName | Callable[[Any], Any] = "mean"
    errorbar: Kind | tuple[Kind, float] | Callable[[Any], tuple[float, float]] | None = ("ci", 95)
    n_boot: int = 1000
    seed: int | None = None
    space: Space = "scale"
    method: Method = "auto"

    def __post_init__(self) -> None:
        reduction(self.func, "y")  # a wrong name is an error where it is written
        check_name(self.space, get_args(Space), "space")
        check_name(self.method, get_args(Method), "method of Est")
        kind, level = self._kind_and_level()
        if self.method == "moments" and kind == "ci":
            self._check_moments(level)
        if kind == "normal" and self.func != "mean":
            raise PlotSpecError(
                f"errorbar 'normal' is an interval of the mean, not of {self.func!r}. For any "
                'other estimate there is errorbar="ci", by resampling.'
            )
        if not _whole(self.n_boot) or self.n_boot < 1:
            raise PlotSpecError(f"n_boot must be a positive whole number, not {self.n_boot!r}.")
        check_seed(self.seed)

    def aliases(self) -> Mapping[str, str]:
        """Return what the values are called."""
        return {"value": "y"}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Group by position, if there is one, estimate and add the interval."""
        need(self, data, *self.needs)
        keys = [*by, *(["x"] if "x" in data else [])]
        units = data.unit("y")
        check_amounts(self, self.func, units)
        weight = ["weight"] if "weight" in data else []
        if not units.countable:  # levels are reduced by their places, unknown to an engine
            data = data.select(*keys, "y", *weight).collect()
        data = usable(data, "y")
        if self.space == "scale" or units.linear:
            return self._estimated(data, keys)
        rows = in_data_units(data.select(*keys, "y", *weight))
        return _on_axis(self._estimated(rows, keys), units)

    def _check_moments(self, level: float) -> None:
        """Raise unless an interval can be found without resampling."""
        if self._known not in (*OF_MEANS, *OF_MEDIANS, *_CERTAIN):
            raise PlotSpecError(
                f'method="moments" is for {quoted((*OF_MEANS, "median"))}, not for {self.func!r}. '
                'Any other estimate is resampled: method="resample", or leave it out.'
            )
        if level == 100:
            raise PlotSpecError(
                'With method="moments" an interval of 100 % has no end. Ask for less, or for '
                'errorbar="range", from the least to the largest value.'
            )

    @property
    def _known(self) -> Any:
        """The name of the estimate, also of numpy's functions; else the function."""
        return named(self.func)

    def _estimated(self, data: Relation, keys: Sequence[str]) -> Table:
        """Estimate, and find the interval, in the units of the values."""
        kind, level = self._kind_and_level()
        if kind == "ci" and self._known in _CERTAIN and "weight" not in data:
            kind = "none"  # as many rows in each resample
        closes = kind == "ci" and self._closes(level)
        if "weight" in data:
            self._check_weighted(kind)
        if closes and not isinstance(data, Table):
            approximate("Est: intervals by moments, not from resamples, of small groups too")
            table, low, high, _ = closed(self._known, data, keys, level)
        elif "weight" in data:
            table, low, high = self._weighted(data, keys, kind, level, closes)
        elif kind in ("ci", "call"):
            table, low, high = self._from_rows(data, keys, kind, level, closes)
        elif kind in ("pi", "mad"):
            table, low, high = self._from_quantiles(data, keys, kind, level)
        else:
            table, low, high = self._from_sums(data, keys, kind, level)
        y = table["y"]
        if kind != "normal":
            low, high = np.where(low == low, low, y), np.where(high == high, high, y)
        return table.with_(ymin=low, ymax=high)

    def _kind_and_level(self) -> tuple[str, float]:
        """Return what `errorbar` says; the kinds of a function and of None are their own."""
        asked: Any = self.errorbar
        if asked is None:
            return "none", 0.0
        if callable(asked):
            return "call", 0.0
        if isinstance(asked, str):
            asked = (asked, LEVELS.get(asked, 0.0))
        elif isinstance(asked, tuple | list) and "range" in asked[:1]:
            raise PlotSpecError(f'errorbar "range" has no level, as in {asked!r}: it is all of it.')
        if not isinstance(asked, tuple | list) or len(asked) != 2 or not isinstance(asked[0], str):
            raise PlotSpecError(
                'errorbar must be a kind such as "ci", a pair such as ("ci", 95), a function from '
                f"a vector to (low, high), or None; not {asked!r}."
            )
        kind, level = asked
        check_name(kind, get_args(Kind), "kind of errorbar")
        most = 100 if kind in (*_PERCENT, "range") else np.inf
        if not isinstance(level, int | float | np.number) or not 0 <= level <= most:
            unit = "a percentage from 0 to 100" if most == 100 else "a number from 0 on"
            raise PlotSpecError(f"The level of errorbar {kind!r} must be {unit}, not {level!r}.")
        return kind, float(level)

    def _from_sums(
        self, data: Relation, keys: Sequence[str], kind: str, level: float
    ) -> tuple[Table, Floats, Floats]:
        """Estimate by one query for sums and extremes of each group."""
        wanted = {"y": reduction(self.func, "y")}
        if kind == "range":
            wanted |= {"low": min_("y"), "high": max_("y")}
        elif kind != "none":
            wanted["spread"] = Reduction("std" if kind == "sd" else "sem", "y")
        if kind == "normal":
            wanted["n"] = count()
        made = reduced(data, keys, wanted).collect()
        table = made.select(*keys, "y")
        if kind == "none":
            return table, table["y"], table["y"]
        if kind == "range":
            return table, made["low"], made["high"]
        half = made["spread"] * (
            level if kind != "normal" else student_quantile(level, made["n"] - 1)
        )
        return table, table["y"] - half, table["y"] + half

    def _from_quantiles(
        self, data: Relation, keys: Sequence[str], kind: str, level: float
    ) -> tuple[Table, Floats, Floats]:
        """Find an interval between percentiles, or by the median of distances from the median."""
        quantiles = Quantiles.of(data.select(*keys, "y"), keys)
        rows = quantiles.rows
        shares = np.array([50, 50 - level / 2, 50 + level / 2] if kind == "pi" else [50]) / 100
        middle, *ends = quantiles.at(shares, "linear").T
        if self._known in OF_MEDIANS:
            table = rows.summaries.without("n").with_(y=middle)
        else:
            table = reduced(data, keys, {"y": reduction(self.func, "y")}).collect()
        if kind == "pi":
            low, high = (np.where(rows.summaries["n"] < 2, np.nan, end) for end in ends)
            return table, low, high
        off: Any = rows.data["y"] - rows.spread(middle)
        off = rows.derive(y=expr.where(off < 0, 0.0 - off, off))
        reach = level * Quantiles(off).at(shares, "linear")[:, 0]
        return table, table["y"] - reach, table["y"] + reach

    def _closes(self, level: float) -> bool:
        """Tell whether an interval can be found without resampling, of some groups at least."""
        if self.method == "resample" or self._known not in (*OF_MEANS, *OF_MEDIANS):
            return False
        return self.method == "moments" or level < _FINEST

    def _estimates(
        self,
        data: Table,
        keys: Sequence[str],
        level: float,
        closes: bool,
        rest: Callable[[Table, GroupedTable], tuple[Table, Floats, Floats]],
    ) -> tuple[Table, Floats, Floats]:
        """Estimate from rows in memory: groups that need it by `rest`, from their own rows."""
        grouped = data.group(*keys)
        enough = ENOUGH if self.method == "auto" else 0
        if not closes or grouped.groups.sizes.max(initial=0) < enough:
            return rest(data, grouped)
        table, low, high, fits = closed(self._known, data, keys, level, grouped)
        if self.method == "auto" and not fits.all():
            left = data.filter(~fits[grouped.groups.codes])
            _, low[~fits], high[~fits] = rest(left, left.group(*keys))
        return table, low, high

    def _from_rows(
        self, data: Relation, keys: Sequence[str], kind: str, level: float, closes: bool
    ) -> tuple[Table, Floats, Floats]:
        """Estimate and find the interval from the values of each group."""

        def resample(rows: Table, grouped: GroupedTable) -> tuple[Table, Floats, Floats]:
            values: Floats = rows["y"].astype(np.float64, copy=False)
            order = sorted_rows(values, grouped.groups)  # the order of an engine must not matter

            def bounds(which: Codes) -> Bounds:
                some = values[which]
                if kind == "call":
                    return self._called(some)
                if kind == "ci":
                    some = resampled(some, self.func, self.n_boot, self.seed or 0)
                return interval(some, level)

            table = grouped.agg(y=reduction(self.func, "y"))
            return table, *fill(grouped.groups, order, bounds)

        return self._estimates(self._collect(data, keys, "y"), keys, level, closes, resample)

    def _called(self, values: Floats) -> Bounds:
        """Call the user's function for each group."""
        ends = []
        for row in values:
            made = call(self.errorbar, row)  # type: ignore[arg-type]  # it is a function here
            if np.shape(made) != (2,):
                raise PlotSpecError(
                    f"The function given as errorbar must return (low, high), not {made!r}."
                )
            ends.append(made)
        low, high = np.array(ends, dtype=np.float64).T
        return low, high

    def _check_weighted(self, kind: str) -> None:
        """Raise unless there is an estimate with weights."""
        if self.func != "mean" or kind not in ("ci", "none"):
            raise PlotSpecError(
                'With weight, Est takes func="mean" and errorbar "ci" or None, not '
                f"func={self.func!r}, errorbar={self.errorbar!r}. Leave out weight or change them."
            )

    def _weighted(
        self, data: Relation, keys: Sequence[str], kind: str, level: float, closes: bool
    ) -> tuple[Table, Floats, Floats]:
        """Return the weighted mean and its interval."""
        sums = {"y": sum_("_weighted"), "weight": sum_("weight")}
        if kind == "none":
            data = data.derive(_weighted=data["y"] * data["weight"])
            table = data.group(*keys).agg(**sums).collect()
            table = table.with_(y=table["y"] / table["weight"])
            return table.without("weight"), table["y"], table["y"]

        def resample(rows: Table, grouped: GroupedTable) -> tuple[Table, Floats, Floats]:
            values, weights = rows["y"], rows["weight"]
            made = rows.derive(_weighted=values * weights).group(*keys).agg(**sums)
            order = np.lexsort((weights, values, grouped.groups.codes))

            def bounds(which: Codes) -> Bounds:
                means = resampled_means(values[which], weights[which], self.n_boot, self.seed or 0)
                return interval(means, level)

            table = made.with_(y=made["y"] / made["weight"]).without("weight")
            return table, *fill(grouped.groups, order, bounds)

        rows = self._collect(data, keys, "y", "weight")
        return self._estimates(rows, keys, level, closes, resample)

    def _collect(self, data: Relation, keys: Sequence[str], *columns: str) -> Table:
        """Return the rows."""
        return data.select(*keys, *columns).collect()


def _on_axis(table: Table, units: Units) -> Table:
    """Return estimates in axis units; an end that the axis cannot show is beyond all it can."""
    made = {}
    with np.errstate(divide="ignore", invalid="ignore"):
        for name, beyond in (("y", np.nan), ("ymin", -np.inf), ("ymax", np.inf)):
            values = table[name]
            placed = units.forward(values)
            made[name] = np.where(np.isnan(placed) & ~np.isnan(values), beyond, placed)
    return table.with_(**made)


def _whole(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
