"""Lines whose form depends on the page: with heads at their ends, or moved by a function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import Collection, LineCollection, PolyCollection
from matplotlib.transforms import Bbox, IdentityTransform

from plotkit.marks.primitives import Arrow, Lines
from plotkit.mpl.artists.placement import Placement
from plotkit.mpl.style import numbers, plain_set
from plotkit.typing import Floats

_LEAST, _GROWS = 4.0, 3.0
"""Length of a head in points: so much, and so many times the width of the line."""
_WIDE = 0.8
"""Width of a head, as a share of its length."""
_OVERLAP = 0.5
"""How far a line goes on within its head, in pixels: else there would be a seam."""


def head_lengths(lines: Lines) -> Floats:
    """Return the length of heads in points: one for all, or one a line."""
    if lines.headsize is not None:
        return numbers(lines.headsize)
    return _LEAST + _GROWS * numbers(lines.linewidth)


def line_height(lines: Lines) -> float:
    """Return how high the widest of lines that lie level are with their heads, in points."""
    widths = numbers(lines.linewidth)
    if lines.arrow is not None:
        widths = np.append(widths, _WIDE * head_lengths(lines))
    return float(widths.max(initial=0.0))


class PageLines(LineCollection):
    """Lines that get their heads, and their places, when they are drawn.

    The data are those of plain lines.

    Parameters
    ----------
    runs
        Vertices of each line.
    arrow
        Which ends have a head.
    headsize
        Length of heads in points, one or one a line.
    placement
        What moves the vertices.
    kwargs
        As of a `LineCollection`.
    """

    set = plain_set

    def __init__(
        self,
        runs: Sequence[Floats],
        arrow: Arrow | None,
        headsize: Floats,
        placement: Placement | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(cast(Any, runs), **kwargs)
        self._arrow, self._headsize, self._placement = arrow, headsize, placement
        self.sticks_out = False

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What is to be said of lines that have no room where they are now."""
        if self._placement is None:
            return ()
        self._runs()
        return self._placement.words

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def draw(self, renderer: RendererBase) -> None:
        """Draw the lines and their heads."""
        if not self.get_visible():
            return
        runs, heads, owners = self._forms()
        renderer.open_group(type(self).__name__, self.get_gid())
        self._like(LineCollection(cast(Any, runs))).draw(renderer)
        if heads:
            filled = self._like(PolyCollection(heads))
            colors: Any = self.get_color()
            colors = np.resize(colors, (len(runs), 4))[owners]
            filled.set(facecolor=colors, edgecolor="none", linewidth=0.0)
            filled.draw(renderer)
        renderer.close_group(type(self).__name__)
        self.stale = False

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the box around lines and heads, in pixels."""
        runs, heads, _ = self._forms()
        ends = np.concatenate([np.empty((0, 2)), *runs, *heads])
        ends = ends[np.isfinite(ends).all(axis=1)]
        return Bbox([ends.min(axis=0), ends.max(axis=0)]) if len(ends) else Bbox.null()

    def _like(self, made: Collection) -> Collection:
        """Give a collection in pixels the properties of this one."""
        made.update_from(self)
        made.set_transform(IdentityTransform())
        made.set_figure(cast(Any, self.get_figure(root=False)))
        properties = {"capstyle": self.get_capstyle(), "joinstyle": self.get_joinstyle()}
        made.set(**{name: own for name, own in properties.items() if own is not None})
        return made

    def _forms(self) -> tuple[list[Floats], list[Floats], list[int]]:
        """Return the lines in pixels, the heads, and of which line each head is."""
        runs = self._runs()
        if self._arrow is None:
            return runs, [], []
        lengths = np.resize(self._headsize, len(runs)) * self._point()
        lines, heads, owners = [], [], []
        for number, (run, length) in enumerate(zip(runs, lengths.tolist(), strict=True)):
            line, made = headed(run, self._arrow, length)
            lines.append(line)
            heads += made
            owners += [number] * len(made)
        return lines, heads, owners

    def _point(self) -> float:
        """Return how many pixels a point has."""
        figure = self.get_figure(root=True)
        assert figure is not None, "it is in a figure"
        return figure.dpi / 72

    def _runs(self) -> list[Floats]:
        transform = self.get_transform()
        runs = [np.asarray(path.vertices) for path in self.get_paths()]
        if not runs:
            return []
        pixels = transform.transform(np.concatenate(runs))
        if self._placement is not None:
            nothing = np.zeros_like(pixels)
            pixels = self._placement(pixels, nothing, nothing)
        return np.split(pixels, np.cumsum([len(run) for run in runs])[:-1])


class SteadyLines(PageLines):
    """Lines that lie as far from their places wherever these are, so that limits grow for them.

    Attributes
    ----------
    scaled
        The Axes in whose units their places are, if that is not the one which holds them.
    """

    scaled: Axes | None = None

    def look(self) -> None:
        """Return what their reach depends on: nothing that the layout changes."""

    def reaches(self, renderer: RendererBase) -> Iterator[tuple[Floats, Floats]]:
        """Yield the place of each line, and the box of it and its heads around that, in pixels."""
        places = [np.asarray(path.vertices)[0] for path in self.get_paths()]
        if not places:
            return
        at = self.get_transform().transform(np.array(places))
        runs, heads, owners = self._forms()
        parts = [[run] for run in runs]
        for owner, head in zip(owners, heads, strict=True):
            parts[owner].append(head)
        half = np.resize(np.asarray(self.get_linewidth()), len(places)) * self._point() / 2
        for place, anchor, own, edge in zip(places, at, parts, half, strict=True):
            ends = np.concatenate(own) - anchor
            if len(ends) and np.isfinite(ends).all():
                yield place, np.array([ends.min(axis=0) - edge, ends.max(axis=0) + edge])


class MovedLines(SteadyLines):
    """Lines that are as far from their places as the page says, so that limits grow for them."""

    def look(self) -> Any:
        """Return what their reach depends on."""
        axes: Any = self.scaled or self.axes
        return (*axes.bbox.bounds, *axes.viewLim.bounds)

    def reaches(self, renderer: RendererBase) -> Iterator[tuple[Floats, Floats]]:
        """Yield the places of the outermost vertices, and where these are seen from there."""
        runs = [np.asarray(path.vertices) for path in self.get_paths()]
        half = np.resize(np.asarray(self.get_linewidth()), len(runs)) * self._point() / 2
        for run, moved, edge in zip(runs, self._runs(), half.tolist(), strict=True):
            if not np.isfinite(moved).all():
                continue
            away = moved - self.get_transform().transform(run)
            for i in {*moved.argmin(axis=0).tolist(), *moved.argmax(axis=0).tolist()}:
                yield run[i], np.array([away[i] - edge, away[i] + edge])


def headed(run: Floats, arrow: Arrow, length: float) -> tuple[Floats, list[Floats]]:
    """Return a line that ends where its heads begin, and the heads.

    A head that is longer than the line becomes as much smaller, in all directions.

    Parameters
    ----------
    run
        Vertices on the page, shape (k, 2).
    arrow
        Which ends have a head.
    length
        Of a head.
    """
    whole = float(np.nansum(np.hypot(*np.diff(run, axis=0).T)))
    share = whole / 2 if arrow == "both" else whole
    reach, heads, rest = min(length, share), [], run
    if arrow in ("end", "both"):
        rest, head = _cut(rest, reach)
        heads += head
    if arrow in ("start", "both"):
        rest, head = _cut(rest[::-1], reach)
        rest = rest[::-1]
        heads += head
    return run[:0] if heads and reach == share else rest, heads


def _cut(run: Floats, length: float) -> tuple[Floats, list[Floats]]:
    """Return a line without so much of its end, and the head in the place of that."""
    steps = np.hypot(*np.diff(run[::-1], axis=0).T)
    back = np.concatenate([[0.0], np.cumsum(steps)])  # of each vertex from the tip, backwards
    back = back[np.isfinite(back)]
    if not (len(back) > 1 and length > 0):
        return run, []
    first = min(int(np.searchsorted(back, length)), len(back) - 1)
    near, far = run[len(run) - first], run[len(run) - 1 - first]
    step = back[first] - back[first - 1]
    base = near + min((length - back[first - 1]) / step, 1.0) * (far - near)
    across = (run[-1] - base)[::-1] * (-_WIDE / 2, _WIDE / 2)
    head = np.array([run[-1], base + across, base - across])
    end = base + (run[-1] - base) * min(_OVERLAP / length, 0.5)
    return np.concatenate([run[: len(run) - first], end[None]]), [head]
