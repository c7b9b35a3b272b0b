"""Compare two figures that `extract.read_figure` has read, within stated tolerances.

Each difference has an aspect: what it is about, such as "limits" or "legend.keys".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

PLACE = 1e-6
"""Tolerance of positions, as a share of what the axis shows."""
COLOR = 2.5 / 255
"""Tolerance of red, green, blue and alpha, each from 0 to 1."""
LENGTH = 1e-3
"""Relative tolerance of sizes, widths and dashes."""


@dataclass(frozen=True)
class Difference:
    aspect: str
    where: str
    theirs: Any
    ours: Any

    def __str__(self) -> str:
        return f"[{self.aspect}] {self.where}\n    seaborn: {self.theirs}\n    plotkit: {self.ours}"


def compare(theirs: Any, ours: Any, place: float = PLACE) -> Iterator[Difference]:
    """Yield the differences between two figures.

    Parameters
    ----------
    theirs, ours
        What `read_figure` gave.
    place
        Tolerance of positions and limits, as a share of what the axis shows.
    """
    yield from same("figure.size", "figure", theirs["size"], ours["size"])
    yield from colors("theme", "figure", theirs["background"], ours["background"])
    mine, other = ours["panels"], theirs["panels"]
    if len(mine) != len(other):
        yield Difference("panels", "number of panels", len(other), len(mine))
        return
    for number, (there, here) in enumerate(zip(other, mine, strict=True)):
        yield from compare_panels(there, here, f"panel {number}", place)
    yield from compare_legends(all_legends(theirs), all_legends(ours))


def all_legends(figure: Any) -> list[Any]:
    return [
        *figure["legends"],
        *(block for panel in figure["panels"] for block in panel["legends"]),
    ]


def compare_panels(theirs: Any, ours: Any, where: str, place: float) -> Iterator[Difference]:
    for name in "xy":
        yield from compare_axes(theirs[name], ours[name], f"{where}, {name}", place)
    yield from same("titles", where, theirs["title"], ours["title"])
    yield from colors("theme", f"{where}, background", theirs["background"], ours["background"])
    yield from lengths("theme", f"{where}, title size", theirs["titlesize"], ours["titlesize"])
    for side in theirs["spines"]:
        (seen, color, width), (seen_, color_, width_) = theirs["spines"][side], ours["spines"][side]
        yield from same("theme", f"{where}, spine {side}", seen, seen_)
        yield from colors("theme", f"{where}, spine {side}", color, color_)
        yield from lengths("theme", f"{where}, spine {side}", width, width_)
    yield from same("order", where, order(theirs["items"]), order(ours["items"]))
    page = Page(theirs["x"], theirs["y"])
    yield from compare_items(theirs["items"], ours["items"], where, page, place)


class Page:
    """The way from data to shares of a panel, as the first of two figures shows it."""

    def __init__(self, x: Any, y: Any) -> None:
        self._axes = x, y

    def __call__(self, xy: Any) -> Any:
        xy = np.asarray(xy, dtype=float)
        return np.column_stack([on_page(axis, xy[:, i]) for i, axis in enumerate(self._axes)])


def on_page(axis: Any, values: Any) -> Any:
    with np.errstate(all="ignore"):
        units, first, last = (
            axis["units"](np.array(v, dtype=float))
            for v in (values, *([end] for end in axis["limits"]))
        )
        return (units - first) / (last - first)


def order(items: Sequence[Any]) -> list[str]:
    """Return the kinds of what is drawn, from below to above."""
    return [kind for kind, _ in groupby(item["kind"] for item in items)]


def compare_axes(theirs: Any, ours: Any, where: str, place: float) -> Iterator[Difference]:
    yield from same("limits", f"{where}, inverted", theirs["inverted"], ours["inverted"])
    if not near((0, 1), on_page(theirs, ours["limits"]), place):
        yield Difference("limits", where, theirs["limits"], ours["limits"])
    middle = np.linspace(*theirs["limits"], 5)
    if not near(
        on_page(theirs, middle), on_page({**theirs, "units": ours["units"]}, middle), place
    ):
        yield Difference("scale", where, "another transform", "")
    yield from same("label", where, theirs["label"], ours["label"])
    for kind in ("ticks", "minor"):
        there, here = theirs[kind], ours[kind]
        if len(there) != len(here) or not close([t for t, _ in there], [t for t, _ in here]):
            yield Difference(kind, where, [t for t, _ in there], [t for t, _ in here])
        else:
            words = [[text for _, text in ticks] for ticks in (there, here)]
            yield from same(f"{kind}.labels", where, *words)
    yield from lengths("theme", f"{where}, size of label", theirs["labelsize"], ours["labelsize"])
    if theirs["ticksize"] and ours["ticksize"]:
        yield from lengths("theme", f"{where}, size of ticks", theirs["ticksize"], ours["ticksize"])
    if (theirs["grid"] is None) != (ours["grid"] is None):
        yield Difference("grid", where, theirs["grid"], ours["grid"])
    elif theirs["grid"] is not None:
        yield from colors("grid", where, theirs["grid"][0], ours["grid"][0])
        yield from lengths("grid", where, theirs["grid"][1], ours["grid"][1])


def compare_items(
    theirs: Sequence[Any], ours: Sequence[Any], where: str, page: Page, place: float
) -> Iterator[Difference]:
    for kind in ("point", "line", "shape", "text"):
        mine = [item for item in ours if item["kind"] == kind]
        other = [item for item in theirs if item["kind"] == kind]
        if len(mine) != len(other):
            yield Difference(f"{kind}s", f"{where}, number", len(other), len(mine))
            continue
        if not mine:
            continue
        mine, other = (sorted(items, key=sorting_key(page)) for items in (mine, other))
        seen: set[str] = set()
        for there, here in zip(other, mine, strict=True):
            for found in compare_item(there, here, where, page, place):
                if found.aspect not in seen:  # the first of its kind tells enough
                    seen.add(found.aspect)
                    yield found


def sorting_key(page: Page) -> Any:
    """Return a key that puts equal things in equal places, whatever artist they are part of."""

    def key(item: Any) -> Any:
        xy = np.round(page(outline(item)), 4) + 0.0
        looks = [
            np.round(item[name] or (), 2).tolist()
            for name in ("face", "edge", "color")
            if name in item
        ]
        return [*np.nan_to_num(xy, nan=1e9).mean(axis=0).round(4).tolist(), len(xy)], looks

    return key


def outline(item: Any) -> Any:
    """Return the places of a thing, those of a closed shape in an order of their own."""
    xy = np.asarray(item["xy"], dtype=float)
    return xy[np.lexsort(np.round(xy, 9).T)] if item["kind"] == "shape" else xy


def compare_item(
    theirs: Any, ours: Any, where: str, page: Page, place: float
) -> Iterator[Difference]:
    kind = theirs["kind"]
    there, here = page(outline(theirs)), page(outline(ours))
    if there.shape != here.shape or not np.allclose(there, here, atol=place, equal_nan=True):
        yield Difference(f"{kind}s", f"{where}, place", shortened(theirs), shortened(ours))
    yield from compare_looks(theirs, ours, kind, f"{where}, {kind} at {ours['xy'][0].tolist()}")


def compare_looks(theirs: Any, ours: Any, aspect: str, where: str) -> Iterator[Difference]:
    for name in theirs:
        there, here = theirs[name], ours[name]
        if name in ("kind", "xy"):
            continue
        what, spot = f"{aspect}.{name}", f"{where}, {name}"
        if name in ("face", "edge", "color"):
            yield from colors(what, spot, there, here)
        elif name in ("size", "width", "dashes", "offset"):
            yield from lengths(what, spot, there, here)
        else:
            yield from same(what, spot, there, here)


def shortened(item: Any) -> Any:
    return np.round(item["xy"], 4).tolist()[:6]


def compare_legends(theirs: Sequence[Any], ours: Sequence[Any]) -> Iterator[Difference]:
    heads = [[(block["title"], block["entries"]) for block in blocks] for blocks in (theirs, ours)]
    if heads[0] != heads[1]:
        yield Difference("legend", "titles and entries", *heads)
        return
    for there, here in zip(theirs, ours, strict=True):
        for entry, mine, other in zip(here["entries"], here["keys"], there["keys"], strict=True):
            where = f"legend {here['title']!r}, {entry!r}"
            if mine and mine[0]["kind"] == "color":
                yield from compare_with_bar(other, mine[0], where)
                continue
            kinds = [[key["kind"] for key in keys] for keys in (other, mine)]
            if kinds[0] != kinds[1]:
                yield Difference("legend.keys", where, *kinds)
                continue
            for key, key_ in zip(other, mine, strict=True):
                yield from compare_looks(key, key_, f"legend.{key['kind']}", where)
        yield from lengths("theme", "legend, sizes of text", there["sizes"], here["sizes"])


def compare_with_bar(theirs: Sequence[Any], ours: Any, where: str) -> Iterator[Difference]:
    """Compare a key with the colour at a tick of a colour bar."""
    yield Difference("legend.bar", where, [key["kind"] for key in theirs], "a colour bar")
    shown = next(key.get("face") or key.get("color") for key in theirs)
    yield from colors("legend.bar.color", where, (*shown[:3], 1), ours["color"])


# ------------------------------------------------------------------------------------ tolerances


def same(aspect: str, where: str, theirs: Any, ours: Any) -> Iterator[Difference]:
    if theirs != ours:
        yield Difference(aspect, where, theirs, ours)


def colors(aspect: str, where: str, theirs: Any, ours: Any) -> Iterator[Difference]:
    """Compare two colours; what is clear has none."""
    there, here = ((0, 0, 0, 0) if c is None or c[3] < COLOR else c for c in (theirs, ours))
    if not near(there, here, COLOR):
        yield Difference(aspect, where, np.round(there, 3).tolist(), np.round(here, 3).tolist())


def lengths(aspect: str, where: str, theirs: Any, ours: Any) -> Iterator[Difference]:
    if theirs is None or ours is None:
        yield from same(aspect, where, theirs, ours)
    elif not close(theirs, ours):
        yield Difference(aspect, where, theirs, ours)


def near(theirs: Any, ours: Any, slack: float) -> bool:
    return bool(np.allclose(theirs, ours, rtol=0, atol=slack, equal_nan=True))


def close(theirs: Any, ours: Any) -> bool:
    there, here = (np.atleast_1d(np.asarray(v, dtype=float)) for v in (theirs, ours))
    if there.shape != here.shape:
        return False
    return bool(np.allclose(there, here, rtol=LENGTH, atol=1e-6, equal_nan=True))
