"""HexBin: how many rows lie in each hexagon of a lattice, or a number made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from plotkit.data import expr
from plotkit.data.blocks import blocks
from plotkit.data.reductions import max_, min_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, name_list
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bin2d import MADE, SHOWS
from plotkit.stats.bygroup import usable
from plotkit.stats.cells import Reducing, check_reducing
from plotkit.typing import Floats, ReductionName

_MOST = 2000
"""Hexagons along an axis."""


@dataclass(frozen=True)
class HexBin(Stat):
    """Count the rows in hexagons, or reduce `z` in each; runs in an engine of lazy data.

    Parameters
    ----------
    gridsize
        How many hexagons there are from the least to the largest x; or (along x, along y). From one
        number those along y follow so that hexagons are regular on a square panel.
    func
        What is made of `z`, as of :class:`Bin2D`.
    least
        How many rows a hexagon has at least; those with fewer are left out.
    common_norm
        Over what shares add up to 1, as of :class:`Bin2D`.

    Notes
    -----
    Makes the columns of :class:`Bin2D`: `x` and `y` are the middle of a hexagon, and `xmin`,
    `xmax`, `ymin`, `ymax` its extremes. All groups and panels share one lattice, in axis units.
    The same hexagons are there with and without `z`. A row on a border is counted once. Lazy data
    with levels on an axis are fetched.

    Reference: Carr, D. B., Littlefield, R. J., Nicholson, W. L. and Littlefield, J. S. (1987),
    Scatterplot matrix techniques for large N, Journal of the American Statistical Association 82,
    424-436. Counts are those of ``matplotlib.axes.Axes.hexbin``, but on borders.

    See Also
    --------
    Hex : The mark that draws them.
    Bin2D : Rectangles.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 1.1, 2, 3], "y": [5, 5.1, 6, 5], "v": [1.0, 3.0, 4.0, 5.0]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Hex(), so.HexBin(5))
    >>> p = so.Plot(data, x="x", y="y", z="v").add(so.Hex(), so.HexBin(5, func="max"))
    """

    gridsize: int | tuple[int, int] = 30
    func: ReductionName | Callable[[Any], Any] = "mean"
    least: int = 1
    common_norm: bool | Sequence[str] = True

    makes: ClassVar[Mapping[str, Made]] = MADE
    reads: ClassVar[Sequence[str]] = ("z",)
    needs: ClassVar[Sequence[str]] = ("x", "y")
    shows: ClassVar[Mapping[str, str | tuple[str, ...]]] = SHOWS
    planar: ClassVar[bool] = True

    def __post_init__(self) -> None:
        self._sizes()
        if not _is_count(self.least):
            raise PlotSpecError(
                f"least of HexBin must be a whole number from 1 on, not {self.least!r}."
            )
        check_reducing(self.func, "auto", "HexBin")
        if not isinstance(self.common_norm, bool):
            name_list(self.common_norm, "common_norm", "True, False or a list of variables")

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Find the lattice, and count."""
        need(self, data, "x", "y")
        data = usable(data, "x", "y")
        if data.unit("x").discrete or data.unit("y").discrete:
            data = data.collect()  # an engine does not know the places of levels
        ends = data.scalars(x0=min_("x"), y0=min_("y"), x1=max_("x"), y1=max_("y"))
        low, high = np.array([ends["x0"], ends["y0"]]), np.array([ends["x1"], ends["y1"]])
        flat = ~(high > low)  # where values do not differ there is one row of hexagons, of size 1
        low, step = np.nan_to_num(low), np.where(flat, 1.0, (high - low) / self._sizes())
        how = Reducing(self.func, self.common_norm, "HexBin")
        found = how.reduced(_placed(data, low, step), *by, "_column", "_row")
        found = found.filter(found["rows"] >= self.least)
        width, half = step[0] / 2, step[1] / 3
        x = low[0] + found["_column"] * step[0] / 2
        y = low[1] + found["_row"] * step[1] / 2
        made = {"x": x, "xmin": x - width, "xmax": x + width}
        made |= {"y": y, "ymin": y - half, "ymax": y + half}
        made |= {name: found[name] for name in (*by, "rows", "count", "z") if name in found}
        table = Table(made, found.n, found.coords)
        return how.shared(table, by, np.full(found.n, step[0] * step[1] / 2))

    def _sizes(self) -> Floats:
        """Return how many hexagons there are along both axes."""
        given: Any = self.gridsize
        sizes = given if isinstance(given, tuple | list) else (given, given)
        if len(sizes) != 2 or not all(_is_count(one) and one <= _MOST for one in sizes):
            raise PlotSpecError(
                f"gridsize of HexBin must be a whole number from 1 to {_MOST:,}, or two of them "
                f"for x and y; not {given!r}."
            )
        if isinstance(given, tuple | list):
            return np.array(sizes, dtype=np.float64)
        return np.array([given, max(int(given / np.sqrt(3)), 1)], dtype=np.float64)


def _is_count(given: Any) -> bool:
    whole = isinstance(given, int | np.integer) and not isinstance(given, bool)
    return whole and bool(given >= 1)


def _placed(data: Relation, low: Floats, step: Floats) -> Relation:
    """Add the place of the nearest middle; in memory block by block, as whole numbers."""
    if not isinstance(data, Table):
        return _nearest(data, low, step)
    made = {name: np.empty(data.n, dtype=np.int16) for name in ("_column", "_row")}
    plane = data.select("x", "y")
    for part in blocks(data.n):
        found: Any = _nearest(plane.take(part), low, step)
        for name, column in made.items():
            column[part] = found[name]
    return data.with_(**made)


def _nearest(data: Relation, low: Floats, step: Floats) -> Relation:
    """Add the place of the nearest middle: twice its columns and rows, both even or both odd.

    The middles are two rectangular lattices, one shifted by half a step on both axes.
    """
    data = data.derive(
        _u=(data["x"] - float(low[0])) / float(step[0]),
        _v=(data["y"] - float(low[1])) / float(step[1]),
    )
    u, v = data["_u"], data["_v"]
    near = {"_i": expr.floor(u + 0.5), "_j": expr.floor(v + 0.5)}
    data = data.derive(**near, _k=expr.floor(u) + 0.5, _l=expr.floor(v) + 0.5)
    u, v, i, j, k, m = (data[name] for name in ("_u", "_v", "_i", "_j", "_k", "_l"))
    first = (u - i) * (u - i) + 3.0 * (v - j) * (v - j)
    second = (u - k) * (u - k) + 3.0 * (v - m) * (v - m)
    closer = expr.as_float(first <= second)
    data = data.derive(_closer=closer)
    closer = data["_closer"]
    return data.derive(
        _column=2.0 * (closer * i + (1.0 - closer) * k),
        _row=2.0 * (closer * j + (1.0 - closer) * m),
    )
