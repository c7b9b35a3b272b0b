"""The scenarios, one file each: the same figure, four ways, side by side.

A scenario is a module with

``TITLE``           what it draws
``SIZES``           by label: what `data` gets, and the target (time over that of the hand-written)
``SMALL``           the labels of the sizes with about 1,000 rows
``REPEATS``         how often it is drawn at least, if it is about many figures
``data(n)``         a data frame of pandas
``objects(so, d, n)``  the plot of plotkit.objects and of seaborn.objects, `so` being one of them
``hand(d, n, at)``  the figure as a specialist of matplotlib and numpy would write it
``functions(sns, d, n, ax)``  the same by a function of seaborn, in place of seaborn.objects; on
                    `ax`, or it returns a grid of its own
``grammar(p9, d, n)``  the plot of plotnine; left out where plotnine has no such figure
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

NAMES = (
    "scatter",
    "dots",
    "lines",
    "lines_legend",
    "est",
    "hist",
    "density",
    "facets",
    "pair",
    "counts",
    "strip",
    "box",
    "violin",
    "series",
    "fit",
    "lowess",
    "tiles",
    "hexbin",
    "contours",
    "heatmap",
    "heatmap_numbers",
    "ecdf",
    "ridges",
    "errorbars",
    "joint",
    "pair_diagonal",
    "small",
)
RIVALS = ("swarm", "repel")
"""Measured only where they are named: `hand` is the figure of another library, which has to be
there, and which may put things in other places."""


def load(name: str) -> ModuleType:
    """Import a scenario by its name."""
    return import_module(f"{__name__}.{name}")
