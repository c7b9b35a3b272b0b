import numpy as np
import pytest

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.marks.primitives import Lines
from plotkit.page import Page, Swapped, placed

FIELD = {"x": [1.0, 2.0, 3.0], "y": [1.0, 1.0, 1.0], "u": [3.0, 0.0, -1.0], "v": [4.0, 2.0, 0.0]}


def drawn(p):
    (mark,) = p.plot().drawing.panels[0].marks
    (lines,) = mark.primitives
    assert isinstance(lines, Lines)
    return lines


def ends(lines, size=(300.0, 200.0), at=None):
    """Return both ends of each arrow in points, on a page where places lie side by side."""
    n = len(lines.paths)
    at = np.column_stack([np.arange(n) * 50.0 + 50, np.full(n, 100.0)]) if at is None else at
    nothing = np.zeros((2 * n, 2))
    page = Page(np.repeat(at, 2, axis=0), size, nothing, nothing)
    return placed(lines.place, page).xy.reshape(n, 2, 2) - at[:, None]


@pytest.mark.parametrize(("anchor", "share"), [("tail", 0), ("middle", 0.5), ("tip", 1)])
def test_the_longest_has_the_length_and_others_are_in_proportion(anchor, share):
    p = so.Plot(FIELD, x="x", y="y").add(so.Vector(length=25, anchor=anchor), u="u", v="v")
    found = ends(drawn(p))
    steps = np.array([[15, 20], [0, 10], [-5, 0]])
    np.testing.assert_allclose(found[:, 1] - found[:, 0], steps)
    np.testing.assert_allclose(found[:, 0], -share * steps)


def test_an_angle_is_counted_from_the_right_against_the_clock():
    p = so.Plot(x=[1, 2, 3], y=[1, 1, 1]).add(so.Vector(length=10), angle=[0, 90, 135])
    steps = np.diff(ends(drawn(p)), axis=1)[:, 0]
    np.testing.assert_allclose(steps, [[10, 0], [0, 10], [-(50**0.5), 50**0.5]], atol=1e-12)
    p = so.Plot(x=[1, 2], y=[1, 1]).add(so.Vector(length=10), angle=[0, 90], radius=[1, 2])
    steps = np.diff(ends(drawn(p)), axis=1)[:, 0]
    np.testing.assert_allclose(steps, [[5, 0], [0, 10]], atol=1e-12)


def test_no_arrow_of_length_zero():
    p = so.Plot(x=[1, 2, 3], y=[1, 1, 1]).add(so.Vector(), u=[0, 1, 0], v=[0, 1, 0])
    assert len(drawn(p).paths) == 1
    none = so.Plot(x=[1, 2], y=[1, 1]).add(so.Vector(), u=[0, 0], v=[0, 0])
    assert none.plot().drawing.panels[0].marks == ()


def test_one_measure_for_all_panels():
    p = so.Plot(FIELD, x="x", y="y").facet(col=["p", "q", "q"])
    p = p.add(so.Vector(length=25), u="u", v="v")
    first, second = (panel.marks[0].primitives[0] for panel in p.plot().drawing.panels)
    assert np.hypot(*np.diff(ends(first), axis=1)[0, 0]) == pytest.approx(25)
    assert np.hypot(*np.diff(ends(second), axis=1)[0, 0]) == pytest.approx(10)


def test_a_direction_is_that_on_paper_in_horizontal_layers_too():
    p = so.Plot(FIELD, x="x", y="y").add(so.Vector(length=25), u="u", v="v", orient="y")
    lines = drawn(p)
    assert isinstance(lines.place, Swapped)
    steps = np.diff(ends(lines), axis=1)[:, 0]
    np.testing.assert_allclose(steps, [[15, 20], [0, 10], [-5, 0]])


def test_those_that_stand_outside_are_not_drawn():
    p = so.Plot(FIELD, x="x", y="y").add(so.Vector(), u="u", v="v")
    found = ends(drawn(p), at=np.array([[-5.0, 10.0], [0.0, 0.0], [300.0, 201.0]]))
    assert np.isnan(found).all(axis=(1, 2)).tolist() == [True, False, True]


def test_the_key_is_an_arrow():
    p = so.Plot(FIELD, x="x", y="y").add(so.Vector(), u="u", v="v", color=list("aab"))
    (legend,) = p.plot().drawing.legends
    (line,) = legend.keys[0].primitives
    assert line.arrow == "end"
    assert line.paths.xy.tolist() == [[0, 0.5], [1, 0.5]]


def test_limits_hold_the_places():
    p = so.Plot(FIELD, x="x", y="y").add(so.Vector(), u="u", v="v")
    low, high = p.plot().axes[0].get_xlim()
    assert low < 1
    assert high > 3


def test_what_is_wrong():
    for options in ({"anchor": "head"}, {"head": "middle"}, {"length": 0}):
        with pytest.raises(PlotSpecError, match=r"of Vector|Vector\(length=\)"):
            so.Vector(**options)
    with pytest.raises(PlotSpecError, match=r"u and v are required, or x and y and angle"):
        so.Plot(FIELD, x="x", y="y").add(so.Vector()).plot()
    with pytest.warns(PlotWarning, match="a radius below 0 points the other way"):
        so.Plot(x=[1, 2], y=[1, 1]).add(so.Vector(), angle=[0, 90], radius=[-1, 2]).plot()


@pytest.mark.parametrize("how", ["plain", "log", "dates", "facets", "horizontal", "categories"])
@pytest.mark.parametrize("size", [(6, 4), (4, 3)])
def test_limits_hold_whole_arrows(how, size):
    x, y = (each.ravel() for each in np.mgrid[0:3, 0:3].astype(float))
    field = {"x": x, "y": y, "u": np.cos(x + 2 * y), "v": np.sin(2 * x - y), "g": list("abc") * 3}
    if how == "log":
        field["x"] = 10**x
    if how == "dates":
        field["x"] = np.datetime64("2024-01-01") + x.astype("timedelta64[D]")
    name = "g" if how == "categories" else "x"
    p = so.Plot(field, x=name, y="y").layout(size=size)
    orient = "y" if how == "horizontal" else None
    p = p.add(so.Vector(length=30, anchor="tail", head="both"), u="u", v="v", orient=orient)
    p = p.scale(x="log") if how == "log" else p.facet("g") if how == "facets" else p
    compiled = p.plot()
    compiled.figure.draw_without_rendering()
    renderer = compiled.figure.canvas.get_renderer()
    for ax in compiled.axes:
        for artist in ax.collections:
            found, panel = artist.get_window_extent(renderer), ax.get_window_extent(renderer)
            if how != "categories":
                assert panel.x0 <= found.x0 and found.x1 <= panel.x1
            assert panel.y0 <= found.y0 and found.y1 <= panel.y1


def test_limits_of_the_user_stay_and_arrows_are_whole():
    p = so.Plot(FIELD, x="x", y="y").add(so.Vector(length=60), u="u", v="v").limit(x=(1, 3))
    compiled = p.plot()
    compiled.figure.draw_without_rendering()
    assert compiled.axes[0].get_xlim() == (1, 3)
    (artist,) = compiled.axes[0].collections
    assert not artist.get_clip_on()
