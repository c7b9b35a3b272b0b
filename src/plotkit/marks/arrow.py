"""From one place to another: Segment, straight; Arrow, with a head; Curve, bent."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.roles import Position
from plotkit.errors import check_name, check_number
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableStyle
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.page import Page
from plotkit.records import dataclass
from plotkit.typing import Floats

End: TypeAlias = Literal["start", "end", "both"]
Head: TypeAlias = End | None
_VERTICES = 33
"""Of a curve: so many look smooth at any size of a figure."""


@dataclass(frozen=True)
class Segment(Mark):
    """A straight line from one place to another.

    Takes `x`, `y`, `xend` and `yend`, on the scales of x and y: columns, or numbers, dates and
    levels. The limits hold both ends.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, linewidth, linestyle
        Of the lines; widths in points.

    See Also
    --------
    Arrow : With a head.
    Curve : Bent.
    Rule : Across the whole panel.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 2], "y": [3, 4], "to": [2, 4], "up": [4, 4]}
    >>> p = so.Plot(data, x="x", y="y", xend="to", yend="up").add(so.Segment())
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth")
    linestyle: MappableStyle = Mappable(rc="lines.linestyle")

    needs: ClassVar[tuple[str, ...]] = ("x", "y", "xend", "yend")
    positions: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {
            "xend": Position("x", opposite="yend"),
            "yend": Position("y", opposite="xend"),
        }
    )

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one line a row."""
        self._lines(np.stack([v.xy(), v.xy("xend", "yend")], axis=1), v, pane)

    def _lines(self, runs: Floats, v: Values, pane: Pane, **more: Any) -> None:
        pane.lines(
            runs,
            color=v.color,
            alpha=v.alpha,
            linewidth=v.linewidth,
            linestyle=v.linestyle,
            cap="butt",  # it ends where the data end
            kws=self.artist_kws,
            **more,
        )


@dataclass(frozen=True)
class Arrow(Segment):
    """An arrow from one place to another; its tip is exactly at the end.

    Takes `x`, `y`, `xend` and `yend` as :class:`Segment`.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, linewidth, linestyle
        Of the line; width in points.
    head
        Where there is a head: at the "end", the "start" or "both".
    headsize
        Its length in points, by default as the width of the line asks for. It is never longer than
        the arrow.

    See Also
    --------
    Segment : Without a head.
    Curve : Bent.
    Vector : A direction and a length in place of an end.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2], "y": [3, 4]}, x="x", y="y").add(so.Line())
    >>> p = p.add(so.Arrow(color="k"), x=1.2, y=3.8, xend=2, yend=4)
    """

    head: Head = "end"
    headsize: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.head is not None:
            check_name(self.head, get_args(End), f"head of {self.name}")
        if self.headsize is not None:
            check_number(f"{self.name}(headsize=)", self.headsize, 0)

    def _lines(self, runs: Floats, v: Values, pane: Pane, **more: Any) -> None:
        super()._lines(runs, v, pane, arrow=self.head, headsize=self.headsize, **more)


@dataclass(frozen=True)
class Curve(Arrow):
    """A bent line from one place to another, with a head if asked.

    Takes `x`, `y`, `xend` and `yend` as :class:`Segment`, and the parameters of :class:`Arrow`.

    Parameters
    ----------
    bend
        How far its middle is from the straight line, as a share of its length on paper; to the
        left of its way, to the right if negative. Limits grow for it.

    See Also
    --------
    Arrow : Straight.
    Segment : Without a head.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2], "y": [3, 4]}, x="x", y="y").add(so.Line())
    >>> p = p.add(so.Curve(bend=-0.3, head="end"), x=1.2, y=3.8, xend=2, yend=4)
    """

    head: Head = None
    bend: float = 0.2

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one curve a row: its vertices are moved aside on the page."""
        share = np.linspace(0.0, 1.0, _VERTICES)[:, None]
        start, end = v.xy()[:, None], v.xy("xend", "yend")[:, None]
        runs = np.where(share == 1, end, start + share * (end - start))  # the end without rounding
        bend = -self.bend if pane.flip else self.bend  # a page on its side is mirrored
        self._lines(runs, v, pane, place=_Bent(bend))


@dataclass(frozen=True)
class _Bent:
    """Bows lines to the left of the way from the first vertex of each to its last.

    Parameters
    ----------
    bend
        How far, as a share of that way.
    """

    bend: float

    widens: ClassVar[bool] = True

    def __call__(self, page: Page) -> Floats:
        """Return the vertices."""
        runs = page.xy.reshape(-1, _VERTICES, 2)
        share = np.linspace(0.0, 1.0, _VERTICES)[:, None]
        across = (runs[:, -1:] - runs[:, :1])[..., ::-1] * (-1.0, 1.0)
        return np.asarray(runs + 4 * self.bend * share * (1 - share) * across).reshape(-1, 2)
