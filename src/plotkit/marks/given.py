"""What marks give to a pane, checked and brought into the form in which primitives hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, get_args

import numpy as np

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, PlotTypeError, check_name, quoted, suggestion
from plotkit.marks.paint import paint
from plotkit.marks.primitives import (
    Areas,
    Arrow,
    Boxes,
    Cap,
    Halo,
    Lines,
    Number,
    Paths,
    Points,
    Primitive,
    Shares,
    Style,
    TextBox,
    Texts,
)
from plotkit.page import Place
from plotkit.properties.style import LINE_NAMES, check_hatch
from plotkit.properties.text import HorizontalAlignment, VerticalAlignment
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
        check_name(cap, get_args(Cap), "cap of lines")
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
    for name in ("edgewidth", "pad", "radius"):
        if name in box:
            amounts(f"box={{{name!r}: ...}}", box[name], None)
    colors = {name: paint(box[name], 1.0) for name in ("facecolor", "edgecolor") if name in box}
    return TextBox(**{**box, **colors})


def rim(halo: Any) -> Halo | None:
    """Return the rim around letters, given as its width or as width and colour."""
    if halo is None or isinstance(halo, Halo):
        return halo
    width, *color = halo if isinstance(halo, tuple | list) else (halo,)
    amounts("halo", width, None)
    return Halo(float(width), *(paint(each, 1.0) for each in color))


def rotations(rotation: Any, n: int, turn: bool) -> Number:
    """Return degrees on the page, in a layer that was turned on its side if asked."""
    if isinstance(rotation, Coded):
        return Coded(rotation.codes, _turned(rotation.table) if turn else rotation.table)
    degrees = _floats("rotation", rotation)
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


def across(low: Any, high: Any, axis: Any, ends: Any) -> tuple[Floats, Shares]:
    """Return corners of what reaches across the panel, and the axis on which they are shares."""
    if axis not in ("x", "y"):
        raise PlotSpecError(f"axis cannot be {axis!r}; valid: 'x', 'y'. It is that of the values.")
    reach = _floats("ends", ends)
    if reach.shape != (2,):
        raise PlotSpecError(f"ends must be two shares of the panel, as (0, 1), not {ends!r}.")
    first, last = np.broadcast_arrays(_floats("Values of spans", low), _floats("Values", high))
    corners = np.empty((first.size, 2, 2))
    side, along = (0, 1) if axis == "y" else (1, 0)
    corners[:, :, side] = reach
    corners[:, 0, along], corners[:, 1, along] = first.ravel(), last.ravel()
    return corners, "x" if side == 0 else "y"


def shifts(offset: Any, n: int) -> Floats:
    """Return displacements of texts in points."""
    found = _floats("offset", offset)
    if found.shape not in ((2,), (n, 2)):
        raise PlotSpecError(f"offset must have shape (2,) or ({n}, 2), not {found.shape}.")
    return found


def keywords(kws: Any) -> Mapping[str, Any]:
    """Return keywords for the artists."""
    if not isinstance(kws, Mapping):
        raise PlotTypeError(f"kws must be a dict of keywords for the artists, not {kws!r:.60}.")
    return kws


def placing(place: Any) -> Place | None:
    """Return the function that places what is drawn on the page."""
    if place is not None and not callable(place):
        raise PlotTypeError(f"place must be a function of a Page, not {place!r:.60}.")
    function: Place | None = place
    return function


# ------------------------------------------------------------------ what primitives have in common


def check(primitive: Primitive, n: int) -> None:
    """Raise unless each property of a primitive is one for all, or one for each of `n`."""
    for name, test in _TESTS.get(type(primitive), ()):
        test(name, getattr(primitive, name), n)


def amounts(name: str, value: Any, n: int | None) -> None:
    """Raise unless these are numbers from zero; with `n` None a single one."""
    if value is None and name in _OPTIONAL:
        return
    if type(value) is not float:
        numbers = _floats(name, value.table if isinstance(value, Coded) else value)
        if n is None and numbers.ndim:
            raise PlotTypeError(f"{name} must be one number, not {value!r:.60}.")
        fitting(name, value, n)
        low = numbers.min() if numbers.size else 0.0
    else:
        low = value
    if low < 0:
        raise PlotSpecError(f"{name} must be a number from zero, not {low:g}.")


def single(name: str, value: Any, n: int) -> None:
    """Raise unless this is one number from zero."""
    amounts(name, value, None)


def fitting(name: str, value: Any, n: int | None) -> None:
    """Raise if there are several values, but not one for each."""
    several = isinstance(value, Coded) or (isinstance(value, np.ndarray) and value.ndim > 0)
    if several and len(value) not in (1, n):
        raise PlotSpecError(f"{name} has {len(value)} values for {n}; give one, or one for each.")


def dashes(name: str, value: Any, n: int) -> None:
    """Raise unless these are line styles; what dashes may be the property says."""
    _named(name, value, n, LINE_NAMES)


def sideways(name: str, value: Any, n: int) -> None:
    """Raise unless this is how texts are aligned across."""
    _named(name, value, n, HorizontalAlignment.valid)


def upwards(name: str, value: Any, n: int) -> None:
    """Raise unless this is how texts are aligned up."""
    _named(name, value, n, VerticalAlignment.valid)


def _named(name: str, value: Any, n: int, valid: Any) -> None:
    if isinstance(value, str) and value not in valid:
        raise PlotSpecError(
            f"{name} cannot be {value!r}.{suggestion(value, valid)} Valid: {quoted(valid)}."
        )
    fitting(name, value, n)


def _floats(name: str, value: Any) -> Floats:
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise PlotTypeError(f"{name} must be numbers, not {value!r:.60}.") from None


_OPTIONAL = ("edgewidth", "headsize")
_STROKE = (
    ("color", fitting),
    ("edgecolor", fitting),
    ("edgewidth", amounts),
    ("edgestyle", dashes),
)
_TESTS: Mapping[Any, Any] = MappingProxyType(
    {
        Points: (*_STROKE, ("size", amounts), ("marker", fitting)),
        Lines: (
            ("color", fitting),
            ("linewidth", amounts),
            ("linestyle", dashes),
            ("headsize", amounts),
        ),
        Areas: (*_STROKE, ("hatch", fitting)),
        Boxes: (*_STROKE, ("hatch", fitting), ("radius", single)),
        Texts: (("color", fitting), ("size", amounts), ("halign", sideways), ("valign", upwards)),
    }
)
"""What is tested of each kind: the name of the field, and how."""
