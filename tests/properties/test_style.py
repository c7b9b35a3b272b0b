from itertools import combinations

import numpy as np
import pytest
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path

from plotkit.errors import PlotSpecError, PlotWarning
from plotkit.properties.registry import PROPERTIES
from plotkit.properties.style import Fill, Hatch, LineStyle, Marker, MarkerShape

marker, line, fill = Marker("marker"), LineStyle("linestyle"), Fill("fill")
hatch = Hatch("hatch")

# ------------------------------------------------------------------------------------- markers


def test_first_markers(theme):
    shapes = marker.levels(range(9), None, theme)
    assert shapes.dtype == object
    wanted = ["o", "X", (4, 0, 45), "P", (4, 0, 0), (4, 1, 0), "^", (4, 1, 45), "v"]
    assert [shape.spec for shape in shapes] == wanted
    assert all(shape.filled for shape in shapes)


def test_markers_never_end_and_never_repeat(theme):
    shapes = marker.levels(range(100), None, theme)
    assert len({shape.spec for shape in shapes}) == 100
    corners = [shape.spec[0] for shape in shapes[9:]]
    assert corners == sorted(corners) and corners[0] == 5


@pytest.mark.parametrize(
    ("value", "filled"),
    [("o", True), ("x", False), ("", False), ((5, 1, 0), True), ("$a$", True), (0, False)],
)
def test_marker_standard_form(value, filled, theme):
    shape = marker.standardize(value, theme)
    assert shape == MarkerShape(value, filled)
    assert marker.standardize(shape, theme) is shape


def test_opaque_markers(theme):
    for spec in (MarkerStyle("s"), Path([[0, 0], [1, 1], [0, 1]]), [[0, 0], [1, 1], [0, 1]]):
        assert marker.standardize(spec, theme).spec is spec
        assert marker.levels("ab", {"a": spec}, theme)[0].spec is spec
    assert marker.standardize(None, theme) == MarkerShape("None", False)


def test_marker_values(theme):
    assert [s.spec for s in marker.levels("ab", ["s", (5, 0, 0)], theme)] == ["s", (5, 0, 0)]
    assert [s.spec for s in marker.levels("abc", {"b": "o"}, theme)] == ["X", "o", (4, 0, 45)]
    with pytest.raises(PlotSpecError, match="no marker"):
        marker.levels("a", ["zz"], theme)
    with pytest.raises(PlotSpecError, match="marker cannot take its values from 'deep'"):
        marker.levels("a", "deep", theme)
    with pytest.raises(PlotSpecError, match="levels only"):
        marker.ramp(None, theme)


def test_marker_literal(theme, monkeypatch):
    asked = []
    monkeypatch.setattr(theme, "is_filled", lambda spec: asked.append(spec) or True)
    shapes = marker.literal(np.array(["o", "s"] * 50), theme)
    assert shapes[0] is shapes[2] and len(shapes) == 100
    assert asked == ["o", "s"]


# --------------------------------------------------------------------------------- line styles


def test_first_dashes(theme):
    assert line.levels(range(5), None, theme).tolist() == [
        (0, None),
        (0, (4, 1.5)),
        (0, (1, 1)),
        (0, (3, 1.25, 1.5, 1.25)),
        (0, (5, 1, 1, 1)),
    ]


def test_dashes_never_end_and_never_repeat(theme):
    patterns = [dashes for _, dashes in line.levels(range(60), None, theme)][1:]

    def turns(dashes):
        return {dashes[i:] + dashes[:i] for i in range(0, len(dashes), 2)}

    assert all(len(dashes) % 2 == 0 for dashes in patterns)
    for one, other in combinations(patterns, 2):
        size = np.lcm(len(one), len(other))
        assert one * (size // len(one)) not in turns(other * (size // len(other)))


@pytest.mark.parametrize(
    ("value", "standard"),
    [
        ("-", (0.0, None)),
        ("solid", (0.0, None)),
        ("--", (0.0, (3.7, 1.6))),
        ("dashed", (0.0, (3.7, 1.6))),
        ("-.", (0.0, (6.4, 1.6, 1.0, 1.6))),
        ("dashdot", (0.0, (6.4, 1.6, 1.0, 1.6))),
        (":", (0.0, (1.0, 1.65))),
        ("dotted", (0.0, (1.0, 1.65))),
        ("", "None"),
        (" ", "None"),
        ("none", "None"),
        ("None", "None"),
        ((4, 1), (0.0, (4.0, 1.0))),
        ([4, 1, 2, 1], (0.0, (4.0, 1.0, 2.0, 1.0))),
        ((2, (4, 1)), (2.0, (4.0, 1.0))),
        ((0, None), (0.0, None)),
    ],
)
def test_line_standard_form(value, standard, theme):
    assert line.standardize(value, theme) == standard
    assert line.standardize(standard, theme) == standard
    assert line.standardize(None, theme) == "None"


@pytest.mark.parametrize(
    "value",
    ["dashd", "---", 3, (), (1,), (1, 2, 3), (0, 0), (1, -1), (0, ()), ("a", "b"), (1, np.nan)],
)
def test_line_errors(value, theme):
    with pytest.raises(PlotSpecError, match=r"linestyle cannot be .*'dashdot'.*on, off"):
        line.standardize(value, theme)


def test_line_suggestion(theme):
    with pytest.raises(PlotSpecError, match="Did you mean 'dotted'"):
        line.standardize("doted", theme)


def test_line_values(theme):
    assert line.levels("ab", {"a": "-"}, theme).tolist() == [(0, None), (0, (4, 1.5))]
    assert line.literal(np.array(["-", "none"]), theme).tolist() == [(0, None), "None"]


# ---------------------------------------------------------------------------------------- fill


def test_fill(theme):
    levels = fill.levels("ab", None, theme)
    assert levels.dtype == bool and levels.tolist() == [True, False]
    assert fill.levels("ab", {"a": False}, theme).tolist() == [False, True]
    assert fill.levels("ab", {"a": True}, theme).tolist() == [True, False]
    assert fill.levels("ab", [False, np.True_], theme).tolist() == [False, True]
    assert fill.literal(np.array([1, 0]), theme).tolist() == [True, False]


def test_fill_warns_when_levels_look_the_same(theme):
    with pytest.warns(PlotWarning, match="fill has only two values for 3 levels"):
        assert fill.levels("abc", None, theme).tolist() == [True, False, True]


@pytest.mark.parametrize("value", ["yes", None, 2, 0.5])
def test_fill_refuses(value, theme):
    with pytest.raises(PlotSpecError, match=r"fill cannot be .*; valid: True, False"):
        fill.standardize(value, theme)


# ---------------------------------------------------------------------------------------- text


def test_alignments(theme):
    across, up = PROPERTIES["halign"], PROPERTIES["valign"]
    assert across.levels("abc", None, theme).tolist() == ["left", "right", "left"]
    assert up.levels("abc", None, theme).tolist() == ["top", "bottom", "top"]
    for name in ("left", "center", "right"):
        assert across.standardize(name, theme) == name
    for name in ("top", "center", "bottom", "baseline", "center_baseline"):
        assert up.standardize(name, theme) == name
    with pytest.raises(PlotSpecError, match=r"halign cannot be 'top'.*Valid: 'left', 'center'"):
        across.standardize("top", theme)
    with pytest.raises(PlotSpecError, match="Did you mean 'baseline'"):
        up.standardize("basline", theme)


def test_text_is_the_value(theme):
    text = PROPERTIES["text"]
    assert text.standardize(3, theme) == "3"
    values = np.array(["a", None, 1.5, np.nan], dtype=object)
    assert text.literal(values, theme).tolist() == ["a", "", "1.5", ""]
    assert text.literal(np.array([1, 2]), theme).tolist() == ["1", "2"]
    days = np.array(["2024-01-02", "NaT"], dtype="M8[ns]")
    assert text.literal(days, theme).tolist() == ["2024-01-02", ""]
    assert text.levels("ab", {"a": 1, "b": "two"}, theme).tolist() == ["1", "two"]
    assert text.levels("ab", {"a": 1}, theme).tolist() == ["1", "b"]
    assert text.levels("ab", None, theme).tolist() == ["a", "b"]


def test_group_and_coordinates_stay_as_they_are(theme):
    values = np.array([3, 1])
    for name in ("group", "x", "ymax"):
        assert PROPERTIES[name].literal(values, theme) is values


# ------------------------------------------------------------------------------------- hatches


def test_hatches_never_end_and_never_repeat(theme):
    shapes = hatch.levels(range(80), None, theme)
    assert shapes.dtype == object
    assert shapes[:10].tolist() == ["", "//", "\\\\", "xx", "..", "--", "||", "oo", "++", "**"]
    drawn = [strokes(text) for text in shapes]
    assert len(set(drawn)) == 80


def strokes(text):
    """What matplotlib draws: how many lines in each direction, and how many of each shape."""
    count = text.lower().count
    lines = count("-") + count("+"), count("|") + count("+")
    slants = count("/") + count("x"), count("\\") + count("x")
    return lines, slants, count("."), text.count("o"), text.count("O"), count("*")


@pytest.mark.parametrize(
    ("value", "standard"),
    [(None, ""), ("", ""), (" ", ""), ("none", ""), ("/o", "/o")],
    ids=repr,
)
def test_hatch_values(value, standard, theme):
    assert hatch.standardize(value, theme) == standard


@pytest.mark.parametrize("value", ["//a", "solid", 3, True, ["/"]], ids=repr)
def test_wrong_hatches(value, theme):
    with pytest.raises(PlotSpecError, match=r"hatch cannot be .*valid: letters of '/', '\\\\'"):
        hatch.standardize(value, theme)


def test_hatches_by_name_leave_the_others_different(theme):
    assert hatch.levels("abc", ["x", "/", "o"], theme).tolist() == ["x", "/", "o"]
    named = hatch.levels("abc", {"b": "//\\\\"}, theme).tolist()
    assert named == ["", "//\\\\", "//"]
    crossed = hatch.levels("abcde", {"a": "//\\\\"}, theme).tolist()
    assert crossed == ["//\\\\", "", "//", "\\\\", ".."]  # not "xx", which looks the same
    assert hatch.literal(np.array(["/", None, "/"], dtype=object), theme).tolist() == ["/", "", "/"]
