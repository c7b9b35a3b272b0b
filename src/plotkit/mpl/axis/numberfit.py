"""Labels of numbers and times that do not overlap: fewer ticks, or ticks without a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from matplotlib import ticker
from matplotlib.axes import Axes

from plotkit.mpl.axis.formatters import FittedFormatter
from plotkit.mpl.axis.labelfit import ANGLES, LabelFit
from plotkit.mpl.axis.sides import AxisName
from plotkit.mpl.axis.ticks import all_ticks, fewer_ticks
from plotkit.mpl.text.fitting import sizes_from
from plotkit.mpl.text.ruler import SIDEWAYS, Measure, Ruler, far_enough, kept
from plotkit.scales.ticks import TickLabels, TickPlan
from plotkit.typing import Floats


class NumberFit(LabelFit):
    """The labels of an axis of numbers, times or durations.

    Parameters
    ----------
    name, axes, labels, frame
        As for :class:`LabelFit`.
    plan
        The ticks of the axis, which may be asked for fewer.
    sideways
        Room between labels in a row, in heights of the font.
    """

    def __init__(
        self,
        name: AxisName,
        axes: Sequence[Axes],
        plan: TickPlan,
        labels: TickLabels | None = None,
        frame: Axes | None = None,
        sideways: float = SIDEWAYS,
    ) -> None:
        super().__init__(name, axes, labels, frame)
        self._plan = plan
        self._far_enough = partial(far_enough, horizontal=self.horizontal, sideways=sideways)
        self._kept = partial(kept, horizontal=self.horizontal, sideways=sideways)
        self._hidden: tuple[set[float], set[float]] = (set(), set())  # major, minor
        self._changed = False
        self._enough = 0.0  # length of the axis for which labels were left out, in pixels

    def reset(self, renderer: Measure, room: float) -> None:
        """Give the axes the ticks that they were dressed with."""
        if not self.own():
            return
        if self._changed:
            self._restore()
        self.turn(self.labels.rotate or 0.0)
        self.resize()

    def words(self) -> Iterator[str]:
        """Yield what is to be said of ticks that were asked for and have no label."""
        hidden = len(self._hidden[0])
        if hidden and self._plan.major.listed:
            name = "x" if self.horizontal else "y"
            yield (
                f"The {name} axis leaves out {hidden} of the labels that tick(at=...) asks for: "
                "there is no room for them. A larger figure has it: layout(size=...)."
            )

    def fit(self, renderer: Measure) -> bool:
        """Make the labels fit the axis as it is now; tell whether that changed them."""
        if not self.own():
            return False
        ruler = self.ruler(renderer, self._share)
        if self._apart(ruler):
            return self._more(renderer, ruler)
        self._choose(renderer, ruler)
        return True

    def _choose(self, renderer: Measure, ruler: Ruler) -> None:
        """Let there be fewer labels, so that they stand apart."""
        if self._plan.major.listed and not self._hidden[0]:
            ruler = self._milder(renderer)
        places, pixels, sizes = self._measured(ruler)
        if not self._all_apart(pixels, sizes, ruler):
            ruler = self._thinned(len(places), renderer)
            places, pixels, sizes = self._measured(ruler)
            if not self._all_apart(pixels, sizes, ruler):
                pixels, sizes = self._hide(places, pixels, sizes, ruler)
        self._hide_minor(pixels, sizes, ruler)
        self._changed, self._enough = True, self.length
        self.keep()

    def _more(self, renderer: Measure, ruler: Ruler) -> bool:
        """Choose again for an axis that has become longer; tell whether that gave other labels."""
        if not self._changed or self._plan.major.listed or self.length < self._enough + ruler.em:
            return False
        before = self._written()[2]
        self._restore()
        self.resize()
        ruler = self.ruler(renderer)
        if not self._apart(ruler):
            self._choose(renderer, ruler)
        return self._written()[2] != before

    def _restore(self) -> None:
        """Give the axes all ticks and labels."""
        self._all_ticks()
        for axis, (_, formatter, minor) in zip(self.members, self.first, strict=True):
            axis.set_major_formatter(formatter)
            axis.set_minor_formatter(minor)
        self.keep()
        self._hidden = (set(), set())
        self._changed = False

    def _milder(self, renderer: Measure) -> Ruler:
        """Write what was asked for smaller, and turned if that is not enough."""
        shares = [*sizes_from(self.ruler(renderer).points)]
        free = self.horizontal and self.labels.rotate is None
        for angle in (self.angle, *(ANGLES if free else ())):
            self.turn(angle)
            for share in shares:
                self.resize(share)
                ruler = self.ruler(renderer, share)
                if self._apart(ruler):
                    return ruler
        return ruler

    def _thinned(self, count: int, renderer: Measure) -> Ruler:
        """Put fewer ticks than `count` on the axes, written smaller if else one had a label."""
        usual = self._share if self._plan.major.listed else 1.0  # of what was asked for, as chosen
        sizes = sizes_from(self.ruler(renderer).points) if usual == 1.0 else (usual,)
        for share in (*sizes, usual):
            self.resize(share)
            ruler = self.ruler(renderer, share)
            if self._thin(count, ruler) > 1:
                break
        return ruler

    def _thin(self, count: int, ruler: Ruler) -> int:
        """Put fewer ticks than `count` on the axes; return how many labels then stand apart.

        Where not all do, there are as few ticks as still have two labels: some of few say more than
        some of many.
        """
        self._all_ticks()
        best = (len(self._apart_from_others(*self._measured(ruler), ruler)), count)
        for most in range(count - 1, 0, -1):
            if not self._set_most(most):
                break
            places, pixels, sizes = self._measured(ruler)
            if len(places) > 1:
                if self._all_apart(pixels, sizes, ruler):
                    return len(places)
                kept = len(self._apart_from_others(places, pixels, sizes, ruler))
                if kept > 1 or best[0] < 2:
                    best = (kept, most)
        self._all_ticks()
        if best[1] < count:
            self._set_most(best[1])
        return best[0]

    def _set_most(self, most: int) -> bool:
        """Put at most so many ticks on the axes; tell whether there can be fewer."""
        for axis, (first, _, _) in zip(self.members, self.first, strict=True):
            fewer = fewer_ticks(self._plan, first, most)
            if fewer is None:
                return False
            axis.set_major_locator(fewer)
        return True

    def _all_ticks(self) -> None:
        for axis, (first, _, _) in zip(self.members, self.first, strict=True):
            all_ticks(axis, first)

    def _apart(self, ruler: Ruler) -> bool:
        """Tell whether the labels stand apart, without measuring them if possible."""
        _, pixels, texts = self._written()
        if not isinstance(self.members[0].get_minor_formatter(), ticker.NullFormatter):
            _, between, small = self._written(minor=True)
            order = np.argsort(np.concatenate([pixels, between]))
            pixels = np.concatenate([pixels, between])[order]
            texts = [[*texts, *small][i] for i in order]
        if len(texts) < 2:
            return True
        longest = np.array([ruler.at_most(texts)])
        least = np.diff(pixels).min(keepdims=True)
        if self._far_enough(least, longest, longest, angle=self.angle, em=ruler.em).all():
            return True
        return self._all_apart(pixels, ruler.sizes(texts), ruler)

    def _written(self, minor: bool = False) -> tuple[Floats, Floats, list[str]]:
        """Return places, pixels and texts of the labels that the axis writes, in order."""
        axis = self.members[0]
        found = axis.get_minorticklocs() if minor else axis.get_majorticklocs()
        formatter = axis.get_minor_formatter() if minor else axis.get_major_formatter()
        places = np.asarray(found, dtype=np.float64)
        texts = formatter.format_ticks(places.tolist())
        pixels = self.pixels(places, self.length)
        shown = [i for i in np.argsort(pixels) if texts[i] and np.isfinite(pixels[i])]
        return places[shown], pixels[shown], [texts[i] for i in shown]

    def _measured(self, ruler: Ruler, minor: bool = False) -> tuple[Floats, Floats, Floats]:
        """Return places, pixels and sizes of the labels that the axis writes, in order."""
        places, pixels, texts = self._written(minor)
        return places, pixels, ruler.sizes(texts)

    def _all_apart(self, pixels: Floats, sizes: Floats, ruler: Ruler) -> bool:
        gaps = np.diff(pixels)
        return bool(
            self._far_enough(gaps, sizes[1:], sizes[:-1], angle=self.angle, em=ruler.em).all()
        )

    def _hide(
        self, places: Floats, pixels: Floats, sizes: Floats, ruler: Ruler
    ) -> tuple[Floats, Floats]:
        """Leave out labels that meet others; the ticks stay."""
        keep = self._apart_from_others(places, pixels, sizes, ruler)
        hidden, _ = self._hidden
        hidden.update(np.delete(places, keep).tolist())
        for axis, (_, formatter, _) in zip(self.members, self.first, strict=True):
            axis.set_major_formatter(FittedFormatter(formatter, None, hidden))
        return pixels[keep], sizes[keep]

    def _apart_from_others(
        self, places: Floats, pixels: Floats, sizes: Floats, ruler: Ruler
    ) -> list[int]:
        """Return which labels stand apart from those before them, that of zero being the first."""
        middle = int(np.argmin(np.abs(places))) if (places <= 0).any() else 0
        order = [*range(middle, len(places)), *reversed(range(middle))]
        return self._kept(order, pixels, sizes, angle=self.angle, em=ruler.em)

    def _hide_minor(self, pixels: Floats, sizes: Floats, ruler: Ruler) -> None:
        """Leave out labels of minor ticks that meet others."""
        if isinstance(self.members[0].get_minor_formatter(), ticker.NullFormatter):
            return
        places, between, small = self._measured(ruler, minor=True)
        n = len(pixels)
        both, all_sizes = np.concatenate([pixels, between]), np.concatenate([sizes, small])
        keep = self._kept(range(len(both)), both, all_sizes, angle=self.angle, em=ruler.em)
        _, hidden = self._hidden
        hidden.update(np.delete(places, [i - n for i in keep if i >= n]).tolist())
        for axis, (_, _, formatter) in zip(self.members, self.first, strict=True):
            axis.set_minor_formatter(FittedFormatter(formatter, None, hidden))
