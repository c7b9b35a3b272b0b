"""Vector: arrows of a field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.table import Table
from plotkit.errors import check_name, check_number, warn
from plotkit.marks.arrow import End, Head
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor, MappableFloat, MappableStyle
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.page import Page, Places
from plotkit.records import dataclass, field
from plotkit.typing import Floats

_SHORTEST = 0.01
"""Points that the longest vector has at least."""
_EDGE = 0.5
"""How far beyond the side of a panel a place still lies on it, in points."""
_BEYOND, _LONG = 3.0, 0.25
"""Vectors are too long which leave the panel by more points than that, and are as long as that
share of it: limits do not grow for these as much as they need."""
_HELPS = "A smaller length= or a larger figure helps, or wider limits: limit()."
Anchor: TypeAlias = Literal["tail", "middle", "tip"]
_ANCHORS: Mapping[Anchor, float] = {"tail": 0.0, "middle": 0.5, "tip": 1.0}


@dataclass(frozen=True)
class Vector(Mark):
    """An arrow at each place, with a direction and a length: a field of wind, say.

    Takes `x`, `y`, and either `u` and `v`, the parts of the vector to the right and upwards, or
    `angle`, in degrees counter-clockwise from the right, and `radius`, its length.

    Parameters
    ----------
    artist_kws
        Keywords for the matplotlib collection.
    color, alpha, linewidth, linestyle
        Of the arrows; width in points.
    length
        Of the longest arrow of all panels, in points; the others are as much shorter as they are
        smaller.
    anchor
        What lies at the place: the "tail", the "middle" or the "tip".
    head, headsize
        As of :class:`Arrow`.

    Notes
    -----
    Directions are those on paper, whatever the scales and the shape of the panel. A vector of
    length 0 has no arrow. Without `radius` all are as long as another. Limits of axes hold whole
    arrows unless the user sets them; then those that stand in the panel reach out of it.

    See Also
    --------
    Arrow : From one place to another, both in data units.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> wind = {"x": [1, 2, 3], "y": [1, 1, 2], "east": [3, 0, -1], "north": [4, 2, 0]}
    >>> p = so.Plot(wind, x="x", y="y").add(so.Vector(), u="east", v="north")
    """

    color: MappableColor = Mappable("C0", grouping=False)
    alpha: MappableFloat = Mappable(1.0, grouping=False)
    linewidth: MappableFloat = Mappable(1.0, grouping=False)
    linestyle: MappableStyle = Mappable("-", grouping=False)

    length: float = field(default=24.0, kw_only=True)
    anchor: Anchor = field(default="middle", kw_only=True)
    head: Head = field(default="end", kw_only=True)
    headsize: float | None = field(default=None, kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("x", "y", "u", "v")
    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("x", "y", "angle", "radius"),
        ("x", "y", "angle"),
    )
    reads: ClassVar[tuple[str, ...]] = ("u", "v", "angle", "radius", "longest")
    planar: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, Sequence[float]] | None] = MappingProxyType(
        {"x": (0.5,), "y": (0.5,), "u": (1.0,), "v": (0.0,)}
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_name(self.anchor, get_args(Anchor), "anchor of Vector")
        if self.head is not None:
            check_name(self.head, get_args(End), "head of Vector")
        check_number("Vector(length=)", self.length, _SHORTEST)
        if self.headsize is not None:
            check_number("Vector(headsize=)", self.headsize, 0)

    def prepare(self, t: Table, by: Sequence[str]) -> Table:
        """Find the longest vector of all panels."""
        lengths = np.hypot(*_parts(t))
        if "radius" in t and (t["radius"] < 0).any():
            warn("Vector: a radius below 0 points the other way.")
        return t.with_(longest=float(lengths[np.isfinite(lengths)].max(initial=0.0)))

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one arrow a row, as long as its share of the longest."""
        look = {"linewidth": v.linewidth, "linestyle": v.linestyle, "kws": self.artist_kws}
        if "longest" not in v:  # a legend key
            run = np.array([[[0.0, 0.5], [1.0, 0.5]]])
            pane.lines(run, color=v.color, alpha=v.alpha, arrow=self.head, **look)
            return
        parts = np.column_stack(_parts(v))
        v = v.where(np.hypot(*parts.T) > 0)
        if not v.n:
            return
        step = np.column_stack(_parts(v)) * (self.length / v.longest)[:, None]
        step = step[:, ::-1] if pane.flip else step  # a page on its side is mirrored
        place = _Pointed(step, _ANCHORS[self.anchor])
        look = {"linewidth": v.linewidth, "linestyle": v.linestyle}
        look["kws"] = {"clip_on": False, **self.artist_kws}
        pane.lines(
            np.stack([v.xy(), v.xy()], axis=1),
            color=v.color,
            alpha=v.alpha,
            cap="butt",
            arrow=self.head,
            headsize=self.headsize,
            place=place,
            **look,
        )


def _parts(rows: Any) -> tuple[Floats, Floats]:
    """Return the parts of vectors to the right and upwards."""
    if "angle" not in rows:
        return rows["u"], rows["v"]
    angle = np.deg2rad(rows["angle"])
    radius = rows["radius"] if "radius" in rows else np.ones(len(angle))
    return radius * np.cos(angle), radius * np.sin(angle)


@dataclass(frozen=True, eq=False)
class _Pointed:
    """Puts both ends of arrows of which is known where they stand and how they go, in points.

    Those that stand in the panel are whole, others are not drawn.
    """

    step: Floats
    share: float

    steady: ClassVar[bool] = True

    def __call__(self, page: Page) -> Places:
        """Return the ends, and say so if some are too long for the room that limits make."""
        at = page.xy[::2]
        out = (at < -_EDGE) | (at > np.array(page.size) + _EDGE)
        at = np.where(out.any(axis=1, keepdims=True), np.nan, at)
        ends = [at - self.share * self.step, at + (1 - self.share) * self.step]
        size, both = np.array(page.size), np.stack(ends, axis=1)
        far = np.nanmax(np.maximum(-both, both - size), axis=1, initial=-np.inf)
        lost = ((far > _BEYOND) & (np.abs(self.step) > _LONG * size)).any(axis=1)
        said = f"{lost.sum()} of {len(lost)} vectors do not fit into the panel"
        words = ((said, _HELPS),) if lost.any() else ()
        return Places(both.reshape(-1, 2), words=words)
