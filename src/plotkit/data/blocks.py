"""Blocks of rows: what is made of many rows and summed up never leaves the processor's cache."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from plotkit.typing import Array, Codes

BLOCK = 1 << 15
"""Rows that are worked on at a time."""


def blocks(n: int, cells: int = 0) -> Iterator[slice]:
    """Yield the rows block by block; of more rows at a time if sums have many cells."""
    size = max(BLOCK, 4 * cells)
    for start in range(0, n, size):
        yield slice(start, start + size)


def tally(codes: Codes, count: int) -> Codes:
    """Count each code, without a copy of all of them in the width that numpy counts in."""
    if len(codes) <= BLOCK:
        return np.bincount(codes, minlength=count)
    made = np.zeros(count, dtype=np.intp)
    for part in blocks(len(codes), count):
        made += np.bincount(codes[part], minlength=count)
    return made


def look_up(table: Array, codes: Codes) -> Array:
    """Return the entry of a table for each code, without a wide copy of all codes."""
    if len(codes) <= BLOCK:
        return np.asarray(table[codes])
    made = np.empty((len(codes), *table.shape[1:]), table.dtype)
    for part in blocks(len(codes)):
        made[part] = table[codes[part]]
    return made


def places_among(known: Array, values: Array) -> Codes:
    """Return the place of each value among the distinct ones, ascending, of which each is one.

    Where these are even, arithmetic finds it; what it does not find is searched for.
    """
    steps = len(known) - 1
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        scale = steps / (known[-1] - known[0]) if known.dtype.kind == "f" and steps > 0 else np.nan
    if not 0 < scale < np.inf:
        return np.searchsorted(known, values)
    made = np.empty(len(values), dtype=np.intp)
    for part in blocks(len(values)):
        block = values[part]
        place = np.rint((block - known[0]) * scale).astype(np.intp)
        other = np.flatnonzero(known[place] != block)
        if len(other):
            place[other] = np.searchsorted(known, block[other])
        made[part] = place
    return made


def read_only(values: Array) -> Array:
    """Return an array that nobody can write to; the one it shows is left as it is."""
    if not values.flags.writeable:
        return values
    shown = values.view()
    shown.flags.writeable = False
    return shown


def extremes_of(values: Array) -> tuple[float, float]:
    """Return the least and the most of some values, whatever they are; NaN if there are none."""
    if not len(values):
        return np.nan, np.nan
    with np.errstate(invalid="ignore"):
        if len(values) <= BLOCK:
            return float(values.min()), float(values.max())
        ends = [(values[part].min(), values[part].max()) for part in blocks(len(values))]
        lows, highs = np.array(ends, dtype=np.float64).T
        return float(lows.min()), float(highs.max())


def narrowest(count: int) -> np.dtype[Any]:
    """Return the smallest type of signed integers that holds so many codes, and -1."""
    return np.min_scalar_type(-max(count, 1))
