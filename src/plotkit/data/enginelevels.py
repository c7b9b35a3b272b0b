"""Levels as an engine has them, and the codes of values that came from one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from plotkit.data.column import Column, from_days
from plotkit.data.convert import to_column
from plotkit.data.factor import Factor, factorize_array
from plotkit.data.kind import Kind
from plotkit.data.summary import sorted_levels
from plotkit.data.whenused import nw
from plotkit.records import dataclass
from plotkit.typing import Array, Codes

_TIMES = (np.datetime64, np.timedelta64)


@dataclass(frozen=True)
class Coding:
    """How a column of an engine becomes codes once it is in memory.

    Attributes
    ----------
    kind
        What it is: an engine gives times and durations in days.
    levels
        The levels by which it is coded; None for those there are.
    joined
        Whether the last level stands for all others.
    """

    kind: Kind
    levels: tuple[Any, ...] | None = None
    joined: bool = False

    def of(self, column: Column) -> Factor:
        """Return a column that was fetched as codes.

        Levels that nobody knew, as too many for a profile, are sorted: each answer of an engine
        has an order of its own, and groups must have one place in all of them.
        """
        if self.levels is not None:
            return Factor(coded(column, self.levels, self.joined), self.levels)
        if self.kind in (Kind.TIME, Kind.DURATION) and not isinstance(column.values, Factor):
            return factorize_array(from_days(column.floats(), self.kind))
        factor = column.factor()
        return factor if factor.declared else factor.recode(sorted_levels(factor.levels))


def engine_levels(levels: Sequence[Any], joined: bool = False) -> tuple[Any, ...]:
    """Return levels as an engine has them: numbers that are not whole, times, durations as floats.

    If the last level stands for all others (`joined`), its number is one that no other level has.
    """
    if joined and len(levels) > 1:
        named = engine_levels(levels[:-1])
        if isinstance(named[0], float):
            return (*named, float(np.nextafter(max(named), np.inf)))
        if are_whole(named):
            above = max(named) < np.iinfo(np.int64).max
            return (*named, max(named) + 1 if above else min(named) - 1)
        return (*named, levels[-1])
    known = to_column(list(levels), "levels")
    kept = isinstance(known.values, Factor) or are_whole(levels)
    return tuple(levels) if kept else tuple(known.floats().tolist())


def of_type(levels: Sequence[Any], dtype: nw.dtypes.DType) -> tuple[Any, ...]:
    """Return those levels, of columns of several kinds on one axis, that a column can hold."""
    if not dtype.is_numeric():
        kind = bool if dtype == nw.Boolean else str
        return tuple(level for level in levels if isinstance(level, kind))
    numbers = [v for v in levels if isinstance(v, int | float) and not isinstance(v, bool)]
    if dtype.is_integer():
        return as_held([v for v in numbers if float(v).is_integer()], dtype)
    times = [v for v in levels if isinstance(v, _TIMES)]
    return tuple(map(float, [*numbers, *as_held(times, dtype)]))


def as_held(levels: Sequence[Any], dtype: nw.dtypes.DType) -> tuple[Any, ...]:
    """Return the levels of a column that was fetched as the column of the engine holds them."""
    if levels and isinstance(levels[0], _TIMES):
        return engine_levels(levels)
    return tuple(map(int, levels)) if dtype.is_integer() else tuple(levels)


def are_mixed(levels: Sequence[Any]) -> bool:
    """Tell whether levels come from columns of several kinds."""
    return len({float if type(level) is int else type(level) for level in levels}) > 1


def are_whole(levels: Sequence[Any], joined: bool = False) -> bool:
    """Tell whether levels are whole numbers, as an engine keeps them; but for one that joins."""
    named = levels[:-1] if joined else levels
    return all(type(level) is int for level in named) and bool(named)


def coded(column: Column, levels: Sequence[Any], joined: bool = False) -> Codes:
    """Return the place of each value among levels, as an engine gave it; -1 where it is none."""
    values = column.values
    if isinstance(values, Factor):
        return values.recode(levels).codes
    if values.dtype.kind in "iu" and are_whole(levels, joined):
        return column.factor().recode(levels, joined).codes
    known = engine_levels(levels, joined)
    if are_mixed(levels):
        known = tuple(engine_levels([v])[0] if isinstance(v, _TIMES) else v for v in known)
    return level_codes(column.floats(), known)


def level_codes(values: Array, known: Sequence[Any]) -> Codes:
    """Return the place of each float among levels as an engine has them, -1 where it is none.

    The last bits of a time in days differ from engine to engine.
    """
    if not known:
        return np.full(len(values), -1, dtype=np.intp)
    numbers = np.array([v if isinstance(v, int | float) else np.nan for v in known], np.float64)
    order = np.argsort(numbers)
    above = np.clip(np.searchsorted(numbers[order], values), 1, max(len(numbers) - 1, 1))
    near = order[np.minimum([above - 1, above], len(numbers) - 1)]
    with np.errstate(invalid="ignore"):
        off = np.where(numbers[near] == values, 0.0, np.abs(numbers[near] - values))
    best = np.argmin(np.where(np.isnan(off), np.inf, off), axis=0)
    rows = np.arange(len(values))
    close = off[best, rows] <= 1e-15 * np.nan_to_num(np.abs(values))
    return np.where(close, near[best, rows], -1)
