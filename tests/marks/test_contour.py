"""Contour: which lines, where, of what; rows C1 to C4 and 38 of the specification."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.isolines import lines_at, regions
from plotkit.marks.primitives import Areas, Lines
from plotkit.marks.shapes import _area
from plotkit.testing.drawn import drawing
from tests.marks.test_box import primitives

RNG = np.random.default_rng(3)
AT = np.arange(8.0)
GRID = pd.DataFrame({"x": np.tile(AT, 8), "y": np.repeat(AT, 8)})
GRID["z"] = GRID["x"] * GRID["y"]  # 0 to 49


def surface(mark, data=GRID, **variables):
    return so.Plot(data, x="x", y="y", z="z", **variables).add(mark)


def lines(plot, panel=0):
    return [run for one in primitives(plot, Lines, panel) for run in one.paths.split()]


def normal(n, *sds):
    """Return round normal groups."""
    parts = [
        pd.DataFrame(RNG.normal(0, sd, (n, 2)), columns=["x", "y"]).assign(g=f"g{number}")
        for number, sd in enumerate(sds)
    ]
    return pd.concat(parts, ignore_index=True)


def radius(run):
    return float(np.sqrt(abs(_area(run)) / np.pi))


def test_c1_a_level_encloses_its_share():
    plot = so.Plot(normal(100_000, 1), x="x", y="y").add(so.Contour(levels=[0.5, 0.95]))
    radii = sorted(map(radius, lines(plot)), reverse=True)[:2]
    assert_allclose(radii, [2.45, 1.18], rtol=0.03)


@pytest.mark.parametrize("split", ["color", "facet"])
def test_38_each_group_has_its_own_lines(split):
    plot = so.Plot(normal(20_000, 1, 10), x="x", y="y")
    plot = plot.facet("g") if split == "facet" else plot
    plot = plot.add(so.Contour(levels=[0.5]), **({"color": "g"} if split == "color" else {}))
    panels = range(2) if split == "facet" else range(1)
    largest = sorted(radius(run) for panel in panels for run in lines(plot, panel))[-2:]
    assert_allclose(largest, [1.18, 11.8], rtol=0.06)


def test_c2_so_many_lines_or_bands():
    heights = np.unique(primitives(surface(so.Contour(levels=6)), Lines)[0].color, axis=0)
    assert len(heights) == 6
    (areas,) = primitives(surface(so.Contour(levels=6, filled=True)), Areas)
    assert len(np.unique(areas.shapes)) >= 6
    assert len(np.unique(np.asarray(areas.color), axis=0)) == 6


def test_c2_a_level_beyond_all_heights_is_told():
    with pytest.warns(so.PlotWarning, match="no line is drawn at 100"):
        assert not primitives(surface(so.Contour(levels=[100])))


def test_c2_the_minimum_has_no_line():
    with pytest.warns(so.PlotWarning, match="no line is drawn at 0"):
        assert not primitives(surface(so.Contour(levels=[0])))


def test_c2_a_constant_is_told():
    with pytest.warns(so.PlotWarning, match="all heights are equal"):
        assert not primitives(surface(so.Contour(), GRID.assign(z=5.0)))


def test_c2_one_level_filled_is_the_region_above():
    (areas,) = primitives(surface(so.Contour(levels=[25], filled=True)), Areas)
    assert len(areas.paths) == 1
    assert areas.paths.xy.max() == 7  # up to the corner
    assert (areas.paths.xy.prod(axis=1) > 24).all()


def test_c3_a_number_of_levels_is_at_the_same_heights_in_all_panels():
    data = pd.concat([GRID.assign(p="a"), GRID.assign(p="b", z=GRID["z"] / 2)])
    plot = surface(so.Contour(levels=6), data).facet("p")
    whole, half = (np.unique(primitives(plot, Lines, panel)[0].color, axis=0) for panel in (0, 1))
    assert len(whole) == 6 and len(half) == 3
    assert {tuple(color) for color in half} < {tuple(color) for color in whole}
    assert len(drawing(plot).legends) == 1


def test_c3_a_panel_without_lines_is_told():
    data = pd.concat([GRID.assign(p="a"), GRID.assign(p="b", z=GRID["z"] / 20)])
    with pytest.warns(so.PlotWarning, match=r"1 of 2 groups have no line \('b'\)"):
        drawing(surface(so.Contour(levels=6), data).facet("p"))


def test_c3_colour_shows_shares_by_their_name():
    plot = so.Plot(normal(500, 1), x="x", y="y").add(so.Contour(levels=[0.5, 0.9]))
    assert drawing(plot).legends[0].title == "Mass"


def test_c4_lines_are_closed_and_inside_the_panel():
    plot = so.Plot(normal(500, 1), x="x", y="y").add(so.Contour(levels=[0.5, 0.99]))
    panel = drawing(plot).panels[0]
    for run in lines(plot):
        assert_allclose(run[0], run[-1])
        assert panel.x.limits[0] < run[:, 0].min() and run[:, 0].max() < panel.x.limits[1]
        assert panel.y.limits[0] < run[:, 1].min() and run[:, 1].max() < panel.y.limits[1]


def test_c4_transparent_bands_do_not_overlap():
    plot = so.Plot(normal(2000, 1), x="x", y="y")
    (areas,) = primitives(plot.add(so.Contour(filled=True, alpha=0.5, levels=4)), Areas)
    assert areas.edgewidth == 0
    whole = sum(_area(run) for run in areas.paths.split())
    (outer,) = primitives(plot.add(so.Contour(filled=True, levels=4)), Areas)
    assert outer.edgewidth > 0
    assert whole > 0


def test_holes_stay_empty():
    ring = GRID.assign(z=-np.abs(np.hypot(GRID["x"] - 3.5, GRID["y"] - 3.5) - 2.5))
    (areas,) = primitives(surface(so.Contour(levels=[-0.8], filled=True), ring), Areas)
    sizes = [_area(run) for run in areas.paths.split()]
    assert len(set(areas.shapes.tolist())) == 1
    assert sorted(np.sign(sizes)) == [-1, 1]


def test_missing_places_have_no_lines():
    hole = GRID[~((GRID["x"] == 3) & (GRID["y"] == 3))]
    for run in lines(surface(so.Contour(levels=[9]), hole)):
        assert (np.hypot(run[:, 0] - 3, run[:, 1] - 3) > 0.7).all()


def test_uneven_grids_and_log_axes():
    data = GRID.assign(x=10.0 ** GRID["x"])
    runs = lines(surface(so.Contour(levels=[7]), data).scale(x="log"))
    inside = np.concatenate(runs)
    assert_allclose(inside[:, 0].max(), 7)


def test_rows_that_are_no_grid_are_told():
    data = {"x": [1, 2, 3], "y": [1, 1, 1], "z": [1, 2, 3]}
    with pytest.warns(so.PlotWarning, match="their rows are no grid"):
        assert not primitives(surface(so.Contour(), data))


def test_levels_of_a_density_are_shares():
    with pytest.raises(so.PlotSpecError, match="shares of its mass"):
        drawing(so.Plot(normal(50, 1), x="x", y="y").add(so.Contour(levels=[50])))


def test_counts_in_cells_have_lines_too():
    plot = so.Plot(normal(2000, 1), x="x", y="y").add(so.Contour(levels=3), so.Bin2D(8))
    assert lines(plot)


def test_regions_tile_the_plane():
    heights = GRID["z"].to_numpy().reshape(8, 8)
    rings = regions(AT, AT, heights, np.array([-1.0, 10, 30]))
    assert_allclose(sum(abs(_area(one.xy)) for one in rings), 49)
    assert lines_at(AT, AT, heights, np.array([10.0]))[0].height == 10


@pytest.mark.parametrize("levels", [0, 1000, True, "a", [], [np.nan], ["a"], None])
def test_wrong_levels(levels):
    with pytest.raises(so.PlotSpecError, match="levels of Contour"):
        so.Contour(levels=levels)


def test_filled_is_true_or_false():
    with pytest.raises(so.PlotTypeError, match="filled"):
        so.Contour(filled=3)
