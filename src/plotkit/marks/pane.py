"""The pane: where marks draw. It takes primitives in upright axis units and keeps them as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from plotkit.errors import PlotSpecError
from plotkit.marks.paint import paint
from plotkit.marks.primitives import Areas, Boxes, Custom, Lines, Paths, Points, Primitive, Texts
from plotkit.typing import Array, Floats

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_BLACK = (0.0, 0.0, 0.0, 1.0)


class Pane:
    """What a mark draws on: a panel, or the small square of a legend key.

    Positions are upright axis units; in a horizontal layer the pane lays them down. Colours and
    numbers are what :class:`Values` gives: a constant for all, or one for each element.

    Parameters
    ----------
    flip
        Whether x and y change places: the layer is horizontal.

    Attributes
    ----------
    primitives
        What was drawn, in order.
    """

    def __init__(self, flip: bool = False) -> None:
        self.flip = flip
        self.primitives: list[Primitive] = []

    def points(
        self,
        xy: Floats,
        *,
        size: Any = 6.0,
        color: Any = _BLACK,
        alpha: Any = 1.0,
        edgecolor: Any = None,
        edgealpha: Any = 1.0,
        edgewidth: Any = 0.0,
        edgestyle: Any = (0.0, None),
        marker: Any = "o",
        kws: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """Draw markers.

        Parameters
        ----------
        xy
            Shape (n, 2).
        size
            Diameter in points.
        color, alpha
            Of the inside; a colour's own alpha wins.
        edgecolor, edgealpha, edgewidth, edgestyle
            Of the outline, in points; `edgecolor` defaults to `color`.
        marker
            As the marker property gives it, or a matplotlib marker.
        kws
            Keywords for the matplotlib artist.
        """
        if _is_blank(marker):
            return
        face = paint(color, alpha)
        edge = face if edgecolor is None else paint(edgecolor, edgealpha)
        xy = self._lay(xy, (2,))
        self._add(Points(xy, size, face, edge, edgewidth, edgestyle, marker, kws), len(xy))

    def lines(
        self,
        paths: Paths | Floats,
        *,
        color: Any = _BLACK,
        alpha: Any = 1.0,
        linewidth: Any = 1.5,
        linestyle: Any = (0.0, None),
        each: bool = False,
        kws: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """Draw polylines.

        Parameters
        ----------
        paths
            Shape (m, k, 2), or :class:`Paths` for runs of different lengths.
        color, alpha, linewidth, linestyle
            One for all, or one a line; widths in points.
        each
            Whether some dozens of lines become artists of their own, as ``ax.lines``.
        kws
            Keywords for the matplotlib artist.
        """
        laid = self._paths(paths)
        ink = paint(color, alpha)
        self._add(Lines(laid, ink, linewidth, linestyle, each, kws), len(laid))

    def areas(
        self,
        paths: Paths | Floats,
        *,
        color: Any = _BLACK,
        alpha: Any = 1.0,
        edgecolor: Any = None,
        edgealpha: Any = 1.0,
        edgewidth: Any = 0.0,
        edgestyle: Any = (0.0, None),
        each: bool = False,
        kws: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """Fill polygons; parameters as in :meth:`points` and :meth:`lines`."""
        laid = self._paths(paths)
        face = paint(color, alpha)
        edge = face if edgecolor is None else paint(edgecolor, edgealpha)
        self._add(Areas(laid, face, edge, edgewidth, edgestyle, each, kws), len(laid))

    def boxes(
        self,
        corners: Floats,
        *,
        color: Any = _BLACK,
        alpha: Any = 1.0,
        edgecolor: Any = None,
        edgealpha: Any = 1.0,
        edgewidth: Any = 0.0,
        edgestyle: Any = (0.0, None),
        each: bool = False,
        inside: bool = False,
        kws: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """Draw rectangles.

        Parameters
        ----------
        corners
            Two opposite corners of each, shape (n, 2, 2).
        color, alpha, edgecolor, edgealpha, edgestyle
            As in :meth:`points`.
        edgewidth
            In points; None for as wide as the boxes allow.
        each
            Whether some hundreds of boxes become artists of their own, as ``ax.patches``.
        inside
            Whether edges stay within the box.
        kws
            Keywords for the matplotlib artist.
        """
        laid = self._lay(corners, (2, 2))
        face = paint(color, alpha)
        edge = face if edgecolor is None else paint(edgecolor, edgealpha)
        self._add(
            Boxes(laid, face, edge, edgewidth, edgestyle, each, inside, kws, self.flip),
            len(laid),
        )

    def texts(
        self,
        xy: Floats,
        text: Sequence[str] | Array,
        *,
        color: Any = _BLACK,
        alpha: Any = 1.0,
        size: Any = 10.0,
        halign: Any = "center",
        valign: Any = "center_baseline",
        offset: Any = (0.0, 0.0),
        kws: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """Write texts.

        Parameters
        ----------
        xy
            Shape (n, 2).
        text
            Shape (n,).
        size
            Font size in points.
        halign, valign
            Which part of the text lies at the point.
        offset
            Displacement on the page in points, shape (2,) or (n, 2).
        """
        laid = self._lay(xy, (2,))
        strings = np.asarray(text, dtype=object)
        if strings.shape != (len(laid),):
            raise PlotSpecError(
                f"{len(laid)} positions need as many texts, not shape {strings.shape}."
            )
        shift = np.asarray(offset, dtype=np.float64)
        primitive = Texts(laid, strings, paint(color, alpha), size, halign, valign, shift, kws)
        self._add(primitive, len(laid))

    def artist(self, make: Callable[[Any, Callable[[Floats], Floats]], Any]) -> None:
        """Draw anything with matplotlib.

        Parameters
        ----------
        make
            Called once a panel as ``make(ax, project)``, after all is compiled; ``project`` turns
            upright axis units, shape (n, 2), into data coordinates of ``ax``. Legend keys and
            limits do not see what it draws.
        """
        self.primitives.append(Custom(make, self.flip))

    def _add(self, primitive: Primitive, n: int) -> None:
        if n:
            self.primitives.append(primitive)

    def _paths(self, paths: Paths | Floats) -> Paths:
        if isinstance(paths, Paths):
            return Paths(self._lay(paths.xy, (2,)), paths.starts)
        array = self._lay(paths, (-1, 2))
        m, k = array.shape[:2]
        return Paths(array.reshape(-1, 2), np.arange(m) * k)

    def _lay(self, xy: Floats, tail: tuple[int, ...]) -> Floats:
        try:
            array = np.asarray(xy, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise PlotSpecError(
                f"Positions to draw must be an array of numbers: {error}."
            ) from error
        fits = array.ndim == len(tail) + 1 and all(
            want in (-1, have) for want, have in zip(tail, array.shape[1:], strict=True)
        )
        if not fits:
            wanted = ", ".join("k" if size < 0 else str(size) for size in tail)
            raise PlotSpecError(
                f"Positions to draw must have shape (n, {wanted}), not {array.shape}."
            )
        return array[..., ::-1] if self.flip else array


def _is_blank(marker: Any) -> bool:
    """Tell whether a marker for all points is matplotlib's name for none."""
    spec = getattr(marker, "spec", marker)
    return isinstance(spec, str) and spec.strip().lower() in ("", "none")
