"""Bin2D: how many rows lie in each cell of a grid, or a number made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, Self

import numpy as np

from plotkit.data.reductions import count
from plotkit.data.relation import Relation
from plotkit.data.roles import AXES, FACETS
from plotkit.data.table import Table
from plotkit.errors import name_list
from plotkit.records import dataclass, field, replace
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bins import Rule, check_bins
from plotkit.stats.bygroup import usable
from plotkit.stats.cells import (
    PIXELS,
    SHARES,
    Along,
    Reducing,
    by_axis,
    check_reducing,
    closed,
    counted,
    edges_along,
    totals,
)
from plotkit.stats.shown import UNSEEN, ShownAxes
from plotkit.typing import Listed, ReductionName

_PLACES: Mapping[str, Made] = MappingProxyType(
    {"x": "x", "xmin": "x", "xmax": "x", "y": "y", "ymin": "y", "ymax": "y"}
)
MADE: Mapping[str, Made] = MappingProxyType(
    {**_PLACES, **dict.fromkeys((*SHARES, "rows", "z"), "number")}
)
"""The columns of stats that put rows into cells of a plane."""
SHOWS: Mapping[str, tuple[str, ...]] = MappingProxyType({"color": ("z", "count")})


@dataclass(frozen=True)
class Bin2D(Stat):
    """Count the rows in the cells of a grid, or reduce `z` in each; runs in an engine of lazy data.

    Parameters
    ----------
    bins, binwidth, binrange
        As of :class:`Hist`, for both axes, or by axis: ``bins={"x": 20, "y": [0, 1, 5]}``. Cells of
        a number as `binwidth` are exactly that wide and begin with the least value. "pixels" are
        cells of about a pixel of the picture that is saved.
    func
        What is made of `z`, if that is assigned: a name such as "mean", "median", "sum" or "max",
        or a function from a pandas Series to a number.
    common_norm
        Over what shares add up to 1: True for all rows together; False for each group; a list of
        variables for each of their combinations.

    Notes
    -----
    Makes `count` (a sum of the weights if there are any), `total` (that of all groups in a cell),
    `share`, `percent`, `density` (share a unit of area), `z` if it is given, and the cells: `x`,
    `y` and their edges `xmin`, `xmax`, `ymin`, `ymax`. Colour shows `z`, or else `count`;
    ``color="share"`` shows another. Cells without rows are not there, so that they have no colour.

    All groups and panels share the cells, which are even in axis units: on a logarithmic axis equal
    ratios. A level has a cell of its own. By default whole numbers have cells of whole width, so
    that each holds as many of them, and times have periods of the calendar; there are 100 cells at
    most along an axis. A value on an edge, or within a few units of rounding of it, is in the cell
    that begins there; the last cell holds its end too. Counts are otherwise those of
    ``numpy.histogram2d``.

    Pixels are those of a panel of the figure's size (that of ``layout()``, of the theme, or of what
    ``on()`` is given) at the `dpi` of ``save()``, 96 by default, and what ``limit()`` shows is what
    they divide. Texts and guides around the panel are not measured yet, so that a cell may be a
    little larger than a pixel. Whole numbers have cells of whole width. All panels have one grid,
    also where they do not share axes.

    See Also
    --------
    Raster : The mark that draws pixels.
    Tile : The mark that draws cells of any size.
    HexBin : Hexagons.
    KDE2D : A smooth density.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 1, 2, 3], "y": [5, 5, 6, 5], "v": [1.0, 3.0, 4.0, 5.0]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Tile(), so.Bin2D())
    >>> p = so.Plot(data, x="x", y="y", z="v").add(so.Tile(), so.Bin2D(func="max"))
    """

    bins: Rule | Literal["pixels"] | int | Listed | Mapping[str, Any] = "auto"
    binwidth: Any = None
    binrange: Any = None
    func: ReductionName | Callable[[Any], Any] = "mean"
    common_norm: bool | Sequence[str] = True
    shown_: ShownAxes = field(default_factory=lambda: UNSEEN, kw_only=True, repr=False)

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({**MADE, "total": "number"})
    reads: ClassVar[Sequence[str]] = ("z",)
    needs: ClassVar[Sequence[str]] = ("x", "y")
    shows: ClassVar[Mapping[str, str | tuple[str, ...]]] = SHOWS
    planar: ClassVar[bool] = True

    def __post_init__(self) -> None:
        bins, ranges = (
            by_axis(given, name, "Bin2D")
            for given, name in ((self.bins, "bins"), (self.binrange, "binrange"))
        )
        widths = by_axis(self.binwidth, "binwidth", "Bin2D")
        for axis, one in bins.items():
            ruled = one is None or (isinstance(one, str) and one == PIXELS)
            check_bins("auto" if ruled else one, ranges[axis], widths[axis])
        check_reducing(self.func, self.bins, "Bin2D")
        if not isinstance(self.common_norm, bool):
            name_list(self.common_norm, "common_norm", "True, False or a list of variables")

    def on_page(self, axes: ShownAxes) -> Self:
        """Return the stat that knows the pixels of a panel."""
        return replace(self, shown_=axes)

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Find the cells, and count."""
        need(self, data, "x", "y")
        known = usable(data, "x", "y")
        bins, widths, ranges = (
            by_axis(given, name, "Bin2D")
            for given, name in (
                (self.bins, "bins"),
                (self.binwidth, "binwidth"),
                (self.binrange, "binrange"),
            )
        )
        along_x, along_y = (
            Along(
                axis,
                edges_along(known, axis, bins[axis], widths[axis], ranges[axis], self.shown_[axis]),
                data.unit(axis).discrete,
            )
            for axis in AXES
        )
        cells = along_x, along_y
        inside = known
        for along in cells:
            inside = along.inside(inside)
        lost = _outside(known, inside) if self._limits() else 0
        for along in cells:
            inside = along.keyed(inside)
        how = Reducing(self.func, self.common_norm, "Bin2D")
        found = closed(counted(inside, by, cells, how), by, cells)
        made = {name: bound for along in cells for name, bound in along.bounds(found).items()}
        made |= {name: found[name] for name in (*by, "rows", "count", "z") if name in found}
        table = Table(made, found.n, found.coords)
        panel = [name for name in by if name in FACETS]
        several = len(panel) < len(by)
        total = totals(table, *panel, "x", "y") if several else table["count"]
        table = table.with_(total=total)
        size = (made["xmax"] - made["xmin"]) * (made["ymax"] - made["ymin"])
        return how.shared(table, by, size).without_rows(lost, "a value outside the bins")

    def _limits(self) -> bool:
        """Tell whether there may be rows outside of the cells."""
        listed = any(np.ndim(one) for one in by_axis(self.bins, "bins", "Bin2D").values())
        return listed or self.binrange is not None


def _outside(data: Relation, inside: Relation) -> int:
    """Return how many of the rows are left."""
    return int(data.scalars(n=count())["n"] - inside.scalars(n=count())["n"])
