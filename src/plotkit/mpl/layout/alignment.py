"""The layout of a composition: panels of several plots, aligned in rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

import numpy as np
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Text

from plotkit.compile.composition import Division
from plotkit.mpl.guides.packing import Extent, Shown, measure, place
from plotkit.mpl.guides.room import Room
from plotkit.mpl.layout.adjusted import Adjusted
from plotkit.mpl.layout.bounds import PAD, bounds
from plotkit.mpl.layout.region import Region
from plotkit.mpl.layout.settling import Edges, arrange
from plotkit.mpl.layout.titles import place_titles, title_slots
from plotkit.mpl.text.breaks import LineBreaks
from plotkit.mpl.text.ruler import Measure, measuring
from plotkit.records import dataclass

BETWEEN = 14.0
"""Between what stands around neighbouring plots, in points."""

Gaps = Sequence[float]


@dataclass(eq=False)
class Alignment:
    """Several regions, each in a part of one figure.

    Attributes
    ----------
    figure
        The whole.
    division
        How it is divided among the regions.
    regions
        Of each plot; each fills a SubFigure.
    tags
        What is written at the upper left of each plot.
    guides
        Of the whole.
    asked
        What the user says by ``subplots_adjust``.
    """

    figure: Figure | SubFigure
    division: Division
    regions: Sequence[Region]
    tags: Sequence[Text | None]
    guides: Sequence[Shown] = ()
    asked: Adjusted | None = None

    def __post_init__(self) -> None:
        self._breaks = LineBreaks()
        self._shares = 1.0, 1.0

    @property
    def given(self) -> bool:
        """Whether the user has said where the plots lie."""
        return self.asked is not None and bool(self.asked.since())

    def arrange(self) -> None:
        """Give all panels of a row one height and base, and all of a column one width."""
        self._breaks.fit(title_slots(self.figure, measuring(self.figure)), measuring(self.figure))
        arrange(self)

    def room(self, renderer: Measure) -> Room:
        """Return the room that guides of the whole share with the plots, in points."""
        x0, y0, x1, y1 = np.array(bounds(self.figure, renderer)) * 72 / renderer.dpi
        return Room(float(x1 - x0), float(y1 - y0))

    def shares(self) -> tuple[float, float]:
        """Return the shares of the figure that panels have, across and up."""
        return self._shares

    def put(self, edges: Sequence[Edges], renderer: Measure) -> None:
        """Put all plots, guides, tags and titles in their places."""
        point = renderer.dpi / 72
        own = [
            region.margins(edge, renderer) for region, edge in zip(self.regions, edges, strict=True)
        ]
        tagged = [
            _with_tag(margins, tag, renderer) for margins, tag in zip(own, self.tags, strict=True)
        ]
        room = bounds(self.figure, renderer)
        packs = measure(self.guides, room, renderer)
        x0, y0, x1, y1 = packs.room
        cutting = _Cutting(tagged, BETWEEN * point)
        left, bottom, right, top = around = cutting.margins(self.division)
        box = (x0 + left, y0 + bottom, max(x1 - right, x0 + left), max(y1 - top, y0 + bottom))
        box = box if self.asked is None else self.asked.box(box)
        cutting.cut(self.division, box, around)
        for number, region in enumerate(self.regions):
            panels, outer = cutting.panels[number], cutting.outer[number]
            self._move(cast(SubFigure, region.figure), _grown(panels, own[number]))
            region.apply(edges[number], renderer)
            tag = self.tags[number]
            if tag is not None:
                corner = outer[0], outer[3]
                tag.set_position((corner[0] / self._width, corner[1] / self._height))
        place_titles(self.figure, box, renderer)
        place(packs, box, self.figure, point)
        self._shares = cutting.shares(self.division, self._width, self._height)

    def _move(self, part: SubFigure, box: Extent) -> None:
        x0, y0, x1, y1 = box
        part.bbox_relative.set_points(np.array([[x0, y0], [x1, y1]]) / (self._width, self._height))

    @property
    def _width(self) -> float:
        return float(self.figure.bbox.width)

    @property
    def _height(self) -> float:
        return float(self.figure.bbox.height)


def _with_tag(margins: Extent, tag: Text | None, renderer: Measure) -> Extent:
    """Return the margins of a plot with room for its tag, which stands in their upper corner."""
    if tag is None:
        return margins
    left, bottom, right, top = margins
    box, gap = tag.get_window_extent(renderer), PAD * renderer.dpi / 72
    beside = box.width + gap <= left
    return left, bottom, right, max(top, box.height + gap) if beside else top + box.height + gap


def _grown(box: Extent, margins: Extent) -> Extent:
    x0, y0, x1, y1 = box
    left, bottom, right, top = margins
    return x0 - left, y0 - bottom, x1 + right, y1 + top


class _Cutting:
    """Divides a box among the panels of plots.

    Parameters
    ----------
    margins
        Around the panels of each plot, in pixels.
    between
        Least distance of what stands around two plots, in pixels.
    """

    def __init__(self, margins: Sequence[Extent], between: float) -> None:
        self._margins = margins
        self._between = between
        self.panels: dict[int, Extent] = {}
        """The box of each plot's panels."""
        self.outer: dict[int, Extent] = {}
        """The same with the margins of its row and column."""

    def margins(self, part: int | Division) -> Extent:
        """Return the margins around the panels of a part."""
        if isinstance(part, int):
            return self._margins[part] if part >= 0 else (0.0, 0.0, 0.0, 0.0)
        all_ = np.array([self.margins(one) for one in part.parts])
        left, bottom, right, top = all_.max(axis=0).tolist()
        if part.direction == "row":
            left, right = float(all_[0, 0]), float(all_[-1, 2])
        else:
            top, bottom = float(all_[0, 3]), float(all_[-1, 1])
        return left, bottom, right, top

    def gaps(self, part: Division) -> Gaps:
        """Return the distances of the panels of neighbours."""
        all_ = [self.margins(one) for one in part.parts]
        first, second = (2, 0) if part.direction == "row" else (1, 3)
        return [one[first] + other[second] + self._between for one, other in pairwise(all_)]

    def cut(
        self, part: int | Division, box: Extent, around: Extent, gaps: Gaps | None = None
    ) -> None:
        """Find the panels of all plots of a part.

        Parameters
        ----------
        part
            A plot or a division.
        box
            What its panels fill.
        around
            Margins that it shares with its neighbours.
        gaps
            Between its parts, if neighbours have the same.
        """
        if isinstance(part, int):
            if part >= 0:
                self.panels[part], self.outer[part] = box, _grown(box, around)
            return
        horizontal = part.direction == "row"
        gaps = self.gaps(part) if gaps is None else gaps
        x0, y0, x1, y1 = box
        room = (x1 - x0 if horizontal else y1 - y0) - sum(gaps)
        sizes = [max(room * share / sum(part.shares), 1.0) for share in part.shares]
        inner = self._common_gaps(part)
        at, last = (x0 if horizontal else y1), len(sizes) - 1
        for number, (one, size) in enumerate(zip(part.parts, sizes, strict=True)):
            left, bottom, right, top = self.margins(one)
            if horizontal:
                cell = (at, y0, at + size, y1)
                left = around[0] if number == 0 else left
                right = around[2] if number == last else right
                margins = (left, around[1], right, around[3])
            else:
                cell = (x0, at - size, x1, at)
                top = around[3] if number == 0 else top
                bottom = around[1] if number == last else bottom
                margins = (around[0], bottom, around[2], top)
            self.cut(one, cell, margins, inner)
            step = size + (gaps[number] if number < last else 0.0)
            at += step if horizontal else -step

    def shares(self, whole: int | Division, width: float, height: float) -> tuple[float, float]:
        """Return the shares of a figure that all panels have, across and up, once it is cut."""
        across, up = self._sizes(whole)
        return across / width, up / height

    def _sizes(self, part: int | Division) -> tuple[float, float]:
        if isinstance(part, int):
            x0, y0, x1, y1 = self.panels.get(part, (0.0, 0.0, 0.0, 0.0))
            return x1 - x0, y1 - y0
        sizes = np.array([self._sizes(one) for one in part.parts])
        along = 0 if part.direction == "row" else 1
        both = sizes.max(axis=0)
        both[along] = sizes[:, along].sum()
        return float(both[0]), float(both[1])

    def _common_gaps(self, part: Division) -> Gaps | None:
        """Return gaps for all parts, if they are divided alike, so that they make a grid."""
        inner = [one for one in part.parts if isinstance(one, Division)]
        if len(inner) < len(part.parts) or len({one.shares for one in inner}) > 1:
            return None
        return [max(each) for each in zip(*map(self.gaps, inner), strict=True)]
