import io
import re

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.image import imread

from plotkit.errors import PlotSpecError
from plotkit.mpl import display
from plotkit.mpl.layout.engine import MeasuredLayout
from plotkit.spec import LayoutSpec
from tests.mpl.drawings import drawing, grid, legend, points

DOT = points([[5, 5]])


class Counter(Artist):
    drawn = 0

    def draw(self, renderer):
        self.drawn += 1


def pixels(content):
    return (imread(io.BytesIO(content)) * 255).round().astype(np.uint8)


@pytest.fixture
def rendered(draw):
    return draw(grid(2, 2, DOT, legends=(legend("a", "b"),), layout=LayoutSpec((5, 4))))


def saved(rendered, theme, **kws):
    buffer = io.BytesIO()
    display.save(rendered, buffer, theme, **kws)
    return buffer.getvalue()


def test_a_file_has_the_asked_size(rendered, default, tmp_path):
    display.save(rendered, tmp_path / "a.png", default)
    assert pixels((tmp_path / "a.png").read_bytes()).shape[:2] == (4 * 96, 5 * 96)
    display.save(rendered, str(tmp_path / "b.png"), default, dpi=50)
    assert pixels((tmp_path / "b.png").read_bytes()).shape[:2] == (200, 250)
    display.save(rendered, tmp_path / "c", default)
    assert (tmp_path / "c.png").exists()
    display.save(rendered, tmp_path / "d.png", default, dpi="figure")
    assert pixels((tmp_path / "d.png").read_bytes()).shape[:2] == (400, 500)


@pytest.mark.parametrize("form", ["svg", "pdf", "jpg", "raw"])
def test_other_formats(rendered, default, form, tmp_path):
    display.save(rendered, tmp_path / f"a.{form}", default)
    assert (tmp_path / f"a.{form}").stat().st_size > 1000


def test_home_is_expanded(rendered, default, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    display.save(rendered, "~/a.png", default)
    assert (tmp_path / "a.png").exists()


def test_missing_folder_is_named(rendered, default, tmp_path):
    with pytest.raises(PlotSpecError, match="there is no folder"):
        display.save(rendered, tmp_path / "no" / "a.png", default)


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_everything_is_drawn_once(rendered, default, form):
    counter = rendered.axes[0].add_artist(Counter())
    saved(rendered, default, format=form)
    assert counter.drawn == 1
    assert isinstance(rendered.root.get_layout_engine(), MeasuredLayout)


def test_the_engine_comes_back_after_an_error(rendered, default):
    with pytest.raises(ValueError, match="not supported"):
        saved(rendered, default, format="nonsense")
    assert isinstance(rendered.root.get_layout_engine(), MeasuredLayout)


def test_the_saved_figure_is_laid_out(rendered, default):
    image = pixels(saved(rendered, default))
    assert (image[:3] == 255).all()
    assert (image[:, -3:] == 255).all()
    assert not (image[:, :200] == 255).all()


@pytest.mark.parametrize("size", [(2.9, 1.7), (3.333, 2.555)], ids=str)
@pytest.mark.parametrize("dpi", [96, 100, 77.7])
def test_png_of_any_size(draw, default, size, dpi):
    one = draw(drawing(DOT, layout=LayoutSpec(size)))
    ours = pixels(saved(one, default, dpi=dpi))
    theirs = pixels(saved(one, default, dpi=dpi, metadata={"Title": "x"}))
    assert ours.shape[:2] == theirs.shape[:2]


def test_transparent_png(rendered, default):
    image = pixels(saved(rendered, default, transparent=True))
    assert image.shape[2] == 4
    assert (image[0, :, 3] == 0).all()


def test_tight_boxes_are_matplotlibs(rendered, default):
    image = pixels(saved(rendered, default, bbox_inches="tight"))
    assert image.shape[:2] != (4 * 96, 5 * 96)


def test_notebook_png(rendered, default):
    content, size = display.png(rendered, default, scaling=0.5, hidpi=True)
    assert pixels(content).shape[:2] == (4 * 192, 5 * 192)
    assert size == {"width": 240, "height": 192}
    content, size = display.png(rendered, default)
    assert pixels(content).shape[:2] == (4 * 96, 5 * 96)


def test_svg_is_reproducible(rendered, default):
    first, second = display.svg(rendered, default), display.svg(rendered, default)
    assert first == second
    assert "<dc:date>" not in first
    assert 'width="360pt" height="288pt"' in first
    assert 'width="180pt" height="144pt"' in display.svg(rendered, default, scaling=0.5)
    assert len(re.findall('id="panel0-layer0-Mark"', first)) == 1


def test_nothing_changes_in_the_session(rendered, default):
    before = dict.copy(mpl.rcParams)
    saved(rendered, default)
    display.svg(rendered, default)
    assert dict.items(mpl.rcParams) == before.items()
    assert rendered.root.dpi == mpl.rcParamsDefault["figure.dpi"]


def test_the_users_figure_is_saved_whole(draw, default):
    figure = Figure(figsize=(4, 3))
    left, right = figure.subplots(1, 2)
    right.plot([1, 2])
    image = pixels(saved(draw(drawing(DOT), target=left), default))
    assert image.shape[:2] == (288, 384)


def test_show_closes_what_it_showed(draw, default, monkeypatch):
    import matplotlib.pyplot as plt

    shown = []
    monkeypatch.setattr(plt, "show", lambda **kws: shown.append((plt.get_fignums(), kws)))
    one = draw(drawing(DOT), pyplot=True)
    display.show(one, block=True)
    assert shown == [([one.root.number], {"block": True})]
    assert plt.get_fignums() == []
    other = draw(drawing(DOT), pyplot=True)
    display.show(other, block=False)
    assert plt.get_fignums() == [other.root.number]
    plt.close(other.root)
