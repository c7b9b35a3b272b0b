"""Bars are rectangles of their own, cheap to make and to draw."""

import io
import pickle

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import plotkit.objects as so
from plotkit.mpl.artists.boxes import InsideRectangle

DATA = {"x": [*"abcab"], "y": [1.0, 2, -3, 4, 0.5], "g": [*"uuuvv"]}
PLOT = so.Plot(DATA, x="x", y="y", color="g").add(so.Bar(), so.Dodge())


def bars(plot=PLOT):
    figure = plot.layout(size=(3, 2.5)).plot().figure
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return canvas, figure.axes[0].patches


def pixels(canvas):
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].astype(int)


def test_each_bar_is_a_rectangle_of_its_own():
    _, made = bars()
    assert all(isinstance(bar, Rectangle) for bar in made)
    np.testing.assert_allclose([bar.get_x() for bar in made], [-0.4, 0.6, 1.6, 0, 1])
    np.testing.assert_allclose([bar.get_width() for bar in made], 0.4)
    np.testing.assert_allclose([bar.get_y() for bar in made], [0, 0, -3, 0, 0])
    np.testing.assert_allclose([bar.get_height() for bar in made], [1, 2, 3, 4, 0.5])
    faces = [bar.get_facecolor() for bar in made]
    assert faces[:3] == [faces[0]] * 3 != faces[3:]


def test_a_bar_can_be_changed_alone():
    canvas, made = bars()
    before = pixels(canvas)
    made[3].set_facecolor("r")
    made[3].set_alpha(1)
    made[0].set_visible(False)
    after = pixels(canvas)
    assert (after == [255, 0, 0]).all(axis=2).sum() > 500
    height = after.shape[0]
    for i, bar in enumerate(made):
        x, y = bar.get_window_extent().get_points().mean(axis=0).astype(int)
        changed = (before[height - y, x] != after[height - y, x]).any()
        assert changed == (i in (0, 3))
    made[1].remove()
    assert len(canvas.figure.axes[0].patches) == 4
    pixels(canvas)


@pytest.mark.parametrize("size", [(1.0, 2.0), (-1.0, 2.0), (1, 2), (0.0, 3.0), (1.0, 1e-9)])
def test_the_edge_lies_within(size):
    figure = Figure(dpi=72)
    ax = figure.subplots()
    ax.set(xlim=(-4, 4), ylim=(4, -4))
    box = InsideRectangle((1.5, -1.0), *size, linewidth=10)
    ax.add_artist(box)
    ends = ax.transData.transform([(1.5, -1.0), (1.5 + size[0], -1.0 + size[1])])
    low, high = ends.min(axis=0), ends.max(axis=0)
    inner = np.minimum(5, (high - low) / 2)
    drawn = box.get_transform().transform([(0, 0), (1, 1)])
    np.testing.assert_allclose(drawn, [low + inner, high - inner], atol=1e-9)
    box.set_angle(30)
    np.testing.assert_array_equal(
        box.get_transform().get_matrix(), Rectangle.get_transform(box).get_matrix()
    )


def test_a_bar_without_a_place_is_not_drawn():
    figure = Figure(figsize=(2, 2))
    canvas = FigureCanvasAgg(figure)
    ax = figure.subplots()
    empty = pixels(canvas)
    for place, wide in (((np.nan, 0.0), 1.0), ((0.0, np.nan), 1.0), ((0.0, 0.0), np.nan)):
        ax.add_artist(InsideRectangle(place, wide, 1.0, facecolor="r", edgecolor="r"))
    np.testing.assert_array_equal(pixels(canvas), empty)


def test_units_of_the_axes_hold():
    figure = Figure()
    ax = figure.subplots()
    ax.plot(np.array(["2020-01-01", "2020-01-11"], "M8[D]"), [0, 1])
    day = np.timedelta64(1, "D")
    box = InsideRectangle((np.datetime64("2020-01-03"), 0.0), day, 1.0, linewidth=0)
    ax.add_artist(box)
    start = Artist.get_transform(box).transform([(box.get_bbox().x0, 0.0)])
    np.testing.assert_allclose(box.get_transform().transform([(0, 0)]), start)


def test_bars_are_saved_and_copied():
    canvas, made = bars()
    again = pickle.loads(pickle.dumps(canvas.figure))
    np.testing.assert_array_equal(
        [bar.get_bbox().bounds for bar in again.axes[0].patches],
        [bar.get_bbox().bounds for bar in made],
    )
    buffer = io.BytesIO()
    PLOT.save(buffer, format="svg")
    assert buffer.getvalue().decode().count('<g id="layer0-Bar') == len(made)
