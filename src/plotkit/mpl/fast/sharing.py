"""Axes that share their limits, without each look at these asking all that share them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure, SubFigure

_STEADY: ContextVar[bool] = ContextVar("steady", default=False)


def is_steady() -> bool:
    """Tell whether nobody adds anything to axes now."""
    return _STEADY.get()


@contextmanager
def steady(figure: Figure | SubFigure) -> Iterator[None]:
    """Let limits count as up to date within the block, in which nobody adds anything to axes."""
    for ax in figure.axes:
        if getattr(ax, "outdated", True):
            ax.get_xlim()  # brings them up to date
    token = _STEADY.set(True)
    try:
        yield
    finally:
        _STEADY.reset(token)


def share_axis(ax: Axes, other: Axes, name: str) -> None:
    """Let an axis move with another that shows the same."""
    axis: Axis = ax.xaxis if name == "x" else ax.yaxis
    own = axis.major, axis.minor
    (ax.sharex if name == "x" else ax.sharey)(other)
    axis.major, axis.minor = own
