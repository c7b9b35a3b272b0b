"""What is presumed of a large file until a query of all its rows has borne it out.

That there is no NaN and that levels are those of the first rows costs a reading of all rows to
know, and each reduction of all rows tells it beside. Where one tells otherwise, the source asks for
everything, and whoever asked begins anew.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

from plotkit.data.convert import to_column
from plotkit.data.groupfacts import Told
from plotkit.data.queries import Answer
from plotkit.data.reductions import Reduction, count, max_, sum_
from plotkit.data.whenused import nw
from plotkit.records import dataclass, field, replace

LEARNT = {"min": "low", "max": "high", "sum": "sum"}
"""What is kept of reductions, by the names of `GroupFacts`."""
MOST_LEARNT = 10_000
"""Groups of more are not kept."""


class Refuted(BaseException):
    """What was presumed of a source is not so: what was made of it must be made anew."""


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
    """

    presumed: Presumed
    keys: Mapping[str, Hashable]
    told: list[Told] = field(default_factory=list)

    def kept(self, names: Collection[str]) -> Origin:
        """Return the origin of a table in which some columns stay as they are."""
        return replace(self, keys={n: key for n, key in self.keys.items() if n in names})

    def checks(self, reductions: Mapping[str, Reduction]) -> dict[str, Reduction]:
        """Return the reductions that tell of NaN where none that is asked does.

        They are sums, which cost an engine the least.
        """
        unsure = [name for name, key in self.keys.items() if key in self.presumed.whole]
        asked = [*reductions.values()]
        return {
            f"_sure_{name}": sum_(name)
            for name in unsure
            if sum_(name) not in asked and max_(name) not in asked
        }

    def hear(self, answer: Answer, grouped: Sequence[str], made: Mapping[str, Reduction]) -> None:
        """Compare what a reduction of all rows returned with what is presumed, and keep it.

        Parameters
        ----------
        answer
            One row a group.
        grouped
            The columns that tell the groups.
        made
            What the others are; an answer that was kept may lack some.
        """
        for name in grouped:
            if self.keys.get(name) in self.presumed.levels:
                self.presumed.bear_out(self.keys[name], answer[name])
        for column, how in made.items():
            key = self.keys.get(how.column or "")
            tells = how.how in ("sum", "max") and key in self.presumed.whole
            if tells and key is not None and column in answer.columns:
                self.presumed.bear_out(key, answer[column])
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
