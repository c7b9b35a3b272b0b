"""Moves: what is relative to its group, and shapes on top of each other."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

import plotkit.objects as so

LATE = {"year": [1, 2, 3, 2, 3], "v": [1.0, 2.0, 3.0, 5.0, 6.0], "who": list("aaabb")}
FIRST = so.Norm(where="x == x.min()", percent=True)


def column(compiled, name):
    return np.asarray(compiled.data(layer=0)[name]).tolist()


@pytest.mark.parametrize("frame", [dict, pd.DataFrame, pl.LazyFrame])
def test_n4_each_group_begins_at_100(frame):
    p = so.Plot(frame(LATE), x="year", y="v", color="who").add(so.Lines(), FIRST)
    assert column(p.plot(), "y") == pytest.approx([100, 200, 300, 100, 120])


def test_n4_horizontal():
    turned = so.Norm(where="y == y.min()", percent=True)
    p = so.Plot(LATE, y="year", x="v", color="who").add(so.Lines(), turned, orient="y")
    assert column(p.plot(), "x") == pytest.approx([100, 200, 300, 100, 120])


def test_n4_panels_are_groups():
    p = so.Plot(LATE, x="year", y="v").facet("who").add(so.Lines(), FIRST)
    assert column(p.plot(), "y") == pytest.approx([100, 200, 300, 100, 120])


def test_n4_groups_as_named():
    p = so.Plot(LATE, x="year", y="v", color="who").add(
        so.Dots(), so.Norm("sum", where="color == 'b'", by=["x"])
    )
    with pytest.warns(match="1 with undefined y"):
        made = p.plot()
    assert column(made, "y") == pytest.approx([2 / 5, 3 / 6, 1, 1])


GAPPY = {"x": [1, 2, 3, 1, 3], "y": [1.0, 5, 1, 1, 1], "g": list("aaabb")}


def tops(compiled, name="y"):
    """Return the values of each group by position."""
    frame = pd.DataFrame(compiled.data(layer=0))
    turned = {"x": "y", "y": "x"}[name]
    return {g: dict(zip(own[turned], own[name], strict=True)) for g, own in frame.groupby("color")}


@pytest.mark.parametrize("mark", [so.Area(), so.Line(), so.Lines(), so.Area() + so.Line()])
def test_n6_areas_and_lines_stack_on_the_union_of_positions(mark):
    made = so.Plot(GAPPY, x="x", y="y", color="g").add(mark, so.Stack()).plot()
    assert tops(made) == {"a": {1: 1, 2: 5, 3: 1}, "b": {1: 2, 2: 6, 3: 2}}


def test_n6_positions_of_one_group_between_those_of_the_other():
    data = {"x": [0, 2, 1, 3], "y": [2.0, 4, 1, 1], "g": list("aabb")}
    made = so.Plot(data, x="x", y="y", color="g").add(so.Area(), so.Stack()).plot()
    assert tops(made) == {"a": {0: 2, 1: 3, 2: 4, 3: 0}, "b": {0: 2, 1: 4, 2: 5, 3: 1}}
    (mark,) = made.drawing.panels[0].marks
    outline = mark.primitives[0].paths.xy
    assert len(outline) == 16


def test_n6_horizontal_with_dates_in_panels():
    days = np.array(["2024-01-01", "2024-01-03", "2024-01-02", "2024-01-03"], dtype="M8[D]")
    data = pd.DataFrame({"y": days, "x": [2.0, 4, 1, 1], "g": list("aabb")})
    data = pd.concat([data.assign(p="u"), data.iloc[:2].assign(p="v")])
    p = so.Plot(data, x="x", y="y", color="g").facet("p").add(so.Area(), so.Stack(), orient="y")
    frame = pd.DataFrame(p.plot().data(layer=0))
    assert len(frame[frame["col"] == "u"]) == 6
    assert len(frame[frame["col"] == "v"]) == 2
    between = frame[(frame["y"] == np.datetime64("2024-01-02")) & (frame["color"] == "a")]
    assert between["x"].tolist() == [3.0]


def test_n6_shares_of_the_union_are_whole():
    moves = so.Norm("sum", by=["x"]), so.Stack()
    made = so.Plot(GAPPY, x="x", y="y", color="g").add(so.Area(), *moves).plot()
    assert tops(made)["b"] == {1: 1, 2: 1, 3: 1}


def test_n6_points_beside_lines_and_bars_get_no_more_rows():
    made = so.Plot(GAPPY, x="x", y="y", color="g").add(so.Line() + so.Dot(), so.Stack()).plot()
    line, dots = made._layers[0].marks
    assert (line.table.n, dots.table.n) == (6, 5)
    made = so.Plot(GAPPY, x="x", y="y", color="g").add(so.Bar(), so.Stack()).plot()
    assert len(made.data(layer=0)["y"]) == 5


def test_n6_heights_are_those_of_the_data_on_a_logarithmic_axis():
    p = so.Plot(GAPPY, x="x", y="y", color="g").add(so.Line(), so.Stack()).scale(y="log")
    assert tops(p.plot())["b"] == pytest.approx({1: 2, 2: 6, 3: 2})
