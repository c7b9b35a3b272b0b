"""Hex: where the corners of hexagons lie."""

import numpy as np
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Areas
from tests.marks.test_box import primitives

ONE = {"xmin": [0], "xmax": [2], "ymin": [0], "ymax": [4]}
NAMES = {name: name for name in ONE}


def area(mark=None, **variables):
    (found,) = primitives(so.Plot(ONE, **NAMES, **variables).add(mark or so.Hex()), Areas)
    return found


def test_corners_lie_above_and_below():
    corners = [[1, 0], [2, 1], [2, 3], [1, 4], [0, 3], [0, 1]]
    assert_allclose(area().paths.xy, corners)


def test_opaque_ones_have_no_seams_and_transparent_ones_no_edges():
    assert area().edgewidth > 0
    assert_allclose(np.asarray(area().edgecolor), np.asarray(area().color))
    assert area(so.Hex(alpha=0.5)).edgewidth == 0


def test_edges_are_those_asked_for():
    made = area(so.Hex(edgewidth=2, edgecolor="#ff0000"))
    assert made.edgewidth == 2
    assert_allclose(np.asarray(made.edgecolor)[..., :3], [1, 0, 0])
