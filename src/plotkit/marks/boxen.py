"""Boxen: letter values as boxes, ever narrower outwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.table import Table
from plotkit.errors import PlotTypeError, check_name
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.outlined import Outlined
from plotkit.marks.paint import choose, opacity, paint, times, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass, field
from plotkit.stats.base import Stat
from plotkit.stats.letter_values import LetterValues
from plotkit.typing import Floats

Widths: TypeAlias = Literal["linear", "exponential", "area"]
FAINT = 0.35
"""The opacity of the outermost of many boxes, as a share of that of the innermost."""


@dataclass(frozen=True)
class Boxen(Outlined):
    """Boxes of letter values at each position: quartiles, eighths, sixteenths, and so on.

    Tells more of the tails of many rows than a box with whiskers. How many boxes there are is a
    matter of the stat, :class:`LetterValues`.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha, fill
        Of the inside; outer boxes are fainter.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of outline and median; width in points.
    width
        Width of the innermost box, as a share of the space between positions.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.
    marker, pointsize
        Of the points outside of all boxes; diameter in points.
    outliers
        Whether these are drawn.
    width_method
        How widths fall from box to box: "linear" in even steps, "exponential" by half each,
        "area" so that the area of a piece goes with its rows.

    See Also
    --------
    LetterValues : what it draws.
    Box : five numbers alone.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=["a"] * 100, y=range(100)).add(so.Boxen())
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(0.8, grouping=False)
    fill: MappableBool = Mappable(True, grouping=False)
    edgecolor: MappableColor = Mappable(rc="text.color", grouping=False)
    edgealpha: MappableFloat = Mappable(1.0, grouping=False)
    edgewidth: MappableFloat = Mappable(0.5, grouping=False)
    edgestyle: MappableStyle = Mappable("-", grouping=False)
    width: MappableFloat = Mappable(0.8, grouping=False)
    hatch: MappableString = Mappable("", grouping=False)
    marker: MappableStyle = Mappable("o", grouping=False)
    pointsize: MappableFloat = Mappable(3.0, grouping=False)

    outliers: bool = field(default=True, kw_only=True)
    width_method: Widths = field(default="linear", kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("x", "ymin", "ymax", "median", "level")
    positions: ClassVar[Mapping[str, Any]] = MappingProxyType({"median": "y", "level": "width"})
    stat: ClassVar[Stat | None] = LetterValues()
    distributes: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {
            "x": (0.5, 0.5, 0.5),
            "ymin": (0.0, 0.2, 0.8),
            "ymax": (0.2, 0.8, 1.0),
            "median": (0.5, 0.5, 0.5),
            "level": (1.2, 1.0, 1.2),
            "width": (0.6, 1.0, 0.6),
        }
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_name(self.width_method, get_args(Widths), "width_method of Boxen")
        if not isinstance(self.outliers, bool):
            raise PlotTypeError(f"Boxen(outliers=) is True or False, not {self.outliers!r}.")

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Make outer boxes narrower."""
        level: Floats = np.fmax(t["level"], 1.0)  # that of the inner box, which none is within
        groups = t.group(*(name for name in (*by, "x") if name in t)).groups
        codes = groups.codes.astype(np.intp)
        most = np.zeros(groups.count)
        np.maximum.at(most, codes, level)
        if self.width_method == "linear":
            share = 1 - (level - 1) / most[codes]
        elif self.width_method == "exponential":
            share = 0.5 ** (level - 1)
        else:
            share = _by_area(t, codes, groups.count)
        return t.with_(width=t["width"] * share)

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw pieces of boxes, the median, and what lies outside."""
        # It came as a share of the width; nothing is left of one of 0.
        level = np.divide(v.level, v.width, out=np.ones(v.n), where=v.width > 0)
        level = np.maximum(level, 1.0)
        pane.boxes(
            v.box("ymin", "ymax"),
            color=self._faded(v, level),
            hatch=v.hatch,
            **self.look(v),
            kws=self.artist_kws,
        )
        first = v.where(np.isclose(level, 1))
        flat = first.ymin == first.ymax  # the line is all there is of the box
        color = choose(flat, self.stroke(first), self.over(first))
        width = times(first.edgewidth, 3.0)
        pane.lines(
            first.dash("median"), color=color, linewidth=width, cap="butt", kws=self.artist_kws
        )
        if self.outliers:
            self._points(v.part("outliers"), pane)

    def _faded(self, v: Values, level: Floats) -> Any:
        """Return the colour of each piece: fainter from level to level."""
        share = np.maximum(1 - 0.15 * (level - 1), FAINT)
        face = paint(v.color, opacity(v.alpha) * share)
        return choose(v.fill, face, transparent(face))

    def _points(self, v: Values, pane: Pane) -> None:
        shape = {"size": v.pointsize, "marker": v.marker, "kws": self.artist_kws}
        look = {**self.look(v), "edgestyle": (0.0, None)}
        pane.points(v.xy(), color=self.inside(v), **look, **shape)


def _by_area(t: Table, codes: Any, count: int) -> Floats:
    """Return widths by which areas go with the shares of rows, the widest of each group 1."""
    height = t["ymax"] - t["ymin"]
    share = np.where(t["level"] == 1, 0.5, 0.5 ** (t["level"] + 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        # Of equal values there is no piece, but for rounding.
        flat = height <= 1e-9 * np.maximum(np.abs(t["ymin"]), np.abs(t["ymax"]))
        width = np.where(flat, 0.0, share / height)
    widest = np.zeros(count)
    np.fmax.at(widest, codes, width)
    with np.errstate(divide="ignore", invalid="ignore"):
        made = width / widest[codes]
    return np.where(np.isfinite(made), made, 1.0)
