"""Properties that are one of a list: marker shapes, dash patterns, filled or not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, combinations_with_replacement, count, cycle, islice
from typing import Any, Literal, TypeAlias

import numpy as np

from plotkit.data.factor import as_objects
from plotkit.errors import PlotSpecError, quoted, suggestion, warn
from plotkit.properties.base import Property, Theme
from plotkit.records import dataclass
from plotkit.typing import Array, Bools

Dashes: TypeAlias = tuple[float, tuple[float, ...] | None] | Literal["None"]
"""A standard line style: an offset and dash lengths (None: solid), or ``"None"`` for no line."""


class ObjectProperty(Property):
    """Base of properties whose values are objects, held in object arrays."""

    discrete = True

    def table(self, outputs: Sequence[Any]) -> Array:
        """Return the values as an object array, shape (n,)."""
        return as_objects(outputs)

    def literal(self, values: Array, theme: Theme) -> Array:
        """Return each value in standard form; equal values are standardised once."""
        known: dict[Any, Any] = {}

        def standard(value: Any) -> Any:
            try:
                if value not in known:
                    known[value] = self.standardize(value, theme)
                return known[value]
            except TypeError:  # not hashable
                return self.standardize(value, theme)

        return self.table([standard(value) for value in values.tolist()])


@dataclass(frozen=True)
class MarkerShape:
    """A marker in standard form.

    Attributes
    ----------
    spec
        What matplotlib takes as a marker; nothing else is known of it here.
    filled
        Whether the shape has an inside.
    """

    spec: Any
    filled: bool


class Marker(ObjectProperty):
    """The shape of a point."""

    legend = True

    def standardize(self, value: Any, theme: Theme) -> MarkerShape:
        """Return any marker that matplotlib takes as a MarkerShape; None is no marker."""
        if isinstance(value, MarkerShape):
            return value
        if isinstance(value, bool):  # to matplotlib it is the number of a shape
            raise PlotSpecError(
                f"marker cannot be {value!r}; give a marker of matplotlib, or None."
            )
        spec = "None" if value is None else value
        return MarkerShape(spec, theme.is_filled(spec))

    def default_levels(self, n: int, theme: Theme) -> Sequence[MarkerShape]:
        """Return `n` different shapes."""
        return [self.standardize(spec, theme) for spec in islice(_markers(), n)]

    def _same(self, one: MarkerShape, other: MarkerShape) -> bool:
        return type(one.spec) is type(other.spec) and bool(np.array_equal(one.spec, other.spec))


class LineStyle(ObjectProperty):
    """The dash pattern of a line or an edge, in units of its width."""

    legend = True

    def standardize(self, value: Any, theme: Theme) -> Dashes:
        """Return a style name, a tuple of dashes, or (offset, dashes) in the one form `Dashes`."""
        if value is None or isinstance(value, str):
            return self._from_name(value, theme)
        if not isinstance(value, tuple | list):
            raise self._wrong(value)
        match list(value):
            case [offset, None]:
                return self._number(offset, value), None
            case [offset, tuple() | list() as dashes]:
                return self._number(offset, value), self._pattern(dashes, value)
            case _:
                return 0.0, self._pattern(value, value)

    def default_levels(self, n: int, theme: Theme) -> Sequence[Dashes]:
        """Return `n` different patterns, the first of them solid."""
        return list(islice(_dashes(), n))

    def _from_name(self, name: str | None, theme: Theme) -> Dashes:
        style = LINE_NAMES.get("None" if name is None else name.strip() or "None")
        if style is None:
            raise self._wrong(name)
        if style == "none":
            return "None"
        if style == "solid":
            return 0.0, None
        return 0.0, tuple(float(length) for length in theme.rc(f"lines.{style}_pattern"))

    def _pattern(self, dashes: Sequence[Any], value: object) -> tuple[float, ...]:
        lengths = tuple(self._number(length, value) for length in dashes)
        if not lengths or len(lengths) % 2 or min(lengths) < 0 or max(lengths) == 0:
            raise self._wrong(value)
        return lengths

    def _number(self, number: Any, value: object) -> float:
        if isinstance(number, str | bool):
            raise self._wrong(value)
        try:
            length = float(number)
        except (TypeError, ValueError) as error:
            raise self._wrong(value) from error
        if not math.isfinite(length):
            raise self._wrong(value)
        return length

    def _wrong(self, value: object) -> PlotSpecError:
        near = suggestion(value, LINE_NAMES) if isinstance(value, str) else ""
        return PlotSpecError(
            f"{self.name} cannot be {value!r}.{near} Valid: {quoted(LINE_NAMES)}, dash lengths "
            "(on, off, ...) of an even number, or (offset, (on, off, ...))."
        )


class Fill(ObjectProperty):
    """Whether a mark is filled or an outline only."""

    legend = True

    def standardize(self, value: Any, theme: Theme) -> bool:
        """Return True or False."""
        if isinstance(value, bool | int | np.bool_ | np.integer) and value in (0, 1):
            return bool(value)
        raise self._refuse(value, (True, False))

    def default_levels(self, n: int, theme: Theme) -> Sequence[bool]:
        """Return True and False alternating, with a warning when levels look the same."""
        if n > 2:
            warn(
                f"{self.name} has only two values for {n} levels, so some look the same. "
                "Map a property with more values, such as color or marker."
            )
        return list(islice(cycle((True, False)), n))

    def table(self, outputs: Sequence[Any]) -> Bools:
        """Return the values as a boolean array, shape (n,)."""
        return np.asarray(outputs, dtype=bool)


class Hatch(ObjectProperty):
    """The pattern over the inside of a filled mark, in the colour of its edge."""

    legend = True

    def standardize(self, value: Any, theme: Theme) -> str:
        """Return the letters of a pattern; None is no pattern."""
        return check_hatch(self.name, value)

    def default_levels(self, n: int, theme: Theme) -> Sequence[str]:
        """Return `n` different patterns, the first of them none."""
        return list(islice(_hatches(), n))

    def _same(self, one: str, other: str) -> bool:
        return _strokes_of(one) == _strokes_of(other)


def check_hatch(name: str, value: object) -> str:
    """Return a hatch as its letters, "" for none; raise PlotSpecError if it is none."""
    text = "" if value is None else value
    if isinstance(text, str) and text.strip().lower() in ("", "none"):
        return ""
    if isinstance(text, str) and set(text) <= set(_HATCH_LETTERS):
        return text
    raise PlotSpecError(
        f"{name} cannot be {value!r}; valid: letters of {quoted(_HATCH_LETTERS)}, the more often "
        'the denser ("//", "xx", "..."), or "" for none.'
    )


def _markers() -> Iterator[Any]:
    """Yield markers without end: nine that differ most, then stars and polygons."""
    yield from ("o", "X", (4, 0, 45), "P", (4, 0, 0), (4, 1, 0), "^", (4, 1, 45), "v")
    for corners in count(5):
        for turn in (0, 180 / corners):
            yield (corners, 1, turn)
            yield (corners, 0, turn)


def _dashes() -> Iterator[Dashes]:
    """Yield patterns without end: five that differ most, then combinations of three lengths."""
    yield 0.0, None
    for first in ((4, 1.5), (1, 1), (3, 1.25, 1.5, 1.25), (5, 1, 1, 1)):
        yield 0.0, tuple(map(float, first))
    for size in count(2):
        for lengths in combinations_with_replacement((8.0, 4.0, 1.0), size):
            if len(set(lengths)) > 1:  # equal lengths repeat a shorter pattern
                yield 0.0, tuple(chain.from_iterable((length, 1.5) for length in lengths))


def _hatches() -> Iterator[str]:
    """Yield patterns without end: ten that differ most, then lines with dots, then denser ones."""
    lines, dots = ("//", "\\\\", "xx", "--", "||", "++"), ("..", "oo", "**")
    yield from ("", "//", "\\\\", "xx", "..", "--", "||", "oo", "++", "**")
    for times in count(1):
        yield from (line * times + dot * times for dot in dots for line in lines)
        yield from (one * (times + 1) for one in (*lines, *dots))


def _strokes_of(hatch: str) -> dict[str, int]:
    """Return how dense each kind of stroke is in a pattern: "x" is one line of each direction."""
    plain = hatch.translate({ord(letter): both for letter, both in _CROSSED.items()})
    return {letter: plain.count(letter) for letter in set(plain)}


_HATCH_LETTERS = "/\\|-+xXoO.*"
_CROSSED = {"x": "/\\", "X": "/\\", "+": "-|"}
LINE_NAMES = {
    "-": "solid",
    "--": "dashed",
    "-.": "dashdot",
    ":": "dotted",
    "solid": "solid",
    "dashed": "dashed",
    "dashdot": "dashdot",
    "dotted": "dotted",
    "None": "none",
    "none": "none",
}
