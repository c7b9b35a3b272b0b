"""Font files: which one is meant, and a font of it when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from plotkit.mpl.style import RC

Face = tuple[str, int]
"""A font file, and which of its faces."""
GENERIC = ("serif", "sans-serif", "cursive", "fantasy", "monospace")
"""Families that rc parameters say the fonts of."""


class Once:
    """A font that is looked for when it is needed, and that is given its size once.

    Each time its size is set, a font forgets how its outlines fit the grid.
    """

    def __init__(self, face: Face, find: Callable[[], FT2Font]) -> None:
        self.face = face
        self._find = find
        self._font: FT2Font | None = None
        self._size: tuple[float, float] | None = None

    @classmethod
    def of_face(cls, face: Face) -> Once:
        """Return the font of a file, which is opened when it is needed."""
        return cls(face, lambda: font_manager.get_font(font_manager.FontPath(*face)))

    @classmethod
    def of_font(cls, font: Any) -> Once:
        """Return a font as it is at hand."""
        return font if isinstance(font, cls) else cls(face_of(font), lambda: font)

    def set_size(self, size: float, dpi: float) -> None:
        """Set the size, unless it is so already."""
        if self._font is None:
            self._font = self._find()
        if self._size != (size, dpi):
            self._font.set_size(size, dpi)
            self._size = size, dpi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._font, name)


def face_of(font: Any) -> Face:
    """Return the file and the face of a font."""
    return font.fname, font.face_index


def font_key(prop: FontProperties) -> Hashable:
    """Return all that decides which font properties mean, and its size."""
    generic = [tuple(RC[f"font.{name}"]) for name in prop.get_family() if name in GENERIC]
    return (hash(prop), len(font_manager.fontManager.ttflist), *generic)


def heights(font: FT2Font) -> tuple[Any, ...]:
    """Return units in an em, ascent, descent and gap of lines, as a font's tables say it."""
    head: Any = font.get_sfnt_table("head")
    for name, up, down, gap in (
        ("OS/2", "sTypoAscender", "sTypoDescender", "sTypoLineGap"),
        ("hhea", "ascent", "descent", "lineGap"),
    ):
        table: Any = font.get_sfnt_table(name)  # type: ignore[call-overload]  # one of its names
        if table is not None:
            return head["unitsPerEm"], table[up], -table[down], table[gap]
    return None, None, None, None
