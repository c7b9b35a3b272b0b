"""What reaches across the panel: Rule, a line, and Span, a band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from plotkit.data.table import Table
from plotkit.marks.base import Mark
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.paint import choose, paint, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.page import Page
from plotkit.records import dataclass
from plotkit.typing import Floats

UNDER = 1
"""The zorder of what lies under the data, whenever it was added; the grid is below that."""


@dataclass(frozen=True)
class Rule(Mark):
    """A line across the panel: at a value, or with a slope.

    Takes `y` for a level line, `x` for an upright one, or `slope` and `intercept`: numbers, dates
    or levels that are the same in all panels, columns, or what a stat makes of each group. The
    limits are those that the other layers ask for; a warning tells if it is out of view.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, linewidth, linestyle
        Of the lines; widths in points.
    limits
        Whether the axis is widened until the line is in view. One with a slope never does that.

    Notes
    -----
    A line with a slope is straight on paper: slope and intercept are in units of the scales, so
    that on two logarithmic axes it is the power law y = 10**intercept * x**slope.

    See Also
    --------
    Span : A band across the panel.
    Dash : A short line at each value.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 4, 5]}, x="x", y="y").add(so.Dots())
    >>> p = p.add(so.Rule(linestyle="--"), y=4, label="target")
    >>> p = p.add(so.Rule(), so.Agg()).add(so.Rule(), slope=1, intercept=2)
    """

    color: MappableColor = Mappable(rc="text.color")
    alpha: MappableFloat = Mappable(1.0)
    linewidth: MappableFloat = Mappable(1.0)
    linestyle: MappableStyle = Mappable("-")
    limits: bool = False

    needs: ClassVar[tuple[str, ...]] = ("y",)
    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = (("slope", "intercept"),)
    reads: ClassVar[tuple[str, ...]] = ("slope", "intercept")
    spans: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, Sequence[float]]] = MappingProxyType({"y": (0.5,)})

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one line a row."""
        looks = {"color": v.color, "alpha": v.alpha, "linewidth": v.linewidth}
        looks |= {"linestyle": v.linestyle, "kws": self.artist_kws}
        if not ("slope" in v or "intercept" in v):
            pane.spans(v.y, limits=self.limits, **looks)
            return
        near = v.xy(np.zeros(v.n), "intercept")
        far = v.xy(np.ones(v.n), v.intercept + v.slope)
        lines = np.stack([near, far], axis=1)
        pane.lines(lines, place=to_the_edges, limits=False, **looks)


def to_the_edges(page: Page) -> Floats:
    """Return the ends of lines, two rows each, where they meet the sides of the panel."""
    start, end = page.xy[::2], page.xy[1::2]
    step, size = end - start, np.array(page.size)
    with np.errstate(divide="ignore", invalid="ignore"):
        sides = np.stack([-start / step, (size - start) / step])
    enter, leave = sides.min(axis=0), sides.max(axis=0)  # of each pair of opposite sides
    level = step == 0
    enter, leave = np.where(level, -np.inf, enter), np.where(level, np.inf, leave)
    within = np.where(level, (start >= 0) & (start <= size), True).all(axis=1)
    first, last = enter.max(axis=1), leave.min(axis=1)
    seen = within & (first < last)
    reach = np.where(seen[:, None], np.column_stack([first, last]), np.nan)
    places: Floats = (start[:, None] + reach[:, :, None] * step[:, None]).reshape(-1, 2)
    return places


@dataclass(frozen=True)
class Span(Mark):
    """A band across the panel, under the data.

    Takes `ymin` and `ymax`, or `xmin` and `xmax`: numbers, dates, columns, or what a stat makes.
    Levels are whole: from the outer edge of the first to that of the last. The limits of the axis
    are those that the other layers ask for, and a warning tells if it is out of view.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection; it lies over the data with ``{"zorder": 3}``.
    color, alpha, fill
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline; width in points.
    hatch
        Pattern over the inside, such as ``"//"``.
    limits
        Whether the axis is widened until the band is in view.

    See Also
    --------
    Rule : A line across the panel.
    Band : A band along the positions.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 4, 5]}, x="x", y="y").add(so.Line())
    >>> p = p.add(so.Span(), xmin=1.5, xmax=2.5, label="strike")
    """

    color: MappableColor = Mappable(rc="text.color")
    alpha: MappableFloat = Mappable(0.15)
    fill: MappableBool = Mappable(True)
    edgecolor: MappableColor = Mappable(depend="color")
    edgealpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(0.0)
    edgestyle: MappableStyle = Mappable("-")
    hatch: MappableString = Mappable("")
    limits: bool = False

    needs: ClassVar[tuple[str, ...]] = ("ymin", "ymax")
    spans: ClassVar[bool] = True

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Widen levels to their slots."""
        if not t.unit("y").discrete:
            return t
        low, high = np.minimum(t["ymin"], t["ymax"]), np.maximum(t["ymin"], t["ymax"])
        return t.with_(ymin=low - 0.5, ymax=high + 0.5)

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one band a row."""
        face = paint(v.color, v.alpha)
        pane.spans(
            v.ymin,
            v.ymax,
            limits=self.limits,
            color=choose(v.fill, face, transparent(face)),
            edgecolor=v.edgecolor,
            edgealpha=v.edgealpha,
            edgewidth=v.edgewidth,
            edgestyle=v.edgestyle,
            hatch=v.hatch,
            kws={"zorder": UNDER, **self.artist_kws},
        )
