"""What stands at or in a single panel, and moves with it: guides, insets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from plotkit.mpl.guides.packing import Shown
from plotkit.mpl.guides.room import Style
from plotkit.mpl.text.ruler import Measure


class Speaking(Protocol):
    """Something that may have left out what was asked for."""

    def words(self) -> Iterator[str]:
        """Yield what is to be said of what is left out, or covered."""


class Attached(Speaking, Protocol):
    """Something that the layout puts in its place once the panel has its own."""

    @property
    def guides(self) -> Sequence[Shown]:
        """The guides of it that give way to panels."""

    def write(self, style: Style) -> None:
        """Let what gives way to the panels do so."""

    def held(self, renderer: Measure) -> float:
        """Return 1 if what stands in the panel is within it, else how much of it."""

    def place(self, renderer: Measure) -> bool:
        """Put it in its place; tell whether it moved."""
