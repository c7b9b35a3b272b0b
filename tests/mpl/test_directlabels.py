"""Names at the ends of lines: beside the panel, apart from each other."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from plotkit.compile.drawing import DirectLabel
from plotkit.mpl.guides.directlabels import DirectLabels, spread
from tests.mpl.drawings import RED, drawing, far_enough, grid, inside, laid_out, lines, numbers

LINE = lines([[0, 0], [10, 10]])


def named(plan, *ends):
    panels = tuple(replace(panel, direct_labels=ends) for panel in plan.panels)
    return replace(plan, panels=panels)


def at(heights):
    return [DirectLabel(f"name {i}", 10.0, height) for i, height in enumerate(heights)]


def names_of(ax):
    laid_out(ax.figure.get_figure(root=True))
    (names,) = [child for child in ax.get_children() if isinstance(child, DirectLabels)]
    return names


def middles(names):
    boxes = [text.get_window_extent() for text in names.get_texts()]
    return [(box.y0 + box.y1) / 2 for box in boxes]


def test_at_the_right_edge_at_the_height_of_the_end(draw):
    rendered = draw(named(drawing(LINE), *at([1.0, 5.0, 9.0])))
    (ax,) = rendered.axes
    names = names_of(ax)
    wanted = ax.transData.transform([(10, y) for y in (1, 5, 9)])[:, 1]
    np.testing.assert_allclose(middles(names), wanted, atol=2)
    for text in names.get_texts():
        assert text.get_window_extent().x0 >= ax.bbox.x1
        assert inside(text.get_window_extent(), rendered.figure.bbox)
    assert not any(stroke.get_visible() for stroke in names.line_styles)


def test_in_the_colour_of_the_line(draw):
    rendered = draw(
        named(drawing(LINE), DirectLabel("a", 10.0, 5.0, RED), DirectLabel("b", 10.0, 8.0))
    )
    one, other = names_of(rendered.axes[0]).get_texts()
    assert one.get_color() == RED
    assert other.get_color() != RED


def test_names_that_would_overlap_are_moved_and_linked(draw):
    rendered = draw(named(drawing(LINE), *at([5.0, 5.01, 5.02, 5.0])))
    names = names_of(rendered.axes[0])
    boxes = sorted((t.get_window_extent() for t in names.get_texts()), key=lambda box: box.y0)
    assert all(far_enough(*pair) for pair in pairwise(boxes))
    assert any(stroke.get_visible() for stroke in names.line_styles)


def test_what_has_no_room_is_counted(draw):
    plan = named(drawing(LINE), *at(np.linspace(0, 10, 60)))
    rendered = draw(replace(plan, layout=replace(plan.layout, size=(4, 2))))
    names = names_of(rendered.axes[0])
    shown = [text for text in names.get_texts() if text.get_visible()]
    assert 2 < len(shown) < 20
    assert f"… {60 - len(shown) + 1} more" in [text.get_text() for text in shown]
    assert all(inside(text.get_window_extent(), rendered.figure.bbox) for text in shown)


def test_beside_each_panel_and_before_the_title_of_a_row(draw):
    plan = named(grid(2, 2, LINE), DirectLabel("a rather long name of a line", 10.0, 500.0))
    panels = [replace(panel, row_title="row" if panel.col else "") for panel in plan.panels]
    rendered = draw(replace(plan, panels=tuple(panels)))
    for ax in rendered.axes:
        box = names_of(ax).get_window_extent()
        assert all(far_enough(box, other.bbox) for other in rendered.axes)
        assert all(far_enough(box, text.get_window_extent()) for text in ax.texts)
        assert inside(box, rendered.figure.bbox)


@pytest.mark.parametrize("engine", ["constrained", "tight"])
def test_engines_of_matplotlib_leave_room(draw, engine):
    plan = named(drawing(LINE), DirectLabel("a rather long name", 10.0, 5.0))
    rendered = draw(replace(plan, layout=replace(plan.layout, engine=engine)))
    assert inside(names_of(rendered.axes[0]).get_window_extent(), rendered.figure.bbox)


def test_on_an_axes_and_reversed(draw):
    figure = Figure()
    ax = figure.add_axes((0.1, 0.1, 0.6, 0.8))
    plan = named(drawing(LINE, x=numbers(10, 0)), DirectLabel("a", 0.0, 5.0))
    draw(plan, target=ax)
    assert names_of(ax).get_window_extent().x0 > ax.bbox.x1


heights = st.lists(st.floats(-100, 1100), min_size=1, max_size=30)


@given(heights, st.floats(1, 30))
def test_spread(wanted, tall):
    wanted = np.sort(wanted)[::-1]
    found = spread(wanted, np.full(len(wanted), tall), 0.0, 1000.0)
    assert (np.diff(found) <= -tall + 1e-6).all()
    assert (found >= -1e-6).all()
    assert (found <= 1000 + 1e-6).all()


def test_spread_moves_as_little_as_can_be():
    talls = np.array([10.0, 30.0, 10.0])
    np.testing.assert_allclose(spread(np.array([90.0, 50.0, 10.0]), talls, 0, 100), [90, 50, 10])
    np.testing.assert_allclose(spread(np.array([52.0, 50.0, 48.0]), talls, 0, 100), [70, 50, 30])
