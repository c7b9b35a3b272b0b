"""An axis that makes no ticks before somebody asks for them.

Ticks are most of what a figure costs: each is five artists. The axis of a panel knows where its
ticks are and what they say, and draws them all after one pattern. As soon as somebody asks for the
ticks they are made, and the axis is like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from matplotlib import colors, ticker
from matplotlib.artist import allow_rasterization
from matplotlib.axis import Axis, Tick, XAxis, YAxis
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from plotkit.mpl.fast.extents import text_box
from plotkit.mpl.fast.laidtext import laid
from plotkit.mpl.fast.tickpattern import Boxes, PlacedTicks, TickPattern, draw_grid
from plotkit.mpl.fast.tickplaces import TickPlaces
from plotkit.mpl.style import RC, plain_set, tick_style
from plotkit.typing import Bools, Floats

LISTS = ("majorTicks", "minorTicks")
"""Names of the lists of ticks, major and minor."""
_SIDES = ("left", "right", "bottom", "top")
_PARTS = (*_SIDES, *(f"label{side}" for side in _SIDES))


class _Ticks:
    """The list of ticks of one kind: who asks for it has the ticks made."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, axis: LightAxis | None, owner: type | None = None) -> Any:
        if axis is None:
            return self
        axis.make_ticks()
        return vars(axis)[self._name]


class LightAxis(Axis):
    """What both axes of a panel have in common."""

    set = plain_set

    majorTicks: Any = _Ticks()  # noqa: N815  # matplotlib's names
    minorTicks: Any = _Ticks()  # noqa: N815  # likewise
    axis_name: str
    _label_style: tuple[dict[str, Any], dict[str, Any]]
    _placed: list[PlacedTicks] | None = None
    _grid_only: bool | None = None
    """Whether major ticks are set to be no more than plain grid lines, if known."""

    @property
    def light(self) -> bool:
        """Whether nobody has asked for its ticks."""
        known = vars(self)
        return "majorTicks" not in known and "minorTicks" not in known

    @property
    def bare(self) -> bool:
        """Whether it is light and shows no more than grid lines."""
        if not self.light or self.offsetText.get_visible():
            return False
        if not isinstance(self.get_minor_locator(), ticker.NullLocator):
            return False
        if self.label.get_visible() and self.label.get_text():
            return False
        if self._grid_only is None:
            params = self.get_tick_params()
            plain = params.get("grid_linestyle") == "-"
            self._grid_only = plain and not any(params.get(part) for part in _PARTS)
        return self._grid_only

    def pattern(self, major: bool) -> TickPattern:
        """Return what the ticks of one kind look like."""
        if major not in self._patterns:
            tick = self._get_tick(major)
            if tick.get_clip_box() is None and tick.get_clip_path() is None:
                tick.set_clip_path(self.axes.patch)
            self._patterns[major] = TickPattern(tick, self.axis_name == "x")
        return self._patterns[major]

    def _get_tick(self, major: bool) -> Tick:
        tick: Tick = super()._get_tick(major)  # type: ignore[misc]  # not in the stubs
        for label, style in zip((tick.label1, tick.label2), self._label_style, strict=True):
            label.set(**style)
            laid(label)
        return tick

    def set_label_style(self, near: dict[str, Any], far: dict[str, Any]) -> None:
        """Set properties of all tick labels at the near and the far side, also of later ones."""
        self._label_style = (near, far)
        patterns = [pattern.tick for pattern in self._patterns.values()]
        for tick in patterns if self.light else [*self.majorTicks, *self.minorTicks]:
            tick.label1.set(**near)
            tick.label2.set(**far)

    def take_style(self) -> None:
        """Let ticks look as the theme that holds now says, whenever they are made."""
        if not self.bare:
            self.pattern(True)
            if not isinstance(self.get_minor_locator(), ticker.NullLocator):
                self.pattern(False)

    # -------------------------------------------------------------------- while there are no ticks

    def begin(self) -> None:
        """Know nothing of ticks yet."""
        self._patterns: dict[bool, TickPattern] = {}
        self._label_style = ({}, {})
        self._major_places = TickPlaces()
        self._cap = RC["lines.solid_capstyle"]

    def become(self, major: Sequence[Tick], minor: Sequence[Tick]) -> None:
        """Begin with ticks that are there, at most one of a kind."""
        self.begin()
        for name, ticks in zip(LISTS, (major, minor), strict=True):
            vars(self).pop(name, None)
            for tick in ticks:
                laid(tick.label1)
                laid(tick.label2)
                self._patterns[name == LISTS[0]] = TickPattern(tick, self.axis_name == "x")

    def clear(self) -> None:
        """Start anew; ticks made later look as the theme that holds now says."""
        self.begin()
        super().clear()
        for which in ("major", "minor"):
            self.set_tick_params(which=which, **tick_style(self.axis_name, which))

    def set_tick_params(self, which: Any = "major", reset: bool = False, **kwargs: Any) -> None:
        """Set what ticks look like, without making any."""
        self._grid_only = None
        self._major_places = TickPlaces()
        with self._patterns_only():
            super().set_tick_params(which=which, reset=reset, **kwargs)
        if reset:
            self._patterns.clear()

    def set_clip_path(self, path: Any, transform: Any = None) -> None:
        """Set what cuts off grid lines, without making any."""
        with self._patterns_only():
            super().set_clip_path(path, transform)

    def reset_ticks(self) -> None:
        """Forget what ticks look like; they are made anew, if ever."""
        self._patterns.clear()
        if not self.light or self.get_clip_box() is None:
            super().reset_ticks()

    @contextmanager
    def _patterns_only(self) -> Iterator[None]:
        """Let lists of ticks that nobody has asked for hold the patterns, and forget them again."""
        missing = [name for name in LISTS if name not in vars(self)]
        for name in missing:
            pattern = self._patterns.get(name == LISTS[0])
            setattr(self, name, [] if pattern is None else [pattern.tick])
        try:
            yield
        finally:
            for name in missing:
                vars(self).pop(name, None)

    def _update_ticks(self) -> list[Any]:
        if not self.light:
            ticks: list[Any] = super()._update_ticks()  # type: ignore[misc]  # not in the stubs
            return ticks
        return self.placed()

    def placed(self) -> list[PlacedTicks]:
        """Return the ticks in view, without making any."""
        if self._placed is not None:
            return self._placed
        placed = []
        for major in (True, False):
            locator = self.get_major_locator() if major else self.get_minor_locator()
            if isinstance(locator, ticker.NullLocator) or not self.pattern(major).visible:
                continue
            found: Any = self.get_majorticklocs() if major else self.get_minorticklocs()
            formatter = self.get_major_formatter() if major else self.get_minor_formatter()
            texts = formatter.format_ticks(found)
            places = np.asarray(found, dtype=np.float64)
            shown = self.in_view(places)
            if shown.any():
                texts = [text for text, each in zip(texts, shown, strict=True) if each]
                placed.append(PlacedTicks(self.pattern(major), places[shown], texts))
        return placed

    def has_marks(self, far: bool) -> bool:
        """Tell whether marks of ticks would have a length; far is at the top or the right."""
        if self.bare:
            return False
        kinds = ((self.get_major_locator(), True), (self.get_minor_locator(), False))
        return any(
            any(self.pattern(major).reach(far))
            for locator, major in kinds
            if not isinstance(locator, ticker.NullLocator)
        )

    def get_majorticklocs(self) -> Any:
        """Return the places of the major ticks, in data coordinates."""
        return self._major_places(self)

    def in_view(self, places: Floats) -> Bools:
        """Tell which places lie within the limits."""
        scale = self.get_transform()
        low, high = sorted(scale.transform(np.asarray(self.get_view_interval())))
        at, slack = scale.transform(places), 1e-10 * (high - low)
        shown: Bools = (at >= low - slack) & (at <= high + slack)
        return shown

    def _get_ticklabel_bboxes(self, ticks: Any, renderer: RendererBase) -> tuple[Boxes, Boxes]:
        near: Boxes = []
        far: Boxes = []
        if not self.light:
            near, far = super()._get_ticklabel_bboxes(ticks, renderer)  # type: ignore[misc]  # likewise
            return near, far
        for placed in ticks:
            one, other = placed.boxes(renderer)
            near += one
            far += other
        return near, far

    @contextmanager
    def _placing_once(self) -> Iterator[None]:
        """Find places and texts once for all that asks for them within the block."""
        self._placed = self.placed() if self.light else None
        try:
            yield
        finally:
            self._placed = None

    def get_tightbbox(self, renderer: Any = None, *, for_layout_only: bool = False) -> Any:
        """Return the box around labels; None if there are none."""
        if self.get_visible() and self.bare:
            return None
        if not self.light or renderer is None or for_layout_only or not self.get_visible():
            return super().get_tightbbox(renderer, for_layout_only=for_layout_only)
        with self._placing_once():
            near, far = self._get_ticklabel_bboxes(self.placed(), renderer)
            self._update_label_position(renderer)  # type: ignore[attr-defined]  # not in the stubs
            self._update_offset_text_position(near, far)  # type: ignore[attr-defined]  # likewise
        self.offsetText.set_text(self.get_major_formatter().get_offset())
        texts = [text for text in (self.label, self.offsetText) if text.get_visible()]
        boxes = [text_box(text, renderer) for text in texts if text.get_text()]
        boxes += [*near, *far]
        if not boxes:
            return None
        ends = np.array([box.extents for box in boxes])
        ends = ends[np.isfinite(ends).all(axis=1) & (ends[:, :2] != ends[:, 2:]).all(axis=1)]
        return Bbox([ends[:, :2].min(axis=0), ends[:, 2:].max(axis=0)]) if len(ends) else None

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def draw(self, renderer: RendererBase) -> None:
        """Draw ticks, labels and grid lines."""
        if self.get_visible() and self.bare:
            self._draw_grid(renderer)
        else:
            with self._placing_once():
                super().draw(renderer)
        self.stale = False

    def _draw_grid(self, renderer: RendererBase) -> None:
        params: dict[str, Any] = self.get_tick_params()
        if not params["gridOn"]:
            return
        places = np.asarray(self.get_majorticklocs(), dtype=np.float64)
        level = self.axis_name == "x"
        transform = self.axes.get_xaxis_transform if level else self.axes.get_yaxis_transform
        style = {
            "color": colors.to_rgba(params["grid_color"], params.get("grid_alpha")),
            "linewidth": params["grid_linewidth"],
            "capstyle": self._cap,
        }
        renderer.open_group("grid", gid=self.get_gid())
        draw_grid(self, places[self.in_view(places)], level, transform("grid"), style, renderer)
        renderer.close_group("grid")

    # ------------------------------------------------------------------ when somebody asks for them

    def get_major_ticks(self, numticks: int | None = None) -> list[Tick]:
        """Return the major ticks, and make as many as there are not yet."""
        self.make_ticks()
        return super().get_major_ticks(numticks)

    def get_minor_ticks(self, numticks: int | None = None) -> list[Tick]:
        """Return the minor ticks, and make as many as there are not yet."""
        self.make_ticks()
        return super().get_minor_ticks(numticks)

    def make_ticks(self) -> None:
        """Let ticks be made from now on, the first from the pattern."""
        if self.light:
            ticks = self.pattern(True).tick, self.pattern(False).tick
            self.majorTicks, self.minorTicks = [ticks[0]], [ticks[1]]
            self._patterns.clear()
            self._update_ticks()


def is_bare(axis: Axis) -> bool:
    """Tell whether an axis shows no more than grid lines."""
    return isinstance(axis, LightAxis) and axis.bare


def label_of(axis: Axis) -> Text:
    """Return a tick label that tells what all look like."""
    if isinstance(axis, LightAxis) and axis.light:
        return axis.pattern(True).tick.label1
    return axis.get_major_ticks(1)[0].label1


def set_label_style(axis: Axis, near: dict[str, Any], far: dict[str, Any]) -> None:
    """Set properties of all tick labels at the near and the far side of an axis."""
    if isinstance(axis, LightAxis):
        axis.set_label_style(near, far)
        return
    for tick in axis.get_major_ticks(len(axis.get_majorticklocs())):
        tick.label1.set(**near)
        tick.label2.set(**far)


class LightX(LightAxis, XAxis):
    """The x axis of a panel."""


class LightY(LightAxis, YAxis):
    """The y axis of a panel."""
