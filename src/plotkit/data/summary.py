"""Summaries: what a scale may know of a column. They merge over layers, panels and sources."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

import numpy as np

from plotkit.data.factor import same_levels
from plotkit.data.kind import Kind
from plotkit.data.quantiles import Quantiles
from plotkit.records import dataclass


@dataclass(frozen=True)
class By:
    """What levels are ordered by: another variable, reduced to a number for each of them.

    Attributes
    ----------
    variable
        A column of the same data.
    how
        The name of a reduction, or a function from the values of a level to a number.
    """

    variable: Hashable
    how: str | Callable[[Any], Any] = "mean"


@dataclass(frozen=True)
class SummaryRequest:
    """What a scale requests beyond what a summary always has.

    Attributes
    ----------
    levels
        The distinct values of numbers and times too.
    counts
        How many rows each level has.
    top
        How many levels are kept, if the rest are joined: the others need not be known.
    by
        The reduction of another variable for each level.
    shares
        The quantiles, as shares of the rows.
    positive
        The least value above zero.
    """

    levels: bool = False
    counts: bool = False
    top: int | None = None
    by: By | None = None
    shares: tuple[float, ...] = ()
    positive: bool = False


NOTHING_MORE = SummaryRequest()


@dataclass(frozen=True)
class Summary:
    """What a scale is trained on.

    Attributes
    ----------
    kind
        What the variable is.
    low, high
        Extremes of the finite values as floats (times and durations in days); None if there are
        none or if the kind is a category.
    least_positive
        Smallest value above zero, for scales that end there; None where nobody asked for it.
    levels
        Distinct values: declared order, else sorted for numbers and times, else order of
        appearance. None where nobody asked for them.
    declared
        Whether the order of levels comes from the data's own type.
    zone
        Time zone of a time, as an IANA name.
    counts
        Rows of each level. None where nobody asked for them, as all that follow.
    scores
        The number that each level is ordered by; NaN where there is none.
    quantiles
        Of the finite values.
    whole
        Whether numbers are whole by their type, or by what a stat counts.
    """

    kind: Kind
    low: float | None = None
    high: float | None = None
    least_positive: float | None = None
    levels: tuple[Any, ...] | None = None
    declared: bool = False
    zone: str | None = None
    counts: Mapping[Any, int] | None = None
    scores: Mapping[Any, float] | None = None
    quantiles: Quantiles | None = None
    whole: bool = False

    def merge(self, other: Summary) -> Summary:
        """Return the summary of both columns together."""
        kind = self.kind
        if other.kind is not kind:
            # a number beside a category is a category; an all-missing column counts as a number
            kind = other.kind if self.empty else kind if other.empty else _common(kind, other.kind)
        return Summary(
            kind=kind,
            low=_pick(min, self.low, other.low),
            high=_pick(max, self.high, other.high),
            least_positive=_pick(min, self.least_positive, other.least_positive),
            levels=_merge_levels(self, other),
            declared=self.declared or other.declared,
            zone=self.zone or other.zone,
            counts=_merge_counts(self.counts, other.counts),
            scores=_merge_scores(self.scores, other.scores),
            quantiles=_merge_quantiles(self.quantiles, other.quantiles),
            whole=all(one.whole for one in (self, other) if not one.empty),
        )

    @property
    def empty(self) -> bool:
        """Whether no value was seen at all."""
        return self.low is None and not self.levels


def merge_all(summaries: Iterable[Summary]) -> Summary | None:
    """Merge any number of summaries; None for none."""
    merged: Summary | None = None
    for summary in summaries:
        merged = summary if merged is None else merged.merge(summary)
    return merged


def _pick(choose: Any, one: float | None, other: float | None) -> float | None:
    present = [value for value in (one, other) if value is not None]
    return choose(present) if present else None


def _common(one: Kind, other: Kind) -> Kind:
    numbers = {Kind.NUMBER, Kind.BOOLEAN}
    return Kind.NUMBER if {one, other} <= numbers else Kind.CATEGORY


def _merge_counts(
    one: Mapping[Any, int] | None, other: Mapping[Any, int] | None
) -> Mapping[Any, int] | None:
    if one is None or other is None:
        return one if other is None else other
    return {
        level: one.get(level, 0) + other.get(level, 0) for level in dict.fromkeys((*one, *other))
    }


def _merge_scores(
    one: Mapping[Any, float] | None, other: Mapping[Any, float] | None
) -> Mapping[Any, float] | None:
    """Return the scores of both; the first that tells a level's score is believed."""
    if one is None or other is None:
        return one if other is None else other
    told = {level: score for level, score in one.items() if score == score}
    return {**one, **other, **told}


def _merge_quantiles(one: Quantiles | None, other: Quantiles | None) -> Quantiles | None:
    if one is None or other is None:
        return one if other is None else other
    return one.merge(other)


def _merge_levels(one: Summary, other: Summary) -> tuple[Any, ...] | None:
    if one.levels is None or other.levels is None:
        return one.levels if other.levels is None else other.levels
    if same_levels(one.levels, other.levels):
        return one.levels
    merged = tuple(dict.fromkeys((*one.levels, *other.levels)))
    if one.declared or other.declared or one.kind is Kind.CATEGORY:
        return merged
    return sorted_levels(merged)


def sorted_levels(levels: Iterable[Any]) -> tuple[Any, ...]:
    """Sort levels where they can be compared, else keep their order."""
    kept = tuple(levels)
    timed = [isinstance(level, np.timedelta64) for level in kept]
    if any(timed) and not all(timed):  # numpy takes a number for a duration without a unit
        return kept
    try:
        return tuple(sorted(kept))
    except (TypeError, OverflowError):  # numpy cannot count days beyond its integers
        return kept
