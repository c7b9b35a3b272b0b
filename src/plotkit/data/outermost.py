"""The outermost rows of groups: those with the least and the most of two columns.

Engines find them in one pass, each in its own words: narwhals has none for them that all engines
know. Where there are none, the rows are fetched, as many as may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from plotkit.data.lazy import LazyTable
from plotkit.data.native import Frame
from plotkit.data.reductions import max_, min_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.data.whenused import nw
from plotkit.typing import Codes, Floats

ENDS = (("x", "low"), ("y", "low"), ("y", "high"), ("x", "high"))
"""By which column, and which end of it, in the order in which such rows are joined."""


def outermost(data: Relation, keys: Sequence[str]) -> Table:
    """Return the rows with the least and the most x and y of each group, one row a group.

    Makes `x_<column>_<end>` and `y_<column>_<end>`: where the row is that has this end of this
    column. All x and y must be there.

    Parameters
    ----------
    data
        The rows.
    keys
        What they are grouped by.
    """
    if isinstance(data, LazyTable):
        asked = _asked(data, keys)
        if asked is not None:
            return asked.collect()
        data = data.select(*keys, "x", "y").collect()
    x, y = (np.asarray(data[name], dtype=np.float64) for name in "xy")
    groups = data.group(*keys).groups
    made: dict[str, Floats] = {}
    for name, end in ENDS:
        rows = _rows(x if name == "x" else y, groups.codes, groups.count, end == "low")
        made |= {f"x_{name}_{end}": x[rows], f"y_{name}_{end}": y[rows]}
    return data.like({**dict(zip(keys, groups.keys, strict=True)), **made}, groups.count)


def _rows(values: Floats, codes: Codes, n: int, low: bool) -> Codes:
    """Return the first row with the least value of each group, or the last one with the most."""
    ends = np.full(n, np.inf if low else -np.inf)
    (np.minimum if low else np.maximum).at(ends, codes, values)
    there = np.flatnonzero(values == ends[codes])
    there = there[::-1] if low else there
    rows = np.empty(n, dtype=np.intp)
    rows[codes[there]] = there  # of several, the last that is written stays
    return rows


def _asked(data: LazyTable, keys: Sequence[str]) -> LazyTable | None:
    """Return the query of an engine; None if it has no words for it."""
    names = [f"{axis}_{name}_{end}" for name, end in ENDS for axis in "xy"]
    frame = _spelled(data.select(*keys, "x", "y").frame, list(keys))
    if frame is None:
        return None
    made = data.group(*keys).agg(**{n: (min_ if n.endswith("low") else max_)(n[0]) for n in names})
    if isinstance(made, Table):  # an engine has these
        return None
    asked = data.asked.then("outermost", tuple(keys))
    return replace(made, frame=frame.select(*keys, *names), asked=asked)


def _spelled(frame: Frame, keys: list[str]) -> Frame | None:
    native, here = frame.to_native(), frame.implementation
    made = {f"{axis}_{by}_{end}": (axis, by, end) for by, end in ENDS for axis in "xy"}
    if here.is_polars():
        import polars as pl

        ordered = {
            name: (pl.col(axis).sort_by(by), end) for name, (axis, by, end) in made.items()
        }  # which it does not sort: it looks for the end alone
        found = native.group_by(keys).agg(
            (one.first() if end == "low" else one.last()).alias(name)
            for name, (one, end) in ordered.items()
        )
    elif here.is_duckdb():
        quoted = ", ".join(f'"{key}"' for key in keys)
        ends = {"low": "arg_min", "high": "arg_max"}
        parts = [f'{ends[end]}("{axis}", "{by}") as {n}' for n, (axis, by, end) in made.items()]
        found = native.aggregate(f"{quoted}, {', '.join(parts)}", quoted)
    elif here.is_ibis():
        found = native.group_by(keys).aggregate(
            **{
                name: (native[axis].argmin if end == "low" else native[axis].argmax)(native[by])
                for name, (axis, by, end) in made.items()
            }
        )
    else:
        return None
    spelled: Frame = nw.from_native(found)
    return spelled
