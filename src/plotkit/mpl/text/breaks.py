"""Titles and labels of panels, broken into lines where they are longer than their panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

from plotkit.mpl.text.ruler import Ruler

MOST_LINES = 8
_FIRST = 0.85
"""Share of its cell that a panel is taken to have before it is laid out."""


@dataclass(eq=False)
class _Broken:
    """A text, as it was written and as it is shown."""

    text: Text
    full: str
    shown: str


class LineBreaks:
    """Breaks the titles over panels and the labels of their axes.

    What a user has written since is taken as it is.
    """

    def __init__(self) -> None:
        self._known: dict[Text, _Broken] = {}

    def fit(
        self,
        axes: Iterable[Axes],
        renderer: RendererAgg,
        cell: tuple[float, float] | None = None,
    ) -> bool:
        """Break what is too long for its panel, and tell whether anything changed.

        Parameters
        ----------
        axes
            The panels.
        renderer
            What measures.
        cell
            Width and height of a cell, before the panels have their sizes.
        """
        rulers: dict[tuple[float | str, str], Ruler] = {}
        changed = False
        for ax in axes:
            for text, upright in _texts(ax):
                if cell is None:
                    room = ax.bbox.height if upright else ax.bbox.width
                else:
                    room = _FIRST * cell[int(upright)]
                known = self._known.get(text)
                if known is None or text.get_text() != known.shown:
                    known = self._known[text] = _Broken(text, text.get_text(), text.get_text())
                font = (text.get_fontsize(), str(text.get_fontweight()))
                if font not in rulers:
                    rulers[font] = Ruler(text, renderer)
                shown = break_lines(known.full, rulers[font], room)
                if shown != known.shown:
                    text.set_text(shown)
                    known.shown, changed = shown, True
        return changed


def _texts(ax: Axes) -> Iterator[tuple[Text, bool]]:
    """Yield the texts of an Axes that have something to break, and whether each stands upright."""
    for text, upright in ((ax.title, False), (ax.xaxis.label, False), (ax.yaxis.label, True)):
        if " " in text.get_text() or "\n" in text.get_text():
            yield text, upright


def break_lines(text: str, ruler: Ruler, room: float, most: int = MOST_LINES) -> str:
    """Return a text on as many lines as it needs to be no wider than so many pixels.

    A word is not broken, so that the longest is the least width.
    """
    if ruler.at_most([text])[0] <= room:
        return text
    words = text.split()
    most_room = max(room, ruler.at_most([max(words, key=len, default="")])[0])
    if len(text) > ruler.letters(most_room, most):
        return text
    return ruler.wrapped(text, max(room, ruler.longest(words)), most) or text
