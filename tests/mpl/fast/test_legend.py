"""The boxes of a legend are measured once a drawing."""

import pytest
from matplotlib.offsetbox import TextArea
from matplotlib.text import Text

from tests.fastpaths import where_measured
from tests.mpl.drawings import drawing, legend, points

DOT = points([[5, 5]])


@pytest.fixture
def measured(monkeypatch):
    """Note the texts whose size is asked for."""
    seen = []
    measure = TextArea.get_bbox

    def noted(area, renderer):
        seen.append(area.get_text())
        return measure(area, renderer)

    monkeypatch.setattr(TextArea, "get_bbox", noted)
    return seen


@pytest.fixture
def block(draw):
    (block,) = draw(drawing(DOT, legends=(legend("one", "another", title=""),))).legends
    block.figure.get_layout_engine().execute(block.figure)
    return block


def paint(block):
    block.draw(block.figure.canvas.get_renderer())


@where_measured("legends")
def test_each_text_is_measured_once(block, measured):
    paint(block)
    assert sorted(text for text in measured if text) == ["another", "one"]


def test_the_next_time_it_is_measured_anew(block):
    before = block.get_window_extent()
    block.get_texts()[0].set_text("a text that is much longer")
    paint(block)
    assert block.get_frame().get_window_extent().width > before.width + 50
    assert block.get_window_extent().width > before.width + 50


def test_nothing_is_remembered_after_an_error(block, measured, monkeypatch):
    text = block.get_texts()[0]
    with monkeypatch.context() as patch:
        patch.setattr(text, "draw", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            paint(block)
    measured.clear()
    for times in (1, 2):
        block.get_window_extent()
        assert measured.count("one") == times


def test_it_is_a_legend_of_the_figure_until_it_is_removed(block):
    figure = block.figure
    assert figure.legends == [block]
    block.remove()
    assert figure.legends == []


STYLES = {
    "size": lambda text: text.set_fontsize(31),
    "weight": lambda text: text.set_fontweight("bold"),
    "family": lambda text: text.set_fontfamily("DejaVu Serif"),
    "turned": lambda text: text.set_rotation(50),
    "aligned": lambda text: text.set_va("top"),
    "formula": lambda text: text.set_text("$x^2$"),
    "lines": lambda text: text.set_text("two\nlines"),
}


@pytest.mark.parametrize("change", STYLES.values(), ids=STYLES)
def test_what_a_text_looks_like_can_be_changed_afterwards(block, change):
    renderer = block.figure.canvas.get_renderer()
    paint(block)
    for text in (block.get_texts()[0], block.get_title()):
        change(text)
        plain = Text()
        plain.update_from(text)
        plain.set_text(text.get_text())
        plain.set_figure(block.figure)
        laid, as_before = text._get_layout(renderer), plain._get_layout(renderer)
        assert laid[0].bounds == as_before[0].bounds
        assert laid[1:] == as_before[1:]
