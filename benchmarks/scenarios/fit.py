"""Straight lines with confidence bands through three groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from scipy.special import stdtrit

from benchmarks.figure import DEEP, add_legend, one_axes

TITLE = "straight line and confidence band by group"
SIZES = {"1e3": (1_000, 1.15), "1e6": (1_000_000, 1.1)}
SMALL = ("1e3",)

GRID, BLOCK = 100, 1 << 15


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 3, n)
    x = random.normal(2 * code, 1.0)
    y = 1 + (0.5 + 0.2 * code) * x + random.normal(size=n) * 3
    return pd.DataFrame({"x": x, "y": y, "g": np.array(["a", "b", "c"])[code]})


def objects(so, d, n):
    return so.Plot(d, x="x", y="y", color="g").add(so.Line() + so.Band(), so.Fit())


def hand(d, n, at):
    figure, ax = one_axes(at, "x", "y")
    codes, names = pd.factorize(d["g"])
    for k, (grid, y, half) in enumerate(lines(d["x"].to_numpy(), d["y"].to_numpy(), codes)):
        ax.plot(grid, y, color=DEEP[k])
        face = to_rgba(DEEP[k], 0.2)
        ax.fill_between(grid, y - half, y + half, facecolor=face, linewidth=0)
    looks = [(Patch(fc=to_rgba(c, 0.2), lw=0), Line2D([], [], color=c)) for c in DEEP[:3]]
    add_legend(figure, at.legends[0], looks, names, "g")
    return figure


def lines(x, y, codes):
    """Yield a grid, a line and half its confidence band for each group, from sums over rows."""
    groups = codes.max() + 1
    low, high = np.full(groups, np.inf), np.full(groups, -np.inf)
    np.minimum.at(low, codes, x)
    np.maximum.at(high, codes, x)
    x0, y0 = x.mean(), y.mean()
    sums = np.zeros((6, groups))
    for start in range(0, len(x), BLOCK):
        rows = slice(start, start + BLOCK)
        u, v, code = x[rows] - x0, y[rows] - y0, codes[rows]
        columns = (None, u, v, u * u, u * v, v * v)
        sums += [np.bincount(code, column, groups) for column in columns]
    n, su, sv, suu, suv, svv = sums
    sxx, sxy, syy = suu - su * su / n, suv - su * sv / n, svv - sv * sv / n
    slope, spread = sxy / sxx, np.sqrt((syy - sxy * sxy / sxx) / (n - 2))
    for k in range(groups):
        grid = np.linspace(low[k], high[k], GRID)
        apart = grid - x0 - su[k] / n[k]
        half = stdtrit(n[k] - 2, 0.975) * spread[k] * np.sqrt(1 / n[k] + apart**2 / sxx[k])
        yield grid, y0 + sv[k] / n[k] + slope[k] * apart, half


def grammar(p9, d, n):
    mapping = p9.aes("x", "y", color="g", fill="g")
    return p9.ggplot(d, mapping) + p9.geom_smooth(method="lm", alpha=0.2)
