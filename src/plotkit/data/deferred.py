"""A number for all rows that is found only if somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

import numpy as np

from plotkit.typing import Array


class Deferred:
    """A column of one number, which may take a pass over the rows to find.

    Parameters
    ----------
    find
        Gives the number; called once at most.
    n
        How many rows there are.
    """

    def __init__(self, find: Callable[[], float], n: int) -> None:
        self._find, self._n = find, n

    @cached_property
    def _value(self) -> float:
        return self._find()

    def __reduce__(self) -> tuple[Any, ...]:
        return Deferred, (partial(float, self._value), self._n)

    def __len__(self) -> int:
        return self._n

    def __getitem__(self, rows: Any) -> Deferred:
        return Deferred(lambda: self._value, chosen(rows, self._n))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return np.broadcast_to(np.asarray(self._value, dtype=dtype), self._n)


def chosen(rows: Any, n: int) -> int:
    """Return how many of `n` rows an index, slice or mask chooses."""
    if isinstance(rows, slice):
        return len(range(n)[rows])
    some = np.asarray(rows)
    return int(np.count_nonzero(some)) if some.dtype == bool else len(some)


def pick(column: Any, rows: Any) -> Any:
    """Return some rows of a column; a constant stays one, which takes no memory."""
    if isinstance(column, np.ndarray) and column.strides == (0,) and len(column):
        return np.broadcast_to(column[0], chosen(rows, len(column)))
    return column[rows]
