"""What a profile tells of groups: their numbers of rows, and ends and sums of columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Any, Self, TypeAlias

from plotkit.data.column import Column
from plotkit.data.convert import to_column
from plotkit.data.queries import Answer
from plotkit.data.reductions import Reduction, max_, min_, sum_
from plotkit.data.table import Table
from plotkit.data.units import Coordinates
from plotkit.records import dataclass, replace

_ENDS = {"min": "low", "max": "high"}
_TOLD = frozenset({"count", "min", "max", "sum", "mean"})
Told: TypeAlias = tuple[Answer, Mapping[str, Hashable], Mapping[str, Hashable]]
"""A profile's answer, and which columns of the source its columns are: levels, and numbers."""


@dataclass(frozen=True)
class GroupFacts:
    """What is known of all rows of a source by the levels of some columns.

    Attributes
    ----------
    answer
        That of the profile: a row for each combination of levels.
    keys
        The columns of levels in it, by the names of the relation.
    numbers
        The beginnings of the names of columns in it that tell of numbers, likewise.
    """

    answer: Answer
    keys: Mapping[str, str]
    numbers: Mapping[str, str]

    @classmethod
    def of(cls, told: Told, keys: Mapping[str, Hashable]) -> Self:
        """Return what a profile tells, by the names of a relation and the columns they are."""
        answer, *both = told
        places = [{key: column for column, key in one.items()} for one in both]
        levels, numbers = ({n: at[key] for n, key in keys.items() if key in at} for at in places)
        return cls(answer, levels, numbers)

    def kept(self, names: Collection[str]) -> GroupFacts:
        """Return what is known of columns that stay as they are."""
        keys, numbers = (
            {k: v for k, v in one.items() if k in names} for one in (self.keys, self.numbers)
        )
        return replace(self, keys=keys, numbers=numbers)

    def tells(self, names: Iterable[str], reductions: Iterable[Reduction]) -> bool:
        """Tell whether reductions of groups are known, of columns that are there in all rows."""
        return all(name in self.keys for name in names) and all(
            how.how in _TOLD and self._column(how) in self.answer.columns for how in reductions
        )

    def _column(self, how: Reduction) -> str:
        """Return the column from which a reduction is told; "" if its numbers are not known."""
        if how.how == "count" and (how.column is None or how.column in self.numbers):
            return "_rows"
        there = self.numbers.get(how.column or "")
        return "" if there is None else f"{there}_{_ENDS.get(how.how, 'sum')}"

    def table(
        self,
        names: tuple[str, ...],
        reductions: Mapping[str, Reduction],
        settled: Callable[[str, Column], Any],
        coords: Coordinates,
    ) -> Table:
        """Return one row a group: its keys and one column a reduction.

        Parameters
        ----------
        names
            What is grouped by.
        reductions
            Those that are told, by name.
        settled
            Returns a column of levels as it is in memory, by its name.
        coords
            The units of the table.
        """
        columns: dict[str, Any] = {
            name: settled(name, to_column(self.answer[self.keys[name]], name)) for name in names
        }
        asked: dict[str, Reduction] = {"_rows": sum_("_rows")}
        columns["_rows"] = to_column(self.answer["_rows"], "_rows").floats()
        for number, (name, how) in enumerate(reductions.items()):
            held = f"_told{number}"
            columns[held] = to_column(self.answer[self._column(how)], held).floats()
            asked[name] = {"min": min_, "max": max_}.get(how.how, sum_)(held)
        made = Table(columns, len(self.answer), coords).group(*names).agg(**asked)
        n, means = made["_rows"], [name for name, how in reductions.items() if how.how == "mean"]
        return made.with_(**{name: made[name] / n for name in means}).without("_rows")
