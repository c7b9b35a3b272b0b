"""Direct labels as data: the name of each line and area at its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.compile.drawing import DirectLabel, Panel
from plotkit.compile.resolve import (
    LayerDrawing,
    constant_properties,
    resolve_properties,
    sort_rows,
)
from plotkit.compile.stages import BoundLayer, Grid, MarkTable, Placed, Scales
from plotkit.data.factor import Coded
from plotkit.data.table import Table
from plotkit.marks.base import Mark
from plotkit.marks.primitives import Paint
from plotkit.properties.base import Theme
from plotkit.scales.base import LevelScale
from plotkit.typing import RGBA, Array, Bools, Codes, Floats


def can_label(placed: Placed) -> bool:
    """Tell whether what a layer draws ends somewhere at the right."""
    connected = any(one.mark.connects for one in placed.marks)
    return connected and placed.layer.orient == "x"


def preference(layer: BoundLayer) -> tuple[bool, bool]:
    """Return how little a layer's end says where to write: a line first, then areas, then bands."""
    return min(_bluntness(one.mark) for one in layer.members if one.mark.connects)


def _bluntness(mark: Mark) -> tuple[bool, bool]:
    return "y" not in mark.needs, mark.sticky


def direct_labels(
    layers: Sequence[LayerDrawing],
    told: Mapping[int, Sequence[str]],
    grid: Grid,
    panels: Sequence[Panel],
    scales: Scales,
    theme: Theme,
) -> list[tuple[DirectLabel, ...]]:
    """Return the labels of each panel.

    Parameters
    ----------
    layers
        What the layers draw.
    told
        By number of the layer: the properties whose levels name its lines; none for its label.
    grid, panels
        The cells and their axes.
    scales, theme
        Where properties come from.
    """
    found: list[list[DirectLabel]] = [[] for _ in panels]
    for one in layers:
        placed, layer = one.placed, one.placed.layer
        if layer.index not in told or not can_label(placed):
            continue
        connected = [each for each in placed.marks if each.mark.connects]
        best = min(connected, key=lambda each: _bluntness(each.mark))
        table, starts = sort_rows(placed, best)
        y = _height(best, table)
        write = _writer(layer, told[layer.index], table, scales)
        properties = resolve_properties(
            best.mark, table, layer.variables, scales, constant_properties(best.mark, theme)
        )
        for number, rows in enumerate(grid.panels(layer, table)):
            inside = _inside(panels[number], table["x"], y)
            shown = np.flatnonzero(inside) if rows is None else rows[inside[rows]]
            backwards = panels[number].x.limits[0] > panels[number].x.limits[1]
            last = _last(shown, starts, backwards and best.mark.sorts)
            found[number] += _named(last, write, table["x"], y, properties.get("color"))
    return [tuple(labels) for labels in found]


def _height(one: MarkTable, table: Table) -> Floats:
    """Return where the middle of the shape is at each row."""
    mark = one.mark
    if "y" not in mark.needs and "ymin" in table and "ymax" in table:
        middle: Floats = (table["ymin"] + table["ymax"]) / 2
        return middle
    y: Floats = np.asarray(table["y"], dtype=np.float64)
    if mark.sticky and "baseline" in table:
        base = np.asarray(table["baseline"], dtype=np.float64)
        return np.where(np.isfinite(base), (y + base) / 2, y)
    return y


def _writer(
    layer: BoundLayer, names: Sequence[str], table: Table, scales: Scales
) -> Callable[[int], str]:
    """Return the function from a row to the name of its line."""
    if not names:
        return lambda row: layer.spec.label or ""
    columns = []
    for name in names:
        scale = scales.properties[name]
        assert isinstance(scale, LevelScale)
        columns.append((scale.outputs(table[name]).codes, (*scale.labels, "")))  # -1 is the last

    def write(row: int) -> str:
        words = [labels[codes[row]] for codes, labels in columns]
        return ", ".join(word for word in words if word)

    return write


def _inside(panel: Panel, x: Floats, y: Floats) -> Bools:
    """Tell which places can be seen."""
    seen = np.ones(len(x), dtype=bool)
    for values, plan in ((x, panel.x), (y, panel.y)):
        low, high = sorted(plan.limits)
        with np.errstate(invalid="ignore"):
            seen &= (values >= low) & (values <= high)
    return seen


def _last(rows: Codes, starts: Codes, first: bool) -> Codes:
    """Return the last row of each group, or the first, among some rows."""
    group = np.searchsorted(starts, rows, side="right")
    ends = np.diff(group, prepend=-1) if first else np.diff(group, append=-1)
    return rows[np.flatnonzero(ends)]


def _named(
    rows: Codes, write: Callable[[int], str], x: Floats, y: Floats, color: Any
) -> list[DirectLabel]:
    """Return one label for each text, in the middle of the lines that share it."""
    lines: dict[str, list[int]] = {}
    for row in rows.tolist():
        text = write(row)
        if text:
            lines.setdefault(text, []).append(row)
    return [
        DirectLabel(text, float(x[held].max()), float(np.median(y[held])), _paint(color, held[0]))
        for text, held in lines.items()
    ]


def _paint(color: Paint | None, row: int) -> RGBA | None:
    """Return the colour of one row, opaque so that a text in it can be read."""
    if color is None:
        return None
    whole: Array = np.asarray(color.table[color.codes[row]] if isinstance(color, Coded) else color)
    red, green, blue = (whole[row] if whole.ndim == 2 else whole)[:3].tolist()
    return red, green, blue, 1.0
