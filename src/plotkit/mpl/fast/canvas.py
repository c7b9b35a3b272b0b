"""The canvas of plotkit's own figures: matplotlib's Agg, which draws the same glyph only once.

matplotlib shapes every text anew and renders every glyph anew. The same few digits and letters
come again and again, in a figure and in the next one, so what they look like is kept. An outline
moved by whole pixels has the same picture, moved by as many: no pixel is another one for it.

What is kept are numbers and pictures, never a font: fonts belong to a thread, the rest is shared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib.backend_bases import get_registered_canvas_class
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from plotkit.mpl.fast.fonts import Face, Once, face_of, font_key, heights
from plotkit.mpl.fast.formulas import FormulaParser
from plotkit.mpl.fast.store import Store
from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.style import RC

_LARGE = 8192
"""Pixels: a larger glyph is not kept."""


FACES: Store[Face] = Store(512)
"""The font file that properties of a font mean."""
HEIGHTS: Store[tuple[Any, ...]] = Store(512)
"""Ascent, descent and gap of lines of a font."""
SIZES: Store[tuple[float, float, float]] = Store(4096, room=100_000)
"""Width, height and descent of texts, so many letters in all."""
SHAPES: Store[tuple[tuple[int, float, float], ...]] = Store(4096, room=50_000)
"""Glyphs of texts and where they stand, about 130 bytes each."""
GLYPHS: Store[tuple[Any, int, int]] = Store(16_384, room=4_000_000)
"""Picture of a glyph, and how far right and down of its origin its lower left corner is."""


class _Catch:
    """Keeps the picture of a glyph, where others would paint it."""

    glyph: tuple[Any, int, int] = (None, 0, 0)

    def draw_text_image(self, picture: Any, x: int, y: int, angle: float, gc: Any) -> None:
        """Take a picture with its left and lower edge, unless it is blank."""
        if picture.any():
            self.glyph = picture.copy(), x, y


class Renderer(RendererAgg):
    """Draws as its parent does, without doing the work for a text or a glyph twice."""

    _drawn: list[Any] | None = None
    """Glyphs of the text that is being shaped."""

    def __init__(self, width: float, height: float, dpi: float) -> None:
        super().__init__(width, height, dpi)
        self.mathtext_parser = FormulaParser(self.mathtext_parser)  # type: ignore[assignment]  # all that is asked is to parse

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Draw a line of text."""
        if ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        face, size = self.face(prop), prop.get_size_in_points()
        special = (mtext.get_fontfeatures(), mtext.get_language()) if mtext is not None else None
        key = (face, size, self.dpi, s, RC["text.hinting"], RC["text.kerning_factor"], special)
        shape = SHAPES.get(key)
        if shape is not None:
            font = Once(face, lambda: self._prepare_font(prop))
            glyphs = ((font, size, index, 0, 1, dx, dy) for index, dx, dy in shape)
            self._draw_text_glyphs_and_boxes(gc, x, y, angle, glyphs, ())
            return
        self._drawn = []
        try:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            drawn = self._drawn
        finally:
            self._drawn = None
        # What stands in for a letter that the font lacks depends on more than the key.
        if drawn and all(g[2] and face_of(g[0]) == face for g in drawn):
            shape = tuple((index, dx, dy) for _, _, index, _, _, dx, dy in drawn)
            SHAPES.put(key, shape, len(shape))

    def _draw_text_glyphs_and_boxes(
        self, gc: Any, x: float, y: float, angle: float, glyphs: Iterable[Any], boxes: Iterable[Any]
    ) -> None:
        if isinstance(self._renderer, _Catch):
            super()._draw_text_glyphs_and_boxes(gc, x, y, angle, glyphs, boxes)
            return
        glyphs = list(glyphs)
        if self._drawn is not None:
            self._drawn = glyphs
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        style = (self.dpi, angle, bool(gc.get_antialiased()), RC["text.hinting"])
        fonts: dict[int, Once] = {}
        for font, *outline, dx, dy in glyphs:
            once = fonts.get(id(font))
            if once is None:
                once = fonts[id(font)] = Once.of_font(font)
            # matplotlib puts glyphs at 1/64 of a pixel.
            right = round(0x40 * (x + dx * cos - dy * sin))
            up = round(0x40 * (self.height - y + dx * sin + dy * cos))
            key = (once.face, *outline, right & 63, up & 63, style)
            glyph = GLYPHS.get(key)
            if glyph is None:
                glyph = self._engrave(gc, angle, (once, *outline, 0, 0), right & 63, up & 63)
                if glyph[0] is None or glyph[0].size <= _LARGE:
                    GLYPHS.put(key, glyph, 0 if glyph[0] is None else glyph[0].size)
            picture, left, bottom = glyph
            if picture is not None:
                across, down = left + (right >> 6), bottom + int(self.height) - (up >> 6)
                self._renderer.draw_text_image(picture, across, down, 0, gc)
        boxes = list(boxes)
        if boxes:
            super()._draw_text_glyphs_and_boxes(gc, x, y, angle, (), boxes)

    def _engrave(
        self, gc: Any, angle: float, glyph: tuple[Any, ...], right: int, up: int
    ) -> tuple[Any, int, int]:
        """Return the picture of a glyph, and where its left and its lower edge are.

        Its origin is so far into the lower left pixel, in 1/64.
        """
        surface, self._renderer = self._renderer, _Catch()
        try:
            place = right / 64, self.height - up / 64
            self._draw_text_glyphs_and_boxes(gc, *place, angle, [glyph], ())
            picture, left, bottom = self._renderer.glyph
        finally:
            self._renderer = surface
        return picture, left, bottom - int(self.height)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return how large a line of text is, in pixels."""
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        size = prop.get_size_in_points()
        key = (self.face(prop), size, self.dpi, s, RC["text.hinting"], RC["text.kerning_factor"])
        found = SIZES.get(key)
        if found is None:
            found = super().get_text_width_height_descent(s, prop, ismath)
            font = self._prepare_font(prop)
            # matplotlib warns of letters that the font lacks, each time.
            if all(font.get_char_index(ord(letter)) for letter in set(s)):
                SIZES.put(key, found, len(s))
        return found

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[Any, Any, Any]:
        """Return ascent, descent and gap of lines; matplotlib asks for them at each text."""
        face = self.face(prop)
        found = HEIGHTS.get(face)
        if found is None:
            found = heights(self._prepare_font(prop))
            HEIGHTS.put(face, found)
        units, ascent, descent, gap = found
        if units is None:
            return None, None, None
        scale = 1 / units * prop.get_size_in_points() * self.dpi / 72
        return ascent * scale, descent * scale, gap * scale

    def face(self, prop: FontProperties) -> Face:
        """Return the font file that properties of a font mean."""
        key = font_key(prop)
        found = FACES.get(key)
        if found is None:
            font = self._prepare_font(prop)
            found = face_of(font)
            FACES.put(key, found)
        return found


class Canvas(FigureCanvasAgg):
    """The canvas of a figure that plotkit makes."""

    def get_renderer(self) -> RendererAgg:
        """Return what draws at the size and resolution that the figure has now."""
        width, height = self.get_width_height(physical=True)
        key = width, height, self.figure.dpi
        if self._lastKey != key:
            self.renderer = Renderer(*key)
            self._lastKey = key
        return self.renderer


def new_renderer(width: float, height: float, dpi: float) -> RendererAgg:
    """Return what draws on an image of so many pixels, or measures texts for it."""
    return (Renderer if enabled("glyphs") else RendererAgg)(width, height, dpi)


def add_canvas(figure: Figure) -> None:
    """Give a figure that plotkit makes its canvas."""
    (Canvas if enabled("glyphs") else FigureCanvasAgg)(figure)


@contextmanager
def borrowed_canvas(figure: Figure, form: str) -> Iterator[None]:
    """Let plotkit's canvas draw a figure of pyplot within the block, if pixels are asked for."""
    own: Any = figure.canvas
    pixels = get_registered_canvas_class(form) is FigureCanvasAgg
    other = isinstance(own, Canvas) or not isinstance(own, FigureCanvasAgg)
    if not enabled("glyphs") or not pixels or other:
        yield
        return
    Canvas(figure)
    try:
        yield
    finally:
        figure.set_canvas(own)
