"""Raster: where pixels lie; row T8 of the specification."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Grid
from plotkit.testing.drawn import drawing
from tests.marks.test_box import primitives

AT = np.arange(10.0)
TEN = pd.DataFrame({"x": np.tile(AT, 10), "y": np.repeat(AT, 10)})
TEN["z"] = TEN["x"] + 10 * TEN["y"]


def raster(mark=None, data=TEN, **variables):
    return so.Plot(data, **{"x": "x", "y": "y", "color": "z"} | variables).add(mark or so.Raster())


def grid(plot):
    (found,) = primitives(plot, Grid)
    return found


def test_t8_pixels_are_centred_on_their_places():
    plot = raster().add(so.Dots(), color=None)
    made = grid(plot)
    assert_allclose(made.x, np.arange(-0.5, 10))
    assert_allclose(made.y, np.arange(-0.5, 10))
    panel = drawing(plot).panels[0]
    assert panel.x.limits == (-0.5, 9.5) and panel.y.limits == (-0.5, 9.5)


def test_t8_an_extent_gives_the_outer_edges():
    made = grid(raster(so.Raster(extent=(0, 20, 5, 15))))
    assert_allclose(made.x[[0, -1]], [0, 20])
    assert_allclose(made.y[[0, -1]], [5, 15])
    assert made.color.shape == (10, 10, 4)


def test_t8_swapped_ends_flip():
    plain, flipped = (grid(raster(so.Raster(extent=(*x, 0, 1)))) for x in ((0, 1), (1, 0)))
    assert_allclose(plain.x, flipped.x, atol=1e-12)
    assert (plain.color == flipped.color[:, ::-1]).all()


def test_t8_columns_are_equally_wide_on_a_log_axis():
    data = {"x": [1, 10, 100], "y": [0, 0, 0], "z": [1, 2, 3]}
    assert_allclose(grid(raster(data=data).scale(x="log")).x, [-0.5, 0.5, 1.5, 2.5])


def test_t8_an_uneven_grid_is_an_error_that_names_tile():
    data = {"x": [0, 1, 3.5], "y": [0, 0, 0], "z": [1, 2, 3]}
    with pytest.raises(so.PlotSpecError, match=r"those on x are not.*Tile draws them"):
        drawing(raster(data=data))


def test_t8_what_is_incomplete_stays_empty():
    data = {"x": [0, 1, 3], "y": [0, 0, 0], "z": [1, 2, 3]}
    assert (grid(raster(data=data)).color[0, :, 3] > 0).tolist() == [True, True, False, True]


def test_noise_is_no_step():
    data = {"x": [0.1, 0.2, 0.1 + 0.2, 0.3], "y": [0, 0, 0, 1], "z": [1, 2, 3, 4]}
    assert_allclose(np.diff(grid(raster(data=data)).x), 0.1)


def test_groups_are_images_upon_each_other():
    data = {"x": [0, 1, 0, 1], "y": [0, 0, 0, 0], "z": list("aabb")}
    first, second = primitives(raster(so.Raster(alpha=0.5), data), Grid)
    assert first.color.shape == second.color.shape == (1, 2, 4)
    assert (first.color != second.color).any()


def test_rows_of_one_group_in_a_pixel_are_told():
    data = {"x": [0, 1, 0], "y": [0, 0, 0], "z": [1, 2, 1]}
    with pytest.warns(so.PlotWarning, match="1 of 3 rows lie in a pixel"):
        drawing(raster(data=data))


def test_panels_share_the_grid():
    data = TEN.assign(p=np.where(TEN["x"] < 5, "a", "b"))
    plot = raster(data=data).facet("p")
    widths = [np.diff(primitives(plot, Grid, panel)[0].x) for panel in (0, 1)]
    assert_allclose(widths, 1)


@pytest.mark.parametrize("given", [{"extent": 3}, {"extent": (1, 2)}, {"interpolate": 1}])
def test_wrong_parameters(given):
    with pytest.raises(so.PlotSpecError, match=next(iter(given))):
        so.Raster(**given)


@pytest.mark.filterwarnings("ignore::plotkit.errors.PlotWarning")
def test_places_that_a_move_loses_and_places_too_far():
    norm = so.Norm("max", where="x < '2024-02-01'")
    so.Plot(x=["a", "b"], y=["a", "b"]).add(so.Raster(), norm).plot()
    with pytest.raises(so.PlotSpecError, match="farther than numbers"):
        so.Plot(x=["a", "b", "c"], y=[1e17, -1e308, 0.0]).add(so.Raster()).plot()
