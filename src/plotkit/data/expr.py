"""The few functions that differ between a numpy array and an engine's column expression.

Operators work on both; a stat that is written with these runs in memory and in the engine alike.
"""

from __future__ import annotations

import sys
from typing import Any, TypeVar

import numpy as np

from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError

LARGEST = sys.float_info.max
"""Values between this and its negative are finite; engines leave out what is missing."""

Vector = TypeVar("Vector")
"""A numpy array or a narwhals expression; each function returns what it was given."""


def floor(values: Vector) -> Vector:
    """Round down to a whole number, as float.

    >>> floor(np.array([1.7, -0.5]))
    array([ 1., -1.])
    """
    if isinstance(values, nw.Expr):
        return values.floor().cast(nw.Float64)
    return np.floor(values)  # type: ignore[call-overload, no-any-return]  # an array, by the line above


def clip(values: Vector, low: float, high: float) -> Vector:
    """Bring values into ``low``-``high``.

    >>> clip(np.array([-1.0, 0.5, 2.0]), 0, 1)
    array([0. , 0.5, 1. ])
    """
    if isinstance(values, nw.Expr):
        return values.clip(low, high)
    return np.clip(values, low, high)  # type: ignore[call-overload, no-any-return]


def log(values: Vector, base: float = 10.0) -> Vector:
    """Return the logarithm; values must be positive (filter them first).

    >>> log(np.array([1.0, 100.0]))
    array([0., 2.])
    """
    if isinstance(values, nw.Expr):
        return values.log(base)
    array: Any = values
    with np.errstate(divide="ignore", invalid="ignore"):
        if base == 10:
            return np.log10(array)  # type: ignore[no-any-return]
        return np.log2(array) if base == 2 else np.log(array) / np.log(base)  # type: ignore[no-any-return]


def power(base: float, exponents: Vector) -> Vector:
    """Raise a number to powers; infinite or 0 where there are no such numbers.

    >>> power(10.0, np.array([0.0, 2.0]))
    array([  1., 100.])
    """
    if isinstance(exponents, nw.Expr):
        return nw.lit(base) ** exponents
    with np.errstate(over="ignore", under="ignore"):
        return np.power(base, exponents)  # type: ignore[call-overload, no-any-return]


def where(condition: Any, true: Any, false: Any) -> Any:
    """Choose by row.

    >>> where(np.array([True, False]), 1.0, 2.0)
    array([1., 2.])
    """
    if isinstance(condition, nw.Expr):
        chosen = [value if isinstance(value, nw.Expr) else nw.lit(value) for value in (true, false)]
        return nw.when(condition).then(chosen[0]).otherwise(chosen[1])
    return np.where(condition, true, false)


def with_rest(values: Any, known: list[Any], rest: Any) -> Any:
    """Put `rest` in place of the values of an engine that are none of `known`; missing ones stay.

    Categories become texts, for an engine may not let a column of theirs have a new one.
    """
    values = values.cast(nw.String) if isinstance(rest, str) else values
    return nw.when(values.is_in(known) | values.is_null()).then(values).otherwise(nw.lit(rest))


def as_float(values: Vector) -> Vector:
    """Convert to float, also conditions (true is 1).

    >>> as_float(np.array([True, False]))
    array([1., 0.])
    """
    if isinstance(values, nw.Expr):
        return values.cast(nw.Float64)
    return np.asarray(values, dtype=np.float64)  # type: ignore[return-value]


def between(values: Any, low: float, high: float) -> Any:
    """Tell where values lie in ``low``-``high``, ends included; never where missing.

    >>> between(np.array([0.0, 1.0, np.nan]), 0, 1)
    array([ True,  True, False])
    """
    if isinstance(values, nw.Expr):
        return values.is_between(low, high)
    with np.errstate(invalid="ignore"):
        return (values >= low) & (values <= high)


def expression(value: Any) -> nw.Expr:
    """Return a value as an expression of an engine; an expression as it is."""
    if isinstance(value, nw.Expr):
        return value
    if isinstance(value, str | bool):
        return nw.lit(value)
    if np.ndim(value):
        raise PlotSpecError("A lazy table takes expressions and single values, not arrays.")
    return nw.lit(float(value))
