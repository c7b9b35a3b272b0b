"""What drawing costs, counted: no clock is asked."""

import io
from collections import Counter

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.axis import Tick
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import Locator

import plotkit.objects as so
from plotkit.mpl.fast.points import PointCollection
from tests.fastpaths import where_measured

RANDOM = np.random.default_rng(0)
ROWS = {
    "x": RANDOM.normal(size=3000),
    "y": RANDOM.normal(size=3000),
    "g": RANDOM.choice(list("abcdefghijklmnop"), 3000),
    "h": RANDOM.choice(list("abc"), 3000),
}
PLOT = so.Plot(ROWS, x="x", y="y")


@pytest.fixture
def work(monkeypatch):
    """Count what is made, measured and drawn."""
    counts = Counter()

    def count(owner, method, name):
        original = getattr(owner, method)

        def counting(self, *args, **kwargs):
            counts[name] += 1
            return original(self, *args, **kwargs)

        monkeypatch.setattr(owner, method, counting)

    count(Figure, "draw", "figure draws")
    count(Tick, "__init__", "ticks")
    count(Locator, "raise_if_exceeds", "ticks placed")
    count(Artist, "__init__", "artists")
    count(Text, "_get_layout", "texts laid out")
    count(PointCollection, "draw", "collections")
    return counts


def save(plot):
    plot.save(io.BytesIO(), dpi=100)


@where_measured("points")
def test_points_of_a_panel_are_one_collection(work):
    save(PLOT.add(so.Dots(), color="h"))
    assert work["figure draws"] == 1
    assert work["collections"] == 1 + 3  # and a key each


@where_measured("ticks")
def test_a_figure_of_one_panel(work):
    save(PLOT.add(so.Dots(), color="h"))
    assert work["figure draws"] == 1
    assert work["ticks"] == 2  # the pattern of each axis
    assert work["ticks placed"] <= 10  # to measure, to draw, to see whether they fit
    assert work["texts laid out"] <= 60
    assert work["artists"] <= 60


@where_measured("ticks")
def test_facets(work):
    save(PLOT.facet("g", wrap=4).add(so.Dots()))
    assert work["figure draws"] == 1
    assert work["ticks"] == 4 + 4  # of 32 axes
    assert work["ticks placed"] <= 60
    assert work["texts laid out"] <= 75
    assert work["artists"] <= 16 * 20


@where_measured("ticks")
def test_only_outer_panels_have_ticks(work):
    tall = PLOT.layout(size=(6, 12))
    save(tall.facet("g", wrap=2).add(so.Dots()))
    narrow = work.copy()
    work.clear()
    save(tall.facet("g", wrap=4).add(so.Dots()))
    assert work["collections"] == narrow["collections"] == 16
    assert work["ticks"] < narrow["ticks"] == 8 + 2
