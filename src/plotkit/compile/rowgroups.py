"""Groups of rows: which levels each row that is drawn stands for, found when a file asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self

import numpy as np

from plotkit.compile.drawing import Groups
from plotkit.compile.stages import Placed
from plotkit.data.factor import Factor
from plotkit.data.groups import group_rows
from plotkit.data.roles import FACETS
from plotkit.data.summary import SummaryRequest
from plotkit.data.table import Table
from plotkit.data.variables import ColumnVariable, VectorVariable
from plotkit.scales.ticks import level_label
from plotkit.typing import Codes


class RowGroups:
    """The names of groups, and which each row is of: found once, by the function given."""

    def __init__(self, find: Callable[[], Groups]) -> None:
        self._find = find
        self._found: Groups | None = None

    @classmethod
    def of(cls, one: Placed, table: Table) -> Self:
        """Return those of the rows of a table."""
        return cls(partial(_groups, one, table))

    def __call__(self) -> Groups:
        """Find them."""
        if self._found is None:
            self._found = self._find()
        return self._found

    def here(self, rows: Codes | None, drawn: Any) -> RowGroups:
        """Return those of the rows of one panel, or of those that are drawn of them."""
        return (
            self if rows is None and drawn is None else RowGroups(partial(_some, self, rows, drawn))
        )

    def __reduce__(self) -> Any:
        return RowGroups, (_Known(self()),)  # a figure that is copied or pickled needs no data


class _Known:
    def __init__(self, found: Groups) -> None:
        self._found = found

    def __call__(self) -> Groups:
        return self._found


def _some(groups: RowGroups, rows: Codes | None, drawn: Any) -> Groups:
    names, codes = groups()
    if not names:
        return names, codes
    here = codes if rows is None else codes[rows]
    return names, here if drawn is None else here[drawn]


def _groups(one: Placed, table: Table) -> Groups:
    names = [n for n in (*one.by, *one.categories) if n in table and n not in FACETS]
    columns = {n: table[n] for n in names if isinstance(table[n], Factor)}
    if not columns:
        return (), np.empty(0, dtype=np.intp)
    written = {n: level_texts(one, n, column) for n, column in columns.items()}
    if len(columns) == 1:
        return tuple(*written.values()), next(iter(columns.values())).codes
    groups = group_rows(list(columns.values()), table.n)
    keys: Any = groups.keys
    pairs = zip(written.values(), keys, strict=True)
    texts = zip(*(_texts(levels, key.codes) for levels, key in pairs), strict=True)
    return tuple(", ".join(dict.fromkeys(filter(None, each))) for each in texts), groups.codes


def _texts(levels: Sequence[str], codes: Codes) -> list[str]:
    return [levels[code] if code >= 0 else "" for code in codes.tolist()]


def level_texts(one: Placed, name: str, column: Factor) -> list[str]:
    """Write the levels of a variable; instants as its own clocks show them."""
    zone = None
    variable = one.layer.variables.get(name)
    timed = column.levels and isinstance(column.levels[0], np.datetime64 | np.timedelta64)
    if timed and isinstance(variable, ColumnVariable | VectorVariable):
        zone = variable.summary(SummaryRequest()).zone
    return [level_label(level, zone) for level in column.levels]
