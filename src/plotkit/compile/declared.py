"""What the marks, stats and moves of a layer declare: positions, columns made, names it knows."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from plotkit.data.roles import FACETS, NUMBERS, STANDARD, Position, turned
from plotkit.data.variables import ComputedVariable, Variable
from plotkit.marks.base import Mark, Member
from plotkit.marks.mappable import Mappable
from plotkit.moves.base import Move
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass, fields, replace
from plotkit.scales.nominal import Boolean, Nominal
from plotkit.spec.model import LayerSpec
from plotkit.stats.base import Stat, asked_by


@dataclass(frozen=True, eq=False)
class Declared:
    """What the parts of one layer declare, whichever paired variables meet in it.

    Attributes
    ----------
    members, transforms
        Its marks and what is done for all of them, seeded.
    stats
        All that it may run.
    said
        The stats that somebody named: those that marks have by default left out.
    positions
        The positions that it knows, by upright name.
    made
        The upright names of the columns that stats and moves make.
    either
        These names, and what they are called in a horizontal layer.
    known
        What can be assigned to it.
    """

    members: tuple[Member, ...]
    transforms: tuple[Stat | Move, ...]
    stats: Sequence[Stat]
    said: Sequence[Stat]
    positions: Mapping[str, Position]
    made: Sequence[str]
    either: Sequence[str]
    known: set[str]

    def reads(self, name: str) -> bool:
        """Tell whether a stat reads a position, by upright name, so that no share can replace it.

        One that groups by a position alone does not: at a share of the panel there is one group.
        """
        return any(stat.measures or name in stat.required() for stat in self.said)

    def may_read(self, name: str) -> bool:
        """Tell whether a stat reads a position in a layer of either orientation."""
        return self.reads(name) or self.reads(turned(name, self.positions))

    def running(self, there: Container[str]) -> list[Stat]:
        """Return the stats that run where some names are assigned: defaults if they are needed."""
        defaults = (
            one.default_stat()
            for one in self.members
            if not one.can_draw(there) and leaves_room([*self.transforms, *one.transforms])
        )
        return [*self.said, *(stat for stat in defaults if stat is not None)]


def leaves_room(transforms: Sequence[Any]) -> bool:
    """Tell whether the default stat of a mark may follow: not where a stat sums all rows up.

    After another stat it takes part only where that leaves several rows at a position.
    """
    stats = [t for t in transforms if isinstance(t, Stat)]
    return not stats or stats[-1].keeps_rows or "category" in stats[-1].made().values()


def declared(layer: LayerSpec, seed: int) -> Declared:
    """Return what the parts of a layer declare; `seed` is for those that take one and have none."""
    transforms = tuple(_seeded(one, seed) for one in layer.transforms)
    members = tuple(
        replace(one, transforms=tuple(_seeded(each, seed) for each in one.transforms))
        for one in layer.mark.members
    )
    stats = stats_of(transforms, members)
    own = [transform for member in members for transform in member.transforms]
    said = [one for one in (*transforms, *own) if isinstance(one, Stat)]
    positions = positions_of(members, stats)
    made = made_by(stats, transforms)
    either = dict.fromkeys([*made, *(turned(name, positions) for name in made)])
    known = {*PROPERTIES, *positions, *NUMBERS, *FACETS, *read_by(stats, members)}
    return Declared(members, transforms, stats, said, positions, made, list(either), known)


def _seeded(transform: Stat | Move, seed: int) -> Stat | Move:
    """Return a transform with the seed of the session where it takes one and has none."""
    lacks = getattr(transform, "seed", 0) is None
    if lacks and any(item.name == "seed" for item in fields(transform)):
        changes: dict[str, Any] = {"seed": seed}
        return replace(transform, **changes)
    return transform


def stats_of(transforms: Sequence[Any], members: Sequence[Member]) -> list[Stat]:
    """Return all stats that the layer may run, those that marks have by default too."""
    own = [t for member in members for t in member.transforms]
    defaults = [member.default_stat() for member in members]
    return [t for t in (*transforms, *own, *defaults) if isinstance(t, Stat)]


def refers(members: Sequence[Member]) -> bool:
    """Tell whether all that is drawn is at places of other layers."""
    return all(one.mark.refers for one in members)


def made_by(stats: Sequence[Stat], transforms: Sequence[Any]) -> list[str]:
    """Return the upright names of the columns that stats and moves make, each once."""
    made = [name for stat in stats for name in stat.made()]
    made += [name for move in transforms if isinstance(move, Move) for name in move.made()]
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


def read_by(stats: Sequence[Stat], members: Sequence[Member]) -> set[str]:
    """Return the names of what stats and marks read beside positions."""
    own = {name for member in members for name in member.mark.reads}
    return own | {name for stat in stats for name in (*stat.reads, *asked_by(type(stat)))}


def shown_by(
    parts: Declared, there: Mapping[str, Variable], scales: Mapping[str, Any]
) -> dict[str, str]:
    """Return the properties that show what a stat makes unless the user says otherwise.

    `there` has what is assigned to the layer, and `scales` what the user said of them.
    """
    stats, members = parts.running(there), parts.members
    shown = {
        name: _first_of(columns, there) for stat in stats for name, columns in stat.shown().items()
    }
    free = {
        name
        for member in members
        for name, value in member.mark.properties().items()
        if isinstance(value, Mappable)
    }
    made = {name for stat in stats for name in stat.made()}
    weighing = {member.mark.weighs for member in members} - {None}
    if weighing and "total" in made and ("color" not in free or _tells_groups(there, scales)):
        shown |= {name: "total" for name in weighing if name is not None}
    return {name: column for name, column in shown.items() if name in free}


def _tells_groups(there: Mapping[str, Variable], scales: Mapping[str, Any]) -> bool:
    """Tell whether the colours of a layer are those of groups."""
    color = there.get("color")
    if color is None or isinstance(color, ComputedVariable):
        return False
    return color.kind.discrete or isinstance(scales.get("color"), Nominal | Boolean)


def _first_of(columns: str | tuple[str, ...], there: Container[str]) -> str:
    """Return the first of several columns that is assigned, else the last."""
    if isinstance(columns, str):
        return columns
    return next((name for name in columns if name in there), columns[-1])


def layer_names(mark: Mark, transforms: Sequence[Stat | Move]) -> set[str]:
    """Return the names to which a layer with these parts can assign a variable."""
    stats = stats_of(transforms, mark.members)
    positions = positions_of(mark.members, stats)
    return {*PROPERTIES, *NUMBERS, *FACETS, *positions, *read_by(stats, mark.members)}


def made_names(mark: Mark, transforms: Sequence[Stat | Move]) -> list[str]:
    """Return the names of the columns that the parts of a layer make."""
    return made_by(stats_of(transforms, mark.members), transforms)
