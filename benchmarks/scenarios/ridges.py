"""Densities of twelve groups above each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection

from benchmarks.figure import DEEP, one_axes
from benchmarks.scenarios.density import density

TITLE = "ridges of 12 groups"
SIZES = {"1e3": (1_000, 1.0), "1e5": (100_000, 1.0)}
SMALL = ("1e3",)

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
GRID, CUT, OVERLAP = 100, 2, 2.0


def data(n):
    random = np.random.default_rng(1)
    code = random.integers(0, 12, n).astype(np.int8)
    month = pd.Categorical.from_codes(code, MONTHS)
    return pd.DataFrame({"month": month, "degrees": random.normal(8 * np.sin(code / 4), 3.0)})


def objects(so, d, n):
    return so.Plot(d, x="degrees", y="month").add(so.Ridge(overlap=OVERLAP))


def hand(d, n, at):
    figure, ax = one_axes(at, "degrees", "month")
    codes, values = d["month"].cat.codes.to_numpy(), d["degrees"].to_numpy()
    curves = []
    for k in range(len(MONTHS)):
        mine = values[codes == k]
        reach = CUT * mine.std(ddof=1) * len(mine) ** -0.2
        grid = np.linspace(mine.min() - reach, mine.max() + reach, GRID)
        curves.append((grid, density(mine, grid)))
    tall = OVERLAP / max(curve.max() for _, curve in curves)
    outlines = [
        np.column_stack([np.r_[grid, grid[::-1]], np.r_[np.full(GRID, k), k - tall * curve[::-1]]])
        for k, (grid, curve) in enumerate(curves)
    ]
    look = {"facecolors": DEEP[0], "edgecolors": ".15", "linewidths": 1, "zorder": 2}
    ax.add_collection(PolyCollection(outlines, **look), autolim=False)
    corners = np.concatenate(outlines)
    (left, top), (right, _) = corners.min(axis=0), corners.max(axis=0)
    ax.set_xlim(left - 0.05 * (right - left), right + 0.05 * (right - left))
    ax.set_ylim(len(MONTHS) - 0.5, min(top - 0.1, -0.5))
    ax.set_yticks(range(len(MONTHS)), MONTHS)
    ax.grid(False, axis="y")
    return figure


def grammar(p9, d, n):
    half = p9.geom_violin(style="right", width=2 * OVERLAP, alpha=0.8)
    return p9.ggplot(d, p9.aes("month", "degrees")) + half + p9.coord_flip()
