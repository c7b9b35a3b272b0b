"""Boxes of a layer are clipped by one box."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.transforms import TransformedBbox

import plotkit.objects as so
from plotkit.mpl.artists.boxes import inside_rectangle
from tests.fastpaths import where_measured


@where_measured("boxes")
def test_all_are_clipped_by_the_same_box_and_each_can_have_another(monkeypatch):
    boxes = []
    init = TransformedBbox.__init__
    with monkeypatch.context() as patch:
        patch.setattr(
            TransformedBbox, "__init__", lambda self, *args: boxes.append(1) or init(self, *args)
        )
        many = so.Plot({"x": range(100), "y": range(1, 101)}, x="x", y="y").add(so.Bar())
        figure = many.plot().figure
    (ax,) = figure.axes
    made = ax.patches
    assert len(made) == 100
    assert len(boxes) < 50
    for bar in made:
        np.testing.assert_array_equal(bar.get_clip_box().extents, ax.bbox.extents)
        assert bar.get_clip_path() is None
    ax.set_position([0.3, 0.3, 0.2, 0.2])
    np.testing.assert_array_equal(made[7].get_clip_box().extents, ax.bbox.extents)
    circle = Circle((0.5, 0.5), 0.5, transform=ax.transAxes)
    made[7].set_clip_path(circle)
    assert made[7].get_clip_path() is not None
    assert made[8].get_clip_path() is None
    made[7].set_clip_path(ax.patch)
    assert made[7].get_clip_path() is None
    assert made[7].get_clip_box() is not made[8].get_clip_box()


def test_a_bar_in_other_axes_is_clipped_there():
    figure = Figure()
    one, other = figure.subplots(2)
    first = inside_rectangle((0.0, 0.0), 1.0, 1.0)
    one.add_artist(first)
    second = inside_rectangle((0.0, 0.0), 1.0, 1.0, like=first)
    other.add_artist(second)
    np.testing.assert_array_equal(second.get_clip_box().extents, other.bbox.extents)
