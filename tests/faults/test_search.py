"""Random plots, many things at once and then one less: no crash (K9)."""

import os
import time

import pytest

from tests.randomplots import search, told

MORE = "PLOTKIT_SEARCH" in os.environ
"""Whether other plots are tried each time, and many of them."""
FIRST = time.time_ns() % 10**9 if MORE else 0


@pytest.mark.parametrize("first", range(FIRST, FIRST + (2000 if MORE else 24), 8))
def test_k9_a_figure_or_an_error_in_plotkits_words(first):
    for seed in range(first, first + 8):
        _, crash = search(seed)
        assert crash is None, told(seed, crash)
