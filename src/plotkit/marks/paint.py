"""Colours combined with their alpha without touching rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.marks.primitives import Number, Paint
from plotkit.typing import Array, Floats

_OPAQUE = 0.75
"""From this alpha on a colour hides what is below it."""
_APART = 0.15
"""How much lighter or darker lines must be to be seen upon a colour."""


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
        return merged(np.asarray(color), np.asarray(alpha))
    if isinstance(color, Coded):
        if isinstance(alpha, np.ndarray):
            return merged(np.asarray(color), alpha)
        return Coded(color.codes, merged(color.table, _table(alpha)))
    if isinstance(alpha, Coded):
        if np.ndim(color) == 2:
            return merged(color, np.asarray(alpha))
        return Coded(alpha.codes, merged(color, alpha.table))
    if color.ndim == 1 and isinstance(alpha, int | float):  # without arrays, which take longer
        red, green, blue, own = color.tolist()
        both = red, green, blue, float(alpha) if own != own else own
        return (0.0, 0.0, 0.0, 0.0) if any(part != part for part in both) else both
    one = merged(color, alpha)
    if one.ndim == 2:
        return one
    red, green, blue, own = one.tolist()
    return red, green, blue, own


def _table(alpha: Any) -> Any:
    return alpha.table if isinstance(alpha, Coded) else alpha


def merged(color: Any, alpha: Any) -> Array:
    """Return colours, shape (..., 4), with `alpha` where they do not say their own."""
    alpha = opacity(alpha)
    if alpha.ndim:
        shape = np.broadcast_shapes(color.shape[:-1], alpha.shape)
        color = np.broadcast_to(color, (*shape, 4))
    both: Array = np.array(color, order="C")
    own = both[..., 3]
    np.copyto(own, alpha, where=np.isnan(own))
    missing = np.isnan(both)
    if missing.any():
        both[missing.any(axis=-1)] = 0.0  # it is not drawn
    return both


def opacity(alpha: Any) -> Floats:
    """Return the alpha of colours as floats."""
    try:
        return np.asarray(alpha, dtype=np.float64)
    except (TypeError, ValueError):
        raise PlotSpecError(
            f"alpha must be a number in 0-1, or one for each, not {alpha!r:.60}."
        ) from None


def cells(color: Any, alpha: Any) -> Array:
    """Return the colours of cells in 0-255, shape (rows, columns, 4); nothing where one is missing.

    Parameters
    ----------
    color
        RGBA of each cell: floats in 0-1, or whole numbers in 0-255.
    alpha
        A number, or one a cell: for colours that do not say their own.
    """
    given = np.asarray(color)
    if given.ndim != 3 or given.shape[2] != 4 or given.dtype.kind not in "fu":
        raise PlotSpecError(
            "The colours of a grid must be RGBA numbers, shape (rows, columns, 4), not "
            f"{given.dtype} of shape {given.shape}."
        )
    if given.dtype == np.uint8:
        return given
    if given.size and np.isnan(given.min()):
        given = merged(given, alpha)
    whole: Array = (np.clip(given, 0.0, 1.0) * 255 + 0.5).astype(np.uint8)
    return whole


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


def fill(
    color: Any, alpha: Any, edgecolor: Any, edgealpha: Any, hatch: Any = ""
) -> tuple[Paint, Paint]:
    """Return the colours of insides and of outlines, which are those of hatches too.

    An outline whose hatch would not be seen upon the inside has a colour that stands out.
    """
    face = paint(color, alpha)
    hatched = not isinstance(hatch, str) or bool(hatch)
    if edgecolor is None:
        return face, standing_out(face) if hatched else face
    edge = paint(edgecolor, edgealpha)
    return face, _seen(face, edge, hatch) if hatched else edge


def contrasting(face: Paint, edge: Any, shown: bool = True) -> Any:
    """Return opaque colours that are seen upon others: those of lines, or else black, white.

    Their contrast with the insides is 4.5 : 1 or more, as the guidelines for accessible contents of
    the web (WCAG 2.2) measure it.

    Parameters
    ----------
    face
        Colours of insides.
    edge
        A colour of lines; taken where it is seen well enough.
    shown
        Whether that colour is seen upon the ground, so that it tells whether the ground is light.
    """
    if isinstance(face, Coded):
        return Coded(face.codes, np.atleast_2d(contrasting(face.table, edge, shown)))
    rows = np.atleast_2d(np.asarray(face, dtype=np.float64))
    line = np.asarray(edge, dtype=np.float64) if not isinstance(edge, Coded) else np.empty(0)
    known = line.ndim == 1 and line.size == 4
    light = not (known and shown) or luminance(line) < 0.18
    alpha = rows[:, 3:]
    seen = luminance(alpha * rows[:, :3] + (1 - alpha) * float(light))
    black = np.where(seen > 0.179, 0.0, 1.0)[:, None]  # where both have the same contrast
    made = np.column_stack([*[black] * 3, np.ones(len(rows))])
    if known and line[3] == 1:
        pair = np.sort([seen, np.full(len(seen), luminance(line))], axis=0)
        enough = (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5
        made[enough] = line
    return tuple(made[0].tolist()) if np.ndim(face) == 1 else made


def luminance(rgb: Any) -> Any:
    """Return the relative luminance of colours of sRGB, 0 to 1."""
    part = np.asarray(rgb, dtype=np.float64)[..., :3]
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def standing_out(face: Paint) -> Paint:
    """Return opaque colours to be seen upon others: upon pale ones their own, or black, white."""
    if isinstance(face, Coded):
        return Coded(face.codes, np.asarray(standing_out(face.table)))
    rows = np.array(face, dtype=np.float64)
    light = (rows[..., :3] ** 2.2) @ [0.2126, 0.7152, 0.0722] > 0.18
    opaque = rows[..., 3] > _OPAQUE
    rows[..., :3][opaque] = np.where(light[..., None], 0.0, 1.0)[opaque]
    rows[..., 3] = rows.any(axis=-1)  # a missing colour is not drawn
    if rows.ndim == 2:
        return rows
    red, green, blue, alpha = rows.tolist()
    return red, green, blue, alpha


def _seen(face: Paint, edge: Paint, hatch: Any) -> Paint:
    """Return the colours of outlines, others where a hatch in them cannot be seen."""
    faces, edges = (np.array(one, dtype=np.float64) for one in (face, edge))
    like = np.abs(_light(faces) - _light(edges)) < _APART
    hidden = like & (faces[..., 3] > _OPAQUE)
    if isinstance(hatch, Coded | np.ndarray):
        hidden = hidden & np.array([bool(one) for one in np.asarray(hatch, dtype=object)], bool)
    if not hidden.any():
        return edge
    made = np.where(hidden[..., None], np.asarray(standing_out(face)), edges)
    if made.ndim == 2:
        return made
    red, green, blue, alpha = made.tolist()
    return red, green, blue, alpha


def _light(colors: Floats) -> Floats:
    """Return how light colours look, from 0 to 1."""
    return np.asarray((colors[..., :3] ** 2.2) @ [0.2126, 0.7152, 0.0722]) ** (1 / 2.2)


def check_pair(colors: Any, what: str) -> None:
    """Raise PlotTypeError unless there are two colours."""
    if isinstance(colors, str) or not isinstance(colors, Sequence) or len(colors) != 2:
        raise PlotTypeError(f"{what} must be two colours, not {colors!r:.80}.")
