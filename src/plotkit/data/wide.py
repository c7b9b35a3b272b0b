"""Wide data: columns of one kind become rows, each with the name of the column that it was in."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

import numpy as np

from plotkit.data.column import Column
from plotkit.data.factor import Factor
from plotkit.data.kind import Kind
from plotkit.data.lazysource import LazySource
from plotkit.data.source import Source
from plotkit.data.vectors import is_key, unknown_key, vector
from plotkit.data.whenused import nw
from plotkit.errors import PlotSpecError, PlotTypeError, quoted, shown
from plotkit.records import dataclass, field


@dataclass(frozen=True)
class Cols:
    """Several columns as one variable; made by :func:`cols`."""

    columns: tuple[Hashable, ...] = ()
    name: str | None = None
    value: str | None = None


def cols(*columns: Hashable, name: str | None = None, value: str | None = None) -> Cols:
    """Return several columns of wide data as one variable.

    Each row of the data becomes as many rows as there are columns: one for each, with its value.
    Which column it was in is shown by colour, where nothing else is; where the values are no
    position, as in a table that `Tile` draws, by the free axis. The levels are in the order of
    the columns.

    Parameters
    ----------
    *columns
        Names, and patterns such as "temp_*", of which only columns of numbers are taken. Without
        any: all columns of numbers that the plot does not use otherwise, in the order of the data.
    name
        What to call the names of the columns: the title of their legend, and a variable that may
        be assigned to anything, as in ``facet("measure")``.
    value
        What to call the values: the title of their axis. They have none by default.

    See Also
    --------
    Plot : takes a plain list as a vector of values.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> table = {"year": [2019, 2020], "wind": [10, 12], "coal": [30, 25], "note": ["", "*"]}
    >>> p = so.Plot(table, x="year", y=so.cols("wind", "coal")).add(so.Line())
    >>> p = so.Plot(table, x="year", y=so.cols(name="source", value="TWh")).add(so.Line())
    >>> p = so.Plot(table, y="year", color=so.cols()).add(so.Tile())
    """
    for column in columns:
        if not is_key(column) or column is None:
            raise PlotTypeError(f"cols() takes names of columns, not {shown(column)}.")
    for what, text in (("name", name), ("value", value)):
        if text is not None and not isinstance(text, str):
            raise PlotTypeError(f"cols({what}=) must be text, not {shown(text)}.")
    return Cols(columns, name, value)


def cols_in(values: Iterable[Any]) -> list[Cols]:
    """Return those of some values that stand for several columns."""
    return [value for value in values if isinstance(value, Cols)]


def chosen(own: Source | LazySource, asked: Cols, taken: Collection[Any]) -> tuple[Hashable, ...]:
    """Return the columns that are meant, each once.

    Parameters
    ----------
    own
        The data.
    asked
        What the user said.
    taken
        Columns that are used otherwise, which are not among all others.
    """
    if asked.columns:
        found = [key for one in asked.columns for key in _named(own, one)]
    else:
        besides = {*taken, *(own.index if isinstance(own, Source) else ())}
        found = [key for key in own.names if key not in besides and _is_number(own, key)]
    if not found:
        raise PlotSpecError(
            f"so.cols() stands for all other columns of numbers, and there are none. "
            f"The data have: {quoted(own.names)}."
        )
    return tuple(dict.fromkeys(found))


def check_cols(own: Source | LazySource, asked: Cols) -> None:
    """Raise unless the data have the columns that are named."""
    for one in asked.columns:
        if one not in own and not (_is_pattern(one) and any(_matching(own, one))):
            raise unknown_key(one, own.names)


def _named(own: Source | LazySource, key: Hashable) -> list[Hashable]:
    """Return the column of a name, or those of a pattern that hold numbers."""
    if key in own:
        return [key]
    found = [one for one in _matching(own, key) if _is_number(own, one)]
    if not found:
        if any(_matching(own, key)):
            raise PlotSpecError(f"so.cols({key!r}) matches no column of numbers, only others.")
        raise unknown_key(key, own.names)
    return found


def _is_pattern(key: Hashable) -> bool:
    return isinstance(key, str) and any(sign in key for sign in "*?[")


def _matching(own: Source | LazySource, key: Hashable) -> Iterable[Hashable]:
    if not _is_pattern(key):
        return ()
    return (one for one in own.names if isinstance(one, str) and fnmatchcase(one, str(key)))


def _is_number(own: Source | LazySource, key: Hashable) -> bool:
    try:
        return own.kind(key) is Kind.NUMBER
    except (PlotSpecError, PlotTypeError):  # what cannot be drawn at all
        return False


# ------------------------------------------------------------------------------------- long data


@dataclass(frozen=True, eq=False)
class LongSource(Source):
    """Wide data in memory, made long when columns are asked for."""

    times: int = 1

    def vector(self, values: Any, name: str) -> Column:
        """Return a vector with one value for each row of the wide data, or of the long ones."""
        given = vector(values, name)
        if self.n and len(given) * self.times == self.n:
            return given[np.tile(np.arange(len(given)), self.times)]
        return super().vector(values, name)


@dataclass(frozen=True, eq=False)
class LongLazySource(LazySource):
    """Wide data outside memory, made long by a query."""

    orders: Mapping[Hashable, tuple[Any, ...]] = field(default_factory=dict)

    def _declared(self, key: Hashable) -> tuple[Any, ...] | None:
        return self.orders.get(key) or super()._declared(key)


@dataclass(frozen=True, eq=False)
class Long:
    """Long data, and the keys of what they hold beside the columns of the wide ones."""

    source: Source | LazySource
    name: Hashable
    value: Hashable


def lengthened(own: Source | LazySource, keys: tuple[Hashable, ...], asked: Cols) -> Long:
    """Return wide data as long ones: the rows of the first column, then those of the next."""
    if asked.name is not None and asked.name in own:
        raise PlotSpecError(
            f"cols(name={asked.name!r}): the data have a column of that name already. "
            "Choose another."
        )
    kind = _common_kind(own, keys)
    name = _free("column", own) if asked.name is None else asked.name
    value = _free("value", own)
    titles: dict[Hashable, str | None] = {name: asked.name, value: asked.value}
    if isinstance(own, LazySource):
        lazy = own
        words = "long", keys, name, value, tuple(titles.items())
        long = own.derived(words, lambda: _by_query(lazy, keys, name, value, kind, titles))
        return Long(long, name, value)
    n = own.n or 0
    codes = np.repeat(np.arange(len(keys)), n)
    rows = np.tile(np.arange(n), len(keys))

    def read(key: Hashable) -> Any:
        if key == name:
            return Column(Kind.CATEGORY, Factor(codes, keys, declared=True))
        if key == value:
            return _joined([own.column(one) for one in keys], kind)
        return own.column(key)[rows]

    names = (*own.names, name, value)
    source = LongSource(
        names, n * len(keys), own.library, read, own.index, titles=titles, times=len(keys)
    )
    return Long(source, name, value)


def _free(name: str, own: Source | LazySource) -> str:
    """Return a name that no column has."""
    while name in own:
        name = f"_{name}"
    return name


def _common_kind(own: Source | LazySource, keys: Iterable[Hashable]) -> Kind:
    """Return what all columns hold; raise if these are no amounts, or of several kinds."""
    kinds = {key: own.kind(key) for key in keys}
    texts = [key for key, kind in kinds.items() if kind in (Kind.CATEGORY, Kind.BOOLEAN)]
    if texts:
        raise PlotSpecError(
            f"so.cols() takes columns of numbers, or of times. These hold something else: "
            f"{quoted(texts)}."
        )
    if len(set(kinds.values())) > 1:
        each = ", ".join(f"{key!r} {kind.value}s" for key, kind in kinds.items())
        raise PlotSpecError(f"so.cols() takes columns of one kind, and there are: {each}.")
    return next(iter(kinds.values()))


def _joined(columns: list[Column], kind: Kind) -> Column:
    """Return columns of one kind one after the other."""
    zones = {column.zone for column in columns}
    if len(zones) > 1:
        raise PlotSpecError(f"so.cols() takes times of one zone, and there are: {quoted(zones)}.")
    exact = kind is not Kind.NUMBER or all(
        column.absent is None and np.asarray(column.values).dtype.kind in "iu" for column in columns
    )
    parts = [np.asarray(column.values) if exact else column.floats() for column in columns]
    return Column(kind, np.concatenate(parts), zones.pop())


def _by_query(
    own: LazySource,
    keys: tuple[Hashable, ...],
    name: str,
    value: str,
    kind: Kind,
    titles: Mapping[Hashable, str | None],
) -> LazySource:
    texts = [str(key) for key in keys]
    frame = own.frame
    if kind is Kind.NUMBER:
        frame = frame.with_columns(nw.col(key).cast(nw.Float64) for key in texts)
    parts = [frame.with_columns(nw.lit(key).alias(name), nw.col(key).alias(value)) for key in texts]
    long = nw.concat(parts, how="vertical")
    return LongLazySource(long, own.limit, titles=titles, orders={name: tuple(texts)})
