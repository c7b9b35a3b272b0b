"""Categories as integer codes, made once; and values looked up by code."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from plotkit.records import dataclass
from plotkit.typing import Array, Bools, Codes


@dataclass(frozen=True, eq=False)
class Factor:
    """A categorical column: a code per row into a short sequence of levels.

    Attributes
    ----------
    codes
        Shape (n,), integers; -1 where the value is missing.
    levels
        The distinct values, in the order of the data or as declared.
    declared
        Whether the data say which levels there are and in which order (a categorical dtype).
    """

    codes: Codes
    levels: tuple[Any, ...]
    declared: bool = False

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: Any) -> Any:
        """Return some rows, or the level of one row, None if it is missing."""
        codes = self.codes[rows]
        if isinstance(codes, np.ndarray):
            return Factor(codes, self.levels, self.declared)
        return self.levels[codes] if codes >= 0 else None

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return self.values().astype(dtype or object)

    @property
    def missing(self) -> Bools:
        """Where the value is missing, shape (n,)."""
        return self.codes < 0

    @property
    def incomplete(self) -> bool:
        """Whether any value is missing."""
        return bool(len(self.codes)) and bool(self.codes.min() < 0)

    def values(self, missing: object = None) -> Array:
        """Return the level of each row as an object array, `missing` where there is none."""
        return as_objects((*self.levels, missing))[self.codes]

    def recode(self, levels: Sequence[object], joined: bool = False) -> Factor:
        """Return the same rows coded by other `levels`; levels that are not among them: -1.

        If they are `joined`, the last of `levels` stands for all that are not among them.
        """
        if same_levels(levels, self.levels):
            return self
        place = {level: code for code, level in enumerate(levels)}
        rest = len(levels) - 1 if joined else -1
        table = np.array([place.get(level, rest) for level in self.levels] + [-1], dtype=np.intp)
        return Factor(table[self.codes], tuple(levels), self.declared)

    def drop_unused(self) -> Factor:
        """Return the factor without levels that no row has."""
        present = self.codes[self.codes >= 0] if self.incomplete else self.codes
        used = np.bincount(present, minlength=len(self.levels)) > 0
        if used.all():
            return self
        kept = tuple(level for level, keep in zip(self.levels, used, strict=True) if keep)
        return self.recode(kept)


@dataclass(frozen=True, eq=False)
class Coded(NDArrayOperatorsMixin):
    """One value a row, held as a code into a short table of values.

    Marks may treat it as an array: ``v.linewidth * 2`` and ``np.sqrt(v.pointsize)`` work on the
    table, and ``np.asarray(v.color)`` gives a value a row. The pane uses the codes as they are, so
    that a million rows in three colours cost three colours.
    """

    codes: Codes
    table: Array
    """Shape (k,) or (k, 4): one value, or one colour, for each code."""

    @property
    def incomplete(self) -> bool:
        """Whether any row has the last entry of the table as -1."""
        return bool(len(self.codes)) and bool(self.codes.min() < 0)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: Any) -> Any:
        """Return some rows, still coded, or the value of one row; of colours also channels."""
        if isinstance(rows, tuple):
            return np.asarray(self)[rows]
        codes = self.codes[rows]
        return Coded(codes, self.table) if isinstance(codes, np.ndarray) else self.table[codes]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        values: Array = self.table[self.codes]
        return values if dtype is None else values.astype(dtype)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        """Compute on the table where all else is constant, else on a value a row."""
        if kwargs.pop("out", None) is not None:
            return NotImplemented
        alike = method == "__call__" and all(
            each.codes is self.codes if isinstance(each, Coded) else np.ndim(each) == 0
            for each in inputs
        )
        if alike:
            tables = [each.table if isinstance(each, Coded) else each for each in inputs]
            return Coded(self.codes, ufunc(*tables, **kwargs))
        rows = [np.asarray(each) if isinstance(each, Coded) else each for each in inputs]
        return getattr(ufunc, method)(*rows, **kwargs)


def as_objects(values: Iterable[object]) -> Array:
    """Return a one-dimensional object array, also when the values are themselves sequences."""
    listed = list(values)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array


def factorize(values: Iterable[Any]) -> Factor:
    """Code any hashable values in order of appearance; None and NaN are missing.

    Values that are equal share a level, so 1, 1.0 and True are one level, as in a dict.
    """
    values = values if isinstance(values, list | tuple) else list(values)
    distinct = dict.fromkeys(values)  # nulls are looked for among these few, not row by row
    levels = tuple(value for value in distinct if not is_null(value))
    place = dict.fromkeys(distinct, -1) | {level: code for code, level in enumerate(levels)}
    return Factor(np.fromiter(map(place.__getitem__, values), np.intp, len(values)), levels)


def factorize_array(values: Array, absent: Bools | None = None) -> Factor:
    """Code an array of numbers, times or booleans; the levels are sorted, missing values -1.

    `absent` tells what is missing among whole numbers, which cannot say so themselves.
    """
    if values.dtype == object:
        return factorize(values.tolist())
    missing = np.isnat(values) if values.dtype.kind in "mM" else values != values
    missing = missing if absent is None else missing | absent
    present = values[~missing] if missing.any() else values
    levels, inverse = np.unique(present, return_inverse=True)
    codes = np.full(len(values), -1, dtype=np.intp)
    codes[~missing] = inverse
    return Factor(codes, tuple(_scalars(levels)))


def _scalars(levels: Array) -> Iterable[Any]:
    """Python scalars for numbers; numpy's own for times, whose Python form loses nanoseconds.

    Numbers of less than double precision are the shortest that are these: 0.1 in 32 bits is 0.1.
    """
    if levels.dtype.kind == "f" and levels.dtype.itemsize < 8:
        return [float(str(level)) for level in levels]
    return levels if levels.dtype.kind in "mM" else levels.tolist()


def same_levels(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    """Tell whether levels are the same; values of two types, which may not compare, are not."""
    if one is other:
        return True
    return len(one) == len(other) and all(
        a is b or (type(a) is type(b) and a == b) for a, b in zip(one, other, strict=True)
    )


def is_null(value: Any) -> bool:
    """None, NaN, NaT and pandas' NA: everything that does not equal itself, or that is NA."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # pandas.NA has no truth value, arrays have many
        return type(value).__name__ == "NAType"
