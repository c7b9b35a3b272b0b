"""Reductions: names of what a group is reduced to. One takes one column, by name.

That shape is the one that gives the same numbers on every engine, so no other can be written.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from operator import methodcaller
from typing import Any, get_args

import numpy as np

from plotkit.errors import PlotSpecError, calling, quoted, suggestion
from plotkit.records import dataclass
from plotkit.typing import Floats, OwnReduction, PandasReduction


@dataclass(frozen=True)
class Reduction:
    """One number a group from one column.

    Attributes
    ----------
    how
        Name of the reduction, or "call" for a Python function.
    column
        The column it reads; None counts rows.
    func
        For "call": a pandas Series of the group's values to one number.
    """

    how: str
    column: str | None = None
    func: Callable[[Any], Any] | None = None


def count(column: str | None = None) -> Reduction:
    """Count the rows of each group, or the present values of `column`."""
    return Reduction("count", column)


def sum_(column: str) -> Reduction:
    """Sum the present values of each group; 0 if there are none."""
    return Reduction("sum", column)


def min_(column: str) -> Reduction:
    """Take the smallest present value of each group."""
    return Reduction("min", column)


def max_(column: str) -> Reduction:
    """Take the largest present value of each group."""
    return Reduction("max", column)


def mean(column: str) -> Reduction:
    """Take the arithmetic mean of the present values of each group."""
    return Reduction("mean", column)


class Reductions:
    """What ``group(...).agg(...)`` and ``scalars(...)`` of a relation reduce a column to.

    Missing values take no part. All of these run in the engine of lazy data.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> table = so.Table.of({"y": [1.0, 2.0, 4.0]})
    >>> table.scalars(low=so.reduce.min("y"), high=so.reduce.max("y"), n=so.reduce.count())
    {'low': 1.0, 'high': 4.0, 'n': 3.0}
    """

    count = staticmethod(count)
    sum = staticmethod(sum_)
    min = staticmethod(min_)
    max = staticmethod(max_)
    mean = staticmethod(mean)


reduce = Reductions()
"""The reductions by their usual names."""

NAMED: tuple[str, ...] = get_args(OwnReduction)
"""Those that need no pandas."""


def _of_pandas(name: str, values: Any) -> Any:
    """Reduce a Series; before pandas 3, infinite values give NaN with a warning of numpy."""
    with np.errstate(invalid="ignore"):
        return methodcaller(name)(values)


OF_PANDAS = {name: partial(_of_pandas, name) for name in get_args(PandasReduction)}
"""Those that are functions of a Series."""

ENGINE = frozenset({"count", "size", "sum", "min", "max", "mean", "var", "std", "sem"})
"""Reductions that every engine computes to numpy's numbers."""


def reduction(func: str | Callable[[Any], Any], column: str) -> Reduction:
    """Return the reduction that a user means by a name or a function.

    Parameters
    ----------
    func
        A name (``"mean"``, ``"median"``, ``"sum"``, ...) or a function from a pandas Series to a
        number.
    column
        The column to reduce.

    Examples
    --------
    >>> reduction("max", "y")
    Reduction(how='max', column='y', func=None)
    """
    func = function(func)
    if callable(func):
        return Reduction("call", column, func)
    if func not in NAMED:
        names = (*NAMED, *OF_PANDAS)
        raise PlotSpecError(
            f"Unknown reduction {func!r}.{suggestion(func, names)} "
            f"Valid: {quoted(names)}, or a function from a pandas Series to a number."
        )
    return Reduction(func, column)


def function(func: str | Callable[[Any], Any]) -> str | Callable[[Any], Any]:
    """Return the function that a name of pandas stands for; functions and other names as given."""
    return OF_PANDAS.get(func, func) if isinstance(func, str) else func


def call(func: Callable[[Any], Any], values: Floats) -> Any:
    """Call a user's function with the values of a group as a pandas Series.

    A Series has what people write in such functions (``quantile``, ``iloc``, a ``std`` of n - 1),
    and numpy's functions take it too.
    """
    import pandas as pd  # not needed to draw, and slow to import

    return func(pd.Series(values))


def call_for_number(func: Callable[[Any], Any], values: Floats) -> float:
    """Call a user's function that must return one number; None stands for a missing one."""
    name = getattr(func, "__name__", repr(func))
    with calling(f"The function {name}, called with {len(values)} values,"):
        made = call(func, values)
    if made is None:
        return float("nan")
    with suppress(TypeError, ValueError):
        if not np.ndim(made):  # older pandas and numpy take a vector of one for a number
            return float(made)
    raise PlotSpecError(f"A function that reduces values must return a number, not {made!r:.60}.")
