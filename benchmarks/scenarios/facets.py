"""Panels with points and a fitted curve."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgba

from benchmarks.figure import DEEP, new_figure

TITLE = "facets, scatter and fit, n × n panels"
SIZES = {"3x3": (3, 0.5), "10x10": (10, 0.35)}
SMALL = ("3x3",)

ROWS = 100


def inches(n):
    return (8.0, 6.0) if n < 10 else (16.0, 12.0)


def data(n):
    random = np.random.default_rng(1)
    group = np.repeat(np.arange(n * n), ROWS)
    x = random.uniform(0, 10, len(group))
    y = random.normal((x - 5) ** 2 / (3 + group % 7) + 0.3 * x, 1.0)
    return pd.DataFrame({"x": x, "y": y, "g": np.array([f"g{i}" for i in range(n * n)])[group]})


def objects(so, d, n):
    return (
        so.Plot(d, x="x", y="y")
        .facet("g", wrap=n)
        .add(so.Dots())
        .add(so.Line(), so.PolyFit(order=2))
        .layout(size=inches(n))
    )


def hand(d, n, at):
    figure = new_figure(inches(n))
    axes = figure.subplots(n, n, sharex=True, sharey=True)
    figure.subplots_adjust(*at.margins)
    x, y = d["x"].to_numpy(), d["y"].to_numpy()
    codes, names = pd.factorize(d["g"])
    order = np.argsort(codes, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(codes))[:-1])
    # Limits once, for all that share them: to find them panel by panel is far slower.
    low, high = 0.0, 0.0
    curves = []
    for rows in parts:
        grid = np.linspace(x[rows].min(), x[rows].max(), 100)
        curves.append((grid, np.polyval(np.polyfit(x[rows], y[rows], 2), grid)))
        low = min(low, y[rows].min(), curves[-1][1].min())
        high = max(high, y[rows].max(), curves[-1][1].max())
    axes[0, 0].set_xlim(*padded(x.min(), x.max()))
    axes[0, 0].set_ylim(*padded(low, high))
    look = {"markersize": 4, "markeredgewidth": 0.75, "markeredgecolor": DEEP[0]}
    look["markerfacecolor"] = to_rgba(DEEP[0], 0.2)
    for ax, name, rows, curve in zip(axes.flat, names, parts, curves, strict=True):
        ax.plot(x[rows], y[rows], "o", **look)
        ax.plot(*curve, color=DEEP[0])
        ax.set_title(name, y=1.0)  # given a place, it is not looked for at each draw
    for ax in axes[-1]:
        ax.set_xlabel("x")
    for ax in axes[:, 0]:
        ax.set_ylabel("y")
    return figure


def padded(low, high):
    margin = 0.05 * (high - low)
    return low - margin, high + margin


def grammar(p9, d, n):
    fit = p9.geom_smooth(method="lm", formula="y ~ x + I(x**2)", se=False, size=0.7)
    plot = p9.ggplot(d, p9.aes("x", "y")) + p9.geom_point(size=1, stroke=0.4) + fit
    return plot + p9.facet_wrap("g", ncol=n) + p9.theme(figure_size=inches(n))
