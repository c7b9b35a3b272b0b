"""A heat map of many cells, from rows in any order."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.figure import add_bar, one_axes

TITLE = "heat map, n × n cells"
SIZES = {"30": (30, 1.2), "1000": (1_000, 1.1)}
SMALL = ("30",)

MAP = "viridis"


def data(n):
    random = np.random.default_rng(1)
    row, column = np.divmod(random.permutation(n * n), n)
    value = np.sin(row / n * 5) + np.cos(column / n * 7) + random.normal(0, 0.2, n * n)
    return pd.DataFrame({"column": column, "row": row, "value": value})


def objects(so, d, n):
    return so.Plot(d, x="column", y="row", color="value").add(so.Tile()).scale(color=MAP)


def hand(d, n, at):
    figure, ax = one_axes(at, "column", "row")
    values = np.empty((n, n))
    values[d["row"].to_numpy(), d["column"].to_numpy()] = d["value"].to_numpy()
    low, high = values.min(), values.max()
    extent = (-0.5, n - 0.5, -0.5, n - 0.5)
    look = {"cmap": MAP, "vmin": low, "vmax": high, "zorder": 2}
    ax.imshow(values, origin="lower", aspect="auto", extent=extent, interpolation="nearest", **look)
    add_bar(figure, at.bars[0], low, high, "value")
    return figure


def functions(sns, d, n, ax):
    sns.heatmap(d.pivot(index="row", columns="column", values="value"), cmap=MAP, ax=ax)


def grammar(p9, d, n):
    return p9.ggplot(d, p9.aes("column", "row", fill="value")) + p9.geom_tile()
