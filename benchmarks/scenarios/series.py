"""One long time series."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.dates import AutoDateLocator

from benchmarks.figure import one_axes

TITLE = "one time series"
SIZES = {"1e3": (1_000, 1.5), "1e4": (10_000, 1.1), "1e6": (1_000_000, 0.7)}
SMALL = ("1e3",)


def data(n):
    random = np.random.default_rng(1)
    walk = random.normal(size=n).cumsum() / n**0.5 + random.normal(0, 0.05, n)
    return pd.DataFrame({"time": pd.date_range("2000-01-01", periods=n, freq="h"), "price": walk})


def objects(so, d, n):
    return so.Plot(d, x="time", y="price").add(so.Line())


def hand(d, n, at):
    figure, ax = one_axes(at, "time", "price")
    days = d["time"].to_numpy().astype("M8[us]").astype(np.int64) / 86_400e6
    ax.plot(days, d["price"].to_numpy())
    ax.xaxis_date()
    ax.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=6))
    return figure


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("time", "price")) + p9.geom_line()
