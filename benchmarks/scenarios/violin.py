"""Violins of four groups, with their quartiles."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba

from benchmarks.figure import DEEP, boxes, one_axes
from benchmarks.scenarios.density import density

TITLE = "violins with boxes"
SIZES = {"1e3": (1_000, 1.2), "1e4": (10_000, 1.1), "1e6": (1_000_000, 1.1)}
SMALL = ("1e3",)

NAMES = ["a", "b", "c", "d"]
GRID, CUT = 100, 2


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 4, n).astype(np.int8)
    group = pd.Categorical.from_codes(code, NAMES)
    return pd.DataFrame({"group": group, "value": random.normal(code, 1 + code / 4)})


def objects(so, d, n):
    return so.Plot(d, x="group", y="value").add(so.Violin(inner="box"))


def hand(d, n, at):
    figure, ax = one_axes(at, "group", "value")
    codes, values = d["group"].cat.codes.to_numpy(), d["value"].to_numpy()
    five, curves = np.empty((5, len(NAMES))), []
    for k in range(len(NAMES)):
        mine = values[codes == k]
        reach = CUT * mine.std(ddof=1) * len(mine) ** -0.2
        grid = np.linspace(mine.min() - reach, mine.max() + reach, GRID)
        curves.append((grid, density(mine, grid)))
        five[1:4, k] = q1, _, q3 = np.percentile(mine, [25, 50, 75])
        room = 1.5 * (q3 - q1)
        within = mine[(mine >= q1 - room) & (mine <= q3 + room)]
        five[[0, 4], k] = within.min(), within.max()
    highest = max(curve.max() for _, curve in curves)
    outlines = [
        np.column_stack([np.r_[k - half, (k + half)[::-1]], np.r_[grid, grid[::-1]]])
        for k, (grid, curve) in enumerate(curves)
        for half in [0.4 * curve / highest]
    ]
    look = {"edgecolors": ".15", "linewidths": 1, "zorder": 2}
    shapes = PolyCollection(outlines, facecolors=to_rgba(DEEP[0], 0.7), **look)
    ax.add_collection(shapes, autolim=False)
    x = np.arange(len(NAMES))
    whiskers = [[(k, five[i, k]), (k, five[j, k])] for k in x for i, j in ((0, 1), (3, 4))]
    line = {"capstyle": "butt"}
    lines = LineCollection(whiskers, colors=".15", linewidths=1, zorder=2.1, **line)
    ax.add_collection(lines, autolim=False)
    inner = boxes(x - 0.032, five[1], x + 0.032, five[3])
    body = PolyCollection(inner, facecolors=".15", linewidths=0, zorder=2.2)
    ax.add_collection(body, autolim=False)
    across = [[(k - 0.032, five[2, k]), (k + 0.032, five[2, k])] for k in x]
    middle = LineCollection(across, colors="w", linewidths=1.5, zorder=2.3, **line)
    ax.add_collection(middle, autolim=False)
    low, high = min(grid[0] for grid, _ in curves), max(grid[-1] for grid, _ in curves)
    margin = 0.05 * (high - low)
    ax.set_ylim(low - margin, high + margin)
    ax.set_xlim(-0.5, len(NAMES) - 0.5)
    ax.set_xticks(x, NAMES)
    ax.grid(False, axis="x")
    return figure


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("group", "value")) + p9.geom_violin(draw_quantiles=[0.5])
