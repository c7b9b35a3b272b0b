"""Texts whose places a function finds: all of a layer in a panel are one artist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, IdentityTransform, Transform

from plotkit.marks.paint import contrasting
from plotkit.marks.primitives import Shares
from plotkit.mpl.artists.grounds import grounds, legible
from plotkit.mpl.artists.inks import Inks
from plotkit.mpl.artists.placement import Placement
from plotkit.mpl.style import plain_set
from plotkit.page import Places
from plotkit.typing import Bools, Floats

TEXT_ZORDER = 3
"""Above the frame of the axes, which would cut through a text at the edge."""


def in_view(artist: Artist, pixels: Floats, panel: Shares) -> Bools:
    """Tell which points are within the Axes; a share of the panel always is."""
    axes: Any = artist.axes
    middle = axes.get_window_extent().get_points().mean(axis=0)
    judged = np.where([name in panel for name in "xy"], middle, pixels)
    shown: Bools = axes.patch.contains_points(judged, radius=1.0)  # as annotations are judged
    return shown


def with_frame(text: Text, box: Bbox) -> Bbox:
    """Return the box around a text and what is behind it."""
    patch, figure = text.get_bbox_patch(), text.get_figure(root=True)
    if patch is None or figure is None:
        return box
    form: Any = patch.get_boxstyle()
    turned = np.deg2rad(text.get_rotation())
    pad = getattr(form, "pad", 0.0) * float(text.get_fontsize())
    pad *= abs(np.cos(turned)) + abs(np.sin(turned))
    return box.padded((pad + patch.get_linewidth() / 2) * figure.dpi / 72)


class PlacedTexts(Artist):
    """Texts at points that a function moves, all of them at once.

    Parameters
    ----------
    texts
        At their offsets in points.
    places
        Coordinates of their points, shape (n, 2).
    transform
        From coordinates to the page.
    panel
        The axes on which points are at shares of the panel.
    placement
        What moves the points.
    widens
        Whether limits grow for them.

    Attributes
    ----------
    inks
        What else is drawn in the panel.
    legible
        Whether texts whose colour is lost upon what lies beneath become black or white.
    scaled
        The Axes in whose units the points are, if that is not the one which holds the texts.
    """

    set = plain_set

    scaled: Axes | None = None

    def __init__(
        self,
        texts: list[Text],
        places: Floats,
        transform: Transform,
        panel: Shares,
        placement: Placement,
        widens: bool = True,
    ) -> None:
        super().__init__()
        self._widens = widens
        self.texts = texts
        self._places, self._way, self._panel = places, transform, panel
        self._placement = placement
        self.inks: Inks | None = None
        self.legible = False
        self._scale = 1.0
        self._colors: list[Any] | None = None
        self._leaders: LineCollection | None = None
        self.set_clip_on(False)
        self.set_zorder(TEXT_ZORDER)

    def get_texts(self) -> list[Text]:
        """Return all texts, also those that are not shown."""
        return self.texts

    def get_children(self) -> list[Artist]:
        """Return the texts that were shown last."""
        return [text for text in self.texts if text.get_visible()]

    def set_figure(self, fig: Figure | SubFigure) -> None:
        """Set the figure of all texts."""
        super().set_figure(fig)
        for text in self.texts:
            text.set_figure(fig)

    @property
    def sticks_out(self) -> bool:
        """Whether the layout leaves space for it."""
        return not self._placement.within

    @property
    def rank(self) -> int:
        """When it has its turn to look at others; -1 if it does not."""
        return self._placement.rank

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What the function said when it was asked last."""
        return self._placement.words

    # ------------------------------------------------------------------------------------- limits

    def look(self) -> Any:
        """Return what its reach depends on: without `inks`, on nothing that the layout changes."""
        axes: Any = self.scaled or self.axes
        if not self._placement.sees:
            return None
        return (*axes.bbox.bounds, *axes.viewLim.bounds)

    def reaches(self, renderer: RendererBase | None) -> Iterator[tuple[Floats, Floats]]:
        """Yield the points of texts that widen limits, and the box of each around it, in pixels."""
        if not self._widens or self._placement.within:
            return
        if not self._placement.sees:
            reach = self._reach(self._shown(self._way.transform(self._places)), renderer)
            yield from zip(self._places, reach, strict=True)
            return
        axes: Any = self.scaled or self.axes
        found, reach = self._find(renderer)
        if found.anchor is None or not min(axes.bbox.size) >= 1:  # nothing is seen in less
            return
        boxes = reach + found.xy[:, None]
        if found.lines is not None:
            boxes = np.stack(
                [
                    np.fmin(boxes[:, 0], found.lines.min(axis=1)),
                    np.fmax(boxes[:, 1], found.lines.max(axis=1)),
                ],
                axis=1,
            )
        data = axes.transData.inverted().transform(found.anchor)
        yield from zip(data, boxes - found.anchor[:, None], strict=True)

    def _shown(self, pixels: Floats) -> Bools:
        shown: Bools = np.isfinite(pixels).all(axis=1) & in_view(self, pixels, self._panel)
        return shown & [bool(text.get_text()) for text in self.texts]

    def _reach(self, shown: Bools, renderer: RendererBase | None) -> Floats:
        """Return the boxes of texts around their points, NaN for those that are not shown."""
        self._resize(1.0)
        reach = np.full((len(shown), 2, 2), np.nan)
        for i in np.flatnonzero(shown).tolist():
            text = self.texts[i]
            text.set_visible(True)  # a hidden one has no size
            self._put(text, np.zeros(2), self._placement.point)
            reach[i] = with_frame(text, text.get_window_extent(renderer)).get_points()
        return reach

    def _resize(self, scale: float) -> None:
        """Let texts have a share of the size that was asked for."""
        if scale != self._scale:
            for text in self.texts:
                text.set_fontsize(float(text.get_fontsize()) * scale / self._scale)
            self._scale = scale

    # ------------------------------------------------------------------------------------- places

    def _find(self, renderer: RendererBase | None) -> tuple[Places, Floats]:
        """Return where texts belong, in pixels, and the boxes around their points."""
        pixels = self._way.transform(self._places)
        shown = self._shown(pixels)
        pixels = np.where(shown[:, None], pixels, np.nan)
        point = self._placement.point
        reach = self._reach(shown, renderer)
        extent, middle = np.diff(reach, axis=1)[:, 0] / point, reach.mean(axis=1) / point
        around: dict[str, Floats] = {}
        if self.inks is not None and self._placement.sees:
            around = self.inks.around(self, self._placement.sees, renderer)
        found = self._placement.places(pixels, extent, middle, around)
        return found, reach * found.scale

    def place(self, renderer: RendererBase | None) -> list[Bbox]:
        """Put texts where they belong, and return the boxes of those that are shown, in pixels."""
        found, reach = self._find(renderer)
        self._resize(found.scale)
        boxes = []
        shown = np.asarray(np.isfinite(found.xy).all(axis=1))
        if found.hidden is not None:
            shown = shown & ~found.hidden
        for text, seen, xy, around in zip(self.texts, shown, found.xy, reach, strict=True):
            text.set_visible(bool(seen))
            if seen:
                self._put(text, xy, self._placement.point)
                boxes.append(Bbox(around + xy))
        self._color(found, reach)
        self._make_leaders(found, shown)
        return boxes

    def _color(self, found: Places, reach: Floats) -> None:
        """Let texts be black or white where they could not be read upon what lies beneath."""
        if self._colors is not None:  # first as they were
            for text, color in zip(self.texts, self._colors, strict=True):
                text.set_color(color)
        if self.inks is None or (found.upon is None and not self.legible):
            return
        self._colors = [text.get_color() for text in self.texts]
        there = np.asarray(np.isfinite(found.xy).all(axis=1))
        if found.upon is None:
            for i in np.flatnonzero(there).tolist():
                own = to_rgba(self._colors[i])
                self.texts[i].set_color(legible(own, reach[i] + found.xy[i], self.inks))
            return
        shown = np.flatnonzero(found.upon & there)
        beneath = grounds(self.inks, (found.xy + reach.mean(axis=1))[shown])
        for i, ground in zip(shown.tolist(), beneath, strict=True):
            color = np.array(to_rgba(self._colors[i]))
            made = contrasting(ground, color, shown=False)
            if color[3] == 1 and not np.allclose(made, color):
                self.texts[i].set_color(made)

    def _make_leaders(self, found: Places, shown: Bools) -> None:
        """Make the lines that belong to texts."""
        runs: Any = [] if found.lines is None else found.lines[shown]
        runs = [run for run in runs if np.isfinite(run).all()]
        if not runs:
            self._leaders = None
            return
        self._leaders = LineCollection(
            runs,
            colors=found.color,
            linewidths=found.linewidth,
            capstyle="projecting",
            transform=IdentityTransform(),
        )
        self._leaders.set_figure(cast(Any, self.get_figure(root=False)))

    @staticmethod
    def _put(text: Text, pixels: Floats, point: float) -> None:
        """Let a text, which is at its offset, start from a place on the page."""
        text.set_transform(Affine2D().scale(point).translate(*pixels.tolist()))

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the box around all texts, and the lines that belong to them, in pixels."""
        boxes = self.place(renderer)
        if self._leaders is not None:
            runs = np.concatenate([path.vertices for path in self._leaders.get_paths()])
            boxes.append(Bbox([runs.min(axis=0), runs.max(axis=0)]))
        return Bbox.union(boxes) if boxes else Bbox.null()

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the same."""
        return self.get_window_extent(renderer)

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def draw(self, renderer: RendererBase) -> None:
        """Draw the texts at their places."""
        if not self.get_visible():
            return
        self.place(renderer)
        renderer.open_group("texts", gid=self.get_gid())
        if self._leaders is not None:
            self._leaders.draw(renderer)
        for text in self.texts:
            if text.get_visible():
                text.draw(renderer)
        renderer.close_group("texts")
        self.stale = False
