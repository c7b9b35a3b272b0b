"""Flat: intervals that cannot be seen, since each was made of one row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from plotkit.compile.stages import BoundLayer, MarkTable
from plotkit.data.reductions import count
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import warn
from plotkit.marks.base import Mark
from plotkit.stats.base import Stat
from plotkit.stats.bygroup import usable
from plotkit.typing import Bools

_ENDS = {"ymin", "ymax"}


def report_flat(
    layer: BoundLayer, stat: Stat, rows: Relation, by: Sequence[str], marks: Sequence[MarkTable]
) -> None:
    """Say so if the intervals that a stat made have no length, as it had one row for each.

    Parameters
    ----------
    layer
        For the words.
    stat
        The last one that ran.
    rows, by
        What it got.
    marks
        What is drawn of it.
    """
    flat = [one.mark for one in marks if _shows_interval(one.mark) and _is_flat(one)]
    if not flat or stat.measures or not stat.made().keys() >= _ENDS or "y" not in rows:
        return
    keys = [*by, *(["x"] if "x" in rows else [])]
    sizes = usable(rows, "y").group(*keys).agg(n=count()).collect()["n"]
    if len(sizes) and (sizes <= 1).all():
        groups = f"each of the {len(sizes)} groups has" if len(sizes) > 1 else "the only group has"
        warn(
            f"{layer.name}: {groups} one row, of which {type(stat).__name__} makes no interval, so "
            f"that {flat[0].name} shows none. A wider group tells more: put positions into bins "
            "first, so.Bin(), or take out what splits the rows, as in add(..., color=None)."
        )
    elif all(without_interval(one.table).all() for one in marks if one.mark in flat):
        warn(
            f"{layer.name}: {type(stat).__name__} makes no interval of any group, so that "
            f"{flat[0].name} shows none."
        )


def _shows_interval(mark: Mark) -> bool:
    """Tell whether a mark is nothing but an interval."""
    return mark.part is None and _ENDS <= {*mark.needs} <= {"x", "y", *_ENDS}


def _is_flat(one: MarkTable) -> bool:
    """Tell whether no interval has a length."""
    table = one.table
    if not table.n or not all(name in table for name in _ENDS):
        return False
    low, high = (np.asarray(table[name], dtype=np.float64) for name in ("ymin", "ymax"))
    missing = np.isnan(low) | np.isnan(high)
    return bool(np.all((low == high) | missing))


def without_interval(table: Table) -> Bools:
    """Return which rows are an estimate of which a stat makes no interval, shape (n,)."""
    if not all(name in table for name in ("y", *_ENDS)):
        return np.zeros(table.n, dtype=bool)
    y, low, high = (np.asarray(table[name], np.float64) for name in ("y", "ymin", "ymax"))
    return np.isfinite(y) & np.isnan(low) & np.isnan(high)
