"""What drawing costs, counted: no clock is asked."""

import io
from collections import Counter

import numpy as np
import pytest
from matplotlib.axis import Axis, Tick
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure

import plotkit.objects as so
from plotkit.mpl.points import PointCollection

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
    count(Axis, "get_tightbbox", "axes measured")
    count(PointCollection, "draw", "collections")
    count(RendererAgg, "get_text_width_height_descent", "texts measured")
    return counts


def save(plot):
    plot.save(io.BytesIO(), dpi=100)


def test_points_of_a_panel_are_one_collection(work):
    save(PLOT.add(so.Dots(), color="h"))
    assert work["figure draws"] == 1
    assert work["collections"] == 1 + 3  # and a key each


def test_inner_panels_add_neither_ticks_nor_texts(work):
    save(PLOT.facet("g", wrap=2).add(so.Dots()))
    narrow = work.copy()
    work.clear()
    save(PLOT.facet("g", wrap=4).add(so.Dots()))
    assert work["figure draws"] == narrow["figure draws"] == 1
    assert work["collections"] == narrow["collections"] == 16
    outer = 4 + 4  # axes that write labels, of 32
    assert work["ticks"] <= 8 * outer
    assert work["axes measured"] <= 2 * outer
    assert work["texts measured"] <= 30
