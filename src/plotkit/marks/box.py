"""Box: quartiles as a box, whiskers, the median, and outliers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.named import named
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, PlotTypeError, warn
from plotkit.marks.base import Mark
from plotkit.marks.borrowed import borrowed
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.outlined import Outlined
from plotkit.marks.paint import choose, times
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass, field, replace
from plotkit.stats.base import Stat
from plotkit.stats.box import BoxStats
from plotkit.typing import Bools, Floats

ORDER = ("ymin", "q1", "median", "q3", "ymax")
_DETAILS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "whisker": {"at": ({"ymin": "ymin", "ymax": "q1"}, {"ymin": "q3", "ymax": "ymax"})},
        "median": {"at": ({"y": "median"},), "key": True},
        "outliers": {"of": "outliers"},
    }
)
"""What marks of the user draw, and where."""


@dataclass(frozen=True)
class Box(Outlined):
    """A box from the lower to the upper quartile, with median, whiskers and outliers.

    Of rows with a `y` it finds them by :class:`BoxStats`, which may be given with other rules:
    ``add(so.Box(), so.BoxStats(whis=(5, 95)))``. Where `ymin`, `q1`, `median`, `q3` and `ymax` are
    given, it draws these.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha, fill
        Of the inside; boxes that are not filled have lines of that colour.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of outline, whiskers and median; width in points. The median of a filled box is of a colour
        that is seen on it.
    width
        Width, as a share of the space between positions.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.
    marker, pointsize
        Of outliers; diameter in points.
    notch
        Whether boxes are narrow at the median: where notches do not overlap, medians differ.
    outliers
        Whether outliers are drawn; or a mark that draws them, as ``so.Dots(alpha=.3)``.
    whisker, median
        Whether whiskers and median are drawn; or what they look like: a mark of ranges, as
        ``so.Range(linestyle="--")``, and one of values, as ``so.Dash(color="w")`` or ``so.Dot()``.
    varwidth
        Whether widths go with the root of the number of rows, the most having the whole width.

    See Also
    --------
    BoxStats : what it draws.

    Notes
    -----
    References: Tukey, J. W. (1977), Exploratory Data Analysis. McGill, R., Tukey, J. W. and Larsen,
    W. A. (1978), Variations of box plots, The American Statistician 32, 12-16.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": list("aaaabbbb"), "y": [1, 2, 4, 9, 3, 5, 6, 6], "g": list("uvuvuvuv")}
    >>> p = so.Plot(data, x="x", y="y").add(so.Box())
    >>> p = so.Plot(data, x="y", y="x", color="g").add(so.Box(whisker=False), so.Dodge())
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(0.7, grouping=False)
    fill: MappableBool = Mappable(True, grouping=False)
    edgecolor: MappableColor = Mappable(rc="text.color", grouping=False)
    edgealpha: MappableFloat = Mappable(1.0, grouping=False)
    edgewidth: MappableFloat = Mappable(rc="patch.linewidth", grouping=False)
    edgestyle: MappableStyle = Mappable("-", grouping=False)
    width: MappableFloat = Mappable(0.8, grouping=False)
    hatch: MappableString = Mappable("", grouping=False)
    marker: MappableStyle = Mappable("o", grouping=False)
    pointsize: MappableFloat = Mappable(4.0, grouping=False)

    notch: bool = field(default=False, kw_only=True)
    outliers: bool | Mark = field(default=True, kw_only=True)
    whisker: bool | Mark = field(default=True, kw_only=True)
    median: bool | Mark = field(default=True, kw_only=True)
    varwidth: bool = field(default=False, kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("x", *ORDER)
    positions: ClassVar[Mapping[str, Any]] = MappingProxyType(
        dict.fromkeys(("q1", "median", "q3", "notchmin", "notchmax"), "y")
    )
    stat: ClassVar[Stat | None] = BoxStats()
    distributes: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.5,), "median": (0.5,), "notchmin": (0.25,), "notchmax": (0.75,)}
        | dict.fromkeys(("ymin", "q1"), (0.0,))
        | dict.fromkeys(("q3", "ymax"), (1.0,))
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("notch", "varwidth"):
            if not isinstance(getattr(self, name), bool):
                raise PlotTypeError(f"Box({name}=) is True or False, not {getattr(self, name)!r}.")
        self.compose()  # a wrong detail is an error where it is written

    def default_stat(self) -> Stat | None:
        """Return the stat that makes what it needs: without outliers that nobody sees."""
        return BoxStats(outliers=self.outliers is not False)

    def compose(self) -> Mark | None:
        """Return the box with the marks of the user that draw details; None if there are none."""
        own: dict[str, Any] = {
            name: borrowed(getattr(self, name), f"Box({name}=)", **how)
            for name, how in _DETAILS.items()
            if not isinstance(getattr(self, name), bool)
        }
        if not own:
            return None
        without: dict[str, Any] = dict.fromkeys(own, False)
        marks: Mark = replace(self, **without)
        for detail in own.values():
            marks = marks + detail
        return marks

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Check the order of given columns; tell of long notches; bring widths to one measure."""
        names = ("x", *by)
        for low, high in pairwise(ORDER):
            wrong = np.flatnonzero(t[low] > t[high])
            if len(wrong):
                row = wrong[:1]
                raise PlotSpecError(
                    f"Box: {low} is above {high} in the row of {named(t, names, row)}: "
                    f"{t[low][row[0]]:g} and {t[high][row[0]]:g}. The five are to ascend: "
                    "ymin, q1, median, q3, ymax."
                )
        if self.notch:
            self._ask(t, "notch", ("notchmin", "notchmax"), "assign these too")
            long = np.flatnonzero((t["notchmin"] < t["q1"]) | (t["notchmax"] > t["q3"]))
            if len(long):
                warn(
                    f"Box: the notch is longer than the box for {named(t, names, long)}; it is "
                    "drawn as it is. There are few rows: notch=False draws none."
                )
        if self.varwidth:
            self._ask(t, "varwidth", ("n",), "map width instead")
            t = t.with_(width=t["width"] * np.sqrt(t["n"] / t["n"].max()))
        return t

    def _ask(self, t: Table, what: str, names: Sequence[str], instead: str) -> None:
        missing = [name for name in names if name not in t]
        if missing:
            raise PlotSpecError(
                f"Box({what}=True) needs {' and '.join(missing)}, which BoxStats makes of rows. "
                f"Of the five numbers alone, {instead}."
            )

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw insides, whiskers, medians and outliers."""
        body = {**self.look(v), "color": self.inside(v), "hatch": v.hatch}
        if self._notches(v):
            pane.areas(_notched(v), **body, kws=self.artist_kws)
        else:
            pane.boxes(v.box("q1", "q3"), **body, kws=self.artist_kws)
        stroke = self.stroke(v)
        line = {"linestyle": v.edgestyle, "cap": "butt", "kws": self.artist_kws}
        if self.whisker:
            for ends in (v.range("ymin", "q1"), v.range("q3", "ymax")):
                pane.lines(ends, color=stroke, linewidth=v.edgewidth, **line)
        if self.median:
            flat: Bools = v.q1 == v.q3  # the line is all there is of the box
            color = choose(flat, stroke, self.over(v)) if flat.any() else self.over(v)
            pane.lines(self._across(v), color=color, linewidth=times(v.edgewidth, 1.5), **line)
        if self.outliers:
            self._points(v.part("outliers"), pane)

    def _notches(self, v: Values) -> bool:
        """Tell whether boxes are narrow at the median."""
        return self.notch and "notchmin" in v

    def _across(self, v: Values) -> Floats:
        """Return the ends of the median's line: half as long at a notch."""
        ends = v.dash("median")
        if self._notches(v):
            ends[:, 0, 0] += v.width / 4
            ends[:, 1, 0] -= v.width / 4
        return ends

    def _points(self, v: Values, pane: Pane) -> None:
        look = {**self.look(v), "edgewidth": times(v.edgewidth, 0.75), "edgestyle": (0.0, None)}
        shape = {"size": v.pointsize, "marker": v.marker, "kws": self.artist_kws}
        pane.points(v.xy(), color=self.inside(v), **look, **shape)


def _notched(v: Values) -> Floats:
    """Return the outline of each box, narrow at the median; shape (n, 10, 2)."""
    left, right, in_ = v.x - v.width / 2, v.x + v.width / 2, v.width / 4
    side = ("q1", "notchmin", "median", "notchmax", "q3")
    xs = (right, right, right - in_, right, right, left, left, left + in_, left, left)
    corners = zip(xs, (*side, *reversed(side)), strict=True)
    return np.stack([v.xy(x, y) for x, y in corners], axis=1)
