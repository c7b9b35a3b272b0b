from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plotkit.data.blocks import BLOCK
from plotkit.data.groups import group_rows
from plotkit.stats.counting import begun, count_in_bins

ENDS = st.floats(-1e9, 1e9, allow_nan=False)


def edges_and_values(low, span, bins, seed):
    edges = np.linspace(low, low + span, bins + 1)
    random = np.random.default_rng(seed)
    near = random.choice(edges, 300)
    values = np.concatenate(
        [edges, random.uniform(low, low + span, 300), np.nextafter(near, low + span), near]
    )
    return edges, np.clip(values, edges[0], edges[-1])


@given(ENDS, st.sampled_from([1e-6, 0.1, 1.0, 7.3, 1e6]), st.integers(1, 500), st.integers(0, 99))
def test_even_bins_are_numpys(low, span, bins, seed):
    edges, values = edges_and_values(low, span, bins, seed)
    if not (np.diff(begun(edges)) > 0).all():
        return
    made = count_in_bins(values, group_rows([], len(values)), edges)
    np.testing.assert_array_equal(made[0], np.histogram(values, begun(edges))[0])


def test_uneven_bins_are_numpys():
    edges = np.array([0.0, 0.1, 0.3, 2.0])
    values = np.array([0.0, 0.1, 0.1, 0.2, 0.3, 2.0, 1.9])
    made = count_in_bins(values, group_rows([], 7), edges)
    np.testing.assert_array_equal(made[0], np.histogram(values, edges)[0])


@pytest.mark.parametrize("weighted", [False, True])
def test_groups_over_more_than_a_block(weighted):
    random = np.random.default_rng(3)
    n = 2 * BLOCK + 17
    values, code = random.integers(0, 50, n) / 5, random.integers(0, 4, n).astype(float)
    weights = random.uniform(size=n) if weighted else None
    edges = np.linspace(0, 9.8, 31)
    made = count_in_bins(values, group_rows([code], n), edges, weights)
    for group in range(4):
        mine = code == group
        chosen = None if weights is None else weights[mine]
        expected = np.histogram(values[mine], edges, weights=chosen)[0]
        np.testing.assert_allclose(made[group], expected, rtol=1e-12)
