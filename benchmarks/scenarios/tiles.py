"""Counts of many rows in the cells of a grid."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.figure import add_bar, one_axes
from benchmarks.scenarios.hist import rule

TITLE = "counts in cells (Bin2D, Tile), colour bar"
SIZES = {"1e3": (1_000, 1.3), "1e5": (100_000, 0.95), "1e7": (10_000_000, 1.15)}
SMALL = ("1e3",)

MAP, MOST, BLOCK = "viridis", 100, 1 << 16


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 2, n)
    return pd.DataFrame(
        {axis: random.normal(far * code, 1.0) for axis, far in (("x", 4), ("y", 2))}
    )


def objects(so, d, n):
    return so.Plot(d, x="x", y="y").add(so.Tile(), so.Bin2D()).scale(color=MAP)


def hand(d, n, at):
    figure, ax = one_axes(at, "x", "y")
    x, y = d["x"].to_numpy(), d["y"].to_numpy()
    counts, (x_edges, y_edges) = count(x, y)
    extent = (x_edges[0], x_edges[-1], y_edges[0], y_edges[-1])
    low, high = counts[counts > 0].min(), counts.max()
    shown = np.ma.masked_equal(counts, 0)
    look = {"cmap": MAP, "vmin": low, "vmax": high, "zorder": 2}
    ax.imshow(shown, origin="lower", aspect="auto", extent=extent, interpolation="nearest", **look)
    add_bar(figure, at.bars[0], low, high, "Count")
    return figure


def count(x, y):
    """Count block by block, so that all stays in the cache; cells by numpy's rule."""
    edges = [rule(values) for values in (x, y)]
    edges = [e if len(e) <= MOST + 1 else np.linspace(e[0], e[-1], MOST + 1) for e in edges]
    (nx, ny), (x0, y0) = (len(e) - 1 for e in edges), (e[0] for e in edges)
    sx, sy = (cells / (e[-1] - e[0]) for cells, e in zip((nx, ny), edges, strict=True))
    counts = np.zeros(nx * ny, dtype=np.int64)
    for start in range(0, len(x), BLOCK):
        part = slice(start, start + BLOCK)
        column = np.minimum(((x[part] - x0) * sx).astype(np.intp), nx - 1)
        row = np.minimum(((y[part] - y0) * sy).astype(np.intp), ny - 1)
        counts += np.bincount(row * nx + column, minlength=nx * ny)
    return counts.reshape(ny, nx), edges


def functions(sns, d, n, ax):
    sns.histplot(d, x="x", y="y", cmap=MAP, cbar=True, ax=ax)


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("x", "y")) + p9.geom_bin_2d(bins=MOST)
