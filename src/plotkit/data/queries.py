"""Queries: each one that an engine runs, told to whoever listens, and answers that are kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from time import perf_counter
from typing import Any, TypeAlias

from plotkit.data.native import Frame, collected, engine_name
from plotkit.data.whenused import nw
from plotkit.progress import waiting
from plotkit.records import dataclass, field, replace

Answer: TypeAlias = "nw.DataFrame[Any]"


@dataclass(frozen=True)
class Query:
    """A query that an engine ran.

    Attributes
    ----------
    purpose
        "profile" of a source, "reduce" of groups, or "rows" that were fetched as they are.
    frame
        What was asked.
    rows
        How many rows came back.
    seconds
        How long it took.
    kept
        Whether it was not run, since its answer was there from an earlier picture.
    """

    purpose: str
    frame: Frame = field(repr=False)
    rows: int
    seconds: float = 0.0
    kept: bool = False

    @property
    def text(self) -> str | None:
        """The query as its engine writes it; None where it has no words for it."""
        native, here = self.frame.to_native(), self.frame.implementation
        if here.is_duckdb():
            return str(native.sql_query())
        if here.is_polars():
            return str(native.explain(optimized=False))
        if here.is_ibis():
            import ibis  # type: ignore[import-not-found]  # a choice of the user

            return str(ibis.to_sql(native))
        return None


@dataclass(frozen=True, eq=False)
class Heard:
    """What was told to a listener: queries, and what is approximate and how."""

    queries: list[Query] = field(default_factory=list)
    approximations: list[str] = field(default_factory=list)


_LISTENERS: ContextVar[tuple[Heard, ...]] = ContextVar("plotkit_queries", default=())


@contextmanager
def listening() -> Iterator[Heard]:
    """Give what hears of the queries that are run within.

    Examples
    --------
    >>> with listening() as heard:
    ...     pass
    >>> heard.queries
    []
    """
    heard = Heard()
    token = _LISTENERS.set((*_LISTENERS.get(), heard))
    try:
        yield heard
    finally:
        _LISTENERS.reset(token)


def approximate(words: str) -> None:
    """Tell those who listen what is approximate, and how."""
    for heard in _LISTENERS.get():
        if words not in heard.approximations:
            heard.approximations.append(words)


def run(frame: Frame, purpose: str = "profile") -> Answer:
    """Run a query and tell those who listen."""
    start = perf_counter()
    with waiting(f"{engine_name(frame)} answers a query"):
        rows = collected(frame)
    _tell(Query(purpose, frame, len(rows), perf_counter() - start))
    return rows


def _tell(query: Query) -> None:
    for heard in _LISTENERS.get():
        heard.queries.append(query)


@cache
def _telling() -> bool:
    """Tell whether narwhals writes expressions in full; without that, nothing is kept."""
    return repr(nw.col("a") + 1) != repr(nw.col("a") + 2)


@dataclass(frozen=True)
class Asked:
    """How a query was put together, in words that are equal for equal queries of one source.

    Attributes
    ----------
    answers
        What the queries of the source returned, by their words.
    words
        One for each step; None where a step has none that would be equal for it alone.
    """

    answers: MutableMapping[Hashable, tuple[Frame, Answer]]
    words: tuple[Hashable, ...] | None

    def then(self, *step: Any) -> Asked:
        """Return the words of a further step; expressions are written in full."""
        if self.words is None:
            return self
        words = tuple(map(_word, step))
        told = all(word is not None for word in words)
        return replace(self, words=(*self.words, words) if told else None)

    def answer(self, query: Callable[[], Frame], purpose: str, *step: Hashable) -> Answer:
        """Return what a query returns; it is run if it was not run before."""
        if self.words is None:
            return run(query(), purpose)
        key = (*self.words, step)
        if key in self.answers:
            frame, answer = self.answers[key]
            _tell(Query(purpose, frame, len(answer), kept=True))
        else:
            frame = query()
            answer = run(frame, purpose)
            self.answers[key] = frame, answer
        return answer


NOTHING_ASKED = Asked({}, None)
"""What is known of a query whose source keeps nothing."""


def _word(part: Any) -> Hashable:
    """Return a part of a step as what is equal for equal ones; None if there is no such thing."""
    if not isinstance(part, nw.Expr):
        return part if part is None or isinstance(part, Hashable) else repr(part)
    text = repr(part)
    sure = _telling() and " at 0x" not in text and "..." not in text
    return text if sure else None
