"""Tile: cells side by side, as in a heatmap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.blocks import look_up, narrowest, tally
from plotkit.data.factor import Coded
from plotkit.data.groups import group_rows
from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, warn
from plotkit.marks.base import Mark
from plotkit.marks.given import is_blank
from plotkit.marks.mappable import (
    Mappable,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.paint import cells, paint
from plotkit.marks.pane import Pane
from plotkit.marks.primitives import Paint
from plotkit.marks.values import Values
from plotkit.records import dataclass, field
from plotkit.typing import Array, Codes, Floats

BOUNDS = ("xmin", "xmax", "ymin", "ymax")
_CROWDED = 4
"""So many places of a grid a cell may be empty, before cells are drawn one by one."""
_MANY = 2500
"""Of so many cells gaps are drawn by columns and rows, across empty places too."""
_NOTHING = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Tile(Mark):
    """A cell at each x and y, or between the given edges: a heatmap, a histogram of two variables.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha
        Of the inside.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline, in points; none unless it has a width.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.
    width, height
        Shares of the smallest distance between positions, on each axis.
    gap
        Between cells, in points, in the colour of the ground; a tenth of a cell at most.

    See Also
    --------
    Bin2D : Counts rows in cells.
    Text : With ``contrast=True`` it writes what can be read upon each cell.

    Notes
    -----
    A cell is as wide as the smallest distance between positions, 1 if there is one position only
    or levels. Where `xmin`, `xmax`, `ymin` and `ymax` are given, these are its edges. The axes end
    with the cells, without a margin.

    Cells between common edges are one image, without lines between them at any resolution, however
    many there are. Places that no row has stay empty and are told, where most of a grid is there.
    So are cells to which several rows lay claim, of which the last is seen.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "b", "a", "b"], "y": ["u", "u", "v", "v"], "n": [1, 2, 3, 4]}
    >>> p = so.Plot(data, x="x", y="y", color="n").add(so.Tile(gap=1))
    >>> p = p.add(so.Text(contrast=True), text="n")
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    edgecolor: MappableColor = Mappable(rc="axes.facecolor", grouping=False)
    edgealpha: MappableFloat = Mappable(1.0, grouping=False)
    edgewidth: MappableFloat = Mappable(0.0, grouping=False)
    edgestyle: MappableStyle = Mappable("-", grouping=False)
    hatch: MappableString = Mappable("", grouping=False)
    width: MappableFloat = Mappable(1.0, grouping=False)

    height: float = field(default=1.0, kw_only=True)
    gap: float = field(default=0.0, kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("x", "y")
    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = (BOUNDS,)
    planar: ClassVar[bool] = True
    is_cell: ClassVar[bool] = True
    tight: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.5,), "y": (0.5,), "xmin": (0.0,), "xmax": (1.0,), "ymin": (0.0,), "ymax": (1.0,)}
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, least in (("height", 5e-324), ("gap", 0.0)):
            number = getattr(self, name)
            known = isinstance(number, int | float | np.number) and not isinstance(number, bool)
            if not known or not least <= number < np.inf:
                wanted = "a positive number" if least else "a number of points from 0 on"
                raise PlotSpecError(f"{name} of Tile must be {wanted}, not {number!r}.")

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Find the edges of the cells; tell of empty and of crowded ones."""
        made = all(name in t for name in BOUNDS)
        if not made:
            half, tall = t["width"] / 2, self.height * _distance(t) / 2
            t = t.with_(
                xmin=t["x"] - half, xmax=t["x"] + half, ymin=t["y"] - tall, ymax=t["y"] + tall
            )
        _tell(t, [name for name in by if name in FACETS], made)
        return t

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw the cells: as one image where they share their edges."""
        face = paint(v.color, v.alpha)
        lattice = None if v.sampled or not self._is_plain(v) else Lattice.of(v)
        if lattice is None:
            pane.boxes(
                _corners(v),
                color=face,
                edgecolor=v.edgecolor,
                edgealpha=v.edgealpha,
                edgewidth=self.gap if self._unedged(v) else v.edgewidth,
                edgestyle=v.edgestyle,
                hatch=v.hatch,
                thin=bool(self.gap) and self._unedged(v),
                kws=self.artist_kws,
            )
            return
        pane.grid(lattice.x, lattice.y, lattice.filled(face), kws=self.artist_kws)
        if self.gap:
            for bands in lattice.bands() if v.n > _MANY else (_corners(v),):
                pane.boxes(
                    bands,
                    color=_NOTHING,
                    edgecolor=v.edgecolor,
                    edgewidth=self.gap,
                    thin=True,
                )

    def _unedged(self, v: Values) -> bool:
        """Tell whether cells have no outline."""
        return not isinstance(v.edgewidth, Coded | np.ndarray) and not v.edgewidth

    def _is_plain(self, v: Values) -> bool:
        """Tell whether cells are nothing but colours."""
        return self._unedged(v) and is_blank(v.hatch)


@dataclass(frozen=True, eq=False)
class Lattice:
    """Columns and rows of cells between common edges.

    Attributes
    ----------
    x, y
        Edges of columns and of rows.
    column, row
        Where each cell lies.
    """

    x: Floats
    y: Floats
    column: Codes
    row: Codes

    @classmethod
    def of(cls, v: Values) -> Lattice | None:
        """Return the lattice of cells; None if they overlap, or leave most of it empty."""
        found = [_along(v[f"{axis}min"], v[f"{axis}max"]) for axis in "xy"]
        if found[0] is None or found[1] is None:
            return None
        (x, column), (y, row) = found[0], found[1]
        if (len(x) - 1) * (len(y) - 1) > max(_CROWDED * v.n, 10_000):
            return None
        return cls(x, y, column, row)

    def filled(self, face: Paint) -> Array:
        """Return the colours of all places, shape (rows, columns, 4), missing where no cell is."""
        shape = len(self.y) - 1, len(self.x) - 1
        place = self.row * shape[1] + self.column
        if isinstance(face, Coded):
            table = cells(np.vstack([face.table, _NOTHING])[None], 1.0)[0]
            codes = np.full(shape, len(face.table), narrowest(len(face.table)))
            codes.flat[place] = face.codes
            return (
                look_up(table.view(np.uint32)[:, 0], codes.ravel())
                .view(np.uint8)
                .reshape(*shape, 4)
            )
        made = np.full((*shape, 4), np.nan)
        made.reshape(-1, 4)[place] = face
        return made

    def bands(self) -> tuple[Floats, Floats]:
        """Return the corners of whole columns, and of whole rows."""
        (left, right), (low, high) = self.x[[0, -1]], self.y[[0, -1]]
        columns = [[[a, low], [b, high]] for a, b in zip(self.x[:-1], self.x[1:], strict=True)]
        rows = [[[left, a], [right, b]] for a, b in zip(self.y[:-1], self.y[1:], strict=True)]
        return np.array(columns), np.array(rows)


def _along(low: Floats, high: Floats) -> tuple[Floats, Codes] | None:
    """Return common edges along an axis and the place of each cell; None if cells overlap."""
    lows, highs, which = _intervals(np.minimum(low, high), np.maximum(low, high))
    ends = np.unique(np.concatenate([lows, highs]))
    if len(ends) < 2 or not np.isfinite(ends).all():
        return None
    apart = np.diff(ends) > 1e-6 * (highs - lows).min()  # 0.3 and 3 * 0.1 are one edge
    edges = ends[np.concatenate([[True], apart])]
    number = np.concatenate([[0], np.cumsum(apart)])
    first, last = number[np.searchsorted(ends, lows)], number[np.searchsorted(ends, highs)]
    return (edges, look_up(first, which)) if (last - first == 1).all() else None


def _intervals(low: Floats, high: Floats) -> tuple[Floats, Floats, Codes]:
    """Return distinct intervals, and which of them each row has; all, if low ends do not tell."""
    begun = group_rows([low], len(low))
    lows: Any = begun.keys[0]
    highs = np.empty(len(lows))
    highs[begun.codes] = high
    if np.array_equal(look_up(highs, begun.codes), high):
        return lows, highs, begun.codes
    return low, high, np.arange(len(low))


def _distance(t: Table) -> float:
    """Return the smallest distance between values; 1 among levels, or if there is one only."""
    if t.unit("y").discrete:
        return 1.0
    y = np.unique(t["y"])
    y = y[np.isfinite(y)]
    with np.errstate(over="ignore"):  # ends near the largest number
        steps = np.diff(y)
        steps = steps[steps > 1e-9 * np.ptp(y)] if len(steps) else steps
    return float(steps.min()) if len(steps) else 1.0


def _tell(t: Table, panels: Sequence[str], made: bool) -> None:
    """Say how many places of the grid are empty, unless a stat made cells, and how many crowded."""
    along = [_numbered(t[f"{axis}min"], t[f"{axis}max"]) for axis in "xy"]
    facets = [t[name] for name in panels]
    taken = group_rows([*facets, *along], t.n).count
    if taken < t.n:
        warn(
            f"Tile: {t.n - taken} of {t.n} rows lie in a cell that another row has too; the last "
            "one is seen. Sum them up, as so.Agg() or so.Bin2D() do, or give each a panel."
        )
    if made:
        return
    slices = group_rows(facets, t.n).slices() if facets else [slice(None)]
    places_there = sum(
        prod(int(np.count_nonzero(tally(one[rows], t.n))) for one in along) for rows in slices
    )
    empty = places_there - taken
    if 0 < empty <= taken:  # else nobody takes them for a grid
        warn(f"Tile: {empty} of {places_there} cells have no row and stay empty.")


def _numbered(low: Floats, high: Floats) -> Codes:
    """Return a number for each interval; those that only rounding keeps apart have one."""
    lows, highs, which = _intervals(low, high)
    ends = [np.round(end / _unit(end)) for end in (lows, highs)]
    return look_up(group_rows(ends, len(lows)).codes, which)


def _unit(place: Floats) -> float:
    """Return what is too little to tell places apart."""
    known = place[np.isfinite(place)] * 1e-9  # before the difference, which may be too large
    return float(np.ptp(known)) if len(known) and np.ptp(known) else 1.0


def _corners(v: Values) -> Floats:
    return np.stack([v.xy("xmin", "ymin"), v.xy("xmax", "ymax")], axis=1)
