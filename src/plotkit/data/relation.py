"""The relation: rows with named columns, in memory or in an engine, under the same few verbs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from plotkit.data.lazy import LazyTable
from plotkit.data.table import Table
from plotkit.data.units import Coordinates
from plotkit.records import replace

Relation: TypeAlias = Table | LazyTable
"""What a stat is given: verbs `derive`, `filter`, `group(*names).agg(**reductions)`,
`scalars(**reductions)`, `select`, `collect`; ``data[name]`` is an array or a column expression."""


def along(data: Relation, column: str) -> Relation:
    """Return the positions on one axis as a relation of x alone, with what is known of them."""
    coords = Coordinates(x=data.unit(column))
    if column == "x":
        return replace(data.select("x"), coords=coords)
    if isinstance(data, Table):
        return replace(data.derive(x=data[column]).select("x"), coords=coords)
    return replace(
        data,
        frame=data.frame.select(data[column].alias("x")),
        names=("x",),
        coords=coords,
        categories={},
        coded={},
        keys=(),
        counted=frozenset({"x"} if column in data.counted else ()),
        known=data.known.renamed(column, "x"),
        asked=data.asked.then("along", column),
        origin=None if data.origin is None else data.origin.renamed(column, "x"),
    )


class Parts:
    """What a stat returns that makes several tables: the main one, and others by name.

    A mark draws the main one unless its `part` names another, and finds the others with
    ``v.part(name)``.

    Parameters
    ----------
    main
        A relation; from ``compute`` a dict of columns.
    **others
        The same, for each part.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> made = so.Parts({"y": [2.0]}, outliers={"y": [7.0, 8.0]})
    >>> list(made.others)
    ['outliers']
    """

    def __init__(self, main: Any, **others: Any) -> None:
        self.main = main
        self.others: Mapping[str, Any] = MappingProxyType(others)
