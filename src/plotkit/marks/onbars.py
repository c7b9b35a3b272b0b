"""Texts on bars: at the end, in the middle, at the base."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

import numpy as np

from plotkit.marks.apart import overlaps
from plotkit.page import Page, Places
from plotkit.records import dataclass
from plotkit.typing import Bools, Floats

At: TypeAlias = Literal["end", "middle", "base", "inside"]
_ROUNDS = 8
_SLACK = 1.0
"""Points by which a text may be larger than its bar."""
_HELPS = 'Larger bars, a smaller fontsize= or at="end" have room for them.'


@dataclass(frozen=True, eq=False)
class OnBars:
    """Texts at bars from a base to an end, as these lie on the page.

    Parameters
    ----------
    at
        "end": outside; "inside", at the end; "middle"; "base": inside.
    base, end, width
        Of the bars, in axis units, shape (n,).
    gap
        Between a text and the end of its bar, in points.
    """

    at: At
    base: Floats
    end: Floats
    width: Floats
    gap: Floats

    sees: ClassVar[tuple[str, ...]] = ("points", "lines", "boxes")

    def __call__(self, page: Page) -> Places:
        """Return where the points of the texts must be."""
        base, end = (np.clip(page.along("y", y), 0.0, page.size[1]) for y in (self.base, self.end))
        way = np.where(end == base, page.direction("y"), np.sign(end - base))
        high = page.extent[:, 1]
        beyond = _beyond(page, end, way, self._thick(page), self.gap)
        outside = beyond + way * (self.gap + high / 2)
        anchor = np.column_stack([page.xy[:, 0], beyond])
        if self.at == "end":
            return Places(self._at(page, outside), anchor=anchor)
        reach = way * (self.gap + high / 2)
        places = {"middle": (base + end) / 2, "inside": end - reach, "base": base + reach}
        y = places[self.at]
        small = self._small(page, np.abs(end - base))
        moved = small & self._free(page, outside)
        lost = small & ~moved
        y = np.where(lost, np.nan, np.where(moved, outside, y))
        shown = int(np.isfinite(page.xy).all(axis=1).sum())
        done = [f"{moved.sum()} stand outside"] * bool(moved.any())
        done += [f"{lost.sum()} are left out"] * bool(lost.any())
        said = f"{small.sum()} of {shown} texts do not fit into their bars: {', '.join(done)}"
        words = ((said, _HELPS),) if small.any() else ()
        upon = np.ones(len(y), dtype=bool)
        return Places(self._at(page, y), anchor=anchor, upon=upon, words=words)

    def _at(self, page: Page, y: Floats) -> Floats:
        """Return the points of texts whose middles shall be there."""
        return np.column_stack([page.xy[:, 0], y]) - page.middle

    def _thick(self, page: Page) -> Floats:
        return np.abs(page.along("x", self.width) - page.along("x", np.zeros(len(self.width))))

    def _small(self, page: Page, length: Floats) -> Bools:
        """Tell which bars are too small for what is written in them."""
        wide, high = page.extent.T
        need = high + (self.gap if self.at in ("inside", "base") else 0.0)
        with np.errstate(invalid="ignore"):
            return np.asarray((length + _SLACK < need) | (self._thick(page) + _SLACK < wide))

    def _free(self, page: Page, y: Floats) -> Bools:
        """Tell which texts stand on no bar, and within the panel, outside of their own."""
        boxes = page.boxes(self._at(page, y))
        bars = page.around("boxes")
        inside = (boxes[:, 0] >= 0).all(axis=1) & (boxes[:, 1] <= page.size).all(axis=1)
        met = np.array([overlaps(box, bars).any() for box in boxes], dtype=bool)
        return np.asarray(inside & ~met)


def _beyond(page: Page, end: Floats, way: Floats, thick: Floats, gap: Floats) -> Floats:
    """Return the ends of bars, or of the intervals over them that a text would lie on."""
    narrow = page.around("points", "lines")
    if not len(narrow):
        return end
    found = end.copy()
    middle, wide = narrow.mean(axis=1)[:, 0], np.diff(narrow[:, :, 0], axis=1)[:, 0]
    for i in np.flatnonzero(np.isfinite(page.extent).all(axis=1)).tolist():
        over = (np.abs(middle - page.xy[i, 0]) <= thick[i] / 2) & (wide <= thick[i])
        low, high = narrow[over][:, :, 1].T
        for _ in range(_ROUNDS):
            far = found[i] + way[i] * (2 * gap[i] + page.extent[i, 1])
            first, last = min(found[i], far), max(found[i], far)
            met = (low < last) & (high > first)
            if not met.any():
                break
            reach = high[met].max() if way[i] > 0 else low[met].min()
            if way[i] * (reach - found[i]) <= 0:
                break
            found[i] = reach
    return found
