"""What all scales let a user say about an axis and its labels, and what can be told wrong of it."""

from __future__ import annotations

import string
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from inspect import signature
from typing import Any, Literal, Protocol, TypeAlias, get_args

import numpy as np

from plotkit.errors import PlotSpecError, PlotTypeError, calling, check_name, quoted
from plotkit.records import dataclass
from plotkit.typing import Axis

AxisSide: TypeAlias = Literal["bottom", "top", "left", "right"]
SIDES: Mapping[Axis, tuple[AxisSide, AxisSide]] = {"x": ("bottom", "top"), "y": ("left", "right")}
"""Where an axis can be; the first is the usual place."""


class Locator(Protocol):
    """A Locator of matplotlib."""

    def tick_values(self, vmin: float, vmax: float) -> Any:
        """Return where ticks are."""


Formatter: TypeAlias = Callable[..., str]
"""A Formatter of matplotlib, which is called like a function."""
Labelling: TypeAlias = str | Callable[..., Any] | Mapping[Any, str]
"""A format, a function from a value to its label, or labels by value."""

MOST_TICKS = 1000
"""So many ticks on an axis are a mistake."""


@dataclass(frozen=True)
class AxisOptions:
    """What an axis looks like, as far as its scale says so.

    Attributes
    ----------
    side
        "bottom", "top", "left" or "right"; None for the usual one.
    secondary
        Functions from data to the values of a second axis at the other side, and back.
    label
        The title of the second axis.
    pad
        Room between the data and each end, as a share of the range; None for the theme's.
    color
        Of labels and ticks; "layer" for that of the first layer on it, None for the theme's.
    """

    side: AxisSide | None = None
    secondary: tuple[Callable[[Any], Any], Callable[[Any], Any]] | None = None
    label: str = ""
    pad: tuple[float, float] | None = None
    color: str | None = None

    def check(self, axis: Axis) -> None:
        """Raise PlotSpecError unless the options suit this axis."""
        if self.side is not None and self.side not in SIDES[axis]:
            raise PlotSpecError(
                f"axis(side={self.side!r}) cannot be: the {axis} axis is at the "
                f"{' or '.join(SIDES[axis])}."
            )


def axis_options(side: Any, secondary: Any, label: Any, pad: Any, color: Any = None) -> AxisOptions:
    """Return the options of a call of ``axis``."""
    if side is not None:
        check_name(str(side), get_args(AxisSide), "side")
    if secondary is not None:
        pair = isinstance(secondary, Sequence) and len(secondary) == 2
        if not pair or not all(callable(function) for function in secondary):
            raise PlotTypeError(
                "axis(secondary=) must be a pair of functions (forward, inverse), "
                f"not {secondary!r}."
            )
        secondary = tuple(secondary)
    if label is not None and secondary is None:
        raise PlotSpecError(
            "axis(label=) is the title of the second axis; give secondary=(forward, inverse) too, "
            "or set the title of the axis itself with Plot.label()."
        )
    ends = None
    if pad is not None:
        try:
            low, high = (float(end) for end in np.broadcast_to(pad, 2))
        except (TypeError, ValueError):
            raise PlotTypeError(
                f"axis(pad=) must be a number or a pair (low, high), not {pad!r}."
            ) from None
        if not (0 <= low < np.inf and 0 <= high < np.inf):
            raise PlotSpecError(f"axis(pad=) must not be negative, but is {pad!r}.")
        ends = (low, high)
    return AxisOptions(side, secondary, "" if label is None else str(label), ends, color)


def check_locator(locator: object) -> None:
    """Raise PlotTypeError unless it is a matplotlib Locator or None."""
    if locator is not None and (not hasattr(locator, "tick_values") or isinstance(locator, type)):
        raise PlotTypeError(f"locator must be a matplotlib Locator, not {locator!r}.")


def check_formatter(formatter: object) -> None:
    """Raise PlotTypeError unless it is a matplotlib Formatter (or a function) or None."""
    if formatter is not None and not callable(formatter):
        raise PlotTypeError(f"formatter must be a matplotlib Formatter, not {formatter!r}.")


def check_whole(name: str, value: object, least: int = 1) -> None:
    """Raise PlotTypeError unless it is a whole number of at least `least`, or None."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if value is not None and not (whole and int(value) >= least):  # type: ignore[call-overload]
        raise PlotTypeError(f"{name} must be a whole number of at least {least}, not {value!r}.")


def check_count(name: str, value: object, least: int = 1) -> None:
    """Raise PlotTypeError unless it is a whole number of at least `least`, or None."""
    check_whole(f"tick({name}=)", value, least)
    if value is not None and int(value) > MOST_TICKS:  # type: ignore[call-overload]
        raise PlotSpecError(f"tick({name}=) must be at most {MOST_TICKS}, not {value!r}.")


def check_lettering(rotate: object, wrap: object) -> None:
    """Raise PlotTypeError unless they are an angle and a number of characters, or None."""
    number = isinstance(rotate, int | float | np.number) and not isinstance(rotate, bool)
    if rotate is not None and not (number and np.isfinite(rotate)):  # type: ignore[call-overload]
        raise PlotTypeError(f"label(rotate=) must be an angle in degrees, not {rotate!r}.")
    whole = isinstance(wrap, int | np.integer) and not isinstance(wrap, bool)
    if wrap is not None and not (whole and int(wrap) > 0):  # type: ignore[call-overload]
        raise PlotTypeError(f"label(wrap=) must be a number of characters, not {wrap!r}.")


def wrapped(text: str, wrap: int | None) -> str:
    r"""Break a label at its spaces into lines of so many characters; longer words stay whole.

    Examples
    --------
    >>> wrapped("a rather long name", 8)
    'a rather\nlong\nname'
    """
    if wrap is None or len(text) <= wrap:
        return text
    lines = [
        textwrap.fill(line, wrap, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    ]
    return "\n".join(lines)


def named(value: float, names: Mapping[float, str]) -> str | None:
    """Return the text that a dict has for a number, up to the dust of float arithmetic."""
    for number, text in names.items():
        if abs(number - value) <= 1e-9 * max(abs(number), abs(value)):
            return text
    return None


def check_every(every: float, low: float, high: float) -> None:
    """Raise PlotSpecError if ticks at multiples of a number would be too many to draw."""
    if abs(high - low) > MOST_TICKS * every:
        raise PlotSpecError(
            f"tick(every={every!r}) would put more than {MOST_TICKS} ticks between {low:g} and "
            f"{high:g}; give a larger one."
        )


def format_function(like: Any, minus: str = "-") -> Callable[[float, int | None], str]:
    """Return the function of a number and its index that ``label(like=...)`` means.

    A function may take the number alone. Formats write the minus sign that is given.

    Raises
    ------
    PlotSpecError
        If it is a format that cannot write a number.
    """
    if callable(like):
        call = partial(_call_both, like) if _takes_two(like) else partial(_call_one, like)
        return partial(_written, call, like)
    write = _fill if "{" in like else _format
    try:
        write(like, 1.0, 0)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise PlotSpecError(
            f"label(like={like!r}) cannot write a number: {error}. Give a format such as '.2f', "
            "text with {} or {x}, and {pos}, such as '{x:.0f} %', a function, or a dict."
        ) from None
    return partial(write, like, minus=minus)


def _written(write: Callable[..., str], like: Any, x: float, pos: int | None) -> str:
    with calling(f"The function of label(like=), called with {x!r},"):
        return write(x, pos)


def _takes_two(function: Callable[..., Any]) -> bool:
    if isinstance(function, type):  # str, float
        return False
    try:
        parameters = signature(function)
    except (TypeError, ValueError):  # some of C have none
        return True
    try:
        parameters.bind(0.0, 0)
    except TypeError:
        return False
    return True


def _call_both(function: Callable[[float, int | None], Any], x: float, pos: int | None) -> str:
    return str(function(x, pos))


def _call_one(function: Callable[[float], Any], x: float, pos: int | None) -> str:
    return str(function(x))


def _fill(like: str, x: float, pos: int | None, minus: str = "-") -> str:
    return filled(like, minus, x, x=x, pos=pos)


def _format(like: str, x: float, pos: int | None, minus: str = "-") -> str:
    return _WithMinus(minus).format_field(x, like)


def filled(like: str, minus: str, *values: Any, **named: Any) -> str:
    """Fill a format string; numbers in it get a minus sign of one's own.

    Examples
    --------
    >>> filled("{x:.1f} m-1", "~", x=-2)
    '~2.0 m-1'
    """
    return _WithMinus(minus).vformat(like, values, named)


class _WithMinus(string.Formatter):
    def __init__(self, minus: str) -> None:
        self.minus = minus

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one value."""
        text = format(value, format_spec)
        number = isinstance(value, int | float | np.number)
        return text.replace("-", self.minus) if number else text


def numbered(
    names: Mapping[Any, Any], parse: Callable[[Any], float], what: str
) -> dict[float, str]:
    """Return a dict of labels with its keys as numbers.

    Parameters
    ----------
    names
        Labels by value, as a user writes it.
    parse
        From such a value to a number.
    what
        The call, for messages.
    """
    try:
        return {parse(value): str(text) for value, text in names.items()}
    except (TypeError, ValueError) as error:
        raise PlotSpecError(f"{what} cannot use {quoted(names, most=5)}: {error}") from error
