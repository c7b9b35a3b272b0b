"""What an axis shows; and two axes of one panel that have their zeros at one height."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plotkit.compile.pairings import asked, is_second
from plotkit.compile.stages import Grid
from plotkit.errors import PlotSpecError
from plotkit.records import dataclass, replace
from plotkit.scales.base import AxisScale
from plotkit.spec.model import PlotSpec
from plotkit.typing import Axis

Limits = tuple[float, float]
"""First and last position."""
_SAME = 1e-9


@dataclass(frozen=True)
class Range:
    """What an axis shows, in axis units.

    Attributes
    ----------
    shown
        The limits.
    held
        The least and the largest position within them that is not margin.
    idle
        Whether nothing that is drawn asks for them: see :class:`AxisPlan`.
    """

    shown: Limits
    held: Limits
    idle: bool


def with_common_zeros(
    spec: PlotSpec,
    grid: Grid,
    limits: dict[Axis, list[Range]],
    scales: Mapping[Axis, Sequence[AxisScale]],
) -> dict[Axis, list[Range]]:
    """Return the limits; where it is asked for, both value axes of a panel have one zero."""
    wanted: list[Axis] = [axis for axis in limits if spec.shares.get(f"{axis}2") == "zero"]
    for axis in wanted:
        ranges = list(limits[axis])
        for number, cell in enumerate(grid.cells):
            name = cell.pairing.name(axis)
            if cell.of is None or not cell.over or not is_second(spec, name):
                continue
            names = cell.pairing.name(axis), grid.cells[cell.of].pairing.name(axis)
            for one, scale in ((name, scales[axis][number]), (names[1], scales[axis][cell.of])):
                _check_zero(one, scale)
            fixed = [asked(spec, spec.limits, one) is not None for one in names[::-1]]
            pair = ranges[cell.of], ranges[number]
            ranges[cell.of], ranges[number] = _together(*pair, fixed, axis)
        limits = {**limits, axis: ranges}
    return limits


def _check_zero(name: str, scale: AxisScale) -> None:
    if scale.discrete or not scale.transform.linear or scale.units.kind.value != "number":
        raise PlotSpecError(
            f'share({name[0]}2="zero") puts the zeros of both axes at one height, and the axis '
            f"{name} has none: it is no linear axis of numbers."
        )


def _together(one: Range, other: Range, fixed: Sequence[bool], axis: Axis) -> tuple[Range, Range]:
    """Widen one of two ranges, so that zero is at the same share of both."""
    wide = [_with_zero(each.shown) for each in (one, other)]
    shares = [-low / (high - low) for low, high in wide]
    # Where nothing is said, the axis is widened of which more is left.
    free = [k for k in (1, 0) if not fixed[k] and _left(wide[k], shares[1 - k]) > 0]
    if abs(shares[0] - shares[1]) < _SAME:
        free = []
    elif free:
        k = max(free, key=lambda k: _left(wide[k], shares[1 - k]))
        wide[k] = _placed(wide[k], shares[1 - k])
    elif not any(fixed):  # one lies above zero, and the other below
        wide = [_placed(each, 0.5) for each in wide]
    else:
        raise PlotSpecError(
            f'share({axis}2="zero"): limit() leaves no way to put both zeros at one height. '
            "Leave out one of the limits."
        )
    ranges = zip((one, other), wide, strict=True)
    made = [replace(each, shown=_turned(each, ends)) for each, ends in ranges]
    return made[0], made[1]


def _with_zero(ends: Limits) -> Limits:
    low, high = sorted(ends)
    return min(low, 0.0), max(high, 0.0)


def _left(ends: Limits, share: float) -> float:
    """Return how much of an axis its range still fills where zero is at a share of it."""
    low, high = ends
    if (share <= 0 and low < 0) or (share >= 1 and high > 0):
        return 0.0
    first, last = _placed(ends, share)
    return (high - low) / (last - first)


def _placed(ends: Limits, share: float) -> Limits:
    """Return the least range around another in which zero is at a share of it."""
    low, high = ends
    if share >= 1 or (share > 0 and -low / (high - low) > share):
        return low, -low * (1 - share) / share
    return -high * share / (1 - share), high


def _turned(before: Range, ends: Limits) -> Limits:
    first, last = before.shown
    return ends if first <= last else ends[::-1]
