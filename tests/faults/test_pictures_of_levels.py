"""The level of missing values is last, and keys look like what they stand for."""

import numpy as np
import pandas as pd
import pytest

import plotkit.objects as so

COLORS = ["u", "v", None] * 2
NA = so.Nominal(na="grey")


def missing_of(data):
    return data["color"].isna().to_numpy()


@pytest.mark.parametrize("empty", ["keep", "fill"])
def test_missing_is_dodged_last(empty):
    data = pd.DataFrame({"x": ["p"] * 6, "y": range(6), "c": COLORS})
    plot = so.Plot(data, x="x", y="y", color="c").scale(color=NA)
    drawn = plot.add(so.Bar(), so.Agg(), so.Dodge(empty=empty)).plot().data(0)
    assert drawn["x"].astype(float)[missing_of(drawn)].min() == drawn["x"].astype(float).max()


@pytest.mark.parametrize("where", ["x", "y"])
@pytest.mark.parametrize("mark", [so.Bar(), so.Area()])
def test_missing_is_stacked_last(where, mark):
    value = "y" if where == "x" else "x"
    data = pd.DataFrame({"p": [1, 1, 1, 2, 2, 2], "n": [1, 2, 3, 4, 5, 6], "c": COLORS})
    plot = so.Plot(data, color="c", **{where: "p", value: "n"}).scale(color=NA)
    drawn = plot.add(mark, so.Stack(), orient=where).plot().data(0)
    ends = drawn.loc[missing_of(drawn), value].to_numpy(float)
    np.testing.assert_allclose(sorted(ends), [6, 15])


def test_missing_is_the_second_half_of_a_violin():
    data = {"x": [*"aaaaaaaa"], "y": [1, 2, 3, 4, 2, 3, 4, 6], "c": ["u"] * 4 + [None] * 4}
    plot = so.Plot(pd.DataFrame(data), x="x", y="y", color="c").scale(color=NA)
    drawn = plot.add(so.Violin(side="split")).plot().data(0)
    assert ((drawn["density"] > 0) == missing_of(drawn)).all()


def keys_of(plot):
    return [one.primitives for one in plot.plot().drawing.legends[0].keys]


@pytest.mark.parametrize(("value", "axis"), [("y", 0), ("x", 1)])
def test_the_key_of_half_a_violin_is_its_half(value, axis):
    data = {"x": [*"aaaaaaaa"], "y": [1, 2, 3, 4, 2, 3, 4, 6], "c": [*"uuuuvvvv"]}
    names = {"x": "x", "y": "y"} if value == "y" else {"x": "y", "y": "x"}
    plot = so.Plot(pd.DataFrame(data), color="c", **names).add(so.Violin(side="split"))
    first, second = (next(one.paths.xy[:, axis] for one in key) for key in keys_of(plot))
    if axis:  # the first is above the second where levels go down
        first, second = second, first
    assert first.max() <= 0.5 <= second.min()


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("pointsize", {"Points"}),
        ("linewidth", {"Lines"}),
        ("edgestyle", {"Areas", "Lines"}),
        ("color", {"Areas", "Lines", "Points"}),
    ],
)
def test_keys_of_geometries_show_what_has_the_property(name, kinds):
    shapes = [
        '{"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 1], [0, 0]]]}',
        '{"type": "LineString", "coordinates": [[0, 1], [1, 2]]}',
        '{"type": "Point", "coordinates": [1, 1]}',
    ]
    level = name == "edgestyle"
    data = {"geometry": shapes * 2, "n": [*"abbbaa"] if level else [1, 2, 3, 4, 5, 6.0]}
    plot = so.Plot(data, geometry="geometry", **{name: "n"}).add(so.Geo())
    if name == "color":
        plot = plot.scale(color=so.Continuous(guide="legend"))
    for key in keys_of(plot):
        assert {type(one).__name__ for one in key} == kinds
