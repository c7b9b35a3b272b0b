"""What stands at or in a single panel, and moves with it: guides, insets."""

from __future__ import annotations

from typing import Protocol

from matplotlib.backends.backend_agg import RendererAgg


class Attached(Protocol):
    """Something that the layout puts in its place once the panel has its own."""

    def place(self, renderer: RendererAgg) -> bool:
        """Put it in its place; tell whether it moved."""
