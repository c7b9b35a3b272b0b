"""Scales of categories: each level has a place, or a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from plotkit.data.kind import Kind
from plotkit.data.summary import Summary, sorted_levels
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.properties.base import Property, Theme
from plotkit.scales.base import AxisScale, LevelLooks, Scale, TickLabels, Ticks
from plotkit.scales.ticks import level_label
from plotkit.typing import Array


@dataclass(frozen=True)
class Nominal(Scale):
    """A scale of categories without a distance between them.

    Parameters
    ----------
    values
        Output range of the property: a list (one for each level, in order), a dict from level to
        value (levels it does not name keep the default), the name of a palette for colours, or a
        pair (low, high) for sizes.
    order
        The levels in the order wanted. Levels that are not listed are not drawn, with a warning.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "b"], "y": [1, 2]}, x="x", y="y", color="x").add(so.Bar())
    >>> p = p.scale(x=so.Nominal(order=["b", "a"]), color=so.Nominal({"a": "teal"}))
    """

    order: Sequence[Any] | None = None

    priority: ClassVar[int] = 4
    wants_levels: ClassVar[bool] = True

    def tick(self, locator: Any = None) -> Self:
        """Return the scale with ticks where a matplotlib Locator puts them."""
        return replace(self, ticks_=Ticks(locator=locator))

    def label(self, formatter: Any = None, *, like: Any = None) -> Self:
        """Return the scale with other labels.

        Parameters
        ----------
        formatter
            A matplotlib Formatter; positions are the indices of levels.
        like
            A dict from level to label, a function from level to label, or a format string with
            ``{x}``. Levels that a dict does not name keep their own label.
        """
        return replace(self, labels_=TickLabels(formatter=formatter, like=like))

    def train_axis(self, facts: Summary) -> AxisScale:
        """Return the axis: a unit of space for each level."""
        levels = self.levels(facts)
        units = Units(facts.kind, levels, parse=_parser(levels))
        return AxisScale(units, summary=facts, ticks=self.ticks_, labels=self.labels_)

    def train_look(self, facts: Summary, prop: Property, theme: Theme) -> LevelLooks:
        """Return the look of each level."""
        levels = self.levels(facts)
        table = prop.levels(levels, self.values, theme)
        labels = tuple(level_labels(levels, self.labels_))
        return LevelLooks(prop, prop.legend, levels, _closed(table), labels)

    def levels(self, facts: Summary) -> tuple[Any, ...]:
        """Return the levels in the order they are shown."""
        if self.order is None:
            found = facts.levels or ()
            return found if facts.kind is Kind.CATEGORY else sorted_levels(found)
        return tuple(_native(level, facts.levels or ()) for level in self.order)


@dataclass(frozen=True)
class Boolean(Scale):
    """A scale of true and false; true comes first.

    Parameters
    ----------
    values
        Output range of the property, as for :class:`Nominal`: for true, then for false.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2], "ok": [True, False]}, x="x", y="x", color="ok").add(so.Dot())
    >>> p = p.scale(color=so.Boolean(["k", ".7"]))
    """

    priority: ClassVar[int] = 3
    wants_levels: ClassVar[bool] = True

    def tick(self, locator: Any = None) -> Self:
        """Return the scale with ticks where a matplotlib Locator puts them."""
        return replace(self, ticks_=Ticks(locator=locator))

    def label(self, formatter: Any = None, *, like: Any = None) -> Self:
        """Return the scale with other labels; see :meth:`Nominal.label`."""
        return replace(self, labels_=TickLabels(formatter=formatter, like=like))

    def train_axis(self, facts: Summary) -> AxisScale:
        """Return the axis: a unit of space for true and one for false."""
        return self._nominal().train_axis(facts)

    def train_look(self, facts: Summary, prop: Property, theme: Theme) -> LevelLooks:
        """Return the look of true and of false."""
        return self._nominal().train_look(facts, prop, theme)

    def _nominal(self) -> Nominal:
        return Nominal(self.values, order=[True, False], ticks_=self.ticks_, labels_=self.labels_)


def level_labels(levels: Sequence[Any], labels: TickLabels) -> Iterable[str]:
    """Write each level as the user asked for it."""
    like = labels.like
    if labels.formatter is not None:
        return [str(labels.formatter(i, i)) for i in range(len(levels))]
    if isinstance(like, Mapping):
        return [str(like.get(level, level_label(level))) for level in levels]
    if callable(like):
        return [str(like(level)) for level in levels]
    if like is not None:
        return [str(like).format(x=level, pos=i) for i, level in enumerate(levels)]
    return [level_label(level) for level in levels]


def _parser(levels: tuple[Any, ...]) -> Callable[[Any], float]:
    """Return the function from a level, or its index, to its place."""

    def parse(value: Any) -> float:
        if value in levels:
            return float(levels.index(value))
        if isinstance(value, int | float | np.number) and not isinstance(value, bool):
            return float(value)
        raise PlotSpecError(
            f"There is no level {value!r} on this axis.{suggestion(value, levels)} "
            f"There are: {quoted(levels)}."
        )

    return parse


def _native(level: Any, known: tuple[Any, ...]) -> Any:
    """Return the data's own form of a level that a user wrote (1 for 1.0, a date for its text)."""
    if level in known or not known:
        return level
    if isinstance(known[0], np.datetime64):
        return np.datetime64(level).astype(known[0].dtype)
    return level


def _closed(table: Array) -> Array:
    """Add a last row for code -1, which no drawing shows."""
    row = np.full_like(table[:1], np.nan) if table.dtype.kind == "f" else table[-1:]
    if not len(table):
        row = np.zeros((1, *table.shape[1:]), dtype=table.dtype)
    return np.concatenate([table, row])
