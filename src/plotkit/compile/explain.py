"""Explain: what was asked of whom to make a picture, where stats ran, and what is approximate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, field
from typing import Any

from plotkit.compile.stages import Placed
from plotkit.compile.told import Told
from plotkit.data.queries import Heard, Query
from plotkit.records import dataclass


@dataclass(frozen=True)
class ExplainedQuery:
    """A query that an engine was asked.

    Attributes
    ----------
    purpose
        "profile" of a source, "reduce" of groups, or "rows" that were fetched as they are.
    rows
        How many rows came back.
    seconds
        How long it took; 0 for one whose answer was kept.
    kept
        Whether the answer was there from an earlier picture of the plot.
    text
        The query as its engine writes it; None where it has no words for it.
    """

    purpose: str
    rows: int
    seconds: float
    kept: bool
    text: str | None = field(repr=False)


@dataclass(frozen=True)
class ExplainedLayer:
    """How the rows of a layer were made.

    Attributes
    ----------
    layer
        Its number, mark, stats and moves.
    engine
        Where its data are: "memory" or the name of an engine.
    stats
        For each stat by name where it ran: "memory", an engine, or "memory, on rows fetched from"
        one.
    rows
        How many rows came in; None where nobody counted them.
    dropped
        How many were left out, by reason.
    drawn
        How many rows are drawn.
    queries
        What was asked for this layer alone.
    approximations
        What is approximate, and how.
    seconds
        How long its rows and stats took.
    """

    layer: str
    engine: str
    stats: tuple[tuple[str, str], ...]
    rows: int | None
    dropped: Mapping[str, int]
    drawn: int
    queries: tuple[ExplainedQuery, ...]
    approximations: tuple[str, ...]
    seconds: float

    def __str__(self) -> str:
        rows = "" if self.rows is None else f", {self.rows:,} rows"
        lines = [f"{self.layer}: {self.engine}{rows}"]
        lines += [f"{n:,} dropped with {reason}" for reason, n in self.dropped.items()]
        lines += [f"{stat} in {where}" for stat, where in self.stats]
        lines += [f"approximate: {words}" for words in self.approximations]
        lines += [_query(query) for query in self.queries]
        lines.append(f"{self.drawn:,} rows drawn, after {_time(self.seconds)}")
        return "\n  ".join(lines)


@dataclass(frozen=True)
class Explanation:
    """What was asked of whom to make a picture.

    Attributes
    ----------
    layers
        How the rows of each layer were made.
    profiles
        What was asked for all layers of a source together: extremes, levels, numbers of rows.
    queries
        How many queries were run in all; those whose answers were kept do not count.
    seconds
        How long compiling took, queries included.
    """

    layers: tuple[ExplainedLayer, ...]
    profiles: tuple[ExplainedQuery, ...]
    queries: int
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain dicts and lists, as for JSON."""
        made: dict[str, Any] = _plain(asdict(self))
        return made

    def __str__(self) -> str:
        parts = [*map(_query, self.profiles), *map(str, self.layers)]
        number = "1 query" if self.queries == 1 else f"{self.queries} queries"
        return "\n".join([*parts, f"{number}, {_time(self.seconds)} in all"])


def explained(
    told: Sequence[Told], placed: Sequence[Placed], heard: Heard, seconds: float
) -> Explanation:
    """Put together what was heard while a plot was compiled, layer by layer."""
    layers = [_layer(*both) for both in zip(told, placed, strict=True)]
    own = {id(query) for one in told for query in one.heard.queries}
    profiles = [_explained(query) for query in heard.queries if id(query) not in own]
    number = sum(not query.kept for query in heard.queries)
    return Explanation(tuple(layers), tuple(profiles), number, seconds)


def _layer(told: Told, placed: Placed) -> ExplainedLayer:
    return ExplainedLayer(
        placed.layer.name,
        placed.layer.source.engine,
        told.stats,
        told.rows,
        dict(placed.dropped),
        sum(table.n for table in placed.tables),
        tuple(map(_explained, told.heard.queries)),
        tuple(told.heard.approximations),
        told.seconds,
    )


def _explained(query: Query) -> ExplainedQuery:
    return ExplainedQuery(query.purpose, query.rows, query.seconds, query.kept, query.text)


def _query(query: ExplainedQuery) -> str:
    took = "kept from before" if query.kept else _time(query.seconds)
    return f"asked: {query.purpose}, {query.rows:,} rows back, {took}"


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{max(seconds * 1000, 1):.0f} ms"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
