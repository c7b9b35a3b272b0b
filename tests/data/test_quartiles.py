from __future__ import annotations

import numpy as np
import pytest

from plotkit.data.quantiles import MANY, quartiles

N = 3 * MANY + 7
RANDOM = np.random.default_rng(0)


@pytest.mark.parametrize(
    "values",
    [
        RANDOM.normal(size=N),
        RANDOM.integers(0, 3, N).astype(float),
        np.sort(RANDOM.exponential(size=N)),
        np.zeros(N),
        np.tile(np.repeat([0.0, 1.0], [1, 65]), N // 66),  # in step with the rows of the sample
        RANDOM.normal(size=50),
        np.array([2.0]),
    ],
    ids=["normal", "whole", "sorted", "alike", "in-step", "few", "one"],
)
def test_quartiles_are_numpys(values):
    assert quartiles(values) == tuple(np.percentile(values, [25, 75]).tolist())


def test_an_order_that_the_sample_does_not_show():
    values = RANDOM.normal(size=N)
    values[:: N // int(N ** (2 / 3))] = 99.0  # all that the sample sees
    assert quartiles(values) == tuple(np.percentile(values, [25, 75]).tolist())
