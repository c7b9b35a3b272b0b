"""The Axes of a panel, and how a user's Axes gets axes as light as these."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis, XAxis, YAxis
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import SubplotSpec
from matplotlib.patches import Patch
from matplotlib.spines import Spine
from matplotlib.transforms import Bbox
from numpy.typing import ArrayLike

from plotkit.mpl.fast.lightaxis import LISTS, LightAxis, LightX, LightY
from plotkit.mpl.fast.sharing import SharingAxes
from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.fast.tickpattern import PlacedTicks
from plotkit.mpl.spacedaxes import SpacedAxes
from plotkit.mpl.style import plain_set, tick_style

_SIDES = ("left", "right", "bottom", "top")


class PanelSpine(Spine):
    """A line around a panel; it knows how far ticks stick out without asking for them."""

    set = plain_set

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """Return the box in pixels, with the marks of the ticks."""
        axis = self.axis
        if not (isinstance(axis, LightAxis) and axis.light):
            return super().get_window_extent(renderer)
        self._adjust_location()  # type: ignore[attr-defined]  # not in the stubs
        ends = np.asarray(self.get_path().vertices)
        straight = len(ends) == 2  # so that its box needs no look at curves
        box = _around(self, ends) if straight else Patch.get_window_extent(self, renderer)
        far = self.spine_type in ("right", "top")
        if not axis.get_visible() or not axis.has_marks(far):
            return box
        placed: Sequence[PlacedTicks] = axis.placed()
        if not placed:
            return box
        figure = self.get_figure(root=True)
        assert figure is not None, "a spine is in a figure"
        reach = np.max([each.pattern.reach(far) for each in placed], axis=0) * figure.dpi / 72
        outer, inner = reach[::-1] if far else reach
        (x0, y0), (x1, y1) = box.min, box.max
        if self.spine_type in ("left", "right"):
            return Bbox.from_extents(x0 - outer, y0, x1 + inner, y1)
        return Bbox.from_extents(x0, y0 - outer, x1, y1 + inner)


def _around(patch: Patch, vertices: ArrayLike) -> Bbox:
    places = patch.get_transform().transform(vertices)
    return Bbox([places.min(axis=0), places.max(axis=0)])


class PanelAxes(SharingAxes, SpacedAxes):
    """The Axes of a panel, with light axes."""

    def _init_axis(self) -> None:
        # Where matplotlib lets projections choose the classes of their axes.
        self.xaxis, self.yaxis = LightX(self, clear=False), LightY(self, clear=False)
        for side in _SIDES:
            axis = self.xaxis if side in ("bottom", "top") else self.yaxis
            self.spines[side].register_axis(axis)

    def _gen_axes_spines(self) -> dict[str, Spine]:
        # Likewise, for their spines.
        return {side: PanelSpine.linear_spine(self, side) for side in _SIDES}  # type: ignore[arg-type]  # they are sides

    def clear(self) -> None:
        """Start anew."""
        super().clear()
        for spine in self.spines.values():
            spine.get_spine_transform()  # only ticks would tell it where it is


def add_axes(figure: Figure | SubFigure, cell: SubplotSpec, **shared: Axes | None) -> Axes:
    """Add the Axes of a panel; its ticks look as the theme that holds now says.

    Parameters
    ----------
    figure, cell
        Where it is.
    shared
        As of ``Figure.add_subplot``: `sharex`, `sharey`.
    """
    if enabled("ticks"):
        return figure.add_subplot(cell, axes_class=PanelAxes, **shared)
    ax = figure.add_subplot(cell, axes_class=SpacedAxes, **shared)
    for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)):
        for which in ("major", "minor"):
            axis.set_tick_params(which=which, **tick_style(name, which))
    return ax


def lighten(ax: Axes, undo: ExitStack) -> None:
    """Let the axes of a user's Axes be light; the first tick is what all look like.

    They stay as they are where somebody has asked for ticks, for these may differ.
    """
    if not enabled("ticks"):
        return
    for axis, plain, light in ((ax.xaxis, XAxis, LightX), (ax.yaxis, YAxis, LightY)):
        made = [vars(axis).get(name, []) for name in LISTS]
        if type(axis) is plain and max(map(len, made)) <= 1:
            axis.__class__ = light
            lit = cast(LightAxis, axis)
            lit.become(*made)
            undo.callback(_darken, lit, plain)
    for spine in ax.spines.values():
        if type(spine) is Spine:
            spine.__class__ = PanelSpine


def _darken(axis: LightAxis, plain: type[Axis]) -> None:
    axis.make_ticks()
    axis.__class__ = plain  # type: ignore[assignment]  # which it was
