"""Five variables against each other, colour by category."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from benchmarks.figure import DEEP, add_legend, new_figure
from benchmarks.scenarios.hist import padded

TITLE = "pair plot 5 × 5, colour by category"
SIZES = {"500": (500, 1.1), "1e5": (100_000, 0.4)}
SMALL = ("500",)

VARIABLES = ["a", "b", "c", "d", "e"]
INCHES = (10.0, 8.0)


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 3, n)
    centre = np.array([[0, 0, 0, 0, 0], [6, 6, 0, 6, 6], [0, 6, 6, 12, 12]])[code]
    values = random.normal(centre, 1.0)
    frame = pd.DataFrame(values, columns=VARIABLES)
    return frame.assign(g=np.array(["one", "two", "three"])[code])


def objects(so, d, n):
    plot = so.Plot(d, color="g").pair(x=VARIABLES, y=VARIABLES)
    return plot.add(so.Dots(pointsize=3)).layout(size=INCHES)


def frame_of(d, at):
    """Return figure, axes, columns, codes and names of groups, the columns and looks of each."""
    figure = new_figure(INCHES)
    axes = figure.subplots(5, 5, sharex="col", sharey="row")
    figure.subplots_adjust(*at.margins)
    codes, names = pd.factorize(d["g"])
    columns = {name: d[name].to_numpy() for name in VARIABLES}
    groups = [{name: c[codes == k] for name, c in columns.items()} for k in range(len(names))]
    size = {"markersize": 3, "markeredgewidth": 0.75}
    looks = [{**size, "markerfacecolor": to_rgba(c, 0.2), "markeredgecolor": c} for c in DEEP[:3]]
    for i, name in enumerate(VARIABLES):
        axes[i, 0].set_ylim(padded(columns[name].min(), columns[name].max()))
        axes[-1, i].set_xlabel(name)
        axes[i, 0].set_ylabel(name)
    return figure, axes, columns, codes, names, groups, looks


def hand(d, n, at):
    figure, axes, columns, _, names, groups, looks = frame_of(d, at)
    for i, name in enumerate(VARIABLES):
        axes[0, i].set_xlim(padded(columns[name].min(), columns[name].max()))
    for i, y in enumerate(VARIABLES):
        for j, x in enumerate(VARIABLES):
            for group, look in zip(groups, looks, strict=True):
                axes[i, j].plot(group[x], group[y], "o", **look)
    handles = [Line2D([], [], linestyle="", marker="o", **look) for look in looks]
    add_legend(figure, at.legends[0], handles, names, "g")
    return figure
