"""Texts apart: they repel each other, or what has no room shrinks or is left out."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Literal

import numpy as np

from plotkit.page import NO_BOXES, Page, Places
from plotkit.records import dataclass, replace
from plotkit.typing import Bools, Codes, Floats

_TOUCH = 0.01
"""Points by which boxes may overlap, as those that touch do by rounding."""
_SIDE = 0.3
"""Least space between texts that shrink, to the sides, in heights of the font."""
_LEAST = 5.0
"""Size in points of letters that can still be read."""
_RINGS = (0.0, 3.0, 6.0, 10.0, 15.0, 21.0, 28.0, 37.0, 48.0, 62.0, 80.0, 105.0)
"""Distances from its point, in points, at which a place for a text is looked for."""
_STEPS = 24
_MOST_CELLS = 400_000
_LEADER = 7.5
"""A text farther from its point than that has a line to it."""
_MARGIN = 1.0
"""Between a text and what it must not touch, in points."""
_DOUBT = 1.6
"""A text seems to belong to another point that is not so many times as far as its own."""
_DETOUR = 15.0
"""By how much farther a text may stand, in points, so that it does not seem another point's."""
_HELPS = "Show fewer, write smaller with fontsize=, or make the figure larger."


def overlaps(box: Floats, boxes: Floats, margin: float = -_TOUCH) -> Bools:
    """Tell which boxes, shape (k, 2, 2), overlap one, or each of several, shape (..., 2, 2)."""
    low, high = boxes[:, 0] - margin, boxes[:, 1] + margin
    met: Any = True
    for axis in (0, 1):
        first, last = box[..., None, 0, axis], box[..., None, 1, axis]
        met = met & (first < high[:, axis]) & (last > low[:, axis])
    return np.asarray(met)


@dataclass(frozen=True)
class Apart:
    """Texts that do not overlap: in the order of rows, what lies on another one is left out.

    Parameters
    ----------
    how
        "drop", or "shrink": all texts become smaller before any is left out.
    size
        Of the letters, in points.
    """

    how: Literal["drop", "shrink"]
    size: float = 10.0

    sees: ClassVar[tuple[str, ...]] = ("texts",)

    def __call__(self, page: Page) -> Places:
        """Return the points of the texts that stay."""
        there = np.flatnonzero(np.isfinite(page.boxes()).all(axis=(1, 2)))
        scale = 1.0
        if self.how == "shrink":
            wide = page.extent + np.array([_SIDE * self.size, 0.0])
            page = replace(page, extent=wide)
            scale = min(1.0, max(_widest(page, there), min(1.0, _LEAST / self.size)))
        boxes = page.xy[:, None] + scale * (page.boxes() - page.xy[:, None])
        kept = _kept(boxes[there], page.around("texts"))
        xy = np.full_like(page.xy, np.nan)
        xy[there[kept]] = page.xy[there[kept]]
        lost = int((~kept).sum())
        said = f"{lost} of {len(there)} texts lie on others and are left out"
        return Places(xy, anchor=page.xy, scale=scale, words=((said, _HELPS),) if lost else ())


def _widest(page: Page, there: Any) -> float:
    """Return the largest share of their size at which texts do not overlap."""
    xy, extent = page.xy[there], page.extent[there]
    order = np.argsort(xy[:, 0] - extent[:, 0] / 2, kind="stable")
    xy, extent = xy[order], extent[order] + _TOUCH
    low, high = xy[:, 0] - extent[:, 0] / 2, xy[:, 0] + extent[:, 0] / 2
    ends = np.searchsorted(low, high)
    share = 1.0
    for i, end in enumerate(ends.tolist()):
        if end > i + 1:
            away = np.abs(xy[i + 1 : end] - xy[i])
            need = (extent[i + 1 : end] + extent[i]) / 2
            share = min(share, float((away / need).max(axis=1).min()))
    return share


def _kept(boxes: Floats, others: Floats) -> Bools:
    """Tell which boxes overlap none that is kept before them, and no other."""
    kept = np.zeros(len(boxes), dtype=bool)
    there = [others]
    known = others
    for i, box in enumerate(boxes):
        kept[i] = not overlaps(box, known).any()
        if kept[i]:
            there.append(box[None])
            known = np.concatenate([known, box[None]])
    return kept


@dataclass(frozen=True)
class Repelled:
    """Texts that make way for each other, for all points, and for other texts.

    A text that overlaps nothing stays. Others stand as near to their points as there is room, in
    the order of rows, with a line to the point if that is far away, or if the text would seem to
    belong to another point.

    Parameters
    ----------
    gap
        Between a point and its text, in points.
    color
        Of the lines.
    """

    gap: float = 2.0
    color: Any = (0.4, 0.4, 0.4, 1.0)

    sees: ClassVar[tuple[str, ...]] = ("points", "texts")
    rank: ClassVar[int] = 1
    within: ClassVar[bool] = True

    def __call__(self, page: Page) -> Places:
        """Return where the texts stand, and the lines to their points."""
        return _Repelling(page, self.gap).places(self.color)


class _Repelling:
    """The state while the texts of one panel look for their places."""

    def __init__(self, page: Page, gap: float) -> None:
        self._page, self._gap = page, gap
        # The same at all resolutions, as far as sizes of texts are.
        self._extent = np.ceil(page.extent * 2) / 2
        self._others = page.around("points", "texts")
        self._dots = page.around("points")
        self._covered = _Covered(self._others, page.size)
        self._points, self._radii = self._known_points()
        middle = page.xy + page.middle
        self._boxes = np.stack([middle - self._extent / 2, middle + self._extent / 2], axis=1)
        self._placed = NO_BOXES
        self._lines = NO_BOXES

    def places(self, color: Any) -> Places:
        """Return where all stand."""
        page, boxes = self._page, self._boxes
        xy, lines = np.full_like(page.xy, np.nan), np.full((len(page.xy), 2, 2), np.nan)
        there = np.flatnonzero(np.isfinite(boxes).all(axis=(1, 2)))
        free = there[self._free(boxes[there])]
        free = free[np.array([not self._strays(i) for i in free.tolist()], dtype=bool)]
        xy[free] = page.xy[free]
        self._placed = boxes[free]
        lost = 0
        for i in np.setdiff1d(there, free).tolist():
            found = self._look(i)
            if found is None:
                lost += 1
                continue
            box, line = found
            xy[i] = box.mean(axis=0) - page.middle[i]
            self._placed = np.concatenate([self._placed, box[None]])
            if line is not None:
                lines[i] = line
                self._lines = np.concatenate([self._lines, line[None]])
        said = f"{lost} of {len(there)} texts have no room and are left out"
        words = ((said, _HELPS),) if lost else ()
        return Places(xy, lines=lines, color=color, words=words)

    def _free(self, boxes: Floats) -> Bools:
        """Tell which texts overlap nothing where they are."""
        free = self._within(boxes)
        free &= np.array([not overlaps(box, self._others).any() for box in boxes], dtype=bool)
        met = np.array([overlaps(box, boxes).sum() for box in boxes]) > 1  # more than itself
        return np.asarray(free & ~met)

    def _strays(self, i: int) -> bool:
        """Tell whether a text where it is would seem to belong to another point."""
        at, box = self._page.xy[i], self._boxes[i][None]
        own = _distances(box, at[None])[:, 0] - self._radius(at)
        return bool(self._doubtful(at, own, box)[0])

    def _known_points(self) -> tuple[Floats, Floats]:
        """Return the middles of all points, and of rows without one, and how far these reach."""
        dots, rows = self._dots, self._page.xy[np.isfinite(self._page.xy).all(axis=1)]
        reach = (dots[:, 1] - dots[:, 0]).max(axis=1) / 2
        return np.concatenate([dots.mean(axis=1), rows]), np.append(reach, np.zeros(len(rows)))

    def _doubtful(self, at: Floats, own: Floats, boxes: Floats) -> Bools:
        """Tell at which places a text would seem to belong to another point.

        Parameters
        ----------
        at
            Its own point.
        own
            How far that is from each place, shape (k,).
        boxes
            The places, shape (k, 2, 2).
        """
        most = own.max(initial=0.0) * _DOUBT
        low, high = (
            boxes[:, 0].min(axis=0, initial=np.inf),
            boxes[:, 1].max(axis=0, initial=-np.inf),
        )
        reach = (most + self._radii)[:, None]
        near = ((self._points > low - reach) & (self._points < high + reach)).all(axis=1)
        near &= (np.abs(self._points - at) >= 0.5).any(axis=1)
        away = _distances(boxes, self._points[near]) - self._radii[near]
        return np.asarray(away.min(axis=1, initial=np.inf) < own * _DOUBT)

    def _within(self, boxes: Floats, margin: float = 0.0) -> Bools:
        low, high = boxes[:, 0] - margin, boxes[:, 1] + margin
        return np.asarray((low >= 0).all(axis=1) & (high <= self._page.size).all(axis=1))

    def _look(self, i: int) -> tuple[Floats, Floats | None] | None:
        """Return the nearest place for a text, and the line to its point, if there is one."""
        at, half = self._page.xy[i], self._extent[i] / 2
        radius = self._radius(at)
        boxes = _candidates(at, half, radius + self._gap + np.array(_RINGS))
        rings = np.repeat(_RINGS, _STEPS)
        there = self._within(boxes, 2 * _MARGIN) & ~self._covered(boxes)
        boxes, rings = boxes[there], rings[there]
        met = overlaps(boxes, self._placed, _MARGIN).any(axis=1)
        met |= _crossed(self._lines, boxes).any(axis=0)
        boxes, rings = boxes[~met], rings[~met]
        away = _distances(boxes, at[None])[:, 0] - radius
        near = away < _LEADER  # what is farther has a line
        doubtful = np.zeros(len(boxes), dtype=bool)
        doubtful[near] = self._doubtful(at, away[near], boxes[near])
        order = np.argsort(rings + _DETOUR * doubtful, kind="stable")
        # A line through another text's point would seem to be that one's.
        points = np.delete(self._page.xy, i, axis=0)
        points = points[np.isfinite(points).all(axis=1) & (np.abs(points - at) > 0.5).any(axis=1)]
        walls = np.concatenate([np.stack([points - 2, points + 2], axis=1), self._placed])
        for box, led in zip(boxes[order], (doubtful | ~near)[order].tolist(), strict=True):
            if not led:
                return box, None
            line = _leader(at, radius, box)
            own = line[None]
            if not (_crossed(own, walls).any() or _meet(own, self._lines).any()):
                return box, line
        return None

    def _radius(self, at: Floats) -> float:
        """Return how far the largest point reaches that lies there."""
        middle = self._dots.mean(axis=1)
        own = self._dots[(np.abs(middle - at) < 0.5).all(axis=1)]
        return float((own[:, 1] - own[:, 0]).max() / 2) if len(own) else 0.0


class _Covered:
    """Tells what boxes cover, in small cells: as fast for many boxes as for one.

    Parameters
    ----------
    boxes
        Lower left and upper right corners, shape (k, 2, 2).
    size
        Of the panel.
    """

    def __init__(self, boxes: Floats, size: tuple[float, float]) -> None:
        self._cell = max(1.0, float(np.sqrt(size[0] * size[1] / _MOST_CELLS)))
        self._shape = [max(int(np.ceil(length / self._cell)), 1) for length in size]
        (left, low), (right, high) = self._cells(boxes)
        edges = np.zeros([n + 1 for n in self._shape], dtype=np.int32)
        for x, y, sign in ((left, low, 1), (right, high, 1), (left, high, -1), (right, low, -1)):
            np.add.at(edges, (x, y), sign)
        covered = edges.cumsum(axis=0).cumsum(axis=1)[:-1, :-1] > 0
        self._sums = np.zeros_like(edges)
        self._sums[1:, 1:] = covered.cumsum(axis=0).cumsum(axis=1)

    def _cells(self, boxes: Floats) -> Codes:
        """Return the first cells of boxes, and those after the last, shape (2, 2, k)."""
        low, high = np.floor(boxes[:, 0] / self._cell), np.ceil(boxes[:, 1] / self._cell)
        found = np.clip([low, high], 0, self._shape).astype(np.intp)
        return found.transpose(0, 2, 1)

    def __call__(self, boxes: Floats) -> Bools:
        """Tell which boxes are not on free cells alone."""
        (left, low), (right, high) = self._cells(boxes)
        sums = self._sums
        met = sums[right, high] - sums[left, high] - sums[right, low] + sums[left, low]
        return np.asarray(met > 0)


def _candidates(at: Floats, half: Floats, away: Floats) -> Floats:
    """Return boxes around a point, at one distance after the other."""
    direction = _directions()
    middle = at + direction * away[:, None, None] + half * np.clip(1.6 * direction, -1, 1)
    return np.stack([middle - half, middle + half], axis=2).reshape(-1, 2, 2)


@cache
def _directions() -> Floats:
    """Return the directions in which places are looked for: right first, then to both sides."""
    turns = np.arange(_STEPS) * 2 * np.pi / _STEPS
    turns = np.concatenate([turns[: _STEPS // 2 + 1], -turns[1 : _STEPS // 2]])
    turns = turns[np.argsort(np.abs(turns), kind="stable")]
    return np.column_stack([np.cos(turns), np.sin(turns)])


def _distances(boxes: Floats, points: Floats) -> Floats:
    """Return how far boxes are from points, shape (boxes, points)."""
    outside = np.maximum(boxes[:, None, 0] - points, points - boxes[:, None, 1])
    away: Floats = np.hypot(*np.moveaxis(np.maximum(outside, 0.0), -1, 0))
    return away


def _leader(at: Floats, radius: float, box: Floats) -> Floats:
    """Return the line from a point to a box."""
    end = np.clip(at, box[0], box[1])
    length = float(np.hypot(*(end - at)))
    return np.stack([at + (end - at) * min((radius + 1) / length, 1.0), end])


def _crossed(lines: Floats, boxes: Floats) -> Bools:
    """Tell which lines pass through which boxes, shape (lines, boxes)."""
    start, step = lines[:, None, 0], lines[:, None, 1] - lines[:, None, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        sides = np.stack([(boxes[:, 0] - start) / step, (boxes[:, 1] - start) / step])
    level = np.broadcast_to(step == 0, sides.shape[1:])
    inside = (start > boxes[:, 0]) & (start < boxes[:, 1])
    enter = np.where(level, np.where(inside, -np.inf, np.inf), sides.min(axis=0)).max(axis=2)
    leave = np.where(level, np.where(inside, np.inf, -np.inf), sides.max(axis=0)).min(axis=2)
    return np.asarray((enter < leave) & (enter < 1) & (leave > 0))


def _meet(one: Floats, other: Floats) -> Bools:
    """Tell which lines cross which, shape (one, other)."""

    def turn(a: Floats, b: Floats, c: Floats) -> Floats:
        first, second = b - a, c - a
        return np.sign(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])

    a, b = one[:, None, 0], one[:, None, 1]
    c, d = other[None, :, 0], other[None, :, 1]
    return np.asarray((turn(a, b, c) != turn(a, b, d)) & (turn(c, d, a) != turn(c, d, b)))
