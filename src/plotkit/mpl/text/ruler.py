"""How large texts are before they are drawn, and which of them stand apart along an axis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.cbook import is_math_text
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Text

from plotkit.mpl.fast.canvas import new_renderer
from plotkit.typing import Bools, Floats

SIDEWAYS, UPRIGHT = 0.4, 0.1
"""Least space between two labels beside and above each other, in heights of the font."""
MOST_LINES = 3
_POWER = re.compile(
    r"^\$\\mathdefault\{([^\\{}^]*)(?:\\times)?([^\\{}^]*)\^?\{?([^\\{}^]*)\}?\}\$$"
)
"""How matplotlib writes a number on a logarithmic axis."""
_NARROW = frozenset("0123456789.,:-+−/ ")
_LARGE = 4_000_000
"""Pixels: a larger image is not made only to measure."""
_WIDEST_DIGIT, _WIDEST, _LINE = 0.85, 1.1, 1.5
_NARROWEST = 0.2
"""Letters of a text are wider than that on average, in heights of the font."""
_WHOLE = 600
"""Letters of a line that are measured; a longer one fits nowhere, and is as wide in proportion."""


def measuring(figure: Figure | SubFigure) -> RendererAgg:
    """Return a renderer for the sizes of texts.

    It is the one that will draw them if there is one, because matplotlib remembers the sizes for
    each renderer; they depend on the resolution alone.
    """
    root = figure.get_figure(root=True)
    canvas: Any = root.canvas
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
    """

    def __init__(self, like: Text, renderer: RendererAgg) -> None:
        self.em: float = like.get_fontsize() * renderer.dpi / 72
        self._like = like
        self._renderer = renderer
        self._text: Text | None = None
        self._sizes: dict[str, tuple[float, float]] = {}

    def size(self, text: str) -> tuple[float, float]:
        """Return width and height of a text that lies level."""
        found = self._sizes.get(text)
        if found is None and len(text) > _WHOLE and "\n" not in text and not is_math_text(text):
            width, height = self.size(text[:_WHOLE])
            return width * len(text) / _WHOLE, height
        if found is None:
            if self._text is None:
                self._text = Text(
                    fontproperties=self._like.get_fontproperties(),
                    usetex=self._like.get_usetex(),
                    parse_math=self._like.get_parse_math(),
                )
                figure = self._like.get_figure(root=True)
                assert figure is not None, "the text is in a figure"
                self._text.set_figure(figure)
            self._text.set_text(text)
            box = self._text.get_window_extent(self._renderer)
            found = self._sizes[text] = (float(box.width), float(box.height))
        return found

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
            tall = max(tall, len(lines) * _LINE)
            for line in lines:
                each = _WIDEST_DIGIT if _NARROW.issuperset(line) else _WIDEST
                wide = max(wide, len(line) * each)
        return wide * self.em, tall * self.em

    def wrapped(self, text: str, width: float, most: int = MOST_LINES) -> str | None:
        """Break a text at its spaces into lines no wider than so many pixels; None if it cannot be.

        Of the widths that give the same number of lines the smallest is taken.
        """
        if self.size(text)[0] <= width:
            return text
        words = text.split()
        if "\n" in text or is_math_text(text) or len(words) < 2:
            return None
        if len(text) > self.letters(width, most):
            return None
        best = self._broken(words, width, most)
        if best is None:
            return None
        return "\n".join(self._narrowest(words, best, width, len(best)))

    def longest(self, words: Sequence[str]) -> float:
        """Return the width of the widest word."""
        return max((self.size(word)[0] for word in set(words)), default=0.0)

    def letters(self, width: float, lines: int = 1) -> int:
        """Return more letters than lines of so many pixels can hold."""
        return int(min(lines * width / (_NARROWEST * self.em), 1e9)) + 1

    def shortened(self, text: str, width: float, lines: int = MOST_LINES) -> str:
        """Leave out the end of a text that is far too long for so many lines, without measuring."""
        most = self.letters(width, lines)
        if len(text) <= most or "\n" in text or is_math_text(text):
            return text
        return text[:most].rpartition(" ")[0] + " …" if " " in text[:most] else text[:most] + "…"

    def narrowed(self, text: str, most: int = MOST_LINES) -> str:
        """Break a text at its spaces into lines as narrow as so many lines can be."""
        words = text.split()
        if "\n" in text or is_math_text(text) or len(words) < 2:
            return text
        return "\n".join(self._narrowest(words, [" ".join(words)], self.size(text)[0], most))

    def cut(self, text: str, width: float) -> str:
        """Leave out the ends of lines that are wider than so many pixels."""
        if self.size(text)[0] <= width or is_math_text(text):
            return text
        lines = text.split("\n")
        for i, line in enumerate(lines):
            keep = min(len(line), self.letters(width))
            shown = line if keep == len(line) else f"{line[:keep]}…"
            while keep > 1 and self.size(shown)[0] > width:
                keep = min(keep - 1, int(keep * width / self.size(shown)[0]) + 1)
                shown = line[:keep].rstrip("\\ ") + "…"  # "\\$" stays whole
            lines[i] = shown
        return "\n".join(lines)

    def _narrowest(
        self, words: Sequence[str], best: list[str], width: float, most: int
    ) -> list[str]:
        """Return the narrowest lines of at most so many, `best` being some of this width."""
        narrow = self.longest(words)
        while width - narrow > self.em / 2:
            middle = (narrow + width) / 2
            lines = self._broken(words, middle, most)
            if lines is not None:
                best, width = lines, middle
            else:
                narrow = middle
        return best

    def _broken(self, words: Sequence[str], width: float, most: int) -> list[str] | None:
        """Fill at most so many lines with all words they can hold; None if more are needed."""
        ends = self._ends(words)
        lines: list[str] = []
        start = 0
        while start < len(words):
            near = int(np.searchsorted(ends, ends[start] + width))
            end = self._line_end(words, start, near, width)
            if end == start or len(lines) == most:
                return None
            lines.append(" ".join(words[start:end]))
            start = end
        return lines

    def _line_end(self, words: Sequence[str], start: int, near: int, width: float) -> int:
        """Return the first word that no longer fits on a line, near where it is expected.

        A line is not quite the sum of its words, so that it is measured, but only a few times.
        """
        fits, exceeds, end = start, len(words) + 1, near
        while exceeds - fits > 1:
            end = min(max(end, fits + 1), exceeds - 1)
            missed = width - self.size(" ".join(words[start:end]))[0]
            if missed >= 0:
                fits = end
            else:
                exceeds = end
            end += int(missed / self.em)
        return fits

    def _ends(self, words: Sequence[str]) -> Floats:
        """Return about where each word begins if all stand on one line, and where the last ends."""
        space = self.size("n n")[0] - 2 * self.size("n")[0]
        widths = np.array([self.size(word)[0] for word in words]) + space
        return np.concatenate([[0.0], np.cumsum(widths)])


def far_enough(
    gaps: Floats,
    one: Floats,
    other: Floats,
    angle: float,
    horizontal: bool,
    em: float,
    sideways: float = SIDEWAYS,
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
    sideways
        Room between labels in a row, in heights of the font.
    """
    turned = np.deg2rad(angle)
    ends = np.abs([np.cos(turned), np.sin(turned)])
    ends = ends if horizontal else ends[::-1]
    upright = angle % 90 == 0  # centred at their ticks; others end there
    need = (one + other) / 2 if upright else np.maximum(one, other)
    need = need + np.array([sideways, UPRIGHT]) * em
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
