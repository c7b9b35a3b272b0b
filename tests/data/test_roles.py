from __future__ import annotations

import pytest

from plotkit.data.roles import POSITIONS, flipped, paired, upright


@pytest.mark.parametrize("name", [*POSITIONS, "color", "weight", "xerr"])
def test_flipping_twice_changes_nothing(name):
    assert flipped(flipped(name)) == name


def test_flipping_changes_the_axis():
    assert all(POSITIONS[flipped(name)] != axis for name, axis in POSITIONS.items())
    assert flipped("color") == "color"
    assert upright("ymin", "y") == "xmin"
    assert upright("ymin", "x") == "ymin"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x0", ("x", 0)),
        ("y12", ("y", 12)),
        ("x", None),
        ("xmin", None),
        ("z1", None),
        ("", None),
        ("x1.5", None),
    ],
)
def test_paired(name, expected):
    assert paired(name) == expected
