"""The page: what a function that places elements is told once the size of a panel is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from plotkit.errors import PlotSpecError
from plotkit.typing import Floats


@dataclass(frozen=True, eq=False)
class Page:
    """A panel on the page, and the elements that lie in it.

    All lengths are in points and positions count from the lower left corner of the panel. They
    are upright: x is along the position axis, y along the value axis, also in a horizontal layer.

    Attributes
    ----------
    xy
        Where the rows lie, shape (n, 2); NaN for a row that is not shown.
    size
        Width and height of the panel.
    extent
        Width and height of each element, shape (n, 2): of a marker with its edge, of a text with
        its box.
    middle
        From each row to the middle of its element, shape (n, 2): zero for a marker, but not for a
        text that stands beside its point.

    Examples
    --------
    >>> import numpy as np
    >>> import plotkit.objects as so
    >>> def lifted(page: so.Page):
    ...     return page.xy + np.array([0, 6])  # 6 points up, at any size of the figure
    """

    xy: Floats
    size: tuple[float, float]
    extent: Floats
    middle: Floats

    def swapped(self) -> Page:
        """Return the page with x and y exchanged."""
        width, height = self.size
        return Page(self.xy[:, ::-1], (height, width), self.extent[:, ::-1], self.middle[:, ::-1])


Place: TypeAlias = Callable[[Page], Any]
"""Returns where each row shall lie, shape (n, 2), in points; NaN for a row that is not drawn."""


@dataclass(frozen=True)
class Swapped:
    """A function written for an upright page, on one whose layer is horizontal."""

    place: Place

    def __call__(self, page: Page) -> Floats:
        """Return the positions that the function gives, as they are on the page."""
        return placed(self.place, page.swapped())[:, ::-1]


def placed(place: Place, page: Page) -> Floats:
    """Return the positions that a function gives for a page, shape (n, 2).

    Raises
    ------
    PlotSpecError
        If it fails, or returns anything else.
    """
    try:
        found = place(page)
    except PlotSpecError:
        raise
    except Exception as error:
        raise PlotSpecError(
            f"place={name_of(place)} failed: {type(error).__name__}: {error}"
        ) from error
    try:
        xy = np.asarray(found, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise PlotSpecError(
            f"place={name_of(place)} must return an array of numbers: {error}."
        ) from error
    if xy.shape != page.xy.shape:
        raise PlotSpecError(
            f"place={name_of(place)} must return one position for each of the {len(page.xy)} rows, "
            f"shape {page.xy.shape}, not {xy.shape}."
        )
    return xy


def name_of(place: Place) -> str:
    """Return the name of a function, of one with some arguments filled in, or of its class."""
    inner: Any = place
    while isinstance(inner, Swapped | partial):
        inner = inner.place if isinstance(inner, Swapped) else inner.func
    return str(getattr(inner, "__name__", type(inner).__name__))
