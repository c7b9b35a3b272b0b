"""Properties that are amounts: opacities, sizes, widths, distances."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from plotkit.errors import PlotSpecError
from plotkit.properties.base import Property, Ramp, Theme
from plotkit.typing import Array, Floats, Range


class Interval(Property):
    """A number between a low and a high value.

    Attributes
    ----------
    lowest, highest
        The values that make sense at all; others are errors.
    """

    legend = True
    lowest: ClassVar[float] = 0.0
    highest: ClassVar[float] = math.inf

    def default_range(self, theme: Theme) -> tuple[float, float]:
        """Return the low and the high value used when a scale gives none."""
        raise NotImplementedError

    def standardize(self, value: Any, theme: Theme) -> float:
        """Return a number within the possible range as a float."""
        try:
            number = math.nan if isinstance(value, str | bytes | bool) else float(value)
        except (TypeError, ValueError):
            number = math.nan
        if not (math.isfinite(number) and self.lowest <= number <= self.highest):
            raise PlotSpecError(f"{self.name} cannot be {value!r}; give {self._wanted()}.")
        return number

    def literal(self, values: Array, theme: Theme) -> Floats:
        """Return a column of numbers as floats; missing ones stay NaN."""
        try:
            numbers = np.asarray(values, dtype=float)
        except (TypeError, ValueError) as error:
            raise PlotSpecError(
                f"{self.name} without a scale takes the column as it is, so it must hold numbers."
            ) from error
        outside = (numbers < self.lowest) | (numbers > self.highest)
        if outside.any():
            first = float(numbers[outside][0])
            raise PlotSpecError(
                f"{self.name} without a scale takes the column as it is, but {outside.sum()} of "
                f"{numbers.size} values (the first: {first:g}) are not {self._wanted()}."
            )
        return numbers

    def default_levels(self, n: int, theme: Theme) -> Sequence[float]:
        """Return `n` values evenly spaced from high to low: the first level stands out."""
        return self._spaced(self.default_range(theme), n)

    def named_levels(self, values: Any, n: int, theme: Theme) -> Sequence[float]:
        """Return `n` values evenly spaced from the high to the low end of a (low, high) pair."""
        return self._spaced(self._pair(values, theme), n)

    def ramp(self, values: Range, theme: Theme) -> Ramp:
        """Return the function that leads from low to high; it never leaves the two."""
        low, high = self.default_range(theme) if values is None else self._pair(values, theme)
        start = self._forward(np.float64(low))
        span = self._forward(np.float64(high)) - start

        def amount(x: Floats) -> Floats:
            inner: Floats = self._inverse(start + np.clip(x, 0.0, 1.0) * span)
            return np.clip(inner, min(low, high), max(low, high))  # rounding may go beyond

        return amount

    def table(self, outputs: Sequence[Any]) -> Floats:
        """Return the numbers as an array, shape (n,)."""
        return np.asarray(outputs, dtype=float)

    def _others(self, n: int, fixed: Sequence[Any], theme: Theme) -> Sequence[float]:
        """Spread the levels that a dict leaves out over the whole range."""
        return self.default_levels(n, theme)

    def _forward(self, values: Any) -> Any:
        """Bring values to the space in which they are interpolated."""
        return values

    def _inverse(self, values: Any) -> Any:
        return values

    def _spaced(self, ends: tuple[float, float], n: int) -> Sequence[float]:
        low, high = (self._forward(np.float64(end)) for end in ends)
        spaced: list[float] = self._inverse(np.linspace(high, low, n)).tolist()
        return spaced

    def _pair(self, values: Any, theme: Theme) -> tuple[float, float]:
        if not isinstance(values, tuple | list | np.ndarray) or len(values) != 2:
            raise PlotSpecError(
                f"{self.name} cannot take its range from {values!r}; give a pair (low, high), "
                "or for levels a list or a dict."
            )
        low, high = (self.standardize(value, theme) for value in values)
        return low, high

    def _wanted(self) -> str:
        if math.isfinite(self.highest):
            return f"a number from {self.lowest:g} to {self.highest:g}"
        return "a number" if self.lowest < 0 else f"a number of at least {self.lowest:g}"


class Alpha(Interval):
    """Opacity: from nearly clear to nearly solid."""

    highest = 1.0

    def default_range(self, theme: Theme) -> tuple[float, float]:
        """Return 0.3 and 0.95."""
        return 0.3, 0.95


_USUAL_MARKER = 6.0
"""Size of the markers of lines for which default sizes are made, in points."""


class PointSize(Interval):
    """Diameter of a point in typographic points, interpolated in area, which the eye compares."""

    def default_range(self, theme: Theme) -> tuple[float, float]:
        """Return 2 and 8 points, in the theme's measure."""
        return self.fitted(2.0, theme), self.fitted(8.0, theme)

    def fitted(self, value: Any, theme: Theme) -> Any:
        """Return a default size, larger or smaller with the context if the theme says so."""
        if theme.rc("plotkit.points") == "fixed":
            return value
        return value * float(theme.rc("lines.markersize")) / _USUAL_MARKER

    def _forward(self, values: Any) -> Any:
        return np.square(values)

    def _inverse(self, values: Any) -> Any:
        return np.sqrt(values)


class Stroke(Interval):
    """Line width of a point's outline, in typographic points."""

    def default_range(self, theme: Theme) -> tuple[float, float]:
        """Return 0.25 and 2.5 points."""
        return 0.25, 2.5


class Offset(Interval):
    """Distance of a text from its place, in typographic points; negative is the other way."""

    legend = False  # a text has no key in which to show it
    lowest = -math.inf

    def default_range(self, theme: Theme) -> tuple[float, float]:
        """Return 0 and 5 points."""
        return 0.0, 5.0


class ThemeSize(Interval):
    """A size that goes from half to twice what the theme says."""

    parameter: ClassVar[str]

    def default_range(self, theme: Theme) -> tuple[float, float]:
        """Return half and twice the size of the theme."""
        base = float(theme.rc(self.parameter))
        return 0.5 * base, 2.0 * base


class LineWidth(ThemeSize):
    """Width of a line in typographic points."""

    parameter = "lines.linewidth"


class EdgeWidth(ThemeSize):
    """Width of the edge of a bar, an area or a point, in typographic points."""

    parameter = "patch.linewidth"


class FontSize(ThemeSize):
    """Size of a text in typographic points."""

    legend = False  # a text has no key in which to show it
    parameter = "font.size"
    highest = 1e4  # fonts are drawn up to 32,767 pixels
