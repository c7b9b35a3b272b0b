"""Violin: densities along the values, mirrored or halves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name
from plotkit.marks.mappable import (
    Mappable,
    MappableBool,
    MappableColor,
    MappableFloat,
    MappableString,
    MappableStyle,
)
from plotkit.marks.outlined import Outlined
from plotkit.marks.paint import contrasting, times
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.records import dataclass, field, replace
from plotkit.stats.base import Stat
from plotkit.stats.density import Sample
from plotkit.stats.kde import Bandwidth
from plotkit.stats.quantile import Method, check_method
from plotkit.stats.violin import FLAT, SIDES, DensityNorm, ViolinStats, normalised, signs
from plotkit.typing import Axis, Floats

Side: TypeAlias = Literal["both", "left", "right", "split"]
Inner: TypeAlias = Literal["box", "quartiles", "points", "stick"]
_INNER: Mapping[Inner, str] = MappingProxyType(
    {"box": "box", "quartiles": "quartiles", "points": "rows", "stick": "rows"}
)
"""What may be drawn within, and the part of the stat that has it."""
_BOX, _MIDDLE = 0.08, 0.04
"""How wide the box within is, and how far from the middle points of a half are, as shares."""


@dataclass(frozen=True)
class Violin(Outlined):
    """The density of the values at each position, as a shape around it.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha, fill
        Of the inside; violins that are not filled have lines of that colour.
    edgecolor, edgealpha, edgewidth, edgestyle
        Of the outline and of lines within; width in points.
    width
        Width of the widest, as a share of the space between positions.
    hatch
        Pattern over the inside, in the colour of the edge, such as ``"//"``.
    side
        "both", or the "left" or "right" half alone; "split" has the first of two levels of a
        mapped variable at the left, the second at the right.
    inner
        What is drawn within: "box" with whiskers, "quartiles" as lines from edge to edge, the
        "points" or a "stick" for each row; None for nothing. Quartiles are those of the rows, as
        in :class:`Box`.
    density_norm
        What is equal: "area"; "count" has areas that go with the rows; "width". One factor holds
        for all panels and groups.
    cut
        How many bandwidths shapes reach beyond the extremes; 0 ends at them.
    bounds, bw_adjust, bw_method
        As of :class:`KDE`.
    method
        How quartiles are found, as of :class:`BoxStats`.

    Notes
    -----
    A group without two distinct values has no density: it is a short line at its value, and named
    in a warning. What is drawn may come from ``so.KDE(along="y")`` too, without anything within.

    Reference: Hintze, J. L. and Nelson, R. D. (1998), Violin plots: a box plot-density trace
    synergism, The American Statistician 52, 181-184.

    See Also
    --------
    Box : five numbers in place of a density.
    KDE : the densities.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": list("aaaabbbb"), "y": [1, 2, 4, 9, 3, 5, 6, 6], "g": list("uvuvuvuv")}
    >>> p = so.Plot(data, x="x", y="y").add(so.Violin(inner="box"))
    >>> p = so.Plot(data, x="x", y="y", color="g").add(so.Violin(side="split", inner="stick"))
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(0.7)
    fill: MappableBool = Mappable(True)
    edgecolor: MappableColor = Mappable(rc="text.color")
    edgealpha: MappableFloat = Mappable(1.0)
    edgewidth: MappableFloat = Mappable(rc="patch.linewidth")
    edgestyle: MappableStyle = Mappable("-")
    width: MappableFloat = Mappable(0.8, grouping=False)
    hatch: MappableString = Mappable("")

    side: Side = field(default="both", kw_only=True)
    inner: Inner | None = field(default=None, kw_only=True)
    density_norm: DensityNorm = field(default="area", kw_only=True)
    cut: float = field(default=2, kw_only=True)
    bounds: tuple[Any, Any] | None = field(default=None, kw_only=True)
    bw_adjust: float = field(default=1, kw_only=True)
    bw_method: Bandwidth | float | Callable[[Sample], float] = field(default="scott", kw_only=True)
    method: Method | None = field(default=None, kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("x", "y", "density")
    positions: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {"density": "width", **dict.fromkeys(("q1", "median", "q3"), "y")}
    )
    stat: ClassVar[Stat | None] = ViolinStats()
    distributes: ClassVar[bool] = True
    connects: ClassVar[bool] = True
    sorts: ClassVar[bool] = True
    along: ClassVar[Axis] = "y"
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.5,) * 5, "y": (0.0, 0.25, 0.5, 0.75, 1.0), "density": (0.2, 0.7, 1.0, 0.7, 0.2)}
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_method(self, self.method)
        check_name(self.side, get_args(Side), "side of Violin")
        check_name(self.density_norm, get_args(DensityNorm), "density_norm of Violin")
        if self.inner is not None:
            check_name(self.inner, get_args(Inner), "inner of Violin")
        self.default_stat().density()  # wrong numbers are an error where they are written

    def default_stat(self) -> ViolinStats:
        """Return the stat that finds the densities and what is drawn within."""
        return ViolinStats(
            cut=self.cut,
            bounds=self.bounds,
            bw_adjust=self.bw_adjust,
            bw_method=self.bw_method,
            side=self.side,
            inner=self.inner,
            density_norm=self.density_norm,
            method=self.method,
        )

    def key_rows(self, drawn: Callable[[], Table] | None = None) -> dict[str, Floats]:
        """Return the rows of its key, on the side where what it stands for is drawn."""
        rows = super().key_rows(drawn)
        left = False
        stands_for = drawn() if self.side == "split" and drawn is not None else None
        if stands_for is not None and stands_for.n:
            left = bool((stands_for["density"] <= 0).all())
        return {**rows, "density": rows["density"] * (-1.0 if left else SIDES.get(self.side, 1.0))}

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Bring densities to one measure, and to their side."""
        names = [*by, *(name for name in ("x",) if name in t)]
        t = normalised(t, names, self.density_norm)
        return t.with_(density=np.abs(t["density"]) * signs(self.side, [t], by)(t))

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw a shape a group, those without a density as lines, and what lies within."""
        if v.n:
            left, right = self._edges(v, v.density)
            shapes = v.outline(v.xy(left, "y"), v.xy(right, "y"))
            group = v.first
            look = {**self.look(group), "hatch": group.hatch, "kws": self.artist_kws}
            pane.areas(shapes, color=self.inside(group), **look)
        if "flat" in v.parts:
            flat = v.part("flat")
            if "density" not in flat:  # of a stat of the user
                reach = SIDES.get(self.side, 1.0) * FLAT * flat.width
                flat = replace(flat, positions={**flat.positions, "density": reach})
            self._lines(flat, self.stroke(flat), times(flat.edgewidth, 1.5), pane)
        if self.inner is not None and v.parts:
            if _INNER[self.inner] not in v.parts:
                raise PlotSpecError(
                    f"Violin(inner={self.inner!r}) needs the rows, which the stat given to add() "
                    "has summed up. Leave that out and give its parameters to Violin (cut=, "
                    "bw_adjust=, bounds=), or say inner=None."
                )
            getattr(self, f"_{self.inner}")(v.part(_INNER[self.inner]), pane)

    def _edges(self, v: Values, density: Floats) -> tuple[Floats, Floats]:
        """Return where a shape begins and ends at each row."""
        if self.side == "both":
            return v.x - np.abs(density) / 2, v.x + np.abs(density) / 2
        return np.minimum(v.x, v.x + density / 2), np.maximum(v.x, v.x + density / 2)

    def _lines(self, v: Values, color: Any, width: Any, pane: Pane, **kws: Any) -> None:
        """Draw lines from edge to edge at values."""
        left, right = self._edges(v, v.density)
        ends = np.stack([v.xy(left, "y"), v.xy(right, "y")], axis=1)
        kws = {"cap": "butt", "kws": self.artist_kws, **kws}
        pane.lines(ends, color=color, linewidth=width, **kws)

    def _quartiles(self, v: Values, pane: Pane) -> None:
        middle = np.arange(v.n) % 3 == 1
        for which, style in ((middle, (0.0, None)), (~middle, (0.0, (3.0, 2.0)))):
            some = v.where(which)
            self._lines(some, self.over(some), some.edgewidth, pane, linestyle=style)

    def _stick(self, v: Values, pane: Pane) -> None:
        self._lines(v, self.over(v), times(v.edgewidth, 0.5), pane)

    def _points(self, v: Values, pane: Pane) -> None:
        xy = v.xy(v.x + self._aside(v, _MIDDLE), "y")
        pane.points(xy, size=3.0, color=self.over(v), edgewidth=0.0, kws=self.artist_kws)

    def _aside(self, v: Values, share: float) -> Any:
        """Return how far what is within lies from the middle: in its half, if there is one."""
        return 0.0 if self.side == "both" else share * v.width * np.sign(v.density)

    def _box(self, v: Values, pane: Pane) -> None:
        inside = self.over(v)
        left, right = self._edges(v, np.sign(v.density) * v.width * _BOX)
        corners = [v.xy(left, "q1"), v.xy(right, "q3")]
        middle = (left + right) / 2
        for low, high in (("ymin", "q1"), ("q3", "ymax")):
            ends = np.stack([v.xy(middle, low), v.xy(middle, high)], axis=1)
            pane.lines(ends, color=inside, linewidth=v.edgewidth, cap="butt", kws=self.artist_kws)
        pane.boxes(np.stack(corners, axis=1), color=inside, edgewidth=0.0, kws=self.artist_kws)
        across = np.stack([v.xy(left, "median"), v.xy(right, "median")], axis=1)
        color = contrasting(inside, inside)
        width = times(v.edgewidth, 1.5)
        pane.lines(across, color=color, linewidth=width, cap="butt", kws=self.artist_kws)
