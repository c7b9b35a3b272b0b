"""The settings of a session that compiling depends on, as they were when it began."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from plotkit.records import dataclass, field


@dataclass(frozen=True)
class Room:
    """The size of what a plot is drawn on.

    Attributes
    ----------
    pixels
        Its width and height.
    panel
        Whether it is that of the only panel, else of the figure.
    """

    pixels: tuple[float, float]
    panel: bool


@dataclass(frozen=True)
class Settings:
    """What a drawing depends on beside the plot itself and its theme.

    Attributes
    ----------
    seed
        Where random numbers start that have no seed of their own.
    max_rows
        How many rows may be fetched from a lazy source.
    colors
        The colour of a level, by level or by variable and level.
    large
        What becomes of a layer that would draw more rows than may be fetched: "error", or "raster"
        for a picture of them.
    dpi
        Pixels an inch of the picture that is saved.
    room
        What the plot is drawn on, if that is there already.
    """

    seed: int = 0
    max_rows: int = 1_000_000
    colors: Mapping[Any, Any] = field(default_factory=lambda: MappingProxyType({}))
    large: str = "error"
    dpi: float = 96.0
    room: Room | None = None

    def level_colors(self, variable: str | None) -> dict[Any, Any]:
        """Return the colours of the levels of a variable."""
        free = {level: color for level, color in self.colors.items() if not _is_dict(color)}
        own = self.colors.get(variable)
        return {**free, **own} if isinstance(own, Mapping) else free


def _is_dict(value: object) -> bool:
    return isinstance(value, Mapping)
