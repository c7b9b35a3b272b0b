"""Bins: where their edges lie, and which bin a value falls in, in memory and in an engine alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import reduce
from numbers import Real
from operator import or_
from typing import Any, Literal, TypeAlias, get_args
from warnings import catch_warnings, simplefilter

import numpy as np

from plotkit.data import expr
from plotkit.data.blocks import extremes_of
from plotkit.data.expr import LARGEST
from plotkit.data.kind import Kind
from plotkit.data.lazy import LazyTable
from plotkit.data.quantiles import quartiles
from plotkit.data.reductions import count, max_, min_, sum_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, suggestion
from plotkit.records import dataclass
from plotkit.stats.bygroup import between
from plotkit.stats.calendar import Period
from plotkit.stats.counting import begun
from plotkit.typing import Codes, Floats

Rule: TypeAlias = Literal["auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"]
"""How the number of bins is found, as numpy names it."""
RULES = get_args(Rule)
MOST_BINS = 100_000
_ALIKE = 1e-15
"""Values whose range is a smaller share of them are equal but for rounding."""
_WIDE = 2.0**52
"""Beyond that floats know no halves."""
FINE = 4096
"""Cells of the histogram from which an engine's quartiles are read."""


def check_bins(bins: Any, binrange: Any, binwidth: Any = None) -> None:
    """Raise unless they can be bins and where these begin and end, as far as no data are needed."""
    if isinstance(bins, str):
        if bins not in RULES:
            raise PlotSpecError(
                f"Unknown bin rule {bins!r}.{suggestion(bins, RULES)} Valid: {', '.join(RULES)}, "
                "a number of bins, or a sequence of edges."
            )
    elif not np.iterable(bins):
        _whole(bins)
    if binwidth is not None and not isinstance(binwidth, str | timedelta | np.timedelta64):
        if isinstance(binwidth, bool) or not isinstance(binwidth, Real):
            raise PlotSpecError(
                f"binwidth must be a number or a period such as '7D', not {binwidth!r}."
            )
        if not 0 < float(binwidth) < np.inf:
            raise PlotSpecError(f"binwidth must be positive, not {binwidth!r}.")
    if binrange is None:
        return
    ends = list(binrange) if np.iterable(binrange) and not isinstance(binrange, str) else []
    if len(ends) != 2 or any(end is None for end in ends):
        raise PlotSpecError(f"binrange must be (low, high), not {binrange!r}.")


def find_edges(
    data: Relation,
    bins: Any,
    binwidth: Any,
    binrange: tuple[Any, Any] | None,
    discrete: bool,
) -> Floats:
    """Return the edges of bins over column x, in axis units, shape (bins + 1,).

    In memory a rule is numpy's own (``numpy.histogram_bin_edges``); in an engine the same rules are
    computed from a few sums, quartiles from a histogram of 4,096 cells, refined where they lie.
    """
    units = data.unit("x")
    summaries = data.scalars(low=min_("x"), high=max_("x"))
    if not np.isfinite(summaries["high"] - summaries["low"]):
        data = data.filter(expr.between(data["x"], -LARGEST, LARGEST))
        summaries = data.scalars(low=min_("x"), high=max_("x"))
    if np.isnan(summaries["low"]):
        return np.array([0.0, 1.0])
    low, high = summaries["low"], summaries["high"]
    if binrange is not None:
        low, high = (float(units.parse(end)) for end in binrange)
        if not low <= high:
            raise PlotSpecError(f"binrange must be (low, high), not {binrange!r}.")
    elif low < high and high - low <= _ALIKE * max(abs(low), abs(high)) and not discrete:
        low = high = low + (high - low) / 2  # bars of equal values can be seen
        bins = 1 if isinstance(bins, str) else bins
    if not np.isfinite(high - low):
        raise PlotSpecError(f"Bins cannot reach from {low} to {high}; give binrange=.")
    if discrete:
        if max(-low, high) > _WIDE:
            raise PlotSpecError(
                f"Numbers up to {max(-low, high):.3g} are too large for bins of width 1, whose "
                "edges floats cannot tell apart; leave out discrete=True."
            )
        _whole(max(np.ceil(high - low), 1))
        return np.arange(np.floor(low + 0.5) - 0.5, high + 1.5)
    if binwidth is not None:
        return _by_width(low, high, binwidth, units)
    if isinstance(bins, str):
        return _by_rule(data, bins, low, high)
    if np.ndim(bins) == 0:
        return _even(np.empty(0), _whole(bins), low, high)
    return _edges([float(units.parse(edge)) for edge in bins])


def _edges(given: Sequence[float]) -> Floats:
    """Return the edges that a user gave."""
    edges = np.array(given)
    if len(edges) < 2 or not (np.diff(edges) > 0).all():
        raise PlotSpecError("bins must be at least two edges in increasing order.")
    if not np.isfinite(edges).all():
        ends = f"{edges[0]:g} to {edges[-1]:g}"
        raise PlotSpecError(f"bins must have finite edges, not from {ends}: no bar is endless.")
    return edges


def _even(values: Floats, bins: str | int, low: float, high: float) -> Floats:
    """Return numpy's edges; one bin where so many would be narrower than numbers lie apart."""
    with suppress(ValueError):  # as numpy says it since 2.2
        edges = np.histogram_bin_edges(values, bins, (low, high))
        if (np.diff(edges) > 0).all():
            return edges
    step = 0.0 if low < high else 2 * float(np.spacing(abs(low)))
    return np.array([low - step, high + step])


def _whole(bins: Any) -> int:
    whole = type(bins) is not bool and isinstance(bins, Real) and float(bins).is_integer()
    if not whole or not 1 <= int(bins) <= MOST_BINS:
        raise PlotSpecError(
            f"bins must be a whole number from 1 to {MOST_BINS:,}, edges, or a rule; not {bins!r}."
        )
    return int(bins)


def _by_width(low: float, high: float, width: Any, units: Units) -> Floats:
    """Return edges a width apart; calendar periods of times start at their own beginnings."""
    period = Period.of(width) if isinstance(width, str | timedelta | np.timedelta64) else None
    timed = units.kind is Kind.TIME
    if period is not None and not (timed or (units.kind is Kind.DURATION and not period.months)):
        raise PlotSpecError(
            f"binwidth must be a number on this axis, not {width!r}; periods need times."
        )
    size = width if period is None else period.days
    if not isinstance(size, Real):
        raise PlotSpecError(f"binwidth must be a number or a period such as '7D', not {width!r}.")
    if not (period is not None and period.months) and not float(size) > 0:
        raise PlotSpecError(f"binwidth must be positive, not {width!r}.")
    if period is not None and timed:
        _whole(max(round(period.count(low, high)), 1))
        return period.edges(low, high, units.zone)
    with np.errstate(over="ignore"):
        steps = (np.float64(high) - low) / float(size)
    number = max(round(min(float(steps), MOST_BINS + 1)), 1)
    return _even(np.empty(0), _whole(number), low, high)


def _by_rule(data: Relation, rule: str, low: float, high: float) -> Floats:
    if isinstance(data, Table) or rule == "stone":  # stone's rule needs the values themselves
        table = data.select("x").collect()
        values, ends = table["x"], table.extremes("x")
        if not (ends[0] >= low and ends[1] <= high):
            with np.errstate(invalid="ignore"):
                values = values[(values >= low) & (values <= high)]
            ends = extremes_of(values)
        if rule in ("auto", "fd") and len(values):
            extent = ends[1] - ends[0]
            number = _by_quartiles(rule, len(values), *quartiles(values), extent, high - low)
            return _even(np.empty(0), min(number, MOST_BINS), low, high)
        if rule != "stone":
            return _even(values, rule, low, high)
        with catch_warnings():  # numpy doubts the rule's result; the user can see it
            simplefilter("ignore", RuntimeWarning)
            return _even(values, rule, low, high)
    known = data.known.ends.get("x")
    if known is None or not low <= known[0] <= known[1] <= high:
        data = data.filter(expr.between(data["x"], low, high))
    number = _number_of_bins(data, rule, low, high)
    return _even(np.empty(0), min(number, MOST_BINS), low, high)


def _by_quartiles(
    rule: str, n: float, lower: float, upper: float, extent: float, span: float
) -> int:
    """Return the number of bins over a span by the rule of Freedman and Diaconis, or numpy's own.

    `extent` is that of the values, which may be less.
    """
    width = 2.0 * (upper - lower) * n ** (-1.0 / 3)
    if rule == "auto":  # as numpy has it: never more bins than twice the square root asks for
        width = max(width, extent / np.sqrt(n) / 2)
        width = min(width, extent / (np.log2(n) + 1.0))
    return int(np.ceil(min(span / width, MOST_BINS))) if width else 1


def _number_of_bins(data: LazyTable, rule: str, low: float, high: float) -> int:
    """Return the number of bins as numpy finds it, from a few sums of the engine."""
    span = high - low
    found = data.scalars(n=count("x"), low=min_("x"), high=max_("x"))
    n, extent = found["n"], found["high"] - found["low"]
    if not span or not n:
        return 1
    if rule in ("sturges", "rice", "sqrt"):
        width = {
            "sturges": extent / (np.log2(n) + 1.0),
            "rice": extent / (2.0 * n ** (1.0 / 3)),
            "sqrt": extent / np.sqrt(n),
        }[rule]
    elif rule in ("scott", "doane"):
        width = _moment_width(data, rule, n, found["low"], found["high"])
    else:
        return _by_quartiles(rule, n, *_quartiles(data, n, low, high), extent, span)
    return int(np.ceil(span / width)) if width else 1


def _moment_width(data: Relation, rule: str, n: float, low: float, high: float) -> float:
    """Return Scott's or Doane's bin width from centred sums."""
    centred = data.derive(c=data["x"] - (low + high) / 2)
    shift = centred.scalars(s=sum_("c"))["s"] / n
    centred = centred.derive(c=centred["c"] - shift)
    c = centred["c"]
    powers = centred.derive(c2=c * c, c3=c * c * c)
    sums = powers.scalars(s2=sum_("c2"), s3=sum_("c3"))
    sigma = float(np.sqrt(sums["s2"] / n))
    if rule == "scott":
        return float((24.0 * np.pi**0.5 / n) ** (1.0 / 3.0)) * sigma
    if n <= 2 or not sigma:
        return 0.0
    spread = np.sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3)))
    skew = sums["s3"] / n / sigma**3
    return float((high - low) / (1.0 + np.log2(n) + np.log2(1.0 + np.abs(skew) / spread)))


def _quartiles(data: LazyTable, n: float, low: float, high: float) -> tuple[float, float]:
    """Return the quartiles of an engine's values, between neighbours in their order."""
    (whole,) = _cells(data, [(low, high)])
    ranks = [share * (n - 1) for share in (0.25, 0.75)]
    pairs = [(np.floor(rank), min(np.floor(rank) + 1, n - 1)) for rank in ranks]
    inner = sorted(
        {whole.at(place) for pair in pairs for place in pair if whole.value(place) is None}
    )
    spans = [(float(whole.low[cell]), float(whole.high[cell])) for cell in inner]
    known = dict(zip(inner, _cells(data, spans), strict=True)) if inner else {}
    found = []
    for rank, pair in zip(ranks, pairs, strict=True):
        first, second = (_value_at(place, whole, known) for place in pair)
        found.append(first + (second - first) * (rank - np.floor(rank)))
    return found[0], found[1]


@dataclass(frozen=True, eq=False)
class _Cells:
    """A fine histogram: of each cell that has values, shape (cells,).

    Attributes
    ----------
    reached
        How many values were counted up to its end.
    low, high
        The least and the most of its values.
    """

    reached: Floats
    low: Floats
    high: Floats

    def at(self, place: float) -> int:
        """Return the cell of the value at a place in the order of all, from 0."""
        return int(np.searchsorted(self.reached, place, side="right"))

    def below(self, cell: int) -> float:
        """Return how many values lie in the cells before."""
        return float(self.reached[cell - 1]) if cell else 0.0

    def value(self, place: float) -> float | None:
        """Return the value at a place; None where its cell must be looked into."""
        cell = self.at(place)
        low, high = float(self.low[cell]), float(self.high[cell])
        if low == high or place == self.below(cell):
            return low
        narrow = high - low < FINE * np.spacing(max(abs(low), abs(high)))
        return high if narrow or place == self.reached[cell] - 1 else None


def _cells(data: LazyTable, spans: Sequence[tuple[float, float]]) -> list[_Cells]:
    """Return fine histograms of an engine's values over spans in their order, by one query."""
    if len(spans) == 1:
        rows = between(data, "x", *spans[0])
    else:
        rows = data.filter(reduce(or_, (expr.between(data["x"], *span) for span in spans)))
    x, bin_ = rows["x"], None
    for number, (low, high) in reversed([*enumerate(spans)]):
        own = expr.floor((x - low) * (FINE / (high - low))) + float(number * (FINE + 1))
        bin_ = own if bin_ is None else expr.where(x <= high, own, bin_)
    rows = rows.derive_whole(bin=bin_).witnessing("bin", "x")
    counted = rows.group("bin").agg(n=count(), low=min_("x"), high=max_("x")).collect()
    made = []
    for number in range(len(spans)):
        cells = np.flatnonzero(counted["bin"] // (FINE + 1) == number)
        cells = cells[np.argsort(counted["bin"][cells])]
        n, lows, highs = (counted[name][cells] for name in ("n", "low", "high"))
        made.append(_Cells(np.cumsum(n), lows, highs))
    return made


def _value_at(place: float, whole: _Cells, known: Mapping[int, _Cells]) -> float:
    """Return the value at a place in the order of all values, from 0: of a cell, or of its cells.

    Exact unless many values lie within 1 part in 16 million of the range.
    """
    value = whole.value(place)
    if value is not None:
        return value
    cells, place = known[whole.at(place)], place - whole.below(whole.at(place))
    inner = cells.at(place)
    start = cells.below(inner)
    share = (place - start) / max(float(cells.reached[inner]) - start - 1.0, 1.0)
    return float(cells.low[inner] + (cells.high[inner] - cells.low[inner]) * share)


def with_bins(
    data: LazyTable, made: str, column: str, edges: Floats, closed: bool = True
) -> LazyTable:
    """Add the bin of each value of an engine's column, as float; all lie within the edges.

    The numbers are those that are counted in memory: bins begin a few units of rounding before
    their edges, further than the division here is off.

    Parameters
    ----------
    data
        The rows.
    made
        Name of the new column.
    column
        Name of the values.
    edges
        Shape (bins + 1,).
    closed
        Whether the last bin holds its end; if not, values there may be in a bin of their own, which
        costs an engine less.
    """
    n = len(edges) - 1
    low, high = float(edges[0]), float(edges[-1])
    if n > 1 and not np.array_equal(np.linspace(low, high, n + 1), edges):
        return data.derive_whole(**{made: of_bins(data[column], edges, np.arange(n))})
    near = low - float(edges[1] - begun(edges)[1])  # where the first inner edge is looked for
    # An engine does the work once for each time that an expression is written out: step by step.
    data = data.derive_whole(**{made: expr.floor((data[column] - near) * (n / (high - low)))})
    if closed:  # and NaN stays NaN
        last = expr.where(data[made] == float(n), float(n - 1), data[made])
        data = data.derive_whole(**{made: last})
    return data.witnessing(made, column)


def of_bins(values: Any, edges: Floats, numbers: Floats | Codes) -> Any:
    """Return for each value of an engine the number of its bin; all lie within the edges."""
    return _tree(values, begun(edges)[1:-1].tolist(), numbers.astype(np.float64).tolist())


def _tree(values: Any, inner: list[float], numbers: list[float]) -> Any:
    """Choose among uneven bins by halving: the only shape that every engine plans quickly."""
    if not inner:
        return numbers[0]
    middle = len(inner) // 2
    return expr.where(
        values < inner[middle],
        _tree(values, inner[:middle], numbers[: middle + 1]),
        _tree(values, inner[middle + 1 :], numbers[middle + 1 :]),
    )
