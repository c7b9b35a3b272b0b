"""Texts on bars, texts that shrink or are left out, labels: where they are on the page."""

import io
import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.errors import PlotSpecError, PlotTypeError, PlotWarning
from plotkit.testing import check_mark
from tests.marks.on_page import boxes_of, drawn, in_points, words_of

BARS = {"x": ["a", "b", "c", "d"], "y": [3.0, -2.0, 0.0, np.nan]}
STACKED = {
    "x": ["a", "a", "a", "b", "b", "b"],
    "g": ["u", "v", "w"] * 2,
    "y": [3.0, 2.0, -2.0, 5.0, 1.0, -1.0],
}


def labelled(data, *moves, bar=None, **mark):
    """Return bars with a text of their value on each."""
    names = {"x": "x", "y": "y"} | ({"color": "g"} if "g" in data else {})
    bars = so.Plot(data, **names).add(bar or so.Bar(), *moves)
    return bars.add(so.Text(**mark), *moves, text="y")


# ------------------------------------------------------------------------------------ L1: the end


@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
def test_l1_outside_of_the_end_as_seen():
    compiled = drawn(labelled(BARS, at="end"))
    boxes, ends = boxes_of(compiled, 1), in_points(compiled, [[0, 3], [1, -2], [2, 0]])
    assert set(boxes) == {"3", "−2", "0"}
    assert_allclose(boxes["3"][0, 1], ends[0, 1] + 4, atol=0.1)
    assert_allclose(boxes["−2"][1, 1], ends[1, 1] - 4, atol=0.1)
    assert_allclose(boxes["0"][0, 1], ends[2, 1] + 4, atol=0.1)
    for name, end in zip(boxes, ends, strict=True):
        assert_allclose(boxes[name].mean(axis=0)[0], end[0], atol=0.1)


@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
def test_l1_lying():
    plot = so.Plot(BARS, x="y", y="x", text="y").add(so.Bar()).add(so.Text(at="end"))
    compiled = drawn(plot)
    boxes, ends = boxes_of(compiled, 1), in_points(compiled, [[3, 0], [-2, 1], [0, 2]])
    assert_allclose(boxes["3"][0, 0], ends[0, 0] + 4, atol=0.1)
    assert_allclose(boxes["−2"][1, 0], ends[1, 0] - 4, atol=0.1)
    assert_allclose(boxes["0"][0, 0], ends[2, 0] + 4, atol=0.1)


@pytest.mark.filterwarnings("ignore:Some rows are not drawn")
def test_l1_on_a_reversed_axis_above_is_below():
    compiled = drawn(labelled(BARS, at="end").limit(y=(4, -4)))
    boxes, ends = boxes_of(compiled, 1), in_points(compiled, [[0, 3], [1, -2], [2, 0]])
    assert boxes["3"][1, 1] < ends[0, 1] and boxes["0"][1, 1] < ends[2, 1]
    assert boxes["−2"][0, 1] > ends[1, 1]


def test_l1_limits_grow_until_all_are_in_the_panel():
    compiled = drawn(labelled({"x": ["a", "b"], "y": [3.0, -2.0]}, at="end", fontsize=30))
    size = compiled.axes[0].bbox.size * 72 / compiled.figure.dpi
    for box in boxes_of(compiled, 1).values():
        assert (box >= 0).all() and (box <= size).all()


# --------------------------------------------------------------------------------- L2: the middle


def test_l2_the_middle_on_paper():
    data = {"x": ["a"], "y": [1000.0]}
    compiled = drawn(labelled(data, bar=so.Bar(baseline=1), at="middle").scale(y="log"))
    (box,) = boxes_of(compiled, 1).values()
    assert_allclose(box.mean(axis=0), in_points(compiled, [[0, 1000**0.5]])[0], atol=0.6)


@pytest.mark.parametrize("turn", [False, True])
def test_l2_the_middle_of_its_own_part(turn):
    names = {"x": "y", "y": "x"} if turn else {"x": "x", "y": "y"}
    plot = so.Plot(STACKED, **names, color="g").add(so.Bar(), so.Stack())
    compiled = drawn(plot.add(so.Text(at="middle"), so.Stack(), text="y"))
    middles = {"3": 1.5, "2": 4.0, "−2": -1.0, "5": 2.5, "1": 5.5, "−1": -0.5}
    boxes = boxes_of(compiled, 1)
    for name, y in middles.items():
        x = 0.0 if name in ("3", "2", "−2") else 1.0
        at = in_points(compiled, [[y, x] if turn else [x, y]])[0]
        assert_allclose(boxes[name].mean(axis=0), at, atol=0.6)


def test_l2_of_its_own_bar():
    compiled = drawn(labelled(STACKED, so.Dodge(), at="middle"))
    boxes = boxes_of(compiled, 1)
    for i, name in enumerate(["3", "2", "−2"]):
        y = [1.5, 1.0, -1.0][i]
        at = in_points(compiled, [[(i - 1) * 0.8 / 3, y]])[0]
        assert_allclose(boxes[name].mean(axis=0), at, atol=0.6)


@pytest.mark.parametrize(("at", "inside"), [("inside", 3.0), ("base", 0.0)])
def test_within_at_the_end_and_at_the_base(at, inside):
    compiled = drawn(labelled({"x": ["a"], "y": [3.0]}, at=at, offset=7))
    (box,) = boxes_of(compiled, 1).values()
    edge = in_points(compiled, [[0, inside]])[0, 1]
    found = edge - box[1, 1] if at == "inside" else box[0, 1] - edge
    assert_allclose(found, 7, atol=0.1)


def test_the_part_of_a_bar_that_is_seen():
    data = {"x": ["a"], "y": [5.0]}
    compiled = drawn(labelled(data, bar=so.Bar(baseline=-20), at="middle").limit(y=(0, 10)))
    assert not boxes_of(compiled, 1)  # its middle, −7.5, is out of view, and so is the text
    compiled = drawn(labelled(data, at="middle").limit(y=(2, 10)))
    (box,) = boxes_of(compiled, 1).values()
    assert_allclose(box.mean(axis=0)[1], in_points(compiled, [[0, 3.5]])[0, 1], atol=0.6)


# ------------------------------------------------------------------- L3: small, dark, with interval


def test_l3_parts_too_small_are_dropped_or_moved_outside():
    small = {**STACKED, "y": [3.0, 0.02, -2.0, 5.0, 1.0, -1.0]}
    compiled, said = words_of(labelled(small, so.Stack(), at="middle"))
    shown = {"3.00", "−2.00", "5.00", "1.00", "−1.00", "0.02"}  # the last is the outermost
    assert set(boxes_of(compiled, 1)) == shown
    assert said == [
        "Layer 2 (Text): 1 of 6 texts do not fit into their bars: 1 stand outside. Larger bars, a "
        'smaller fontsize= or at="end" have room for them.'
    ]
    small["y"] = [0.02, 3.0, -2.0, 5.0, 1.0, -1.0]
    compiled, said = words_of(labelled(small, so.Stack(), at="middle"))
    assert "0.02" not in boxes_of(compiled, 1)
    assert len(said) == 1 and "1 of 6 texts do not fit into their bars: 1 are left out." in said[0]
    compiled, said = words_of(labelled({"x": ["a", "b"], "y": [1, 100.0]}, at="inside"))
    assert boxes_of(compiled, 1)["1"][0, 1] > in_points(compiled, [[0, 1]])[0, 1]


@pytest.mark.parametrize("bar", ["black", "navy", "white", "yellow", "#777777"])
@pytest.mark.parametrize("alpha", [1.0, 0.3])
def test_l3_contrast(bar, alpha):
    data = {"x": ["a"], "y": [3.0]}
    bars = so.Bar(color=bar, alpha=alpha)
    compiled = drawn(labelled(data, bar=bars, at="middle"))
    (text,) = compiled.artists(1)[0].get_texts()
    ground = np.array(compiled.axes[0].get_facecolor()[:3])
    face = np.array(compiled.artists(0)[0].get_facecolor())
    seen = face[3] * face[:3] + (1 - face[3]) * ground
    assert contrast(seen, text.get_color()) >= 4.5


def contrast(*colors):
    from matplotlib.colors import to_rgb

    light = []
    for color in colors:
        part = np.array(to_rgb(color))
        linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        light.append(float(linear @ [0.2126, 0.7152, 0.0722]) + 0.05)
    return max(light) / min(light)


def test_l3_a_colour_of_ones_own_stays_where_it_can_be_read():
    data = {"x": ["a"], "y": [3.0]}
    for own, shown in (("yellow", "yellow"), ("navy", "white")):
        bars = so.Bar(color="black", alpha=1)
        compiled = drawn(labelled(data, bar=bars, at="middle", color=own))
        (text,) = compiled.artists(1)[0].get_texts()
        assert contrast(text.get_color(), shown) == pytest.approx(1)


@pytest.mark.parametrize("sign", [1, -1])
def test_l3_beyond_the_interval(sign):
    data = {"x": ["a"] * 4 + ["b"] * 4, "y": sign * np.array([1.0, 3, 5, 7, 6, 6, 6, 6])}
    plot = so.Plot(data, x="x", y="y").add(so.BarRange(), so.Est(errorbar=("pi", 100)))
    compiled = drawn(plot.add(so.Text(at="end", format=".1f"), so.Agg(), text="y"))
    boxes, ends = boxes_of(compiled, 1), in_points(compiled, [[0, 7 * sign], [1, 6 * sign]])
    free = [box[0, 1] - end[1] if sign > 0 else end[1] - box[1, 1]
            for box, end in zip(boxes.values(), ends, strict=True)]  # fmt: skip
    assert 4 <= free[0] < 7 and 4 <= free[1] < 7  # a cap has a width
    assert boxes[next(iter(boxes))].min() >= 0


# --------------------------------------------------------------- T7: what shrinks and is left out


def matrix(n):
    i, j = np.divmod(np.arange(n * n), n)
    return so.Plot({"x": i, "y": j, "v": i * 1000 + j}, x="x", y="y").layout(size=(6, 6))


@pytest.mark.parametrize(("n", "lost"), [(8, False), (20, False), (60, True)])
def test_t7_labels_shrink_then_thin_out(n, lost):
    plot = matrix(n).add(so.Text(overlap="shrink", fontsize=10), text="v")
    compiled, said = words_of(plot)
    texts = [text for text in compiled.artists(0)[0].get_texts() if text.get_visible()]
    sizes = {text.get_fontsize() for text in texts}
    assert len(sizes) == 1
    assert 5 <= sizes.pop() <= 10 + 1e-9
    assert (len(texts) < n * n) == lost == bool(said)
    assert not meeting(boxes_of(compiled, 0, everything=True))
    if lost:
        gone = n * n - len(texts)
        assert f"{gone} of {n * n} texts lie on others and are left out." in said[0]


def meeting(boxes):
    """Return the pairs of boxes that overlap by more than rounding."""
    low, high = boxes.transpose(1, 0, 2)
    met = ((low[:, None] < high - 0.1) & (high[:, None] - 0.1 > low)).all(axis=2)
    return np.argwhere(np.triu(met, 1)).tolist()


def test_drop_keeps_the_first():
    data = {"x": [0, 0.001, 1], "y": [0, 0, 0], "t": ["first", "second", "third"]}
    plot = so.Plot(data, x="x", y="y", text="t")
    compiled, said = words_of(plot.add(so.Text(overlap="drop")))
    assert set(boxes_of(compiled, 0)) == {"first", "third"}
    assert "1 of 3 texts lie on others" in said[0]
    compiled, said = words_of(plot.add(so.Text()))
    assert not said
    again, said = words_of(plot.add(so.Text(overlap="drop")).add(so.Text(overlap="drop")))
    assert not boxes_of(again, 1)  # the texts of the layer before are in the way


@pytest.mark.parametrize("how", ["drop", "shrink"])
@pytest.mark.parametrize("at", [None, "end"])
def test_limits_grow_for_the_texts_that_stay(how, at):
    data = {"x": [2, 50, 100], "y": [1, 2, 3], "t": ["far to the left", "here", "far to the right"]}
    plot = so.Plot(data, x="x", y="y", text="t").add(so.Text(overlap=how, at=at))
    compiled = drawn(plot.layout(size=(4, 4)))
    boxes = np.array([*boxes_of(compiled, 0).values()])
    assert len(boxes) == 3
    assert (boxes >= 0).all()
    assert (boxes <= compiled.axes[0].bbox.size * 72 / compiled.figure.dpi).all()


# --------------------------------------------------------------------------- wrap, halo, and boxes


def test_wrap(draw):
    (primitive,) = draw(so.Text(wrap=9), text="one two three\nfour", x=[1], y=[2])
    assert list(primitive.text) == ["one two\nthree\nfour"]


@pytest.mark.parametrize(("color", "rim"), [("k", 1.0), ("w", 0.0), ("navy", 1.0)])
def test_halo(color, rim, draw):
    (primitive,) = draw(so.Text(color=color, halo=2), x=[1], y=[2])
    assert primitive.halo.width == 2
    assert_allclose(primitive.halo.color, [rim, rim, rim, 1])


def test_label(draw):
    mark = so.Label(color="r", fillcolor="b", fillalpha=0.5, edgewidth=2, pad=3, radius=1)
    (primitive,) = draw(mark, text="here", x=[1], y=[2])
    box = primitive.box
    assert box.facecolor == (0, 0, 1, 0.5) and box.edgecolor == (1, 0, 0, 1)
    assert (box.edgewidth, box.pad, box.radius) == (2, 3, 1)


def test_label_at_a_share_of_the_panel():
    plot = so.Plot({"x": [1, 2], "y": [3, 4]}, x="x", y="y").add(so.Dot())
    looks = {"halign": "right", "valign": "top", "edgewidth": 0}
    plot = plot.add(so.Label(**looks), x=so.frac(0.98), y=so.frac(0.9), text="all")
    compiled = plot.plot()
    compiled.save(io.BytesIO())
    (text,) = compiled.artists(1)
    size = compiled.axes[0].bbox.size
    box = text.get_window_extent().get_points() - compiled.axes[0].bbox.min
    points = compiled.figure.dpi / 72
    assert_allclose(box[1], [0.98 * size[0] - 1.5 * points, 0.9 * size[1] - 1.5 * points], atol=1.5)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"at": "top"}, r"There is no value of Text\(at=\) 'top'|at=.*'top'"),
        ({"overlap": "hide"}, r"overlap=.*'hide'"),
        ({"repel": True, "at": "end"}, r"leave out at=, or repel"),
        ({"repel": True, "overlap": "drop"}, r"leave out overlap=, or repel"),
    ],
)
def test_what_cannot_be_asked_for(given, message):
    with pytest.raises(PlotSpecError, match=message):
        so.Text(**given)


@pytest.mark.parametrize("given", [{"wrap": 0}, {"halo": -1}])
def test_numbers_that_cannot_be(given):
    with pytest.raises(PlotTypeError, match=next(iter(given))):
        so.Text(**given)


@pytest.mark.parametrize(
    "mark",
    [so.Label(), so.Text(at="end"), so.Text(at="middle"), so.Text(repel=True, halo=1, fontsize=4)],
    ids=["label", "end", "middle", "repel"],
)
def test_sound(mark):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PlotWarning)
        check_mark(mark)


# ---------------------------------------------------------- what a stat makes, at one place

GROUPS = {
    "x": [1.0, 2, 3, 4] * 3,
    "y": [1.0, 2, 3, 5, 1, 3, 2, 4, 4, 3, 1, 2],
    "g": np.repeat(["u", "v", "w"], 4),
    "p": ["a", "b"] * 6,
}
CORNER = {"x": so.frac(0.1), "y": so.frac(0.9)}


def listed(compiled, layer=0):
    """Return the boxes of the texts of a layer, one a group; check that none lies on another."""
    boxes = np.array(list(boxes_of(compiled, layer).values()))
    assert (boxes[:-1, 0, 1] >= boxes[1:, 1, 1] - 0.1).all()  # from top to bottom
    return boxes


@pytest.mark.parametrize("orient", ["x", "y"])
@pytest.mark.parametrize("mark", [so.Text, so.Label])
@pytest.mark.parametrize(
    ("valign", "share"), [("top", 1.0), ("center", 0.5), ("bottom", 0.0)], ids=str
)
def test_numbers_of_groups_stand_one_below_the_other(valign, share, mark, orient):
    plot = so.Plot(GROUPS, x="x", y="y", color="g")
    plot = plot.add(
        mark(halign="left", valign=valign, offset=0), so.Corr(), orient=orient, **CORNER
    )
    compiled = drawn(plot)
    boxes = listed(compiled)
    assert len(boxes) == 3
    colors = [text.get_color() for text in compiled.artists(0)[0].get_texts()]
    assert len({tuple(np.round(color, 3)) for color in colors}) == 3
    low, high = boxes[:, 0, 1].min(), boxes[:, 1, 1].max()
    ax = compiled.axes[0]
    at = 0.9 * ax.bbox.height * 72 / compiled.figure.dpi
    pad = 3.5 if mark is so.Label else 0.5
    assert_allclose(low + share * (high - low), at, atol=pad)


def test_equations_of_groups_stand_one_below_the_other():
    plot = so.Plot(GROUPS, x="x", y="y", color="g").add(so.Dots())
    note = so.Text(part="coef", halign="left", valign="top")
    assert len(listed(drawn(plot.add(note, so.Fit(), **CORNER)), 1)) == 3
    assert len(listed(drawn(plot.add(so.Text(), so.Agg("max"), text="value", **CORNER)), 1)) >= 1


def test_one_number_and_texts_of_rows_stay_where_they_are():
    plot = so.Plot(GROUPS, x="x", y="y")
    texts = drawn(plot.add(so.Text(valign="baseline"), text="g", **CORNER)).artists(0)
    assert len({round(text.get_window_extent().y0) for text in texts}) == 1
    compiled = drawn(plot.add(so.Text(), so.Corr(), **CORNER))
    (box,) = boxes_of(compiled, 0).values()
    at = np.array([0.1, 0.9]) * compiled.axes[0].bbox.size * 72 / compiled.figure.dpi
    assert_allclose(box.mean(axis=0), at, atol=1.5)
