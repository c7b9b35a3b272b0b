"""Limits: what each axis shows, from what was drawn and what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.compile.pairings import asked, is_own, is_second
from plotkit.compile.resolve import LayerDrawing
from plotkit.compile.stages import Bound, Cell, Grid
from plotkit.compile.view import is_told
from plotkit.compile.zeros import Limits, Range, with_common_zeros
from plotkit.data.column import CLOCK
from plotkit.data.expr import LARGEST
from plotkit.data.kind import Kind
from plotkit.data.units import YEARS
from plotkit.errors import PlotSpecError, noting, warn
from plotkit.marks.primitives import Primitive, is_optional, is_placed, optional_ranges, vertices
from plotkit.properties.base import Theme
from plotkit.records import dataclass, field
from plotkit.scales.base import AxisScale
from plotkit.spec.model import PlotSpec
from plotkit.typing import Axis

LEAST = 1e-323
"""The least float above zero that a logarithm and a power give back as one."""
FARTHEST = 1e307
"""Numbers beyond that, matplotlib finds no ticks for."""
BELOW_LOG_BAR = 0.3
"""How far a logarithmic axis goes on below the lowest bar, at least, in decades."""


def share_groups(spec: PlotSpec, grid: Grid, axis: str) -> list[int]:
    """Return for each cell the number of the group of cells that share this axis's range."""
    paired = (spec.pair.x if axis == "x" else spec.pair.y) or ()
    zipped = bool(spec.pair.x and spec.pair.y and not spec.pair.cross)
    default: Any = True
    if paired:
        along = {"x": "col", "y": "row"}[axis]
        default = False if zipped or spec.pair.wrap is not None else along
    asked_for = spec.shares.get(axis, default)
    names: dict[Any, int] = {}
    groups = []
    for number, cell in enumerate(grid.cells):
        share, whose = asked_for, axis
        home = number if cell.of is None else cell.of
        if cell.of is not None:
            name = axis_name(cell, axis)
            whose = name if is_own(spec, name) else axis
            if is_second(spec, name):
                said = spec.shares.get(name, "zero")
                share = share if said == "zero" else said
            elif whose == name:
                share = True
        at = grid.cells[home]
        if share is True or share == "all":
            key: Any = 0
        else:
            key = at.row if share == "row" else at.col if share == "col" else home
        groups.append(names.setdefault((whose, key), len(names)))
    return groups


def find_limits(
    bound: Bound,
    grid: Grid,
    layers: Sequence[LayerDrawing],
    cells: Mapping[Axis, Sequence[AxisScale]],
    theme: Theme,
) -> dict[Axis, list[Range]]:
    """Return what each axis of each cell shows, in axis units."""
    found = {
        axis: _axis_limits(bound, grid, layers, scales, theme, axis)
        for axis, scales in cells.items()
    }
    return with_common_zeros(bound.spec, grid, found, cells)


@dataclass
class _Seen:
    """What panels that share a range show of an axis, in axis units.

    Attributes
    ----------
    drawn
        The least and the largest positions of what is drawn.
    sticky
        Ends without a margin.
    optional
        Positions that do not widen the limits where there are others.
    reaching
        Positions that are meant to reach out of their places among levels.
    notes
        Positions of notes on rows, which are in view too.
    endless
        Whether shapes stand on a baseline that the scale cannot reach.
    """

    drawn: list[float] = field(default_factory=list)
    sticky: set[float] = field(default_factory=set)
    optional: list[float] = field(default_factory=list)
    reaching: list[float] = field(default_factory=list)
    notes: list[float] = field(default_factory=list)
    endless: bool = False


def _look(layers: Sequence[LayerDrawing], groups: Sequence[int], axis: Axis) -> dict[int, _Seen]:
    """Return what each group of panels shows of an axis."""
    place = 0 if axis == "x" else 1
    seen: dict[int, _Seen] = {}
    for layer in layers:
        marks = [one.mark for one in layer.placed.marks]
        stands = (layer.placed.layer.orient == "y") == (axis == "x")
        reaches = not stands and any(mark.reaches for mark in marks)
        tight = {mark.name for mark in marks if mark.tight}
        if is_told(layer.placed.layer.transforms) and layer.placed.layer.orient == axis:
            continue  # it is drawn over what the others show
        for group, drawn in zip(groups, layer.cells, strict=True):
            if not drawn:
                continue
            here = seen.setdefault(group, _Seen())
            for one in drawn:
                reached = _reached(one.primitives, place)
                if one.note:
                    here.notes += reached
                    continue
                here.drawn += reached
                here.reaching += reached if reaches else []
                if one.name in tight and reached:
                    here.sticky.update((min(reached), max(reached)))
                for primitive in filter(is_optional, one.primitives):
                    here.optional += _extremes(optional_ranges(primitive, axis))
            if stands:
                here.sticky.update(layer.sticky)
                here.endless |= not layer.sticky and any(mark.sticky for mark in marks)
    return seen


def _axis_limits(
    bound: Bound,
    grid: Grid,
    layers: Sequence[LayerDrawing],
    scales: Sequence[AxisScale],
    theme: Theme,
    axis: Axis,
) -> list[Range]:
    groups = share_groups(bound.spec, grid, axis)
    found = _look(layers, groups, axis)
    limits = []
    for group, cell, scale in zip(groups, grid.cells, scales, strict=True):
        name = axis_name(cell, axis)
        seen = found.get(group, _Seen())
        drawn = seen.drawn or (_trained_on(scale) if seen.notes else [])
        drawn = [*drawn, *seen.notes]
        foot = BELOW_LOG_BAR if seen.endless and scale.transform.base is not None else 0.0
        unknown = scale.units.levels is None and scale.summary.low is None
        idle = not drawn and (unknown or bool(seen.optional))
        there = drawn or seen.optional  # a rule alone is in view
        limit = asked(bound.spec, bound.spec.limits, name)
        reach = [] if scale.discrete or _is_whole(limit) else there or _trained_on(scale)
        if reach:
            _check_ends(scale, min(reach), max(reach), name)
        there = seen.reaching if scale.discrete else there
        ends, held = _padded(scale, there, seen.sticky, theme, axis, foot)
        ends = ends[::-1] if scale.reverse else ends
        with noting(f"In limit({name}=...)."):
            shown = _asked(scale, ends, limit, name)
            _check_ends(scale, min(shown), max(shown), name)
        limits.append(Range(shown, held if limit is None else shown, idle))
    return limits


def report_out_of_view(
    bound: Bound, grid: Grid, layers: Sequence[LayerDrawing], limits: Mapping[Axis, list[Range]]
) -> None:
    """Say which lines and bands across the panel cannot be seen, unless the user set the limits."""
    for layer in layers:
        across = [
            (number, primitive)
            for number, drawn in enumerate(layer.cells)
            for one in drawn
            for primitive in one.primitives
            if is_optional(primitive) and not is_placed(primitive)
        ]
        for axis, ends in limits.items():
            hidden = there = 0
            for number, primitive in across:
                cell = grid.cells[number]
                if asked(bound.spec, bound.spec.limits, axis_name(cell, axis)) is not None:
                    continue
                low, high = sorted(ends[number].shown)
                first, last = optional_ranges(primitive, axis).T
                there += len(first)
                hidden += int(((last < low) | (first > high)).sum())
            if hidden:
                warn(
                    f"{layer.placed.layer.name}: {hidden} of {there} are out of view on the "
                    f"{axis} axis. They do not widen its limits; limit({axis}=...) shows them."
                )


def axis_name(cell: Cell, axis: str) -> str:
    """Return the name of the scale that an axis of a cell has."""
    return cell.pairing.name(axis)


def _reached(primitives: Sequence[Primitive], place: int) -> list[float]:
    """Return the extremes of what widens the limits of an axis."""
    firm = (one for one in primitives if not is_optional(one))
    return [end for one in firm for end in _extremes(vertices(one)[:, place])]


def _extremes(values: Any) -> list[float]:
    if not len(values):
        return []
    with np.errstate(invalid="ignore"):
        low, high = float(values.min()), float(values.max())
    if not np.isfinite(high - low):
        values = values[np.isfinite(values)]
        if not len(values):
            return []
        low, high = float(values.min()), float(values.max())
    return [low, high]


BEYOND = 0.1
"""The margin of what reaches out of the places of levels, in distances of these."""


def _padded(
    scale: AxisScale, seen: list[float], sticky: set[float], theme: Theme, axis: str, foot: float
) -> tuple[Limits, Limits]:
    """Return the range of what is drawn with the theme's margin, but none at a sticky end.

    The second range is that without a margin of the theme.
    """
    levels, pad = scale.units.levels, scale.options.pad
    if levels is not None:
        before, after = pad or (0.0, 0.0)
        first, last = -0.5, max(len(levels), 1) - 0.5
        # What is meant to reach out of the outermost places, as a ridge, is in view too.
        if seen and min(seen) < first - 1e-9:
            first = min(seen) - BEYOND
        if seen and max(seen) > last + 1e-9:
            last = max(seen) + BEYOND
        ends = (first - before, last + after)
        return (ends if axis == "x" or scale.units.amounts else ends[::-1]), ends
    seen = seen or _trained_on(scale)
    if not seen:
        plain = next((ends for ends in _PLAIN if _known(scale, ends)), _PLAIN[0])
        return plain, plain
    low, high = min(seen), max(seen)
    if scale.summary.zone == CLOCK and pad is None:
        ends = min(low, 0.0), max(high, 1.0)  # the whole day
        return ends, ends
    if low == high:
        low, high = _widened(scale, low)
    usual = float(theme.rc(f"axes.{axis}margin"))
    before, after = (share * min(high - low, LARGEST) for share in pad or (usual, usual))
    least, most = _reach(scale)
    first = max(low if low in sticky else low - max(before, foot), min(low, least))
    last = min(high if high in sticky else high + after, max(high, most))
    if pad or before < foot:
        return (first, last), (first, last)
    return (first, last), (low, high)


def _reach(scale: AxisScale) -> Limits:
    """Return how far an axis can go: its limits are to be dates, or floats, in data units too."""
    if scale.units.kind is Kind.TIME:
        return YEARS
    if scale.transform.base is None:
        return -LARGEST, LARGEST
    least, most = scale.transform.forward(np.array([LEAST, LARGEST]))
    return float(least), float(most)


def _trained_on(scale: AxisScale) -> list[float]:
    """Return the extremes of the data that an axis is for, where nothing is drawn."""
    summary = scale.summary
    if summary.low is None or summary.high is None:
        return []
    ends = [float(scale.units.forward(np.asarray(end))) for end in (summary.low, summary.high)]
    return ends if np.isfinite(ends[1] - ends[0]) else []


_PLAIN: Sequence[Limits] = ((0.0, 1.0), (1.0, 2.0), (-2.0, -1.0))
"""What an axis without data shows: the first of these that its scale has data units for."""


def _known(scale: AxisScale, ends: Limits) -> bool:
    """Tell whether a range in axis units has two ends in data units."""
    with np.errstate(all="ignore"):
        first, last = np.asarray(scale.invert(np.array(ends)), dtype=np.float64).tolist()
    return bool(np.isfinite(first) and np.isfinite(last) and first != last)


def _is_whole(asked: Any) -> bool:
    """Tell whether limits say both ends."""
    return isinstance(asked, tuple | list) and None not in asked


def _check_ends(scale: AxisScale, low: float, high: float, axis: str) -> None:
    """Raise PlotSpecError if what is drawn reaches farther than any axis can."""
    if scale.units.kind is Kind.TIME and (low < YEARS[0] or high > YEARS[1]):
        first, last = (
            f"{year:,.0f}" if abs(year) < 1e12 else f"{year:.3g}"
            for year in (low / 365.2425 + 1970, high / 365.2425 + 1970)
        )
        raise PlotSpecError(
            f"The {axis} axis would show times beyond the years 1 to 9999 of the calendar, from "
            f"{first} to {last}: check Shift and other "
            "moves, or show numbers with Continuous()."
        )
    if scale.transform.linear and max(-low, high) > FARTHEST:
        raise PlotSpecError(
            f"The {axis} axis would go from {low:.3g} to {high:.3g}, farther than numbers of the "
            "computer reach; divide the values first, or leave some out."
        )


def _widened(scale: AxisScale, at: float) -> Limits:
    """Return a range around a single position."""
    if scale.units.kind is Kind.TIME:
        return at - 1.0, at + 1.0
    reach = 0.5 if scale.transform.base is not None or not at else abs(at) * 0.05
    return at - reach, at + reach


def _asked(scale: AxisScale, ends: Limits, asked: Any, name: str) -> Limits:
    if asked is None:
        return ends
    try:
        first, last = asked
    except (TypeError, ValueError):
        raise PlotSpecError(f"limit({name}=) must be (first, last), not {asked!r}.") from None
    low, high = ends
    shown = []
    for value, default in ((first, low), (last, high)):
        shown.append(default if value is None else scale.parse(value))
    start, end = shown
    if scale.discrete:
        start, end = _around_levels(scale, asked, start, end)
    if not np.isfinite(start) or not np.isfinite(end):
        raise PlotSpecError(
            f"limit({name}={asked!r}) has no place on a {scale.transform.name} scale."
        )
    least, most = sorted((start, end))
    if scale.units.kind is Kind.TIME and (least < YEARS[0] or most > YEARS[1]):
        raise PlotSpecError(f"limit({name}={asked!r}) is beyond the years 1 to 9999 of a calendar.")
    if start == end:
        raise PlotSpecError(f"limit({name}={asked!r}) leaves nothing to show.")
    return start, end


def _around_levels(scale: AxisScale, asked: Sequence[Any], start: float, end: float) -> Limits:
    """Widen limits that name levels by half a unit, so that whole levels are seen."""
    levels: Mapping[Any, Any] = dict.fromkeys(scale.units.levels or ())
    step = 0.5 if end >= start else -0.5
    return (
        start - step if asked[0] in levels else start,
        end + step if asked[1] in levels else end,
    )
