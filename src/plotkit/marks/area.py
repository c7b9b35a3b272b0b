"""Filled shapes along the position: Area from the baseline, Band between limits."""

from __future__ import annotations

from typing import ClassVar

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
from plotkit.marks.primitives import Paths
from plotkit.marks.steps import Where, check_step, enclosed, stepped
from plotkit.marks.values import Values
from plotkit.records import dataclass, field
from plotkit.stats.base import Stat
from plotkit.stats.extremes import Extremes
from plotkit.typing import Floats


@dataclass(frozen=True)
class _Filled(Mark):
    """What Area and Band have in common."""

    connects: ClassVar[bool] = True
    sorts: ClassVar[bool] = True

    gaps: bool = field(default=False, kw_only=True)
    step: Where | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_step(self.step, f"step of {self.name}")

    @property
    def steps(self) -> Where | None:
        """As asked by `step`."""
        return self.step

    @property
    def interrupts(self) -> bool:
        """As asked by `gaps`."""
        return self.gaps

    def _fill(self, v: Values, pane: Pane, there: Floats, back: Floats) -> None:
        lines = [stepped(Paths(xy, v.starts), self.step) for xy in (there, back)]
        paths, group = enclosed(*lines), v.first
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
    step
        None, or where values step as in :class:`Step`: "post", "pre" or "mid".

    See Also
    --------
    Band : Between two values.
    Line : The line alone.
    Stack : Puts areas on each other.

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

    def draw(self, v: Values, pane: Pane) -> None:
        """Fill one shape a group."""
        v = v.unbroken("x", "y")
        self._fill(v, pane, v.xy(), v.xy("x", "baseline"))


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
    step
        None, or where values step as in :class:`Step`: "post", "pre" or "mid".

    See Also
    --------
    Area : From the baseline.
    Est, Fit : Stats that make both edges.
    LineBand : With the line in it.

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
    stat: ClassVar[Stat | None] = Extremes()

    def draw(self, v: Values, pane: Pane) -> None:
        """Fill one shape a group."""
        v = v.unbroken("x", "ymin", "ymax")
        self._fill(v, pane, v.xy("x", "ymax"), v.xy("x", "ymin"))
