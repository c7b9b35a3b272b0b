"""Lines: Path and Line, a few that stand alone; Paths and Lines, many at once."""

from __future__ import annotations

from typing import ClassVar

from plotkit.marks.base import Mark
from plotkit.marks.lone import draw_lone
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableStyle
from plotkit.marks.pane import Pane
from plotkit.marks.steps import Where, check_step, stepped
from plotkit.marks.values import Values
from plotkit.records import dataclass


@dataclass(frozen=True)
class Path(Mark):
    """A line through the rows in the order of the data; a missing value interrupts it.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib lines.
    color, alpha, linewidth, linestyle
        Of the line; width in points.
    marker, pointsize
        Shape, and diameter in points, of a marker at each row; by default there is none.
    fillcolor, edgecolor, edgewidth
        Of the markers.

    See Also
    --------
    Paths : Faster for many paths.
    Line : In the order of positions.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 1], "y": [3, 4, 5]}, x="x", y="y").add(so.Path(marker="o"))
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    linestyle: MappableStyle = Mappable(rc="lines.linestyle")
    marker: MappableStyle = Mappable(rc="lines.marker")
    pointsize: MappableFloat = Mappable(rc="lines.markersize")
    fillcolor: MappableColor = Mappable(depend="color")
    edgecolor: MappableColor = Mappable(depend="color")
    edgewidth: MappableFloat = Mappable(rc="lines.markeredgewidth")

    connects: ClassVar[bool] = True

    @property
    def interrupts(self) -> bool:
        """Always."""
        return True

    @property
    def dots(self) -> bool:
        """Whether values between two gaps are seen: not unless gaps are asked for."""
        return False

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one line a group, then its markers."""
        group = v.first
        paths = v.paths()
        pane.lines(
            stepped(paths, self.steps),
            color=group.color,
            alpha=group.alpha,
            linewidth=group.linewidth,
            linestyle=group.linestyle,
            each=True,
            kws=self.artist_kws,
        )
        if self.dots:
            draw_lone(v, pane)
        pane.points(
            paths.xy,
            size=v.pointsize,
            color=v.fillcolor,
            alpha=v.alpha,
            edgecolor=v.edgecolor,
            edgealpha=v.alpha,
            edgewidth=v.edgewidth,
            marker=v.marker,
        )


@dataclass(frozen=True)
class Line(Path):
    """A line through the rows in the order of the position; missing values are left out.

    Parameters are those of :class:`Path`, and

    Parameters
    ----------
    gaps
        Whether a missing value interrupts the line instead of being left out. A single value
        between two gaps is a dot as wide as the line. A row that is not there makes no gap.

    See Also
    --------
    Lines : Faster for many lines.
    Path : In the order of the rows.
    Step : Goes up at each value.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [3, 1, 2], "y": [3, 4, 5]}, x="x", y="y").add(so.Line(linewidth=3))
    """

    gaps: bool = False

    sorts: ClassVar[bool] = True

    @property
    def interrupts(self) -> bool:
        """As asked by `gaps`."""
        return self.gaps

    @property
    def dots(self) -> bool:
        """As asked by `gaps`."""
        return self.gaps


@dataclass(frozen=True)
class Step(Line):
    """A line that goes level from value to value, in the order of the position.

    Parameters are those of :class:`Line`, and

    Parameters
    ----------
    where
        Where it steps: "post" at the next position, so that each value holds up to there; "pre" at
        its own position, so that it holds from the one before; "mid" half-way between positions,
        on their scale.

    Notes
    -----
    The line begins at the first position and ends at the last. With `gaps` it ends at the last
    position before a missing value, and begins again after it.

    See Also
    --------
    Area, Band : With steps by ``step=``.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [3, 1, 2], "y": [3, 4, 5]}, x="x", y="y").add(so.Step(marker="o"))
    """

    where: Where = "post"

    def __post_init__(self) -> None:
        super().__post_init__()
        check_step(self.where, "where of Step")

    @property
    def steps(self) -> Where | None:
        """As asked by `where`."""
        return self.where


@dataclass(frozen=True)
class Paths(Mark):
    """Many lines in the order of the data, as one artist; a missing value interrupts a line.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, linewidth, linestyle
        Of the lines; widths in points.

    See Also
    --------
    Path : With markers.
    Lines : In the order of positions.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 2, 1, 2], "y": [1, 2, 2, 1], "id": [1, 1, 2, 2]}
    >>> p = so.Plot(data, x="x", y="y", group="id").add(so.Paths())
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    linestyle: MappableStyle = Mappable(rc="lines.linestyle")

    connects: ClassVar[bool] = True

    @property
    def interrupts(self) -> bool:
        """Always."""
        return True

    @property
    def dots(self) -> bool:
        """Whether values between two gaps are seen: not unless gaps are asked for."""
        return False

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw all groups at once."""
        group = v.first
        pane.lines(
            v.paths(),
            color=group.color,
            alpha=group.alpha,
            linewidth=group.linewidth,
            linestyle=group.linestyle,
            kws=self.artist_kws,
        )
        if self.dots:
            draw_lone(v, pane)


@dataclass(frozen=True)
class Lines(Paths):
    """Many lines in the order of the position, as one artist; missing values are left out.

    Parameters are those of :class:`Paths`, and

    Parameters
    ----------
    gaps
        Whether a missing value interrupts a line instead of being left out.

    See Also
    --------
    Line : With markers.
    Paths : In the order of the rows.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [2, 1, 1, 2], "y": [1, 2, 2, 1], "id": [1, 1, 2, 2]}
    >>> p = so.Plot(data, x="x", y="y", group="id").add(so.Lines())
    """

    gaps: bool = False

    sorts: ClassVar[bool] = True

    @property
    def interrupts(self) -> bool:
        """As asked by `gaps`."""
        return self.gaps

    @property
    def dots(self) -> bool:
        """As asked by `gaps`."""
        return self.gaps
