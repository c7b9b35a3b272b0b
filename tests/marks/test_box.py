"""Box: what it draws, where, in which colours; rows B1 to B12 of the specification."""

import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import plotkit.objects as so
from plotkit.marks.paint import contrasting
from plotkit.marks.primitives import Areas, Boxes, Lines, Points
from plotkit.testing import assert_plot_equal
from plotkit.testing.drawn import drawing

FIVE = {"ymin": [0, 1], "q1": [1, 2], "median": [2, 4], "q3": [4, 5], "ymax": [6, 9]}
RNG = np.random.default_rng(11)
DATA = pd.DataFrame({"x": RNG.choice(["a", "b"], 200), "g": RNG.choice(["u", "v"], 200)})
DATA["y"] = RNG.gamma(2, size=200)
DATA.loc[:9, "y"] = np.arange(20.0, 30.0)  # outliers


def primitives(plot, kind=None, panel=0):
    """Return what a plot draws in a panel, or what of it is of one kind."""
    marks = drawing(plot).panels[panel].marks
    drawn = [each for mark in marks for each in mark.primitives]
    return drawn if kind is None else [each for each in drawn if isinstance(each, kind)]


def boxes(plot, panel=0):
    """Return the corners of all boxes, shape (n, 2, 2)."""
    return np.concatenate([each.corners for each in primitives(plot, Boxes, panel)])


def middles(corners):
    return corners[:, :, 0].mean(axis=1)


def widths(corners):
    return np.ptp(corners[:, :, 0], axis=1)


def wcag(one, other):
    def luminance(color):
        part = np.asarray(color[:3])
        linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


# --------------------------------------------------------------------------------- what is drawn


@pytest.mark.parametrize("flip", [False, True])
def test_box(flip, draw):
    body, low, high, median = draw(so.Box(), flip=flip, x=[1, 2], width=0.8, **FIVE)
    turn = (lambda xy: np.asarray(xy, float)[..., ::-1]) if flip else np.asarray
    assert_allclose(body.corners, turn([[[0.6, 1], [1.4, 4]], [[1.6, 2], [2.4, 5]]]))
    assert_allclose(low.paths.split(), turn([[[1, 0], [1, 1]], [[2, 1], [2, 2]]]))
    assert_allclose(high.paths.split(), turn([[[1, 4], [1, 6]], [[2, 5], [2, 9]]]))
    assert_allclose(median.paths.split(), turn([[[0.6, 2], [1.4, 2]], [[1.6, 4], [2.4, 4]]]))
    assert low.cap == high.cap == median.cap == "butt"  # they end where the numbers are
    assert median.linewidth == 1.5 * low.linewidth


def test_notches_are_narrow_at_the_median(draw):
    notch = {"notchmin": [1.5, 3], "notchmax": [2.5, 7]}
    areas, *_, median = draw(so.Box(notch=True), x=[1, 2], width=0.8, **FIVE, **notch)
    assert isinstance(areas, Areas)
    right = [[1.4, 1], [1.4, 1.5], [1.2, 2], [1.4, 2.5], [1.4, 4]]
    assert_allclose(areas.paths.split()[0][:5], right)
    assert_allclose(areas.paths.split()[0][5:], [[2 - x, y] for x, y in right[::-1]])
    assert areas.paths.split()[1][3].tolist() == [2.4, 7]  # past the box
    assert_allclose(median.paths.split()[0], [[0.8, 2], [1.2, 2]])


def test_details_that_are_left_out(draw):
    made = draw(so.Box(whisker=False, median=False, outliers=False), x=[1, 2], width=0.8, **FIVE)
    assert [type(each) for each in made] == [Boxes]


def test_details_are_marks_of_the_user():
    mark = so.Box(
        whisker=so.Range(linestyle=":"),
        median=so.Dot(color="w", pointsize=5),
        outliers=so.Dots(marker="x").after(so.Jitter(0.5, seed=3)),
    )
    plot = so.Plot(DATA, x="x", y="y", color="g").add(mark, so.Dodge())
    made = plot.plot().data()
    (body, low, high, median, outliers) = primitives(plot)
    assert_array_equal(
        body.corners, boxes(so.Plot(DATA, x="x", y="y", color="g").add(so.Box(), so.Dodge()))
    )
    assert low.linestyle == high.linestyle != (0, None)
    assert_allclose(sorted(median.xy[:, 1]), sorted(made["median"]))
    assert median.color == (1, 1, 1, 1)
    assert len(set(np.asarray(outliers.edgecolor, float).tolist()[0])) > 1  # as their boxes
    assert len(np.unique(outliers.xy[:, 0])) == len(outliers.xy)
    with pytest.raises(so.PlotSpecError, match=r"Box\(median=\) must be True, False or a mark"):
        so.Box(median="dash")
    with pytest.raises(so.PlotSpecError, match=r"Box\(notch=\) is True or False, not 'yes'"):
        so.Box(notch="yes")


def test_legend_key_is_a_box_without_outliers():
    for mark in (so.Box(), so.Box(outliers=so.Dots())):
        plot = so.Plot(DATA, x="x", y="y", color="g").add(mark, so.Dodge())
        (legend,) = drawing(plot).legends
        for key in legend.keys:
            assert {type(each) for each in key.primitives} == {Boxes, Lines}


# ----------------------------------------------------------------------------- rows of the spec


def test_b1_in_units_of_the_axis():
    y = [1, 2, 4, 8, 16, 32, 64, 400]
    plot = so.Plot(x=["a"] * 8, y=y).scale(y="log").add(so.Box())
    (corners,) = boxes(plot)
    assert_allclose(10 ** corners[:, 1], [3.364, 38.055], atol=1e-3)
    assert not primitives(plot, Points)
    assert_plot_equal(plot, so.Plot(x=["a"] * 8, y=y).add(so.Box()).scale(y="log"))
    data = so.Plot(x=["a"] * 8, y=y).scale(y="log").add(so.Box(), so.BoxStats(space="data"))
    assert_allclose(10 ** boxes(data)[0][:, 1], [3.5, 40])
    assert_allclose(primitives(data, Points)[0].xy, [[0, np.log10(400)]])


def test_b5_long_notches_are_told():
    frame = {"x": list("aaaaab"), "y": [1, 2, 3, 4, 5, 3]}
    plot = so.Plot(frame, x="x", y="y").add(so.Box(notch=True))
    with pytest.warns(so.PlotWarning, match="notch is longer than the box for 'a'; it is drawn"):
        (areas,) = primitives(plot, Areas)
    assert_allclose(areas.paths.split()[0][[1, 3], 1], [1.596, 4.404], atol=1e-3)
    assert len(areas.paths) == 2


@pytest.mark.parametrize("y", [[3.0], [0.2] * 10], ids=["one row", "equal rows"])
def test_b6_a_flat_box_is_a_line_as_wide_as_a_box(y):
    for mark in (so.Box(), so.Box(color="w", alpha=1), so.Box(color="k", alpha=1)):
        plot = so.Plot(x=["a"] * len(y), y=y).add(mark)
        (corners,) = boxes(plot)
        assert_allclose(corners, [[-0.4, y[0]], [0.4, y[0]]])
        median = primitives(plot, Lines)[-1]
        ground = plot.plot().axes[0].get_facecolor()
        color = np.ravel(np.asarray(median.color, float))[:4]
        assert wcag(color, ground) > 4.5
        low, high = plot.plot().axes[0].get_ylim()
        assert low < y[0] < high and high - low > 1e-3


def test_b7_without_outliers_limits_are_those_of_whiskers():
    frame = {"x": ["a"] * 21, "y": [*range(20), 500]}
    plot = so.Plot(frame, x="x", y="y").add(so.Box(outliers=False))
    shown = so.Plot(frame, x="x", y="y").add(so.Box())
    assert_array_equal(boxes(plot), boxes(shown))
    low, high = plot.plot().axes[0].get_ylim()
    assert -2 < low < 0 and 19 < high < 21
    with_dots = plot.add(so.Dots(), so.Jitter(0.5))
    assert with_dots.plot().axes[0].get_ylim()[1] > 500
    points = primitives(with_dots, Points)
    assert sum(len(each.xy) for each in points) == 21


def test_b8_each_keeps_its_place():
    frame = pd.DataFrame({"x": list("aaabb"), "g": list("uvwuw")})
    frame = pd.concat([frame.assign(y=i + np.arange(5.0)) for i in range(4)])
    frame["panel"] = np.where(frame.index < 3, "one", "two")
    plot = so.Plot(frame, x="x", y="y", color="g")
    places = [-0.8 / 3, 0, 0.8 / 3, 1 - 0.8 / 3, 1 + 0.8 / 3]
    drawn = boxes(plot.add(so.Box(), so.Dodge()))
    assert_allclose(np.sort(middles(drawn)), places)
    assert_allclose(widths(drawn), 0.8 / 3)
    both = plot.add(so.Box(), so.Dodge()).add(so.Dot(), so.Dodge(), so.Jitter(0.5))
    (dots,) = (each for each in primitives(both, Points) if len(each.xy) == 20)
    assert (np.abs(dots.xy[:, 0, None] - places).min(axis=1) <= 0.25 * 0.8 / 3).all()
    faceted = plot.facet("panel").add(so.Box(), so.Dodge())
    found = np.concatenate([middles(boxes(faceted, panel)) for panel in (0, 1)])
    assert_allclose(np.sort(found), places)


def test_b8_widths_go_with_the_root_of_n():
    frame = {"x": ["a"] * 100 + ["b"] * 25 + ["c"] * 4, "y": np.arange(129.0) % 7}
    drawn = boxes(so.Plot(frame, x="x", y="y").add(so.Box(varwidth=True)))
    assert_allclose(widths(drawn), 0.8 * np.array([1, 0.5, 0.2]))
    assert_allclose(middles(drawn), [0, 1, 2])
    with pytest.raises(so.PlotSpecError, match=r"Box\(varwidth=True\) needs n, which BoxStats"):
        so.Plot(x=[1, 2], **FIVE).add(so.Box(varwidth=True), orient="x").plot()


@pytest.mark.parametrize("mark", [so.Box(), so.Bar()], ids=["box", "bar"])
def test_b9_colour_that_says_what_x_says(mark):
    g = pd.Categorical(list("aabbcc"), categories=list("bacx"))
    plot = so.Plot({"g": g, "y": [1, 2, 3, 4, 5, 6]}, x="g", y="y", color="g")
    stats = [so.Agg()] if isinstance(mark, so.Bar) else []
    drawn = boxes(plot.add(mark, *stats, so.Dodge()))
    assert_allclose(widths(drawn), 0.8)
    assert_allclose(middles(drawn), np.rint(middles(drawn)))


def test_b10_numbers_and_times_as_positions():
    log = so.Plot(x=[0.1, 0.1, 1, 1], y=[1, 2, 3, 4]).scale(x="log").add(so.Box())
    assert_allclose(10 ** boxes(log)[:, :, 0], [[0.0398, 0.2512], [0.398, 2.512]], rtol=1e-2)
    year = so.Plot(x=[2019, 2019], y=[1, 2]).add(so.Box())
    assert_allclose(boxes(year)[0][:, 0], [2018.6, 2019.4])
    day = so.Plot(x=pd.to_datetime(["2024-03-01"] * 2), y=[1, 2]).add(so.Box())
    low, high = day.plot().axes[0].get_xlim()
    left, right = boxes(day)[0][:, 0]
    assert (left + right) / 2 == pytest.approx((low + high) / 2)
    assert (right - left) / (high - low) > 0.5
    numbers = so.Plot(x=[1, 1, 2, 2], y=[5, 6, 7, 9]).add(so.Box())
    assert_allclose(middles(boxes(numbers)), [1, 2])  # upright
    lying = so.Plot(x=[1, 1, 2, 2], y=[5, 6, 7, 9]).add(so.Box(), orient="y")
    assert len(boxes(lying)) == 4


def test_b10_a_box_for_each_of_many_numbers_is_told():
    x = np.linspace(0, 1, 1000)
    plot = so.Plot(x=x, y=x**2).add(so.Box())
    with pytest.warns(so.PlotWarning, match=r"1000 of 1000 boxes are of one row.*bins"):
        assert len(boxes(plot)) == 1000
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        so.Plot(x=list("abc"), y=[1, 2, 3]).add(so.Box()).plot()


def test_b11_given_numbers_are_drawn_without_a_stat():
    plot = so.Plot(x=["a", "b"], **FIVE).add(so.Box())
    body, *_, median = primitives(plot)
    assert_allclose(body.corners[:, :, 1], [[1, 4], [2, 5]])
    assert_allclose([line[0, 1] for line in median.paths.split()], [2, 4])
    wrong = {**FIVE, "q1": [1, 4.5]}
    with pytest.raises(so.PlotSpecError, match=r"q1 is above median in the row of 'b': 4.5 and 4"):
        so.Plot(x=["a", "b"], **wrong).add(so.Box()).plot()
    mark = so.Box(outliers=so.Dots())
    assert not primitives(so.Plot(x=["a", "b"], **FIVE).add(mark), Points)


@pytest.mark.parametrize("theme", ["darkgrid", "night"])
@pytest.mark.parametrize("alpha", [1.0, 0.7])
@pytest.mark.parametrize("color", ["#000000", "#00008b", "#ffffff", "#ffff00", "#808080"])
def test_b12_lines_are_seen(theme, alpha, color):
    plot = so.Plot(x=["a"] * 5, y=[1, 2, 3, 4, 5]).add(so.Box(color=color, alpha=alpha))
    plot = plot.theme(theme)
    body, low, _, median = primitives(plot)
    ground = np.array(plot.plot().axes[0].get_facecolor()[:3])
    face = np.asarray(body.color)
    seen = face[3] * face[:3] + (1 - face[3]) * ground
    assert wcag(median.color, seen) >= 3
    assert wcag(low.color, ground) >= 3 and wcag(body.edgecolor, ground) >= 3


def test_b12_contrast_of_any_colour():
    rows = np.column_stack([RNG.random((300, 3)), np.ones(300)])
    made = contrasting(rows, (0.15, 0.15, 0.15, 1.0))
    assert min(wcag(one, other) for one, other in zip(rows, made, strict=True)) > 4.5
    assert contrasting((1.0, 1.0, 1.0, 1.0), (0.15, 0.15, 0.15, 1.0)) == (0.15, 0.15, 0.15, 1.0)
    assert contrasting((0.0, 0.0, 0.3, 1.0), (0.15, 0.15, 0.15, 1.0)) == (1.0, 1.0, 1.0, 1.0)


def test_boxes_that_are_not_filled_have_lines_of_their_colour():
    plot = so.Plot(DATA, x="x", y="y", color="g").add(so.Box(fill=False), so.Dodge())
    body, low, high, median, _ = primitives(plot)
    edges = {tuple(color) for color in np.asarray(body.edgecolor).round(3).tolist()}
    assert len(edges) == 2
    assert (np.asarray(body.color)[:, 3] == 0).all()
    for each in (low, high, median):
        assert {tuple(color) for color in np.asarray(each.color).round(3).tolist()} == edges


def test_weights_and_engines():
    frame = pl.DataFrame({"x": DATA["x"].tolist(), "y": DATA["y"].tolist()})
    frame = frame.with_columns(w=pl.Series(RNG.integers(0, 4, 200)))
    eager, lazy = (
        so.Plot(each, x="x", y="y", weight="w").add(so.Box()).scale(x=so.Nominal(order=["a", "b"]))
        for each in (frame, frame.lazy())
    )
    assert_allclose(boxes(eager), boxes(lazy))
    (one,), (other,) = primitives(eager, Points), primitives(lazy, Points)
    assert_allclose(np.sort(one.xy, axis=0), np.sort(other.xy, axis=0))
