"""Shapes with holes: outlines turned so that holes stay empty."""

from __future__ import annotations

import numpy as np

from plotkit.marks.primitives import Paths
from plotkit.typing import Bools, Codes, Floats


def turned(paths: Paths, shapes: Codes) -> Paths:
    """Turn the outlines of each shape so that what lies in an odd number of them is its inside.

    Outlines in an even number of others run counterclockwise, the others clockwise. A rule that
    counts turns, as backends have it, then fills the same as one that counts crossings.

    Parameters
    ----------
    paths
        Closed outlines that do not cross, shape (m,); in any direction.
    shapes
        Which consecutive outlines belong together, shape (m,).
    """
    if not len(paths):
        return paths
    runs = paths.split()
    begins = np.flatnonzero(np.diff(shapes, prepend=shapes[:1] - 1))
    for first, after in zip(begins, [*begins[1:], len(runs)], strict=True):
        rings = [i for i in range(first, after) if _is_ring(runs[i])]
        if len(rings) > 1:
            for i, ring in zip(rings, _turned([runs[i] for i in rings]), strict=True):
                runs[i] = ring
    return Paths(np.concatenate(runs), paths.starts)


def _is_ring(run: Floats) -> bool:
    """Tell whether a run of vertices has an inside."""
    return len(run) > 2 and bool(np.isfinite(run).all())


def _turned(rings: list[Floats]) -> list[Floats]:
    areas = np.array([_area(ring) for ring in rings])
    low = np.array([ring.min(axis=0) for ring in rings])
    high = np.array([ring.max(axis=0) for ring in rings])
    order = np.argsort(-np.abs(areas), kind="stable")  # what holds a ring is larger than it
    depth = np.zeros(len(rings), dtype=np.intp)
    for rank, number in enumerate(order.tolist()):
        larger = order[:rank]
        around = (low[larger] <= low[number]) & (high[larger] >= high[number])
        held = larger[around.all(axis=1)]
        if len(held):
            middle = _inner_point(rings[number])
            depth[number] = sum(bool(_holds(rings[other], middle)) for other in held.tolist())
    wrong = (areas > 0) != (depth % 2 == 0)
    return [ring[::-1] if flip else ring for ring, flip in zip(rings, wrong, strict=True)]


def _area(ring: Floats) -> float:
    """Return the area within a ring, positive if it runs counterclockwise."""
    x, y = (ring - ring[0]).T  # from its first vertex, so that no digits are lost far from 0
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2


def _inner_point(ring: Floats) -> Floats:
    """Return a point well within a ring: a vertex may lie on another ring."""
    heights = np.unique(ring[:, 1])
    gap = int(np.argmax(np.diff(heights))) if len(heights) > 1 else 0
    level = float(heights[gap : gap + 2].mean())
    crossed, x = _crossings(ring, level)
    along = np.sort(x[crossed])
    if len(along) < 2:  # no height
        return np.asarray(ring[0])
    starts, ends = along[0:-1:2], along[1::2]
    widest = int(np.argmax(ends - starts))
    return np.array([(starts[widest] + ends[widest]) / 2, level])


def _holds(ring: Floats, point: Floats) -> bool:
    crossed, x = _crossings(ring, float(point[1]))
    return bool(np.count_nonzero(crossed & (x > point[0])) % 2)


def _crossings(ring: Floats, level: float) -> tuple[Bools, Floats]:
    """Return which sides of a ring cross a height, and where they do."""
    following = np.roll(ring, -1, axis=0)
    y, after = ring[:, 1], following[:, 1]
    crossed: Bools = (y > level) != (after > level)
    with np.errstate(all="ignore"):  # of sides that do not cross
        share = (level - y) / (after - y)
        x = ring[:, 0] + share * (following[:, 0] - ring[:, 0])
    return crossed, x
