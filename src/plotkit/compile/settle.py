"""Settle: what came from an engine becomes what it is in memory."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from plotkit.compile.bind import BoundLayer
from plotkit.compile.collect import keep_rows, without_look
from plotkit.compile.panels import Grid
from plotkit.compile.train import Scales
from plotkit.data.convert import engine_levels, level_codes
from plotkit.data.factor import Factor, factorize_array
from plotkit.data.kind import Kind
from plotkit.data.lazysource import LazySource
from plotkit.data.roles import EXTRAS, FACETS, POSITIONS
from plotkit.data.table import Table
from plotkit.scales.base import LevelLooks, RampLooks
from plotkit.typing import Array, Bools


def settled(
    table: Table, layer: BoundLayer, scales: Scales, grid: Grid
) -> tuple[Table, Counter[str]]:
    """Return a fetched table coded by the levels of facets and scales.

    Amounts that their scale cannot show are left out, and counted by reason.
    """
    if not isinstance(layer.source, LazySource):
        return table, Counter()
    columns: dict[str, Array | Factor] = {}
    bad: dict[str, Bools] = {}
    for name, variable in layer.variables.items():
        if name not in table or name in POSITIONS or name in EXTRAS or variable.computed:
            continue
        look = scales.looks.get(name)
        if name in FACETS:
            columns[name] = _coded(table[name], grid.levels[name])
        elif isinstance(look, LevelLooks):
            columns[name] = _coded(table[name], look.levels, look.joined)
        elif isinstance(look, RampLooks):
            amounts = table[name]
            if layer.kind(name) is Kind.BOOLEAN:
                amounts = amounts.values(np.nan).astype(np.float64)
            columns[name] = amounts
            bad |= without_look(name, amounts, look)
        elif name == "group" and not isinstance(table[name], Factor):
            columns[name] = factorize_array(table[name])
    keep, dropped = keep_rows(bad, table.n)
    table = table.with_(**columns)
    return (table if keep is None else table.filter(keep)), dropped


def _coded(column: Array | Factor, levels: tuple[Any, ...], joined: bool = False) -> Factor:
    """Return a column as codes into levels; an engine gives times and durations in days."""
    if isinstance(column, Factor):
        return column.recode(levels)
    return Factor(level_codes(column, engine_levels(levels, joined)), levels)
