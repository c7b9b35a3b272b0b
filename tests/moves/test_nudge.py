"""Nudge: in points, in shares of a width, in data units."""

import numpy as np
import pytest

import plotkit.objects as so

DATA = {"x": [1, 2, 3], "y": [1, 2, 4]}
PLOT = so.Plot(DATA, x="x", y="y")


def pixels(plot):
    """Return where points lie on the page, in points."""
    figure = plot.plot().figure
    figure.draw_without_rendering()
    (points,) = (a for a in figure.axes[0].collections)
    where = points.get_offset_transform().transform(points.get_offsets())
    return np.asarray(where) * 72 / figure.dpi


@pytest.mark.parametrize("orient", ["x", "y"])
@pytest.mark.parametrize("x", [None, "log"])
def test_points_on_the_page(orient, x):
    still, moved = (
        PLOT.add(so.Dots(), *moves, orient=orient).scale(**({} if x is None else {"x": x}))
        .limit(x=(0.5, 8), y=(0, 8))
        for moves in ((), (so.Nudge(x=5, y=-3),))
    )  # fmt: skip
    np.testing.assert_allclose(pixels(moved) - pixels(still), [[5, -3]] * 3, atol=0.01)


def test_shares_of_a_width():
    data = PLOT.add(so.Bar(width=0.5), so.Nudge(x=0.5, unit="width")).plot().data()
    np.testing.assert_allclose(np.asarray(data["x"], dtype=float), [1.25, 2.25, 3.25])


def test_along_the_positions_of_a_horizontal_layer():
    plot = so.Plot(DATA, x="y", y="x").add(so.Bar(width=0.5), so.Nudge(y=0.5, unit="width"),
                                            orient="y")  # fmt: skip
    np.testing.assert_allclose(np.asarray(plot.plot().data()["y"], dtype=float), [1.25, 2.25, 3.25])


def test_data_units():
    data = PLOT.add(so.Dot(), so.Nudge(0.5, 1, unit="data")).plot().data()
    assert np.asarray(data["x"], dtype=float).tolist() == [1.5, 2.5, 3.5]
    assert np.asarray(data["y"], dtype=float).tolist() == [2, 3, 5]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: so.Nudge(unit="em"), "Unknown unit of Nudge 'em'"),
        (lambda: so.Nudge(x="5pt"), "x of Nudge must be a number, not '5pt'"),
        (
            lambda: PLOT.add(so.Bar(), so.Nudge(y=1, unit="width")).plot(),
            "along the axis of positions alone",
        ),
    ],
)
def test_errors(make, message):
    with pytest.raises(so.PlotSpecError, match=message):
        make()
