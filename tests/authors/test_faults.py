"""What authors get wrong is told, and what docs/extending.md promises them holds."""

import numpy as np
import pytest

import plotkit.objects as so
from plotkit.marks.primitives import Boxes, Lines, Points, Texts
from plotkit.properties.number import Interval

FEW = {"x": ["a", "a", "b"], "y": [1.0, 2.0, 3.0], "g": ["u", "v", "u"]}


def plot_of(*layer, data=FEW, **variables):
    """Return a plot of a few rows with one layer."""
    return so.Plot(data, x="x", y="y").add(*layer, **variables)


def primitives(compiled, kind=object, layer=0):
    """Return what a layer draws, of one kind."""
    marks = [m for panel in compiled.drawing.panels for m in panel.marks if m.layer == layer]
    return [each for m in marks for each in m.primitives if isinstance(each, kind)]


def points(v, pane):
    """A plain function as a mark."""
    pane.points(v.xy(), color=v.color)


# ----------------------------------------------------------------------------- plain functions


@pytest.fixture
def twist():
    """Register a property, for one test."""
    from plotkit.properties import registry

    class Twist(Interval):
        def default_range(self, theme):
            return 0.0, 90.0

    so.register("twist", Twist("twist"))
    yield "twist"
    del registry._properties["twist"]


def test_b2_a_plain_function_uses_a_hatch_and_a_property_of_authors(twist):
    seen = {}

    def blocks(v, pane):
        seen["hatch"], seen["twist"] = np.asarray(v.hatch).tolist(), np.asarray(v.twist).tolist()
        pane.boxes(v.box("baseline", "y"), color=v.color, hatch=v.hatch)

    plot_of(blocks, hatch="g", twist="y", legend=False).plot()
    assert seen == {"hatch": ["", "//", ""], "twist": [0.0, 45.0, 90.0]}
    plot_of(blocks, legend=False).plot()
    assert seen == {"hatch": "", "twist": None}  # nobody knows what a property of authors is
    plot_of(blocks, hatch="g", legend=False).scale(hatch=["xx", ".."]).plot()
    assert seen["hatch"] == ["xx", "..", "xx"]


@pytest.mark.parametrize("orient", ["x", "y"])
def test_b2_every_property_that_is_no_position_is_there(orient):
    from plotkit.properties.registry import PROPERTIES, Coordinate

    names = [n for n, p in PROPERTIES.items() if not isinstance(p, Coordinate) and n != "group"]

    def asks(v, pane):
        assert all(name in v for name in names)
        points(v, pane)

    plot_of(asks, orient=orient).plot()


def test_b3_a_plain_function_is_added_to_marks_on_either_side():
    for mark in (so.Dots() + points, points + so.Dots(), so.Dash() + points, points + so.Dash()):
        drawn = primitives(plot_of(mark, so.Agg(), color="g").plot())
        assert len(drawn) == 2
    three = points + so.Dots() + points
    assert repr(plot_of(three)) == repr(plot_of(points + (so.Dots() + points)))
    assert len(primitives(plot_of(three).plot(), Points)) == 3
    moved = primitives(plot_of(so.Dots() + points, so.Shift(x=0.25)).plot(), Points)
    assert moved[0].xy.tolist() == moved[1].xy.tolist() == [[0.25, 1], [0.25, 2], [1.25, 3]]


@pytest.mark.parametrize("other", [3, None, so.Agg(), so.Dots, [so.Dots()]])
def test_b3_what_is_no_mark_is_told_on_either_side(other):
    for add in (lambda: so.Dots() + other, lambda: other + so.Dots()):
        with pytest.raises(so.PlotTypeError, match=r"added to marks and functions f\(v, pane\)"):
            add()


@pytest.mark.parametrize("wrong", [so.Agg(), so.Dodge()])
def test_b3_a_stat_or_move_is_no_plain_function(wrong):
    with pytest.raises(so.PlotTypeError, match="add\\(\\) needs a Mark first"):
        so.Plot(FEW, x="x", y="y").add(wrong)


# ------------------------------------------------------------------------- properties of one row


def test_b6_an_index_gives_the_property_of_one_row():
    seen = []

    def notes(v, pane):
        for row in range(v.n):
            pane.texts([[v.x[row], v.y[row]]], ["n"], color=v.color[row], size=v.fontsize[row])
            pane.points([[0, 0]], color=v.color[row], marker=v.marker[row])
            pane.lines([[[0, 0], [1, 1]]], linestyle=v.linestyle[row])
            pane.boxes([[[0, 0], [1, 1]]], hatch=v.hatch[row])
        seen.append((len(list(v.color)), v.color[-1].shape, v.color[:, 3].shape))

    given = dict.fromkeys(("color", "marker", "linestyle", "hatch"), "g")
    compiled = plot_of(notes, fontsize="y", **given, legend=False).plot()
    compiled.figure.draw_without_rendering()
    assert seen == [(3, (4,), (3,))]
    drawn = primitives(compiled, Texts)
    assert drawn[0].color == drawn[2].color != drawn[1].color
    assert drawn[0].size < drawn[1].size < drawn[2].size


def test_b6_one_row_of_a_single_level_and_of_a_factor():
    coded = so.Coded(np.array([1, 0, 1]), np.array([2.0, 3.0]))
    assert [coded[0], coded[-2], coded[np.int64(2)]] == [3.0, 2.0, 3.0]
    assert coded[[0, 1]].codes.tolist() == coded[:2].codes.tolist() == [1, 0]
    factor = so.Factor(np.array([1, 0, -1]), ("a", "b"))
    assert [factor[0], factor[1], factor[2]] == ["b", "a", None]
    assert factor[np.array([True, False, True])].codes.tolist() == [1, -1]
