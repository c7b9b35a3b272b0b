"""Titles and labels, broken into lines or shortened where they are longer than their room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from matplotlib.text import Text

from plotkit.mpl.text.fitting import fitted
from plotkit.mpl.text.pieces import DOTS
from plotkit.mpl.text.ruler import LINE, Measure, Ruler
from plotkit.records import dataclass, replace

MOST_LINES = 8


class Slot(NamedTuple):
    """A text and the room it has, in pixels.

    Attributes
    ----------
    text
        The text.
    along
        How long a line of it may be.
    across
        How much all of its lines may take.
    """

    text: Text
    along: float
    across: float


class LineBreaks:
    """Breaks titles of the figure and of panels, and the labels of axes.

    Those that differ go on to do so. What a user has written since is taken as it is.
    """

    def __init__(self) -> None:
        self._known: dict[Text, tuple[str, str]] = {}
        """Each text as it was written and as it is shown."""

    @property
    def shortens(self) -> bool:
        """Whether any text was shortened when they were fitted last."""
        return any(DOTS in fit and DOTS not in full for full, fit in self._known.values())

    def fit(self, slots: Iterable[Slot], renderer: Measure) -> bool:
        """Break what is too long for its room, and tell whether anything changed."""
        written: list[_Written] = []
        rulers: dict[tuple[float | str, str], Ruler] = {}
        for text, along, across in slots:
            now = text.get_text()
            if not now:
                continue
            full, shown = self._known.get(text, ("", ""))
            if now != shown:
                full = shown = now
            font = (text.get_fontsize(), str(text.get_fontweight()))
            if font not in rulers:
                rulers[font] = Ruler(text, renderer)
            ruler = rulers[font]
            most = min(max(int(across / (LINE * ruler.em)), 1), MOST_LINES)
            width = max(along, ruler.em)
            (fit,) = fitted([full], ruler, width, most)
            written.append(_Written(text, full, fit, ruler, width, most))
        changed = False
        for one in _apart(written):
            self._known[one.text] = one.full, one.fit
            if one.fit != one.text.get_text():
                one.text.set_text(one.fit)
                changed = True
        return changed


@dataclass(frozen=True)
class _Written:
    """A text, as it was written and as it fits, and with what it was fitted."""

    text: Text
    full: str
    fit: str
    ruler: Ruler
    width: float
    most: int


def _apart(written: Sequence[_Written]) -> list[_Written]:
    """Shorten together what became one text when each was shortened by itself."""
    alike: dict[str, list[_Written]] = {}
    for one in written:
        alike.setdefault(one.fit, []).append(one)
    found: list[_Written] = []
    for same in alike.values():
        whole = list(dict.fromkeys(one.full for one in same))
        fits = dict.fromkeys(whole, same[0].fit)
        if len(whole) > 1:
            least = min(same, key=lambda one: one.width / one.ruler.em)
            most = min(one.most for one in same)
            fits = dict(zip(whole, fitted(whole, least.ruler, least.width, most), strict=True))
        found += [replace(one, fit=fits[one.full]) for one in same]
    return found


class TextSizes:
    """Makes texts smaller, and as large as they were.

    A size that a user has set since is the usual one from then on.
    """

    def __init__(self) -> None:
        self._known: dict[Text, tuple[float, float]] = {}
        """The usual size of each text and the one that it was given."""

    def set(self, texts: Iterable[Text], scale: float) -> None:
        """Give texts a share of their usual size."""
        if scale == 1.0 and not self._known:
            return
        for text in texts:
            now = float(text.get_fontsize())
            usual, given = self._known.get(text, (now, now))
            usual = usual if now == given else now
            self._known[text] = usual, scale * usual
            text.set_fontsize(scale * usual)
