"""Marks within marks: a mark that draws positions of other names, or a part, with its own looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from plotkit.data.roles import Position
from plotkit.data.table import Table
from plotkit.errors import PlotTypeError, shown
from plotkit.marks.base import Compound, Mark
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass, field, replace
from plotkit.typing import Floats


@dataclass(frozen=True)
class Borrowed(Mark):
    """A mark that is drawn as a detail of another.

    Parameters
    ----------
    mark
        What it looks like; it draws itself.
    at
        For each time it is drawn the positions that it takes, by the names that it asks for.
    of
        The part of what the stat made that it draws; by default the main one.
    """

    mark: Mark = field(kw_only=True)
    at: Sequence[Mapping[str, str]] = field(default=({},), kw_only=True)
    of: str | None = field(default=None, kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ()
    has_key: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.mark.name

    def roles(self) -> dict[str, Position]:
        """Return the positions of the mark."""
        return self.mark.roles()

    def properties(self) -> dict[str, Any]:
        """Return the fields of the mark."""
        return self.mark.properties()

    def grouping(self, name: str) -> bool:
        """As the mark has it."""
        return self.mark.grouping(name)

    def draw(self, v: Values, pane: Pane) -> None:
        """Let the mark draw other positions."""
        v = v if self.of is None else v.part(self.of)
        for names in self.at:
            here = {name: v[source] for name, source in names.items()}
            if v.n:
                self.mark.draw(replace(v, positions={**v.positions, **here}), pane)


@dataclass(frozen=True)
class InKey(Borrowed):
    """A mark within another that is part of its legend key."""

    has_key: ClassVar[bool] = True

    def key_rows(self, drawn: Callable[[], Table] | None = None) -> dict[str, Floats]:
        """Return the key of the mark, by the names of the positions that it takes."""
        rows = self.mark.key_rows(drawn)
        taken = {source: rows[name] for names in self.at for name, source in names.items()}
        return {**rows, **taken}


def borrowed(given: Mark, what: str, key: bool = False, **how: Any) -> Compound:
    """Return a mark as a detail of another, with the moves of its own.

    Parameters
    ----------
    given
        The mark, of the user.
    what
        What it was given as, for the error.
    key
        Whether it is part of the legend key.
    how
        As of :class:`Borrowed`.
    """
    if not isinstance(given, Mark):
        raise PlotTypeError(f"{what} must be True, False or a mark, not {shown(given)}.")
    kind = InKey if key else Borrowed
    members = [replace(one, mark=kind(mark=one.mark, **how)) for one in given.members]
    return Compound(marks=tuple(members))
