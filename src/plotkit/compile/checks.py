"""What stats and moves of any author return, checked before the next step relies on it."""

from __future__ import annotations

from typing import Any

import numpy as np

from plotkit.compile.stages import BoundLayer
from plotkit.data.column import days
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.errors import PlotTypeError
from plotkit.typing import Floats

_TIMED = {"M": Kind.TIME, "m": Kind.DURATION}


def checked(table: Table, layer: BoundLayer, what: str) -> Table:
    """Return a table whose positions are numbers; raise PlotTypeError if they cannot be.

    Times are read as days where the axis has times.

    Parameters
    ----------
    table
        What a stat or a move returned.
    layer
        Its layer.
    what
        What returned it, for the message.
    """
    changed = {}
    for name, column in table.columns.items():
        if not isinstance(column, np.ndarray | Factor):
            continue  # the compiler's own: codes among levels, numbers still to be found
        axis = table.coords.axes.get(name)
        kind = "category" if isinstance(column, Factor) else column.dtype.kind
        if isinstance(column, np.ndarray) and column.ndim != 1:
            raise PlotTypeError(
                f"{what} returned {layer.upright(name)} with shape {column.shape}; a column has "
                "one value a row. Tuples as levels of a category go into an array of objects."
            )
        if kind in "cSV" or (axis is not None and kind not in "fiub"):
            timed = None if axis is None else _in_days(column, table, layer, axis)
            if timed is None:
                raise PlotTypeError(_wrong(column, layer.upright(name), axis, what))
            changed[name] = timed
    return table.with_(**changed) if changed else table


def _in_days(column: Any, table: Table, layer: BoundLayer, axis: str) -> Floats | Any:
    """Return times as what they are on the axis; None if it has no such times."""
    kind = None if isinstance(column, Factor) else _TIMED.get(column.dtype.kind)
    if kind is None:
        return None
    if not layer.given_on(axis):
        return column  # its scale is yet to be found
    units = table.unit(axis)
    return units.forward(days(column)) if units.kind is kind else None


def _wrong(column: Any, name: str, axis: str | None, what: str) -> str:
    values = column.levels if isinstance(column, Factor) else column
    kind = "categories" if isinstance(column, Factor) else str(column.dtype)
    one = f", such as {values[0]!r}" if len(values) else ""
    wanted = "numbers, times or categories" if axis is None else "numbers in the units of its axis"
    return f"{what} returned {name} as {kind}{one}; it must be {wanted}."
