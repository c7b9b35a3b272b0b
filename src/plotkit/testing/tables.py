"""The tables that stats and moves make, read where a mark would draw them."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.table import Table
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass
from plotkit.testing.drawn import compiled
from plotkit.testing.samples import Case, Columns, Sample


@dataclass(frozen=True)
class Rows(Mark):
    """A mark that takes what there is: the check reads its table."""

    color: MappableColor = Mappable("C0")

    needs: ClassVar[tuple[str, ...]] = ()

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw a point a row, if it has a place."""
        if "x" in v.positions and "y" in v.positions:
            pane.points(v.xy(), color=v.color)


@dataclass(frozen=True)
class Gaps(Rows):
    """Rows of which those with a missing value stay."""

    @property
    def interrupts(self) -> bool:
        """Always."""
        return True


def made_by(sample: Sample, case: Case, rows: Columns | None = None, frame: Any = dict) -> Table:
    """Return the table that the stat makes for the mark."""
    (placed,) = compiled(sample.plot(case, rows, frame)).layers
    return placed.marks[0].table


def parts(sample: Sample, case: Case, rows: Columns | None = None, frame: Any = dict) -> Any:
    """Return all tables that the stat makes, by name."""
    (placed,) = compiled(sample.plot(case, rows, frame)).layers
    one = placed.marks[0]
    return {"the main part": columns_of(one.table)} | {
        f"part {name!r}": columns_of(table) for name, table in one.parts.items()
    }


def columns_of(table: Table) -> dict[str, Any]:
    """Return the columns of a table as arrays, its rows in an order that follows from them."""
    columns = {name: plain_column(table[name]) for name in table}
    keys = [_sortable(column) for column in columns.values()]
    order = np.lexsort(keys[::-1]) if keys and table.n else np.arange(table.n)
    return {f"column {name!r}": column[order] for name, column in columns.items()}


def plain_column(column: Any) -> Any:
    """Return a column as an array, categories as their levels."""
    return column.values() if isinstance(column, Factor) else np.asarray(column)


def _sortable(column: Any) -> Any:
    if column.dtype.kind in "fiub":
        return np.round(column.astype(float), 6)
    return np.unique(column.astype(str), return_inverse=True)[1]
