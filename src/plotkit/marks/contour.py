"""Contour: lines of equal height over a plane, or the regions between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.factor import Factor
from plotkit.data.named import named
from plotkit.data.roles import FACETS
from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, PlotTypeError, warn
from plotkit.marks.base import Mark
from plotkit.marks.isolines import Outline, lines_at, regions
from plotkit.marks.linelabels import label_places, written
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableStyle
from plotkit.marks.paint import paint
from plotkit.marks.pane import Pane
from plotkit.marks.primitives import Paths
from plotkit.marks.values import Values
from plotkit.records import dataclass, field
from plotkit.stats.base import Stat
from plotkit.stats.kde2d import SharedSurface, Surface
from plotkit.typing import Floats

HEIGHTS = ("z", "density", "count")
"""Columns over which contours are found, the first that is there."""
_SEAM = 0.3
"""Width of the edge that closes the seams between opaque regions, in points."""
_MOST = 200
"""Levels, at most."""


@dataclass(frozen=True)
class Contour(Mark):
    """Lines of equal height, or the regions between them, of `z` or of the density of points.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha
        Of lines, or of regions. Colour shows the height unless it is said otherwise.
    linewidth, linestyle
        Of lines, in points.
    levels
        About how many there are, at even and round heights between the extremes of all groups and
        panels; or a list. For `z` these are heights. For a density they are shares: 0.5 is the line
        within which half of a group lies, so that each group has all of them; the least, around the
        densest part, has the colour of the greatest height.
    filled
        Whether the regions above each level are filled, instead of lines.
    labels
        Whether the level is written upon each line that is long enough; or how, as a format such as
        ".1f", or a function from the level to a text.
    fontsize
        Of labels, in points.
    fillcolor
        Of the ground of labels, "none" for none.

    See Also
    --------
    KDE2D : The density, if there is no `z`; with other parameters it is added before.

    Notes
    -----
    Rows are the points of a grid, which may be uneven; where it has none, or no height, there is no
    line. Heights between its points are interpolated along straight lines. A level that no height
    reaches is not drawn, and told. Below the lowest level the ground is seen. The highest region
    has no upper limit.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> points = so.Plot(x=[1, 2, 2, 3, 5], y=[1, 3, 2, 5, 4])
    >>> p = points.add(so.Contour())
    >>> p = points.add(so.Contour(levels=[0.5, 0.95], filled=True), so.KDE2D(bw_adjust=1.5))
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    linewidth: MappableFloat = Mappable(rc="lines.linewidth", grouping=False)
    linestyle: MappableStyle = Mappable("-", grouping=False)

    levels: int | Sequence[float] = field(default=8, kw_only=True)
    filled: bool = field(default=False, kw_only=True)
    labels: bool | str | Callable[[float], str] = field(default=False, kw_only=True)
    fontsize: MappableFloat = field(default=Mappable(8.0, grouping=False), kw_only=True)
    fillcolor: MappableColor = field(
        default=Mappable(rc="axes.facecolor", grouping=False), kw_only=True
    )

    planar: ClassVar[bool] = True
    reads: ClassVar[tuple[str, ...]] = ("z", "contour", "shape", "level")
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.0, 1.0), "y": (0.5, 0.5)}
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        self._asked()
        if not isinstance(self.filled, bool):
            raise PlotTypeError(f"Contour(filled=) is True or False, not {self.filled!r}.")
        given: Any = self.labels
        if not (isinstance(given, bool | str) or callable(given)) or (given and self.filled):
            raise PlotSpecError(
                f"labels of Contour, which stand on lines, must be True, a format or a function, "
                f"not {given!r}{' with filled=True: add lines over it' if self.filled else ''}."
            )

    def default_stat(self) -> Stat | None:
        """Return the stat that makes heights: of `z`, or the density."""
        return Surface() if np.ndim(self.levels) == 0 else SharedSurface()

    def can_draw(self, there: Any) -> bool:
        """Tell whether a stat makes heights."""
        return any(name in there for name in ("density", "count"))

    def _asked(self) -> Floats | int:
        """Return the levels as numbers, in ascending order, or how many there are to be."""
        given: Any = self.levels
        whole = isinstance(given, int | np.integer) and not isinstance(given, bool)
        if whole and 1 <= given <= _MOST:
            return int(given)
        try:
            listed = np.unique(np.asarray(given, dtype=np.float64)) if np.ndim(given) == 1 else None
        except (TypeError, ValueError):
            listed = None
        if listed is None or not len(listed) or not np.isfinite(listed).all():
            raise PlotSpecError(
                f"levels of Contour must be a whole number from 1 to {_MOST} or a list of numbers, "
                f"not {given!r}."
            )
        return listed

    # ------------------------------------------------------------------------------- from a grid

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Replace the points of grids by the vertices of lines."""
        name = next((name for name in HEIGHTS if name in t), None)
        if name is None:
            raise PlotSpecError(
                "Contour needs heights: assign z, or let a stat make a density, as KDE2D does."
            )
        heights = np.asarray(t[name], dtype=np.float64)
        asked = self._asked()
        shares = "mass" in t and name == "density" and not isinstance(asked, int)
        if shares and not (np.greater(asked, 0) & np.less(asked, 1)).all():
            raise PlotSpecError(
                f"levels of a density are shares of its mass, from 0 to 1, not {self.levels!r}; a "
                "whole number says how many lines there are."
            )
        levels = _even(heights, asked) if isinstance(asked, int) else asked
        grouped = t.group(*(n for n in by if n in FACETS or isinstance(t.column(n), Factor)))
        shown = _shown_heights(t, name)
        outlines: list[Outline] = []
        owners: list[int] = []
        flat: list[int] = []
        low: list[int] = []
        reached = np.zeros(len(levels), dtype=bool)
        for rows in grouped.groups.slices():
            here = t.take(rows)
            at = _within(here, levels) if shares else levels
            found = self._found(here, name, at)
            if found is None:
                flat.append(int(rows[0]))
                continue
            if not found:
                low.append(int(rows[0]))
            for outline in found:
                reached[outline.level] = True
                outlines.append(outline)
                owners.append(int(rows[0]))
        self._tell(t, by, levels, reached, flat)
        if low and reached.any():
            warn(
                f"Contour: {len(low)} of {grouped.groups.count} groups have no line "
                f"({named(t, by, np.array(low))}): all levels lie beyond their heights."
            )
        return _vertices(t, outlines, owners, levels, shares, shown)

    def _found(self, here: Table, name: str, levels: Floats) -> list[Outline] | None:
        """Return the outlines of one group; None if its heights make no surface."""
        grid = _grid(here, name)
        if grid is None:
            return None
        return regions(*grid, levels) if self.filled else lines_at(*grid, levels)

    def _tell(
        self, t: Table, by: Sequence[str], levels: Floats, reached: Any, flat: list[int]
    ) -> None:
        """Say which groups have no surface, and which levels are reached by none."""
        if flat:
            which = f" ({named(t, by, np.array(flat))})" if by else ""
            warn(f"Contour leaves out {len(flat)} groups{which}: their rows are no grid.")
        elif not reached.all() and len(levels):
            lost = ", ".join(f"{level:g}" for level in levels[~reached][:5])
            warn(f"Contour: no line is drawn at {lost}, which no height reaches or all do.")

    def steps_of(self, t: Table, name: str) -> tuple[Floats, float] | None:
        """Return the levels that a colour shows, so that its bar has steps at them."""
        if "level" not in t or isinstance(t.column(name), Factor):
            return None
        shown = np.unique(np.asarray(t[name]))
        known = np.unique(t["level"])
        if not 1 < len(shown) == len(known):
            return None
        if not self.filled:
            return shown, 0.5
        return shown, 1.0 if "mass" in t and not isinstance(self._asked(), int) else 0.0

    # --------------------------------------------------------------------------------- drawing

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw all lines, or all regions."""
        if "contour" not in v:
            self._key(v, pane)
            return
        starts = np.flatnonzero(np.diff(v.contour, prepend=v.contour[:1] - 1))
        first, paths = v.where(starts), Paths(v.xy(), starts)
        if self.filled:
            shapes = first.shape.astype(np.intp)
            face = paint(first.color, first.alpha)
            opaque = bool((np.atleast_2d(np.asarray(face))[:, 3] == 1).all())
            seam = _SEAM if opaque else 0.0
            kws = self.artist_kws
            pane.areas(paths, shapes, color=face, edgecolor=face, edgewidth=seam, kws=kws)
            return
        look = {"color": first.color, "alpha": first.alpha, "linewidth": first.linewidth}
        pane.lines(paths, linestyle=first.linestyle, **look, kws=self.artist_kws)
        if self.labels is not False:
            self._label(paths, first, pane)

    def _label(self, paths: Paths, first: Values, pane: Pane) -> None:
        """Write the levels upon the lines, on the colour of the ground."""
        lines, places = label_places(paths)
        if not len(lines):
            return
        on = first.where(lines)
        ground = np.asarray(paint(on.fillcolor, 1.0)).reshape(-1, 4)[0]
        pane.texts(
            places,
            written(on.level, self.labels, on.numbers),
            color=on.color,
            size=on.fontsize,
            box={"facecolor": tuple(ground.tolist()), "pad": 1.0},
            limits=False,
        )

    def _key(self, v: Values, pane: Pane) -> None:
        v = v.where([0])
        face = paint(v.color, v.alpha)
        if self.filled:
            pane.boxes(np.array([[[0.0, 0.0], [1.0, 1.0]]]), color=face)
            return
        line = np.array([[[0.0, 0.5], [1.0, 0.5]]])
        pane.lines(line, color=face, linewidth=v.linewidth, linestyle=v.linestyle)


def _even(heights: Floats, number: int) -> Floats:
    """Return about so many heights within the extremes: even ones that are round numbers."""
    known = heights[np.isfinite(heights)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    if not low < high:
        warn("Contour: all heights are equal, so there are no lines.")
        return np.empty(0)
    share = np.arange(1, number + 1) / (number + 1)
    exact = np.asarray(low * (1 - share) + high * share)
    apart = high / (number + 1) - low / (number + 1)
    power = np.floor(np.log10(apart)) if apart > 0 else -np.inf
    if not -300 < power < 300 or apart < 1e-9 * max(abs(low), abs(high)):
        return exact  # round numbers cannot be told from others
    found = [
        _multiples(low, high, step, int(power) + more) for more in (-1, 0, 1) for step in _STEPS
    ]

    def misses(levels: Floats) -> tuple[int, float]:
        uneven = abs((levels[0] - low) - (high - levels[-1])) if len(levels) else np.inf
        return abs(len(levels) - number), float(uneven)

    return min(found, key=misses)


_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
"""Steps between round heights, times a power of ten."""


def _multiples(low: float, high: float, step: float, power: int) -> Floats:
    """Return the multiples of a step, times a power of ten, between two heights."""
    size = step * 10.0**power
    numbers = np.arange(np.floor(low / size), np.ceil(high / size) + 1)
    levels = np.array([round(one, 1 - power) for one in (numbers * size).tolist()])
    return levels[(levels > low) & (levels < high)]


def _within(t: Table, shares: Floats) -> Floats:
    """Return the heights of the lines within which some shares of a group lie."""
    order = np.argsort(t["mass"])
    return np.asarray(np.interp(shares, t["mass"][order], t["density"][order]))


def _grid(t: Table, name: str) -> tuple[Floats, Floats, Floats] | None:
    """Return the places along both axes and the heights, shape (y, x), NaN where there are none."""
    x, column = np.unique(t["x"], return_inverse=True)
    y, row = np.unique(t["y"], return_inverse=True)
    if len(x) < 2 or len(y) < 2 or len(x) * len(y) > max(10 * t.n, 10_000):
        return None
    heights = np.full((len(y), len(x)), np.nan)
    heights[row, column] = t[name]
    return (x, y, heights) if np.isfinite(heights).any() else None


def _shown_heights(t: Table, name: str) -> dict[str, str]:
    """Return the columns that show a height or a share, and which."""
    sources = [n for n in (name, "mass") if n in t]
    return {
        column: source
        for column in t
        for source in sources
        if column not in (*HEIGHTS, "mass", *t.coords.axes)
        and not isinstance(t.column(column), Factor)
        and np.array_equal(np.asarray(t[column]), t[source], equal_nan=True)
    }


def _vertices(
    t: Table,
    outlines: Sequence[Outline],
    owners: Sequence[int],
    levels: Floats,
    shares: bool,
    shown: Mapping[str, str],
) -> Table:
    """Return the vertices of all outlines, each with the columns of its group."""
    sizes = [len(one.xy) for one in outlines]
    of_outline = np.repeat(np.arange(len(outlines)), sizes)
    made = t.take(np.array(owners, dtype=np.intp)[of_outline])
    xy = np.concatenate([np.empty((0, 2)), *(one.xy for one in outlines)])
    shape = _numbered(outlines, owners)
    level = np.array([one.level for one in outlines], dtype=np.intp)
    height = np.array([one.height for one in outlines], dtype=np.float64)
    said = levels[level] if len(level) else height
    columns = {
        column: (said if shares and source == "mass" else height)[of_outline]
        for column, source in shown.items()
    }
    places = {"x": xy[:, 0], "y": xy[:, 1]}
    ends = {end: places[end[0]] for end in ("xmin", "xmax", "ymin", "ymax") if end in t}
    numbers = {"contour": of_outline.astype(np.float64), "shape": shape[of_outline]}
    numbers["level"] = said[of_outline]
    return made.with_(**places, **ends, **columns, **numbers)


def _numbered(outlines: Sequence[Outline], owners: Sequence[int]) -> Floats:
    """Return the number of the shape that each outline belongs to."""
    known: dict[Any, int] = {}
    keys = zip(outlines, owners, strict=True)
    return np.array(
        [known.setdefault((owner, one.level, one.shape), len(known)) for one, owner in keys],
        dtype=np.float64,
    )
