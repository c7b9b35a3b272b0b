"""Draw the layers of a panel into its Axes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle

from plotkit.compile.drawing import MarkDrawing, Panel
from plotkit.errors import PlotSpecError, noting
from plotkit.marks.primitives import (
    Boxes,
    Custom,
    Primitive,
    Project,
    elements,
    is_placed,
)
from plotkit.mpl.artists.inks import Inks
from plotkit.mpl.artists.primitives import artists, finish
from plotkit.mpl.artists.recorded import looks_around, record
from plotkit.mpl.artists.surface import Inverse, Surface
from plotkit.mpl.grouped import Grouped, Labelled, identity
from plotkit.page import Limits
from plotkit.scales.ticks import literal
from plotkit.typing import Floats

DENSE = 20_000
"""So many elements of a layer in a panel are vectors; more are a picture unless `raster=` says."""


def draw_panels(
    together: Sequence[tuple[Panel, Axes]], prefix: str = ""
) -> dict[int, list[Artist]]:
    """Draw all layers of a panel and return their artists by the number of the layer.

    Parameters
    ----------
    together
        The panel, and others that are drawn over it, each with the Axes whose scales and limits are
        its own. The Axes of the first one holds the artists of all, in the order of the layers.
    prefix
        Beginning of each artist's id, so that ids differ between panels.
    """
    taken: Counter[str] = Counter()
    marks = [(mark, number) for number, (one, _) in enumerate(together) for mark in one.marks]
    if len(together) > 1:
        marks.sort(key=lambda each: each[0].layer)
    holder = together[0][1]
    everything = [one for mark, _ in marks for one in mark.primitives]
    inks = Inks(holder) if looks_around(everything) else None
    surfaces = [_surface(panel, ax, holder, inks) for panel, ax in together]
    made: dict[int, list[Artist]] = {}
    for mark, number in marks:
        note = f"In layer {mark.layer + 1} ({mark.name})."
        with noting(note):
            surface = replace(surfaces[number], note=note)
            axes = together[0][1], together[number][1]
            made.setdefault(mark.layer, []).extend(_draw_mark(*axes, mark, surface, prefix, taken))
    return made


def _surface(panel: Panel, ax: Axes, holder: Axes, inks: Inks | None) -> Surface:
    """Return what turns positions of a panel into places on the page.

    `holder` has the artists of all that is drawn together, and `inks` know where these are.
    """
    figure = ax.figure
    primitives = [primitive for mark in panel.marks for primitive in mark.primitives]
    return Surface(
        ax.transData,
        ax.transAxes,
        figure.dpi_scale_trans,
        figure.dpi / 72,
        axes=True,
        over=ax is not holder,
        inverses=_inverses(panel),
        limits=View(ax, panel) if any(map(is_placed, primitives)) else None,
        inks=inks,
    )


class View:
    """What a panel shows, in axis units.

    Parameters
    ----------
    ax
        The Axes.
    panel
        What is drawn there.
    """

    def __init__(self, ax: Axes, panel: Panel) -> None:
        self._ax = ax
        self._units = panel.x.scale.units, panel.y.scale.units

    def __call__(self) -> Limits:
        """Return first and last of x, first and last of y."""
        x, y = (
            ends if units.linear else units.forward(np.array(ends)).tolist()
            for ends, units in zip(
                (self._ax.get_xlim(), self._ax.get_ylim()), self._units, strict=True
            )
        )
        return (float(x[0]), float(x[1])), (float(y[0]), float(y[1]))


def _inverses(panel: Panel) -> tuple[Inverse, Inverse] | None:
    """Return the way from axis units to coordinates; None where these are the same."""
    x, y = panel.x.scale, panel.y.scale
    return None if x.units.linear and y.units.linear else (x.invert, y.invert)


def _draw_mark(
    ax: Axes, own: Axes, mark: MarkDrawing, surface: Surface, prefix: str, taken: Counter[str]
) -> list[Artist]:
    """Draw a mark on an Axes; `own` is the one that has its scales, `taken` counts ids."""
    everything: list[Artist] = []
    labelled = False
    for primitive in mark.primitives:
        if isinstance(primitive, Custom):
            everything += _custom(own, primitive, surface.project)
            continue
        made = artists(primitive, surface)
        picture = mark.raster or (mark.raster is None and elements(primitive) > DENSE)
        for artist in made:
            ax.add_artist(artist)
            if surface.over and hasattr(artist, "scaled"):
                artist.scaled = own
            if picture:
                artist.set_rasterized(True)
        by_level = len(made) == len(mark.labels)
        levels = mark.labels if by_level else [""] * len(made)
        _identify(made, mark, f"{prefix}layer{mark.layer}-{mark.name}", taken)
        for artist, level in zip(made, levels, strict=True):
            if level and not labelled:  # the first primitive alone, or ax.legend() would repeat it
                # What has a guide is not told again by `ax.legend()`.
                artist.set_label(("_" if mark.explained else "") + literal(level))
        labelled = labelled or by_level
        finish(primitive, made)
        record(primitive, made, surface)
        _contain(ax, primitive, made, surface)
        everything += made
    return everything


def _identify(made: Sequence[Artist], mark: MarkDrawing, name: str, taken: Counter[str]) -> None:
    """Give artists ids: panel, layer, mark and group; and a number where several share these.

    A collection of all groups has the id without a group, and tells the groups when it is drawn.
    """
    stem = identity("", name, _counted(taken, name))
    levels: Sequence[str] = mark.labels if len(made) == len(mark.labels) else ()
    if len(made) > 1 and not levels and mark.groups is not None:
        names, codes = mark.groups()
        if len(codes) == len(made):
            levels = [names[code] if code >= 0 else "" for code in codes.tolist()]
    for artist, level in zip(made, levels or [""] * len(made), strict=True):
        own = f"{stem}-{level}" if level else stem
        first = not level and artist is made[0]  # it has the id of the stem, counted already
        artist.set_gid(identity("", own, 1 if first else _counted(taken, own)))
        if isinstance(artist, Grouped) and len(made) == 1 and not level:
            whole = len(mark.labels) == artist.elements()
            artist.groups = Labelled(mark.labels) if whole else mark.groups


def _counted(taken: Counter[str], name: str) -> int:
    taken[name] += 1
    return taken[name]


def _contain(ax: Axes, primitive: Primitive, made: Sequence[Artist], surface: Surface) -> None:
    """Tell the axes which bars belong together, so that ``ax.bar_label`` can label them."""
    bars = [artist for artist in made if isinstance(artist, Rectangle)]
    if not isinstance(primitive, Boxes) or not bars or primitive.panel:
        return
    corners = primitive.corners.reshape(-1, 2)
    ends = surface.project(corners, primitive.panel).reshape(-1, 2, 2)
    heights = ends[:, 1] - ends[:, 0]
    ax.add_container(
        BarContainer(
            bars,
            datavalues=heights[:, 0 if primitive.flip else 1],
            orientation="horizontal" if primitive.flip else "vertical",
        )
    )


def _custom(ax: Axes, primitive: Custom, project: Project) -> list[Artist]:
    """Call a user's function and find what it drew."""

    def upright(xy: Floats) -> Floats:
        laid = np.asarray(xy, dtype=np.float64)
        return project(laid[:, ::-1] if primitive.flip else laid)

    before = set(ax.get_children())
    returned = primitive.make(ax, upright)
    drawn = [child for child in ax.get_children() if child not in before]
    for artist in drawn:
        _check_colors(artist)
    return [*drawn, *(artist for artist in _artists_in(returned) if artist not in drawn)]


def _check_colors(artist: Artist) -> None:
    """Raise if an artist was given a colour whose alpha is open, with which it is not drawn."""
    for name in ("get_color", "get_facecolor", "get_edgecolor"):
        found = getattr(artist, name, lambda: ())()
        if isinstance(found, tuple | np.ndarray) and np.isnan(np.asarray(found, float)).any():
            raise PlotSpecError(
                "An artist was given a colour whose alpha is missing: v.color leaves it to alpha. "
                "Use v.rgba(), which puts both together."
            )


def _artists_in(returned: object) -> Iterable[Artist]:
    items = returned if isinstance(returned, list | tuple) else [returned]
    return [item for item in items if isinstance(item, Artist)]
