"""Everything is inside the canvas, at the asked size, whatever the texts."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from plotkit.compile.drawing import Drawing
from plotkit.errors import PlotWarning
from plotkit.marks.primitives import Texts
from plotkit.mpl.layout.engine import MeasuredLayout
from plotkit.mpl.layout.region import PAD
from plotkit.spec import LayoutSpec
from tests.mpl.drawings import (
    BLUE,
    drawing,
    far_enough,
    grid,
    inside,
    laid_out,
    legend,
    levels,
    numbers,
    points,
)

DOT = points([[5, 5]])


def check(rendered, frame=None):
    """All axes with their decorations are inside, and keep clear of each other."""
    laid_out(rendered.root)
    boxes = [ax.get_tightbbox() for ax in rendered.axes]
    for box in boxes:
        assert inside(box, frame or rendered.root.bbox)
    for i, one in enumerate(boxes):
        assert all(far_enough(one, other) for other in boxes[i + 1 :])
    return boxes


@pytest.mark.parametrize("size", [None, (3, 2), (12, 8)])
def test_one_panel_fills_the_canvas(draw, size):
    plan = drawing(
        DOT,
        x=numbers(0, 10, label="x"),
        y=numbers(0, 1e5, label="y"),
        title="Title",
        layout=LayoutSpec(size=size),
    )
    rendered = draw(plan)
    (box,) = check(rendered)
    pad = PAD * rendered.root.dpi / 72
    frame = rendered.root.bbox
    room = (box.x0, box.y0, frame.x1 - box.x1, frame.y1 - box.y1)
    assert min(room) >= pad - 1.5
    assert max(room) <= pad + 2
    assert tuple(rendered.root.get_size_inches()) == (size or (6.4, 4.8))


@pytest.mark.parametrize("outer", [True, False], ids=["outer labels", "all labels"])
@pytest.mark.parametrize("shape", [(1, 3), (3, 3), (4, 2)], ids=str)
def test_panels_are_equal_and_apart(draw, shape, outer):
    rendered = draw(
        grid(*shape, DOT, legends=(legend("a", "b"),), outer=outer, layout=LayoutSpec((8, 7)))
    )
    check(rendered)
    sizes = np.array([(ax.bbox.width, ax.bbox.height) for ax in rendered.axes])
    np.testing.assert_allclose(sizes, np.broadcast_to(sizes[0], sizes.shape))


def test_long_tick_labels(draw):
    names = [f"a rather long name of the level {i}" for i in range(4)]
    check(draw(drawing(DOT, y=levels(*names))))


def test_empty_cells_are_left_free(draw):
    whole = grid(2, 2, DOT)
    check(draw(Drawing((2, 2), whole.panels[:3])))


def test_row_titles_and_legends_do_not_meet(draw):
    plan = drawing(DOT, row_title="the title of a row", legends=(legend("a", "b"),))
    rendered = draw(plan)
    check(rendered)
    box = rendered.legends[0].get_window_extent()
    assert far_enough(box, rendered.axes[0].texts[0].get_window_extent())
    assert inside(box, rendered.root.bbox)


def test_texts_at_the_edge_are_inside(draw):
    primitive = Texts(
        np.array([[10.0, 5.0]]),
        np.array(["a long text at the right edge"], dtype=object),
        BLUE,
        12.0,
        "left",
        "center",
        np.array([4.0, 0.0]),
    )
    rendered = draw(drawing(primitive))
    check(rendered)
    assert inside(rendered.axes[0].texts[0].get_window_extent(), rendered.root.bbox)


@pytest.mark.filterwarnings("ignore:The figure of .* is too small")
def test_extent(draw):
    rendered = draw(grid(2, 2, DOT, layout=LayoutSpec(extent=(0.5, 0.25, 1, 0.75))))
    frame = rendered.root.bbox
    check(
        rendered,
        Bbox.from_extents(frame.width / 2, frame.height / 4, frame.width, frame.height * 0.75),
    )


def test_later_changes_are_laid_out(draw):
    rendered = draw(grid(2, 2, DOT, legends=(legend("a", "b"),)))
    check(rendered)
    figure = rendered.root
    figure.set_size_inches(4, 6)
    figure.suptitle("One title\nover all")
    for ax in rendered.axes:
        ax.set_title("a new title\nof two lines")
        ax.set_ylabel("a new label")
    check(rendered)
    title = figure.texts[0].get_window_extent()
    for ax in rendered.axes:
        assert far_enough(title, ax.get_tightbbox())
    assert inside(rendered.legends[0].get_window_extent(), figure.bbox)


def test_users_colour_bar_and_second_axis_are_inside(draw):
    rendered = draw(drawing(points([[1, 1], [2, 2]])))
    ax = rendered.axes[0]
    twin = ax.twinx()
    twin.set_ylim(0, 1e6)
    twin.set_ylabel("another axis")
    laid_out(rendered.root)
    assert inside(twin.get_tightbbox(), rendered.root.bbox)
    bar = rendered.root.colorbar(rendered.artists[0][0], ax=ax, label="bar")
    laid_out(rendered.root)
    assert inside(bar.ax.get_tightbbox(), rendered.root.bbox)


def test_tiny_figures_do_not_fail_but_say_so(draw):
    rendered = draw(grid(3, 3, DOT, layout=LayoutSpec((0.5, 0.5))))
    with pytest.warns(PlotWarning, match=r"The figure of 0.5 × 0.5 inches is too small"):
        laid_out(rendered.root)


def test_ticks_that_change_with_the_size_are_measured_again(draw):
    wide = legend("a legend that takes more than half of the canvas")
    rendered = draw(drawing(DOT, y=numbers(0, 0.0123), legends=(wide,), layout=LayoutSpec((9, 2))))
    check(rendered)


def test_engine_of_own_figures(draw):
    assert isinstance(draw(drawing(DOT)).root.get_layout_engine(), MeasuredLayout)


def test_engine_of_given_figures(draw):
    for layout, kind in ((None, "MeasuredLayout"), ("constrained", "ConstrainedLayoutEngine")):
        figure = Figure(layout=layout)
        draw(drawing(DOT, legends=(legend("a"),)), target=figure)
        assert type(figure.get_layout_engine()).__name__ == kind
        laid_out(figure)
    figure = Figure()
    draw(drawing(DOT), target=figure.subplots())
    assert figure.get_layout_engine() is None


def test_parts_of_a_figure_with_an_engine_of_its_own(draw):
    figure = Figure(layout="constrained")
    part, _ = figure.subfigures(1, 2)
    rendered = draw(drawing(DOT, legends=(legend("a"),)), target=part)
    laid_out(figure)
    (guide,) = part.legends
    room = guide.get_window_extent()
    assert rendered.axes[0].get_window_extent().x1 <= room.x0
    assert room.x1 <= part.bbox.x1
