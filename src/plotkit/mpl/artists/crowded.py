"""What has no room in its panel: one statement a layer on what a function could not place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Self

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase

from plotkit.compile.drawing import Panel
from plotkit.marks.primitives import is_placed
from plotkit.mpl.artists.pagelines import PageLines
from plotkit.mpl.artists.placedtexts import PlacedTexts
from plotkit.mpl.grouped import Points
from plotkit.scales.ticks import literal


class Crowded:
    """The elements of one layer that functions place.

    Parameters
    ----------
    name
        What the layer is called.
    artists
        What draws them, each with what its panel is called.
    """

    def __init__(self, name: str, artists: Sequence[tuple[str, Artist]]) -> None:
        self._name, self._artists = name, artists
        self._renderer: RendererBase | None = None

    @classmethod
    def of(cls, panels: Sequence[Panel], layers: Sequence[Sequence[Artist]]) -> tuple[Self, ...]:
        """Return those of a figure, by layer.

        Parameters
        ----------
        panels
            What was drawn.
        layers
            The artists of each layer.
        """
        names: dict[int, str] = {}
        for panel in panels:
            for mark in panel.marks:
                if any(map(is_placed, mark.primitives)):
                    names.setdefault(mark.layer, mark.name)
        titles = {i: _title(panel) for i, panel in enumerate(panels)} if len(panels) > 1 else {}
        return tuple(
            cls(f"Layer {layer + 1} ({name})", [(_of(one, titles), one) for one in layers[layer]])
            for layer, name in names.items()
        )

    def place(self, renderer: RendererBase) -> None:
        """Measure with this."""
        self._renderer = renderer

    def words(self) -> Iterator[str]:
        """Yield what is to be said, with the panels."""
        said: dict[str, list[str]] = {}
        for title, artist in self._artists:
            for what, helps in _words(artist, self._renderer):
                said.setdefault(helps, []).append(what + (f" in panel {title}" if title else ""))
        for helps, found in said.items():
            yield f"{self._name}: {'; '.join(found)}. {helps}"


_PANEL = re.compile(r"(?:plot\d+-)?panel(\d+)-")


def _title(panel: Panel) -> str:
    named = ", ".join(literal(one) for one in (panel.title, panel.row_title) if one)
    return repr(named) if named else f"({panel.row + 1}, {panel.col + 1})"


def _of(artist: Artist, titles: dict[int, str]) -> str:
    """Return what the panel of an artist is called; its id begins with that of the panel."""
    found = _PANEL.match(str(artist.get_gid() or ""))
    return "" if found is None else titles.get(int(found[1]), "")


def _words(artist: Any, renderer: RendererBase | None) -> tuple[tuple[str, str], ...]:
    if isinstance(artist, PlacedTexts):
        artist.place(renderer)
        return artist.words
    if isinstance(artist, PageLines):
        return artist.words
    if isinstance(artist, Points) and artist.placement is not None:
        artist.get_offset_transform().transform(artist.get_offsets())
        words: tuple[tuple[str, str], ...] = artist.placement.words
        return words
    return ()
