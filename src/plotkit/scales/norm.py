"""From amounts to shares of a range, 0-1: evenly, around a centre, as matplotlib, or in bins."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from plotkit.data.summary import Summary
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass
from plotkit.scales.transform import Transform
from plotkit.typing import Bools, Codes, Floats

Share = Callable[[Floats], Floats]
Parse = Callable[[Any], float]


@dataclass(frozen=True)
class Norm:
    """Where amounts lie in a range.

    Attributes
    ----------
    share
        From amounts to 0-1. Amounts outside get the ends; what has no place on the scale is NaN.
    low, high
        The amounts that get 0 and 1.
    edges
        The amounts between which nothing changes, if the share goes in steps.
    split
        Returns the edges of so many bins of equal shares, in the direction of the norm.
    """

    share: Share
    low: float
    high: float
    edges: tuple[float, ...] | None = None
    split: Callable[[int], tuple[float, ...]] | None = None


def is_normalize(norm: object) -> bool:
    """Tell whether a norm is a Normalize object of matplotlib."""
    return hasattr(norm, "autoscale_None")


def normalizer(
    norm: Any, summary: Summary, trans: Transform, parse: Parse, center: Any = None
) -> Norm:
    """Return where the amounts of a variable lie.

    Parameters
    ----------
    norm
        As the user gave it: the two ends, either of which may be None, or a Normalize.
    summary
        The extremes of the data.
    trans
        Shares are even in its units.
    parse
        From an amount as the user writes it to a number.
    center
        The amount that gets a half. Ends that the user does not say are equally far from it.
    """
    if is_normalize(norm):
        return _from_normalize(norm, summary)
    low, high = _extremes(summary, trans)
    asked: tuple[Any, Any] = (None, None)
    if norm is not None:
        try:
            first, last = norm
        except (TypeError, ValueError):
            raise PlotSpecError(
                f"norm must be (low, high) or a matplotlib Normalize, not {norm!r}."
            ) from None
        asked = (
            None if first is None else parse(first),
            None if last is None else parse(last),
        )
    if center is not None:
        return _around(parse(center), asked, (low, high), trans)
    low = low if asked[0] is None else asked[0]
    high = high if asked[1] is None else asked[1]
    start, end = (_placed(end, trans) for end in (low, high))
    if not np.isfinite(end - start):
        raise PlotSpecError(
            f"{trans.name!r} cannot show a range from {low:g} to {high:g}; give norm=(low, high) "
            f"above {trans.domain[0]:g} and below {trans.domain[1]:g}."
        )

    def share(values: Floats) -> Floats:
        placed = trans.forward(values)
        if end == start:
            return np.where(np.isnan(placed), np.nan, 0.5)
        with np.errstate(invalid="ignore", over="ignore"):
            found: Floats = np.clip((placed - start) / (end - start), 0.0, 1.0)
        return np.where(_nowhere(placed, values), np.nan, found)

    def split(n: int) -> tuple[float, ...]:
        steps = np.arange(1, n)
        inner = trans.inverse((start * (n - steps) + end * steps) / n)
        return (low, *inner.tolist(), high) if start != end else (low, high)

    return Norm(share, low, high, split=split)


def _nowhere(placed: Floats, values: Floats) -> Bools:
    """Tell which finite amounts have no place on a transform, such as zero on a logarithm."""
    return np.isinf(placed) & np.isfinite(values)


def _around(
    center: float,
    asked: tuple[float | None, float | None],
    extremes: tuple[float, float],
    trans: Transform,
) -> Norm:
    """Return the norm that gives a half to the centre; each side has a pace of its own."""
    middle = _placed(center, trans)
    first, last = (None if end is None else _placed(end, trans) for end in asked)
    reach = max(abs(_placed(end, trans) - middle) for end in extremes) or 1.0
    mirrored = (
        middle - reach if last is None else 2 * middle - last,
        middle + reach if first is None else 2 * middle - first,
    )
    start = mirrored[0] if first is None else first
    end = mirrored[1] if last is None else last
    if not (start < middle < end or start > middle > end) or not np.isfinite(end - start):
        ends = trans.inverse(np.array([start, end]))
        raise PlotSpecError(
            f"center={center:g} must lie between the ends of the scale, which are {ends[0]:g} and "
            f"{ends[1]:g}."
        )

    def share(values: Floats) -> Floats:
        placed = trans.forward(values)
        with np.errstate(invalid="ignore", over="ignore"):
            before = (placed - start) / (middle - start)
            after = 1 + (placed - middle) / (end - middle)
            first = (placed < middle) == (start < middle)
        found: Floats = np.clip(np.where(first, before, after) / 2, 0.0, 1.0)
        return found

    def split(n: int) -> tuple[float, ...]:
        steps = np.arange(2 - n, n, 2) / n
        sides = np.where(steps < 0, middle - start, end - middle)
        return (low, *trans.inverse(middle + steps * sides).tolist(), high)

    low, high = (
        float(trans.inverse(np.asarray(place))) if given is None else given
        for place, given in zip((start, end), asked, strict=True)
    )
    return Norm(share, low, high, split=split)


def _placed(value: float, trans: Transform) -> float:
    return float(trans.forward(np.asarray(value, dtype=np.float64)))


def _extremes(summary: Summary, trans: Transform) -> tuple[float, float]:
    """Return the extremes of the data, of those that have a place on a logarithm."""
    bounded = trans.domain[0] == 0
    if summary.low is None or summary.high is None:
        return (0.1, 0.9) if bounded else (0.0, 1.0)
    least = summary.least_positive if bounded else None
    return summary.low if least is None else least, summary.high


def _from_normalize(norm: Any, summary: Summary) -> Norm:
    """Return what a matplotlib Normalize does, filled in from the data where it is open."""
    own = copy.deepcopy(norm)  # the user's object stays as it is
    seen = [end for end in (summary.low, summary.least_positive, summary.high) if end is not None]
    try:
        own.autoscale_None(np.array(seen or [0.1, 0.9]))
        if np.ma.is_masked(own.vmin) or np.ma.is_masked(own.vmax):
            raise ValueError("no value is within its domain")
        low, high = float(own.vmin), float(own.vmax)
        own(np.array([low, high]))
    except (TypeError, ValueError) as error:
        raise PlotSpecError(
            f"norm={type(norm).__name__}(...) does not fit the data, which go from {summary.low} "
            f"to {summary.high}: {error}"
        ) from error
    colors = getattr(own, "Ncmap", None)  # a BoundaryNorm gives indices of so many colours
    edges = getattr(own, "boundaries", None)

    def share(values: Floats) -> Floats:
        result = np.ma.filled(np.ma.asarray(own(values), dtype=np.float64), np.nan)
        if colors is not None:
            result = result / max(colors - 1, 1)
        found: Floats = np.clip(np.where(np.isnan(values), np.nan, result), 0.0, 1.0)
        return found

    return Norm(share, low, high, None if edges is None else tuple(map(float, edges)))


# -------------------------------------------------------------------------------------------- bins


def check_edges(edges: Any, parse: Parse) -> tuple[float, ...]:
    """Return the edges of bins as numbers; raise PlotSpecError unless they ascend."""
    made = tuple(parse(edge) for edge in edges)
    if len(made) < 2 or not all(low < high for low, high in pairwise(made)):
        raise PlotSpecError(f"bins must be edges that ascend, at least two; given: {edges!r}.")
    if not np.isfinite(made[1:-1]).all() or not np.isfinite(made).any():
        raise PlotSpecError(f"Only the first and the last of bins may be infinite: {edges!r}.")
    return made


def bin_of(values: Floats, edges: tuple[float, ...]) -> Codes:
    """Return the bin of each value: its low edge belongs to it, and to the last bin both.

    Values outside are in the first or the last; missing ones get -1.
    """
    found = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
    return np.where(np.isnan(values), -1, found)


def bin_shares(edges: tuple[float, ...], center: float | None) -> Floats:
    """Return the share of a range that each bin gets, shape (bins,).

    The first and the last get the ends. With a centre, bins equally many steps from it on either
    side get shares equally far from a half.
    """
    n = len(edges) - 1
    if n == 1 and center is None:
        return np.array([0.5])
    if center is None:
        return np.linspace(0.0, 1.0, n)
    below = sum(edge <= center for edge in edges[1:])
    holds = any(low < center < high for low, high in pairwise(edges))
    places = np.arange(n) - below + (0.0 if holds else 0.5)
    shares: Floats = 0.5 + 0.5 * places / max(np.abs(places).max(), 0.5)
    return shares


def rounded(edges: Sequence[float], whole: bool = False) -> list[float]:
    """Round edges that nobody chose as far as the bins beside them allow, to be read easily.

    Examples
    --------
    >>> rounded([326.0, 949.7, 5324.25, 18823.0])
    [330.0, 950.0, 5320.0, 18820.0]
    """
    widths = np.diff(edges)
    alike = len(widths) > 0 and 0 < widths.max() < 100 * widths.min()
    found = []
    for i, edge in enumerate(edges):
        beside = widths if alike else widths[max(i - 1, 0) : i + 1]
        least = beside.min(initial=np.inf)
        decimals = 1 - int(np.floor(np.log10(least))) if 0 < least < np.inf else 15
        found.append(round(float(edge), max(decimals, 0) if whole else decimals))
    return found
