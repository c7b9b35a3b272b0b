"""Image: an array as a layer."""

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotTypeError
from plotkit.marks.primitives import Grid

Z = np.arange(12.0).reshape(3, 4)
RGB = np.zeros((3, 4, 3))
RGB[0] = 1.0


def grid(p, panel=0):
    marks = p.plot().drawing.panels[panel].marks
    (made,) = (one for mark in marks for one in mark.primitives if isinstance(one, Grid))
    return made


def test_the_first_row_is_on_top_and_pixels_are_centred():
    made = grid(so.Plot().add(so.Image(Z)))
    assert made.x.tolist() == [-0.5, 0.5, 1.5, 2.5, 3.5]
    assert made.y.tolist() == [-0.5, 0.5, 1.5, 2.5]
    scale = so.Plot().add(so.Image(Z)).plot().scales["color"]
    np.testing.assert_array_equal(made.color[::-1].reshape(-1, 4), _bytes(scale.outputs(Z.ravel())))


def _bytes(colors):
    whole = np.where(np.isnan(colors), 1.0, colors)
    return np.round(whole * 255).astype(np.uint8)


def test_amounts_have_a_colour_bar_and_share_the_scale():
    p = so.Plot().add(so.Image(Z, label="height")).add(so.Dot(), x=[1], y=[1], color=[40.0])
    drawing = p.plot().drawing
    assert [guide.title for guide in drawing.legends][:1] == ["height"]
    assert drawing.scales["color"].ends == (0, 40)


def test_t8_extent_gives_outer_edges_and_swapped_ends_flip():
    made = grid(so.Plot().add(so.Image(Z, extent=(10, 30, 0, 6))))
    assert (made.x[0], made.x[-1], made.y[0], made.y[-1]) == (10, 30, 0, 6)
    flipped = grid(so.Plot().add(so.Image(Z, extent=(30, 10, 0, 6))))
    assert (flipped.x[0], flipped.x[-1]) == (30, 10)
    np.testing.assert_array_equal(made.color, flipped.color)


def test_t8_columns_are_equally_wide_on_a_log_axis():
    made = grid(so.Plot().add(so.Image(Z, extent=(1, 1e4, 0, 1))).scale(x="log"))
    np.testing.assert_allclose(made.x, [0, 1, 2, 3, 4])


def test_dates():
    p = so.Plot().add(so.Image(Z, extent=("2024-01-01", "2024-01-05", 0, 1)))
    np.testing.assert_allclose(np.diff(grid(p).x), 1)


@pytest.mark.parametrize(
    "pixels", [RGB, (RGB * 255).astype(np.uint8), np.dstack([RGB, RGB[:, :, 0]])]
)
def test_pictures_keep_their_colours_and_have_no_guide(pixels):
    drawing = so.Plot().add(so.Image(pixels)).plot().drawing
    (made,) = drawing.panels[0].marks[0].primitives
    assert made.color[-1, :, 0].tolist() == [255] * 4
    assert not drawing.legends


def test_a_missing_pixel_is_empty_also_at_the_border():
    z = Z.copy()
    z[0], z[:, 0], z[1, 2] = np.nan, np.nan, np.nan
    made = grid(so.Plot().add(so.Image(z)))
    assert (made.color[::-1, :, 3] > 0).astype(int).tolist() == [
        [0, 0, 0, 0], [0, 1, 0, 1], [0, 1, 1, 1],
    ]  # fmt: skip


def test_it_is_under_the_data_of_each_panel():
    p = so.Plot({"x": [1, 2], "y": [1, 2], "f": ["a", "b"]}, x="x", y="y")
    p = p.add(so.Image(Z)).add(so.Dot()).facet("f")
    for panel in range(2):
        assert grid(p, panel).color.shape == (3, 4, 4)
    assert p.plot().axes[0].get_xlim() == (-0.5, 3.5)


def test_interpolation_opacity_and_keywords():
    layer = so.Image(Z, interpolate=True, alpha=0.4, artist_kws={"zorder": 0.5})
    made = grid(so.Plot().add(layer))
    assert made.interpolate
    assert set(made.color[:, :, 3].ravel()) == {102}
    assert made.kws == {"zorder": 0.5}


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros(3), "Image takes an array of numbers"),
        (np.zeros((2, 2, 2)), "Image takes an array of numbers"),
        ([["a"]], "Image takes an array of numbers"),
        ([[1, 2], [3]], "Image takes an array of numbers"),
        (np.full((2, 2, 3), 2.0), "Colours of an Image are numbers from 0 to 1"),
    ],
)
def test_what_is_no_image(array, message):
    with pytest.raises((PlotTypeError, PlotSpecError), match=message):
        so.Image(array)


def test_wrong_extent():
    with pytest.raises(PlotSpecError, match="extent of Image must be"):
        so.Image(Z, extent=(1, 2))
