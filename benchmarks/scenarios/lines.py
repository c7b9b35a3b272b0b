"""Many lines of 100 points, a colour each, no legend."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection

from benchmarks.figure import one_axes

TITLE = "lines × 100 points, no legend"
SIZES = {"10": (10, 1.15), "100": (100, 1.1), "1000": (1_000, 1.1)}
SMALL = ("10",)

STEPS = 100
MAP = "viridis"


def data(n):
    walk = np.random.default_rng(1).normal(size=(n, STEPS)).cumsum(axis=1)
    return pd.DataFrame(
        {
            "step": np.tile(np.arange(STEPS), n),
            "place": walk.ravel(),
            "name": np.repeat([f"{i}" for i in range(n)], STEPS),
        }
    )


def objects(so, d, n, legend=False):
    return (
        so.Plot(d, x="step", y="place", color="name")
        .add(so.Lines(), legend=legend)
        .scale(color=MAP)
    )


def runs(d):
    """Return the lines, shape (n, points, 2), their names and colours."""
    codes, names = pd.factorize(d["name"])
    order = np.lexsort((d["step"], codes))
    xy = np.column_stack([d["step"], d["place"]])[order]
    colors = mpl.colormaps[MAP](np.linspace(0, 1, len(names) + 2)[1:-1])
    return np.split(xy, np.cumsum(np.bincount(codes))[:-1]), names, colors


def hand(d, n, at):
    figure, ax = one_axes(at, "step", "place")
    lines, _, colors = runs(d)
    ax.add_collection(LineCollection(lines, colors=colors, linewidths=1.5, capstyle="round"))
    ax.autoscale_view()
    return figure


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("step", "place", color="name")) + p9.geom_line(show_legend=False)
