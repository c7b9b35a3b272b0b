"""Hex: hexagons side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Coded
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableStyle
from plotkit.marks.paint import paint
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass
from plotkit.stats.base import Stat
from plotkit.stats.hexbin import HexBin
from plotkit.typing import Floats

_SEAM = 0.3
"""Width of the edge that closes the seams between opaque hexagons, in points."""


@dataclass(frozen=True)
class Hex(Mark):
    """Hexagons with a corner above and below, between given extremes.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline, in points; none unless it has a width.

    See Also
    --------
    HexBin : What it shows of rows with x and y.

    Notes
    -----
    A hexagon reaches from `xmin` to `xmax` and from `ymin` to `ymax`. Opaque ones have no seams.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 1.1, 2, 3], "y": [5, 5.1, 6, 5]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Hex())
    >>> p = so.Plot(data, x="x", y="y").add(so.Hex(edgewidth=0.5), so.HexBin(10, least=2))
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    edgecolor: MappableColor = Mappable(rc="axes.facecolor", grouping=False)
    edgealpha: MappableFloat = Mappable(1.0, grouping=False)
    edgewidth: MappableFloat = Mappable(0.0, grouping=False)
    edgestyle: MappableStyle = Mappable("-", grouping=False)

    needs: ClassVar[tuple[str, ...]] = ("xmin", "xmax", "ymin", "ymax")
    stat: ClassVar[Stat | None] = HexBin()
    planar: ClassVar[bool] = True
    is_cell: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"xmin": (0.0,), "xmax": (1.0,), "ymin": (0.0,), "ymax": (1.0,)}
    )

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw all hexagons at once."""
        face = paint(v.color, v.alpha)
        look: dict[str, Any] = {"edgecolor": v.edgecolor, "edgealpha": v.edgealpha}
        look |= {"edgewidth": v.edgewidth, "edgestyle": v.edgestyle}
        edged = isinstance(v.edgewidth, Coded | np.ndarray) or bool(v.edgewidth)
        if not edged and (np.atleast_2d(np.asarray(face))[:, 3] == 1).all():
            look = {"edgecolor": face, "edgewidth": _SEAM}
        pane.areas(_outlines(v), color=face, **look, kws=self.artist_kws)


def _outlines(v: Values) -> Floats:
    """Return the six corners of each hexagon, shape (n, 6, 2)."""
    middle, side = v.xmin / 2 + v.xmax / 2, v.ymax / 4 - v.ymin / 4
    low, high = v.ymin + side, v.ymax - side
    corners = (
        (middle, v.ymin),
        (v.xmax, low),
        (v.xmax, high),
        (middle, v.ymax),
        (v.xmin, high),
        (v.xmin, low),
    )
    return np.stack([v.xy(x, y) for x, y in corners], axis=1)
