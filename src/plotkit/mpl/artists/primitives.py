"""Primitives of the pane as matplotlib artists: the same for a panel and for a legend key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from matplotlib.artist import Artist, ArtistInspector
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError, quoted, suggestion
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
from plotkit.mpl.artists.filled import area_artists, box_artists
from plotkit.mpl.artists.gridimage import GridImage
from plotkit.mpl.artists.pagelines import MovedLines, PageLines, SteadyLines, head_lengths
from plotkit.mpl.artists.placedtexts import PlacedTexts
from plotkit.mpl.artists.placement import Moved
from plotkit.mpl.artists.surface import MOST_LINES, ZORDER, Surface, runs_of
from plotkit.mpl.artists.texts import text_artists
from plotkit.mpl.fast.longline import new_line, new_lines
from plotkit.mpl.fast.points import new_points
from plotkit.mpl.style import RC, each, line_style, line_styles, marker_style, numbers, rows, take
from plotkit.page import is_steady, widens
from plotkit.typing import Bools


def artists(primitive: Primitive, surface: Surface) -> list[Artist]:
    """Return the artists that show a primitive; add them, then call :func:`finish`."""
    match primitive:
        case Points():
            return _points(primitive, surface)
        case Lines():
            return _lines(primitive, surface)
        case Areas():
            return area_artists(primitive, surface)
        case Boxes():
            return box_artists(primitive, surface)
        case Texts():
            return text_artists(primitive, surface)
        case Grid():
            return _grid(primitive, surface)
        case _:
            return []


def finish(primitive: Primitive, made: Sequence[Artist]) -> None:
    """Set what the user gave by keyword, after axes have added what they set themselves."""
    if isinstance(primitive, Custom) or not primitive.kws:
        return
    for artist in made:
        for one in artist.get_texts() if isinstance(artist, PlacedTexts) else [artist]:
            _apply(one, primitive.kws)


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


def _points(points: Points, surface: Surface) -> list[Artist]:
    places = surface.project(points.xy, points.panel)
    shown: Bools = np.asarray(np.isfinite(places).all(axis=1))
    moves = points.place is not None and surface.axes
    if not shown.all() and not moves:  # a mark of one's own may leave gaps
        properties = {item.name: take(getattr(points, item.name), shown) for item in fields(points)}
        points, places = replace(points, **{**properties, "kws": points.kws}), places[shown]
    n = len(places)
    paths = _markers(points.marker)
    if not paths or not n:
        return []
    widths, styles = line_styles(points.edgewidth, points.edgestyle, n)
    transform = surface.page(points.panel)
    made = new_points(
        paths,
        numbers(points.size) ** 2,
        points.color,
        points.edgecolor,
        offsets=places,
        offset_transform=transform,
        linewidths=widths,
        linestyles=styles,
        zorder=ZORDER,
    )
    made.set_transform(IdentityTransform())
    if points.place is not None and surface.axes:
        made.placement = surface.placement(points.place)
        made.set_offset_transform(transform + Moved(made, made.placement))
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
    style = marker_style("None" if spec is None else spec)
    return style.get_path().transformed(style.get_transform())


def _lines(lines: Lines, surface: Surface) -> list[Artist]:
    if lines.arrow is not None or (lines.place is not None and surface.axes):
        return _page_lines(lines, surface)
    n = len(lines.paths)
    runs = runs_of(lines, surface)
    if lines.each and (n <= MOST_LINES or lines.kws):
        properties = zip(
            runs,
            each(lines.color, n),
            each(lines.linewidth, n),
            each(lines.linestyle, n),
            strict=True,
        )
        transform = surface.page(lines.panel)
        return [
            new_line(
                run[:, 0],
                run[:, 1],
                color=tuple(color),
                linewidth=width,
                linestyle=line_style(style),
                solid_capstyle=lines.cap,
                transform=transform,
                zorder=ZORDER,
            )
            for run, color, width, style in properties
        ]
    return [new_lines(runs, **_collected(lines, surface))]


def _collected(lines: Lines, surface: Surface) -> dict[str, Any]:
    """Return the properties of a collection of lines."""
    widths, styles = line_styles(lines.linewidth, lines.linestyle, len(lines.paths))
    return {
        "colors": rows(lines.color),
        "linewidths": widths,
        "linestyles": styles,
        "capstyle": lines.cap or (RC["lines.solid_capstyle"] if lines.arrow is None else "butt"),
        "transform": surface.page(lines.panel),
        "zorder": ZORDER,
    }


def _page_lines(lines: Lines, surface: Surface) -> list[Artist]:
    """Return lines that have heads or are moved; some that stand alone, unless they move."""
    placement, n = None, len(lines.paths)
    if lines.place is not None and surface.axes:
        placement = surface.placement(lines.place)
    elif lines.each and n > 1 and (n <= MOST_LINES or lines.kws):
        return [made for one in _single(lines) for made in _page_lines(one, surface)]
    properties, heads = _collected(lines, surface), head_lengths(lines)
    kind = PageLines
    if placement is not None and not lines.panel and lines.limits:
        kind = SteadyLines if is_steady(lines.place) else kind
        kind = MovedLines if widens(lines.place) else kind
    made = kind(runs_of(lines, surface), lines.arrow, heads, placement, **properties)
    made.sticks_out = lines.kws.get("clip_on") is False
    return [made]


def _single(lines: Lines) -> Iterator[Lines]:
    names = ("color", "linewidth", "linestyle", "headsize")
    for i, run in enumerate(lines.paths.split()):
        properties: dict[str, Any] = {name: take(getattr(lines, name), [i]) for name in names}
        yield replace(lines, paths=Paths(run, np.zeros(1, dtype=np.intp)), **properties)


def _grid(grid: Grid, surface: Surface) -> list[Artist]:
    x = surface.project(np.column_stack([grid.x, np.full(len(grid.x), grid.y[0])]), grid.panel)
    y = surface.project(np.column_stack([np.full(len(grid.y), grid.x[0]), grid.y]), grid.panel)
    return [
        GridImage(
            x[:, 0],
            y[:, 1],
            grid.color,
            surface.page(grid.panel),
            smooth=grid.interpolate,
            zorder=ZORDER,
        )
    ]
