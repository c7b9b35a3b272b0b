"""Texts at points: notes that are hidden with their points, and texts that a function places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Affine2D, Bbox, IdentityTransform, ScaledTranslation, Transform

from plotkit.marks.primitives import Shares, Texts
from plotkit.mpl.artists.grounds import legible
from plotkit.mpl.artists.inks import Inks
from plotkit.mpl.artists.placedtexts import TEXT_ZORDER, PlacedTexts, in_view, with_frame
from plotkit.mpl.artists.rounded import rounded
from plotkit.mpl.artists.surface import Surface
from plotkit.mpl.artists.textlayer import TextLayer
from plotkit.mpl.fast.extents import known_reaches, style_of
from plotkit.mpl.fast.quicktext import QuickText
from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.style import each, plain_set
from plotkit.records import dataclass
from plotkit.typing import Floats


def text_artists(primitive: Texts, surface: Surface) -> list[Artist]:
    """Return the artists that show texts."""
    n = len(primitive.xy)
    places = surface.project(primitive.xy, primitive.panel)
    transform = surface.page(primitive.panel)
    offsets = np.broadcast_to(primitive.offset, (n, 2)).tolist()
    properties = _properties(primitive, n)
    if primitive.place is not None and surface.axes:
        texts = [Text(*offset, **one) for offset, one in zip(offsets, properties, strict=True)]
        placement = surface.placement(primitive.place)
        widens = primitive.limits and (not primitive.panel or bool(placement.sees))
        moved = PlacedTexts(texts, places, transform, primitive.panel, placement, widens)
        moved.inks, moved.legible = surface.inks, primitive.legible
        return [moved]
    made: list[Any] = []
    kind = QuickDataText if enabled("glyphs") else DataText
    for xy, offset, one in zip(places.tolist(), offsets, properties, strict=True):
        if not surface.axes:
            shift = ScaledTranslation(offset[0] / 72, offset[1] / 72, surface.inches)
            made.append(Text(*xy, transform=transform + shift, **one))
            continue
        placed = {"xy": xy, "xytext": offset, "textcoords": "offset points", **one}
        if primitive.panel or primitive.box is not None or surface.over:
            made.append(Note(primitive.panel, transform, **placed))
            made[-1].widens = primitive.limits and not primitive.panel
        else:
            made.append(kind(**placed))
            made[-1].widens = primitive.limits
        made[-1].set_transform(IdentityTransform())
        if primitive.legible and surface.inks is not None:
            made[-1].stands_out(surface.inks)
    together = [text for text in made if isinstance(text, QuickDataText)]
    layer = TextLayer(together)
    for number, text in enumerate(together):
        text.joins(layer, number)
    return made


def _properties(primitive: Texts, n: int) -> list[dict[str, Any]]:
    """Return the properties of each text."""
    properties = [
        {
            "text": text,
            "color": tuple(color),
            "fontsize": size,
            "horizontalalignment": halign,
            "verticalalignment": valign,
            "clip_on": False,
            "zorder": TEXT_ZORDER,
        }
        for text, color, size, halign, valign in zip(
            each(primitive.text, n),
            each(primitive.color, n),
            each(primitive.size, n),
            each(primitive.halign, n),
            each(primitive.valign, n),
            strict=True,
        )
    ]
    if np.ndim(primitive.rotation) or primitive.rotation:
        for one, rotation in zip(properties, each(primitive.rotation, n), strict=True):
            one["rotation"] = rotation
    if primitive.halo is not None:
        line: dict[str, Any] = {"linewidth": 2 * primitive.halo.width, "joinstyle": "round"}
        for one, color in zip(properties, each(primitive.halo.color, n), strict=True):
            one["path_effects"] = [Stroke(**line, foreground=tuple(color)), Normal()]
    if primitive.box is not None:
        box = primitive.box
        columns = each(box.facecolor, n), each(box.edgecolor, n), each(box.edgewidth, n)
        for one, face, edge, width in zip(properties, *columns, strict=True):
            size = one["fontsize"]
            one["bbox"] = {
                "boxstyle": _Frame(box.pad / size, box.radius / size),
                "facecolor": tuple(face),
                "edgecolor": tuple(edge),
                "linewidth": width,
            }
    return properties


@dataclass(frozen=True)
class _Frame:
    """The form of a box behind a text; lengths are shares of the font size."""

    pad: float
    radius: float

    def __call__(self, x: float, y: float, width: float, height: float, size: float) -> Path:
        """Return the outline of the box around a text."""
        low = np.array([x, y]) - self.pad * size
        high = np.array([x + width, y + height]) + self.pad * size
        return rounded(low, high, high - low, self.radius * size)


class DataText(Annotation):
    """A text at a point of the data: it is hidden where that lies outside of the axes.

    Attributes
    ----------
    widens
        Whether limits grow for it.
    scaled
        The Axes in whose units its point is, if that is not the one which holds it.
    """

    set = plain_set

    widens = False
    scaled: Axes | None = None
    _inks: Inks | None = None
    _asked: Any = None
    _taken: Any = None
    _known: tuple[Any, Floats] | None = None

    def reaches(self, renderer: RendererBase) -> Iterator[tuple[Any, Floats]]:
        """Yield its point and the box around that, in pixels, if limits grow for it."""
        if self.widens and self.get_text() and self.axes is not None:
            yield self.xy, self._reach(renderer, self._at())

    def _at(self) -> Floats:
        axes: Any = self.scaled or self.axes
        return np.asarray(axes.transData.transform(self.xy))

    def _reach(self, renderer: RendererBase, at: Floats) -> Floats:
        """Return the box around its point, which is the same wherever that is."""
        key = (self.get_text(), self.get_position(), *style_of(self, renderer))
        if self._known is not None and self._known[0] == key:
            return self._known[1]
        plain = self._is_plain()
        known = known_reaches(renderer)  # of texts that look alike
        found = known.get((DataText, *key)) if plain else None
        if found is None:
            found = self.get_window_extent(renderer).get_points() - at
            if plain and self._in_view(at):
                known.put((DataText, *key), found, len(self.get_text()))
        self._known = key, found
        return found

    def _is_plain(self) -> bool:
        """Tell whether it is nothing but a text some points from a place among the data."""
        return (
            type(self) in (DataText, QuickDataText)
            and self.axes is not None
            and (self.xycoords, self.anncoords) == ("data", "offset points")
            and self.get_annotation_clip() is None
            and self.arrow_patch is None
            and self.get_bbox_patch() is None
        )

    def _in_view(self, at: Floats) -> bool:
        axes: Any = self.axes  # its box tells at once, unless the point is at the edge
        return bool(axes.bbox.contains(*at) or in_view(self, at[None], "")[0])

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox | None:
        """Return the box around it, in pixels; nothing while it is hidden."""
        if renderer is None or not self._is_plain():
            return super().get_tightbbox(renderer)
        at = self._at()
        return Bbox(self._reach(renderer, at) + at) if self._in_view(at) else Bbox.null()

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def draw(self, renderer: RendererBase) -> None:
        """Draw it while its point is in view."""
        figure = self.get_figure(root=True)
        if self._inks is not None and self.get_visible() and self.get_text():
            self._stand_out(self._inks, renderer)
        if figure is None or not self._is_plain():
            super().draw(renderer)
            return
        at = self._at()
        if self.get_visible() and self._in_view(at):
            self.set_transform(Affine2D().scale(figure.dpi / 72).translate(*at))
            Text.draw(self, renderer)

    def stands_out(self, inks: Inks) -> None:
        """Let it be black or white while its colour is lost upon what is drawn beneath."""
        self._inks = inks
        self._asked = self._taken = self.get_color()

    def _stand_out(self, inks: Inks, renderer: RendererBase) -> None:
        if self.get_color() != self._taken:  # somebody has set another one
            return
        if self._is_plain():
            at = self._at()
            box = self._reach(renderer, at) + at
        else:
            box = self.get_window_extent(renderer).get_points()
        self._taken = legible(to_rgba(self._asked), box, inks)
        self.set_color(self._taken)


class QuickDataText(QuickText, DataText):
    """One of the texts of a layer, which are placed together.

    Attributes
    ----------
    layer
        All of them.
    """

    set = plain_set

    layer: TextLayer | None = None
    _place: int = 0

    def joins(self, layer: TextLayer, number: int) -> None:
        """Be one of the texts of a layer, by number."""
        self.layer, self._place = layer, number
        if number:
            self.clip_like(layer.texts[0])

    def is_plain(self) -> bool:
        """Tell whether its box is that of its letters."""
        return self.is_simple() and self._is_plain() and not self.get_wrap()

    def reach(self, renderer: RendererBase) -> Floats:
        """Return the box around its point, in pixels."""
        key = renderer, getattr(renderer, "dpi", None)
        known = self.memory.get("reach")
        if known is None or known[0] != key:
            found = self.layout(renderer)[0].get_points() + self._shift()
            known = self.memory["reach"] = key, found
        reach: Floats = known[1]
        return reach

    def _shift(self) -> Floats:
        """Return how far from its point it is, in pixels."""
        figure: Any = self.get_figure(root=True)
        shift: Floats = np.array(self.get_position()) * (figure.dpi / 72)
        return shift

    def _at(self) -> Floats:
        place = None if self.layer is None else self.layer.place(self._place)
        return super()._at() if place is None else place[0]

    def _reach(self, renderer: RendererBase, at: Floats) -> Floats:
        return self.reach(renderer) if self.is_plain() else super()._reach(renderer, at)

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def draw(self, renderer: RendererBase) -> None:
        """Draw it while its point is in view."""
        if self.layer is None or self._inks is not None or not self.is_plain():
            super().draw(renderer)
            return
        place = self.layer.place(self._place)
        hidden = place is not None and not place[1]
        if hidden or not (self.get_visible() and self.get_text()):
            return
        if place is None or not self.draw_at(renderer, place[0] + self._shift()):
            super().draw(renderer)


class Note(DataText):
    """A text that is hidden with its point, as far as that is in the units of the axes.

    Its box counts for how large it is.

    Parameters
    ----------
    panel
        The axes on which the point is at a share of the panel.
    transform
        From the point to the page.
    kwargs
        As of an `Annotation`.
    """

    def __init__(self, panel: Shares, transform: Transform, **kwargs: Any) -> None:
        self._panel: Shares = panel
        super().__init__(xycoords=transform, annotation_clip=False, **kwargs)

    def get_visible(self) -> bool:
        """Return whether it is shown: set to be so, with its point in view."""
        if not super().get_visible() or self.axes is None:
            return bool(super().get_visible())
        transform: Any = self.xycoords
        return bool(in_view(self, transform.transform([self.xy]), self._panel)[0])

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:  # type: ignore[override]  # as that of an Annotation
        """Return the box around the text with all that is behind it, in pixels."""
        box = super().get_window_extent(renderer)
        return with_frame(self, box) if self.get_visible() else box

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox | None:
        """Return the same; nothing while it is hidden."""
        return super().get_tightbbox(renderer) if self.get_visible() else Bbox.null()
