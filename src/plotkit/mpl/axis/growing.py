"""Limits that grow for texts, as they do for marks: what stands beside a point is in the panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text

from plotkit.compile.drawing import AxisPlan, Panel
from plotkit.mpl.axis.sides import AxisName
from plotkit.mpl.text.ruler import Measure
from plotkit.typing import Floats

_PAD = 4.0
"""Between a text and the edge of the panel, in points."""
_MOST = 2.0
"""How long an axis may become, as a share of what the data need."""
_SLACK = 3.0
"""Pixels by which limits may be off."""
_NAMES: tuple[AxisName, ...] = ("x", "y")
_ROUNDS = 12

Known: TypeAlias = dict[Any, tuple[Any, list[tuple[Any, Floats]]]]
"""By what holds texts: on what their sizes depend, and the place and box around it of each."""


class GrowingLimits:
    """The limits of one axis, in all panels that show the same range of it.

    They start from what they were, so that a larger figure has less to add; limits that a user has
    set since stay.

    Parameters
    ----------
    name
        "x" or "y".
    axes
        The panels.
    homes
        The Axes that holds what is drawn in each: itself, or the one beneath it.
    known
        What is known of texts, for the limits of both axes.
    """

    def __init__(
        self, name: AxisName, axes: Sequence[Axes], homes: Sequence[Axes], known: Known
    ) -> None:
        self._axes, self._homes = axes, homes
        self._along = 0 if name == "x" else 1
        self._first = self._now = self._limits()
        self._length = np.inf  # of a panel when they were last asked
        self._known = known

    def _limits(self) -> tuple[float, float]:
        ax = self._axes[0]
        first, last = ax.get_ylim() if self._along else ax.get_xlim()
        return float(first), float(last)

    def _set(self, limits: tuple[float, float]) -> None:
        for ax in self._axes:
            if self._along:
                ax.set_ylim(*limits, auto=None)
            else:
                ax.set_xlim(*limits, auto=None)
        self._now = self._limits()

    def reset(self) -> None:
        """Show what was shown at first."""
        if self._limits() == self._now != self._first:
            self._set(self._first)

    def fit(self, renderer: Measure, room: tuple[float, float] | None = None) -> bool:
        """Let texts be within the panels; tell whether that changed limits.

        Where limits may not grow as much as texts need, these stick out, by more from a smaller
        panel: this is told as a change, too.

        Parameters
        ----------
        renderer
            What measures.
        room
            Width and height of the panels, before they have their sizes.
        """
        if self._limits() != self._now:
            return False
        axis = self._axes[0].yaxis if self._along else self._axes[0].xaxis
        way = axis.get_transform()
        first, last = way.transform(np.array(self._first)).tolist()
        texts = self._texts(way, first, last, renderer)
        if not len(texts):
            return False
        size = self._axes[0].bbox.size if room is None else room
        length = max(float(size[self._along]), 1.0)
        low, high = _grown(texts, first, last, length)
        out = high - low > _MOST * abs(last - first) * (1 - 1e-6)
        moved = out and abs(length - self._length) > _SLACK
        self._length = length
        ends = (low, high) if first < last else (high, low)
        now = way.transform(np.array(self._now))
        off = np.abs(now - ends).max() * length / (high - low)
        if not off > _SLACK:
            return moved
        with np.errstate(over="ignore"):
            found = way.inverted().transform(np.array(ends))
        if not np.isfinite(found).all():  # there is no room beyond the ends of floats
            return False
        self._set((float(found[0]), float(found[1])))
        return True

    def _texts(self, way: Any, first: float, last: float, renderer: Measure) -> Floats:
        """Return place, and reach to the lower and the higher side in pixels, of texts in view."""
        places, reaches, held = [], [], []
        for child in _widening(self._axes, self._homes):
            key = (renderer.dpi, child.get_text() if isinstance(child, Text) else child.look())
            known = self._known.get(child)
            if known is None or known[0] != key:
                known = self._known[child] = key, list(child.reaches(renderer))
            for xy, box in known[1]:
                places.append(float(xy[self._along]))
                reaches.append(box[:, self._along])
                held.append(not isinstance(child, Text) and child.look() is not None)
        if not places:
            return np.empty((0, 3))
        at, pad = way.transform(np.array(places)), _PAD * renderer.dpi / 72
        below, above = np.array(reaches).T + np.array([[-pad], [pad]])
        low, high = min(first, last), max(first, last)
        at = np.where(held, np.clip(at, low, high), at)  # of a marker at the edge, the outer half
        texts = np.column_stack([at, below, above] if first < last else [at, -above, -below])
        return np.asarray(texts[np.isfinite(texts).all(axis=1) & (at >= low) & (at <= high)])


def _widening(axes: Sequence[Axes], homes: Sequence[Axes]) -> Iterator[Any]:
    """Yield what limits grow for, which is in the units of one of some Axes."""
    for ax, home in zip(axes, homes, strict=True):
        for child in home.get_children():
            if hasattr(child, "reaches") and (getattr(child, "scaled", None) or home) is ax:
                yield child


def _grown(texts: Floats, first: float, last: float, length: float) -> tuple[float, float]:
    """Return the least limits, in ascending order, between which all texts are."""
    low0, high0 = low, high = min(first, last), max(first, last)
    at, below, above = texts.T
    for _ in range(_ROUNDS):
        pixel = (high - low) / length
        low = min(low0, float((at + below * pixel).min()))
        high = max(high0, float((at + above * pixel).max()))
        if high - low > _MOST * (high0 - low0):
            excess = (_MOST - 1) * (high0 - low0) / (high - low - (high0 - low0))
            return low0 - (low0 - low) * excess, high0 + (high - high0) * excess
    return low, high


def make_growing(panels: Sequence[Panel], axes: Sequence[Axes]) -> tuple[GrowingLimits, ...]:
    """Return the limits that may grow: those of panels with texts, that nobody asked for."""
    made: list[GrowingLimits] = []
    homes = [
        axes[panel.of] if panel.over and panel.of is not None else ax
        for panel, ax in zip(panels, axes, strict=True)
    ]
    if next(_widening(axes, homes), None) is None:
        return ()
    known: Known = {}
    for name in _NAMES:
        groups: dict[int, list[tuple[AxisPlan, Axes, Axes]]] = {}
        for panel, ax, home in zip(panels, axes, homes, strict=True):
            plan = panel.x if name == "x" else panel.y
            groups.setdefault(plan.share, []).append((plan, ax, home))
        for group in groups.values():
            plan = group[0][0]
            if not plan.fixed and not plan.scale.discrete:
                own, held = [ax for _, ax, _ in group], [home for _, _, home in group]
                made.append(GrowingLimits(name, own, held, known))
    return tuple(made)
