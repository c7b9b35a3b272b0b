"""Counts of 20 × 5 categories as dodged bars."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch

from benchmarks.figure import DEEP, add_legend, boxes, one_axes

TITLE = "dodged counts, 20 × 5"
SIZES = {"1e3": (1_000, 1.5), "1e4": (10_000, 1.15), "1e7": (10_000_000, 1.1)}
SMALL = ("1e3",)

LETTERS, COLORS = [*"abcdefghijklmnopqrst"], ["red", "green", "blue", "white", "black"]


def data(n):
    random = np.random.default_rng(1)
    letter = np.minimum(random.exponential(8, n), 19.5).astype(np.int8)
    color = random.integers(0, 5, n).astype(np.int8)
    return pd.DataFrame(
        {
            "letter": pd.Categorical.from_codes(letter, LETTERS),
            "colour": pd.Categorical.from_codes(color, COLORS),
        }
    )


def objects(so, d, n):
    return so.Plot(d, x="letter", color="colour").add(so.Bar(), so.Count(), so.Dodge())


def hand(d, n, at):
    figure, ax = one_axes(at, "letter", "Count")
    place = d["letter"].cat.codes.to_numpy().astype(np.intp) * 5
    place += d["colour"].cat.codes.to_numpy()
    counts = np.bincount(place, minlength=100)
    letter, color = np.divmod(np.arange(100), 5)
    ax.set_xlim(-0.5, 19.5)
    ax.set_ylim(0, 1.05 * counts.max())
    ax.set_xticks(range(20), LETTERS)
    ax.grid(False, axis="x")
    # The edge lies within the bar: half its width further in, on all sides.
    pixels = ax.transData.transform([(0, 0), (1, 1)])
    dx, dy = 0.5 * figure.dpi / 72 / (pixels[1] - pixels[0])
    width = 0.8 / 5
    left = letter - 0.4 + color * width
    vertices = boxes(left + dx, np.full(100, dy), left + width - dx, counts - dy)
    shown = counts > 0
    edges = np.array([to_rgba(c) for c in DEEP[:5]])
    faces = np.array([to_rgba(c, 0.7) for c in DEEP[:5]])
    look = {"linewidths": 1.0, "zorder": 2, "joinstyle": "miter"}
    bars = PolyCollection(
        vertices[shown],
        facecolors=faces[color[shown]],
        edgecolors=edges[color[shown]],
        **look,
    )
    ax.add_collection(bars, autolim=False)
    handles = [Patch(fc=face, ec=edge, lw=1) for face, edge in zip(faces, edges, strict=True)]
    add_legend(figure, at.legends[0], handles, COLORS, "colour")
    return figure


def grammar(p9, d, n):
    bars = p9.geom_bar(position=p9.position_dodge(), alpha=0.7)
    return p9.ggplot(d, p9.aes("letter", fill="colour")) + bars
