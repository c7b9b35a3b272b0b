"""Sizes and shapes that cannot be are told when a mark or a move is made."""

import pytest

import plotkit.objects as so


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        *((so.Rug, "length", value) for value in ("x", None)),
        *((so.Arrow, "headsize", value) for value in ("x", -1)),
        (so.Curve, "headsize", "x"),
        *((so.Text, "contrast", value) for value in ("x", 30)),
        *((so.Raincloud, "width", value) for value in ("x", 0)),
        (so.Jitter, "width", -1),
        *((so.Corr, "digits", value) for value in ("x", None, -1, 1.5)),
    ],
)
def test_wrong_sizes(part, name, value):
    with pytest.raises(so.PlotSpecError, match=name):
        part(**{name: value})


@pytest.mark.parametrize("mark", [so.Bar, so.Bars, so.Box, so.Boxen, so.Violin, so.Dash, so.Tile])
@pytest.mark.parametrize("width", [-1, "x", None])
def test_wrong_widths(mark, width):
    with pytest.raises(
        so.PlotSpecError, match=rf"{mark.__name__}\(width=\) must be a number from 0"
    ):
        mark(width=width)
    mark(width=0.5)


@pytest.mark.parametrize("coordinates", [[[1, 2]], [[[1, "a"]]], [1, 2], None, 5, [[[1, 2], [3]]]])
def test_wrong_geometries(coordinates):
    wrong = {"type": "Polygon", "coordinates": coordinates}
    with pytest.raises(so.PlotSpecError, match="A geometry is not as GeoJSON has it"):
        so.Plot(geometry=[wrong]).add(so.Geo()).plot()
