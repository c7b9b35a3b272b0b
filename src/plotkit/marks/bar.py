"""Bars from a baseline: Bar, a few that stand alone; Bars, many at once."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from plotkit.marks.base import Mark
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.outlined import Outlined
from plotkit.marks.paint import choose, paint, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass


@dataclass(frozen=True)
class Bar(Mark):
    """A bar from the baseline to each value.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib patches.
    color, alpha, fill
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline, drawn within the bar; width in points.
    width
        Width, as a share of the space between positions.
    baseline
        The value from which bars rise, in data units.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.

    See Also
    --------
    Bars : Many bars, as of a histogram.
    Count, Agg : Stats that make heights.
    Dodge, Stack : Moves for bars of groups.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "b"], "y": [3, 4]}, x="x", y="y").add(so.Bar(width=.5))
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(0.7, grouping=False)
    fill: MappableBool = Mappable(True, grouping=False)
    edgecolor: MappableColor = Mappable(depend="color", grouping=False)
    edgealpha: MappableFloat = Mappable(1.0, grouping=False)
    edgewidth: MappableFloat = Mappable(rc="patch.linewidth", grouping=False)
    edgestyle: MappableStyle = Mappable("-", grouping=False)
    width: MappableFloat = Mappable(0.8, grouping=False)
    baseline: MappableFloat = Mappable(0.0, grouping=False)
    hatch: MappableString = Mappable("", grouping=False)

    sticky: ClassVar[bool] = True

    def draws(self, v: Values) -> Any:
        """Return which bars have a height."""
        return (v.y != v.baseline) & ~np.isnan(v.y)

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one bar a row that has a height."""
        v = v.where(self.draws(v))
        face = paint(v.color, v.alpha)
        pane.boxes(
            v.box("baseline", "y"),
            color=choose(v.fill, face, transparent(face)),
            edgecolor=v.edgecolor,
            edgealpha=v.edgealpha,
            edgewidth=v.edgewidth,
            edgestyle=v.edgestyle,
            hatch=v.hatch,
            each=True,
            inside=True,
            kws=self.artist_kws,
        )


@dataclass(frozen=True)
class Bars(Outlined):
    """Many bars, drawn at once and touching: a histogram.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, fill
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline; the width, in points, follows that of the bars unless it is given. What is
        not filled has an outline in `color`, unless `edgecolor` is given.
    width
        Width, as a share of the space between positions.
    baseline
        The value from which bars rise, in data units.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.

    See Also
    --------
    Bar : Few bars, wide and with an edge.
    Hist : The stat of histograms.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 2, 3]}, x="x").add(so.Bars(), so.Hist())
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(0.7, grouping=False)
    fill: MappableBool = Mappable(True, grouping=False)
    edgecolor: MappableColor = Mappable(rc="patch.edgecolor", grouping=False)
    edgealpha: MappableFloat = Mappable(1.0, grouping=False)
    edgewidth: MappableFloat = Mappable(auto=True, grouping=False)
    edgestyle: MappableStyle = Mappable("-", grouping=False)
    width: MappableFloat = Mappable(1.0, grouping=False)
    baseline: MappableFloat = Mappable(0.0, grouping=False)
    hatch: MappableString = Mappable("", grouping=False)

    sticky: ClassVar[bool] = True

    def draws(self, v: Values) -> Any:
        """Return which bars have a height."""
        return (v.y != v.baseline) & ~np.isnan(v.y)

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw all bars that have a height at once."""
        v = v.where(self.draws(v))
        pane.boxes(
            v.box("baseline", "y"),
            color=self.inside(v),
            **self.look(v),
            hatch=v.hatch,
            kws=self.artist_kws,
        )
