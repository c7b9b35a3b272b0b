"""Decimate: the rows of long lines that can be seen, at the resolution of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np

from plotkit.data import expr
from plotkit.data.factor import Factor
from plotkit.data.lazy import LazyTable
from plotkit.data.outermost import ENDS, outermost
from plotkit.data.reductions import max_, min_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, quoted
from plotkit.records import dataclass, field, replace
from plotkit.stats.asked import check_whole
from plotkit.stats.base import Stat, need
from plotkit.stats.bygroup import usable
from plotkit.stats.cells import reach_of
from plotkit.stats.shown import UNSEEN, ShownAxes
from plotkit.typing import Floats

_A_PIXEL = 2
"""Columns a pixel, for lines that are smooth as well as for those that are not."""
_ROWS = len(ENDS)
"""Rows of a column that are kept."""


@dataclass(frozen=True)
class Decimate(Stat):
    """Leave out the rows of long lines that nobody can see; runs in an engine of lazy data.

    Of each group the first, the last, the lowest and the highest row of each column of the picture
    are kept, as they are (M4). The picture is that of all rows, but for shades of single pixels,
    while an engine returns at most eight rows a pixel and group, by one query.

    Parameters
    ----------
    columns
        How many columns the panel is divided into; by default two a pixel of the picture that is
        saved, as :class:`Bin2D` has its pixels.

    Raises
    ------
    PlotSpecError
        If the mark does not join rows in the order of their positions, as a Line and an Area do.

    Notes
    -----
    Rows beyond what ``limit()`` shows are kept in one column at either side, so that lines leave
    the panel as they would. Where the mark interrupts lines at a missing value
    (``Line(gaps=True)``), the first and the last one in a column are kept too. A group that has few
    rows keeps all. Polars, DuckDB and Ibis find these rows by one query; of other engines all rows
    are fetched, up to ``Plot.config.max_rows``. DuckDB and Ibis choose freely among rows at one
    position. All panels have the same columns, also where they do not share axes. A `weight` means
    nothing to it, as to a line of all rows.

    The method is that of Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time
    Series Data Aggregation", VLDB 2014; two columns a pixel make it right for smooth lines too.

    See Also
    --------
    Raster : Points of more rows than can be drawn.
    Rolling : A smooth line instead.

    Examples
    --------
    >>> import numpy as np
    >>> import plotkit.objects as so
    >>> walk = {"t": np.arange(100_000), "v": np.sin(np.arange(100_000) / 5_000)}
    >>> p = so.Plot(walk, x="t", y="v").add(so.Line(), so.Decimate())
    """

    columns: int | None = None
    shown_: ShownAxes = field(default_factory=lambda: UNSEEN, kw_only=True, repr=False)

    needs: ClassVar[Sequence[str]] = ("x", "y")
    thins: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if self.columns is not None:
            check_whole(self, columns=1)

    def on_page(self, axes: ShownAxes) -> Self:
        """Return the stat that knows the pixels of a panel."""
        return replace(self, shown_=axes)

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Find the outermost rows of each column."""
        need(self, data, "x", "y")
        for axis in ("x", "y"):
            if data.unit(axis).discrete:
                raise PlotSpecError(
                    f"Decimate needs numbers or times on both axes; {axis} has levels."
                )
        data = data.without("weight") if "weight" in data else data
        shown = self.shown_["x"]
        columns = _A_PIXEL * shown.pixels if self.columns is None else int(self.columns)
        if _number(data) <= _ROWS * columns:
            return data
        known = usable(data, "x", "y")
        low, high = shown.ends(*reach_of(known, "x"))
        if not high > low:
            low, high = low - 0.5, low + 0.5
        scale = columns / (high - low)

        def placed(rows: Relation) -> Relation:
            place = expr.floor((rows["x"] - low) * scale)
            return rows.derive(_column=expr.clip(place, -1.0, float(columns)))

        keys = [*by, "_column"]
        found = outermost(placed(known), keys)
        _check_groups(found, by)
        pieces = [_rows(found, by, place) for place in ENDS]
        pieces += _gaps(placed(usable(data, "x")), data, keys, by)
        return _in_order(pieces, found)


def _number(data: Relation) -> float:
    """Return how many rows there are, if that is known."""
    if isinstance(data, Table):
        return data.n
    return np.inf if data.known.n is None else data.known.n


def _check_groups(found: Table, by: Sequence[str]) -> None:
    amounts = [name for name in by if not isinstance(found[name], Factor)]
    if amounts:
        raise PlotSpecError(
            f"Decimate keeps the rows of each group, and {quoted(amounts)} varies along a line. "
            "Leave it out of this layer, or cut it into levels."
        )


def _rows(found: Table, by: Sequence[str], place: tuple[str, str]) -> Table:
    name = "_".join(place)
    kept = {key: found[key] for key in (*by, "_column")}
    number = np.full(found.n, ENDS.index(place))
    made = {"x": found[f"x_{name}"], "y": found[f"y_{name}"], "_place": number}
    return found.like({**kept, **made}, found.n)


def _gaps(placed: Relation, data: Relation, keys: Sequence[str], by: Sequence[str]) -> list[Table]:
    """Return the first and the last missing value of each column, where a line is interrupted."""
    if isinstance(data, LazyTable) and "y" in data.known.whole:
        return []
    there: Any = placed["y"]
    lost = ~np.isfinite(there) if isinstance(placed, Table) else there.is_null()
    missing = placed.filter(lost)
    if isinstance(missing, Table) and not missing.n:
        return []
    found = missing.group(*keys).agg(low=min_("x"), high=max_("x")).collect()
    kept = {key: found[key] for key in (*by, "_column")}
    nothing = np.full(found.n, np.nan)
    return [
        found.like({**kept, "x": found[end], "y": nothing, "_place": nothing}, found.n)
        for end in ("low", "high")
    ]


def _in_order(pieces: Sequence[Table], like: Table) -> Table:
    """Return rows below each other, sorted by group and position, each once."""
    columns = {name: _joined([piece[name] for piece in pieces]) for name in pieces[0]}
    names = [name for name in columns if name not in ("x", "y", "_place", "_column")]
    table = like.like(columns, sum(piece.n for piece in pieces))
    codes = table.group(*names).groups.codes
    x, y, place = (np.asarray(columns[name]) for name in ("x", "y", "_place"))
    order = np.lexsort((place, x, codes))
    table, x, y, codes = table.take(order), x[order], y[order], codes[order]
    again = np.zeros(table.n, dtype=bool)
    same = (y[1:] == y[:-1]) | (np.isnan(y[1:]) & np.isnan(y[:-1]))
    again[1:] = (codes[1:] == codes[:-1]) & (x[1:] == x[:-1]) & same
    return table.filter(~again).without("_place", "_column")


def _joined(parts: Sequence[Factor | Floats]) -> Factor | Floats:
    first = parts[0]
    if not isinstance(first, Factor):
        return np.concatenate([np.asarray(part) for part in parts])
    factors = [part for part in parts if isinstance(part, Factor)]
    levels = tuple(dict.fromkeys(level for part in factors for level in part.levels))
    codes = [part.recode(levels).codes for part in factors]
    return Factor(np.concatenate(codes), levels, first.declared)
