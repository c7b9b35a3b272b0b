"""Axes that share their limits, without each look at these asking all that share them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure, SubFigure

from plotkit.mpl.style import plain_set

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


class SharingAxes(Axes):
    """An Axes that shares its limits with many at the price of few."""

    set = plain_set

    @property
    def outdated(self) -> bool:
        """Whether something was added since its limits were found."""
        return any(self._stale_viewlims.values())  # type: ignore[attr-defined]  # private

    def _unstale_viewLim(self) -> None:  # noqa: N802  # matplotlib's name
        # Each look at the limits asks all axes that share them whether these are out of date.
        if is_steady() and not self.outdated:
            return
        super()._unstale_viewLim()  # type: ignore[misc]  # likewise

    def join(self, other: Axes, name: str) -> bool:
        """Let an axis move with another if both have the same limits now; tell whether they do.

        matplotlib sets the limits once more, which takes longer than all the rest.
        """
        x = name == "x"
        own, its = ((ax.get_xlim() if x else ax.get_ylim()) for ax in (self, other))
        if own != its:
            return False
        self._shared_axes[name].join(self, other)  # type: ignore[attr-defined]  # likewise
        if x:
            self._sharex = other
        else:
            self._sharey = other
        return True


def share_axis(ax: Axes, other: Axes, name: str) -> None:
    """Let an axis move with another that shows the same."""
    if isinstance(ax, SharingAxes) and ax.join(other, name):
        return
    axis: Axis = ax.xaxis if name == "x" else ax.yaxis
    own = axis.major, axis.minor
    (ax.sharex if name == "x" else ax.sharey)(other)
    axis.major, axis.minor = own
