"""What is presumed of a large file until a query of all its rows has borne it out.

That there is no NaN and that levels are those of the first rows costs a reading of all rows to
know, and each reduction of all rows tells it beside. Where one tells otherwise, the source asks for
everything, and whoever asked begins anew.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any, NoReturn

import numpy as np

from plotkit.data.convert import to_column
from plotkit.data.queries import Answer
from plotkit.data.reductions import Reduction, max_, sum_
from plotkit.records import dataclass, replace


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
class Trust:
    """What a table trusts in: columns that are as in the source, in all its rows.

    Attributes
    ----------
    presumed
        What is presumed of the source.
    keys
        The columns of the source, by their names in the table.
    """

    presumed: Presumed
    keys: Mapping[str, Hashable]

    def kept(self, names: Collection[str]) -> Trust:
        """Return the trust in columns that stay as they are."""
        return replace(self, keys={n: key for n, key in self.keys.items() if n in names})

    def checks(self, reductions: Mapping[str, Reduction]) -> dict[str, Reduction]:
        """Return the reductions that tell of NaN, by name: some of those that are asked, or sums.

        Sums cost an engine the least.
        """
        made = {}
        for name, key in self.keys.items():
            if key in self.presumed.whole:
                told = (c for c, how in reductions.items() if how in (sum_(name), max_(name)))
                column = next(told, f"_sure_{name}")
                made[column] = reductions.get(column, sum_(name))
        return made

    def check(self, answer: Answer, grouped: Iterable[str], told: Mapping[str, Reduction]) -> None:
        """Compare what a reduction of all rows returned with what is presumed.

        Parameters
        ----------
        answer
            One row a group.
        grouped
            The columns that tell the groups.
        told
            The `checks`, of which some may be missing from an answer that was kept.
        """
        for name in grouped:
            if self.keys.get(name) in self.presumed.levels:
                self.presumed.bear_out(self.keys[name], answer[name])
        for column, how in told.items():
            if column in answer.columns and how.column is not None:
                self.presumed.bear_out(self.keys[how.column], answer[column])
