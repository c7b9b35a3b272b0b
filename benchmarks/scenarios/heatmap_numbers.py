"""A heat map of levels with a number in each cell."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import colormaps

from benchmarks.figure import add_bar, new_figure

TITLE = "heat map, 30 × 30 cells with numbers"
SIZES = {"30": (30, 0.6)}
SMALL = ("30",)

MAP, INCHES = "viridis", (9.6, 8.0)


def data(n):
    n = min(n, 30)
    random = np.random.default_rng(1)
    names = [f"{first}{last}" for first in "abc" for last in "0123456789"][:n]
    row, column = np.divmod(np.arange(n * n), n)
    level = pd.Categorical.from_codes
    value = np.sin(row / n * 5) + np.cos(column / n * 7) + random.normal(0, 0.2, n * n)
    return pd.DataFrame(
        {"column": level(column, names), "row": level(row, names), "value": value.round(1)}
    )


def objects(so, d, n):
    plot = so.Plot(d, x="column", y="row", color="value", text="value").add(so.Tile())
    numbers = so.Text(contrast=True, fontsize=8, format=".1f")
    return plot.add(numbers).scale(color=MAP).layout(size=INCHES)


def hand(d, n, at):
    figure = new_figure(INCHES)
    ax = figure.add_axes((at.left, at.bottom, at.right - at.left, at.top - at.bottom))
    ax.set(xlabel="column", ylabel="row")
    names = d["column"].cat.categories
    values = np.empty((len(names), len(names)))
    values[d["row"].cat.codes, d["column"].cat.codes] = d["value"]
    low, high = values.min(), values.max()
    look = {"cmap": MAP, "vmin": low, "vmax": high, "zorder": 2}
    ax.imshow(values, aspect="auto", interpolation="nearest", **look)
    ax.grid(False)
    ax.set_xticks(range(len(names)), names)
    ax.set_yticks(range(len(names)), names)
    shade = linear(colormaps[MAP]((values - low) / (high - low))[..., :3])
    dark = (shade + 0.05) ** 2 < 1.05 * 0.05  # white stands out more than black
    place = {"ha": "center", "va": "center_baseline", "fontsize": 8, "zorder": 3, "clip_on": True}
    for i, line in enumerate(values):
        for j, value in enumerate(line):
            color = "w" if dark[i, j] else "k"
            ax.text(j, i, f"{value:.1f}".replace("-", "−"), color=color, **place)
    add_bar(figure, at.bars[0], low, high, "value")
    return figure


def linear(rgb):
    """Return the luminance of colours."""
    light = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return light @ [0.2126, 0.7152, 0.0722]


def functions(sns, d, n, ax):
    wide = d.pivot(index="row", columns="column", values="value")
    sns.heatmap(wide, cmap=MAP, annot=True, fmt=".1f", annot_kws={"size": 8}, ax=ax)


def grammar(p9, d, n):
    number = p9.geom_text(p9.aes(label="value"), size=8)
    return p9.ggplot(d, p9.aes("column", "row", fill="value")) + p9.geom_tile() + number
