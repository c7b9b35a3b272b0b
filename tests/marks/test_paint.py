import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError
from plotkit.marks.paint import choose, paint, times, transparent

NAN = np.nan
RED, BLUE_HALF = (1.0, 0.0, 0.0, NAN), (0.0, 0.0, 1.0, 0.5)
CODES = np.array([1, 0, 1])
COLORS = np.array([RED, BLUE_HALF])
AMOUNTS = np.array([0.2, 0.8])
ALL = np.array([BLUE_HALF, RED, BLUE_HALF])  # COLORS by CODES


@pytest.mark.parametrize(
    ("color", "alpha", "expected"),
    [
        (RED, 0.3, (1, 0, 0, 0.3)),
        (BLUE_HALF, 0.3, (0, 0, 1, 0.5)),  # its own alpha wins
        ((1, 0, 0, 0.0), 0.3, (1, 0, 0, 0)),
        ((NAN, NAN, NAN, 1.0), 1.0, (0, 0, 0, 0)),  # a missing colour is not drawn
        (RED, NAN, (0, 0, 0, 0)),
        (list(RED), np.float32(0.5), (1, 0, 0, 0.5)),
    ],
)
def test_constants_stay_constant(color, alpha, expected):
    painted = paint(color, alpha)
    assert type(painted) is tuple and all(type(part) is float for part in painted)
    assert_allclose(painted, expected)


@pytest.mark.parametrize(
    ("color", "alpha", "alphas"),
    [
        (ALL, 0.3, [0.5, 0.3, 0.5]),
        (ALL, np.array([0.1, 0.2, 0.3]), [0.5, 0.2, 0.5]),
        (RED, np.array([0.1, 0.2, 0.3]), [0.1, 0.2, 0.3]),
        (BLUE_HALF, np.array([0.1, 0.2, 0.3]), [0.5, 0.5, 0.5]),
        (ALL, Coded(CODES, AMOUNTS), [0.5, 0.2, 0.5]),
        (Coded(CODES, COLORS), np.array([0.1, 0.2, 0.3]), [0.5, 0.2, 0.5]),
        (Coded(CODES, COLORS), Coded(np.array([1, 1, 1]), AMOUNTS), [0.5, 0.8, 0.5]),
    ],
    ids=["rows", "rows rows", "one rows", "own rows", "rows codes", "codes rows", "two codes"],
)
def test_one_a_row(color, alpha, alphas):
    painted = paint(color, alpha)
    assert painted.shape == (3, 4)
    assert_allclose(painted[:, 3], alphas)
    rgb = np.broadcast_to(np.asarray(color), (3, 4))[:, :3]
    assert_allclose(painted[:, :3], rgb)


@pytest.mark.parametrize(
    ("color", "alpha", "table"),
    [
        (Coded(CODES, COLORS), 0.3, [(1, 0, 0, 0.3), BLUE_HALF]),
        (RED, Coded(CODES, AMOUNTS), [(1, 0, 0, 0.2), (1, 0, 0, 0.8)]),
        (Coded(CODES, COLORS), Coded(CODES, AMOUNTS), [(1, 0, 0, 0.2), BLUE_HALF]),
    ],
    ids=["color", "alpha", "both by the same codes"],
)
def test_codes_stay_codes(color, alpha, table):
    painted = paint(color, alpha)
    assert isinstance(painted, Coded) and painted.codes is CODES
    assert_allclose(painted.table, table)


def test_nothing_given_is_written_to():
    colors, alphas = ALL.copy(), np.array([0.1, 0.2, 0.3])
    paint(colors, alphas)
    transparent(colors)
    assert_array_equal(colors, ALL)
    assert_array_equal(alphas, [0.1, 0.2, 0.3])


@pytest.mark.parametrize("color", ["red", None, (1, 0, 0), 0.5, np.zeros((2, 3)), [["a"] * 4]])
def test_what_is_no_rgba(color):
    with pytest.raises(PlotSpecError, match=r"takes colours as RGBA numbers(?s:.*)pass v\.color"):
        paint(color, 1.0)
    with pytest.raises(PlotSpecError, match="RGBA"):
        paint(color, Coded(CODES, AMOUNTS))


@pytest.mark.parametrize(
    ("color", "expected"),
    [(BLUE_HALF, (0, 0, 1, 0)), (ALL, ALL * [1, 1, 1, 0]), (Coded(CODES, COLORS), None)],
    ids=["one", "rows", "codes"],
)
def test_transparent(color, expected):
    clear = transparent(color)
    if expected is None:
        assert clear.codes is CODES
        assert_array_equal(clear.table, [(1, 0, 0, 0), (0, 0, 1, 0)])
    else:
        assert type(clear) is type(color)
        assert_array_equal(clear, np.nan_to_num(expected))


def test_choose_by_a_constant_returns_what_is_chosen():
    yes, no = object(), object()
    assert choose(True, yes, no) is yes
    assert choose(False, yes, no) is no


@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [
        (1.0, 2.0, [1, 2, 2, 1]),
        (np.arange(4.0), 9.0, [0, 9, 9, 3]),  # four numbers are no colour
        (9.0, np.arange(4.0), [9, 1, 2, 9]),
        (Coded(np.array([0, 1, 1, 0]), np.array([5.0, 6.0])), 0.0, [5, 0, 0, 5]),
    ],
    ids=["constants", "rows", "rows of the other", "codes"],
)
@pytest.mark.parametrize("coded", [False, True])
def test_choose_numbers_by_row(yes, no, expected, coded):
    condition = np.array([True, False, False, True])
    if coded:
        condition = Coded(np.array([1, 0, 0, 1]), np.array([False, True]))
    assert_array_equal(choose(condition, yes, no), expected)


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ((1.0, 1, 1, 1), (0.0, 0, 0, 0)),
        (np.ones((4, 4)), (0.0, 0, 0, 0)),
        ((1.0, 1, 1, 1), np.zeros((4, 4))),
        (Coded(np.zeros(4, int), np.ones((1, 4))), (0.0, 0, 0, 0)),
    ],
    ids=["constants", "rows", "rows of the other", "codes"],
)
def test_choose_colors_by_row(yes, no):
    chosen = choose(np.array([True, False, False, True]), yes, no)
    assert_array_equal(chosen, np.outer([1, 0, 0, 1], np.ones(4)))


def test_times():
    assert times(2.0, 3) == 6
    assert_array_equal(times(np.array([1.0, 2]), 2), [2, 4])
    coded = times(Coded(CODES, AMOUNTS), 10)
    assert coded.codes is CODES
    assert_allclose(coded.table, [2, 8])
