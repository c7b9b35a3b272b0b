"""Texts that are many: they remember their style, and are drawn without asking for it again."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba

from plotkit.mpl.fast.canvas import Renderer
from plotkit.mpl.fast.laidtext import LaidText
from plotkit.mpl.style import plain_set
from plotkit.typing import Floats

_SET_STALE: Any = Artist.stale.fset  # type: ignore[attr-defined]  # it is a property


class QuickText(LaidText):
    """A text of which all is remembered that decides on its looks, until something is set.

    Whatever sets a property of a text calls it stale.
    """

    set = plain_set

    _memory: dict[str, Any] | None = None
    """What is known of it, by name, until it is stale."""
    _like: Any = None

    @property
    def stale(self) -> bool:
        """Whether it looks otherwise than it was drawn last."""
        return bool(super().stale)

    @stale.setter
    def stale(self, value: bool) -> None:
        if value:
            self._memory = None
        _SET_STALE(self, value)

    @property
    def memory(self) -> dict[str, Any]:
        """What is known of it as it looks now."""
        if self._memory is None:
            self._memory = {}
        return self._memory

    def clip_like(self, other: Any) -> None:
        """Take the clip box of another text when the axes that have it take this one too."""
        self._like = other

    def set_clip_path(self, path: Any, transform: Any = None) -> None:
        """Set what the text is clipped by; the first time, when axes take it, as the other is."""
        like, self._like = self._like, None
        axes: Any = self.axes
        beside = like is not None and like.axes is axes is not None and path is axes.patch
        if beside and like.get_clip_path() is None:
            self.set_clip_box(like.get_clip_box())
        else:
            super().set_clip_path(path, transform)

    def _style(self, renderer: RendererBase) -> tuple[Any, ...] | None:
        """Return all that its layout depends on, but for what it says."""
        figure: Any = self.get_figure(root=True)
        now = type(renderer), getattr(renderer, "dpi", None), figure.dpi
        known = self.memory.get("style")
        if known is None or known[0] != now:
            known = self.memory["style"] = now, super()._style(renderer)
        found: tuple[Any, ...] | None = known[1]
        return found

    def is_simple(self) -> bool:
        """Tell whether it is one upright line of letters, and nothing else."""
        found: bool | None = self.memory.get("simple")
        if found is None:
            said = self.get_text()
            found = self.memory["simple"] = not (
                "$" in said
                or "\n" in said
                or self.get_usetex()
                or self.get_rotation()
                or self.get_clip_on()
                or self.get_rasterized()
                or self.get_path_effects()
                or self.get_sketch_params() is not None
                or self.get_agg_filter() is not None
                or self.get_snap() is not None
                or self.get_url() is not None
            )
        return found

    def draw_at(self, renderer: RendererBase, xy: Floats) -> bool:
        """Draw it at a place in pixels, if that takes no more than its letters; else say so."""
        if type(renderer) is not Renderer or not self.is_simple() or self.get_wrap():
            return False
        _, lines, _ = self.layout(renderer)
        ((line, _, (x, y)),) = lines
        gc = renderer.new_gc()
        gc.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        gc.set_alpha(self.get_alpha())  # type: ignore[arg-type]  # None is one
        gc.set_antialiased(self.get_antialiased())
        across, up = float(x + xy[0]), renderer.height - float(y + xy[1])
        renderer.draw_text(gc, across, up, line, self.get_fontproperties(), 0.0, False, self)
        self.stale = False
        return True
