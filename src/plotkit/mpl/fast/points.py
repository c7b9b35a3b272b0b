"""Points: a collection that draws many like markers at once, stamped on the pixels of an image."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import wraps
from typing import Any, cast

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform, Transform

from plotkit.marks.primitives import Paint
from plotkit.mpl.fast.batches import batches
from plotkit.mpl.fast.stamps import Stamps, lay
from plotkit.mpl.fast.switch import enabled
from plotkit.mpl.grouped import Ids, Points
from plotkit.mpl.style import coded, rows
from plotkit.records import dataclass
from plotkit.typing import Codes, Floats

FEWEST = 500
"""So many points of several colours are put on whole pixels, as matplotlib does with one colour."""
FEWEST_ALIKE = 20_000
"""So many of one colour are stamped faster here than by matplotlib."""
_MOST_STYLES = 512
_WIDEST = 81
"""Of a stamp, in pixels: larger ones would not be faster than paths."""


@dataclass(frozen=True)
class _Styles:
    """The ways that points look, and which each point has."""

    faces: Floats
    edges: Floats
    codes: Codes


class PointCollection(Points):
    """A `PathCollection` that draws many points of one shape and size fast.

    Their colours may be codes into a few, spread over the points only when somebody asks.

    Attributes
    ----------
    face_codes, edge_codes
        Which of the colours each point has; None for colours as any collection has them.
    """

    def __init__(self, paths: Any, sizes: Any = None, **kwargs: Any) -> None:
        self.face_codes: Codes | None = None
        self.edge_codes: Codes | None = None
        super().__init__(paths, sizes, **kwargs)

    # -------------------------------------------------------------------------------- colours

    def code_colors(self, faces: Codes | None, edges: Codes | None) -> None:
        """Take the colours set so far for tables, and say which of them each point has."""
        self.face_codes, self.edge_codes = faces, edges

    def get_facecolor(self) -> Any:
        """Return the colours of insides: one for all, or one a point."""
        table: Any = super().get_facecolor()
        return table if self.face_codes is None else table[self.face_codes]

    def get_edgecolor(self) -> Any:
        """Return the colours of edges: one for all, or one a point."""
        table: Any = super().get_edgecolor()
        return table if self.edge_codes is None else table[self.edge_codes]

    def set_facecolor(self, c: Any) -> None:
        """Set the colours of insides."""
        self.face_codes = None
        super().set_facecolor(c)

    def set_edgecolor(self, c: Any) -> None:
        """Set the colours of edges."""
        self.edge_codes = None
        super().set_edgecolor(c)

    def set_alpha(self, alpha: Any) -> None:
        """Set the alpha of all colours: one for all, or one a point."""
        if np.ndim(alpha):
            self._spread()
        super().set_alpha(alpha)

    def set_array(self, A: Any) -> None:  # noqa: N803 - matplotlib calls it so
        """Set the values that a colour map turns into colours."""
        self._spread()
        super().set_array(A)

    def update_from(self, other: Artist) -> None:
        """Take over the properties of another artist."""
        super().update_from(other)
        if isinstance(other, PointCollection):
            self.face_codes, self.edge_codes = other.face_codes, other.edge_codes

    def _spread(self) -> None:
        if self.face_codes is not None:
            self.set_facecolor(self.get_facecolor())
        if self.edge_codes is not None:
            self.set_edgecolor(self.get_edgecolor())

    # -------------------------------------------------------------------------------- drawing

    @wraps(PathCollection.draw)  # which cares for `rasterized` and filters
    def draw(self, renderer: RendererBase) -> None:  # type: ignore[override]  # seen through wraps
        """Draw the points, in the way that gives the same picture soonest."""
        if isinstance(renderer, RendererAgg):
            drawn = self.get_visible() and self._draw_alike(renderer)
        else:
            pixels = self.get_rasterized() or self.get_agg_filter() is not None
            drawn = not pixels and self.get_visible() and self._on_vectors(renderer)
        if not drawn:
            super().draw(renderer)
        self.stale = False

    @allow_rasterization  # type: ignore[untyped-decorator]  # it ends what was pixels before
    def _on_vectors(self, renderer: RendererBase) -> bool:
        return self._draw_batches(renderer)

    def _draw_batches(self, renderer: RendererBase) -> bool:
        """Draw markers in a file of vectors, those of one look together; tell whether it was so."""
        groups = self.groups_in(renderer)
        if (self._number_of_colors() < 2 and groups is None) or not self._alike():
            return False
        if any(url is not None for url in cast(Any, self.get_urls())):
            return False
        styles = self._style()
        figure = self.get_figure(root=True)
        if styles is None or figure is None:
            return False
        self.set_sizes(self.get_sizes(), figure.dpi)
        gc = self._context(renderer)
        path, shape = self._marker()
        places: Any = self.get_offset_transform().transform(self.get_offsets())
        shown = np.flatnonzero(np.isfinite(places).all(axis=1))
        # A page of PDF leaves out what has its middle beyond the edge.
        within = bool(((places[shown] >= 0) & (places[shown] <= figure.bbox.size)).all())
        if within:
            width = gc.get_linewidth()
            reach = _reach(path, shape) + 2 * float(np.asarray(renderer.points_to_pixels(width)))
            names, owners = ((), None) if groups is None else groups
            codes = styles.codes if owners is None else _paired(styles.codes, owners)
            ids = Ids(self.get_gid(), names)
            renderer.open_group(type(self).__name__, gid=self.get_gid())
            for batch in batches(places[shown], codes[shown], reach):
                points = shown[batch]
                look = styles.codes[points[0]]
                face, edge = tuple(styles.faces[look]), tuple(styles.edges[look])
                gc.set_foreground(edge, isRGBA=True)
                gc.set_linewidth(width if edge[3] else 0.0)
                there = Path(places[points])
                inside = face if face[3] else None
                if owners is not None:
                    renderer.open_group("group", gid=ids.next(int(owners[points[0]])))
                renderer.draw_markers(gc, path, shape, there, IdentityTransform(), inside)
                if owners is not None:
                    renderer.close_group("group")
            renderer.close_group(type(self).__name__)
        gc.restore()
        return within

    def parts(self, codes: Codes, renderer: RendererBase) -> Sequence[Codes]:
        """Return which points to draw together: later ones lie on earlier ones that they touch."""
        places: Any = self.get_offset_transform().transform(self.get_offsets())
        if not np.isfinite(places).all():
            return super().parts(codes, renderer)
        figure = self.get_figure(root=True)
        if figure is not None:
            self.set_sizes(self.get_sizes(), figure.dpi)
        known = {id(path): path for path in self.get_paths()}
        scales: Any = np.abs(self.get_transforms()).max(initial=0.0)
        shape = Affine2D().scale(float(scales)) + self.get_transform()
        width = float(np.max(cast(Any, self.get_linewidth()), initial=0.0))
        reach = max((_reach(path, shape) for path in known.values()), default=0.0)
        return batches(
            places, codes, reach + 2 * float(cast(Any, renderer.points_to_pixels(width)))
        )

    def _draw_alike(self, renderer: RendererAgg) -> bool:
        """Draw by markers or stamps, and tell whether that was possible."""
        n, colors = len(cast(Any, self.get_offsets())), self._number_of_colors()
        if n == 0 or (colors > 1 and n < FEWEST) or not self._alike():
            return False
        styles = self._style()
        if styles is None:
            return False
        self.set_sizes(self.get_sizes(), float(renderer.dpi))
        gc = self._context(renderer)
        few = len(styles.faces) == 1 and n < FEWEST_ALIKE
        drawn = self._mark(styles, gc, renderer) if few else self._stamp(styles, gc, renderer)
        gc.restore()
        return drawn

    def _mark(self, styles: _Styles, gc: GraphicsContextBase, renderer: RendererAgg) -> bool:
        """Draw markers of one style, and tell whether these are small enough."""
        path, shape = self._marker()
        if not 2 * _reach(path, shape) < min(renderer.width, renderer.height):
            return False
        gc.set_foreground(tuple(styles.edges[0]), isRGBA=True)
        offsets: Any = self.get_offsets()
        transform, face = self.get_offset_transform(), tuple(styles.faces[0])
        if not transform.is_affine:
            offsets = transform.transform_non_affine(offsets)
        renderer.draw_markers(gc, path, shape, Path(offsets), transform.get_affine(), face)
        return True

    def _stamp(self, styles: _Styles, gc: GraphicsContextBase, renderer: RendererAgg) -> bool:
        """Draw by stamps, and tell whether that was possible."""
        stamps = self._cut(styles, gc, renderer)
        left, top, right, bottom = self._window(renderer)
        if stamps is not None and left < right and top < bottom:
            x, y = self.get_offset_transform().transform(self.get_offsets()).T
            columns, rows = np.floor(x + 0.5) - left, np.floor(renderer.height - y + 0.5) - top
            picture = lay(columns, rows, styles.codes, stamps, (bottom - top, right - left))
            # From below, as an image that has its origin there.
            renderer.draw_image(gc, left, renderer.height - bottom, picture[::-1])
        return stamps is not None

    def _number_of_colors(self) -> int:
        """Return how many colours are known, before they are spread over the points."""
        tables: tuple[Any, Any] = super().get_facecolor(), super().get_edgecolor()
        return max(map(len, tables))

    def _marker(self) -> tuple[Path, Transform]:
        """Return the outline of the points, and how it gets its size in pixels."""
        scaled: Any = Affine2D(self.get_transforms()[0]) + self.get_transform()
        return self.get_paths()[0], scaled.frozen()

    def _alike(self) -> bool:
        """Tell whether the points are of one shape and size, without anything special."""
        offsets: Any = self.get_offsets()
        styles: Any = self.get_linestyle()
        parts: list[Any] = [self.get_paths(), self.get_sizes()]
        parts += [self.get_linewidth(), self.get_antialiased()]
        special: list[Any] = [self.get_hatch(), self.get_sketch_params(), self.get_array()]
        special.append(self.get_agg_filter())
        return (
            not isinstance(offsets, np.ma.MaskedArray)
            and all(len(each) == 1 for each in parts)
            and all(dashes is None for _, dashes in styles)
            and all(each is None for each in special)
            and not self.get_path_effects()
        )

    def _style(self) -> _Styles | None:
        """Return the ways that points look; None if there are too many of them."""
        offsets: Any = self.get_offsets()
        n = len(offsets)
        inside = _distinct(super().get_facecolor(), self.face_codes, n)
        around = _distinct(super().get_edgecolor(), self.edge_codes, n)
        if inside is None or around is None:
            return None
        faces, one = inside
        edges, other = around
        if len(edges) == 1 or (self.face_codes is not None and self.face_codes is self.edge_codes):
            return _Styles(faces, np.broadcast_to(edges, faces.shape), one)
        both = one.astype(np.intp) * len(edges) + other
        used, codes = np.unique(both, return_inverse=True)
        styles = _Styles(faces[used // len(edges)], edges[used % len(edges)], codes)
        return styles if len(used) <= _MOST_STYLES else None

    def _context(self, renderer: RendererBase) -> GraphicsContextBase:
        """Return what a renderer is told of how to draw."""
        gc = renderer.new_gc()
        if self.get_clip_on():
            if self.get_clip_box() is not None:
                gc.set_clip_rectangle(self.get_clip_box())
            gc.set_clip_path(cast(Any, self.get_clip_path()))
        gc.set_snap(self.get_snap())
        widths: Any = self.get_linewidth()
        gc.set_linewidth(float(widths[0]))
        gc.set_antialiased(bool(self.get_antialiased()[0]))
        join, cap = self.get_joinstyle(), self.get_capstyle()
        if join is not None:
            gc.set_joinstyle(join)
        if cap is not None:
            gc.set_capstyle(cap)
        return gc

    def _cut(
        self, styles: _Styles, gc: GraphicsContextBase, renderer: RendererAgg
    ) -> Stamps | None:
        """Let matplotlib draw each marker once; None if they are too large for stamps."""
        path, shape = self._marker()
        edge = gc.get_linewidth() * renderer.dpi / 72
        far = math.ceil(_reach(path, shape) + 2 * edge) + 1
        size = 2 * far + 1
        if not size <= _WIDEST:
            return None
        n = len(styles.faces)
        sheet: Any = RendererAgg(size, size * n, renderer.dpi)  # type: ignore[no-untyped-call]  # as matplotlib has it
        pen = sheet.new_gc()
        pen.copy_properties(gc)
        pen.set_clip_rectangle(None)
        pen.set_clip_path(None)
        for i, (face, line) in enumerate(zip(styles.faces, styles.edges, strict=True)):
            pen.set_foreground(tuple(line), isRGBA=True)
            middle = Path([(far, size * (n - i) - far)])
            sheet.draw_markers(pen, path, shape, middle, IdentityTransform(), tuple(face))
        return Stamps.cut(np.asarray(sheet.buffer_rgba()).reshape(n, size, size, 4))

    def _window(self, renderer: RendererAgg) -> tuple[int, int, int, int]:
        """Return the pixels that may be painted: left, top, right and bottom, from the top left."""
        width, height = int(renderer.width), int(renderer.height)
        box = self.get_clip_box() if self.get_clip_on() else None
        if box is None:
            return 0, 0, width, height
        x0, y0, x1, y1 = box.extents
        return (
            max(math.floor(x0), 0),
            max(math.floor(height - y1), 0),
            min(math.ceil(x1) + 1, width),  # to matplotlib, a box ends with its last pixel
            min(math.ceil(height - y0) + 1, height),
        )


def new_points(paths: Any, sizes: Floats, face: Paint, edge: Paint, **styles: Any) -> Points:
    """Return a collection of points.

    Parameters
    ----------
    paths, sizes, styles
        As of a `PathCollection`.
    face, edge
        Colours of insides and edges.
    """
    if not enabled("points"):
        return Points(paths, sizes, facecolors=rows(face), edgecolors=rows(edge), **styles)
    (faces, face_codes), (edges, edge_codes) = coded(face), coded(edge)
    made = PointCollection(paths, sizes, facecolors=faces, edgecolors=edges, **styles)
    made.code_colors(face_codes, edge_codes)
    return made


def _paired(codes: Codes, owners: Codes) -> Codes:
    """Return one code for each pair of codes."""
    both = codes.astype(np.intp) * (int(owners.max(initial=0)) + 2) + owners + 1
    paired: Codes = np.unique(both, return_inverse=True)[1]
    return paired


def _reach(path: Path, shape: Transform) -> float:
    """Return how far an outline reaches from its middle at most, in pixels."""
    # A curve does not leave the polygon of its vertices: to find its true ends takes far longer.
    vertices = np.asarray(path.vertices)
    if path.codes is not None:
        vertices = vertices[np.asarray(path.codes) != Path.CLOSEPOLY]
    return float(np.abs(shape.transform(vertices)).max(initial=0.0))


def _distinct(colors: Any, codes: Codes | None, n: int) -> tuple[Floats, Codes] | None:
    """Return a few colours, and which of them each of `n` points has; None if they are many."""
    table: Floats = np.asarray(colors)
    if codes is not None:
        return (table, codes) if len(table) <= _MOST_STYLES else None
    if len(table) == 0:
        table = np.zeros((1, 4))
    if len(table) == 1:
        return table, np.broadcast_to(np.intp(0), n)
    if len(table) != n:
        return None
    packed = np.rint(table * 255).astype(np.uint8).view(np.uint32)[:, 0]
    used, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
    return (table[first], inverse) if len(used) <= _MOST_STYLES else None
