"""Everything is inside the size asked for: some figures in each run, all of them when asked.

``python -m tests.inside`` draws all of them, as PNG at four resolutions, SVG and PDF.
"""

import pytest

from tests.inside import KINDS, Case, N, faults


@pytest.mark.parametrize("number", range(0, N, 17))
def test_everything_is_inside(number):
    assert faults(Case.of(number), [KINDS[number % 3], KINDS[4 + number % 2]]) == []
