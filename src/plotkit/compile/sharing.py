"""Axes that plots of a composition share: one range, one order of levels, labels written once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from plotkit.compile.drawing import AxisPlan, Panel
from plotkit.compile.steps import Compilation
from plotkit.data.roles import AXES
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass, replace
from plotkit.scales.base import AxisScale
from plotkit.scales.ticks import level_label
from plotkit.spec.composition import CompositionSpec, SpacerSpec, Spec
from plotkit.spec.model import PlotSpec
from plotkit.typing import Axis

Again = Callable[[int, Mapping[str, Sequence[str]]], Compilation]
"""Compiles a plot again, on axes that have some levels already."""


@dataclass(frozen=True)
class Group:
    """Plots, by number, that share an axis."""

    axis: Axis
    plots: tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """Where a plot is in a composition whose parts are alike: from and to, across and down."""

    x: tuple[Fraction, Fraction]
    y: tuple[Fraction, Fraction]


_WHOLE = Place((Fraction(0), Fraction(1)), (Fraction(0), Fraction(1)))


def places(spec: Spec, whole: Place = _WHOLE) -> Iterator[Place]:
    """Yield the place of each plot, in reading order."""
    if isinstance(spec, PlotSpec):
        yield whole
    elif isinstance(spec, CompositionSpec):
        (first, last), n = (whole.x if spec.direction == "row" else whole.y), len(spec.parts)
        for number, part in enumerate(spec.parts):
            ends = tuple(first + (last - first) * Fraction(k, n) for k in (number, number + 1))
            here = (ends[0], ends[1])
            inner = Place(here, whole.y) if spec.direction == "row" else Place(whole.x, here)
            yield from places(part, inner)


def groups(spec: CompositionSpec) -> list[Group]:
    """Return which plots share an axis; plots of one group meet in no other of the same axis."""
    where = list(places(spec))
    found: dict[Axis, list[set[int]]] = {axis: [] for axis in AXES}
    for held, shared in _asked(spec, 0):
        for axis, how in shared.items():
            keys: dict[Any, set[int]] = {}
            for number in held:
                place = where[number]
                key: Any = {"all": 0, "row": place.y, "col": place.x}[how]
                keys.setdefault(key, set()).add(number)
            for new in keys.values():
                apart = [one for one in found[axis] if not one & new]
                met = [one for one in found[axis] if one & new]
                found[axis] = [*apart, new.union(*met)]
    return [
        Group(axis, tuple(sorted(one)))
        for axis, held in found.items()
        for one in held
        if len(one) > 1
    ]


def _asked(spec: Spec, first: int) -> Iterator[tuple[range, Mapping[Axis, str]]]:
    """Yield the plots of each composition within one, and how they share their axes."""
    if not isinstance(spec, CompositionSpec):
        return
    at = first
    for part in spec.parts:
        yield from _asked(part, at)
        at += _count(part)
    if spec.shared:
        yield range(first, at), spec.shared


def _count(spec: Spec) -> int:
    if isinstance(spec, CompositionSpec):
        return sum(map(_count, spec.parts))
    return 0 if isinstance(spec, SpacerSpec) else 1


def with_shared_axes(
    spec: CompositionSpec, compiled: Sequence[Compilation], again: Again
) -> tuple[list[Compilation], list[Group]]:
    """Return the plots with axes in common, and which share them.

    Parameters
    ----------
    spec
        The composition.
    compiled
        Each plot by itself.
    again
        Compiles a plot on axes that have levels already.
    """
    plots, found = list(compiled), groups(spec)
    levels: dict[int, dict[str, Sequence[str]]] = {}
    for group in found:
        merged = _merged_levels(group, plots)
        for number in group.plots if merged is not None else ():
            if _levels(_scale(plots[number], group.axis)) != merged:
                levels.setdefault(number, {})[group.axis] = merged or ()
    for number, present in levels.items():
        plots[number] = again(number, present)
    where = list(places(spec))
    for group in found:
        _unite(group, plots)
        _write_once(group, plots, where)
    return plots, found


def on_axis(panels: Sequence[Panel], axis: str) -> list[int]:
    """Return the numbers of the panels that are on an axis of the plot."""
    return [i for i, panel in enumerate(panels) if panel.pairing[axis == "y"] == axis]


def _plan(panel: Panel, axis: Axis) -> AxisPlan:
    return panel.x if axis == "x" else panel.y


def _scale(one: Compilation, axis: Axis) -> AxisScale:
    panels = one.drawing.panels
    return _plan(panels[on_axis(panels, axis)[0]], axis).scale


def _levels(scale: AxisScale) -> list[str]:
    return [level_label(level, scale.summary.zone) for level in scale.units.levels or ()]


def _merged_levels(group: Group, plots: Sequence[Compilation]) -> list[str] | None:
    """Return the levels of all plots in order, None on an axis of amounts; raise if they differ."""
    axis, (first, *others) = group.axis, group.plots
    for number in group.plots:
        if not on_axis(plots[number].drawing.panels, axis):
            raise PlotSpecError(
                f"share({axis}=): plot {number + 1} of the composition pairs several variables on "
                f"{axis}, so that it has no {axis} axis to share."
            )
    scales = {number: _scale(plots[number], axis) for number in group.plots}
    for other in others:
        said = [_described(scales[number]) for number in (first, other)]
        if said[0] != said[1]:
            raise PlotSpecError(
                f"share({axis}=): the {axis} axes of plots {first + 1} and {other + 1} of the "
                f"composition are of different kinds, {said[0]} and {said[1]}. Give both one "
                "scale, or leave one out."
            )
    if not scales[first].discrete:
        return None
    return list(dict.fromkeys(text for scale in scales.values() for text in _levels(scale)))


def _described(scale: AxisScale) -> str:
    """Return what kind of axis a scale makes, in words."""
    if scale.discrete:
        return "one of levels"
    name = "linear" if scale.transform.linear else scale.transform.name
    zone = f" in {scale.summary.zone}" if scale.summary.zone else ""
    return f"{name} of {scale.units.kind.value}s{zone}"


def _unite(group: Group, plots: list[Compilation]) -> None:
    """Let all panels of a group show the union of their limits, in the direction of the first."""
    axis = group.axis
    plans = [
        _plan(panel, axis)
        for number in group.plots
        for panel in (
            plots[number].drawing.panels[i] for i in on_axis(plots[number].drawing.panels, axis)
        )
    ]
    low = min(min(plan.limits) for plan in plans)
    high = max(max(plan.limits) for plan in plans)
    first = plans[0].limits
    limits = (low, high) if first[0] <= first[1] else (high, low)
    held = [end for plan in plans for end in (plan.held or plan.limits)]
    fixed = any(plan.fixed for plan in plans)
    for number in group.plots:
        ends = (min(held), max(held))
        plots[number] = _changed(plots[number], axis, limits=limits, held=ends, fixed=fixed)


def _changed(one: Compilation, axis: Axis, **changes: Any) -> Compilation:
    """Return a plot whose panels have other plans of an axis."""
    panels = list(one.drawing.panels)
    for i in on_axis(panels, axis):
        plan = replace(_plan(panels[i], axis), **changes)
        panels[i] = replace(panels[i], x=plan) if axis == "x" else replace(panels[i], y=plan)
    return replace(one, drawing=replace(one.drawing, panels=tuple(panels)))


def _write_once(group: Group, plots: list[Compilation], where: Sequence[Place]) -> None:
    """Leave tick labels and titles out where the plot at the side writes the same."""
    axis = group.axis
    written = {number: _outer(plots[number], axis) for number in group.plots}
    for number in group.plots:
        here = where[number]
        for other in group.plots:
            there = where[other]
            if axis == "y":
                beside = there.y == here.y and there.x[1] <= here.x[0]
            else:
                beside = there.x == here.x and there.y[0] >= here.y[1]
            one, two = written[number], written[other]
            if not beside or one.ticks != two.ticks or one.scale.options != two.scale.options:
                continue
            if _cells(plots[number], axis) != _cells(plots[other], axis):
                continue  # their panels are not in line
            if one.scale.options.side not in (None, "left", "bottom"):
                continue
            title = one.label if one.label != two.label else ""
            plots[number] = _changed(plots[number], axis, ticklabels=False, label=title)
            break


def _cells(one: Compilation, axis: Axis) -> tuple[int, tuple[float, ...]]:
    """Return how a plot is divided along an axis: into how many cells, and of which sizes."""
    along = 0 if axis == "x" else 1
    return one.drawing.shape[1 - along], one.drawing.sizes[along]


def _outer(one: Compilation, axis: Axis) -> AxisPlan:
    """Return the plan of the panel that writes the labels of a plot."""
    plans = [_plan(one.drawing.panels[i], axis) for i in on_axis(one.drawing.panels, axis)]
    return next((plan for plan in plans if plan.ticklabels), plans[0])
