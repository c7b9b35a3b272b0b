"""Hull: the smallest convex outline around the points of a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from plotkit.data.outermost import ENDS, outermost
from plotkit.data.queries import approximate
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import warn
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bygroup import usable
from plotkit.stats.reached import CELL, Cells, are_alike
from plotkit.typing import Codes, Floats

_MANY = 1_000
"""Points, from which those inside are left out first."""
_DIRECTIONS = 32
_ON_LINE = 1e-12
"""By how little a point may be off a line and is no corner, where both axes go from 0 to 1."""


@dataclass(frozen=True)
class Hull(Stat):
    """Find the corners of the convex hull of each group, in order, back to the first.

    Notes
    -----
    Keeps the rows at the corners, with all their columns: ``so.Path()`` draws them. Found in axis
    units. Two points, or points on a line, make a segment. A group of one point has no outline, and
    is told. Rows of `weight` 0 are as if absent; other weights make no difference.

    Lazy data are fetched. Of more rows than ``Plot.config.max_rows`` Polars, DuckDB and Ibis return
    the outermost in 4,096 columns between the ends, from which a corner is off by less than such a
    column is wide; ``explain()`` says so. Variables that differ within a group need the rows.

    Reference: Andrew, A. M. (1979), Another efficient algorithm for convex hulls in two dimensions,
    Information Processing Letters 9(5), 216-219.

    See Also
    --------
    Ellipse : An outline that holds a share of the distribution.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [0, 2, 2, 0, 1], "y": [0, 0, 2, 2, 1]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Dot()).add(so.Path(), so.Hull())
    """

    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"x": "x", "y": "y"})
    needs: ClassVar[Sequence[str]] = ("x", "y")
    outlines: ClassVar[bool] = True
    instead: ClassVar[str] = (
        "Without variables but x, y and levels of groups it needs none in Polars, DuckDB and Ibis, "
        "and so.Ellipse() in no engine."
    )

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Find the corners of each group."""
        need(self, data, "x", "y")
        table = _outer(usable(data, "x", "y"), by)
        xy = np.column_stack([np.asarray(table[name], dtype=np.float64) for name in ("x", "y")])
        slices = table.group(*by).groups.slices()
        found = [own[corners(xy[own])] for own in slices]
        single = sum(len(rows) == 1 for rows in found)
        if single:
            warn(f"Hull leaves out {single} of {len(slices)} groups, which have one point each.")
        closed = [np.append(rows, rows[0]) for rows in found if len(rows) > 1]
        return table.take(np.concatenate(closed) if closed else np.empty(0, dtype=np.intp))


def _outer(data: Relation, by: Sequence[str]) -> Table:
    """Return rows among which the corners are: of more than may be fetched the outermost."""
    plain = not isinstance(data, Table) and are_alike(data, by, "x", "y", "weight")
    if isinstance(data, Table) or not plain or data.unit("y").discrete:
        return data.collect()
    cells = Cells.of_many(data, by)
    if cells is None:
        return data.collect()
    approximate(
        f"Hull: corners are among the outermost rows of {cells.number:,} columns, less than one of "
        "which they may be off"
    )
    found = outermost(cells.placed(data), [*by, CELL])
    ends = {axis: [found[f"{axis}_{name}_{end}"] for name, end in ENDS] for axis in "xy"}
    keys = found.select(*by).take(np.tile(np.arange(found.n), len(ENDS)))
    return keys.with_(**{axis: np.concatenate(values) for axis, values in ends.items()})


def corners(xy: Floats) -> Codes:
    """Return the rows at the corners of a convex hull, counterclockwise from the leftmost one.

    Parameters
    ----------
    xy
        Points, shape (n, 2).
    """
    if len(xy) > _MANY:
        outer = _not_inside(xy)
        return outer[_corners(xy[outer])]
    return _corners(xy)


def _not_inside(xy: Floats) -> Codes:
    """Return the rows that may be corners: those inside the hull of the farthest are none.

    Reference: Akl, S. G. and Toussaint, G. T. (1978), A fast convex hull algorithm, Information
    Processing Letters 7(5), 219-222; with more directions.
    """
    x, y = ((xy - xy.min(axis=0)) / np.where((scale := np.ptp(xy, axis=0)) > 0, scale, 1.0)).T
    angles = np.linspace(0.0, 2.0 * np.pi, _DIRECTIONS, endpoint=False)
    far = np.unique([np.argmax(x * np.cos(a) + y * np.sin(a)) for a in angles])
    outline = far[_corners(xy[far])]
    inside = np.ones(len(x), dtype=bool)
    for i, j in zip(outline, np.roll(outline, -1), strict=True):
        inside &= (x[j] - x[i]) * (y - y[i]) - (y[j] - y[i]) * (x - x[i]) > _ON_LINE
    return np.flatnonzero(~inside)


def _corners(xy: Floats) -> Codes:
    """Return the rows at the corners, by a look at each point."""
    _, rows = np.unique(xy, axis=0, return_index=True)  # from left to right, then upwards
    if len(rows) < 3:
        return rows
    scale = np.ptp(xy, axis=0)
    places = (xy[rows] - xy[rows[0]]) / np.where(scale > 0, scale, 1.0)
    lower, upper = _chain(places), _chain(places[::-1])
    last = len(rows) - 1
    return rows[[*lower[:-1], *(last - place for place in upper[:-1])]]


def _chain(places: Floats) -> list[int]:
    """Return which of points in a row turn left all the way."""
    kept: list[int] = []
    x, y = places.T.tolist()
    for k in range(len(x)):
        while len(kept) > 1:
            i, j = kept[-2:]
            if (x[j] - x[i]) * (y[k] - y[i]) - (y[j] - y[i]) * (x[k] - x[i]) > _ON_LINE:
                break
            kept.pop()
        kept.append(k)
    return kept
