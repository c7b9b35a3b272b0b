"""Shapes with holes: turned so that backends fill what lies in an odd number of outlines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import Paths
from plotkit.marks.shapes import turned


def square(x, y, half, clockwise=False):
    ring = np.array(
        [[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]],
        float,
    )
    return ring[::-1] if clockwise else ring


def joined(*rings):
    starts = np.cumsum([0, *(len(ring) for ring in rings)])[:-1]
    return Paths(np.concatenate(rings), starts)


def area(ring):
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2


def signs(paths, shapes):
    return [int(np.sign(area(ring))) for ring in turned(paths, np.array(shapes)).split()]


@pytest.mark.parametrize("directions", [(0, 0, 0), (1, 1, 1), (0, 1, 0), (1, 0, 1)], ids=str)
def test_outlines_alternate_by_depth(directions):
    rings = [square(0, 0, half, bool(way)) for half, way in zip((3, 2, 1), directions, strict=True)]
    assert signs(joined(*rings), [0, 0, 0]) == [1, -1, 1]
    assert signs(joined(*rings[::-1]), [4, 4, 4]) == [1, -1, 1]


def test_what_lies_side_by_side_is_filled():
    rings = [square(0, 0, 1), square(5, 0, 1, True), square(5, 0, 0.5)]
    assert signs(joined(*rings), [0, 0, 0]) == [1, 1, -1]


def test_each_shape_is_judged_by_itself():
    rings = [square(0, 0, 3), square(0, 0, 2, True), square(0, 0, 1, True)]
    assert signs(joined(*rings), [0, 1, 1]) == [1, 1, -1]
    assert signs(joined(*rings), [0, 1, 0]) == [1, -1, -1]  # single outlines stay as they are


def test_holes_may_touch_the_outline():
    outline = square(0, 0, 2)
    diamond = np.array([[2, 0], [0, 2], [-2, 0], [0, -2.0]])  # all its corners lie on the sides
    corner = np.array([[-2, -2], [0, -2], [-2, 0.0]])
    assert signs(joined(outline, diamond), [0, 0]) == [1, -1]
    assert signs(joined(outline, corner), [0, 0]) == [1, -1]
    assert signs(joined(outline, corner + 4), [0, 0]) == [1, 1]  # outside, at one corner


def test_a_bent_outline_holds_only_what_is_in_it():
    bent = np.array([[0, 0], [6, 0], [6, 6], [4, 6], [4, 2], [2, 2], [2, 6], [0, 6.0]])
    assert signs(joined(bent, square(3, 4, 0.5), square(3, 1, 0.5)), [0, 0, 0]) == [1, 1, -1]


def test_what_has_no_inside_stays():
    paths = joined(square(0, 0, 2), np.array([[0, 0], [1, 1.0]]), np.array([[np.nan, 0]] * 3))
    np.testing.assert_array_equal(turned(paths, np.zeros(3, int)).xy, paths.xy)
    empty = Paths(np.empty((0, 2)), np.empty(0, int))
    assert len(turned(empty, np.empty(0, int))) == 0
    flat = joined(square(0, 0, 2), np.array([[0, 0], [1, 0], [0.5, 0]]))
    np.testing.assert_array_equal(turned(flat, np.zeros(2, int)).split()[0], square(0, 0, 2))


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), min_size=1, max_size=6
    ),
    st.permutations(range(4)),
)
def test_turns_and_crossings_agree(rings, halves):
    """Rings around four middles: the number of turns is odd where that of crossings is, else 0."""
    made, known = [], set()
    for place, size, clockwise in rings:
        if (place, size) not in known:  # no two outlines are the same
            known.add((place, size))
            made.append(square(10 * place, 0, 1 + halves[size], clockwise))
    result = turned(joined(*made), np.zeros(len(made), int)).split()
    for x in np.arange(-5, 36) + 0.25:
        inside = [np.abs(x - ring[:, 0].mean()) < np.ptp(ring[:, 0]) / 2 for ring in result]
        turns = sum(np.sign(area(ring)) for ring, held in zip(result, inside, strict=True) if held)
        assert abs(turns) == sum(inside) % 2  # a single outline keeps its direction


def test_pane():
    pane = so.Pane(flip=True)
    paths = joined(square(0, 0, 2, True), square(0, 0, 1, True), square(9, 0, 1, True))
    pane.areas(paths, [7, 7, 1], color=(1, 0, 0, 1))
    (made,) = pane.primitives
    assert made.shapes.tolist() == [7, 7, 1]
    assert [int(np.sign(area(ring))) for ring in made.paths.split()] == [1, -1, 1]
    for shapes in ([1, 2], [0.5, 1, 2], "abc"):
        with pytest.raises(PlotSpecError, match="shapes must be one whole number for each of 3"):
            pane.areas(paths, shapes)
