"""What a function that places elements is told, and what it may answer."""

import pickle
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from plotkit.page import (
    Chained,
    Swapped,
    keeps_within,
    name_of,
    placed,
    rank_of,
    reached,
    sees,
)

XY = np.array([[1.0, 2], [3, 4], [5, 6]])
PAGE = so.Page(XY, (40.0, 30.0), XY * 10, XY * 100)


def to_the_right(page, by=5):
    return page.xy + np.array([by, 0])


class Placing:
    def __call__(self, page):
        return page.xy


def test_a_page_swapped():
    page = PAGE.swapped()
    assert page.size == (30, 40)
    for one, other in ((page.xy, XY), (page.extent, XY * 10), (page.middle, XY * 100)):
        assert_array_equal(one, other[:, ::-1])
    assert_array_equal(page.swapped().xy, XY)


def test_placed():
    assert_array_equal(placed(to_the_right, PAGE).xy, XY + np.array([5, 0]))
    assert_array_equal(placed(lambda page: page.xy.tolist(), PAGE).xy, XY)
    upright = Swapped(partial(to_the_right, by=2))
    assert_array_equal(placed(upright, PAGE).xy, XY + np.array([0, 2]))
    assert_array_equal(placed(pickle.loads(pickle.dumps(upright)), PAGE).xy, XY + np.array([0, 2]))


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (None, r"place=<lambda> must return one position for each of the 3 rows, shape \(3, 2\)"),
        (np.zeros((2, 2)), r"not \(2, 2\)"),
        (np.zeros(3), r"not \(3,\)"),
        (7, r"not \(\)"),
        ("abc", "must return an array of numbers"),
        ([[1, 2], [3]], "must return an array of numbers"),
    ],
)
@pytest.mark.parametrize("wrap", [lambda place: place, Swapped], ids=["upright", "swapped"])
def test_wrong_answers(found, message, wrap):
    with pytest.raises(PlotSpecError, match=message):
        placed(wrap(lambda page: found), PAGE)


def fails(page):
    return page.nothing


def refuses(page):
    raise PlotSpecError("There is no room.")


def test_failures_are_told():
    with pytest.raises(PlotSpecError, match=r"place=fails failed: AttributeError: .*'nothing'"):
        placed(fails, PAGE)
    with pytest.raises(PlotSpecError, match="There is no room"):
        placed(refuses, PAGE)


def test_names():
    assert name_of(fails) == "fails"
    assert name_of(Swapped(partial(partial(fails), 1))) == "fails"
    assert name_of(Placing()) == "Placing"


# --------------------------------------------------------- what places by what is drawn around


@dataclass(frozen=True)
class Seeing:
    by: float = 5.0
    sees = ("points",)
    rank = 2
    within = True

    def __call__(self, page):
        moved = page.xy + np.array([self.by, 0])
        lines = np.stack([page.xy, moved], axis=1)
        return so.Places(moved, lines, anchor=page.xy, scale=0.5, words=(("said", "helps"),))

    def reach(self, xy):
        return np.concatenate([xy, xy + np.array([self.by, 0])])


def test_what_a_function_says_of_itself():
    upright = Swapped(partial(to_the_right, by=2))
    assert (sees(upright), rank_of(upright), keeps_within(upright)) == (frozenset(), 0, False)
    for place in (Seeing(), Swapped(Seeing()), Chained(to_the_right, Seeing())):
        assert (sees(place), rank_of(place), keeps_within(place)) == ({"points"}, 2, True)
    assert not keeps_within(Chained(Seeing(), to_the_right))
    assert name_of(Chained(to_the_right, Seeing())) == "Seeing"


def test_places_swapped():
    found = placed(Swapped(Seeing()), PAGE)
    assert_array_equal(found.xy, XY + np.array([0, 5]))
    assert_array_equal(found.lines[:, 1], found.xy)
    assert_array_equal(found.anchor, XY)
    assert found.words == (("said", "helps"),)


def test_one_after_another():
    found = placed(Chained(Seeing(1), Seeing(2)), PAGE)
    assert_array_equal(found.xy, XY + np.array([3, 0]))
    assert found.scale == 0.25 and len(found.words) == 2
    assert_array_equal(found.anchor, XY)  # where the rows are


def test_what_limits_hold():
    assert_array_equal(reached(to_the_right, XY), XY)
    assert_array_equal(reached(Swapped(Seeing()), XY)[3:], XY + np.array([0, 5]))


def test_axis_units_on_a_page():
    page = so.Page(XY, (40.0, 30.0), XY, XY * 0, ((0.0, 4.0), (10.0, -10.0)))
    assert_array_equal(page.along("x", [0, 1, 4]), [0, 10, 40])
    assert_array_equal(page.along("y", [10, 0, -10]), [0, 15, 30])
    assert (page.direction("x"), page.direction("y")) == (1, -1)
    assert_array_equal(page.boxes()[0], [[0.5, 1], [1.5, 3]])
    others = {"points": np.array([[[0.0, 1], [2, 3]]]), "texts": np.zeros((2, 2, 2))}
    page = so.Page(XY, (40.0, 30.0), XY, XY, others=others)
    assert len(page.around("points", "lines", "texts")) == 3
    assert_array_equal(page.swapped().around("points"), [[[1, 0], [3, 2]]])
