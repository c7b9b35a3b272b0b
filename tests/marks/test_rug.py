"""Rug: row R6 of the cases, and its neighbours."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.marks.primitives import Lines

RNG = np.random.default_rng(4)
ROWS = {
    "x": RNG.normal(5, 2, 60),
    "y": RNG.gamma(3, 2, 60),
    "g": np.tile(["u", "v", "w"], 20),
    "f": np.repeat(["p", "q"], 30),
}


def rugs(plot, panel=0):
    marks = plot.plot().drawing.panels[panel].marks
    return [one for mark in marks for one in mark.primitives if isinstance(one, Lines)]


def lines(rug):
    """Return lines of two vertices, shape (n, 2, 2)."""
    return rug.paths.xy.reshape(-1, 3, 2)[:, :2]


@pytest.mark.parametrize("position", ["x", "y"])
def test_r6_bars_keep_base_and_tops(position):
    bars = so.Plot(ROWS, **{position: "x"}).add(so.Bars(), so.Hist())
    plain = bars.plot().drawing.panels[0]
    for plot in (bars.add(so.Rug()), bars.add(so.Rug()).add(so.Rug(side="high"))):
        panel = plot.plot().drawing.panels[0]
        assert (panel.x.limits, panel.y.limits) == (plain.x.limits, plain.y.limits)
    (rug,) = rugs(bars.add(so.Rug()))
    along = "xy".index(position)
    assert_allclose(lines(rug)[:, 0, along], np.sort(ROWS["x"]))
    assert rug.panel == "yx"[along]


def test_r6_many_rows_are_one_artist():
    many = {"x": RNG.normal(size=100_000)}
    compiled = so.Plot(many, x="x").add(so.Bars(), so.Hist()).add(so.Rug()).plot()
    assert len(compiled.artists(1)) == 1
    assert len(lines(rugs(so.Plot(many, x="x").add(so.Rug()))[0])) == 100_000


def test_r6_the_length_is_a_share_of_the_panel_after_any_zoom():
    compiled = so.Plot(ROWS, x="x", y="y").add(so.Dots()).add(so.Rug(length=0.1), y=None).plot()
    (artist,) = compiled.artists(1)
    ax = compiled.axes[0]
    for limits in ((0, 30), (-500, 3), (30, 0)):
        ax.set_ylim(limits)
        ends = artist.get_transform().transform(artist.get_segments()[0][:2])
        assert_allclose(ax.transAxes.inverted().transform(ends)[:, 1], [0, 0.1])


@pytest.mark.parametrize(
    ("side", "outside", "expected"),
    [
        (None, False, [(0, 0.05)]),
        (None, True, [(1, 1.05)]),
        ("low", True, [(0, -0.05)]),
        ("high", False, [(1, 0.95)]),
        ("both", False, [(0, 0.05), (1, 0.95)]),
    ],
)
def test_r6_sides(side, outside, expected):
    rug = so.Rug(side=side, outside=outside, length=0.05)
    found = [tuple(lines(one)[0, :, 1]) for one in rugs(so.Plot(ROWS, x="x").add(rug))]
    assert_allclose(found, expected)


def test_r6_outside_it_hides_with_the_zoom_and_takes_room():
    plot = so.Plot(ROWS, x="x", y="y", color="g").add(so.Dots()).label(title="Title")
    inner, outer = (plot.add(so.Rug(outside=out)).plot() for out in (False, True))
    for one in (inner, outer):
        one.figure.draw_without_rendering()
    a, b = inner.axes[0].bbox, outer.axes[0].bbox
    assert b.y1 < a.y1 - 3 and b.x1 < a.x1 - 3
    rug, title = outer.artists(1)[0], outer.axes[0].title
    assert title.get_window_extent().y0 > rug.get_window_extent().y1
    outer.axes[0].set_xlim(4, 6)
    runs = np.concatenate(rug._runs())
    runs = runs[np.isfinite(runs).all(axis=1)]
    assert runs[:, 0].min() >= b.x0 - 0.1 and runs[:, 0].max() <= b.x1 + 0.1


@pytest.mark.parametrize("given", [{"x": "x"}, {"y": "y"}, {"x": "x", "y": "y"}])
def test_it_is_at_each_axis_that_has_positions(given):
    found = rugs(so.Plot(ROWS, **given).add(so.Rug()))
    axes = [{"y": "x", "x": "y"}[one.panel] for one in found]
    assert axes == list(given)


def test_without_positions():
    with pytest.raises(so.PlotSpecError, match="x is required, or x and y, or y"):
        so.Plot(ROWS).add(so.Rug()).plot()


def test_colours_and_panels():
    plot = so.Plot(ROWS, x="x", color="g").facet("f").add(so.Rug())
    for panel, name in enumerate("pq"):
        (rug,) = rugs(plot, panel)
        assert len(rug.paths) == 3
        expected = [ROWS["x"][(ROWS["g"] == g) & (ROWS["f"] == name)] for g in "uvw"]
        found = [run[::3, 0] for run in rug.paths.split()]
        assert sorted(map(tuple, found)) == sorted(tuple(np.sort(one)) for one in expected)
    (legend,) = plot.plot().drawing.legends
    assert_allclose(legend.keys[0].primitives[0].paths.xy[:2, 1], [0, 1])


def test_amounts_as_colours():
    (rug,) = rugs(so.Plot(ROWS, x="x", color="y").add(so.Rug()))
    assert len(rug.paths) == len(np.asarray(rug.color)) > 40


@pytest.mark.parametrize("wrong", [{"side": "left"}, {"length": 0}, {"length": 2}])
def test_wrong_parameters(wrong):
    with pytest.raises(so.PlotSpecError, match=f"{next(iter(wrong))}"):
        so.Rug(**wrong)
