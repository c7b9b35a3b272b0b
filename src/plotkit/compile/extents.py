"""Extents: how wide the mark of each row is, and the baseline it stands on, in axis units."""

from __future__ import annotations

from typing import Any

import numpy as np

from plotkit.compile.rows import OWN
from plotkit.compile.stages import Bound, BoundLayer
from plotkit.data.deferred import Deferred
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable
from plotkit.typing import Floats

__all__ = ["OWN", "narrowed", "with_extents"]

_USUAL = 0.8
"""Width of marks where nothing says one, as a share of the space between positions."""


def with_extents(table: Table, layer: BoundLayer, bound: Bound) -> Table:
    """Add the width and the baseline of each row's mark, and the space between positions."""
    if "width" in table:  # a move was made before a stat, and the stat kept it
        return table
    share: Any = table[OWN["width"]] if OWN["width"] in table else _layer_width(layer, bound)
    base: Any = (
        table[OWN["baseline"]] if OWN["baseline"] in table else _layer_baseline(layer, bound)
    )
    units = table.unit("y")
    if not units.linear:
        with np.errstate(divide="ignore", invalid="ignore"):
            base = units.forward(np.asarray(base, dtype=np.float64))
    if "space" in table:
        space: Any = table["space"]
        width = share * space
    else:
        space = Deferred(lambda: _spacing(table), table.n)  # many marks have no use for it
        if isinstance(share, np.ndarray):
            width = share * np.asarray(space)
        else:
            width = Deferred(lambda: share * _spacing(table), table.n)
    return table.with_(width=width, baseline=base, space=space)


def narrowed(mark: Mark, table: Table, layer: BoundLayer, bound: Bound) -> Table:
    """Return the table with the width of one mark of several, which moves have shared out."""
    own = _constant(mark, "width")
    if own is None or OWN["width"] in table or "width" not in table:
        return table
    whole = _layer_width(layer, bound)
    if own == whole or not whole:
        return table
    return table.with_(width=table["width"] * (own / whole))


def _layer_width(layer: BoundLayer, bound: Bound) -> float:
    """Return the width of a layer: that of its widest mark, else of other layers, else 0.8.

    So an error bar that is dodged stays on its bar, whatever the bar's width.
    """
    widths = [_constant(one.mark, "width") for one in layer.members]
    known = [width for width in widths if width is not None]
    if known:
        return max(known)
    for other in bound.spec.layers:
        width = other.mark.properties().get("width")
        if isinstance(width, int | float) and width > 0:
            return float(width)
    return _USUAL


def _layer_baseline(layer: BoundLayer, bound: Bound) -> float:
    """Return the baseline that all marks of a layer stand on: theirs, else of other layers, else 0.

    So a text on a bar knows where that begins.
    """
    bases = [_constant(one.mark, "baseline") for one in layer.members]
    known = list(dict.fromkeys(base for base in bases if base is not None))
    if len(known) > 1:
        raise PlotSpecError(
            f"The marks of {layer.mark.name} stand on different baselines: {known}. Give them one, "
            "or add them as two layers."
        )
    if known:
        return known[0]
    for other in bound.spec.layers:
        base = other.mark.properties().get("baseline")
        base = base.val if isinstance(base, Mappable) else base
        if isinstance(base, int | float) and base:
            return float(base)
    return 0.0


def _constant(mark: Mark, name: str) -> float | None:
    """Return the number that a mark has for a field; None if it has no such field."""
    fields = mark.properties()
    if name not in fields:
        return None
    value = fields[name]
    if isinstance(value, Mappable):
        value = value.val
    if not isinstance(value, int | float | np.number):
        raise PlotSpecError(f"{name} must be a number, not {value!r}.")
    return float(value)


def _spacing(table: Table) -> float:
    """Return the smallest distance between positions: 1 on a nominal axis, or if there is one."""
    if "x" not in table or table.unit("x").discrete or not table.n:
        return 1.0
    x: Floats = table["x"]
    places = x if (x[1:] >= x[:-1]).all() else np.unique(x)  # missing ones fail the comparison
    places = places[np.isfinite(places)]
    with np.errstate(over="ignore"):  # values at both ends of the floats
        steps = np.diff(places)
        reach = np.ptp(places) if len(places) else 0.0
    steps = steps[(steps > 1e-9 * reach) & (steps < np.inf)]  # 0.3 and 0.1 + 0.2
    return float(steps.min()) if len(steps) else 1.0
