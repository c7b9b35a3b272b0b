from __future__ import annotations

import math
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plotkit.data.blocks import BLOCK
from plotkit.data.factor import Coded, Factor, factorize
from plotkit.data.groups import group_rows, reduce_groups

VALUES = st.one_of(st.integers(-1000, 1000).map(float), st.just(math.nan))
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["b", "a", "c", None]), st.sampled_from([2.0, 0.0, 1.0, math.nan]), VALUES
    ),
    max_size=40,
)

NAIVE = {
    "count": len,
    "sum": sum,
    "mean": statistics.fmean,
    "min": min,
    "max": max,
    "median": statistics.median,
    "var": statistics.variance,
    "std": statistics.stdev,
    "sem": lambda v: statistics.stdev(v) / math.sqrt(len(v)),
    "prod": math.prod,
    "first": lambda v: v[0],
    "last": lambda v: v[-1],
    "nunique": lambda v: len(set(v)),
}
EMPTY = {"count": 0.0, "sum": 0.0, "nunique": 0.0}


def naive(how, values):
    present = [value for value in values if value == value]
    if not present:
        return EMPTY.get(how, math.nan)
    if how in ("var", "std", "sem") and len(present) < 2:
        return math.nan
    return float(NAIVE[how](present))


@given(ROWS, st.sampled_from(sorted(NAIVE)))
@settings(max_examples=300)
def test_against_plain_python(rows, how):
    first = factorize([row[0] for row in rows])
    second = np.array([row[1] for row in rows])
    values = np.array([row[2] for row in rows])
    groups = group_rows([first, second], len(rows))
    result = reduce_groups(how, values, groups)

    members: dict = {}
    for code, number, value in zip(first.codes.tolist(), second.tolist(), values, strict=True):
        key = (math.inf if code < 0 else code, math.inf if number != number else number)
        members.setdefault(key, []).append(float(value))
    expected = [naive(how, members[key]) for key in sorted(members)]
    np.testing.assert_allclose(result, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("rows", [2, 7, 9, 500])
@pytest.mark.parametrize("how", ["median", "nunique"])
def test_groups_of_any_size_are_put_in_order(rows, how):
    random = np.random.default_rng(rows)
    codes = random.integers(0, 40, 40 * rows)
    values = random.integers(0, 30, len(codes)).astype(float)
    values[::50] = np.inf
    values[::70] = np.nan
    found = reduce_groups(how, values, group_rows([codes], len(codes)))
    wanted = pd.Series(values).groupby(codes).agg(how)
    np.testing.assert_array_equal(found, wanted)


@given(ROWS)
def test_partition(rows):
    first = factorize([row[0] for row in rows])
    groups = group_rows([first], len(rows))
    assert groups.sizes.sum() == len(rows)
    assert len(groups.keys[0]) == groups.count == len(groups.slices())
    for code, members in enumerate(groups.slices()):
        assert (groups.codes[members] == code).all()
        assert (np.diff(members) > 0).all()  # rows keep their order
    assert groups.keys[0].codes[groups.codes].tolist() == first.codes.tolist()


def test_no_keys():
    assert group_rows([], 3).codes.tolist() == [0, 0, 0]
    assert group_rows([], 0).count == 0
    assert group_rows([np.array([])], 0).slices() == []


def test_more_combinations_than_an_integer_holds():
    n = 50
    keys = [np.random.default_rng(seed).permutation(n) for seed in range(14)]
    groups = group_rows(keys, n)
    assert groups.count == n
    assert [key[groups.codes].tolist() for key in groups.keys] == [key.tolist() for key in keys]
    assert groups.keys[0].tolist() == list(range(n))


def test_a_constant_key_costs_no_sorting():
    constant = np.broadcast_to(np.float64(3), 4)
    assert group_rows([constant, np.array([1, 0, 1, 0])], 4).codes.tolist() == [1, 0, 1, 0]


def test_unused_levels_make_no_groups():
    factor = Factor(np.array([3, 1, 3]), ("a", "b", "c", "d"))
    assert group_rows([factor], 3).codes.tolist() == [1, 0, 1]


def test_no_cancellation():
    values = 1e8 + np.random.default_rng(0).normal(size=10_000)
    groups = group_rows([], len(values))
    assert reduce_groups("std", values, groups)[0] == pytest.approx(np.std(values, ddof=1), 1e-12)


def test_call():
    groups = group_rows([factorize("aab")], 3)
    values = np.array([1.0, 2.0, np.nan])
    result = reduce_groups("call", values, groups, lambda v: v.max() - v.min())
    np.testing.assert_array_equal(result, [1.0, np.nan])
    with pytest.raises(ValueError, match="no reduction"):
        reduce_groups("nothing", values, groups)


def test_numbers_that_differ_by_next_to_nothing_are_two_keys():
    groups = group_rows([np.array([-1.0, 0.0, 6e-170])], 3)
    assert groups.keys[0].tolist() == [-1.0, 0.0, 6e-170]


def test_positions_held_as_codes():
    place = Coded(np.array([2, -1, 0, 2], dtype=np.int8), np.array([0.0, 1.0, 2.0, np.nan]))
    groups = group_rows([place], 4)
    np.testing.assert_array_equal(groups.keys[0], [0.0, 2.0, np.nan])
    assert groups.codes.tolist() == [1, 2, 0, 1]


def test_codes_of_many_rows_are_narrow():
    n = 3 * BLOCK
    codes = (np.arange(n) % 100).astype(np.int8)
    factor = Factor(codes, tuple(range(100)))
    groups = group_rows([factor, Factor((codes % 3).astype(np.int8), ("a", "b", "c", "d"))], n)
    assert groups.combined.dtype == np.int16  # 400 combinations, of which 100 occur
    assert groups.codes.dtype == np.int8
    assert groups.sizes.sum() == n and groups.count == 100
    first, second = groups.keys
    assert (first.codes[groups.codes] == codes).all()
    assert (second.codes[groups.codes] == codes % 3).all()


@pytest.mark.parametrize("low", [0.35, -7.0, 0.1, 1e9])
def test_positions_a_whole_number_apart_are_not_sorted(low, monkeypatch):
    monkeypatch.setattr(np, "unique", None)
    key = low + np.array([3.0, 0.0, 3.0, 1.0])
    groups = group_rows([key], 4)
    assert groups.codes.tolist() == [2, 0, 2, 1]
    assert groups.keys[0][groups.codes].tolist() == key.tolist()


def test_few_values_among_many_rows():
    key = np.resize([0.1, np.nan, 0.25, -3.0], 1000)
    groups = group_rows([key], 1000)
    np.testing.assert_array_equal(groups.keys[0], [-3.0, 0.1, 0.25, np.nan])
    np.testing.assert_array_equal(groups.keys[0][groups.codes], key)


def test_no_rows_have_no_groups_that_start():
    groups = group_rows([np.empty(0)], 0)
    assert (groups.count, len(groups.starts), len(groups.sizes)) == (0, 0, 0)
