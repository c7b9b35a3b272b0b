"""Everything is inside the size asked for: some figures in each run, all of them when asked.

``PLOTKIT_SEARCH=1`` draws the whole matrix, as PNG at four resolutions, SVG and PDF.
"""

import os

import pytest

from tests.inside import Case, N, faults

ALL = bool(os.environ.get("PLOTKIT_SEARCH"))
KINDS = [("png", 72), ("png", 96), ("png", 150), ("png", 300), ("svg", 96), ("pdf", 96)]


@pytest.mark.parametrize("number", range(N) if ALL else range(0, N, 17))
def test_everything_is_inside(number):
    kinds = KINDS if ALL else [KINDS[number % 3], KINDS[4 + number % 2]]
    assert faults(Case.of(number), kinds) == []
