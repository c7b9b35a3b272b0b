"""Rug: short lines at the edge of the panel, one a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, check_name
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat
from plotkit.marks.paint import paint
from plotkit.marks.pane import Pane
from plotkit.marks.primitives import Paths
from plotkit.marks.values import Values
from plotkit.page import Page
from plotkit.records import dataclass
from plotkit.typing import Codes, Floats

Side: TypeAlias = Literal["low", "high", "both"]
_SLACK = 0.01
"""In points: what lies at the very end of the axis is in view."""


@dataclass(frozen=True)
class Rug(Mark):
    """A short line at the edge of the panel for each row: where the data lie along an axis.

    Takes `x`, `y` or both: then there are lines at both axes. They have no value on the other axis,
    whose limits stay what they are.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collections, one for each axis.
    color, alpha, linewidth
        Of the lines; widths in points.
    side
        "low" (below or left), "high" (above or right) or "both"; by default the low side, and the
        high one outside the panel, where no ticks are.
    length
        Of the lines, as a share of the panel.
    outside
        Whether they stand outside the panel and leave the data free.

    See Also
    --------
    Hist, KDE : Stats that show where rows are dense.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 2, 5]}, x="x").add(so.Bars(), so.Hist()).add(so.Rug())
    >>> p = p.add(so.Rug(outside=True))
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(0.7, grouping=False)
    linewidth: MappableFloat = Mappable(1.0, grouping=False)
    side: Side | None = None
    length: float = 0.03
    outside: bool = False

    needs: ClassVar[tuple[str, ...]] = ("x",)
    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = (("x", "y"), ("y",))
    sample: ClassVar[Mapping[str, Sequence[float]]] = MappingProxyType({"x": (0.5,), "whole": (1,)})

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.side is not None:
            check_name(self.side, get_args(Side), "side of Rug")
        if not 0 < self.length <= 1:
            raise PlotSpecError(f"length must be a share of the panel, not {self.length!r}.")

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw the lines at each axis that has positions, as one run of vertices for each look."""
        # A key is so small that only a whole line is seen.
        ends = [(0.0, 1.0)] if "whole" in v else self._ends()
        looks = _looks(v)
        clip = {"clip_on": False} if self.outside else {}
        for along, name in enumerate(("x", "y")):
            if name not in v:
                continue
            order = np.lexsort((v[name], looks))
            rows = v.where(order)
            first = np.flatnonzero(np.diff(looks[order], prepend=-1))
            group = rows.where(first)
            for end in ends:
                pane.lines(
                    _combs(rows[name], end, 3 * first, along),
                    color=group.color,
                    alpha=group.alpha,
                    linewidth=group.linewidth,
                    cap="butt",
                    panel="xy"[1 - along],
                    place=partial(_in_view, along=along) if self.outside else None,
                    kws={**clip, **self.artist_kws},
                )

    def _ends(self) -> list[tuple[float, float]]:
        """Return from where to where lines go, as shares of the panel, on each side."""
        side = self.side or ("high" if self.outside else "low")
        reach = -self.length if self.outside else self.length
        sides = {"low": (0.0, reach), "high": (1.0, 1.0 - reach)}
        return [sides[name] for name in sides if side in (name, "both")]


def _looks(v: Values) -> Codes:
    """Return a number for each row, equal where rows look alike."""
    looks = (paint(v.color, v.alpha), v.linewidth)
    varies = [np.asarray(one) for one in looks if isinstance(one, Coded | np.ndarray)]
    columns = [one.reshape(v.n, -1) for one in varies]
    if not columns:
        return np.zeros(v.n, dtype=np.intp)
    _, codes = np.unique(np.concatenate(columns, axis=1), axis=0, return_inverse=True)
    return np.asarray(codes, dtype=np.intp).ravel()


def _combs(at: Floats, end: tuple[float, float], starts: Codes, along: int) -> Paths:
    """Return lines at places along an axis, as runs in which missing vertices part them."""
    xy = np.empty((len(at), 3, 2))
    xy[:, :, along] = at[:, None]
    xy[:, :, 1 - along] = (*end, np.nan)
    return Paths(xy.reshape(-1, 2), starts)


def _in_view(page: Page, along: int) -> Floats:
    """Leave out lines beyond the ends of the axis, which no panel clips outside of it."""
    at = page.xy[:, along]
    seen = (at >= -_SLACK) & (at <= page.size[along] + _SLACK)
    return np.where(seen[:, None], page.xy, np.nan)
