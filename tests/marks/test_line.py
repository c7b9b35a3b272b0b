import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.marks.primitives import Lines, Points
from plotkit.properties.style import MarkerShape

ROWS = {"x": [1, 2, 3, 1, 2], "y": [1, 4, 9, 0, 5], "starts": [0, 3]}
FAMILY = [so.Line, so.Path, so.Lines, so.Paths]
SINGULAR = [so.Line, so.Path]


@pytest.mark.parametrize("mark", FAMILY)
@pytest.mark.parametrize("flip", [False, True])
def test_one_line_a_group(mark, flip, draw):
    (primitive,) = draw(mark({"zorder": 4}), flip=flip, **ROWS)
    assert isinstance(primitive, Lines)
    first, second = primitive.paths.split()
    side = -1 if flip else 1
    assert_array_equal(first, np.array([[1, 1], [2, 4], [3, 9]])[:, ::side])
    assert_array_equal(second, np.array([[1, 0], [2, 5]])[:, ::side])
    assert primitive.each is (mark in SINGULAR)
    assert primitive.kws == {"zorder": 4}
    assert (primitive.linewidth, primitive.linestyle) == (1.5, (0, None))


@pytest.mark.parametrize("mark", FAMILY)
def test_looks_are_those_of_the_first_row_of_a_group(mark, draw):
    widths = np.array([5.0, 1, 1, 7, 1])
    colors = so.Coded(np.array([1, 0, 0, 0, 1]), np.array([[1.0, 0, 0, np.nan], [0, 0, 1, 0.5]]))
    styles = np.array([(0, None), 1, 1, "None", 1], dtype=object)
    (primitive,) = draw(mark(alpha=0.9), linewidth=widths, color=colors, linestyle=styles, **ROWS)
    assert_array_equal(primitive.linewidth, [5, 7])
    assert_allclose(np.asarray(primitive.color), [[0, 0, 1, 0.5], [1, 0, 0, 0.9]])
    assert list(primitive.linestyle) == [(0, None), "None"]


@pytest.mark.parametrize(
    "mark", [so.Path(), so.Paths(), so.Line(gaps=True), so.Lines(gaps=True)], ids=repr
)
def test_gaps_stay_where_they_are(mark, draw):
    primitive = draw(mark, x=[1, 2, 3], y=[1, np.nan, 3], starts=[0])[0]
    assert_array_equal(primitive.paths.xy, [[1, 1], [2, np.nan], [3, 3]])


@pytest.mark.parametrize("mark", SINGULAR)
def test_markers_at_each_row(mark, draw):
    colors = so.Coded(np.array([0, 0, 0, 1, 1]), np.array([[1.0, 0, 0, np.nan], [0, 0, 1, np.nan]]))
    given = dict.fromkeys(("color", "fillcolor", "edgecolor"), colors)
    lines, points = draw(mark(marker="s", pointsize=9, edgewidth=3, alpha=0.5), **given, **ROWS)
    assert isinstance(lines, Lines) and isinstance(points, Points)
    assert_array_equal(points.xy, np.column_stack([ROWS["x"], ROWS["y"]]))
    assert (points.size, points.edgewidth) == (9, 3)
    assert points.marker == MarkerShape("s", True)
    expected = [[1, 0, 0, 0.5]] * 3 + [[0, 0, 1, 0.5]] * 2
    assert_allclose(np.asarray(points.color), expected)
    assert_allclose(np.asarray(points.edgecolor), expected)


@pytest.mark.parametrize("mark", SINGULAR)
def test_colors_of_markers(mark, draw):
    _, points = draw(mark(marker="o", color="r", fillcolor="w", edgecolor="b"), **ROWS)
    assert points.color == (1, 1, 1, 1) and points.edgecolor == (0, 0, 1, 1)


def test_line_is_a_path_that_sorts():
    assert issubclass(so.Line, so.Path) and issubclass(so.Lines, so.Paths)
