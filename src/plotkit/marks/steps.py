"""Steps: lines that go level from row to row, and rise or fall at once."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import numpy as np

from plotkit.errors import check_name
from plotkit.marks.primitives import Paths
from plotkit.typing import Bools

Where: TypeAlias = Literal["post", "pre", "mid"]
"""Where a step is: at the next row, at the row itself, or half-way between them."""


def check_step(step: str | None, what: str) -> None:
    """Raise unless this is where steps are; None for none."""
    if step is not None:
        check_name(step, get_args(Where), what)


def stepped(paths: Paths, where: Where | None) -> Paths:
    """Return runs of vertices with steps between them.

    A corner beside a vertex that is missing is missing too: nothing is drawn into a gap.

    Parameters
    ----------
    paths
        Vertices in axis units.
    where
        "post": a value holds up to the next position; "pre": from the position before; "mid": from
        half-way to half-way. None returns the runs as they are.
    """
    n, runs = len(paths.xy), len(paths)
    if where is None or n == runs:
        return paths
    if where != "mid":
        return _with_corners(paths, where)
    last = np.zeros(n, dtype=bool)
    last[np.append(paths.starts[1:], n) - 1] = True
    before, after = paths.xy[:-1][~last[:-1]], paths.xy[1:][~last[:-1]]
    middle = before[:, 0] + (after[:, 0] - before[:, 0]) / 2
    ends = (np.column_stack([middle, one[:, 1]]) for one in (before, after))
    corners = np.stack(list(ends), axis=1)
    corners[np.isnan(before).any(axis=1) | np.isnan(after).any(axis=1)] = np.nan
    at = np.arange(n) + 2 * (np.cumsum(~last) - ~last)  # of each vertex among all
    xy = np.empty((n + 2 * len(before), 2))
    xy[at] = paths.xy
    for k in range(2):
        xy[at[~last] + 1 + k] = corners[:, k]
    return Paths(xy, at[paths.starts])


def _with_corners(paths: Paths, where: Where) -> Paths:
    """Return runs with one vertex more between each two: the next position, or the next value."""
    missing: Bools = np.asarray(np.isnan(paths.xy).any(axis=1))
    lost = (
        np.flatnonzero(missing[1:] | missing[:-1]) if missing.any() else np.empty(0, dtype=np.intp)
    )
    between = 2 * paths.starts[1:] - 1
    xy = np.empty((2, 2 * len(paths.xy) - len(paths)))
    for k, own in enumerate(paths.xy.T):
        twice = np.repeat(own, 2)
        twice = twice[1:] if (k == 0) == (where == "post") else twice[:-1]
        twice[1::2][lost] = np.nan
        xy[k] = np.delete(twice, between) if len(between) else twice
    return Paths(xy.T, 2 * paths.starts - np.arange(len(paths)))


def enclosed(there: Paths, back: Paths) -> Paths:
    """Return outlines that go along one line of vertices, and back along another as long."""
    n = len(there.xy)
    sizes = np.diff(np.append(there.starts, n))
    start = np.repeat(there.starts, sizes)
    step = np.arange(n) - start
    xy = np.empty((2 * n, 2))
    xy[2 * start + step] = there.xy
    xy[2 * start + 2 * np.repeat(sizes, sizes) - 1 - step] = back.xy
    return Paths(xy, 2 * there.starts)
