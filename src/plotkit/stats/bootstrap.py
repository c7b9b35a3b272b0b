"""Bootstrap: estimates from rows drawn again, for all groups of one size at once.

Groups of equal size share their resamples: each resample is a row of counts (how often a value is
drawn), so that the means of all groups in all resamples are one matrix product; and the median of a
resample is the value at a rank that all groups share. Marginally each group is resampled as if it
were alone, so each interval is the same as without sharing.

Reference: Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapters 6, 13.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from plotkit.data.groups import Groups
from plotkit.data.reductions import call_for_number, function
from plotkit.progress import waiting, within
from plotkit.typing import Array, Codes, Floats

Estimator = str | Callable[[Any], Any]

LINEAR = ("mean", "sum")
_RANKED = ("median", "min", "max")
_KNOWN = ("mean", "sum", "median", "min", "max")
"""Functions of numpy that do what the reduction of that name does."""
CHUNK = 1 << 18
"""So many draws are made at once: few enough to stay in the processor's cache."""

MOST_VALUES = 1 << 22
"""Most values, or estimates in resamples, of the groups that are taken together."""

FEW = 8
"""For fewer rows of values than this, picking the values is faster than counting the draws."""


def by_size(order: Codes, groups: Groups, least: int = 2) -> Iterator[tuple[Codes, Codes]]:
    """Yield the groups of each size, and their rows.

    Parameters
    ----------
    order
        Rows sorted by group, shape (n,).
    groups
        The groups.
    least
        Smaller groups are left out.

    Yields
    ------
    which
        The groups, shape (g,), never so many that their rows or 1,000 resamples are too much.
    rows
        Their rows, shape (g, size).
    """
    for size in np.unique(groups.sizes[groups.sizes >= least]):
        same = np.flatnonzero(groups.sizes == size)
        most = max(MOST_VALUES // max(int(size), 1000), 1)
        for start in range(0, len(same), most):
            which = same[start : start + most]
            yield which, order[groups.starts[which][:, None] + np.arange(size)]


def resampled_means(
    values: Floats, weights: Floats | None, n_boot: int, seed: int, total: bool = False
) -> Floats:
    """Return the (weighted) means of groups of one size in resamples, shape (g, n_boot).

    Parameters
    ----------
    values, weights
        Shape (g, n).
    n_boot
        How many resamples.
    seed
        Where random numbers start; the same for the same `n`, whatever other groups there are.
    total
        Whether sums are wanted in place of means.
    """
    n = values.shape[1]
    if weights is None:
        sums = _resampled_sums(values, n_boot, seed)
        return sums if total else sums / n
    sums, of_weights = np.split(
        _resampled_sums(np.concatenate([values * weights, weights]), n_boot, seed), 2
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums / of_weights


def _resampled_sums(rows: Floats, n_boot: int, seed: int) -> Floats:
    sums = np.empty((len(rows), n_boot))
    for part, index in draws(rows.shape[1], n_boot, seed):
        if len(rows) < FEW:
            for row, made in zip(rows, sums, strict=True):
                made[part] = row.take(index).sum(axis=1)
        else:
            sums[:, part] = rows @ _counts(index).T
    return sums


def _counts(index: Codes) -> Floats:
    """Return how often each of n values is drawn in each resample, shape (draws, n)."""
    flat = index + np.arange(len(index))[:, None] * index.shape[1]
    return np.bincount(flat.ravel(), minlength=index.size).reshape(index.shape).astype(np.float64)


def draws(n: int, n_boot: int, seed: int) -> Iterator[tuple[slice, Codes]]:
    """Yield which resamples, and which of `n` values are drawn in each, shape (some, n)."""
    random = np.random.default_rng((seed, n))
    some = max(CHUNK // n, 1)
    for start in range(0, n_boot, some):
        stop = min(start + some, n_boot)
        yield slice(start, stop), random.integers(n, size=(stop - start, n), dtype=np.intp)
        within(stop / n_boot)


def named(func: Estimator) -> Estimator:
    """Return the name of a function of numpy that does what the reduction of that name does."""
    return next((name for name in _KNOWN if func is getattr(np, name)), func)


def resampled(values: Floats, func: Estimator, n_boot: int, seed: int) -> Floats:
    """Return any estimate of groups of one size in resamples, shape (g, n_boot).

    Reductions known by name, and numpy's own functions, reduce many resamples at once; any other
    function is called for each. The values of each group must be sorted.
    """
    func = function(named(func))
    name = None if callable(func) else func
    if name in LINEAR:
        return resampled_means(values, None, n_boot, seed, total=name == "sum")
    if name in _RANKED:
        return _resampled_ranks(values, name, n_boot, seed)
    estimate = along(func)
    made = np.empty((len(values), n_boot))
    for part, index in draws(values.shape[1], n_boot, seed):
        for group, row in enumerate(values):
            made[group, part] = estimate(row.take(index))
    return made


def _resampled_ranks(values: Floats, name: str, n_boot: int, seed: int) -> Floats:
    """Return medians or extremes: of sorted values, those at the ranks of the resample itself."""
    n = values.shape[1]
    ranks = {"median": [(n - 1) // 2, n // 2], "min": [0], "max": [n - 1]}[name]
    made = np.empty((len(values), n_boot))
    for part, index in draws(n, n_boot, seed):
        index.partition(ranks, axis=-1)
        made[:, part] = values[:, index[:, ranks]].mean(axis=-1)
    return made


def along(func: Estimator) -> Callable[[Floats], Floats]:
    """Return the function that reduces each row of an array of shape (some, n)."""
    if not callable(func):
        return _ALONG[func]
    if (getattr(func, "__module__", None) or "").partition(".")[0] == "numpy":
        return partial(_of_numpy, func)
    return partial(_by_row, func)


def _of_numpy(func: Callable[..., Any], values: Floats) -> Floats:
    try:
        made: Array = np.asarray(func(values, axis=-1), dtype=np.float64)
    except TypeError:  # it takes no axis
        return _by_row(func, values)
    return made if made.shape == values.shape[:1] else _by_row(func, values)


def _by_row(func: Callable[[Any], Any], values: Floats) -> Floats:
    return np.array([call_for_number(func, row) for row in values], dtype=np.float64)


def _size(values: Floats) -> Floats:
    return np.full(len(values), float(values.shape[1]))


def _sem(values: Floats) -> Floats:
    made: Floats = _std(values) / np.sqrt(values.shape[1])
    return made


_std = partial(np.std, axis=-1, ddof=1)

_ALONG: Mapping[str, Callable[[Floats], Any]] = {
    "count": _size,
    "size": _size,
    "prod": partial(np.prod, axis=-1),
    "std": _std,
    "var": partial(np.var, axis=-1, ddof=1),
    "sem": _sem,
    "first": lambda values: values[:, 0],
    "last": lambda values: values[:, -1],
    "nunique": lambda values: 1.0 + (np.diff(np.sort(values)) != 0).sum(axis=-1),
}


def interval(samples: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the percentiles that hold the middle `level` percent of each row.

    Parameters
    ----------
    samples
        Shape (g, n); missing values take no part.
    level
        In percent.

    Returns
    -------
    tuple of array
        Low and high ends, shape (g,), NaN where a row has no value at all.
    """
    ends = (50 - level / 2, 50 + level / 2)
    missing = np.isnan(samples)
    if not missing.any():
        low, high = np.percentile(samples, ends, axis=-1)
        return low, high
    low, high = np.full((2, len(samples)), np.nan)
    some = ~missing.all(axis=-1)
    if some.any():
        low[some], high[some] = np.nanpercentile(samples[some], ends, axis=-1)
    return low, high


def fill(
    groups: Groups, order: Codes, bounds: Callable[[Codes], tuple[Floats, Floats]]
) -> tuple[Floats, Floats]:
    """Find the bounds of all groups of two rows or more, size by size; NaN for the others."""
    low, high = np.full((2, groups.count), np.nan)
    with waiting("intervals from resamples", len(order)) as progress:
        for which, rows in by_size(order, groups):
            progress.start(rows.size)
            low[which], high[which] = bounds(rows)
    return low, high
