"""Title, subtitle and caption over and under the whole figure."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox, ScaledTranslation

from plotkit.compile.drawing import Titles
from plotkit.mpl.axis.sides import is_above
from plotkit.mpl.style import RC

_HEAD, _FOOT = "plotkit-title", "plotkit-caption"
_EDGE = 6.0
"""From the edge of the figure, in points."""
_SIDES = {"left": 0.0, "center": 0.5, "right": 1.0}


def raise_title(ax: Axes, renderer: RendererAgg) -> None:
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
    """Write the titles of a figure; the layout keeps the room they take."""
    side = str(mpl.rcParams["axes.titlelocation"])
    x = _SIDES[side]
    shift = _EDGE * (1 - 2 * x) if x != 0.5 else 0.0
    added: list[Artist] = []

    def write(text: str, gid: str, **where: object) -> Annotation:
        note = Annotation(text, textcoords="offset points", **where)  # type: ignore[arg-type]  # below
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
            size=mpl.rcParams["figure.titlesize"],
            weight=mpl.rcParams["figure.titleweight"],
        )
    if titles.subtitle:
        write(
            titles.subtitle,
            _HEAD,
            xy=(x, 0) if title else (x, 1),
            xycoords=title or figure.transSubfigure,
            xytext=(0 if title else shift, -_EDGE * (0.6 if title else 1)),
            ha=side,
            va="top",
            size=mpl.rcParams["axes.labelsize"],
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


def title_boxes(figure: Figure | SubFigure, renderer: RendererAgg) -> Iterator[tuple[bool, Bbox]]:
    """Yield the boxes of a figure's titles, in pixels, and whether each is at the top."""
    for artist in figure.artists:
        if artist.get_gid() in (_HEAD, _FOOT):
            yield artist.get_gid() == _HEAD, artist.get_window_extent(renderer)
