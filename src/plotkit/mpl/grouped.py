"""Collections whose elements stand in an SVG group by group, so that scripts and styles find them.

matplotlib writes a collection as one group with one id. What is drawn is the same in any format,
in the same order; only the ids within an SVG are more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection
from matplotlib.path import Path

from plotkit.mpl.style import plain_set
from plotkit.typing import Codes

Groups: TypeAlias = tuple[Sequence[str], Codes]
"""The names of groups, and which each element is of; -1 is of none."""
F = TypeVar("F", bound=Callable[..., Any])
MOST_PARTS = 1000
"""Into more parts a collection is not divided."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to write; halves of letters are not for any file."""


class Labelled:
    """Groups by the label of each element."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = labels

    def __call__(self) -> Groups:
        """Return them."""
        names = {label: number for number, label in enumerate(dict.fromkeys(self._labels))}
        return tuple(names), np.array([names[label] for label in self._labels])


def _as_collections(draw: F) -> F:
    return cast(F, wraps(Collection.draw)(draw))


class Grouped(Collection):
    """A collection that knows the groups of its elements.

    Attributes
    ----------
    groups
        Finds them, when they are asked for.
    """

    set = plain_set

    groups: Callable[[], Groups] | None = None

    @_as_collections  # which care for `rasterized` and filters
    def draw(self, renderer: RendererBase) -> None:
        """Draw the elements."""
        if self.groups is None or self.get_rasterized() or self.get_agg_filter() is not None:
            super().draw(renderer)
        else:
            self._draw_by_group(renderer)

    @allow_rasterization  # type: ignore[untyped-decorator]  # as matplotlib has it
    def _draw_by_group(self, renderer: RendererBase) -> None:
        found = self.groups_in(renderer)
        parts = [] if found is None else self.parts(found[1], renderer)
        if found is None or not 0 < len(parts) <= MOST_PARTS:
            super().draw(renderer)
        else:
            super().draw(cast(Any, ByGroup(renderer, self, found, parts)))

    def groups_in(self, renderer: Any) -> Groups | None:
        """Return the groups of the elements if that is drawn to which they can be told."""
        if self.groups is None or not hasattr(renderer, "writer"):
            return None
        names, codes = self.groups()
        return (names, codes) if len(codes) == self.elements() and len(names) else None

    def elements(self) -> int:
        """Return how many elements there are."""
        return len(self.get_paths())

    def parts(self, codes: Codes, renderer: RendererBase) -> Sequence[Codes]:
        """Return which elements to draw together, part after part."""
        cuts = np.flatnonzero(np.diff(codes)) + 1
        return np.split(np.arange(len(codes)), cuts)


class GroupedPolygons(Grouped, PolyCollection):
    """Polygons that know their groups."""

    set = plain_set


class GroupedPaths(Grouped, PathCollection):
    """Outlines that know their groups."""

    set = plain_set


class GroupedLines(Grouped, LineCollection):
    """Lines that know their groups."""

    set = plain_set


class Points(Grouped, PathCollection):
    """Points as ``Axes.scatter`` makes them.

    Not by the constructor of `PathCollection`: who did not go through it is known for points by
    tools that find the one below the pointer (mplcursors), and others are taken for outlines.

    Attributes
    ----------
    placement
        What moves them once the page is known.
    """

    set = plain_set

    placement: Any = None

    def __init__(self, paths: Any, sizes: Any = None, **kwargs: Any) -> None:
        Collection.__init__(self, **kwargs)
        self.set_paths(paths)
        self.set_sizes(sizes)

    def elements(self) -> int:
        """Return how many points there are."""
        return len(cast(Any, self.get_offsets()))


class Ids:
    """Gives the parts of an artist their ids: that of the artist, the group, and a number.

    Parameters
    ----------
    stem
        The id of the artist.
    names
        Of the groups.
    """

    def __init__(self, stem: str | None, names: Sequence[str]) -> None:
        self._stem, self._names = stem or "", names
        self._taken: Counter[str] = Counter()

    def next(self, group: int) -> str:
        """Return the id of the next part of a group."""
        name = self._names[group] if group >= 0 else ""
        return unique(identity(self._stem, name or "none"), self._taken)


def legal(text: str) -> str:
    r"""Return a text with a mark in place of what a file cannot hold.

    Examples
    --------
    >>> legal("a\x00b")
    'a?b'
    """
    return _NO_XML.sub("?", text)


def identity(stem: str, name: str) -> str:
    """Return an id, which has no blanks, and nothing that no file may hold.

    Examples
    --------
    >>> identity("layer0-Bar", "one of two")
    'layer0-Bar-one_of_two'
    """
    return legal("_".join("-".join(part for part in (stem, name) if part).split()))


def unique(text: str, taken: Counter[str]) -> str:
    """Return an id that is not taken yet, with a number where need be, and take it.

    Examples
    --------
    >>> taken = Counter()
    >>> [unique(text, taken) for text in ("a", "a", "a.2", "a")]
    ['a', 'a.2', 'a.2.2', 'a.3']
    """
    found = text
    while found in taken:
        taken[text] += 1
        found = f"{text}.{taken[text]}"
    taken[found] = 1
    return found


class ByGroup:
    """A renderer that gets a collection part by part, each in a group with an id.

    Parameters
    ----------
    renderer
        What draws.
    artist
        The collection.
    groups
        Of its elements.
    parts
        Which elements to draw together, in order.
    """

    def __init__(
        self, renderer: Any, artist: Collection, groups: Groups, parts: Sequence[Codes]
    ) -> None:
        self._renderer, self._parts, self._codes = renderer, parts, groups[1]
        self._ids = Ids(artist.get_gid(), groups[0])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._renderer, name)

    def draw_markers(
        self, gc: Any, marker: Path, shape: Any, path: Path, way: Any, face: Any = None
    ) -> None:
        """Draw the markers of each part."""
        for part in self._opened():
            places = Path(np.asarray(path.vertices)[part])
            self._renderer.draw_markers(gc, marker, shape, places, way, face)

    def draw_path_collection(self, gc: Any, way: Any, *properties: Any, **more: Any) -> None:
        """Draw the paths of each part."""
        if not len(properties[0]):  # whether it may be called so
            self._renderer.draw_path_collection(gc, way, *properties, **more)
            return
        names = ("paths", "transforms", "offsets", "offset_way", *("color",) * 6, "position")
        for part in self._opened():
            own = [
                value if name in ("offset_way", "position") else chosen(value, part)
                for name, value in zip(names, properties, strict=True)
            ]
            named = {name: chosen(value, part) for name, value in more.items()}
            self._renderer.draw_path_collection(gc, way, *own, **named)

    def _opened(self) -> Iterator[Codes]:
        for part in self._parts:
            self._renderer.open_group("group", gid=self._ids.next(int(self._codes[part[0]])))
            yield part
            self._renderer.close_group("group")


def chosen(values: Any, part: Codes) -> Any:
    """Return what some elements have of a property that goes round and round over all of them."""
    n = 0 if values is None else len(values)
    if n < 2:
        return values
    at = part % n
    return values[at] if isinstance(values, np.ndarray) else [values[i] for i in at.tolist()]
