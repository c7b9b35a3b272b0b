"""Where a text may be broken, and what is left of it when it is shortened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_FORMULA = re.compile(r"(?<!\\)\$(?:\\.|[^$\\])*\$")
_SOFT = re.compile(r"(?<=[_/.\-:\\,;|@=&?+])(?=[^\W_])|(?<=[a-z])(?=[A-Z])")
"""After a mark that joins words, and before a capital within a word."""
_UNIT = re.compile(r"\\\$|.", re.DOTALL)
"""What is left out as a whole: a letter, or a dollar sign that is no formula."""
_IN_NUMBERS = frozenset(".,:-+")
DOTS = "…"


class Piece(NamedTuple):
    """A part of a text that stays on one line.

    Attributes
    ----------
    text
        What it says.
    gap
        What stands between it and the piece before it on the same line.
    """

    text: str
    gap: str


def words(text: str) -> list[Piece]:
    """Return the parts of a line between blanks; formulas stay whole."""
    spans = [found.span() for found in _FORMULA.finditer(text)]
    parts: list[str] = []
    at = 0
    for blank in re.finditer(r"\s+", text):
        if any(start < blank.start() < end for start, end in spans):
            continue
        parts.append(text[at : blank.start()])
        at = blank.end()
    parts.append(text[at:])
    return [Piece(part, " ") for part in parts if part]


def within(word: Piece) -> list[Piece]:
    """Return the parts of a word without blanks: of paths, of snake_case and CamelCase names."""
    text = word.text
    if _FORMULA.search(text):
        return [word]
    cuts = [0, *(at.start() for at in _SOFT.finditer(text) if _breaks(text, at.start()))]
    parts = [text[i:j] for i, j in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return [Piece(part, "" if i else word.gap) for i, part in enumerate(parts)]


def _breaks(text: str, at: int) -> bool:
    """Tell whether a word may be broken there: not after its first letter, nor in a number."""
    mark = text[at - 1]
    in_number = mark in _IN_NUMBERS and text[at].isdigit() and text[at - 2].isdigit()
    return at > 1 and not in_number


def joined(pieces: Sequence[Piece]) -> str:
    """Return pieces as one line."""
    return "".join(piece.gap * bool(i) + piece.text for i, piece in enumerate(pieces))


def can_be_cut(text: str) -> bool:
    """Tell whether letters can be left out: a formula would not be one any more."""
    return not _FORMULA.search(text)


def letters(text: str) -> list[str]:
    """Return the letters of a text, of which some can be left out."""
    return _UNIT.findall(text)


def without_middle(units: Sequence[str], keep: int, tail: float) -> str:
    """Return so many letters of a text, with dots for those left out.

    Parameters
    ----------
    units
        All letters.
    keep
        How many are kept.
    tail
        Share of these that stand after the dots.
    """
    end = round(keep * tail)
    head = "".join(units[: keep - end]).rstrip()
    return head + DOTS + "".join(units[len(units) - end :]).lstrip()
