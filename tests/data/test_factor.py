from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plotkit.data.factor import Coded, Factor, as_objects, factorize, factorize_array


def test_order_of_appearance_and_missing():
    factor = factorize(
        ["b", None, "a", "b", float("nan"), pd.NA, pd.NaT, np.datetime64("NaT", "us")]
    )
    assert factor.levels == ("b", "a")
    assert factor.codes.tolist() == [0, -1, 1, 0, -1, -1, -1, -1]
    assert not factor.declared


def test_equal_values_share_a_level():
    factor = factorize([1, True, 1.0, Decimal(1), 0])
    assert factor.levels == (1, 0)
    assert factor.codes.tolist() == [0, 0, 0, 0, 1]


def test_an_iterator_is_enough():
    assert factorize(iter("aba")).codes.tolist() == [0, 1, 0]


def test_unhashable():
    with pytest.raises(TypeError):
        factorize([[1], [2]])


def test_empty():
    factor = factorize([])
    assert len(factor) == 0
    assert factor.levels == ()
    assert len(factorize_array(np.array([]))) == 0


@given(st.lists(st.one_of(st.none(), st.integers(0, 5), st.text(max_size=2))))
def test_round_trip(values):
    assert factorize(values).values().tolist() == values


def test_array_levels_are_sorted():
    factor = factorize_array(np.array([3.0, np.nan, -1.0, 3.0]))
    assert factor.levels == (-1.0, 3.0)
    assert factor.codes.tolist() == [1, -1, 0, 1]
    assert all(type(level) is float for level in factor.levels)


def test_array_of_times():
    times = np.array(["2020-01-02", "NaT", "1960-01-01"], dtype="M8[D]")
    factor = factorize_array(times)
    assert factor.codes.tolist() == [1, -1, 0]
    assert factor.levels == (times[2], times[0])


def test_recode():
    factor = Factor(np.array([0, 1, -1, 2]), ("a", "b", "c"), declared=True)
    other = factor.recode(["c", "z", "a"])
    assert other.codes.tolist() == [2, -1, -1, 0]
    assert other.levels == ("c", "z", "a")
    assert other.declared
    assert factor.recode(("a", "b", "c")) is factor


def test_drop_unused():
    factor = Factor(np.array([2, -1, 0]), ("a", "b", "c"))
    assert factor.drop_unused().levels == ("a", "c")
    assert factor.drop_unused().codes.tolist() == [1, -1, 0]
    full = Factor(np.array([0]), ("a",))
    assert full.drop_unused() is full


def test_rows():
    factor = Factor(np.array([0, 1, -1]), ("a", "b"))
    assert factor[[2, 0]].values().tolist() == [None, "a"]
    assert np.asarray(factor).tolist() == ["a", "b", None]
    assert factor.missing.tolist() == [False, False, True]
    assert factor.values(missing="?").tolist() == ["a", "b", "?"]


def test_levels_may_be_tuples():
    assert factorize([(1, 2), (3, 4)]).values().tolist() == [(1, 2), (3, 4)]
    assert as_objects([(1, 2), (3, 4)]).shape == (2,)


def test_coded():
    coded = Coded(np.array([1, 0, 1]), np.array([[0, 0, 0, 1], [1, 0, 0, 1.0]]))
    assert len(coded) == 3
    assert np.asarray(coded).shape == (3, 4)
    assert coded[[0]].codes.tolist() == [1]
    assert np.asarray(coded, dtype=np.float32).dtype == np.float32


def test_coded_values_compute_on_their_table():
    coded = Coded(np.array([0, 1, 0, 1]), np.array([1.0, 4.0]))
    for made, wanted in (
        (coded * 2, [2, 8, 2, 8]),
        (1 + coded, [2, 5, 2, 5]),
        (np.sqrt(coded), [1, 2, 1, 2]),
        (coded + coded, [2, 8, 2, 8]),
        (coded > 2, [False, True, False, True]),
    ):
        assert isinstance(made, Coded)
        np.testing.assert_array_equal(np.asarray(made), wanted)


def test_coded_values_with_a_value_a_row():
    coded = Coded(np.array([0, 1, 0]), np.array([1.0, 4.0]))
    np.testing.assert_array_equal(coded * np.array([1, 2, 3]), [1, 8, 3])
    np.testing.assert_array_equal(np.maximum.reduce(coded), 4)
