"""Texts whose layout is remembered: the few labels come again in figure after figure."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.text import Text

from plotkit.mpl.fast.canvas import Renderer
from plotkit.mpl.fast.fonts import font_key
from plotkit.mpl.fast.store import Store
from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.style import RC, plain_set

LAYOUTS: Store[Any] = Store(4096, room=100_000)
"""Layouts as matplotlib makes them, relative to the position of the text; so many letters."""


class LaidText(Text):
    """A text that is laid out once for all that say the same in the same style."""

    set = plain_set

    def _measure(self, renderer: RendererBase) -> tuple[Any, ...] | None:
        """Return what decides on the sizes of letters; None if that is not known."""
        font = self.get_fontproperties()
        figure = self.get_figure(root=True)
        assert figure is not None, "a text that is drawn is in one"
        if isinstance(renderer, Renderer):
            return renderer.face(font), font.get_size_in_points(), renderer.dpi, figure.dpi
        if type(renderer) is RendererAgg:
            return font_key(font), renderer.dpi, figure.dpi
        vectors = isinstance(renderer, MixedModeRenderer)
        if vectors and not hasattr(renderer, "buffer_rgba"):  # which it has for pixels within
            return type(figure.canvas), font_key(font), figure.dpi, RC["pdf.use14corefonts"]
        return None

    def _style(self, renderer: RendererBase) -> tuple[Any, ...] | None:
        """Return all that the layout depends on, but for what the text says; None if unknown."""
        measure = self._measure(renderer)
        if measure is None:
            return None
        return (
            *measure,
            RC["text.hinting"],
            RC["text.kerning_factor"],
            self.get_rotation(),
            self.get_rotation_mode(),
            self.get_horizontalalignment(),
            self.get_verticalalignment(),
            self._linespacing,  # type: ignore[attr-defined]  # there is no getter
        )

    def _get_layout(self, renderer: RendererBase) -> Any:
        said = self.get_text()
        plain = not ("$" in said or "\n" in said or self.get_usetex() or self.get_wrap())
        style = self._style(renderer) if plain else None
        if style is None:
            return super()._get_layout(renderer)  # type: ignore[misc]  # matplotlib's own, listed in registry.py
        key = (said, style)
        found = LAYOUTS.get(key)
        if found is None:
            found = super()._get_layout(renderer)  # type: ignore[misc]  # as above
            LAYOUTS.put(key, found, len(said))
        return found

    def layout(self, renderer: RendererBase) -> Any:
        """Return its box, its lines with their places, and how far it hangs down."""
        return self._get_layout(renderer)


class StyledText(LaidText):
    """One of which only what it says and its position change after it took its style."""

    _known: tuple[Any, ...] | None = None

    def update_from(self, other: Artist) -> None:
        """Take the style of another text."""
        super().update_from(other)
        self._known = None

    def _style(self, renderer: RendererBase) -> tuple[Any, ...] | None:
        if self._known is None:
            self._known = super()._style(renderer)
        return self._known


def laid(text: Text) -> None:
    """Let a text be laid out once that matplotlib made, which asks nobody for its class."""
    if type(text) is Text and enabled("glyphs"):
        text.__class__ = LaidText
