"""Read a rendered figure, of whatever library, into plain data that can be compared.

Artists are reduced to what is seen: a marker at a place, a line through places, a filled shape, a
text. One `Line2D` and one segment of a `LineCollection` give the same, and so do one scatter of
many points and many of one. Positions are in the units of the data.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib import colors
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.figure import Figure, SubFigure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.offsetbox import DrawingArea, TextArea
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.text import Annotation, Text

Item = dict[str, Any]
"""One thing that is seen: its `kind`, its places `xy`, its looks."""


def read_figure(figure: Figure | SubFigure) -> dict[str, Any]:
    """Return what a figure shows; it has been drawn."""
    return {
        "size": tuple(figure.bbox.size / figure.dpi),
        "background": figure.get_facecolor(),
        "panels": [read_axes(ax) for ax in figure.axes],
        "legends": list(read_guides(figure)),
    }


def read_axes(ax: Axes) -> dict[str, Any]:
    """Return what one Axes shows."""
    marks = [child for child in ax.get_children() if is_mark(ax, child)]
    marks.sort(key=lambda artist: artist.get_zorder())  # stable, as matplotlib draws
    items = [item for artist in marks for item in read_artist(artist, ax)]
    return {
        "x": read_axis(ax, "x"),
        "y": read_axis(ax, "y"),
        "title": " | ".join(filter(None, [ax.get_title(), *row_titles(ax)])),
        "background": ax.get_facecolor(),
        "spines": {
            name: (spine.get_visible(), spine.get_edgecolor(), spine.get_linewidth())
            for name, spine in ax.spines.items()
        },
        "titlesize": ax.title.get_fontsize(),
        "items": items,
        "legends": list(read_guides(ax)),
    }


def row_titles(ax: Axes) -> list[str]:
    """Return what stands at the right margin of a panel."""
    return [text.get_text() for text in ax.texts if is_row_title(text)]


def is_row_title(artist: Artist) -> bool:
    return isinstance(artist, Annotation) and artist.xycoords != "data"


def is_mark(ax: Axes, child: Artist) -> bool:
    furniture = {ax.patch, ax.xaxis, ax.yaxis, *ax.spines.values(), *titles(ax)}
    return child not in furniture and not is_guide(child) and not is_row_title(child)


def is_guide(child: Artist) -> bool:
    return isinstance(child, Legend) or is_color_bar(child)


def is_color_bar(child: Artist) -> bool:
    return type(child).__name__ == "ColorBarArtist"


def titles(ax: Axes) -> list[Text]:
    left, right = ax._left_title, ax._right_title  # there is no public way to tell them
    return [ax.title, left, right]


# ------------------------------------------------------------------------------------------ axes


def read_axis(ax: Axes, name: str) -> dict[str, Any]:
    axis: Axis = ax.xaxis if name == "x" else ax.yaxis
    first, last = ax.get_xlim() if name == "x" else ax.get_ylim()
    transform = axis.get_transform()
    label = axis.get_label()
    lines = [line for line in axis.get_gridlines() if line.get_visible()]
    texts = [text for text in axis.get_ticklabels() if text.get_text() and text.get_visible()]
    return {
        "units": transform.transform,  # from data to what is even on the page
        "limits": (float(first), float(last)),
        "inverted": axis.get_inverted(),
        "ticks": read_ticks(axis, (first, last), minor=False),
        "minor": read_ticks(axis, (first, last), minor=True),
        "label": label.get_text() if label.get_visible() or _said_once(axis) else "",
        "labelsize": label.get_fontsize(),
        "ticksize": texts[0].get_fontsize() if texts else None,
        "grid": (colors.to_rgba(lines[0].get_color()), lines[0].get_linewidth()) if lines else None,
    }


def _said_once(axis):
    """Tell whether the figure writes the label of an axis once for all panels."""
    texts = axis.figure.texts
    return any(text.get_text() == axis.get_label_text() for text in texts if text.get_gid())


def read_ticks(axis: Axis, view: tuple[float, float], minor: bool) -> list[tuple[float, str]]:
    """Return the ticks within the view with what is written at them."""
    low, high = sorted(view)
    slack = 1e-9 * (high - low)
    found = []
    for tick in axis.get_minor_ticks() if minor else axis.get_major_ticks():
        at = float(tick.get_loc())
        if low - slack <= at <= high + slack:
            label = tick.label1
            found.append((at, label.get_text() if label.get_visible() else ""))
    return sorted(found)


# --------------------------------------------------------------------------------------- artists


def read_artist(artist: Artist, ax: Axes) -> Iterator[Item]:
    """Yield what one artist shows, in the data units of an Axes."""
    if not artist.get_visible():
        return
    match artist:
        case Text():
            yield from read_text(artist, ax)
        case Line2D():
            yield from read_line(artist)
        case LineCollection():
            yield from read_segments(artist)
        case PathCollection():
            yield from read_points(artist)
        case Collection():
            yield from read_shapes(artist)
        case Patch():
            yield read_patch(artist)
        case _:
            raise AssertionError(f"an artist that nobody reads: {artist!r}")


def read_text(artist: Text, ax: Axes) -> Iterator[Item]:
    if not artist.get_text():
        return
    if isinstance(artist, Annotation):
        place = np.asarray(artist.xy, dtype=float)
        offset = np.asarray(artist.xyann, dtype=float)
    else:
        place = np.asarray(artist.get_position(), dtype=float)
        moved = artist.get_transform().transform(place) - ax.transData.transform(place)
        offset = moved * 72 / ax.figure.dpi
    yield {
        "kind": "text",
        "xy": place[None],
        "text": artist.get_text(),
        "color": rgba(artist.get_color(), artist.get_alpha()),
        "size": artist.get_fontsize(),
        "align": (artist.get_horizontalalignment(), artist.get_verticalalignment()),
        "offset": tuple(np.round(offset, 6).tolist()),
    }


def read_line(artist: Line2D) -> Iterator[Item]:
    xy = np.column_stack([np.asarray(v, dtype=float) for v in artist.get_data(orig=False)])
    if artist.get_linestyle() not in ("None", "none", "", " ") and artist.get_linewidth() > 0:
        yield from stretches(
            xy,
            color=rgba(artist.get_color(), artist.get_alpha()),
            width=artist.get_linewidth(),
            dashes=pattern(artist._dash_pattern),
        )
    marker = MarkerStyle(artist.get_marker())
    if not len(marker.get_path().vertices):
        return
    outline = shape(marker.get_path().transformed(marker.get_transform()))
    for place in xy:
        if np.isfinite(place).all():
            yield {
                "kind": "point",
                "xy": place[None],
                "size": artist.get_markersize(),
                "face": rgba(artist.get_markerfacecolor(), artist.get_alpha()),
                "edge": rgba(artist.get_markeredgecolor(), artist.get_alpha()),
                "width": artist.get_markeredgewidth(),
                "marker": outline,
            }


def stretches(xy: Any, **looks: Any) -> Iterator[Item]:
    """Yield the parts of a line that are not interrupted by a missing value."""
    shown = np.isfinite(xy).all(axis=1)
    for part in np.split(np.arange(len(xy)), np.flatnonzero(np.diff(shown.astype(int))) + 1):
        if len(part) > 1 and shown[part[0]]:
            yield {"kind": "line", "xy": xy[part], **looks}


def read_segments(artist: LineCollection) -> Iterator[Item]:
    segments = artist.get_segments()
    n = len(segments)
    looks = zip(
        nth(rows(artist.get_edgecolors()), n),
        nth(artist.get_linewidths(), n),
        nth(artist.get_linestyles(), n),
        strict=True,
    )
    for segment, (color, width, style) in zip(segments, looks, strict=True):
        places = np.asarray(segment, dtype=float)
        if width > 0:
            yield from stretches(places, color=color, width=float(width), dashes=pattern(style))


def read_points(artist: PathCollection) -> Iterator[Item]:
    offsets = np.ma.filled(np.ma.asarray(artist.get_offsets(), float), np.nan)
    n = len(offsets)
    transform = artist.get_transform().frozen()
    markers = [shape(path.transformed(transform)) for path in artist.get_paths()]
    looks = zip(
        nth(np.sqrt(artist.get_sizes()), n),
        nth(rows(artist.get_facecolors()), n),
        nth(rows(artist.get_edgecolors()), n),
        nth(artist.get_linewidths(), n),
        nth(markers, n),
        strict=True,
    )
    for place, (size, face, edge, width, marker) in zip(offsets, looks, strict=True):
        if np.isfinite(place).all() and np.isfinite([*face, *edge]).all():
            yield {
                "kind": "point",
                "xy": place[None],
                "size": float(size),
                "face": face,
                "edge": edge,
                "width": float(width),
                "marker": marker,
            }


def read_shapes(artist: Collection) -> Iterator[Item]:
    paths = artist.get_paths()
    n = len(paths)
    looks = zip(
        nth(rows(artist.get_facecolors()), n),
        nth(rows(artist.get_edgecolors()), n),
        nth(artist.get_linewidths(), n),
        nth(artist.get_linestyles(), n),
        strict=True,
    )
    for path, (face, edge, width, style) in zip(paths, looks, strict=True):
        yield filled(corners(path), face, edge, float(width), pattern(style))


def read_patch(artist: Patch) -> Item:
    xy = artist.get_patch_transform().transform(corners(artist.get_path()))
    width = artist.get_linewidth()
    if artist.get_clip_path() is not None:
        width /= 2  # the outer half of the edge is cut off
    return filled(
        xy,
        rgba(artist.get_facecolor()),
        rgba(artist.get_edgecolor()),
        width,
        pattern(artist._dash_pattern),
    )


def filled(xy: Any, face: Any, edge: Any, width: float, dashes: Any) -> Item:
    """Return a filled shape; an invisible edge has no colour and no width."""
    seen = width > 0 and edge[3] > 0
    return {
        "kind": "shape",
        "xy": xy,
        "face": face,
        "edge": edge if seen else None,
        "width": width if seen else 0.0,
        "dashes": dashes if seen else None,
    }


def corners(path: Path) -> Any:
    """Return the corners of a closed outline, each once."""
    xy = np.asarray(path.vertices, dtype=float)
    if path.codes is not None:
        xy = xy[path.codes != Path.CLOSEPOLY]
    new = np.ones(len(xy), dtype=bool)
    new[1:] = (xy[1:] != xy[:-1]).any(axis=1)
    xy = xy[new]
    return xy[:-1] if len(xy) > 1 and (xy[0] == xy[-1]).all() else xy


def shape(path: Path) -> tuple[Any, ...]:
    """Return what tells one marker from another, whatever its size."""
    xy = np.asarray(path.vertices, dtype=float)
    reach = np.abs(xy).max() or 1.0
    low, high = xy.min(axis=0), xy.max(axis=0)
    return len(xy), *np.round(np.concatenate([low, high, xy.mean(axis=0)]) / reach, 3).tolist()


def pattern(style: Any) -> tuple[float, ...] | None:
    """Return dash lengths in points, None for a solid line."""
    _, dashes = style
    return None if dashes is None else tuple(np.round(dashes, 4).tolist())


def rgba(color: Any, alpha: float | None = None) -> tuple[float, ...]:
    return colors.to_rgba(color, alpha)


def rows(table: Any) -> list[tuple[float, ...]]:
    return [tuple(row) for row in np.asarray(table, dtype=float).tolist()] or [(0, 0, 0, 0)]


def nth(values: Any, n: int) -> list[Any]:
    """Return one value for each of n things, as matplotlib cycles through them."""
    values = list(values)
    return [values[i % len(values)] for i in range(n)]


# --------------------------------------------------------------------------------------- legends


def read_guides(parent: Axes | Figure | SubFigure) -> Iterator[dict[str, Any]]:
    """Yield the blocks of the legends and colour bars of a figure or an Axes, from the top."""
    guides = [child for child in parent.get_children() if is_guide(child)]
    if isinstance(parent, Axes):  # plotkit's are among those of the figure too
        guides = [child for child in guides if child not in parent.figure.legends]
    for child in sorted(guides, key=lambda guide: -guide.get_window_extent().y1):
        if isinstance(child, Legend):
            yield from read_legend(child)
        else:
            yield read_color_bar(child)


def read_color_bar(bar: Any) -> dict[str, Any]:
    """Return a colour bar as a legend with an entry for each tick."""
    texts = [text for text in bar.get_texts() if text.get_visible()]
    strip = np.asarray(bar.image.get_array(), dtype=float).reshape(-1, 4)
    places = [at for at, text in zip(bar.bar.ticks, bar.get_texts(), strict=True) if text in texts]
    colors_ = [tuple(strip[round(at * (len(strip) - 1))].tolist()) for at in places]
    title = bar.get_title()
    return {
        "title": title.get_text(),
        "entries": [text.get_text() for text in texts],
        "keys": [[{"kind": "color", "color": color}] for color in colors_],
        "sizes": (
            title.get_fontsize() if title.get_text() else None,
            *(text.get_fontsize() for text in texts[:1]),
        ),
    }


def read_legend(legend: Legend) -> Iterator[dict[str, Any]]:
    """Yield title and entries of each block of a legend."""
    box = legend.get_children()[0]
    parts = box.get_children()
    for title, entries in zip(parts[::2], parts[1::2], strict=True):
        lines = [*packed(entries)]
        yield {
            "title": title.get_text() if title.get_visible() else "",
            "entries": [text.get_text() for _, text in lines],
            "keys": [sorted(keys(area), key=lambda key: key["kind"]) for area, _ in lines],
            "sizes": (
                title.get_children()[0].get_fontsize() if title.get_visible() else None,
                *(text.get_children()[0].get_fontsize() for _, text in lines[:1]),
            ),
        }


def packed(box: Any) -> Iterator[tuple[DrawingArea, TextArea]]:
    """Yield key and text of each entry, column after column."""
    children = box.get_children()
    if len(children) == 2 and {type(child) for child in children} == {DrawingArea, TextArea}:
        area, text = sorted(children, key=lambda child: isinstance(child, TextArea))
        yield area, text
        return
    for child in children:
        if not isinstance(child, DrawingArea | TextArea | Artist) or hasattr(child, "get_children"):
            yield from packed(child)


def keys(area: DrawingArea) -> Iterator[Item]:
    """Yield the looks of a key; places in its box are a matter of layout."""
    for artist in area.get_children():
        for item in key_items(artist):
            item.pop("xy")
            yield item


def key_items(artist: Artist) -> Iterator[Item]:
    match artist:
        case Line2D():
            found = list(read_line(artist))
            seen: list[Item] = []
            for item in found:  # a key may show its marker at both ends
                if item["kind"] not in [other["kind"] for other in seen]:
                    seen.append(item)
            yield from seen
        case LineCollection():
            yield from read_segments(artist)
        case PathCollection():
            yield from list(read_points(artist))[:1]
        case Collection():
            yield from read_shapes(artist)
        case Patch():
            yield read_patch(artist)
