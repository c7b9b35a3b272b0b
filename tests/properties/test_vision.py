"""The table of docs/colours.md: how well each palette can be told apart, by all eyes."""

import re
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from docs.site.vision import MACHADO, ciede2000, lab, least_difference, linear, seen
from plotkit.properties.anchors import LISTED_MAPS, QUALITATIVE
from plotkit.properties.palettes import is_qualitative, named
from tests.fake_theme import FakeTheme

PAGE = Path(__file__).resolve().parents[2] / "docs" / "colours.md"
ROW = r"^\| \**`(\w+)`\** \| (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$"
TABLE = {
    name: (int(n), [float(value) for value in values])
    for name, n, *values in re.findall(ROW, PAGE.read_text(encoding="utf-8"), re.M)
}
GOOD = 10.0
"""A difference that is seen between small points some way apart."""


def colours(name):
    return named(name, FakeTheme()).table()[:, :3]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # of the data that Sharma, Wu and Dalal publish with their paper
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_published(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(expected, abs=5e-5)


def test_black_white_and_grey():
    assert_allclose(
        lab(linear(np.array([[0, 0, 0], [1, 1, 1.0]]))), [[0, 0, 0], [100, 0, 0]], atol=2e-4
    )
    greys = np.repeat(np.linspace(0, 1, 5), 3).reshape(-1, 3)
    for vision in MACHADO:  # all eyes see greys alike
        assert_allclose(seen(greys, vision), linear(greys), atol=1e-5)


def test_the_table_has_every_list_of_colours():
    lists = {name for name in (*QUALITATIVE, *LISTED_MAPS) if is_qualitative(name)}
    assert set(TABLE) == lists


@pytest.mark.parametrize("name", TABLE)
def test_the_table_is_true(name):
    n, stated = TABLE[name]
    found = [least_difference(colours(name), vision) for vision in MACHADO]
    assert n == len(colours(name))
    assert [f"{value:.1f}" for value in found] == [f"{value:.1f}" for value in stated]


def test_one_palette_is_good_for_everybody():
    assert min(TABLE["okabe_ito"][1]) == 10.9 > GOOD
    assert "`okabe_ito` keeps 10.9 or more for everybody" in PAGE.read_text(encoding="utf-8")
