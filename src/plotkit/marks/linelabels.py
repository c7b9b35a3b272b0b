"""Labels on lines: a place for each upon its own line, apart from those of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import Paths
from plotkit.scales.norm import rounded
from plotkit.scales.ticks.numbers import NumberStyle
from plotkit.typing import Codes, Floats

_CANDIDATES = 48
"""Vertices of a line that are tried."""
_APART = 0.11
"""How far labels are apart, as a share of the extent of all lines."""
_LONG = 0.35
"""How long a line is that has a label, in the same measure."""


def label_places(paths: Paths) -> tuple[Codes, Floats]:
    """Return which lines have a label, and where.

    The longest line comes first; each label is as far as can be from those that are there, and from
    the border of all lines. A line that is too short, or has no place of its own, has none.

    Parameters
    ----------
    paths
        The lines.

    Returns
    -------
    lines
        Their numbers, shape (k,).
    places
        Shape (k, 2).
    """
    if not len(paths):
        return np.empty(0, dtype=np.intp), np.empty((0, 2))
    low, high = np.nanmin(paths.xy, axis=0), np.nanmax(paths.xy, axis=0)
    extent = np.where(high > low, high - low, 1.0)
    runs = [(run - low) / extent for run in paths.split()]
    lengths = np.array([np.nansum(np.hypot(*np.diff(run, axis=0).T)) for run in runs])
    found: list[int] = []
    taken = np.empty((0, 2))
    for number in np.argsort(-lengths, kind="stable").tolist():
        run = runs[number]
        if lengths[number] < _LONG:
            break
        tried = run[np.linspace(0, len(run) - 1, min(len(run), _CANDIDATES)).astype(np.intp)]
        room = np.minimum(tried, 1 - tried).min(axis=1)  # to the border
        room = np.minimum(room * 2, 0.5)
        if len(taken):
            away = np.hypot(*np.moveaxis(tried[:, None] - taken[None], 2, 0)).min(axis=1)
            room = np.where(away < _APART, -1.0, room + np.minimum(away, 0.3))
        best = int(np.argmax(room))
        if room[best] >= 0:
            found.append(number)
            taken = np.vstack([taken, tried[best]])
    order = np.argsort(found)
    return np.array(found, dtype=np.intp)[order], (taken * extent + low)[order]


def written(levels: Floats, labels: Any, numbers: NumberStyle) -> list[str]:
    """Return what is written upon lines: by a format, a function, or as axes write numbers."""
    if labels is True:
        known = np.unique(levels).tolist()
        alike = dict(zip(known, numbers.texts(rounded(known)), strict=True))
        return [alike[level] for level in levels.tolist()]
    if callable(labels):
        write: Callable[[float], Any] = labels
        return [str(write(float(level))) for level in levels]
    form = labels if "{" in labels else f"{{:{labels}}}"
    try:
        texts = [form.format(float(level), x=float(level)) for level in levels]
    except (ValueError, LookupError, TypeError) as error:
        raise PlotSpecError(f"labels={labels!r} cannot write {levels[0]:g}: {error}.") from error
    return [text.replace("-", numbers.minus) for text in texts]
