from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import plotkit.objects as so
from plotkit.data.factor import Coded
from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import (
    Areas,
    Boxes,
    Custom,
    Grid,
    Lines,
    Paths,
    Points,
    Texts,
    optional_ranges,
    vertices,
)
from plotkit.page import name_of, placed
from plotkit.properties.style import MarkerShape

XY = np.array([[1.0, 2], [3, 4], [5, 6]])
RUNS = Paths(XY, np.array([0, 2]))
BOX = np.array([[[0.0, 1], [2, 3]]])
RED = (1.0, 0.0, 0.0, np.nan)

PRIMITIVES = {
    "points": (lambda pane: pane.points(XY), Points),
    "lines": (lambda pane: pane.lines(RUNS), Lines),
    "areas": (lambda pane: pane.areas(RUNS), Areas),
    "texts": (lambda pane: pane.texts(XY, ["a", "b", "c"]), Texts),
}


@pytest.mark.parametrize("name", PRIMITIVES)
@pytest.mark.parametrize("flip", [False, True])
def test_primitives_have_their_positions_laid_down_once(name, flip):
    say, kind = PRIMITIVES[name]
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


def test_primitives_keep_their_order():
    pane = so.Pane()
    for say, _ in PRIMITIVES.values():
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
def test_no_marker_is_no_primitive(marker):
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


# ------------------------------------------------------------------------- shares of the panel

DRAWN = {
    "points": lambda pane, **kws: pane.points(XY, **kws),
    "lines": lambda pane, **kws: pane.lines(RUNS, **kws),
    "areas": lambda pane, **kws: pane.areas(RUNS, **kws),
    "boxes": lambda pane, **kws: pane.boxes(BOX, **kws),
    "texts": lambda pane, **kws: pane.texts(XY, list("abc"), **kws),
    "grid": lambda pane, **kws: pane.grid([0, 1], [0, 2], np.ones((1, 1, 4)), **kws),
}
every = pytest.mark.parametrize("name", DRAWN)


def drawn(name, flip=False, **kws):
    pane = so.Pane(flip)
    DRAWN[name](pane, **kws)
    return pane.primitives[0]


@every
@pytest.mark.parametrize("panel", ["", "x", "y", "xy", "yx"])
def test_shares_of_the_panel_are_no_positions(name, panel):
    upright, lying = drawn(name, panel=panel), drawn(name, flip=True, panel=panel)
    assert upright.panel == ("xy" if panel == "yx" else panel)
    assert lying.panel == {"x": "y", "y": "x"}.get(upright.panel, upright.panel)
    missing = [axis in panel for axis in "xy"]
    for found, wanted in ((vertices(upright), missing), (vertices(lying), missing[::-1])):
        assert_array_equal(np.isnan(found), np.broadcast_to(wanted, found.shape))


@every
def test_what_does_not_widen_limits(name):
    counting, silent = drawn(name), drawn(name, limits=False)
    assert counting.limits and not silent.limits
    assert vertices(silent).shape == (0, 2)
    for axis, along in zip("xy", vertices(counting).T, strict=True):
        low, high = optional_ranges(silent, axis).T
        assert low.min() == along.min() and high.max() == along.max()
        assert (low <= high).all() and set(low) | set(high) <= set(along)
        assert len(optional_ranges(counting, axis)) == 0
    shares = drawn(name, limits=False, panel="x")
    assert len(optional_ranges(shares, "x")) == 0 < len(optional_ranges(shares, "y"))
    assert len(optional_ranges(Custom(print), "x")) == 0


@every
@pytest.mark.parametrize("panel", ["z", "xx", None, 1, ("x", "y")], ids=repr)
def test_wrong_panels(name, panel):
    with pytest.raises(PlotSpecError, match=r"panel cannot be .*valid: '', 'x', 'y', 'xy'"):
        drawn(name, panel=panel)


# --------------------------------------------------------------------------------------- spans


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("axis", ["x", "y"])
def test_spans(flip, axis):
    pane = so.Pane(flip)
    pane.spans([1, 2], axis=axis, color=RED, linewidth=3)
    pane.spans([1, 2], [3, 5], axis=axis, ends=(0.1, 0.2), limits=True, hatch="/")
    lines, bands = pane.primitives
    along = "xy".index(axis) if not flip else 1 - "xy".index(axis)
    assert type(lines) is Lines and type(bands) is Boxes
    assert lines.panel == bands.panel == "xy"[1 - along]
    assert (lines.limits, bands.limits) == (False, True)
    assert (lines.color, lines.linewidth, bands.hatch) == ((1, 0, 0, 1), 3, "/")
    assert_array_equal(np.stack(lines.paths.split())[..., along], [[1, 1], [2, 2]])
    assert_array_equal(np.stack(lines.paths.split())[..., 1 - along], [[0, 1], [0, 1]])
    assert_array_equal(bands.corners[..., along], [[1, 3], [2, 5]])
    assert_array_equal(bands.corners[..., 1 - along], [[0.1, 0.2], [0.1, 0.2]])


def test_a_span_of_one_number():
    pane = so.Pane()
    pane.spans(3)
    pane.spans(1, [4, 5])
    assert_array_equal(pane.primitives[0].paths.xy, [[0, 3], [1, 3]])
    assert_array_equal(pane.primitives[1].corners[:, :, 1], [[1, 4], [1, 5]])


# --------------------------------------------------------------------------------------- grids

COLORS = np.arange(24).reshape(2, 3, 4) / 255


@pytest.mark.parametrize("flip", [False, True])
def test_grid(flip):
    pane = so.Pane(flip)
    pane.grid([0, 1, 3, 7], [5, 2, 1], COLORS, interpolate=True)
    (made,) = pane.primitives
    assert type(made) is Grid and made.interpolate
    x, y, colors = made.x, made.y, made.color
    if flip:
        x, y, colors = y, x, colors.swapaxes(0, 1)
    assert_array_equal(x, [0, 1, 3, 7])
    assert_array_equal(y, [5, 2, 1])
    assert_array_equal(colors, np.rint(COLORS * 255))
    assert colors.dtype == np.uint8


def test_colors_of_a_grid():
    pane = so.Pane()
    whole = np.full((2, 3, 4), 7, dtype=np.uint8)
    edges = np.arange(4), np.arange(3)
    pane.grid(*edges, whole, alpha=0.5)
    assert pane.primitives[-1].color is whole
    some = np.ones((2, 3, 4), dtype=np.float32)
    some[0, 0], some[0, 1, 3], some[1, 1] = np.nan, np.nan, 2
    pane.grid(*edges, some, alpha=0.2)
    assert pane.primitives[-1].color[:, :2].tolist() == [
        [[0, 0, 0, 0], [255, 255, 255, 51]],
        [[255] * 4, [255] * 4],
    ]
    pane.grid(*edges, some, alpha=np.array([[1, 0.4, 1], [1, 1, 1]]))
    assert pane.primitives[-1].color[0, 1, 3] == 102
    pane.grid([0], [0], np.ones((0, 0, 4)))
    assert len(pane.primitives) == 3  # nothing is no primitive


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([[0, 1], [0, 1], np.ones((1, 4))], r"colours of a grid .* not float64 of shape \(1, 4\)"),
        ([[0, 1], [0, 1], np.ones((1, 1, 3))], r"shape \(rows, columns, 4\)"),
        ([[0, 1], [0, 1], [[["r"] * 4]]], "colours of a grid must be RGBA numbers"),
        ([[0, 1], [0, 1], np.ones((1, 1, 4), int)], "not int64"),
        ([[0, 1, 2], [0, 1], np.ones((1, 1, 4))], "grid of 1 columns needs 2 x edges, not 3"),
        ([[0, 1], [0, 1, 2], np.ones((1, 1, 4))], "grid of 1 rows needs 2 y edges, not 3"),
        ([[0, 2, 1], [0, 1], np.ones((1, 2, 4))], "x edges of a grid must rise or fall"),
        ([[0, 1], [0, np.nan], np.ones((1, 1, 4))], "y edges of a grid must rise or fall"),
    ],
)
def test_wrong_grids(args, message):
    with pytest.raises(PlotSpecError, match=message):
        so.Pane().grid(*args)


# ------------------------------------------------------------------------- hatches, arrows, boxes


def test_hatches():
    pane = so.Pane()
    coded = Coded(np.array([1]), np.array(["", "x"], dtype=object))
    for hatch in ("//", None, coded, ["o"], np.array(["."], dtype=object)):
        pane.boxes(BOX, hatch=hatch)
        pane.areas(XY[None], hatch=hatch)
    found = [np.asarray(one.hatch, dtype=object).ravel().tolist() for one in pane.primitives]
    assert found[::2] == found[1::2] == [["//"], [""], ["x"], ["o"], ["."]]
    for wrong in ("z", ["x", "z"], 3):
        with pytest.raises(PlotSpecError, match="hatch cannot be"):
            pane.boxes(BOX, hatch=wrong)


@pytest.mark.parametrize("arrow", [None, "start", "end", "both"])
def test_arrows(arrow):
    pane = so.Pane()
    pane.lines(RUNS, arrow=arrow, headsize=7)
    assert (pane.primitives[0].arrow, pane.primitives[0].headsize) == (arrow, 7)


def test_wrong_arrows():
    with pytest.raises(PlotSpecError, match=r"arrow cannot be '->'; valid: None, 'start', 'end'"):
        so.Pane().lines(RUNS, arrow="->")


def test_round_corners():
    pane = so.Pane()
    pane.boxes(BOX, radius=4)
    assert pane.primitives[0].radius == 4


# --------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("rotation", "lying"),
    [(0, 90), (90, 0), (30, 60), (-30, -60), (-90, 0), (60, 30), (180, 270), (120, -30)],
)
def test_texts_turn_with_the_layer(rotation, lying):
    found = []
    for flip, turn in ((False, False), (False, True), (True, False), (True, True)):
        pane = so.Pane(flip)
        pane.texts(XY, list("abc"), rotation=rotation, turn=turn)
        pane.texts(XY, list("abc"), rotation=np.full(3, rotation), turn=turn)
        one, each = pane.primitives
        assert_array_equal(each.rotation, np.full(3, one.rotation))
        found.append(one.rotation)
    assert found == [rotation, rotation, rotation, lying]


@pytest.mark.parametrize(
    "form", [lambda style: style, lambda style: np.array([style] * 3, object)], ids=["one", "each"]
)
def test_alignment_and_offset_turn_too(form):
    pane = so.Pane(flip=True)
    looks = {"halign": form("left"), "valign": form("top"), "offset": (3, 4)}
    pane.texts(XY, list("abc"), **looks)
    pane.texts(XY, list("abc"), turn=True, **looks)
    level, turned = pane.primitives
    assert {*np.ravel(level.halign)} == {"left"} and {*np.ravel(level.valign)} == {"top"}
    assert {*np.ravel(turned.halign)} == {"right"} and {*np.ravel(turned.valign)} == {"bottom"}
    assert level.offset.tolist() == [3, 4] and turned.offset.tolist() == [4, 3]


def test_coded_rotations_and_alignments_turn():
    pane, codes = so.Pane(flip=True), np.array([0, 1, 0])
    halign = Coded(codes, np.array(["left", "center"], dtype=object))
    pane.texts(
        XY, list("abc"), turn=True, halign=halign, rotation=Coded(codes, np.array([0.0, 20]))
    )
    (made,) = pane.primitives
    assert np.asarray(made.rotation).tolist() == [90, 70, 90]
    assert np.asarray(made.valign).tolist() == ["bottom", "center", "bottom"]


def test_boxes_and_halos_of_texts():
    pane = so.Pane()
    pane.texts(XY, list("abc"), box={"facecolor": RED, "pad": 3, "radius": 2}, halo=1.5)
    pane.texts(XY, list("abc"), halo=(2, RED))
    one, other = pane.primitives
    assert (one.box.facecolor, one.box.edgewidth, one.box.pad) == ((1, 0, 0, 1), 0, 3)
    assert (one.box.edgecolor[3], one.box.radius) == (0, 2)
    assert (one.halo.width, one.halo.color) == (1.5, (1, 1, 1, 1))
    assert (other.halo.width, other.halo.color, other.box) == (2, (1, 0, 0, 1), None)


@pytest.mark.parametrize(
    ("looks", "message"),
    [
        ({"rotation": [1, 2]}, r"3 texts need one rotation or as many, not .* \(2,\)"),
        ({"box": {"color": RED}}, "box must be a dict of 'facecolor', .* not 'color'"),
        ({"box": True}, "box must be a dict of 'facecolor', .* not True"),
        ({"box": {"facecolor": "red"}}, "takes colours as RGBA"),
        ({"halo": (2, "red")}, "takes colours as RGBA"),
    ],
)
def test_wrong_texts(looks, message):
    with pytest.raises(PlotSpecError, match=message):
        so.Pane().texts(XY, list("abc"), **looks)


# --------------------------------------------------------------------------------------- places


def raised(page):
    return page.xy + np.array([0, 10])


def test_places():
    other = partial(raised)
    for pane, usual in ((so.Pane(), None), (so.Pane(place=raised), raised)):
        pane.points(XY)
        pane.texts(XY, list("abc"))
        pane.lines(RUNS)
        pane.points(XY, place=other)
        pane.lines(RUNS, place=other)
        found = [primitive.place for primitive in pane.primitives]
        assert found == [usual, usual, None, other, other]


def test_a_place_of_a_horizontal_layer_sees_an_upright_page():
    pane = so.Pane(flip=True)
    pane.points(XY, place=raised)
    page = so.Page(XY, (40, 30), np.zeros((3, 2)), np.zeros((3, 2)))
    assert_array_equal(placed(pane.primitives[0].place, page).xy, XY + np.array([10, 0]))
    assert name_of(pane.primitives[0].place) == "raised"


def test_one_text_at_all_positions():
    pane = so.Pane()
    pane.texts(XY, "abc")
    assert pane.primitives[0].text.tolist() == ["abc"] * 3


# ------------------------------------------------------------------- arguments that cannot be drawn

TWO = np.array([[[0.0, 0], [1, 1]], [[2, 2], [3, 3]]])
AT = np.array([[0.0, 0], [1, 1]])
WRONG = {
    "axis z": (lambda pane: pane.spans([1], axis="z"), "axis cannot be 'z'"),
    "one end": (lambda pane: pane.spans([1], ends=0.2), "two shares of the panel"),
    "ends of text": (lambda pane: pane.spans([1], ends="ab"), "ends must be numbers"),
    "span of text": (lambda pane: pane.spans("a"), "must be numbers"),
    "hatches": (lambda pane: pane.boxes(TWO, hatch=["//"] * 3), "hatch has 3 values for 2"),
    "hatches of areas": (lambda pane: pane.areas(TWO, hatch=["//"] * 3), "3 values for 2"),
    "size": (lambda pane: pane.points(AT, size="a"), "size must be numbers"),
    "size below zero": (lambda pane: pane.points(AT, size=-3.0), "from zero, not -3"),
    "sizes below zero": (lambda pane: pane.points(AT, size=np.array([1, -2])), "not -2"),
    "coded sizes": (lambda pane: pane.points(AT, size=coded([1.0, -2])), "not -2"),
    "three sizes": (lambda pane: pane.points(AT, size=np.ones(3)), "size has 3 values for 2"),
    "font size": (lambda pane: pane.texts(AT, "n", size="big"), "size must be numbers"),
    "radius": (lambda pane: pane.boxes(TWO, radius="a"), "radius must be numbers"),
    "radius below zero": (lambda pane: pane.boxes(TWO, radius=-3), "from zero, not -3"),
    "radii": (lambda pane: pane.boxes(TWO, radius=np.ones(2)), "radius must be one number"),
    "width": (lambda pane: pane.lines(TWO, linewidth="a"), "linewidth must be numbers"),
    "head": (lambda pane: pane.lines(TWO, arrow="end", headsize=-1), "from zero, not -1"),
    "dashes": (lambda pane: pane.lines(TWO, linestyle="dahsed"), "Did you mean 'dashed'"),
    "edge": (lambda pane: pane.points(AT, edgestyle="zz"), "edgestyle cannot be 'zz'"),
    "halo": (lambda pane: pane.texts(AT, "n", halo="x"), "halo must be numbers"),
    "halo below zero": (lambda pane: pane.texts(AT, "n", halo=(-1, RED)), "from zero, not -1"),
    "pad": (lambda pane: pane.texts(AT, "n", box={"pad": "x"}), "'pad'.* must be numbers"),
    "aligned": (lambda pane: pane.texts(AT, "n", halign="middle"), "halign cannot be 'middle'"),
    "offset": (lambda pane: pane.texts(AT, "n", offset=3), r"offset must have shape \(2,\)"),
    "turned": (lambda pane: pane.texts(AT, "n", rotation="up"), "rotation must be numbers"),
    "colors": (lambda pane: pane.points(AT, color=np.ones((3, 4))), "color has 3 values for 2"),
    "alpha": (lambda pane: pane.points(AT, alpha="a"), "alpha must be a number"),
    "place": (lambda pane: pane.points(AT, place="swarm"), "place must be a function of a Page"),
    "keywords": (lambda pane: pane.lines(TWO, kws="zorder"), "kws must be a dict"),
}  # fmt: skip


def coded(table):
    return Coded(np.array([0, 1]), np.array(table))


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_c11_what_cannot_be_drawn_is_told_where_it_is_given(wrong, flip):
    say, told = wrong
    pane = so.Pane(flip)
    with pytest.raises(PlotSpecError, match=told):
        say(pane)
    assert not pane.primitives


def test_c11_a_marker_that_is_none_is_told_when_it_is_drawn():
    plot = so.Plot(x=[1], y=[1]).add(lambda v, pane: pane.points(v.xy(), marker="zz"))
    with pytest.raises(PlotSpecError, match=r"There is no marker 'zz'\. Valid: "):
        plot.plot()
    with pytest.raises(so.PlotTypeError, match="takes a function of a Page"):
        so.Table.of({"x": [1]}).placed("swarm")


def test_c11_what_can_be_drawn_is_taken_as_ever():
    pane = so.Pane()
    pane.points(AT, size=[1, 2], marker=[(0, 0), (1, 1), (0, 1)], color=np.ones((1, 4)))
    pane.boxes(TWO, radius=2, hatch=["", "//"], edgewidth=None)
    pane.points(np.empty((0, 2)), size="nothing is drawn")
    pane.lines(TWO, linestyle=":", linewidth=coded([1.0, 2]))
    pane.spans(1.0, limits=True, axis="x", ends=(0.2, 0.4), linestyle="none")
    assert len(pane.primitives) == 4


# ------------------------------------------------------------- hatches are seen without further ado


@pytest.mark.parametrize("draw", ["boxes", "areas", "spans"])
def test_a13_a_hatch_is_seen_upon_any_colour(draw):
    def edge(**properties):
        pane = so.Pane()
        if draw == "spans":
            pane.spans([0.0, 2.0], [1.0, 3.0], **properties)
        else:
            getattr(pane, draw)(TWO, **properties)
        return pane.primitives[0].edgecolor

    blue, white, pale = (0.1, 0.2, 0.5, np.nan), (1.0, 1, 1, 1), (0.1, 0.2, 0.5, 0.3)
    assert edge(color=blue, hatch="//") == (1, 1, 1, 1)
    assert edge(color=white, hatch="//") == (0, 0, 0, 1)
    assert edge(color=pale, hatch="//") == (0.1, 0.2, 0.5, 1)
    assert edge(color=blue, alpha=0.3, hatch="//") == (0.1, 0.2, 0.5, 1)
    assert edge(color=blue) == edge(color=blue, hatch="none") == (0.1, 0.2, 0.5, 1)
    assert edge(color=blue, hatch="//", edgecolor=white) == white
    both = edge(color=coded([blue, white]), hatch=coded(["//", ""]))
    assert_array_equal(np.asarray(both), [(1, 1, 1, 1), (0, 0, 0, 1)])
    rows = edge(color=np.array([blue, (np.nan,) * 4]), hatch="//")
    assert_array_equal(rows, [(1, 1, 1, 1), (0, 0, 0, 0)])
