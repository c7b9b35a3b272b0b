"""Where a locator put ticks, remembered: a layout and a drawing ask many times for one view."""

from __future__ import annotations

from operator import is_
from typing import Any

from matplotlib import ticker
from matplotlib.axis import Axis

from plotkit.mpl.style import RC

_PLAIN = (ticker.AutoLocator, ticker.MaxNLocator)
"""Locators that hang on nothing but their own settings, the view and the length of the axis."""


class TickPlaces:
    """The answer of one locator, kept until anything it hangs on is another.

    Of the size of tick labels only that of the session is looked at: an axis that gets other tick
    parameters begins anew.
    """

    def __init__(self) -> None:
        self._view: tuple[Any, ...] = ()
        self._settings: tuple[Any, ...] = ()
        self._places: Any = None

    def __call__(self, axis: Axis) -> Any:
        """Return the places of the major ticks of an axis, in data coordinates."""
        locator = axis.get_major_locator()
        if type(locator) not in _PLAIN:
            return locator()
        low, high = axis.get_view_interval()
        box, figure = axis.axes.bbox, axis.axes.get_figure(root=True)
        assert figure is not None, "ticks are asked for on a figure"
        size = RC[f"{axis.axis_name}tick.labelsize"]  # type: ignore[attr-defined]  # x, y
        view = (low, high, box.width, box.height, figure.dpi, size, RC["axes.autolimit_mode"])
        settings = (locator, *vars(locator).values())
        if view != self._view or not all(map(is_, settings, self._settings)):
            self._places = locator()
            self._view, self._settings = view, settings
        return self._places.copy()
