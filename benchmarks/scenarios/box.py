"""Box plots of six groups, with their outliers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba

from benchmarks.figure import DEEP, boxes, one_axes

TITLE = "box plots with outliers"
SIZES = {"1e3": (1_000, 1.2), "1e5": (100_000, 0.95), "1e7": (10_000_000, 1.1)}
SMALL = ("1e3",)

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 6, n).astype(np.int8)
    day = pd.Categorical.from_codes(code, DAYS)
    return pd.DataFrame({"day": day, "value": random.normal(code % 4, 1.0)})


def objects(so, d, n):
    return so.Plot(d, x="day", y="value").add(so.Box())


def hand(d, n, at):
    figure, ax = one_axes(at, "day", "value")
    codes, values = d["day"].cat.codes.to_numpy(), d["value"].to_numpy()
    five, outliers = np.empty((5, len(DAYS))), []
    for k in range(len(DAYS)):
        mine = values[codes == k]
        five[1:4, k] = q1, _, q3 = np.percentile(mine, [25, 50, 75])
        low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
        beyond = (mine < low) | (mine > high)
        outliers.append(mine[beyond])
        within = mine[~beyond]
        five[[0, 4], k] = within.min(), within.max()
    x = np.arange(len(DAYS))
    vertices = boxes(x - 0.4, five[1], x + 0.4, five[3])
    face = to_rgba(DEEP[0], 0.7)
    look = {"facecolors": face, "edgecolors": ".15", "linewidths": 1, "zorder": 2}
    ax.add_collection(PolyCollection(vertices, **look), autolim=False)
    ends = [np.stack([np.column_stack([x, five[i]]), np.column_stack([x, five[j]])], 1)
            for i, j in ((0, 1), (3, 4))]  # fmt: skip
    line = {"colors": ".15", "capstyle": "butt", "zorder": 2.1}
    ax.add_collection(LineCollection(np.concatenate(ends), linewidths=1, **line), autolim=False)
    across = [[(k - 0.4, five[2, k]), (k + 0.4, five[2, k])] for k in x]
    ax.add_collection(LineCollection(across, linewidths=1.5, **line), autolim=False)
    places = np.repeat(x, [len(each) for each in outliers])
    every = np.concatenate(outliers)
    marker = {"markersize": 4, "markerfacecolor": face, "markeredgecolor": ".15"}
    ax.plot(places, every, "o", markeredgewidth=0.75, zorder=2.2, **marker)
    low, high = min(five[0].min(), every.min()), max(five[4].max(), every.max())
    margin = 0.05 * (high - low)
    ax.set_ylim(low - margin, high + margin)
    ax.set_xlim(-0.5, len(DAYS) - 0.5)
    ax.set_xticks(x, DAYS)
    ax.grid(False, axis="x")
    return figure


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("day", "value")) + p9.geom_boxplot()
