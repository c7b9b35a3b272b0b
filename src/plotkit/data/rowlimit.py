"""The error of a query that would bring more rows into memory than may be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from plotkit.errors import PlotSpecError, quoted


class TooManyRowsError(PlotSpecError):
    """More rows would be fetched from a lazy table than may be.

    Attributes
    ----------
    names
        The columns, as the query calls them.
    limit
        How many rows may be fetched.
    groups
        Whether these rows are groups.
    scales
        The columns whose place on their axis is found in memory, if they are why.
    """

    def __init__(
        self, message: str, names: Iterable[object] = (), limit: int = 0, groups: bool = False
    ) -> None:
        super().__init__(message)
        self.names, self.limit, self.groups = tuple(names), limit, groups
        self.scales: tuple[str, ...] = ()


def too_many(names: Iterable[object], limit: int, groups: bool = False) -> NoReturn:
    """Raise the error of a query that would bring more rows than allowed into memory."""
    names = tuple(names)
    raise TooManyRowsError(
        f"Drawing the columns {quoted(names)} would fetch more than {limit:,} rows from a lazy "
        "table. Aggregate with a stat such as Agg or Hist, sample the data, or raise "
        "Plot.config.max_rows.",
        names,
        limit,
        groups,
    )
