"""Cells: bins along both axes, for stats that count or reduce rows on a plane."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.data import expr
from plotkit.data.blocks import blocks, narrowest
from plotkit.data.kind import Kind
from plotkit.data.reductions import Reduction, count, max_, min_, reduction, sum_
from plotkit.data.relation import Relation, along
from plotkit.data.roles import AXES
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, quoted
from plotkit.records import dataclass, replace
from plotkit.stats.bins import RULES, find_edges, is_whole, with_bins
from plotkit.stats.bygroup import split_by, usable
from plotkit.stats.calendar import Period
from plotkit.stats.counting import Places
from plotkit.stats.shown import ShownAxis
from plotkit.typing import Axis, Floats

MOST = 100
"""Cells along an axis, where a rule finds how many there are."""
_WHOLE = 30
"""So far apart may whole numbers be that each has a cell of its own."""
_PERIODS = ("1s", "1min", "5min", "15min", "1h", "6h", "1D", "1W", "1MS", "1QS", "1YS")
SHARES = ("count", "share", "percent", "density")
"""Columns that are made of the number of rows in a cell."""
_WEIGHED = ("sum", "mean")
"""What weights make a difference to."""


PIXELS = "pixels"
"""The rule of bins that makes about one for each pixel of a panel."""
MOST_CELLS = 5_000_000
"""Cells that an engine may return, however many rows may be fetched otherwise."""


def by_axis(given: Any, name: str, stat: str) -> dict[Axis, Any]:
    """Return what is given for each axis: a mapping tells them apart, else it is for both."""
    if not isinstance(given, Mapping):
        return {"x": given, "y": given}
    for axis in given:
        check_name(axis, ("x", "y"), f"axis in {name} of {stat}")
    return {"x": given.get("x"), "y": given.get("y")}


def edges_along(
    data: Relation, axis: Axis, bins: Any, width: Any, ends: Any, shown: ShownAxis
) -> Floats:
    """Return the edges of cells along an axis, in axis units, shape (cells + 1,).

    Each level has a cell. Where a rule is to find them, whole numbers have cells of whole width,
    times periods of the calendar, and there are 100 cells at most.
    """
    units = data.unit(axis)
    if units.levels is not None:
        return np.arange(len(units.levels) + 1, dtype=np.float64) - 0.5
    if isinstance(bins, str) and bins == PIXELS and width is None:
        return _by_pixels(data, axis, ends, shown)
    values = along(data, axis)
    bins = "auto" if bins is None else bins
    ruled = isinstance(bins, str) and width is None
    # A duration of numpy is a whole number by its type.
    number = isinstance(width, int | float | np.number) and not isinstance(width, np.timedelta64)
    if ends is not None or not (ruled or number):
        return find_edges(values, bins, width, ends, discrete=False)
    finite = usable(values, "x")
    reach = finite.scalars(low=min_("x"), high=max_("x"), n=count())
    low, high = reach["low"], reach["high"]
    if not reach["n"]:
        return np.array([0.0, 1.0])
    if width is not None:
        return _by_width(low, high, float(width))
    edges = find_edges(values, bins, None, None, discrete=False, most=MOST)
    cells = len(edges) - 1
    if units.kind is Kind.TIME and high > low:
        return _by_calendar(low, high, cells, units.zone)
    if units.linear and is_whole(finite):
        step = 1.0 if high - low < _WHOLE else float(np.ceil((high - low + 1) / cells))
        return low - 0.5 + step * np.arange(np.ceil((high - low + 1) / step) + 1)
    return edges


def _by_width(low: float, high: float, width: float) -> Floats:
    """Return edges exactly a width apart, from the least value to beyond the largest."""
    if not width > 0:
        raise PlotSpecError(f"binwidth must be positive, not {width!r}.")
    steps = (high - low) / width
    if steps > 100_000:
        raise PlotSpecError(f"A binwidth of {width:g} makes {steps:,.0f} cells along an axis.")
    return low + width * np.arange(np.floor(steps + 1e-9) + 2)


def _by_pixels(data: Relation, axis: Axis, ends: Any, shown: ShownAxis) -> Floats:
    """Return edges about a pixel apart, or a whole number apart where numbers are whole."""
    units = data.unit(axis)
    if ends is not None:
        low, high = (float(units.forward(np.array([units.parse(end)]))[0]) for end in ends)
    else:
        low, high = shown.ends(*reach_of(data, axis))
    if not np.isfinite(high - low) or low > high:
        raise PlotSpecError(f"Bins of pixels cannot reach from {low:g} to {high:g} along {axis}.")
    if shown.whole:
        first = np.floor(low)
        step = max(np.ceil((np.ceil(high) - first + 1) / shown.pixels), 1.0)
        return np.asarray(first - 0.5 + step * np.arange(np.ceil((high - first + 1) / step) + 1))
    edges = np.linspace(low, high, shown.pixels + 1)
    if (np.diff(edges) > 0).all():
        return edges
    reach = max(0.5, 2 * float(np.spacing(max(abs(low), abs(high)))))
    return np.array([low - reach, high + reach])


def reach_of(data: Relation, axis: Axis) -> tuple[float, float]:
    """Return the least and the largest position on an axis, of the rows that have a place.

    An engine knows them unless rows are left out, whose positions could be far off. Then it is
    asked for those of all axes of numbers at once.
    """
    names: list[str] = [axis]
    if not isinstance(data, Table):
        if data.known.n is not None and axis in data.known.ends:
            return data.known.ends[axis]
        names = [name for name in AXES if name in data and data.unit(name).levels is None]
    ends = {f"low_{name}": min_(name) for name in names}
    ends |= {f"high_{name}": max_(name) for name in names}
    reach = usable(data, *names).scalars(**ends)
    low, high = np.nan_to_num([reach[f"low_{axis}"], reach[f"high_{axis}"]]).tolist()
    return low, high


def known_ends(data: Relation, name: str) -> tuple[float, float] | None:
    """Return the ends of a column, in an engine only if no query is needed."""
    return data.extremes(name) if isinstance(data, Table) else data.known.ends.get(name)


def _by_calendar(low: float, high: float, cells: int, zone: str | None) -> Floats:
    """Return edges at the beginnings of the shortest periods of which there are few enough."""
    periods = [Period.of(text) for text in _PERIODS]
    few = (one for one in periods if one.count(low, high) <= max(1.5 * cells, 2))
    return next(few, periods[-1]).edges(low, high, zone)


@dataclass(frozen=True)
class Reducing:
    """What is made of the rows in each cell.

    Attributes
    ----------
    func
        The reduction of column z.
    common_norm
        Over what shares add up to 1, as of :class:`plotkit.objects.Hist`.
    owner
        The stat, for messages.
    """

    func: str | Callable[[Any], Any]
    common_norm: bool | Sequence[str]
    owner: str

    def reduced(self, data: Relation, *names: str) -> Table:
        """Group rows by some columns, and count and reduce each group: by one query in an engine.

        Makes `count`, a sum of the weights if there are any, `rows`, and `z`.
        """
        made: dict[str, Reduction] = {"rows": count(), "count": count()}
        weighted = "weight" in data
        if not isinstance(data, Table):
            data = replace(data, limit=max(data.limit, MOST_CELLS))
        if weighted:
            made["count"] = sum_("weight")
        if "z" in data:
            made["z"] = reduction(self.func, "z")
        if "z" not in data or not weighted:
            return data.group(*names).agg(**made).collect()
        if self.func not in _WEIGHED:
            raise PlotSpecError(
                f"{self.owner} takes weights in counts, sums and means; func={self.func!r} has "
                f"none. Valid with a weight: {quoted(_WEIGHED)}."
            )
        known = expr.as_float(expr.between(data["z"], -expr.LARGEST, expr.LARGEST))
        data = data.derive(_wz=data["weight"] * data["z"], _w=data["weight"] * known)
        made |= {"z": sum_("_wz"), "_w": sum_("_w")}
        table = data.group(*names).agg(**made).collect()
        z = table["z"] / table["_w"] if self.func == "mean" else table["z"]
        return table.with_(z=z).without("_w")

    def shared(self, table: Table, by: Sequence[str], size: Floats) -> Table:
        """Add the shares of counts, and their density on cells of some sizes."""
        names = split_by(self.common_norm, by, "common_norm")
        groups = table.group(*names).groups
        total = np.bincount(groups.codes, table["count"], max(groups.count, 1))[groups.codes]
        with np.errstate(invalid="ignore", divide="ignore"):
            share = table["count"] / total
        return table.with_(share=share, percent=share * 100, density=share / size)


def totals(table: Table, *names: str) -> Floats:
    """Return the counts of all groups together in the place of each row, by some columns."""
    groups = table.group(*names).groups
    total = np.bincount(groups.codes, table["count"], max(groups.count, 1)).astype(np.float64)
    return total[groups.codes]


@dataclass(frozen=True, eq=False)
class Along:
    """The cells along one axis, and the column that tells in which a row lies.

    Attributes
    ----------
    axis
        "x" or "y".
    edges
        In axis units.
    discrete
        Whether each level has a cell: rows are then grouped by the position itself.
    """

    axis: Axis
    edges: Floats
    discrete: bool

    @property
    def key(self) -> str:
        """The column by which rows are grouped."""
        return self.axis if self.discrete else f"_{self.axis}"

    def inside(self, data: Relation) -> Relation:
        """Return the rows that lie in one of the cells."""
        if self.discrete and not isinstance(data, Table):
            levels = list(data.engine_levels(self.axis) or ())
            return data.filter(data[self.axis].is_in(levels))
        first, last = float(self.edges[0]), float(self.edges[-1])
        ends = known_ends(data, self.axis)
        if ends is not None and first <= ends[0] and ends[1] <= last:
            return data
        return data.filter(expr.between(data[self.axis], first, last))

    def keyed(self, data: Relation) -> Relation:
        """Add the number of the cell of each row, which lies in one of them."""
        if self.discrete:
            return data
        if not isinstance(data, Table):
            return with_bins(data, self.key, self.axis, self.edges, closed="z" in data)
        values = np.asarray(data[self.axis], dtype=np.float64)
        find = Places(self.edges)
        place = np.empty(data.n, dtype=narrowest(find.bins))
        for part in blocks(data.n):
            place[part] = find(values[part])
        return data.derive(**{self.key: place})

    def bounds(self, table: Table) -> dict[str, Floats]:
        """Return the middle and the ends of the cell of each row."""
        cell = np.rint(np.asarray(table[self.key], dtype=np.float64)).astype(np.intp)
        cell = np.minimum(cell, len(self.edges) - 2)  # a level that a move put on the last edge
        low, high = self.edges[cell], self.edges[cell + 1]
        name = self.axis
        return {name: low / 2 + high / 2, f"{name}min": low, f"{name}max": high}


def counted(data: Relation, by: Sequence[str], cells: tuple[Along, Along], how: Reducing) -> Table:
    """Reduce the rows of each cell, which have its number along each axis.

    An engine groups by one number for both axes, which takes it less than two.
    """
    x, y = cells
    if isinstance(data, Table) or x.discrete or y.discrete:
        return how.reduced(data, *by, x.key, y.key)
    column = float(len(y.edges))  # with the place of what lies on the end
    data = data.derive_whole(_cell=data[x.key] * column + data[y.key])
    found = how.reduced(data.witnessing("_cell", "x", "y"), *by, "_cell")
    number, within = np.divmod(found["_cell"], column)
    return found.with_(**{x.key: number, y.key: within}).without("_cell")


def closed(table: Table, by: Sequence[str], cells: Sequence[Along]) -> Table:
    """Return counts in which the last cells hold what an engine counted on their end apart."""
    beyond = {
        along.key: np.minimum(table[along.key], len(along.edges) - 2)
        for along in cells
        if not along.discrete and table[along.key].max(initial=0.0) > len(along.edges) - 2
    }
    if not beyond or "z" in table:
        return table
    grouped = table.with_(**beyond).group(*by, *(along.key for along in cells))
    return grouped.agg(rows=sum_("rows"), count=sum_("count"))


def check_reducing(func: Any, bins: Any, owner: str) -> None:
    """Raise unless a reduction is known, and rules of bins are."""
    reduction(func, "z")
    for rule in by_axis(bins, "bins", owner).values():
        if isinstance(rule, str) and not (owner == "Bin2D" and rule == PIXELS):
            check_name(rule, RULES, f"rule of bins of {owner}")
