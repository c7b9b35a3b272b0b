"""Points with error bars, three series, and rules at two heights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.figure import DEEP, add_legend, one_axes

TITLE = "points with error bars, three series, rules"
SIZES = {"30": (30, 0.95), "300": (300, 0.95)}
SMALL = ("30",)

NAMES = ["a", "b", "c"]


def data(n):
    random = np.random.default_rng(1)
    code = np.arange(n) % 3
    dose = np.arange(n) / n * 10
    mean = np.sin(dose / 2) + 2.5 * code
    down, up = random.uniform(0.1, 0.6, (2, n))
    names = np.array(NAMES)[code]
    return pd.DataFrame(
        {"dose": dose, "mean": mean, "low": mean - down, "high": mean + up, "g": names}
    )


def objects(so, d, n):
    return (
        so.Plot(d, x="dose", y="mean", ymin="low", ymax="high", color="g")
        .add(so.Rule(color="0.5", linewidth=1), y=0, color=None)
        .add(so.Rule(color="0.5", linewidth=1), y=5, color=None)
        .add(so.ErrorBar())
        .add(so.Dot(pointsize=4))
    )


def hand(d, n, at):
    figure, ax = one_axes(at, "dose", "mean")
    ax.axhline(0, color="0.5", linewidth=1)
    ax.axhline(5, color="0.5", linewidth=1)
    codes, names = pd.factorize(d["g"])
    x, y, low, high = (d[name].to_numpy() for name in ("dose", "mean", "low", "high"))
    bars = []
    for k in range(len(names)):
        mine = codes == k
        ends = (y[mine] - low[mine], high[mine] - y[mine])
        look = {"color": DEEP[k], "markersize": 3, "capsize": 3, "capthick": 1.5}
        bars.append(ax.errorbar(x[mine], y[mine], ends, fmt="o", elinewidth=1.5, **look))
    add_legend(figure, at.legends[0], bars, names, "g")
    return figure


def grammar(p9, d, n):
    mapping = p9.aes("dose", "mean", ymin="low", ymax="high", color="g")
    rules = p9.geom_hline(yintercept=[0, 5], color="grey")
    return p9.ggplot(d, mapping) + rules + p9.geom_errorbar() + p9.geom_point()
