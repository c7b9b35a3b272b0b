"""Text at each row: Text, and Label, in a box."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce
from textwrap import fill
from typing import Any, ClassVar, Literal, Protocol, TypeAlias, get_args

import numpy as np

from plotkit.data.factor import Coded, is_null
from plotkit.errors import PlotSpecError, check_name, check_number
from plotkit.marks.apart import Apart, Repelled
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableString
from plotkit.marks.onbars import At, OnBars
from plotkit.marks.paint import contrasting, paint
from plotkit.marks.pane import Pane
from plotkit.marks.primitives import TextBox
from plotkit.marks.values import Values
from plotkit.page import Chained, Place
from plotkit.properties.text import HAlign, VAlign
from plotkit.records import dataclass, field
from plotkit.scales.options import filled
from plotkit.scales.ticks import level_label, literal
from plotkit.scales.ticks.numbers import NumberStyle
from plotkit.typing import Array, Floats

_SIDE = {"left": 1.0, "right": -1.0, "bottom": 1.0, "top": -1.0}
"""Which way text moves away from the point at the edge it is aligned by."""


Overlap: TypeAlias = Literal["keep", "drop", "shrink"]
"""What is done with texts that have no room."""


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
        or ``{x}``, or a function to str. By default all numbers of a layer have the same number of
        decimals. Those of up to six digits are written in full; where some have more, as means
        have, all are rounded, so that the largest has three significant digits and hundredths of
        their range are told apart, but never before the point. Numbers of very different sizes
        have decimals of their own.
    contrast
        Whether `color` is that of what lies beneath, as a cell or a bar, so that the text is black
        or white, whichever is seen better upon it; a number says how opaque that is. By default it
        is where the text has the place and the colour of a cell of Tile, Hex or Raster; there, and
        elsewhere, a colour that a stat makes is not that of texts unless it is assigned. A text in
        a colour of the data that is lost upon any filled mark beneath, as the dot it names, becomes
        black or white too; False leaves all colours as they are.
    at
        Where a text belongs to a bar, in any direction, stacked or dodged: outside of its "end" as
        it is seen, and beyond an interval there; "inside", at the end; in the "middle" of what is
        seen of the bar; at its "base", inside. `offset` is the distance from the end. Inside, a
        colour that cannot be read becomes black or white; what does not fit into its bar stands
        outside, or is left out where another bar is, and a warning tells.
    repel
        Whether texts make way for each other, for all points, and for texts of other layers.
        What overlaps nothing stays; others stand near their points, with a line to them from some
        distance on; what has no room in the panel is left out, and a warning tells.
    overlap
        What becomes of texts that lie on another one: "keep"; "drop", with a warning, in the order
        of rows; "shrink": all become smaller, down to 5 points, before any is left out.
    wrap
        At how many letters lines are broken, between words.
    halo
        Width in points of a rim around letters, black or white, in which they are seen upon
        anything.

    Notes
    -----
    The guidelines for accessible contents of the web (WCAG 2.2) ask for a contrast of 4.5 : 1.

    See Also
    --------
    Label : In a box.
    Nudge : Beside its point.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "b"], "y": [3000, 4000]}
    >>> p = so.Plot(data, x="x", y="y", text="y").add(so.Text(valign="bottom", format="{:,}"))
    >>> p = so.Plot(data, x="x", y="y", text="y").add(so.Bar()).add(so.Text(at="end"))
    >>> p = so.Plot(data, x="y", y="y", text="x").add(so.Dot()).add(so.Text(repel=True))
    """

    text: MappableString = Mappable("")
    color: MappableColor = Mappable("k")
    alpha: MappableFloat = Mappable(1.0)
    fontsize: MappableFloat = Mappable(rc="font.size")
    halign: HAlign | Mappable = Mappable("center")
    valign: VAlign | Mappable = Mappable("center_baseline")
    offset: MappableFloat = Mappable(4.0)
    format: Any = None
    contrast: bool | float | None = None
    at: At | None = field(default=None, kw_only=True)
    repel: bool = field(default=False, kw_only=True)
    overlap: Overlap = field(default="keep", kw_only=True)
    wrap: int | None = field(default=None, kw_only=True)
    halo: float = field(default=0.0, kw_only=True)

    has_key: ClassVar[bool] = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.at is not None:
            check_name(self.at, get_args(At), f"value of {self.name}(at=)")
        check_name(self.overlap, get_args(Overlap), f"value of {self.name}(overlap=)")
        if self.repel and (self.at is not None or self.overlap != "keep"):
            other = "at" if self.at is not None else "overlap"
            raise PlotSpecError(
                f"{self.name}(repel=True) looks for places by itself; leave out {other}=, or repel."
            )
        if self.wrap is not None:
            check_number(f"{self.name}(wrap=)", self.wrap, 1)
        check_number(f"{self.name}(halo=)", self.halo, 0)
        if self.contrast is not None and not isinstance(self.contrast, bool):
            check_number(f"{self.name}(contrast=)", self.contrast, 0, 1)

    def draw(self, v: Values, pane: Pane) -> None:
        """Write one text a row."""
        texts = written(self, v)
        if self.wrap is not None:
            texts = [_wrapped(text, self.wrap) for text in texts]
        color = self._upon(v.color) if self.contrast else v.color
        aligned: dict[str, Any] = {"halign": v.halign, "valign": v.valign}
        xy, offset = v.xy(), self._offset(v)
        if self.at is not None:
            xy, offset = self._on_bars(v), np.zeros(2)
            aligned = {"halign": "center", "valign": "center"}
        pane.texts(
            xy,
            texts,
            color=color,
            alpha=v.alpha,
            size=v.fontsize,
            offset=offset,
            box=self._box(v),
            halo=(self.halo, self._upon(paint(color, 1.0), 1.0)) if self.halo else None,
            kws=self.artist_kws,
            place=self._place(v, pane),
            legible=self._is_lost(color),
            **aligned,
        )

    def takes(self, name: str, value: Any) -> bool:
        """Tell whether a text can be written as asked: not by a format of numbers."""
        if name != "text" or not isinstance(value, str) or not isinstance(self.format, str):
            return True
        try:
            _filled(self.format, "-", value)
        except (ValueError, TypeError, LookupError):
            return False
        return True

    def _box(self, v: Values) -> TextBox | None:
        """Return the box behind the texts: none."""
        return None

    def _on_bars(self, v: Values) -> Floats:
        """Return the ends of bars, or what else is where their texts are, shape (n, 2)."""
        places = {"middle": (v.baseline + v.y) / 2, "base": v.baseline}
        y = places.get(str(self.at), v.y)
        return v.xy("x", np.where(np.isfinite(y) & np.isfinite(v.y), y, v.y))

    def _place(self, v: Values, pane: Pane) -> Place | None:
        """Return what finds places for the texts once the page is known."""
        found = [pane.place]
        if self.at is not None:
            gap = np.broadcast_to(np.asarray(v.offset, dtype=np.float64), v.n)
            found.append(OnBars(self.at, v.baseline, v.y, v.width, gap))
        if self.overlap != "keep":
            size = np.asarray(v.fontsize, dtype=np.float64).max()
            found.append(Apart(self.overlap, float(size)))
        if self.repel:
            found.append(Repelled())
        return reduce(Chained, [one for one in found if one is not None]) if any(found) else None

    def _is_lost(self, color: Any) -> bool:
        """Tell whether texts may be lost upon what lies beneath: they have colours of the data."""
        varied = isinstance(color, Coded) or np.ndim(color) == 2
        return varied and self.contrast is None and not self.halo

    def _upon(self, color: Any, opaque: float | None = None) -> Any:
        """Return black or white, whichever contrasts more with a colour."""
        ground = paint(color, float(self.contrast or 1.0) if opaque is None else opaque)
        black = (0.0, 0.0, 0.0, 0.0)  # no colour of its own
        return contrasting(ground, black, shown=False)

    def _offset(self, v: Values) -> Floats:
        distance = np.asarray(v.offset, dtype=np.float64)
        sides = np.broadcast_arrays(_side(v.halign) * distance, _side(v.valign) * distance)
        return np.stack(sides, axis=-1)


@dataclass(frozen=True)
class Label(Text):
    """A text in a box at each row.

    Parameters are those of :class:`Text`, and

    Parameters
    ----------
    fillcolor, fillalpha
        Of the box; by default the ground of the panel.
    edgecolor, edgealpha, edgewidth
        Of its outline, by default in the colour of the text; width in points.
    pad, radius
        Between text and box, and of the corners, in points.

    See Also
    --------
    Text : Without a box.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 2], "y": [3, 4], "name": ["first", "second"]}
    >>> p = so.Plot(data, x="x", y="y", text="name").add(so.Dot()).add(so.Label(repel=True))
    >>> p = p.add(so.Label(halign="right"), x=so.frac(0.98), y=so.frac(0.95), text="all of them")
    """

    fillcolor: MappableColor = Mappable(rc="axes.facecolor")
    fillalpha: MappableFloat = Mappable(1.0)
    edgecolor: MappableColor = Mappable(depend="color")
    edgealpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(0.6)
    pad: float = field(default=2.5, kw_only=True)
    radius: float = field(default=2.0, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("pad", "radius"):
            check_number(f"{self.name}({name}=)", getattr(self, name), 0)

    def _box(self, v: Values) -> TextBox | None:
        """Return the box behind the texts."""
        inside, edge = paint(v.fillcolor, v.fillalpha), paint(v.edgecolor, v.edgealpha)
        return TextBox(inside, edge, v.edgewidth, self.pad, self.radius)

    def _is_lost(self, color: Any) -> bool:
        """Tell that texts stand upon their own ground."""
        return False


def _wrapped(text: str, width: int) -> str:
    """Break the lines of a text between words."""
    lines = (fill(line, width, break_long_words=False) for line in text.split("\n"))
    return "\n".join(lines)


class _Writes(Protocol):
    """A mark that writes values."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def format(self) -> Any:
        """How values are written."""


def written(mark: _Writes, v: Values) -> list[str]:
    """Return the texts that a mark writes, one a row."""
    text = v.text
    if not isinstance(text, Coded | np.ndarray):  # the user's own, who may want a formula
        return [str(text) if mark.format is None else _writer(mark, v.numbers)(text)] * v.n
    if mark.format is None and _are_numbers(text, v.numbers.name == "short"):
        return v.written.texts(np.asarray(text, dtype=np.float64))
    write = _writer(mark, v.numbers)
    return ["" if is_null(value) else write(value) for value in np.asarray(text)]


def _are_numbers(text: Array | Coded, whole: bool) -> bool:
    """Tell whether texts are numbers that shall look alike: whole ones do so when in full."""
    if isinstance(text, np.ndarray) and text.dtype.kind != "O":
        return text.dtype.kind in ("fiu" if whole else "f")
    known = [one for one in (text.table if isinstance(text, Coded) else text) if not is_null(one)]
    kinds = {np.asarray(one).dtype.kind for one in known}
    return bool(kinds) and kinds <= set("fiu") and (whole or "f" in kinds)


def _writer(mark: _Writes, numbers: NumberStyle) -> Callable[[Any], str]:
    form = mark.format
    if form is None:
        return partial(_usual, numbers)
    if callable(form):
        return lambda value: str(form(_plain(value)))

    def write(value: Any) -> str:
        try:
            return _filled(form, numbers.minus, _plain(value))
        except (ValueError, TypeError, LookupError) as error:
            raise PlotSpecError(
                f"{mark.name}(format={form!r}) cannot write {value!r}: {error}."
            ) from error

    return write


def _usual(numbers: NumberStyle, value: Any) -> str:
    """Write a value as the theme has it."""
    text = level_label(value)
    if isinstance(value, int | float | np.number) and not isinstance(value, bool | np.timedelta64):
        return numbers.text(float(value), text)
    return literal(text)


def _filled(form: str, minus: str, plain: Any) -> str:
    return filled(form if "{" in form else f"{{:{form}}}", minus, plain, x=plain)


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
