"""Empirical distributions of three groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from benchmarks.figure import DEEP, add_legend, one_axes
from benchmarks.scenarios.density import data

__all__ = ["SIZES", "SMALL", "TITLE", "data", "functions", "grammar", "hand", "objects"]

TITLE = "empirical distribution by group"
SIZES = {"1e3": (1_000, 1.2), "1e6": (1_000_000, 1.1)}
SMALL = ("1e3",)


def objects(so, d, n):
    return so.Plot(d, x="x", color="g").add(so.Step(), so.ECDF())


def hand(d, n, at):
    figure, ax = one_axes(at, "x", "Proportion")
    x = d["x"].to_numpy()
    codes, names = pd.factorize(d["g"])
    for k in range(len(names)):
        mine = np.sort(x[codes == k])
        shares = np.arange(1, len(mine) + 1) / len(mine)
        ax.plot(np.r_[mine[0], mine], np.r_[0, shares], drawstyle="steps-post", color=DEEP[k])
    lines = [Line2D([], [], color=color) for color in DEEP[:3]]
    add_legend(figure, at.legends[0], lines, names, "g")
    return figure


def functions(sns, d, n, ax):
    sns.ecdfplot(d, x="x", hue="g", ax=ax)


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("x", color="g")) + p9.stat_ecdf()
