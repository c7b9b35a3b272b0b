"""Pictures of guides: where they stand, colour bars, names at the ends of lines.

Renew one as tests/images/test_images.py says, and look at it before it is committed.
"""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(7)
N = 80
DATA = pd.DataFrame(
    {
        "bill": RNG.normal(44, 5, N).round(1),
        "flipper": RNG.normal(200, 14, N).round(),
        "mass": 10 ** RNG.uniform(0, 4, N),
        "kind": RNG.choice(["Adelie", "Chinstrap", "Gentoo"], N),
        "island": RNG.choice(["Biscoe", "Dream", "Torgersen"], N, p=[0.6, 0.3, 0.1]),
        "day": pd.date_range("2023-11-01", periods=N, freq="D"),
    }
)
STEPS = 30
NAMES = ["north", "north-east", "east", "south", "a long name for the far west", "centre"]
WALKS = pd.DataFrame(
    {
        "month": np.tile(pd.date_range("2021-01-01", periods=STEPS, freq="MS"), 6),
        "level": (10 + RNG.normal(0.1, 0.7, (6, STEPS)).cumsum(axis=1)).ravel(),
        "place": np.repeat(NAMES, STEPS),
        "half": np.repeat(["first", "second"], 3 * STEPS),
    }
)


def points(**variables):
    plot = so.Plot(DATA, x="bill", y="flipper", **variables)
    return plot.add(so.Dot())


def both():
    return points(color="kind", pointsize="mass").label(pointsize="Mass (g)")


def walks():
    return so.Plot(WALKS, x="month", y="level", color="place")


PLOTS = {
    # sides
    "right": both,
    "left": lambda: both().legend("left"),
    "top": lambda: both().legend("top").label(title="Penguins"),
    "bottom": lambda: both().legend("bottom"),
    "two_sides": lambda: both().legend({"color": "top", "pointsize": "right"}),
    # within the panels
    "upper_left": lambda: both().legend("upper left"),
    "lower_right_two_columns": lambda: points(color="kind").legend("lower right", columns=2),
    "free_cell": lambda: points(color="kind").facet("island", wrap=2).legend((1, 0)),
    # entries
    "reversed_and_named": lambda: both().legend(
        reverse=True, order=["pointsize", "color"], title={"kind": "Species"}
    ),
    "most": lambda: both().legend(most={"color": 2, "pointsize": 3}),
    "long_texts": lambda: (
        points(color="kind", marker="island")
        .scale(color=so.Nominal().label(like="penguins of the species {x} that were weighed"))
        .label(marker="The island where they were seen")
    ),
    "thick_edges": lambda: so.Plot(DATA, x="kind", color="island").add(
        so.Bar(edgewidth=5, alpha=0.4), so.Count(), so.Dodge()
    ),
    "layers_beside_a_mapping": lambda: points(color="kind").add(
        so.Line(color="k"), so.PolyFit(1), label="trend", color=None
    ),
    # colour bars
    "bar": lambda: points(color="flipper"),
    "bar_and_legend": lambda: points(color="mass", marker="kind").scale(color="log"),
    "bar_lying": lambda: (
        points(color="mass", marker="kind")
        .scale(color=so.Continuous("viridis", trans="log").label(unit="g"))
        .legend("bottom")
    ),
    "bar_of_times": lambda: points(color="day").scale(color="crest"),
    "bar_above_of_times": lambda: points(color="day").legend("top"),
    "bar_within": lambda: points(color="flipper").legend("upper left"),
    "bar_facets": lambda: points(color="mass").facet("kind").scale(color="sqrt"),
    "bar_reversed": lambda: points(color="flipper").legend(reverse=True),
    "swatches": lambda: points(color="flipper").scale(color=so.Continuous(guide="legend")),
    "bar_of_fill": lambda: so.Plot(DATA, x="kind", y="flipper").add(
        so.Bar(), so.Agg(), color="flipper"
    ),
    "bar_dark": lambda: points(color="flipper", marker="kind").theme("night"),
    # direct labels
    "direct": lambda: walks().add(so.Line()).legend("direct"),
    "direct_areas": lambda: walks().add(so.Area(edgewidth=0), so.Stack()).legend("direct"),
    "direct_facets": lambda: walks().facet("half").add(so.Line()).legend("direct"),
    "direct_rows": lambda: (
        walks().facet(row="half").add(so.Line()).add(so.Dot(pointsize=3)).legend("direct")
    ),
    "direct_with_a_legend": lambda: (
        so.Plot(WALKS, x="month", y="level", color="half", linestyle="half", group="place")
        .add(so.Lines(alpha=0.3))
        .add(so.Line(), so.Agg(), group=None, label="mean")
        .scale(color=so.Nominal(guide="direct"), linestyle=so.Nominal(guide=None))
    ),
    # each panel its own
    "per_axes": lambda: points(color="kind").facet("island").legend("top", per="axes", columns=1),
    "per_axes_within": lambda: (
        points(color="island").facet("kind").legend("upper left", per="axes").layout(size=(8, 3.5))
    ),
}


WIDE = ("bar_facets", "per_axes", "per_axes_within", "direct_facets")


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_guide(name):
    size = (8, 3.5) if name in WIDE else (5.8, 3.8)
    return Picture(PLOTS[name]().layout(size=size))


@pytest.mark.mpl_image_compare
def test_on_axes():
    figure = Figure(figsize=(10, 7))
    axes = figure.subplots(2, 2, gridspec_kw={"wspace": 1.0, "hspace": 0.6})
    figure.subplots_adjust(right=0.85)
    points(color="mass", marker="kind").on(axes[0, 0]).plot()
    points(color="kind").legend("bottom").on(axes[0, 1]).plot()
    walks().add(so.Line()).legend("direct").on(axes[1, 0]).plot()
    both().legend("left").on(axes[1, 1]).plot()
    return figure


@pytest.mark.mpl_image_compare
def test_on_subfigures():
    figure = Figure(figsize=(11, 4))
    left, right = figure.subfigures(1, 2)
    so.Plot(DATA, x="bill", y="flipper", color="mass").add(so.Dot()).on(left).plot()
    so.Plot(DATA, x="bill", y="flipper", color="kind").facet("island", wrap=2).add(so.Dot()).legend(
        "top"
    ).on(right).plot()
    return figure
