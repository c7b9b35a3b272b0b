"""Title, subtitle and caption over and under the whole figure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox, ScaledTranslation

from plotkit.compile.drawing import Titles
from plotkit.mpl.axis.sides import is_above
from plotkit.mpl.guides.packing import Extent
from plotkit.mpl.style import RC
from plotkit.mpl.text.breaks import Slot
from plotkit.mpl.text.ruler import Measure

_HEAD, _FOOT = "plotkit-title", "plotkit-caption"
_EDGE = 6.0
"""From the edge of the figure, in points."""
_SIDES = {"left": 0.0, "center": 0.5, "right": 1.0}
_SMALLER = 0.9
"""Size of a subtitle, as a share of the title's."""
_ACROSS = 0.25
"""Share of the figure's height that each of them may take."""


def raise_title(ax: Axes, renderer: Measure) -> None:
    """Put the title of a panel over what stands above the panel."""
    if not ax.get_title():
        return
    if is_above(ax):
        ax.get_tightbbox(renderer)  # moves the title over the axis
    beyond = [one for one in ax.collections if getattr(one, "sticks_out", False)]
    tops = [one.get_window_extent(renderer).y1 for one in beyond if one.get_visible()]
    if tops and np.max(tops) > ax.bbox.y1:
        inches = RC["axes.titlepad"] / 72 + (np.max(tops) - ax.bbox.y1) / renderer.dpi
        scale = ax.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]  # it has one
        ax.title.set_transform(ax.transAxes + ScaledTranslation(0.0, inches, scale))


def add_titles(figure: Figure | SubFigure, titles: Titles) -> list[Artist]:
    """Write the titles of a figure; the layout keeps the room they take.

    They look as the title over a single panel.
    """
    side = str(RC["axes.titlelocation"])
    x = _SIDES[side]
    shift = _EDGE * (1 - 2 * x) if x != 0.5 else 0.0
    color = RC["axes.titlecolor"]
    color = RC["text.color"] if color == "auto" else color
    added: list[Artist] = []

    def write(text: str, gid: str, **where: object) -> Annotation:
        note = Annotation(text, textcoords="offset points", color=color, **where)  # type: ignore[arg-type]  # below
        note.set_gid(gid)
        figure.add_artist(note)
        added.append(note)
        return note

    title = None
    if titles.title:
        title = write(
            titles.title,
            _HEAD,
            xy=(x, 1),
            xycoords=figure.transSubfigure,
            xytext=(shift, -_EDGE),
            ha=side,
            va="top",
            size=RC["axes.titlesize"],
            weight=RC["axes.titleweight"],
        )
    if titles.subtitle:
        write(
            titles.subtitle,
            _HEAD,
            xy=(x, 0) if title else (x, 1),
            xycoords=(figure.transSubfigure, title) if title else figure.transSubfigure,
            xytext=(shift, -_EDGE * (0.6 if title else 1)),
            ha=side,
            va="top",
            size=_SMALLER * float(title.get_fontsize()) if title else RC["axes.labelsize"],
        )
    if titles.caption:
        write(
            titles.caption,
            _FOOT,
            xy=(1, 0),
            xycoords=figure.transSubfigure,
            xytext=(-_EDGE, _EDGE),
            ha="right",
            va="bottom",
            size="small",
            alpha=0.8,
        )
    return added


def title_texts(figure: Figure | SubFigure) -> Iterator[Annotation]:
    """Yield the titles of a figure."""
    for artist in figure.artists:
        if isinstance(artist, Annotation) and artist.get_gid() in (_HEAD, _FOOT):
            yield artist


def title_slots(figure: Figure | SubFigure, renderer: Measure) -> Iterator[Slot]:
    """Yield the titles of a figure, each of which may be as wide as that."""
    whole, edge = figure.bbox, _EDGE * renderer.dpi / 72
    for title in title_texts(figure):
        yield Slot(title, whole.width - 2 * edge, _ACROSS * whole.height)


def title_boxes(figure: Figure | SubFigure, renderer: Measure) -> Iterator[tuple[bool, Bbox]]:
    """Yield the boxes of a figure's titles, in pixels, and whether each is at the top."""
    for title in title_texts(figure):
        yield title.get_gid() == _HEAD, title.get_window_extent(renderer)


def place_titles(figure: Figure | SubFigure, panels: Extent, renderer: Measure) -> None:
    """Put titles over the panels, whose box is given in pixels, as far as they are inside then."""
    whole, edge = figure.bbox, _EDGE * renderer.dpi / 72
    for title in title_texts(figure):
        if title.get_gid() != _HEAD:
            continue
        share = _SIDES[title.get_horizontalalignment()]
        width = title.get_window_extent(renderer).width
        x = over(panels, share, width, (edge, whole.width - edge))
        title.xy = (x / whole.width, title.xy[1])
        title.set_position((0.0, title.get_position()[1]))


def over(panels: Extent, share: float, width: float, room: tuple[float, float]) -> float:
    """Return where a text of some width is put over panels, in pixels.

    Parameters
    ----------
    panels
        Their box.
    share
        Of the text and of the panels, which is put above each other.
    width
        Of the text.
    room
        What the text stays within.
    """
    left, right = panels[0], panels[2]
    x = left + share * (right - left)
    low, high = room[0] + share * width, room[1] - (1 - share) * width
    return max(min(x, high), low)
