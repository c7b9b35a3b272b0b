from __future__ import annotations

import numpy as np
import pytest

from plotkit.data.column import Column, days, finite_extremes, least_positive
from plotkit.data.factor import Factor, factorize
from plotkit.data.kind import Kind
from plotkit.data.summary import SummaryRequest


def test_days():
    times = np.array(["1970-01-02T12", "1969-12-31", "NaT"], dtype="M8[s]")
    np.testing.assert_array_equal(days(times), [1.5, -1, np.nan])
    np.testing.assert_array_equal(days(np.array([36, 0], dtype="m8[h]")), [1.5, 0])
    assert days(np.array(["2020-01"], dtype="M8[M]"))[0] == 18262


def test_floats():
    assert Column(Kind.NUMBER, np.array([1, 2], dtype=np.uint8)).floats().dtype == np.float64
    values = np.array([1.0])
    assert np.shares_memory(Column(Kind.NUMBER, values).floats(), values)
    assert Column(Kind.BOOLEAN, np.array([True, False])).floats().tolist() == [1, 0]
    with pytest.raises(TypeError):
        Column(Kind.CATEGORY, factorize("ab")).floats()


def test_factor():
    factor = factorize("ba")
    assert Column(Kind.CATEGORY, factor).factor() is factor
    booleans = Column(Kind.BOOLEAN, np.array([1.0, np.nan, 0.0])).factor()
    assert booleans.levels == (False, True)
    assert all(type(level) is bool for level in booleans.levels)
    assert booleans.codes.tolist() == [1, -1, 0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([1.0, np.nan, np.inf]), [False, True, False]),
        (np.array([1, 2]), [False, False]),
        (np.array(["2020", "NaT"], dtype="M8[D]"), [False, True]),
        (Factor(np.array([0, -1]), ("a",)), [False, True]),
    ],
)
def test_missing(values, expected):
    assert Column(Kind.NUMBER, values).missing().tolist() == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], (None, None, None)),
        ([np.nan, np.inf], (None, None, None)),
        ([3, 1, 2], (1, 3, 1)),
        ([-1, 0, 5, np.inf, -np.inf, np.nan], (-1, 5, 5)),
        ([-2, -1], (-2, -1, None)),
        ([0, 0], (0, 0, None)),
        ([1.7e308, -1.7e308], (-1.7e308, 1.7e308, 1.7e308)),
    ],
)
def test_extremes(values, expected):
    array = np.array(values, dtype=float)
    assert (*finite_extremes(array), least_positive(array)) == expected


def test_summary():
    number = Column(Kind.NUMBER, np.array([2, 1, 2]))
    assert number.summary().levels is None
    assert number.summary(SummaryRequest(levels=True)).levels == (1, 2)
    assert Column(Kind.BOOLEAN, np.array([True])).summary().levels == (True,)
    unused = Factor(np.array([1]), ("a", "b"))
    assert Column(Kind.CATEGORY, unused).summary().levels == ("b",)
    declared = Factor(np.array([1]), ("a", "b"), declared=True)
    assert Column(Kind.CATEGORY, declared).summary().levels == ("a", "b")
    time = Column(Kind.TIME, np.array(["1970-01-03"], dtype="M8[D]"), "Europe/Berlin").summary()
    assert (time.low, time.zone) == (2.0, "Europe/Berlin")


def test_rows():
    column = Column(Kind.TIME, np.array(["2020", "2021"], dtype="M8[D]"), "UTC")[[1]]
    assert len(column) == 1
    assert column.zone == "UTC"
