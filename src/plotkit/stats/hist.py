"""Hist: counts in bins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data import expr
from plotkit.data.factor import Factor
from plotkit.data.reductions import count, sum_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.errors import check_name, name_list
from plotkit.records import dataclass
from plotkit.stats.base import Made, Stat, need
from plotkit.stats.bins import Rule, check_bins, edges_of, middles, with_bins
from plotkit.stats.bygroup import between, engine_key, has_key, split_by
from plotkit.stats.counting import count_in_bins
from plotkit.typing import Floats, Listed

Height: TypeAlias = Literal["count", "density", "percent", "probability", "proportion", "frequency"]
STATS = get_args(Height)


@dataclass(frozen=True)
class Hist(Stat):
    """Count the rows in bins along the position; runs in the engine of lazy data.

    Parameters
    ----------
    stat
        What is shown of each bin: "count"; "density" (share per unit, total area 1); "percent";
        "probability" or "proportion" (share, total 1); "frequency" (count per unit).
    bins
        A rule of numpy ("auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"), the
        number of bins, or their edges in axis units (dates for times).
    binwidth
        Width of bins in axis units, rounded so that a whole number fits; for times a timedelta, or
        text such as "7D", "1MS".
    binrange
        Where bins begin and end, (low, high), in axis units (dates for times): on a logarithmic
        axis (2, 5) is from 100 to 100,000. Default: the extremes of the data.
    common_norm
        Whether shares are of all rows together; False for each group; a list of variables for each
        of their combinations.
    common_bins
        Whether all groups share their bins; False, or a list of variables, as for `common_norm`.
    cumulative
        Whether each bin includes those before it.
    discrete
        Whether bins are one unit wide and centred on whole numbers; always so on a nominal axis.

    See Also
    --------
    KDE : A smooth density.
    ECDF : Without bins.
    Bars : What shows it.
    Bin2D : Bins along two axes.

    Notes
    -----
    Makes `y`, `space` (bin width), and a column of each name that `stat` can have; of these only
    the one asked for is cumulated. Bins are of equal width in axis units: on a logarithmic axis
    equal ratios. A `weight` variable is summed.
    Where a rule makes narrow bins of whole numbers, these are a whole number wide and centred on
    whole numbers, for others would hold unlike numbers of them, or none.
    Counts are those of ``numpy.histogram``, but for values within a few units of rounding of an
    edge, such as 0.3 and 3 * 0.1: they are in the bin that begins there.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2, 2, 3]}, x="x").add(so.Bars(), so.Hist(bins=3))
    """

    stat: Height = "count"
    bins: Rule | int | Listed = "auto"
    binwidth: Any = None
    binrange: tuple[Any, Any] | None = None
    common_norm: bool | Sequence[str] = True
    common_bins: bool | Sequence[str] = True
    cumulative: bool = False
    discrete: bool = False

    needs: ClassVar[Sequence[str]] = ("x",)
    instead: ClassVar[str] = 'Of the rules of bins "stone" alone needs them.'

    def __post_init__(self) -> None:
        check_name(self.stat, STATS, "stat of Hist")
        check_bins(self.bins, self.binrange, self.binwidth)
        for name in ("common_norm", "common_bins"):
            if not isinstance(getattr(self, name), bool):
                name_list(getattr(self, name), name, "True, False or a list of variables")

    def made(self) -> dict[str, Made]:
        """Return the columns it makes, and what each is."""
        numbers: dict[str, Made] = dict.fromkeys((*STATS, "space"), "number")
        return {"x": "x", "y": "y", **numbers}

    def axis_labels(self) -> Mapping[str, str]:
        """Name the value axis after the stat."""
        return {"y": self.stat.capitalize()}

    def __call__(self, data: Relation, by: Sequence[str]) -> Relation:
        """Count in bins, then normalise."""
        need(self, data, "x")
        if data.unit("x").discrete:
            counted = self._count_levels(data, by)
        else:
            shared = split_by(self.common_bins, by, "common_bins")
            parts = [self._count(part, by) for part in _parts(data, shared)]
            parts = parts or [self._count(data, by)]
            counted = _concat([part for part, _ in parts])
            outside = sum(n for _, n in parts)
            return self._normalize(counted, by).without_rows(outside, "a value outside the bins")
        return self._normalize(counted, by)

    def _count_levels(self, data: Relation, by: Sequence[str]) -> Table:
        counted = data.group(*by, "x").agg(count=_counting(data)).collect()
        return counted.with_(space=1.0)

    def _count(self, data: Relation, by: Sequence[str]) -> tuple[Table, int]:
        """Count each group in one set of bins, empty bins included; and the rows in none."""
        edges = edges_of(data, self.bins, self.binwidth, self.binrange, self.discrete)
        listed = np.ndim(self.bins) > 0 and self.binwidth is None and not self.discrete
        outside = _outside(data, edges) if listed or self.binrange is not None else 0
        keys, counts = _counts(data, by, edges)
        n = len(edges) - 1
        groups = np.repeat(np.arange(len(counts)), n)
        keys = {name: key[groups] for name, key in keys.items()}
        centres = np.tile(middles(edges), len(counts))
        spaces = np.tile(np.diff(edges), len(counts))
        columns = {**keys, "x": centres, "count": counts.ravel(), "space": spaces}
        return Table(columns, counts.size, data.coords), outside

    def _normalize(self, counted: Table, by: Sequence[str]) -> Table:
        names = split_by(self.common_norm, by, "common_norm")
        norm = counted.group(*names).groups.codes
        sums = np.bincount(norm, weights=counted["count"], minlength=1)[norm]
        count_, space = counted["count"], counted["space"]
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            share = count_ / sums
            made = {
                "count": count_,
                "density": share / space,
                "percent": share * 100,
                "probability": share,
                "proportion": share,
                "frequency": count_ / space,
            }
        y = self._cumulate(counted, by, made[self.stat]) if self.cumulative else made[self.stat]
        return counted.with_(**{**made, self.stat: y}, y=y)

    def _cumulate(self, counted: Table, by: Sequence[str], values: Floats) -> Floats:
        """Sum each group along the position; densities and frequencies by bin width."""
        weights = counted["space"] if self.stat in ("density", "frequency") else 1.0
        codes = counted.group(*by).groups.codes
        order = np.lexsort((counted["x"], codes))
        sums = np.cumsum((values * weights)[order])
        starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
        before = np.concatenate([[0.0], sums])[starts]
        result = np.empty_like(values)
        result[order] = sums - np.repeat(before, np.diff(np.append(starts, len(order))))
        return result


def _counts(data: Relation, by: Sequence[str], edges: Floats) -> tuple[dict[str, Any], Floats]:
    """Return the keys of each group, and its counts, shape (groups, bins)."""
    if isinstance(data, Table):
        low, high = data.extremes("x")
        if not (low >= edges[0] and high <= edges[-1]):  # nor where something is missing
            data = data.filter(expr.between(data["x"], float(edges[0]), float(edges[-1])))
        grouped = data.group(*by)
        weights = data["weight"] if "weight" in data.columns else None
        return grouped.keys(), count_in_bins(data["x"], grouped.groups, edges, weights)
    inside = between(data, "x", float(edges[0]), float(edges[-1]))
    binned = with_bins(inside, "bin", "x", edges, closed=False)
    counted = binned.group(*by, "bin").agg(count=_counting(data)).collect()
    grouped, last = counted.group(*by), len(edges) - 2
    counts = np.zeros((grouped.groups.count, last + 1))
    place = np.minimum(counted["bin"], last).astype(np.intp)
    np.add.at(counts, (grouped.groups.codes, place), counted["count"])
    return grouped.keys(), counts


def _outside(data: Relation, edges: Floats) -> int:
    """Return how many rows lie in none of the bins."""
    low, high = float(edges[0]), float(edges[-1])
    if isinstance(data, Table):
        ends = data.extremes("x")
        return 0 if ends[0] >= low and ends[1] <= high else _missed(data["x"], low, high)
    rows = data.derive(_inside=expr.as_float(expr.between(data["x"], low, high)))
    found = rows.scalars(n=count(), inside=sum_("_inside"))
    return int(found["n"] - np.nan_to_num(found["inside"]))


def _missed(values: Floats, low: float, high: float) -> int:
    with np.errstate(invalid="ignore"):
        return len(values) - int(((values >= low) & (values <= high)).sum())


def _counting(data: Relation) -> Any:
    return sum_("weight") if "weight" in data else count()


def _parts(data: Relation, names: Sequence[str]) -> Iterator[Relation]:
    """Yield the rows of each combination of some columns."""
    if not names:
        yield data
    elif isinstance(data, Table):
        for rows in data.group(*names).groups.slices():
            yield data.take(rows)
    else:
        found = data.group(*names).agg(n=count()).collect()
        keys = {name: engine_key(found[name], data, name) for name in names}
        for row in range(found.n):
            part = data
            for name, key in keys.items():
                part = part.filter(has_key(part[name], key, row))
            yield part


def _concat(tables: Sequence[Table]) -> Table:
    """Put tables with the same columns below each other."""
    if len(tables) == 1:
        return tables[0]
    first = tables[0]
    columns: dict[str, Any] = {}
    for name in first:
        parts = [table[name] for table in tables]
        if isinstance(first[name], Factor):
            levels = tuple(dict.fromkeys(level for part in parts for level in part.levels))
            codes = np.concatenate([part.recode(levels).codes for part in parts])
            columns[name] = Factor(codes, levels, first[name].declared)
        else:
            columns[name] = np.concatenate(parts)
    return Table(columns, sum(table.n for table in tables), first.coords)
