"""Profiles: one query tells what scales ask of all columns of a source in an engine.

Rows are grouped by all columns whose levels are wanted at once, and each group gives its number of
rows, the number of its first row and the extremes of the other columns. Levels, how many rows each
has, their order of appearance, extremes of whole columns and numbers of missing values follow.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from plotkit.data.column import from_days
from plotkit.data.convert import to_column
from plotkit.data.expr import LARGEST
from plotkit.data.kind import Kind
from plotkit.data.known import Facts
from plotkit.data.native import Frame
from plotkit.data.quantiles import Quantiles
from plotkit.data.queries import Answer, run
from plotkit.data.summary import Summary
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass, replace
from plotkit.typing import Array, Floats

ROW = "__row__"
TINY = 5e-324
"""The least float above zero."""
MOST_COMBINATIONS = 100_000
"""If levels have more combinations, columns are asked for their levels one by one."""


@dataclass(frozen=True, eq=False)
class Profile:
    """What one query told of some columns.

    Attributes
    ----------
    answer
        One row for each combination of levels, in the order of first rows.
    n
        How many rows there are.
    """

    answer: Answer
    n: int

    @property
    def cut(self) -> bool:
        """Whether there are more combinations of levels than were fetched."""
        return len(self.answer) > MOST_COMBINATIONS

    def facts(self, name: str) -> Facts:
        """Return what is known of a column of numbers."""
        low, high = (
            _end(self._floats(f"{name}_{what}"), choose)
            for what, choose in (("low", np.min), ("high", np.max))
        )
        there, finite = (int(self._floats(f"{name}_{what}").sum()) for what in ("n", "in"))
        ends = None if low is None or high is None else (low, high)
        return Facts(self.n - there, there - finite, ends)

    def is_finite(self, name: str) -> bool:
        """Tell whether the ends of a column of numbers are finite, or it has none."""
        ends = np.concatenate([self._floats(f"{name}_{end}") for end in ("low", "high")])
        return not np.isinf(ends).any()

    def counts(self, name: str, levels: Callable[[Any], Iterable[Any]]) -> dict[Any, int]:
        """Return the rows of each level of a column, in order of appearance.

        Parameters
        ----------
        name
            The column.
        levels
            Gives the levels of what the engine returned.
        """
        rows, first = self._floats("_rows"), self._floats(ROW)
        column = self.answer[name]
        there = ~column.is_null().to_numpy().astype(bool)
        values = list(levels(to_column(column.drop_nulls(), name)))
        counts: dict[Any, int] = {}
        for value, n in zip(values, rows[there].astype(int).tolist(), strict=True):
            counts[value] = counts.get(value, 0) + n
        if len(first) > 1 and not first.any():  # the engine numbers no rows
            return {level: counts[level] for level in sorted(counts)}
        return counts

    def _floats(self, name: str) -> Floats:
        return to_column(self.answer[name], name).floats()


def ask(frame: Frame, levels: Sequence[str], numbers: Sequence[str]) -> Profile:
    """Ask for the profile of some columns; it is cut if levels have too many combinations.

    Parameters
    ----------
    frame
        The rows, with their numbers if levels are wanted.
    levels
        Names of columns whose levels are wanted.
    numbers
        Names of columns of floats whose extremes are wanted.
    """
    # The choice of rows is a step of its own: some engines drop a `when` inside a reduction.
    frame = frame.with_columns(
        nw.when(nw.col(name).is_between(-LARGEST, LARGEST))
        .then(nw.col(name))
        .alias(f"{name}_finite")
        for name in numbers
    )
    sums = []
    for name in numbers:
        finite = nw.col(f"{name}_finite")
        sums += [
            nw.col(name).count().alias(f"{name}_n"),
            finite.count().alias(f"{name}_in"),
            finite.min().alias(f"{name}_low"),
            finite.max().alias(f"{name}_high"),
            finite.sum().alias(f"{name}_sum"),
        ]
    return _profile(frame, levels, sums)


def ask_finite(frame: Frame, levels: Sequence[str], numbers: Sequence[str]) -> Profile:
    """Ask for the same by two thirds of the work, which does unless a number is infinite."""
    sums = []
    for name in numbers:
        column = nw.col(name)
        sums += [
            column.count().alias(f"{name}_n"),
            column.min().alias(f"{name}_low"),
            column.max().alias(f"{name}_high"),
            column.sum().alias(f"{name}_sum"),
        ]
    found = _profile(frame, levels, sums)
    if found.cut:
        return found
    # Dask counts a column once in a query.
    counts = [nw.col(f"{name}_n").alias(f"{name}_in") for name in numbers]
    found = replace(found, answer=found.answer.with_columns(*counts) if counts else found.answer)
    if all(found.is_finite(name) for name in numbers):
        return found
    return ask(frame, levels, numbers)


def _profile(frame: Frame, levels: Sequence[str], sums: Sequence[nw.Expr]) -> Profile:
    sums = [nw.len().alias("_rows"), *sums]
    if levels:
        frame = frame.group_by(*levels).agg(*sums, nw.col(ROW).min())
        answer = sorted_rows(run(frame.head(MOST_COMBINATIONS + 1), "profile"), ROW, *levels)
    else:
        answer = run(frame.select(sums), "profile")
    return Profile(answer, int(to_column(answer["_rows"], "rows").floats().sum()))


def sorted_rows(answer: Answer, *names: str) -> Answer:
    """Sort an answer; categories by their names, for not every version of Arrow sorts them."""
    there = {name: answer[name].dtype for name in names}
    texts = [name for name, dtype in there.items() if dtype in (nw.Categorical, nw.Enum)]
    if not texts:
        return answer.sort(*names)
    written = {name: f"_text_{name}" for name in texts}
    made = answer.with_columns(nw.col(n).cast(nw.String).alias(w) for n, w in written.items())
    return made.sort(*(written.get(name, name) for name in names)).drop(*written.values())


def measured(facts: Facts, kind: Kind, zone: str | None, whole: bool) -> Summary:
    """Return the summary of a column that is no category."""
    low, high = (None, None) if facts.ends is None else facts.ends
    levels, least = None, None if low is None or low <= 0 else low
    if kind is Kind.BOOLEAN:
        levels = tuple(dict.fromkeys(bool(end) for end in (low, high) if end is not None))
    return Summary(kind, low, high, least, levels, zone=zone, whole=whole)


def restored(kind: Kind, values: Floats, dtype: nw.dtypes.DType | None = None) -> Array:
    """Turn float days into times again, and whole numbers into integers."""
    if kind in (Kind.TIME, Kind.DURATION):
        return from_days(values, kind)
    if kind is Kind.BOOLEAN:
        return values.astype(bool)
    whole = dtype is not None and dtype.is_integer() and np.abs(values).max(initial=0.0) < 2.0**63
    return values.astype(np.int64) if whole else values


def ask_least(frame: Frame) -> float | None:
    """Ask for the least value above zero of column v."""
    row = run(frame.filter(nw.col("v").is_between(TINY, LARGEST)).select(nw.col("v").min()))
    return _end(to_column(row["v"], "v").floats(), np.min)


def ask_quantiles(frame: Frame, asked: tuple[float, ...]) -> Quantiles:
    """Ask for quantiles of column v, at these shares."""
    column = nw.col("v")
    quantiles = (column.quantile(at, "linear").alias(f"q{i}") for i, at in enumerate(asked))
    row = run(frame.select(nw.len().alias("n"), *quantiles))
    n = int(row["n"][0])
    if not n:
        return Quantiles(0, (0.0, 1.0), (np.nan, np.nan))
    return Quantiles(n, asked, tuple(float(row[f"q{i}"][0]) for i in range(len(asked))))


def _end(values: Floats, choose: Callable[[Floats], Any]) -> float | None:
    there = values[~np.isnan(values)]
    return float(choose(there)) if len(there) else None


def too_many_levels(key: Hashable, most: int) -> PlotSpecError:
    """Return the error of a column that has too many levels."""
    return PlotSpecError(
        f"Column {key!r} has more than {most:,} different values, too many to be the levels "
        "of a category. Bin it, or keep the most frequent: so.Nominal(top=10)."
    )
