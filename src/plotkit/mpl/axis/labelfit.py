"""What fitting the tick labels of any axis needs: where they are, their angle, their size.

A fit belongs to all axes that show the same range. It starts each time from what the axes were
dressed with, so that a larger figure gets its labels back, and leaves alone what a user has
changed since.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from plotkit.mpl.axis.sides import AxisName
from plotkit.mpl.fast.lightaxis import label_of, set_label_style
from plotkit.mpl.text.ruler import Measure, Ruler
from plotkit.scales.ticks import TickLabels
from plotkit.typing import Floats

ANGLES = (45.0, 90.0)
"""By which labels are turned that do not fit otherwise."""


class LabelFit(ABC):
    """The tick labels of one axis, in all panels that show the same range of it.

    Parameters
    ----------
    name
        "x" or "y".
    axes
        The panels; the first writes its tick labels.
    labels
        What the user asked of them.
    frame
        The Axes that the first one lies along, if it is a second axis.
    """

    def __init__(
        self,
        name: AxisName,
        axes: Sequence[Axes],
        labels: TickLabels | None = None,
        frame: Axes | None = None,
    ) -> None:
        self.horizontal = name == "x"
        self.axes = axes
        self._frame = frame or axes[0]
        self.members = [ax.xaxis if self.horizontal else ax.yaxis for ax in axes]
        self.labels = labels or TickLabels()
        self.angle = 0.0
        self.scale = 1.0
        """What the layout asks of the size of labels, as a share of the usual."""
        self.brief = False
        """Whether the layout wants labels to be shortened more than elsewhere."""
        self._size: tuple[float, float] | None = None  # the usual one, and the one that was set
        self._share = 1.0
        self.first = [
            (axis.get_major_locator(), axis.get_major_formatter(), axis.get_minor_formatter())
            for axis in self.members
        ]
        self._now = self.first[0][:2]

    @abstractmethod
    def reset(self, renderer: Measure, room: float) -> None:
        """Start again, for a figure in which the axis has no more than so many pixels."""

    @abstractmethod
    def fit(self, renderer: Measure) -> bool:
        """Make the labels fit the axis as it is now; tell whether that changed them."""

    # ----------------------------------------------------------------------- for those that fit

    @property
    def length(self) -> float:
        """How many pixels long the axis is."""
        box = self._frame.bbox
        return float(box.width if self.horizontal else box.height)

    def own(self) -> bool:
        """Tell whether the axis is shown, with the ticks that it was given here."""
        axis = self.members[0]
        same = (axis.get_major_locator(), axis.get_major_formatter()) == self._now
        return same and self.axes[0].axison and axis.get_visible()

    def keep(self) -> None:
        """Take the ticks that the axis has now for one's own."""
        axis = self.members[0]
        self._now = axis.get_major_locator(), axis.get_major_formatter()

    def ruler(self, renderer: Measure, share: float = 1.0) -> Ruler:
        """Return what measures the labels, or such of another size."""
        return Ruler(label_of(self.members[0]), renderer, share / self._share)

    def words(self) -> Iterator[str]:
        """Yield what is to be said of labels that there is no room for."""
        yield from ()

    def resize(self, share: float = 1.0) -> None:
        """Write labels at a share of their usual size, and of what the layout asks."""
        self._share = share
        if self._size is None and share * self.scale == 1.0:
            return
        now = float(label_of(self.members[0]).get_fontsize())
        usual, given = self._size or (now, now)
        usual = usual if now == given else now  # else a user has set it
        size = usual * self.scale * share
        self._size = usual, size
        if size != now:
            for axis in self.members:
                axis.set_tick_params(which="both", labelsize=size)

    def pixels(self, places: Floats, length: float) -> Floats:
        """Return how far along the axis places are; NaN for those out of view."""
        ax, transform = self.axes[0], self.members[0].get_transform()
        ends = transform.transform(np.asarray(ax.get_xlim() if self.horizontal else ax.get_ylim()))
        with np.errstate(all="ignore"):
            share = (transform.transform(places) - ends[0]) / (ends[1] - ends[0])
        return np.where((share > -1e-9) & (share < 1 + 1e-9), share * length, np.nan)

    def turn(self, angle: float) -> None:
        """Turn the labels so that they end at their ticks."""
        if angle == self.angle:
            return
        self.angle = angle
        for axis in self.members:
            axis.set_tick_params(which="both", labelrotation=angle)
            set_label_style(axis, *(_placing(angle, self.horizontal, far) for far in (False, True)))


def _placing(angle: float, horizontal: bool, far: bool) -> dict[str, Any]:
    """Return how a turned label ends at its tick; `far` at the top or at the right."""
    turned = (angle + 90) % 180 - 90  # read from the left, between -90 and 90
    upright = angle % 90 == 0
    style: dict[str, Any] = {"rotation_mode": "default" if upright else "anchor"}
    if horizontal:
        along = "right" if (turned > 0) != far else "left"
        style |= {"ha": "center" if upright else along, "va": "bottom" if far else "top"}
    else:
        plain = "center" if angle % 180 else "center_baseline"
        style |= {"ha": "left" if far else "right", "va": plain}
    return style
