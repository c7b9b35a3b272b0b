"""Looks combined without touching rows: colour with alpha, one look or another."""

from __future__ import annotations

from typing import Any

import numpy as np

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import Number, Paint
from plotkit.typing import Array, Floats


def paint(color: Any, alpha: Any) -> Paint:
    """Return a colour with its alpha: its own where it says one (not NaN), else `alpha`.

    Parameters
    ----------
    color
        RGBA, shape (4,) or (n, 4), or coded colours.
    alpha
        A number, shape (n,), or coded numbers.
    """
    if not isinstance(color, Coded):
        color = _rgba(color)
    if isinstance(color, Coded) and isinstance(alpha, Coded) and color.codes is not alpha.codes:
        return _merge(np.asarray(color), np.asarray(alpha))
    if isinstance(color, Coded):
        if isinstance(alpha, np.ndarray):
            return _merge(np.asarray(color), alpha)
        return Coded(color.codes, _merge(color.table, _table(alpha)))
    if isinstance(alpha, Coded):
        if np.ndim(color) == 2:
            return _merge(color, np.asarray(alpha))
        return Coded(alpha.codes, _merge(color, alpha.table))
    merged = _merge(color, alpha)
    if merged.ndim == 2:
        return merged
    red, green, blue, opacity = merged.tolist()
    return red, green, blue, opacity


def _table(alpha: Any) -> Any:
    return alpha.table if isinstance(alpha, Coded) else alpha


def _merge(color: Any, alpha: Any) -> Array:
    alpha = np.asarray(alpha, dtype=np.float64)
    shape = np.broadcast_shapes(color.shape[:-1], alpha.shape)
    merged = np.broadcast_to(color, (*shape, 4)).copy()
    own = merged[..., 3]
    silent = np.isnan(own)
    merged[..., 3] = np.where(silent, alpha, own)
    hidden = np.isnan(merged).any(axis=-1)  # a missing colour is not drawn
    merged[hidden] = 0.0
    return merged


def _rgba(color: Any) -> Floats:
    """Return a constant colour, or one a row, as floats."""
    try:
        rows = np.asarray(color, dtype=np.float64)
        if rows.ndim in (1, 2) and rows.shape[-1] == 4:
            return rows
    except (TypeError, ValueError):
        pass
    raise PlotSpecError(
        f"A pane takes colours as RGBA numbers, shape (4,) or (n, 4), not {color!r}; make the "
        'colour a property of the mark (color: so.MappableColor = so.Mappable("red")) and pass '
        "v.color."
    )


def choose(condition: Any, yes: Any, no: Any) -> Any:
    """Return `yes` where the condition holds, else `no`; each a constant or one value an entry."""
    if not isinstance(condition, Coded | np.ndarray):
        return yes if condition else no
    truth = np.asarray(condition, dtype=bool)
    one, other = np.asarray(yes), np.asarray(no)
    colors = isinstance(yes, tuple) or isinstance(no, tuple) or max(one.ndim, other.ndim) == 2
    return np.where(truth[:, None] if colors else truth, one, other)


def transparent(color: Paint) -> Paint:
    """Return the colour with alpha 0, in the same shape."""
    return paint(_silent(color), 0.0)


def _silent(color: Paint) -> Any:
    if isinstance(color, Coded):
        return Coded(color.codes, _silent(color.table))
    bare = np.array(color, dtype=np.float64)
    bare[..., 3] = np.nan
    return bare


def times(number: Number, factor: float) -> Number:
    """Return a number for all, or one an entry, multiplied."""
    if isinstance(number, Coded):
        return Coded(number.codes, number.table * factor)
    return number * factor
