"""Ticks and labels that nobody asked for, on axes and in guides: all differences are here.

An axis has the ticks of seaborn, which are those of matplotlib; only on a logarithm with fewer than
three powers in view it has round numbers, of which all are written in one way. A guide (a legend or
a colour bar) asks the same plan with less space, and differs in two ways only:

1. It writes numbers in full. An axis may write them in units of a million, or as powers of ten, and
   say so in its corner; a guide has no corner, and its few numbers are shorter without powers. A
   theme that says how numbers are written ("plotkit.numbers") is followed by both.
2. It writes each instant for itself, as short as tells them apart; on an axis the day of some
   times stands once.

What the user asks for is the same on both. Other defaults, such as whole numbers for whole data,
are other choosers and writers here: an axis follows, for it has matplotlib's own objects only where
the plan hands on to them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plotkit.data.column import CLOCK
from plotkit.data.kind import Kind
from plotkit.properties.base import Theme
from plotkit.properties.nativeticks import TickFamily
from plotkit.scales.ticks.choosers import Upto
from plotkit.scales.ticks.durations import ClockLabels, DurationLabels, DurationTicks
from plotkit.scales.ticks.logarithms import (
    LogitTicks,
    LogLabels,
    PowersOfTen,
    PowersOrNumbersLabels,
    PowersOrRound,
    Shares,
    SymlogTicks,
    power_base,
)
from plotkit.scales.ticks.native import NativeChooser, NativeMinor, NativeWriter
from plotkit.scales.ticks.numbers import MORE_STEPS, FullNumbers, NumberStyle, RoundNumbers
from plotkit.scales.ticks.plan import (
    Chooser,
    MinorChooser,
    NoLabels,
    Ticked,
    TickPlan,
    Writer,
)
from plotkit.scales.ticks.times import CalendarTicks, TimeLabels


def default_plan(
    scale: Ticked, theme: Theme, guide: bool, upto: int | None = None, source: Any = None
) -> TickPlan:
    """Return the plan of a scale of amounts or times whose user asked for nothing.

    Parameters
    ----------
    scale
        The trained scale.
    theme
        Where the drawing library's own ticks come from.
    guide
        Whether it is for a legend or a colour bar rather than for an axis.
    upto
        How many ticks there may be, if the user said that.
    source
        Where instants come from, if the user said that.
    """
    major, writer = _major(scale, theme, guide, upto, source)
    if guide:
        return TickPlan(major, writer, transform=scale.transform)
    minor, minor_writer = _minor(scale, theme, upto)
    return TickPlan(major, writer, minor, minor_writer, scale.transform)


def minus_sign(theme: Theme) -> str:
    """Return how a theme writes minus."""
    return "\N{MINUS SIGN}" if theme.rc("axes.unicode_minus") else "-"


def number_style(theme: Theme) -> NumberStyle:
    """Return how a theme writes numbers."""
    return NumberStyle(theme.rc("plotkit.numbers"), minus_sign(theme))


def _major(
    scale: Ticked, theme: Theme, guide: bool, upto: int | None, source: Any
) -> tuple[Chooser, Writer]:
    kind, trans = scale.units.kind, scale.transform
    if kind is Kind.TIME:
        return _times(scale, theme, guide, upto, source)
    chooser: Chooser
    writer: Writer
    if kind is Kind.DURATION:
        clock = scale.summary.zone == CLOCK
        chooser, writer = DurationTicks(), ClockLabels() if clock else DurationLabels()
    elif trans.base is not None:
        native = theme.native_ticks(TickFamily("log", base=power_base(trans.base)))
        chooser, writer = PowersOrRound(native, guide), NativeWriter(native)
        if upto is None:
            writer = PowersOrNumbersLabels(native, power_base(trans.base), number_style(theme))
        elif not guide:
            chooser = NativeChooser(native)
        if source is not None:  # what the library places itself are powers
            writer = LogLabels(native, power_base(trans.base), minus_sign(theme))
    elif trans.threshold is not None:
        least = int(theme.rc("axes.formatter.min_exponent"))
        chooser, writer = SymlogTicks(trans.threshold), PowersOfTen(minus_sign(theme), least)
    elif trans.native[0] == "logit":
        chooser, writer = LogitTicks(), Shares()
    else:
        whole = scale.summary.whole
        native = theme.native_ticks(TickFamily("linear", whole=whole))
        chooser = NativeChooser(native) if upto is None else RoundNumbers(MORE_STEPS, whole)
        writer = NativeWriter(native)
    style = number_style(theme)
    shares = trans.native[0] == "logit"
    if kind is not Kind.DURATION and (guide or (style.chosen and not shares)):
        writer = FullNumbers(style, decades=trans.base is not None)
    return (chooser if upto is None else Upto(chooser, upto)), writer


def _times(
    scale: Ticked, theme: Theme, guide: bool, upto: int | None, source: Any
) -> tuple[Chooser, Writer]:
    zone, concise = scale.summary.zone, scale.labels.concise
    family = TickFamily("time", zone=zone, concise=concise, source=source)
    family = replace(family, names=theme.rc("plotkit.times") == "names")
    family = family if upto is None else replace(family, upto=upto)
    native = theme.native_ticks(family)
    own = guide and upto is None
    chooser = CalendarTicks(zone) if own else NativeChooser(native)
    writer = TimeLabels(zone) if guide and not concise else NativeWriter(native, of_axis=False)
    return chooser, writer


def _minor(scale: Ticked, theme: Theme, upto: int | None) -> tuple[MinorChooser, Writer]:
    """Return the minor ticks of an axis: those that the drawing library has of itself."""
    trans = scale.transform
    if trans.base is not None:
        base = power_base(trans.base)
        return NativeMinor(theme.native_ticks(TickFamily("log", base=base))), NoLabels()
    if trans.native[0] == "logit":
        return NativeMinor(theme.native_ticks(TickFamily("logit"))), NoLabels()
    native = theme.native_ticks(TickFamily("linear"))
    return NativeMinor(native), NativeWriter(native, minor=True)
