"""What is assigned to one name in one layer: a column, a vector, a constant, or a stat's column."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Mapping
from typing import Any, Protocol

from plotkit.data.column import Column
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.reductions import Reduction, reduction
from plotkit.data.summary import NOTHING_MORE, By, Summary, SummaryRequest
from plotkit.data.table import Table
from plotkit.data.vectors import constant, is_key
from plotkit.errors import PlotSpecError, quoted
from plotkit.records import dataclass, replace

COUNTING = ("count", "size", "nunique")
"""Reductions that categories have too."""


class Columns(Protocol):
    """What a variable asks of the data it comes from, in memory or in an engine."""

    @property
    def names(self) -> Collection[Hashable]:
        """The keys of the columns."""

    def __contains__(self, key: object) -> bool: ...

    def kind(self, key: Hashable) -> Kind:
        """Return what a column holds."""

    def zone(self, key: Hashable) -> str | None:
        """Return the time zone of a column; None if it has none."""

    def summary(self, key: Hashable, request: SummaryRequest) -> Summary:
        """Return the summary of a column, but for scores."""

    def has_rows(self) -> bool:
        """Tell whether there are any rows."""

    def column(self, key: Hashable) -> Column:
        """Return a column in memory."""

    def scores(
        self, levels: Hashable | Column, other: Hashable, how: Reduction
    ) -> dict[Any, float]:
        """Return a reduction of another column for each level of a column or vector."""


@dataclass(frozen=True, eq=False)
class Variable(ABC):
    """What is assigned to one name in one layer.

    Attributes
    ----------
    name
        The property, position, facet or number that it is assigned to, as the figure has it.
    title
        What to call it: the column's name, or None.
    identity
        Equal for variables that hold the same data, so that their legends merge.
    """

    name: str
    title: str | None
    identity: Hashable

    @property
    @abstractmethod
    def kind(self) -> Kind:
        """What it holds, without reading it if the data are lazy."""

    @property
    def zone(self) -> str | None:
        """The time zone of its values; None if they have none."""
        return self.summary(NOTHING_MORE).zone

    @abstractmethod
    def column(self, n: int) -> Column:
        """Return its values, converted when first asked for; a constant `n` times."""

    @abstractmethod
    def summary(self, request: SummaryRequest) -> Summary:
        """Return its summary."""


@dataclass(frozen=True, eq=False)
class ColumnVariable(Variable):
    """A column of the data."""

    data: Columns
    key: Hashable

    @property
    def kind(self) -> Kind:
        """What the column holds."""
        return self.data.kind(self.key)

    @property
    def zone(self) -> str | None:
        """The time zone of the column, without asking for its values."""
        return self.data.zone(self.key)

    def column(self, n: int) -> Column:
        """Return the column."""
        return self.data.column(self.key)

    def summary(self, request: SummaryRequest) -> Summary:
        """Return the summary of the column."""
        found = self.data.summary(self.key, request)
        return _scored(found, self.key, request.by, self.data)


@dataclass(frozen=True, eq=False)
class VectorVariable(Variable):
    """A vector that stands beside the data."""

    data: Columns
    values: Column

    @property
    def kind(self) -> Kind:
        """What the vector holds."""
        return self.values.kind

    def column(self, n: int) -> Column:
        """Return the vector."""
        return self.values

    def summary(self, request: SummaryRequest) -> Summary:
        """Return the summary of the vector."""
        return _scored(self.values.summary(request), self.values, request.by, self.data)


@dataclass(frozen=True, eq=False)
class ConstantVariable(Variable):
    """One value for all rows."""

    value: Any

    @property
    def kind(self) -> Kind:
        """What the value is."""
        return self.column(1).kind

    def column(self, n: int) -> Column:
        """Return the value `n` times, in the memory of one."""
        return constant(self.value, n)

    def summary(self, request: SummaryRequest) -> Summary:
        """Return the summary of the value: it is the only level."""
        return self.column(1).summary(replace(request, levels=True, by=None))


@dataclass(frozen=True, eq=False)
class ShareVariable(ConstantVariable):
    """A position as a share of the panel, the same for all rows."""


@dataclass(frozen=True, eq=False)
class NamedVariable(ConstantVariable):
    """A position by its name on the axis, a level or a date, which must be known without it."""


@dataclass(frozen=True, eq=False)
class ComputedVariable(Variable):
    """A column that a stat or a move of the layer makes.

    Attributes
    ----------
    source
        Name of the column.
    falling
        Whether it is the less the more there is.
    """

    source: str
    falling: bool = False

    @property
    def kind(self) -> Kind:
        """Not known before the stat has run."""
        raise AssertionError(f"{self.source!r} is known only once its stat has run")

    def column(self, n: int) -> Column:
        """Not known before the stat has run."""
        raise AssertionError(f"{self.source!r} is known only once its stat has run")

    def summary(self, request: SummaryRequest) -> Summary:
        """Not known before the stat has run."""
        raise AssertionError(f"{self.source!r} is known only once its stat has run")


def _scored(found: Summary, levels: Hashable | Column, by: By | None, data: Columns) -> Summary:
    """Return a summary with the number by which each level is ordered, if the data can tell."""
    if by is None or not is_key(by.variable) or by.variable not in data:
        return found
    how = reduction(by.how, "_value")
    if data.kind(by.variable) is Kind.CATEGORY and how.how not in COUNTING:
        raise PlotSpecError(
            f"Levels cannot be ordered by the {by.how!r} of {by.variable!r}, which holds "
            f"categories; order by numbers or times, or by one of {quoted(COUNTING)}."
        )
    return replace(found, scores=data.scores(levels, by.variable, how))


def level_scores(levels: Factor, other: Column, how: Reduction) -> Mapping[Any, float]:
    """Return a reduction of one column in memory for each level of another."""
    values = other.values if isinstance(other.values, Factor) else other.floats()
    made = Table.of({"_level": levels, "_value": values}).group("_level").agg(_score=how)
    return dict(zip(made["_level"].values().tolist(), made["_score"].tolist(), strict=True))
