"""What every property is: the range side of a scale.

A property knows the values that a mark can take for it (its output range), how to bring one value
into standard form, and whether a legend can show it. It knows nothing of data or scales.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, TypeAlias

import numpy as np

from plotkit.errors import PlotSpecError, quoted, warn
from plotkit.properties.nativeticks import NativeTicks, TickFamily
from plotkit.typing import RGBA, Array, Floats, Range

Ramp: TypeAlias = Callable[[Floats], Any]
"""Maps amounts in 0-1, shape (n,), to outputs, shape (n,) or (n, 4)."""


class Theme(Protocol):
    """What properties and scales ask of the theme, made by the package that draws, or by a test."""

    def rc(self, name: str) -> Any:
        """Return the value of an rc parameter, such as ``"lines.linewidth"``."""

    def rgba(self, color: Any) -> RGBA:
        """Return a colour as RGBA, its alpha NaN unless it says one; PlotSpecError if none."""

    def cycle(self) -> Sequence[Any]:
        """Return the colours of the theme's cycle."""

    def colormap(self, name: Any) -> Floats | None:
        """Return a colour map (by name, or a Colormap object) as RGBA, shape (n, 4), or None."""

    def is_filled(self, marker: Any) -> bool:
        """Tell whether a marker has an inside; PlotSpecError if there is no such marker."""

    def native_ticks(self, family: TickFamily) -> NativeTicks:
        """Return the ticks that the drawing library has of itself, asked without an axis."""


class Property:
    """Base of all properties.

    Attributes
    ----------
    name
        The keyword under which it is mapped.
    legend
        Whether a legend shows it.
    discrete
        Whether it has levels only, so that it never takes a continuous scale.
    diverging
        Its range where a scale has a centre; None for the usual one.
    rest
        What a level that joins all others looks like; None for the same as any level.
    """

    legend: ClassVar[bool] = False
    discrete: ClassVar[bool] = False
    diverging: ClassVar[Range] = None
    rest: ClassVar[Any] = None

    def __init__(self, name: str) -> None:
        self.name = name

    def fitted(self, value: Any, theme: Theme) -> Any:
        """Return a mark's default as the theme would have it: by default as it is."""
        return value

    def standardize(self, value: Any, theme: Theme) -> Any:
        """Return one value in standard form; raise PlotSpecError if it is none."""
        return value

    def literal(self, values: Array, theme: Theme) -> Array:
        """Return a column of outputs from a column that holds them already (an identity scale)."""
        raise NotImplementedError

    def default_levels(self, n: int, theme: Theme) -> Sequence[Any]:
        """Return `n` distinguishable standard values."""
        raise PlotSpecError(f"{self.name} has no default values; give them as a list or a dict.")

    def named_levels(self, values: Any, n: int, theme: Theme) -> Sequence[Any]:
        """Return `n` values from a range that is neither a list nor a dict: a palette, a pair."""
        raise PlotSpecError(
            f"{self.name} cannot take its values from {values!r}; give a list or a dict."
        )

    def ramp(self, values: Range, theme: Theme) -> Ramp:
        """Return the function from 0-1 to outputs that a continuous scale uses."""
        raise PlotSpecError(f"{self.name} has levels only and cannot take a continuous scale.")

    def table(self, outputs: Sequence[Any]) -> Array:
        """Return standard values as the array that codes look up: shape (n,) or (n, 4)."""
        raise NotImplementedError

    def levels(self, levels: Sequence[Any], values: Range, theme: Theme) -> Array:
        """Return the output of each level, shape (n,) or (n, 4).

        A dict may name some of the levels: the default range serves the rest. A list that is too
        short is repeated, with a warning.
        """
        n = len(levels)
        if values is None:
            outputs = self.default_levels(n, theme)
        elif isinstance(values, Mapping):
            outputs = self._from_mapping(levels, values, theme)
        elif isinstance(values, list | np.ndarray):
            outputs = self._from_list(n, list(values), theme)
        else:
            outputs = self.named_levels(values, n, theme)
        return self.table(outputs)

    def _from_mapping(
        self, levels: Sequence[Any], values: Mapping[Any, Any], theme: Theme
    ) -> Sequence[Any]:
        fixed = {
            level: self.standardize(values[level], theme) for level in levels if level in values
        }
        if levels and values and not fixed:
            warn(
                f"The dict of {self.name} values names none of the levels: it has "
                f"{quoted(values)}; there are {quoted(levels)}."
            )
        n = len(levels) - len(fixed)
        rest = iter(self._others(n, list(fixed.values()), theme) if n else ())
        return [fixed[level] if level in fixed else next(rest) for level in levels]

    def _others(self, n: int, fixed: Sequence[Any], theme: Theme) -> Sequence[Any]:
        """Return `n` default values, if possible other than the fixed ones: no two look alike."""
        left = [
            value
            for value in self.default_levels(n + len(fixed), theme)
            if not any(self._same(value, taken) for taken in fixed)
        ]
        return left if len(left) >= n else self.default_levels(n, theme)

    def _same(self, one: Any, other: Any) -> bool:
        """Tell whether two standard values look the same."""
        return bool(one == other)

    def _from_list(self, n: int, values: Sequence[Any], theme: Theme) -> Sequence[Any]:
        if not values:
            raise PlotSpecError(f"The list of {self.name} values is empty; give one a level ({n}).")
        if len(values) != n:
            fate = "values are repeated" if len(values) < n else "the last are not used"
            warn(
                f"The list of {self.name} values has {len(values)} entries for {n} levels: {fate}."
            )
        standard = [self.standardize(value, theme) for value in values[:n]]
        return [standard[i % len(standard)] for i in range(n)]

    def _refuse(self, value: object, allowed: Sequence[object]) -> PlotSpecError:
        return PlotSpecError(f"{self.name} cannot be {value!r}; valid: {quoted(allowed)}.")
