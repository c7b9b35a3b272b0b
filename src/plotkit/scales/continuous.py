"""The scale of amounts, with any monotonic transform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from plotkit.data.kind import Kind
from plotkit.data.summary import Summary
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.properties.base import Property, Theme
from plotkit.scales import ticks
from plotkit.scales.base import AxisScale, RampLooks, Scale, TickLabels, Ticks
from plotkit.scales.transform import Transform, transform
from plotkit.typing import Array, Floats

_DEFAULT: Any = object()
LEGEND_TICKS = 5
"""Intervals between the entries of a continuous legend, at most."""


@dataclass(frozen=True)
class Continuous(Scale):
    """A scale of amounts.

    Parameters
    ----------
    values
        Output range of the property: a pair (low, high) for sizes, the name of a palette, a tuple
        of colours to blend, a Colormap or a function from 0-1 to colours.
    norm
        The data values (low, high) that get the ends of the range; values outside get the ends
        too. Default: the extremes of the data. A matplotlib Normalize object is accepted.
    trans
        "log", "log<base>", "ln", "symlog", "symlog<threshold>", "logit", "pow", "pow<exponent>",
        "sqrt", or a pair of vectorised functions (forward, inverse).

    Examples
    --------
    >>> import plotkit.objects as so
    >>> p = so.Plot({"x": [1, 10], "y": [2, 3]}, x="x", y="y").add(so.Dot())
    >>> p = p.scale(x=so.Continuous(trans="log").tick(upto=3))
    """

    norm: Any = None
    trans: str | tuple[Callable[[Any], Any], Callable[[Any], Any]] | None = None

    priority: ClassVar[int] = 1

    def __post_init__(self) -> None:
        transform(self.trans)  # a wrong name is an error where it is written

    def tick(
        self,
        locator: Any = None,
        *,
        at: Sequence[float] | None = None,
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
            Exactly so many ticks, evenly spaced over `between` or the data.
        every
            A tick at each multiple of this.
        between
            Range (low, high) for `count` or `every`.
        minor
            Minor ticks between two major ones.
        """
        spec = Ticks(locator, at, upto, count, every, between, minor)
        self._check_ticks(spec)
        return replace(self, ticks_=spec)

    def _check_ticks(self, spec: Ticks) -> None:
        if spec.locator is not None:
            if not hasattr(spec.locator, "tick_values"):
                raise PlotTypeError(
                    "locator must be a matplotlib Locator, "
                    f"not {type(spec.locator).__name__}; use at= for the ticks themselves."
                )
            if spec != Ticks(locator=spec.locator):
                raise PlotSpecError("tick() takes a locator or other settings, not both.")
        trans = transform(self.trans)
        log_like = trans.base is not None or trans.threshold is not None
        if log_like and spec.every is not None:
            raise PlotSpecError("tick(every=) has no meaning on a log scale; use at= or count=.")
        if log_like and spec.count is not None and spec.between is None:
            raise PlotSpecError("tick(count=) on a log scale needs between=(low, high).")

    def label(
        self,
        formatter: Any = None,
        *,
        like: str | Callable[..., str] | None = None,
        base: float | None = _DEFAULT,
        unit: str | tuple[str, str] | None = None,
    ) -> Self:
        """Return the scale with other tick labels; settings of an earlier call are dropped.

        Parameters
        ----------
        formatter
            A matplotlib Formatter; excludes the others.
        like
            A format specification (``".2f"``), a format string with ``{x}`` and ``{pos}``, or a
            function ``(x, pos) -> str``.
        base
            Base of logarithmic labels; None writes plain numbers.
        unit
            A unit to write with an SI prefix, or (separator, unit).
        """
        if formatter is not None and not callable(formatter):
            raise PlotTypeError(
                f"formatter must be a matplotlib Formatter, not {type(formatter).__name__}; "
                "use like= for a format string."
            )
        plain = base is None
        given = None if base is _DEFAULT or plain else base
        return replace(self, labels_=TickLabels(formatter, like, given, plain=plain, unit=unit))

    def train_axis(self, facts: Summary) -> AxisScale:
        """Return the axis in units of the transform."""
        check_numbers(facts, "A continuous axis")
        trans = transform(self.trans)
        units = Units(facts.kind, None, trans.forward, trans.inverse, trans.linear, _number)
        return AxisScale(units, trans, facts, self.ticks_, self.labels_)

    def train_look(self, facts: Summary, prop: Property, theme: Theme) -> RampLooks:
        """Return the function from amounts to looks."""
        check_numbers(facts, f"A continuous scale of {prop.name}")
        trans = transform(self.trans)
        norm, low, high = normalizer(self.norm, facts, trans, _number)
        ramp = prop.ramp(self.values, theme)

        def mapping(values: Floats) -> Array:
            return ramp(norm(values))

        shown = legend_ticks(self.ticks_, trans, low, high)
        labels = write_numbers(shown, self.labels_)
        return RampLooks(prop, prop.legend, mapping, tuple(shown), tuple(labels))


def check_numbers(facts: Summary, who: str) -> None:
    """Raise PlotSpecError if the variable is a category."""
    if facts.kind is Kind.CATEGORY and facts.levels:
        examples = ", ".join(repr(level) for level in facts.levels[:3])
        raise PlotSpecError(
            f"{who} needs numbers, but the data are categories ({examples}, ...). "
            "Use so.Nominal(), or convert the column to numbers."
        )


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise PlotSpecError(f"A continuous scale needs numbers, not {value!r}.") from None


def normalizer(
    norm: Any, facts: Summary, trans: Transform, parse: Callable[[Any], float]
) -> tuple[Callable[[Floats], Floats], float, float]:
    """Return the function from data to 0-1, and the data values that get 0 and 1.

    Values outside get the ends; values that have no place on the transform are NaN.
    """
    first = facts.least_positive if trans.domain[0] == 0 else facts.low
    low, high = _finite(first, 0.0), _finite(facts.high, 1.0)
    if callable(norm):  # a matplotlib Normalize, filled in from the data where it is open
        return _from_normalize(norm, low, high)
    if norm is not None:
        try:
            given_low, given_high = norm
        except (TypeError, ValueError):
            raise PlotSpecError(
                f"norm must be (low, high) or a matplotlib Normalize, not {norm!r}."
            ) from None
        low = low if given_low is None else parse(given_low)
        high = high if given_high is None else parse(given_high)
    start, end = (float(trans.forward(np.asarray(end))) for end in (low, high))
    if not np.isfinite(end - start):
        raise PlotSpecError(f"norm=({low}, {high}) lies outside of what {trans.name!r} can show.")

    def scaled(values: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            placed = trans.forward(values)
        if end == start:
            return np.where(np.isfinite(placed), 0.5, np.nan)
        with np.errstate(invalid="ignore"):
            share: Floats = np.clip((placed - start) / (end - start), 0.0, 1.0)
        return share

    return scaled, low, high


def _finite(value: float | None, default: float) -> float:
    return default if value is None else value


def _from_normalize(norm: Any, low: float, high: float) -> tuple[Any, float, float]:
    import copy

    own = copy.copy(norm)  # the user's object stays as it is
    if getattr(own, "vmin", None) is None:
        own.vmin = low
    if getattr(own, "vmax", None) is None:
        own.vmax = high

    def scaled(values: Floats) -> Floats:
        result: Floats = np.ma.filled(np.ma.asarray(own(values), dtype=np.float64), np.nan)
        with np.errstate(invalid="ignore"):
            return np.clip(result, 0.0, 1.0)

    return scaled, float(own.vmin), float(own.vmax)


def legend_ticks(spec: Ticks, trans: Transform, low: float, high: float) -> list[float]:
    """Return the amounts that a legend shows."""
    if spec.locator is not None:
        found = [float(tick) for tick in spec.locator.tick_values(low, high)]
    elif spec.at is not None:
        return [float(tick) for tick in spec.at]
    elif spec.count is not None:
        ends = spec.between or (low, high)
        return [float(tick) for tick in np.linspace(float(ends[0]), float(ends[1]), spec.count)]
    elif spec.every is not None:
        low, high = spec.between or (low, high)
        first = np.ceil(low / spec.every - 1e-9)
        found = [spec.every * i for i in np.arange(first, high / spec.every + 1e-9)]
    elif trans.base is not None:
        found = ticks.log_ticks(low, high, 10.0 if trans.name == "ln" else trans.base)
    else:
        found = ticks.nice_ticks(low, high, spec.upto or LEGEND_TICKS)
    return [tick for tick in found if low <= tick <= high] or [low]


def write_numbers(values: Sequence[float], spec: TickLabels) -> list[str]:
    """Write amounts as the user asked."""
    if spec.formatter is not None:
        return [str(spec.formatter(value, i)) for i, value in enumerate(values)]
    if spec.like is not None:
        write = like_function(spec.like)
        return [write(value, i) for i, value in enumerate(values)]
    if spec.unit is not None:
        separator, unit = spec.unit if isinstance(spec.unit, tuple) else (" ", spec.unit)
        return [_si(value, separator, unit) for value in values]
    return ticks.number_labels(values)


def like_function(like: Any) -> Callable[[float, int | None], str]:
    """Return the function that `label(like=...)` means."""
    if callable(like):
        return lambda x, pos: str(like(x, pos))
    if "{" in like:
        return lambda x, pos: str(like).format(x=x, pos=pos)
    return lambda x, pos: format(x, like)


def _si(value: float, separator: str, unit: str) -> str:
    if not value:
        return f"0{separator}{unit}"
    power = int(np.clip(np.floor(np.log10(abs(value)) / 3), -8, 8))
    prefix = "yzafpnµm kMGTPEZY"[power + 8].strip()
    return f"{value / 1000.0**power:g}{separator}{prefix}{unit}"
