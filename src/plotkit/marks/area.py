"""Filled shapes along the position: Area from the baseline, Band between limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from plotkit.data.reductions import least, most
from plotkit.data.table import Table
from plotkit.marks.base import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
    Mark,
)
from plotkit.marks.paint import choose, paint, transparent
from plotkit.marks.pane import Pane
from plotkit.marks.primitives import Paths
from plotkit.marks.values import Values


def with_limits(t: Table, by: Sequence[str]) -> Table:
    """Return a table with ymin and ymax: its own, else the extremes of y at each position."""
    if ("ymin" in t and "ymax" in t) or "y" not in t or "x" not in t:
        return t
    return t.group(*by, "x").agg(ymin=least("y"), ymax=most("y"))


def outlines(there: Paths, back: Paths) -> Paths:
    """Join each run with its way back to one closed outline."""
    n = len(there.xy)
    sizes = np.diff(np.append(there.starts, n))
    start = np.repeat(there.starts, sizes)
    step = np.arange(n) - start
    xy = np.empty((2 * n, 2))
    xy[2 * start + step] = there.xy
    xy[2 * start + 2 * np.repeat(sizes, sizes) - 1 - step] = back.xy
    return Paths(xy, 2 * there.starts)


@dataclass(frozen=True)
class _Filled(Mark):
    """What Area and Band have in common."""

    connects: ClassVar[bool] = True
    sorts: ClassVar[bool] = True

    gaps: bool = field(default=False, kw_only=True)

    @property
    def interrupts(self) -> bool:
        """As asked by `gaps`."""
        return self.gaps

    def _fill(self, pane: Pane, paths: Paths, group: Values) -> None:
        face = paint(group.color, group.alpha)
        pane.areas(
            paths,
            color=choose(group.fill, face, transparent(face)),
            edgecolor=group.edgecolor,
            edgealpha=group.edgealpha,
            edgewidth=group.edgewidth,
            edgestyle=group.edgestyle,
            hatch=group.hatch,
            each=True,
            kws=self.artist_kws,
        )


@dataclass(frozen=True)
class Area(_Filled):
    """A filled shape between a baseline and the values, in the order of the position.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib patches.
    color, alpha, fill
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline; width in points.
    baseline
        The value from which it rises, in data units.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.
    gaps
        Whether a missing value interrupts the shape instead of being left out.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 3], "y": [3, 4, 5]}, x="x", y="y").add(so.Area())
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(0.2)
    fill: MappableBool = Mappable(True)
    edgecolor: MappableColor = Mappable(depend="color")
    edgealpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(rc="patch.linewidth")
    edgestyle: MappableStyle = Mappable("-")
    baseline: MappableFloat = Mappable(0.0, grouping=False)
    hatch: MappableString = Mappable("")

    sticky: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, Sequence[float]]] = MappingProxyType(
        {"x": (0.0, 1.0), "y": (1.0, 1.0), "baseline": (0.0, 0.0)}
    )

    def draw(self, v: Values, pane: Pane) -> None:
        """Fill one shape a group."""
        v = v.unbroken("x", "y")
        self._fill(pane, outlines(v.paths(), v.paths("x", "baseline")), v.first)


@dataclass(frozen=True)
class Band(_Filled):
    """A filled shape between two limits, in the order of the position.

    Takes `ymin` and `ymax` (`xmin` and `xmax` in a horizontal layer); without them, the extremes
    of `y` at each position.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib patches.
    color, alpha, fill
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline; width in points.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.
    gaps
        Whether a missing value interrupts the shape instead of being left out.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 2, 3], "low": [3, 4, 5], "high": [4, 6, 6]}
    >>> p = so.Plot(data, x="x", ymin="low", ymax="high").add(so.Band())
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(0.2)
    fill: MappableBool = Mappable(True)
    edgecolor: MappableColor = Mappable(depend="color")
    edgealpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(0.0)
    edgestyle: MappableStyle = Mappable("-")
    hatch: MappableString = Mappable("")

    needs: ClassVar[tuple[str, ...]] = ("x", "ymin", "ymax")
    sample: ClassVar[Mapping[str, Sequence[float]]] = MappingProxyType(
        {"x": (0.0, 1.0), "ymin": (0.0, 0.0), "ymax": (1.0, 1.0)}
    )

    def complete(self, t: Table, by: Sequence[str]) -> Table:
        """Take the extremes of y at each position if there are no limits."""
        return with_limits(t, by)

    def draw(self, v: Values, pane: Pane) -> None:
        """Fill one shape a group."""
        v = v.unbroken("x", "ymin", "ymax")
        self._fill(pane, outlines(v.paths("x", "ymax"), v.paths("x", "ymin")), v.first)
