from dataclasses import replace
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from plotkit.compile.drawing import Drawing, Key
from plotkit.compile.drawing import Legend as Block
from plotkit.data.factor import Coded
from plotkit.mpl.artists.decorations import decorations
from plotkit.mpl.text.ruler import measuring
from tests.mpl.drawings import (
    BLUE,
    boxes,
    drawing,
    far_enough,
    grid,
    inside,
    laid_out,
    legend,
    lines,
    numbers,
    panel,
    points,
)

DOT = points([[5, 5]])


def extents(rendered):
    laid_out(rendered.root)
    return [block.get_window_extent() for block in rendered.legends]


def test_a_legend_is_inside_the_canvas_and_beside_the_axes(draw):
    rendered = draw(drawing(DOT, legends=(legend("one", "another"), legend("x", title="second"))))
    first, second = extents(rendered)
    assert len(rendered.figure.legends) == 2
    for box in (first, second):
        assert inside(box, rendered.figure.bbox)
        assert far_enough(box, rendered.axes[0].get_tightbbox())
    assert first.y0 > second.y1
    assert first.x0 == pytest.approx(second.x0)
    middle = (first.y1 + second.y0) / 2
    assert rendered.axes[0].bbox.y0 < middle < rendered.axes[0].bbox.y1


@pytest.mark.filterwarnings("ignore:The legend of")
@pytest.mark.parametrize("position", ["right", "left", "top", "bottom", (1.0, 1.0)])
@pytest.mark.parametrize("n", [30, 70, 150])
def test_many_entries_take_columns_and_the_others_are_counted(draw, n, position):
    many = replace(legend(*(f"level {i}" for i in range(n))), position=position)
    rendered = draw(drawing(DOT, legends=(many,)))
    (box,) = extents(rendered)
    assert inside(box, rendered.figure.bbox)
    assert rendered.axes[0].bbox.width > 100
    assert rendered.axes[0].bbox.height > 100
    texts = [text.get_text() for text in rendered.legends[0].get_texts()]
    if texts[-1] == f"level {n - 1}":
        assert len(texts) == n
        assert n < 150
    else:
        assert texts[-1] == f"… {n - len(texts) + 1} more"
        assert texts[-2] == f"level {len(texts) - 2}"


@pytest.mark.filterwarnings("ignore:The legend of")
def test_what_a_legend_shows_does_not_hang_on_the_resolution(draw):
    forms = []
    for dpi in (50, 100, 300):
        many = legend(*(str(i) for i in range(40)))
        with plt.rc_context({"figure.dpi": dpi}):
            rendered = draw(drawing(DOT, legends=(replace(many, more=60),)))
        extents(rendered)
        texts = rendered.legends[0].get_texts()
        columns = len({round(text.get_window_extent().x0) for text in texts})
        forms.append((len(texts), texts[0].get_fontsize(), columns))
    assert forms[0] == forms[1] == forms[2]


def test_columns_as_asked(draw):
    rendered = draw(drawing(DOT, legends=(replace(legend(*"abcd"), columns=2),)))
    extents(rendered)
    places = [text.get_window_extent() for text in rendered.legends[0].get_texts()]
    assert places[0].y0 == places[2].y0
    assert places[0].x0 == places[1].x0 < places[2].x0


def test_entries_that_were_left_out_are_counted(draw):
    rendered = draw(drawing(DOT, legends=(replace(legend("a", "b"), more=7),)))
    assert [text.get_text() for text in rendered.legends[0].get_texts()] == ["a", "b", "… 7 more"]


def test_long_texts_are_broken(draw):
    primitives = "a rather long name of a level that takes more than its share"
    rendered = draw(drawing(DOT, legends=(legend(primitives, title=primitives),)))
    (box,) = extents(rendered)
    assert box.width < 0.6 * rendered.figure.bbox.width
    block = rendered.legends[0]
    for text in (block.get_title(), *block.get_texts()):
        assert text.get_text().replace("\n", " ") == primitives


@pytest.mark.parametrize(
    ("position", "side"),
    [("right", (1, 0)), ("left", (-1, 0)), ("top", (0, 1)), ("bottom", (0, -1))],
)
def test_sides(draw, position, side):
    blocks = tuple(replace(legend("a", "b", title=t), position=position) for t in ("one", "two"))
    rendered = draw(grid(2, 2, DOT, legends=blocks))
    boxes_ = extents(rendered)
    for ax in rendered.axes:
        panel_ = ax.get_tightbbox()
        for box in boxes_:
            assert inside(box, rendered.figure.bbox)
            assert far_enough(box, panel_)
            away = np.array([box.x0 - panel_.x1, box.y0 - panel_.y1])
            back = np.array([panel_.x0 - box.x1, panel_.y0 - box.y1])
            assert max(away @ np.maximum(side, 0), back @ -np.minimum(side, 0)) > 0
    assert far_enough(*boxes_)
    one, two = boxes_
    if position in ("top", "bottom"):
        assert one.y1 == pytest.approx(two.y1)
    else:
        assert one.x0 == pytest.approx(two.x0)


def test_all_sides_at_once(draw):
    blocks = tuple(
        replace(legend("a", "b", title=position), position=position)
        for position in ("right", "left", "top", "bottom")
    )
    rendered = draw(grid(2, 2, DOT, legends=blocks))
    boxes_ = extents(rendered)
    for one, other in combinations([*boxes_, *(ax.get_tightbbox() for ax in rendered.axes)], 2):
        assert far_enough(one, other)


@pytest.mark.parametrize("position", [(0.0, 0.0), (1.0, 1.0), (0.5, 0.5), (0.2, 0.9)])
@pytest.mark.parametrize("shape", [(1, 1), (2, 2)])
def test_within_the_panels(draw, position, shape):
    block = replace(legend("a", "b"), position=position)
    rendered = draw(grid(*shape, DOT, legends=(block,)))
    (box,) = extents(rendered)
    whole = Bbox.union([ax.bbox for ax in rendered.axes])
    assert inside(box, whole)
    if position == (0.5, 0.5):
        assert box.x0 + box.x1 == pytest.approx(whole.x0 + whole.x1)
    if position == (1.0, 1.0):
        assert whole.x1 - box.x1 == pytest.approx(whole.y1 - box.y1)
        assert 0 < whole.x1 - box.x1 < 15
    assert rendered.legends[0].get_frame_on()


@pytest.mark.parametrize("width", [6.0, np.array([6.0]), Coded(np.array([0]), np.array([6.0]))])
def test_thick_edges_leave_something_of_the_inside(draw, width):
    bar = boxes([[[0, 0], [1, 1]]], edgewidth=width, each=True, inside=True)
    rendered = draw(drawing(DOT, legends=(legend("a", primitive=bar),)))
    (patch,) = rendered.legends[0].legend_handles
    high = patch.get_window_extent().height * 72 / rendered.root.dpi
    assert 0 < patch.get_linewidth() < high / 2


def test_long_labels_leave_room_for_axes(draw):
    rendered = draw(drawing(DOT, legends=(legend("w" * 30, title="t" * 20),)))
    (box,) = extents(rendered)
    assert inside(box, rendered.figure.bbox)
    assert rendered.axes[0].bbox.width > 50


def test_keys_replay_the_marks(draw):
    keys = (
        Key("points", (points([[0.5, 0.5]], size=8.0),)),
        Key("line", (lines([[0, 0.5], [1, 0.5]], each=True),)),
        Key("bar", (boxes([[[0, 0], [1, 1]]], each=True, inside=True),)),
        Key("two", (lines([[0, 0.5], [1, 0.5]], each=True), points([[0.5, 0.5]]))),
        Key("_nothing", ()),
    )
    rendered = draw(drawing(DOT, legends=(Block("", keys),)))
    extents(rendered)
    (block,) = rendered.legends
    assert [text.get_text() for text in block.get_texts()][-1] == "_nothing"
    dots, line, bar, both, _ = block.legend_handles
    assert isinstance(dots, PathCollection)
    np.testing.assert_array_equal(dots.get_sizes(), [64])
    np.testing.assert_array_equal(dots.get_facecolor(), [BLUE])
    assert isinstance(line, Line2D)
    assert line.get_linewidth() == 2
    assert isinstance(bar, Rectangle)
    assert isinstance(both, Line2D)
    whole = block.get_window_extent()
    for handle in (line, bar, both):
        assert inside(handle.get_window_extent(), whole)
    point = rendered.root.dpi / 72
    assert line.get_window_extent().width == pytest.approx(2 * 11 * point, rel=0.2)
    assert bar.get_window_extent().height > 5 * point


def test_large_markers_get_room(draw):
    big = points([[0.5, 0.5]], size=40.0)
    rendered = draw(drawing(DOT, legends=(legend("a", "b", primitive=big),)))
    (box,) = extents(rendered)
    assert box.height > 2 * 40 * rendered.root.dpi / 72


def test_the_legend_of_an_axes_belongs_to_it(draw):
    figure = Figure(figsize=(9, 4))
    left, right = figure.subplots(1, 2)
    for ax, name in ((left, "one"), (right, "two")):
        block = (legend("a", "b", title=name), legend("c", title=f"{name} more"))
        rendered = draw(drawing(DOT, legends=block), target=ax)
        assert rendered.axes == (ax,)
        assert rendered.figure is figure
    laid_out(figure)
    assert [one.axes for one in figure.legends] == [left, left, right, right]
    for ax, name in ((left, "one"), (right, "two")):
        there = [child for child in ax.get_children() if isinstance(child, Legend)]
        assert ax.get_legend().get_title().get_text() == f"{name} more"
        assert len(there) == 2
        boxes_ = [block.get_window_extent() for block in there]
        assert far_enough(*boxes_)
        assert all(box.x0 >= ax.bbox.x1 for box in boxes_)


def test_twice_on_one_axes_keeps_both_legends(draw):
    figure = Figure(figsize=(6, 4))
    ax = figure.subplots()
    for name in ("one", "two"):
        draw(drawing(DOT, legends=(legend("a", "b", title=name),)), target=ax)
    laid_out(figure)
    there = [child for child in ax.get_children() if isinstance(child, Legend)]
    assert {block.get_title().get_text() for block in there} == {"one", "two"}
    assert far_enough(*(block.get_window_extent() for block in there))


def test_the_users_own_legend_stays(draw):
    figure = Figure()
    ax = figure.subplots()
    ax.plot([1, 2], label="mine")
    mine = ax.legend()
    draw(drawing(DOT, legends=(legend("a"),)), target=ax)
    assert mine in ax.get_children()


@pytest.mark.parametrize("engine", ["tight", "constrained", "compressed", None, "none"])
def test_engines_of_matplotlib_leave_room(draw, engine):
    shown = grid(2, 2, DOT, legends=(legend("one", "another"),))
    layout = shown.layout.__class__(engine=engine)
    rendered = draw(Drawing(shown.shape, shown.panels, shown.legends, layout=layout))
    (box,) = extents(rendered)
    assert inside(box, rendered.figure.bbox)
    for ax in rendered.axes:  # whose tight box holds the room for the legend too
        around = decorations(ax, measuring(rendered.figure))
        assert far_enough(box, Bbox.union([ax.bbox, *around]))


def test_a_subfigure_has_its_own_legend(draw):
    figure = Figure(figsize=(10, 4))
    parts = figure.subfigures(1, 2)
    rendered = [draw(drawing(DOT, legends=(legend("a", "b"),)), target=part) for part in parts]
    laid_out(figure)
    for one, part in zip(rendered, parts, strict=True):
        (box,) = [block.get_window_extent() for block in one.legends]
        assert inside(box, part.bbox)
        assert far_enough(box, one.axes[0].get_tightbbox())
        assert inside(one.axes[0].get_tightbbox(), part.bbox)


class TestGuidesOfAnAxes:
    @pytest.mark.parametrize("position", ["right", "left", "top", "bottom"])
    def test_beside_what_is_written_around_it(self, draw, position):
        figure = Figure(figsize=(8, 6))
        ax = figure.add_axes((0.3, 0.3, 0.4, 0.4))
        block = replace(legend("a", "b"), position=position)
        axes = {"x": numbers(0, 10, label="x"), "y": numbers(0, 1e5, label="y")}
        rendered = draw(drawing(DOT, legends=(block,), title="Title", **axes), target=ax)
        (box,) = extents(rendered)
        parts = [ax.bbox, ax.title.get_window_extent()]
        parts += [axis.get_tightbbox() for axis in (ax.xaxis, ax.yaxis)]
        assert all(far_enough(box, part) for part in parts)
        assert ax.get_legend() is rendered.legends[0]

    @pytest.mark.parametrize("engine", ["default", "constrained", "tight"])
    @pytest.mark.parametrize("position", ["right", "left", "top", "bottom"])
    def test_each_panel_its_own(self, draw, position, engine):
        block = replace(legend("a", "b"), position=position)
        whole = grid(2, 2, DOT)
        panels = tuple(replace(one, guides=(block,)) for one in whole.panels)
        layout = whole.layout.__class__(engine=engine)
        rendered = draw(replace(whole, panels=panels, layout=layout))
        boxes_ = extents(rendered)
        assert len(boxes_) == 4
        for ax, box in zip(rendered.axes, boxes_, strict=True):
            assert ax.get_legend() in rendered.legends
            assert inside(box, rendered.figure.bbox)
            assert all(far_enough(box, other.bbox) for other in rendered.axes)

    def test_within_each_panel(self, draw):
        block = replace(legend("a", "b"), position=(0.0, 1.0))
        whole = grid(1, 2, DOT)
        panels = tuple(replace(one, guides=(block,)) for one in whole.panels)
        rendered = draw(replace(whole, panels=panels))
        for ax, box in zip(rendered.axes, extents(rendered), strict=True):
            assert inside(box, ax.bbox)


def test_panels_do_not_matter(draw):
    empty = Drawing((1, 2), (panel(DOT), panel(DOT, col=1)), (legend("a"),))
    (box,) = extents(draw(empty))
    assert box.width > 0


class TestRoomInAFigureWithoutAnEngine:
    """An Axes gives of its own for its guides, so that those of neighbours do not meet."""

    def neighbours(self, draw, position, times=1, **options):
        figure = Figure(figsize=(9, 6), **options)
        axes = figure.subplots(2, 2).ravel()
        cells = [ax.get_position() for ax in axes]
        block = replace(legend("a name", "another"), position=position)
        rendered = [draw(drawing(DOT, legends=(block,)), target=ax) for ax in [*axes] * times]
        laid_out(figure)
        return axes, cells, [one.legends[-1].get_window_extent() for one in rendered]

    @pytest.mark.parametrize("position", ["right", "left", "top", "bottom"])
    def test_guides_stay_where_the_axes_was(self, draw, position):
        axes, cells, boxes_ = self.neighbours(draw, position)
        for ax, cell, box in zip(axes, cells, boxes_, strict=True):
            assert inside(box, cell.transformed(ax.figure.transSubfigure), slack=2)
            assert all(far_enough(box, other.get_tightbbox()) for other in axes if other is not ax)
            assert far_enough(box, ax.bbox)

    def test_twice_on_one_axes(self, draw):
        axes, cells, boxes_ = self.neighbours(draw, "right", times=2)
        assert far_enough(boxes_[0], boxes_[4])
        for ax, cell in zip(axes, cells, strict=True):
            assert ax.get_position().width > 0.3 * cell.width

    def test_placed_by_hand(self, draw):
        figure = Figure()
        ax = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        rendered = draw(drawing(DOT, legends=(legend("a", "b"),)), target=ax)
        (box,) = extents(rendered)
        assert inside(box, figure.bbox)
        assert ax.get_position().x0 == pytest.approx(0.1)

    def test_within_the_panel_nothing_is_given(self, draw):
        axes, cells, _ = self.neighbours(draw, (1.0, 1.0))
        for ax, cell in zip(axes, cells, strict=True):
            assert ax.get_position().bounds == pytest.approx(cell.bounds)

    def test_an_engine_makes_the_room(self, draw):
        axes, _, boxes_ = self.neighbours(draw, "right", layout="constrained")
        assert all(inside(box, axes[0].figure.bbox) for box in boxes_)
        assert axes[0].get_subplotspec().get_gridspec().nrows == 2

    def test_wide_guides_leave_a_part(self, draw):
        figure = Figure(figsize=(4, 3))
        ax = figure.subplots()
        width = ax.get_position().width
        block = legend("a name that is as wide as the figure", title="a title that is as wide")
        draw(drawing(DOT, legends=(block,)), target=ax)
        assert ax.get_position().width >= 0.24 * width
