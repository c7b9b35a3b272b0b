"""The rows of a layer before its stats: what its variables are read as, and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from plotkit.data.readings import Field, Measure, Reasons
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.data.units import Coordinates
from plotkit.data.variables import Variable
from plotkit.errors import noting
from plotkit.records import dataclass
from plotkit.typing import Bools


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a layer.

    Attributes
    ----------
    relation
        Upright, in axis units; categories are codes.
    dropped
        How many rows are left out, by reason.
    certain
        Whether all that cannot be shown is left out: an engine cannot always tell.
    """

    relation: Relation
    dropped: Counter[str]
    certain: bool = True


def read_rows(fields: Mapping[Field, Variable], n: int, coords: Coordinates) -> Rows:
    """Read variables in memory; `fields` are the columns of the table."""
    columns: dict[str, Any] = {}
    known: dict[str, tuple[float, float]] = {}
    reasons: Reasons = {}
    for field, variable in fields.items():
        with noting(f"In variable {field.label!r}."):
            column = variable.column(n)
            columns[field.name], lost = field.reading.read(field.label, column)
        reasons |= lost
        if isinstance(field.reading, Measure) and field.reading.linear:
            known[field.name] = column.extremes()
    table = Table(columns, n, coords, known=known)
    keep, dropped = keep_rows(reasons, n)
    return Rows(table if keep is None else table.filter(keep), dropped)


def keep_rows(reasons: Mapping[str, Bools], n: int) -> tuple[Bools | None, Counter[str]]:
    """Return the rows to keep, and how many are dropped for each reason, each row counted once."""
    if not reasons:
        return None, Counter()
    lost = np.zeros(n, dtype=bool)
    dropped: Counter[str] = Counter()
    for reason, rows in reasons.items():
        new = int((rows & ~lost).sum())
        if new:
            dropped[reason] = new
        lost |= rows
    return ~lost, dropped
