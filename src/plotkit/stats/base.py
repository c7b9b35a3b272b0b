"""The public protocol of stats: from a relation to a relation, written once for every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from inspect import Parameter, getattr_static, signature
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.blocks import read_only
from plotkit.data.factor import Factor, factorize, factorize_array
from plotkit.data.relation import Parts, Relation
from plotkit.data.roles import check_free, declare, visible
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, PlotTypeError, check_name, name_list, quoted
from plotkit.part import Part
from plotkit.records import dataclass
from plotkit.stats.shown import ShownAxes

Made: TypeAlias = Literal["x", "y", "number", "category", "text"]
"""What a column is that a stat makes: a position on the axis of positions or of values, a number,
a category, or a text, which says something of its group and does not split it."""
_KINDS: tuple[Made, ...] = get_args(Made)

Views: TypeAlias = Mapping[tuple[tuple[str, Any], ...], tuple[float, float]]
"""What an axis shows, in axis units, by the names and levels of the facets of a panel."""

UNITS = "units"
"""The parameter of ``compute`` that gets the units of both axes, by "x" and "y"."""


@dataclass(frozen=True)
class Stat(Part):
    """Base of all stats: a summary of the data that a mark then shows.

    A stat is a frozen dataclass with one of two methods, both written upright (x is the position,
    y the value):

    ``compute(self, x, y, ...)``
        Called once a group with the columns that its signature names, as arrays of shape (n,), and
        returns new columns of one length (or numbers), or :class:`Parts` of them. Parameters with
        a default are optional. What it does not ask for, it is grouped by; what it asks for, it is
        not. A parameter ``units`` gets the units of the axes: ``units["x"].kind`` tells what is on
        the axis of positions.
    ``__call__(self, data, by)``
        Gets a relation and the names of the grouping columns, and returns a relation in which those
        are kept, or :class:`Parts` of them. What it says with the relation's verbs runs in the
        user's engine.

    Positions are in axis units. A `y` that the stat makes where there was none is in data units.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> import plotkit.objects as so
    >>> @dataclass(frozen=True)
    ... class Peak(so.Stat):
    ...     makes = {"y": "y"}
    ...
    ...     def __call__(self, data, by):
    ...         return data.group(*by, "x").agg(y=so.reduce.max("y"))
    """

    makes: ClassVar[Mapping[str, Made] | Sequence[str]] = MappingProxyType({})
    """The columns it makes, and what each is: "x" or "y" for a position on that axis, "number",
    "category" or "text". A layer may map them to properties; categories split what connects rows,
    texts do not. A list of names is one of numbers."""

    reads: ClassVar[Sequence[str]] = ()
    """Variables that ``__call__`` reads beside positions, properties and `weight`: numbers."""

    labels: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Titles of axes whose variable it makes, and of guides to its columns."""

    falling: ClassVar[Sequence[str]] = ()
    """Columns that are the less the more there is, as the share within which a line lies:
    properties show them the other way round."""

    needs: ClassVar[Sequence[str]] = ()
    """Columns that ``__call__`` reads and can do nothing without; ``compute`` names its own. Where
    the layer puts what it makes at a share of the panel, these are those of the plot. A position
    that it only groups by is none of them."""

    shows: ClassVar[Mapping[str, str | tuple[str, ...]]] = MappingProxyType({})
    """Properties that show a column it makes, unless the user says otherwise. Of several the first
    that is assigned, as a `z` that is reduced, else the last."""

    measures: ClassVar[bool] = False
    """Whether positions must be numbers or times: they are, where the layer has levels too; and
    where the layer puts what it makes at a share of the panel, they are those of the plot."""

    planar: ClassVar[bool] = False
    """Whether both axes are alike to it, so that its layer is not turned unless the user asks."""

    takes_missing: ClassVar[bool] = False
    """Whether it gets rows without a value, too, which have a place in the order of rows."""

    renames: ClassVar[bool] = False
    """Whether its values are no longer what the variable says, so that `labels` name their axis."""

    notes: ClassVar[Sequence[str]] = ()
    """Parts of what it makes that are notes on rows, "main" for the main one: where such a part is
    all that a panel shows, its axes show the rows that it is about."""

    keeps_rows: ClassVar[bool] = False
    """Whether it returns the rows it gets, changed: then the default stat of a mark may follow."""

    thins: ClassVar[bool] = False
    """Whether it leaves out what nobody sees of shapes that join rows in the order of x: only their
    marks can show it, and these say whether a missing value is a gap."""

    outlines: ClassVar[bool] = False
    """Whether it makes outlines, which go there and back: marks that join rows in the order of x
    cannot show them."""

    instead: ClassVar[str] = ""
    """What helps where it needs more rows of an engine than may be fetched: a sentence or two on
    what needs none, for the error."""

    foretells: ClassVar[bool] = False
    """Whether its sums of groups tell what simpler stats of them ask, so that an engine is asked
    for these sums first."""

    sees: ClassVar[bool] = False
    """Whether it is told, by ``in_view``, what the axis of positions shows of the other layers."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for what in ("reads", "needs"):
            name_list(getattr(cls, what), f"{what} of {cls.__name__}", "a tuple of names")
        if isinstance(cls.makes, str):
            raise PlotTypeError(
                f"makes of {cls.__name__} must be a dict or a tuple of names, not {cls.makes!r}."
            )
        if isinstance(cls.makes, Mapping):
            _check_kinds(cls.makes)
        read = (*cls.reads, *asked_by(cls))
        for name in read:
            check_free(name, f"A variable that {cls.__name__} reads")
        declare(read)

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation | Parts:
        """Run `compute` in each group of the data."""
        function = getattr(self, "compute", None)
        if function is None:
            raise PlotTypeError(
                f"{type(self).__name__} must define compute(self, x, y, ...) "
                "or __call__(self, data, by)."
            )
        asked = asked_by(type(self))
        need(self, data, *self.required())
        given = [name for name in asked if name in data]
        keys = [name for name in (*by, "x") if name in data and name not in given]
        table = data.select(*keys, *given).collect()
        extra = {}
        if UNITS in signature(function).parameters:
            extra[UNITS] = {"x": table.unit("x"), "y": table.unit("y")}
        return apply(function, table, keys, given, extra, self.made())

    def made(self) -> dict[str, Made]:
        """Return the columns it makes, and what each is."""
        made = self.makes
        if isinstance(made, Mapping):
            _check_kinds(made)
            return dict(made)
        return dict.fromkeys(made, "number")

    def shown(self) -> Mapping[str, str | tuple[str, ...]]:
        """Return the properties that show a column it makes; by default those of its class."""
        return self.shows

    def brings(self) -> Mapping[str, Sequence[Any]]:
        """Return positions for a layer that has none of these names: none."""
        return {}

    def in_view(self, views: Views) -> Stat:
        """Return the stat that knows what the axis of positions shows, if it `sees`."""
        return self

    def on_page(self, axes: ShownAxes) -> Stat:
        """Return the stat that knows how many pixels the axes of its panels have; by default as is.

        Called before it runs, with ``axes["x"]`` and ``axes["y"]``: `pixels`, what is asked to be
        shown (`low`, `high`, None where the data say it), and whether numbers are `whole`.
        """
        return self

    def aliases(self) -> Mapping[str, str]:
        """Return further names of its columns, by which a layer may map them: none."""
        return {}

    def required(self) -> list[str]:
        """Return the columns without which it can do nothing."""
        asked = asked_by(type(self))
        return [*self.needs, *(name for name, optional in asked.items() if not optional)]

    def axis_labels(self) -> Mapping[str, str]:
        """Return the titles of the axes whose variable this stat makes, by upright name."""
        return self.labels


_NAMED = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)


def _check_kinds(made: Mapping[str, str]) -> None:
    """Raise unless it is known what each column is."""
    for name, what in made.items():
        if what not in _KINDS:
            check_name(what, _KINDS, f"kind of {name!r} in makes")


def asked_by(stat: type) -> Mapping[str, bool]:
    """Return the columns that ``compute`` asks for, and whether it can do without."""
    return _asked_by(stat)


@lru_cache(maxsize=256)
def _asked_by(stat: type) -> Mapping[str, bool]:
    raw = getattr_static(stat, "compute", None)
    if raw is None:
        return {}
    parameters = list(signature(getattr(stat, "compute")).parameters.values())  # noqa: B009 - a class may lack it
    own = parameters if isinstance(raw, staticmethod) else parameters[1:]
    named = [p for p in own if p.kind in _NAMED]
    return {p.name: p.default is not Parameter.empty for p in named if p.name != UNITS}


def need(stat: object, data: Relation, *names: str) -> None:
    """Raise PlotSpecError unless the relation has all the columns a stat needs."""
    missing = [name for name in names if name not in data]
    if missing:
        raise PlotSpecError(
            f"{type(stat).__name__} needs {quoted(names)}; missing: {quoted(missing)}. "
            f"Given: {quoted(visible(data))}. Assign it in Plot(...) or in add(...)."
        )


def no_weight(stat: object, data: Relation, name: str | None = None) -> None:
    """Raise PlotSpecError if there is a weight, for stats that have no use for one."""
    if "weight" in data:
        raise PlotSpecError(
            f"{name or type(stat).__name__} takes no weight: leave it out of this layer with "
            "add(..., weight=None)."
        )


def apply(
    function: Callable[..., Any],
    table: Table,
    keys: Sequence[str],
    given: Sequence[str],
    extra: Mapping[str, Any],
    made: Mapping[str, Made],
) -> Table | Parts:
    """Call a function with the given columns of each group; join what it returns, part by part.

    Parameters
    ----------
    function
        From columns (and what is `extra`) to a dict of columns, or Parts of them.
    table
        The rows.
    keys, given
        Columns that the rows are grouped by, and columns that the function gets.
    extra
        Further arguments.
    made
        What each column is that the function makes.
    """
    grouped = table.group(*keys)
    columns = {name: np.asarray(table[name]) for name in given}
    slices = grouped.groups.slices()
    results = [
        function(**{name: read_only(column[rows]) for name, column in columns.items()}, **extra)
        for rows in slices
    ]
    several = any(isinstance(result, Parts) for result in results)
    parts = [result if isinstance(result, Parts) else Parts(result) for result in results]
    names = dict.fromkeys(name for one in parts for name in one.others)
    main = _below(grouped, [one.main for one in parts], given, made)
    if not several:
        return main
    others = {name: [one.others.get(name, {}) for one in parts] for name in names}
    return Parts(main, **{n: _below(grouped, each, given, made) for n, each in others.items()})


def _below(
    grouped: Any, results: Sequence[Any], given: Sequence[str], made: Mapping[str, Made]
) -> Table:
    """Put what the groups returned below each other, with their keys."""
    sizes: list[int] = []
    pieces: list[dict[str, Any]] = []
    for result in results:
        if not isinstance(result, Mapping):
            raise PlotTypeError(
                f"compute must return a dict of columns, not {type(result).__name__}."
            )
        piece, size = _even(result)
        pieces.append(piece)
        sizes.append(size)
    joined = _joined([piece for piece in pieces if piece], given, made)
    of_group = np.repeat(np.arange(len(sizes)), sizes)
    repeated = {name: key[of_group] for name, key in grouped.keys().items()}
    table: Table = grouped.table.like({**repeated, **joined}, sum(sizes))
    return table


def _joined(
    pieces: Sequence[Mapping[str, Any]], given: Sequence[str], made: Mapping[str, Made]
) -> dict[str, Any]:
    """Join the columns of all groups; without any, those that were given or are made, empty."""
    if not pieces:
        none = dict.fromkeys((*given, *made))
        return {name: as_made(np.empty(0), made.get(name)) for name in none}
    names = list(pieces[0])
    for piece in pieces:
        if set(piece) != set(names):
            raise PlotSpecError(
                f"compute must return the same columns for each group; it returned {quoted(names)} "
                f"and {quoted(piece)}."
            )
    joined = {name: np.concatenate([piece[name] for piece in pieces]) for name in names}
    return {name: as_made(column, made.get(name)) for name, column in joined.items()}


def as_made(column: Any, what: Made | None) -> Any:
    """Return a column as what a stat says it is: codes for a category, and for any texts."""
    if isinstance(column, Factor):
        return column
    if column.dtype == object and what not in (None, "category", "text"):
        try:
            return column.astype(np.float64)  # None is missing
        except (TypeError, ValueError):  # told where the axis is known
            pass
    if column.dtype.kind in "OUT":
        return factorize(column.tolist())
    return factorize_array(column) if what in ("category", "text") else column


def _even(result: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """Bring the columns of one group to one length; an empty dict means that it has no rows."""
    if not result:
        return {}, 0
    arrays = {name: np.asarray(value) for name, value in result.items()}
    for name, array in arrays.items():
        if array.ndim > 1:
            raise PlotSpecError(
                f"compute returned {name!r} with shape {array.shape}; a column has one value a "
                "row. Tuples as levels of a category go into an array of objects."
            )
    lengths = {name: len(array) for name, array in arrays.items() if array.ndim}
    if len(set(lengths.values())) > 1:
        raise PlotSpecError(f"compute returned columns of different lengths: {lengths}.")
    size = next(iter(lengths.values()), 1)
    return {name: np.broadcast_to(a, size) if not a.ndim else a for name, a in arrays.items()}, size
