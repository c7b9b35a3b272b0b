"""The number of bins of an engine's values by numpy's rules: from sums and counts."""

from __future__ import annotations

import numpy as np

from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import count, max_, min_, sum_
from plotkit.data.relation import Relation
from plotkit.data.sums import unit_between
from plotkit.stats.binrules import number_by_quartiles
from plotkit.stats.bygroup import ByGroup, between
from plotkit.stats.engineselection import EngineSelection
from plotkit.stats.quantile import places

FINE = 16_384
"""Cells from which quartiles are read: most often so many tell the number of bins."""


def number_of_bins(data: LazyTable, rule: str, low: float, high: float, most: int) -> int:
    """Return the number of bins that numpy's rule finds for column x between two ends.

    By a few sums, or by quartiles, which are found as exactly as the number hangs on them. It is
    at most so many (`most`).
    """
    return min(_number(data, rule, low, high, most), most)


def _number(data: LazyTable, rule: str, low: float, high: float, most: int) -> int:
    data, span = between(data, "x", low, high).select("x"), high - low  # rules know no weights
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
        return _number_by_quartiles(data, rule, n, low, high, extent, most)
    return int(np.ceil(span / width)) if width else 1


def _moment_width(data: Relation, rule: str, n: float, low: float, high: float) -> float:
    """Return Scott's or Doane's bin width from centred sums."""
    unit = unit_between(low, high)
    centred = data.derive(c=(data["x"] - (low / 2 + high / 2)) / unit)
    shift = centred.scalars(s=sum_("c"))["s"] / n
    centred = centred.derive(c=centred["c"] - shift)
    c = centred["c"]
    powers = centred.derive(c2=c * c, c3=c * c * c)
    sums = powers.scalars(s2=sum_("c2"), s3=sum_("c3"))
    sigma = float(np.sqrt(sums["s2"] / n))
    if rule == "scott":
        return float((24.0 * np.pi**0.5 / n) ** (1.0 / 3.0)) * sigma * unit
    if n <= 2 or not sigma:
        return 0.0
    spread = np.sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3)))
    skew = sums["s3"] / n / sigma**3
    return float((high - low) / (1.0 + np.log2(n) + np.log2(1.0 + np.abs(skew) / spread)))


def _number_by_quartiles(
    data: LazyTable, rule: str, n: float, low: float, high: float, extent: float, most: int
) -> int:
    counted = EngineSelection.ahead(data, (), "x", FINE)
    if counted is None:
        counted = EngineSelection.of(ByGroup.of(data, (), n=count()), "x")
    span, between_ = high - low, places("linear", np.array([n]), np.array([0.25, 0.75]))
    ranks = np.column_stack([between_.below, between_.above]) + np.float64(1)
    lowest, highest = (between_.values(*np.hsplit(ends, 2))[0] for ends in counted.bounds(ranks))
    if lowest[1] > highest[0]:
        numbers = {
            min(number_by_quartiles(rule, n, lower, upper, extent, span), most)
            for lower, upper in ((highest[0], lowest[1]), (lowest[0], highest[1]))
        }
        if len(numbers) == 1:
            return numbers.pop()
    lower, upper = between_.values(*np.hsplit(counted.at(ranks), 2))[0].tolist()
    return number_by_quartiles(rule, n, lower, upper, extent, span)
