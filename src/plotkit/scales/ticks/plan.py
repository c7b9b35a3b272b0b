"""The tick plan of a scale: where its ticks are and what they say, as plain numbers and text.

A plan is made of choosers, which place ticks, and of writers, which label them. Axes, legends and
colour bars ask the same plan; another way to place or to write ticks is another chooser or writer.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol, TypeAlias

import numpy as np

from plotkit.data.summary import Summary
from plotkit.data.units import Units
from plotkit.properties.base import Theme
from plotkit.records import dataclass
from plotkit.scales.ticks.asked import TickLabels, Ticks
from plotkit.scales.transform import LINEAR, Transform
from plotkit.typing import Bools, Floats

NOMINAL_SPACE = 9
"""The space on an axis of usual size, for those who cannot measure it."""
GUIDE_SPACE = 5
"""The space in a legend or at a colour bar."""
_SLACK = 1e-10
"""Share of a range by which a tick may lie beyond its ends."""


class Chooser(ABC):
    """Places major ticks."""

    listed: ClassVar[bool] = False
    """Whether they are fixed, whatever the limits are, so that a guide shows all of them."""
    can_thin: ClassVar[bool] = True
    """Whether there can be fewer ticks where their labels do not fit."""

    @abstractmethod
    def __call__(self, low: float, high: float, space: int, most: int | None = None) -> Floats:
        """Return the ticks between two data values, shape (n,), of which about `space` fit.

        No more than `most` are between the two; the next ones beyond may be among them, since they
        tell a writer how far ticks lie apart.
        """


class MinorChooser(ABC):
    """Places minor ticks."""

    @abstractmethod
    def __call__(self, major: Floats, low: float, high: float, space: int) -> Floats:
        """Return the ticks between two data values, shape (n,), beside the major ones."""


class Writer(ABC):
    """Labels ticks."""

    @abstractmethod
    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return the labels of ticks on an axis from `low` to `high`; "" for none."""

    def offset(self, positions: Sequence[float], low: float, high: float) -> str:
        """Return what these labels have in common and leave out; "" for nothing."""
        return ""


@dataclass(frozen=True)
class NoMinorTicks(MinorChooser):
    """Places none."""

    def __call__(self, major: Floats, low: float, high: float, space: int) -> Floats:
        """Return no ticks."""
        return np.empty(0)


@dataclass(frozen=True)
class NoLabels(Writer):
    """Writes nothing."""

    def __call__(self, positions: Sequence[float], low: float, high: float) -> list[str]:
        """Return empty labels."""
        return [""] * len(positions)


@dataclass(frozen=True)
class TickSet:
    """The ticks that a plan gives between two limits, in data units.

    Attributes
    ----------
    positions, labels
        Of the major ticks.
    minor, minor_labels
        Of the minor ticks.
    offset
        What the labels of the major ticks have in common and leave out, such as "1e6".
    """

    positions: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    minor: tuple[float, ...] = ()
    minor_labels: tuple[str, ...] = ()
    offset: str = ""


@dataclass(frozen=True)
class TickPlan:
    """Where the ticks of a scale are, and what they say.

    All numbers are data units: days since 1970 for instants, days for durations, indices for
    levels. Nothing depends on an axis or a figure.

    Attributes
    ----------
    major, minor
        What places the ticks.
    writer, minor_writer
        What labels them.
    transform
        The change of scale between data and axis.

    Examples
    --------
    >>> from plotkit.scales.ticks.choosers import Multiples
    >>> from plotkit.scales.ticks.numbers import FullNumbers
    >>> plan = TickPlan(Multiples(0.25), FullNumbers())
    >>> plan.ticks(0.1, 0.8).positions
    (0.25, 0.5, 0.75)
    >>> plan.ticks(0.1, 0.8).labels
    ('0.25', '0.50', '0.75')
    """

    major: Chooser
    writer: Writer
    minor: MinorChooser = NoMinorTicks()
    minor_writer: Writer = NoLabels()
    transform: Transform = LINEAR

    def positions(
        self, low: float, high: float, space: int = NOMINAL_SPACE, most: int | None = None
    ) -> Floats:
        """Return the major ticks for an axis with given limits.

        Parameters
        ----------
        low, high
            The limits, in ascending order.
        space
            How many ticks fit, roughly, as intervals between them.
        most
            How many ticks may be within the limits. What the user listed is never fewer.

        Returns
        -------
        numpy.ndarray
            Shape (n,). The next ticks beyond the limits may be among them.
        """
        return self.major(low, high, space, most)

    def minor_positions(
        self,
        low: float,
        high: float,
        space: int = NOMINAL_SPACE,
        major: Floats | None = None,
    ) -> Floats:
        """Return the minor ticks between the limits, beside the major ones that there are."""
        if isinstance(self.minor, NoMinorTicks):
            return np.empty(0)
        major = self.positions(low, high, space) if major is None else major
        found = self.minor(major, low, high, space)
        return found[~np.isin(found, major)]

    def labels(
        self, positions: Sequence[float], low: float, high: float, minor: bool = False
    ) -> list[str]:
        """Return the labels of all major, or all minor, ticks of an axis with given limits."""
        if not len(positions):
            return []
        return (self.minor_writer if minor else self.writer)(positions, low, high)

    def offset(self, positions: Sequence[float], low: float, high: float) -> str:
        """Return what the labels of major ticks have in common and leave out; "" for nothing."""
        return self.writer.offset(positions, low, high) if len(positions) else ""

    def ticks(
        self, low: float, high: float, space: int = NOMINAL_SPACE, most: int | None = None
    ) -> TickSet:
        """Return the ticks within limits, with their labels.

        Parameters
        ----------
        low, high, space, most
            As for :meth:`positions`.
        """
        if not np.isfinite(high - low):
            return TickSet()
        major = self.positions(low, high, space, most)
        between = self.minor_positions(low, high, space, major)
        near, far = self.within(major, low, high), self.within(between, low, high)
        return TickSet(
            tuple(major[near].tolist()),
            _chosen(self.labels(major.tolist(), low, high), near),
            tuple(between[far].tolist()),
            _chosen(self.labels(between.tolist(), low, high, minor=True), far),
            self.offset(major.tolist(), low, high),
        )

    def within(self, positions: Floats, low: float, high: float) -> Bools:
        """Tell which positions lie between the limits, as an axis sees them."""
        forward = self.transform.forward
        with np.errstate(all="ignore"):
            at, (first, last) = forward(positions), np.sort(forward(np.array([low, high])))
            slack = _SLACK * (last - first)
            inside: Bools = (at >= first - slack) & (at <= last + slack)
        return inside


def _chosen(labels: Sequence[str], shown: Bools) -> tuple[str, ...]:
    return tuple(label for label, each in zip(labels, shown, strict=True) if each)


class Ticked(Protocol):
    """What a plan is made from: a trained scale, with what the user asked of its ticks."""

    @property
    def units(self) -> Units:
        """How axis units relate to the data."""

    @property
    def transform(self) -> Transform:
        """The change of scale."""

    @property
    def summary(self) -> Summary:
        """What is known of the data."""

    @property
    def ticks(self) -> Ticks:
        """What the user asked of ticks."""

    @property
    def labels(self) -> TickLabels:
        """What the user asked of their labels."""


Planner: TypeAlias = Callable[[Ticked, Theme, bool], TickPlan]
"""Makes the plan of a kind of scale; the last argument tells whether it is for a guide."""
Like: TypeAlias = Callable[[Any], Writer]
"""Makes the writer that ``label(like=...)`` means on a kind of scale."""
