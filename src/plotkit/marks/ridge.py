"""Ridge: densities above each other, that overlap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, get_args

import numpy as np

from plotkit.data.table import Table
from plotkit.errors import check_name, check_number
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.outlined import Outlined
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass, field
from plotkit.stats.base import Stat
from plotkit.stats.density import Sample
from plotkit.stats.kde import Bandwidth
from plotkit.stats.ridge import RidgeStats
from plotkit.stats.violin import DensityNorm, normalised
from plotkit.typing import Axis


@dataclass(frozen=True)
class Ridge(Outlined):
    """Densities of the values, one above the other at each position, which may overlap.

    Made for many categories on y and values on x. Nearer rows cover those behind.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha, fill
        Of the inside; ridges that are not filled have lines of that colour.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline; width in points.
    width
        What `overlap` counts, as a share of the space between positions.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.
    overlap
        How many rows up the highest ridge reaches.
    density_norm
        What is equal: "area"; "count" has areas that go with the rows; "width" has equal heights.
        One factor holds for all panels and groups.
    cut
        How many bandwidths ridges reach beyond the extremes; 0 ends at them.
    bounds, bw_adjust, bw_method
        As of :class:`KDE`.

    Notes
    -----
    Of a row with fewer than three values, or with equal ones, the points are shown in place of a
    density, and a warning names it.

    See Also
    --------
    Violin : densities that do not overlap.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"t": [1, 2, 4, 9, 3, 5, 6, 6], "day": list("aaaabbbb")}
    >>> p = so.Plot(data, x="t", y="day").add(so.Ridge(overlap=2))
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(1.0)
    fill: MappableBool = Mappable(True)
    edgecolor: MappableColor = Mappable(rc="text.color")
    edgealpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(rc="patch.linewidth")
    edgestyle: MappableStyle = Mappable("-")
    width: MappableFloat = Mappable(1.0, grouping=False)
    hatch: MappableString = Mappable("")

    overlap: float = field(default=1.5, kw_only=True)
    density_norm: DensityNorm = field(default="area", kw_only=True)
    cut: float = field(default=2, kw_only=True)
    bounds: tuple[Any, Any] | None = field(default=None, kw_only=True)
    bw_adjust: float = field(default=1, kw_only=True)
    bw_method: Bandwidth | float | Callable[[Sample], float] = field(default="scott", kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("x", "y", "density")
    positions: ClassVar[Mapping[str, Any]] = MappingProxyType({"density": "width"})
    stat: ClassVar[Stat | None] = RidgeStats()
    distributes: ClassVar[bool] = True
    connects: ClassVar[bool] = True
    sorts: ClassVar[bool] = True
    reaches: ClassVar[bool] = True
    along: ClassVar[Axis] = "y"
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.0,) * 5, "y": (0.0, 0.25, 0.5, 0.75, 1.0), "density": (0.1, 0.4, 1.0, 0.4, 0.1)}
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_name(self.density_norm, get_args(DensityNorm), "density_norm of Ridge")
        check_number("Ridge(overlap=)", self.overlap, 0)
        self.default_stat().density()  # wrong numbers are an error where they are written

    def default_stat(self) -> RidgeStats:
        """Return the stat that finds the densities."""
        return RidgeStats(self.cut, self.bounds, self.bw_adjust, self.bw_method)

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Bring densities to one measure; levels of a lying layer go down, so that these go up."""
        t = normalised(t, [*by, *(name for name in ("x",) if name in t)], self.density_norm)
        down = -1.0 if t.unit("x").discrete else 1.0
        return t.with_(density=np.abs(t["density"]) * self.overlap * down)

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw ridges from the back to the front, and points of the rows that have none."""
        if v.n:
            up = -1.0 if pane.flip and v.density.min() < 0 else 1.0
            v = _from_the_back(v, up)
            top = v.x + up * np.abs(v.density)
            group = v.first
            look = {**self.look(group), "hatch": group.hatch, "kws": self.artist_kws}
            shapes = v.outline(v.xy("x", "y"), v.xy(top, "y"))
            pane.areas(shapes, color=self.inside(group), **look)
        if "few" in v.parts:
            few = v.part("few")
            look = {**self.look(few), "edgestyle": (0.0, None), "kws": self.artist_kws}
            pane.points(few.xy(), size=4.0, color=self.inside(few), **look)


def _from_the_back(v: Values, up: float) -> Values:
    """Return the groups in an order in which nearer ones come last."""
    sizes = np.diff(np.append(v.starts, v.n))
    order = np.argsort(-up * v.x[v.starts], kind="stable")
    rows = [np.arange(v.starts[group], v.starts[group] + sizes[group]) for group in order]
    starts = np.cumsum(sizes[order]) - sizes[order]
    return v.where(np.concatenate(rows)).grouped(starts)
