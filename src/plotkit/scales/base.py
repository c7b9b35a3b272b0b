"""What every scale is: as the user wrote it, and as trained on the summary of a variable.

A `Scale` is what the user writes; `train_axis` and `train_property` return the two trained forms:
an :class:`AxisScale` for positions, a :class:`PropertyScale` for visual properties. Neither ever
changes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, ClassVar, Literal, Self, TypeAlias, get_args

import numpy as np

from plotkit.data.column import CLOCK, Column
from plotkit.data.factor import Coded, Factor, as_objects
from plotkit.data.kind import Kind
from plotkit.data.summary import Summary, SummaryRequest
from plotkit.data.units import Units
from plotkit.errors import PlotSpecError, check_name, quoted
from plotkit.part import Part
from plotkit.properties.base import Property, Theme
from plotkit.records import dataclass, field, replace
from plotkit.scales.options import AxisOptions, AxisSide, axis_options
from plotkit.scales.ticks import TickLabels, TickPlan, Ticks, TickSet, on_clock, plan_numbers
from plotkit.scales.ticks.plan import Planner
from plotkit.scales.transform import LINEAR, Transform, transform
from plotkit.typing import Array, Axis, Floats, Range


@dataclass(frozen=True)
class AxisScale:
    """A trained scale of an axis: data to axis units and back, and what ticks should be.

    Attributes
    ----------
    units
        Axis units, for stats and moves; `units.levels` on a nominal axis.
    transform
        The change of scale; linear unless continuous with `trans`.
    summary
        The summary it was trained on.
    ticks, labels
        What the user asked of them.
    options
        What the user asked of the axis itself.
    reverse
        Whether it runs backwards unless limits say otherwise.
    planner
        Makes the tick plan of this kind of scale.
    """

    units: Units
    transform: Transform = LINEAR
    summary: Summary = field(default_factory=lambda: Summary(Kind.NUMBER))
    ticks: Ticks = field(default_factory=Ticks)
    labels: TickLabels = field(default_factory=TickLabels)
    options: AxisOptions = field(default_factory=AxisOptions)
    reverse: bool = False
    planner: Planner = plan_numbers

    @property
    def discrete(self) -> bool:
        """Whether positions are indices of levels."""
        return self.units.discrete

    def check(self, axis: Axis) -> None:
        """Raise PlotSpecError unless its options suit this axis of the figure."""
        self.options.check(axis)
        if self.options.secondary is not None and self.discrete:
            raise PlotSpecError(
                "axis(secondary=) needs an axis of numbers or times, not one of categories."
            )

    def to_units(self, column: Column | Factor | Floats) -> Floats | Coded:
        """Return positions in axis units, shape (n,); NaN where a value has no place.

        Those among levels are held as codes, whose last entry, -1, is NaN.
        """
        levels = self.units.levels
        if levels is not None:
            codes = _as_factor(column).recode(levels, self.units.joined).codes
            return Coded(codes, np.append(np.arange(float(len(levels))), np.nan))
        if isinstance(column, Factor) or (
            isinstance(column, Column) and isinstance(column.values, Factor)
        ):
            levels = _as_factor(column).levels
            raise PlotSpecError(
                f"A continuous axis cannot place categories ({quoted(levels, most=5)}); "
                "use so.Nominal() for this axis, or convert the column to numbers."
            )
        floats = column.floats() if isinstance(column, Column) else column
        placed: Floats = self.units.forward(floats)
        return placed

    def parse(self, value: Any) -> float:
        """Return one value, as a user writes it, in axis units."""
        number = self.units.parse(value)
        return number if self.discrete else float(self.units.forward(np.asarray(number)))

    def invert(self, positions: Floats) -> Floats:
        """Return axis units as matplotlib's data coordinates (numbers, days, indices)."""
        if self.units.linear:
            return positions
        data: Floats = self.units.inverse(positions)
        return data

    def tick_plan(self, theme: Theme, guide: bool = False) -> TickPlan:
        """Return where ticks go and what they say: on an axis, or in a legend or colour bar."""
        return self.planner(self, theme, guide)

    def second_tick_plan(self, theme: Theme) -> TickPlan | None:
        """Return the ticks of the second axis that the user asked for, None for no such axis."""
        if self.options.secondary is None:
            return None
        there, (forward, _) = LINEAR, self.options.secondary
        if self.transform.base is not None:
            there = transform("log")
        elif self.transform.threshold is not None:
            ends = forward(self.transform.threshold * np.array([-1.0, 1.0]))
            width = abs(float(ends[1] - ends[0])) / 2  # of the nearly linear part over there
            there = transform(f"symlog{width:.15g}") if 0 < width < np.inf else self.transform
        return AxisScale(Units(), there).tick_plan(theme)


@dataclass(frozen=True)
class PropertyScale(ABC):
    """A trained scale of a visual property.

    Attributes
    ----------
    prop
        The property whose outputs it gives.
    legend
        Whether a guide should show it.
    guide
        Which: see :class:`Scale`.
    na
        Whether missing values have an output, so that their rows are drawn.
    """

    prop: Property
    legend: bool
    guide: str | None = field(default="auto", kw_only=True)
    na: bool = field(default=False, kw_only=True)

    @abstractmethod
    def outputs(self, column: Array | Factor) -> Coded | Array:
        """Return an output a row: shape (n,), (n, 4), or codes into a table."""

    def entries(self) -> tuple[Sequence[Any], Sequence[str]]:
        """Return the values that a legend shows, and their labels."""
        return (), ()


@dataclass(frozen=True)
class LevelScale(PropertyScale):
    """Outputs looked up by level.

    Attributes
    ----------
    levels, labels
        In the order shown, and how they are written.
    table
        The output of each level, and one more: that of missing values.
    joined
        Whether the last level stands for all that are none of the others.
    tick_plan
        Which levels a legend shows, by index; None for all.
    """

    levels: tuple[Any, ...]
    table: Array
    labels: tuple[str, ...]
    joined: bool = field(default=False, kw_only=True)
    tick_plan: TickPlan | None = field(default=None, kw_only=True)

    def outputs(self, column: Array | Factor) -> Coded:
        """Return codes into the table; -1 (its last row) where the level is not listed."""
        return Coded(_as_factor(column).recode(self.levels, self.joined).codes, self.table)

    def entries(self) -> tuple[Sequence[Any], Sequence[str]]:
        """Return the levels that have a tick: all unless the user asked otherwise."""
        if self.tick_plan is None:
            return self.levels, self.labels
        ticks = self.tick_plan.ticks(-0.5, len(self.levels) - 0.5)
        pairs = zip(ticks.positions, ticks.labels, strict=True)
        shown = [(round(at), text) for at, text in pairs if abs(at - round(at)) < 1e-6]
        return tuple(self.levels[i] for i, _ in shown), tuple(text for _, text in shown)


@dataclass(frozen=True)
class RampScale(PropertyScale):
    """Outputs computed from amounts.

    Attributes
    ----------
    mapping
        From amounts to outputs.
    tick_plan
        Where a guide has ticks, and how they are written.
    ticks
        The ticks that it gives for the amounts of the scale.
    ends
        The amounts that get the first and the last output; None if there is no bar to draw.
    share
        From amounts to 0-1, as far as they lie between the ends.
    ramp
        From 0-1 to outputs.
    bounds
        The amounts between which the output is the same, from low to high, if it goes in steps.
    steps
        How the ranges between bounds are written.
    domain
        The least and the largest amount that have an output.
    beyond
        Whether there are amounts beyond the first and the last end, which look like that end.
    axis
        The scale of an axis with the same settings, which knows of times and units; None for a
        scale of one's own.
    """

    mapping: Callable[[Floats], Array]
    tick_plan: TickPlan
    ticks: TickSet
    ends: tuple[float, float] | None = field(default=None, kw_only=True)
    share: Callable[[Floats], Floats] | None = field(default=None, kw_only=True)
    ramp: Callable[[Floats], Array] | None = field(default=None, kw_only=True)
    bounds: tuple[float, ...] | None = field(default=None, kw_only=True)
    steps: tuple[str, ...] = field(default=(), kw_only=True)
    domain: tuple[float, float] = field(default=(-np.inf, np.inf), kw_only=True)
    beyond: tuple[bool, bool] = field(default=(False, False), kw_only=True)
    axis: AxisScale | None = field(default=None, kw_only=True)

    def outputs(self, column: Array | Factor) -> Array:
        """Return the output of each amount."""
        if isinstance(column, Factor):
            raise PlotSpecError(
                f"A continuous scale of {self.prop.name} cannot show categories "
                f"({quoted(column.levels, most=5)}); use so.Nominal()."
            )
        return self.mapping(column.astype(np.float64, copy=False))

    def entries(self) -> tuple[Sequence[Any], Sequence[str]]:
        """Return round numbers within the range, or an amount of each step."""
        if self.bounds is None:
            return self.ticks.positions, self.ticks.labels
        return [(low + high) / 2 for low, high in pairwise(self.bounds)], self.steps


@dataclass(frozen=True)
class IdentityScale(PropertyScale):
    """Values used as they are: the scale None; instants as the clocks of `zone` show them."""

    theme: Theme
    zone: str | None = field(default=None, kw_only=True)

    def outputs(self, column: Array | Factor) -> Array:
        """Return the column's own values in standard form."""
        values = column.values() if isinstance(column, Factor) else column
        return self.prop.literal(values, self.theme)

    def raw(self, column: Array | Factor) -> Array | Coded:
        """Return the values themselves, for a mark that writes them in its own way."""
        if not isinstance(column, Factor):
            timed = column.dtype.kind == "M" and self.zone is not None
            return as_objects(map(self._local, column)) if timed else column
        return Coded(column.codes, as_objects((*map(self._local, column.levels), None)))

    def _local(self, level: Any) -> Any:
        if isinstance(level, np.timedelta64) and self.zone == CLOCK:
            return (datetime.min + level.astype("m8[us]").item()).time()
        timed = isinstance(level, np.datetime64) and self.zone is not None and level == level
        return on_clock(level, self.zone or "") if timed else level


GuideName: TypeAlias = Literal["auto", "legend", "colorbar", "direct"]


@dataclass(frozen=True)
class Scale(Part, ABC):
    """Base of all scales, as a user writes them.

    Parameters
    ----------
    values
        Output range of the property.
    guide
        How readers learn what the property means: "legend", "colorbar", "direct" (labels at the
        ends of lines and areas), None or False for not at all. By default ("auto") a colour bar
        for a continuous colour, else a legend.
    na
        What missing values look like (a colour, a size ...), whose rows are then drawn.
    """

    values: Range = None
    guide: GuideName | Literal[False] | None = field(default="auto", kw_only=True)
    na: Any = field(default=None, kw_only=True)
    ticks_: Ticks = field(default_factory=Ticks, kw_only=True, repr=False)
    labels_: TickLabels = field(default_factory=TickLabels, kw_only=True, repr=False)
    axis_: AxisOptions = field(default_factory=AxisOptions, kw_only=True, repr=False)

    priority: ClassVar[int] = 0
    """Which of two axes is the position: the one with the higher priority."""

    needs_levels: ClassVar[bool] = False
    """Whether training needs the distinct values of numbers and times."""

    def __post_init__(self) -> None:
        if self.guide is not None and self.guide is not False:
            check_name(str(self.guide), get_args(GuideName), "guide")

    def request(self) -> SummaryRequest:
        """Return what training needs to know of a variable."""
        return SummaryRequest(levels=self.needs_levels)

    def axis(
        self,
        *,
        side: AxisSide | None = None,
        secondary: tuple[Callable[[Any], Any], Callable[[Any], Any]] | None = None,
        label: str | None = None,
        pad: float | tuple[float, float] | None = None,
        color: str | None = None,
    ) -> Self:
        """Return the scale with another axis; settings of an earlier call are dropped.

        Parameters
        ----------
        side
            "bottom" or "top" for x, "left" or "right" for y.
        secondary
            Functions from the values of this axis to those of one at the other side, and back.
        label
            The title of the second axis.
        pad
            Room between data and ends of the axis, as a share of their range: a number, or (low,
            high); none where bars stand or limits are set. Of levels, in widths of a level.
        color
            Of labels and ticks: a colour, or "layer" for that of the first layer on the axis.

        See Also
        --------
        Plot.label : The title of the axis itself.
        Plot.limit : Where it ends.

        Examples
        --------
        >>> import plotkit.objects as so
        >>> p = so.Plot({"km": [1, 2], "y": [2, 3]}, x="km", y="y").add(so.Dot())
        >>> miles = (lambda km: km / 1.609, lambda mile: mile * 1.609)
        >>> p = p.scale(x=so.Continuous().axis(secondary=miles, label="miles", pad=0.1))
        """
        return replace(self, axis_=axis_options(side, secondary, label, pad, color))

    def of_values(self) -> Self:
        """Return the scale for an axis on which values lie: by default itself."""
        return self

    @abstractmethod
    def train_axis(self, summary: Summary) -> AxisScale:
        """Return the scale of an axis whose variables have this summary."""

    @abstractmethod
    def train_property(self, summary: Summary, prop: Property, theme: Theme) -> PropertyScale:
        """Return the scale of a visual property for a variable with this summary."""


def check_no_na(scale: Scale) -> None:
    """Raise PlotSpecError if the scale of an axis says what missing values look like."""
    if scale.na is not None:
        raise PlotSpecError(
            "na= says what missing values look like; on an axis what is missing has no place."
        )


def _as_factor(column: Column | Factor | Array) -> Factor:
    if isinstance(column, Factor):
        return column
    return (column if isinstance(column, Column) else Column(Kind.NUMBER, column)).factor()
