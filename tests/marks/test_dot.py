import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.marks.dot import inside
from plotkit.marks.primitives import Points
from plotkit.properties.style import MarkerShape

DISC, CROSS = MarkerShape("o", True), MarkerShape("x", False)
RED = (1.0, 0.0, 0.0, np.nan)
COLORS = np.array([[1.0, 0, 0, np.nan], [0, 1, 0, np.nan], [0, 0, 1, 0.5], [0, 0, 0, np.nan]])
FILLS = np.array([True, False, True, False])
SHAPES = np.array([DISC, DISC, CROSS, CROSS], dtype=object)
PLACES = {"x": [1, 2, 3, 4], "y": [5, 6, 7, 8]}


def coded(values):
    """Return the same values as codes into a table, in which they stand backwards."""
    return so.Coded(np.arange(len(values))[::-1], values[::-1])


def alphas(color, n=4):
    return np.broadcast_to(np.asarray(color), (n, 4))[:, 3]


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("mark", [so.Dot, so.Dots])
def test_positions_and_looks(mark, flip, draw):
    sizes = np.array([1.0, 2, 3, 4])
    (primitive,) = draw(mark({"zorder": 9}), flip=flip, pointsize=sizes, **PLACES)
    assert isinstance(primitive, Points)
    xy = np.column_stack([PLACES["x"], PLACES["y"]])
    assert_array_equal(primitive.xy, xy[:, ::-1] if flip else xy)
    assert np.shares_memory(primitive.size, sizes)
    assert primitive.kws == {"zorder": 9}


@pytest.mark.parametrize(
    ("mark", "face", "edge", "width"),
    [
        (so.Dot(), 1, 1, 0.5),
        (so.Dot(alpha=0.5), 0.5, 0.5, 0.5),  # the edge's alpha depends on it
        (so.Dot(alpha=0.5, edgealpha=0.9, edgewidth=3), 0.5, 0.9, 3),
        (so.Dot(color="#ff000040", alpha=0.9), 0x40 / 255, 0x40 / 255, 0.5),  # a colour's own
        (so.Dot(fill=False), 0, 1, 0.75),
        (so.Dot(fill=False, stroke=2, alpha=0.3), 0, 0.3, 2),
        (so.Dot(marker="x"), 0, 1, 0.75),
        (so.Dot(marker="x", fill=False), 0, 1, 0.75),
        (so.Dots(), 0.2, 1, 0.75),
        (so.Dots(alpha=0.5), 0.2, 0.5, 0.75),
        (so.Dots(fillalpha=0.6, stroke=2), 0.6, 1, 2),
        (so.Dots(fill=False), 0, 1, 0.75),
        (so.Dots(marker="+"), 0, 1, 0.75),
    ],
)
def test_constants_stay_constant(mark, face, edge, width, draw):
    (primitive,) = draw(mark, **PLACES)
    assert type(primitive.color) is type(primitive.edgecolor) is tuple
    assert_allclose(
        (primitive.color[3], primitive.edgecolor[3], primitive.edgewidth), (face, edge, width)
    )
    assert isinstance(primitive.marker, MarkerShape)


def test_edge_of_a_filled_dot_and_stroke_of_another(draw):
    mark = so.Dot(color="r", edgecolor="b")
    (filled,) = draw(mark, **PLACES)
    (hollow,) = draw(mark, fill=False, **PLACES)
    assert filled.color == (1, 0, 0, 1) and filled.edgecolor == (0, 0, 1, 1)
    assert hollow.edgecolor == (1, 0, 0, 1)


def test_colors_of_dots(draw):
    (primitive,) = draw(so.Dots(color="r", fillcolor="b"), **PLACES)
    assert primitive.color == (0, 0, 1, 0.2) and primitive.edgecolor == (1, 0, 0, 1)


as_given = pytest.mark.parametrize("form", [np.asarray, coded], ids=["array", "coded"])


@as_given
@pytest.mark.parametrize("mark", [so.Dot, so.Dots])
def test_fill_by_row(mark, form, draw):
    (primitive,) = draw(mark(), fill=form(FILLS), **PLACES)
    face = 1 if mark is so.Dot else 0.2
    assert_allclose(alphas(primitive.color), face * FILLS)
    assert_allclose(alphas(primitive.edgecolor), 1)
    if mark is so.Dot:
        assert_array_equal(primitive.edgewidth, [0.5, 0.75, 0.5, 0.75])


@as_given
@pytest.mark.parametrize("mark", [so.Dot, so.Dots])
def test_markers_by_row(mark, form, draw):
    (primitive,) = draw(mark(), marker=form(SHAPES), **PLACES)
    face = 1 if mark is so.Dot else 0.2
    assert_allclose(alphas(primitive.color), [face, face, 0, 0])
    assert list(np.asarray(primitive.marker)) == list(SHAPES)
    if mark is so.Dot:
        assert_array_equal(primitive.edgewidth, [0.5, 0.5, 0.75, 0.75])


@pytest.mark.parametrize("fills", [np.asarray, coded], ids=["array", "coded"])
@pytest.mark.parametrize("shapes", [np.asarray, coded], ids=["array", "coded"])
@pytest.mark.parametrize("colors", [np.asarray, coded], ids=["array", "coded"])
@pytest.mark.parametrize("alpha", [0.8, np.array([0.1, 0.2, 0.3, 0.4])], ids=["one", "rows"])
def test_everything_by_row(fills, shapes, colors, alpha, draw):
    (primitive,) = draw(
        so.Dot(),
        fill=fills(FILLS),
        marker=shapes(SHAPES),
        color=colors(COLORS),
        alpha=alpha,
        edgecolor=(0, 0, 0, 1.0),
        stroke=np.array([1.0, 2, 3, 4]),  # as many rows as a colour has parts
        edgewidth=np.array([10.0, 20, 30, 40]),
        **PLACES,
    )
    alpha = np.broadcast_to(alpha, 4)
    body = np.where(np.isnan(COLORS[:, 3]), alpha, COLORS[:, 3])
    assert_allclose(alphas(primitive.color), [body[0], 0, 0, 0])
    assert_allclose(np.asarray(primitive.color)[:, :3], COLORS[:, :3])
    assert_allclose(primitive.edgecolor[0], (0, 0, 0, 1))
    assert_allclose(primitive.edgecolor[1:, :3], COLORS[1:, :3])
    assert_allclose(alphas(primitive.edgecolor)[1:], body[1:])
    assert_array_equal(primitive.edgewidth, [10, 2, 3, 4])


def test_codes_stay_codes(draw):
    coded_colors = so.Coded(np.array([0, 1, 1, 0]), COLORS[:2])
    for mark in (so.Dot(), so.Dot(fill=False), so.Dots()):
        color = dict.fromkeys(("color", "fillcolor", "edgecolor"), coded_colors)
        known = {name: value for name, value in color.items() if name in mark.properties()}
        (primitive,) = draw(mark, **known, **PLACES)
        assert isinstance(primitive.color, so.Coded) and len(primitive.color.table) == 2
        assert isinstance(primitive.edgecolor, so.Coded)


@pytest.mark.parametrize(
    ("fill", "marker", "expected"),
    [
        (True, DISC, True),
        (True, CROSS, False),
        (False, DISC, False),
        (FILLS, DISC, FILLS),
        (FILLS, CROSS, False),
        (True, SHAPES, [True, True, False, False]),
        (False, SHAPES, False),
        (FILLS, SHAPES, [True, False, False, False]),
        (coded(FILLS), coded(SHAPES), [True, False, False, False]),
    ],
)
def test_inside(fill, marker, expected):
    assert_array_equal(np.asarray(inside(fill, marker)), expected)


def test_missing_colors_are_not_drawn(draw):
    missing = np.array([[np.nan] * 4, [1.0, 0, 0, 1]])
    (primitive,) = draw(so.Dot(), x=[1, 2], y=[1, 2], color=missing, edgecolor=missing)
    assert_array_equal(primitive.color, [[0, 0, 0, 0], [1, 0, 0, 1]])
    assert_array_equal(primitive.edgecolor[0], [0, 0, 0, 0])
