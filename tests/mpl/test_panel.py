"""Axes whose ticks are made when they are needed look and answer like any other."""

import io
import pickle

import numpy as np
import pytest
from matplotlib.axis import Tick
from matplotlib.backends.backend_agg import FigureCanvasAgg

import plotkit.objects as so
from plotkit.mpl.panel import PanelAxes, QuietAxis, is_quiet

DATA = {"x": [1, 2, 3, 4], "y": [10, 40, 20, 30], "g": ["a", "b", "c", "d"]}


def facets(**theme):
    return so.Plot(DATA, x="x", y="y").facet("g", wrap=2).add(so.Dot()).theme(theme)


def pixels(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba()).astype(int)


@pytest.fixture
def made(monkeypatch):
    """Note each tick that is made."""
    ticks = []
    init = Tick.__init__

    def noting(self, *args, **kwargs):
        ticks.append(self)
        init(self, *args, **kwargs)

    monkeypatch.setattr(Tick, "__init__", noting)
    return ticks


def test_inner_axes_make_no_ticks(made):
    figure = facets().plot().figure
    pixels(figure)
    inner = figure.axes[1]
    assert isinstance(inner, PanelAxes)
    assert is_quiet(inner.xaxis)
    assert is_quiet(inner.yaxis)
    shown = {id(tick.axes) for tick in made}
    assert id(inner) not in shown
    assert id(figure.axes[2]) in shown


def test_a_figure_makes_the_ticks_it_shows(made):
    figure = so.Plot(DATA, x="x", y="y").add(so.Dot()).plot().figure
    pixels(figure)
    (ax,) = figure.axes
    minor = 2  # one an axis, which its spines ask for
    assert len(made) == len(ax.get_xticks()) + len(ax.get_yticks()) + minor


@pytest.mark.parametrize(
    "theme",
    [{}, {"axes.facecolor": "w", "grid.color": "#ff000080"}, {"axes.grid": False}],
    ids=["default", "translucent", "no grid"],
)
def test_grid_lines_are_the_same_without_ticks(theme, monkeypatch):
    quiet = pixels(facets(**theme).plot().figure)
    monkeypatch.setattr(QuietAxis, "quiet", False)
    assert abs(quiet - pixels(facets(**theme).plot().figure)).max() <= 1


def test_log_axes_are_the_same_without_ticks(monkeypatch):
    plot = facets().scale(y="log")
    quiet = pixels(plot.plot().figure)
    monkeypatch.setattr(QuietAxis, "quiet", False)
    assert abs(quiet - pixels(plot.plot().figure)).max() <= 1


def test_ticks_are_there_for_who_asks():
    ax = facets().plot().axes[1]
    assert len(ax.get_xgridlines()) == len(ax.get_xticks())
    assert not is_quiet(ax.xaxis)
    assert ax.xaxis.get_ticks_position() in ("bottom", "none", "unknown")
    for line in ax.get_xgridlines():
        line.set_color("r")
    assert (pixels(ax.figure)[..., :3] == (255, 0, 0)).all(axis=-1).any()


def test_labels_can_be_shown_again():
    figure = facets().plot().figure
    before = pixels(figure)
    figure.axes[1].tick_params(labelleft=True)
    assert abs(before - pixels(figure)).max() > 0
    shown, usual = (figure.axes[i].yaxis.get_major_ticks()[0].label1 for i in (1, 0))
    assert shown.get_fontsize() == usual.get_fontsize()
    assert shown.get_fontfamily() == usual.get_fontfamily()
    assert shown.get_color() == usual.get_color()


def test_the_grid_can_be_turned_off():
    figure = facets().plot().figure
    before = pixels(figure)
    figure.axes[1].grid(False)
    assert abs(before - pixels(figure)).max() > 0


def test_matplotlib_can_lay_them_out_and_pickle_them():
    figure = facets().plot().figure
    again = pickle.loads(pickle.dumps(figure))
    assert is_quiet(again.axes[1].yaxis)
    again.savefig(io.BytesIO(), bbox_inches="tight")
    again.axes[1].clear()
    again.align_labels()
    pixels(again)


def test_a_measured_text_is_not_measured_again_to_be_drawn(monkeypatch):
    from matplotlib.backends.backend_agg import RendererAgg

    sizes = []
    get = RendererAgg.get_text_width_height_descent

    def counting(self, text, prop, ismath):
        sizes.append((id(self), text, prop.get_size_in_points()))
        return get(self, text, prop, ismath)

    monkeypatch.setattr(RendererAgg, "get_text_width_height_descent", counting)
    so.Plot(DATA, x="x", y="y", color="g").add(so.Dot()).save(io.BytesIO(), dpi=100)
    plain = [size for size in sizes if size[1] != "lp"]
    assert len(plain) == len(set(plain))
