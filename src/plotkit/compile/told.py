"""Told: what was heard while the stats of a layer ran, for whoever wants it explained."""

from __future__ import annotations

from plotkit.data.queries import Heard
from plotkit.records import dataclass, field


@dataclass(frozen=True, eq=False)
class Told:
    """What was heard while the stats of a layer ran.

    Attributes
    ----------
    heard
        Its queries and approximations.
    stats
        Where each stat ran, by name.
    rows
        How many rows came in.
    seconds
        How long it took.
    """

    heard: Heard = field(default_factory=Heard)
    stats: tuple[tuple[str, str], ...] = ()
    rows: int | None = None
    seconds: float = 0.0
