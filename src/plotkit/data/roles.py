"""What a variable of a layer is: a position on an axis, a share of the width, a number, a facet.

Stats, moves and marks are written for layers in which x is the position and y the value
(*upright*). Marks may declare positions of their own; the six that every layer knows stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from keyword import iskeyword
from math import isfinite
from numbers import Real
from types import MappingProxyType
from typing import Any, Literal

from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.records import dataclass
from plotkit.typing import Axis, Orient

AXES: tuple[Axis, Axis] = ("x", "y")

FACETS = ("col", "row")
"""Variables whose levels become panels; always the outermost grouping keys."""

RESERVED = (
    *("self", "args", "mark", "transforms", "orient", "legend", "label", "data", "where"),
    *("title", "subtitle", "caption"),
)
"""Parameters of ``Plot``, ``add`` and ``label``, which no variable can be called."""

NUMBERS = ("weight", "width", "baseline")
"""Variables that stats and marks read as plain numbers, without a scale."""


@dataclass(frozen=True)
class Position:
    """Where a variable of a mark lies.

    Attributes
    ----------
    on
        "x", the axis of positions; "y", the axis of values; "width" for a share of the mark's
        width, which lies along the axis of positions.
    opposite
        What it is called in a horizontal layer, where a name speaks of an axis of the figure, as
        "ymin" is the opposite of "xmin". Other names stay the same.

    Examples
    --------
    >>> Position("x", opposite="yend")
    Position(on='x', opposite='yend')
    """

    on: Literal["x", "y", "width"]
    opposite: str | None = None


@dataclass(frozen=True)
class Share:
    """A position as a share of the panel; made by :func:`frac`."""

    value: float


def frac(value: float) -> Share:
    """Return a position as a share of the panel: 0 is its left or lower side, 1 the other one.

    It is assigned to a position in `add`, for notes and marks that stand in the same place
    whatever the data are. It goes through no scale, no move displaces it, and the limits of the
    axis do not depend on it. A stat that needs amounts, as `Fit` does, takes those of the plot, and
    what it makes is put there.

    Parameters
    ----------
    value
        Below 0 or above 1 it is outside the panel.

    See Also
    --------
    plotkit.objects.Pane : marks say ``panel="x"`` of what they draw.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> plot = so.Plot({"x": [1, 2], "y": [3, 1]}, x="x", y="y").add(so.Line())
    >>> plot = plot.add(so.Text(halign="right"), x=so.frac(0.98), y=so.frac(0.95), text="n = 2")
    """
    number: Any = value
    if isinstance(number, bool) or not isinstance(number, Real) or not isfinite(number):
        raise PlotTypeError(f"frac() takes one finite number, not {value!r}.")
    return Share(float(value))


_PAIRS = (("x", "y"), ("xmin", "ymin"), ("xmax", "ymax"))
STANDARD: Mapping[str, Position] = MappingProxyType(
    {x: Position("x", y) for x, y in _PAIRS} | {y: Position("y", x) for x, y in _PAIRS}
)
"""The positions that every layer knows."""

STANDARD_AXES: Mapping[str, Axis] = MappingProxyType(
    {name: "x" if position.on == "x" else "y" for name, position in STANDARD.items()}
)
"""Their axes, in an upright layer as in the figure."""


def as_position(declared: Any, owner: str = "A mark") -> Position:
    """Return a position as a class declares it: a :class:`Position`, or "x", "y" or "width"."""
    if isinstance(declared, Position):
        return declared
    if declared in ("x", "y", "width"):
        return Position(declared)
    raise PlotTypeError(
        f"{owner} declares a position on {declared!r}; valid: 'x', 'y', 'width', or "
        "so.Position(on, opposite=)."
    )


def axes_of(positions: Mapping[str, Position]) -> dict[str, Axis]:
    """Return the upright axis of each position that lies on one."""
    return {
        name: "x" if position.on == "x" else "y"
        for name, position in positions.items()
        if position.on != "width"
    }


def turned(name: str, positions: Mapping[str, Position] = STANDARD) -> str:
    """Return the name that a variable has when x and y change places (y for x, xmin for ymin)."""
    position = positions.get(name)
    return name if position is None or position.opposite is None else position.opposite


def upright(name: str, orient: Orient, positions: Mapping[str, Position] = STANDARD) -> str:
    """Return the upright name of a variable, or the other way round the name in the figure."""
    return turned(name, positions) if orient == "y" else name


def figure_axis(name: str, orient: Orient, positions: Mapping[str, Position]) -> Axis | None:
    """Return the axis of the figure that a variable lies on, by its name in the figure.

    A name without an opposite follows the layer: the value axis of a horizontal layer is x.
    """
    position = positions.get(name)
    if position is None or position.on == "width":
        return None
    here: Axis = "x" if position.on == "x" else "y"
    if position.opposite is None and orient == "y":
        return "y" if here == "x" else "x"
    return here


@lru_cache(maxsize=256)
def paired(name: str) -> tuple[Axis, int] | None:
    """Return the axis and the number of a paired coordinate (``x0`` -> ("x", 0)), else None."""
    axis, digits = name[:1], name[1:]
    if axis in AXES and digits.isdecimal():
        return ("x" if axis == "x" else "y"), int(digits)
    return None


def visible(names: Iterable[str]) -> list[str]:
    """Return the columns that messages name: what the compiler keeps for itself is left out."""
    return [name for name in names if ":" not in name and not name.startswith("_")]


def check_free(name: str, owner: str) -> None:
    """Raise unless a name can be a keyword of ``add`` that nothing else has."""
    if not name.isidentifier() or iskeyword(name):
        raise PlotSpecError(f"{owner} cannot be called {name!r}: that is no keyword of Python.")
    if name in RESERVED:
        raise PlotSpecError(
            f"{owner} cannot be called {name!r}: methods of Plot have a parameter of that name. "
            "Choose another."
        )


_declared: set[str] = set()
_positions: dict[str, Position] = {}
_later: list[Callable[[], None]] = []


def declare_later(load: Callable[[], None]) -> None:
    """Note what loads marks and stats that nobody has asked for: they declare names as well."""
    _later.append(load)


def _know_all() -> None:
    while _later:
        _later.pop()()


def declare(names: Iterable[str]) -> None:
    """Make names known that some stat reads, so that ``Plot(...)`` accepts them."""
    _declared.update(names)


def declare_positions(positions: Mapping[str, Position]) -> None:
    """Make positions known that some mark has, so that ``Plot(...)`` accepts them."""
    _positions.update(positions)


def declared_position(name: str) -> Position | None:
    """Return where a name lies that some mark has declared."""
    if name not in _positions and name not in STANDARD:
        _know_all()
    return _positions.get(name)


def declared() -> frozenset[str]:
    """Return the names that marks and stats have declared, beside those that every layer knows."""
    _know_all()
    return frozenset({*_declared, *_positions})
