import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.marks.primitives import Boxes

both = pytest.mark.parametrize("mark", [so.Bar, so.Bars])


@both
@pytest.mark.parametrize("flip", [False, True])
def test_from_baseline_to_value(mark, flip, draw):
    (primitive,) = draw(
        mark({"zorder": 4}), flip=flip, x=[1, 2], y=[3, -4], width=[0.8, 0.4], baseline=[0, 1]
    )
    assert isinstance(primitive, Boxes)
    expected = np.array([[[0.6, 0], [1.4, 3]], [[1.8, 1], [2.2, -4]]])
    assert_allclose(primitive.corners, expected[..., ::-1] if flip else expected)
    assert primitive.flip is flip
    assert primitive.kws == {"zorder": 4}
    assert primitive.each is primitive.inside is (mark is so.Bar)


def test_looks_of_bar(draw):
    (primitive,) = draw(so.Bar(color="r"), x=[1], y=[2], width=1, baseline=0)
    assert_allclose(primitive.color, (1, 0, 0, 0.7))
    assert_allclose(primitive.edgecolor, (1, 0, 0, 1))
    assert (primitive.edgewidth, primitive.edgestyle) == (1, (0, None))


def test_looks_of_bars(draw):
    (primitive,) = draw(so.Bars(color="r"), x=[1], y=[2], width=1, baseline=0)
    assert_allclose(primitive.color, (1, 0, 0, 0.7))
    assert_allclose(primitive.edgecolor, (1, 1, 1, 1))  # the theme's
    assert primitive.edgewidth is None  # as wide as the bars let it be
    (primitive,) = draw(so.Bars(edgewidth=2), x=[1], y=[2], width=1, baseline=0)
    assert primitive.edgewidth == 2


@both
def test_bars_without_a_height_are_left_out(mark, draw):
    heights = [3.0, 0, np.nan, 2, -1, 2]
    baseline = [0.0, 0, 0, 2, 0, np.nextafter(2, 0)]
    sizes = np.arange(6.0)
    (primitive,) = draw(
        mark(), x=np.arange(6), y=heights, width=1, baseline=baseline, edgewidth=sizes
    )
    assert_array_equal(primitive.corners[:, 1, 1], [3, -1, 2])
    assert_array_equal(primitive.edgewidth, [0, 4, 5])
    assert draw(mark(), x=[1], y=[0], width=1, baseline=0) == []


@both
def test_bars_on_a_log_axis_rise_from_its_end(mark, draw):
    (primitive,) = draw(mark(), x=[1, 2], y=[3, -np.inf], width=1, baseline=-np.inf)
    assert_array_equal(primitive.corners, [[[0.5, -np.inf], [1.5, 3]]])


@both
@pytest.mark.parametrize(
    "form", [np.asarray, lambda f: so.Coded(np.array([1, 0, 1, 1]), f[[1, 0]])]
)
def test_fill_by_row(mark, form, draw):
    fills = np.array([True, False, True, True])
    (primitive,) = draw(
        mark(color="r"), x=[1, 2, 3, 4], y=[1, 1, 1, 1], width=1, baseline=0, fill=form(fills)
    )
    assert_allclose(np.asarray(primitive.color), [[1, 0, 0, a] for a in (0.7, 0, 0.7, 0.7)])


@both
def test_not_filled(mark, draw):
    (primitive,) = draw(
        mark(color="r", edgecolor="b", fill=False), x=[1], y=[1], width=1, baseline=0
    )
    assert primitive.color == (1, 0, 0, 0) and primitive.edgecolor == (0, 0, 1, 1)


@both
def test_what_is_not_filled_has_edges_in_its_color(mark):
    plot = so.Plot({"x": [1, 2], "y": [1, 2], "g": ["u", "v"]}, x="x", y="y")
    for looks, expected in (({}, [1, 0, 0]), ({"edgecolor": "#00f"}, [0, 0, 1])):
        boxes = _boxes(plot.add(mark(color="#f00", fill=False, **looks)))
        assert_allclose(np.asarray(boxes.edgecolor)[..., :3], expected)
    many = plot.add(mark(fill=False), color="g").scale(color=["#f00", "#00f"])
    assert_allclose(np.asarray(_boxes(many).edgecolor)[..., :3], [[1, 0, 0], [0, 0, 1]])
    (guide,) = many.plot().drawing.legends
    keys = [np.asarray(entry.primitives[0].edgecolor).ravel()[:3] for entry in guide.keys]
    assert_allclose(keys, [[1, 0, 0], [0, 0, 1]])


def _boxes(plot):
    (boxes,) = plot.plot().drawing.panels[0].marks[0].primitives
    return boxes


@both
def test_colors_by_row_follow_the_rows_that_are_left(mark, draw):
    colors = so.Coded(np.array([0, 1, 0]), np.array([[1.0, 0, 0, np.nan], [0, 0, 1, np.nan]]))
    (primitive,) = draw(
        mark(alpha=0.5), x=[1, 2, 3], y=[0, 1, 1], width=1, baseline=0, color=colors,
        edgecolor=colors,
    )  # fmt: skip
    assert_allclose(np.asarray(primitive.color), [[0, 0, 1, 0.5], [1, 0, 0, 0.5]])
    assert_allclose(np.asarray(primitive.edgecolor), [[0, 0, 1, 1], [1, 0, 0, 1]])
    assert isinstance(primitive.color, so.Coded)
