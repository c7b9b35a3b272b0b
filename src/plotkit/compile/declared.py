"""What the marks, stats and moves of a layer declare: positions, columns made, names it knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plotkit.data.roles import FACETS, NUMBERS, STANDARD, Position
from plotkit.marks.base import Mark, Member
from plotkit.marks.mappable import Mappable
from plotkit.moves.base import Move
from plotkit.properties.registry import PROPERTIES
from plotkit.stats.base import Stat, asked_by


def stats_of(transforms: Sequence[Any], members: Sequence[Member]) -> list[Stat]:
    """Return all stats that the layer may run, those that marks have by default too."""
    own = [t for member in members for t in member.transforms]
    defaults = [member.default_stat() for member in members]
    return [t for t in (*transforms, *own, *defaults) if isinstance(t, Stat)]


def made_by(stats: Sequence[Stat], transforms: Sequence[Any]) -> list[str]:
    """Return the upright names of the columns that stats and moves make, each once."""
    made = [name for stat in stats for name in stat.made()]
    made += [name for move in transforms if isinstance(move, Move) for name in move.makes]
    made += [name for stat in stats for name in stat.aliases()]
    return list(dict.fromkeys(made))


def positions_of(members: Sequence[Member], stats: Sequence[Stat]) -> dict[str, Position]:
    """Return the positions that a layer knows, by upright name."""
    positions = dict(STANDARD)
    for member in members:
        positions |= member.mark.roles()
    for stat in stats:
        for name, what in stat.made().items():
            if what in ("x", "y"):
                positions.setdefault(name, Position("x" if what == "x" else "y"))
    return positions


def read_by(stats: Sequence[Stat]) -> set[str]:
    """Return the names of what stats read beside positions."""
    return {name for stat in stats for name in (*stat.reads, *asked_by(type(stat)))}


def shown_by(stats: Sequence[Stat], members: Sequence[Member]) -> dict[str, str]:
    """Return the properties that show what a stat makes unless the user says otherwise."""
    shown = {name: column for stat in stats for name, column in stat.shows.items()}
    free = {
        name
        for member in members
        for name, value in member.mark.properties().items()
        if isinstance(value, Mappable)
    }
    return {name: column for name, column in shown.items() if name in free}


def layer_names(mark: Mark, transforms: Sequence[Stat | Move]) -> set[str]:
    """Return the names to which a layer with these parts can assign a variable."""
    stats = stats_of(transforms, mark.members)
    positions = positions_of(mark.members, stats)
    return {*PROPERTIES, *NUMBERS, *FACETS, *positions, *read_by(stats)}


def made_names(mark: Mark, transforms: Sequence[Stat | Move]) -> list[str]:
    """Return the names of the columns that the parts of a layer make."""
    return made_by(stats_of(transforms, mark.members), transforms)
