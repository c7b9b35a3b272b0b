"""Results: the rows that a layer drew, in data units, for whoever wants to read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.compile.move import BEFORE
from plotkit.compile.rows import OWN
from plotkit.compile.stages import Placed
from plotkit.compile.union import BETWEEN
from plotkit.data.column import from_days
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.roles import STANDARD
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.scales.base import AxisScale
from plotkit.typing import Array

_INNER = ("width", "baseline", BETWEEN, *OWN.values())
"""Columns that only marks need."""


def layer_data(
    layers: Sequence[Placed], scales: Mapping[str, Any], layer: int, part: str | None
) -> Any:
    """Return the table that a layer drew, as the kind of frame that came in.

    Parameters
    ----------
    layers
        All layers, once a pairing.
    scales
        Trained scales by variable.
    layer
        Number of the layer, from 0.
    part
        A part of what its stat made beside the main one.
    """
    held = layer_tables(layers, layer)
    columns = [_in_data_units(one, _table(one, part), scales) for one in held]
    if len(columns) > 1:
        for one, each in zip(held, columns, strict=True):
            n = len(next(iter(each.values()), ()))
            each["pairing"] = np.full(n, " × ".join(one.layer.pairing))
        names = columns[0]
        columns = [{name: np.concatenate([each[name] for each in columns]) for name in names}]
    return held[0].layer.source.to_native(columns[0])


def layer_tables(layers: Sequence[Placed], layer: int) -> list[Placed]:
    """Return what one layer drew in each pairing; raise if there is no such layer."""
    held = [one for one in layers if one.layer.index == layer]
    if not held:
        n = len({one.layer.index for one in layers})
        raise PlotSpecError(f"There is no layer {layer}; the plot has {n}, counted from 0.")
    return held


def _table(one: Placed, part: str | None) -> Table:
    if part is None:
        return one.table
    parts = {name: table for each in one.marks for name, table in each.parts.items()}
    if part not in parts:
        raise PlotSpecError(
            f"{one.layer.name} has no part {part!r}.{suggestion(part, parts)} "
            f"There are: {quoted(parts)}."
        )
    return parts[part]


def _in_data_units(
    one: Placed, table: Table, scales: Mapping[str, Any]
) -> dict[str, Array | Factor]:
    """Return the columns of a table by their names in the figure, positions in data units."""
    layer, made = one.layer, one.layer.made
    columns: dict[str, Array | Factor] = {}
    for name in table:
        inner = name in _INNER or name.startswith(BEFORE) or (name == "space" and name not in made)
        if inner:
            continue
        axis = table.coords.axes.get(name)
        if axis is None:
            columns[name] = table[name]
        else:
            scale = scales[layer.axis_name(layer.figure_axis(axis))]
            columns[layer.upright(name)] = _as_data(table[name], scale)
    order = [*STANDARD, *columns]
    return {name: columns[name] for name in dict.fromkeys(order) if name in columns}


def _as_data(values: Array | Factor, scale: AxisScale) -> Array | Factor:
    levels = scale.units.levels
    if isinstance(values, Factor):
        return values
    if levels is not None:
        codes = np.rint(values)
        listed = (codes >= 0) & (codes < len(levels))
        if not np.array_equal(codes, values) or not listed.all():  # moved: between levels, beyond
            return values
        return Factor(codes.astype(np.intp), levels)
    data = scale.invert(values)
    kind = scale.units.kind
    return from_days(data, kind) if kind in (Kind.TIME, Kind.DURATION) else data
