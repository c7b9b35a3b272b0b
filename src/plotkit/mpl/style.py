"""Visual properties as matplotlib takes them: a constant, one an element, or codes into a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

import matplotlib as mpl
import numpy as np
from matplotlib import colors
from matplotlib.artist import Artist
from matplotlib.markers import MarkerStyle

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, quoted
from plotkit.marks.primitives import Number, Paint
from plotkit.typing import Bools, Codes, Floats

RC = cast(Mapping[str, Any], mpl.rcParams)
"""The rc parameters that hold now: within the context of a theme, the theme's."""

_SAID: ContextVar[frozenset[str]] = ContextVar("said", default=frozenset())


@contextmanager
def saying(names: Iterable[str]) -> Iterator[None]:
    """Let these rc parameters count as asked for, not as defaults, within the block."""
    token = _SAID.set(frozenset(names))
    try:
        yield
    finally:
        _SAID.reset(token)


def asked(name: str) -> bool:
    """Tell whether the theme that holds now says an rc parameter itself."""
    return name in _SAID.get()


def plain_set(self: Artist, **kwargs: Any) -> list[Any]:
    """Set properties of an artist: the method `set` of each class of plotkit's.

    For a class without one of its own matplotlib writes one, with a signature that lists all
    properties. That takes a millisecond each at import.
    """
    return Artist.set(self, **kwargs)


SOLID = (0.0, None)
NO_LINE = "None"


def each(value: Any, n: int) -> list[Any]:
    """Return a property as a list with one value an element."""
    if isinstance(value, Coded):
        table = list(value.table)
        return [table[code] for code in value.codes.tolist()]
    if isinstance(value, np.ndarray) and value.ndim:
        return list(value)
    return [value] * n


def rows(color: Paint) -> Floats:
    """Return colours as rows for a collection: one if all are the same, else one an element."""
    if isinstance(color, Coded):
        codes = color.codes
        alike = bool(len(codes)) and bool((codes == codes[0]).all())
        return np.asarray(color.table[codes[:1] if alike else codes], dtype=np.float64)
    return np.asarray(color, dtype=np.float64).reshape(-1, 4)


def coded(color: Paint) -> tuple[Floats, Codes | None]:
    """Return colours as rows, and as what each element has of them if they are coded."""
    if not isinstance(color, Coded) or len(color.table) < 2:
        return rows(color), None
    codes = color.codes
    if len(codes) and (codes == codes[0]).all():
        return rows(color), None
    return np.asarray(color.table, dtype=np.float64), codes


def numbers(number: Number) -> Floats:
    """Return numbers for a collection: one for all, or one an element."""
    return np.atleast_1d(np.asarray(number, dtype=np.float64))


def line_styles(width: Number, style: Any, n: int) -> tuple[Floats, list[Any]]:
    """Return widths and styles of lines for a collection, which knows no absent line.

    A line of no width is a solid one: dashes are as long as it is wide, and some writers refuse
    those of no length.
    """
    widths = numbers(width)
    if not isinstance(style, Coded | np.ndarray):
        solid = style == NO_LINE or not widths.any()
        return (np.zeros(1), ["-"]) if solid else (widths, [line_style(style)])
    styles = each(style, n)
    wide = np.broadcast_to(widths, n) * [item != NO_LINE for item in styles]
    shown = [line_style(item) if w else "-" for item, w in zip(styles, wide, strict=True)]
    return wide, shown


def line_style(style: Any) -> Any:
    """Return a line style; a solid one by its name, or matplotlib would end it like a dash."""
    return "-" if isinstance(style, tuple) and style == SOLID else style


def marker_style(marker: Any) -> MarkerStyle:
    """Return a marker; raise PlotSpecError if there is no such."""
    try:
        return MarkerStyle(marker)
    except (TypeError, ValueError) as error:
        names = [name for name in MarkerStyle.markers if isinstance(name, str)]
        raise PlotSpecError(
            f"There is no marker {marker!r}. Valid: {quoted(names)}, (sides, style, angle), "
            "'$text$', or a matplotlib MarkerStyle."
        ) from error


def take(value: Any, chosen: Bools | Codes | list[int]) -> Any:
    """Return a property of some elements."""
    if isinstance(value, Coded) or (isinstance(value, np.ndarray) and value.ndim):
        return value[chosen]
    return value


def tick_style(name: str, which: str) -> dict[str, Any]:
    """Return what ticks of an axis look like in the theme that holds now, as tick parameters."""
    tick = f"{name}tick"
    color, labelcolor = RC[f"{tick}.color"], RC[f"{tick}.labelcolor"]
    style = {
        "length": RC[f"{tick}.{which}.size"],
        "width": RC[f"{tick}.{which}.width"],
        "pad": RC[f"{tick}.{which}.pad"],
        "direction": RC[f"{tick}.direction"],
        "color": color,
        "labelcolor": color if labelcolor == "inherit" else labelcolor,
        "labelsize": RC[f"{tick}.labelsize"],
        "labelfontfamily": RC["font.family"],
    }
    for part in ("color", "linestyle", "linewidth"):
        own = RC.get(f"grid.{which}.{part}")  # matplotlib 3.11 has it
        style[f"grid_{part}"] = RC[f"grid.{part}"] if own is None else own
    alpha = colors.to_rgba(style["grid_color"])[3]
    if alpha == 1:
        own = RC.get(f"grid.{which}.alpha")
        alpha = RC["grid.alpha"] if own is None else own
    style["grid_alpha"] = alpha
    return style
