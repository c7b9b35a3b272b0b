"""Lollipop: a stem from the baseline and a dot at the value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.marks.base import Mark
from plotkit.marks.dot import inside
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableStyle,
)
from plotkit.marks.paint import choose, paint, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.page import Page
from plotkit.records import dataclass
from plotkit.typing import Floats


@dataclass(frozen=True)
class Lollipop(Mark):
    """A stem from the baseline and a dot at each value; also called Stem.

    The dots lie over all stems, which end at the edge of their dot.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collections.
    color, alpha
        Of stem and dot.
    marker, pointsize, fill, stroke
        Of the dot: shape, diameter in points, whether it is filled, and the width of its outline.
    linewidth, linestyle
        Of the stem; width in points.
    baseline
        The value from which stems rise, in data units.

    See Also
    --------
    Bar : With a body in place of a stem.
    Dumbbell : Between two values.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "b"], "y": [3, -4]}, x="x", y="y").add(so.Lollipop(fill=False))
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    marker: MappableStyle = Mappable("o", grouping=False)
    pointsize: MappableFloat = Mappable(7.0, grouping=False)
    fill: MappableBool = Mappable(True, grouping=False)
    stroke: MappableFloat = Mappable(1.5, grouping=False)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth", grouping=False)
    linestyle: MappableStyle = Mappable("-", grouping=False)
    baseline: MappableFloat = Mappable(0.0, grouping=False)

    sticky: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, Sequence[float]]] = MappingProxyType({"x": (0.5,), "y": (0.75,)})

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw the stems, then the dots."""
        pane.lines(
            v.range("baseline", "y"),
            color=v.color,
            alpha=v.alpha,
            linewidth=v.linewidth,
            linestyle=v.linestyle,
            cap="butt",
            place=partial(trimmed, start=0.0, end=reach(v)),
            kws=self.artist_kws,
        )
        draw_dots(v.xy(), v, pane, v.color, self.artist_kws)


Stem = Lollipop
"""The name that matplotlib has for Lollipop."""


def draw_dots(xy: Floats, v: Values, pane: Pane, color: Any, kws: Any, fill: Any = None) -> None:
    """Draw dots, filled or as outlines of one width."""
    body = paint(color, v.alpha)
    filled = inside(v.fill if fill is None else fill, v.marker)
    pane.points(
        xy,
        size=v.pointsize,
        color=choose(filled, body, transparent(body)),
        edgecolor=body,
        edgewidth=v.stroke,
        marker=v.marker,
        kws=kws,
    )


def reach(v: Values) -> Floats:
    """Return how far dots reach from their middle, in points: one for all, or one a row."""
    size, stroke = (np.asarray(one, dtype=float) for one in (v.pointsize, v.stroke))
    return np.asarray((size + stroke) / 2)


def trimmed(page: Page, start: Any, end: Any) -> Floats:
    """Return the ends of lines, two rows each, so many points short; nothing where none is left."""
    first, last = page.xy[::2], page.xy[1::2]
    length = np.hypot(*(last - first).T)
    cut = np.stack([np.broadcast_to(one, length.shape) for one in (start, end)])
    left = cut.sum(axis=0) < length
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(left, cut / length, np.nan)[..., None]
    ends = first + share[0] * (last - first), last - share[1] * (last - first)
    return np.stack(ends, axis=1).reshape(-1, 2)
