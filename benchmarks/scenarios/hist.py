"""A stacked histogram of three groups, bins chosen by numpy's rule."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch

from benchmarks.figure import DEEP, add_legend, boxes, one_axes

TITLE = "stacked histogram by group"
SIZES = {
    "1e3": (1_000, 1.5),
    "1e4": (10_000, 1.15),
    "1e6": (1_000_000, 1.1),
    "1e7": (10_000_000, 1.1),
}
SMALL = ("1e3",)

BLOCK = 1 << 16


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 3, n).astype(np.int8)
    x = random.normal(np.array([0.0, 1.0, 3.0])[code], 1.0)
    return pd.DataFrame({"x": x, "g": pd.Categorical.from_codes(code, ["a", "b", "c"])})


def objects(so, d, n):
    return so.Plot(d, x="x", color="g").add(so.Bars(), so.Hist(), so.Stack())


def hand(d, n, at):
    figure, ax = one_axes(at, "x", "Count")
    x, codes = d["x"].to_numpy(), d["g"].cat.codes.to_numpy()
    names = d["g"].cat.categories
    edges = rule(x)
    top = count(x, codes, edges, len(names)).cumsum(axis=0)
    bottom = np.vstack([np.zeros(len(edges) - 1), top[:-1]])
    group, bin_ = np.nonzero(top > bottom)
    ax.set_xlim(*padded(edges[0], edges[-1]))
    ax.set_ylim(0, 1.05 * top[-1].max())
    bar = np.diff(ax.transData.transform([(edges[0], 0), (edges[1], 0)])[:, 0])[0] * 72 / figure.dpi
    colors = np.array([to_rgba(color, 0.7) for color in DEEP[:3]])
    vertices = boxes(edges[bin_], bottom[group, bin_], edges[bin_ + 1], top[group, bin_])
    look = {"edgecolors": "w", "linewidths": min(1.0, 0.1 * bar), "zorder": 2}
    ax.add_collection(PolyCollection(vertices, facecolors=colors[group], **look), autolim=False)
    handles = [Patch(fc=color, ec="w", lw=1) for color in colors]
    add_legend(figure, at.legends[0], handles, names, "g")
    return figure


def padded(low, high):
    margin = 0.05 * (high - low)
    return low - margin, high + margin


def rule(x):
    """Return the edges of the rule "auto"; of many values, quartiles from a fine histogram."""
    if len(x) < 100_000:
        return np.histogram_bin_edges(x, "auto")
    low, high, fine = x.min(), x.max(), 1 << 14
    below = np.cumsum(count(x, None, np.linspace(low, high, fine + 1), 1)[0])
    ranks = np.array([0.25, 0.75]) * (len(x) - 1)
    cell = np.searchsorted(below, ranks, side="right")
    before = np.concatenate([[0], below])[cell]
    quartile = low + (cell + (ranks - before) / (below[cell] - before)) * (high - low) / fine
    width = 2.0 * (quartile[1] - quartile[0]) * len(x) ** (-1 / 3)
    sturges = (high - low) / (np.log2(len(x)) + 1)
    return np.linspace(low, high, int(np.ceil((high - low) / min(width, sturges))) + 1)


def count(x, codes, edges, groups):
    """Count by group and bin, block by block so that all stays in the cache."""
    bins, low = len(edges) - 1, edges[0]
    scale = bins / (edges[-1] - low)
    counts = np.zeros(groups * bins, dtype=np.int64)
    for start in range(0, len(x), BLOCK):
        part = slice(start, start + BLOCK)
        place = ((x[part] - low) * scale).astype(np.intp)
        np.minimum(place, bins - 1, out=place)
        if codes is not None:
            place += codes[part].astype(np.intp) * bins
        counts += np.bincount(place, minlength=groups * bins)
    return counts.reshape(groups, bins)


def grammar(p9, d, n):
    bins = len(rule(d["x"].to_numpy())) - 1
    bars = p9.geom_histogram(bins=bins, position="stack", alpha=0.7, color="white", size=0.2)
    return p9.ggplot(d, p9.aes("x", fill="g")) + bars
