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
from tests.mpl.drawings import (
    BLUE,
    apart,
    boxes,
    drawing,
    grid,
    inside,
    laid_out,
    legend,
    lines,
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
        assert apart(box, rendered.axes[0].get_tightbbox())
    assert first.y0 > second.y1
    assert first.x0 == pytest.approx(second.x0)
    middle = (first.y1 + second.y0) / 2
    assert rendered.axes[0].bbox.y0 < middle < rendered.axes[0].bbox.y1


@pytest.mark.parametrize("n", [30, 70, 150])
def test_many_entries_take_columns(draw, n):
    rendered = draw(drawing(DOT, legends=(legend(*(f"level {i}" for i in range(n))),)))
    (box,) = extents(rendered)
    assert inside(Bbox([[0, box.y0], [0, box.y1]]), rendered.figure.bbox)
    assert [text.get_text() for text in rendered.legends[0].get_texts()][-1] == f"level {n - 1}"


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
    rendered = draw(drawing(DOT, legends=(legend("a", "b", word=big),)))
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
    assert figure.legends == []
    for ax, name in ((left, "one"), (right, "two")):
        there = [child for child in ax.get_children() if isinstance(child, Legend)]
        assert ax.get_legend().get_title().get_text() == f"{name} more"
        assert len(there) == 2
        boxes_ = [block.get_window_extent() for block in there]
        assert apart(*boxes_)
        assert all(box.x0 >= ax.bbox.x1 for box in boxes_)


def test_twice_on_one_axes_keeps_both_legends(draw):
    figure = Figure(figsize=(6, 4))
    ax = figure.subplots()
    for name in ("one", "two"):
        draw(drawing(DOT, legends=(legend("a", "b", title=name),)), target=ax)
    laid_out(figure)
    there = [child for child in ax.get_children() if isinstance(child, Legend)]
    assert {block.get_title().get_text() for block in there} == {"one", "two"}
    assert apart(*(block.get_window_extent() for block in there))


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
    for ax in rendered.axes:
        assert apart(box, ax.get_tightbbox())


def test_a_subfigure_has_its_own_legend(draw):
    figure = Figure(figsize=(10, 4))
    parts = figure.subfigures(1, 2)
    rendered = [draw(drawing(DOT, legends=(legend("a", "b"),)), target=part) for part in parts]
    laid_out(figure)
    for one, part in zip(rendered, parts, strict=True):
        (box,) = [block.get_window_extent() for block in one.legends]
        assert inside(box, part.bbox)
        assert apart(box, one.axes[0].get_tightbbox())
        assert inside(one.axes[0].get_tightbbox(), part.bbox)


def test_panels_do_not_matter(draw):
    empty = Drawing((1, 2), (panel(DOT), panel(DOT, col=1)), (legend("a"),))
    (box,) = extents(draw(empty))
    assert box.width > 0
