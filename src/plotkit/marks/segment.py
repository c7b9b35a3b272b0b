"""Short straight lines: Range along the value, Dash along the position."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableStyle
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.stats.base import Stat
from plotkit.stats.extremes import Extremes


@dataclass(frozen=True)
class Range(Mark):
    """A line from least to most at each position.

    Takes `ymin` and `ymax` (`xmin` and `xmax` in a horizontal layer); without them, the extremes
    of `y` at each position.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, linewidth, linestyle
        Of the lines; widths in points.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "a", "b"], "y": [1, 3, 2]}, x="x", y="y").add(so.Range())
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    linestyle: MappableStyle = Mappable(rc="lines.linestyle")

    needs: ClassVar[tuple[str, ...]] = ("x", "ymin", "ymax")
    stat: ClassVar[Stat | None] = Extremes()

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one line a row."""
        pane.lines(
            v.range("ymin", "ymax"),
            color=v.color,
            alpha=v.alpha,
            linewidth=v.linewidth,
            linestyle=v.linestyle,
            cap="butt",  # it ends where the data end
            kws=self.artist_kws,
        )


@dataclass(frozen=True)
class Dash(Mark):
    """A short line across each value, `width` wide along the position.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, linewidth, linestyle
        Of the lines; widths in points.
    width
        Length, as a share of the space between positions.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "b"], "y": [1, 3]}, x="x", y="y").add(so.Dash(width=.5))
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    linestyle: MappableStyle = Mappable(rc="lines.linestyle")
    width: MappableFloat = Mappable(0.8, grouping=False)

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one line a row."""
        pane.lines(
            v.dash(),
            color=v.color,
            alpha=v.alpha,
            linewidth=v.linewidth,
            linestyle=v.linestyle,
            cap="butt",  # it ends where the data end
            kws=self.artist_kws,
        )
