"""What is presumed of a large file until a query of all its rows has borne it out.

That there is no NaN and that levels are those of the first rows costs a reading of all rows to
know, and each reduction of all rows tells it beside. Where one tells otherwise, the source asks for
everything, and whoever asked begins anew.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

from plotkit.data.convert import to_column
from plotkit.data.groupfacts import Told
from plotkit.data.queries import Answer
from plotkit.data.reductions import Reduction, count, max_, sum_
from plotkit.data.whenused import nw
from plotkit.records import dataclass, field, replace

SURE = "_sure"
"""The column that has NaN where one of those has that may have it."""
LEARNT = {"min": "low", "max": "high", "sum": "sum"}
"""What is kept of reductions, by the names of `GroupFacts`."""
MOST_LEARNT = 10_000
"""Groups of more are not kept."""


class Refuted(BaseException):
    """What was presumed of a source is not so: what was made of it must be made anew.

    It is no error, so that nothing on its way to the compiler takes it for one of a stat.
    """


class Presumed:
    """What is presumed of the columns of a source, and not yet borne out."""

    def __init__(self) -> None:
        self.whole: set[Hashable] = set()
        """Columns of numbers that are presumed to have no NaN."""
        self.levels: dict[Hashable, frozenset[Any]] = {}
        """Levels of columns, as the engine has them, that are presumed to be all."""
        self.refuted = False
        """Whether something was not so: then nothing is presumed any more."""

    def __bool__(self) -> bool:
        return bool(self.whole or self.levels)

    def bear_out(self, key: Hashable, values: Any) -> None:
        """Compare the levels or the sums of groups of all rows with what is presumed of a column.

        Raises
        ------
        Refuted
            If it is not so.
        """
        if key in self.levels:
            sure = set(values.unique().to_list()) <= self.levels[key]
        else:
            sure = bool(np.isfinite(to_column(values, key).floats()).all())
        if not sure:
            self.refute()
        self.levels.pop(key, None)
        self.whole.discard(key)

    def bear_all_out(self) -> None:
        """Presume nothing more: all of it is so."""
        self.whole, self.levels = set(), {}

    def refute(self) -> NoReturn:
        """Presume nothing from now on; raise `Refuted`."""
        self.whole, self.levels, self.refuted = set(), {}, True
        raise Refuted


@dataclass(frozen=True, eq=False)
class Origin:
    """Where the rows of a table come from, as long as they are all of a source.

    Attributes
    ----------
    presumed
        What is presumed of the source.
    keys
        The columns that are as in the source, by their names in the table.
    told
        What reductions of all its rows have told.
    witness
        Columns that are NaN where any of some others is, by name.
    summed
        Columns whose sum tells whether one of them has NaN.
    """

    presumed: Presumed
    keys: Mapping[str, Hashable]
    told: list[Told] = field(default_factory=list)
    witness: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    summed: tuple[str, ...] = ()

    def kept(self, names: Collection[str]) -> Origin:
        """Return the origin of a table in which some columns stay as they are."""
        keys = {name: key for name, key in self.keys.items() if name in names}
        witness = {made: read for made, read in self.witness.items() if made in names}
        return replace(self, keys=keys, witness=witness)

    def renamed(self, column: str, name: str) -> Origin:
        """Return the origin of a table of one column under another name."""
        keys = {name: self.keys[column]} if column in self.keys else {}
        return replace(self, keys=keys, witness={}, summed=())

    def unsure(self, reductions: Iterable[Reduction], grouped: Iterable[str]) -> list[str]:
        """Return the columns that may hold NaN, where nothing that is asked for would tell."""
        asked = [*reductions]
        seen = {read for name in grouped for read in self.witness.get(name, ())}
        names = [name for name, key in self.keys.items() if key in self.presumed.whole]
        told = {n for n in names if sum_(n) in asked or max_(n) in asked}
        return [name for name in names if name not in told | seen]

    def hear(self, answer: Answer, grouped: Sequence[str], made: Mapping[str, Reduction]) -> None:
        """Compare what a reduction of all rows returned with what is presumed, and keep it.

        Parameters
        ----------
        answer
            One row a group.
        grouped
            The columns that tell the groups.
        made
            What the others are; an answer that was kept may lack some. A sum called `SURE` is
            one of all `summed` columns.
        """
        for name in grouped:
            if self.keys.get(name) in self.presumed.levels:
                self.presumed.bear_out(self.keys[name], answer[name])
            for read in self.witness.get(name, ()):
                if self.keys.get(read) in self.presumed.whole:
                    self.presumed.bear_out(self.keys[read], answer[name])
        for column, how in made.items():
            if how.how in ("sum", "max") and column in answer.columns:
                for name in self.summed if column == SURE else (how.column or "",):
                    if self.keys.get(name) in self.presumed.whole:
                        self.presumed.bear_out(self.keys[name], answer[column])
        self._learn(answer, grouped, made)

    def _learn(self, answer: Answer, grouped: Sequence[str], made: Mapping[str, Reduction]) -> None:
        """Keep numbers of rows, ends and sums of groups, for others who ask for some of them."""
        counted = next((name for name, how in made.items() if how == count()), None)
        if counted is None or not grouped or not self.keys.keys() >= {*grouped}:
            return
        if len(answer) > MOST_LEARNT or any(answer[n].dtype == nw.Boolean for n in grouped):
            return
        levels = {f"k{i}": self.keys[name] for i, name in enumerate(grouped)}
        columns = {f"k{i}": name for i, name in enumerate(grouped)} | {"_rows": counted}
        numbers: dict[str, Hashable] = {}
        for column, how in made.items():
            read = how.column or ""
            if read in self.keys and how.how in LEARNT and column in answer.columns:
                place = list(self.keys).index(read)
                numbers[f"c{place}"] = self.keys[read]
                columns[f"c{place}_{LEARNT[how.how]}"] = column
        known = answer.select(nw.col(name).alias(new) for new, name in columns.items())
        self.told.append((known, levels, numbers))
