"""Labels of categories that do not overlap: on several lines, turned, or fewer of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from matplotlib import ticker
from matplotlib.axes import Axes

from plotkit.data.kind import Kind
from plotkit.mpl.axis.formatters import FittedFormatter
from plotkit.mpl.axis.labelfit import ANGLES, LabelFit
from plotkit.mpl.axis.sides import AxisName
from plotkit.mpl.text.fitting import MOST_LINES, fitted, narrowed, sizes_from, wrapped
from plotkit.mpl.text.ruler import SIDEWAYS, UPRIGHT, Measure, Ruler, far_enough
from plotkit.records import dataclass, replace
from plotkit.scales.base import AxisScale
from plotkit.typing import Floats

_ORDERED = (Kind.NUMBER, Kind.TIME, Kind.DURATION)
"""Levels that a reader finds between others: rather fewer of them than turned ones."""
_PARTED = 0.5
"""Least space above labels of several lines, in heights of the font: more than between these."""
_LONG, _LONGEST, _BRIEF = 0.35, 0.45, 0.2
"""Shares of the figure across the axis: longer labels get more lines, or are cut; the last is for
panels that have little room."""


@dataclass(frozen=True)
class _Choice:
    """How levels are written: their texts, angle, each how-manieth of them, and their size."""

    texts: tuple[str, ...]
    angle: float = 0.0
    stride: int = 1
    size: float = 1.0

    def written(self, shown: Iterable[str]) -> _Choice:
        """Return the choice with other texts for the levels that it shows."""
        texts = list(self.texts)
        texts[:: self.stride] = shown
        return replace(self, texts=tuple(texts))


class CategoryFit(LabelFit):
    """The labels of an axis of categories.

    Parameters
    ----------
    name, axes
        As for :class:`LabelFit`.
    scale
        The scale that the panels share.
    """

    def __init__(self, name: AxisName, axes: Sequence[Axes], scale: AxisScale) -> None:
        super().__init__(name, axes, scale.labels)
        self._all = scale.ticks.every is not None
        self._ordered = scale.units.kind in _ORDERED
        self._seen: tuple[str, ...] = ()
        self._choice: _Choice | None = None
        self._length = 0.0

    def reset(self, renderer: Measure, room: float) -> None:
        """Choose what would fit an axis of so many pixels: the least that is needed."""
        if self.own():
            self.resize()
            self._fit(renderer, room, fresh=True)

    def fit(self, renderer: Measure) -> bool:
        """Make the labels fit the axis as it is now; tell whether that changed them."""
        return self.own() and self._fit(renderer, self.length)

    def words(self) -> Iterator[str]:
        """Yield what is to be said of levels without a name; numbers are found between others."""
        choice = self._choice
        if choice is None or choice.stride == 1 or self._ordered:
            return
        n, shown = len(choice.texts), len(choice.texts[:: choice.stride])
        name = "x" if self.horizontal else "y"
        yield (
            f"The {name} axis names {shown} of its {n} levels: there is no room for more. A larger "
            "figure has it: layout(size=...)."
        )

    def _fit(self, renderer: Measure, length: float, fresh: bool = False) -> bool:
        self._length = length
        locator, formatter, _ = self.first[0]
        places = np.asarray(locator(), dtype=np.float64)
        pixels = self.pixels(places, length)
        shown = np.flatnonzero(np.isfinite(pixels))
        written = formatter.format_ticks(places.tolist())
        texts = tuple(written[i] for i in shown)
        places, pixels = places[shown], pixels[shown]
        now = self._choice or _Choice(texts, self.angle)
        ruler = self.ruler(renderer, now.size)
        if not fresh and self._seen == texts and self._fits(now, pixels, ruler):
            return False
        self._seen = texts
        choice = self._choose(texts, pixels, renderer)
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
        self.resize(choice.size)

    # ---------------------------------------------------------------------------------- choices

    def _fits(self, choice: _Choice, pixels: Floats, ruler: Ruler) -> bool:
        texts, places = choice.texts[:: choice.stride], pixels[:: choice.stride]
        if len(texts) < 2:
            widest = ruler.at_most(texts)[0]
            horizontal = self.horizontal and not choice.angle and widest > self._length
            return not horizontal or all(ruler.size(text)[0] <= self._length for text in texts)
        level = choice.angle % 90 == 0  # lines of turned ones end at their own ticks
        apart = partial(
            far_enough,
            angle=choice.angle,
            horizontal=self.horizontal,
            em=ruler.em,
            upright=_PARTED if level and any("\n" in text for text in texts) else UPRIGHT,
        )
        gaps = np.diff(places)
        longest = np.array([ruler.at_most(texts)])
        shortest = np.array([np.abs(gaps).min()])
        if apart(shortest, longest, longest).all():
            return True
        if shortest[0] < ruler.em / 2:
            return False
        sizes = ruler.sizes(texts)
        return bool(apart(gaps, sizes[1:], sizes[:-1]).all())

    def _choose(self, texts: tuple[str, ...], pixels: Floats, renderer: Measure) -> _Choice:
        """Return the first way of writing the levels that fits: the mildest."""
        asked = self.labels.rotate
        usual = self.ruler(renderer)
        rulers = [(share, self.ruler(renderer, share)) for share in sizes_from(usual.points)]
        for share, ruler in rulers:
            for choice in self._level(texts, asked or 0.0, pixels, ruler):
                if self._fits(choice, pixels, ruler):
                    return replace(choice, size=share)
        share, ruler = rulers[-1]
        choice = self._at_angle(texts, asked or 0.0, pixels, ruler)
        turning = asked is None and self.horizontal and not self._ordered
        for angle in ANGLES if turning else ():
            for share, ruler in rulers:
                choice = self._at_angle(texts, angle, pixels, ruler)
                if self._fits(choice, pixels, ruler):
                    return replace(choice, size=share)
        gap = float(np.abs(np.diff(pixels)).min()) if len(texts) > 1 else self._length
        stride = max(int(ruler.em / max(gap, 1e-3)), 2)
        while stride < len(texts) and not self._all:
            choice = self._at_angle(texts, choice.angle, pixels, ruler, stride)
            if self._fits(choice, pixels, ruler):
                return self._largest(texts, choice, pixels, rulers)
            stride += 1 + stride // 20
        return replace(choice, size=share, stride=1 if self._all else max(len(texts), 1))

    def _largest(
        self,
        texts: tuple[str, ...],
        choice: _Choice,
        pixels: Floats,
        rulers: Sequence[tuple[float, Ruler]],
    ) -> _Choice:
        """Return a choice with text as large as fits; that of the last ruler does."""
        for share, ruler in rulers:
            larger = self._at_angle(texts, choice.angle, pixels, ruler, choice.stride)
            if self._fits(larger, pixels, ruler):
                return replace(larger, size=share)
        return choice

    def _level(
        self, texts: tuple[str, ...], angle: float, pixels: Floats, ruler: Ruler
    ) -> Iterator[_Choice]:
        """Yield the texts as they are, and on as many lines as their slots demand."""
        yield self._at_angle(texts, angle, pixels, ruler)
        gap = float(np.abs(np.diff(pixels)).min()) if len(texts) > 1 else self._length
        slot = gap - SIDEWAYS * ruler.em
        if self.horizontal and self.labels.wrap is None and not angle and slot > 2 * ruler.em:
            lines = (wrapped(text, ruler, slot, MOST_LINES) or text for text in texts)
            yield _Choice(tuple(lines))

    def _at_angle(
        self,
        texts: tuple[str, ...],
        angle: float,
        pixels: Floats,
        ruler: Ruler,
        stride: int = 1,
    ) -> _Choice:
        """Return all texts at an angle: very long ones on more lines if these fit, else cut."""
        plain = _Choice(texts, angle, stride)
        turned = np.deg2rad(angle)
        across = abs(float(np.sin(turned) if self.horizontal else np.cos(turned)))
        whole = self.axes[0].get_figure(root=False)
        assert whole is not None, "the axes are in a figure"
        shown = texts[::stride]
        if across < 1e-3:
            return plain
        room = float(whole.bbox.height if self.horizontal else whole.bbox.width) / across
        if self.brief:
            return plain.written(fitted(shown, ruler, _BRIEF * room, 1))
        if ruler.at_most(shown)[0] <= _LONG * room or _tight(pixels[::stride], ruler):
            return plain
        if self.labels.wrap is None:
            lines = [_on_lines(text, ruler, room) for text in shown]
            shorter = plain.written(fitted(lines, ruler, _LONGEST * room))
            if self._fits(shorter, pixels, ruler):
                return shorter
        return plain.written(fitted(shown, ruler, _LONGEST * room, 1))


def _on_lines(text: str, ruler: Ruler, room: float) -> str:
    """Break a text into lines, too wide ones if need be, unless it must be shortened anyway."""
    if len(text) > ruler.letters(_LONGEST * room, MOST_LINES):
        return text
    return wrapped(text, ruler, _LONG * room) or narrowed(text, ruler)


def _tight(pixels: Floats, ruler: Ruler) -> bool:
    """Tell whether not even one line fits between two levels."""
    return len(pixels) > 1 and float(np.abs(np.diff(pixels)).min()) < ruler.em / 2
