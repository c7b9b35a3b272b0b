"""Points in files of vectors are drawn look by look, and the later one of two lies above."""

import io

import numpy as np
import pytest
from matplotlib.backends.backend_svg import RendererSVG

import plotkit.objects as so
from plotkit.mpl.fast.batches import batches
from tests.fastpaths import where_measured

RANDOM = np.random.default_rng(7)


@pytest.mark.parametrize("spread", [1.0, 30.0, 3000.0])
@pytest.mark.parametrize("looks", [2, 5])
def test_points_that_touch_are_drawn_in_their_order(spread, looks):
    places = RANDOM.uniform(-spread, spread, (200, 2))
    styles = RANDOM.integers(0, looks, 200)
    drawn = batches(places, styles, 3.0)
    for batch in drawn:
        assert len(set(styles[batch])) == 1
    order = np.concatenate(drawn)
    assert sorted(order) == list(range(200))
    rank = np.argsort(order)
    for i in range(200):
        touch = (abs(places - places[i]) < 6.0).all(axis=1)
        assert all(rank[j] > rank[i] for j in np.flatnonzero(touch) if j > i)


def test_points_apart_take_a_batch_a_look():
    places = np.column_stack([np.arange(300) * 20.0, np.zeros(300)])
    assert len(batches(places, np.arange(300) % 3, 4.0)) == 3


def test_no_points_and_points_without_a_size():
    assert batches(np.empty((0, 2)), np.empty(0, dtype=int), 1.0) == []
    assert len(batches(np.zeros((3, 2)), np.array([0, 1, 0]), 0.0)) == 3


@pytest.fixture
def calls(monkeypatch):
    """Count what a file of vectors is told to draw."""
    made = {"draw_markers": 0, "draw_path_collection": 0}
    for name in made:
        original = getattr(RendererSVG, name)

        def counting(self, *args, name=name, original=original, **kwargs):
            made[name] += 1
            return original(self, *args, **kwargs)

        monkeypatch.setattr(RendererSVG, name, counting)
    return made


def svg(plot):
    file = io.BytesIO()
    plot.save(file, format="svg")
    return file.getvalue().decode()


@where_measured("points")
@pytest.mark.parametrize("mark", [so.Dot(pointsize=2), so.Dots(pointsize=2)])
def test_points_of_three_colours_are_few_groups(mark, calls):
    n = 300
    rows = {"x": np.arange(n), "y": np.tile([0, 1, 2, 3], n // 4), "g": np.tile(list("abc"), 100)}
    text = svg(so.Plot(rows, x="x", y="y", color="g").add(mark, legend=False))
    assert calls["draw_path_collection"] == 0
    assert calls["draw_markers"] <= n / 3
    assert text.count("<use ") >= n


@where_measured("points")
@pytest.mark.parametrize(
    "change",
    [
        lambda points: points.set_urls([f"#{i}" for i in range(9)]),
        lambda points: points.set_rasterized(True),
        lambda points: points.set_linestyle("--"),
        lambda points: points.set_hatch("/"),
    ],
    ids=["links", "raster", "dashes", "hatch"],
)
def test_what_is_special_is_left_to_matplotlib(change, calls):
    rows = {"x": np.arange(9), "y": np.arange(9), "g": list("abcabcabc")}
    plot = so.Plot(rows, x="x", y="y", color="g").add(so.Dot(), legend=False).plot()
    change(plot.axes[0].collections[0])
    before = calls["draw_markers"]
    plot.save(io.BytesIO(), format="svg")
    assert calls["draw_markers"] == before or calls["draw_path_collection"] > 0


@where_measured("points")
def test_points_that_say_nothing_are_left_out():
    rows = {"x": [0.0, 1.0, 2.0], "y": [0.0, 1.0, 2.0], "g": list("aba")}
    plot = so.Plot(rows, x="x", y="y", color="g").add(so.Dot(), legend=False).plot()
    points = plot.axes[0].collections[0]
    points.set_offsets([[0.0, 0.0], [np.nan, 1.0], [2.0, 2.0]])
    file = io.BytesIO()
    plot.save(file, format="svg")
    assert file.getvalue().count(b'<use xlink:href="#m') == 2
