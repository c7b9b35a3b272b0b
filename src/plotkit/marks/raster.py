"""Raster: pixels on an even grid, of values or of how many rows lie there."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, ClassVar

import numpy as np

from plotkit.data.groups import group_rows
from plotkit.data.kind import Kind
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, PlotTypeError, warn
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat
from plotkit.marks.paint import paint
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass, field
from plotkit.stats.base import Stat
from plotkit.stats.bin2d import Bin2D
from plotkit.typing import Axis, Codes, Floats

_NOISE = 1e-9
"""Distances below this share of the range are rounding."""
_UNEVEN = 1e-3
"""By how much of a pixel places may be off an even grid."""
_MOST = 50_000_000
"""Pixels of an image."""


@dataclass(frozen=True)
class Raster(Mark):
    """One image: of values on an even grid of x and y, or of how many rows lie in each pixel.

    Where no column of the data is assigned to colour or alpha, rows are counted on the pixels of
    the panel, by ``so.Bin2D("pixels")``; a `z` is reduced to its mean there. That is how more rows
    are shown than can be drawn, and in lazy data the engine counts. Another reduction, other cells
    and groups of colours are asked for by a Bin2D of one's own.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib image.
    color, alpha
        Of the pixels.
    interpolate
        Whether colours go over into one another.
    extent
        The outer edges (left, right, bottom, top) between which the grid is spread, in data units;
        swapped ends flip the image. Without it a pixel lies around its x and y.

    See Also
    --------
    Bin2D : Counts and reductions in cells.
    Decimate : Lines of more rows than can be drawn.
    Tile : Cells of any widths, with gaps and edges.

    Notes
    -----
    The grid must be even on the axis: on a logarithmic one places have equal ratios. Pixels are
    never shifted to fit. Places without a row are empty. Where several rows have one place, there
    is an image of each upon the other.

    Groups that a stat has counted share their pixels: the colour is the mean of theirs, in sRGB,
    each as heavy as its `count`, and unless alpha is assigned, it shows the `total` of a pixel. A
    `count` of the data does the same. Counts that span decades need
    ``scale(color="log")``, or alpha, where colours are those of groups.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [0, 1, 0, 1], "y": [0, 0, 1, 1], "z": [1, 2, 3, 4]}
    >>> p = so.Plot(data, x="x", y="y", color="z").add(so.Raster())
    >>> many = so.Plot(data, x="x", y="y").add(so.Raster()).scale(color="log")
    >>> most = so.Plot(data, x="x", y="y", z="z").add(so.Raster(), so.Bin2D("pixels", func="max"))
    >>> groups = so.Plot(data, x="x", y="y", color=["a", "b", "a", "b"])
    >>> groups = groups.add(so.Raster(), so.Bin2D("pixels")).scale(alpha="log")
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)

    interpolate: bool = field(default=False, kw_only=True)
    extent: tuple[Any, Any, Any, Any] | None = field(default=None, kw_only=True)

    planar: ClassVar[bool] = True
    is_cell: ClassVar[bool] = True
    tight: ClassVar[bool] = True
    reads: ClassVar[tuple[str, ...]] = ("count",)
    stat: ClassVar[Stat | None] = Bin2D("pixels")
    weighs: ClassVar[str | None] = "alpha"

    def can_draw(self, there: Container[str]) -> bool:
        """Tell whether there is a value at each place."""
        return super().can_draw(there) and any(name in there for name in ("color", "alpha"))

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.interpolate, bool):
            raise PlotTypeError(f"Raster(interpolate=) is True or False, not {self.interpolate!r}.")
        ends: Any = self.extent
        if ends is not None and (not isinstance(ends, tuple | list) or len(ends) != 4):
            raise PlotSpecError(
                f"extent of Raster must be (left, right, bottom, top), not {ends!r}."
            )

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Find the edges of the pixels, the same grid in all panels; tell of rows in one place."""
        edges: dict[str, Floats] = {}
        axes: tuple[Axis, Axis] = ("x", "y")
        for number, axis in enumerate(axes):
            known = f"{axis}min" in t and f"{axis}max" in t
            place, step = _cells(t, axis) if known else _places(t, axis)
            low: Any = np.asarray(t[f"{axis}min"]) if known else np.asarray(t[axis]) - step / 2
            if self.extent is not None:
                ends = self.extent[2 * number : 2 * number + 2]
                first, last = (_in_units(end, t.unit(axis), axis) for end in ends)
                step = (last - first) / (np.nanmax(place, initial=0) + 1)
                low = first + place * step
            edges |= {f"{axis}min": low, f"{axis}max": low + step}
        t = t.with_(**edges)
        keys = [t[name] for name in by] + [t["xmin"], t["ymin"]]
        several = t.n - group_rows(keys, t.n).count
        if several and "count" not in t:
            warn(
                f"Raster: {several} of {t.n} rows lie in a pixel that another row has too; the "
                "last one is seen. Sum them up, as so.Bin2D() does."
            )
        return t

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw an image, or one upon the other where places have several rows."""
        face = np.broadcast_to(np.asarray(paint(v.color, v.alpha), dtype=np.float64), (v.n, 4))
        if "xmin" not in v:  # a legend key
            pane.boxes(np.array([[[0.0, 0.0], [1.0, 1.0]]]), color=face[:1])
            return
        x, column = _edges(v.xmin, v.xmax)
        y, row = _edges(v.ymin, v.ymax)
        size = (len(y) - 1, len(x) - 1)
        if size[0] * size[1] > _MOST:
            raise _too_many(f"{size[0]:,} x {size[1]:,} pixels")
        places = row * size[1] + column
        if "count" in v:
            places, first, face = _mixed(places, face, v["count"])
            row, column = row[first], column[first]
        for rows in _layers(places):
            colors = np.full((*size, 4), np.nan)
            colors[row[rows], column[rows]] = face[rows]
            pane.grid(x, y, colors, interpolate=self.interpolate, kws=self.artist_kws)


def _places(t: Table, axis: Axis) -> tuple[Floats, float]:
    """Return the number of the column or row of each place, from 0, and their distance.

    A place that is missing has no number.
    """
    at = np.asarray(t[axis], dtype=np.float64)
    known = np.unique(at[np.isfinite(at)])
    if not len(known):
        return np.full(len(at), np.nan), 1.0
    low = known[0]
    steps = np.diff(known)
    steps = steps[steps > _NOISE * np.ptp(known)]
    discrete = t.unit(axis).discrete or not len(steps)
    place = np.rint((at - low) / (1.0 if discrete else steps.min()))
    last = float(np.nanmax(place))
    if last >= _MOST:
        raise _too_many(f"{last + 1:,.5g} pixels along {axis}")
    if discrete:  # a lone number as large as 1e17 has no neighbour at a distance of 1
        return place, max(1.0, float(4 * np.spacing(np.abs(known).max())))
    step = float(np.ptp(known) / last)
    if np.nanmax(np.abs((at - low) / step - place)) > _UNEVEN:
        raise PlotSpecError(
            f"Raster needs places at even distances, and those on {axis} are not: the smallest is "
            f"{steps.min():g}, the largest {steps.max():g}. Tile draws them where they are."
        )
    return place, step


def _cells(t: Table, axis: Axis) -> tuple[Floats, float]:
    """Return the number of the column or row of each cell that a stat made, and their width."""
    low, high = (np.asarray(t[f"{axis}{end}"], dtype=np.float64) for end in ("min", "max"))
    if not len(low):
        return low, 1.0
    width = high - low
    step = float(width.max())
    if step == 0 or width.min() < (1 - _UNEVEN) * step:
        raise PlotSpecError(
            f"Raster needs cells of one width, and those on {axis} are from {width.min():g} to "
            f"{step:g} wide. Tile draws them as they are."
        )
    place = np.rint((low - low.min()) / step)
    if place.max() >= _MOST:
        raise _too_many(f"{place.max() + 1:,.5g} pixels along {axis}")
    return place, step


def _too_many(pixels: str) -> PlotSpecError:
    return PlotSpecError(f"Raster would have {pixels}; rows this far apart are drawn by Tile.")


def _in_units(end: Any, units: Units, axis: Axis) -> float:
    """Return an outer edge in axis units."""
    if units.discrete or (units.kind is Kind.CATEGORY):
        raise PlotSpecError(f"extent of Raster needs numbers or times on {axis}, which has levels.")
    return float(units.forward(np.asarray(units.parse(end), dtype=np.float64)))


def _edges(low: Floats, high: Floats) -> tuple[Floats, Codes]:
    """Return the edges of all columns or rows, ascending, and the number of each pixel's."""
    first, last = np.minimum(low, high), np.maximum(low, high)
    start, width = float(first.min()), float((last - first).max())
    number = np.rint((first - start) / width).astype(np.intp)
    with np.errstate(over="ignore"):  # the limits of the axis tell of it
        return start + width * np.arange(number.max() + 2), number


def _mixed(places: Codes, face: Floats, count: Floats) -> tuple[Codes, Codes, Floats]:
    """Return each place once, a row of it, and the mean of its colours as heavy as their counts."""
    found, first, at = np.unique(places, return_index=True, return_inverse=True)
    if len(found) == len(places):
        return places, np.arange(len(places)), face
    seen = ~np.isnan(face).any(axis=1)
    heavy = np.where(seen & (count > 0), count, 0.0)
    total = np.bincount(at, heavy, len(found))
    with np.errstate(invalid="ignore"):  # a place without any is not drawn
        sums = [np.bincount(at, heavy * np.nan_to_num(part), len(found)) for part in face.T]
        return found, first, np.stack(sums, axis=1) / total[:, None]


def _layers(places: Codes) -> list[Codes]:
    """Return the rows of each image: the first ones of all places, the second ones, and so on."""
    order = np.argsort(places, kind="stable")
    ordered = places[order]
    begins = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
    sizes = np.diff(np.append(begins, len(ordered)))
    turn = np.empty(len(places), dtype=np.intp)
    turn[order] = np.arange(len(places)) - np.repeat(begins, sizes)
    return [np.flatnonzero(turn == number) for number in range(int(sizes.max(initial=0)))]
