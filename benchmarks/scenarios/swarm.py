"""Points side by side, so that none lies over another; by hand with seaborn's swarmplot."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.figure import DEEP, one_axes

TITLE = "swarms of six groups, by hand with seaborn's swarmplot"
SIZES = {"1e3": (1_000, 0.5), "1e4": (10_000, 0.02)}
SMALL = ("1e3",)

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
POINT = 1.5


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 6, n).astype(np.int8)
    day = pd.Categorical.from_codes(code, DAYS)
    return pd.DataFrame({"day": day, "value": random.normal(code % 4, 1.0)})


def objects(so, d, n):
    dots = so.Dot(pointsize=POINT, edgewidth=0)
    return so.Plot(d, x="day", y="value").add(dots, so.Swarm())


def hand(d, n, at):
    import seaborn as sns

    figure, ax = one_axes(at, "day", "value")
    low, high = d["value"].min(), d["value"].max()
    margin = 0.05 * (high - low)
    ax.set_ylim(low - margin, high + margin)
    ax.set_xlim(-0.5, 5.5)
    sns.swarmplot(d, x="day", y="value", size=POINT, linewidth=0, color=DEEP[0], ax=ax)
    ax.grid(False, axis="x")
    return figure
