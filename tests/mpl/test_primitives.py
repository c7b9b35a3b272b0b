"""Shares of the panel, hatches, holes, round corners, heads of lines, and what texts can have."""

import io
import pickle
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Annotation

from plotkit.data.factor import Coded, as_objects
from plotkit.marks.primitives import Areas, Halo, Lines, Paths, TextBox, Texts
from plotkit.mpl.artists.pagelines import PageLines, headed
from plotkit.mpl.artists.rounded import RoundedBoxes, RoundedRectangle, rounded
from plotkit.mpl.grouped import GroupedLines, GroupedPaths, GroupedPolygons
from plotkit.scales.continuous import Continuous
from tests.mpl.drawings import (
    BLUE,
    CLEAR,
    GREEN,
    RED,
    SOLID,
    boxes,
    drawing,
    laid_out,
    legend,
    lines,
    numbers,
    points,
)

LOG = Continuous(trans="log")
FAR = {"x": numbers(1, 1000, LOG), "y": numbers(0, 10)}


def artists(draw, *primitives, **kws):
    return [one for layer in draw(drawing(*primitives, **kws)).artists for one in layer]


def shown(figure):
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[::-1]  # from below


def texts(xy, strings, **looks):
    base = {
        "color": BLUE,
        "size": 9.0,
        "halign": "left",
        "valign": "top",
        "offset": np.array([3.0, 0.0]),
    }
    return Texts(np.asarray(xy, float), np.array(strings, dtype=object), **{**base, **looks})


def areas(*rings, **looks):
    base = {"color": BLUE, "edgecolor": RED, "edgewidth": 1.0, "edgestyle": SOLID}
    arrays = [np.asarray(ring, float) for ring in rings]
    starts = np.cumsum([0, *map(len, arrays)])[:-1]
    return Areas(Paths(np.concatenate(arrays), starts), **{**base, **looks})


# ------------------------------------------------------------------------- shares of the panel

SHARES = {
    "points": lambda panel: points([[0.5, 0.25]], panel=panel),
    "line": lambda panel: lines([[0.5, 0.25], [0.5, 0.25]], each=True, panel=panel),
    "lines": lambda panel: lines([[0.5, 0.25], [0.5, 0.25]], panel=panel),
    "arrow": lambda panel: lines([[0.5, 0.25], [0.5, 0.25]], arrow="end", panel=panel),
    "area": lambda panel: areas([[0.5, 0.25]] * 3, each=True, panel=panel),
    "areas": lambda panel: areas([[0.5, 0.25]] * 3, panel=panel),
    "shape": lambda panel: areas([[0.5, 0.25]] * 3, shapes=np.zeros(1, int), panel=panel),
    "box": lambda panel: boxes([[[0.5, 0.25], [0.5, 0.25]]], each=True, panel=panel),
    "boxes": lambda panel: boxes([[[0.5, 0.25], [0.5, 0.25]]], panel=panel),
    "rounded": lambda panel: boxes([[[0.5, 0.25], [0.5, 0.25]]], radius=3, panel=panel),
    "text": lambda panel: texts([[0.5, 0.25]], ["a"], panel=panel, offset=np.zeros(2)),
}


def middle(artist, renderer):
    if isinstance(artist, PathCollection):
        return artist.get_offset_transform().transform(artist.get_offsets())[0]
    if isinstance(artist, Annotation):
        artist.update_positions(renderer)
        return artist.get_transform().transform((0, 0))
    if isinstance(artist, LineCollection | PolyCollection):
        return artist.get_transform().transform(artist.get_paths()[0].vertices)[0]
    return artist.get_window_extent(renderer).get_points().mean(axis=0)


@pytest.mark.parametrize("panel", ["", "x", "y", "xy"])
@pytest.mark.parametrize("name", [name for name in SHARES if name != "shape"])
def test_shares_of_the_panel(draw, name, panel):
    rendered = draw(drawing(SHARES[name](panel), **FAR))
    laid_out(rendered.figure)
    ax = rendered.axes[0]
    (made,) = rendered.artists[0]
    share = ax.transAxes.transform((0.5, 0.25))
    data = ax.transData.transform((10**0.5, 0.25))
    wanted = [share[i] if name in panel else data[i] for i, name in enumerate("xy")]
    found = middle(made, rendered.figure.canvas.get_renderer())
    np.testing.assert_allclose(found, wanted, atol=1e-6)


def test_spans_and_rugs_keep_their_place(draw):
    """A line across the panel goes from side to side, and short ones stay short, on any axis."""

    def box(made):
        (first, *_), transform = made.get_paths(), made.get_transform()
        return first.get_extents(transform)

    across = lines([[0, 5], [1, 5]], panel="x")
    rug = lines(*([[x, 0], [x, 0.02]] for x in (1, 2)), panel="y")
    rendered = draw(drawing(across, rug, **FAR))
    ax = rendered.axes[0]
    for size in ((6, 4), (3, 7)):
        rendered.figure.set_size_inches(*size)
        laid_out(rendered.figure)
        first, second = (box(made) for (made,) in rendered.artists)
        assert (first.x0, first.x1) == pytest.approx((ax.bbox.x0, ax.bbox.x1))
        assert second.height == pytest.approx(0.02 * ax.bbox.height)
    (made,) = rendered.artists[1]
    assert type(made) is GroupedLines
    ax.set_xlim(0.001, 1e6)
    ax.set_ylim(-50, 50)
    first, second = (box(made) for (made,) in rendered.artists)
    assert (first.x0, first.x1) == pytest.approx((ax.bbox.x0, ax.bbox.x1))
    assert second.y0 == pytest.approx(ax.bbox.y0)


def test_long_lines_across_the_panel(draw):
    x = np.linspace(0, 1, 30_000)
    run = np.column_stack([x, 5 + 3 * np.sin(40 * x)])
    for each, kind in ((True, Line2D), (False, GroupedLines)):
        rendered = draw(drawing(lines(run, panel="x", each=each)))
        usual = draw(drawing(lines(run * (10, 1), each=each)))
        assert isinstance(rendered.artists[0][0], kind)
        np.testing.assert_array_equal(shown(rendered.figure), shown(usual.figure))


@pytest.mark.parametrize("panel", ["x", "y", "xy", ""])
def test_texts_are_hidden_with_what_is_out_of_view(draw, panel):
    """A share beyond the panel is meant; a position beyond the limits is not in view."""
    at = [[1.3, 0.5], [0.5, 1.3], [0.5, 0.5]]
    axes = {"x": numbers(0, 1), "y": numbers(0, 1)}
    rendered = draw(drawing(texts(at, list("abc"), panel=panel), **axes))
    laid_out(rendered.figure)
    ax, renderer = rendered.axes[0], rendered.figure.canvas.get_renderer()
    before = shown(rendered.figure).copy()
    inside = [("x" in panel, True), (True, "y" in panel), (True, True)]
    for text, seen in zip(ax.texts, map(all, inside), strict=True):
        box = text.get_tightbbox(renderer)
        assert (box is not None and box.width > 0) == seen
        text.set_visible(False)
        assert text.get_visible() is False
        assert (shown(rendered.figure) == before).all() != seen
        text.set_visible(True)
    assert len(ax.texts) == 3


def test_legend_keys_have_shares_of_their_square(draw):
    for panel in ("", "x", "y", "xy"):
        key = boxes([[[0, 0], [1, 1]]], panel=panel, edgewidth=0.0)
        rendered = draw(drawing(points([[1, 1]]), legends=(legend("a", primitive=key),)))
        wide = (shown(rendered.figure)[..., :3] == (0, 0, 255)).all(axis=2)
        assert 100 < wide[:, 500:].sum() < 1000


# --------------------------------------------------------------------------------------- hatches


@pytest.mark.parametrize("each", [True, False])
def test_one_hatch(draw, each):
    for filled in (
        boxes([[[0, 0], [1, 3]], [[2, 0], [3, 4]]], each=each, hatch="//"),
        areas([[0, 0], [1, 0], [1, 1]], [[2, 0], [3, 0], [3, 1]], each=each, hatch="//"),
    ):
        made = artists(draw, filled)
        assert len(made) == (2 if each else 1)
        assert {artist.get_hatch() for artist in made} == {"//"}


def test_a_hatch_for_each(draw):
    hatches = Coded(np.array([0, 1, 0]), as_objects(["", "x"]))
    three = [[[i, 0], [i + 1, 3]] for i in range(3)]
    single = artists(draw, boxes(three, each=True, inside=True, hatch=hatches))
    assert [artist.get_hatch() for artist in single] == [None, "x", None]
    colors = np.array([BLUE, RED, GREEN])
    one, other = artists(draw, boxes(three, hatch=hatches, color=colors))
    assert type(one) is type(other) is GroupedPolygons
    assert (one.get_hatch(), other.get_hatch()) == (None, "x")
    np.testing.assert_array_equal(one.get_facecolor(), [BLUE, GREEN])
    np.testing.assert_array_equal(other.get_facecolor(), [RED])
    assert [len(made.get_paths()) for made in (one, other)] == [2, 1]


def test_hatches_have_the_colour_of_the_edge(draw):
    """Also where a collection has edges of several colours."""
    colors = np.array([RED, GREEN])
    two = [[[0, 0], [5, 10]], [[5, 0], [10, 10]]]
    for each in (True, False):
        looks = {"color": (1.0, 1.0, 1.0, 1.0), "edgecolor": colors, "edgewidth": 0.0}
        rendered = draw(drawing(boxes(two, each=each, hatch="xx", **looks)))
        picture = shown(rendered.figure)
        box = rendered.axes[0].bbox
        half = picture[int(box.y0) + 5 : int(box.y1) - 5, int(box.x0) + 5 : int(box.x1) - 5]
        left, right = np.array_split(half.astype(int), 2, axis=1)
        assert (left[..., 0] - left[..., 1]).max() > 200 and (left[..., 1] <= left[..., 0]).all()
        assert (right[:, 10:, 1] >= right[:, 10:, 0]).all() and right[:, 10:, 0].min() < 60


def test_hatches_in_vector_files(draw):
    """A pattern for each hatch, in the colour of its edge, and nothing of it beyond the axes."""
    two = [[[0, -9], [5, 30]], [[5, 0], [10, 10]]]
    looks = {"edgecolor": np.array([RED, GREEN]), "hatch": as_objects(["//", "oo"])}
    for each in (True, False):
        figure = draw(drawing(boxes(two, each=each, **looks))).figure
        file = io.BytesIO()
        figure.savefig(file, format="svg")
        text = file.getvalue().decode()
        patterns = re.findall(r"<pattern.*?</pattern>", text, re.DOTALL)
        assert len(patterns) == 2
        assert sorted("#ff0000" in pattern for pattern in patterns) == [False, True]
        uses = list(re.finditer(r"<[^>]*fill: ?url\(#[^>]*>", text))
        assert len(uses) == 2
        for use in uses:
            before = text[: use.start()]
            group = before[before.rindex("<g ") :] + use[0]
            assert "clip-path" in group
        file = io.BytesIO()
        figure.savefig(file, format="pdf")
        assert file.getvalue().count(b"/PatternType 1") == 2


# ----------------------------------------------------------------------------------------- holes

OUTER = [[1, 1], [9, 1], [9, 9], [1, 9]]
INNER = [[3, 7], [7, 7], [7, 3], [3, 3]]  # the other way round
ISLAND = [[4, 4], [6, 4], [6, 6], [4, 6]]


@pytest.mark.parametrize("each", [True, False])
@pytest.mark.parametrize("orient", [1, -1])
def test_holes_are_empty(draw, each, orient):
    looks = {"edgewidth": 0.0, "shapes": np.array([3, 3, 3, 5])}
    beside = [[0, 0], [0.5, 0], [0.5, 0.5]]
    filled = areas(OUTER, INNER, ISLAND, beside, each=each, **looks)
    rendered = draw(drawing(filled, x=numbers(*(0, 10)[::orient])))
    made = rendered.artists[0]
    assert [type(one) for one in made] == ([PathPatch] * 2 if each else [GroupedPaths])
    rendered.axes[0].grid(False)
    picture = shown(rendered.figure)
    x, y = rendered.axes[0].transData.transform([(2, 2), (3.5, 5), (5, 5)]).astype(int).T
    blue = (picture[y, x, :3] == (0, 0, 255)).all(axis=1)
    assert blue.tolist() == [True, False, True]


def test_looks_of_a_shape_are_those_of_its_first_outline(draw):
    colors = np.array([RED, BLUE, BLUE, GREEN])
    hatches = as_objects(["/", "", "", "x"])
    looks = {"color": colors, "hatch": hatches, "shapes": np.array([0, 0, 0, 1])}
    first, second = artists(draw, areas(OUTER, INNER, ISLAND, OUTER, each=True, **looks))
    assert (first.get_facecolor(), second.get_facecolor()) == (RED, GREEN)
    assert (first.get_hatch(), second.get_hatch()) == ("/", "x")
    codes = first.get_path().codes.tolist()
    assert codes.count(Path.MOVETO) == codes.count(Path.CLOSEPOLY) == 3


def test_areas_without_shapes_are_polygons(draw):
    made = artists(draw, areas(OUTER, INNER, each=True))
    assert [type(one) for one in made] == [Polygon, Polygon]


# ------------------------------------------------------------------------------- round corners


@pytest.mark.parametrize("inside", [False, True])
def test_corners_are_round_on_any_page(draw, inside):
    box = boxes([[[0.5, 1], [2.5, 9]]], each=True, inside=inside, radius=12.0, edgewidth=4.0)
    rendered = draw(drawing(box, **FAR))
    (made,) = rendered.artists[0]
    assert isinstance(made, RoundedRectangle) and isinstance(made, Rectangle)
    inset = 2 if inside else 0
    for size, dpi in (((6, 4), 100), ((3, 7), 150)):
        rendered.figure.set_size_inches(*size)
        rendered.figure.set_dpi(dpi)
        laid_out(rendered.figure)
        outline = made.get_path().transformed(made.get_transform()).vertices * 72 / dpi
        low, high = outline.min(axis=0), outline.max(axis=0)
        whole = rendered.axes[0].transData.transform([(10**0.5, 1), (10**2.5, 9)]) * 72 / dpi
        np.testing.assert_allclose([low - inset, high + inset], whole)
        radius = 12 - inset
        for axis, other in ((0, 1), (1, 0)):
            straight = np.sort(outline[np.isclose(outline[:, axis], low[axis]), other])
            reach = straight[[0, -1]] - [low[other], high[other]]
            np.testing.assert_allclose(abs(reach), radius * (1 - 0.5522847), atol=1e-3)
        assert made.get_window_extent().width == pytest.approx((high - low)[0] * dpi / 72)


def test_many_round_boxes_look_like_single_ones(draw):
    three = [[[i, 1], [i + 0.8, 3 + i]] for i in range(3)]
    looks = {"color": np.array([RED, GREEN, BLUE]), "edgecolor": (0.0, 0.0, 0.0, 1.0)}
    single = draw(drawing(boxes(three, each=True, radius=9.0, hatch="/", **looks)))
    many = draw(drawing(boxes(three, radius=9.0, hatch="/", **looks)))
    (made,) = many.artists[0]
    assert type(made) is RoundedBoxes
    one, other = (shown(each.figure).astype(int) for each in (many, single))
    np.testing.assert_allclose(one, other, atol=2)
    square = draw(drawing(boxes(three, hatch="/", **looks)))
    assert (shown(square.figure) != shown(many.figure)).any()
    assert made.get_window_extent().extents == pytest.approx(
        square.artists[0][0].get_window_extent().extents
    )


def test_a_radius_is_at_most_half_of_a_box():
    low, high = np.array([0.0, 0]), np.array([10.0, 4])
    circle = rounded(low, high, high - low, 99).vertices
    assert circle.min() == 0 and circle.max() == 10
    assert (circle[:, 1] == 2).sum() >= 3  # where the halves meet
    assert len(rounded(low, high, high - low, 0).vertices) == 5
    reached = rounded(low, high, high - low, 1)
    assert reached.codes[-1] == Path.CLOSEPOLY
    assert reached.interpolated(1).get_extents().bounds == (0, 0, 10, 4)


def test_bar_containers_hold_round_bars(draw):
    rendered = draw(drawing(boxes([[[0, 0], [1, 3]]], each=True, radius=2.0)))
    (container,) = rendered.axes[0].containers
    assert [text.get_text() for text in rendered.axes[0].bar_label(container)] == ["3"]


def test_bands_across_the_panel_are_no_bars(draw):
    rendered = draw(drawing(boxes([[[0, 2], [1, 3]]], each=True, panel="x")))
    assert len(rendered.axes[0].patches) == 1
    assert not rendered.axes[0].containers


# ------------------------------------------------------------------------------ heads of lines


def test_a_head_takes_the_end_of_a_line():
    run = np.array([[0, 0], [20.0, 0], [20, 30]])
    rest, (head,) = headed(run, "end", 10)
    np.testing.assert_allclose(rest, [[0, 0], [20, 0], [20, 20.5]])
    np.testing.assert_allclose(head, [[20, 30], [16, 20], [24, 20]])
    rest, (head,) = headed(run, "start", 10)
    np.testing.assert_allclose(rest, [[9.5, 0], [20, 0], [20, 30]])
    np.testing.assert_allclose(head, [[0, 0], [10, -4], [10, 4]])
    rest, heads = headed(run, "both", 10)
    assert len(heads) == 2
    np.testing.assert_allclose(rest, [[9.5, 0], [20, 0], [20, 20.5]])


def test_a_head_follows_a_bent_line():
    turn = np.linspace(0, np.pi / 2, 200)
    run = 20 * np.column_stack([np.cos(turn), np.sin(turn)])
    rest, (head,) = headed(run, "end", 10)
    assert np.hypot(*(head[0] - run[-1])) == 0
    base = head[1:].mean(axis=0)
    assert np.hypot(*base) == pytest.approx(20, abs=0.01)  # it lies on the line
    assert len(rest) < 160 and np.hypot(*(rest[-1] - base)) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("arrow", ["start", "end", "both"])
def test_short_lines_have_small_heads(arrow):
    run = np.array([[0, 0], [0, 1], [0, 4.0]])
    rest, heads = headed(run, arrow, 10)
    assert len(rest) == 0
    total = sum(np.ptp(head[:, 1]) for head in heads)
    assert total == pytest.approx(4)
    for head in heads:
        assert np.ptp(head[:, 0]) == pytest.approx(0.8 * np.ptp(head[:, 1]))


@pytest.mark.parametrize(
    "run",
    [
        [[1, 1]],
        [[1, 1], [1, 1]],
        [[0, 0], [np.nan, 1]],
        [[np.nan, 1], [np.nan, 2]],
        np.empty((0, 2)),
    ],
    ids=["point", "no length", "no end", "nowhere", "nothing"],
)
@pytest.mark.parametrize("arrow", ["start", "end", "both"])
def test_lines_without_a_direction_have_no_heads(run, arrow):
    rest, heads = headed(np.asarray(run, float), arrow, 10)
    assert heads == [] and len(rest) == len(run)


def test_heads_after_a_gap():
    run = np.array([[0, 0], [0, 20], [np.nan, 0], [5, 0], [5, 30.0]])
    rest, (head,) = headed(run, "end", 10)
    np.testing.assert_allclose(head, [[5, 30], [1, 20], [9, 20]])
    np.testing.assert_allclose(rest[-1], [5, 20.5])
    assert np.isnan(rest[2]).any()


@pytest.mark.parametrize("each", [True, False])
def test_arrows(draw, each):
    two = lines([[1, 1], [1, 9]], [[3, 1], [9, 1]], arrow="end", each=each, headsize=12.0)
    rendered = draw(drawing(two))
    made = rendered.artists[0]
    assert [type(one) for one in made] == [PageLines] * (2 if each else 1)
    for size, dpi in (((6, 4), 100), ((4, 6), 200)):
        rendered.figure.set_size_inches(*size)
        rendered.figure.set_dpi(dpi)
        picture = shown(rendered.figure)
        blue = (picture[..., :3] == (0, 0, 255)).all(axis=2)
        point = dpi / 72
        (x, _), (_, y) = tips = rendered.axes[0].transData.transform([(1, 9), (9, 1)])
        upright = blue[int(tips[0][1] - 12 * point) + 1 : int(tips[0][1]), : int(x + 10 * point)]
        assert upright[0].sum() == pytest.approx(0.8 * 12 * point, abs=3)
        level = blue[: int(y + 10 * point), int(tips[1][0] - 12 * point) + 1 : int(tips[1][0])]
        assert level[:, 0].sum() == pytest.approx(0.8 * 12 * point, abs=3)
        assert not blue[int(tips[0][1]) + 2 :, : int(x) + 30].any()  # nothing beyond a tip
        boxes_ = [one.get_window_extent() for one in made]
        assert max(box.y1 for box in boxes_) == pytest.approx(tips[0][1])
        assert min(box.y0 for box in boxes_) == pytest.approx(y - 0.4 * 12 * point)
    np.testing.assert_array_equal(made[0].get_segments()[0], [[1, 1], [1, 9]])  # data stay data


def test_looks_of_arrows(draw):
    runs = [[[i, 1], [i, 9]] for i in range(1, 4)]
    looks = {
        "color": Coded(np.array([0, 1, 0]), np.array([RED, GREEN])),
        "linewidth": np.array([1.0, 2.0, 4.0]),
        "linestyle": as_objects([SOLID, (0.0, (4.0, 2.0)), "None"]),
    }
    one = artists(draw, lines(*runs, arrow="both", **looks))[0]
    single = artists(draw, lines(*runs, arrow="both", each=True, headsize=np.arange(3.0), **looks))
    np.testing.assert_array_equal(one.get_color(), [RED, GREEN, RED])
    for i, made in enumerate(single):
        np.testing.assert_array_equal(made.get_color()[0], one.get_color()[i])
        assert made.get_linewidth()[0] == one.get_linewidth()[i]
    assert one.get_capstyle() == single[0].get_capstyle() == "butt"


def test_translucent_arrows_have_one_tone(draw):
    run = [[1, 5], [9, 5]]
    made = lines(run, arrow="both", linewidth=8.0, headsize=30.0, color=(0.0, 0.0, 1.0, 0.5))
    rendered = draw(drawing(made))
    rendered.axes[0].grid(False)
    picture = shown(rendered.figure)
    row = int(rendered.axes[0].transData.transform((5, 5))[1])
    tones, counts = np.unique(picture[row - 2, :, 0], return_counts=True)
    assert (counts > 40).sum() == 3  # the figure, the panel, the arrow
    assert counts[(tones < 60)].sum() == 0


def test_arrows_in_files_and_keys(draw):
    arrow = lines([[0, 0.5], [1, 0.5]], arrow="end", headsize=20.0)
    rendered = draw(drawing(arrow, legends=(legend("a", "b", primitive=arrow),)))
    for kind in ("svg", "pdf"):
        file = io.BytesIO()
        rendered.figure.savefig(file, format=kind)
        assert file.getvalue()
    keys = rendered.figure.legends[0].findobj(PageLines)
    laid_out(rendered.figure)
    first, second = sorted(key.get_window_extent().y0 for key in keys)
    assert second - first > 16 * rendered.figure.dpi / 72  # rows are as high as heads are wide
    again = pickle.loads(pickle.dumps(rendered.figure))
    FigureCanvasAgg(again)
    np.testing.assert_array_equal(shown(again), shown(rendered.figure))


def test_plain_lines_are_as_ever(draw):
    assert type(artists(draw, lines([[0, 0], [1, 1]], each=True))[0]) is Line2D
    assert type(artists(draw, lines([[0, 0], [1, 1]]))[0]) is GroupedLines
    assert isinstance(lines([[0, 0], [1, 1]]), Lines)


# ----------------------------------------------------------------------------------------- texts


def test_rotated_texts(draw):
    made = artists(draw, texts([[1, 1], [5, 5]], ["aaaa", "bbbb"], rotation=np.array([90.0, 0])))
    up, level = (text.get_window_extent() for text in made)
    assert up.height > up.width and level.width > level.height
    assert [text.get_rotation() for text in made] == [90, 0]
    coded = Coded(np.array([1, 0]), np.array([30.0, 60.0]))
    made = artists(draw, texts([[1, 1], [5, 5]], ["a", "b"], rotation=coded))
    assert [text.get_rotation() for text in made] == [60, 30]


@pytest.mark.parametrize("rotation", [0.0, 90.0, 30.0])
def test_boxes_behind_texts(draw, rotation):
    box = TextBox((1.0, 1.0, 0.0, 1.0), RED, 2.0, pad=5.0, radius=0.0)
    bare = texts([[5, 5]], ["here"], rotation=rotation, halign="center", valign="center")
    framed = texts([[5, 5]], ["here"], rotation=rotation, halign="center", valign="center", box=box)
    plain, rendered = draw(drawing(bare)), draw(drawing(framed))
    laid_out(rendered.figure)
    laid_out(plain.figure)
    (text,), (other,) = rendered.axes[0].texts, plain.axes[0].texts
    point = rendered.figure.dpi / 72
    turned = np.deg2rad(rotation)
    grown = 2 * (5 * (np.cos(turned) + np.sin(turned)) + 1) * point
    one, two = text.get_window_extent(), other.get_window_extent()
    np.testing.assert_allclose(one.size, two.size + grown, rtol=1e-6)
    renderer = rendered.figure.canvas.get_renderer()
    drawn = text.get_bbox_patch().get_window_extent(renderer)
    np.testing.assert_allclose(drawn.size, one.size - 2 * point, rtol=1e-6)
    picture = shown(rendered.figure)
    assert (picture[..., :3] == (255, 255, 0)).all(axis=2).any()
    assert (picture[..., 2] > picture[..., 0] + 100.0).any()  # the text lies on top


def test_layout_keeps_room_for_boxes(draw):
    at = texts([[10, 5]], ["beyond"], box=TextBox(pad=30.0))
    rendered = draw(drawing(at))
    laid_out(rendered.figure)
    (text,) = rendered.axes[0].texts
    assert text.get_window_extent().x1 <= rendered.axes[0].bbox.x1  # whose limits have grown
    assert rendered.axes[0].get_xlim()[1] > 10.5


def test_boxes_of_several_colours(draw):
    box = TextBox(np.array([RED, CLEAR]), Coded(np.array([1, 0]), np.array([BLUE, GREEN])))
    made = artists(draw, texts([[1, 1], [2, 2]], ["a", "b"], box=box))
    patches = [text.get_bbox_patch() for text in made]
    assert [tuple(patch.get_facecolor()) for patch in patches] == [RED, CLEAR]
    assert [tuple(patch.get_edgecolor()) for patch in patches] == [GREEN, BLUE]


def test_halos(draw):
    dark = boxes([[[0, 0], [10, 10]]], color=(0.0, 0.0, 0.0, 1.0), edgewidth=0.0)
    looks = {"color": (0.0, 0.0, 0.0, 1.0), "size": 20.0}
    rendered = draw(drawing(dark, texts([[5, 5]], ["I"], halo=Halo(2.0, RED), **looks)))
    picture = shown(rendered.figure)
    red = (picture[..., :3] == (255, 0, 0)).all(axis=2)
    assert red.any(axis=1).sum() > 20 and red.any(axis=0).sum() < 20
    bare = draw(drawing(dark, texts([[5, 5]], ["I"], **looks)))
    assert not (shown(bare.figure)[..., :3] == (255, 0, 0)).all(axis=2).any()
    for kind in ("svg", "pdf"):
        rendered.figure.savefig(io.BytesIO(), format=kind)


def test_plain_texts_are_annotations(draw):
    (made,) = artists(draw, texts([[1, 1]], ["a"]))
    assert isinstance(made, Annotation)
