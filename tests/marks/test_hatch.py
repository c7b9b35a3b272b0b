"""Hatches of bars, areas and bands: row M3 of the cases."""

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.marks.pane import Pane
from plotkit.marks.primitives import Areas, Boxes

ROWS = {"x": list("abab"), "t": [0, 1, 0, 1], "y": [3, 4, 6, 5], "g": list("uuvv")}
ROWS |= {"low": [2, 3, 5, 4]}
MARKS = {
    "Bar": lambda p: p.add(so.Bar(edgewidth=0), so.Dodge()),
    "Bars": lambda p: p.add(so.Bars(edgewidth=0), so.Stack()),
    "Area": lambda p: p.add(so.Area(edgewidth=0), x="t"),
    "Band": lambda p: p.add(so.Band(), x="t", ymin="low", ymax="y"),
}
each = pytest.mark.parametrize("name", MARKS)


def drawing(name, **given):
    return MARKS[name](so.Plot(ROWS, x="x", y="y", **given)).plot().drawing


def shape(drawing):
    (mark,) = drawing.panels[0].marks
    (found,) = (one for one in mark.primitives if isinstance(one, Areas | Boxes))
    return found


@each
def test_m3_levels_differ_in_panel_and_key_and_one_is_plain(name):
    drawn = drawing(name, hatch="g")
    found = list(dict.fromkeys(np.asarray(shape(drawn).hatch, dtype=object)))
    (legend,) = drawn.legends
    keys = [np.ravel(np.asarray(key.primitives[0].hatch, dtype=object))[0] for key in legend.keys]
    assert found == keys and len(set(keys)) == 2 and keys[0] == ""


@each
def test_m3_hatch_and_colour_of_one_column_have_one_legend(name):
    (legend,) = drawing(name, hatch="g", color="g").legends
    assert [key.label for key in legend.keys] == ["u", "v"]


@each
def test_m3_of_two_columns_they_have_two(name):
    rows = {**{column: values + values for column, values in ROWS.items()}, "h": list("ppppqqqq")}
    first = so.Plot(rows, x="x", y="y", hatch="g", color="h")
    legends = MARKS[name](first).plot().drawing.legends
    assert sorted(tuple(key.label for key in one.keys) for one in legends) == [
        ("p", "q"), ("u", "v")
    ]  # fmt: skip


@each
def test_m3_without_an_edge_the_hatch_keeps_its_colour(name):
    found = shape(drawing(name, hatch="g"))
    assert np.all(np.asarray(found.edgewidth, dtype=float) == 0)
    assert np.all(np.atleast_2d(np.asarray(found.edgecolor))[:, 3] > 0)


@pytest.mark.parametrize("fill", [(0, 0, 0, 1), (0, 0, 0.4, 1), (1, 1, 1, 1), (0.9, 0.5, 0.3, 1)])
@pytest.mark.parametrize("hatch", ["//", ["//", ""]])
def test_m3_a_hatch_is_seen_upon_any_fill(fill, hatch):
    pane = Pane()
    pane.boxes([[[0, 0], [1, 1]], [[1, 0], [2, 1]]], color=fill, edgecolor=fill, hatch=hatch)
    edges = np.atleast_2d(np.asarray(pane.primitives[0].edgecolor))
    ground = np.array(fill[:3]) @ [0.2126, 0.7152, 0.0722]
    assert np.abs(edges[0, :3] @ [0.2126, 0.7152, 0.0722] - ground) > 0.4
    if isinstance(hatch, list):  # what is plain keeps its edge
        assert tuple(edges[1]) == fill


def test_an_edge_that_is_seen_stays():
    pane = Pane()
    edge = (1.0, 0.0, 0.0, 1.0)
    pane.boxes([[[0, 0], [1, 1]]], color=(0, 0, 0, 1), edgecolor=edge, hatch="x")
    pane.boxes([[[0, 0], [1, 1]]], color=(1, 0, 0, 0.2), edgecolor=edge, hatch="x")
    assert [one.edgecolor for one in pane.primitives] == [edge, edge]
