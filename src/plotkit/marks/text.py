"""Text at each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Coded, is_null
from plotkit.errors import PlotSpecError
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableString
from plotkit.marks.paint import contrasting, paint
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.scales.options import filled
from plotkit.scales.ticks import level_label, literal
from plotkit.scales.ticks.numbers import NumberStyle
from plotkit.typing import Floats

_SIDE = {"left": 1.0, "right": -1.0, "bottom": 1.0, "top": -1.0}
"""Which way text moves away from the point at the edge it is aligned by."""


@dataclass(frozen=True)
class Text(Mark):
    """A text at each row.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib texts.
    text
        What is written.
    color, alpha
        Of the text.
    fontsize
        In points.
    halign
        "left", "center" or "right": which part lies at the position.
    valign
        "top", "center", "bottom", "baseline" or "center_baseline".
    offset
        Distance in points from the point, away from the edge the text is aligned by.
    format
        How values are written: a format specification (``",.1f"``), a format string with ``{}``
        or ``{x}``, or a function to str.
    contrast
        Whether `color` is that of what lies beneath, as a cell or a bar, so that the text is black
        or white, whichever is seen better upon it; a number says how opaque that is.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "b"], "y": [3000, 4000]}
    >>> p = so.Plot(data, x="x", y="y", text="y").add(so.Text(valign="bottom", format="{:,}"))
    """

    text: MappableString = Mappable("")
    color: MappableColor = Mappable("k")
    alpha: MappableFloat = Mappable(1.0)
    fontsize: MappableFloat = Mappable(rc="font.size")
    halign: MappableString = Mappable("center")
    valign: MappableString = Mappable("center_baseline")
    offset: MappableFloat = Mappable(4.0)
    format: Any = None
    contrast: bool | float = False

    has_key: ClassVar[bool] = False

    def draw(self, v: Values, pane: Pane) -> None:
        """Write one text a row."""
        pane.texts(
            v.xy(),
            self._written(v.text, v.n, v.numbers),
            color=self._upon(v.color) if self.contrast else v.color,
            alpha=v.alpha,
            size=v.fontsize,
            halign=v.halign,
            valign=v.valign,
            offset=self._offset(v),
            kws=self.artist_kws,
        )

    def _upon(self, color: Any) -> Any:
        """Return black or white, whichever contrasts more with a colour."""
        ground = paint(color, float(self.contrast))
        black = (0.0, 0.0, 0.0, 0.0)  # no colour of its own
        return contrasting(ground, black, shown=False)

    def _written(self, text: Any, n: int, numbers: NumberStyle) -> list[str]:
        if not isinstance(text, Coded | np.ndarray):  # the user's own, who may want a formula
            return [str(text) if self.format is None else self._writer(numbers)(text)] * n
        write = self._writer(numbers)
        return ["" if is_null(value) else write(value) for value in np.asarray(text)]

    def _writer(self, numbers: NumberStyle) -> Callable[[Any], str]:
        form = self.format
        if form is None:
            return partial(_usual, numbers)
        if callable(form):
            return lambda value: str(form(_plain(value)))

        def write(value: Any) -> str:
            try:
                plain = _plain(value)
                template = form if "{" in form else f"{{:{form}}}"
                return filled(template, numbers.minus, plain, x=plain)
            except (ValueError, TypeError, LookupError) as error:
                raise PlotSpecError(
                    f"Text(format={form!r}) cannot write {value!r}: {error}."
                ) from error

        return write

    def _offset(self, v: Values) -> Floats:
        distance = np.asarray(v.offset, dtype=np.float64)
        sides = np.broadcast_arrays(_side(v.halign) * distance, _side(v.valign) * distance)
        return np.stack(sides, axis=-1)


def _usual(numbers: NumberStyle, value: Any) -> str:
    """Write a value as the theme has it."""
    text = level_label(value)
    if isinstance(value, int | float | np.number) and not isinstance(value, bool | np.timedelta64):
        return numbers.text(float(value), text)
    return literal(text)


def _plain(value: Any) -> Any:
    """Return a value as formats know it: a text that is no formula, Python's own datetime."""
    if isinstance(value, np.datetime64 | np.timedelta64):
        return value.astype(f"{value.dtype.kind}8[us]").item()
    return literal(value) if isinstance(value, str) else value


def _side(align: Any) -> Any:
    if isinstance(align, Coded):
        return Coded(align.codes, np.array([_SIDE.get(a, 0.0) for a in align.table])).__array__()
    if isinstance(align, np.ndarray):
        return np.array([_SIDE.get(a, 0.0) for a in align])
    return _SIDE.get(align, 0.0)
