"""Bootstrap intervals without resampling: of means by four moments, of medians by ranks.

What a percentile bootstrap estimates is known: the mean of a resample has cumulants that are those
of the rows over powers of n, and a Cornish-Fisher expansion turns four of them into quantiles. A
weighted mean is below t where the mean of weight × (value - t) is below 0, so its quantile is the t
at which that of this mean is 0. The median of a resample is an order statistic of the rows, whose
rank has a beta distribution.

References: Hall, P. (1992), The Bootstrap and Edgeworth Expansion. Efron, B. (1979), Bootstrap
methods: another look at the jackknife, The Annals of Statistics 7, 1-26. Hill, G. W. (1970),
Algorithm 396: Student's t-quantiles, Communications of the ACM 13, 619-620.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb
from statistics import NormalDist
from typing import Any

import numpy as np

from plotkit.data.blocks import blocks
from plotkit.data.groups import Groups, reduce_groups
from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import Reduction, count, max_, min_, sum_
from plotkit.data.relation import Relation
from plotkit.data.table import GroupedTable, Table
from plotkit.errors import require
from plotkit.records import dataclass, replace
from plotkit.stats.bygroup import MOST_GROUPS, ByGroup
from plotkit.stats.quantile import Quantiles
from plotkit.typing import Bools, Floats

ENOUGH = 50
"""From so many rows on, moments are closer to many resamples than 1,000 resamples are."""

SKEWED = 0.5
"""A mean whose distribution is more skewed depends on one or two rows, as where one of a
hundred is 1 and all others 0: it has few values, which a smooth quantile does not meet."""

MANY = 10_000
"""Of more rows even such a mean is not resampled."""

_FAR = 300.0
"""Rows so many deviations from where powers are centred are centred anew, to keep digits."""

_STEPS = 50

Power = tuple[int, int]
"""Exponents of a value, times its weight, and of the weight alone."""


def _powers(weighted: bool) -> list[Power]:
    """Return the powers, up to four together, that are summed up."""
    most = 4 if weighted else 0
    return [(a, b) for a in range(5) for b in range(most + 1) if 1 <= a + b <= 4]


@dataclass(frozen=True, eq=False)
class Moments:
    """What is known of the values of each group: all of shape (groups,).

    Attributes
    ----------
    keys
        One row a group.
    n
        How many rows it has.
    centre
        What was taken from its values.
    unit
        What its centred values were divided by, so that powers stay within the floats.
    mean
        The means of powers of weight × centred value, and of the weight.
    least, most
        The ends of its values; a mean of resampled rows is not beyond.
    """

    keys: Table
    n: Floats
    centre: Floats
    unit: float
    mean: Mapping[Power, Floats]
    least: Floats
    most: Floats

    @classmethod
    def of(cls, data: Relation, names: Sequence[str]) -> Moments:
        """Sum up powers: in memory around the mean of each group, in an engine by one query.

        In an engine they are around one number for all groups; if one is so far from it that
        digits would be lost, another query sums up around the means.
        """
        if isinstance(data, Table):
            return _in_memory(data.group(*names))
        centre, unit = data.centre("y")
        made = _in_engine(data, names, centre, unit)
        if not made.far.any():
            return made
        means = made.means
        if len(means) > MOST_GROUPS:
            return _in_memory(data.collect().group(*names))
        rows = ByGroup(data, tuple(names), made.keys, None)
        return replace(_in_engine(data, names, rows.spread(means), unit), centre=means)

    @classmethod
    def of_groups(cls, grouped: GroupedTable) -> Moments:
        """Sum up powers of rows in memory that are grouped."""
        return _in_memory(grouped)

    @property
    def estimate(self) -> Floats:
        """The mean around the centre, in units."""
        return self.mean[1, 0] / self.mean.get((0, 1), 1.0)

    @property
    def means(self) -> Floats:
        """The mean of the values, weighted if there are weights."""
        return self.centre + self.estimate * self.unit

    @property
    def shape(self) -> tuple[Floats, Floats]:
        """The skewness and the excess kurtosis of the values, without bias, as pandas has them.

        NaN of equal values, and of less than three or four.
        """
        n, square, third, fourth = self.n, *(self._raw(k, self.estimate) for k in (2, 3, 4))
        square = np.where(self.least < self.most, square, np.nan)
        with np.errstate(divide="ignore", invalid="ignore"):
            skewness = np.sqrt(n * (n - 1)) / (n - 2) * third / square**1.5
            kurtosis = (n + 1) * fourth / square**2 - 3 * (n - 1)
            kurtosis *= (n - 1) / ((n - 2) * (n - 3))
        return np.where(n < 3, np.nan, skewness), np.where(n < 4, np.nan, kurtosis)

    @property
    def far(self) -> Bools:
        """Which groups were centred so far away that digits are lost."""
        spread = self._deviation(np.zeros_like(self.n))
        lost: Bools = (np.abs(self.mean[1, 0]) > _FAR * spread) & (self.least < self.most)
        return lost

    @property
    def fits(self) -> Bools:
        """Which groups have rows enough, and not too skewed a mean, for four moments to tell."""
        _, _, skewness, _ = self._cumulants(self.estimate)
        fits: Bools = (self.n >= ENOUGH) & ((np.abs(skewness) <= SKEWED) | (self.n > MANY))
        return fits

    def interval(self, level: float) -> tuple[Floats, Floats]:
        """Return the percentiles of the mean of resampled rows, for a level below 100 percent."""
        z = NormalDist().inv_cdf(0.5 + level / 200)
        return self._percentile(-z), self._percentile(z)

    def _percentile(self, z: float) -> Floats:
        """Return where a mean of resampled rows lies with the chance that belongs to `z`."""
        at, weight = self.estimate, self.mean.get((0, 1), 1.0)
        for _ in range(_STEPS):
            middle, error, skewness, kurtosis = self._cumulants(at)
            step = (middle + error * cornish_fisher(z, skewness, kurtosis)) / weight
            at = at + step
            if (np.abs(step) <= 1e-9 * error / weight).all():
                break
        return np.clip(self.centre + at * self.unit, self.least, self.most)

    def _raw(self, power: int, at: Floats) -> Floats:
        """Return the mean of a power of weight × (value - at)."""
        made = np.zeros_like(at)
        for k in range(power + 1):
            own = (power - k, k) if (0, 1) in self.mean else (power - k, 0)
            made += comb(power, k) * (-at) ** k * self.mean.get(own, 1.0)
        return made

    def _deviation(self, at: Floats) -> Floats:
        return np.sqrt(np.maximum(self._raw(2, at) - self._raw(1, at) ** 2, 0.0))

    def _cumulants(self, at: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return mean, deviation, skewness and kurtosis of the mean of weight × (value - at)."""
        m1, m2, m3, m4 = (self._raw(power, at) for power in (1, 2, 3, 4))
        variance = np.maximum(m2 - m1 * m1, 0.0)
        third = m3 - 3 * m1 * m2 + 2 * m1**3
        fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1**4
        some = variance > 0
        deviation = np.where(some, np.sqrt(variance), 1.0)
        skewness = np.where(some, third / deviation**3, 0.0) / np.sqrt(self.n)
        kurtosis = np.where(some, fourth / deviation**4 - 3, 0.0) / self.n
        return m1, np.where(some, deviation, 0.0) / np.sqrt(self.n), skewness, kurtosis


def cornish_fisher(z: float, skewness: Floats, kurtosis: Floats) -> Floats:
    """Return the quantile of a distribution, in its deviations, at that of a normal one.

    Parameters
    ----------
    z
        The quantile of the normal distribution.
    skewness, kurtosis
        Of the distribution; kurtosis is 0 for a normal one.
    """
    made: Floats = (
        z
        + (z**2 - 1) * skewness / 6
        + (z**3 - 3 * z) * kurtosis / 24
        - (2 * z**3 - 5 * z) * skewness**2 / 36
    )
    return made


def _in_engine(data: LazyTable, names: Sequence[str], centre: Any, unit: float) -> Moments:
    """Sum up powers by one query; `centre` is a number or an engine's expression."""
    off = (data["y"] - centre) / unit if unit != 1.0 else data["y"] - centre
    weighted = "weight" in data
    data = data.derive_whole(_v=off * data["weight"] if weighted else off)
    powers = _powers(weighted)
    for a, b in powers:  # one after the other, so that no expression grows
        if (a, b) == (1, 0):
            column: Any = data["_v"]
        elif (a, b) == (0, 1):
            column = data["weight"]
        elif a:
            column = data[f"_s{a - 1}{b}"] * data["_v"]
        else:
            column = data[f"_s0{b - 1}"] * data["weight"]
        data = data.derive_whole(**{f"_s{a}{b}": column})
    ends = {"least": min_("y"), "most": max_("y"), "sum": sum_("y")}  # the sum is for others
    sums: dict[str, Reduction] = {f"s{a}{b}": sum_(f"_s{a}{b}") for a, b in powers}
    made = data.group(*names).agg(n=count(), **ends, **sums).collect()
    n: Floats = made["n"]
    where = np.full(len(n), centre if isinstance(centre, float) else np.nan)
    mean = {(a, b): made[f"s{a}{b}"] / n for a, b in powers}
    keys = made.select(*names) if names else Table({}, len(n), made.coords)
    return Moments(keys, n, where, unit, mean, made["least"], made["most"])


def _in_memory(grouped: GroupedTable) -> Moments:
    """Sum up powers block by block, around the mean of each group."""
    data, groups = grouped.table, grouped.groups
    y: Floats = data["y"].astype(np.float64, copy=False)
    keys = Table(grouped.keys(), groups.count, data.coords)
    weight: Floats | None = data["weight"] if "weight" in data else None  # noqa: SIM401 - no dict
    return of_rows(y, weight, groups, keys)


def of_rows(y: Floats, weight: Floats | None, groups: Groups, keys: Table) -> Moments:
    """Return the moments of rows in memory."""
    many, weighted = groups.count, weight is not None
    least, most = (reduce_groups(how, y, groups) for how in ("min", "max"))
    low, high = least.min(initial=np.inf), most.max(initial=-np.inf)
    reach = max(abs(low), abs(high))
    unit = float(reach) if not 1e-70 < reach < 1e70 and 0 < reach < np.inf else 1.0
    powers = _powers(weighted)
    rough = low / 2 + high / 2
    total, of_weight = np.zeros(many), np.zeros(many)
    for part in blocks(len(y), many):
        code = groups.codes[part].astype(np.intp, copy=False)
        own = None if weight is None else weight[part]
        off = (y[part] - rough) / unit
        total += np.bincount(code, off if own is None else off * own, many)
        of_weight += np.bincount(code, own, many)
    centre = rough + total / of_weight * unit
    sums = {power: np.zeros(many) for power in powers}
    for part in blocks(len(y), many):
        code = groups.codes[part].astype(np.intp, copy=False)
        v = (y[part] - centre[code]) / unit
        own = None if weight is None else weight[part]
        v = v if own is None else v * own
        made: dict[Power, Any] = {(1, 0): v, (0, 1): own}
        for a, b in powers:
            if (a, b) not in made:
                before = (a - 1, b) if a else (0, b - 1)
                made[a, b] = made[before] * (v if a else own)
            sums[a, b] += np.bincount(code, made[a, b], many)
    n = groups.sizes.astype(np.float64)
    mean = {power: total / n for power, total in sums.items()}
    return Moments(keys, n, centre, unit, mean, least, most)


def median_interval(quantiles: Quantiles, level: float) -> tuple[Floats, Floats, Floats]:
    """Return the medians of groups, and the percentiles of those of resampled rows.

    The rank of the median of n resampled rows, over n, has a beta distribution, which is a Student
    distribution of n + 1 degrees of freedom in disguise. An even number has two middle rows.
    """
    n: Floats = quantiles.rows.summaries["n"]
    t = _large_student(NormalDist().inv_cdf(0.5 + level / 200), n + 1)
    half = t / np.sqrt(n + 1 + t * t) / 2
    ends = n[:, None] * np.column_stack([0.5 - half, 0.5 + half])
    odd = (n % 2 == 1)[:, None]
    place = np.where(odd, np.ceil(ends - 1), ends - 0.5)
    middle = (n[:, None] - 1) / 2
    found = quantiles.ranked(np.column_stack([middle, place]))
    median, low, high = found.T
    return median, low, high


def _large_student(z: float, freedom: Floats) -> Floats:
    """Return the quantile of a Student distribution of many degrees at that of a normal one."""
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    made = np.full_like(freedom, z)
    for power, term in enumerate(terms, 1):
        made += term / freedom**power
    return made


OF_MEANS, OF_MEDIANS = ("mean", "sum"), ("median", "quantile")
"""Estimates whose intervals are known without resampling."""


def closed(
    func: str,
    data: Relation,
    keys: Sequence[str],
    level: float,
    grouped: GroupedTable | None = None,
) -> tuple[Table, Floats, Floats, Bools]:
    """Estimate the mean, sum or median of groups and its interval, without resampling.

    Parameters
    ----------
    func
        Name of the estimate.
    data, keys
        The rows, and what they are grouped by.
    level
        Of the interval, in percent; below 100.
    grouped
        The groups of rows in memory, if they are known.

    Returns
    -------
    table
        The keys and estimates, one row a group.
    low, high
        The intervals.
    fits
        Which of them are closer to those of many resamples than 1,000 resamples are.
    """
    if func in OF_MEDIANS:
        data = data.select(*keys, "y")
        if grouped is None:
            quantiles = Quantiles.of(data, keys)
        else:
            rows = ByGroup(data, tuple(keys), grouped.agg(n=count()), grouped.groups)
            quantiles = Quantiles(rows)
        y, low, high = median_interval(quantiles, level)
        summaries = quantiles.rows.summaries
        return summaries.without("n").with_(y=y), low, high, summaries["n"] >= ENOUGH
    moments = Moments.of(data, keys) if grouped is None else Moments.of_groups(grouped)
    low, high = moments.interval(level)
    times = moments.n if func == "sum" else 1.0
    table = moments.keys.with_(y=moments.means * times)
    return table, low * times, high * times, moments.fits


def student_quantile(level: float, freedom: Floats) -> Floats:
    """Return how many standard errors a confidence interval reaches; NaN for a single row."""
    require("scipy", "stats", 'Est(errorbar="normal")')
    from scipy.special import stdtrit

    quantiles: Floats = stdtrit(np.maximum(freedom, 1.0), 0.5 + level / 200)
    return np.where(freedom > 0, quantiles, np.nan)
