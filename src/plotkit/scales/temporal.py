"""The scale of instants and of lengths of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar, Self

from plotkit.data.column import CLOCK
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.data.units import YEARS, Units
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.base import Property, Theme
from plotkit.records import dataclass, replace
from plotkit.scales.amounts import Amounts
from plotkit.scales.base import AxisScale, RampScale
from plotkit.scales.continuous import check_numbers
from plotkit.scales.instants import clock_days, duration_days, instant_days
from plotkit.scales.options import (
    Formatter,
    Labelling,
    Locator,
    check_count,
    check_formatter,
    check_lettering,
    check_locator,
)
from plotkit.scales.ticks import TickLabels, Ticks, plan_times


@dataclass(frozen=True)
class Temporal(Amounts):
    """A scale of dates, times and durations.

    Parameters
    ----------
    values
        Output range of the property, as for :class:`Continuous`.
    norm
        The instants (low, high) that get the ends of the range, as dates, times or ISO text.
    center, bins, quantiles, reverse, outside, robust, na
        As for :class:`Continuous`; instants as dates, times or ISO text.
    guide
        How readers learn what the property means: "auto", "legend", "colorbar", "direct" or None.

    See Also
    --------
    Continuous : Numbers.
    Plot.scale : Where scales are given.

    Examples
    --------
    >>> import numpy as np
    >>> import plotkit.objects as so
    >>> days = np.arange("2024-01-01", "2024-01-05", dtype="datetime64[D]")
    >>> p = so.Plot({"day": days, "y": [1, 2, 3, 4]}, x="day", y="y").add(so.Line())
    >>> p = p.scale(x=so.Temporal().label(concise=True))
    """

    priority: ClassVar[int] = 2
    _whole: ClassVar[bool] = True

    def tick(self, locator: Locator | None = None, *, upto: int | None = None) -> Self:
        """Return the scale with ticks where a matplotlib Locator puts them, or at most `upto`.

        See Also
        --------
        Temporal.label : What ticks say.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> from matplotlib.dates import WeekdayLocator
        >>> p = so.Plot({"t": ["2024-01-01", "2024-03-01"], "y": [1, 2]}, x="t", y="y")
        >>> p = p.scale(x=so.Temporal().tick(upto=4))
        >>> p = p.scale(x=so.Temporal().tick(WeekdayLocator()))
        """
        check_locator(locator)
        check_count("upto", upto)
        if locator is not None and upto is not None:
            raise PlotSpecError("tick() takes a locator or upto, not both.")
        return replace(self, ticks_=Ticks(locator=locator, upto=upto))

    def label(
        self,
        formatter: Formatter | None = None,
        *,
        concise: bool = False,
        like: Labelling | None = None,
        rotate: float | None = None,
        wrap: int | None = None,
    ) -> Self:
        """Return the scale with other labels; settings of an earlier call are dropped.

        Parameters
        ----------
        formatter
            A matplotlib Formatter; excludes `like` and `concise`.
        concise
            Whether they are as short as can be.
        like
            A format of ``strftime`` (``"%d %b"``), a function of a datetime (or timedelta), or a
            dict from date or time to label; times that a dict does not name keep their own label.
        rotate
            Degrees, counter-clockwise.
        wrap
            Characters of a line, at most; it is broken at spaces.

        See Also
        --------
        Temporal.tick : Where ticks are.
        Plot.label : The title of the axis.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"t": ["2024-01-01", "2024-03-01"], "y": [1, 2]}, x="t", y="y")
        >>> p = p.scale(x=so.Temporal().label(like="%d %b", rotate=45))
        """
        check_formatter(formatter)
        check_lettering(rotate, wrap)
        if not (like is None or isinstance(like, str | Mapping) or callable(like)):
            raise PlotTypeError(
                f"label(like=) must be a dict, a format or a function, not {like!r}."
            )
        return replace(
            self,
            labels_=TickLabels(formatter, like, concise=concise, rotate=rotate, wrap=wrap),
        )

    def train_axis(self, summary: Summary) -> AxisScale:
        """Return the axis in days: since 1970-01-01 for instants."""
        self._check_axis()
        check_numbers(summary, "A time axis")
        return self._trained(summary)

    def train_property(self, summary: Summary, prop: Property, theme: Theme) -> RampScale:
        """Return the function from instants to visual properties."""
        check_numbers(summary, f"A time scale of {prop.name}")
        return self._ramp_scale(summary, prop, theme, self._trained(summary))

    def _trained(self, summary: Summary) -> AxisScale:
        _check_years(summary)
        kind = summary.kind if summary.kind is Kind.DURATION else Kind.TIME
        parse: Callable[[Any], float] = partial(instant_days, zone=summary.zone)
        if kind is Kind.DURATION:
            parse = clock_days if summary.zone == CLOCK else duration_days
        return AxisScale(
            Units(kind, parse=parse, zone=summary.zone),
            summary=summary,
            ticks=self.ticks_,
            labels=self.labels_,
            options=self.axis_,
            reverse=self.reverse,
            planner=plan_times,
        )


def _check_years(summary: Summary) -> None:
    """Raise if there are instants that no calendar of Python, and so no axis, can write."""
    first, last = YEARS
    if summary.kind is Kind.DURATION or summary.low is None or summary.high is None:
        return
    if summary.low < first or summary.high > last:
        years = (1970 + summary.low / 365.2425, 1970 + summary.high / 365.2425)
        low, high = (f"{year:,.0f}" if abs(year) < 1e12 else f"{year:.3g}" for year in years)
        raise PlotSpecError(
            f"Times from about {low} to {high} cannot be drawn as times: a calendar has the "
            "years 1 to 9999. Leave out the others, or show them as numbers: Continuous()."
        )
