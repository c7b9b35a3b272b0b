from __future__ import annotations

import pytest

from plotkit.data.roles import (
    STANDARD,
    STANDARD_AXES,
    Position,
    as_position,
    axes_of,
    figure_axis,
    paired,
    turned,
    upright,
)
from plotkit.errors import PlotTypeError

OWN = {
    **STANDARD,
    "open": Position("y"),
    "density": Position("width"),
    "xend": Position("x", opposite="yend"),
    "yend": Position("y", opposite="xend"),
}


@pytest.mark.parametrize("name", [*OWN, "color", "weight", "xerr"])
def test_turning_twice_changes_nothing(name):
    assert turned(turned(name, OWN), OWN) == name


def test_turning_changes_the_axis():
    assert all(STANDARD_AXES[turned(name)] != axis for name, axis in STANDARD_AXES.items())
    assert turned("color") == "color"
    assert upright("ymin", "y") == "xmin"
    assert upright("ymin", "x") == "ymin"
    assert upright("open", "y", OWN) == "open"
    assert upright("xend", "y", OWN) == "yend"


@pytest.mark.parametrize(
    ("name", "orient", "axis"),
    [
        ("xmin", "x", "x"),
        ("xmin", "y", "x"),  # by its name in the figure
        ("open", "x", "y"),
        ("open", "y", "x"),  # values of a horizontal layer
        ("yend", "y", "y"),
        ("density", "x", None),
        ("color", "x", None),
    ],
)
def test_axis_in_the_figure(name, orient, axis):
    assert figure_axis(name, orient, OWN) == axis


def test_declared_positions():
    assert as_position("y") == Position("y")
    assert as_position(Position("x", "yend")) == Position("x", "yend")
    assert "density" not in axes_of(OWN)
    with pytest.raises(PlotTypeError, match="Box declares a position on 'z'"):
        as_position("z", "Box")


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
