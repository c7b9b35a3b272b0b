"""Areas and boxes as patches, or as collections of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from plotkit.data.factor import Coded
from plotkit.marks.primitives import Areas, Boxes
from plotkit.mpl.artists.boxes import inside_rectangle
from plotkit.mpl.artists.rounded import RoundedBoxes, RoundedRectangle
from plotkit.mpl.artists.surface import MOST_LINES, ZORDER, Surface, runs_of
from plotkit.mpl.grouped import GroupedPaths, GroupedPolygons
from plotkit.mpl.style import NO_LINE, RC, each, line_style, line_styles, rows, take
from plotkit.typing import Codes, Floats

_Kind: TypeAlias = Callable[..., Collection]
_Filled = TypeVar("_Filled", bound=Areas | Boxes)
MOST_BOXES = 500
"""Up to so many boxes of a singular mark are artists of their own."""


def area_artists(areas: Areas, surface: Surface) -> list[Artist]:
    """Return the artists that show areas."""
    runs = runs_of(areas, surface)
    if areas.shapes is not None:
        return _shapes(areas, runs, areas.shapes, surface)
    n = len(runs)
    if areas.each and (n <= MOST_LINES or areas.kws):
        return [
            Polygon(run, closed=True, transform=surface.page(areas.panel), zorder=ZORDER, **own)
            for run, own in zip(runs, _patch_properties(areas, n), strict=True)
        ]
    return _collections(GroupedPolygons, runs, areas, surface)


def _shapes(areas: Areas, runs: Sequence[Floats], shapes: Codes, surface: Surface) -> list[Artist]:
    """Return the artists of shapes with several outlines."""
    firsts = np.flatnonzero(np.diff(shapes, prepend=shapes[:1] - 1))
    stops = [*firsts[1:].tolist(), len(runs)]
    outlines = [
        Path.make_compound_path(*(Path(run, closed=True) for run in map(_closed, runs[first:stop])))
        for first, stop in zip(firsts.tolist(), stops, strict=True)
    ]
    n = len(outlines)
    areas = _some(areas, firsts)
    if areas.each and (n <= MOST_LINES or areas.kws):
        return [
            PathPatch(outline, transform=surface.page(areas.panel), zorder=ZORDER, **own)
            for outline, own in zip(outlines, _patch_properties(areas, n), strict=True)
        ]
    return _collections(GroupedPaths, outlines, areas, surface)


def _closed(run: Floats) -> Floats:
    return np.concatenate([run, run[:1]])


def box_artists(boxes: Boxes, surface: Surface) -> list[Artist]:
    """Return the artists that show boxes."""
    n = len(boxes.corners)
    corners = surface.project(boxes.corners.reshape(-1, 2), boxes.panel).reshape(-1, 2, 2)
    if boxes.edgewidth is None or boxes.thin:
        boxes = replace(boxes, edgewidth=_thin(corners, boxes, surface))
    low, high = corners.min(axis=1), corners.max(axis=1)
    if boxes.each and (n <= MOST_BOXES or boxes.kws):
        return _rectangles(boxes, low, high, surface)
    outlines = np.empty((n, 4, 2))
    outlines[:, 0], outlines[:, 2] = low, high
    outlines[:, 1] = np.column_stack([high[:, 0], low[:, 1]])
    outlines[:, 3] = np.column_stack([low[:, 0], high[:, 1]])
    return _collections(GroupedPolygons, outlines, boxes, surface)


def _rectangles(boxes: Boxes, low: Floats, high: Floats, surface: Surface) -> list[Artist]:
    made: list[Any] = []
    sizes = (high - low).tolist()
    transform = surface.page(boxes.panel)
    properties = _patch_properties(boxes, len(low))
    for start, size, own in zip(low.tolist(), sizes, properties, strict=True):
        own |= {"transform": transform, "zorder": ZORDER}
        if boxes.radius:
            own |= {"radius": boxes.radius, "inside": boxes.inside}
            made.append(RoundedRectangle(start, *size, **own))
        elif boxes.inside:
            made.append(inside_rectangle(start, *size, like=made[0] if made else None, **own))
        else:
            made.append(Rectangle(start, *size, **own))
    return made


def _thin(corners: Floats, boxes: Boxes, surface: Surface) -> float:
    """Return a tenth of the narrowest box in points, at most the width asked or the theme's."""
    page = surface.page(boxes.panel).transform(corners.reshape(-1, 2)).reshape(-1, 2, 2)
    size = np.abs(page[:, 1] - page[:, 0]) / surface.pixels
    across = size.min(axis=1) if boxes.thin else size[:, int(boxes.flip)]
    across = across[np.isfinite(across) & (across > 0)]
    asked: Any = RC["patch.linewidth"] if boxes.edgewidth is None else boxes.edgewidth
    widest = float(asked)
    return min(widest, 0.1 * float(across.min())) if len(across) else widest


def _patch_properties(filled: Areas | Boxes, n: int) -> list[dict[str, Any]]:
    properties = zip(
        each(filled.color, n),
        each(filled.edgecolor, n),
        each(filled.edgewidth, n),
        each(filled.edgestyle, n),
        strict=True,
    )
    made: list[dict[str, Any]] = [
        {
            "facecolor": tuple(face),
            "edgecolor": tuple(edge),
            "linewidth": 0.0 if style == NO_LINE else width,
            # Dashes are as long as a line is wide, and some writers refuse those of no length.
            "linestyle": "-" if style == NO_LINE or not width else line_style(style),
        }
        for face, edge, width, style in properties
    ]
    if isinstance(filled.hatch, Coded | np.ndarray) or filled.hatch:
        for own, hatch in zip(made, each(filled.hatch, n), strict=True):
            own["hatch"] = hatch or None
    return made


def _collections(
    kind: _Kind, outlines: Any, filled: Areas | Boxes, surface: Surface
) -> list[Artist]:
    """Return a collection of all, or one for each hatch in each colour: it can have only one."""
    n = len(outlines)
    varied = isinstance(filled.hatch, Coded | np.ndarray)
    if not varied and (not filled.hatch or len(rows(filled.edgecolor)) == 1):
        return [_collection(kind, outlines, filled, filled.hatch, surface)]
    groups: dict[Any, list[int]] = {}
    hatches = each(filled.hatch, n)
    for i, (hatch, edge) in enumerate(zip(hatches, each(filled.edgecolor, n), strict=True)):
        groups.setdefault((hatch, tuple(edge) if hatch else ()), []).append(i)
    return [
        _collection(kind, [outlines[i] for i in some], _some(filled, some), hatch, surface)
        for (hatch, _), some in groups.items()
    ]


def _some(filled: _Filled, chosen: Any) -> _Filled:
    """Return the properties of some of the areas or boxes."""
    names = ("color", "edgecolor", "edgewidth", "edgestyle", "hatch")
    properties: dict[str, Any] = {name: take(getattr(filled, name), chosen) for name in names}
    return replace(filled, **properties)


def _collection(
    kind: _Kind,
    outlines: Any,
    filled: Areas | Boxes,
    hatch: str,
    surface: Surface,
) -> Collection:
    width: Any = filled.edgewidth
    widths, styles = line_styles(width, filled.edgestyle, len(outlines))
    properties: dict[str, Any] = {
        "facecolors": rows(filled.color),
        "edgecolors": rows(filled.edgecolor),
        "linewidths": widths,
        "linestyles": styles,
        "transform": surface.page(filled.panel),
        "zorder": ZORDER,
    }
    if hatch:
        properties["hatch"] = hatch
    if isinstance(filled, Boxes) and filled.radius:
        return RoundedBoxes(outlines, filled.radius, **properties)
    return kind(outlines, **properties)
