"""Labels that make way for each other; by hand with adjustText, which benchmarks do not install."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.figure import DEEP, new_figure

TITLE = "labels that repel each other, by hand with adjustText"
SIZES = {"50": (50, 0.5), "200": (200, 0.2)}
SMALL = ("50",)

INCHES, FONT = (10.0, 8.0), 7


def data(n):
    random = np.random.default_rng(1)
    name = [f"name {i}" for i in range(n)]
    return pd.DataFrame({"x": random.uniform(size=n), "y": random.uniform(size=n), "name": name})


def objects(so, d, n):
    plot = so.Plot(d, x="x", y="y", text="name").add(so.Dot(pointsize=3, edgewidth=0))
    return plot.add(so.Text(repel=True, fontsize=FONT)).layout(size=INCHES)


def hand(d, n, at):
    from adjustText import adjust_text

    figure = new_figure(INCHES)
    ax = figure.add_axes((at.left, at.bottom, at.right - at.left, at.top - at.bottom))
    ax.set(xlabel="x", ylabel="y")
    x, y = d["x"].to_numpy(), d["y"].to_numpy()
    ax.plot(x, y, "o", color=DEEP[0], markersize=3, markeredgewidth=0)
    texts = [ax.text(*place, fontsize=FONT) for place in zip(x, y, d["name"], strict=True)]
    arrows = {"arrowstyle": "-", "color": "0.15", "linewidth": 0.6}
    adjust_text(texts, x, y, ax=ax, arrowprops=arrows)
    return figure
