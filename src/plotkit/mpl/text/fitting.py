"""Texts that fit a width: on more lines, and shortened in their middle if that is not enough.

One mechanism for all texts of a figure: tick labels, titles, legends, names beside lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from plotkit.mpl.text.pieces import (
    DOTS,
    Piece,
    can_be_cut,
    joined,
    letters,
    within,
    without_middle,
    words,
)
from plotkit.mpl.text.ruler import Ruler

MOST_LINES = 3
SMALLEST = 7.0
"""Size of the smallest text that is chosen for lack of room, in points."""
_SIZES = (1.0, 0.9, 0.8, 0.7)
_TAILS = (0.5, 0.8, 0.25)
"""Shares of a shortened text that stand after the dots; the first that keeps texts apart."""
_LEAST = 4
"""Letters that are kept in any case."""


def sizes_from(usual: float) -> Iterator[float]:
    """Yield shares of a font size, from the whole down to what can still be read."""
    for share in _SIZES:
        if share == 1.0 or share * usual >= SMALLEST:
            yield share


def wrapped(text: str, ruler: Ruler, width: float, most: int = MOST_LINES) -> str | None:
    """Break a text into lines no wider than so many pixels; None if it cannot be.

    It is broken at blanks, and within words that are too wide by themselves. Of the widths that
    give the same number of lines the smallest is taken.
    """
    lines = text.split("\n")
    if len(lines) > 1:
        each = [wrapped(line, ruler, width, most) for line in lines]
        whole = "\n".join(line for line in each if line is not None)
        return whole if None not in each and whole.count("\n") < max(most, len(lines)) else None
    if len(text) > ruler.letters(width, most):
        return None
    if ruler.size(text)[0] <= width:
        return text
    pieces: list[Piece] = []
    for word in words(text):
        pieces += [word] if ruler.size(word.text)[0] <= width else within(word)
    if len(pieces) < 2:
        return None
    lined = _Lines(pieces, ruler)
    best = lined.broken(width, most)
    return None if best is None else "\n".join(lined.narrowest(best, width, len(best)))


def narrowed(text: str, ruler: Ruler, most: int = MOST_LINES) -> str:
    """Break a text at its blanks into lines as narrow as so many lines can be."""
    pieces = words(text)
    if "\n" in text or len(pieces) < 2:
        return text
    text, whole = joined(pieces), ruler.size(text)[0]
    return "\n".join(_Lines(pieces, ruler).narrowest([text], whole, most))


def fitted(texts: Iterable[str], ruler: Ruler, width: float, most: int = MOST_LINES) -> list[str]:
    """Return texts no wider than so many pixels: on more lines, or else shortened.

    Texts that differ go on to do so, if at all possible. A formula is never cut.
    """
    texts = list(texts)
    if ruler.at_most(texts)[0] <= width:
        return texts
    known = {text: wrapped(text, ruler, width, most) for text in dict.fromkeys(texts)}
    long = [text for text, lines in known.items() if lines is None]
    if long:
        short = _shortened(long, ruler, width, most)
        known |= dict(zip(long, short, strict=True))
    return [known[text] or text for text in texts]


def _shortened(texts: Sequence[str], ruler: Ruler, width: float, most: int) -> list[str]:
    """Return texts without what is in their middle, so that they still differ.

    Where they would not, they lose what all begin with, and what comes long after it, or else their
    middle; then what all end with, too.
    """
    found: list[str] = []
    for tail in _TAILS:
        found = [_cut(text, ruler, width, most, tail) for text in texts]
        if len(set(found)) == len(texts):
            return found
    start = _common(texts)
    end = min(_common([text[::-1] for text in texts]), min(map(len, texts)) - start)
    rest = [DOTS + text[start:] for text in texts]
    core = [DOTS + text[start : len(text) - end] + DOTS * (end > 0) for text in texts]
    for shorter, tail in ((rest, 0.0), (rest, _TAILS[0]), (core, _TAILS[0])):
        other = [_cut(text, ruler, width, most, tail) for text in shorter]
        if len(set(other)) > len(set(found)):
            found = other
        if len(set(found)) == len(texts):
            break
    return found


def _common(texts: Sequence[str]) -> int:
    """Return how many letters all texts begin with, but for the last of these."""
    first, last = min(texts), max(texts)
    for i, (one, other) in enumerate(zip(first, last, strict=False)):
        if one != other:
            return max(i - 1, 0)
    return 0


def _cut(text: str, ruler: Ruler, width: float, most: int, tail: float) -> str:
    """Return the most of a text that fits, on as many lines."""
    text = " ".join(text.split())
    if not can_be_cut(text):
        return wrapped(text, ruler, width, len(text)) or narrowed(text, ruler)
    units, whole = letters(text), wrapped(text, ruler, width, most)
    if whole is not None or len(units) <= _LEAST + 1:  # dots would leave nothing out
        return text if whole is None else whole
    low, high = _LEAST, min(len(units), ruler.letters(width, most) + _LEAST)
    best = without_middle(units, min(low, len(units)), tail)
    while low < high - 1:
        keep = (low + high) // 2
        lines = wrapped(without_middle(units, keep, tail), ruler, width, most)
        if lines is None:
            high = keep
        else:
            low, best = keep, lines
    return best


class _Lines:
    """Pieces of a text that are put on lines; how wide each is, is measured once.

    Parameters
    ----------
    pieces
        All of them, in order.
    ruler
        What measures.
    """

    def __init__(self, pieces: Sequence[Piece], ruler: Ruler) -> None:
        self._pieces = pieces
        self._ruler = ruler
        widths = np.array([ruler.size(piece.text)[0] for piece in pieces])
        space = ruler.size("n n")[0] - 2 * ruler.size("n")[0]
        gaps = np.array([space * bool(piece.gap) for piece in pieces])
        self.widest = float(widths.max())
        self._ends = np.concatenate([[0.0], np.cumsum(widths + gaps)])

    def broken(self, width: float, most: int) -> list[str] | None:
        """Fill at most so many lines with all pieces they can hold; None if more are needed."""
        lines: list[str] = []
        start = 0
        while start < len(self._pieces):
            near = int(np.searchsorted(self._ends, self._ends[start] + width))
            end = self._line_end(start, near, width)
            if end == start or len(lines) == most:
                return None
            lines.append(joined(self._pieces[start:end]))
            start = end
        return lines

    def _line_end(self, start: int, near: int, width: float) -> int:
        """Return the first piece that no longer fits on a line, near where it is expected.

        A line is not quite the sum of its pieces, so that it is measured, but only a few times.
        """
        fits, exceeds, end = start, len(self._pieces) + 1, near
        while exceeds - fits > 1:
            end = min(max(end, fits + 1), exceeds - 1)
            missed = width - self._ruler.size(joined(self._pieces[start:end]))[0]
            if missed >= 0:
                fits = end
            else:
                exceeds = end
            end += int(missed / self._ruler.em)
        return fits

    def narrowest(self, best: list[str], width: float, most: int) -> list[str]:
        """Return the narrowest lines of at most so many, `best` being some of this width."""
        narrow = self.widest
        while width - narrow > self._ruler.em / 2:
            middle = (narrow + width) / 2
            lines = self.broken(middle, most)
            if lines is not None:
                best, width = lines, middle
            else:
                narrow = middle
        return best
