"""The scale of amounts, with any monotonic transform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self, overload

import numpy as np

from plotkit.data.kind import Kind
from plotkit.data.summary import Summary, SummaryRequest
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.base import Property, Theme
from plotkit.records import dataclass, replace
from plotkit.scales.amounts import Amounts
from plotkit.scales.base import AxisScale, RampScale
from plotkit.scales.norm import check_edges
from plotkit.scales.options import (
    Formatter,
    Labelling,
    Locator,
    check_count,
    check_formatter,
    check_lettering,
    check_locator,
    format_function,
    numbered,
)
from plotkit.scales.ticks import TickLabels, Ticks
from plotkit.scales.transform import transform
from plotkit.typing import Listed

_DEFAULT: Any = object()


@dataclass(frozen=True)
class Continuous(Amounts):
    """A scale of amounts.

    Parameters
    ----------
    values
        Output range of the property: a pair (low, high) for sizes, the name of a palette, a tuple
        of colours to blend, a Colormap or a function from 0-1 to colours.
    norm
        The data values (low, high) that get the ends of the range; None for an extreme of the data,
        which is the default for both. A matplotlib Normalize object is accepted.
    trans
        "log", "log<base>", "ln", "symlog", "symlog<threshold>", "logit", "pow", "pow<exponent>",
        "sqrt", or a pair of vectorised functions (forward, inverse).
    center
        The data value that gets the middle of the range. The ends are equally far from it unless
        `norm` says them. Colours then come from "vlag" unless `values` says otherwise.
    bins
        How many bins of equal width get one output each, or their edges, which belong to the bin
        above them; the first and the last may be infinite. `values` may be a list with one for
        each.
    quantiles
        How many bins that hold equally many rows, or the shares of rows that part them.
    reverse
        Whether the range, or the axis, runs backwards.
    outside
        What becomes of values beyond the ends: "clamp" gives them the end, "drop" leaves their rows
        out, with a warning, "na" makes them look like missing values.
    robust
        Whether the range ends at the 2nd and the 98th percentile, where neither `norm` nor `bins`
        say where; or the two percentiles. What lies beyond looks like the ends.
    na
        What missing values look like, whose rows are left out otherwise.
    guide
        How readers learn what the property means: "auto", "legend", "colorbar", "direct" or None.

    See Also
    --------
    Temporal : Dates and times.
    Nominal : Numbers that are names.
    Plot.scale : Where scales are given.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 10, 30], "y": [2, 3, 1], "change": [-4, None, 9]}
    >>> p = so.Plot(data, x="x", y="y", color="change").add(so.Dot())
    >>> p = p.scale(x=so.Continuous(trans="log").tick(upto=3))
    >>> p = p.scale(color=so.Continuous(center=0, bins=5, na="0.8"))
    """

    trans: str | tuple[Callable[[Any], Any], Callable[[Any], Any]] | None = None

    priority: ClassVar[int] = 1

    def __post_init__(self) -> None:
        super().__post_init__()
        transform(self.trans)  # a wrong name is an error where it is written
        if self.bins is not None and not isinstance(self.bins, int | np.integer):
            check_edges(self.bins, _number)

    @overload
    def tick(self, locator: Locator) -> Self: ...
    @overload
    def tick(self, *, minor: int | None = None) -> Self: ...
    @overload
    def tick(self, *, at: Listed, minor: int | None = None) -> Self: ...
    @overload
    def tick(self, *, upto: int, minor: int | None = None) -> Self: ...
    @overload
    def tick(
        self,
        *,
        count: int,
        between: tuple[float, float] | None = None,
        minor: int | None = None,
    ) -> Self: ...
    @overload
    def tick(
        self,
        *,
        every: float,
        between: tuple[float, float] | None = None,
        minor: int | None = None,
    ) -> Self: ...
    def tick(
        self,
        locator: Locator | None = None,
        *,
        at: Listed | None = None,
        upto: int | None = None,
        count: int | None = None,
        every: float | None = None,
        between: tuple[float, float] | None = None,
        minor: int | None = None,
    ) -> Self:
        """Return the scale with other ticks; settings of an earlier call are dropped.

        Parameters
        ----------
        locator
            A matplotlib Locator; excludes the others.
        at
            The ticks themselves, in data units.
        upto
            At most so many round ticks.
        count
            Exactly so many ticks, evenly spaced over `between` or the data; 0 for none.
        every
            A tick at each multiple of this.
        between
            Range (low, high) for `count` or `every`.
        minor
            Minor ticks between two major ones; 0 for none.

        See Also
        --------
        Continuous.label : What ticks say.
        Plot.limit : Where the axis ends.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"x": [0, 9], "y": [1, 30]}, x="x", y="y").add(so.Line())
        >>> p = p.scale(x=so.Continuous().tick(every=3, minor=2), y=so.Continuous().tick(upto=4))
        """
        spec = Ticks(locator, at, upto, count, every, between, minor)
        self._check_ticks(spec)
        return replace(self, ticks_=spec.settled())

    def _check_ticks(self, spec: Ticks) -> None:
        check_locator(spec.locator)
        for name in ("upto", "count", "minor"):
            check_count(name, getattr(spec, name), least=1 if name == "upto" else 0)
        asked = [n for n in ("at", "upto", "count", "every") if getattr(spec, n) is not None]
        rest = [n for n in ("between", "minor") if getattr(spec, n) is not None]
        if spec.locator is not None and (asked or rest):
            raise PlotSpecError("tick() takes a locator or other settings, not both.")
        if len(asked) > 1:
            raise PlotSpecError(f"tick() takes one of at, upto, count, every; given: {asked}.")
        if spec.at is not None and (isinstance(spec.at, str) or not np.iterable(spec.at)):
            raise PlotTypeError(f"tick(at=) must be a list of ticks, not {spec.at!r}.")
        if spec.every is not None and not _number(spec.every) > 0:
            raise PlotSpecError(f"tick(every=) must be above zero, not {spec.every!r}.")
        if spec.between is not None and np.shape(spec.between) != (2,):
            raise PlotTypeError(f"tick(between=) must be (low, high), not {spec.between!r}.")
        if spec.between is not None and spec.count is None and spec.every is None:
            raise PlotSpecError(
                "tick(between=) is the range of count= or every=; give one of them."
            )
        trans = transform(self.trans)
        log_like = trans.base is not None or trans.threshold is not None
        if log_like and spec.every is not None:
            raise PlotSpecError("tick(every=) has no meaning on a log scale; use at= or count=.")
        if log_like and spec.count and spec.between is None:
            raise PlotSpecError("tick(count=) on a log scale needs between=(low, high).")

    def label(
        self,
        formatter: Formatter | None = None,
        *,
        like: Labelling | None = None,
        base: float | None = _DEFAULT,
        unit: str | tuple[str, str] | None = None,
        rotate: float | None = None,
        wrap: int | None = None,
    ) -> Self:
        """Return the scale with other tick labels; settings of an earlier call are dropped.

        Parameters
        ----------
        formatter
            A matplotlib Formatter; excludes the others.
        like
            A format specification (``".2f"``), a format string with ``{}`` or ``{x}``, and
            ``{pos}``, a function of ``(x, pos)`` or of ``x``, or a dict from amount to label;
            amounts that a dict does not name keep their own label.
        base
            Base of logarithmic labels; None writes plain numbers.
        unit
            A unit to write with an SI prefix, or (separator, unit); or a text with {} where the
            number goes, which gets k, M, B: ``"${}"`` gives $8B. % and ‰ have no prefix; numbers
            that are shares of 1 are written as percent by ``like=".0%"``.
        rotate
            Degrees, counter-clockwise.
        wrap
            Characters of a line, at most; it is broken at spaces.

        See Also
        --------
        Continuous.tick : Where ticks are.
        Plot.label : The title of the axis or of the legend.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"km": [1, 2], "share": [0.2, 0.5]}, x="km", y="share").add(so.Line())
        >>> p = p.scale(x=so.Continuous().label(unit="m"), y=so.Continuous().label(like=".0%"))
        """
        check_formatter(formatter)
        check_lettering(rotate, wrap)
        if isinstance(like, Mapping):
            like = numbered(like, _number, "label(like=)")
        elif like is not None and not (isinstance(like, str) or callable(like)):
            raise PlotTypeError(
                f"label(like=) must be a dict, a format or a function, not {like!r}."
            )
        elif like is not None:
            format_function(like)  # a wrong format is an error where it is written
        texts: Any = unit if isinstance(unit, tuple) else ("", unit or "")
        if len(texts) != 2 or not all(isinstance(text, str) for text in texts):
            raise PlotTypeError(
                f"label(unit=) must be a unit or a pair (separator, unit), not {unit!r}."
            )
        plain = base is None
        given = None if base is _DEFAULT or plain else base
        labels = TickLabels(formatter, like, given, plain, unit, rotate=rotate, wrap=wrap)
        return replace(self, labels_=labels)

    def request(self) -> SummaryRequest:
        """Return what training needs to know: where a logarithm may begin, too."""
        request = super().request()
        return replace(request, positive=request.positive or transform(self.trans).domain[0] == 0)

    def train_axis(self, summary: Summary) -> AxisScale:
        """Return the axis in units of the transform."""
        self._check_axis()
        check_numbers(summary, "A continuous axis")
        return self._trained(summary)

    def train_property(self, summary: Summary, prop: Property, theme: Theme) -> RampScale:
        """Return the function from amounts to visual properties."""
        check_numbers(summary, f"A continuous scale of {prop.name}")
        return self._ramp_scale(summary, prop, theme, self._trained(summary))

    def _trained(self, summary: Summary) -> AxisScale:
        trans = transform(self.trans)
        units = Units(
            summary.kind,
            forward=trans.forward,
            inverse=trans.inverse,
            linear=trans.linear,
            parse=_number,
            formula=trans.formula,
            engine=trans.engine,
        )
        return AxisScale(
            units, trans, summary, self.ticks_, self.labels_, self.axis_, reverse=self.reverse
        )


def check_numbers(summary: Summary, who: str) -> None:
    """Raise PlotSpecError if the variable is a category."""
    if summary.kind is Kind.CATEGORY and summary.levels:
        examples = ", ".join(repr(level) for level in summary.levels[:3])
        raise PlotSpecError(
            f"{who} needs numbers, but the data are categories ({examples}, ...). "
            "Use so.Nominal(), or convert the column to numbers."
        )


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise PlotSpecError(f"A continuous scale needs numbers, not {value!r}.") from None
    except OverflowError:
        raise PlotSpecError(f"A scale ends at about 1.8e308; {value!r:.20}... is more.") from None
