"""Reductions: names of what a group is reduced to. One takes one column, by name.

That shape is the one that gives the same numbers on every engine, so no other can be written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plotkit.errors import PlotSpecError, quoted, suggestion


@dataclass(frozen=True, slots=True)
class Reduction:
    """One number a group from one column.

    Attributes
    ----------
    how
        Name of the reduction, or "call" for a Python function.
    column
        The column it reads; None counts rows.
    func
        For "call": vector of the group's values, shape (k,), to one number.
    """

    how: str
    column: str | None = None
    func: Callable[[Any], Any] | None = None


def count(column: str | None = None) -> Reduction:
    """Count the rows of each group, or the present values of `column`."""
    return Reduction("count", column)


def total(column: str) -> Reduction:
    """Sum the present values of each group; 0 if there are none."""
    return Reduction("total", column)


def least(column: str) -> Reduction:
    """Take the smallest present value of each group."""
    return Reduction("least", column)


def most(column: str) -> Reduction:
    """Take the largest present value of each group."""
    return Reduction("most", column)


def mean(column: str) -> Reduction:
    """Take the arithmetic mean of the present values of each group."""
    return Reduction("mean", column)


NAMED: dict[str, str] = {
    "count": "count",
    "size": "size",
    "sum": "total",
    "total": "total",
    "min": "least",
    "least": "least",
    "max": "most",
    "most": "most",
    "mean": "mean",
    "var": "var",
    "std": "std",
    "sem": "sem",
    "median": "median",
    "prod": "prod",
    "first": "first",
    "last": "last",
    "nunique": "nunique",
}
"""Names that a user may give for a reduction, as pandas has them, and what they are here."""

ENGINE = frozenset({"count", "size", "total", "least", "most", "mean", "var", "std", "sem"})
"""Reductions that every engine computes to numpy's numbers."""


def reduction(func: str | Callable[[Any], Any], column: str) -> Reduction:
    """Return the reduction that a user means by a name or a function.

    Parameters
    ----------
    func
        A name (``"mean"``, ``"median"``, ``"sum"``, ...) or a function from a vector to a number.
    column
        The column to reduce.

    Examples
    --------
    >>> reduction("max", "y")
    Reduction(how='most', column='y', func=None)
    """
    if callable(func):
        return Reduction("call", column, func)
    if func not in NAMED:
        raise PlotSpecError(
            f"Unknown reduction {func!r}.{suggestion(func, NAMED)} "
            f"Valid: {quoted(NAMED)}, or a function from a vector to a number."
        )
    return Reduction(NAMED[func], column)
