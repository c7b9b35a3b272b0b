"""L4: texts that repel each other, all points, and the texts of other layers."""

import io

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

import plotkit.objects as so
from plotkit.datasets import load
from plotkit.marks.apart import Repelled, _crossed, _meet, overlaps
from plotkit.page import Page
from tests.marks.on_page import boxes_of, drawn, in_points, words_of

RNG = np.random.default_rng(3)
DOTS = {"x": RNG.normal(size=200), "y": RNG.normal(size=200), "p": np.repeat(list("abcde"), 40)}
NAMED = {
    "x": np.concatenate([RNG.normal(size=26), [-3.0, 3.0, 0.0, 0.0]]),
    "y": np.concatenate([RNG.normal(size=26), [0.0, 0.0, 3.0, -3.0]]),
    "name": [f"label {i}" for i in range(30)],
    "p": np.repeat(["a", "b", "c"], 10),
}
LOG = {
    name: 10.0 ** one[name] if name != "name" else one[name] for one in (NAMED,) for name in "xy"
}
LOG |= {"name": NAMED["name"]}


def scatter(names=NAMED, dots=DOTS, mark=None, **looks):
    plot = so.Plot(names, x="x", y="y").add(so.Dots(), data=dots).add(so.Dot())
    return plot.add(mark or so.Text(repel=True, fontsize=8, **looks), text="name")


def overlapping(boxes, others, margin=0.1):
    """Return how many boxes overlap others by more than rounding, in points."""
    return int(overlaps(boxes, others, -margin).sum())


def check(compiled, layer=2, panel=0):
    """Check that labels lie on nothing, and within the panel; return their boxes by name."""
    ax = compiled.axes[panel]
    named = boxes_of(compiled, layer, panel)
    boxes = np.array(list(named.values())).reshape(-1, 2, 2)
    assert overlapping(boxes, boxes) == len(boxes)  # each with itself
    for artist in (a for i in range(layer) for a in compiled.artists(i) if a.axes is ax):
        offsets = artist.get_offset_transform().transform(artist.get_offsets())
        middle = (offsets - ax.bbox.min) * 72 / compiled.figure.dpi
        half = ((np.sqrt(artist.get_sizes()) + artist.get_linewidth()) / 2).max()
        assert overlapping(boxes, np.stack([middle - half, middle + half], axis=1)) == 0
    assert (boxes >= -0.1).all() and (boxes <= ax.bbox.size * 72 / compiled.figure.dpi + 0.1).all()
    return named


def leaders(compiled, layer=2):
    artist = compiled.artists(layer)[0]
    artist.place(compiled.figure.canvas.get_renderer())
    lines = [] if artist._leaders is None else [p.vertices for p in artist._leaders.get_paths()]
    return (np.array(lines).reshape(-1, 2, 2) - artist.axes.bbox.min) * 72 / artist.figure.dpi


@pytest.mark.filterwarnings("ignore:Layer 3")
@pytest.mark.parametrize("scales", [{}, {"x": "log", "y": "log"}], ids=["linear", "log"])
@pytest.mark.parametrize("turn", [False, True], ids=["rising", "reversed"])
def test_l4_nothing_is_covered(scales, turn):
    log = {"x": np.exp(DOTS["x"]), "y": np.exp(DOTS["y"])}
    plot = scatter(LOG if scales else NAMED, log if scales else DOTS).scale(**scales)
    if turn:
        plot = plot.limit(x=(500, 0.001) if scales else (4, -4))
    compiled = drawn(plot)
    assert len(check(compiled)) >= 20
    lines = leaders(compiled)
    boxes = np.array(list(boxes_of(compiled, 2).values()))
    assert len(lines) and not _crossed(lines[:, ::1], boxes + np.array([[[0.1], [-0.1]]])).any()


@pytest.mark.filterwarnings("ignore:Layer 3")
def test_l4_labels_and_panels():
    plot = scatter(mark=so.Label(repel=True, fontsize=6)).facet("p").layout(size=(9, 4))
    compiled = drawn(plot)
    for panel in range(3):
        assert len(check(compiled, panel=panel)) >= 5


def test_l4_what_has_no_room_is_told_by_panel():
    many = {"x": np.zeros(40), "y": np.zeros(40), "name": ["much too long for that"] * 40}
    many |= {"p": np.repeat(["a", "b"], 20)}
    plot = so.Plot(many, x="x", y="y", text="name").add(so.Text(repel=True)).facet("p")
    compiled, said = words_of(plot.layout(size=(4, 2)))
    shown = [len(boxes_of(compiled, 0, panel, everything=True)) for panel in (0, 1)]
    assert said == [
        f"Layer 1 (Text): {20 - shown[0]} of 20 texts have no room and are left out in panel 'a'; "
        f"{20 - shown[1]} of 20 texts have no room and are left out in panel 'b'. "
        "Show fewer, write smaller with fontsize=, or make the figure larger."
    ]


def test_l4_a_label_that_overlaps_nothing_stays():
    alone = {"x": [0.0, 1, 1.001], "y": [0.0, 1, 1], "name": ["alone", "one", "two"]}
    plot = so.Plot(alone, x="x", y="y", text="name").limit(x=(-1, 2), y=(-1, 2))
    compiled = drawn(plot.add(so.Text(repel=True)))
    boxes = boxes_of(compiled, 0)
    assert_allclose(boxes["alone"].mean(axis=0)[0], in_points(compiled, [[0, 0]])[0, 0], atol=0.1)
    assert not overlapping(boxes["one"], boxes["two"][None])
    beside = drawn(plot.add(so.Dot()).add(so.Text(repel=True, halign="left", offset=6)))
    first, point = boxes_of(beside, 1)["alone"], in_points(beside, [[0, 0]])[0]
    assert_allclose(first[0, 0] - point[0], 6, atol=1.1)


@pytest.mark.filterwarnings("ignore:Layer 3")
def test_l4_the_same_places_each_time():
    found = []
    for form, dpi in (("png", 72), ("png", 300), ("svg", 100), ("pdf", 100), ("png", 100)):
        compiled = scatter().plot()
        compiled.save(io.BytesIO(), format=form, dpi=dpi)
        first = boxes_of(compiled, 2)
        compiled.save(io.BytesIO(), format=form, dpi=dpi)
        again = boxes_of(compiled, 2)
        assert first.keys() == again.keys()
        assert all(np.array_equal(first[name], again[name]) for name in first)
        found.append({name: box.mean(axis=0) for name, box in first.items()})
    if mpl.__version_info__ < (3, 11):  # fits letters to pixels: widths hang on the resolution
        found = found[:1]
    for other in found[1:]:
        assert other.keys() == found[0].keys()
        off = [np.abs(other[name] - at).max() for name, at in found[0].items()]
        assert np.mean(np.array(off) < 2) == 1.0


def test_the_points_of_a_swarm_are_in_the_way():
    data = {"x": ["a"] * 30, "y": np.zeros(30), "name": [""] * 29 + ["here"]}
    plot = (
        so.Plot(data, x="x", y="y")
        .add(so.Dot(), so.Jitter(0.5))
        .add(so.Text(repel=True), text="name")
    )
    check(drawn(plot), layer=1)


def page(xy, size=20.0, dots=None):
    n = len(xy)
    extent = np.tile([size, 8.0], (n, 1))
    others = {} if dots is None else {"points": np.stack([dots - 2, dots + 2], axis=1)}
    return Page(xy, (300.0, 200.0), extent, np.zeros((n, 2)), others=others)


places = st.lists(
    st.tuples(st.floats(0, 300, allow_nan=False), st.floats(0, 200, allow_nan=False)),
    min_size=1,
    max_size=25,
)


@given(places, places)
@settings(max_examples=60, deadline=None)
def test_texts_never_overlap(points, dots):
    one = page(np.array(points), dots=np.array(dots))
    found = Repelled()(one)
    there = np.isfinite(found.xy).all(axis=1)
    boxes = one.boxes(found.xy)[there]
    assert overlapping(boxes, boxes, 0.02) == len(boxes)
    assert overlapping(boxes, one.around("points"), 0.02) == 0
    assert (boxes >= 0).all() and (boxes <= [300, 200]).all()
    lines = found.lines[np.isfinite(found.lines).all(axis=(1, 2))]
    assert not (_meet(lines, lines) & ~np.eye(len(lines), dtype=bool)).any()
    lost = int((~there).sum())
    assert bool(found.words) == bool(lost)


def test_lines_and_boxes():
    boxes = np.array([[[0.0, 0], [2, 2]]])
    ends = ["-1 1 3 1", "-1 3 3 3", "1 -1 1 -0.5", "0.5 0.5 1 1", "1 -1 1 3", "3 -1 3 3"]
    lines = np.array([one.split() for one in ends], dtype=float).reshape(-1, 2, 2)
    assert _crossed(lines, boxes)[:, 0].tolist() == [True, False, False, True, True, False]
    cross = np.array([[[0.0, 0], [2, 2]], [[0, 2], [2, 0]], [[5, 5], [6, 6]]])
    assert _meet(cross[:1], cross[1:]).tolist() == [[True, False]]


@pytest.mark.parametrize("turn", [False, True], ids=["upright", "lying"])
def test_no_label_seems_to_be_that_of_another_point(turn):
    states = load("us_states")
    places = {"x": "violent", "y": "urban"} if turn else {"x": "urban", "y": "violent"}
    plot = so.Plot(states, **places).add(so.Dots())
    most = states.nlargest(12, "violent")
    plot = plot.add(so.Text(repel=True, fontsize=8), data=most, text="state")
    compiled = drawn(plot)
    points = in_points(compiled, states[[places["x"], places["y"]]].to_numpy())
    names = states["state"].tolist()
    led = leaders(compiled, 1)[:, 1] if len(leaders(compiled, 1)) else np.empty((0, 2))
    for name, (low, high) in boxes_of(compiled, 1).items():
        if ((led >= low - 0.6) & (led <= high + 0.6)).all(axis=1).any():
            continue
        away = np.hypot(*np.maximum(np.maximum(low - points, points - high), 0).T)
        assert names[int(away.argmin())] == name


def test_a_label_that_can_only_stand_beside_another_point_has_a_line():
    # Room at the right alone, where another point is: its name is no farther from that one.
    page = Page(
        np.array([[20.0, 10.0]]),
        (80.0, 20.0),
        np.array([[30.0, 10.0]]),
        np.zeros((1, 2)),
        others={"points": np.array([[[18.0, 8.0], [22.0, 12.0]], [[56.0, 8.0], [60.0, 12.0]]])},
    )
    found = Repelled()(page)
    (line,) = found.lines
    assert np.isfinite(found.xy).all() and np.isfinite(line).all()
    assert 22 <= line[0, 0] < line[1, 0] <= found.xy[0, 0] - 15
