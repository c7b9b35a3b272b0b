"""The relation: rows with named columns, in memory or in an engine, under the same few verbs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from plotkit.data.lazy import LazyTable
from plotkit.data.table import Table

Relation: TypeAlias = Table | LazyTable
"""What a stat is given: verbs `derive`, `filter`, `group(*names).agg(**reductions)`,
`scalars(**reductions)`, `select`, `collect`; ``data[name]`` is an array or a column expression."""


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
