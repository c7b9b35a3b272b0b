"""Each primitive becomes the artists that matplotlib users expect, in data coordinates."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text

from plotkit.data.factor import Coded, as_objects
from plotkit.errors import PlotSpecError
from plotkit.marks.primitives import Areas, Custom, Paths, Texts
from plotkit.mpl.grouped import GroupedLines, GroupedPolygons
from plotkit.properties.style import MarkerShape
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
    levels,
    lines,
    numbers,
    points,
)

CODES = np.array([0, 1, 0])
COLORS = Coded(CODES, np.array([BLUE, GREEN, CLEAR]))
LOG = Continuous(trans="log")


def artists(draw, *primitives, **kws):
    return [one for layer in draw(drawing(*primitives, **kws)).artists for one in layer]


# ---------------------------------------------------------------------------------------- points


def test_points(draw):
    (made,) = artists(draw, points([[1, 2], [3, 4]], size=5.0))
    assert isinstance(made, PathCollection)
    np.testing.assert_array_equal(made.get_offsets(), [[1, 2], [3, 4]])
    np.testing.assert_array_equal(made.get_sizes(), [25])
    np.testing.assert_array_equal(made.get_facecolor(), [BLUE])
    np.testing.assert_array_equal(made.get_edgecolor(), [RED])
    np.testing.assert_array_equal(made.get_linewidth(), [1])


def test_points_keep_the_order_of_rows(draw):
    sizes = Coded(CODES, np.array([2.0, 3.0]))
    (made,) = artists(draw, points([[1, 1], [2, 2], [3, 3]], color=COLORS, size=sizes))
    np.testing.assert_array_equal(made.get_facecolor(), [BLUE, GREEN, BLUE])
    np.testing.assert_array_equal(made.get_sizes(), [4, 9, 4])


def test_points_of_one_level_have_one_colour(draw):
    same = Coded(np.array([1, 1, 1]), COLORS.table)
    (made,) = artists(draw, points([[1, 1], [2, 2], [3, 3]], color=same))
    np.testing.assert_array_equal(made.get_facecolor(), [GREEN])


def test_points_with_markers_are_one_collection(draw):
    shapes = Coded(CODES, as_objects([MarkerShape("o", True), MarkerShape("s", True)]))
    (made,) = artists(draw, points([[1, 1], [2, 2], [3, 3]], marker=shapes))
    sizes = [len(path.vertices) for path in made.get_paths()]
    assert len(sizes) == 3
    assert sizes[0] == sizes[2] != sizes[1]
    objects = as_objects(["^", "x", "^"])
    (other,) = artists(draw, points([[1, 1], [2, 2], [3, 3]], marker=objects))
    assert len(other.get_paths()) == 3


@pytest.mark.parametrize("marker", ["None", "", None, MarkerShape("None", False)], ids=repr)
def test_no_marker_draws_nothing(draw, marker):
    assert artists(draw, points([[1, 1]], marker=marker)) == []


def test_points_without_an_edge_line(draw):
    (made,) = artists(draw, points([[1, 1]], edgestyle="None"))
    np.testing.assert_array_equal(made.get_linewidth(), [0])
    styles = as_objects([SOLID, "None", (0.0, (2.0, 1.0))])
    (made,) = artists(draw, points([[1, 1], [2, 2], [3, 3]], edgestyle=styles))
    np.testing.assert_array_equal(made.get_linewidth(), [1, 0, 1])


def test_points_without_a_place_are_left_out(draw):
    primitive = points([[1, 1], [np.nan, 2], [3, 3]], color=COLORS, size=np.array([1.0, 2.0, 3.0]))
    (made,) = artists(draw, primitive)
    np.testing.assert_array_equal(made.get_offsets(), [[1, 1], [3, 3]])
    np.testing.assert_array_equal(made.get_sizes(), [1, 9])
    np.testing.assert_array_equal(made.get_facecolor(), [BLUE])


def test_positions_are_inverted_to_data(draw):
    primitive = points([[0, 1], [2, 2]])
    (made,) = artists(draw, primitive, x=numbers(1, 100, LOG), y=levels("a", "b", "c"))
    np.testing.assert_allclose(made.get_offsets(), [[1, 1], [100, 2]])


# ----------------------------------------------------------------------------------------- lines


def test_few_lines_are_artists_of_their_own(draw):
    primitive = lines([[1, 2], [3, 4]], [[0, 0], [1, 1], [2, 0]], each=True)
    rendered = draw(drawing(primitive, labels=("a", "b")))
    first, second = rendered.axes[0].lines
    assert type(first) is Line2D
    np.testing.assert_array_equal(first.get_xydata(), [[1, 2], [3, 4]])
    assert len(second.get_xydata()) == 3
    assert first.get_color() == BLUE
    assert first.get_linewidth() == 2
    assert first.get_linestyle() == "-"
    assert first.get_solid_capstyle() == "round"
    assert [line.get_label() for line in (first, second)] == ["a", "b"]
    assert [line.get_gid() for line in (first, second)] == ["layer0-Mark-a", "layer0-Mark-b"]


def test_lines_with_looks_of_their_own(draw):
    primitive = lines(
        [[1, 2], [3, 4]],
        [[0, 0], [1, 1]],
        each=True,
        color=Coded(np.array([1, 0]), COLORS.table),
        linewidth=np.array([1.0, 3.0]),
        linestyle=as_objects([(0.0, (4.0, 2.0)), "None"]),
    )
    first, second = artists(draw, primitive)
    assert tuple(first.get_color()) == GREEN
    assert second.get_linewidth() == 3
    assert first.is_dashed()
    assert second.get_linestyle() == "None"


def test_many_lines_are_one_collection(draw):
    runs = [[[i, 0], [i, 1]] for i in range(201)]
    (made,) = artists(draw, lines(*runs, each=True))
    assert type(made) is GroupedLines
    assert len(made.get_segments()) == 201
    assert made.get_capstyle() == "round"
    (few,) = artists(draw, lines([[1, 2], [3, 4]], color=COLORS[:1]))
    assert type(few) is GroupedLines


def test_keywords_keep_lines_apart(draw):
    runs = [[[i, 0], [i, 1]] for i in range(201)]
    made = artists(draw, lines(*runs, each=True, kws={"drawstyle": "steps"}))
    assert len(made) == 201


# ----------------------------------------------------------------------------------------- areas


def area(n=1, **looks):
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)
    base = {"color": BLUE, "edgecolor": RED, "edgewidth": 1.0, "edgestyle": SOLID}
    return Areas(Paths(np.tile(square, (n, 1)), np.arange(n) * 4), **{**base, **looks})


def test_areas(draw):
    (made,) = artists(draw, area(each=True), labels=("a",))
    assert type(made) is Polygon
    np.testing.assert_array_equal(made.get_xy()[:4], [[0, 0], [1, 0], [1, 1], [0, 1]])
    assert made.get_facecolor() == BLUE
    assert made.get_edgecolor() == RED
    assert made.get_label() == "a"


def test_many_areas_are_one_collection(draw):
    (made,) = artists(draw, area(201, each=True))
    assert type(made) is GroupedPolygons
    (other,) = artists(draw, area(2))
    assert len(other.get_paths()) == 2


# ----------------------------------------------------------------------------------------- boxes

TWO = [[[0, 0], [1, 3]], [[2, 0], [3, -4]]]


def test_few_boxes_are_bars(draw):
    rendered = draw(drawing(boxes(TWO, each=True, inside=True)))
    ax = rendered.axes[0]
    first, second = ax.patches
    assert isinstance(first, Rectangle)
    assert (first.get_x(), first.get_y(), first.get_width(), first.get_height()) == (0, 0, 1, 3)
    assert (second.get_x(), second.get_y(), second.get_height()) == (2, -4, 4)
    (container,) = ax.containers
    assert isinstance(container, BarContainer)
    assert container.orientation == "vertical"
    assert [text.get_text() for text in ax.bar_label(container)] == ["3", "-4"]


def test_lying_boxes_know_it(draw):
    lying = boxes(np.array(TWO)[..., ::-1], each=True, flip=True)
    (container,) = draw(drawing(lying)).axes[0].containers
    assert container.orientation == "horizontal"
    np.testing.assert_array_equal(container.datavalues, [3, -4])


def test_edges_stay_inside(draw):
    rendered = draw(drawing(boxes([[[2, 2], [6, 6]]], each=True, inside=True, edgewidth=10.0)))
    laid_out(rendered.figure)
    ax, (bar,) = rendered.axes[0], rendered.axes[0].patches
    whole = ax.transData.transform([[2, 2], [6, 6]])
    drawn = bar.get_window_extent()
    half = 5 * rendered.figure.dpi / 72
    np.testing.assert_allclose(drawn.get_points(), whole + np.array([[half], [-half]]))
    assert bar.get_linewidth() == 10


def test_many_boxes_are_one_collection(draw):
    (made,) = artists(draw, boxes(TWO * 251, each=True))
    assert type(made) is GroupedPolygons
    assert len(made.get_paths()) == 502


def test_automatic_edges_follow_the_narrowest_box(draw):
    wide = boxes([[[0, 0], [5, 1]], [[5, 0], [10, 1]]], edgewidth=None)
    thin = boxes([[[0, 0], [0.05, 1]], [[5, 0], [10, 1]]], edgewidth=None)
    (one,), (other,) = artists(draw, wide), artists(draw, thin)
    assert one.get_linewidth() == [1.0]
    assert 0 < other.get_linewidth()[0] < 0.3


def test_bars_on_a_log_axis_are_drawn_from_below(draw):
    primitive = boxes([[[0, -np.inf], [1, 2]]], each=True)
    rendered = draw(drawing(primitive, y=numbers(1, 1000, LOG)))
    (bar,) = rendered.axes[0].patches
    assert (bar.get_y(), bar.get_height()) == (0, 100)
    pixels = drawn(rendered.figure)
    ax = rendered.axes[0]
    x, y = ax.transData.transform((0.5, 2)).astype(int)
    assert tuple(pixels[-1 - y, x, :3]) == (0, 0, 255)  # filled, far below the value
    (many,) = artists(draw, boxes([[[0, -np.inf], [1, 2]]]), y=numbers(1, 1000, LOG))
    assert np.isfinite(many.get_paths()[0].vertices).all()


def drawn(figure):
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())


# ----------------------------------------------------------------------------------------- texts


def texts(xy, strings, **looks):
    base = {
        "color": BLUE,
        "size": 9.0,
        "halign": "left",
        "valign": "top",
        "offset": np.array([3.0, 0.0]),
    }
    return Texts(np.asarray(xy, float), np.array(strings, dtype=object), **{**base, **looks})


def test_texts(draw):
    rendered = draw(drawing(texts([[1, 2], [3, 4]], ["one", "two"])))
    laid_out(rendered.figure)
    ax = rendered.axes[0]
    first, second = ax.texts
    assert isinstance(first, Text)
    assert (first.get_text(), second.get_text()) == ("one", "two")
    assert tuple(first.get_color()) == BLUE
    assert first.get_fontsize() == 9
    assert (first.get_ha(), first.get_va()) == ("left", "top")
    at = ax.transData.transform((1, 2))
    assert first.get_window_extent().x0 == pytest.approx(
        at[0] + 3 * rendered.figure.dpi / 72, abs=1
    )
    assert not first.get_clip_on()


def test_texts_outside_of_the_limits_are_hidden(draw):
    rendered = draw(drawing(texts([[50, 50]], ["far"]), layout=None))
    before = drawn(rendered.figure).copy()
    empty = draw(drawing(texts([[5, 5]], [""])))
    np.testing.assert_array_equal(before, drawn(empty.figure))


# --------------------------------------------------------------------------------------- the rest


def test_custom_gets_the_axes_and_a_projection(draw):
    seen = {}

    def make(ax, project):
        seen["xy"] = project(np.array([[1.0, 2.0]]))
        ax.axhline(3)
        return ax.text(1, 1, "mine")

    made = artists(draw, Custom(make, flip=True), x=numbers(1, 1000, LOG))
    np.testing.assert_allclose(seen["xy"], [[100, 1]])
    assert [type(artist) for artist in made] == [Line2D, Text]


@pytest.mark.parametrize(
    ("primitive", "kws"),
    [
        (points([[1, 1]], kws={"lw": 7}), {"linewidth": [7]}),
        (lines([[0, 0], [1, 1]], each=True, kws={"lw": 7, "zorder": 9}), {"linewidth": 7}),
        (boxes(TWO, each=True, inside=True, kws={"hatch": "/"}), {"hatch": "/"}),
        (texts([[1, 1]], ["a"], kws={"rotation": 30}), {"rotation": 30}),
    ],
)
def test_keywords_have_the_last_word(draw, primitive, kws):
    made = artists(draw, primitive)[0]
    for name, value in kws.items():
        assert getattr(made, f"get_{name}")() == value


def test_unknown_keyword_is_named(draw):
    with pytest.raises(PlotSpecError, match=r"no 'linewidht'.*'linewidth'") as error:
        draw(drawing(lines([[0, 0], [1, 1]], each=True, kws={"linewidht": 3})))
    assert "In layer 1 (Mark)." in error.value.__notes__
    with pytest.raises(PlotSpecError, match="artist_kws cannot be"):
        draw(drawing(lines([[0, 0], [1, 1]], each=True, kws={"solid_capstyle": "sharp"})))


def test_later_layers_lie_on_top(draw):
    pixels = {}
    for name, primitives in {
        "line": (area(color=RED, edgewidth=0.0), lines([[0, 0.5], [1, 0.5]], linewidth=20.0)),
        "area": (lines([[0, 0.5], [1, 0.5]], linewidth=20.0), area(color=RED, edgewidth=0.0)),
    }.items():
        rendered = draw(drawing(*primitives, x=numbers(0, 1), y=numbers(0, 1)))
        pixels[name] = drawn(rendered.figure)[230, 300, :3].tolist()
    assert pixels == {"line": [0, 0, 255], "area": [255, 0, 0]}


def test_the_users_own_legend_shows_levels_once(draw):
    line = lines([[1, 2], [3, 4]], [[0, 0], [1, 1]], each=True)
    rendered = draw(drawing(line, labels=("a", "b")))
    handles, labels = rendered.axes[0].get_legend_handles_labels()
    assert labels == ["a", "b"]
    assert len(handles) == 2


def test_what_is_drawn_later_widens_the_view(draw):
    ax = draw(drawing(points([[50, 50]]))).axes[0]
    assert ax.get_xlim() == (0, 10)
    ax.plot([5, 100], [5, 100])
    first, last = ax.get_xlim()
    assert first <= 0
    assert last >= 100
