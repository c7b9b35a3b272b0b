"""Five variables against each other, with their densities on the diagonal."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch

from benchmarks.figure import DEEP, add_legend
from benchmarks.scenarios.density import density
from benchmarks.scenarios.hist import padded
from benchmarks.scenarios.pair import INCHES, VARIABLES, data, frame_of

__all__ = ["SIZES", "SMALL", "TITLE", "data", "functions", "hand", "objects"]

TITLE = "pair plot 5 × 5, densities on the diagonal"
SIZES = {"500": (500, 0.75), "1e5": (100_000, 0.25)}
SMALL = ("500",)

GRID, CUT = 200, 3


def objects(so, d, n):
    plot = so.Plot(d, color="g").pair(x=VARIABLES, y=VARIABLES).layout(size=INCHES)
    return plot.add(so.Dots(pointsize=3)).add(so.Area(), so.KDE(), where="diagonal")


def hand(d, n, at):
    figure, axes, columns, codes, names, groups, looks = frame_of(d, at)
    for i, y in enumerate(VARIABLES):
        for j, x in enumerate(VARIABLES):
            if i == j:
                on_diagonal(axes[i, i], columns[y], codes, len(names))
                continue
            for group, look in zip(groups, looks, strict=True):
                axes[i, j].plot(group[x], group[y], "o", **look)
    handles = [Patch(fc=to_rgba(c, 0.2), ec=c) for c in DEEP[:3]]
    add_legend(figure, at.legends[0], handles, names, "g")
    return figure


def on_diagonal(ax, x, codes, groups):
    """Draw the densities over the whole height of a panel."""
    reach = CUT * x.std(ddof=1) * len(x) ** -0.2
    grid = np.linspace(x.min() - reach, x.max() + reach, GRID)
    outlines = []
    for k in range(groups):
        mine = x[codes == k]
        y = density(mine, grid) * len(mine) / len(x)
        outlines.append(np.vstack([np.column_stack([grid, y]), [(grid[-1], 0), (grid[0], 0)]]))
    ax.set_xlim(padded(grid[0], grid[-1]))
    ax.grid(False, axis="y")
    highest = 1.05 * max(outline[:, 1].max() for outline in outlines)
    outlines = [outline / (1, highest) for outline in outlines]  # as shares of the panel
    faces = [to_rgba(color, 0.2) for color in DEEP[:groups]]
    across = ax.get_xaxis_transform()
    look = {
        "transform": across,
        "facecolors": faces,
        "edgecolors": DEEP[:groups],
        "linewidths": 1,
        "zorder": 2,
    }
    ax.add_collection(PolyCollection(outlines, **look), autolim=False)


def functions(sns, d, n, ax):
    return sns.pairplot(d, hue="g", vars=VARIABLES)
