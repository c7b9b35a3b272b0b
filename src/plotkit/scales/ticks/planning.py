"""From what the user asked to a plan, for each kind of scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from plotkit.data.kind import Kind
from plotkit.errors import PlotSpecError
from plotkit.properties.base import Theme
from plotkit.properties.nativeticks import TickFamily
from plotkit.scales.options import check_every, format_function, numbered
from plotkit.scales.ticks.choosers import Between, Evenly, Multiples, Positions, multiples
from plotkit.scales.ticks.defaults import default_plan, minus_sign, number_style
from plotkit.scales.ticks.durations import like_durations
from plotkit.scales.ticks.levels import LevelLabels, level_labels, level_names
from plotkit.scales.ticks.logarithms import BetweenPowers, power_base
from plotkit.scales.ticks.native import FormatterLabels, LocatorTicks, NativeMinor, NativeWriter
from plotkit.scales.ticks.numbers import plain_numbers, with_prefix
from plotkit.scales.ticks.plan import (
    GUIDE_SPACE,
    Chooser,
    Like,
    MinorChooser,
    NoLabels,
    NoMinorTicks,
    Ticked,
    TickPlan,
    TickSet,
    Writer,
)
from plotkit.scales.ticks.times import like_times
from plotkit.scales.ticks.writers import Each, Named, Wrapped


def plan_numbers(scale: Ticked, theme: Theme, guide: bool) -> TickPlan:
    """Return the ticks of a scale of amounts."""
    minus = minus_sign(theme)
    return _plan(scale, theme, guide, lambda like: Each(format_function(like, minus)))


def plan_times(scale: Ticked, theme: Theme, guide: bool) -> TickPlan:
    """Return the ticks of a scale of instants, or of lengths of time."""

    def write(like: Any) -> Writer:
        if scale.units.kind is not Kind.DURATION:
            return like_times(like, scale.summary.zone)
        if callable(like):
            return like_durations(like)
        raise PlotSpecError(
            f"label(like={like!r}) is a format for dates, but these are durations; give a "
            "function of a timedelta."
        )

    return _plan(scale, theme, guide, write)


def plan_levels(scale: Ticked, theme: Theme, guide: bool) -> TickPlan:
    """Return the ticks of a scale of categories."""
    levels, asked, labels = scale.units.levels or (), scale.ticks, scale.labels
    major: Chooser = Positions(tuple(map(float, range(0, len(levels), int(asked.every or 1)))))
    if asked.locator is not None or asked.at is not None:
        major = _asked(scale) or major
    writer: Writer = FormatterLabels(labels.formatter)
    if labels.formatter is None:
        writer = LevelLabels(tuple(level_labels(levels, labels, scale.summary.zone)))
    if labels.names:
        names = level_names(labels.names, levels, scale.summary.zone)
        writer = Named(writer, {float(levels.index(level)): name for level, name in names.items()})
    if labels.wrap is not None:
        writer = Wrapped(writer, labels.wrap)
    if guide:
        return TickPlan(major, writer)
    native = theme.native_ticks(TickFamily("linear"))
    return TickPlan(major, writer, NativeMinor(native), NativeWriter(native, minor=True))


def _plan(scale: Ticked, theme: Theme, guide: bool, like: Like) -> TickPlan:
    asked = _asked(scale)
    locator = scale.ticks.locator
    source = asked if locator is None else locator
    plan = default_plan(scale, theme, guide, scale.ticks.upto, source)
    plan = _labelled(plan, scale, theme, like)
    if asked is not None:
        plan = replace(plan, major=asked)
    minor = plan.minor if guide else _minor(scale)
    return plan if minor is None else replace(plan, minor=minor)


def _asked(scale: Ticked) -> Chooser | None:
    """Return what places the ticks that the user asked for; None if that is left to the scale."""
    asked, parse = scale.ticks, scale.units.parse
    if asked.locator is not None:
        return LocatorTicks(asked.locator)
    if asked.at is not None:
        return Positions(tuple(parse(item) for item in asked.at))
    if asked.count is not None:
        return _evenly(scale, asked.count)
    if asked.every is None:
        return None
    if asked.between is None:
        return Multiples(asked.every)
    low, high = (parse(end) for end in asked.between)
    check_every(asked.every, low, high)
    return Positions(tuple(multiples(low, high, asked.every)))


def _evenly(scale: Ticked, count: int) -> Chooser:
    """Return ticks at equal distances on the axis, over what was asked or what there is."""
    low, high = scale.summary.low, scale.summary.high
    if scale.ticks.between is not None:
        low, high = (scale.units.parse(end) for end in scale.ticks.between)
    if low is None or high is None:
        return Evenly(count)
    trans = scale.transform
    if trans.base is None and trans.threshold is None:
        halves = np.linspace(low / 2, high / 2, count)  # their difference may be no number
        return Positions(tuple((2 * halves).tolist()))
    first, last = trans.forward(np.array([low, high]))
    return Positions(tuple(trans.inverse(np.linspace(first, last, count)).tolist()))


def _minor(scale: Ticked) -> MinorChooser | None:
    """Return what places the minor ticks of an axis; None for those it has of itself."""
    asked, base = scale.ticks, scale.transform.base
    if asked.minor:
        n = asked.minor
        return Between(n) if base is None else BetweenPowers(n, power_base(base))
    own = asked.minor is None and asked.at is None and asked.locator is None
    return None if own else NoMinorTicks()


def _labelled(plan: TickPlan, scale: Ticked, theme: Theme, like: Like) -> TickPlan:
    """Return the plan with the labels that the user asked for."""
    labels, style = scale.labels, number_style(theme)
    logarithmic = scale.transform.base is not None
    names: dict[float, str] = {}
    own: Writer | None = None
    if labels.formatter is not None:
        plan = replace(plan, writer=FormatterLabels(labels.formatter), minor_writer=NoLabels())
    elif isinstance(labels.like, Mapping):
        names |= numbered(labels.like, scale.units.parse, "label(like=)")
    elif labels.like is not None:
        own = like(labels.like)
    elif labels.unit is not None:
        own = with_prefix(labels.unit, style, logarithmic)
    elif labels.plain:
        own = plain_numbers(style)
    elif labels.base is not None:
        native = theme.native_ticks(TickFamily("log", base=labels.base))
        plan = replace(plan, writer=NativeWriter(native, of_axis=False))
    if own is not None:
        plan = replace(plan, writer=own)
    names |= numbered(labels.names, scale.units.parse, "label()")
    if names:
        plan = replace(plan, writer=Named(plan.writer, names))
    if labels.wrap is not None:
        plan = replace(plan, writer=Wrapped(plan.writer, labels.wrap))
    return plan


def guide_ticks(plan: TickPlan, low: float, high: float) -> TickSet:
    """Return the ticks that a guide shows of amounts from `low` to `high`.

    Those are what the user listed, wherever it is, else what lies within, `low` at the least.
    """
    if plan.major.listed:
        places = plan.positions(low, high)
        return plan.ticks(min([low, *places]), max([high, *places]))
    if isinstance(plan.major, Multiples):
        plan.major.check(low, high)
    found = plan.ticks(low, high, GUIDE_SPACE) if high > low else TickSet()
    if found.positions:
        return found
    label = plan.labels([low], low, high)[0]
    return TickSet((low,), (label,), offset=plan.offset([low], low, high))
