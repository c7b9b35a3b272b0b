"""Translucent points with an outline, colour by category, legend."""

from __future__ import annotations

import pandas as pd
from matplotlib.colors import to_rgba

from benchmarks.figure import DEEP, add_legend, one_axes
from benchmarks.scenarios.scatter import SIZES, SMALL, data

__all__ = ["SIZES", "SMALL", "TITLE", "data", "grammar", "hand", "objects"]

TITLE = "scatter with outlines (Dots), colour by category, legend"


def objects(so, d, n):
    return so.Plot(d, x="length", y="depth", color="species").add(so.Dots())


def hand(d, n, at):
    figure, ax = one_axes(at, "length", "depth")
    x, y = d["length"].to_numpy(), d["depth"].to_numpy()
    codes, names = pd.factorize(d["species"])
    handles = []
    for k in range(len(names)):
        mine = codes == k
        handles += ax.plot(
            x[mine],
            y[mine],
            "o",
            markersize=4,
            markerfacecolor=to_rgba(DEEP[k], 0.2),
            markeredgecolor=DEEP[k],
            markeredgewidth=0.75,
        )
    add_legend(figure, at.legends[0], handles, names, "species")
    return figure


def grammar(p9, d, n):
    mapping = p9.aes("length", "depth", color="species", fill="species")
    return p9.ggplot(d, mapping) + p9.geom_point(size=1, stroke=0.4)
