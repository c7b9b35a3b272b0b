"""Tests of fast paths, and what holds where these step aside."""

import io

import numpy as np
from matplotlib.axis import XAxis
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path

from plotkit.mpl.artists.boxes import InsideRectangle, inside_rectangle
from plotkit.mpl.fast.canvas import new_renderer
from plotkit.mpl.fast.legend import add_legend
from plotkit.mpl.fast.longline import FEWEST, new_line, new_lines
from plotkit.mpl.fast.panel import add_axes
from plotkit.mpl.fast.png import write_png
from plotkit.mpl.fast.points import new_points
from plotkit.mpl.fast.registry import PATHS
from plotkit.mpl.grouped import GroupedLines, Points
from plotkit.mpl.placedlegend import GuideLegend
from plotkit.mpl.printing import figure_class


def new_axes():
    figure = Figure()
    return add_axes(figure, figure.add_gridspec(1, 1)[0, 0])


LONG = np.zeros((FEWEST, 2))
BLUE = np.array([0.0, 0.0, 1.0, 1.0])
PLAIN = {
    "ticks": lambda: type(new_axes().xaxis) is XAxis,
    "glyphs": lambda: type(new_renderer(20, 10, 100)) is RendererAgg,
    "points": lambda: type(new_points([Path.unit_circle()], np.ones(1), BLUE, BLUE)) is Points,
    "lines": lambda: (type(new_line(*LONG.T)), type(new_lines([LONG]))) == (Line2D, GroupedLines),
    "boxes": lambda: type(inside_rectangle((0.0, 0.0), 1.0, 1.0)) is InsideRectangle,
    "legends": lambda: (
        type(add_legend(Figure(), handles=[Line2D([], [])], labels=["a"])) is GuideLegend
    ),
    "printing": lambda: figure_class() is Figure,
    "png": lambda: not write_png(Figure(), io.BytesIO(), {"dpi": 100, "format": "png"}),
}
"""By fast path, that it steps aside: what is made is of matplotlib's classes."""


def where_measured(name):
    """Run a test where a fast path was measured; elsewhere see that it steps aside.

    It stands above all other decorators of the test.
    """

    def decorate(test):
        def test_it_steps_aside():
            assert PLAIN[name]()

        return test if PATHS[name].measured else test_it_steps_aside

    return decorate
