"""Vectors that stand beside a frame or alone, and single values for all rows."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable
from datetime import date, time, timedelta
from numbers import Number
from typing import Any

import numpy as np

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.factor import Factor
from plotkit.errors import PlotSpecError, quoted, suggestion


def is_key(key: object) -> bool:
    """Whether a value can be the name of a column at all: whether it has a hash."""
    try:
        hash(key)
    except TypeError:
        return False
    return True


def vector(values: Any, name: Hashable = "values", length: int | None = None) -> Column:
    """Convert a vector that stands beside a frame or alone; rows are matched by position.

    Parameters
    ----------
    values
        A list, tuple, range, numpy array, or a series of pandas, Polars or Arrow.
    name
        What to call it in the message of an error: the variable.
    length
        How many rows it must have; None where nothing says so.
    """
    column = to_column(values, name)
    if length is not None and len(column) != length:
        raise PlotSpecError(
            f"The vector given for {name!r} has {len(column)} values, but the data have {length} "
            "rows. Give one value for each row, or the name of a column."
        )
    return column


def is_scalar(value: object) -> bool:
    """Tell whether a value is one value for all rows: a string, number, time or boolean."""
    if isinstance(value, str | bytes | Number | np.generic | date | time | timedelta):
        return True
    if isinstance(value, np.ndarray):
        return value.ndim == 0
    pandas = sys.modules.get("pandas")  # a Period, an Interval, NA
    return value is not None and pandas is not None and bool(pandas.api.types.is_scalar(value))


def constant(value: Any, n: int) -> Column:
    """Return a column that has one value in all of its `n` rows and takes memory for one."""
    one = to_column([value.item() if isinstance(value, np.ndarray) else value], "constant")
    if isinstance(one.values, Factor):
        codes = np.broadcast_to(one.values.codes[0], n)
        return Column(one.kind, Factor(codes, one.values.levels), one.zone)
    return Column(one.kind, np.broadcast_to(one.values[0], n), one.zone)


def unknown_key(key: Hashable, names: Iterable[Hashable]) -> PlotSpecError:
    """Return the error for a column that the data do not have."""
    names = tuple(names)
    return PlotSpecError(
        f"The data have no column {key!r}.{suggestion(key, names)} They have: {quoted(names)}."
    )
