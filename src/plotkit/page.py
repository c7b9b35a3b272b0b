"""The page: what a function that places elements is told once the size of a panel is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from plotkit.errors import PlotSpecError
from plotkit.records import dataclass, field, replace
from plotkit.typing import Axis, Bools, Floats

Limits: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
NO_BOXES: Floats = np.empty((0, 2, 2))


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
    limits
        What the panel shows in axis units: first and last of x, first and last of y.
    others
        Where the other things in the panel are, by kind, as lower left and upper right corners,
        shape (k, 2, 2). Only texts are told, by a function with an attribute `sees` that names the
        kinds: "points", "lines" and "areas" (pieces of lines and outlines), "boxes", and "texts".
        Of texts that are placed by such functions it is told of those that had their turn.

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
    limits: Limits = ((0.0, 1.0), (0.0, 1.0))
    others: Mapping[str, Floats] = field(default_factory=dict)

    def along(self, axis: Axis, positions: Any) -> Floats:
        """Return where positions in axis units lie on an axis, in points."""
        number = 0 if axis == "x" else 1
        first, last = self.limits[number]
        with np.errstate(all="ignore"):
            share = (np.asarray(positions, dtype=np.float64) - first) / (last - first)
        return np.asarray(share * self.size[number])

    def direction(self, axis: Axis) -> float:
        """Return 1 where an axis rises to the right or upwards, -1 where it is reversed."""
        first, last = self.limits[0 if axis == "x" else 1]
        return 1.0 if last >= first else -1.0

    def boxes(self, xy: Floats | None = None) -> Floats:
        """Return the corners of the elements, shape (n, 2, 2), where they lie or would lie."""
        middle = (self.xy if xy is None else xy) + self.middle
        return np.stack([middle - self.extent / 2, middle + self.extent / 2], axis=1)

    def swapped(self) -> Page:
        """Return the page with x and y exchanged."""
        xy, extent, middle = (one[:, ::-1] for one in (self.xy, self.extent, self.middle))
        others = {kind: boxes[..., ::-1] for kind, boxes in self.others.items()}
        return Page(xy, self.size[::-1], extent, middle, self.limits[::-1], others)

    def around(self, *kinds: str) -> Floats:
        """Return the boxes of other things of some kinds, shape (k, 2, 2)."""
        return np.concatenate([NO_BOXES, *(self.others.get(kind, NO_BOXES) for kind in kinds)])


@dataclass(frozen=True, eq=False)
class Places:
    """Where a function puts elements, and what it says beside that.

    Attributes
    ----------
    xy
        Where each row shall lie, shape (n, 2), in points; NaN for a row that is not drawn.
    lines
        A line to each text, as from its point, shape (n, k, 2); NaN for none.
    color, linewidth
        Of these lines: RGBA, and points.
    anchor
        From which places texts keep their distance when the limits of an axis change, shape
        (n, 2): limits then grow until all are in the panel.
    hidden
        Which texts, with their lines, have no room in the panel: limits still grow for them, as far
        as they may, and what then has no room is not drawn.
    upon
        Which texts become black or white if they cannot be read upon what lies beneath.
    scale
        Size of the texts, as a share of what was asked for.
    words
        What is told of what has no room, and what helps: one pair a statement.
    """

    xy: Floats
    lines: Floats | None = None
    color: Any = (0.0, 0.0, 0.0, 1.0)
    linewidth: float = 0.8
    anchor: Floats | None = None
    hidden: Bools | None = None
    upon: Bools | None = None
    scale: float = 1.0
    words: tuple[tuple[str, str], ...] = ()

    def swapped(self) -> Places:
        """Return the places with x and y exchanged."""
        turned = {name: getattr(self, name) for name in ("xy", "lines", "anchor")}
        return replace(self, **{n: a[..., ::-1] for n, a in turned.items() if a is not None})


Place: TypeAlias = Callable[[Page], Any]
"""Returns where each row shall lie, shape (n, 2), in points, or :class:`Places`."""


@dataclass(frozen=True)
class Swapped:
    """A function written for an upright page, on one whose layer is horizontal."""

    place: Place

    def __call__(self, page: Page) -> Places:
        """Return the positions that the function gives, as they are on the page."""
        return placed(self.place, page.swapped()).swapped()


@dataclass(frozen=True)
class Chained:
    """Two functions: the second starts from where the first has put elements."""

    first: Place
    second: Place

    def __call__(self, page: Page) -> Places:
        """Return the positions that the second gives."""
        one = placed(self.first, page)
        extent, middle = page.extent * one.scale, page.middle * one.scale
        two = placed(self.second, replace(page, xy=one.xy, extent=extent, middle=middle))
        kept = {
            name: getattr(one, name) if getattr(two, name) is None else getattr(two, name)
            for name in ("hidden", "upon")
        }
        kept["anchor"] = two.anchor if one.anchor is None else one.anchor  # where the data are
        return replace(two, scale=one.scale * two.scale, words=one.words + two.words, **kept)


def sees(place: Place | None) -> frozenset[str]:
    """Return the kinds of other things in the panel that a function asks for."""
    match place:
        case Swapped():
            return sees(place.place)
        case Chained():
            return sees(place.first) | sees(place.second)
        case partial():
            return sees(place.func)
        case _:
            return frozenset(getattr(place, "sees", ()))


def rank_of(place: Place | None) -> int:
    """Return when a function that sees others has its turn: after those of lower rank.

    It says so by an attribute `rank`; of equal ones, what was added first comes first.
    """
    match place:
        case Swapped():
            return rank_of(place.place)
        case Chained():
            return max(rank_of(place.first), rank_of(place.second))
        case _:
            return int(getattr(place, "rank", 0))


def keeps_within(place: Place | None) -> bool:
    """Tell whether all that a function places is in the panel, so that it needs no other room."""
    match place:
        case Swapped():
            return keeps_within(place.place)
        case Chained():
            return keeps_within(place.second)
        case _:
            return bool(getattr(place, "within", False))


def is_steady(place: Place | None) -> bool:
    """Tell whether a function puts elements as far from their rows wherever these lie.

    Limits of axes then grow until all of them are in the panel. It says so by an attribute.
    """
    match place:
        case Swapped():
            return is_steady(place.place)
        case Chained():
            return is_steady(place.first) and is_steady(place.second)
        case _:
            return bool(getattr(place, "steady", False))


def widens(place: Place | None) -> bool:
    """Tell whether limits of axes grow until all that a function moves is in the panel.

    It says so by an attribute, if it goes by what is drawn and not by what the panel leaves.
    """
    match place:
        case Swapped():
            return widens(place.place)
        case Chained():
            return widens(place.first) or widens(place.second)
        case _:
            return bool(getattr(place, "widens", False))


def reached(place: Place, xy: Floats) -> Floats:
    """Return what limits of axes hold of points that a function places, in axis units.

    A function says it by a method `reach`, which gets their positions.
    """
    match place:
        case Swapped():
            return reached(place.place, xy[:, ::-1])[:, ::-1]
        case Chained():
            return reached(place.second, reached(place.first, xy))
        case _:
            reach = getattr(place, "reach", None)
            return xy if reach is None else np.asarray(reach(xy))


def placed(place: Place, page: Page) -> Places:
    """Return the positions that a function gives for a page.

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
    if isinstance(found, Places):
        return found
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
    return Places(xy)


def name_of(place: Place) -> str:
    """Return the name of a function, of one with some arguments filled in, or of its class."""
    inner: Any = place
    while isinstance(inner, Swapped | Chained | partial):
        if isinstance(inner, Chained):
            inner = inner.second
        else:
            inner = inner.place if isinstance(inner, Swapped) else inner.func
    return str(getattr(inner, "__name__", type(inner).__name__))
