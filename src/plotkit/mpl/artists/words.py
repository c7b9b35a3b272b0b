"""Words of the pane as matplotlib artists: the same for a panel and for a legend key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from matplotlib.artist import Artist, ArtistInspector
from matplotlib.collections import PolyCollection
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Affine2DBase, IdentityTransform, ScaledTranslation, Transform

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, quoted, suggestion
from plotkit.marks.words import Areas, Boxes, Custom, Lines, Paths, Points, Project, Texts, Word
from plotkit.mpl.artists.boxes import inside_rectangle
from plotkit.mpl.fast.longline import new_line, new_lines
from plotkit.mpl.fast.points import new_points
from plotkit.mpl.looks import NO_LINE, RC, each, line_style, numbers, rows, strokes, take
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
    """Where words are drawn.

    Attributes
    ----------
    project
        From the positions of words to coordinates.
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


def artists(word: Word, surface: Surface) -> list[Artist]:
    """Return the artists that show a word; add them, then call :func:`finish`."""
    match word:
        case Points():
            return _points(word, surface)
        case Lines():
            return _lines(word, surface)
        case Areas():
            return _areas(word, surface)
        case Boxes():
            return _boxes(word, surface)
        case Texts():
            return _texts(word, surface)
        case _:
            return []


def finish(word: Word, made: Sequence[Artist]) -> None:
    """Set what the user gave by keyword, after axes have added what they set themselves."""
    if isinstance(word, Custom) or not word.kws:
        return
    for artist in made:
        _apply(artist, word.kws)


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


def _points(word: Points, surface: Surface) -> list[Artist]:
    placed = surface.project(word.xy)
    shown: Bools = np.asarray(np.isfinite(placed).all(axis=1))
    if not shown.all():  # a mark of one's own may leave gaps
        looks = {item.name: take(getattr(word, item.name), shown) for item in fields(word)}
        word, placed = replace(word, **{**looks, "kws": word.kws}), placed[shown]
    n = len(placed)
    paths = _markers(word.marker)
    if not paths or not n:
        return []
    widths, styles = strokes(word.edgewidth, word.edgestyle, n)
    made = new_points(
        paths,
        numbers(word.size) ** 2,
        word.color,
        word.edgecolor,
        offsets=placed,
        offset_transform=surface.transform,
        linewidths=widths,
        linestyles=styles,
        zorder=ZORDER,
    )
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


def _lines(word: Lines, surface: Surface) -> list[Artist]:
    n = len(word.paths)
    runs = _runs(word.paths, surface)
    if word.each and (n <= MOST_LINES or word.kws):
        looks = zip(
            runs,
            each(word.color, n),
            each(word.linewidth, n),
            each(word.linestyle, n),
            strict=True,
        )
        return [
            new_line(
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
    widths, styles = strokes(word.linewidth, word.linestyle, n)
    return [
        new_lines(
            runs,
            colors=rows(word.color),
            linewidths=widths,
            linestyles=styles,
            capstyle=RC["lines.solid_capstyle"],
            transform=surface.transform,
            zorder=ZORDER,
        )
    ]


def _areas(word: Areas, surface: Surface) -> list[Artist]:
    n = len(word.paths)
    runs = _runs(word.paths, surface)
    if word.each and (n <= MOST_LINES or word.kws):
        looks = _patch_looks(word, n)
        return [
            Polygon(run, closed=True, transform=surface.transform, zorder=ZORDER, **look)
            for run, look in zip(runs, looks, strict=True)
        ]
    return [_polygons(runs, word, word.edgewidth, surface)]


def _boxes(word: Boxes, surface: Surface) -> list[Artist]:
    n = len(word.corners)
    corners = surface.project(word.corners.reshape(-1, 2)).reshape(-1, 2, 2)
    if word.edgewidth is None:
        word = replace(word, edgewidth=_thin(corners, word.flip, surface))
    low, high = corners.min(axis=1), corners.max(axis=1)
    if word.each and (n <= MOST_BOXES or word.kws):
        made: list[Any] = []
        sizes = (high - low).tolist()
        for start, size, look in zip(low.tolist(), sizes, _patch_looks(word, n), strict=True):
            look |= {"transform": surface.transform, "zorder": ZORDER}
            if word.inside:
                made.append(inside_rectangle(start, *size, like=made[0] if made else None, **look))
            else:
                made.append(Rectangle(start, *size, **look))
        return made
    outlines = np.empty((n, 4, 2))
    outlines[:, 0], outlines[:, 2] = low, high
    outlines[:, 1] = np.column_stack([high[:, 0], low[:, 1]])
    outlines[:, 3] = np.column_stack([low[:, 0], high[:, 1]])
    return [_polygons(outlines, word, word.edgewidth, surface)]


def _thin(corners: Floats, flip: bool, surface: Surface) -> float:
    """Return a tenth of the narrowest box in points, at most the theme's width."""
    page = surface.transform.transform(corners.reshape(-1, 2)).reshape(-1, 2, 2)
    across = np.abs(page[:, 1] - page[:, 0])[:, int(flip)] / surface.pixels
    across = across[np.isfinite(across) & (across > 0)]
    widest = float(RC["patch.linewidth"])
    return min(widest, 0.1 * float(across.min())) if len(across) else widest


def _patch_looks(word: Areas | Boxes, n: int) -> list[dict[str, Any]]:
    looks = zip(
        each(word.color, n),
        each(word.edgecolor, n),
        each(word.edgewidth, n),
        each(word.edgestyle, n),
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


def _polygons(outlines: Any, word: Areas | Boxes, width: Any, surface: Surface) -> PolyCollection:
    widths, styles = strokes(width, word.edgestyle, len(outlines))
    return PolyCollection(
        outlines,
        facecolors=rows(word.color),
        edgecolors=rows(word.edgecolor),
        linewidths=widths,
        linestyles=styles,
        transform=surface.transform,
        zorder=ZORDER,
    )


def _texts(word: Texts, surface: Surface) -> list[Artist]:
    n = len(word.xy)
    placed = surface.project(word.xy)
    offsets = np.broadcast_to(word.offset, (n, 2))
    made: list[Artist] = []
    looks = zip(
        placed.tolist(),
        offsets.tolist(),
        each(word.text, n),
        each(word.color, n),
        each(word.size, n),
        each(word.halign, n),
        each(word.valign, n),
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
