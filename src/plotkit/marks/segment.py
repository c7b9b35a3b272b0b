"""Short straight lines: Range and ErrorBar along the value, Dash along the position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.column import from_days
from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, warn
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableStyle
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass
from plotkit.stats.base import Stat
from plotkit.stats.est import Est
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
    capsize
        Length in points of a cap across each end; 0 for none.

    Notes
    -----
    An end that a logarithmic axis cannot show is at the edge of the panel, without a cap. Where one
    end is missing the line begins at `y`, if there is one, and a warning tells how many these are.

    See Also
    --------
    ErrorBar : The same with caps, and with an estimate's interval by default.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "a", "b"], "y": [1, 3, 2]}, x="x", y="y").add(so.Range())
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    linestyle: MappableStyle = Mappable(rc="lines.linestyle")
    capsize: float = 0.0

    needs: ClassVar[tuple[str, ...]] = ("x", "ymin", "ymax")
    halves: ClassVar[Mapping[str, str]] = MappingProxyType({"ymin": "y", "ymax": "y"})
    stat: ClassVar[Stat | None] = Extremes()

    def __post_init__(self) -> None:
        super().__post_init__()
        size: Any = self.capsize
        if not (isinstance(size, int | float) and size >= 0):
            raise PlotSpecError(f"capsize must be a length in points from zero, not {size!r}.")

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one line a row, and its caps."""
        self.draw_in(v, pane, "color")

    def draw_in(self, v: Values, pane: Pane, name: str) -> None:
        """Draw in the colour that a property has."""
        low, high = v.ymin, v.ymax
        if "y" in v:
            low, high = (np.where(np.isnan(end), v.y, end) for end in (low, high))
        pane.lines(
            v.range(low, high),
            color=v[name],
            alpha=v.alpha,
            linewidth=v.linewidth,
            linestyle=v.linestyle,
            cap="butt",  # it ends where the data end
            kws=self.artist_kws,
        )
        for end in ("ymin", "ymax") if self.capsize else ():
            capped = v.where(np.isfinite(v[end]))
            pane.points(
                capped.xy("x", end),
                size=self.capsize,
                marker="|" if pane.flip else "_",
                color=capped[name],
                alpha=capped.alpha,
                edgewidth=capped.linewidth,
                kws=self.artist_kws,
            )


@dataclass(frozen=True)
class ErrorBar(Range):
    """A line from the low to the high end of an interval, with caps.

    Takes `ymin` and `ymax` (`xmin` and `xmax` in a horizontal layer); without them, the interval
    that :class:`Est` makes of `y` at each position. Parameters are those of :class:`Range`, and

    Parameters
    ----------
    capsize
        Length of a cap in points.

    See Also
    --------
    PointRange, BarRange : With the estimate as a point, or as a bar.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "b", "b"], "y": [1, 2, 3, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.ErrorBar(), so.Est(errorbar="sd"))
    """

    capsize: float = 6.0

    stat: ClassVar[Stat | None] = Est()

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Say so if ends are in the wrong order."""
        warn_of_order(self.name, t)
        return t


def warn_of_order(name: str, t: Table) -> None:
    """Say so if low ends are above high ones, and name the first row."""
    wrong = np.flatnonzero(t["ymin"] > t["ymax"])
    if not len(wrong):
        return
    first = t.take(wrong[:1])
    x, low, high = (_written(first, one) for one in ("x", "ymin", "ymax"))
    warn(
        f"{name}: in {len(wrong)} of {t.n} rows the low end is above the high one; the first is at "
        f"{x}, from {low} to {high}. They are drawn as they are: check which column is which."
    )


def _written(t: Table, name: str) -> str:
    """Return a position of a single row as the data have it."""
    units = t.coords.unit_of(name)
    value = float(t[name][0])
    if units is None or not np.isfinite(value):
        return f"{value:g}"
    if units.levels is not None:
        return repr(units.levels[min(max(round(value), 0), len(units.levels) - 1)])
    value = float(units.inverse(np.array([value]))[0])
    if units.kind is Kind.TIME:
        return str(from_days(np.array([value]), units.kind)[0])
    return f"{value:g}"


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

    See Also
    --------
    Range : Across, from value to value.
    Rule : Across the whole panel.

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
