"""Lines of very many vertices: a raster image is drawn with those that it can show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast

import numpy as np
from matplotlib.backend_bases import MouseEvent, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform, Transform

from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.grouped import GroupedLines
from plotkit.mpl.style import RC, plain_set
from plotkit.typing import Codes, Floats

FEWEST = 10_000
"""Of vertices: with fewer nothing is gained."""
COLUMNS = 4
"""In a pixel. matplotlib itself moves vertices by up to a ninth of a pixel."""
_MARGIN = 50
"""Around an image, in pixels: of what lies there, wide strokes may show."""
_EACH = 8
"""Vertices that are kept of a column, at most."""


class LongLine(Line2D):
    """A `Line2D` that draws only the vertices that show, where an image has no place for more.

    Its data are whole, and so are vector images. What shows is found anew at each drawing, so that
    zooming in brings out the details.
    """

    set = plain_set

    @wraps(Line2D.draw)  # which cares for `rasterized` and filters
    def draw(self, renderer: RendererBase) -> None:  # type: ignore[override]  # seen through wraps
        """Draw the line."""
        _draw(self, super().draw, renderer)

    def contains(self, mouseevent: MouseEvent) -> tuple[bool, dict[Any, Any]]:
        """Tell whether the mouse is on the line, and on which vertices."""
        # A Line2D looks at what it drew last, which need not be what is seen now.
        self.ind_offset = 0
        self.recache(always=True)
        return super().contains(mouseevent)

    def shortened(self, renderer: RendererAgg) -> Line2D | None:
        """Return a line in pixels that looks like this one; None if it cannot be much shorter."""
        data: Any = self.get_data(orig=True)
        x, y = data
        numeric = all(type(one) is np.ndarray and one.dtype == np.float64 for one in data)
        marked = str(self.get_marker()).strip().lower() not in ("", "none")
        stepped = self.get_drawstyle() != "default"
        if not numeric or marked or stepped or self.get_linestyle() != "-" or not _plain(self):
            return None
        pixels = outline(x, y, self.get_transform(), (renderer.width, renderer.height))
        if pixels is None:
            return None
        short = Line2D(pixels[:, 0], pixels[:, 1])
        short.update_from(self)
        short.set_transform(IdentityTransform())
        short.set_antialiased(self.get_antialiased())
        short.set_snap(self.get_snap() or False)  # as matplotlib does with many vertices
        return short


class LongLines(GroupedLines):
    """A `LineCollection` that draws its lines as :class:`LongLine` does."""

    set = plain_set

    @wraps(LineCollection.draw)
    def draw(self, renderer: RendererBase) -> None:  # type: ignore[override]  # seen through wraps
        """Draw the lines."""
        _draw(self, super().draw, renderer)

    def shortened(self, renderer: RendererAgg) -> LineCollection | None:
        """Return lines in pixels that look like these; None if they cannot be much shorter."""
        styles: Any = self.get_linestyle()
        dashed = any(dashes is not None for _, dashes in styles)
        moved = len(self.get_transforms()) or np.any(self.get_offsets())
        if dashed or moved or self.get_array() is not None or not _plain(self):
            return None
        transform, size = self.get_transform(), (renderer.width, renderer.height)
        whole: list[Floats] = [np.asarray(path.vertices) for path in self.get_paths()]
        short = [outline(xy[:, 0], xy[:, 1], transform, size) for xy in whole]
        if all(xy is None for xy in short):
            return None
        lines = [
            transform.transform(all_of_it) if seen is None else seen
            for all_of_it, seen in zip(whole, short, strict=True)
        ]
        made = LineCollection(lines)
        made.update_from(self)
        made.set_transform(IdentityTransform())
        made.set_figure(cast(Any, self.get_figure(root=False)))
        properties = {"capstyle": self.get_capstyle(), "joinstyle": self.get_joinstyle()}
        made.set(**{name: value for name, value in properties.items() if value is not None})
        if not any(xy is None for xy in short):
            made.set_snap(self.get_snap() or False)
        return made


def new_line(x: Floats, y: Floats, **properties: Any) -> Line2D:
    """Return a line."""
    long = len(x) >= FEWEST and enabled("lines")
    return (LongLine if long else Line2D)(x, y, **properties)


def new_lines(runs: Sequence[Floats], **properties: Any) -> LineCollection:
    """Return several lines as one artist."""
    long = any(len(run) >= FEWEST for run in runs) and enabled("lines")
    return (LongLines if long else GroupedLines)(runs, **properties)


def _draw(
    line: LongLine | LongLines, whole: Callable[[RendererBase], None], renderer: RendererBase
) -> None:
    """Draw what shows of a line on an image, all of it elsewhere or if that is not much less."""
    short = line.shortened(renderer) if isinstance(renderer, RendererAgg) else None
    (whole if short is None else short.draw)(renderer)
    line.stale = False


def _plain(artist: Line2D | LineCollection) -> bool:
    """Tell whether nothing about a line depends on each of its vertices."""
    special = (artist.get_sketch_params(), artist.get_agg_filter())
    return (
        bool(RC["path.simplify"])
        and artist.get_transform().is_separable
        and all(each is None for each in special)
        and not artist.get_path_effects()
    )


def outline(x: Floats, y: Floats, transform: Transform, size: tuple[float, float]) -> Floats | None:
    """Return the vertices of a line that show in an image, in pixels.

    Parameters
    ----------
    x, y
        Of the vertices, shape (n,); sorted in one of them. Infinite and missing values interrupt
        the line.
    transform
        To pixels, each coordinate by itself.
    size
        Width and height of the image in pixels.

    Returns
    -------
    Shape (m, 2); None if the line is not sorted, or if most of its vertices show.
    """
    if len(x) < FEWEST or not x.shape == y.shape == (len(x),):
        return None
    axis = next((axis for axis, one in enumerate((x, y)) if _sorted(one)), None)
    if axis is None:
        return None
    along, across = (x, y) if axis == 0 else (y, x)
    if along[0] > along[-1]:
        along, across = along[::-1], across[::-1]
    there = np.isfinite(across)
    edges = _edges(along[[0, -1]], across[there.argmax()], axis, transform, size[axis])
    if edges is None:
        return None
    kept = shown(along, across, edges, np.flatnonzero(there[1:] != there[:-1]) + 1)
    if kept is None:
        return None
    columns = [along[kept], across[kept]]
    pixels: Floats = transform.transform(np.column_stack(columns if axis == 0 else columns[::-1]))
    # What lies outside of a scale looks different from what the values say.
    same = np.isfinite(pixels).all(axis=1) == there[kept]
    return pixels if same.all() else None


def _sorted(values: Floats) -> bool:
    """Tell whether values rise or fall; none may be missing, for it fails any comparison."""
    before, after = values[:-1], values[1:]
    return bool((before <= after).all() or (before >= after).all())


def _edges(
    ends: Floats, level: float, axis: int, transform: Transform, size: float
) -> Floats | None:
    """Return the coordinates of the edges of columns, as far as the line goes in an image."""
    places = np.full((2, 2), level)
    places[:, axis] = ends
    pixels = transform.transform(places)
    if not np.isfinite(pixels).all():
        return None
    wanted = np.sort(pixels[:, axis])
    first, last = seen = np.clip(wanted, -_MARGIN, np.ceil(size) + _MARGIN)
    inner = np.arange(np.ceil(first * COLUMNS), np.floor(last * COLUMNS) + 1) / COLUMNS
    borders = np.full((len(inner), 2), pixels[0])
    borders[:, axis] = inner
    edges = np.sort(transform.inverted().transform(borders)[:, axis])
    if not np.isfinite(edges).all():
        return None
    inside = (wanted == seen)[:: 1 if pixels[0, axis] <= pixels[1, axis] else -1]
    outer = np.array([-np.inf, np.inf])[inside]
    return np.sort(np.concatenate([edges, outer]))


def shown(along: Floats, across: Floats, edges: Floats, breaks: Codes) -> Codes | None:
    """Return which vertices of a line show, as indices; None if they are not much fewer.

    Of each column these are the first, the last, the lowest and the highest, after Jugel and
    others, "M4: a visualization-oriented time series data aggregation", VLDB 2014; and the
    neighbours of the extremes, so that jumps stay where they are.

    Parameters
    ----------
    along
        Rising coordinates of the vertices, shape (n,).
    across
        The other coordinates.
    edges
        Rising coordinates of the edges of columns.
    breaks
        Indices of vertices at which the line begins again, or with which a gap begins.
    """
    cuts = np.searchsorted(along, edges)
    begin, end = max(cuts[0] - 1, 0), min(cuts[-1] + 1, len(along))  # one more on each side
    starts = np.unique(np.concatenate([[begin], cuts, breaks]))
    starts = starts[(starts >= begin) & (starts < end)]
    if 2 * _EACH * len(starts) > end - begin:
        return None
    stops = np.append(starts[1:], end)
    spans = list(zip(starts.tolist(), stops.tolist(), strict=True))
    low = starts + [across[i:j].argmin() for i, j in spans]
    high = starts + [across[i:j].argmax() for i, j in spans]
    kept = [starts, stops - 1, low - 1, low, low + 1, high - 1, high, high + 1]
    rows = np.unique(np.concatenate(kept))
    inside: Codes = rows[(rows >= begin) & (rows < end)]
    return inside
