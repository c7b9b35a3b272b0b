"""The public protocol of stats: from a relation to a relation, written once for every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import factorize
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import Part, PlotSpecError, PlotTypeError, quoted


@dataclass(frozen=True)
class Stat(Part):
    """Base of all stats: a summary of the data that a mark then shows.

    A stat is a frozen dataclass with one of two methods, both written upright (x is the position,
    y the value):

    ``compute(self, x, y, ...)``
        Called once a group with the columns that its signature names, as arrays of shape (n,), and
        returns new columns of one length (or numbers). Parameters with a default are optional. What
        it does not ask for, it is grouped by.
    ``__call__(self, data, by)``
        Gets a relation and the names of the grouping columns, and returns a relation in which those
        are kept. What it says with the relation's verbs runs in the user's engine.

    Positions are in axis units. A `y` that the stat makes where there was none is in data units.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> import plotkit.objects as so
    >>> @dataclass(frozen=True)
    ... class Peak(so.Stat):
    ...     def __call__(self, data, by):
    ...         return data.group(*by, "x").agg(y=so.most("y"))
    """

    labels: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Titles of axes whose variable it makes."""

    makes: ClassVar[tuple[str, ...]] = ()
    """Names of columns it makes beside positions; a layer may map them to properties."""

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Run `compute` in each group of the data."""
        function = getattr(self, "compute", None)
        if function is None:
            raise PlotTypeError(
                f"{type(self).__name__} must define compute(self, x, y, ...) "
                "or __call__(self, data, by)."
            )
        asked = [p for p in signature(function).parameters.values() if p.kind in _NAMED]
        need(self, data, *(p.name for p in asked if p.default is Parameter.empty))
        given = [p.name for p in asked if p.name in data]
        keys = [*by, *(["x"] if "x" in data and "x" not in given else [])]
        return apply(function, data.select(*keys, *given).collect(), keys, given)

    def axis_labels(self) -> Mapping[str, str]:
        """Return the titles of the axes whose variable this stat makes, by upright name."""
        return self.labels


_NAMED = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)


def need(stat: object, data: Relation, *names: str) -> None:
    """Raise PlotSpecError unless the relation has all the columns a stat needs."""
    missing = [name for name in names if name not in data]
    if missing:
        raise PlotSpecError(
            f"{type(stat).__name__} needs {quoted(names)}; missing: {quoted(missing)}. "
            f"Given: {quoted(data)}. Assign it in Plot(...) or in add(...)."
        )


def apply(
    function: Callable[..., Mapping[str, Any]],
    table: Table,
    keys: Sequence[str],
    given: Sequence[str],
) -> Table:
    """Call a function with the given columns of each group; join what it returns."""
    grouped = table.group(*keys)
    columns = {name: np.asarray(table[name]) for name in given}
    sizes: list[int] = []
    pieces: list[dict[str, Any]] = []
    for rows in grouped.groups.slices():
        result = function(**{name: column[rows] for name, column in columns.items()})
        if not isinstance(result, Mapping):
            raise PlotTypeError(
                f"compute must return a dict of columns, not {type(result).__name__}."
            )
        piece, size = _even(result)
        pieces.append(piece)
        sizes.append(size)
    joined = _joined([piece for piece in pieces if piece], given)
    of_group = np.repeat(np.arange(len(sizes)), sizes)
    repeated = {name: key[of_group] for name, key in grouped.keys().items()}
    n = sum(sizes)
    return Table({**repeated, **joined}, n, table.units)


def _joined(pieces: Sequence[Mapping[str, Any]], given: Sequence[str]) -> dict[str, Any]:
    """Put what the groups returned below each other; without any, the given columns, empty."""
    if not pieces:
        return {name: np.empty(0) for name in given}
    names = list(pieces[0])
    for piece in pieces:
        if set(piece) != set(names):
            raise PlotSpecError(
                f"compute must return the same columns for each group; it returned {quoted(names)} "
                f"and {quoted(piece)}."
            )
    joined = {name: np.concatenate([piece[name] for piece in pieces]) for name in names}
    return {
        name: factorize(column.tolist()) if column.dtype.kind in "OUT" else column
        for name, column in joined.items()
    }


def _even(result: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """Bring the columns of one group to one length; an empty dict means that it has no rows."""
    if not result:
        return {}, 0
    arrays = {name: np.asarray(value) for name, value in result.items()}
    lengths = {name: len(array) for name, array in arrays.items() if array.ndim}
    if len(set(lengths.values())) > 1:
        raise PlotSpecError(f"compute returned columns of different lengths: {lengths}.")
    size = next(iter(lengths.values()), 1)
    return {name: np.broadcast_to(a, size) if not a.ndim else a for name, a in arrays.items()}, size
