"""The page of palettes: a strip of each, and who can tell its colours apart, drawn by plotkit."""

from pathlib import Path
from typing import NamedTuple

import matplotlib
import numpy as np
from numpy.typing import NDArray

import plotkit.objects as so
from docs.site.vision import MACHADO, ciede2000, lab, least_difference, seen
from plotkit.mpl.theme import theme
from plotkit.properties.palettes import MOST_LISTED, named, names

GOOD, FAIR = 10.0, 5.0
"""Differences (CIEDE2000) of small points some way apart: seen at once; seen with some care."""
FAR = 50.0
"""How much lightness (CIELAB) a map of amounts should run through."""
CLOSED = 5.0
"""The difference of both ends of a map that comes back to where it began."""
NEUTRAL = 45.0
"""The most chroma in the middle of a map with two sides; that of a rainbow is twice as much."""
STEPS = 7
"""In so many colours a map of two sides or none is looked at."""

FAMILIES = {
    "lists": (
        "Categories",
        "A list of distinct colours. A palette is safe if the smallest difference between any two "
        f"of its colours is {GOOD:g} or more (CIEDE2000), to usual eyes and to those without one "
        f"kind of cones; from {FAIR:g} on with care. ``'husl'`` and ``'hls'`` make as many hues as "
        "there are levels. More than eight levels are better told apart by place, panels or names.",
    ),
    "sequential": (
        "Amounts",
        "From light to dark or the other way. A map is safe if its lightness goes one way for all "
        f"eyes, and through {FAR:g} of 100 or more: then it can be read in grey, too.",
    ),
    "diverging": (
        "Amounts on both sides of a middle",
        "For ``so.Continuous(center=0)``. A map is safe if lightness goes one way on each side, "
        f"and {STEPS} steps of it differ by {FAIR:g} or more to all eyes.",
    ),
    "cyclic": (
        "Directions, hours, months",
        "Both ends are one colour. A map is safe if its steps differ to all eyes.",
    ),
    "other": (
        "Neither",
        "Lightness goes up and down, so that these maps show steps where there are none, and none "
        "where there are some. They are here because matplotlib has them.",
    ),
}
"""Title and words of each family."""

MADE = {
    "husl": "evenly spaced hues, as light as another",
    "hls": "evenly spaced hues",
    "ch:start=.2,rot=-.3": "a helix through the cube of colours",
    "light:teal": "from nearly white to a colour",
    "dark:teal": "from nearly black to a colour",
    "blend:teal,w,orange": "from colour to colour",
}
"""Palettes that are made when they are asked for."""


ORDER = ("yes", "with care", "no")
STRIP = (7.0, 0.9)
"""Size of a picture in inches."""

INTRODUCTION = """Palettes
========

Each name is an argument of a scale: ``p.scale(color="okabe_ito")``. With ``_r`` at its end a
palette is reversed. **Categories:** take ``'okabe_ito'``. **Amounts:** take ``'viridis'``,
``'cividis'``, ``'mako'`` or ``'rocket'``. **A middle:** take ``'vlag'`` or ``'PuOr'``. *Safe* says
whether readers of all eyes can tell the colours apart, those without the cones for long, middle or
short waves too; :doc:`/colours` tells how it is measured and what else scales of colour can do.

"""


class Swatch(NamedTuple):
    """A palette by all its names, its colours, its family, and how safe it is."""

    names: list[str]
    rows: NDArray[np.float64]
    family: str
    safe: str


def swatches() -> list[Swatch]:
    """Return plotkit's own palettes and all of matplotlib's, each once."""
    have = theme()
    found: list[Swatch] = []
    maps = sorted((name for name in matplotlib.colormaps if name[-2:] != "_r"), key=str.casefold)
    for name in dict.fromkeys([*names(), *maps]):
        if name in MADE:
            continue
        rows = named(name, have).table()[:, :3]
        same = (s for s in found if s.rows.shape == rows.shape and np.allclose(s.rows, rows))
        if known := next(same, None):
            known.names.append(name)
            continue
        family = family_of(rows)
        found.append(Swatch([name], rows, family, safe(rows, family)))
    return found


def family_of(rows: NDArray[np.float64]) -> str:
    """Return what a palette is for, as its lightness and its ends tell."""
    if len(rows) <= MOST_LISTED:
        return "lists"
    looks = lab(seen(rows, "normal"))
    if ciede2000(*looks[[0, -1]]) < CLOSED:
        return "cyclic"
    if one_way(looks[:, 0]):
        return "sequential"
    middle = len(rows) // 2
    neutral = np.hypot(*looks[middle, 1:]) < NEUTRAL
    return "diverging" if neutral and two_ways(looks[:, 0]) else "other"


def one_way(lightness: NDArray[np.float64]) -> bool:
    """Tell whether lightness goes up or down alone, but for what rounding does."""
    steps = np.diff(lightness[:: max(1, len(lightness) // 32)])
    return bool((steps > -1).all() or (steps < 1).all())


def two_ways(lightness: NDArray[np.float64]) -> bool:
    """Tell whether lightness goes one way up to the middle, and back from there."""
    half = len(lightness) // 2
    first, second = lightness[:half], lightness[half:]
    turns = (first[-1] - first[0]) * (second[-1] - second[0]) < 0
    return bool(turns) and one_way(first) and one_way(second)


def safe(rows: NDArray[np.float64], family: str) -> str:
    """Return "yes", "with care" or "no", for eyes of all kinds."""
    if family == "other":
        return "no"
    if family == "sequential":
        looks = [lab(seen(rows, vision))[:, 0] for vision in MACHADO]
        good = all(one_way(each) and np.ptp(each) >= FAR for each in looks)
        return "yes" if good else "no"
    if family == "lists":
        least = min(least_difference(rows, vision) for vision in MACHADO)
        return "yes" if least >= GOOD else "with care" if least >= FAIR else "no"
    steps = rows[np.linspace(0, len(rows) - 1, STEPS).astype(int)]
    steps = steps[:-1] if family == "cyclic" else steps
    return "yes" if min(least_difference(steps, each) for each in MACHADO) >= FAIR else "no"


def picture(swatch: Swatch, path: Path) -> None:
    """Draw the colours of a palette side by side."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = len(swatch.rows)
    nothing = so.Continuous().tick(count=0)
    (
        so.Plot(x=range(count), y=[0] * count, color=[tuple(row) for row in swatch.rows])
        .add(so.Tile())
        .scale(x=nothing, y=nothing, color=None)
        .limit(x=(-0.5, count - 0.5), y=(-0.5, 0.5))
        .label(x=None, y=None)
        .theme({"axes.facecolor": "none"})
        .layout(size=STRIP, extent=(0, 0, 1, 1))
        .save(path, dpi=72, transparent=True)
    )


def table(found: list[Swatch]) -> str:
    """Return a table of palettes as reStructuredText."""
    rows = "".join(
        f"   * - {', '.join(f'``{name!r}``' for name in each.names)}\n"
        f"     - .. image:: pictures/palette-{each.names[0]}.png\n"
        f"          :alt: The colours of {each.names[0]}\n          :class: strip\n"
        f"     - {each.safe}\n"
        for each in found
    )
    head = "   * - Name\n     - Colours\n     - Safe\n"
    return (
        ".. list-table::\n   :widths: 3 5 2\n   :header-rows: 1\n   :class: names\n\n"
        f"{head}{rows}\n"
    )


def write(out: Path) -> None:
    """Write the page and its pictures into a folder."""
    families: dict[str, list[Swatch]] = {family: [] for family in FAMILIES}
    for each in swatches():
        families[each.family].append(each)
        picture(each, out / "pictures" / f"palette-{each.names[0]}.png")
    text = INTRODUCTION
    for family, (title, words) in FAMILIES.items():
        found = sorted(families[family], key=lambda each: ORDER.index(each.safe))
        text += f"{title}\n{'-' * len(title)}\n\n{words}\n\n{table(found)}"
    made = "".join(f"   * - ``{name!r}``\n     - {words}\n" for name, words in MADE.items())
    text += f"Made to measure\n---------------\n\n.. list-table::\n\n{made}\n"
    (out / "palettes.rst").write_text(text, encoding="utf-8")
