"""Where the guides of a plot stand, made from a call and checked at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import Any, Literal, TypeAlias, cast, get_args

from plotkit.errors import PlotSpecError, PlotTypeError, check_name, quoted
from plotkit.spec.model import LegendSpec

Side: TypeAlias = Literal["right", "left", "top", "bottom"]
Position: TypeAlias = Side | tuple[float, float]
"""A side outside of the panels, or a place within them: (0, 0) is the lower left corner."""

SIDES = get_args(Side)
Inside: TypeAlias = Literal[
    "upper left", "upper center", "upper right", "center left", "center", "center right",
    "lower left", "lower center", "lower right",
]  # fmt: skip
Per: TypeAlias = Literal["figure", "axes"]
INSIDE: Mapping[str, tuple[float, float]] = {
    "upper left": (0.0, 1.0),
    "upper center": (0.5, 1.0),
    "upper right": (1.0, 1.0),
    "center left": (0.0, 0.5),
    "center": (0.5, 0.5),
    "center right": (1.0, 0.5),
    "lower left": (0.0, 0.0),
    "lower center": (0.5, 0.0),
    "lower right": (1.0, 0.0),
}
DIRECT, AUTO = "direct", "auto"
GuidePlace: TypeAlias = (
    Side | Inside | Literal["direct", "auto", False] | tuple[float, float] | None
)
"""What ``legend`` takes as a position."""


def build_legend(
    position: Any,
    columns: Any,
    order: Any,
    reverse: Any,
    title: Any,
    hide: Any,
    most: Any,
    per: Any,
) -> LegendSpec:
    """Return what a call of ``legend`` says."""
    check_name(per, get_args(Per), "value of per")
    for name, option in (("columns", columns), ("most", most)):
        for value in _values(option):
            if value is not None and not _counts(value):
                raise PlotSpecError(
                    f"legend({name}=) must be a whole number from 1, not {value!r}."
                )
    for value in _values(title):
        if value is not None and not isinstance(value, str):
            raise PlotTypeError(f"legend(title=) must be a text or a dict, not {value!r}.")
    if isinstance(position, Mapping):
        where: Any = {name: _position(value) for name, value in position.items()}
    else:
        where = _position(position)
    return LegendSpec(
        position=where,
        columns=columns,
        order=_order(order),
        reverse=reverse if isinstance(reverse, bool) else _names("reverse", reverse),
        title=title,
        hide=() if hide is None else _names("hide", hide),
        most=most,
        per=per,
    )


def _values(option: Any) -> Iterable[Any]:
    return option.values() if isinstance(option, Mapping) else [option]


def _counts(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _names(option: str, given: Any) -> tuple[str, ...]:
    names = (given,) if isinstance(given, str) else given
    if not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names):
        raise PlotTypeError(f"legend({option}=) must be a name or a list of names, not {given!r}.")
    return tuple(names)


def _order(order: Any) -> Any:
    if isinstance(order, Mapping):
        for name, levels in order.items():
            if isinstance(levels, str) or not isinstance(levels, Sequence):
                raise PlotTypeError(
                    f"legend(order=) must give a list of levels for {name!r}, not {levels!r}."
                )
        return {name: tuple(levels) for name, levels in order.items()}
    return () if order is None else _names("order", order)


def _position(position: Any) -> Position | Literal["direct", "auto"] | None:
    """Return a position in its plain form."""
    if position is None or position is False:
        return None
    if isinstance(position, str):
        if position in SIDES or position in (DIRECT, AUTO):
            return cast("Side | Literal['direct', 'auto']", position)
        check_name(position, (*SIDES, DIRECT, *INSIDE, AUTO), "position")
        return INSIDE[position]
    if isinstance(position, Sequence) and len(position) == 2:
        x, y = position
        if all(isinstance(share, Real) and 0 <= float(share) <= 1 for share in (x, y)):
            return float(x), float(y)
    raise PlotSpecError(
        f"legend() takes a position such as {quoted(SIDES)}, 'direct' or 'upper left', a pair "
        f"(x, y) in 0-1, or None, not {position!r}."
    )


def place_within(position: Any) -> tuple[float, float]:
    """Return a place within a panel as (x, y), given so or by name, such as "upper right"."""
    if isinstance(position, str):
        check_name(position, INSIDE, "position")
        return INSIDE[position]
    found = _position(position) if isinstance(position, Sequence) else None
    if not isinstance(found, tuple):
        raise PlotSpecError(
            f"A place within a panel is a name such as 'upper right' or a pair (x, y) in 0-1, not "
            f"{position!r}."
        )
    return found
