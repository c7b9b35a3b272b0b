"""An estimate and its interval in one mark: PointRange, LineBand, BarRange, CrossBar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from plotkit.data.table import Table
from plotkit.errors import check_number
from plotkit.marks.area import Band
from plotkit.marks.bar import Bar
from plotkit.marks.base import Mark
from plotkit.marks.dot import Dot, inside
from plotkit.marks.line import Line, Step
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.paint import choose, paint, times, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.segment import ErrorBar, warn_of_order
from plotkit.marks.steps import Where, check_step
from plotkit.marks.values import Values
from plotkit.records import dataclass
from plotkit.stats.base import Stat
from plotkit.stats.est import Est

_MIDDLE = 2.0
"""How many times as wide as its outline the middle line of a CrossBar is."""


@dataclass(frozen=True)
class _Covering(Dot):
    """A dot that hides the line through it, also where it is not filled."""

    fillcolor: MappableColor = Mappable(rc="axes.facecolor", grouping=False)

    def ground(self, v: Values, body: Any) -> Any:
        """Return the colour within outlines: that of the panel, in markers that have an inside."""
        cover = paint(v.fillcolor, 1.0)
        return choose(inside(True, v.marker), cover, transparent(cover))


@dataclass(frozen=True)
class PointRange(Mark):
    """A point at an estimate and a line through its interval.

    Takes `y`, `ymin` and `ymax`; without the ends, what :class:`Est` makes of `y` at each position.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collections.
    color, alpha
        Of point and line.
    marker, pointsize, fill
        Of the point: shape, diameter in points, whether it is filled. One that is not shows the
        ground of the panel, not the line.
    linewidth, linestyle
        Of the line; width in points.
    capsize
        Length in points of a cap across each end of the line; 0 for none.

    See Also
    --------
    Est : The stat that makes the ends.
    LineBand, BarRange, CrossBar : Other looks of the same.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "b", "b"], "y": [1, 2, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.PointRange(), so.Est(errorbar="sd"))
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    marker: MappableStyle = Mappable("o")
    pointsize: MappableFloat = Mappable(7.0)
    fill: MappableBool = Mappable(True)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    linestyle: MappableStyle = Mappable(rc="lines.linestyle")
    capsize: float = 0.0

    needs: ClassVar[tuple[str, ...]] = ("x", "y", "ymin", "ymax")
    stat: ClassVar[Stat | None] = Est()

    def compose(self) -> Mark:
        """Return the line and the point."""
        line = ErrorBar(
            self.artist_kws,
            color=self.color,
            alpha=self.alpha,
            linewidth=self.linewidth,
            linestyle=self.linestyle,
            capsize=self.capsize,
            part=self.part,
        )
        point = _Covering(
            self.artist_kws,
            color=self.color,
            alpha=self.alpha,
            marker=self.marker,
            pointsize=self.pointsize,
            fill=self.fill,
            part=self.part,
        )
        return line + point


@dataclass(frozen=True)
class LineBand(Mark):
    """A line through estimates and a band through their intervals.

    Takes `y`, `ymin` and `ymax`; without the ends, what :class:`Est` makes of `y` at each position.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha, linewidth, linestyle
        Of the line; width in points. The band has the same colour.
    fillalpha
        Opacity of the band.
    marker, pointsize
        Of a marker at each estimate; by default there is none.
    gaps
        Whether a missing value interrupts line and band instead of being left out.
    step
        None, or where values step as in :class:`Step`: "post", "pre" or "mid".

    See Also
    --------
    Est, Fit : Stats that make line and band.
    PointRange, BarRange, CrossBar : Other looks of the same.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 1, 2, 2], "y": [1, 2, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.LineBand(), so.Est(errorbar="sd"))
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    linestyle: MappableStyle = Mappable(rc="lines.linestyle")
    marker: MappableStyle = Mappable(rc="lines.marker")
    pointsize: MappableFloat = Mappable(rc="lines.markersize")
    fillalpha: float = 0.2
    gaps: bool = False
    step: Where | None = None

    needs: ClassVar[tuple[str, ...]] = ("x", "y", "ymin", "ymax")
    stat: ClassVar[Stat | None] = Est()

    def __post_init__(self) -> None:
        super().__post_init__()
        check_number("LineBand(fillalpha=)", self.fillalpha, 0, 1)
        if self.step is not None:
            check_step(self.step, "step of LineBand")

    def compose(self) -> Mark:
        """Return the band and the line."""
        band = Band(
            self.artist_kws,
            color=self.color,
            alpha=self.fillalpha,
            gaps=self.gaps,
            step=self.step,
            part=self.part,
        )
        look: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("color", "alpha", "linewidth", "linestyle", "marker", "pointsize")
        }
        look |= {"gaps": self.gaps, "part": self.part}
        if self.step is None:
            return band + Line(self.artist_kws, **look)
        return band + Step(self.artist_kws, where=self.step, **look)


@dataclass(frozen=True)
class _Upon(ErrorBar):
    """An error bar upon a bar, in the colour of texts, which is seen on both bar and page."""

    edgecolor: MappableColor = Mappable(rc="text.color")

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw in the colour of edges, which a mapped colour leaves as it is."""
        self.draw_in(v, pane, "edgecolor")


@dataclass(frozen=True)
class BarRange(Mark):
    """A bar up to an estimate and an error bar over its interval.

    Takes `y`, `ymin` and `ymax`; without the ends, what :class:`Est` makes of `y` at each position.
    Bars say how much there is from zero on; an estimate that has no zero is better a `PointRange`.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha, fill, hatch
        Of the inside of the bar.
    width
        Width, as a share of the space between positions.
    baseline
        The value from which bars rise, in data units.
    linewidth
        Of the error bar, in points; it has the colour of texts.
    capsize
        Length of its caps in points; 0 for none.

    See Also
    --------
    Est : The stat that makes the ends.
    PointRange, LineBand, CrossBar : Other looks of the same.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "b", "b"], "y": [1, 2, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.BarRange(), so.Est(errorbar="sd"))
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(0.7)
    fill: MappableBool = Mappable(True)
    width: MappableFloat = Mappable(0.8, grouping=False)
    baseline: MappableFloat = Mappable(0.0, grouping=False)
    hatch: MappableString = Mappable("")
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    capsize: float = 6.0

    needs: ClassVar[tuple[str, ...]] = ("x", "y", "ymin", "ymax")
    stat: ClassVar[Stat | None] = Est()

    def compose(self) -> Mark:
        """Return the bar and the error bar."""
        bar = Bar(
            self.artist_kws,
            color=self.color,
            alpha=self.alpha,
            fill=self.fill,
            width=self.width,
            baseline=self.baseline,
            hatch=self.hatch,
            part=self.part,
        )
        line = _Upon(
            self.artist_kws, linewidth=self.linewidth, capsize=self.capsize, part=self.part
        )
        return bar + line


@dataclass(frozen=True)
class CrossBar(Mark):
    """A box over an interval with a line across it at the estimate.

    Takes `y`, `ymin` and `ymax`; without the ends, what :class:`Est` makes of `y` at each position.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collections.
    color, alpha, fill
        Of the inside of the box.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of its outline; the middle line has the colour and twice the width, in points.
    width
        Width, as a share of the space between positions.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.

    See Also
    --------
    Est : The stat that makes the ends.
    PointRange, LineBand, BarRange : Other looks of the same.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "b", "b"], "y": [1, 2, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.CrossBar(width=.5), so.Est(errorbar="sd"))
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(0.25)
    fill: MappableBool = Mappable(True)
    edgecolor: MappableColor = Mappable(depend="color")
    edgealpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(rc="patch.linewidth")
    edgestyle: MappableStyle = Mappable("-")
    width: MappableFloat = Mappable(0.8, grouping=False)
    hatch: MappableString = Mappable("")

    needs: ClassVar[tuple[str, ...]] = ("x", "ymin", "y", "ymax")
    stat: ClassVar[Stat | None] = Est()

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Say so if ends are in the wrong order."""
        warn_of_order(self.name, t)
        return t

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw the boxes, then the lines across them."""
        face = paint(v.color, v.alpha)
        pane.boxes(
            v.box("ymin", "ymax"),
            color=choose(v.fill, face, transparent(face)),
            edgecolor=v.edgecolor,
            edgealpha=v.edgealpha,
            edgewidth=v.edgewidth,
            edgestyle=v.edgestyle,
            hatch=v.hatch,
            kws=self.artist_kws,
        )
        pane.lines(
            v.dash("y"),
            color=v.edgecolor,
            alpha=v.edgealpha,
            linewidth=times(v.edgewidth, _MIDDLE),
            cap="butt",
            kws=self.artist_kws,
        )
