"""Labels of categories that do not overlap: on several lines, turned, or fewer of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib import ticker
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg

from plotkit.data.kind import Kind
from plotkit.mpl.axisfit import AxisFit, AxisName
from plotkit.mpl.formatters import FittedFormatter
from plotkit.mpl.ruler import SIDEWAYS, Ruler, apart
from plotkit.scales.base import AxisScale
from plotkit.typing import Floats

_ORDERED = (Kind.NUMBER, Kind.TIME, Kind.DURATION)
"""Levels that a reader finds between others: rather fewer of them than turned ones."""
_ANGLES = (45.0, 90.0)
_LONGEST = 0.35
"""Share of the figure that labels should take across the axis, at most."""


@dataclass(frozen=True)
class _Choice:
    """How levels are written: their texts, the angle, and each how-manieth of them."""

    texts: tuple[str, ...]
    angle: float = 0.0
    stride: int = 1


class LevelFit(AxisFit):
    """The labels of an axis of categories.

    Parameters
    ----------
    name, axes
        As for :class:`AxisFit`.
    scale
        The scale that the panels share.
    """

    def __init__(self, name: AxisName, axes: Sequence[Axes], scale: AxisScale) -> None:
        super().__init__(name, axes, scale.labels)
        self._all = scale.ticks.every is not None
        self._ordered = scale.units.kind in _ORDERED
        self._seen: tuple[str, ...] = ()
        self._choice: _Choice | None = None

    def reset(self, renderer: RendererAgg, room: float) -> None:
        """Choose what would fit an axis of so many pixels: the least that is needed."""
        if self.own():
            self._fit(self.ruler(renderer), room, fresh=True)

    def fit(self, renderer: RendererAgg) -> bool:
        """Make the labels fit the axis as it is now; tell whether that changed them."""
        return self.own() and self._fit(self.ruler(renderer), self.length)

    def _fit(self, ruler: Ruler, length: float, fresh: bool = False) -> bool:
        locator, formatter, _ = self.first[0]
        places = np.asarray(locator(), dtype=np.float64)
        pixels = self.pixels(places, length)
        shown = np.flatnonzero(np.isfinite(pixels))
        written = formatter.format_ticks(places.tolist())
        texts = tuple(written[i] for i in shown)
        places, pixels = places[shown], pixels[shown]
        now = self._choice or _Choice(texts, self.angle)
        if not fresh and self._seen == texts and self._fits(now, pixels, ruler):
            return False
        self._seen = texts
        choice = self._choose(texts, pixels, ruler)
        if choice == now:
            return False
        self._choice = choice
        self._write(choice, places, dict(zip(texts, choice.texts, strict=True)))
        return True

    def _write(self, choice: _Choice, places: Floats, texts: Mapping[str, str]) -> None:
        changed = {old: new for old, new in texts.items() if old != new}
        for axis, (locator, formatter, _) in zip(self.members, self.first, strict=True):
            if choice.stride > 1:
                axis.set_major_locator(ticker.FixedLocator(places[:: choice.stride].tolist()))
            elif axis.get_major_locator() is not locator:
                axis.set_major_locator(locator)
            if changed:
                axis.set_major_formatter(FittedFormatter(formatter, changed))
            elif axis.get_major_formatter() is not formatter:
                axis.set_major_formatter(formatter)
        self.keep()
        self.turn(choice.angle)

    # ---------------------------------------------------------------------------------- choices

    def _fits(self, choice: _Choice, pixels: Floats, ruler: Ruler) -> bool:
        texts, places = choice.texts[:: choice.stride], pixels[:: choice.stride]
        if len(texts) < 2:
            return True
        gaps = np.diff(places)
        longest = np.array([ruler.at_most(texts)])
        shortest = np.array([np.abs(gaps).min()])
        if apart(shortest, longest, longest, choice.angle, self.level, ruler.em).all():
            return True
        if shortest[0] < ruler.em / 2:
            return False
        sizes = ruler.sizes(texts)
        return bool(apart(gaps, sizes[1:], sizes[:-1], choice.angle, self.level, ruler.em).all())

    def _choose(self, texts: tuple[str, ...], pixels: Floats, ruler: Ruler) -> _Choice:
        """Return the first way of writing the levels that fits: the mildest."""
        asked = self.labels.rotate
        plain = _Choice(texts, asked or 0.0)
        if self._fits(plain, pixels, ruler):
            return self._shorter(plain, pixels, ruler)
        gap = float(np.abs(np.diff(pixels)).min())
        if self.level and self.labels.wrap is None and not asked:
            wrapped = _Choice(_wrapped(texts, gap - SIDEWAYS * ruler.em, ruler))
            if self._fits(wrapped, pixels, ruler):
                return wrapped
        turning = asked is None and self.level and not self._ordered
        for angle in _ANGLES if turning else ():
            turned = _Choice(texts, angle)
            if self._fits(turned, pixels, ruler):
                return self._shorter(turned, pixels, ruler)
        angle = _ANGLES[-1] if turning else plain.angle
        if self._all:
            return _Choice(texts, angle)
        stride = max(int(ruler.em / gap), 2)
        while stride < len(texts) and not self._fits(_Choice(texts, angle, stride), pixels, ruler):
            stride += 1 + stride // 20
        return self._shorter(_Choice(texts, angle, stride), pixels, ruler)

    def _shorter(self, choice: _Choice, pixels: Floats, ruler: Ruler) -> _Choice:
        """Return the choice with labels on more lines, if they are very long and it still fits."""
        whole = self.axes[0].get_figure(root=False)
        assert whole is not None, "the axes are in a figure"
        room = _LONGEST * float(whole.bbox.height if self.level else whole.bbox.width)
        turned = np.deg2rad(choice.angle)
        across = abs(float(np.sin(turned) if self.level else np.cos(turned)))
        if self.labels.wrap is not None or ruler.at_most(choice.texts)[0] * across <= room:
            return choice
        texts = _wrapped(choice.texts, room / across, ruler)
        shorter = _Choice(texts, choice.angle, choice.stride)
        return shorter if self._fits(shorter, pixels, ruler) else choice


def _wrapped(texts: Sequence[str], width: float, ruler: Ruler) -> tuple[str, ...]:
    if width < ruler.em:
        return tuple(texts)
    return tuple(ruler.wrapped(text, width) or text for text in texts)
