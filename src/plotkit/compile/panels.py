"""Arrange: levels of facets and pairings become the cells of a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plotkit.compile.declared import refers
from plotkit.compile.drawing import Panel, Titles
from plotkit.compile.pairings import Pairing, diagonal, has_diagonal, is_diagonal, pairings
from plotkit.compile.stages import Bound, Cell, Grid
from plotkit.data.roles import AXES, paired
from plotkit.data.summary import SummaryRequest, merge_all, sorted_levels
from plotkit.data.variables import ColumnVariable, Variable, VectorVariable
from plotkit.errors import PlotSpecError, noting, quoted
from plotkit.scales.ticks import level_label, level_names, literal
from plotkit.spec.margins import marginal_name
from plotkit.spec.model import PlotSpec

MOST_PANELS = 2000


def arrange(bound: Bound) -> Grid:
    """Return the grid of panels."""
    spec = bound.spec
    found = {name: _levels(bound, name) for name in ("col", "row") if name in bound.facets}
    levels = {name: known for name, (known, _) in found.items()}
    zones = {name: zone for name, (_, zone) in found.items()}
    _check(spec, levels)
    pairs = pairings(spec)
    cells: list[Cell] = []
    for j, row in _numbered(levels, "row"):
        for number, pairing in enumerate(pairs):
            for i, col in _numbered(levels, "col"):
                facet = {**col, **row}
                x, y = _row_and_column(spec, number, pairs)
                cells.append(Cell(y + j, x + i, facet, pairing))
    grid = replace(_wrapped(spec, cells, levels), zones=zones)
    grid = replace(grid, cells=tuple(_titled(cell, grid, spec) for cell in grid.cells))
    return _with_margins(_with_more_axes(grid, spec), spec)


def _with_margins(grid: Grid, spec: PlotSpec) -> Grid:
    """Return the grid with a cell over each panel, and at its right, for marginal plots."""
    plots, size = spec.margin.plots, spec.margin.size
    if not plots:
        return grid
    down, across = 1 + ("x" in plots), 1 + ("y" in plots)
    cells: list[Cell] = []
    more: list[Cell] = []
    for number, cell in enumerate(grid.cells):
        row, col = cell.row * down + down - 1, cell.col * across
        titles = cell.title, cell.row_title
        here = replace(cell, row=row, col=col)
        if cell.of is None and "x" in plots:
            pairing = cell.pairing.having("y", marginal_name("x"))
            more.append(Cell(row - 1, col, cell.facet, pairing, titles[0], of=number))
            here = replace(here, title="")
        if cell.of is None and "y" in plots:
            pairing = cell.pairing.having("x", marginal_name("y"))
            more.append(Cell(row, col + 1, cell.facet, pairing, "", titles[1], of=number))
            here = replace(here, row_title="")
        cells.append(here)
    shape = grid.shape[0] * down, grid.shape[1] * across
    widths = (1.0, size)[:across] * grid.shape[1]
    heights = (size, 1.0)[2 - down :] * grid.shape[0]
    return replace(grid, shape=shape, cells=(*cells, *more), sizes=(widths, heights))


def _with_more_axes(grid: Grid, spec: PlotSpec) -> Grid:
    """Return the grid with a cell over each panel that has another value axis."""
    cells, more = list(grid.cells), []
    seconds = dict.fromkeys(layer.second for layer in spec.layers if layer.second is not None)
    for number, cell in enumerate(grid.cells):
        others = [cell.pairing.having(axis, f"{axis}2") for axis in seconds]
        if has_diagonal(spec) and is_diagonal(cell.pairing):
            others.append(diagonal(cell.pairing))
        over = replace(cell, title="", row_title="", of=number, over=True)
        more += [replace(over, pairing=one) for one in others]
        if "y" in seconds and cell.row_title and not spec.margin.plots:
            # Beyond the labels of the second axis.
            last = next(k for k in range(-1, -4, -1) if more[k].pairing.y == "y2")
            more[last] = replace(more[last], row_title=cell.row_title)
            cells[number] = replace(cell, row_title="")
    return replace(grid, cells=(*cells, *more)) if more else grid


def panel_sizes(
    spec: PlotSpec, grid: Grid, panels: Sequence[Panel]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the relative widths of columns and heights of rows, as asked; none for all alike."""
    sizes = []
    for axis, known in zip(AXES, grid.sizes, strict=True):
        name = "widths" if axis == "x" else "heights"
        asked = getattr(spec.layout, name)
        if asked is None:
            sizes.append(known)
            continue
        own = [panel for panel in panels if panel.of is None]
        lines = sorted({panel.col if axis == "x" else panel.row for panel in own})
        if isinstance(asked, str):
            asked = [_reach(own, axis, line) for line in lines]
        if len(asked) != len(lines):
            what = "columns" if axis == "x" else "rows"
            raise PlotSpecError(
                f"layout({name}=) needs {len(lines)} numbers, one for each of the {what} of panels;"
                f" there are {len(asked)}."
            )
        mean = sum(asked) / len(asked)
        if not mean:  # ranges so small that floats have no half of them
            asked, mean = [1.0] * len(lines), 1.0
        whole = list(known) or [1.0] * len(lines)
        for line, size in zip(lines, asked, strict=True):
            whole[line] = size / mean
        sizes.append(tuple(whole))
    return sizes[0], sizes[1]


def _reach(panels: Sequence[Panel], axis: str, line: int) -> float:
    """Return the longest range that the panels of a column or a row show, in axis units."""
    if axis == "x":
        limits = [panel.x.limits for panel in panels if panel.col == line]
    else:
        limits = [panel.y.limits for panel in panels if panel.row == line]
    return max(abs(last - first) for first, last in limits)


def _numbered(levels: Mapping[str, Sequence[Any]], name: str) -> list[tuple[int, dict[str, int]]]:
    if name not in levels:
        return [(0, {})]
    if not levels[name]:  # a panel of no level, which shows no rows
        return [(0, {name: -1})]
    return [(code, {name: code}) for code in range(len(levels[name]))]


def _row_and_column(spec: PlotSpec, number: int, pairs: Sequence[Pairing]) -> tuple[int, int]:
    """Return the column and row of a pairing, among those that have any panel."""
    if spec.pair.x and spec.pair.y and not spec.pair.cross:
        return number, 0
    x, y = (
        sorted({known[1] for name in names if (known := paired(name)) is not None}).index(own[1])
        if (own := paired(names[number])) is not None
        else 0
        for names in zip(*pairs, strict=True)
    )
    return x, y


def _levels(bound: Bound, name: str) -> tuple[tuple[Any, ...], str | None]:
    """Return the levels of a facet variable, as ordered, else of all layers that have it.

    With them comes the time zone in which they are written. What reaches across panels makes none.
    """
    order = bound.spec.facet.order.get(name)
    if order is not None and order != "name":
        return tuple(order), None
    variables = [
        bound.facets[name],
        *(
            one.variables[name]
            for one in bound.layers
            if name in one.variables and not one.spans and not refers(one.members)
        ),
    ]
    with noting(f"In facet({name}=...), variable {name!r}."):
        merged = merge_all(variable.summary(SummaryRequest(levels=True)) for variable in variables)
    found = merged.levels if merged is not None else ()
    if (merged is None or not found) and any(map(_has_rows, variables)):
        raise PlotSpecError(f"facet({name}=...) has no level: all its values are missing.")
    found = found or ()
    if order == "name":  # what is missing stays last
        na = bound.spec.facet.na
        last = [level for level in found if na is not None and level == na]
        found = (*sorted_levels(level for level in found if level not in last), *last)
    return found, None if merged is None else merged.zone


def _has_rows(variable: Variable) -> bool:
    if isinstance(variable, ColumnVariable):
        return variable.data.has_rows()
    return not isinstance(variable, VectorVariable) or len(variable.values) > 0


def _check(spec: PlotSpec, levels: Mapping[str, Sequence[Any]]) -> None:
    facet, pair = spec.facet, spec.pair
    if "col" in levels and pair.x:
        raise PlotSpecError("facet(col=) and pair(x=) both make columns; use facet(row=).")
    if "row" in levels and pair.y:
        raise PlotSpecError("facet(row=) and pair(y=) both make rows; use facet(col=).")
    if facet.wrap is not None and ("col" in levels) == ("row" in levels):
        raise PlotSpecError("facet(wrap=) needs one of col and row, not both.")
    if facet.wrap is not None and (pair.x or pair.y):
        raise PlotSpecError("facet(wrap=) cannot be combined with pair().")
    if pair.wrap is not None and bool(pair.x) == bool(pair.y) and (pair.cross or not pair.x):
        raise PlotSpecError("pair(wrap=) needs one of x and y, or cross=False, not all of both.")


def _wrapped(spec: PlotSpec, cells: list[Cell], levels: Mapping[str, tuple[Any, ...]]) -> Grid:
    wrap = spec.facet.wrap if spec.facet.wrap is not None else spec.pair.wrap
    nrow = max(cell.row for cell in cells) + 1
    ncol = max(cell.col for cell in cells) + 1
    if wrap is not None:
        down = nrow > 1 and ncol == 1
        placed = [
            _moved(cell, *(divmod(i, wrap)[::-1] if down else divmod(i, wrap)))
            for i, cell in enumerate(cells)
        ]
        cells = sorted(placed, key=lambda cell: (cell.row, cell.col))
        nrow = max(cell.row for cell in cells) + 1
        ncol = max(cell.col for cell in cells) + 1
    else:
        cells = sorted(cells, key=lambda cell: (cell.row, cell.col))
    if len(cells) > MOST_PANELS:
        raise PlotSpecError(
            f"This plot would have {len(cells)} panels ({quoted(levels)}); more than {MOST_PANELS} "
            "cannot be told apart. Facet by a variable with fewer levels."
        )
    return Grid((nrow, ncol), tuple(cells), levels)


def _moved(cell: Cell, row: int, col: int) -> Cell:
    return replace(cell, row=row, col=col)


def _titled(cell: Cell, grid: Grid, spec: PlotSpec) -> Cell:
    """Return a cell with the title over it and the one at its right.

    Over each column stands one title, and at the end of each row one; panels that are wrapped, or
    in a single column, have their titles over them.
    """
    if not cell.facet:
        return replace(cell, title=figure_titles(spec).title if _title_is_over_panel(spec) else "")
    text = {
        name: _facet_text(spec, name, code, grid) for name, code in cell.facet.items() if code >= 0
    }
    col, row = text.get("col", ""), text.get("row", "")
    if spec.facet.wrap is not None or (grid.shape[1] == 1 and "col" not in text):
        return replace(cell, title=col or row)
    return replace(
        cell,
        title=col if cell.row == 0 else "",
        row_title=row if cell.col == grid.shape[1] - 1 else "",
    )


def figure_titles(spec: PlotSpec) -> Titles:
    """Return what is written over and under the whole figure, or over its only panel."""
    labels = spec.labels
    whole = "" if labels.title is None or callable(labels.title) else str(labels.title)
    return Titles(whole, labels.subtitle or "", labels.caption or "")


def whole_titles(spec: PlotSpec) -> Titles:
    """Return the titles of the figure, without the one that its only panel has."""
    titles = figure_titles(spec)
    return Titles() if _title_is_over_panel(spec) else titles


def _title_is_over_panel(spec: PlotSpec) -> bool:
    """Tell whether there is one panel, and no more than a title to write."""
    labels = spec.labels
    return (
        labels.subtitle is None
        and labels.caption is None
        and not any(value is not None for value in spec.facet.variables.values())
        and len(pairings(spec)) == 1
        and not spec.margin.plots
    )


def _facet_text(spec: PlotSpec, name: str, code: int, grid: Grid) -> str:
    """Return what names a level: as asked for the level, for all panels, or for the variable."""
    labels, level, zone = spec.labels, grid.levels[name][code], grid.zones.get(name)
    names = {**labels.names.get("title", {}), **labels.names.get(name, {})}
    named = level_names(names, grid.levels[name], zone)
    if level in named:
        return named[level]
    text, label = level_label(level, zone), labels.variables.get(name)
    for write in (labels.title, label):
        if callable(write):
            return str(write(text))
    return f"{label} {literal(text)}" if label else literal(text)
