"""What hand-written figures share: the look, the canvas, the legend."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from plotkit.config import DEFAULT_THEME

SIZE = (6.4, 4.8)
DPI = 100

DEEP = DEFAULT_THEME["axes.prop_cycle"]
_FONTS = set(font_manager.fontManager.get_font_names())
THEME: dict[str, Any] = {
    **{name: value for name, value in DEFAULT_THEME.items() if name != "image.cmap"},
    "axes.prop_cycle": cycler(color=DEEP),
    # Those that are installed: to look for the others takes time at each text.
    "font.sans-serif": [name for name in DEFAULT_THEME["font.sans-serif"] if name in _FONTS],
    "figure.dpi": DPI,
}
"""The look of plotkit's default theme, so that both figures show the same."""


@contextmanager
def themed() -> Iterator[None]:
    """Let the theme hold: entered once a figure, to build it and to save it."""
    with mpl.rc_context(THEME):
        yield


def new_figure(size: tuple[float, float] = SIZE) -> Figure:
    """Return a figure that pyplot does not know and that has no layout engine."""
    figure = Figure(figsize=size)
    FigureCanvasAgg(figure)
    return figure


def one_axes(
    left: float, bottom: float, right: float, top: float, xlabel: str = "", ylabel: str = ""
) -> tuple[Figure, Axes]:
    """Return a figure with one axes, its margins chosen by eye."""
    figure = new_figure()
    ax = figure.add_axes((left, bottom, right - left, top - bottom))
    ax.set(xlabel=xlabel, ylabel=ylabel)
    return figure, ax


def add_legend(
    figure: Figure,
    at: tuple[float, float],
    handles: Sequence[Any],
    labels: Sequence[str],
    title: str,
    **settings: Any,
) -> None:
    """Add a legend without a frame, its upper left corner at a place on the figure."""
    settings = {"borderpad": 0.0, "borderaxespad": 0.0, "alignment": "left", **settings}
    figure.legend(
        handles,
        labels,
        title=title,
        loc="upper left",
        bbox_to_anchor=at,
        frameon=False,
        **settings,
    )


def boxes(left: Any, bottom: Any, right: Any, top: Any) -> np.ndarray:
    """Return rectangles as vertices for a PolyCollection, shape (n, 4, 2)."""
    x = np.stack([left, right, right, left], axis=1)
    y = np.stack([bottom, bottom, top, top], axis=1)
    return np.stack([x, y], axis=2)


def to_png(figure: Figure) -> bytes:
    """Write a figure at the benchmark's resolution."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI)
    return buffer.getvalue()
