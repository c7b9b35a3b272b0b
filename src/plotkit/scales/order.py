"""The order of levels: as listed, by name, by frequency or by another variable; and which stay."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeGuard, get_args

from plotkit.data.kind import Kind
from plotkit.data.reductions import reduction
from plotkit.data.summary import By, Summary, sorted_levels
from plotkit.errors import PlotSpecError, PlotTypeError, quoted, suggestion
from plotkit.typing import ReductionName

Order: TypeAlias = Literal["name", "frequency"]
ORDERS = get_args(Order)
MOST_LEVELS = 1_000_000
"""Of more levels a scale would take all memory."""


def by(variable: Hashable, how: ReductionName | Callable[[Any], Any] = "mean") -> By:
    """Say by which variable levels are ordered: ``so.Nominal(order=so.by("price"))``.

    Parameters
    ----------
    variable
        A column of the same data: numbers or times.
    how
        What its values become for each level: "mean", "median", "min", "max", "sum", "count" ...,
        or a function from their vector to a number.

    See Also
    --------
    Nominal : What takes it.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"brand": ["a", "b", "b"], "price": [1, 7, 9]}
    >>> p = so.Plot(data, x="brand", y="price").add(so.Bar(), so.Agg())
    >>> p = p.scale(x=so.Nominal(order=so.by("price", "median"), reverse=True))
    """
    reduction(how, "")  # a wrong name is an error where it is written
    return By(variable, how)


def check_order(order: object) -> None:
    """Raise PlotSpecError unless it is an order of levels."""
    if order is None or isinstance(order, By):
        return
    if order not in ORDERS if isinstance(order, str) else not hasattr(order, "__iter__"):
        near = suggestion(order, ORDERS) if isinstance(order, str) else ""
        raise PlotTypeError(
            f"order must be a list of levels, {quoted(ORDERS)}, or so.by(...), not {order!r}.{near}"
        )


def is_listed(order: object) -> TypeGuard[Iterable[Any]]:
    """Tell whether an order names the levels."""
    return not (order is None or isinstance(order, By | str))


def arranged(
    summary: Summary,
    order: Any,
    listed: Sequence[Any],
    reverse: bool = False,
    top: int | None = None,
    other: Any = None,
) -> tuple[tuple[Any, ...], bool]:
    """Return the levels in the order they are shown, and whether the last joins all others.

    Parameters
    ----------
    summary
        What is known of the levels.
    order
        As the user gave it.
    listed
        The levels it names, if it does, as the data have them.
    reverse
        Whether the order is turned round; what joins others stays last.
    top
        How many levels are kept.
    other
        The level that joins those that are not; None for none.
    """
    if top is not None and summary.kind is Kind.BOOLEAN:
        raise PlotSpecError("top= is for many levels; true and false are two.")
    found = summary.levels or ()
    usual = found if summary.kind is Kind.CATEGORY else sorted_levels(found)
    levels = list(listed) if is_listed(order) else _ordered(usual, summary, order)
    joined = False
    if top is not None:
        ranked = levels if is_listed(order) else _ranked(levels, summary, order)
        kept = [level for level in ranked if level != other][:top]
        levels = [level for level in levels if level in kept]
        joined = other is not None and any(level not in kept for level in usual)
    if len(levels) > MOST_LEVELS:
        raise PlotSpecError(
            f"There are {len(levels):,} different values, too many to be the levels of a category. "
            "Bin them, or keep the most frequent: so.Nominal(top=10)."
        )
    levels = levels[::-1] if reverse else levels
    return tuple([*levels, other] if joined else levels), joined


def _ordered(levels: Sequence[Any], summary: Summary, order: Any) -> list[Any]:
    if order == "name":
        return list(sorted_levels(levels))
    if order == "frequency":
        return _ranked(levels, summary, order)
    if isinstance(order, By):
        scores = summary.scores or {}
        return sorted(levels, key=lambda level: _last_if_unknown(scores, level))
    return list(levels)


def _ranked(levels: Sequence[Any], summary: Summary, order: Any) -> list[Any]:
    """Return the levels that count most first: by their scores or, without any, by their rows."""
    if isinstance(order, By):
        scores = summary.scores or {}
        return sorted(levels, key=lambda level: _last_if_unknown(scores, level, -1.0))
    counts = summary.counts or {}
    return sorted(levels, key=lambda level: -counts.get(level, 0))


def _last_if_unknown(
    scores: Mapping[Any, float], level: Any, sign: float = 1.0
) -> tuple[bool, float]:
    score = scores.get(level, float("nan"))
    return (score != score, 0.0 if score != score else sign * score)


def check_twice(levels: Sequence[Any]) -> None:
    """Raise PlotSpecError if a level is named more than once."""
    twice = [level for i, level in enumerate(levels) if level in levels[:i]]
    if twice:
        raise PlotSpecError(f"order names {quoted(dict.fromkeys(twice))} more than once.")
