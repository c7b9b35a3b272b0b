"""Axes that make no ticks before these are needed.

Ticks are most of what a figure costs: each is five artists. An axis that shows no more than grid
lines, as those of inner panels, draws them as one path here. As soon as somebody asks for its ticks
it makes and draws them as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import numpy as np
from matplotlib import colors, ticker
from matplotlib.artist import allow_rasterization
from matplotlib.axes import Axes
from matplotlib.axis import Axis, Tick, XAxis, YAxis
from matplotlib.backend_bases import RendererBase
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from plotkit.mpl.looks import RC
from plotkit.typing import Floats

_LISTS = ("majorTicks", "minorTicks")
_SIDES = ("bottom", "top", "left", "right")
_PARTS = (*_SIDES, *(f"label{side}" for side in _SIDES))


class QuietAxis(Axis):
    """What both axes of a panel have in common."""

    @property
    def quiet(self) -> bool:
        """Whether it shows no more than grid lines, and nobody has asked for its ticks."""
        if any(name in vars(self) for name in _LISTS) or self.offsetText.get_visible():
            return False
        if not isinstance(self.get_minor_locator(), ticker.NullLocator):
            return False
        if self.label.get_visible() and self.label.get_text():
            return False
        params = self.get_tick_params()
        return not any(params.get(part) for part in _PARTS) and params["grid_linestyle"] == "-"

    axis_name: str

    def clear(self) -> None:
        """Start anew; ticks made later have the looks of the theme that holds now."""
        super().clear()
        self._cap = RC["lines.solid_capstyle"]
        for which in ("major", "minor"):
            self.set_tick_params(which=which, **_looks(self.axis_name, which))

    def set_tick_params(self, which: Any = "major", reset: bool = False, **kwargs: Any) -> None:
        """Set what ticks look like, without making any."""
        with self._no_new_ticks():
            super().set_tick_params(which=which, reset=reset, **kwargs)

    def set_clip_path(self, path: Any, transform: Any = None) -> None:
        """Set what cuts off grid lines, without making any."""
        with self._no_new_ticks():
            super().set_clip_path(path, transform)

    @contextmanager
    def _no_new_ticks(self) -> Iterator[None]:
        """Let lists of ticks that nobody has asked for be empty, and forget them again."""
        missing = [name for name in _LISTS if name not in vars(self)]
        for name in missing:
            setattr(self, name, [])
        try:
            yield
        finally:
            for name in missing:
                delattr(self, name)

    def get_major_ticks(self, numticks: int | None = None) -> list[Tick]:
        """Return the major ticks, and make as many as there are not yet."""
        self._clip(self.majorTicks[0])  # others are made like the first
        return super().get_major_ticks(numticks)

    def get_minor_ticks(self, numticks: int | None = None) -> list[Tick]:
        """Return the minor ticks, and make as many as there are not yet."""
        self._clip(self.minorTicks[0])
        return super().get_minor_ticks(numticks)

    def _clip(self, tick: Tick) -> None:
        if tick.get_clip_box() is None and tick.get_clip_path() is None:
            tick.set_clip_path(self.axes.patch)

    def get_tightbbox(self, renderer: Any = None, *, for_layout_only: bool = False) -> Any:
        """Return the box around labels; None if there are none."""
        if self.get_visible() and self.quiet:
            return None
        return super().get_tightbbox(renderer, for_layout_only=for_layout_only)

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def draw(self, renderer: RendererBase) -> None:
        """Draw ticks, labels and grid lines."""
        if self.get_visible() and self.quiet:
            self._draw_grid(renderer)
        else:
            super().draw(renderer)
        self.stale = False

    def _draw_grid(self, renderer: RendererBase) -> None:
        params: dict[str, Any] = self.get_tick_params()
        places = self._in_view(np.asarray(self.get_majorticklocs(), dtype=np.float64))
        if not params["gridOn"] or not len(places):
            return
        level = self.axis_name == "x"
        transform = self.axes.get_xaxis_transform if level else self.axes.get_yaxis_transform
        ends = np.empty((2 * len(places), 2))
        ends[:, 0 if level else 1] = np.repeat(places, 2)
        ends[:, 1 if level else 0] = np.tile([0.0, 1.0], len(places))
        codes = np.tile(np.array([Path.MOVETO, Path.LINETO], dtype=np.uint8), len(places))
        gc = renderer.new_gc()
        if self.get_clip_on():
            if self.get_clip_box() is not None:
                gc.set_clip_rectangle(self.get_clip_box())
            gc.set_clip_path(cast(Any, self.get_clip_path()))
        rgba = colors.to_rgba(params["grid_color"], params.get("grid_alpha"))
        gc.set_foreground(rgba, isRGBA=True)
        gc.set_linewidth(params["grid_linewidth"])
        gc.set_capstyle(self._cap)
        lines = Path(transform("grid").transform(ends), codes)
        renderer.open_group("grid", gid=self.get_gid())
        renderer.draw_path(gc, lines, IdentityTransform())
        renderer.close_group("grid")
        gc.restore()

    def _in_view(self, places: Floats) -> Floats:
        scale = self.get_transform()
        low, high = sorted(scale.transform(np.asarray(self.get_view_interval())))
        at, slack = scale.transform(places), 1e-10 * (high - low)
        shown: Floats = places[(at >= low - slack) & (at <= high + slack)]
        return shown


def _looks(name: str, which: str) -> dict[str, Any]:
    """Return what ticks look like in the theme that holds now."""
    tick = f"{name}tick"
    color, labelcolor = RC[f"{tick}.color"], RC[f"{tick}.labelcolor"]
    looks = {
        "length": RC[f"{tick}.{which}.size"],
        "width": RC[f"{tick}.{which}.width"],
        "pad": RC[f"{tick}.{which}.pad"],
        "direction": RC[f"{tick}.direction"],
        "color": color,
        "labelcolor": color if labelcolor == "inherit" else labelcolor,
        "labelsize": RC[f"{tick}.labelsize"],
        "labelfontfamily": RC["font.family"],
    }
    for part in ("color", "linestyle", "linewidth"):
        own = RC.get(f"grid.{which}.{part}")  # matplotlib 3.11 has it
        looks[f"grid_{part}"] = RC[f"grid.{part}"] if own is None else own
    if colors.to_rgba(looks["grid_color"])[3] == 1:
        own = RC.get(f"grid.{which}.alpha")
        looks["grid_alpha"] = RC["grid.alpha"] if own is None else own
    return looks


def is_quiet(axis: Axis) -> bool:
    """Tell whether an axis shows no more than grid lines."""
    return isinstance(axis, QuietAxis) and axis.quiet


class QuietX(QuietAxis, XAxis):
    """The x axis of a panel."""


class QuietY(QuietAxis, YAxis):
    """The y axis of a panel."""


class PanelAxes(Axes):
    """The Axes of a panel."""

    def _init_axis(self) -> None:
        # Where matplotlib lets projections choose the classes of their axes.
        self.xaxis, self.yaxis = QuietX(self, clear=False), QuietY(self, clear=False)
        for side in _SIDES:
            axis = self.xaxis if side in ("bottom", "top") else self.yaxis
            self.spines[side].register_axis(axis)

    def clear(self) -> None:
        """Start anew."""
        super().clear()
        for spine in self.spines.values():
            spine.get_spine_transform()  # only ticks would tell it where it is
