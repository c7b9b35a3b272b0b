"""Every value with jitter on a nominal axis, and beside it the range."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from benchmarks.figure import DEEP, one_axes

TITLE = "jittered strip and range"
SIZES = {"1e3": (1_000, 1.5), "1e4": (10_000, 1.0), "1e6": (1_000_000, 0.3)}
SMALL = ("1e3",)

DAYS = np.array(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 6, n)
    return pd.DataFrame({"day": DAYS[code], "value": random.normal(code % 4, 1.0)})


def objects(so, d, n):
    return (
        so.Plot(d, x="day", y="value")
        .add(so.Dots(), so.Jitter(0.5))
        .add(so.Range(color="k"), so.Shift(x=0.35))
    )


def hand(d, n, at):
    figure, ax = one_axes(at, "day", "value")
    codes, days = pd.factorize(d["day"])
    values = d["value"].to_numpy()
    noise = np.random.default_rng(0).uniform(-0.5, 0.5, n)
    look = {"markersize": 4, "markeredgewidth": 0.75, "markeredgecolor": DEEP[0]}
    look["markerfacecolor"] = to_rgba(DEEP[0], 0.2)
    ax.plot(codes + noise * 0.4, values, "o", **look)
    groups = [values[codes == k] for k in range(len(days))]
    ends = [[(k + 0.35, v.min()), (k + 0.35, v.max())] for k, v in enumerate(groups)]
    spans = LineCollection(ends, colors=".15", linewidths=1.5, capstyle="round", zorder=2)
    ax.add_collection(spans, autolim=False)
    ax.set_xlim(-0.5, len(days) - 0.5)
    ax.set_xticks(range(len(days)), days)
    ax.grid(False, axis="x")
    return figure


def grammar(p9, d, n):
    points = p9.geom_jitter(width=0.2, height=0, size=1, stroke=0.4)
    spans = p9.stat_summary(
        fun_ymin=np.min,
        fun_ymax=np.max,
        fun_y=np.mean,
        geom="linerange",
        position=p9.position_nudge(x=0.35),
    )
    return p9.ggplot(d, p9.aes("day", "value")) + points + spans
