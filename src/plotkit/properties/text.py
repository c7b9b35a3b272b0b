"""Properties of texts, and the one that only splits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.factor import as_objects, factorize
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.properties.base import Property, Theme
from plotkit.properties.style import ObjectProperty
from plotkit.typing import Array, Range


class Text(ObjectProperty):
    """What is written: the value itself."""

    def standardize(self, value: Any, theme: Theme) -> str:
        """Return the value as a string; None is empty."""
        return "" if value is None else str(value)

    def literal(self, values: Array, theme: Theme) -> Array:
        """Return the values as strings; missing ones are empty."""
        if values.dtype.kind == "M":  # str() would write nanoseconds
            missing, values = np.isnat(values), np.datetime_as_string(values, unit="auto")
        else:
            missing = factorize(values.tolist()).missing
        return as_objects(
            "" if gone else str(value)
            for value, gone in zip(values.tolist(), missing.tolist(), strict=True)
        )

    def levels(self, levels: Sequence[Any], values: Range, theme: Theme) -> Array:
        """Return what each level is called; a level that a dict does not name keeps its own."""
        if values is not None and not isinstance(values, Mapping):
            return super().levels(levels, values, theme)
        own = self.literal(as_objects(levels), theme)
        called = values or {}
        return as_objects(
            self.standardize(called[level], theme) if level in called else text
            for level, text in zip(levels, own, strict=True)
        )


HAlign: TypeAlias = Literal["left", "center", "right"]
VAlign: TypeAlias = Literal["top", "center", "bottom", "baseline", "center_baseline"]


class Alignment(ObjectProperty):
    """On which side of its place a text stands."""

    defaults: ClassVar[tuple[str, ...]]
    valid: ClassVar[tuple[str, ...]]

    def standardize(self, value: Any, theme: Theme) -> str:
        """Return one of the valid names."""
        if value not in self.valid:
            raise PlotSpecError(
                f"{self.name} cannot be {value!r}.{suggestion(value, self.valid)} "
                f"Valid: {quoted(self.valid)}."
            )
        return str(value)

    def default_levels(self, n: int, theme: Theme) -> Sequence[str]:
        """Return the two sides alternating."""
        return list(islice(cycle(self.defaults), n))


class HorizontalAlignment(Alignment):
    """Which side of a text is at its place."""

    defaults = ("left", "right")
    valid = get_args(HAlign)


class VerticalAlignment(Alignment):
    """Which height of a text is at its place."""

    defaults = ("top", "bottom")
    valid = get_args(VAlign)


class Group(Property):
    """Splits marks and nothing else; values stay as they are."""

    discrete = True

    def literal(self, values: Array, theme: Theme) -> Array:
        """Return the values."""
        return values

    def table(self, outputs: Sequence[Any]) -> Array:
        """Return the values."""
        return as_objects(outputs)

    def levels(self, levels: Sequence[Any], values: Range, theme: Theme) -> Array:
        """Return the levels themselves: what they look like is of no matter."""
        return self.table(levels)


class Geometry(Group):
    """Holds the shape that a mark draws, as a map has it; it splits marks as a group does."""
