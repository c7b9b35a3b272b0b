"""The functions on arrays; test_engines.py holds them equal on every engine."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from plotkit.data import expr, reductions, source


@pytest.mark.parametrize("module", [expr, reductions, source])
def test_examples_in_docstrings(module):
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


def test_log_is_quiet_and_exact():
    np.testing.assert_array_equal(expr.log(np.array([1000.0, 0.0, -1.0])), [3.0, -np.inf, np.nan])
    assert expr.log(np.array([8.0]), 2)[0] == 3.0
    assert expr.log(np.array([np.e**2]), np.e)[0] == pytest.approx(2)


def test_between_is_never_where_missing():
    values = np.array([0.0, 1.0, np.nan, np.inf])
    assert expr.between(values, 0, 1).tolist() == [True, True, False, False]
