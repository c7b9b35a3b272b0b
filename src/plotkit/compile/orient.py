"""Orient: a horizontal layer is stood up before stats, moves and marks, and laid down after."""

from __future__ import annotations

from plotkit.compile.bind import Bound, BoundLayer
from plotkit.compile.train import Scales
from plotkit.data.roles import POSITIONS
from plotkit.typing import Orient


def orient(layer: BoundLayer, scales: Scales) -> Orient:
    """Return which axis is the position: as asked, else that of the scale with priority.

    Categories come before booleans, times and numbers; an axis whose variable a stat makes comes
    last; where both are equal the position is x.
    """
    if layer.spec.orient is not None:
        return layer.spec.orient
    given = {
        POSITIONS[name]
        for name, variable in layer.variables.items()
        if name in POSITIONS and variable.computed is None
    }
    priority = {
        axis: scales.chosen[layer.axis_name(axis)].priority if axis in given else 0
        for axis in ("x", "y")
    }
    return "y" if priority["y"] > priority["x"] else "x"


def shared_width(bound: Bound) -> float:
    """Return the width of marks that have none of their own: that of the others, else 0.8.

    So an error bar that is dodged stays on its bar, whatever the bar's width.
    """
    for layer in bound.spec.layers:
        width = layer.mark.properties().get("width")
        if isinstance(width, int | float) and width > 0:
            return float(width)
    return 0.8
