"""Legends: what they say in the room they have, and how many entries that is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.figure import Figure, SubFigure
from matplotlib.font_manager import FontProperties
from matplotlib.legend import Legend
from matplotlib.offsetbox import VPacker
from matplotlib.text import Text

from plotkit.compile.drawing import Key
from plotkit.compile.drawing import Legend as Block
from plotkit.mpl.guides.keys import KeyHandler, KeyNeeds, stronger_by
from plotkit.mpl.guides.room import Room
from plotkit.mpl.style import RC, asked
from plotkit.mpl.text.fitting import fitted, sizes_from
from plotkit.mpl.text.ruler import LINE, Ruler, measuring
from plotkit.records import dataclass, fields
from plotkit.spec.legend import Position
from plotkit.typing import Floats

_ASIDE, _ACROSS, _TALL = 0.45, 1.0, 0.45
"""Share of the figure's width and height that a block may take, at a side and above or below."""
_TOGETHER = 0.5
"""Share of the height that all blocks above and below may take."""
TEXT = 0.35
"""Share of the figure's width that an entry's text may take before it is broken."""
_BRIEF, _WITHIN = 0.25, 0.6
"""The same where panels have very little room, and of the panel's width where it stands within."""
_LINES = 6
"""Lines of an entry, at most."""
_DESCENT = 0.25
"""How far a line reaches below its base, on which keys stand, in heights of the font."""
_FEWEST = 5
"""Entries that are shown in any case, before others are left out."""
_BUILT = 80
"""Entries that are made even if they do not fit at first: a larger figure may show them."""


@dataclass(frozen=True)
class Look:
    """Sizes of the theme: of text in points, lengths in heights of the font."""

    size: float
    title_size: float
    handlelength: float
    handleheight: float
    handletextpad: float
    columnspacing: float
    labelspacing: float

    @classmethod
    def now(cls) -> Look:
        """Return those that hold now; a layout may come when they do no more."""
        lengths = [field.name for field in fields(cls)][2:]
        size, title = points_of(RC["legend.fontsize"]), points_of(title_size())
        return cls(size, title, *(float(RC[f"legend.{name}"]) for name in lengths))


@dataclass(frozen=True)
class Form:
    """How a block is written.

    Attributes
    ----------
    title, texts
        What it says, on as many lines as are needed.
    size
        Of the text, in points.
    columns
        Of entries.
    shown
        How many entries there is room for.
    fits
        Whether all of it has room.
    upward
        Whether the first entry is at the bottom.
    """

    title: str
    texts: tuple[str, ...]
    size: float
    columns: int
    shown: int
    fits: bool
    upward: bool = False


class LegendForm:
    """The forms that a block can have, and the one that its legend has now.

    Parameters
    ----------
    block
        Entries and title.
    figure
        Where it will be.
    room
        What it may take at its side of the figure; entries that do not fit are counted.
    """

    def __init__(self, block: Block, figure: Figure | SubFigure, room: Room) -> None:
        self.block, self._figure, self.room = block, figure, room
        self.brief = False
        self._look = Look.now()
        self._needs = [KeyNeeds.of(key) for key in block.keys]
        self._spare = bool(block.more) or len(block.keys) > _FEWEST  # some may be left out
        self._asked: tuple[Any, ...] = ()
        self.now = self.find(block.position)
        self._built = min(len(block.keys), max(self.now.shown, _BUILT))
        self._items: list[Any] = []
        self._parts: tuple[list[Text], list[Any]] = ([], [])

    @property
    def left_out(self) -> int:
        """How many entries there is no room for."""
        return len(self.block.keys) - min(self.now.shown, self._built)

    def contents(self) -> dict[str, Any]:
        """Return what matplotlib makes the legend from."""
        block, now = self.block, self.now
        spare = [Key("", ())] * self._spare
        keys, labels = [*block.keys[: self._built], *spare], [*now.texts[: self._built]]
        on_panel = not isinstance(block.position, str)
        framed = RC["legend.frameon"] and (on_panel or asked("legend.frameon"))
        wide = max((needs.wide for needs in self._needs), default=0.0)
        return {
            "handles": keys,
            "labels": [*labels, *["…"] * self._spare],
            "handler_map": {Key: KeyHandler(stronger_by(block.keys))},
            "title": now.title or None,
            "alignment": "left",
            "frameon": framed,
            "borderpad": RC["legend.borderpad"] if framed or on_panel else 0.0,
            "edgecolor": RC["legend.edgecolor"] if framed and asked("legend.frameon") else "none",
            "borderaxespad": 0.0,
            "ncols": now.columns,
            "handlelength": max(self._look.handlelength, wide / self._look.size),
        }

    def dress(self, legend: Legend) -> None:
        """Give a legend that has just been made the form that was found."""
        self._items = [item for column in _columns(legend) for item in column.get_children()]
        self._parts = list(legend.texts), list(legend.legend_handles)
        if self._spare or self.now.upward or self.now.size != self._look.size:
            self._write(legend)

    def words(self) -> Iterator[str]:
        """Yield what is to be said of entries that there is no room for."""
        n = len(self.block.keys) + self.block.more
        if self.left_out:
            name = f" of {self.block.title!r}" if self.block.title else ""
            shown = len(self.block.keys) - self.left_out
            yield (
                f"The legend{name} shows {shown} of its {n} entries. A larger figure "
                "has room for more: layout(size=...); legend(most=...) asks for fewer."
            )

    def change(self, legend: Legend, position: Position, scale: float, room: Room) -> bool:
        """Let a legend stand elsewhere, with text of another size, in another room.

        Returns whether that changed what it says.
        """
        self.room = room
        form = self.find(position, scale)
        changed = form != self.now
        if changed:
            self.now = form
            self._write(legend)
        return changed

    def _write(self, legend: Legend) -> None:
        now, block, look = self.now, self.block, self._look
        shown = min(now.shown, self._built)
        more = block.more + len(block.keys) - shown
        entries = range(shown)[:: -1 if now.upward else 1]
        chosen = [*entries, *([self._built] if more else [])]
        texts, handles = self._parts
        said = [*now.texts[: self._built], *[f"… {more} more"] * self._spare]
        for text, words in zip(texts, said, strict=True):
            text.set_text(words)
            if text.get_fontsize() != now.size:
                text.set_fontsize(now.size)
        legend.texts = [texts[i] for i in chosen]
        legend.legend_handles = [handles[i] for i in chosen]
        items = [self._items[i] for i in chosen]
        if now.title:
            title = legend.get_title()
            title.set_text(now.title)
            title.set_fontsize(now.size / look.size * look.title_size)
        columns = []
        for part in np.array_split(np.arange(len(items)), now.columns):
            if len(part):
                held = [items[i] for i in part]
                column = VPacker(
                    pad=0,
                    sep=look.labelspacing * now.size,
                    align="baseline",
                    children=held,
                )
                column.set_figure(self._figure)
                columns.append(column)
        box = _box(legend)
        box.sep = look.columnspacing * now.size
        for item in self._items:
            item.sep = look.handletextpad * now.size
        box.get_children()[:] = columns
        legend.stale = True

    # ------------------------------------------------------------------------------- choosing

    def find(self, position: Position, scale: float = 1.0) -> Form:
        """Return the first form that has room: more columns, then smaller text.

        Within a panel, which is not as large as a figure, texts are shortened before entries are
        left out.
        """
        width, height = round(float(self.room.width), 3), round(float(self.room.height), 3)
        renderer = measuring(self._figure)
        page = width, height, self.room.shared, type(renderer), renderer.dpi
        asked = position, scale, self.brief, page
        if asked != self._asked:  # a layout often begins with what a legend was made for
            self._asked, self._found = asked, self._first(position, scale)
        return self._found

    def _first(self, position: Position, scale: float) -> Form:
        usual = scale * self._look.size
        within = not isinstance(position, str)
        best: Form | None = None
        for brief in (False, True) if within else (self.brief,):
            for share in sizes_from(usual):
                form = self._form(position, share * usual, brief)
                if form.fits:
                    return form
                if best is None or form.shown > best.shown or within:
                    best = form
        assert best is not None, "there is a first size"
        return best

    def _form(self, position: Position, size: float, brief: bool) -> Form:
        block, room, look = self.block, self.room, self._look
        across, within = position in ("top", "bottom"), not isinstance(position, str)
        widest = room.width * (_WITHIN if within else _BRIEF if brief else TEXT)
        most = 1 if brief else _LINES
        ruler = text_ruler(self._figure, size)
        texts, widths, height = self._texts(ruler, widest, position in ("right", "left"), most)
        handle = max([look.handlelength * look.size, *(needs.wide for needs in self._needs)])
        between = look.columnspacing * size
        widths = widths + handle + look.handletextpad * size + between
        least = max(height, look.handleheight * look.size + _DESCENT * size)
        space = look.labelspacing * size
        rows = np.array([max(least, needs.height(size)) + space for needs in self._needs])
        last, point = (
            f"… {block.more or len(rows)} more",
            self._figure.get_figure(root=True).dpi / 72,
        )

        def wide_last() -> float:
            """Return the width of the entry that counts those left out; measured when needed."""
            return handle + look.handletextpad * size + between + ruler.size(last)[0] / point

        if block.more:
            rows, widths = np.append(rows, least + space), np.append(widths, wide_last())
        title = self._title(ruler, size, widest, most)
        head = (
            (title.count("\n") + 1) * LINE * size + look.labelspacing * look.size if title else 0.0
        )
        share = min(_TALL, _TOGETHER / room.shared) if across else 1.0
        tall = room.height * share - head
        wide = room.width * (_ASIDE if position in ("left", "right") else _ACROSS) + between
        if within:
            edge = 2 * float(RC["legend.borderpad"]) * size
            tall, wide = room.height / room.shared - head - edge, wide - edge
        columns = self._columns(across, rows, tall, (widths, wide))
        shown = self._shown(rows, columns, tall)
        while block.columns is None and columns > 1 and shown < len(block.keys):
            if _widest(np.append(widths[:shown], wide_last()), columns) <= wide:
                break
            columns -= 1
            shown = self._shown(rows, columns, tall)
        fits = shown == len(block.keys)
        if within:
            fits &= _widest(widths, columns) <= wide and _highest(rows, columns) <= tall
        return Form(title, texts, size, columns, shown, fits, block.upward and not across)

    def _columns(self, across: bool, rows: Floats, tall: float, room: tuple[Floats, float]) -> int:
        """Return as few columns as are high enough, or as many as are narrow enough."""
        n = len(rows)
        if self.block.columns is not None:
            return max(min(self.block.columns, n), 1)
        widths, wide = room
        most = max(int(wide // widths.min(initial=np.inf)), 1) if len(widths) else 1
        numbers = range(1, max(min(most, n), 1) + 1)
        narrow = [c for c in numbers if _widest(widths, c) <= wide] or [1]
        if across:
            return math.ceil(n / math.ceil(n / narrow[-1])) if n else 1  # columns of equal length
        return next((c for c in narrow if _highest(rows, c) <= tall), narrow[-1])

    def _shown(self, rows: Floats, columns: int, tall: float) -> int:
        """Return how many entries there is room for."""
        n = len(self.block.keys)
        if _highest(rows, columns) <= tall or n <= _FEWEST:
            return n
        kept = max(int(tall // max(rows)) * columns, _FEWEST + 1)
        return n if len(rows) <= kept else min(n, kept - 1)

    def _texts(
        self, ruler: Ruler, widest: float, aside: bool, most: int
    ) -> tuple[tuple[str, ...], Floats, float]:
        """Return the texts of entries, broken where they are too wide, their widths and height."""
        point = self._figure.get_figure(root=True).dpi / 72
        labels = [key.label for key in self.block.keys]
        bound, _ = ruler.at_most(labels)
        few = len(labels) * 2 * ruler.em < self.room.height * point  # one column is enough
        if few and aside and bound <= widest * point:
            lines = 1 + max((label.count("\n") for label in labels), default=0)
            height = lines * LINE * ruler.em / point  # to measure would take its time
            return tuple(labels), np.full(len(labels), bound / point), height
        texts = fitted(labels, ruler, widest * point, most)
        sizes = ruler.sizes(texts) / point
        height = float(sizes[:, 1].max(initial=0.0))
        return tuple(texts), sizes[:, 0], max(height, LINE * ruler.em / point)

    def _title(self, ruler: Ruler, size: float, widest: float, most: int) -> str:
        """Return the title, broken where it is too wide; `ruler` is that of entries."""
        title = self.block.title
        if not title:
            return ""
        room = widest * self._figure.get_figure(root=True).dpi / 72
        larger = self._look.title_size / self._look.size
        if "\n" not in title and ruler.at_most([title])[0] * larger <= room:
            return title  # to measure would take its time
        ruler = text_ruler(self._figure, size * larger)
        return fitted([title], ruler, room, most)[0]


def _widest(widths: Floats, columns: int) -> float:
    parts = np.array_split(widths, columns)
    return float(sum(part.max(initial=0.0) for part in parts))


def _highest(rows: Floats, columns: int) -> float:
    parts = np.array_split(rows, columns)
    return float(max((part.sum() for part in parts), default=0.0))


def _box(legend: Legend) -> Any:
    """Return the box that holds the columns of a legend."""
    return legend.get_children()[0].get_children()[1]


def _columns(legend: Legend) -> Iterator[Any]:
    yield from _box(legend).get_children()


def title_size() -> float | str:
    """Return the font size of the titles of guides."""
    size: float | str | None = RC["legend.title_fontsize"]
    return RC["legend.fontsize"] if size is None else size


def text_ruler(figure: Figure | SubFigure, size: float | str) -> Ruler:
    """Return what measures texts of one font size."""
    text = Text(fontsize=size)
    text.set_figure(figure)
    return Ruler(text, measuring(figure))


def points_of(size: float | str) -> float:
    """Return a font size, given so or by its name, in points."""
    return float(FontProperties(size=size).get_size_in_points())
