"""Annotation: layers that say themselves all that they draw, so that they inherit no positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plotkit.data.lazysource import LazySource
from plotkit.data.roles import Position, Share, axes_of, turned
from plotkit.data.source import Source
from plotkit.data.vectors import is_scalar
from plotkit.marks.base import Member


def is_annotation(
    given: Mapping[str, Any],
    own: Source | LazySource,
    members: Sequence[Member],
    positions: Mapping[str, Position],
) -> bool:
    """Tell whether a layer says all that it draws in constants: it then has one row of its own."""
    if not all(
        isinstance(value, Share) or (is_scalar(value) and value not in own)
        for value in given.values()
    ):
        return False
    return says_all(given, members, positions)


def says_all(
    given: Mapping[str, Any], members: Sequence[Member], positions: Mapping[str, Position]
) -> bool:
    """Tell whether a layer assigns itself all that its marks are drawn from."""
    known = axes_of(positions).keys() | {name for one in members for name in one.mark.reads}
    placed = {name for name in given if name in known}
    across = {turned(name, positions) for name in placed}
    return bool(placed) and all(
        member.mark.can_draw(placed) or member.mark.can_draw(across) for member in members
    )


def takes_names(
    given: Mapping[str, Any],
    own: Source | LazySource,
    members: Sequence[Member],
    positions: Mapping[str, Position],
) -> bool:
    """Tell whether texts that are no columns may be positions of a layer: levels, or dates.

    They may in what reaches across the panel or is at places of other layers, and where all that is
    drawn is said in constants.
    """
    across = all(one.mark.spans or one.mark.refers for one in members)
    return across or is_annotation(given, own, members, positions)
