"""Image: an array as a layer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from plotkit.data.roles import NUMBERS
from plotkit.errors import PlotSpecError, PlotTypeError, shown
from plotkit.marks.base import Mark
from plotkit.marks.mappable import Mappable, MappableColor
from plotkit.marks.paint import paint
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.plot.layer import Layer
from plotkit.properties.registry import PROPERTIES
from plotkit.records import dataclass, field
from plotkit.typing import Array, Floats

_NOTHING: Mapping[str, Any] = MappingProxyType(dict.fromkeys((*PROPERTIES, *NUMBERS)))
"""An image inherits nothing of the plot: it has a table of its own."""


def Image(  # noqa: N802 - it stands where a mark stands
    array: Any,
    *,
    extent: tuple[Any, Any, Any, Any] | None = None,
    interpolate: bool = False,
    alpha: float = 1.0,
    label: str | None = None,
    artist_kws: Mapping[str, Any] | None = None,
) -> Layer:
    """Return the layer that shows an array: amounts in colours of the scale, or a picture.

    Parameters
    ----------
    array
        Shape (rows, columns) for amounts, of which the scale of colours and its bar tell; or
        (rows, columns, 3 or 4) for colours, RGB or RGBA, as numbers from 0 to 1 or whole ones from
        0 to 255. The first row is at the top.
    extent
        The outer edges (left, right, bottom, top), in data units; swapped ends flip the image. By
        default pixels are 1 wide and high, and the middle of the lower left one is at 0, 0.
    interpolate
        Whether colours go over into one another.
    alpha
        Opacity.
    label
        What the amounts are, for the colour bar.
    artist_kws
        Keywords for the matplotlib image.

    See Also
    --------
    Raster : The same of a table with x, y and an amount.

    Notes
    -----
    A pixel of amounts that is missing is not drawn. Its rows have no facet, so that it is in every
    panel. For the size of pixels on a map or a photograph, ``layout(aspect="equal")``.

    Examples
    --------
    >>> import numpy as np
    >>> import plotkit.objects as so
    >>> heights = np.outer(np.arange(3), np.arange(4))
    >>> p = so.Plot().add(so.Image(heights, extent=(0, 8, 0, 6), label="height"))
    >>> p = p.add(so.Dot(color="k"), x=[1, 5], y=[2, 3])
    """
    given = _checked(array)
    rows, columns = given.shape[:2]
    ends: Any = extent
    if ends is not None and (not isinstance(ends, tuple | list) or len(ends) != 4):
        raise PlotSpecError(f"extent of Image must be (left, right, bottom, top), not {extent!r}.")
    left, right, bottom, top = extent or (-0.5, columns - 0.5, -0.5, rows - 0.5)
    sides = {"xmin": left, "xmax": right, "ymin": bottom, "ymax": top}
    sides = {name: np.datetime64(v) if isinstance(v, str) else v for name, v in sides.items()}
    look: dict[str, Any] = {"alpha": float(alpha), "interpolate": interpolate}
    if given.ndim == 3:
        return Layer(_Pixels(artist_kws or {}, pixels=given, **look), **{**_NOTHING, **sides})
    amounts = given.astype(np.float64).ravel()
    known = np.flatnonzero(~np.isnan(amounts))
    data = {label or "value": amounts[known], "pixel": known}
    color = amounts[known] if label is None else label
    mark = _Pixels(artist_kws or {}, size=(rows, columns), **look)
    own = {**_NOTHING, **sides, "color": color, "pixel": "pixel"}
    return Layer(mark, data=data, **own)


def _checked(array: Any) -> Array:
    """Return an array of amounts or of colours."""
    try:
        given = np.asarray(array)
    except ValueError:  # rows of different lengths
        given = np.empty(0)
    colors = given.ndim == 3 and given.shape[2] in (3, 4)
    if given.dtype.kind not in "fiub" or not (given.ndim == 2 or colors) or not given.size:
        raise PlotTypeError(
            "Image takes an array of numbers of shape (rows, columns), or (rows, columns, 3 or 4) "
            f"for colours, not {shown(array)} of shape {np.shape(given)}."
        )
    if colors and given.dtype.kind == "f" and not ((given >= 0) & (given <= 1)).all():
        raise PlotSpecError(
            f"Colours of an Image are numbers from 0 to 1, or whole ones from 0 to 255; these are "
            f"from {given.min():g} to {given.max():g}."
        )
    return given


@dataclass(frozen=True)
class _Pixels(Mark):
    """Pixels between the sides of an image: of given colours, or one a row.

    Parameters
    ----------
    color
        Of the rows.
    pixels
        All colours, shape (rows, columns, 3 or 4).
    size
        How many rows and columns there are, if `pixel` tells the place of each.
    alpha, interpolate
        As of an image.
    """

    color: MappableColor = Mappable("C0", grouping=False)
    pixels: Any = field(default=None, kw_only=True, repr=False)
    size: tuple[int, int] = field(default=(0, 0), kw_only=True)
    alpha: float = field(default=1.0, kw_only=True)
    interpolate: bool = field(default=False, kw_only=True)

    needs: ClassVar[tuple[str, ...]] = ("xmin", "xmax", "ymin", "ymax")
    reads: ClassVar[tuple[str, ...]] = ("pixel",)
    planar: ClassVar[bool] = True
    tight: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """What messages call it."""
        return "Image"

    def draw(self, v: Values, pane: Pane) -> None:
        """Draw one image."""
        colors = self._colors(v)
        sides = (v.xmin[0], v.xmax[0]), (v.ymin[0], v.ymax[0])
        if not np.isfinite(sides).all():
            raise PlotSpecError(
                "An edge of Image has no place on the scale of its axis, as one below 0 has none "
                "on a log scale: give extent=(left, right, bottom, top) within the scale."
            )
        if pane.flip:
            colors = colors.transpose(1, 0, 2)
        rows, columns = colors.shape[:2]
        pane.grid(
            np.linspace(*sides[0], columns + 1),
            np.linspace(*sides[1], rows + 1),
            colors,
            alpha=self.alpha,
            interpolate=self.interpolate,
            kws=self.artist_kws,
        )

    def _colors(self, v: Values) -> Floats:
        """Return the colours of all pixels, the lowest row first; NaN where there is none."""
        if self.pixels is not None:
            whole = self.pixels.dtype.kind in "iu"
            made: Floats = self.pixels[::-1] / (255.0 if whole else 1.0)
            if made.shape[2] == 4:
                return made
            return np.concatenate([made, np.full((*made.shape[:2], 1), np.nan)], axis=2)
        face = np.asarray(paint(v.color, self.alpha), dtype=np.float64)
        if "pixel" not in v:  # a legend key
            return face.reshape(1, 1, 4)
        made = np.full((*self.size, 4), np.nan)
        made.reshape(-1, 4)[v.pixel.astype(np.intp)] = face
        return made[::-1]
