"""Weights: what all stats ask of them, whether data are in memory or in an engine."""

from __future__ import annotations

import numpy as np

from plotkit.compile.stages import BoundLayer
from plotkit.data.kind import Kind
from plotkit.data.summary import NOTHING_MORE
from plotkit.data.variables import ColumnVariable, ComputedVariable, ConstantVariable
from plotkit.errors import PlotSpecError

_AMOUNTS = (Kind.NUMBER, Kind.BOOLEAN)


def check_weights(layer: BoundLayer) -> None:
    """Raise PlotSpecError if stats of a layer would get a negative weight.

    The least weight is known from the summary, which engines tell in the profile of the source.
    """
    weight = layer.variables.get("weight")
    if weight is None or isinstance(weight, ComputedVariable) or not layer.stats:
        return
    if weight.kind not in _AMOUNTS:  # told where it is read
        return
    least = weight.summary(NOTHING_MORE).low
    if least is None or least >= 0:
        return
    if isinstance(weight, ConstantVariable):
        what = f"weight={weight.value!r} is negative"
    else:
        which = f"The column {weight.key!r}" if isinstance(weight, ColumnVariable) else "The vector"
        which = f"{which} given for weight has negative values"
        if layer.source.lazy:  # whose rows have no order
            what = f"{which}, the least of them {least:g}"
        else:
            values = weight.column(layer.n).floats()
            what = f"{which}, the first of them {values[np.argmax(values < 0)]:g}"
    raise PlotSpecError(
        f"{what}. Weights are from 0 on: filter the data, give such rows weight 0, or leave out "
        "weight in this layer: add(..., weight=None)."
    )
