"""A lowess curve through many rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
from statsmodels.nonparametric.smoothers_lowess import lowess

from benchmarks.figure import one_axes

TITLE = "lowess curve, robust, with a delta of 1 % of the range"
SIZES = {"1e3": (1_000, 1.3), "1e5": (100_000, 1.0)}
SMALL = ("1e3",)


def data(n):
    random = np.random.default_rng(1)
    x = random.uniform(0, 20, n)
    return pd.DataFrame({"x": x, "y": np.sin(x / 3) + random.standard_t(4, size=n) / 2})


def objects(so, d, n):
    return so.Plot(d, x="x", y="y").add(so.Line(), so.Lowess())


def hand(d, n, at):
    figure, ax = one_axes(at, "x", "y")
    x, y = d["x"].to_numpy(), d["y"].to_numpy()
    order = np.argsort(x)
    x, y = x[order], y[order]
    delta = 0.01 * (x[-1] - x[0])
    curve = lowess(y, x, delta=delta, is_sorted=True, return_sorted=False)
    ax.plot(x, curve)
    return figure


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("x", "y")) + p9.geom_smooth(method="lowess", se=False)
