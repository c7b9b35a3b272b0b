"""Grids: cells of any widths and heights, drawn as one image without seams."""

from __future__ import annotations

import math
from typing import Any, TypeAlias, cast

import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.image import AxesImage
from matplotlib.transforms import Affine2D, Transform

from plotkit.mpl.style import plain_set
from plotkit.typing import Array, Codes, Floats

_Edges: TypeAlias = tuple[Floats, Floats]
"""Of columns, and of rows."""
_View: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""From where to where something can be seen, across and up."""
_FINE = 6.0
"""Pixels in a point of an image within a vector image, unless it has one pixel a cell."""
_SMOOTH = 3.0
"""The same where colours go over into one another."""
_MOST = 4096
"""Pixels of such an image along each axis."""
_FAR = 1e9
"""Pixels: where edges are that lie at infinity."""
_EVEN = 0.01
"""How far edges may be from where they were if all cells were of one size, in points."""


class GridImage(AxesImage):
    """An image of cells between any edges.

    Parameters
    ----------
    x, y
        Edges of columns and rows in coordinates, rising or falling.
    colors
        RGBA of each cell in 0-255, shape (rows, columns, 4).
    transform
        From coordinates to the page, each axis by itself.
    smooth
        Whether colours go over into one another.
    zorder
        Order of drawing.
    """

    set = plain_set

    def __init__(
        self,
        x: Floats,
        y: Floats,
        colors: Array,
        transform: Transform,
        *,
        smooth: bool = False,
        zorder: float = 0,
    ) -> None:
        extent = (*x[[0, -1]].tolist(), *y[[0, -1]].tolist())
        super().__init__(cast(Axes, None), extent=extent, origin="lower", zorder=zorder)
        self._edges, self._smooth = (x, y), smooth
        self.set_data(colors)
        self.set_transform(transform)

    def can_composite(self) -> bool:
        """Tell that it is not joined with other images."""
        return False

    def get_cursor_data(self, event: Any) -> Any:
        """Return the colour of the cell under the mouse, None where there is none."""
        found = self._cell_at(event.x, event.y)
        colors: Any = self.get_array()
        return None if found is None else colors[found]

    def colors_at(self, xy: Floats) -> Floats:
        """Return the colour of the cell at a place on the page, RGBA in 0-1, shape (1 or 0, 4)."""
        found = self._cell_at(*xy.tolist())
        return np.zeros((0, 4)) if found is None else self._colors()[found][None] / 255

    def _cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and the column of the cell at a place on the page."""
        across, up = self._edges_on_page()
        column, row = int(_cells(across, np.array([x]))[0]), int(_cells(up, np.array([y]))[0])
        inside = 0 <= column < len(across) - 1 and 0 <= row < len(up) - 1
        return (row, column) if inside else None

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def draw(self, renderer: RendererBase) -> None:
        """Draw what is seen of the cells."""
        if self.get_visible():
            edges, view = self._edges_on_page(), self._view(renderer)
            vector = renderer.option_scale_image()
            columns, rows = _scaled(edges, view, self._smooth) if vector else _raster(edges, view)
            if len(columns) > 1 and len(rows) > 1:
                picture = _sampled(self._colors(), edges, (columns, rows), self._smooth)
                self._show(renderer, picture, columns[[0, -1]], rows[[0, -1]], vector)
        self.stale = False

    def _show(
        self, renderer: RendererBase, picture: Array, across: Floats, up: Floats, vector: bool
    ) -> None:
        gc = renderer.new_gc()
        if self.get_clip_on():
            gc.set_clip_rectangle(cast(Any, self.get_clip_box()))
            gc.set_clip_path(cast(Any, self.get_clip_path()))
        gc.set_url(cast(Any, self.get_url()))
        if vector:
            size = Affine2D().scale(float(np.diff(across)[0]), float(np.diff(up)[0]))
            renderer.draw_image(gc, float(across[0]), float(up[0]), picture, size)
        else:
            renderer.draw_image(gc, int(across[0]), int(up[0]), picture)
        gc.restore()

    def _colors(self) -> Array:
        array: Any = self.get_array()
        colors: Array = np.ma.getdata(array)
        alpha: Any = self.get_alpha()
        if alpha is not None:
            colors = colors.copy()
            colors[..., 3] = np.rint(colors[..., 3] * alpha)
        return colors

    def _edges_on_page(self) -> _Edges:
        """Return the edges of columns and of rows, as coordinates of the page."""
        x, y = self._edges
        transform = self.get_transform()
        across = transform.transform(np.column_stack([x, np.full(len(x), y[0])]))
        up = transform.transform(np.column_stack([np.full(len(y), x[0]), y]))
        return np.clip(across[:, 0], -_FAR, _FAR), np.clip(up[:, 1], -_FAR, _FAR)

    def _view(self, renderer: RendererBase) -> _View:
        """Return the lower left and the upper right corner of what may be seen."""
        box = self.get_clip_box() if self.get_clip_on() else None
        low, high = ((0.0, 0.0), renderer.get_canvas_width_height())
        if box is not None:
            low, high = box.min, box.max
        return (low[0], high[0]), (low[1], high[1])


def _raster(edges: _Edges, view: _View) -> _Edges:
    """Return the edges of the pixels of a raster image: those whose middle is in a cell."""
    made = []
    for cells, (low, high) in zip(edges, view, strict=True):
        start, stop = sorted((cells[0], cells[-1]))
        first = max(math.ceil(start - 0.5), math.floor(low))
        last = min(math.ceil(stop - 0.5), math.ceil(high))
        made.append(np.arange(first, last + 1, dtype=np.float64))
    return made[0], made[1]


def _scaled(edges: _Edges, view: _View, smooth: bool) -> _Edges:
    """Return the edges of the pixels of an image within a vector image.

    These are the cells if all have one size. Otherwise they are fine along both axes, for viewers
    that smooth images would blur cells which are one pixel high.
    """
    cells, fine, even = [], [], not smooth
    density = _SMOOTH if smooth else _FINE
    for one, (low, high) in zip(edges, view, strict=True):
        rising = one if one[0] <= one[-1] else one[::-1]
        begin = max(int(np.searchsorted(rising, low, "right")) - 1, 0)
        shown = rising[begin : int(np.searchsorted(rising, high, "left")) + 1]
        if len(shown) < 2:
            return shown, shown
        cells.append(np.linspace(shown[0], shown[-1], len(shown)))
        even &= bool(np.abs(shown - cells[-1]).max() <= _EVEN)
        start, stop = max(shown[0], low), min(shown[-1], high)
        fine.append(np.linspace(start, stop, min(math.ceil((stop - start) * density), _MOST) + 1))
    columns, rows = cells if even else fine
    return columns, rows


def _sampled(colors: Array, edges: _Edges, pixels: _Edges, smooth: bool) -> Array:
    """Return the colour of each pixel of an image, shape (rows, columns, 4).

    Parameters
    ----------
    colors
        Of the cells, shape (rows, columns, 4).
    edges
        Of the columns and rows of cells.
    pixels
        Edges of the columns and rows of pixels.
    smooth
        Whether colours go over into one another.
    """
    if smooth:
        return _blended(colors, edges, pixels)
    columns, rows = (  # a middle lies on the last edge where a cell is smaller than rounding
        np.clip(_cells(cells, (bounds[:-1] + bounds[1:]) / 2), 0, len(cells) - 2)
        for cells, bounds in zip(edges, pixels, strict=True)
    )
    whole = colors.view(np.uint32)[..., 0]  # all four channels at once
    chosen = np.ascontiguousarray(whole[rows[:, None], columns])
    return chosen.view(np.uint8).reshape(*chosen.shape, 4)


def _cells(edges: Floats, places: Floats) -> Codes:
    """Return the cells at some places; out of range for places without a cell."""
    if edges[0] <= edges[-1]:
        return np.searchsorted(edges, places, "right") - 1
    return len(edges) - 1 - np.searchsorted(edges[::-1], places, "right")


def _blended(colors: Array, edges: _Edges, pixels: _Edges) -> Array:
    """Return the colour of each pixel where colours go over into one another."""
    made = colors.astype(np.float64)
    made[..., :3] *= made[..., 3:] / 255  # what is not seen has no colour to give
    made = _blended_along(made, edges[1], pixels[1]).swapaxes(0, 1)
    made = _blended_along(made, edges[0], pixels[0]).swapaxes(0, 1)
    alpha = made[..., 3:]
    made[..., :3] *= 255 / np.where(alpha > 0, alpha, 1)
    whole: Array = np.ascontiguousarray(np.rint(made).clip(0, 255).astype(np.uint8))
    return whole


def _blended_along(colors: Array, edges: Floats, pixels: Floats) -> Array:
    """Return the colours of pixels along the first axis: means, where these are the larger ones."""
    if edges[0] > edges[-1]:
        colors, edges = colors[::-1], edges[::-1]
    n = len(colors)
    bounds = np.clip(pixels, edges[0], edges[-1])
    number = np.interp(bounds, edges, np.arange(n + 1.0))
    if number[-1] - number[0] > len(pixels) - 1:
        held = colors * np.diff(edges)[:, None, None]
        until = np.concatenate([np.zeros_like(held[:1]), np.cumsum(held, axis=0)])
        whole = np.minimum(number.astype(np.intp), n - 1)
        sums = until[whole] + (number - whole)[:, None, None] * held[whole]
        means: Array = np.diff(sums, axis=0) / np.diff(bounds)[:, None, None]
        return means
    middles = (edges[:-1] + edges[1:]) / 2
    place = np.interp((pixels[:-1] + pixels[1:]) / 2, middles, np.arange(float(n)))
    below = place.astype(np.intp)
    above = np.minimum(below + 1, n - 1)
    share = (place - below)[:, None, None]
    mixed: Array = colors[below] * (1 - share) + colors[above] * share
    return mixed
