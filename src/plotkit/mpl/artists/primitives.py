"""Primitives of the pane as matplotlib artists: the same for a panel and for a legend key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from matplotlib.artist import Artist, ArtistInspector
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Affine2DBase, IdentityTransform, ScaledTranslation, Transform

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.marks.primitives import (
    Areas,
    Boxes,
    Custom,
    Lines,
    Paths,
    Points,
    Primitive,
    Project,
    Texts,
)
from plotkit.mpl.artists.boxes import InsideRectangle
from plotkit.mpl.artists.longline import FEWEST, LongLine, LongLines
from plotkit.mpl.artists.points import PointCollection
from plotkit.mpl.looks import NO_LINE, RC, coded, each, line_style, numbers, rows, strokes, take
from plotkit.typing import Bools, Floats

ZORDER = 2
"""The same for all, so that what is added later lies on top; above the grid in every theme."""
TEXT_ZORDER = 3
"""Above the frame of the axes, which would cut through a text at the edge."""
MOST_LINES = 200
MOST_BOXES = 500
"""Up to so many elements of a singular mark are artists of their own."""


@dataclass(frozen=True)
class Surface:
    """Where primitives are drawn.

    Attributes
    ----------
    project
        From the positions of primitives to coordinates.
    transform
        From coordinates to the page.
    inches
        From inches to the page.
    pixels
        How much one point is, in units of the page.
    axes
        Whether it is that of an Axes, where a text is hidden with its point.
    """

    project: Project
    transform: Transform
    inches: Affine2DBase
    pixels: float = 1.0
    axes: bool = False


def artists(primitive: Primitive, surface: Surface) -> list[Artist]:
    """Return the artists that show a primitive; add them, then call :func:`finish`."""
    match primitive:
        case Points():
            return _points(primitive, surface)
        case Lines():
            return _lines(primitive, surface)
        case Areas():
            return _areas(primitive, surface)
        case Boxes():
            return _boxes(primitive, surface)
        case Texts():
            return _texts(primitive, surface)
        case _:
            return []


def finish(primitive: Primitive, made: Sequence[Artist]) -> None:
    """Set what the user gave by keyword, after axes have added what they set themselves."""
    if isinstance(primitive, Custom) or not primitive.kws:
        return
    for artist in made:
        _apply(artist, primitive.kws)


def _apply(artist: Artist, kws: Mapping[str, Any]) -> None:
    """Set properties that the user gave by keyword."""
    try:
        artist.set(**kws)
    except (AttributeError, TypeError, ValueError) as error:
        known = ArtistInspector(artist).get_setters()
        wrong = [name for name in kws if not hasattr(artist, f"set_{name}")]
        if wrong:
            raise PlotSpecError(
                f"artist_kws: a {type(artist).__name__} has no {wrong[0]!r}."
                f"{suggestion(wrong[0], known)} Valid: {quoted(known, most=80)}."
            ) from error
        raise PlotSpecError(f"artist_kws cannot be {dict(kws)!r}: {error}") from error


def _points(primitive: Points, surface: Surface) -> list[Artist]:
    placed = surface.project(primitive.xy)
    shown: Bools = np.asarray(np.isfinite(placed).all(axis=1))
    if not shown.all():  # a mark of one's own may leave gaps
        looks = {
            item.name: take(getattr(primitive, item.name), shown) for item in fields(primitive)
        }
        primitive, placed = replace(primitive, **{**looks, "kws": primitive.kws}), placed[shown]
    n = len(placed)
    paths = _markers(primitive.marker)
    if not paths or not n:
        return []
    widths, styles = strokes(primitive.edgewidth, primitive.edgestyle, n)
    faces, face_codes = coded(primitive.color)
    edges, edge_codes = coded(primitive.edgecolor)
    made = PointCollection(
        paths,
        numbers(primitive.size) ** 2,
        offsets=placed,
        offset_transform=surface.transform,
        facecolors=faces,
        edgecolors=edges,
        linewidths=widths,
        linestyles=styles,
        zorder=ZORDER,
    )
    made.code_colors(face_codes, edge_codes)
    made.set_transform(IdentityTransform())
    return [made]


def _markers(marker: Any) -> list[Path]:
    """Return one outline for all, or one a point; none if there is nothing to draw."""
    if isinstance(marker, Coded):
        outlines = [_outline(shape) for shape in marker.table]
        return [outlines[code] for code in marker.codes.tolist()]
    if isinstance(marker, np.ndarray):
        known: dict[Any, Path] = {}
        for shape in marker:
            if shape not in known:
                known[shape] = _outline(shape)
        return [known[shape] for shape in marker]
    outline = _outline(marker)
    return [outline] if np.size(outline.vertices) else []


def _outline(shape: Any) -> Path:
    spec = getattr(shape, "spec", shape)
    style = MarkerStyle("None" if spec is None else spec)
    return style.get_path().transformed(style.get_transform())


def _lines(primitive: Lines, surface: Surface) -> list[Artist]:
    n = len(primitive.paths)
    runs = _runs(primitive.paths, surface)
    if primitive.each and (n <= MOST_LINES or primitive.kws):
        looks = zip(
            runs,
            each(primitive.color, n),
            each(primitive.linewidth, n),
            each(primitive.linestyle, n),
            strict=True,
        )
        return [
            (LongLine if len(run) >= FEWEST else Line2D)(
                run[:, 0],
                run[:, 1],
                color=tuple(color),
                linewidth=width,
                linestyle=line_style(style),
                transform=surface.transform,
                zorder=ZORDER,
            )
            for run, color, width, style in looks
        ]
    widths, styles = strokes(primitive.linewidth, primitive.linestyle, n)
    return [
        (LongLines if any(len(run) >= FEWEST for run in runs) else LineCollection)(
            runs,
            colors=rows(primitive.color),
            linewidths=widths,
            linestyles=styles,
            capstyle=RC["lines.solid_capstyle"],
            transform=surface.transform,
            zorder=ZORDER,
        )
    ]


def _areas(primitive: Areas, surface: Surface) -> list[Artist]:
    n = len(primitive.paths)
    runs = _runs(primitive.paths, surface)
    if primitive.each and (n <= MOST_LINES or primitive.kws):
        looks = _patch_looks(primitive, n)
        return [
            Polygon(run, closed=True, transform=surface.transform, zorder=ZORDER, **look)
            for run, look in zip(runs, looks, strict=True)
        ]
    return [_polygons(runs, primitive, primitive.edgewidth, surface)]


def _boxes(primitive: Boxes, surface: Surface) -> list[Artist]:
    n = len(primitive.corners)
    corners = surface.project(primitive.corners.reshape(-1, 2)).reshape(-1, 2, 2)
    if primitive.edgewidth is None:
        primitive = replace(primitive, edgewidth=_thin(corners, primitive.flip, surface))
    low, high = corners.min(axis=1), corners.max(axis=1)
    if primitive.each and (n <= MOST_BOXES or primitive.kws):
        made: list[Any] = []
        sizes = (high - low).tolist()
        for start, size, look in zip(low.tolist(), sizes, _patch_looks(primitive, n), strict=True):
            look |= {"transform": surface.transform, "zorder": ZORDER}
            if primitive.inside:
                made.append(InsideRectangle(start, *size, like=made[0] if made else None, **look))
            else:
                made.append(Rectangle(start, *size, **look))
        return made
    outlines = np.empty((n, 4, 2))
    outlines[:, 0], outlines[:, 2] = low, high
    outlines[:, 1] = np.column_stack([high[:, 0], low[:, 1]])
    outlines[:, 3] = np.column_stack([low[:, 0], high[:, 1]])
    return [_polygons(outlines, primitive, primitive.edgewidth, surface)]


def _thin(corners: Floats, flip: bool, surface: Surface) -> float:
    """Return a tenth of the narrowest box in points, at most the theme's width."""
    page = surface.transform.transform(corners.reshape(-1, 2)).reshape(-1, 2, 2)
    across = np.abs(page[:, 1] - page[:, 0])[:, int(flip)] / surface.pixels
    across = across[np.isfinite(across) & (across > 0)]
    widest = float(RC["patch.linewidth"])
    return min(widest, 0.1 * float(across.min())) if len(across) else widest


def _patch_looks(primitive: Areas | Boxes, n: int) -> list[dict[str, Any]]:
    looks = zip(
        each(primitive.color, n),
        each(primitive.edgecolor, n),
        each(primitive.edgewidth, n),
        each(primitive.edgestyle, n),
        strict=True,
    )
    return [
        {
            "facecolor": tuple(face),
            "edgecolor": tuple(edge),
            "linewidth": 0.0 if style == NO_LINE else width,
            "linestyle": "-" if style == NO_LINE else line_style(style),
        }
        for face, edge, width, style in looks
    ]


def _polygons(
    outlines: Any, primitive: Areas | Boxes, width: Any, surface: Surface
) -> PolyCollection:
    widths, styles = strokes(width, primitive.edgestyle, len(outlines))
    return PolyCollection(
        outlines,
        facecolors=rows(primitive.color),
        edgecolors=rows(primitive.edgecolor),
        linewidths=widths,
        linestyles=styles,
        transform=surface.transform,
        zorder=ZORDER,
    )


def _texts(primitive: Texts, surface: Surface) -> list[Artist]:
    n = len(primitive.xy)
    placed = surface.project(primitive.xy)
    offsets = np.broadcast_to(primitive.offset, (n, 2))
    made: list[Artist] = []
    looks = zip(
        placed.tolist(),
        offsets.tolist(),
        each(primitive.text, n),
        each(primitive.color, n),
        each(primitive.size, n),
        each(primitive.halign, n),
        each(primitive.valign, n),
        strict=True,
    )
    for xy, offset, text, color, size, halign, valign in looks:
        look = {
            "color": tuple(color),
            "fontsize": size,
            "horizontalalignment": halign,
            "verticalalignment": valign,
            "clip_on": False,
            "zorder": TEXT_ZORDER,
        }
        if not surface.axes:
            shift = ScaledTranslation(offset[0] / 72, offset[1] / 72, surface.inches)
            made.append(Text(xy[0], xy[1], text, transform=surface.transform + shift, **look))
        else:  # an annotation hides where its point lies outside of the axes
            made.append(Annotation(text, xy, offset, textcoords="offset points", **look))
            made[-1].set_transform(IdentityTransform())
    return made


def _runs(paths: Paths, surface: Surface) -> Sequence[Floats]:
    return Paths(surface.project(paths.xy), paths.starts).split()
