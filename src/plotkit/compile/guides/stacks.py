"""Stacks: in which order a legend names levels that lie on each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.compile.resolve import LayerDrawing
from plotkit.compile.stages import BoundLayer
from plotkit.data.factor import Factor
from plotkit.data.table import Table
from plotkit.moves.base import Move
from plotkit.records import dataclass
from plotkit.typing import Floats


@dataclass(frozen=True)
class Pile:
    """How levels lie on each other.

    Attributes
    ----------
    levels
        From the baseline on.
    upward
        Whether that is from the bottom to the top.
    """

    levels: tuple[Any, ...]
    upward: bool


Piles = Mapping[tuple[BoundLayer, str], Pile]
"""The piles of the properties of layers."""


def piles_of(layers: Sequence[LayerDrawing]) -> dict[tuple[BoundLayer, str], Pile]:
    """Return how the levels of layers lie on each other, where a move puts them so."""
    found: dict[tuple[BoundLayer, str], Pile] = {}
    for one in layers:
        layer = one.placed.layer
        own = (t for member in layer.members for t in member.transforms)
        moves = [t for t in (*layer.transforms, *own) if isinstance(t, Move) and t.piles]
        table = one.placed.table
        if not moves or "y" not in table or "baseline" not in table:
            continue
        for name in layer.variables:
            column = table[name] if layer.is_property(name) and name in table else None
            if isinstance(column, Factor) and len(column.levels) > 1:
                order = moves[-1].piled(_sums(table, column))
                levels = tuple(column.levels[code] for code in order)
                found[layer, name] = Pile(levels, layer.orient == "x")
    return found


def _sums(table: Table, column: Factor) -> Floats:
    """Return the sum of the heights of each level, in data units."""
    units = table.unit("y")
    with np.errstate(all="ignore"):
        height = np.abs(units.inverse(table["y"]) - units.inverse(table["baseline"]))
    known = np.isfinite(height) & ~column.missing
    sums = np.bincount(column.codes[known], height[known], len(column.levels))
    return sums.astype(np.float64)


def pile_of(block: Mapping[str, Sequence[BoundLayer]], piles: Piles) -> Pile | None:
    """Return how the levels lie that a legend names, if any layer of it is a pile."""
    held = ((layer, name) for name, layers in block.items() for layer in layers)
    return next((piles[each] for each in held if each in piles), None)
