"""A glance at a large file: what metadata and first rows tell, without reading all of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np

from plotkit.data.convert import to_column
from plotkit.data.enginecolumns import EngineColumns
from plotkit.data.entry import entered
from plotkit.data.kind import Kind
from plotkit.data.known import Ends
from plotkit.data.native import (
    Frame,
    distinct_about,
    last_rows,
    renamed,
    scanned_rows,
    with_row_numbers,
)
from plotkit.data.profile import ROW
from plotkit.data.queries import Answer, run
from plotkit.data.whenused import nw
from plotkit.records import dataclass

LARGE = 1_000_000
"""From so many rows on a glance comes first; fewer are read as quickly."""
FIRST = 10_000
"""So many rows tell the levels."""
MOST = 100
"""If there are more levels among the first rows, there may well be others."""


SURELY = 2
"""An estimate of so many times the most values is surely of more than the most."""


@dataclass(frozen=True, eq=False)
class Glance:
    """What was seen of some columns.

    Attributes
    ----------
    n
        How many rows there are.
    ends
        The least and the most of columns of numbers, none of which is missing or infinite.
    levels
        The different values of other columns in the first rows, in their order.
    unsure
        The columns of numbers that may hold NaN.
    """

    n: int
    ends: Mapping[str, Ends]
    levels: Mapping[str, Any]
    unsure: frozenset[str]


@dataclass(frozen=True)
class Crowded:
    """That some columns have more values than anybody wants to know.

    Attributes
    ----------
    names
        The columns.
    """

    names: frozenset[str]


def glance(
    source: EngineColumns,
    levels: Mapping[str, Hashable],
    numbers: Mapping[str, Hashable],
    most: Mapping[str, int],
) -> Glance | Crowded | None:
    """Fetch the levels of the first rows, and ask for the ends of numbers.

    DuckDB knows ends from metadata, also of texts, but nothing of NaN. Polars reads the numbers for
    it, and tells of NaN; its last rows are looked at too.

    Parameters
    ----------
    source
        The columns.
    levels, numbers
        Which are asked for, under names of their own.
    most
        How many values of each column of levels are wanted at the most.

    Returns
    -------
    Glance, Crowded or None
        None where a query must read all rows: if they are few, or made by a query themselves, or
        if some lack a value, are infinite, or are in more levels.
    """
    if scanned_rows(source.frame) < LARGE:
        return None
    metadata = source.frame.implementation.is_duckdb()
    held = {**levels, **numbers}
    kinds = {name: source.kind(key) for name, key in held.items()}
    plain = renamed(source.frame, held)
    schema = plain.collect_schema()
    if metadata and nw.Duration in schema.values():  # their ends are not in metadata
        return None
    different = _levels(plain.head(FIRST), levels, kinds) if levels else {}
    crowded = _crowded(plain, [n for n, own in different.items() if len(own) > MOST], most)
    if crowded:
        return Crowded(crowded)
    texts = [name for name in levels if kinds[name] is Kind.CATEGORY and metadata]
    ended = [*texts, *numbers]
    floats = [name for name in numbers if schema[name].is_float()]
    answer = run(_ends(plain, ended, [] if metadata else floats, kinds), "profile")
    n = int(answer["_rows"][0])
    found: dict[str, tuple[Any, Any]] = {}
    for name in ended:
        ends = _found(answer, name, n)
        if ends is None:
            return None
        found[name] = ends
    for name, values in different.items():
        if not _are_all(values, found.get(_place(name, levels, numbers))):
            return None
    if levels and not metadata:  # which else tell of levels that come later, as in sorted rows
        for name, values in _levels(last_rows(plain, FIRST), levels, kinds).items():
            if not set(values.to_list()) <= set(different[name].to_list()):
                return None
    known = {name: (float(found[name][0]), float(found[name][1])) for name in numbers}
    return Glance(n, known, different, frozenset(floats if metadata else ()))


def _crowded(frame: Frame, names: list[str], most: Mapping[str, int]) -> frozenset[str]:
    """Return which columns surely have more values than are wanted."""
    asked = distinct_about(frame, names) if names else None
    if asked is None:
        return frozenset()
    row = run(asked, "profile")
    return frozenset(name for name in names if int(row[name][0]) > SURELY * most[name])


def _ends(frame: Frame, names: list[str], summed: list[str], kinds: Mapping[str, Kind]) -> Frame:
    """Reduce plain columns to one row: what is derived before would have to be read."""
    asked = {"_rows": nw.len()}
    for name in names:
        column = nw.col(name)
        asked |= {f"{name}_low": column.min(), f"{name}_high": column.max()}
        asked[f"{name}_n"] = column.count()
    asked |= {f"{name}_sum": nw.col(name).sum() for name in summed}
    row = frame.select(how.alias(name) for name, how in asked.items())
    schema = row.collect_schema()
    own = {f"{name}_{end}": kinds[name] for name in names for end in ("low", "high")}
    columns = {name: (name, own.get(name, Kind.NUMBER), schema[name]) for name in asked}
    return entered(row, columns, own, (), ())


def _levels(
    frame: Frame, names: Mapping[str, Hashable], kinds: Mapping[str, Kind]
) -> dict[str, Any]:
    """Return the different values of some columns in a few rows, in their order."""
    few = with_row_numbers(frame.select(map(nw.col, names)), ROW)
    schema = few.collect_schema()
    columns = {name: (name, kinds.get(name, Kind.NUMBER), schema[name]) for name in (*names, ROW)}
    rows = run(entered(few, columns, (), (*names, ROW), ()), "rows").sort(ROW)
    return {name: rows[name].unique(maintain_order=True) for name in names}


def _found(answer: Answer, name: str, n: int) -> tuple[Any, Any] | None:
    """Return the ends of a column; None if it lacks values, or some are infinite."""
    low, high = (answer[f"{name}_{end}"][0] for end in ("low", "high"))
    if int(answer[f"{name}_n"][0]) != n or low is None or high is None:
        return None
    summed = [answer[f"{name}_sum"][0]] if f"{name}_sum" in answer.columns else []
    told = [end for end in (low, high, *summed) if not isinstance(end, str)]
    return (low, high) if np.isfinite(np.array(told, dtype=np.float64)).all() else None


def _place(name: str, levels: Mapping[str, Hashable], numbers: Mapping[str, Hashable]) -> str:
    """Return under which name the ends of a column of levels were asked for."""
    return next((other for other, key in numbers.items() if key == levels[name]), name)


def _are_all(different: Any, ends: tuple[Any, Any] | None) -> bool:
    """Tell whether levels may be all there are: none is missing, and they have the ends."""
    if different.is_null().any() or len(different) > MOST:
        return False
    if ends is None:
        return True
    if isinstance(ends[0], str):
        return set(ends) <= set(different.to_list())
    floats = to_column(different, "level").floats()
    return bool((floats.min(), floats.max()) == ends)
