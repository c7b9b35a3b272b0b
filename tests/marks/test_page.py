"""What a function that places elements is told, and what it may answer."""

import pickle
from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import plotkit.objects as so
from plotkit.errors import PlotSpecError
from plotkit.page import Swapped, name_of, placed

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
