"""The order of a layout: measure, put in place, choose again; and what gives way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import SubplotSpec

from plotkit.errors import warn
from plotkit.mpl.artists.crowded import Crowded
from plotkit.mpl.axis.fits import LabelFit
from plotkit.mpl.fast.lightaxis import is_bare
from plotkit.mpl.guides.attached import Attached, Speaking
from plotkit.mpl.guides.packing import Shown
from plotkit.mpl.guides.room import Room, Style
from plotkit.mpl.layout.aspect import BESIDE
from plotkit.mpl.text.breaks import LineBreaks
from plotkit.mpl.text.ruler import Measure, measuring
from plotkit.records import dataclass, replace
from plotkit.typing import Floats

Edges: TypeAlias = list[Floats]
"""How far decorations stick out, in pixels: left, right (by column), bottom, top (by row)."""

SHARE = 0.45
"""Of the width and the height of the figure, what panels keep if it can be."""
SMALL = 0.8
"""Size of text where panels would have less, as a share of the usual."""
LEAST = 0.7
"""Width and height in inches of a panel that can still be read."""
_POOR = 0.5
"""How much of their share panels have, at the most, where texts are shortened for them."""
_SHORT = 0.95
"""How well panels fare with shortened texts, at the most: rather than that all are smaller."""
_PASSES = 6
_NEAR = 3.0
"""Points by which edges may be off: so much nearer to the edge of the figure something may be."""
_SLACK = 1e-3


class Measured(Protocol):
    """A grid of panels, as it is laid out."""

    fits: Sequence[LabelFit]
    own: Sequence[Attached]
    crowded: Sequence[Crowded]
    breaks: LineBreaks
    told: set[str]

    def start(self, renderer: Measure) -> None:
        """Choose ticks and line breaks for panels that have no size yet."""

    def write(self, style: Style) -> None:
        """Let texts be of a size."""

    def edges(self, renderer: Measure) -> Edges:
        """Return how far decorations stick out."""

    def refit(self, renderer: Measure, last: bool) -> bool:
        """Choose again for the panels as they are; tell whether anything changed."""

    def held(self, renderer: Measure) -> float:
        """Return 1 if all guides within panels are in them, else how much of them."""

    def axes(self) -> Iterator[tuple[Axes, SubplotSpec]]:
        """Yield the panels."""


class Arrangement(Protocol):
    """What is laid out as one: the panels of a plot, or of several plots."""

    figure: Figure | SubFigure
    guides: Sequence[Shown]

    @property
    def regions(self) -> Sequence[Measured]:
        """Its grids of panels."""

    @property
    def given(self) -> bool:
        """Whether the user has said how large panels are or where they lie."""

    def put(self, edges: Sequence[Edges], renderer: Measure) -> None:
        """Put all in place, given how far decorations stick out of each grid."""

    def room(self, renderer: Measure) -> Room:
        """Return what guides share with panels."""

    def shares(self) -> tuple[float, float]:
        """Return the shares of the room that are left for panels, across and up."""


def arrange(whole: Arrangement) -> None:
    """Lay out all, so that panels can be read: where they could not, guides and texts give way.

    Guides at the right go below, then texts are written smaller, then shortened. Guides that were
    asked for elsewhere go below too where a panel could not be read, or is smaller than a guide
    within it. It starts each time from what was asked for, so that a larger figure gets it back.
    """
    renderer = measuring(whole.figure)
    tried: list[_Trial] = []

    def enough(*styles: Style) -> bool:
        """Try styles until panels have their share."""
        for style in styles:
            _settle(whole, style, renderer)
            tried.append(_Trial.of(whole, style, renderer))
            if tried[-1].score >= 1 - _SLACK:
                return True
        return False

    def best() -> _Trial:
        return max(reversed(tried), key=_Trial.rank)  # of equal ones that which says least

    if not enough(Style()) and not whole.given:
        free, asked = (_go(whole, style) for style in (Style(aside=False), Style(asked=False)))
        ways = [Style(), Style(aside=False)] if free else [Style()]
        small = [replace(way, scale=SMALL) for way in ways]
        if not enough(*ways[1:], *small) and (best().score < _POOR or not best().readable):
            enough(*(replace(way, brief=True) for way in small))
        if asked and not best().readable:
            below = Style(aside=not free, asked=False)
            smaller = replace(below, scale=SMALL)
            enough(below, smaller, replace(smaller, brief=True))
        if tried[-1] != best():
            _settle(whole, best().style, renderer)
    _say_what_is_small(whole, renderer)
    _say_what_is_left_out(whole, renderer)


@dataclass(frozen=True)
class _Trial:
    """How well panels fared with a style.

    Attributes
    ----------
    style
        What gave way.
    score
        1 if panels have their share, else how much of it; less if they cannot be read, or what is
        around them is shortened; below 0 if that needs more than there is.
    readable
        Whether they can be read, and guides within them leave their edges free.
    """

    style: Style
    score: float
    readable: bool

    @classmethod
    def of(cls, whole: Arrangement, style: Style, renderer: Measure) -> _Trial:
        """Look at panels as they are now."""
        held, least = _held(whole, renderer), min(_smallest(whole, renderer)) / LEAST
        score = min(1.0, *(share / SHARE for share in whole.shares()))
        if 0.0 < score < 1.0:
            score *= min(1.0, least)
        if score > 0.0 and any(region.breaks.shortens for region in whole.regions):
            score *= _SHORT
        return cls(style, min(score, score * held), held == 1.0 and least > 1 - _SLACK)

    def rank(self) -> tuple[bool, float]:
        """Return what is larger the better the panels fared."""
        return self.readable, self.score


def _go(whole: Arrangement, style: Style) -> bool:
    """Tell whether a style makes any guide stand below."""
    own = (each.guides for region in whole.regions for each in region.own)
    guides = (guide for some in (whole.guides, *own) for guide in some)
    return any(guide.place_in(style) != guide.place_in(Style()) for guide in guides)


def _held(whole: Arrangement, renderer: Measure) -> float:
    """Return 1 if all guides within panels are in them, else how much of them."""
    return min((region.held(renderer) for region in whole.regions), default=1.0)


def _settle(whole: Arrangement, style: Style, renderer: Measure) -> None:
    """Measure regions and put them in place, until their ticks fit the sizes they got."""
    regions = whole.regions
    for region in regions:
        region.write(style)
        region.start(renderer)
    if whole.guides:
        below = sum(guide.place_in(style) in ("top", "bottom") for guide in whole.guides)
        room = replace(whole.room(renderer), shared=max(below, 1))
        for guide in whole.guides:
            guide.change(style, room)
    edges: list[Edges] = []
    now = [_tick_places(region) for region in regions]
    for number in range(_PASSES):
        before, last_edges = now, edges
        found = [region.edges(renderer) for region in regions]
        # Ticks may go to and fro between two numbers: from then on there is room for both.
        edges = [_larger(*two) for two in zip(edges, found, strict=True)] if number > 1 else found
        whole.put(edges, renderer)
        # What hangs over, as turned labels do, may do so by more from panels of another size.
        near = _farthest(last_edges, edges) <= _NEAR * renderer.dpi / 72
        last = number == _PASSES - 1
        changed = [region.refit(renderer, last) for region in regions]
        now = [_tick_places(region) for region in regions]
        if near and not any(changed) and now == before:
            break


def _farthest(one: Sequence[Edges], other: Sequence[Edges]) -> float:
    """Return by how much edges differ at the most, in pixels; 0 for the first ones."""
    pairs = zip(one, other, strict=False)
    return max(
        (float(np.abs(a - b).max()) for two in pairs for a, b in zip(*two, strict=True)),
        default=0.0,
    )


def _larger(one: Edges, other: Edges) -> Edges:
    return [*map(np.maximum, one, other)]


def _tick_places(region: Measured) -> list[list[float]]:
    """Return where ticks are on each range that panels show."""
    shown: Iterator[Axis] = (fit.members[0] for fit in region.fits)
    return [np.asarray(axis.get_majorticklocs()).tolist() for axis in shown if not is_bare(axis)]


# ------------------------------------------------------------------------------------ what is said


def _smallest(whole: Arrangement, renderer: Measure) -> tuple[float, float]:
    """Return the size of the smallest panel in inches."""
    sizes = [
        (ax.bbox.width / renderer.dpi, ax.bbox.height / renderer.dpi)
        for region in whole.regions
        for ax, _ in region.axes()
        if ax.get_gid() != BESIDE
    ]
    return min(sizes, key=min, default=(LEAST, LEAST))


def _say_what_is_small(whole: Arrangement, renderer: Measure) -> None:
    """Warn of panels in which nothing can be read, unless their size was asked for."""
    least = _smallest(whole, renderer)
    if min(least) < LEAST - _SLACK and not whole.given:
        width, height = whole.figure.get_figure(root=True).get_size_inches()
        _say(
            whole,
            f"The figure of {width:.3g} × {height:.3g} inches is too small: its panels have "
            f"{least[0]:.2g} × {least[1]:.2g} inches, less than the {LEAST:g} at which they can be "
            "read. Make it larger with layout(size=...), ask for layout(panel=...), or say less "
            "around them.",
        )


def _say_what_is_left_out(whole: Arrangement, renderer: Measure) -> None:
    if _held(whole, renderer) < 1.0:
        _say(
            whole,
            "A legend or colour bar is larger than the panel in which it stands. legend('right') "
            "puts it beside the panels; a larger figure has room for it: layout(size=...).",
        )
    for guide in whole.guides:
        for words in guide.words():
            _say(whole, words)
    for region in whole.regions:
        for some in region.crowded:
            some.place(renderer)
        speaking: list[Speaking] = [*region.fits, *region.own, *region.crowded]
        for each in speaking:
            for words in each.words():
                _say(whole, words)


def _say(whole: Arrangement, words: str) -> None:
    """Warn, but only once of the same."""
    told = whole.regions[0].told
    if words not in told:
        told.add(words)
        warn(words)
