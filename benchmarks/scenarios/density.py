"""Densities of three groups, filled."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch

from benchmarks.figure import DEEP, add_legend, one_axes

TITLE = "density by group, filled"
SIZES = {"1e3": (1_000, 1.15), "1e5": (100_000, 1.1), "1e6": (1_000_000, 1.1)}
SMALL = ("1e3",)

GRID, CUT, FINE = 200, 3, 4096


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 3, n)
    x = random.normal(np.array([0.0, 1.0, 3.0])[code], 1.0)
    return pd.DataFrame({"x": x, "g": np.array(["a", "b", "c"])[code]})


def objects(so, d, n):
    return so.Plot(d, x="x", color="g").add(so.Area(), so.KDE())


def hand(d, n, at):
    figure, ax = one_axes(at, "x", "Density")
    x = d["x"].to_numpy()
    codes, names = pd.factorize(d["g"])
    reach = CUT * x.std(ddof=1) * n**-0.2
    grid = np.linspace(x.min() - reach, x.max() + reach, GRID)
    outlines = []
    for k in range(len(names)):
        mine = x[codes == k]
        y = density(mine, grid) * len(mine) / n
        outlines.append(np.vstack([np.column_stack([grid, y]), [(grid[-1], 0), (grid[0], 0)]]))
    margin = 0.05 * (grid[-1] - grid[0])
    ax.set_xlim(grid[0] - margin, grid[-1] + margin)
    ax.set_ylim(0, 1.05 * max(outline[:, 1].max() for outline in outlines))
    faces = [to_rgba(color, 0.2) for color in DEEP[:3]]
    look = {"facecolors": faces, "edgecolors": DEEP[:3], "linewidths": 1, "zorder": 2}
    ax.add_collection(PolyCollection(outlines, **look), autolim=False)
    handles = [Patch(fc=face, ec=edge) for face, edge in zip(faces, DEEP, strict=False)]
    add_legend(figure, at.legends[0], handles, names, "g")
    return figure


def density(x, grid):
    """Return a Gaussian density with Scott's bandwidth: values in fine cells, and an FFT."""
    low, step = grid[0], (grid[-1] - grid[0]) / FINE
    width = x.std(ddof=1) * len(x) ** -0.2
    counts = np.bincount(((x - low) * (1 / step)).astype(np.intp), minlength=2 * FINE)
    frequency = np.fft.rfftfreq(2 * FINE, step)
    kernel = np.exp(-2 * (np.pi * width * frequency) ** 2)
    smooth = np.fft.irfft(np.fft.rfft(counts) * kernel)[:FINE] / (len(x) * step)
    return np.interp(grid, low + (np.arange(FINE) + 0.5) * step, smooth)


def grammar(p9, d, n):
    mapping = p9.aes("x", p9.after_stat(f"count / {n}"), color="g", fill="g")
    return p9.ggplot(d, mapping) + p9.geom_density(alpha=0.2, n=GRID)
