"""Rolling: a reduction of the values in a window that moves along the position."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, cast, get_args

import numpy as np

from plotkit.data.kind import Kind
from plotkit.data.relation import Relation
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, calling, check_name
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, no_weight
from plotkit.stats.bygroup import check_amounts
from plotkit.stats.inorder import SUM_BEFORE, InOrder, whole
from plotkit.typing import Codes, Floats

Func: TypeAlias = Literal[
    "mean", "median", "sum", "min", "max", "std", "var", "sem", "count", "skew", "kurt"
]
_FUNCS = get_args(Func)


@dataclass(frozen=True)
class Rolling(Stat):
    """Reduce the values in a window that moves along the position.

    Parameters
    ----------
    window
        How many rows it holds; or, on an axis of times or durations, how long it is: "7D", "90min",
        a timedelta.
    func
        "mean", "median", "sum", "min", "max", "std", "var", "sem", "count", "skew", "kurt", or a
        function from a pandas Series to a number.
    center
        Whether the row is in the middle of its window; else the window ends with it.
    min_periods
        How many values there must be in a window; fewer have no result. Default: a window of rows
        must be full, one of time needs a single value.

    Notes
    -----
    Makes `y`, in the order of the position within each group: nothing crosses from one group or
    panel to the next. A row whose value is missing has its place in windows of rows, but no value
    in them. A window of time leaves out its beginning (the last 7 days, not 8), and rows of one
    instant share one result. Where there is no result there is no row, so that a line begins with
    the first.

    The numbers are those of ``pandas.DataFrame.rolling``, but for rows of one instant, which pandas
    counts one by one. It takes no `weight`. Lazy data are fetched, as many rows as
    ``Plot.config.max_rows`` allows.

    See Also
    --------
    Cumulate : From the beginning to each row.
    Bin, Agg : One number for each period.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot(x=[1, 2, 3, 4, 5], y=[3, 1, 4, 1, 5])
    >>> p = p.add(so.Line(), so.Rolling(3, center=True))
    """

    window: int | str | timedelta | np.timedelta64
    func: Func | Callable[[Any], Any] = "mean"
    center: bool = False
    min_periods: int | None = None

    needs: ClassVar[Sequence[str]] = ("x", "y")
    instead: ClassVar[str] = SUM_BEFORE
    makes: ClassVar[Mapping[str, Made]] = MappingProxyType({"y": "y"})
    takes_missing: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not callable(self.func):
            check_name(self.func, _FUNCS, "func of Rolling")
        self._length()
        least = self.min_periods
        if least is not None and not whole(least, 1):
            raise PlotSpecError(
                f"min_periods of Rolling must be a whole number from 1 on, not {least!r}."
            )

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Reduce the window of each row."""
        no_weight(self, data)
        rows = InOrder.of(self, data, by, "y")
        check_amounts(self, self.func, data.unit("y"))
        least = self.min_periods or (1 if self._length() is not None else cast(int, self.window))
        rolling = _rolling(rows.y, *self._windows(rows), least)
        if callable(self.func):
            with calling(f"The function {getattr(self.func, '__name__', self.func)!s} of Rolling"):
                made = rolling.apply(self.func, raw=False)
        else:
            made = getattr(rolling, self.func)()
        return rows.made(np.asarray(made, dtype=np.float64))

    def _length(self) -> float | None:
        """Return how many days a window of time has, None if it holds a number of rows."""
        window = self.window
        if whole(window, 1):
            return None
        import pandas as pd

        try:
            if isinstance(window, str | timedelta | np.timedelta64):
                days = float(pd.Timedelta(window) / pd.Timedelta(days=1))
                if days > 0:
                    return days
        except ValueError:
            pass
        raise PlotSpecError(
            "window of Rolling must be a number of rows from 1 on, or a length of time such as "
            f'"7D", not {window!r}.'
        )

    def _windows(self, rows: InOrder) -> tuple[Codes, Codes]:
        """Return where the window of each row begins, and the row after its end."""
        table, groups = rows.table, rows.groups
        first = groups.starts[groups.codes]
        last = first + groups.sizes[groups.codes]
        length = self._length()
        if length is None:
            size = cast(int, self.window)
            end = np.arange(table.n) + 1 + ((size - 1) // 2 if self.center else 0)
            return np.maximum(end - size, first), np.minimum(end, last)
        _check_timed(table.unit("x"), self.window)
        x, reach = table["x"], length / 2 if self.center else 0.0
        low, high = x + reach - length, x + reach
        start, end = np.empty_like(first), np.empty_like(first)
        for own in rows.slices():
            for found, edges in ((start, low), (end, high)):
                found[own] = own[0] + np.searchsorted(x[own], edges[own], side="right")
        return start, end


def _check_timed(units: Units, window: object) -> None:
    if units.kind not in (Kind.TIME, Kind.DURATION):
        raise PlotSpecError(
            f"Rolling({window!r}) needs times as positions, and this axis has a "
            f"{units.kind.value}; give a number of rows."
        )


def _rolling(values: Floats, start: Codes, end: Codes, least: int) -> Any:
    """Return what reduces values in windows of which is known where they begin and end."""
    import pandas as pd
    from pandas.api.indexers import BaseIndexer

    class Windows(BaseIndexer):
        def get_window_bounds(
            self,
            num_values: int = 0,
            min_periods: int | None = None,
            center: bool | None = None,
            closed: str | None = None,
            step: int | None = None,
        ) -> tuple[Any, Any]:
            return start.astype(np.int64), end.astype(np.int64)

    return pd.Series(values).rolling(Windows(), min_periods=least)
