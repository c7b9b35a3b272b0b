"""Bins: where their edges lie, and which bin a value falls in, in memory and in an engine alike."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from numbers import Real
from typing import Any, Literal, TypeAlias, get_args
from warnings import catch_warnings, simplefilter

import numpy as np

from plotkit.data import expr, glance
from plotkit.data.blocks import BLOCK, extremes_of
from plotkit.data.convert import to_column
from plotkit.data.expr import LARGEST
from plotkit.data.kind import Kind
from plotkit.data.lazy import LazyTable
from plotkit.data.quantiles import quartiles
from plotkit.data.reductions import max_, min_
from plotkit.data.relation import Relation
from plotkit.data.table import Table
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, suggestion
from plotkit.stats.binrules import MOST_BINS, number_by_quartiles
from plotkit.stats.calendar import Period
from plotkit.stats.counting import begun
from plotkit.typing import Codes, Floats

Rule: TypeAlias = Literal["auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"]
"""How the number of bins is found, as numpy names it."""
RULES = get_args(Rule)
_ALIKE = 1e-15
"""Values whose range is a smaller share of them are equal but for rounding."""
_NARROW = 10
"""One whole number more or less in a bin of this width does not show."""
_WIDE = 2.0**52
"""Beyond that floats know no halves."""


ROUNDING = 1e-9
"""What is a smaller share of a bin's width than this is no distance."""


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
    most: int = MOST_BINS,
) -> Floats:
    """Return the edges of bins over column x, in axis units, shape (bins + 1,).

    In memory a rule is numpy's own (``numpy.histogram_bin_edges``); in an engine the same rules are
    computed from a few sums, and from counts in cells that are as fine as the rule needs. A rule
    makes at most so many bins (`most`).
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
        return _by_rule(data, bins, low, high, most)
    if np.ndim(bins) == 0:
        return _even(np.empty(0), _whole(bins), low, high)
    return _edges([float(units.parse(edge)) for edge in bins])


def edges_of(
    data: Relation, bins: Any, binwidth: Any, binrange: tuple[Any, Any] | None, discrete: bool
) -> Floats:
    """Return the edges of bins over column x as `find_edges` does, and suited to whole numbers.

    Where a rule makes bins of whole numbers that are narrow, some of them would hold one number
    more than others, or most of them none: peaks and gaps that the data do not have. These bins are
    a whole number wide, and begin half-way between two.
    """
    edges = find_edges(data, bins, binwidth, binrange, discrete)
    units, low, high, width = data.unit("x"), edges[0], edges[-1], edges[1] - edges[0]
    ruled = isinstance(bins, str) and binwidth is None and binrange is None and not discrete
    if not ruled or width >= _NARROW or not (units.linear and units.kind is Kind.NUMBER):
        return edges
    if low % 1 or high % 1 or not is_whole(data):
        return edges
    step = max(round(width), 1)
    number = np.ceil((high - low + 1) / step)
    return np.asarray(low - 0.5 + step * np.arange(number + 1))


def middles(edges: Floats) -> Floats:
    """Return the middle of each bin; 0 where only rounding keeps it from that.

    An axis that shows nothing else would show the rounding.
    """
    found = (edges[:-1] + edges[1:]) / 2
    return np.where(np.abs(found) < ROUNDING * np.diff(edges), 0.0, found)


def is_whole(rows: Relation) -> bool:
    """Tell whether all values of column x are whole numbers that floats can tell apart."""
    if (_first(rows) % 1).any():
        return False  # which most often the first rows tell
    fraction = rows.derive(_f=rows["x"] - expr.floor(rows["x"])).scalars(
        most=max_("_f"), low=min_("x"), high=max_("x")
    )
    return fraction["most"] == 0 and max(-fraction["low"], fraction["high"]) < 2.0**52


def _first(rows: Relation) -> Floats:
    """Return the first values of column x; none where an engine can as well be asked for all."""
    if isinstance(rows, Table):
        values: Floats = rows["x"][:BLOCK]
        return values
    if (rows.known.n or 0) < glance.LARGE:
        return np.empty(0)
    few = rows.asked.answer(lambda: rows.frame.head(glance.FIRST), "rows", "first")
    return to_column(few["x"], "x").floats()


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


def _by_rule(data: Relation, rule: str, low: float, high: float, most: int) -> Floats:
    if isinstance(data, Table) or rule == "stone":  # stone's rule needs the values themselves
        table = data.select("x").collect()
        values, ends = table["x"], table.extremes("x")
        if not (ends[0] >= low and ends[1] <= high):
            with np.errstate(invalid="ignore"):
                values = values[(values >= low) & (values <= high)]
            ends = extremes_of(values)
        if rule in ("auto", "fd") and len(values):
            extent = ends[1] - ends[0]
            number = number_by_quartiles(rule, len(values), *quartiles(values), extent, high - low)
            return _even(np.empty(0), min(number, most), low, high)
        with catch_warnings():  # numpy doubts what stone's rule finds; the user can see it
            simplefilter("ignore", RuntimeWarning)
            edges = _even(values, rule, low, high)
        return edges if len(edges) <= most + 1 else _even(np.empty(0), most, low, high)
    from plotkit.stats.enginebins import number_of_bins  # and all that selects in engines

    number = number_of_bins(data, rule, low, high, most)
    return _even(np.empty(0), min(number, most), low, high)


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
    with np.errstate(over="ignore"):
        scale = float(n / (edges[-1] - edges[0]))  # infinite of the least numbers there are
    even = n == 1 or np.array_equal(np.linspace(low, high, n + 1), edges)
    if not (even and scale < np.inf):
        return data.derive_whole(**{made: of_bins(data[column], edges, np.arange(n))})
    near = low - float(edges[1] - begun(edges)[1])  # where the first inner edge is looked for
    # An engine does the work once for each time that an expression is written out: step by step.
    data = data.derive_whole(**{made: expr.floor((data[column] - near) * scale)})
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
