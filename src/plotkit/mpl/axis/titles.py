"""What is written over a panel and at its right."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Annotation

from plotkit.mpl.artists.decorations import decorations
from plotkit.mpl.axis.sides import BoxWithSides, is_above, is_beside
from plotkit.mpl.style import RC

_ROW = "plotkit-row-title"
_BESIDE = 4.0
"""From a panel, or what sticks out of it, to the title at its right, in points."""


def write_title(ax: Axes, text: str) -> None:
    """Write a title over a panel."""
    # Without `y`, matplotlib measures the axes at each draw to find out what is above them.
    above = is_above(ax) or any(RC[f"xtick.{name}"] for name in ("top", "labeltop"))
    ax.set_title(text, y=None if above else 1.0)


def write_row_title(ax: Axes, text: str, aside: float) -> None:
    """Write a title at the right of a panel, and keep `aside` points free before it."""
    note = ax.annotate(
        text,
        xy=(1, 0.5),
        xytext=(_BESIDE + aside, 0),
        xycoords=BoxWithSides(ax) if is_beside(ax) else "axes fraction",
        textcoords="offset points",
        rotation=270,
        horizontalalignment="left",
        verticalalignment="center",
        fontsize=RC["axes.titlesize"],
        color=RC["text.color"],
    )
    note.set_label(_ROW)


def row_title(ax: Axes) -> Annotation | None:
    """Return the title at the right of a panel, if it has one."""
    notes = (text for text in ax.texts if text.get_label() == _ROW)
    return next((note for note in notes if isinstance(note, Annotation)), None)


class RowTitles:
    """Puts the titles at the right of panels beyond all that sticks out there.

    One that a user has moved stays where it is.
    """

    def __init__(self) -> None:
        self._known: dict[Annotation, tuple[float, float]] = {}

    def put(self, axes: Iterable[Axes], renderer: RendererBase) -> None:
        """Put the titles of panels in line."""
        found = ((ax, note) for ax in axes if (note := row_title(ax)) is not None)
        notes = [(ax, n) for ax, n in found if self._known.setdefault(n, n.xyann) == n.xyann]
        if not notes:
            return
        point = float(np.asarray(renderer.points_to_pixels(1.0)))
        far = _BESIDE * point + max(0.0, *(_beside(ax, note, renderer) for ax, note in notes))
        for ax, note in notes:
            away = ax.bbox.x1 + far - note.get_window_extent(renderer).x0
            note.xyann = self._known[note] = note.xyann[0] + away / point, note.xyann[1]


def _beside(ax: Axes, note: Annotation, renderer: RendererBase) -> float:
    """Return how far what a title would meet sticks out of the right of its panel, in pixels."""
    own = note.get_window_extent(renderer)
    met = (b for b in decorations(ax, renderer, [note]) if b.y0 < own.y1 and b.y1 > own.y0)
    return float(max((b.x1 - ax.bbox.x1 for b in met), default=0.0))
