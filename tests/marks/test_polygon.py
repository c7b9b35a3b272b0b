import numpy as np
import pytest

import plotkit.objects as so
from plotkit.marks.primitives import Areas

SQUARE = {
    "x": [0, 4, 4, 0, 1, 3, 2, 6, 8, 7],
    "y": [0, 0, 4, 4, 1, 1, 3, 0, 0, 2],
    "ring": [1, 1, 1, 1, 2, 2, 2, 3, 3, 3],
}


def drawn(p):
    (mark,) = p.plot().drawing.panels[0].marks
    (areas,) = mark.primitives
    assert isinstance(areas, Areas)
    return areas


def pixel(p, x, y):
    """Return the colour of the page at a place of the data."""
    made = p.theme("white").limit(x=(-1, 9), y=(-1, 5)).layout(size=(4, 3)).plot()
    figure = made.figure
    figure.canvas.draw()
    column, row = made.axes[0].transData.transform((x, y))
    image = np.asarray(figure.canvas.buffer_rgba())
    return image[len(image) - 1 - int(row), int(column)]


@pytest.mark.parametrize("options", [{}, {"hatch": "//"}, {"alpha": 0.3}])
def test_m4_the_hole_is_empty_and_parts_are_one(options):
    p = so.Plot(SQUARE, x="x", y="y").add(so.Polygon(edgewidth=0, **options), ring="ring")
    areas = drawn(p)
    assert len(areas.paths) == 3
    assert len(set(areas.shapes)) == 1  # one shape, so that there is one outline and one key
    assert pixel(p, 2, 1.6).tolist() == [255, 255, 255, 255]
    assert pixel(p, 0.5, 2).tolist() != [255, 255, 255, 255]
    assert pixel(p, 7, 0.7).tolist() != [255, 255, 255, 255]


def test_m4_one_key():
    p = so.Plot(SQUARE, x="x", y="y", color=["a"] * 10).add(so.Polygon(), ring="ring")
    (legend,) = p.plot().drawing.legends
    (key,) = legend.keys
    assert [type(one) for one in key.primitives] == [Areas]


def test_a_row_without_a_position_ends_a_ring():
    gap = [None]
    x = [*SQUARE["x"][:4], *gap, *SQUARE["x"][4:7]]
    y = [*SQUARE["y"][:4], 9, *SQUARE["y"][4:7]]
    areas = drawn(so.Plot(x=x, y=y).add(so.Polygon()))
    assert [len(run) for run in areas.paths.split()] == [4, 3]
    assert len(set(areas.shapes)) == 1
    assert np.isfinite(areas.paths.xy).all()


def test_groups_are_shapes_and_rows_keep_their_order():
    p = so.Plot(x=[3, 1, 2, 5, 6, 5], y=[0, 0, 2, 1, 1, 0], group=[2, 2, 2, 1, 1, 1])
    areas = drawn(p.add(so.Polygon()))
    assert [run[:, 0].tolist() for run in areas.paths.split()] == [[5, 6, 5], [3, 1, 2]]
    assert len(set(areas.shapes)) == 2


def test_amounts_and_levels_colour_shapes():
    p = so.Plot(x=[0, 1, 1, 2, 3, 3], y=[0, 0, 1] * 2, group=list("aaabbb"))
    for color in ([1, 1, 1, 5, 5, 5], list("uuuvvv")):
        areas = drawn(p.add(so.Polygon(), color=color))
        assert len(np.unique(np.asarray(areas.color), axis=0)) == 2


def test_nothing_is_drawn_of_rows_without_positions():
    p = so.Plot(x=[None, None], y=[1.0, 2.0]).add(so.Polygon())
    assert p.plot().drawing.panels[0].marks == ()
