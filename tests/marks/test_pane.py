import numpy as np
import pytest
from numpy.testing import assert_array_equal

import plotkit.objects as so
from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import Areas, Custom, Lines, Paths, Points, Texts, vertices
from plotkit.properties.style import MarkerShape

XY = np.array([[1.0, 2], [3, 4], [5, 6]])
RUNS = Paths(XY, np.array([0, 2]))
BOX = np.array([[[0.0, 1], [2, 3]]])
RED = (1.0, 0.0, 0.0, np.nan)

WORDS = {
    "points": (lambda pane: pane.points(XY), Points),
    "lines": (lambda pane: pane.lines(RUNS), Lines),
    "areas": (lambda pane: pane.areas(RUNS), Areas),
    "texts": (lambda pane: pane.texts(XY, ["a", "b", "c"]), Texts),
}


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("flip", [False, True])
def test_words_have_their_positions_laid_down_once(name, flip):
    say, kind = WORDS[name]
    pane = so.Pane(flip)
    say(pane)
    (primitive,) = pane.primitives
    assert type(primitive) is kind
    assert_array_equal(vertices(primitive), XY[:, ::-1] if flip else XY)


@pytest.mark.parametrize("flip", [False, True])
def test_boxes_are_laid_down(flip):
    pane = so.Pane(flip)
    pane.boxes(BOX)
    assert_array_equal(pane.primitives[0].corners, BOX[..., ::-1] if flip else BOX)
    assert pane.primitives[0].flip is flip
    assert vertices(pane.primitives[0]).shape == (2, 2)


def test_words_keep_their_order():
    pane = so.Pane()
    for say, _ in WORDS.values():
        say(pane)
    pane.artist(print)
    assert [type(primitive) for primitive in pane.primitives] == [
        Points,
        Lines,
        Areas,
        Texts,
        Custom,
    ]
    assert vertices(pane.primitives[-1]).shape == (0, 2)


def test_artist():
    pane = so.Pane(flip=True)
    make = object()
    pane.artist(make)
    assert pane.primitives[0].make is make and pane.primitives[0].flip


@pytest.mark.parametrize("primitive", ["points", "lines", "areas", "texts", "boxes"])
def test_nothing_to_draw_is_no_word(primitive):
    pane = so.Pane()
    empty = {"lines": (0, 2, 2), "areas": (0, 3, 2), "boxes": (0, 2, 2)}.get(primitive, (0, 2))
    getattr(pane, primitive)(np.empty(empty), *([[]] if primitive == "texts" else []))
    assert pane.primitives == []


@pytest.mark.parametrize("primitive", ["lines", "areas"])
def test_paths_of_one_length_as_an_array(primitive):
    pane = so.Pane(flip=True)
    getattr(pane, primitive)(np.arange(12.0).reshape(2, 3, 2))
    first, second = pane.primitives[0].paths.split()
    assert_array_equal(first, [[1, 0], [3, 2], [5, 4]])
    assert_array_equal(second, [[7, 6], [9, 8], [11, 10]])


def test_colors_are_merged_with_alpha():
    pane = so.Pane()
    pane.points(XY, color=RED, alpha=0.5)
    pane.points(XY, color=RED, alpha=0.5, edgecolor=RED, edgealpha=0.2)
    pane.points(XY, color=(0, 0, 1, 0.1), edgecolor=(0, 0, 1, 0.9))
    pane.areas(RUNS, color=RED, alpha=0.5)
    pane.boxes(BOX, color=RED, alpha=0.5, edgecolor=RED)
    found = [(primitive.color[3], primitive.edgecolor[3]) for primitive in pane.primitives]
    assert found == [(0.5, 0.5), (0.5, 0.2), (0.1, 0.9), (0.5, 0.5), (0.5, 1)]
    pane.lines(RUNS, color=RED, alpha=0.4)
    pane.texts(XY, list("abc"), color=RED, alpha=0.3)
    assert [primitive.color[3] for primitive in pane.primitives[-2:]] == [0.4, 0.3]


def test_looks_pass_through():
    pane, sizes = so.Pane(), Coded(np.array([0, 1, 0]), np.array([1.0, 2]))
    pane.points(XY, size=sizes, edgewidth=2.0, edgestyle=(0, (1, 2)), marker="s", kws={"zorder": 5})
    primitive = pane.primitives[0]
    assert primitive.size is sizes
    assert (primitive.edgewidth, primitive.edgestyle, primitive.marker) == (2, (0, (1, 2)), "s")
    assert primitive.kws == {"zorder": 5}


@pytest.mark.parametrize("marker", ["", "None", "none", " ", MarkerShape("None", False)])
def test_no_marker_is_no_word(marker):
    pane = so.Pane()
    pane.points(XY, marker=marker)
    assert pane.primitives == []


@pytest.mark.parametrize("marker", ["o", MarkerShape("x", False), (5, 1, 0)])
def test_markers(marker):
    pane = so.Pane()
    pane.points(XY, marker=marker)
    assert pane.primitives[0].marker is marker


@pytest.mark.parametrize(
    ("primitive", "args", "message"),
    [
        ("points", [np.zeros(3)], r"must have shape \(n, 2\), not \(3,\)"),
        ("points", [np.zeros((3, 3))], r"must have shape \(n, 2\), not \(3, 3\)"),
        ("points", [np.zeros((2, 2, 2))], r"not \(2, 2, 2\)"),
        ("points", [[[1, 2], [3]]], "must be an array of numbers"),
        ("points", [[["a", "b"]]], "must be an array of numbers"),
        ("lines", [np.zeros((3, 2))], r"must have shape \(n, k, 2\), not \(3, 2\)"),
        ("lines", [[np.zeros((3, 2)), np.zeros((2, 2))]], "must be an array of numbers"),
        ("lines", [Paths(np.zeros((3, 3)), np.array([0]))], r"must have shape \(n, 2\)"),
        ("areas", [np.zeros((3, 2))], r"\(n, k, 2\), not \(3, 2\)"),
        ("boxes", [np.zeros((3, 4))], r"must have shape \(n, 2, 2\), not \(3, 4\)"),
        ("boxes", [np.zeros((3, 3, 2))], r"must have shape \(n, 2, 2\), not \(3, 3, 2\)"),
        ("texts", [np.zeros(2), ["a"]], r"must have shape \(n, 2\)"),
        ("texts", [XY, ["a", "b"]], r"3 positions need as many texts, not shape \(2,\)"),
        ("texts", [XY, "abc"], r"3 positions need as many texts, not shape \(\)"),
    ],
)
def test_wrong_shapes(primitive, args, message):
    pane = so.Pane()
    with pytest.raises(PlotSpecError, match=message):
        getattr(pane, primitive)(*args)
    assert pane.primitives == []


@pytest.mark.parametrize("primitive", ["points", "lines", "areas", "boxes", "texts"])
def test_colors_by_name_are_refused_with_advice(primitive):
    arg = {"boxes": BOX, "lines": RUNS, "areas": RUNS}.get(primitive, XY)
    with pytest.raises(PlotSpecError, match="make the colour a property of the mark"):
        getattr(so.Pane(), primitive)(
            arg, *([list("abc")] if primitive == "texts" else []), color="red"
        )


def test_lists_will_do():
    pane = so.Pane()
    pane.points([[1, 2], [3, 4]], color=[1, 0, 0, 1])
    assert pane.primitives[0].xy.dtype == float


@pytest.mark.parametrize(
    ("primitive", "expected"),
    [
        ("points", {"size": 6, "edgewidth": 0, "edgestyle": (0, None), "marker": "o"}),
        ("lines", {"linewidth": 1.5, "linestyle": (0, None), "each": False}),
        ("areas", {"edgewidth": 0, "edgestyle": (0, None), "each": False}),
        ("boxes", {"edgewidth": 0, "edgestyle": (0, None), "each": False, "inside": False}),
        ("texts", {"size": 10, "halign": "center", "valign": "center_baseline"}),
    ],
)
def test_what_is_not_said(primitive, expected):
    pane = so.Pane()
    arg = {"boxes": BOX, "lines": RUNS, "areas": RUNS}.get(primitive, XY)
    getattr(pane, primitive)(arg, *([list("abc")] if primitive == "texts" else []))
    found = vars(pane.primitives[0])
    assert {name: found[name] for name in expected} == expected
    assert found["color"] == found.get("edgecolor", found["color"]) == (0, 0, 0, 1)
    assert found["kws"] == {}
    assert list(found.get("offset", (0, 0))) == [0, 0]
