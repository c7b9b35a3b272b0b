"""Pictures of colour scales: what has a middle, what goes in steps, what is missing or too much.

Renew one as tests/images/test_images.py says, and look at it before it is committed.
"""

import numpy as np
import pandas as pd
import pytest
from matplotlib import colormaps
from matplotlib.colors import BoundaryNorm, LinearSegmentedColormap, LogNorm, TwoSlopeNorm

import plotkit.objects as so
from tests.images.picture import Picture

RNG = np.random.default_rng(11)
N = 90
DATA = pd.DataFrame(
    {
        "east": RNG.uniform(0, 10, N).round(2),
        "north": RNG.uniform(0, 10, N).round(2),
        "change": RNG.normal(1.5, 2.5, N).round(1),
        "people": (10 ** RNG.uniform(1, 5, N)).round(),
        "day": pd.date_range("2024-01-05", periods=N, freq="D"),
        "shop": RNG.choice(
            ["bakery", "butcher", "chemist", "florist", "grocer", "tailor"],
            N,
            p=[0.35, 0.25, 0.15, 0.12, 0.08, 0.05],
        ),
        "open": RNG.random(N) < 0.7,
    }
)
GAPS = DATA.assign(change=DATA["change"].where(RNG.random(N) > 0.2))
OWN = LinearSegmentedColormap.from_list("own", ["#f6e8c3", "#01665e"])


def points(color, scale, data=DATA):
    plot = so.Plot(data, x="east", y="north", color=color)
    return plot.add(so.Dot(pointsize=8)).scale(color=scale)


def shops(scale, **looks):
    return so.Plot(DATA, y="shop", color="shop").add(so.Bar(), so.Count()).scale(y=scale, **looks)


PLOTS = {
    # a middle
    "center": lambda: points("change", so.Continuous(center=0)),
    "center_ends": lambda: points("change", so.Continuous("icefire", norm=(-3, 9), center=0)),
    "center_bins": lambda: points("change", so.Continuous("RdBu", center=0, bins=6)),
    # steps
    "bins": lambda: points("people", so.Continuous(trans="log", bins=4)),
    "quantiles": lambda: points("people", so.Continuous("crest", quantiles=4)),
    "thresholds": lambda: points(
        "change", so.Continuous(["#2166ac", ".8", "#b2182b"], bins=[-np.inf, 0, 3, np.inf])
    ),
    "bins_as_a_legend": lambda: points(
        "people", so.Continuous("mako", bins=[0, 100, 1000, 100_000], guide="legend")
    ),
    "bins_of_times": lambda: points("day", so.Temporal("flare", bins=3)),
    # directions and objects of matplotlib
    "reverse": lambda: points("change", so.Continuous("viridis", reverse=True)),
    "reverse_name": lambda: points("shop", "Set2_r"),
    "normalize_log": lambda: points("people", so.Continuous("magma", norm=LogNorm(10, 1e5))),
    "normalize_two_slopes": lambda: points(
        "change", so.Continuous("PuOr", norm=TwoSlopeNorm(0, -4, 8))
    ),
    "normalize_bounds": lambda: points(
        "change", so.Continuous("YlGnBu", norm=BoundaryNorm([-5, -1, 0, 2, 9], 4))
    ),
    "colormap": lambda: points("change", so.Continuous(OWN)),
    "colormap_of_levels": lambda: points("shop", so.Nominal(colormaps["Dark2"])),
    # what is missing, and what lies outside
    "na": lambda: points("change", so.Continuous(na=".6"), GAPS),
    "na_of_levels": lambda: points(
        "shop", so.Nominal(na="k"), DATA.assign(shop=DATA["shop"].where(DATA["shop"] != "tailor"))
    ),
    "outside_clamped": lambda: points("change", so.Continuous("crest", norm=(0, 3))),
    "outside_na": lambda: points(
        "change", so.Continuous("crest", norm=(0, 3), outside="na", na="#d95f02")
    ),
    # levels
    "order_frequency": lambda: shops(so.Nominal(order="frequency")).legend(None),
    "order_by": lambda: (
        so.Plot(DATA, x="shop", y="people")
        .add(so.Dots(), so.Jitter())
        .add(so.Dash(color="k", linewidth=3), so.Agg("median"))
        .scale(x=so.Nominal(order=so.by("people", "median"), reverse=True), y="log")
    ),
    "top_and_other": lambda: shops(
        so.Nominal(order="frequency", top=3), color=so.Nominal(order="frequency", top=3)
    ),
    "some_levels": lambda: points("shop", {"bakery": "k", "florist": "deeppink"}),
    "booleans": lambda: points("open", so.Boolean(["teal", ".8"])),
    "okabe_ito": lambda: points("shop", "okabe_ito"),
    "more_levels_than_colours": lambda: points(
        (DATA["east"] * 1.3).astype(int).rename("zone"), so.Nominal()
    ),
}


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.mpl_image_compare
def test_colour(name):
    return Picture(PLOTS[name]().layout(size=(4.6, 3.2)))


@pytest.fixture
def registry():
    so.Plot.config.colors.update({"shop": {"bakery": "#b8860b", "florist": "#c2185b"}})
    yield
    so.Plot.config.colors.reset()


@pytest.mark.usefixtures("registry")
@pytest.mark.mpl_image_compare
def test_colours_of_the_session():
    return Picture(points("shop", so.Nominal(order="name")).layout(size=(4.6, 3.2)))
