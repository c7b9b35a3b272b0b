"""The colour property: levels from palettes, amounts from colour maps, literal colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np

from plotkit.data.factor import factorize
from plotkit.errors import PlotSpecError
from plotkit.properties.base import Property, Ramp, Theme
from plotkit.properties.palettes import (
    MISSING,
    Palette,
    blended,
    from_map,
    named,
    palette,
    ramp_of,
    silent,
)
from plotkit.typing import RGBA, Array, Floats, Range

_DEFAULT_MAP, _MAP_ON_DARK = "ch:", "ch:light=.95,dark=.32_r"
_VISIBLE_MAP = "ch:light=.72,dark=.15"
"""Whose first colours stand out from white too."""


class Color(Property):
    """A colour, as RGBA; the alpha is NaN unless the colour says one."""

    legend = True
    diverging = "vlag"
    rest = "0.7"

    def standardize(self, value: Any, theme: Theme) -> RGBA:
        """Return any colour that matplotlib takes as RGBA."""
        return theme.rgba(value)

    def literal(self, values: Array, theme: Theme) -> Floats:
        """Return a column of colours, or numbers of shape (n, 3) or (n, 4), as RGBA rows."""
        if values.ndim == 2 and values.dtype.kind in "fiub":
            return self._rows(values)
        if values.dtype.kind in "fiubmMc":
            raise PlotSpecError(
                f"{self.name} without a scale takes the column as it is, so it must hold colours, "
                f"not {values.dtype}. Map it with a scale to turn values into colours."
            )
        colors = [tuple(v) if isinstance(v, list | np.ndarray) else v for v in values.tolist()]
        factor = factorize(colors)
        distinct = [theme.rgba(color) for color in factor.levels]
        return self.table([*distinct, MISSING])[factor.codes]  # a missing code, -1, is the last

    def default_levels(self, n: int, theme: Theme) -> Sequence[RGBA]:
        """Return the theme's cycle or, for more levels than it has, hues around the circle."""
        cycle = theme.cycle()
        if n > len(cycle):
            return _tuples(palette("husl", n, theme))
        return [theme.rgba(color) for color in cycle[:n]]

    def named_levels(self, values: Any, n: int, theme: Theme) -> Sequence[RGBA]:
        """Return `n` colours of a palette name, a tuple to blend, a colour map or a function."""
        found = self._palette(values, theme)
        if found is not None:
            return _tuples(found.sample(n))
        return _tuples(self._called(values, np.linspace(0, 1, n + 2)[1:-1]))

    def ramp(self, values: Range, theme: Theme) -> Ramp:
        """Return the function from 0-1 to RGBA, shape (n, 4); missing amounts give `MISSING`.

        Unless asked otherwise large amounts stand out most from the ground.
        """
        usual = _MAP_ON_DARK if _is_dark(theme) else _DEFAULT_MAP
        if usual == _DEFAULT_MAP and theme.rc("plotkit.amounts") == "visible":
            usual = _VISIBLE_MAP
        found = self._palette(usual if values is None else values, theme)
        if found is not None:
            return ramp_of(found.table())

        def colors(amounts: Floats) -> Floats:
            missing = np.isnan(amounts)
            result = self._called(values, np.clip(np.where(missing, 0.0, amounts), 0.0, 1.0))
            result[missing] = MISSING
            return result

        return colors

    def table(self, outputs: Sequence[Any]) -> Floats:
        """Return colours as rows of RGBA, shape (n, 4)."""
        return np.array(outputs, dtype=float).reshape(-1, 4)

    def _palette(self, values: Any, theme: Theme) -> Palette | None:
        """Return the palette that `values` stands for, None for a plain function."""
        if isinstance(values, str):
            return named(values, theme)
        if isinstance(values, tuple | list | np.ndarray):
            return blended(list(values), theme)
        found = from_map(values, theme)
        if found is None and not callable(values):
            raise PlotSpecError(
                f"{self.name} cannot take its values from {values!r}; give the name of a palette, "
                "a tuple of colours to blend, a colour map, or for levels a list or a dict."
            )
        return found

    def _called(self, function: Any, amounts: Floats) -> Floats:
        """Call a user's function from amounts to colours and check what it gives."""
        result = np.asarray(cast(Callable[[Floats], Any], function)(amounts))
        if result.ndim != 2 or len(result) != len(amounts):
            raise PlotSpecError(
                f"The function for {self.name} was called with {len(amounts)} numbers in 0-1 and "
                f"gave shape {result.shape}; it must give one row of RGB or RGBA for each."
            )
        return self._rows(result)

    def _rows(self, values: Array) -> Floats:
        if values.shape[1] not in (3, 4):
            raise PlotSpecError(
                f"{self.name} needs 3 or 4 columns (RGB or RGBA), not {values.shape[1]}."
            )
        rows = np.array(values, dtype=float)  # a copy: the caller's own array is never written to
        if ((rows < 0) | (rows > 1)).any():
            raise PlotSpecError(f"{self.name} as RGB or RGBA numbers must lie in 0-1.")
        return silent(rows) if rows.shape[1] == 3 else rows

    def _same(self, one: RGBA, other: RGBA) -> bool:
        return bool(np.allclose(one[:3], other[:3], atol=1e-3))


def _is_dark(theme: Theme) -> bool:
    """Tell whether panels are dark."""
    red, green, blue, _ = theme.rgba(theme.rc("axes.facecolor"))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.3


def _tuples(rows: Floats) -> list[RGBA]:
    return [cast(RGBA, tuple(row)) for row in rows.tolist()]
