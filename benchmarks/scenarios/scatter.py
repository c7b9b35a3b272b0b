"""Opaque points without an edge, colour by category, legend."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.figure import add_legend, one_axes

TITLE = "scatter, colour by category, legend"
SIZES = {"1e3": (1_000, 1.15), "1e5": (100_000, 1.0), "1e6": (1_000_000, 0.5)}
SMALL = ("1e3",)

NAMES = np.array(["Adelie", "Chinstrap", "Gentoo"])


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 3, n)
    # Little overlap: the hand-written figure draws colour by colour, the others row by row.
    x = random.normal(np.array([38.0, 50.0, 46.0])[code], 1.6)
    y = random.normal(np.array([18.5, 19.0, 14.5])[code], 0.6)
    return pd.DataFrame({"length": x, "depth": y, "species": NAMES[code]})


def objects(so, d, n):
    return so.Plot(d, x="length", y="depth", color="species").add(so.Dot(pointsize=4, edgewidth=0))


def hand(d, n, at):
    figure, ax = one_axes(at, "length", "depth")
    x, y = d["length"].to_numpy(), d["depth"].to_numpy()
    codes, names = pd.factorize(d["species"])
    handles = []
    for k in range(len(names)):
        mine = codes == k
        handles += ax.plot(x[mine], y[mine], "o", markersize=4, markeredgewidth=0)
    add_legend(figure, at.legends[0], handles, names, "species")
    return figure


def grammar(p9, d, n):
    point = p9.geom_point(size=1.2, stroke=0)
    return p9.ggplot(d, p9.aes("length", "depth", color="species")) + point
