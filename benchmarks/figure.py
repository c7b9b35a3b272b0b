"""What hand-written figures share: the look, the canvas, the legend."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import plotkit.objects as so

SIZE = (6.4, 4.8)
DPI = 100

_PLOTKIT = dict(so.Plot.config.theme)
_FONTS = set(font_manager.fontManager.get_font_names())
DEEP = _PLOTKIT["axes.prop_cycle"]
THEME: dict[str, Any] = {
    **{name: value for name, value in _PLOTKIT.items() if name in mpl.rcParams},
    "axes.prop_cycle": cycler(color=DEEP),
    "image.cmap": "viridis",
    # Those that are installed: to look for the others takes time at each text.
    "font.sans-serif": [name for name in _PLOTKIT["font.sans-serif"] if name in _FONTS],
    "figure.dpi": DPI,
}
"""The look of plotkit's default theme, so that both figures show the same."""


Box: TypeAlias = tuple[float, ...]
"""Left, bottom, width and height, as shares of the figure; of a bar, the foot of its title, too."""


@dataclass(frozen=True)
class Place:
    """Where things stand: margins, corners of legends, boxes of colour bars and of panels.

    A person finds them by trying.

    ``places.json`` holds those at which both figures agree; ``measure.py places`` renews it.
    """

    left: float = 0.12
    bottom: float = 0.12
    right: float = 0.8
    top: float = 0.98
    wspace: float = 0.1
    hspace: float = 0.1
    legends: tuple[tuple[float, float], ...] = ((0.82, 0.7), (0.82, 0.5))
    bars: tuple[Box, ...] = ((0.9, 0.3, 0.03, 0.4, 0.72),)
    panels: tuple[Box, ...] = ()

    @property
    def margins(self) -> tuple[float, ...]:
        """What ``subplots_adjust`` takes."""
        return self.left, self.bottom, self.right, self.top, self.wspace, self.hspace


PLACES = Path(__file__).with_name("places.json")


def place_of(name: str) -> Place:
    """Return the place of a scenario and size, "scatter:1e3"; one that fits most if unknown."""
    known = json.loads(PLACES.read_text(encoding="utf-8")) if PLACES.exists() else {}
    return Place(**known.get(name, {}))


@contextmanager
def themed() -> Iterator[None]:
    """Let the theme hold: entered once a figure, to build it and to save it."""
    with mpl.rc_context(THEME):
        yield


_PYPLOT: ContextVar[bool] = ContextVar("pyplot", default=False)


@contextmanager
def from_pyplot() -> Iterator[None]:
    """Let figures made within the block be pyplot's."""
    token = _PYPLOT.set(True)
    try:
        yield
    finally:
        _PYPLOT.reset(token)


def new_figure(size: tuple[float, float] = SIZE) -> Figure:
    """Return a figure without a layout engine, which pyplot does not know unless it is asked."""
    if _PYPLOT.get():
        import matplotlib.pyplot as plt

        return plt.figure(figsize=size)
    figure = Figure(figsize=size)
    FigureCanvasAgg(figure)
    return figure


def one_axes(at: Place, xlabel: str, ylabel: str) -> tuple[Figure, Axes]:
    """Return a figure with one axes."""
    figure = new_figure()
    ax = figure.add_axes((at.left, at.bottom, at.right - at.left, at.top - at.bottom))
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


def add_bar(figure: Figure, box: Box, low: float, high: float, title: str) -> None:
    """Add a colour bar of the default map, without a frame."""
    ax = _bar_axes(figure, box, title)
    ramp = np.linspace(0, 1, 256)[:, None]
    ax.imshow(ramp, origin="lower", aspect="auto", extent=(0, 1, low, high))


def add_steps(figure: Figure, box: Box, colors: np.ndarray, labels: list[str], title: str) -> None:
    """Add a colour bar of a few colours, with a label at the middle of each."""
    ax = _bar_axes(figure, box, title)
    ax.imshow(colors[:, None], origin="lower", aspect="auto")
    ax.set_yticks(range(len(labels)), labels)


def _bar_axes(figure: Figure, box: Box, title: str) -> Axes:
    *bounds, above = box
    ax = figure.add_axes(bounds)
    ax.grid(False)
    ax.set_xticks([])
    ax.yaxis.tick_right()
    ax.tick_params(axis="y", length=1.65, width=0.8, pad=4.4, right=True)
    ax.spines[:].set_visible(False)
    figure.text(bounds[0], above, title, va="bottom", fontsize="medium")
    return ax


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
