"""How large texts are before they are drawn, and which of them stand apart along an axis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.cbook import is_math_text
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Text

from plotkit.mpl.fast.canvas import new_renderer
from plotkit.mpl.fast.vectors import VectorRenderer, vector_renderer
from plotkit.typing import Bools, Floats

SIDEWAYS, UPRIGHT = 0.4, 0.1
"""Least space between two labels beside and above each other, in heights of the font."""
_POWER = re.compile(
    r"^\$\\mathdefault\{([^\\{}^]*)(?:\\times)?([^\\{}^]*)\^?\{?([^\\{}^]*)\}?\}\$$"
)
"""How matplotlib writes a number on a logarithmic axis."""
_NARROW = frozenset("0123456789.,:-+−/ ")
_LARGE = 4_000_000
"""Pixels: a larger image is not made only to measure."""
_WIDEST_DIGIT, _WIDEST, _HIGHEST = 0.85, 1.1, 1.5
LINE = 1.2
"""Height of a line of text, in heights of the font."""
_NARROWEST = 0.2
"""Letters of a text are wider than that on average, in heights of the font."""
_WHOLE = 600
"""Letters of a line that are measured; a longer one fits nowhere, and is as wide in proportion."""


Measure: TypeAlias = RendererAgg | VectorRenderer
"""What measures texts, at the resolution of the file in which they will be."""
_FOR_VECTORS: ContextVar[bool] = ContextVar("for_vectors", default=False)


@contextmanager
def for_vectors(yes: bool) -> Iterator[None]:
    """Measure for a file without pixels within the block, whatever canvas a figure has."""
    token = _FOR_VECTORS.set(yes)
    try:
        yield
    finally:
        _FOR_VECTORS.reset(token)


def measuring(figure: Figure | SubFigure) -> Measure:
    """Return a renderer for the sizes of texts.

    It is the one that will draw them if there is one, because matplotlib remembers the sizes for
    each renderer; they depend on the resolution alone.
    """
    root = figure.get_figure(root=True)
    canvas: Any = root.canvas
    if _FOR_VECTORS.get() or canvas.fixed_dpi is not None:
        return vector_renderer(root)
    if isinstance(canvas, FigureCanvasAgg) and root.bbox.width * root.bbox.height <= _LARGE:
        renderer: RendererAgg = canvas.get_renderer()  # type: ignore[no-untyped-call]  # as matplotlib has it
        return renderer
    return new_renderer(1, 1, root.dpi)


def pixels(renderer: RendererBase) -> float:
    """Return how many pixels a point has."""
    return float(np.asarray(renderer.points_to_pixels(1.0)))


class Ruler:
    """Measures texts in the font of one, in pixels.

    Parameters
    ----------
    like
        A text of that font, in a figure.
    renderer
        What measures.
    share
        Of the size of that font.
    """

    def __init__(self, like: Text, renderer: Measure, share: float = 1.0) -> None:
        self.points = float(like.get_fontsize()) * share
        self.em: float = self.points * renderer.dpi / 72
        self._like = like
        self._renderer = renderer
        self._reach: tuple[float, float] | None = None
        self._sizes: dict[str, tuple[float, float]] = {}

    def size(self, text: str) -> tuple[float, float]:
        """Return width and height of a text that lies level."""
        found = self._sizes.get(text)
        if found is None and len(text) > _WHOLE and "\n" not in text and not is_math_text(text):
            width, height = self.size(text[:_WHOLE])
            return width * len(text) / _WHOLE, height
        if found is None:
            plain = not ("$" in text or "\n" in text or self._like.get_usetex())
            found = self._line(text) if text and plain else self._extent(text)[1]
            self._sizes[text] = found
        return found

    def _line(self, text: str) -> tuple[float, float]:
        """Measure a line of letters, without the layout that matplotlib makes of each text."""
        if self._reach is None:
            (_, below), (_, height) = self._extent("x")  # the least of any line
            self._reach = height + below, -below
        measure = self._renderer.get_text_width_height_descent
        width, height, descent = measure(text, self._sample.get_fontproperties(), False)
        return float(width), max(height - descent, self._reach[0]) + max(descent, self._reach[1])

    def _extent(self, text: str) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the lower left corner and the size of a text as matplotlib lays it out."""
        self._sample.set_text(text)
        box = self._sample.get_window_extent(self._renderer)
        return (float(box.x0), float(box.y0)), (float(box.width), float(box.height))

    @cached_property
    def _sample(self) -> Text:
        sample = Text(
            fontproperties=self._like.get_fontproperties().copy(),
            fontsize=self.points,
            usetex=self._like.get_usetex(),
            parse_math=self._like.get_parse_math(),
        )
        figure = self._like.get_figure(root=True)
        assert figure is not None, "the text is in a figure"
        sample.set_figure(figure)
        return sample

    def sizes(self, texts: Iterable[str]) -> Floats:
        """Return width and height of each text, shape (n, 2)."""
        return np.array([self.size(text) for text in texts], dtype=np.float64).reshape(-1, 2)

    def at_most(self, texts: Sequence[str]) -> tuple[float, float]:
        """Return a width and a height that none of the texts exceeds, without measuring."""
        wide = tall = 0.0
        for text in texts:
            plain = _POWER.sub(r"\1\2\3", text) if "$" in text else text
            if is_math_text(plain):
                return np.inf, np.inf
            lines = plain.split("\n")
            tall = max(tall, len(lines) * _HIGHEST)
            for line in lines:
                each = _WIDEST_DIGIT if _NARROW.issuperset(line) else _WIDEST
                wide = max(wide, len(line) * each)
        return wide * self.em, tall * self.em

    def letters(self, width: float, lines: int = 1) -> int:
        """Return more letters than lines of so many pixels can hold."""
        return int(min(lines * width / (_NARROWEST * self.em), 1e9)) + 1


def far_enough(
    gaps: Floats,
    one: Floats,
    other: Floats,
    angle: float,
    horizontal: bool,
    em: float,
    sideways: float = SIDEWAYS,
    upright: float = UPRIGHT,
) -> Bools:
    """Tell which pairs of labels stand apart.

    Parameters
    ----------
    gaps
        Distance of their ticks, in pixels.
    one, other
        Width and height of each label of a pair as it lies level, shape (n, 2).
    angle
        By how many degrees all are turned.
    horizontal
        Whether the axis is the horizontal one.
    em
        Height of the font.
    sideways, upright
        Room between labels in a row and above each other, in heights of the font.
    """
    turned = np.deg2rad(angle)
    ends = np.abs([np.cos(turned), np.sin(turned)])
    ends = ends if horizontal else ends[::-1]
    centred = angle % 90 == 0  # at their ticks; others end there
    need = (one + other) / 2 if centred else np.maximum(one, other)
    need = need + np.array([sideways, upright]) * em
    moved = np.abs(gaps)[:, None] * ends
    return np.asarray((moved + 1e-6 >= need).any(axis=1))


def kept(
    order: Sequence[int],
    places: Floats,
    sizes: Floats,
    angle: float,
    horizontal: bool,
    em: float,
    sideways: float = SIDEWAYS,
) -> list[int]:
    """Return those labels that stand apart from all before them in an order of importance."""
    keep: list[int] = []
    for i in order:
        gaps = places[keep] - places[i]
        own = np.broadcast_to(sizes[i], (len(keep), 2))
        if far_enough(gaps, own, sizes[keep], angle, horizontal, em, sideways).all():
            keep.append(i)
    return sorted(keep)
