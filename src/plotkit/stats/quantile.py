"""Quantiles of groups: between which values they lie, by the methods that numpy has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.expr import LARGEST
from plotkit.data.lazy import LazyTable
from plotkit.data.reductions import count, max_, sum_
from plotkit.data.relation import Relation
from plotkit.errors import PlotSpecError, check_name
from plotkit.records import dataclass
from plotkit.stats.bygroup import ByGroup
from plotkit.stats.engineselection import EngineSelection
from plotkit.stats.selection import Rows, Selection
from plotkit.typing import Codes, Floats

_Place = Callable[[Floats, Floats], Floats]
"""From numbers of values and shares to a place among the values, counted from 0."""


def _continuous(alpha: float, beta: float) -> _Place:
    def place(n: Floats, share: Floats) -> Floats:
        return n * share + (alpha + share * (1.0 - alpha - beta)) - 1.0

    return place


def _averaged(n: Floats, share: Floats) -> Floats:
    place = n * share - 1.0
    return np.where(place == np.floor(place), place + 0.5, np.ceil(place))


def _closest(n: Floats, share: Floats) -> Floats:
    place = n * share - 1.5
    below = np.floor(place)
    even = (place == below) & (below % 2 == 1)  # of two as near, the even one, counted from 1
    return np.where(even, below, below + 1.0)


def _midpoint(n: Floats, share: Floats) -> Floats:
    place = (n - 1) * share
    return (np.floor(place) + np.ceil(place)) / 2


Method: TypeAlias = Literal[
    "linear", "lower", "higher", "midpoint", "nearest", "inverted_cdf", "averaged_inverted_cdf",
    "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased",
    "normal_unbiased",
]  # fmt: skip
PLACES: Mapping[str, _Place] = MappingProxyType(
    {
        "linear": lambda n, share: (n - 1) * share,
        "lower": lambda n, share: np.floor((n - 1) * share),
        "higher": lambda n, share: np.ceil((n - 1) * share),
        "midpoint": _midpoint,
        "nearest": lambda n, share: np.round((n - 1) * share),
        "inverted_cdf": lambda n, share: np.ceil(n * share - 1.0),
        "averaged_inverted_cdf": _averaged,
        "closest_observation": _closest,
        "interpolated_inverted_cdf": _continuous(0.0, 1.0),
        "hazen": _continuous(0.5, 0.5),
        "weibull": _continuous(0.0, 0.0),
        "median_unbiased": _continuous(1 / 3, 1 / 3),
        "normal_unbiased": _continuous(3 / 8, 3 / 8),
    }
)
"""The definitions of a quantile that numpy has, by name.

Reference: Hyndman, R. J. and Fan, Y. (1996), Sample quantiles in statistical packages, The American
Statistician 50, 361-365.
"""

METHODS = get_args(Method)
WEIGHTED = "inverted_cdf"
"""The one method that is defined for weights."""

ROUNDING = 1e-12
"""By which share of their sum weights may be off."""
HEAVIEST = 1e290
"""The largest weight that is taken: a sum of 10¹⁸ of them is a number still."""


@dataclass(frozen=True, eq=False)
class Between:
    """Quantiles as values at whole places and what lies between them; shapes (groups, k).

    Attributes
    ----------
    below, above
        Places among the sorted values of each group, from 0.
    share
        How far from the one to the other.
    """

    below: Codes
    above: Codes
    share: Floats

    def values(self, low: Floats, high: Floats) -> Floats:
        """Return the quantiles, given the values at both places."""
        step = high - low
        # From the nearer end, so that rounding never leaves the two values.
        near = self.share < 0.5
        made: Floats = np.where(near, low + step * self.share, high - step * (1.0 - self.share))
        return made


def places(method: str, n: Floats, shares: Floats) -> Between:
    """Return where quantiles lie among so many values.

    Parameters
    ----------
    method
        One of `METHODS`.
    n
        How many values each group has, at least one; shape (groups,).
    shares
        From 0 to 1, shape (k,).
    """
    return _between(PLACES[method](n[:, None], shares), n)


def _between(place: Floats, n: Floats) -> Between:
    """Return the whole places beside some, of shape (groups, k)."""
    last = n[:, None] - 1.0
    place = np.clip(place, 0.0, last)
    below = np.floor(place)
    above = np.minimum(below + 1, last)
    return Between(below.astype(np.intp), above.astype(np.intp), place - below)


def check_method(stat: object, method: str | None) -> None:
    """Raise PlotSpecError unless a method is known; None is for what there is."""
    if method is not None:
        check_name(method, METHODS, f"method of {type(stat).__name__}")


def method_for(stat: object, method: str | None, data: Relation) -> str:
    """Return the method by which quantiles of some rows are found, or raise PlotSpecError.

    By default "linear", and of rows with weights the one that is defined for them.
    """
    if "weight" not in data:
        return method or "linear"
    name = type(stat).__name__
    if method not in (None, WEIGHTED):
        raise PlotSpecError(
            f"{name}(method={method!r}) takes no weight, only "
            f'{name}(method="{WEIGHTED}") does. Say so, or leave out weight in this layer: '
            "add(..., weight=None)."
        )
    return WEIGHTED


def check_weights(stat: object, data: Relation) -> None:
    """Raise PlotSpecError if a weight is too large to be summed."""
    if "weight" in data:
        most = data.scalars(most=max_("weight"))["most"]
        if LARGEST > most > HEAVIEST:
            raise PlotSpecError(
                f"{type(stat).__name__} takes weights up to {HEAVIEST:g}, whose sums are numbers "
                f"too, and the largest is {most:g}. Divide the weights by it: only their "
                "ratios count."
            )


@dataclass(frozen=True, eq=False)
class Quantiles:
    """The quantiles of column y in each group of some rows.

    Attributes
    ----------
    rows
        The groups; `summaries` has `n`, and `weight` if there are weights.
    counted
        Their rows, counted in an engine to find the groups.
    """

    rows: ByGroup
    counted: EngineSelection | None = None

    @classmethod
    def of(cls, data: Relation, names: Sequence[str]) -> Quantiles:
        """Group rows whose y is finite and whose weight is positive."""
        counted = EngineSelection.ahead(data, names) if isinstance(data, LazyTable) else None
        if counted is not None:
            return cls(counted.rows, counted)
        weight = {"weight": sum_("weight")} if "weight" in data else {}
        return cls(ByGroup.of(data, names, n=count(), **weight))

    @cached_property
    def selection(self) -> Selection | EngineSelection:
        """The rows, counted."""
        n = self.rows.summaries["n"]
        if self.rows.groups is None:
            return self.counted or EngineSelection.of(self.rows)
        data: Any = self.rows.data
        y = data["y"].astype(np.float64, copy=False)
        weight = [data["weight"]] if "weight" in data else []
        return Selection.of(Rows(self.rows.groups.codes, y, len(n), *weight))

    def at(self, shares: Floats, method: str) -> Floats:
        """Return the quantiles, shape (groups, k); with weights by "inverted_cdf"."""
        summaries = self.rows.summaries
        if not summaries.n:
            return np.empty((0, len(shares)))
        if "weight" in summaries:
            reached: Floats = summaries["weight"][:, None] * shares * (1 - ROUNDING)
            some: Floats = np.maximum(reached, np.nextafter(0.0, 1.0))  # at 0 % too
            return self.selection.at(some)
        return self._between(places(method, summaries["n"], shares))

    def ranked(self, place: Floats) -> Floats:
        """Return the values at places among those sorted, from 0, or between; shape (groups, k)."""
        if not len(place):
            return place
        return self._between(_between(place, self.rows.summaries["n"]))

    def _between(self, between: Between) -> Floats:
        ranks: Floats = np.column_stack([between.below, between.above]) + np.float64(1)
        low, high = np.hsplit(self.selection.at(ranks), 2)
        return between.values(low, high)
