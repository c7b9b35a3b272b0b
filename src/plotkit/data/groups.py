"""Groups: rows coded by one or more keys, and numbers reduced on those codes in numpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from math import prod
from typing import Any

import numpy as np

from plotkit.data.blocks import blocks, extremes_of, look_up, narrowest, places_among, tally
from plotkit.data.factor import Coded, Factor
from plotkit.data.reductions import call_for_number
from plotkit.records import dataclass
from plotkit.typing import Array, Codes, Floats

Key = Array | Factor | Coded
_MANY = 8
"""Rows of a group on average, from which groups are sorted one by one."""


@dataclass(frozen=True, eq=False)
class Groups:
    """A partition of rows by the distinct combinations of some keys.

    Attributes
    ----------
    combined
        Shape (n,): one whole number for each combination, from 0, in the order of the keys.
    count
        How many groups there are.
    find_keys
        Finds the `keys`.
    places
        The group of each combination; None if there is one for each.
    rows
        Rows in each group, shape (count,), if they are known already.
    """

    combined: Codes
    count: int
    find_keys: Callable[[], tuple[Array | Factor, ...]] = tuple
    places: Codes | None = None
    rows: Codes | None = None

    @cached_property
    def keys(self) -> tuple[Array | Factor, ...]:
        """The values of each key, shape (count,), a key."""
        return self.find_keys()

    @cached_property
    def codes(self) -> Codes:
        """The group of each row, 0 to count - 1, ordered by the keys; shape (n,)."""
        return self.combined if self.places is None else look_up(self.places, self.combined)

    @cached_property
    def order(self) -> Codes:
        """Rows sorted by group, in their own order within each; shape (n,)."""
        short = self.count <= np.iinfo(np.uint16).max  # numpy sorts these by radix: 7 x faster
        return np.argsort(self.codes.astype(np.uint16) if short else self.codes, kind="stable")

    @cached_property
    def sizes(self) -> Codes:
        """Rows in each group, shape (count,)."""
        return tally(self.codes, self.count) if self.rows is None else self.rows

    @cached_property
    def starts(self) -> Codes:
        """Where each group begins in `order`, shape (count,)."""
        return (np.cumsum(self.sizes) - self.sizes).astype(np.intp, copy=False)

    def slices(self) -> Sequence[Codes]:
        """Return the rows of each group."""
        return np.split(self.order, self.starts[1:]) if self.count else []

    def take(self, rows: Any) -> Groups:
        """Return the same groups of some rows only; a group may have none."""
        return Groups(self.codes[rows], self.count, self.find_keys)


def group_rows(keys: Sequence[Key], n: int) -> Groups:
    """Group `n` rows by the distinct combinations of `keys`, ordered by the keys in turn.

    Each key is coded once, codes are combined by mixed radix, and combinations that do not occur
    are closed up.
    """
    parts = [_part(key) for key in keys]
    size = 1 if n else 0
    for part in parts:
        size *= len(part.values)
    if size > max(4 * n, 1024):
        return _sparse(parts, n)
    combined: Array
    rows: Codes | None
    if not parts:
        combined, rows = np.broadcast_to(np.int8(0), n), np.full(size, n)
    elif len(parts) == 1 and not parts[0].first:
        combined, rows = parts[0].codes, None
    else:
        combined, rows = _mixed(parts, n, size)
    used = _seen(combined, size) if rows is None else np.flatnonzero(rows)
    if len(used) == size:
        return Groups(combined, size, partial(_keys, parts, used), None, rows)
    places = np.zeros(size, narrowest(len(used)))
    places[used] = np.arange(len(used))
    left = None if rows is None else rows[used]
    return Groups(combined, len(used), partial(_keys, parts, used), places, left)


def _seen(codes: Codes, size: int) -> Codes:
    """Return the codes that occur; where all do, the first rows tell most of the time."""
    seen = np.zeros(size, dtype=bool)
    for block in blocks(len(codes), size):
        seen |= np.bincount(codes[block], minlength=size) > 0
        if seen.all():
            break
    return np.flatnonzero(seen)


def _mixed(parts: Sequence[_Part], n: int, size: int) -> tuple[Codes, Codes]:
    """Return one code for each combination of several, and how many rows each has."""
    combined, rows = np.empty(n, narrowest(size)), np.zeros(size, dtype=np.intp)
    for block in blocks(n, size):
        mixed = np.zeros(len(combined[block]), dtype=np.intp)
        for part in parts:
            mixed *= len(part.values)
            mixed += part.codes[block]
            if part.first:
                mixed -= part.first
        rows += np.bincount(mixed, minlength=size)
        combined[block] = mixed
    return combined, rows


def _sparse(parts: Sequence[_Part], n: int) -> Groups:
    """Group rows by so many possible combinations that those that occur are found by sorting."""
    codes, size = np.zeros(n, dtype=np.intp), 1
    known: tuple[Array | Factor, ...] = ()
    waiting: list[_Part] = []
    for part in parts:
        if size * len(part.values) > np.iinfo(np.intp).max // 2:
            codes, known = _closed(codes, known, waiting)
            size, waiting = len(known[0]), []
        codes, size = codes * len(part.values) + part.codes - part.first, size * len(part.values)
        waiting.append(part)
    codes, known = _closed(codes, known, waiting)
    return Groups(codes, len(known[0]), lambda: known)


def _closed(
    codes: Codes, known: Sequence[Array | Factor], waiting: Sequence[_Part]
) -> tuple[Codes, tuple[Array | Factor, ...]]:
    """Close up the combinations of those known before with the keys that waited."""
    found, codes = np.unique(codes, return_inverse=True)
    before = found // prod(len(part.values) for part in waiting)
    return codes, (*(key[before] for key in known), *_keys(waiting, found))


def _keys(parts: Sequence[_Part], combined: Codes) -> tuple[Array | Factor, ...]:
    """Take combined codes apart again, into the values of each key."""
    keys = []
    for part in reversed(parts):
        combined, own = np.divmod(combined, max(len(part.values), 1))
        keys.append(part.values[own])
    return tuple(reversed(keys))


@dataclass(frozen=True, eq=False)
class _Part:
    """A key as codes, from `first` on, and the value of each in ascending order."""

    codes: Codes
    first: int
    values: Array | Factor


def _part(key: Key) -> _Part:
    if isinstance(key, Factor):
        size = len(key.levels)
        if not key.incomplete:
            return _Part(key.codes, 0, Factor(np.arange(size), key.levels, key.declared))
        codes = key.codes.astype(narrowest(size + 1))
        codes[key.missing] = size  # the last group is "missing", as in legends
        places = np.append(np.arange(size), -1)
        return _Part(codes, 0, Factor(places, key.levels, key.declared))
    if isinstance(key, Coded):
        values, places = np.unique(key.table, return_inverse=True)
        if np.array_equal(places, np.arange(len(values))) and not key.incomplete:
            return _Part(key.codes, 0, values)
        return _Part(look_up(places.astype(narrowest(len(values))), key.codes), 0, values)
    if not len(key) or key.strides == (0,):  # one constant for all rows
        return _Part(np.broadcast_to(np.int8(0), len(key)), 0, key[:1])
    whole = _whole(key)
    if whole is not None:
        return whole
    values = np.unique(key)  # much faster without the inverse
    if len(values) <= len(key) // 64:
        return _Part(places_among(values, key), 0, values)
    values, codes = np.unique(key, return_inverse=True)
    return _Part(codes, 0, values)


def _whole(key: Array) -> _Part | None:
    """Return codes of numbers a whole number apart (levels, bins), which need no sorting."""
    if key.dtype.kind not in "fiu":
        return None
    low, high = extremes_of(key)
    if not 0 <= high - low <= 4 * len(key) + 1024:  # also where something is missing
        return None
    if max(abs(low), abs(high)) > 2**52:
        return None
    if key.dtype.kind != "f":
        codes = key if key.dtype.kind == "i" else key.astype(np.intp)
        return _Part(codes, int(low), _range(low, high, key.dtype))
    size = round(high - low) + 1  # rounded as the codes are
    codes = np.empty(len(key), dtype=narrowest(size))
    for part in blocks(len(key)):
        codes[part] = np.rint(key[part] - low)
        if not np.array_equal(codes[part] + low, key[part]):
            return None
    return _Part(codes, 0, (low + np.arange(size)).astype(key.dtype))


def _range(low: float, high: float, dtype: np.dtype[Any]) -> Array:
    return np.arange(int(low), int(high) + 1).astype(dtype)


def reduce_groups(
    how: str, values: Floats | None, groups: Groups, func: Callable[[Any], Any] | None = None
) -> Floats:
    """Reduce one column on the codes; missing values take no part. Shape (groups.count,)."""
    if how == "size" or values is None:
        return groups.sizes.astype(np.float64)
    if groups.count == 1 and how in ("min", "max") and len(values):
        end = extremes_of(values)[how == "max"]
        if end == end:
            return np.array([end])
    present = values == values
    if not present.all():
        values, groups = values[present], groups.take(present)
    del present
    if how in _KERNELS:
        return _KERNELS[how](values, groups)
    if func is None:
        raise ValueError(f"no reduction {how!r}")
    results = np.full(groups.count, np.nan)
    for code, rows in enumerate(groups.slices()):
        if len(rows):
            results[code] = call_for_number(func, values[rows])
    return results


def _count(values: Floats, groups: Groups) -> Floats:
    return groups.sizes.astype(np.float64)


def _sum(values: Floats, groups: Groups) -> Floats:
    if groups.count == 1:
        return np.array([values.sum()])
    sums = np.zeros(groups.count)
    for part in blocks(len(values), groups.count):
        sums += np.bincount(groups.codes[part], values[part], groups.count)
    return sums


def _mean(values: Floats, groups: Groups) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return _sum(values, groups) / groups.sizes


def _var(values: Floats, groups: Groups) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):  # also for infinite values
        centred = values - _mean(values, groups)[groups.codes]  # two passes: no cancellation
        result = _sum(centred * centred, groups) / (groups.sizes - 1)
    return np.where(groups.sizes > 1, result, np.nan)


def _std(values: Floats, groups: Groups) -> Floats:
    return np.sqrt(_var(values, groups))


def _sem(values: Floats, groups: Groups) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.sqrt(_var(values, groups) / groups.sizes)


def _from(start: float, ufunc: np.ufunc) -> Callable[[Floats, Groups], Floats]:
    def kernel(values: Floats, groups: Groups) -> Floats:
        if groups.count == 1 and len(values):
            return np.array([ufunc.reduce(values)])
        result = np.full(groups.count, start)
        for part in blocks(len(values)):
            ufunc.at(result, groups.codes[part].astype(np.intp, copy=False), values[part])
        return np.where(groups.sizes > 0, result, np.nan)

    return kernel


def _first(values: Floats, groups: Groups) -> Floats:
    result = np.full(groups.count, np.nan)
    result[groups.codes[::-1]] = values[::-1]
    return result


def _last(values: Floats, groups: Groups) -> Floats:
    result = np.full(groups.count, np.nan)
    result[groups.codes] = values
    return result


def _in_order(
    values: Floats, groups: Groups, arrange: Callable[[Floats], None] = np.ndarray.sort
) -> Floats:
    """Return values group by group, ascending within each, or arranged so in place."""
    if groups.count * _MANY > len(values):
        return values[np.lexsort((values, groups.codes))]
    ordered = values[groups.order]
    for start, size in zip(groups.starts, groups.sizes, strict=True):
        arrange(ordered[start : start + size])
    return ordered


def _part_in_the_middle(values: Floats) -> None:
    """Bring the values to their places in the middle that a median needs."""
    if len(values):
        values.partition(((len(values) - 1) // 2, len(values) // 2))


def _median(values: Floats, groups: Groups) -> Floats:
    ordered = _in_order(values, groups, _part_in_the_middle)
    result = np.full(groups.count, np.nan)
    some = groups.sizes > 0
    starts, sizes = groups.starts[some], groups.sizes[some]
    result[some] = (ordered[starts + (sizes - 1) // 2] + ordered[starts + sizes // 2]) / 2
    return result


def _nunique(values: Floats, groups: Groups) -> Floats:
    ordered = _in_order(values, groups)
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    new[groups.starts[groups.sizes > 0]] = True
    ends = np.append(groups.starts, len(ordered))
    return np.diff(np.searchsorted(np.flatnonzero(new), ends)).astype(np.float64)


_KERNELS: Mapping[str, Callable[[Floats, Groups], Floats]] = {
    "count": _count,
    "sum": _sum,
    "mean": _mean,
    "min": _from(np.inf, np.minimum),
    "max": _from(-np.inf, np.maximum),
    "prod": _from(1.0, np.multiply),
    "var": _var,
    "std": _std,
    "sem": _sem,
    "median": _median,
    "first": _first,
    "last": _last,
    "nunique": _nunique,
}
