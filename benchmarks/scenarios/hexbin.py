"""Counts of many rows in hexagons."""

from __future__ import annotations

import numpy as np

from benchmarks.figure import add_bar, one_axes
from benchmarks.scenarios.tiles import MAP, data

__all__ = ["SIZES", "SMALL", "TITLE", "data", "hand", "objects"]

TITLE = "counts in hexagons, by hand with Axes.hexbin"
SIZES = {"1e3": (1_000, 1.15), "1e6": (1_000_000, 0.7)}
SMALL = ("1e3",)


def objects(so, d, n):
    return so.Plot(d, x="x", y="y").add(so.Hex(), so.HexBin(30)).scale(color=MAP)


def hand(d, n, at):
    figure, ax = one_axes(at, "x", "y")
    x, y = d["x"].to_numpy(), d["y"].to_numpy()
    look = {"cmap": MAP, "linewidths": 0.3, "zorder": 2}
    hexagons = ax.hexbin(x, y, gridsize=(30, 17), mincnt=1, **look)
    counts, middles = hexagons.get_array(), hexagons.get_offsets()
    reach = np.array([np.ptp(x) / 60, np.ptp(y) / 51])
    low, high = middles.min(axis=0) - reach, middles.max(axis=0) + reach
    margin = 0.05 * (high - low)
    ax.set_xlim(low[0] - margin[0], high[0] + margin[0])
    ax.set_ylim(low[1] - margin[1], high[1] + margin[1])
    add_bar(figure, at.bars[0], counts.min(), counts.max(), "Count")
    return figure
