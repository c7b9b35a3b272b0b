"""All ticks of one kind of an axis, measured and drawn with a single one.

A tick of matplotlib is five artists, and its label is laid out anew each time its size is asked.
Here one tick holds the style; places and texts are plain data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

import numpy as np
from matplotlib import colors
from matplotlib.artist import Artist
from matplotlib.axis import Tick
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform, Transform

from plotkit.mpl.fast.extents import known_reaches, style_of
from plotkit.mpl.fast.laidtext import StyledText
from plotkit.typing import Floats

Boxes: TypeAlias = list[Bbox]
"""Around all labels at a side; empty if there are none."""


class TickPattern:
    """What the ticks of one kind, major or minor, look like.

    Parameters
    ----------
    tick
        The tick that all look like.
    horizontal
        Whether the axis is the horizontal one.
    """

    def __init__(self, tick: Tick, horizontal: bool) -> None:
        self.tick = tick
        self.horizontal = horizontal
        self._labels = (_Labels(tick.label1, horizontal), _Labels(tick.label2, horizontal))

    @property
    def visible(self) -> bool:
        """Whether anything of the ticks is shown."""
        return any(part.get_visible() for part in self.tick.get_children())

    def reach(self, far: bool) -> tuple[float, float]:
        """Return how far marks go out of the axes and into them, in points; far is top or right."""
        mark = self.tick.tick2line if far else self.tick.tick1line
        size = float(mark.get_markersize()) if mark.get_visible() else 0.0
        out = {"out": 1.0, "inout": 0.5, "in": 0.0}[self.tick.get_tickdir()]
        return out * size, (1.0 - out) * size

    def boxes(
        self, places: Floats, texts: Sequence[str], renderer: RendererBase
    ) -> tuple[Boxes, Boxes]:
        """Return the boxes around the labels at the near and at the far side."""
        near, far = (labels.boxes(places, texts, renderer) for labels in self._labels)
        return near, far

    def draw(self, places: Floats, texts: Sequence[str], renderer: RendererBase) -> None:
        """Draw grid lines, marks and labels."""
        if not isinstance(renderer, RendererAgg):
            self._draw_each(places, texts, renderer)
            return
        self._draw_grid(places, renderer)
        for across, mark in enumerate((self.tick.tick1line, self.tick.tick2line)):
            if mark.get_visible():
                self._put(mark, places, across)
                mark.draw(renderer)
                self._put(mark, places[:1], across)
        for labels in self._labels:
            labels.draw(places, texts, renderer)

    def _draw_each(self, places: Floats, texts: Sequence[str], renderer: RendererBase) -> None:
        """Draw one tick after the other, as matplotlib does: in SVG each is a group."""
        for place, text in zip(places.tolist(), texts, strict=True):
            self.tick.update_position(place)
            self.tick.label1.set_text(text)
            self.tick.label2.set_text(text)
            self.tick.draw(renderer)

    def _put(self, mark: Line2D, along: Floats, across: float) -> None:
        other = np.full(len(along), across)
        mark.set_data(along if self.horizontal else other, other if self.horizontal else along)

    def _draw_grid(self, places: Floats, renderer: RendererBase) -> None:
        line = self.tick.gridline
        if not line.get_visible():
            return
        if line.get_linestyle() == "-" and not line.get_path_effects():
            style = {
                "color": colors.to_rgba(line.get_color(), cast(Any, line.get_alpha())),
                "linewidth": line.get_linewidth(),
                "capstyle": line.get_solid_capstyle(),
            }
            draw_grid(line, places, self.horizontal, line.get_transform(), style, renderer)
            return
        for place in places.tolist():
            self.tick.update_position(place)
            line.draw(renderer)


class _Labels:
    """The labels at one side, all in the style of one."""

    def __init__(self, like: Text, horizontal: bool) -> None:
        self._like = like
        self._horizontal = horizontal
        self._text: StyledText | None = None

    def boxes(self, places: Floats, texts: Sequence[str], renderer: RendererBase) -> Boxes:
        """Return the box around all labels, if these are shown."""
        if not len(places) or not self._like.get_visible() or not self._like.get_in_layout():
            return []
        anchors = self._on_page(places)
        written = [i for i, label in enumerate(texts) if label]
        boxes = []
        if written:
            around = self._reaches([texts[i] for i in written], renderer)
            around += np.tile(anchors[written], 2)
            boxes.append(Bbox([around[:, :2].min(axis=0), around[:, 2:].max(axis=0)]))
        if len(written) < len(texts):  # labels that say nothing keep the title of the axis away
            at = anchors[texts.index("")]
            boxes.append(Bbox([at, at]))
        return boxes

    def _reaches(self, labels: Sequence[str], renderer: RendererBase) -> Floats:
        """Return the box of each label relative to its anchor: left, bottom, right, top."""
        known, style = known_reaches(renderer), style_of(self._like, renderer)
        text: Text | None = None
        found = np.empty((len(labels), 4))
        for i, label in enumerate(labels):
            reach = known.get((label, *style))
            if reach is None:
                text = text or self._movable()
                text.set_text(label)
                reach = np.array(text.get_window_extent(renderer).extents)
                known.put((label, *style), reach)
            found[i] = reach
        return found

    def draw(self, places: Floats, texts: Sequence[str], renderer: RendererBase) -> None:
        """Draw the labels, if they are shown."""
        if not len(places) or not self._like.get_visible():
            return
        text = self._movable()
        for at, label in zip(self._on_page(places).tolist(), texts, strict=True):
            text.set_text(label)
            text.set_position(at)
            text.draw(renderer)

    def _on_page(self, places: Floats) -> Floats:
        """Return where labels are tied to their ticks, in pixels, shape (n, 2)."""
        at = np.empty((len(places), 2))
        at[:, 0], at[:, 1] = self._like.get_position()
        at[:, 0 if self._horizontal else 1] = places
        found: Floats = self._like.get_transform().transform(at)
        return found

    def _movable(self) -> Text:
        """Return a text in the style of the labels, and a position in pixels."""
        like, text = self._like, self._text
        if text is None:
            text = self._text = StyledText()
        text.set_position((0.0, 0.0))
        text.update_from(like)  # which leaves out some properties
        text.set_rotation_mode(like.get_rotation_mode())
        text.set_antialiased(like.get_antialiased())
        text.set_parse_math(like.get_parse_math())
        text.set_figure(cast(Any, like.get_figure(root=False)))
        text.set_transform(IdentityTransform())
        return text


class PlacedTicks:
    """All ticks of one kind that an axis shows; matplotlib takes them for one tick."""

    def __init__(self, pattern: TickPattern, places: Floats, texts: Sequence[str]) -> None:
        self.pattern = pattern
        self.places = places
        self.texts = texts
        self._measured: tuple[Boxes, Boxes] | None = None

    def boxes(self, renderer: RendererBase) -> tuple[Boxes, Boxes]:
        """Return the boxes around the labels at the near and at the far side."""
        if self._measured is None:
            self._measured = self.pattern.boxes(self.places, self.texts, renderer)
        return self._measured

    def draw(self, renderer: RendererBase) -> None:
        """Draw them."""
        self.pattern.draw(self.places, self.texts, renderer)


def draw_grid(
    clip: Artist,
    places: Floats,
    horizontal: bool,
    transform: Transform,
    style: dict[str, Any],
    renderer: RendererBase,
) -> None:
    """Draw grid lines as one path.

    Parameters
    ----------
    clip
        Artist by whose bounds the lines are cut off.
    places
        Where they are along the axis.
    horizontal
        Whether the axis is the horizontal one.
    transform
        From places along the axis, and 0 to 1 across it, to the page.
    style
        Color, linewidth in points, capstyle.
    renderer
        What draws.
    """
    if not len(places):
        return
    ends = np.empty((2 * len(places), 2))
    ends[:, 0 if horizontal else 1] = np.repeat(places, 2)
    ends[:, 1 if horizontal else 0] = np.tile([0.0, 1.0], len(places))
    codes = np.tile(np.array([Path.MOVETO, Path.LINETO], dtype=np.uint8), len(places))
    gc = renderer.new_gc()
    if clip.get_clip_on():
        if clip.get_clip_box() is not None:
            gc.set_clip_rectangle(clip.get_clip_box())
        gc.set_clip_path(cast(Any, clip.get_clip_path()))
    gc.set_foreground(style["color"], isRGBA=True)
    gc.set_linewidth(style["linewidth"])
    gc.set_capstyle(style["capstyle"])
    renderer.draw_path(gc, Path(transform.transform(ends), codes), IdentityTransform())
    gc.restore()
