"""What must hold of a trained axis: places, the way back from them, and ticks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from plotkit.compile.drawing import AxisPlan
from plotkit.data.vectors import vector
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.plot import Plot
from plotkit.records import dataclass
from plotkit.scales.base import AxisScale, Scale
from plotkit.testing.compare import first_difference
from plotkit.testing.drawn import drawing
from plotkit.testing.report import fail
from plotkit.typing import Array, Floats

COLUMNS: Mapping[str, Array] = {
    "numbers": np.array([-40.0, -2.5, 0.0, 1.0, 7.0, 100.0]),
    "numbers above zero": np.array([0.5, 1.0, 2.0, 10.0, 50.0, 400.0]),
    "shares": np.array([0.05, 0.2, 0.4, 0.5, 0.75, 0.95]),
    "categories": np.array(["fig", "kiwi", "lime", "pear", "plum", "yuzu"], dtype=object),
    "booleans": np.array([True, False, True, True, False, False]),
    "dates": np.arange("2024-01-29", "2024-02-04", dtype="datetime64[D]").astype("datetime64[us]"),
    "durations": np.array([1, 2, 5, 30, 60, 600], "timedelta64[s]").astype("timedelta64[us]"),
}
"""Values of each kind, amounts in rising order."""
N = 6


@dataclass(frozen=True)
class Looks(Mark):
    """A mark that has all the properties that the check maps."""

    color: Any = Mappable("C0")
    alpha: Any = Mappable(1.0)
    pointsize: Any = Mappable(6.0)
    linewidth: Any = Mappable(1.0)
    marker: Any = Mappable("o")
    linestyle: Any = Mappable("-")
    fill: Any = Mappable(True)

    needs: ClassVar[tuple[str, ...]] = ("x", "y")

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw markers."""
        pane.points(v.xy(), size=v.pointsize, color=v.color, alpha=v.alpha, marker=v.marker)


def rows_of(kind: str) -> dict[str, Any]:
    """Return the columns: values of a kind, numbers and groups."""
    return {"v": COLUMNS[kind], "w": np.arange(1.0, N + 1), "g": np.array(list("aabbaa"), object)}


def plot_of(scale: Scale, where: str, rows: Any) -> Plot:
    """Return points whose one variable has the scale, and the others scales of their own."""
    given: dict[str, Any] = {"x": "w", "y": "w"} | {where: "v"}
    return Plot(rows, **given).add(Looks()).scale(**{where: scale})


def axis_of(scale: Scale, kind: str) -> AxisPlan:
    """Return the axis of values of a kind on x."""
    return drawing(plot_of(scale, "x", rows_of(kind))).panels[0].x


def known(axis: AxisScale, kind: str) -> tuple[Floats, Floats]:
    """Return the distinct amounts that have a place, in rising order, and their places."""
    column = vector(COLUMNS[kind])
    with np.errstate(all="ignore"):
        placed = np.asarray(axis.to_units(column), float)
    data = np.arange(float(N)) if axis.discrete else column.floats()
    there = np.flatnonzero(np.isfinite(placed))
    distinct = np.unique(data[there], return_index=True)[1]
    return data[there][distinct], placed[there][distinct]


def places(scale: Scale, kind: str) -> None:
    """Levels have places one apart, amounts places in their order."""
    plan = axis_of(scale, kind)
    data, placed = known(plan.scale, kind)
    if plan.scale.discrete:
        levels = plan.scale.units.levels or ()
        if len(placed) and not set(placed) <= set(range(len(levels))):
            fail(
                "Levels are placed at 0, 1, 2 ...",
                f"They are at {placed.tolist()}.",
                "Return Units with these levels; their index is the place.",
            )
        return
    steps = np.diff(placed)
    if not ((steps > 0).all() or (steps < 0).all()):
        fail(
            "Places rise with the values, or fall with them.",
            f"The values {_short(data)} are placed at {_short(placed)}.",
            "Take a function that is strictly monotonic where the scale is used; to turn an axis, "
            "say reverse=True.",
        )


def inverse(scale: Scale, kind: str) -> None:
    """Places lead back to values."""
    axis = axis_of(scale, kind).scale
    data, placed = known(axis, kind)
    if axis.discrete:
        return
    with np.errstate(all="ignore"):
        back = np.asarray(axis.invert(placed), float)
    if back.shape != data.shape or not np.allclose(back, data, rtol=1e-6, atol=1e-9):
        fail(
            "A place leads back to the value that it is of.",
            f"The values {_short(data)} come back as {_short(back)}.",
            "Let the second function of `trans`, or Units(inverse=), undo the first one.",
        )


def single_values(scale: Scale, kind: str) -> None:
    """Compare single values, as in limits and ticks that a user writes, with a column of them."""
    axis = axis_of(scale, kind).scale
    column = COLUMNS[kind]
    placed = np.asarray(axis.to_units(vector(column)), float)
    for value, place in zip(column.tolist(), placed, strict=True):
        if np.isfinite(place):
            parsed = axis.parse(value)
            if not np.isclose(parsed, place, rtol=1e-9, atol=1e-9):
                fail(
                    "A single value has the place that it has in a column.",
                    f"{value!r} is at {parsed:.6g}, in a column at {place:.6g}.",
                    "Let Units(parse=) return data units; `forward` is applied to them.",
                )
    nothing = axis.to_units(vector([None] * 2 if axis.discrete else [np.nan] * 2))
    if not np.isnan(np.asarray(nothing, float)).all():
        fail(
            "A missing value has no place.",
            f"It is placed at {np.asarray(nothing).tolist()[0]}.",
            "Return NaN for NaN.",
        )


def ticks(scale: Scale, kind: str) -> None:
    """Ticks suit the limits of the axis, and narrower and wider ones."""
    plan = axis_of(scale, kind)
    ends = np.sort(np.array(plan.limits))
    for share in (1.0, 0.6, 0.2, 2.0):
        middle, half = ends.mean(), (ends[1] - ends[0]) / 2 * share
        with np.errstate(all="ignore"):
            low, high = np.sort(plan.scale.invert(np.array([middle - half, middle + half])))
        if np.isfinite([low, high]).all():
            _ticks_within(plan, float(low), float(high))


def _ticks_within(plan: AxisPlan, low: float, high: float) -> None:
    positions = plan.tick_plan.positions(low, high).tolist()
    labels = plan.tick_plan.labels(positions, low, high)
    if len(labels) != len(positions):
        fail(
            "Each tick has a label, which may be empty.",
            f"There are {len(positions)} ticks and {len(labels)} labels from {low:.4g} to "
            f"{high:.4g}.",
            "Let the writer return a text for each position.",
        )
    ticks = plan.tick_plan.ticks(low, high)
    at = np.array(ticks.positions)
    inside = plan.tick_plan.within(at, low, high) if len(at) else np.ones(0, bool)
    slack = 1e-6 * max(abs(high - low), 1e-12)
    inside = inside & (at >= low - slack) & (at <= high + slack)
    if not inside.all():
        fail(
            "Ticks lie within the limits.",
            f"From {low:.4g} to {high:.4g} there is a tick at {at[~inside][0]:.4g}.",
            "Leave out in TickPlan.ticks what TickPlan.within says is outside.",
        )
    if (np.diff(at) <= 0).any():
        fail(
            "Ticks rise, each of them once.",
            f"They are {_short(at)}.",
            "Let the chooser return sorted and distinct positions.",
        )
    if not all(isinstance(text, str) for text in (*ticks.labels, *ticks.minor_labels)):
        fail(
            "Labels are texts.", f"They are {ticks.labels}.", "Let the writer return a list of str."
        )


def turned(scale: Scale, kind: str) -> None:
    """Both axes have the same limits and labels."""
    upright, lying = (drawing(plot_of(scale, where, rows_of(kind))).panels[0] for where in "xy")
    plans = (upright.x, lying.y)  # levels run downwards on y
    differs = first_difference(
        *({"limits": np.sort(plan.limits), "ticks": plan.ticks.labels} for plan in plans)
    )
    if differs:
        fail(
            "The scale does the same on both axes.",
            f"On x and on y it differs: {differs}.",
            "Let train_axis depend on the summary alone.",
        )


def _short(values: Any) -> str:
    return np.array2string(np.asarray(values), precision=4, separator=", ", threshold=8)
