"""Keys look like what they explain: they turn with the layer, and bend as it does."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection

import plotkit.objects as so
from plotkit.marks.primitives import Areas, Boxes, Lines, Points
from plotkit.mpl.guides.keys import KeyNeeds

ROWS = {"k": list("aabb") * 3, "v": [1.0, 2, 3, 5, 4, 7, 6, 3, 1, 3, 8, 4], "g": list("uvuv") * 3}


def plot(orient):
    places = {"x": "k", "y": "v"} if orient == "x" else {"y": "k", "x": "v"}
    return so.Plot(ROWS, **places, color="g")


def key(p):
    (legend,) = p.plot().drawing.legends
    return legend.keys[0]


def of_kind(p, kind):
    return [one for one in key(p).primitives if isinstance(one, kind)]


@pytest.mark.parametrize("mark", [so.PointRange(), so.ErrorBar(), so.Range(), so.Lollipop()])
@pytest.mark.parametrize("orient", ["x", "y"])
def test_lines_along_the_values_turn_with_the_layer(mark, orient):
    stat = so.Agg() if isinstance(mark, so.Lollipop) else so.Est(errorbar="sd")
    p = plot(orient).add(mark, stat, so.Dodge())
    (line,) = of_kind(p, Lines)
    along = np.ptp(line.paths.xy, axis=0) > 0
    assert along.tolist() == [orient == "y", orient == "x"]


@pytest.mark.parametrize("mark", [so.Box(), so.CrossBar()])
@pytest.mark.parametrize("orient", ["x", "y"])
def test_the_middle_line_of_a_box_turns_with_the_layer(mark, orient):
    lines = of_kind(plot(orient).add(mark, so.Dodge()), Lines)
    middle = [one.paths.xy for one in lines][-1]
    across = np.ptp(middle, axis=0) > 0
    assert across.tolist() == [orient == "x", orient == "y"]


@pytest.mark.parametrize("mark", [so.Line(), so.Step(), so.Lines()])
def test_a_line_along_the_positions_does_not_turn(mark):
    keys = [of_kind(plot(orient).add(mark, so.Agg()), Lines)[0].paths.xy for orient in "xy"]
    np.testing.assert_array_equal(*keys)


def test_a_line_through_a_dot_is_seen_beyond_it():
    made = key(plot("x").add(so.PointRange(pointsize=10), so.Dodge()))
    assert KeyNeeds.of(made).height(10) > 1.8 * 10
    lying = key(plot("y").add(so.PointRange(pointsize=10), so.Dodge()))
    assert KeyNeeds.of(lying).height(10) < 1.5 * 10


def test_a_bent_line_has_a_bent_key():
    ends = {"xend": [2.0, 3.0], "yend": [3.0, 1.0]}
    p = so.Plot(x=[1.0, 2.0], y=[1.0, 2.0], color=list("uv"))
    (curve,) = of_kind(p.add(so.Curve(head="end"), **ends), Lines)
    (other,) = of_kind(p.add(so.Curve(bend=-0.2), **ends), Lines)
    (arrow,) = of_kind(p.add(so.Arrow(), **ends), Lines)
    assert curve.place is None
    start, middle, end = (curve.paths.xy[i] for i in (0, len(curve.paths.xy) // 2, -1))
    assert (middle[1] > (start + end)[1] / 2) != (other.paths.xy[16, 1] > 0.5)
    assert len(arrow.paths.xy) == 2


@pytest.mark.parametrize(("orient", "axis"), [("x", 0), ("y", 1)])
def test_a_raincloud_is_its_cloud(orient, axis):
    made = key(plot(orient).add(so.Raincloud(), so.Dodge()))
    (cloud,) = made.primitives
    assert isinstance(cloud, Areas)
    xy = cloud.paths.xy
    left_or_above = xy[:, 0].max() <= 0.5 + 1e-9 if axis == 0 else xy[:, 1].min() >= 0.5 - 1e-9
    assert left_or_above


@pytest.mark.parametrize(("side", "less"), [("left", True), ("right", False)])
def test_half_a_violin_is_on_its_side(side, less):
    (area,) = of_kind(plot("x").add(so.Violin(side=side), so.Dodge()), Areas)
    assert (area.paths.xy[:, 0].max() <= 0.5) == less


def test_boxes_stay_boxes():
    for orient in "xy":
        made = key(plot(orient).add(so.Bar(), so.Agg(), so.Dodge()))
        assert [type(one) for one in made.primitives] == [Boxes]


# ------------------------------------------------------------------------- names of several columns


TWO = {"x": ["a", "b"], "then": [1.0, 2], "now": [3.0, 4], "temp_min": [0, 1], "temp_max": [5, 6]}


@pytest.mark.parametrize(
    ("low", "high", "title"),
    [("then", "now", ""), ("temp_min", "temp_max", "temp"), ("then", "then", "then")],
)
@pytest.mark.parametrize("orient", ["x", "y"])
def test_an_axis_is_called_what_its_columns_have_in_common(low, high, title, orient):
    other = "y" if orient == "x" else "x"
    p = so.Plot(TWO, **{orient: "x"})
    p = p.add(so.Dumbbell(), orient=orient, **{f"{other}min": low, f"{other}max": high})
    ax = p.plot().axes[0]
    assert (ax.get_ylabel() if other == "y" else ax.get_xlabel()) == title


def test_prices_have_no_common_name_and_a_value_has_its_own():
    day = {"x": [1, 2], "open": [1.0, 2], "high": [4.0, 5], "low": [0.5, 1], "close": [2.0, 1]}
    names = {name: name for name in ("open", "high", "low", "close")}
    assert so.Plot(day, x="x").add(so.Candlestick(), **names).plot().axes[0].get_ylabel() == ""
    p = so.Plot(TWO, x="x", y="then").add(so.PointRange(), ymin="temp_min", ymax="temp_max")
    assert p.plot().axes[0].get_ylabel() == "then"
    words = {"x": [1], "lower limit": [1.0], "upper limit": [2.0]}
    p = so.Plot(words, x="x").add(so.Range(), ymin="lower limit", ymax="upper limit")
    assert p.plot().axes[0].get_ylabel() == "limit"


def test_one_of_the_ends_of_a_dumbbell_can_be_hidden():
    p = so.Plot(TWO, x="x").add(so.Dumbbell(), ymin="then", ymax="now")
    (legend,) = p.legend(hide=["then"]).plot().drawing.legends
    assert [one.label for one in legend.keys] == ["now"]
    assert p.legend(hide=["then", "now"]).plot().drawing.legends == ()


def test_points_alone():
    assert of_kind(plot("x").add(so.Dot()), Points)


@pytest.mark.parametrize("style", ["--", "-.", (6, 3)])
@pytest.mark.parametrize("width", [1, 2])
def test_keys_of_dashed_lines_that_stand_upright_have_two_dashes(style, width):
    p = so.Plot(x=[1, 2], y=[3, 4]).add(so.Dots())
    p = p.add(so.Rule(linestyle=style, linewidth=width), x=1.5, label="target").plot()
    p.figure.draw_without_rendering()
    (legend,) = p.figure.legends
    (line,) = (one for one in legend.findobj(LineCollection))
    (shown,) = line.get_paths()
    height = np.ptp(line.get_transform().transform(shown.vertices)[:, 1]) * 72 / p.figure.dpi
    _, dashes = line.get_linestyles()[0]
    assert sum(dashes[:2]) + dashes[0] <= height * 1.001
