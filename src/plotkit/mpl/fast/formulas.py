"""Formulas: laid out once, which takes milliseconds for as little as 10³."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, fontManager

from plotkit.mpl.fast.fonts import GENERIC, Face, Once, face_of
from plotkit.mpl.fast.store import Store
from plotkit.mpl.style import RC

_DECIDE = (
    *(name for name in mpl.rcParams if name.startswith("mathtext.")),
    *(f"font.{name}" for name in GENERIC),
    "text.kerning_factor",
)
"""rc parameters that a formula depends on."""
_STAND_INS = frozenset((ord("?"), ord("¤")))
"""What matplotlib draws for a sign that it does not know, after a warning each time."""

FORMULAS: Store[tuple[Any, list[Face]]] = Store(1024, room=50_000)
"""Formulas as matplotlib lays them out, without their fonts, and the face of each glyph."""


class FormulaParser:
    """Lays out formulas as a parser of matplotlib does, without doing it twice for one.

    Parameters
    ----------
    parser
        A ``MathTextParser`` of paths.
    """

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def parse(self, s: str, dpi: float, prop: FontProperties, **properties: Any) -> Any:
        """Return size, glyphs and boxes of a formula."""
        rc = [RC[name] for name in _DECIDE]
        rc = [tuple(value) if isinstance(value, list) else value for value in rc]
        key = (s, dpi, hash(prop), len(fontManager.ttflist), *rc)
        found = FORMULAS.get(key)
        if found is None:
            parsed = self._parser.parse(s, dpi, prop, **properties)
            if not _STAND_INS.isdisjoint(glyph[2] for glyph in parsed.glyphs):
                return parsed
            *size, glyphs, boxes = parsed
            bare = [glyph[1:] for glyph in glyphs]
            found = type(parsed)(*size, bare, boxes), [face_of(glyph[0]) for glyph in glyphs]
            FORMULAS.put(key, found, len(bare))
        parsed, faces = found
        *size, bare, boxes = parsed
        fonts = {face: Once.of_face(face) for face in set(faces)}  # of this thread
        glyphs = [(fonts[face], *glyph) for face, glyph in zip(faces, bare, strict=True)]
        return type(parsed)(*size, glyphs, boxes)
