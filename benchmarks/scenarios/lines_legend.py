"""Many lines of 100 points, a colour each, all of them in the legend."""

from __future__ import annotations

from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from benchmarks.figure import add_legend, one_axes
from benchmarks.scenarios import lines
from benchmarks.scenarios.lines import data

__all__ = ["SIZES", "SMALL", "TITLE", "data", "grammar", "hand", "objects"]

TITLE = "lines × 100 points, legend"
SIZES = {"10": (10, 1.15), "100": (100, 0.8), "1000": (1_000, 0.3)}
SMALL = ("10",)

MOST = 17  # entries below each other that fit the figure


def objects(so, d, n):
    return lines.objects(so, d, n, legend=True)


def hand(d, n, at):
    figure, ax = one_axes(at, "step", "place")
    paths, names, colors = lines.runs(d)
    ax.add_collection(LineCollection(paths, colors=colors, linewidths=1.5, capstyle="round"))
    ax.autoscale_view()
    handles = [Line2D([], [], color=color) for color in colors]
    add_legend(figure, at.legends[0], handles, names, "name", ncols=-(-n // MOST))
    return figure


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("step", "place", color="name")) + p9.geom_line()
