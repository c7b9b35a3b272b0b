"""Bracket: a comparison between two groups, above all that is drawn there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_number, quoted, suggestion
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableString
from plotkit.marks.paint import paint
from plotkit.marks.pane import Pane
from plotkit.marks.text import written
from plotkit.marks.values import Values
from plotkit.page import Page, Places
from plotkit.records import dataclass, field
from plotkit.typing import Bools, Codes, Floats

_LIFT = 1.5
"""Between a bracket and its text, in points."""
_SLACK = 1.0
"""Points by which a bracket may be beyond the panel, by rounding."""
_HELPS = "Limits grow to twice their length at most: show fewer, or wider limits with limit()."
_BEFORE = "before:"


@dataclass(frozen=True)
class Bracket(Mark):
    """A bracket from one group to another, with a text.

    Takes `xmin` and `xmax`, levels (or numbers) of the axis of positions that other layers show:
    one bracket a row, in all panels or, with a facet variable, in those of its row. In a horizontal
    layer these are `ymin` and `ymax`. Where the groups there are dodged, `start` and `end` name the
    levels between which the bracket goes: it ends at their centres, also within one position.

    Brackets stand above all points, lines, bars, areas and texts that other layers have between
    their ends, and above each other, short ones lower; of several layers of brackets the first is
    lowest. The limits of the axis of values grow until all are in the panel.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib texts.
    text
        What is written on it.
    color, alpha
        Of line and text.
    fontsize, linewidth
        In points.
    format
        How values are written, as of :class:`Text`.
    tip
        Length of the ends that point to the groups, in points; 0 for a plain line.
    gap
        Between a bracket and what is below it, in points.
    align
        Whether brackets that could be at one height are; else each stands as low as it can.

    See Also
    --------
    Segment : From any place to any other.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": ["a", "a", "b", "b", "c", "c"], "y": [1, 2, 2, 4, 3, 6]}
    >>> p = so.Plot(data, x="x", y="y").add(so.Bar(), so.Agg())
    >>> p = p.add(so.Bracket(), xmin="a", xmax="b", text="p = 0.04")
    >>> tests = {"from": ["a", "b"], "to": ["c", "c"], "p": [0.001, 0.2]}
    >>> p = p.add(so.Bracket(format=".2f"), data=tests, xmin="from", xmax="to", text="p")
    """

    text: MappableString = Mappable("")
    color: MappableColor = Mappable(rc="text.color", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    fontsize: MappableFloat = Mappable(rc="legend.fontsize", grouping=False)
    linewidth: float = 1.0
    format: Any = None
    tip: float = field(default=4.0, kw_only=True)
    gap: float = field(default=5.0, kw_only=True)
    align: bool = field(default=True, kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("xmin", "xmax")
    reads: ClassVar[tuple[str, ...]] = ("start", "end")
    refers: ClassVar[bool] = True
    has_key: ClassVar[bool] = False

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("linewidth", "tip", "gap"):
            check_number(f"Bracket({name}=)", getattr(self, name), 0)

    def beside(self, t: Table, others: Sequence[Table]) -> Table:
        """Put ends at the centres of the groups that they name, as other layers have them."""
        for name, position in (("start", "xmin"), ("end", "xmax")):
            if name in t:
                t = t.with_(**{position: _centres(t, name, position, others)}).without(name)
        return t

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one bracket a row."""
        texts = [text or " " for text in written(self, v)]
        color = paint(v.color, v.alpha)
        one = color if isinstance(color, tuple) else tuple(np.asarray(color)[0].tolist())
        look = (self.tip, self.gap, self.align, one, self.linewidth)
        pane.texts(
            v.xy(v.xmin / 2 + v.xmax / 2, np.full(v.n, 0.5)),
            texts,
            color=color,
            size=v.fontsize,
            valign="center",
            kws=self.artist_kws,
            panel="y",
            place=Bracketing(v.xmin, v.xmax, *look),
        )


def _centres(t: Table, name: str, position: str, others: Sequence[Table]) -> Floats:
    """Return where the groups are that rows name."""
    at, column = np.asarray(t[position], dtype=np.float64), t[name]
    wanted = column.values() if isinstance(column, Factor) else column
    found = np.full(t.n, np.nan)
    known: dict[Any, None] = {}
    for other in others:
        before = other[_BEFORE + "x"] if _BEFORE + "x" in other else other["x"]
        for key, groups in other.columns.items():
            if key in (*FACETS, "x", "y", "text") or not isinstance(groups, Factor):
                continue
            known |= dict.fromkeys(
                groups.levels[code] for code in np.unique(groups.codes[groups.codes >= 0])
            )
            levels = groups.values()
            for i in np.flatnonzero(np.isnan(found)).tolist():
                here = (before == at[i]) & np.asarray([level == wanted[i] for level in levels])
                if here.any():
                    found[i] = np.mean(other["x"][here])
    lost = np.flatnonzero(np.isnan(found))
    if len(lost):
        level = wanted[lost[0]]
        where = "at that position " if level in known else ""
        raise PlotSpecError(
            f"Bracket({name}={level!r}): no other layer shows {where}a group of that name."
            f"{suggestion(level, known)} There are: {quoted(known)}."
        )
    return found


@dataclass(frozen=True, eq=False)
class Bracketing:
    """Stacks brackets above what is drawn between their ends.

    Parameters
    ----------
    low, high
        Where they begin and end, in axis units.
    tip, gap, align, color, linewidth
        As of :class:`Bracket`.
    """

    low: Floats
    high: Floats
    tip: float
    gap: float
    align: bool
    color: Any
    linewidth: float

    sees: ClassVar[tuple[str, ...]] = ("points", "lines", "areas", "boxes", "texts")
    rank: ClassVar[int] = 2

    def __call__(self, page: Page) -> Places:
        """Return where the texts are, and the brackets below them."""
        ends = np.column_stack([page.along("x", self.low), page.along("x", self.high)])
        ends.sort(axis=1)
        wide, high = page.extent.T
        middle = ends.mean(axis=1)
        first = np.fmin(ends[:, 0], middle - wide / 2)
        last = np.fmax(ends[:, 1], middle + wide / 2)
        met = (first[:, None] <= last) & (first <= last[:, None])  # to touch is to meet
        up = page.direction("y")
        tall = self.tip + _LIFT + high
        foot, root = self._feet(page, ends, met, tall, up)
        bar = foot + self.tip
        heights = np.stack([foot, bar, bar, foot], axis=1) * up
        lines = np.stack([ends[:, [0, 0, 1, 1]], heights], axis=2)
        lines[~np.isfinite(page.extent).all(axis=1)] = np.nan
        text = np.column_stack([middle, (bar + _LIFT + high / 2) * up])
        anchor = np.column_stack([middle, root * up])
        hidden = foot + tall > (page.size[1] if up > 0 else 0.0) + _SLACK
        said = f"{hidden.sum()} of {len(foot)} brackets have no room in the panel, and are left out"
        words = ((said, _HELPS),) if hidden.any() else ()
        place = text - page.middle
        return Places(place, lines, self.color, self.linewidth, anchor, hidden, words=words)

    def _feet(
        self, page: Page, ends: Floats, met: Bools, tall: Floats, up: float
    ) -> tuple[Floats, Floats]:
        """Return where brackets begin, and what they stand on that is no text."""
        data = page.around("points", "lines", "areas", "boxes")
        ground = _tops(data, ends, up, page)
        top = np.fmax(ground, _tops(page.around("texts"), ends, up, page))
        order = np.lexsort((ends[:, 0], np.round(np.diff(ends, axis=1)[:, 0], 3)))
        rows = order[np.isfinite(tall[order])]
        level = _levels(rows, met)
        foot, root = np.full(len(tall), np.nan), ground.copy()
        for number in range(int(level.max(initial=-1)) + 1):
            here = rows[level[rows] == number]
            for i in here.tolist():
                foot[i] = top[i] + self.gap
                lower = rows[met[i, rows] & (level[rows] < number)]
                if len(lower):
                    highest = lower[np.argmax((foot + tall)[lower])]
                    if foot[highest] + tall[highest] + self.gap > foot[i]:
                        foot[i] = foot[highest] + tall[highest] + self.gap
                        root[i] = root[highest]
            if self.align:
                leader = here[np.argmax(foot[here])]
                foot[here], root[here] = foot[leader], root[leader]
        return foot, root


def _levels(rows: Codes, met: Bools) -> Codes:
    """Return how many lie below each bracket, which come in the order of their lengths."""
    level = np.full(len(met), -1)
    for number, i in enumerate(rows.tolist()):
        below = rows[:number][met[i, rows[:number]]]
        level[i] = level[below].max() + 1 if len(below) else 0
    return level


def _tops(boxes: Floats, ends: Floats, up: float, page: Page) -> Floats:
    """Return the highest of what is drawn between ends, in the direction of the axis."""
    foot = 0.0 if up > 0 else -page.size[1]
    tops = np.full(len(ends), foot)
    edges = np.max(boxes[:, :, 1] * up, axis=1)
    for i, (first, last) in enumerate(ends):
        between = (boxes[:, 1, 0] >= first) & (boxes[:, 0, 0] <= last)
        tops[i] = edges[between].max(initial=foot)
    return tops
