"""What stats that draw curves through values ask of their data and parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from plotkit.data.kind import Kind
from plotkit.data.relation import Relation
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, check_name, quoted
from plotkit.stats.base import need
from plotkit.stats.bygroup import usable

LEVELS = "false and true, numbers from 0 to 1, or two levels"
"""What a binomial distribution takes."""


def measured(stat: object, data: Relation, by: Sequence[str], levels: bool = False) -> Relation:
    """Return the columns and rows that a curve goes through: x, y and weight, all of them finite.

    Parameters
    ----------
    stat
        For the messages.
    data
        The rows.
    by
        The grouping columns.
    levels
        Whether values may be two levels.
    """
    need(stat, data, "x", "y")
    _check_axes(type(stat).__name__, data.unit("x"), data.unit("y"), levels)
    columns = ("x", "y", "weight") if "weight" in data else ("x", "y")
    return usable(data.select(*by, *columns), "x", "y")


def _check_axes(name: str, x: Units, y: Units, levels: bool) -> None:
    """Raise PlotSpecError unless positions are amounts, and values too, or two levels."""
    if x.discrete:
        raise PlotSpecError(
            f"{name} needs numbers or times as positions, and they are levels ({_some(x)}). For "
            "values at levels take so.Agg() or so.Est()."
        )
    if not y.discrete or y.amounts:
        return
    if not levels:
        raise PlotSpecError(
            f"{name} needs numbers as values, and they are levels ({_some(y)}); of two levels "
            'so.Fit(family="binomial") fits how likely the second one is.'
        )
    count = len(y.levels or ())
    if count != 2:
        raise PlotSpecError(
            f"Fit(family='binomial') takes {LEVELS}; there are {count} levels: {_some(y)}."
        )


def _some(units: Units) -> str:
    kind = "" if units.kind is Kind.CATEGORY else f"{units.kind.value}: "
    return kind + quoted(units.levels or (), most=5)


def check_measured(name: str, data: Relation, advice: str = "", amounts: bool = True) -> None:
    """Raise PlotSpecError unless both positions are numbers or times: codes of levels are neither.

    Parameters
    ----------
    name
        Of the stat, for the message.
    data
        The rows.
    advice
        What to do instead.
    amounts
        Whether levels are taken that are amounts too, as false is 0 and true is 1.
    """
    for axis in ("x", "y"):
        units = data.unit(axis)
        if units.discrete and not (amounts and units.amounts):
            raise PlotSpecError(
                f"{name} needs numbers or times on both axes, and {axis} has levels "
                f"({_some(units)}). {advice}".rstrip()
            )


def interval_asked(stat: object, errorbar: Any, kinds: Sequence[str]) -> tuple[str, float]:
    """Return what interval is asked for, and its level in percent; ("none", 0) for none."""
    if errorbar is None:
        return "none", 0.0
    asked = (errorbar, 95.0) if isinstance(errorbar, str) else errorbar
    if not isinstance(asked, tuple | list) or len(asked) != 2 or not isinstance(asked[0], str):
        listed = ", ".join(f'"{kind}"' for kind in kinds)
        raise PlotSpecError(
            f'errorbar of {type(stat).__name__} must be {listed}, a pair such as ("ci", 95), or '
            f"None; not {errorbar!r}."
        )
    kind, level = asked
    check_name(kind, kinds, "kind of errorbar")
    number = isinstance(level, int | float | np.number) and not isinstance(level, bool)
    if number and 0 < level <= 1:
        raise PlotSpecError(
            f"The level of errorbar is in percent, and {level!r} is below one. "
            f"{100 * float(level):g}?"
        )
    if not number or not 0 < level < 100:
        raise PlotSpecError(
            f"The level of errorbar {kind!r} must be a percentage between 0 and 100, not {level!r}."
        )
    return kind, float(level)


def check_whole(stat: object, **least: int) -> None:
    """Raise PlotSpecError unless parameters are whole numbers from some number on."""
    for name, low in least.items():
        value = getattr(stat, name)
        if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < low:
            raise PlotSpecError(
                f"{name} of {type(stat).__name__} must be a whole number from {low} on, not "
                f"{value!r}."
            )
