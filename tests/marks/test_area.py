import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.marks.primitives import Areas

ROWS = {"x": [1, 2, 3, 1, 2], "starts": [0, 3]}
HIGH, LOW = [4, 5, 6, 7, 8], [0, 1, 0, 2, 3]
MARKS = {so.Area: {"y": HIGH, "baseline": LOW}, so.Band: {"ymax": HIGH, "ymin": LOW}}
both = pytest.mark.parametrize("mark", MARKS)


@both
@pytest.mark.parametrize("flip", [False, True])
def test_one_closed_outline_a_group(mark, flip, draw):
    (primitive,) = draw(mark({"zorder": 4}), flip=flip, **ROWS, **MARKS[mark])
    assert isinstance(primitive, Areas) and primitive.each and primitive.kws == {"zorder": 4}
    first, second = primitive.paths.split()
    side = -1 if flip else 1
    there, back = [[1, 4], [2, 5], [3, 6]], [[3, 0], [2, 1], [1, 0]]
    assert_array_equal(first, np.array(there + back)[:, ::side])
    assert_array_equal(second, np.array([[1, 7], [2, 8], [2, 3], [1, 2]])[:, ::side])


@given(st.lists(st.integers(1, 5), max_size=5))
def test_outlines(sizes):
    n = sum(sizes)
    starts = np.cumsum([0, *sizes[:-1]])[: len(sizes)].astype(np.intp)
    there, back = np.arange(2.0 * n).reshape(n, 2), -np.arange(2.0 * n).reshape(n, 2)
    joined = so.Values({}, {}, n, starts).outline(there, back)
    parts = joined.split()
    assert [len(part) for part in parts] == [2 * size for size in sizes]
    for part, start, size in zip(parts, starts, sizes, strict=True):
        rows = slice(start, start + size)
        assert_array_equal(part, np.concatenate([there[rows], back[rows][::-1]]))


@both
def test_looks_of_a_group(mark, draw):
    colors = so.Coded(np.array([1, 0, 0, 0, 1]), np.array([[1.0, 0, 0, np.nan], [0, 0, 1, np.nan]]))
    fills = np.array([True, False, False, False, True])
    widths = np.array([1.0, 9, 9, 2, 9])
    (primitive,) = draw(
        mark(edgealpha=0.6),
        color=colors,
        edgecolor=colors,
        fill=fills,
        edgewidth=widths,
        **ROWS,
        **MARKS[mark],
    )
    assert_allclose(np.asarray(primitive.color), [[0, 0, 1, 0.2], [1, 0, 0, 0]])
    assert_allclose(np.asarray(primitive.edgecolor), [[0, 0, 1, 0.6], [1, 0, 0, 0.6]])
    assert_array_equal(primitive.edgewidth, [1, 2])


@pytest.mark.parametrize(
    ("mark", "color", "edgecolor", "width"),
    [
        (so.Area(color="r"), (1, 0, 0, 0.2), (1, 0, 0, 1), 1),
        (so.Band(color="r"), (1, 0, 0, 0.2), (1, 0, 0, 1), 0),
        (so.Area(color="r", alpha=0.9, fill=False), (1, 0, 0, 0), (1, 0, 0, 1), 1),
        (so.Band(color="#ff000080", edgecolor="b", edgewidth=3), (1, 0, 0, 128 / 255),
         (0, 0, 1, 1), 3),
    ],
)  # fmt: skip
def test_constants_stay_constant(mark, color, edgecolor, width, draw):
    (primitive,) = draw(mark, **ROWS, **MARKS[type(mark)])
    assert type(primitive.color) is tuple
    assert_allclose(primitive.color, color)
    assert_allclose(primitive.edgecolor, edgecolor)
    assert primitive.edgewidth == width and primitive.edgestyle == (0, None)


@both
def test_a_gap_ends_one_shape_and_begins_another(mark, draw):
    given = {"y": [1, 2, np.nan, 4], "baseline": 0}
    if mark is so.Band:
        given = {"ymax": [1, 2, 3, 4], "ymin": [0, 0, np.nan, 0]}
    (primitive,) = draw(
        mark(gaps=True), x=[1, 2, 3, 4], starts=[0], edgewidth=np.array([5.0, 6, 7, 8]), **given
    )
    first, second = primitive.paths.split()
    assert_array_equal(first, [[1, 1], [2, 2], [2, 0], [1, 0]])
    assert_array_equal(second, [[4, 4], [4, 0]])
    assert_array_equal(primitive.edgewidth, [5, 8])


@both
def test_nothing_to_fill(mark, draw):
    assert draw(mark(), starts=[], x=[], **{name: [] for name in MARKS[mark]}) == []
