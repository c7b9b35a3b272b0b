"""The page of markers, line styles and hatches: each with what to type, drawn by plotkit."""

from pathlib import Path
from typing import Any

from matplotlib.lines import Line2D

import plotkit.objects as so
from docs.site.figures import draw
from plotkit.mpl.theme import theme
from plotkit.properties.registry import PROPERTIES

ACROSS = 7
"""Markers in a row."""

NONE = (None, "", " ", "none", "None", ",")  # a pixel is a square, as "s"
TURNED = {
    (5, 0, 0): "five corners",
    (5, 1, 0): "a star of five",
    (6, 2, 0): "six strokes",
    (4, 0, 45): "turned by 45°",
    "$\u2665$": "any sign",
    "$a$": "any letter",
}
LINES: dict[Any, str] = {
    "-": "'-' or 'solid'",
    "--": "'--' or 'dashed'",
    "-.": "'-.' or 'dashdot'",
    ":": "':' or 'dotted'",
    (6, 2): "(6, 2): dash, gap, in widths of the line",
    (8, 2, 1, 2): "(8, 2, 1, 2)",
    (0, (1, 4)): "(0, (1, 4)): begun at 0",
}
HATCHES = ("//", "\\\\", "xx", "..", "--", "||", "oo", "++", "**", "O", "/", "////", "x.", "-\\")

INTRODUCTION = """Markers, lines and hatches
==========================

Each is given to a mark, ``so.Dot(marker="s")``, or to a scale as a list or a dict of levels:
``p.scale(marker=["o", "s", "^"], linestyle={"plan": ":"})``. Shapes and dashes are seen by
all eyes, and in print without colours.

"""


def markers() -> so.Plot:
    """Return the plot of the markers that have a name."""
    named = [name for name in Line2D.markers if name not in NONE]
    return table_of({name: repr(name) for name in named} | {k: repr(k) for k in TURNED})


def levels(name: str, count: int) -> dict[Any, str]:
    """Return the values that levels get where nothing is said, with their place."""
    values = PROPERTIES[name].default_levels(count, theme())
    return {getattr(each, "spec", each): str(place + 1) for place, each in enumerate(values)}


def table_of(named: dict[Any, str]) -> so.Plot:
    """Return the plot of markers in rows, with words below each."""
    places = range(len(named))
    plot = so.Plot(x=[i % ACROSS for i in places], y=[-(i // ACROSS) for i in places])
    plot = plot.add(so.Dot(pointsize=13, stroke=1.5, color="C0"), marker=list(named))
    plot = plot.add(so.Text(fontsize=8.5), so.Nudge(y=-20), text=list(named.values()))
    rows = -(-len(named) // ACROSS)
    return paper(plot.scale(marker=None), (7, 0.62 * rows + 0.3)).limit(
        x=(-0.6, ACROSS - 0.4), y=(0.6 - rows - 0.4, 0.5)
    )


def lines(named: dict[Any, str]) -> so.Plot:
    """Return the plot of line styles, one below the other, with words beside them."""
    styles = [style for style in named for _ in range(2)]
    y = [-place for place in range(len(named)) for _ in range(2)]
    plot = so.Plot(x=[0, 1] * len(named), y=y, linestyle=styles, group=y)
    plot = plot.add(so.Line(linewidth=2, color="C0")).scale(linestyle=None)
    words = {"x": [1.05] * len(named), "y": y[::2], "text": list(named.values())}
    plot = plot.add(
        so.Text(halign="left"),
        data=words,
        linestyle=None,
        group=None,
        **{each: each for each in words},
    )
    return paper(plot, (7, 0.35 * len(named) + 0.3)).limit(x=(0, 2.2), y=(0.6 - len(named), 0.4))


def hatches(named: dict[str, str]) -> so.Plot:
    """Return the plot of hatches, with words below each."""
    places = range(len(named))
    plot = so.Plot(x=[i % ACROSS for i in places], y=[-(i // ACROSS) for i in places])
    plot = plot.add(
        so.Tile(alpha=0.25, edgecolor="k", edgewidth=0.8, width=0.84, height=0.6),
        hatch=list(named),
    )
    plot = plot.add(so.Text(), so.Nudge(y=-30), text=list(named.values()))
    rows = -(-len(named) // ACROSS)
    return paper(plot.scale(hatch=None), (7, 0.95 * rows + 0.1)).limit(
        x=(-0.6, ACROSS - 0.4), y=(0.5 - rows - 0.1, 0.5)
    )


def paper(plot: so.Plot, size: tuple[float, float]) -> so.Plot:
    """Return a plot without axes and guides."""
    nothing = so.Continuous().tick(count=0)
    return (
        plot.scale(x=nothing, y=nothing, text=None)
        .label(x=None, y=None)
        .legend(None)
        .layout(size=size)
        .theme({"axes.facecolor": "w", "axes.grid": False})
    )


def write(out: Path) -> None:
    """Write the page and its pictures into a folder."""
    strokes = {letters: repr(letters) for letters in HATCHES}
    sections = {
        "Markers": (markers(), "By a name, a number, (corners, form, degrees), or a sign between "
                    "dollars. Shapes without an inside have no ``fillcolor``."),
        "Markers of levels": (table_of(levels("marker", 14)), "In this order, where nothing is "
                              "said; more levels get more stars and polygons."),
        "Line styles": (lines(LINES), "A name, or the lengths of dashes and gaps."),
        "Line styles of levels": (lines(levels("linestyle", 9)), "In this order."),
        "Hatches": (hatches(strokes), "Letters for directions; the more often, the denser."),
        "Hatches of levels": (hatches(levels("hatch", 14)),
                              "In this order; the first has none."),
    }  # fmt: skip
    text = INTRODUCTION
    for title, (plot, words) in sections.items():
        place = out / "pictures" / f"{title.replace(' ', '-')}.png"
        draw(plot, place)
        text += (
            f"{title}\n{'-' * len(title)}\n\n{words}\n\n.. image:: pictures/{place.name}\n"
            f"   :alt: {title}, each with what to type.\n   :class: figure dark-light\n\n"
        )
    names = " ".join(f"``{name!r}``" for name in Line2D.markers if name not in NONE)
    text += f"To copy: markers {names}; hatches {' '.join(f'``{h!r}``' for h in HATCHES)}.\n"
    (out / "styles.rst").write_text(text, encoding="utf-8")
