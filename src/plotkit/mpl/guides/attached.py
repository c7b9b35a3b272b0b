"""What stands at or in a single panel, and moves with it: guides, insets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from plotkit.mpl.text.ruler import Measure


class Speaking(Protocol):
    """Something that may have left out what was asked for."""

    def words(self) -> Iterator[str]:
        """Yield what is to be said of what is left out, or covered."""


class Attached(Speaking, Protocol):
    """Something that the layout puts in its place once the panel has its own."""

    def place(self, renderer: Measure) -> bool:
        """Put it in its place; tell whether it moved."""
