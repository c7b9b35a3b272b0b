"""What measures texts for files without pixels, and remembers them."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

from plotkit.mpl.fast.fonts import font_key, heights
from plotkit.mpl.fast.store import Store
from plotkit.mpl.fast.switch import enabled

SIZES: Store[tuple[float, float, float]] = Store(4096, room=100_000)
"""Width, height and descent of texts, so many letters in all."""
HEIGHTS: Store[tuple[Any, ...]] = Store(512)
"""Ascent, descent and gap of lines of a font."""


class VectorRenderer(RendererBase):
    """Measures texts as files without pixels show them: no letter is fitted to a raster.

    Parameters
    ----------
    dpi
        Of the figure.
    """

    def __init__(self, dpi: float) -> None:
        super().__init__()
        self.dpi = dpi

    def points_to_pixels(self, points: Any) -> Any:
        """Return lengths in the units of the figure."""
        return np.multiply(points, self.dpi / 72)


class QuickVectorRenderer(VectorRenderer):
    """Measures each text once, for this figure and for later ones."""

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return how large a line of text is."""
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        key = (font_key(prop), self.dpi, s)
        found = SIZES.get(key)
        if found is None:
            found = super().get_text_width_height_descent(s, prop, ismath)
            font = get_font(findfont(prop))
            # matplotlib warns of letters that the font lacks, each time.
            if all(font.get_char_index(ord(letter)) for letter in set(s)):
                SIZES.put(key, found, len(s))
        return found

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[Any, Any, Any]:
        """Return ascent, descent and gap of lines; matplotlib asks for them at each text."""
        key = font_key(prop)
        found = HEIGHTS.get(key)
        if found is None:
            found = heights(get_font(findfont(prop)))
            HEIGHTS.put(key, found)
        units, ascent, descent, gap = found
        if units is None:
            return None, None, None
        scale = 1 / units * prop.get_size_in_points() * self.dpi / 72
        return ascent * scale, descent * scale, gap * scale


_KEPT: WeakKeyDictionary[Figure, VectorRenderer] = WeakKeyDictionary()


def vector_renderer(figure: Figure) -> VectorRenderer:
    """Return what measures texts for a file of a figure, the same as long as it will do.

    matplotlib remembers sizes for each renderer.
    """
    kind = QuickVectorRenderer if enabled("glyphs") else VectorRenderer
    found = _KEPT.get(figure)
    if type(found) is not kind or found.dpi != figure.dpi:
        found = _KEPT[figure] = kind(figure.dpi)
    return found
