"""What marks give to a pane, checked and brought into the form in which primitives hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, check_name, quoted, suggestion
from plotkit.marks.paint import paint
from plotkit.marks.primitives import Arrow, Cap, Halo, Number, Paths, Shares, Style, TextBox
from plotkit.properties.style import check_hatch
from plotkit.typing import Array, Codes, Floats

_SWAPPED: Mapping[str, Shares] = {"": "", "x": "y", "y": "x", "xy": "xy", "yx": "xy"}
_LEVEL = {"left": "bottom", "center": "center", "right": "top"}
_UPRIGHT = {
    "bottom": "left",
    "baseline": "left",
    "top": "right",
    "center": "center",
    "center_baseline": "center",
}


def places(xy: Any, tail: tuple[int, ...], flip: bool) -> Floats:
    """Return positions, shape (n, *tail), with x and y exchanged if asked; -1 is any number."""
    try:
        array = np.asarray(xy, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise PlotSpecError(f"Positions to draw must be an array of numbers: {error}.") from error
    fits = array.ndim == len(tail) + 1 and all(
        want in (-1, have) for want, have in zip(tail, array.shape[1:], strict=True)
    )
    if not fits:
        wanted = ", ".join("k" if size < 0 else str(size) for size in tail)
        raise PlotSpecError(f"Positions to draw must have shape (n, {wanted}), not {array.shape}.")
    return array[..., ::-1] if flip else array


def paths(runs: Paths | Floats, flip: bool) -> Paths:
    """Return runs of vertices, with x and y exchanged if asked."""
    if isinstance(runs, Paths):
        return Paths(places(runs.xy, (2,), flip), runs.starts)
    array = places(runs, (-1, 2), flip)
    m, k = array.shape[:2]
    return Paths(array.reshape(-1, 2), np.arange(m) * k)


def is_blank(marker: Any) -> bool:
    """Tell whether a marker for all points is matplotlib's name for none."""
    spec = getattr(marker, "spec", marker)
    return isinstance(spec, str) and spec.strip().lower() in ("", "none")


def shares(panel: Any, always: str, flip: bool) -> Shares:
    """Return the axes on which positions are shares of the panel, said here or of all."""
    if not isinstance(panel, str) or panel not in _SWAPPED:
        raise PlotSpecError(
            f"panel cannot be {panel!r}; valid: {quoted(('', 'x', 'y', 'xy'))}. It names the "
            "coordinates that are shares of the panel."
        )
    swapped = _SWAPPED["".join(sorted({*panel, *always}))]
    return swapped if flip else _SWAPPED[swapped]


def heads(arrow: Any) -> Arrow | None:
    """Return at which ends of lines there are heads."""
    if arrow is not None and arrow not in ("start", "end", "both"):
        raise PlotSpecError(
            f"arrow cannot be {arrow!r}; valid: None, {quoted(('start', 'end', 'both'))}."
        )
    known: Arrow | None = arrow
    return known


def hatches(hatch: Any) -> Style:
    """Return one hatch for all, or one for each."""
    if isinstance(hatch, Coded):
        return Coded(hatch.codes, _each_hatch(hatch.table))
    if isinstance(hatch, np.ndarray | list | tuple):
        return _each_hatch(hatch)
    return check_hatch("hatch", hatch)


def _each_hatch(hatch: Any) -> Array:
    made = np.empty(len(hatch), dtype=object)
    made[:] = [check_hatch("hatch", each) for each in hatch]
    return made


def edges(values: Any, n: int, axis: str) -> Floats:
    """Return the edges of `n` columns or rows."""
    found = places(values, (), False)
    step = np.diff(found)
    if not (np.all(step >= 0) or np.all(step <= 0)) or np.isnan(found).any():
        raise PlotSpecError(f"The {axis} edges of a grid must rise or fall, without a gap.")
    if len(found) != n + 1:
        raise PlotSpecError(
            f"A grid of {n} {'columns' if axis == 'x' else 'rows'} needs {n + 1} {axis} edges, "
            f"not {len(found)}."
        )
    return found


def caps(cap: Any) -> Cap | None:
    """Return how lines end."""
    if cap is not None:
        check_name(cap, ("butt", "round", "projecting"), "cap of lines")
    known: Cap | None = cap
    return known


def numbers_of_shapes(shapes: Any, n: int) -> Codes:
    """Return which shape each of `n` outlines belongs to."""
    found = np.asarray(shapes)
    if found.shape != (n,) or found.dtype.kind not in "iu":
        raise PlotSpecError(
            f"shapes must be one whole number for each of {n} outlines, not {found.dtype} of shape "
            f"{found.shape}."
        )
    return found.astype(np.intp)


def text_box(box: Any) -> TextBox | None:
    """Return the box behind texts."""
    if box is None or isinstance(box, TextBox):
        return box
    known = [item.name for item in fields(TextBox)]
    wrong = [name for name in box if name not in known] if isinstance(box, Mapping) else [box]
    if wrong:
        raise PlotSpecError(
            f"box must be a dict of {quoted(known)}, not {wrong[0]!r}.{suggestion(wrong[0], known)}"
        )
    colors = {name: paint(box[name], 1.0) for name in ("facecolor", "edgecolor") if name in box}
    return TextBox(**{**box, **colors})


def rim(halo: Any) -> Halo | None:
    """Return the rim around letters, given as its width or as width and colour."""
    if halo is None or isinstance(halo, Halo):
        return halo
    width, *color = halo if isinstance(halo, tuple | list) else (halo,)
    return Halo(float(width), *(paint(each, 1.0) for each in color))


def rotations(rotation: Any, n: int, turn: bool) -> Number:
    """Return degrees on the page, in a layer that was turned on its side if asked."""
    if isinstance(rotation, Coded):
        return Coded(rotation.codes, _turned(rotation.table) if turn else rotation.table)
    degrees = np.asarray(rotation, dtype=np.float64)
    if degrees.shape not in ((), (n,)):
        raise PlotSpecError(
            f"{n} texts need one rotation or as many, not an array of shape {degrees.shape}."
        )
    degrees = _turned(degrees) if turn else degrees
    return degrees if degrees.ndim else float(degrees)


def _turned(degrees: Floats) -> Floats:
    """Return directions with x and y exchanged; what could be read from below still can be."""
    level = (degrees + 180) % 360 - 180
    upright = 90 - level
    return np.where((np.abs(level) <= 90) & (upright > 90), upright - 180, upright)


def alignments(halign: Style, valign: Style) -> tuple[Style, Style]:
    """Return how texts are aligned across and up, with x and y exchanged."""
    return _renamed(valign, _UPRIGHT), _renamed(halign, _LEVEL)


def _renamed(style: Style, names: Mapping[str, str]) -> Style:
    if isinstance(style, Coded):
        return Coded(style.codes, _renamed(style.table, names))
    if isinstance(style, np.ndarray):
        return np.array([names.get(each, each) for each in style], dtype=object)
    return names.get(style, style)
