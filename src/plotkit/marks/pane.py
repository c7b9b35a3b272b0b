"""The pane: where marks draw. It takes primitives in upright axis units and keeps them as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from plotkit.errors import PlotSpecError
from plotkit.marks import given
from plotkit.marks.paint import cells, fill, paint
from plotkit.marks.primitives import (
    Areas,
    Boxes,
    Custom,
    Grid,
    Lines,
    Paths,
    Points,
    Primitive,
    Texts,
)
from plotkit.marks.shapes import turned
from plotkit.page import Place, Swapped
from plotkit.typing import Array, Axis, Floats

_NOTHING: Mapping[str, Any] = {}  # nobody writes to it, and unlike a proxy it can be copied
_BLACK = (0.0, 0.0, 0.0, 1.0)


class Pane:
    """What a mark draws on: a panel, or the small square of a legend key.

    Positions are upright axis units; in a horizontal layer the pane lays them down. Colours and
    numbers are what :class:`Values` gives: a constant for all, or one for each element.

    What all methods have in common: `kws` are keywords for the matplotlib artists. `panel` names
    the coordinates, ``"x"``, ``"y"`` or ``"xy"``, that are shares of the panel instead of axis
    units: 0 is its left or lower side, 1 its right or upper one. `limits` says whether positions
    widen the limits of the axes. `place` is a function of a :class:`Page` that returns where each
    row shall lie; it is called when the size of the panel is known, and again when that changes.

    Parameters
    ----------
    flip
        Whether x and y change places: the layer is horizontal.
    place
        Places all points and texts for which no other function is given.
    panel
        The coordinates that are shares of the panel in all that is drawn.

    Attributes
    ----------
    primitives
        What was drawn, in order.
    """

    def __init__(self, flip: bool = False, place: Place | None = None, panel: str = "") -> None:
        self.flip = flip
        self.place = place
        self.panel = panel
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
        panel: str = "",
        limits: bool = True,
        place: Place | None = None,
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
        kws, panel, limits, place
            As of the pane.
        """
        if given.is_blank(marker):
            return
        xy = given.places(xy, (2,), self.flip)
        face, edge = fill(color, alpha, edgecolor, edgealpha)
        place, common = self._placing(place or self.place), self._common(kws, panel, limits)
        made = Points(xy, size, face, edge, edgewidth, edgestyle, marker, place, **common)
        self._add(made, len(xy))

    def lines(
        self,
        paths: Paths | Floats,
        *,
        color: Any = _BLACK,
        alpha: Any = 1.0,
        linewidth: Any = 1.5,
        linestyle: Any = (0.0, None),
        each: bool = False,
        arrow: str | None = None,
        headsize: Any = None,
        cap: str | None = None,
        kws: Mapping[str, Any] = _NOTHING,
        panel: str = "",
        limits: bool = True,
        place: Place | None = None,
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
        arrow, headsize
            Which ends have a head: ``"end"``, ``"start"`` or ``"both"``; its length in points.
        cap
            How lines end: "butt", exactly where the data do, "round" or "projecting".
        kws, panel, limits, place
            As of the pane; `place` gets all vertices.
        """
        laid, stroke = given.paths(paths, self.flip), paint(color, alpha)
        heads = given.heads(arrow), headsize, self._placing(place), given.caps(cap)
        common = self._common(kws, panel, limits)
        self._add(Lines(laid, stroke, linewidth, linestyle, each, *heads, **common), len(laid))

    def areas(
        self,
        paths: Paths | Floats,
        shapes: Any = None,
        *,
        color: Any = _BLACK,
        alpha: Any = 1.0,
        edgecolor: Any = None,
        edgealpha: Any = 1.0,
        edgewidth: Any = 0.0,
        edgestyle: Any = (0.0, None),
        hatch: Any = "",
        each: bool = False,
        kws: Mapping[str, Any] = _NOTHING,
        panel: str = "",
        limits: bool = True,
    ) -> None:
        """Fill polygons; parameters as in :meth:`points` and :meth:`lines`.

        Parameters
        ----------
        paths
            The outlines, m of them, in any direction.
        shapes
            Whole numbers, shape (m,): consecutive outlines with the same number are one shape.
            What is inside of an odd number of them is filled, the rest are holes. Colours and the
            like are one an outline all the same; the first outline of a shape decides.
        hatch
            Pattern in the colour of the edge, or without `edgecolor` in one that stands out; ""
            for none.
        """
        laid = given.paths(paths, self.flip)
        if shapes is not None:
            shapes = given.numbers_of_shapes(shapes, len(laid))
            laid = turned(laid, shapes)
        hatch, common = given.hatches(hatch), self._common(kws, panel, limits)
        face, edge = fill(color, alpha, edgecolor, edgealpha, hatch)
        made = Areas(laid, face, edge, edgewidth, edgestyle, each, hatch, shapes, **common)
        self._add(made, len(laid))

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
        hatch: Any = "",
        radius: float = 0.0,
        each: bool = False,
        inside: bool = False,
        thin: bool = False,
        kws: Mapping[str, Any] = _NOTHING,
        panel: str = "",
        limits: bool = True,
    ) -> None:
        """Draw rectangles.

        Parameters
        ----------
        corners
            Two opposite corners of each, shape (n, 2, 2).
        color, alpha, edgecolor, edgealpha, edgestyle, hatch
            As in :meth:`points` and :meth:`areas`.
        edgewidth
            In points; None for as wide as the boxes allow.
        radius
            Of the corners, in points.
        each
            Whether some hundreds of boxes become artists of their own, as ``ax.patches``.
        inside
            Whether edges stay within the box.
        thin
            Whether edges, of one width, are a tenth of the narrowest box at most, in any direction.
        kws, panel, limits
            As of the pane.
        """
        laid = given.places(corners, (2, 2), self.flip)
        hatch, common = given.hatches(hatch), self._common(kws, panel, limits)
        face, edge = fill(color, alpha, edgecolor, edgealpha, hatch)
        edges, form = (edge, edgewidth, edgestyle), (each, inside, self.flip)
        made = Boxes(laid, face, *edges, *form, hatch, radius, thin, **common)
        self._add(made, len(laid))

    def spans(
        self,
        low: Any,
        high: Any = None,
        *,
        axis: Axis = "y",
        ends: tuple[float, float] = (0.0, 1.0),
        limits: bool = False,
        **properties: Any,
    ) -> None:
        """Draw lines or bands across the whole panel.

        Parameters
        ----------
        low, high
            Where the lines are; with `high`, where the bands begin and end.
        axis
            On which axis that is.
        ends
            From which share of the panel to which they go.
        limits
            Whether the limits of the axis are widened so that they can be seen.
        properties
            As in :meth:`lines`, or for bands as in :meth:`boxes`.
        """
        corners, panel = given.across(low, low if high is None else high, axis, ends)
        draw = self.lines if high is None else self.boxes
        draw(corners, panel=panel, limits=limits, **properties)

    def grid(
        self,
        x: Floats,
        y: Floats,
        color: Any,
        *,
        alpha: Any = 1.0,
        interpolate: bool = False,
        kws: Mapping[str, Any] = _NOTHING,
        panel: str = "",
        limits: bool = True,
    ) -> None:
        """Draw cells side by side as one image: a heatmap, a picture.

        Parameters
        ----------
        x, y
            Edges of columns and rows, shape (columns + 1,) and (rows + 1,), even or not.
        color
            RGBA of each cell, shape (rows, columns, 4): floats in 0-1, or whole numbers in 0-255.
            A missing colour is not drawn.
        alpha
            Of colours that do not say their own.
        interpolate
            Whether colours go over into one another, and are averaged where cells are smaller than
            pixels. Otherwise a pixel has the colour of the cell at its middle.
        kws, panel, limits
            As of the pane.
        """
        colors = cells(color, alpha)
        rows, columns = colors.shape[:2]
        axes = given.edges(x, columns, "x"), given.edges(y, rows, "y")
        if self.flip:
            axes, colors = axes[::-1], colors.transpose(1, 0, 2)
        common = self._common(kws, panel, limits)
        self._add(Grid(*axes, colors, bool(interpolate), **common), rows * columns)

    def texts(
        self,
        xy: Floats,
        text: str | Sequence[str] | Array,
        *,
        color: Any = _BLACK,
        alpha: Any = 1.0,
        size: Any = 10.0,
        halign: Any = "center",
        valign: Any = "center_baseline",
        offset: Any = (0.0, 0.0),
        rotation: Any = 0.0,
        turn: bool = False,
        box: Any = None,
        halo: Any = None,
        kws: Mapping[str, Any] = _NOTHING,
        panel: str = "",
        limits: bool = True,
        place: Place | None = None,
        legible: bool = False,
    ) -> None:
        """Write texts.

        Parameters
        ----------
        xy, text
            Shape (n, 2), and shape (n,) or one for all.
        size
            Font size in points.
        halign, valign
            Which part of the text lies at the point.
        offset
            Displacement on the page in points, shape (2,) or (n, 2).
        rotation
            In degrees on the page, counterclockwise.
        turn
            Whether rotation, alignment and offset are upright too, so that a horizontal layer
            turns them with the positions.
        box
            What is drawn behind each text: a dict of `facecolor`, `edgecolor`, `edgewidth`, `pad`
            and `radius`.
        halo
            Width in points of a white rim around letters, or (width, RGBA).
        kws, panel, limits, place
            As of the pane.
        legible
            Whether texts whose colour is lost upon what is drawn beneath become black or white.
        """
        laid = given.places(xy, (2,), self.flip)
        strings = np.asarray(text, dtype=object)
        if not strings.shape:
            strings = np.full(len(laid), text, dtype=object)
        if strings.shape != (len(laid),):
            raise PlotSpecError(
                f"{len(laid)} positions need as many texts, not shape {strings.shape}."
            )
        turn = turn and self.flip
        shift = given.shifts(offset, len(laid))
        if turn:
            halign, valign = given.alignments(halign, valign)
            shift = shift[..., ::-1]
        made = Texts(
            laid,
            strings,
            paint(color, alpha),
            size,
            halign,
            valign,
            shift,
            given.rotations(rotation, len(laid), turn),
            given.text_box(box),
            given.rim(halo),
            self._placing(place or self.place),
            bool(legible),
            **self._common(kws, panel, limits),
        )
        self._add(made, len(laid))

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
            given.check(primitive, n)
            self.primitives.append(primitive)

    def _common(self, kws: Mapping[str, Any], panel: str, limits: bool) -> dict[str, Any]:
        shares = given.shares(panel, self.panel, self.flip)
        return {"kws": given.keywords(kws), "panel": shares, "limits": bool(limits)}

    def _placing(self, place: Place | None) -> Place | None:
        function = given.placing(place)
        return Swapped(function) if function is not None and self.flip else function
