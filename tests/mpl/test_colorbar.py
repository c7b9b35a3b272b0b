"""The colour bar: one artist that is placed as a legend is."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure

from plotkit.compile.drawing import ColorBar
from plotkit.mpl.guides.colorbar import ColorBarArtist
from tests.mpl.drawings import drawing, far_enough, grid, inside, laid_out, legend, points

DOT = points([[5, 5]])
COLORS = np.column_stack([np.linspace(0, 1, 8), np.zeros((8, 2)), np.ones(8)])
BAR = ColorBar("amount", COLORS, (0.0, 0.5, 1.0), ("low", "middle", "high"))
LYING = replace(BAR, position="bottom")


def parts(rendered, number=0):
    """The box of the colours, and of each label that is shown."""
    figure = laid_out(rendered.root)
    artist = rendered.legends[number]
    texts = [text for text in artist.get_texts() if text.get_visible()]
    return artist.image.get_window_extent(), [text.get_window_extent() for text in texts], figure


def test_upright_labels_stand_at_their_ticks(draw):
    bar, labels, figure = parts(draw(drawing(DOT, legends=(BAR,))))
    assert bar.height > 5 * bar.width
    middles = [(box.y0 + box.y1) / 2 for box in labels]
    np.testing.assert_allclose(middles, [bar.y0, (bar.y0 + bar.y1) / 2, bar.y1], atol=1)
    assert all(box.x0 > bar.x1 for box in labels)
    assert all(inside(box, figure.bbox) for box in labels)


@pytest.mark.parametrize("side", ["top", "bottom"])
def test_lying_labels_stand_below(draw, side):
    bar, labels, figure = parts(draw(drawing(DOT, legends=(replace(BAR, position=side),))))
    assert bar.width > 5 * bar.height
    middles = [(box.x0 + box.x1) / 2 for box in labels]
    np.testing.assert_allclose(middles, [bar.x0, (bar.x0 + bar.x1) / 2, bar.x1], atol=1)
    assert all(box.y1 < bar.y0 for box in labels)
    assert all(inside(box, figure.bbox) for box in labels)


def test_colours_from_low_to_high(draw):
    rendered = draw(drawing(DOT, legends=(BAR, LYING)))
    for number in (0, 1):
        bar, _, figure = parts(rendered, number)
        figure.canvas.draw()
        pixels = np.asarray(figure.canvas.buffer_rgba())
        for share, red in ((0.02, 0), (0.98, 255)):
            across, up = (0.5, share) if number == 0 else (share, 0.5)
            x, y = bar.x0 + bar.width * across, bar.y0 + bar.height * up
            assert pixels[len(pixels) - 1 - int(y), int(x), 0] == pytest.approx(red, abs=2)


def test_a_bar_is_no_axes(draw):
    rendered = draw(grid(2, 2, DOT, legends=(BAR, legend("a"))))
    assert rendered.figure.axes == list(rendered.axes)
    assert isinstance(rendered.legends[0], ColorBarArtist)


def test_beside_the_panels_and_below_each_other(draw):
    rendered = draw(grid(2, 2, DOT, legends=(BAR, legend("a", "b"))))
    laid_out(rendered.root)
    bar, block = (guide.get_window_extent() for guide in rendered.legends)
    assert bar.x0 == pytest.approx(block.x0)
    assert bar.y0 > block.y1
    for ax in rendered.axes:
        assert far_enough(bar, ax.get_tightbbox())


def test_labels_that_would_overlap_are_left_out(draw):
    ticks = tuple(np.linspace(0, 1, 40).tolist())
    many = ColorBar("", COLORS, ticks, tuple(f"label {i}" for i in range(40)))
    for bar in (many, replace(many, position="bottom")):
        _, labels, _ = parts(draw(drawing(DOT, legends=(bar,))))
        assert 1 < len(labels) < 40
        assert all(far_enough(*pair) for pair in pairwise(labels))


def test_the_size_of_the_figure_limits_it(draw):
    for bar in (BAR, LYING):
        plan = drawing(DOT, legends=(bar,))
        rendered = draw(replace(plan, layout=replace(plan.layout, size=(2.5, 2))))
        colors, _, figure = parts(rendered)
        assert inside(rendered.legends[0].get_window_extent(), figure.bbox)
        assert max(colors.width, colors.height) < 0.55 * figure.bbox.width


def test_within_a_panel_it_has_a_ground(draw):
    rendered = draw(drawing(DOT, legends=(replace(BAR, position=(1.0, 1.0)),)))
    laid_out(rendered.root)
    artist = rendered.legends[0]
    assert inside(artist.get_window_extent(), rendered.axes[0].bbox)
    assert inside(artist.title.get_window_extent(), artist.frame[0].get_window_extent())


def test_on_an_axes_it_belongs_to_it(draw):
    figure = Figure(figsize=(8, 4))
    left, right = figure.subplots(1, 2)
    for ax in (left, right):
        rendered = draw(drawing(DOT, legends=(BAR, legend("a"))), target=ax)
        own = [child for child in ax.get_children() if isinstance(child, ColorBarArtist)]
        assert own == [rendered.legends[0]]
        laid_out(figure)
        bar, block = (guide.get_window_extent() for guide in rendered.legends)
        assert far_enough(bar, block)
        assert bar.x0 >= ax.bbox.x1
    left.clear()
    assert not any(isinstance(child, ColorBarArtist) for child in left.get_children())


def test_it_can_be_hidden_and_removed(draw):
    rendered = draw(drawing(DOT, legends=(BAR,)))
    artist = rendered.legends[0]
    artist.set_visible(False)
    rendered.figure.canvas.draw()
    artist.remove()
    assert artist not in rendered.figure.get_children()
