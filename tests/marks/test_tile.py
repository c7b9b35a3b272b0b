"""Tile: cells, gaps, labels, limits; rows T1 to T7 of the specification."""

import io

import numpy as np
import pandas as pd
import pytest
from matplotlib.image import imread
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Boxes, Grid, Texts
from plotkit.testing.drawn import drawing
from tests.marks.test_box import primitives, wcag

FOUR = {"x": [0, 1, 0, 1], "y": [0, 0, 1, 1], "z": [112, 118, 132, 1000]}


def tiles(data=FOUR, mark=None, **variables):
    return so.Plot(data, **{"x": "x", "y": "y", "color": "z"} | variables).add(mark or so.Tile())


def lattice(n, m=None):
    x, y = np.meshgrid(np.arange(n), np.arange(m or n))
    return pd.DataFrame({"x": x.ravel(), "y": y.ravel(), "z": np.sin(x + y).ravel()})


def grid(plot):
    (found,) = primitives(plot, Grid)
    return found


@pytest.mark.parametrize("palette", ["rocket", "viridis", "coolwarm", "gray", "hsv"])
@pytest.mark.parametrize("alpha", [1, 0.5])
def test_t1_labels_can_be_read(palette, alpha):
    data = {"x": np.arange(50), "y": np.zeros(50), "z": np.arange(50)}
    plot = tiles(data, so.Tile(alpha=alpha)).scale(color=palette)
    plot = plot.add(so.Text(contrast=alpha), text="z")
    (texts,), cells = primitives(plot, Texts), grid(plot).color[0] / 255
    seen = cells[:, 3:] * cells[:, :3] + 1 - cells[:, 3:]
    for ink, ground in zip(np.asarray(texts.color), seen, strict=True):
        assert wcag(ink, ground) > 4.5


def test_t2_labels_are_written_as_axes_are():
    plot = tiles().add(so.Text(contrast=True), text="z")
    assert primitives(plot, Texts)[0].text.tolist() == ["112", "118", "132", "1000"]


def test_t2_a_missing_cell_has_no_label():
    data = {**FOUR, "z": [1.0, np.nan, 2.0, 3.0]}
    with pytest.warns(so.PlotWarning):
        plot = tiles(data).add(so.Text(contrast=True), text="z")
        assert "nan" not in "".join(primitives(plot, Texts)[0].text).lower()


def test_t3_limits_are_the_outer_edges():
    panel = drawing(tiles()).panels[0]
    assert panel.x.limits == (-0.5, 1.5) and panel.y.limits == (-0.5, 1.5)


def test_t3_others_widen_them_with_a_margin():
    panel = drawing(tiles().add(so.Dot(), x=[5], y=[0], color=None)).panels[0]
    assert panel.x.limits[0] == -0.5 and panel.x.limits[1] > 5


def test_t4_one_value_has_one_colour():
    plot = tiles({**FOUR, "z": [5, 5, 5, 5]})
    assert len(np.unique(grid(plot).color.reshape(-1, 4), axis=0)) == 1


def test_t4_nothing_but_missing_values_has_axes_and_a_word():
    with pytest.warns(so.PlotWarning):
        panels = drawing(tiles({**FOUR, "z": [np.nan] * 4})).panels
    assert np.isfinite(panels[0].x.limits).all()


def test_t4_an_infinite_cell_does_not_set_the_range():
    with pytest.warns(so.PlotWarning, match="color: 1 values are infinite. They look like the end"):
        colors = [grid(tiles({**FOUR, "z": [1.0, 2, 3, end]})).color for end in (np.inf, 3)]
    assert (colors[0] == colors[1]).all()  # it has the colour of the end


MANY = {"x": np.arange(100.0), "y": np.zeros(100), "z": np.append(np.arange(99.0), 1e6)}


def bar(plot, **options):
    compiled = plot.scale(color=so.Continuous(**options)).plot()
    return compiled.scales["color"].ends, compiled.drawing.legends[0]


def test_t4_a_robust_range_and_arrows_on_the_bar():
    ends, guide = bar(tiles(MANY), robust=True)
    assert ends == pytest.approx((1.98, 97.02))
    assert guide.arrows == (True, True)
    assert all(0 <= tick <= 1 for tick in guide.ticks)


def test_t4_other_percentiles_and_what_the_user_says():
    assert bar(tiles(MANY), robust=(0, 90))[0] == pytest.approx((0, 89.1))
    assert bar(tiles(MANY), robust=True, norm=(0, None))[0] == pytest.approx((0, 97.02))
    assert bar(tiles(MANY), robust=True, center=0)[0] == pytest.approx((-97.02, 97.02))
    assert bar(tiles(MANY), robust=True, bins=2)[0] == pytest.approx((1.98, 97.02))


def test_t4_masked_and_infinite_cells_do_not_set_the_robust_range():
    z = MANY["z"].copy()
    z[99], z[0] = np.nan, np.inf
    with pytest.warns(so.PlotWarning, match=r"infinite|missing"):
        ends, _ = bar(tiles({**MANY, "z": z}), robust=True)
    assert ends == pytest.approx(np.percentile(np.arange(1, 99), [2, 98]))


def test_t4_a_range_of_equal_percentiles_is_that_of_all():
    z = np.zeros(100)
    z[0] = 7
    assert bar(tiles({**MANY, "z": z}), robust=True)[0] == (0, 7)


@pytest.mark.parametrize("robust", [95, (98, 2), (0, 101), "yes"])
def test_t4_what_is_no_robust_range(robust):
    with pytest.raises(so.PlotSpecError, match="robust must be True"):
        so.Continuous(robust=robust)


def test_t4_a_robust_range_is_for_colours():
    with pytest.raises(so.PlotSpecError, match=r"robust= is for colours and sizes"):
        tiles(MANY).scale(x=so.Continuous(robust=True)).plot()
    with pytest.raises(so.PlotSpecError, match=r"robust= cannot be combined"):
        so.Continuous(robust=True, quantiles=4)


def test_t5_as_wide_as_the_smallest_true_step():
    cells = grid(tiles({"x": [1, 2, 4], "y": [0, 0, 0], "z": [1, 2, 3]}))
    assert_allclose(cells.x, [0.5, 1.5, 2.5, 3.5, 4.5])
    assert (cells.color[0, :, 3] > 0).tolist() == [True, True, False, True]


def test_t5_a_single_column_has_width_1():
    cells = grid(tiles({"x": [3, 3], "y": [0, 2], "z": [1, 2]}))
    assert_allclose(cells.x, [2.5, 3.5])
    assert_allclose(cells.y, [-1, 1, 3])


def test_t5_noise_is_no_step():
    x = [0.1, 0.2, 0.1 + 0.2, 0.1, 0.2, 0.3]
    plot = tiles({"x": x, "y": [0, 0, 0, 1, 1, 1], "z": [1, 2, 3, 4, 5, 6]})
    cells = grid(plot)
    assert_allclose(np.diff(cells.x), 0.1)


def test_t5_rows_missing_are_told():
    data = {"x": [0, 1, 0], "y": [0, 0, 1], "z": [1, 2, 3]}
    with pytest.warns(so.PlotWarning, match="1 of 4 cells have no row and stay empty"):
        cells = grid(tiles(data))
    assert (cells.color[..., 3] > 0).sum() == 3


def test_t5_two_rows_for_a_cell_are_told():
    data = {"x": [0, 1, 0, 1, 0], "y": [0, 0, 1, 1, 0], "z": [1, 2, 3, 4, 5]}
    with pytest.warns(so.PlotWarning, match="1 of 5 rows lie in a cell that another row has too"):
        drawing(tiles(data))


def test_t5_each_panel_has_cells_of_its_own():
    data = {**{k: v * 2 for k, v in FOUR.items()}, "p": list("aaaabbbb")}
    assert len(drawing(tiles(data).facet("p")).panels) == 2  # without a word


@pytest.mark.parametrize("dpi", [72, 100, 113, 200])
def test_t6_no_ground_between_cells(dpi):
    data = lattice(97)
    file = io.BytesIO()
    plot = tiles({**data, "z": np.ones(len(data))}, so.Tile(color="k"), color=None)
    plot.layout(size=(5, 4)).theme("darkgrid").save(file, format="png", dpi=dpi)
    file.seek(0)
    pixels = imread(file)[..., :3].mean(axis=2)
    height, width = pixels.shape
    inner = pixels[height // 4 : height * 3 // 4, width // 4 : width * 3 // 4]
    assert np.ptp(inner) == 0


def test_t6_many_cells_are_one_image_in_a_small_file():
    file = io.BytesIO()
    tiles(lattice(300), so.Tile(gap=0.5)).save(file, format="svg")
    assert len(file.getvalue()) < 500_000


def test_t6_a_gap_is_a_tenth_of_a_cell_at_most():
    done = tiles(lattice(500, 4), so.Tile(gap=3)).layout(size=(6, 4)).plot()
    widths = {
        float(np.max(one.get_linewidth()))
        for one in done.axes[0].collections
        if len(one.get_paths()) in (500, 2000)
    }
    assert 0 < max(widths) < 0.1 * 6 * 72 / 500 * 1.05


def test_t7_many_names_are_thinned_out_within_the_figure():
    data = {"x": ["a"] * 300, "y": [f"row {i}" for i in range(300)], "z": np.arange(300)}
    done = tiles(data).layout(size=(4, 4)).plot()
    shown = [label for label in done.axes[0].get_yticklabels() if label.get_text()]
    assert 0 < len(shown) <= 300


def test_width_and_height_are_shares():
    cells = grid(tiles(mark=so.Tile(width=0.5, height=0.25)))
    assert_allclose(cells.x, [-0.25, 0.25, 0.75, 1.25])
    assert_allclose(cells.y, [-0.125, 0.125, 0.875, 1.125])


def test_given_edges():
    data = {"xmin": [0, 1], "xmax": [1, 3], "ymin": [0, 0], "ymax": [2, 2]}
    plot = so.Plot(data, xmin="xmin", xmax="xmax", ymin="ymin", ymax="ymax").add(so.Tile())
    assert_allclose(grid(plot).x, [0, 1, 3])


def test_edges_and_hatches_make_boxes():
    for mark in (so.Tile(edgewidth=1), so.Tile(hatch="//")):
        assert primitives(tiles(mark=mark), Boxes) and not primitives(tiles(mark=mark), Grid)


def test_overlapping_cells_are_boxes():
    assert len(primitives(tiles(mark=so.Tile(width=1.5)), Boxes)) == 1


def test_a_layer_of_levels_and_numbers_is_not_turned():
    data = {"x": [0, 1, 0, 1], "y": list("aabb"), "z": [1, 2, 3, 4]}
    assert_allclose(grid(tiles(data, so.Tile(width=0.5))).x, [-0.25, 0.25, 0.75, 1.25])


@pytest.mark.parametrize("given", [{"gap": -1}, {"gap": True}, {"height": 0}, {"height": "a"}])
def test_wrong_parameters(given):
    with pytest.raises(so.PlotSpecError, match="of Tile must be"):
        so.Tile(**given)
