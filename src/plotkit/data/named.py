"""Groups by name: how messages call the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from plotkit.data.column import from_days
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.errors import quoted
from plotkit.typing import Codes


def named(t: Table, names: Iterable[str], rows: Codes, most: int = 5) -> str:
    """Write what rows of a table are, by some of its columns: ``'a', 'b' and 'u'``.

    Parameters
    ----------
    t
        The table.
    names
        Columns that tell its rows apart, as the position and grouping variables do.
    rows
        Which rows are meant.
    most
        How many are written out.
    """
    rows = np.asarray(rows)
    columns = [_texts(t, name, rows[:most]) for name in dict.fromkeys(names) if name in t]
    each = [" and ".join(map(repr, dict.fromkeys(row))) for row in zip(*columns, strict=True)]
    listed = ", ".join(each) or quoted([])
    return listed + (f", ... ({len(rows) - most} more)" if len(rows) > most else "")


def _texts(t: Table, name: str, rows: Codes) -> Sequence[Any]:
    column = t.column(name)
    if isinstance(column, Factor):
        return [column.levels[code] if code >= 0 else None for code in column.codes[rows].tolist()]
    values = np.asarray(column)[rows]
    units = t.coords.unit_of(name)
    if units is None:
        return list(values.tolist())
    if units.levels is not None:  # dodged marks are beside their level, shifted ones may have none
        known = {float(place): level for place, level in enumerate(units.levels)}
        places = zip(values.tolist(), np.rint(values).tolist(), strict=True)
        return [known.get(near, value) for value, near in places]
    data = units.inverse(values)
    if units.kind in (Kind.TIME, Kind.DURATION):
        return [str(value) for value in from_days(data, units.kind)]
    return [float(f"{value:g}") for value in data]
