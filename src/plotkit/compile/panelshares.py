"""Positions that are shares of the panel, beside those that stats read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plotkit.compile.declared import Declared
from plotkit.data.roles import Position, Share, figure_axis, upright
from plotkit.data.variables import ShareVariable, Variable
from plotkit.errors import PlotSpecError
from plotkit.typing import Orient


def late_shares(
    given: Mapping[str, Any], inherited: Mapping[str, Any], parts: Declared
) -> dict[str, Share]:
    """Return the shares at which a layer may put what its stats make of the plot's variables."""
    return {
        name: value
        for name, value in given.items()
        if isinstance(value, Share) and inherited.get(name) is not None and parts.may_read(name)
    }


def unread(late: Mapping[str, Share], parts: Declared, orient: Orient) -> dict[str, Variable]:
    """Return as variables those of these shares that replace what no stat reads.

    Which the stats read is known once it is known which axis is that of positions.
    """
    return {
        name: ShareVariable(name, None, ("share", share), share.value)
        for name, share in late.items()
        if not parts.reads(upright(name, orient, parts.positions))
    }


def check_shares(bound: Mapping[str, Variable], positions: Mapping[str, Position]) -> None:
    """Raise if an axis has shares of the panel and other positions in one layer."""
    axes: dict[Any, set[bool]] = {}
    for name, variable in bound.items():
        axis = figure_axis(name, "x", positions)
        axes.setdefault(axis, set()).add(isinstance(variable, ShareVariable))
        if axis is not None and len(axes[axis]) == 2:
            raise PlotSpecError(
                f"On the {axis} axis a layer has shares of the panel, so.frac(...), or positions "
                "in data units, not both. Draw two layers."
            )
