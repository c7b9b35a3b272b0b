"""Raincloud: half a violin, a box and the points, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from plotkit.data.table import Table
from plotkit.errors import PlotSpecError, check_name, check_number, check_seed
from plotkit.marks.base import Mark
from plotkit.marks.box import Box
from plotkit.marks.dot import Dots
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat
from plotkit.marks.violin import Violin
from plotkit.moves.base import Move
from plotkit.moves.jitter import Jitter
from plotkit.records import dataclass, field
from plotkit.stats.quantile import Method, check_method
from plotkit.stats.violin import DensityNorm

_BOX, _BOX_AT = 0.12, 0.08
"""Width of the box and distance of its middle from that of the place, as shares of the width."""
_RAIN, _RAIN_AT = 0.32, 0.32
"""The same of the points."""


@dataclass(frozen=True)
class _Beside(Move):
    """Move along the axis of positions, by a share of the width."""

    share: float = 0.0

    def __call__(self, t: Table, by: Sequence[str]) -> Table:
        """Move all that lies on the axis of positions."""
        step = self.share * t["width"]
        return t.with_(**{name: t[name] + step for name in t.positions("x")})


@dataclass(frozen=True)
class _Box(Box):
    """The box, which has no part in the key: the cloud says enough."""

    has_key: ClassVar[bool] = False


@dataclass(frozen=True)
class _Rain(Dots):
    """The points, likewise."""

    has_key: ClassVar[bool] = False


Side: TypeAlias = Literal["left", "right"]


@dataclass(frozen=True)
class Raincloud(Mark):
    """The density, the quartiles and every value: half a violin, a box, and points beside it.

    All three share the place of their group and leave its neighbours alone.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib artists.
    color, alpha
        Of all three.
    width
        Of the whole, as a share of the space between positions.
    pointsize
        Diameter of the points.
    side
        Where the density is: at the "left" or the "right". With categories on y, "left" is above.
    density_norm, cut, bounds, bw_adjust
        As of :class:`Violin`.
    method
        How quartiles are found, as of :class:`BoxStats`.
    seed
        Where the random places of the points start; by default ``Plot.config.seed``.

    Notes
    -----
    The box draws no outliers: each value is there already, once.

    Reference: Allen, M. et al. (2019), Raincloud plots: a multi-platform tool for robust data
    visualization, Wellcome Open Research 4:63.

    See Also
    --------
    Violin, Box : parts of it, which may be put together otherwise by ``+``.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> data = {"x": [1, 2, 4, 9, 3, 5, 6, 6], "y": list("aaaabbbb")}
    >>> p = so.Plot(data, x="x", y="y").add(so.Raincloud())
    """

    color: MappableColor = Mappable("C0")
    alpha: MappableFloat = Mappable(0.7)
    width: MappableFloat = Mappable(0.9, grouping=False)
    pointsize: MappableFloat = Mappable(3.0, grouping=False)

    side: Side = field(default="left", kw_only=True)
    density_norm: DensityNorm = field(default="area", kw_only=True)
    cut: float = field(default=2, kw_only=True)
    bounds: tuple[Any, Any] | None = field(default=None, kw_only=True)
    bw_adjust: float = field(default=1, kw_only=True)
    method: Method | None = field(default=None, kw_only=True)
    seed: int | None = field(default=None, kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("x", "y")

    def __post_init__(self) -> None:
        super().__post_init__()
        check_method(self, self.method)
        check_name(self.side, get_args(Side), "side of Raincloud")
        check_seed(self.seed)
        if self.part is not None:
            raise PlotSpecError(
                f"part of Raincloud must be None, not {self.part!r}: each of its three marks has "
                "a stat of its own. For one of them take so.Violin, so.Box or so.Dots."
            )
        if not isinstance(self.width, Mappable):
            check_number("Raincloud(width=)", self.width, 0)
            if not self.width:
                raise PlotSpecError("Raincloud(width=0) has no room for its marks: give a share.")
        self.compose()  # what is wrong is an error where it is written

    def compose(self) -> Mark:
        """Return the three marks, each at its place."""
        away = 1.0 if self.side == "left" else -1.0
        width = self.width.val if isinstance(self.width, Mappable) else self.width
        body: Mapping[str, Any] = {"color": self.color, "alpha": self.alpha}
        cloud = Violin(
            **body,
            width=width,
            side=self.side,
            density_norm=self.density_norm,
            cut=self.cut,
            bounds=self.bounds,
            bw_adjust=self.bw_adjust,
            artist_kws=self.artist_kws,
        )
        box = _Box(**body, width=_BOX * width, outliers=False, artist_kws=self.artist_kws)
        rain = _Rain(color=self.color, pointsize=self.pointsize, artist_kws=self.artist_kws)
        places: Sequence[Mark] = (
            cloud,
            box.after(_Beside(_BOX_AT * away)),
            rain.after(Jitter(_RAIN, seed=self.seed), _Beside(_RAIN_AT * away)),
        )
        return places[0] + places[1] + places[2]
