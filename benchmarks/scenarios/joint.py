"""A scatter plot with histograms of both variables beside it."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from benchmarks.figure import DEEP, boxes, new_figure
from benchmarks.scenarios.hist import count, padded, rule
from benchmarks.scenarios.tiles import data

__all__ = ["SIZES", "SMALL", "TITLE", "data", "functions", "hand", "objects"]

TITLE = "joint plot: scatter and two histograms"
SIZES = {"1e3": (1_000, 0.8), "1e5": (100_000, 0.8)}
SMALL = ("1e3",)


def objects(so, d, n):
    bars = so.Plot().add(so.Bars(), so.Hist())
    return so.Plot(d, x="x", y="y").add(so.Dots()).marginal(x=bars, y=bars)


def hand(d, n, at):
    figure = new_figure()
    ax, over, beside = (figure.add_axes(box) for box in at.panels)
    over.sharex(ax)
    beside.sharey(ax)
    x, y = d["x"].to_numpy(), d["y"].to_numpy()
    marker = {"markersize": 4, "markeredgewidth": 0.75, "markeredgecolor": DEEP[0]}
    ax.plot(x, y, "o", markerfacecolor=to_rgba(DEEP[0], 0.2), **marker)
    ax.set(xlabel="x", ylabel="y", xlim=padded(x.min(), x.max()), ylim=padded(y.min(), y.max()))
    look = {"facecolors": to_rgba(DEEP[0], 0.7), "edgecolors": "w", "zorder": 2}
    for panel, values, lies in ((over, x, False), (beside, y, True)):
        edges = rule(values)
        counts = count(values, None, edges, 1)[0]
        bars = boxes(edges[:-1], np.zeros(len(counts)), edges[1:], counts)
        if lies:
            bars = bars[..., ::-1]
            panel.set_xlim(0, 1.05 * counts.max())
        else:
            panel.set_ylim(0, 1.05 * counts.max())
        step = panel.transData.transform([bars[0, 0], bars[0, 2]])
        width = abs(np.diff(step[:, int(lies)])[0]) * 72 / figure.dpi
        shown = bars[counts > 0]
        collection = PolyCollection(shown, linewidths=min(1.0, 0.1 * width), **look)
        panel.add_collection(collection, autolim=False)
        panel.tick_params(labelleft=False, labelbottom=False)
    return figure


def functions(sns, d, n, ax):
    return sns.jointplot(d, x="x", y="y")
