"""Small plots within the panels of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from plotkit.compile.drawing import Inset, MarkDrawing, Panel
from plotkit.marks.primitives import Boxes, Custom, Grid, positions
from plotkit.mpl.artists.crowded import Crowded
from plotkit.mpl.artists.decorations import decorations
from plotkit.mpl.axis.fits import LabelFit
from plotkit.mpl.axis.growing import GrowingLimits
from plotkit.mpl.guides.guides import AxesGuides
from plotkit.mpl.guides.packing import INSET, Shown
from plotkit.mpl.guides.room import Style
from plotkit.mpl.style import RC
from plotkit.mpl.text.ruler import Measure
from plotkit.themes import FONT_SIZES
from plotkit.typing import Floats

_SMALLER = 0.8
"""Size of its text, as a share of the text around."""
_ABOVE = 5
_INNER = 4.0
"""Between what is written and the edge of the inset, in points."""


def inset_fonts() -> dict[str, float]:
    """Return the sizes of text in an inset, as rc parameters."""
    sizes = {name: RC[name] for name in FONT_SIZES}
    return {name: s * _SMALLER for name, s in sizes.items() if isinstance(s, int | float)}


def inset_axes(ax: Axes, inset: Inset) -> tuple[Axes, Rectangle]:
    """Return new axes in a panel, and the ground on which they and their labels stand."""
    ground = Rectangle(
        (0, 0),
        1,
        1,
        transform=ax.transAxes,
        facecolor=RC["axes.facecolor"],
        edgecolor="none",
        zorder=_ABOVE,
    )
    ax.add_artist(ground)
    return ax.inset_axes((0, 0, *inset.size), zorder=_ABOVE + 0.1), ground


def covered(mark: MarkDrawing, panel: Panel, ax: Axes, box: Bbox) -> int:
    """Return how many points, vertices and boxes of a mark lie below a box, given in pixels."""
    found = 0
    for primitive in mark.primitives:
        if isinstance(primitive, Custom | Grid) or primitive.panel or not primitive.limits:
            continue
        xy = positions(primitive)
        with np.errstate(all="ignore"):
            data = np.column_stack([panel.x.scale.invert(xy[:, 0]), panel.y.scale.invert(xy[:, 1])])
            at = ax.transData.transform(np.asarray(data, dtype=np.float64))
        low = high = at
        if isinstance(primitive, Boxes):
            low, high = at.reshape(-1, 2, 2).min(axis=1), at.reshape(-1, 2, 2).max(axis=1)
        found += int(((high > box.min) & (low < box.max)).all(axis=1).sum())
    return found


class InsetBox:
    """Keeps an inset with all that is written around it in its corner of a panel.

    Parameters
    ----------
    ax
        The panel.
    child
        The axes of the inset.
    ground
        The rectangle behind it.
    inset
        Where it is wanted.
    fits, guides
        What keeps its tick labels apart, and its legends.
    below
        What the panel shows.
    growing, crowded
        Its limits that grow, and what may have no room in it.
    """

    def __init__(
        self,
        ax: Axes,
        child: Axes,
        ground: Rectangle,
        inset: Inset,
        fits: Sequence[LabelFit],
        guides: AxesGuides | None,
        below: Panel,
        growing: Sequence[GrowingLimits] = (),
        crowded: Sequence[Crowded] = (),
    ) -> None:
        self._ax, self._child, self._ground, self._inset = ax, child, ground, inset
        self._fits, self._guides = fits, guides
        self.guides: tuple[Shown, ...] = ()  # those of an inset take from it alone
        self._below, self._growing, self._crowded = below, growing, crowded
        self._edges: Floats = np.zeros(4)
        """How far what is written sticks out: left, bottom, right and top, in inches."""
        child.set_axes_locator(self._locate)  # type: ignore[arg-type]  # it takes any Axes

    def place(self, renderer: Measure) -> bool:
        """Measure what is written around the inset; tell whether it moved."""
        child, before = self._child, self._edges
        for again in (False, True):
            child.apply_aspect(self._locate(child, renderer))
            for limits in self._growing:
                if not again:
                    limits.reset()
                limits.fit(renderer)
            for fit in self._fits:
                if not again:
                    fit.reset(renderer, child.bbox.width if fit.horizontal else child.bbox.height)
                fit.fit(renderer)
            if self._guides is not None:
                self._guides.place(renderer)
            whole = Bbox.union([child.bbox, *decorations(child, renderer)])
            box, dpi = child.bbox, renderer.dpi
            far = (box.x0 - whole.x0, box.y0 - whole.y0, whole.x1 - box.x1, whole.y1 - box.y1)
            self._edges = np.array(far) / dpi
        for some in self._crowded:
            some.place(renderer)
        child.apply_aspect(self._locate(child, renderer))
        x0, y0, x1, y1 = self._outer() / np.tile(self._ax.bbox.size, 2)
        self._ground.set_bounds(x0, y0, x1 - x0, y1 - y0)
        return not np.allclose(before, self._edges, atol=0.5 / renderer.dpi)

    def write(self, style: Style) -> None:
        """Do nothing: an inset is as large as it was asked for, and takes nothing of its panel."""

    def held(self, renderer: Measure) -> float:
        """Return 1: its size is a share of the panel's."""
        return 1.0

    def words(self) -> Iterator[str]:
        """Yield what is to be said of what it has no room for, and of data that it covers."""
        for some in self._crowded:
            yield from (f"In the inset: {words}" for words in some.words())
        box = Bbox(self._outer().reshape(2, 2) + self._ax.bbox.min)
        hidden = [(one.name, covered(one, self._below, self._ax, box)) for one in self._below.marks]
        told = [f"{n} of {name}" for name, n in hidden if n]
        if told:
            yield (
                f"The inset covers data of its panel: {', '.join(told)}. Put it elsewhere, as with "
                "inset(plot, 'upper left'), make it smaller with size=, or widen the limits."
            )

    def _outer(self) -> Floats:
        """Return the box of the whole inset within the panel, in pixels."""
        wide, tall = self._ax.bbox.size
        width, height = self._inset.size[0] * wide, self._inset.size[1] * tall
        gap = INSET * self._dpi / 72
        x, y = self._inset.position
        x0 = gap + x * max(wide - 2 * gap - width, 0.0)
        y0 = gap + y * max(tall - 2 * gap - height, 0.0)
        return np.array([x0, y0, x0 + width, y0 + height])

    @property
    def _dpi(self) -> float:
        return float(self._ax.figure.get_figure(root=True).dpi)

    def _locate(self, ax: Axes, renderer: RendererBase | None) -> Bbox:
        """Return where the axes are, as shares of the figure, as matplotlib asks for it."""
        panel, dpi = self._ax.bbox, self._dpi
        inner = _INNER * dpi / 72
        left, bottom, right, top = self._edges * dpi + inner
        x0, y0, x1, y1 = self._outer()
        box = Bbox.from_extents(
            panel.x0 + x0 + left,
            panel.y0 + y0 + bottom,
            panel.x0 + max(x1 - right, x0 + left + 1),
            panel.y0 + max(y1 - top, y0 + bottom + 1),
        )
        return box.transformed(ax.figure.transSubfigure.inverted())
