"""Scales of categories: each level has a position, or a visual property."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar, Self

import numpy as np

from plotkit.data.summary import By, Summary, SummaryRequest
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, PlotTypeError, quoted
from plotkit.properties.base import Property, Theme
from plotkit.records import dataclass, field, replace
from plotkit.scales.base import AxisScale, LevelScale, Scale, check_no_na
from plotkit.scales.levelplace import LevelPlace
from plotkit.scales.options import (
    Formatter,
    Labelling,
    Locator,
    check_count,
    check_formatter,
    check_lettering,
    check_locator,
    check_whole,
)
from plotkit.scales.order import Order, arranged, check_order, check_twice, is_listed
from plotkit.scales.ticks import TickLabels, Ticks, plan_levels
from plotkit.scales.ticks.levels import native_level
from plotkit.typing import Array, Listed


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
        The levels in the order wanted, of which those that are not listed are not drawn, with a
        warning; "name"; "frequency", the most frequent first; or ``so.by("price", "median")``, the
        lowest first. By default as the data say, else numbers ascend and texts are as they appear.
    reverse
        Whether the order is turned round.
    top
        How many levels are kept: the most frequent, with ``so.by(...)`` those with the largest
        numbers, of a list the first.
    other
        The level that joins those that are not kept, shown last; None not to draw them.
    na
        What missing values look like, whose rows are left out otherwise; on an axis the name of a
        last level that they have.
    guide
        How readers learn what the property means: "auto", "legend", "direct" or None.

    See Also
    --------
    Lump : Small levels put together.
    Boolean : True and false.
    by : An order by another variable.
    Plot.scale : Where scales are given.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": ["a", "b"], "y": [1, 2]}, x="x", y="y", color="x").add(so.Bar())
    >>> p = p.scale(x=so.Nominal(order=["b", "a"]), color=so.Nominal({"a": "teal"}))
    >>> p = p.scale(x=so.Nominal(order="frequency", top=10))
    """

    order: Order | Listed | By | None = None
    reverse: bool = field(default=False, kw_only=True)
    top: int | None = field(default=None, kw_only=True)
    other: Any = field(default="Other", kw_only=True)

    priority: ClassVar[int] = 4
    needs_levels: ClassVar[bool] = True

    def __post_init__(self) -> None:
        super().__post_init__()
        check_order(self.order)
        check_whole("top", self.top)

    def request(self) -> SummaryRequest:
        """Return what training needs to know of a variable."""
        by = self.order if isinstance(self.order, By) else None
        counts = self.top is not None or isinstance(self.order, str)
        return SummaryRequest(levels=True, counts=counts, top=self.top, by=by)

    def tick(self, locator: Locator | None = None, *, every: int | None = None) -> Self:
        """Return the scale with other ticks.

        Parameters
        ----------
        locator
            A matplotlib Locator; positions are the indices of levels.
        every
            A tick at the first level and each n-th after it, whether or not the labels have room;
            1 for all. By default some are left out where they would overlap.

        See Also
        --------
        Nominal.label : What ticks say.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": list("abcdef"), "y": [3, 1, 2, 5, 4, 6]}, x="x", y="y").add(so.Bar())
        >>> p = p.scale(x=so.Nominal().tick(every=2))
        """
        return replace(self, ticks_=_ticks(locator, every))

    def label(
        self,
        formatter: Formatter | None = None,
        *,
        like: Labelling | None = None,
        rotate: float | None = None,
        wrap: int | None = None,
    ) -> Self:
        """Return the scale with other labels.

        Parameters
        ----------
        formatter
            A matplotlib Formatter; positions are the indices of levels.
        like
            A dict from level to label, a function from level to label, a format string with
            ``{x}``, or a format specification (``".2f"``). Levels that a dict does not name keep
            their own label.
        rotate
            Degrees, counter-clockwise. By default labels are turned where they would overlap.
        wrap
            Characters of a line, at most; it is broken at spaces. By default labels are broken
            where they would overlap.

        See Also
        --------
        Nominal.tick : Which levels have a label.
        Plot.label : Names of levels by a dict, too.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": ["f", "m"], "y": [1, 2]}, x="x", y="y").add(so.Bar())
        >>> p = p.scale(x=so.Nominal().label(like={"f": "women", "m": "men"}, rotate=30))
        """
        return replace(self, labels_=_labels(formatter, like, rotate, wrap))

    def with_level(self, name: str) -> Self:
        """Return the scale with one more level, of values that are not missing any more."""
        order = [*self.order, name] if is_listed(self.order) else self.order
        return replace(self, order=order, na=None)

    def train_axis(self, summary: Summary) -> AxisScale:
        """Return the axis: a unit of space for each level."""
        check_no_na(self)
        return self._trained(summary)

    def _trained(self, summary: Summary) -> AxisScale:
        levels, joined = self._arranged(summary)
        rest = tuple(one for one in summary.levels or () if one not in levels) if joined else ()
        place = LevelPlace(levels, summary.zone, rest)
        units = Units(summary.kind, levels, parse=place, joined=joined)
        return AxisScale(
            units,
            summary=summary,
            ticks=self.ticks_,
            labels=self.labels_,
            options=self.axis_,
            planner=plan_levels,
        )

    def train_property(self, summary: Summary, prop: Property, theme: Theme) -> LevelScale:
        """Return the output of each level."""
        axis = self._trained(summary)
        levels, joined = axis.units.levels or (), axis.units.joined
        table = self._table(levels, joined, prop, theme)
        plan, n = axis.tick_plan(theme, guide=True), len(levels)
        na = None if self.na is None else prop.table([prop.standardize(self.na, theme)])
        if na is None and not levels:
            with suppress(PlotSpecError):  # a property that has no values of its own
                na = prop.levels(("",), None, theme)
        return LevelScale(
            prop,
            prop.legend,
            levels,
            _closed(table, na),
            tuple(plan.labels(range(n), -0.5, n - 0.5)),
            joined=joined,
            tick_plan=plan,
            na=na is not None,
        )

    def _table(self, levels: tuple[Any, ...], joined: bool, prop: Property, theme: Theme) -> Array:
        """Return the output of each level; of one that joins others an output that stands back."""
        own = isinstance(self.values, list | np.ndarray) and len(self.values) == len(levels)
        if not joined or prop.rest is None or own:
            return prop.levels(levels, self.values, theme)
        if isinstance(self.values, Mapping):
            return prop.levels(levels, {levels[-1]: prop.rest, **self.values}, theme)
        rest = prop.table([prop.standardize(prop.rest, theme)])
        return np.concatenate([prop.levels(levels[:-1], self.values, theme), rest])

    def levels(self, summary: Summary) -> tuple[Any, ...]:
        """Return the levels in the order they are shown."""
        return self._arranged(summary)[0]

    def _arranged(self, summary: Summary) -> tuple[tuple[Any, ...], bool]:
        """Return the levels as they are shown, and whether the last joins all others."""
        listed: tuple[Any, ...] = ()
        if is_listed(self.order):
            known = summary.levels or ()
            listed = tuple(native_level(level, known, summary.zone) for level in self.order)
            check_twice(listed)
        return arranged(summary, self.order, listed, self.reverse, self.top, self.other)


@dataclass(frozen=True)
class Lump(Nominal):
    """A scale of categories whose small levels are put together.

    The `n` most frequent levels keep their name and their order, and all others are one level,
    which stands last on axes and in legends. Stats see the levels as they are shown:
    ``so.Count()`` counts the rows of all others together.

    Parameters
    ----------
    n
        How many levels are kept. Of levels with as many rows, the first in the order of the scale.
    values, order, reverse, other, na, guide
        As those of :class:`Nominal`.

    See Also
    --------
    Nominal : All levels, or the `top` of them.

    Notes
    -----
    What is missing stays missing. Where a single level remains, it keeps its name; it does not with
    ``so.Nominal(top=n)``, which has n levels and one more always.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": list("aaabbcd")}, x="x").add(so.Bar(), so.Count())
    >>> p = p.scale(x=so.Lump(n=2))
    """

    n: int = field(default=5, kw_only=True)

    def __post_init__(self) -> None:
        if self.top not in (None, self.n):
            raise PlotSpecError(f"Lump takes n= in place of top=, and got both ({self.top!r}).")
        check_whole("n", self.n)
        object.__setattr__(self, "top", self.n)
        super().__post_init__()

    def _arranged(self, summary: Summary) -> tuple[tuple[Any, ...], bool]:
        levels, joined = super()._arranged(summary)
        rest = [level for level in summary.levels or () if level not in levels[:-1]]
        if joined and len(rest) == 1:
            return (*levels[:-1], *rest), False
        return levels, joined


@dataclass(frozen=True)
class Boolean(Scale):
    """A scale of true and false; true comes first.

    On an axis of values, such as that of the heights of bars, false is 0 and true is 1.

    Parameters
    ----------
    values
        Output range of the property, as for :class:`Nominal`: for true, then for false.
    guide
        How readers learn what the property means: "auto", "legend", "direct" or None.

    See Also
    --------
    Nominal : Any levels.
    Plot.scale : Where scales are given.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 2], "ok": [True, False]}, x="x", y="x", color="ok").add(so.Dot())
    >>> p = p.scale(color=so.Boolean(["k", ".7"]))
    """

    amounts_: bool = field(default=False, kw_only=True, repr=False)

    priority: ClassVar[int] = 3
    needs_levels: ClassVar[bool] = True

    def tick(self, locator: Locator | None = None) -> Self:
        """Return the scale with ticks where a matplotlib Locator puts them.

        See Also
        --------
        Boolean.label : What ticks say.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> from matplotlib.ticker import FixedLocator
        >>> p = so.Plot({"x": [True, False], "y": [1, 2]}, x="x", y="y").add(so.Bar())
        >>> p = p.scale(x=so.Boolean().tick(FixedLocator([0])))
        """
        return replace(self, ticks_=_ticks(locator))

    def label(
        self,
        formatter: Formatter | None = None,
        *,
        like: Labelling | None = None,
        rotate: float | None = None,
        wrap: int | None = None,
    ) -> Self:
        """Return the scale with other labels; see :meth:`Nominal.label`.

        See Also
        --------
        Plot.label : The title, and names of levels.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [True, False], "y": [1, 2]}, x="x", y="y").add(so.Bar())
        >>> p = p.scale(x=so.Boolean().label(like={True: "yes", False: "no"}))
        """
        return replace(self, labels_=_labels(formatter, like, rotate, wrap))

    def of_values(self) -> Self:
        """Return the scale on which false is 0 and true is 1."""
        return replace(self, amounts_=True)

    def train_axis(self, summary: Summary) -> AxisScale:
        """Return the axis: a unit of space for true and one for false."""
        axis = self._nominal(summary).train_axis(summary)
        return replace(axis, units=replace(axis.units, amounts=self.amounts_))

    def train_property(self, summary: Summary, prop: Property, theme: Theme) -> LevelScale:
        """Return the outputs of true and of false."""
        return self._nominal(summary).train_property(summary, prop, theme)

    def _nominal(self, summary: Summary) -> Nominal:
        others = [level for level in summary.levels or () if level not in (True, False)]
        if others:
            raise PlotSpecError(
                f"so.Boolean() needs true and false, but the data have {quoted(others, most=5)}; "
                "use so.Nominal(), or convert the column to booleans."
            )
        return Nominal(
            self.values,
            order=[False, True] if self.amounts_ else [True, False],
            na=self.na,
            ticks_=self.ticks_,
            labels_=self.labels_,
            axis_=self.axis_,
        )


def _ticks(locator: Any, every: int | None = None) -> Ticks:
    check_locator(locator)
    check_count("every", every)
    if locator is not None and every is not None:
        raise PlotSpecError("tick() takes a locator or every, not both.")
    return Ticks(locator=locator, every=every)


def _labels(formatter: Any, like: Any, rotate: Any, wrap: Any) -> TickLabels:
    check_formatter(formatter)
    check_lettering(rotate, wrap)
    if not (like is None or isinstance(like, str | Mapping) or callable(like)):
        raise PlotTypeError(f"label(like=) must be a dict, a format or a function, not {like!r}.")
    return TickLabels(formatter=formatter, like=like, rotate=rotate, wrap=wrap)


def _closed(table: Array, na: Array | None) -> Array:
    """Add a last row for code -1: what is missing looks like that, if it is drawn at all."""
    if na is not None:
        return np.concatenate([table, na])
    row = np.full_like(table[:1], np.nan) if table.dtype.kind == "f" else table[-1:]
    if not len(table):
        row = np.zeros((1, *table.shape[1:]), dtype=table.dtype)
    return np.concatenate([table, row])
