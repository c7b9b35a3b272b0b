"""A picture of each named theme: the same figure, with two panels, all kinds of marks and guides.

Renew one as tests/images/test_images.py says, and look at it before it is committed.
"""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so
from plotkit.themes import THEMES
from tests.images.picture import Picture

RNG = np.random.default_rng(3)
LAKES = {"Como": 14, "Garda": 16, "Iseo": 9, "Lugano": 11}
DEPTHS = np.arange(0, 16, 3.0)
DATA = pd.DataFrame(
    [
        (lake, season, depth, heat + warm - 0.4 * depth + RNG.normal(0, 0.8), RNG.uniform(0, 5))
        for lake, heat in LAKES.items()
        for season, warm in (("spring", 0), ("autumn", 4))
        for depth in np.repeat(DEPTHS, 6)
    ],
    columns=["lake", "season", "depth", "heat", "salt"],
)
LARGE = {"talk": 1.5, "poster": 2.0}


def figure():
    return (
        so.Plot(DATA, x="depth", y="heat", color="lake")
        .facet("season")
        .add(so.Band(), so.Est())
        .add(so.Line(), so.Agg())
        .add(so.Dots(), so.Jitter(0.3), color=None, fillcolor="salt")
        .label(title="Lakes cool as they deepen", x="Depth (m)", y="Heat (°C)")
        .label(color="Lake", fillcolor="Salt (g/l)")
    )


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.mpl_image_compare
def test_theme(name):
    size = LARGE.get(name, 1.0)
    return Picture(figure().theme(name).layout(size=(6 * size, 3 * size)))


@pytest.mark.mpl_image_compare
def test_look_and_size_and_values():
    themed = figure().theme("minimal", "paper", {"axes.grid.axis": "y"}, font_scale=1.2)
    return Picture(themed.layout(size=("nature-double", 3)))
