"""Dumbbell: two values at each position, joined."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

import numpy as np

from plotkit.data.table import Table
from plotkit.marks.base import Mark
from plotkit.marks.lollipop import draw_dots, reach, trimmed
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableStyle
from plotkit.marks.paint import check_pair
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass, replace
from plotkit.typing import Floats

_BETWEEN = 0.4
"""Opacity of the line, as a share of that of the dots."""


@dataclass(frozen=True)
class Dumbbell(Mark):
    """Two values at each position as dots, with a line between them.

    Takes `ymin` and `ymax` (`xmin` and `xmax` in a horizontal layer). Each end keeps its colour,
    whichever is greater, and has an entry in the legend, by the name of its column. Where colour
    shows something else, the first end is hollow.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collections.
    colors
        Of the two ends.
    color
        Of the whole, unless it is mapped or given it has the two.
    alpha
        Of the dots; the line is paler.
    marker, pointsize, stroke
        Of the dots: shape, diameter, and width of the outline in points.
    linewidth
        Of the line, in points.

    See Also
    --------
    Range : The line alone.
    Lollipop : From the baseline to one value.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [3, 4], "y": ["a", "b"], "then": [1, 5], "now": [2, 3]}
    >>> p = so.Plot(data, y="y", xmin="then", xmax="now").add(so.Dumbbell())
    """

    color: MappableColor = Mappable(auto=True)
    alpha: MappableFloat = Mappable(1.0)
    marker: MappableStyle = Mappable("o")
    pointsize: MappableFloat = Mappable(8.0)
    stroke: MappableFloat = Mappable(1.5)
    linewidth: MappableFloat = Mappable(2.0)
    colors: tuple[Any, Any] = ("C0", "C1")

    needs: ClassVar[tuple[str, ...]] = ("x", "ymin", "ymax")

    def __post_init__(self) -> None:
        super().__post_init__()
        check_pair(self.colors, "Dumbbell(colors=)")

    def compose(self) -> Mark:
        """Return the line and its two ends."""
        own = isinstance(self.color, Mappable)
        looks: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("alpha", "marker", "pointsize", "stroke", "linewidth", "part")
        }
        ends = [
            _End(
                self.artist_kws,
                color=Mappable(color) if own else self.color,
                edgecolor=Mappable(color) if own else self.color,
                at=name,
                hollow=not own and name == "ymin",
                **looks,
            )
            for color, name in zip(self.colors, ("ymin", "ymax"), strict=True)
        ]
        grey = Mappable(rc="text.color") if own else self.color
        line = _Between(self.artist_kws, color=grey, **looks)
        return line + ends[0] + ends[1]


@dataclass(frozen=True)
class _Part(Mark):
    """What the line and the ends have in common."""

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    marker: MappableStyle = Mappable("o")
    pointsize: MappableFloat = Mappable(8.0)
    stroke: MappableFloat = Mappable(1.5)
    linewidth: MappableFloat = Mappable(2.0)

    needs: ClassVar[tuple[str, ...]] = ("x", "ymin", "ymax")


@dataclass(frozen=True)
class _Between(_Part):
    """The line, which ends at the edges of the dots."""

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one line a row."""
        pane.lines(
            v.range("ymin", "ymax"),
            color=v.color,
            alpha=np.asarray(v.alpha) * _BETWEEN,
            linewidth=v.linewidth,
            cap="butt",
            place=partial(trimmed, start=reach(v), end=reach(v)),
            kws=self.artist_kws,
        )


@dataclass(frozen=True)
class _End(_Part):
    """The dots at one end."""

    edgecolor: MappableColor = Mappable("C0")  # what `color` is unless it shows something
    at: str = "ymin"
    hollow: bool = False

    @property
    def named_by(self) -> str | None:
        """The variable at this end."""
        return self.at

    def key_rows(self, drawn: Callable[[], Table] | None = None) -> dict[str, Floats]:
        """Return the middle of the key, for each end alone is shown there."""
        rows = super().key_rows(drawn)
        return {**rows, "ymin": np.array([0.5]), "ymax": np.array([0.5])}

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one dot a row."""
        v = replace(v, properties={**v.properties, "fill": True})
        shows = not np.array_equal(np.asarray(v.color), np.asarray(v.edgecolor), equal_nan=True)
        hollow = self.hollow or (self.at == "ymin" and shows)
        draw_dots(v.xy("x", self.at), v, pane, v.color, self.artist_kws, fill=not hollow)
