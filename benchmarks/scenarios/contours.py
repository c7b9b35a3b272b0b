"""Lines of equal density of many points."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np

from benchmarks.figure import add_steps, one_axes
from benchmarks.scenarios.tiles import MAP, data

__all__ = ["SIZES", "SMALL", "TITLE", "data", "functions", "grammar", "hand", "objects"]

TITLE = "contours of a density (KDE2D)"
SIZES = {"1e3": (1_000, 1.2), "1e6": (1_000_000, 1.1)}
SMALL = ("1e3",)

GRID, STEP, CUT, FINE, REACH, BLOCK = 100, 0.006, 3, 4, 6.0, 1 << 16


def objects(so, d, n):
    return so.Plot(d, x="x", y="y").add(so.Contour()).scale(color=MAP)


def hand(d, n, at):
    figure, ax = one_axes(at, "x", "y")
    x, y, height = density(d["x"].to_numpy(), d["y"].to_numpy())
    low, high = height.min(), height.max()
    levels = np.arange(np.ceil(low / STEP), np.ceil(high / STEP)) * STEP
    levels = levels[levels > 0]
    colors = mpl.colormaps[MAP]((levels - levels[0]) / (levels[-1] - levels[0]))
    lines = ax.contour(x, y, height, levels, colors=colors, linewidths=1.5, zorder=2)
    corners = np.concatenate([path.vertices for path in lines.get_paths()])
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    dx, dy = 0.05 * (x1 - x0), 0.05 * (y1 - y0)
    ax.set_xlim(x0 - dx, x1 + dx)
    ax.set_ylim(y0 - dy, y1 + dy)
    add_steps(figure, at.bars[0], colors, [f"{level:.3f}" for level in levels], "Density")
    return figure


def density(x, y):
    """Return a Gaussian density with Scott's bandwidth on a grid: fine cells, and an FFT."""
    n = len(x)
    x0, y0 = x.mean(), y.mean()
    xx, yy, xy = x.var(ddof=1), y.var(ddof=1), np.dot(x - x0, y - y0) / (n - 1)
    kernel = np.array([[xx, xy], [xy, yy]]) * n ** (-1 / 3)
    axes = []
    for values, width in ((x, kernel[0, 0] ** 0.5), (y, kernel[1, 1] ** 0.5)):
        low, high = values.min() - CUT * width, values.max() + CUT * width
        step = (high - low) / (GRID - 1) / FINE
        axes.append((low, step, FINE * (GRID - 1) + 1, fast(width, step)))
    (x0, dx, nx, px), (y0, dy, ny, py) = axes
    counts = np.zeros(px * py)
    for start in range(0, n, BLOCK):
        part = slice(start, start + BLOCK)
        column = ((x[part] - x0) * (1 / dx) + 0.5).astype(np.intp)
        row = ((y[part] - y0) * (1 / dy) + 0.5).astype(np.intp)
        counts += np.bincount(row * px + column, minlength=px * py)
    kernel = kernel - np.diag([dx * dx, dy * dy]) / 12  # what cells add to the variance
    u = 2 * np.pi * np.fft.rfftfreq(px, dx)
    v = 2 * np.pi * np.fft.fftfreq(py, dy)[:, None]
    damp = np.exp(-(kernel[0, 0] * u * u + 2 * kernel[0, 1] * u * v + kernel[1, 1] * v * v) / 2)
    smooth = np.fft.irfft2(np.fft.rfft2(counts.reshape(py, px)) * damp, (py, px))
    height = smooth[:ny:FINE, :nx:FINE] / (n * dx * dy)
    at = np.arange(GRID) * FINE
    return x0 + at * dx, y0 + at * dy, height


def fast(width, step):
    """Return how many fine cells there are with room for a kernel: quick to transform."""
    least = FINE * (GRID - 1) + 1 + int(np.ceil(REACH * width / step))
    power = 1 << (least - 1).bit_length()
    return 3 * power // 4 if 3 * power // 4 >= least else power


def functions(sns, d, n, ax):
    sns.kdeplot(d, x="x", y="y", levels=8, cmap=MAP, cbar=True, ax=ax)


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("x", "y")) + p9.geom_density_2d()
