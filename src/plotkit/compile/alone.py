"""Alone: layers that bring all of their rows along, and variables that have no layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from typing import Any

from plotkit.data.lazysource import LazySource
from plotkit.data.roles import Position, axes_of, turned
from plotkit.data.source import Source
from plotkit.data.vectors import is_scalar
from plotkit.marks.base import FunctionMark, Mark, Member
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.spec.model import LayerSpec
from plotkit.stats.base import Stat


def _draw_nothing(v: Values, pane: Pane) -> None:
    """Draw nothing."""


BLANK = LayerSpec(FunctionMark(function=_draw_nothing))
"""Stands for the variables of a plot without layers, whose axes are shown all the same."""


def stands_alone(
    layer: LayerSpec,
    own: Source | LazySource,
    asked: Mapping[str, Any],
    members: Sequence[Member],
    stats: Sequence[Stat],
    positions: Mapping[str, Position],
) -> bool:
    """Tell whether a layer has rows of its own, and inherits nothing from the plot.

    It has if it assigns vectors of one length, not that of the data, and no columns, and if these
    are all that its marks and stats need.

    Parameters
    ----------
    layer
        What the user said.
    own
        The data of the layer.
    asked
        What it would inherit.
    members
        Its marks.
    stats
        The stats that the user added to it.
    positions
        The positions that it knows.
    """
    given = {name: value for name, value in layer.variables.items() if value is not None}
    if any(is_scalar(value) and value in own for value in given.values()):
        return False
    lengths = _lengths(given)
    around = {own.n} if own.n is not None else _lengths({} if layer.data is not None else asked)
    if len(lengths) != 1 or lengths == around:
        return False
    axes = axes_of(positions)
    known = axes.keys() | {name for member in members for name in member.mark.reads}
    have = {name for name in (*given, *(n for one in stats for n in one.made())) if name in known}
    read = {name for stat in stats for name in stat.required() if name in axes}
    return any(
        there.issuperset(read) and all(_can_draw(member.mark, there) for member in members)
        for there in (have, {turned(name, positions) for name in have})
    )


def _lengths(given: Mapping[str, Any]) -> set[int]:
    return {len(v) for v in given.values() if isinstance(v, Sized) and not is_scalar(v)}


def _can_draw(mark: Mark, there: set[str]) -> bool:
    """Tell whether a mark has the positions that it needs, or its stat those that make them."""
    default = mark.default_stat()
    return mark.can_draw(there) or (default is not None and there.issuperset(default.required()))
