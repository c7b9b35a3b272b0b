"""Contour: which lines, where, of what; rows C1 to C4 and 38 of the specification."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.contour import _even
from plotkit.marks.isolines import lines_at, regions
from plotkit.marks.primitives import Areas, Lines, Texts
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
    assert drawing(plot).legends[0].title == "Share within"


@pytest.mark.parametrize("asked", [None, "viridis", so.Continuous("viridis", bins=4)], ids=str)
@pytest.mark.parametrize("filled", [True, False])
def test_c3_the_densest_part_is_coloured_as_the_greatest_height(asked, filled):
    plot = so.Plot(normal(500, 1), x="x", y="y").scale(color=asked or "crest")
    what = Areas if filled else Lines
    shares, heights = (  # lines in the order of levels, regions from the outside
        np.asarray(primitives(plot.add(so.Contour(levels=n, filled=filled)), what)[0].color)
        for n in ([0.25, 0.5, 0.75, 0.95], 4)
    )
    assert_allclose(shares[[0, -1]], heights[[0, -1] if filled else [-1, 0]], atol=0.01)


def test_c3_a_reversed_scale_turns_shares_too():
    plot = so.Plot(normal(500, 1), x="x", y="y").add(so.Contour(levels=[0.5, 0.9]))
    colors = [
        np.asarray(primitives(plot.scale(color=so.Continuous(reverse=turned)), Lines)[0].color)
        for turned in (False, True)
    ]
    assert_allclose(colors[0], colors[1][::-1])


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


# --------------------------------------------------------------------- the bar, and labels on lines


def bar(plot):
    (guide,) = plot.plot().drawing.legends
    return guide


@pytest.mark.parametrize(("filled", "first"), [(True, 0.0), (False, 1 / 6)])
def test_c3_the_bar_has_a_step_for_each_level(filled, first):
    guide = bar(surface(so.Contour(levels=[10, 20, 40], filled=filled)))
    assert len(guide.colors) == 3
    assert guide.labels == ("10", "20", "40")
    assert_allclose(guide.ticks, first + np.arange(3) / 3)
    assert guide.arrows == (False, filled)  # above the highest level there is more


def test_c3_steps_of_shares_end_at_their_level():
    plot = so.Plot(normal(5_000, 1), x="x", y="y")
    guide = bar(plot.add(so.Contour(levels=[0.5, 0.95], filled=True)))
    assert len(guide.colors) == 2
    assert_allclose(guide.ticks, [0.5, 1])
    assert guide.arrows == (False, False)


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8, 12, 40, 200])
@pytest.mark.parametrize(
    ("low", "high"),
    [(0, 0.01485), (-3.2, 1.7), (1e-9, 3e-9), (1000, 1001), (0, 1e200), (-7e5, -1e4), (0, 1)],
)
def test_so_many_heights_are_round_and_even(number, low, high):
    levels = _even(np.array([low, (low + high) / 2, high, np.nan]), number)
    assert abs(len(levels) - number) <= max(1, 0.2 * number)
    assert ((levels > low) & (levels < high)).all()
    if len(levels) > 1:
        steps = np.diff(levels)
        assert_allclose(steps, steps[0], rtol=1e-6)
        step = float(f"{steps[0]:.10g}")
        assert len(f"{step:e}".partition("e")[0].strip("0").replace(".", "")) <= 2
        assert_allclose(np.round(levels / step) * step, levels, rtol=1e-9, atol=1e-9 * step)


@pytest.mark.parametrize("ends", [(5e-324, 1e-323), (1e16, 1e16 + 4), (-1.7e308, 1.7e308)])
def test_heights_that_nothing_round_lies_between(ends):
    levels = _even(np.array(ends), 8)
    assert len(levels) and np.isfinite(levels).all()


def test_ticks_of_a_density_are_exact():
    guide = bar(so.Plot(normal(500, 1), x="x", y="y").add(so.Contour(levels=8)))
    ticks = np.array([float(text) for text in guide.labels])
    assert_allclose(np.diff(ticks), np.diff(ticks)[0])


def test_c3_one_bar_for_all_panels_turned_if_asked():
    data = pd.concat([GRID.assign(f="a"), GRID.assign(f="b")])
    plot = surface(so.Contour(levels=4, filled=True), data).facet("f")
    guide, turned = bar(plot), bar(plot.legend(reverse=True))
    assert len(guide.colors) == 4
    assert_allclose(turned.colors, guide.colors[::-1])
    assert_allclose(turned.ticks, 1 - np.array(guide.ticks))
    assert turned.arrows == (True, False)


def test_c3_a_layer_of_other_amounts_keeps_the_bar_smooth():
    plot = surface(so.Contour(levels=4)).add(so.Dot(), color="z")
    assert len(bar(plot).colors) == 256


def texts(plot, panel=0):
    return [(t.text[i], t.xy[i]) for t in primitives(plot, Texts, panel) for i in range(len(t.xy))]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [(True, "10"), (".1f", "10.0"), ("{:.0f} m", "10 m"), (lambda level: f"<{level:g}>", "<10>")],
    ids=["plain", "spec", "format", "function"],
)
def test_labels_stand_on_their_lines(labels, expected):
    plot = surface(so.Contour(levels=[10, 20, 30], labels=labels))
    found = texts(plot)
    assert expected in [text for text, _ in found]
    runs = lines(plot)
    for _, place in found:
        assert min(np.hypot(*(run - place).T).min() for run in runs) < 1e-9


def test_labels_are_apart_and_widen_no_limits():
    plot = so.Plot(normal(2_000, 1, 3), x="x", y="y")
    labelled = plot.add(so.Contour(levels=12, labels=True), color="g")
    places = np.array([place for _, place in texts(labelled)])
    every = np.concatenate(lines(labelled))
    away = (places[:, None] - places[None]) / np.ptp(every, axis=0)
    distance = np.hypot(*np.moveaxis(away, 2, 0)) + np.eye(len(places))
    assert distance.min() > 0.1
    plain = plot.add(so.Contour(levels=12), color="g")
    for labelled_ax, plain_ax in zip(labelled.plot().axes, plain.plot().axes, strict=True):
        assert labelled_ax.get_xlim() == plain_ax.get_xlim()


def test_a_label_has_the_colour_of_its_line_on_the_ground():
    plot = surface(so.Contour(levels=[10, 20], labels=True, color="teal", fontsize=6))
    (made,) = primitives(plot, Texts)
    assert made.size == 6
    assert_allclose(np.asarray(made.color)[:3], [0, 128 / 255, 128 / 255])
    assert made.box.facecolor[3] == 1


def test_labels_in_each_panel_and_short_lines_have_none():
    data = pd.concat([GRID.assign(f="a"), GRID.assign(f="b", z=GRID["z"] * 0 + GRID["x"])])
    plot = surface(so.Contour(levels=[3], labels=True), data).facet("f")
    assert [len(texts(plot, panel)) for panel in (0, 1)] == [1, 1]
    dots = GRID.assign(z=[1.0 if i == 27 else 0.0 for i in range(64)])
    wide = pd.concat([dots, GRID.assign(z=0.0, x=GRID["x"] + 8)])
    assert texts(surface(so.Contour(levels=[0.9], labels=True), dots)) != []
    two = surface(so.Contour(levels=[0.9], labels=True), wide)
    assert len(texts(two)) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"labels": 3}, "labels of Contour, which stand on lines"),
        ({"labels": True, "filled": True}, "with filled=True: add lines over it"),
    ],
)
def test_wrong_labels(options, message):
    with pytest.raises(so.PlotSpecError, match=message):
        so.Contour(**options)


def test_a_format_that_cannot_write():
    with pytest.raises(so.PlotSpecError, match=r"labels='\{:d\}' cannot write"):
        texts(surface(so.Contour(levels=[10, 20], labels="{:d}")))
